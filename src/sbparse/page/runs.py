"""A page's glyphs → its words: runs of glyphs, joined where they were drawn in pieces, without doubles (fake bold)."""

from collections.abc import Sequence
from itertools import pairwise, starmap
from typing import Final, NamedTuple

from sbparse.page.model import Page
from sbparse.page.words import Line, Word, fold_each, is_level, line_of, lines_of, part

GAP: Final = 0.30
"""A gap wider than this share of the glyph height ends a word: letters of one string touch, neighbouring cells lie 0.4 and more apart."""

OVERLAP: Final = 0.15
"""A glyph that starts further back than this share of its height starts a new word (a new line, another cell, a double)."""

TOUCH: Final = 0.06
"""Glyphs of one string end and begin within this share of their height."""

CHANGE: Final = 0.10
"""Between a digit and an ideograph a gap this wide ends a word: a number and the name in the next cell may stand close, a name's own
digits touch."""

DOUBLED: Final = 0.22
"""The same character again within this share of its height is fake bold (offsets of 0.3-1.5 points are in use) and read once."""

DOUBLED_LETTER: Final = 0.12
"""The same for letters: an i or l is only a fifth of its height wide, and two of them in a row are no doubling."""

SAME_SHIFT: Final = 0.15
"""The doubles of one string stand equally far (points) right of their originals."""

DOUBLED_WIDTH: Final = 0.6
"""A digit or ideograph again within this share of its width is a double too: in small type 1.5 points are half a digit. Not so letters,
whose boxes a substituted font makes wider than they stand apart."""


class Words(NamedTuple):
    """The words of a page.

    Attributes:
        lines: the lines as first met, of runs of glyphs.
        by_line: the words of each, whole even where their glyphs were drawn in pieces or out of order.
        doubled: the glyphs that only double another one.
    """

    lines: list[Line]
    by_line: list[Sequence[Word]]
    doubled: list[int]


def words_of(page: Page) -> Words:
    """The page's words, line by line."""
    words = Words(lines_of(_runs(page)), [], [])
    for line in words.lines:
        if _is_apart(line):  # as the words of most lines are
            words.by_line.append(line.words)
            continue
        if any(right.x0 < left.x1 and _overlaps(left, right) for left, right in pairwise(line.words)):
            line = _in_order(page, _once(page, line, words.doubled))  # noqa: PLW2901 - the line without its doubles
        words.by_line.append(_rejoined(page, line))
    return words


def relined(lines: Sequence[Line], by_line: Sequence[Sequence[Word]]) -> list[Line]:
    """The lines of a page after words of some of them were joined or cut: as :func:`lines_of` all these words.

    Args:
        lines: the lines before.
        by_line: the words of each now; its own where nothing changed.
    """
    found: list[Line] = []
    for index, (line, words) in enumerate(zip(lines, by_line, strict=True)):
        if words is line.words:
            found.append(line)
        elif line.top > max([above.bottom for above in lines[:index]], default=float("-inf")) and (
            line.bottom < min([below.top for below in lines[index + 1 :]], default=float("inf"))
        ):
            found += lines_of(words)  # in a strip of the page that no other line's words reach into
        else:
            return lines_of([word for words in by_line for word in words])
    return found


def _is_apart(line: Line) -> bool:
    """Whether no word of a line overlaps the one before, or stands as near as letters of one word."""
    end = float("-inf")
    for _, _, x0, top, x1, bottom, _ in line.words:
        if x0 < end or x0 - end < GAP * (bottom - top):
            return False
        end = x1
    return True


def _overlaps(left: Word, right: Word) -> bool:
    """Whether a word begins inside the one before; one narrow glyph doubled overlaps by less than a wide one."""
    deep = DOUBLED if left.text[-1] != right.text[0] else TOUCH
    return right.x0 < left.x1 - deep * left.height


def _once(page: Page, line: Line, doubled: list[int]) -> Line:
    """A line in which words overlap, without the glyphs that stand twice (fake bold)."""
    twice = _doubles(page, line)
    _add_narrow_doubles(page, line, twice)
    doubled += twice
    kept = [[glyph for glyph in word.glyphs if glyph not in twice] for word in line.words]
    return line_of([part(page, glyphs) for glyphs in kept if glyphs])


def _doubles(page: Page, line: Line) -> dict[int, int]:
    """Glyphs that stand on another of the same character, each with that one."""
    seen: dict[str, list[int]] = {}
    twice: dict[int, int] = {}
    for word in line.words:
        for glyph in word.glyphs:
            char, at = page.chars[glyph], page.x0[glyph]
            letter = char.isascii() and char.isalpha()
            slack = DOUBLED_LETTER * word.height if letter else max(DOUBLED * word.height, DOUBLED_WIDTH * (page.x1[glyph] - at))
            originals = seen.setdefault(char, [])
            original = next((o for o in originals if abs(page.x0[o] - at) < slack), None)
            if original is None:
                originals.append(glyph)
            else:
                twice[glyph] = original
    return twice


def _add_narrow_doubles(page: Page, line: Line, twice: dict[int, int]) -> None:
    """Add the doubles of points and colons, which may stand beside them: behind a doubled glyph, and as far off as all doubles are."""
    shifts = sorted(page.x0[double] - page.x0[original] for double, original in twice.items())
    if len(shifts) < 3:
        return
    shift = shifts[len(shifts) // 2]
    bold = {*twice, *twice.values()}
    singles: list[int] = []
    before = -1
    for glyph in sorted((g for word in line.words for g in word.glyphs), key=page.x0.__getitem__):
        if glyph not in bold:
            same = (o for o in singles if page.chars[o] == page.chars[glyph])
            original = next((o for o in same if abs(page.x0[glyph] - page.x0[o] - shift) < SAME_SHIFT), None)
            if original is not None:
                twice[glyph] = original
                bold |= {glyph, original}
            elif before in bold:
                singles.append(glyph)
        before = glyph


def _in_order(page: Page, line: Line) -> Line:
    """A line in which no word begins inside another: glyphs drawn one after the other that touch by chance, with others between them, are
    no word."""
    if all(right.x0 >= page.x0[left.glyphs[-1]] for left, right in pairwise(line.words)):
        return line
    return line_of([part(page, [glyph]) for glyph in line.glyphs])


def _rejoined(page: Page, line: Line) -> list[Word]:
    """A line's words; neighbours without a gap were one word, drawn in pieces."""
    whole: list[list[Word]] = []
    end = 0.0
    for word in line.words:
        if whole and _follows(whole[-1][-1].text[-1], word.text[0], word.x0 - end, word.height):
            whole[-1].append(word)
            # A glyph in the midst of a run may reach further than its last.
            end = max([end, *(page.x1[glyph] for each in whole[-1][-2:] for glyph in each.glyphs)])
        else:
            whole.append([word])
            end = word.x1
    return [words[0] if len(words) == 1 else part(page, [glyph for word in words for glyph in word.glyphs]) for words in whole]


def _follows(before: str, char: str, gap: float, height: float) -> bool:
    """Whether a glyph continues the word before it, by the gap between them."""
    if not -OVERLAP * height < gap < GAP * height:
        return False
    return gap <= CHANGE * height or before.isdecimal() == char.isdecimal() or not "\u4e00" <= max(before, char) <= "\u9fff"


def _runs(page: Page) -> list[Word]:
    """Runs of glyphs that touch and follow each other in the order met. A gap is closed only on the whole line, where what stands in it is
    known."""
    text = "".join(page.chars)
    if len(text) != len(page.chars):
        raise ValueError("a page's glyphs are one character each")
    if not text:
        return []
    folded = fold_each(text)
    starts, uneven = _starts(page)
    ends = [*starts[1:], len(text)]
    top, bottom = [page.top[start] for start in starts], [page.bottom[start] for start in starts]
    for run in uneven:
        glyphs = slice(starts[run], ends[run])
        top[run], bottom[run] = min(page.top[glyphs]), max(page.bottom[glyphs])
    x0, x1 = [page.x0[start] for start in starts], [page.x1[end - 1] for end in ends]
    spans = list(zip(starts, ends, strict=True))
    texts, foldeds = [text[a:b] for a, b in spans], [folded[a:b] for a, b in spans]
    return list(map(Word._make, zip(texts, foldeds, x0, top, x1, bottom, starmap(range, spans), strict=True)))


def _starts(page: Page) -> tuple[list[int], set[int]]:
    """The first glyphs of runs, and which runs (by their number) hold glyphs at another height than their first."""
    starts: list[int] = []
    uneven: set[int] = set()
    end = high = low = slack = 0.0
    for index, left, above, right, below in zip(range(len(page.chars)), page.x0, page.top, page.x1, page.bottom, strict=True):
        if abs(left - end) < slack:
            if above == high and below == low:  # as nearly all glyphs that touch the one before
                end = right
                continue
            if is_level(high, low, above, below):
                uneven.add(len(starts) - 1)
                end = right
                continue
        starts.append(index)
        high, low, end = above, below, right
        slack = TOUCH * (low - high)
    return starts, uneven
