"""One walk over a page's objects in the order of painting: where each text object comes, what clips it, which boxes and images hide."""

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any, Final, Literal, NamedTuple

from sbparse.page.native import Matrix
from sbparse.page.space import IDENTITY, Affine, moved, times
from sbparse.traces.canvas import MOST_OBJECTS, MOST_POINTS, PageTooFull, common
from sbparse.traces.functions import numbers
from sbparse.values.place import Box, hull

DEEPEST: Final = 8
OPAQUE: Final = 250
"""Paint of at least this alpha (of 255) hides what is under it."""

THIN: Final = 2.5
"""A box up to this thick (points) is a ruling or erases one."""

_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_MOVE: Final = 2
_MOST_POINTS: Final = 400
_MOST_CLIPS: Final = 20
_NOWHERE: Final[Box] = (-1e6, -1e6, -1e6, -1e6)


class Shape(NamedTuple):
    """A rectangle or image; ``box`` is cut by its clipping path, ``whole`` is not; both in user space. ``handle`` is pdfium's."""

    order: int
    kind: Literal["box", "image"]
    shade: int
    box: Box
    whole: Box
    handle: int


class Walk:
    """The walk and what it met.

    Attributes:
        order: text objects by their places in the order of painting; clips: what clips them, in user space.
        shapes: filled rectangles and images without transparency.
        points: how many points of paths were met; from :data:`~sbparse.traces.canvas.MOST_POINTS` on no more are looked at.
    """

    def __init__(self, functions: Any) -> None:
        self._more = functions
        self.order: dict[int, int] = {}
        self.clips: dict[int, Box] = {}
        self.shapes: list[Shape] = []
        self.points = 0
        self._met = 0

    def page(self, page: int) -> None:
        """Walk over a page; PageTooFull where it holds too much."""
        count = min(self._more.FPDFPage_CountObjects(page), MOST_OBJECTS + 1)
        self._each([self._more.FPDFPage_GetObject(page, index) for index in range(count)], IDENTITY, 0)

    def _each(self, objects: Sequence[int], outer: Affine, depth: int) -> None:
        for handle in objects:
            self._met += 1
            if self._met > MOST_OBJECTS:
                raise PageTooFull
            kind = self._more.FPDFPageObj_GetType(handle)
            if kind == _TEXT:
                self.order[handle] = self._met
                if (clip := self._clip(handle, outer)) is not None:
                    self.clips[handle] = clip
            elif kind == _PATH:
                self._path(handle, outer)
            elif kind == _IMAGE and not self._more.FPDFPageObj_HasTransparency(handle):
                self._add("image", moved(self._bounds(handle), outer), handle, outer, shade=0)
            elif kind == _FORM and depth < DEEPEST:
                self._each(self._inside(handle), times(self._matrix(handle), outer), depth + 1)

    def _inside(self, form: int) -> list[int]:
        count = min(max(0, self._more.FPDFFormObj_CountObjects(form)), MOST_OBJECTS + 1)
        return [self._more.FPDFFormObj_GetObject(form, index) for index in range(count)]

    def _add(self, kind: Literal["box", "image"], whole: Box, handle: int, outer: Affine, *, shade: int) -> None:
        clip = self._clip(handle, outer)
        box = whole if clip is None else common(whole, clip)
        if box and box[2] - box[0] > THIN and box[3] - box[1] > THIN:
            self.shapes.append(Shape(self._met, kind, shade, box, whole, handle))

    def _path(self, handle: int, outer: Affine) -> None:
        mode, addresses = numbers(ctypes.c_int, 2)
        self._more.FPDFPath_GetDrawMode(handle, *addresses)
        if not mode[0] or self._more.FPDFPageObj_HasTransparency(handle):
            return
        colour = fill_of(self._more, handle)
        if colour[3] >= OPAQUE:
            for box in self._rectangles(handle, times(self._matrix(handle), outer)):
                self._add("box", box, handle, outer, shade=min(colour[:3]))

    def _rectangles(self, path: int, matrix: Affine) -> Iterator[Box]:
        """The subpaths of a path that are upright rectangles; none of a path with many points."""
        count = self._more.FPDFPath_CountSegments(path)
        if count > _MOST_POINTS or self.points > MOST_POINTS:
            return
        segments = [self._more.FPDFPath_GetPathSegment(path, index) for index in range(count)]
        for points in self._subpaths(segments, matrix):
            box = hull([(x, y, x, y) for x, y in points])
            corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
            if 4 <= len(points) <= 6 and all(min(abs(x - u) + abs(y - v) for u, v in corners) < 0.1 for x, y in points):
                yield box

    def _subpaths(self, segments: Sequence[int], matrix: Affine) -> list[list[tuple[float, float]]]:
        """The points of each subpath in user space."""
        a, b, c, d, e, f = matrix
        room, addresses = numbers(ctypes.c_float, 2)
        found: list[list[tuple[float, float]]] = []
        self.points += len(segments)
        for segment in segments:
            if not segment or not self._more.FPDFPathSegment_GetPoint(segment, *addresses):
                continue
            if not found or self._more.FPDFPathSegment_GetType(segment) == _MOVE:
                found.append([])
            x, y = room
            found[-1].append((a * x + c * y + e, b * x + d * y + f))
        return found

    def _clip(self, handle: int, outer: Affine) -> Box | None:
        """What a clipping path shows at most, as a box in user space; None without one, a box far off where it shows nothing."""
        path = self._more.FPDFPageObj_GetClipPath(handle)
        count = self._more.FPDFClipPath_CountPaths(path) if path else 0
        shown: Box | None = None
        for index in range(min(max(0, count), _MOST_CLIPS)):
            number = self._more.FPDFClipPath_CountPathSegments(path, index)
            if not 0 < number <= _MOST_POINTS or self.points > MOST_POINTS:
                continue
            segments = [self._more.FPDFClipPath_GetPathSegment(path, index, point) for point in range(number)]
            points = [point for part in self._subpaths(segments, outer) for point in part]
            if points:
                box = hull([(x, y, x, y) for x, y in points])
                shown = box if shown is None else common(shown, box) or _NOWHERE
        return shown

    def _bounds(self, handle: int) -> Box:
        room, addresses = numbers(ctypes.c_float, 4)
        self._more.FPDFPageObj_GetBounds(handle, *addresses)
        return (room[0], room[1], room[2], room[3])

    def _matrix(self, handle: int) -> Affine:
        matrix = Matrix()
        if not self._more.FPDFPageObj_GetMatrix(handle, ctypes.addressof(matrix)):
            return IDENTITY
        return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def fill_of(functions: Any, handle: int) -> tuple[int, int, int, int]:
    """Red, green, blue and alpha of an object's fill; black where it has none of its own."""
    room, addresses = numbers(ctypes.c_uint, 4)
    if not functions.FPDFPageObj_GetFillColor(handle, *addresses):
        return (0, 0, 0, 255)
    return (room[0], room[1], room[2], room[3])
