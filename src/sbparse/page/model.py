"""One page as an engine sees it, in *reading space*.

Reading space is the page turned by quarter turns so that its text runs from left to right; y grows downwards, the unit is the PDF point.
On nearly every page it is the page as displayed; on a page that is displayed sideways it is not, and :meth:`Page.place` turns boxes back.
"""

from dataclasses import dataclass, field

from sbparse.page.plane import Plane
from sbparse.values.place import Box, Place


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight horizontal or vertical line: ``at`` its y (or x), from ``start`` to ``end`` along it, in points."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class SetAside:
    """Glyphs that an engine took out before reading, and the named rule that says why: ``rotated``, ``light``, ``hidden``, ``doubled``."""

    rule: str
    text: str
    box: Box


@dataclass(slots=True)
class Page:
    """Everything drawn on one page that reading needs.

    The glyph lists run in parallel, in the order in which the engine met the glyphs, white space left out.

    Attributes:
        number: page number in the file, from 1.
        width, height: size of the page in reading space.
        turn: quarter turns clockwise that lead from reading space to the page as displayed.
        chars: one character a glyph, radicals folded; U+FFFD where a glyph could not be decoded.
        x0, top, x1, bottom: boxes of the glyphs (advance width by line height).
        horizontals, verticals: rulings, merged and sorted by position.
        set_aside: glyphs taken out before reading.
        pictures: share of the page that images cover, 0 to 1.
        dropped: text objects that the engine may have lost characters of; above 0 the page can't be trusted.
        sure: how sure each glyph is, 0 to 1, where the page was read from a picture; empty where its text was.
        plane: where a page read from a picture lies in it, in place of ``turn``.
    """

    number: int
    width: float
    height: float
    turn: int
    chars: list[str]
    x0: list[float]
    top: list[float]
    x1: list[float]
    bottom: list[float]
    horizontals: list[Ruling] = field(default_factory=list)
    verticals: list[Ruling] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    pictures: float = 0.0
    dropped: int = 0
    sure: list[float] = field(default_factory=list)
    plane: Plane | None = None

    def place(self, box: Box) -> Place:
        """Page and box of a reading-space box, as displayed."""
        return Place(self.number, self.displayed(box))

    def displayed(self, box: Box) -> Box:
        """A reading-space box on the page as displayed."""
        return self.plane.displayed(box) if self.plane else turned(box, self.width, self.height, self.turn)

    @property
    def displayed_width(self) -> float:
        """Width of the page as displayed, in points."""
        return self.plane.width if self.plane else self.height if self.turn % 2 else self.width


def turned(box: Box, width: float, height: float, quarters: int) -> Box:
    """A box on a page of ``width`` by ``height`` after the page was turned clockwise by ``quarters``."""
    x0, top, x1, bottom = box
    match quarters % 4:
        case 1:
            return (height - bottom, x0, height - top, x1)
        case 2:
            return (width - x1, height - bottom, width - x0, height - top)
        case 3:
            return (top, width - x1, bottom, width - x0)
        case _:
            return box
