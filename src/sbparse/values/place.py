"""Where something stands in a PDF."""

from dataclasses import dataclass
from typing import TypeAlias

Box: TypeAlias = tuple[float, float, float, float]
"""``(x0, top, x1, bottom)`` in PDF points, origin at the top left."""


@dataclass(frozen=True, slots=True)
class Place:
    """A box on a page, as displayed (after ``/Rotate``).

    Attributes:
        page: page number in the file, from 1.
        bbox: ``(x0, top, x1, bottom)`` in PDF points, origin at the top left of the displayed page.
    """

    page: int
    bbox: Box


def hull(boxes: list[Box]) -> Box:
    """The smallest box around all boxes; ValueError when there is none."""
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return (min(x0), min(top), max(x1), max(bottom))
