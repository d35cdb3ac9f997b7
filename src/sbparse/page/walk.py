"""One walk over the objects of a page, as pdfium lists them in paint order: which text is turned, light or hidden, and what lines are
painted.

What pdfium tells about the objects is asked for all of them at once (``page.bulk``); only what it means is decided one by one, since white
paint takes away what was painted before it, and light text may stand on a dark ground.
"""

from collections.abc import Mapping, Sequence
from itertools import compress, repeat
from typing import Any, Final, cast

from sbparse.page.bulk import rows
from sbparse.page.grounds import Grounds
from sbparse.page.native import pointer, pointers
from sbparse.page.paths import Pen, Shade, matrices, pens, rectangles, segments, shades, subpaths
from sbparse.page.rulings import THIN, Paint
from sbparse.page.space import IDENTITY, Affine, moved, quarter, times
from sbparse.values.place import Box

MOST_OBJECTS: Final = 100_000
"""Objects a page may hold; a full page of the form holds some 2,000 even when every character is an object of its own."""

LIGHT: Final = 140
"""Text whose red, green and blue all lie above this (of 255, as seen on white paper) is a watermark; the form prints black."""

WHITE: Final = 245
"""Paint whose components all lie above this takes away what it covers."""

_RECTANGLE: Final = 5
"""Points of a closed rectangle's path."""

DEEPEST: Final = 8
"""Form XObjects nested deeper than this are not followed."""

_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_INVISIBLE_MODES: Final = frozenset({3, 7})
_STROKED_MODES: Final = frozenset({1, 5})
_UNPAINTED: Final[Pen] = (None, None)


class Walk:
    """The walk and what it met.

    Args:
        lib: pdfium.
        fonts_covered: whether no glyph can be lost for want of a font, so that ``empty`` need not be counted.

    Attributes:
        count: objects met; more than :data:`MOST_OBJECTS` means that the walk was broken off.
        paint: the rulings painted, in user space (y upwards).
        quarters: for each text object its quarter turns, None for another angle.
        light, hidden: text objects painted light, or not painted at all.
        empty: text objects without any extent: pdfium may have dropped their glyphs.
        pictures: boxes of images, in user space.
    """

    def __init__(self, lib: Any, *, fonts_covered: bool) -> None:
        self.lib = lib
        self._fonts_covered = fonts_covered
        self.count = 0
        self.paint = Paint()
        self.quarters: dict[int, int | None] = {}
        self.light: set[int] = set()
        self.hidden: set[int] = set()
        self.empty = 0
        self.pictures: list[Box] = []
        self._grounds = Grounds(self.paint.effort)

    def page(self, page: int) -> None:
        """Walk over all objects of a page; TooMuch where its paint takes more work than any form's."""
        number = min(self.lib.FPDFPage_CountObjects(page), MOST_OBJECTS + 1)
        self._each(list(map(self.lib.FPDFPage_GetObject, repeat(pointer(page)), range(number))), IDENTITY, 0)

    def _each(self, handles: list[int], outer: Affine, depth: int) -> None:
        self.count += len(handles)
        if self.count > MOST_OBJECTS:
            return
        objects = pointers(handles)
        kinds = list(map(self.lib.FPDFPageObj_GetType, objects))
        is_text = [kind == _TEXT for kind in kinds]
        pale = self._texts(list(compress(handles, is_text)), list(compress(objects, is_text)), outer)
        # Dark text, the most of a page, is done with; the others count in paint order, and with their boxes.
        others = [i for i, text in enumerate(is_text) if not text or handles[i] in pale]
        boxes = dict(zip(others, self._boxes([objects[i] for i in others], outer), strict=True))
        paths = [i for i in others if kinds[i] == _PATH]
        painted = dict(zip(paths, pens(self.lib, [objects[i] for i in paths]), strict=True))
        if _FORM not in kinds and not any(shade and shade[0] >= WHITE for pen in set(painted.values()) for shade in pen):
            # Nothing takes away what was painted before: the thin paths, the most of a table, need no order.
            others = self._thin(others, boxes, painted)
        outlines = [i for i in others if kinds[i] == _PATH and painted[i][1] and not _is_thin(boxes[i])]
        insets = dict(zip(outlines, rectangles(self.lib, [objects[i] for i in outlines], [boxes[i] for i in outlines], outer), strict=True))
        for i in others:
            kind, box = kinds[i], boxes[i]
            if kind == _PATH:
                self._path(objects[i], box, painted[i], insets.get(i), outer)
            elif kind == _IMAGE:
                self.pictures.append(box)
            elif kind == _FORM and depth < DEEPEST and self.count <= MOST_OBJECTS:
                self._each(self._inside(handles[i]), times(matrices(self.lib, [objects[i]])[0], outer), depth + 1)
            elif kind == _TEXT and not _is_empty(box) and not self._grounds.carry(box, pale[handles[i]]):
                self.light.add(handles[i])

    def _thin(self, objects: Sequence[int], boxes: Mapping[int, Box], painted: Mapping[int, Pen]) -> list[int]:
        """Paint the thin paths among some objects, by their numbers; gives back the others."""
        lines: list[Box] = []
        others: list[int] = []
        for i in objects:
            x0, y0, x1, y1 = box = boxes[i]
            if i not in painted or (x1 - x0 > THIN and y1 - y0 > THIN):
                others.append(i)
            elif painted[i] != _UNPAINTED:
                lines.append(box)
        self.paint.thin(lines)
        return others

    def _inside(self, form: int) -> list[int]:
        number = min(max(0, self.lib.FPDFFormObj_CountObjects(form)), MOST_OBJECTS + 1)
        return list(map(self.lib.FPDFFormObj_GetObject, repeat(form), range(number)))

    def _boxes(self, objects: Sequence[Any], outer: Affine) -> list[Box]:
        """Left, bottom, right, top in user space; all 0 for an object without bounds."""
        boxes = cast(list[Box], rows(self.lib.FPDFPageObj_GetBounds, objects, (0.0, 0.0, 0.0, 0.0), "f"))
        return boxes if outer is IDENTITY else [moved(box, outer) for box in boxes]

    def _texts(self, texts: Sequence[int], objects: Sequence[Any], outer: Affine) -> dict[int, Shade]:
        """Note how text objects (given by their handles, and pointers) are turned and whether they are painted; gives back those of light
        colour, with it."""
        linear = [matrix[:2] for matrix in matrices(self.lib, objects)]
        quarters = {(a, b): quarter(*times((a, b, 0.0, 0.0, 0.0, 0.0), outer)[:2]) for a, b in set(linear)}  # a page has few
        self.quarters.update(zip(texts, map(quarters.__getitem__, linear), strict=True))
        modes = list(map(self.lib.FPDFTextObj_GetTextRenderMode, objects))
        fills = shades(self.lib, objects, stroke=False)
        if not self._fonts_covered:
            self.empty += sum(map(_is_empty, self._boxes(objects, outer)))
        if not _INVISIBLE_MODES.isdisjoint(modes):
            self.hidden.update(text for text, mode in zip(texts, modes, strict=True) if mode in _INVISIBLE_MODES)
        if not _STROKED_MODES.isdisjoint(modes):
            stroked = [i for i, mode in enumerate(modes) if mode in _STROKED_MODES]
            for i, shade in zip(stroked, shades(self.lib, [objects[i] for i in stroked], stroke=True), strict=True):
                fills[i] = shade
        return {text: shade for text, shade in zip(texts, fills, strict=True) if shade[0] > LIGHT}

    def _path(self, path: Any, box: Box, pen: Pen, inset: float | None, outer: Affine) -> None:
        """Paint a path; ``inset`` is half the pen's width where its stroke is a plain rectangle."""
        fill, stroke = pen
        if _is_thin(box):
            if shade := fill or stroke:
                (self.paint.erase if shade[0] >= WHITE else self.paint.filled)(box)
            return
        if fill:
            # More points than one closed rectangle has: perhaps many lines filled as one path.
            many = self.lib.FPDFPath_CountSegments(path) > _RECTANGLE
            for part in subpaths(self.lib, path, outer) if many else [box]:
                if _is_thin(part):
                    (self.paint.erase if fill[0] >= WHITE else self.paint.filled)(part)
                else:
                    self._background(part, fill)
        if stroke and inset is not None and stroke[0] < WHITE:
            self.paint.outline((box[0] + inset, box[1] + inset, box[2] - inset, box[3] - inset))
        elif stroke:
            self._strokes(path, stroke, outer)

    def _background(self, box: Box, shade: Shade) -> None:
        if shade[0] >= WHITE:
            self.paint.erase(box)
        else:
            self._grounds.paint(box, shade)

    def _strokes(self, path: Any, shade: Shade, outer: Affine) -> None:
        """Whatever straight segments a stroked path has."""
        for x0, y0, x1, y1 in segments(self.lib, path, outer):
            if shade[0] >= WHITE:
                self.paint.erase((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
            else:
                self.paint.line(x0, y0, x1, y1)


def _is_thin(box: Box) -> bool:
    return box[2] - box[0] <= THIN or box[3] - box[1] <= THIN


def _is_empty(box: Box) -> bool:
    return box[2] <= box[0] or box[3] <= box[1]
