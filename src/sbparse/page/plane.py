"""A page that was photographed or laid on the glass askew: from reading space, where it lies flat, to the page as displayed."""

from dataclasses import dataclass
from typing import TypeAlias

from sbparse.values.place import Box

Projection: TypeAlias = tuple[float, float, float, float, float, float, float, float, float]
"""A 3 × 3 matrix by rows, of homogeneous coordinates."""


@dataclass(frozen=True, slots=True)
class Plane:
    """Where a flattened page lies in its picture.

    Attributes:
        matrix: leads from reading space to the page as displayed, both in points.
        width, height: size of the page as displayed.
    """

    matrix: Projection
    width: float
    height: float

    def displayed(self, box: Box) -> Box:
        """The smallest upright box around a reading-space box on the page as displayed, cut off at the page's edges."""
        corners = [self._point(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
        xs, ys = zip(*corners, strict=True)
        across, down = (max(0.0, min(xs)), min(self.width, max(xs))), (max(0.0, min(ys)), min(self.height, max(ys)))
        return (across[0], down[0], max(across), max(down))

    def _point(self, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f, g, h, i = self.matrix
        w = g * x + h * y + i
        return ((a * x + b * y + c) / w, (d * x + e * y + f) / w)
