"""A page as it is painted: its glyphs with their type and the order of painting, and what is painted over them.

Reading (``page``) asks what stands on a page; this asks how it came there. Boxes are in points as displayed (after ``/Rotate``), the origin
at the top left. ``opened`` fills the values of this module.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from sbparse.values.place import Box

MOST_OBJECTS: Final = 100_000
MOST_GLYPHS: Final = 50_000
MOST_COMPARED: Final = 20_000_000
"""Glyphs times covers of one page that are held against each other."""

MOST_POINTS: Final = 200_000
"""Points of paths and clipping paths that are looked at on one page."""


class PageTooFull(Exception):
    """A page holds more than is looked at."""


class Type(NamedTuple):
    """How a glyph is set: the font's name without its subset's letters, the size in points as displayed, the fill colour with its alpha."""

    font: str
    size: float
    colour: tuple[int, int, int, int]


class Glyph(NamedTuple):
    """A glyph.

    Attributes:
        char: its character; white space is left out.
        box: advance width by line height; base: where it stands on its baseline, x and y.
        type: how it is set; mode: PDF's text rendering mode; own: whether its font's own shapes are drawn, being in the file.
        clipped: whether its middle lies outside what its clipping path shows.
        order: place of its text object in the order of painting.
    """

    char: str
    box: Box
    base: tuple[float, float]
    type: Type
    mode: int
    own: bool
    clipped: bool
    order: int


@dataclass(frozen=True, slots=True)
class Cover:
    """A filled rectangle or an image, without transparency.

    Attributes:
        order: its place in the order of painting.
        kind: what it is; ``shade`` its darkest colour component, 0 to 255; 0 for an image.
        box: where it lies, cut by its clipping path.
        hides: the glyphs painted before it whose middles it hides, by their numbers.
    """

    order: int
    kind: Literal["box", "image"]
    shade: int
    box: Box
    hides: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """An annotation or form field: its kind (``traces.kind`` in the catalogue), its box, and its text."""

    kind: str
    box: Box
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A page drawn in greys: rows of bytes, at ``scale`` pixels a point."""

    rows: tuple[bytes, ...]
    scale: float

    def contrast(self, box: Box) -> int:
        """The greatest difference of two pixels in a box, 0 to 255; 0 outside the page."""
        x0, top, x1, bottom = (edge * self.scale for edge in box)
        left, right = max(0, math.floor(x0)), max(0, math.ceil(x1))
        rows = self.rows[max(0, math.floor(top)) : max(0, math.ceil(bottom))]
        pieces = [piece for row in rows if (piece := row[left:right])]
        return max(map(max, pieces)) - min(map(min, pieces)) if pieces else 0

    def ground(self, box: Box) -> int:
        """The grey (0 to 255) on which a box stands: the middle one of the pixels along its edge; 255 outside the page."""
        x0, top, x1, bottom = (edge * self.scale for edge in box)
        left, right = max(0, math.floor(x0)), max(0, math.ceil(x1))
        rows = [row[left:right] for row in self.rows[max(0, math.floor(top)) : max(0, math.ceil(bottom))]]
        pieces = [piece for piece in rows if piece]
        if not pieces:
            return 255
        around: list[int] = sorted([*pieces[0], *pieces[-1], *(piece[0] for piece in pieces), *(piece[-1] for piece in pieces)])
        return around[len(around) // 2]


@dataclass(slots=True)
class Canvas:
    """A painted page; ``partly`` where it holds more covers or paths than were looked at, ``picture`` None where it cannot be drawn."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    covers: list[Cover] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    picture: Picture | None = None
    partly: bool = False


def middle(box: Box) -> tuple[float, float]:
    return ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)


def inside(point: tuple[float, float], box: Box) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def common(one: Box, other: Box) -> Box | None:
    """What two boxes have in common."""
    box = (max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3]))
    return box if box[0] < box[2] and box[1] < box[3] else None


def told(glyphs: Sequence[Glyph], longest: int = 40) -> str:
    """Glyphs as a text to be quoted: a space where they do not follow each other, so that numbers stay words; cut between words where it is
    long, so that no part of a number stands alone."""
    pieces: list[str] = []
    for before, glyph in pairwise([None, *glyphs]):
        if glyph is None:
            continue
        height = glyph.box[3] - glyph.box[1]
        apart = before is not None and (abs(glyph.base[1] - before.base[1]) > height / 2 or abs(glyph.box[0] - before.box[2]) > height / 2)
        pieces.append(f" {glyph.char}" if apart else glyph.char)
    text = "".join(pieces)
    return text if len(text) <= longest else re.sub(r"[0-9A-Za-z*]+$", "", text[: longest - 1]) + "…"
