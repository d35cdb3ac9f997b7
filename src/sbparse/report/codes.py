"""Where a page may show a QR code or a bar code, which can carry an ID number or a 校验码 that no text says.

Nothing is decoded: whatever may be a code counts as one. Not counted are pictures that are none for certain: as wide as the page (a scan, a
background), pale (a watermark), red (an office's seal, which may lie over the very rows that prove a finding). Codes that are drawn come
as many small dark pieces close together, or as one path of many; rulings are pieces too, but far apart.
"""

from collections import defaultdict
from collections.abc import Iterator
from ctypes import c_float, c_int, c_uint
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import pypdfium2
import pypdfium2.raw as pdfium

from sbparse.page.model import turned
from sbparse.page.space import IDENTITY, Affine, moved, times
from sbparse.values.place import Box, hull

if TYPE_CHECKING:
    from PIL.Image import Image

_WIDE: Final = 0.8  # of the page's width: no code is printed that wide
_PALE: Final = 180  # of 255, on white paper; the form's watermarks are lighter
_RED: Final = 40  # how far red lies above green and blue in a seal
_INK: Final = 0.02  # of a picture's area that is dark and not red
_PIECE: Final = 8.0  # points: a module of a code is smaller
_BAR: Final = 80.0  # points: a bar is lower
_DENSE: Final = 0.2  # of a code that is inked; about half of it is
_PIECES: Final = 15  # the simplest bar code has as many bars
_SMALLEST, _LARGEST = 12.0, 200.0  # points
_SEGMENTS: Final = 4 * _PIECES
_DEEPEST: Final = 8
_MOST: Final = 100_000


def code_boxes(page: pypdfium2.PdfPage) -> list[Box]:
    """The boxes of all that may be a code, in points from the top left of the page as displayed."""
    pieces: list[Box] = []
    found: list[Box] = []
    for handle, outer in _objects(page, pdfium.FPDFPage_CountObjects(page), pdfium.FPDFPage_GetObject, page, IDENTITY):
        box = _box(handle, outer)
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE and not _is_wide(box, page) and _may_be_code(page, handle):
            found.append(box)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and (filled := _is_inked(handle)) is not None:
            many = pdfium.FPDFPath_CountSegments(handle) >= _SEGMENTS
            parts = _subpaths(handle, outer) if many else [box]
            if filled and many and len(parts) < _PIECES and _is_of_a_codes_size(box):
                found.append(box)  # few outlines of many corners: modules drawn as one shape where they touch
            else:
                pieces += parts
    return [_displayed(page, box) for box in [*found, *_patterns(pieces), *_bars(pieces)]]


def _objects(page: Any, count: int, get: Any, parent: Any, outer: Affine, depth: int = 0) -> Iterator[tuple[Any, Affine]]:
    """All objects but form XObjects, whose contents are given in their place, with the matrix that leads to the page."""
    for index in range(min(count, _MOST)):
        handle = get(parent, index)
        if pdfium.FPDFPageObj_GetType(handle) != pdfium.FPDF_PAGEOBJ_FORM:
            yield handle, outer
        elif depth < _DEEPEST:
            inside = pdfium.FPDFFormObj_CountObjects(handle)
            yield from _objects(page, inside, pdfium.FPDFFormObj_GetObject, handle, times(_matrix(handle), outer), depth + 1)


def _matrix(handle: Any) -> Affine:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(handle, matrix)
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _box(handle: Any, outer: Affine) -> Box:
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top)
    return moved((left.value, bottom.value, right.value, top.value), outer)


def _sides(box: Box) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]


def _is_wide(box: Box, page: pypdfium2.PdfPage) -> bool:
    """Whether it reaches across the page, as displayed or turned, or covers half of it."""
    width, height = _sides(page.get_bbox())
    across, up = _sides(box)
    on_side = page.get_rotation() % 180 != 0
    return (up >= _WIDE * height if on_side else across >= _WIDE * width) or across * up >= width * height / 2


def _may_be_code(page: pypdfium2.PdfPage, image: Any) -> bool:
    """Whether a picture has dark ink that is not red; one that cannot be looked at may be anything."""
    raw = pdfium.FPDFImageObj_GetRenderedBitmap(page.pdf, page, image)
    return not raw or _ink(pypdfium2.PdfBitmap.from_raw(raw).to_pil()) > _INK


def _ink(picture: "Image") -> float:
    """The share of a picture, on white paper, that is dark and not red."""
    from PIL import Image, ImageChops

    seen = picture.convert("RGBA")
    paper = Image.new("RGBA", seen.size, "white")
    paper.alpha_composite(seen)
    red, green, blue, _ = paper.split()
    dark = paper.convert("L").point([255 if value < _PALE else 0 for value in range(256)])
    not_red = ImageChops.subtract(red, ImageChops.lighter(green, blue)).point([255 if value <= _RED else 0 for value in range(256)])
    return ImageChops.darker(dark, not_red).histogram()[255] / (seen.width * seen.height)


def _is_inked(path: Any) -> bool | None:
    """Whether a path is filled (False: only stroked) with ink that is neither pale nor red; None where it is not."""
    mode, stroke = c_int(), c_int()
    pdfium.FPDFPath_GetDrawMode(path, mode, stroke)
    if mode.value != pdfium.FPDF_FILLMODE_NONE and _is_ink(path, pdfium.FPDFPageObj_GetFillColor):
        return True
    return False if stroke.value and _is_ink(path, pdfium.FPDFPageObj_GetStrokeColor) else None


def _is_ink(path: Any, colour: Any) -> bool:
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    if not colour(path, red, green, blue, alpha):
        return True  # a pattern: may be anything
    r, g, b = (255 - (255 - part.value) * alpha.value // 255 for part in (red, green, blue))
    return 0.3 * r + 0.59 * g + 0.11 * b < _PALE and r - max(g, b) <= _RED


def _is_of_a_codes_size(box: Box) -> bool:
    return min(_sides(box)) >= _SMALLEST and max(_sides(box)) <= _LARGEST


def _subpaths(path: Any, outer: Affine) -> list[Box]:
    """The boxes of a path's parts, as far as its pen reaches, each between two moves."""
    matrix = times(_matrix(path), outer)
    pen, x, y = c_float(), c_float(), c_float()
    pdfium.FPDFPageObj_GetStrokeWidth(path, pen)
    parts: list[list[Box]] = []
    for index in range(min(pdfium.FPDFPath_CountSegments(path), _MOST)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if not parts or pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            parts.append([])
        half = pen.value / 2
        parts[-1].append((x.value - half, y.value - half, x.value + half, y.value + half))
    return [moved(hull(part), matrix) for part in parts]


_Square: TypeAlias = tuple[int, int]


def _patterns(pieces: list[Box]) -> Iterator[Box]:
    """The boxes around places that many small pieces ink densely, a square of the grid more on each side."""
    ink: defaultdict[_Square, float] = defaultdict(float)
    count: defaultdict[_Square, int] = defaultdict(int)
    for piece in pieces:
        if max(_sides(piece)) <= _PIECE:
            for square, area in _inked_squares(piece):
                ink[square] += area
                count[square] += 1
    # Each square is seen with those around it, since a code is inked unevenly.
    dense = {
        square
        for square in ink
        if sum(ink.get(near, 0) for near in _around(square)) >= 9 * _DENSE * _PIECE**2
        and sum(count.get(near, 0) for near in _around(square)) >= _PIECES
    }
    while dense:
        group = _connected(dense)
        dense -= group
        columns, rows = {x for x, _ in group}, {y for _, y in group}
        edges = (min(columns) - 1, min(rows) - 1, max(columns) + 2, max(rows) + 2)
        yield (edges[0] * _PIECE, edges[1] * _PIECE, edges[2] * _PIECE, edges[3] * _PIECE)


def _inked_squares(piece: Box) -> Iterator[tuple[_Square, float]]:
    """The squares of the grid that a piece reaches into, each with how much of it the piece inks."""
    left, low, right, high = (int(value // _PIECE) for value in piece)
    for x in range(left, right + 1):
        for y in range(low, high + 1):
            across = min(piece[2], (x + 1) * _PIECE) - max(piece[0], x * _PIECE)
            up = min(piece[3], (y + 1) * _PIECE) - max(piece[1], y * _PIECE)
            yield (x, y), across * up


def _around(square: _Square) -> set[_Square]:
    x, y = square
    return {(x + i, y + j) for i in (-1, 0, 1) for j in (-1, 0, 1)}


def _connected(squares: set[_Square]) -> set[_Square]:
    """Squares that touch each other, from any one on."""
    border = [next(iter(squares))]
    found = set(border)
    while border:
        new = _around(border.pop()) & squares - found
        found |= new
        border += new
    return found


def _bars(pieces: list[Box]) -> Iterator[Box]:
    """The boxes of many thin pieces of one length side by side, upright or lying."""
    for along in (0, 1):
        across = 1 - along
        rows: defaultdict[tuple[int, int], list[Box]] = defaultdict(list)
        for piece in pieces:
            thick, long = _sides(piece)[along], _sides(piece)[across]
            if thick <= _PIECE and thick < long <= _BAR:
                rows[round(piece[across]), round(piece[across + 2])].append(piece)
        for row in rows.values():
            for run in _runs(row, along):
                box = hull(run)
                inked = sum(_sides(bar)[along] for bar in run)
                if len(run) >= _PIECES and inked >= _DENSE * _sides(box)[along]:
                    yield box


def _runs(row: list[Box], along: int) -> Iterator[list[Box]]:
    """Pieces in order, parted where none is near the next."""
    ordered = sorted(row, key=lambda piece: piece[along])
    start = 0
    for index, (one, other) in enumerate(pairwise(ordered), start=1):
        if other[along] > one[along + 2] + _PIECE:
            yield ordered[start:index]
            start = index
    yield ordered[start:]


def _displayed(page: pypdfium2.PdfPage, box: Box) -> Box:
    """A box of user space on the page as displayed."""
    left, bottom, right, top = page.get_bbox()
    width, height = right - left, top - bottom
    upright = (box[0] - left, top - box[3], box[2] - left, top - box[1])
    return turned(upright, width, height, page.get_rotation() // 90)
