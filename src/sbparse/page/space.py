"""From PDF user space (y upwards, any page box) to reading space (see ``page.model``)."""

from dataclasses import dataclass
from typing import Final, TypeAlias

from sbparse.values.place import Box

Affine: TypeAlias = tuple[float, float, float, float, float, float]
IDENTITY: Final[Affine] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible page box in user space, and how its text runs.

    Attributes:
        left, bottom, right, top: the box in user space, in points.
        quarters: counter-clockwise quarter turns of the page's text in user space; reading space turns them back.
    """

    left: float
    bottom: float
    right: float
    top: float
    quarters: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in reading space."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.quarters % 2 else (width, height)

    def boxes(
        self, left: list[float], bottom: list[float], right: list[float], top: list[float]
    ) -> tuple[list[float], list[float], list[float], list[float]]:
        """Boxes in parallel lists of user-space edges → lists of x0, top, x1, bottom in reading space."""
        match self.quarters % 4:
            case 0:
                x, y = self.left, self.top
                if x:  # 0 on nearly every page
                    left, right = [v - x for v in left], [v - x for v in right]
                return left, [y - v for v in top], right, [y - v for v in bottom]
            case 1:
                x, y = self.bottom, self.left
                return [v - x for v in bottom], [v - y for v in left], [v - x for v in top], [v - y for v in right]
            case 2:
                x, y = self.right, self.bottom
                return [x - v for v in right], [v - y for v in bottom], [x - v for v in left], [v - y for v in top]
            case _:
                x, y = self.top, self.right
                return [x - v for v in top], [y - v for v in right], [x - v for v in bottom], [y - v for v in left]

    def box(self, box: Box) -> Box:
        """One box given as left, bottom, right, top."""
        x0, top, x1, bottom = self.boxes([box[0]], [box[1]], [box[2]], [box[3]])
        return (x0[0], top[0], x1[0], bottom[0])


def times(inner: Affine, outer: Affine) -> Affine:
    """The matrix that applies ``inner`` first."""
    if outer is IDENTITY:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def moved(box: Box, matrix: Affine) -> Box:
    """The bounds of a box under a matrix."""
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return (min(xs), min(ys), max(xs), max(ys))


def quarter(a: float, b: float) -> int | None:
    """Counter-clockwise quarter turns of text with matrix ``a b …`` in user space; None at any other angle (over about 2 degrees off)."""
    if abs(b) <= 0.04 * abs(a):
        return 0 if a > 0 else 2
    if abs(a) <= 0.04 * abs(b):
        return 1 if b > 0 else 3
    return None
