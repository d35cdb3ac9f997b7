"""Several readings of one line → what they have in common.

A character counts where every reading has it at the same turn and two of three are sure of it; anything else is a glyph without a meaning.
Its confidence is that of the least sure reading. A text that the form prints on every copy needs less, as there are few of them.
"""

from collections.abc import Collection, Sequence
from difflib import SequenceMatcher
from statistics import median_low
from typing import Final

from sbparse.ocr.engine import Reading
from sbparse.page.words import fold_each

UNREAD: Final = "\ufffd"
"""A glyph that is there, and was not read for certain."""

DIGIT: Final = 0.9
"""Below this a digit, letter or point is unread."""

HANZI: Final = 0.8
"""The same for other characters: there are thousands, so that none gets all of the likelihood."""

MARK: Final = 0.3
"""The same for marks, which have small or pale shapes and say nothing by themselves; a point within a number is not among them."""

NEVER: Final = 2.0

PRINTED: Final = 4
"""A text of the form this long may stand within a line; a shorter one counts only as a whole line."""

_MARKS: Final = frozenset("():、。;《》")

_WIDE: Final = str.maketrans("()", "（）")
"""A picture hardly tells the width of brackets; in a text with ideographs they are given as wide as these."""


def agreed(readings: Sequence[Reading], printed: Collection[str] = ()) -> Reading:
    """What all readings of a line say; unsure characters as U+FFFD, with the confidence that was too low.

    Args:
        readings: of the same line, the one with the best places first; one alone vouches for itself.
        printed: folded texts that the form prints on every copy: labels, headers, captions.
    """
    for reading in readings:
        if fold_each(reading.text).strip(":") in printed:
            return reading
    common, middle = _common(readings)
    known = _of_the_form(common, printed)
    text = "".join(char if middle[at] >= least(char) or at in known else UNREAD for at, char in enumerate(common.text))
    if any("\u4e00" <= char <= "\u9fff" for char in text):
        text = text.translate(_WIDE)
    return Reading(text, common.sure, common.at)


def least(char: str) -> float:
    """How sure a character has to be; an ideograph outside GB 2312, which models take for its common twin (鶴 for 鹤), never is."""
    if fold_each(char) in _MARKS:
        return MARK
    if "\u4e00" <= char <= "\u9fff" and not char.encode("gb2312", "ignore"):
        return NEVER
    return DIGIT if char.isascii() else HANZI


def _of_the_form(reading: Reading, printed: Collection[str]) -> set[int]:
    """The places of characters that make up a text of the form."""
    folded = fold_each(reading.text)
    places: set[int] = set()
    for text in printed:
        start = folded.find(text) if len(text) >= PRINTED else -1
        if start >= 0:
            places.update(range(start, start + len(text)))
    return places


def _common(readings: Sequence[Reading]) -> tuple[Reading, tuple[float, ...]]:
    """The first reading, with what the others do not have as U+FFFD, and a mark where they have more; and how sure of each character the
    reading in the middle is."""
    first = readings[0]
    sures = [[sure] for sure in first.sure]
    more: list[tuple[int, float]] = []
    for other in readings[1:]:
        for step, a0, a1, b0, _ in SequenceMatcher(None, fold_each(first.text), fold_each(other.text), autojunk=False).get_opcodes():
            if step == "insert":
                more.append((a0, other.at[b0]))
            for at in range(a0, a1):
                sures[at].append(other.sure[b0 + at - a0] if step == "equal" else -1.0)
    glyphs = [
        (place, char, min(sure), median_low(sure)) if min(sure) >= 0 else (place, UNREAD, 0.0, 0.0)
        for place, char, sure in zip(first.at, first.text, sures, strict=True)
    ]
    glyphs += [(place, UNREAD, 0.0, 0.0) for place in dict(more).values()]
    glyphs.sort(key=lambda glyph: glyph[0])
    places, chars, least_sure, middle = zip(*glyphs, strict=True) if glyphs else ((), (), (), ())
    return Reading("".join(chars), tuple(least_sure), tuple(places)), tuple(middle)
