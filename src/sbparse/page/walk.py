"""One walk over the objects of a page, as pdfium lists them in paint order: which text is turned, light or hidden, and what lines are
painted.

Written for few calls into pdfium: an object costs three or four, and only a frame or an oblique path is looked at point by point.
"""

import ctypes
from collections.abc import Iterable
from itertools import repeat
from typing import Any, Final

from sbparse.page.rulings import THIN, Paint
from sbparse.page.space import IDENTITY, Affine, moved, quarter, times
from sbparse.values.place import Box

MOST_OBJECTS: Final = 100_000
"""Objects a page may hold; a full page of the form holds some 2,000 even when every character is an object of its own."""

LIGHT: Final = 140
"""Text whose red, green and blue all lie above this (of 255, as seen on white paper) is a watermark; the form prints black."""

WHITE: Final = 245
"""Paint whose components all lie above this takes away what it covers."""

DEEPEST: Final = 8
"""Form XObjects nested deeper than this are not followed."""

_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_INVISIBLE_MODES: Final = frozenset({3, 7})
_STROKED_MODES: Final = frozenset({1, 5})
_LINE, _MOVE = 0, 2


class Walk:
    """The walk and what it met.

    Attributes:
        count: objects met; more than :data:`MOST_OBJECTS` means that the walk was broken off.
        paint: the rulings painted, in user space (y upwards).
        quarters: for each text object its quarter turns, None for another angle.
        light, hidden: text objects painted light, or not painted at all.
        empty: text objects without any extent: pdfium may have dropped their glyphs.
        pictures: boxes of images, in user space.
    """

    def __init__(self, lib: Any) -> None:
        self.lib = lib
        self.count = 0
        self.paint = Paint()
        self.quarters: dict[int, int | None] = {}
        self.light: set[int] = set()
        self.hidden: set[int] = set()
        self.empty = 0
        self.pictures: list[Box] = []
        self._dark: list[Box] = []
        # Scratch memory of this walk alone, so that walks in other threads do not meet in it.
        self._floats = (ctypes.c_float * 6)()
        self._ints = (ctypes.c_uint * 4)()
        start = ctypes.addressof(self._floats)
        self._float_at = tuple(range(start, start + 24, 4))
        start = ctypes.addressof(self._ints)
        self._int_at = tuple(range(start, start + 16, 4))

    def page(self, page: int) -> None:
        """Walk over all objects of a page."""
        number = min(self.lib.FPDFPage_CountObjects(page), MOST_OBJECTS + 1)
        self._each(map(self.lib.FPDFPage_GetObject, repeat(page), range(number)), IDENTITY, 0)

    def _each(self, handles: Iterable[int], outer: Affine, depth: int) -> None:
        kind = self.lib.FPDFPageObj_GetType
        for handle in handles:
            self.count += 1
            if self.count > MOST_OBJECTS:
                return
            match kind(handle):
                case 1:
                    self._text(handle, outer)
                case 2:
                    self._path(handle, outer)
                case 3:
                    self.pictures.append(self._bounds(handle, outer))
                case 5 if depth < DEEPEST:
                    inside = max(0, self.lib.FPDFFormObj_CountObjects(handle))
                    inner = map(self.lib.FPDFFormObj_GetObject, repeat(handle), range(min(inside, MOST_OBJECTS + 1)))
                    self._each(inner, times(self._matrix(handle), outer), depth + 1)

    def _matrix(self, handle: int) -> Affine:
        self.lib.FPDFPageObj_GetMatrix(handle, self._float_at[0])
        a, b, c, d, e, f = self._floats
        return (a, b, c, d, e, f)

    def _bounds(self, handle: int, outer: Affine) -> Box:
        """Left, bottom, right, top in user space."""
        left, bottom, right, top, *_ = self._float_at
        self.lib.FPDFPageObj_GetBounds(handle, left, bottom, right, top)
        x0, y0, x1, y1, *_ = self._floats
        return (x0, y0, x1, y1) if outer is IDENTITY else moved((x0, y0, x1, y1), outer)

    def _shade(self, handle: int, *, stroke: bool) -> tuple[int, int]:
        """Darkest and lightest colour component as seen on white paper, 0 (black) to 255."""
        get = self.lib.FPDFPageObj_GetStrokeColor if stroke else self.lib.FPDFPageObj_GetFillColor
        if not get(handle, *self._int_at):
            return (0, 0)
        red, green, blue, alpha = self._ints
        dark, light = min(red, green, blue), max(red, green, blue)
        return (dark, light) if alpha == 255 else (255 - (255 - dark) * alpha // 255, 255 - (255 - light) * alpha // 255)

    def _text(self, handle: int, outer: Affine) -> None:
        matrix = times(self._matrix(handle), outer)
        self.quarters[handle] = quarter(matrix[0], matrix[1])
        mode = self.lib.FPDFTextObj_GetTextRenderMode(handle)
        if mode in _INVISIBLE_MODES:
            self.hidden.add(handle)
        x0, y0, x1, y1 = box = self._bounds(handle, outer)
        if x1 <= x0 or y1 <= y0:
            self.empty += 1
        elif self._shade(handle, stroke=mode in _STROKED_MODES)[0] > LIGHT and not self._on_dark(box):
            self.light.add(handle)

    def _on_dark(self, box: Box) -> bool:
        """Whether light text stands on a dark background, such as a coloured table header."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return any(d[0] <= x <= d[2] and d[1] <= y <= d[3] for d in self._dark)

    def _path(self, handle: int, outer: Affine) -> None:
        self.lib.FPDFPath_GetDrawMode(handle, self._int_at[0], self._int_at[1])
        fill, stroke, *_ = self._ints
        if not fill and not stroke:
            return
        box = self._bounds(handle, outer)
        if min(box[2] - box[0], box[3] - box[1]) <= THIN:
            white = self._shade(handle, stroke=not fill)[0] >= WHITE
            (self.paint.erase if white else self.paint.filled)(box)
            return
        if fill:
            self._background(handle, box)
        if stroke:
            self._frame(handle, box, outer)

    def _background(self, handle: int, box: Box) -> None:
        darkest, lightest = self._shade(handle, stroke=False)
        if darkest >= WHITE:
            self.paint.erase(box)
        elif lightest < LIGHT:
            self._dark.append(box)

    def _frame(self, handle: int, box: Box, outer: Affine) -> None:
        """A stroked path of some extent: a rectangle, or whatever straight segments it has."""
        segments = self.lib.FPDFPath_CountSegments(handle)
        white = self._shade(handle, stroke=True)[0] >= WHITE
        if not white and segments in (4, 5) and self._is_rectangle(handle, box, outer):
            self.lib.FPDFPageObj_GetStrokeWidth(handle, self._float_at[0])
            half = min(self._floats[0] / 2, THIN)
            self.paint.outline((box[0] + half, box[1] + half, box[2] - half, box[3] - half))
            return
        for x0, y0, x1, y1 in self._segments(handle, segments, outer):
            if white:
                self.paint.erase((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
            else:
                self.paint.line(x0, y0, x1, y1)

    def _point(self, segment: int, matrix: Affine) -> tuple[float, float]:
        self.lib.FPDFPathSegment_GetPoint(segment, self._float_at[0], self._float_at[1])
        x, y, *_ = self._floats
        a, b, c, d, e, f = matrix
        return (a * x + c * y + e, b * x + d * y + f)

    def _is_rectangle(self, handle: int, box: Box, outer: Affine) -> bool:
        """Whether a path of four or five points outlines its bounds: its first and third point are opposite corners."""
        matrix = times(self._matrix(handle), outer)
        x0, y0 = self._point(self.lib.FPDFPath_GetPathSegment(handle, 0), matrix)
        x1, y1 = self._point(self.lib.FPDFPath_GetPathSegment(handle, 2), matrix)
        return abs(abs(x1 - x0) - (box[2] - box[0])) < 2 * THIN and abs(abs(y1 - y0) - (box[3] - box[1])) < 2 * THIN

    def _segments(self, handle: int, number: int, outer: Affine) -> list[tuple[float, float, float, float]]:
        matrix = times(self._matrix(handle), outer)
        found: list[tuple[float, float, float, float]] = []
        start = last = (0.0, 0.0)
        for index in range(min(number, MOST_OBJECTS)):
            segment = self.lib.FPDFPath_GetPathSegment(handle, index)
            here = self._point(segment, matrix)
            kind = self.lib.FPDFPathSegment_GetType(segment)
            if kind == _MOVE:
                start = here
            elif kind == _LINE:
                found.append((*last, *here))
            last = here
            if self.lib.FPDFPathSegment_GetClose(segment):
                found.append((*last, *start))
        return found
