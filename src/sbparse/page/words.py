"""Glyphs → words → lines.

A word is a run of glyphs without a gap; a line is what stands at one height. Both keep the indices of their glyphs, so that every character of
the page can be accounted for.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from sbparse.page.model import Page
from sbparse.values.place import Box
from sbparse.values.text import fold

GAP: Final = 0.30
"""A gap wider than this share of the glyph height ends a word: letters of one string touch, neighbouring cells lie 0.4 and more apart."""

OVERLAP: Final = 0.55
"""A glyph that starts further back than this share of its height starts a new word (a new line, another cell)."""

LEVEL: Final = 0.35
"""Middles that differ by less than this share of the height stand on one line; fonts mixed in a line differ by up to 0.2."""


@dataclass(frozen=True)
class Word:
    """A run of glyphs.

    Attributes:
        text: the characters to keep. ``folded`` is the same, character by character, for matching.
        x0, top, x1, bottom: its box in reading space.
        glyphs: indices into the page's glyph lists, in reading order.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    glyphs: tuple[int, ...]

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

    @cached_property
    def folded(self) -> str:
        return fold_each(self.text)


@dataclass(frozen=True)
class Line:
    """Words at one height, from left to right."""

    words: tuple[Word, ...]

    @cached_property
    def text(self) -> str:
        """All characters, none between words."""
        return "".join(word.text for word in self.words)

    @cached_property
    def folded(self) -> str:
        """The same for matching; one character a glyph, so that a match tells its glyphs."""
        return "".join(word.folded for word in self.words)

    @cached_property
    def glyphs(self) -> tuple[int, ...]:
        return tuple(glyph for word in self.words for glyph in word.glyphs)

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @cached_property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @cached_property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def box(self) -> Box:
        return (self.x0, self.top, self.x1, self.bottom)


_FOLDED: Final[dict[str, str]] = {}


def fold_each(text: str) -> str:
    """The text folded for matching character by character, so that positions keep; a character that would become several stays."""
    return "".join([_fold_one(char) for char in text])


def _fold_one(char: str) -> str:
    known = _FOLDED.get(char)
    if known is None:
        folded = fold(char)
        known = folded if len(folded) == 1 else unicodedata.normalize("NFC", char)[:1] or char
        if len(_FOLDED) < 100_000:
            _FOLDED[char] = known
    return known


def words_of(page: Page) -> list[Word]:
    """The page's words in the order in which their first glyph was met."""
    runs: list[list[int]] = []
    x0, top, x1, bottom = page.x0, page.top, page.x1, page.bottom
    run: list[int] = []
    end = middle = height = 0.0
    for index in range(len(page.chars)):
        left, high, low = x0[index], top[index], bottom[index]
        gap = left - end
        if run and -OVERLAP * height < gap < GAP * height and abs((high + low) / 2 - middle) < LEVEL * height:
            run.append(index)
        else:
            run = [index]
            runs.append(run)
            middle, height = (high + low) / 2, low - high
        end = x1[index]
    chars = page.chars
    return [
        Word("".join([chars[i] for i in run]), x0[run[0]], min([top[i] for i in run]), x1[run[-1]], max([bottom[i] for i in run]), tuple(run))
        for run in runs
    ]


def part(page: Page, glyphs: Sequence[int]) -> Word:
    """The word of some of a page's glyphs, in the order given."""
    return Word(
        "".join(page.chars[i] for i in glyphs),
        min(page.x0[i] for i in glyphs),
        min(page.top[i] for i in glyphs),
        max(page.x1[i] for i in glyphs),
        max(page.bottom[i] for i in glyphs),
        tuple(glyphs),
    )


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Words gathered to lines, from top to bottom."""
    lines: list[list[Word]] = []
    middle = height = 0.0
    for word in sorted(words, key=lambda w: (w.top + w.bottom, w.x0)):
        here = (word.top + word.bottom) / 2
        if lines and here - middle < LEVEL * min(height, word.bottom - word.top):
            lines[-1].append(word)
        else:
            lines.append([word])
            middle, height = here, word.bottom - word.top
    return [Line(tuple(sorted(line, key=lambda w: w.x0))) for line in lines]
