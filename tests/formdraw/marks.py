"""What is drawn on a page, before any producer: texts, lines and boxes in points from the top left corner as displayed."""

from dataclasses import dataclass, field
from typing import Final

Colour = tuple[float, float, float]
BLACK: Final[Colour] = (0.0, 0.0, 0.0)
GREY: Final[Colour] = (0.6, 0.6, 0.6)
WHITE: Final[Colour] = (1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Text:
    """One text object. ``y`` is the baseline; ``angle`` in degrees, counter-clockwise; ``latin`` sets it in Helvetica."""

    x: float
    y: float
    text: str
    size: float
    colour: Colour = BLACK
    angle: float = 0.0
    alpha: float = 1.0
    latin: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    x0: float
    y0: float
    x1: float
    y1: float
    width: float = 0.5
    colour: Colour = BLACK
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, filled or stroked."""

    x0: float
    y0: float
    x1: float
    y1: float
    fill: Colour | None = None
    stroke: Colour | None = None
    width: float = 0.5
    dashed: bool = False


Mark = Text | Line | Box


@dataclass(slots=True)
class Sheet:
    """One page being filled."""

    width: float
    height: float
    marks: list[Mark] = field(default_factory=list)
    cells: list[tuple[str, tuple[float, float, float, float]]] = field(default_factory=list)  # text and box of each table cell
