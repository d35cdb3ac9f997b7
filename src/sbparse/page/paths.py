"""Path objects as pdfium tells them: how they are painted, which are plain rectangles, and of which straight segments the others are."""

from collections.abc import Iterator, Sequence
from itertools import compress, repeat
from typing import Any, Final, TypeAlias, cast

from sbparse.page.bulk import rows
from sbparse.page.native import pointers
from sbparse.page.rulings import THIN
from sbparse.page.space import IDENTITY, Affine, times
from sbparse.values.place import Box, hull

MOST_SEGMENTS: Final = 100_000
"""Segments that are looked at of one path."""

Shade: TypeAlias = tuple[int, int]
"""Darkest and lightest colour component as seen on white paper, 0 (black) to 255."""

Pen: TypeAlias = tuple[Shade | None, Shade | None]
"""Shades of a path's fill and stroke, None for what is not painted."""

_BLACK: Final = (0, 0, 0, 255)
_LINE, _MOVE = 0, 2


def shades(lib: Any, objects: Sequence[Any], *, stroke: bool) -> list[Shade]:
    """The shades of what objects are filled or stroked with; black for an object without a colour of its own."""
    colours = rows(lib.FPDFPageObj_GetStrokeColor if stroke else lib.FPDFPageObj_GetFillColor, objects, _BLACK, "I")
    known = {colour: _shade(*map(int, colour)) for colour in set(colours)}  # a page has few colours
    return list(map(known.__getitem__, colours))


def _shade(red: int, green: int, blue: int, alpha: int) -> Shade:
    dark, light = min(red, green, blue), max(red, green, blue)
    return (255 - (255 - dark) * alpha // 255, 255 - (255 - light) * alpha // 255)


def matrices(lib: Any, objects: Sequence[Any]) -> list[Affine]:
    """The objects' own matrices."""
    return cast(list[Affine], rows(lib.FPDFPageObj_GetMatrix, objects, IDENTITY, "f", packed=True))


def pens(lib: Any, paths: Sequence[Any]) -> list[Pen]:
    """How each path is painted."""
    if not paths:
        return []
    filled, stroked = zip(*rows(lib.FPDFPath_GetDrawMode, paths, (0, 0), "i"), strict=True)
    return list(zip(_where(lib, paths, filled, stroke=False), _where(lib, paths, stroked, stroke=True), strict=True))


def _where(lib: Any, paths: Sequence[Any], painted: Sequence[float], *, stroke: bool) -> list[Shade | None]:
    """The shades of the paths that are painted so, None for the others."""
    some = iter(shades(lib, list(compress(paths, painted)), stroke=stroke))
    return [next(some) if paint else None for paint in painted]


def rectangles(lib: Any, paths: Sequence[Any], boxes: Sequence[Box], outer: Affine) -> list[float | None]:
    """For each of some stroked paths half the width of its pen (at most :data:`THIN`) where it outlines its bounds, else None.

    Such a path has four or five points, of which the first and the third are opposite corners.
    """
    insets: list[float | None] = [None] * len(paths)
    few = [i for i, points in enumerate(map(lib.FPDFPath_CountSegments, paths)) if points in (4, 5)]
    some = [paths[i] for i in few]
    first, third = (_points(lib, list(map(lib.FPDFPath_GetPathSegment, some, repeat(point)))) for point in (0, 2))
    widths = rows(lib.FPDFPageObj_GetStrokeWidth, some, (0.0,), "f")
    for i, matrix, (x0, y0), (x1, y1), (width,) in zip(few, matrices(lib, some), first, third, widths, strict=True):
        a, b, c, d, _, _ = times(matrix, outer)
        left, bottom, right, top = boxes[i]
        across, up = a * (x1 - x0) + c * (y1 - y0), b * (x1 - x0) + d * (y1 - y0)
        if abs(abs(across) - (right - left)) < 2 * THIN and abs(abs(up) - (top - bottom)) < 2 * THIN:
            insets[i] = min(width / 2, THIN)
    return insets


def segments(lib: Any, path: Any, outer: Affine) -> list[tuple[float, float, float, float]]:
    """The straight segments of a path, start and end in user space."""
    found: list[tuple[float, float, float, float]] = []
    start = last = (0.0, 0.0)
    for here, kind, closed in _walked(lib, path, outer):
        if kind == _MOVE:
            start = here
        elif kind == _LINE:
            found.append((*last, *here))
        last = here
        if closed:
            found.append((*last, *start))
    return found


def subpaths(lib: Any, path: Any, outer: Affine) -> list[Box]:
    """The bounds of each subpath in user space: some producers fill all lines of a table as one path."""
    corners: list[list[tuple[float, float]]] = []
    for here, kind, _ in _walked(lib, path, outer):
        if kind == _MOVE or not corners:
            corners.append([])
        corners[-1].append(here)
    return [hull([(x, y, x, y) for x, y in points]) for points in corners]


def _walked(lib: Any, path: Any, outer: Affine) -> Iterator[tuple[tuple[float, float], int, int]]:
    """A path's points in user space, each with its kind and whether it closes a subpath."""
    (a, b, c, d, e, f) = times(matrices(lib, [path])[0], outer)
    number = min(lib.FPDFPath_CountSegments(path), MOST_SEGMENTS)
    segments = list(map(lib.FPDFPath_GetPathSegment, repeat(path), range(number)))
    points = [(a * x + c * y + e, b * x + d * y + f) for x, y in _points(lib, segments)]
    asked = pointers(segments)
    return zip(points, map(lib.FPDFPathSegment_GetType, asked), map(lib.FPDFPathSegment_GetClose, asked), strict=True)


def _points(lib: Any, segments: Sequence[int]) -> list[tuple[float, ...]]:
    return rows(lib.FPDFPathSegment_GetPoint, pointers(segments), (0.0, 0.0), "f")
