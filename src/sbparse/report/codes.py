"""Where a page may show a QR code or a bar code, which can carry an ID number or a 校验码 that no text says.

Nothing is decoded: whatever may be a code counts as one. Not counted are pictures that are none for certain: as wide as the page (a scan, a
background), pale (a watermark), red (an office's seal, which may lie over the very rows that prove a finding). Codes that are drawn come
as many small dark pieces side by side, or as one path of many.
"""

from collections.abc import Iterator
from ctypes import c_float, c_int, c_uint
from typing import TYPE_CHECKING, Any, Final

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
_PIECES: Final = 20  # the simplest bar code has as many bars
_DENSE: Final = 0.2  # of its box that the pieces of a code cover; it is about half
_SMALLEST: Final = 12.0  # points
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
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and _is_dark(handle):
            if _is_small(box):
                pieces.append(box)
            elif pdfium.FPDFPath_CountSegments(handle) >= _SEGMENTS and not _is_wide(box, page) and min(_sides(box)) >= _SMALLEST:
                found.append(box)
    return [_displayed(page, box) for box in [*found, *_clusters(pieces)]]


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
    turned = page.get_rotation() % 180 != 0
    return (up >= _WIDE * height if turned else across >= _WIDE * width) or across * up >= width * height / 2


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


def _is_dark(path: Any) -> bool:
    """Whether a path is filled with ink that is neither pale nor red."""
    mode, stroke = c_int(), c_int()
    if not pdfium.FPDFPath_GetDrawMode(path, mode, stroke) or mode.value == pdfium.FPDF_FILLMODE_NONE:
        return False
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    if not pdfium.FPDFPageObj_GetFillColor(path, red, green, blue, alpha):
        return True
    r, g, b = (255 - (255 - part.value) * alpha.value // 255 for part in (red, green, blue))
    return 0.3 * r + 0.59 * g + 0.11 * b < _PALE and r - max(g, b) <= _RED


def _is_small(box: Box) -> bool:
    across, up = _sides(box)
    return min(across, up) <= _PIECE and max(across, up) <= _BAR


def _clusters(pieces: list[Box]) -> Iterator[Box]:
    """The boxes of pieces that lie side by side, many and dense, as the rulings of a table do not."""
    for group in _neighbours(pieces):
        box = hull(group)
        across, up = _sides(box)
        ink = sum(width * height for width, height in map(_sides, group))
        if len(group) >= _PIECES and min(across, up) >= _SMALLEST and ink >= _DENSE * across * up:
            yield box


def _neighbours(pieces: list[Box]) -> Iterator[list[Box]]:
    """The pieces in groups; those that touch one square of a grid, or two that touch each other, are of one group."""
    squares: dict[tuple[int, int], list[int]] = {}
    touched = [_squares(box) for box in pieces]
    for index, own in enumerate(touched):
        for square in own:
            squares.setdefault(square, []).append(index)
    while squares:
        group: set[int] = set()
        border = [next(iter(squares))]
        while border:
            new = set(squares.pop(border.pop(), ())) - group
            group |= new
            border += [(x + i, y + j) for index in new for x, y in touched[index] for i in (-1, 0, 1) for j in (-1, 0, 1)]
        yield [pieces[index] for index in sorted(group)]


def _squares(box: Box) -> list[tuple[int, int]]:
    left, low, right, high = (int(value // _PIECE) for value in box)
    return [(x, y) for x in range(left, right + 1) for y in range(low, high + 1)]


def _displayed(page: pypdfium2.PdfPage, box: Box) -> Box:
    """A box of user space on the page as displayed."""
    left, bottom, right, top = page.get_bbox()
    width, height = right - left, top - bottom
    upright = (box[0] - left, top - box[3], box[2] - left, top - box[1])
    return turned(upright, width, height, page.get_rotation() // 90)
