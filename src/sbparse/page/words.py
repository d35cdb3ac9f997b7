"""Glyphs → words → lines.

A word is a run of glyphs without a gap; a line is what stands at one height. Both keep the indices of their glyphs, so that every
character of the page can be accounted for.
"""

import unicodedata
from collections.abc import Sequence
from itertools import chain
from operator import attrgetter
from typing import Final, NamedTuple

from sbparse.page.model import Page
from sbparse.values.place import Box
from sbparse.values.text import fold

LEVEL: Final = 0.5
"""Glyphs that overlap vertically by this share of the lower one's height stand on one line; lines of one cell overlap by up to 0.2."""


class Word(NamedTuple):
    """A run of glyphs. A named tuple, as a page has hundreds: a frozen dataclass takes four times as long to make.

    Attributes:
        text: the characters to keep.
        folded: the same, character by character, for matching.
        x0, top, x1, bottom: its box in reading space.
        glyphs: indices into the page's glyph lists, in reading order.
    """

    text: str
    folded: str
    x0: float
    top: float
    x1: float
    bottom: float
    glyphs: Sequence[int]

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def box(self) -> Box:
        return (self.x0, self.top, self.x1, self.bottom)


class Line(NamedTuple):
    """Words at one height, from left to right.

    Attributes:
        words: the words.
        folded: all characters for matching, none between words; one character a glyph, so that a match tells its glyphs.
        top, bottom: its extent in reading space.
    """

    words: tuple[Word, ...]
    folded: str
    top: float
    bottom: float

    @property
    def text(self) -> str:
        """All characters, none between words."""
        return "".join(word.text for word in self.words)

    @property
    def glyphs(self) -> tuple[int, ...]:
        return tuple(chain.from_iterable([word.glyphs for word in self.words]))

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def box(self) -> Box:
        return (self.x0, self.top, self.x1, self.bottom)


class _Folds(dict[int, str]):
    """``str.translate`` table that learns the folded form of a character when it first meets it."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = fold(char)
        # A character that would become several stays, so that positions keep.
        known = folded if len(folded) == 1 else unicodedata.normalize("NFC", char)[:1] or char
        if len(self) < 100_000:
            self[code] = known
        return known


_FOLDS: Final = _Folds()


def fold_each(text: str) -> str:
    """The text folded for matching character by character, so that positions keep."""
    return text.translate(_FOLDS)


def is_level(high: float, low: float, above: float, below: float) -> bool:
    """Whether two vertical extents stand on one line."""
    if high == above and low == below:  # so it is for nearly all
        return low > high
    return min(low, below) - max(high, above) > LEVEL * min(low - high, below - above)


def part(page: Page, glyphs: Sequence[int]) -> Word:
    """The word of some of a page's glyphs, in the order given."""
    text = "".join([page.chars[i] for i in glyphs])
    return Word(
        text,
        fold_each(text),
        min([page.x0[i] for i in glyphs]),
        min([page.top[i] for i in glyphs]),
        max([page.x1[i] for i in glyphs]),
        max([page.bottom[i] for i in glyphs]),
        tuple(glyphs),
    )


def lines_of(words: Sequence[Word]) -> list[Line]:
    """Words gathered to lines, from top to bottom. Where lines overlap, a word is in the one whose middle is nearer to its own."""
    if _stacked(words):
        return [Line((word,), word.folded, word.top, word.bottom) for word in words]
    lines: list[list[Word]] = []
    top = bottom = 0.0
    # Sorted by height, and words of one height from left to right: twice by one number is faster than once by two.
    for word in sorted(sorted(words, key=_LEFT), key=_twice_middle):
        _, _, _, above, _, below, _ = word
        if lines and is_level(top, bottom, above, below):
            lines[-1].append(word)
            continue
        line = [word]
        if lines and above < bottom:
            halfway = (lines[-1][0].middle + word.middle) / 2
            line += [w for w in lines[-1] if w.middle > halfway]
            lines[-1] = [w for w in lines[-1] if w.middle <= halfway]
        lines.append(line)
        top, bottom = above, below
    return [line_of(words) for words in lines]


def _stacked(words: Sequence[Word]) -> bool:
    """Whether each word stands below the one before it, as those of one column do: so each is a line."""
    end = float("-inf")
    for _, _, _, top, _, bottom, _ in words:
        if not end <= top < bottom:
            return False
        end = bottom
    return True


_LEFT: Final = attrgetter("x0")


def _twice_middle(word: Word) -> float:
    return word[3] + word[5]


def line_of(words: list[Word]) -> Line:
    if len(words) == 1:
        (word,) = words
        return Line((word,), word.folded, word.top, word.bottom)
    across = tuple(sorted(words, key=_LEFT))
    _, folded, _, top, _, bottom, _ = zip(*across, strict=True)
    return Line(across, "".join(folded), min(top), max(bottom))
