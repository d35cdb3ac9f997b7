"""A file opened for its canvases: pdfium's glyphs, objects and annotations → :class:`~sbparse.traces.canvas.Canvas`."""

import ctypes
import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from sbparse.errors import UnusableFileError
from sbparse.messages import message
from sbparse.page.native import Matrix, Rect, pdfium, pointer
from sbparse.page.space import Frame
from sbparse.traces.canvas import (
    MOST_COMPARED,
    MOST_GLYPHS,
    MOST_POINTS,
    Canvas,
    Cover,
    Glyph,
    Mark,
    PageTooFull,
    Picture,
    Type,
    inside,
    middle,
)
from sbparse.traces.drawing import hidden_by, picture_of, pixels_of
from sbparse.traces.functions import more
from sbparse.traces.shapes import Shape, Walk, fill_of

MOST_MARKS: Final = 2_000
UNNAMED: Final = "Type 3"
"""Fonts without a name: browsers put the glyphs of one typeface into many of them."""

_LONGEST: Final = 400
_KINDS: Final = {
    1: "note", 2: "link", 3: "text", 4: "shape", 5: "shape", 6: "shape", 7: "shape", 8: "shape", 9: "mark", 10: "mark", 11: "mark",
    12: "mark", 13: "stamp", 14: "note", 15: "ink", 20: "field", 28: "redact",
}  # fmt: skip
"""pdfium's ``FPDF_ANNOT_…`` by the kinds that are told."""


class OpenFile:
    """A file opened for its canvases; closes with the ``with`` block. UnusableFileError where it does not open."""

    def __init__(self, data: bytes, file: str) -> None:
        self._lib = pdfium()
        self._buffer = (ctypes.c_char * len(data)).from_buffer_copy(data)
        self._handle = self._lib.FPDF_LoadMemDocument64(ctypes.addressof(self._buffer), len(data), None)
        if not self._handle:
            raise UnusableFileError(message("reading.damaged"), file=file)
        self.file = file

    def __enter__(self) -> "OpenFile":
        return self

    def __exit__(self, *_: object) -> None:
        self._lib.FPDF_CloseDocument(self._handle)

    @property
    def page_count(self) -> int:
        return int(self._lib.FPDF_GetPageCount(self._handle))

    def glyphs(self, number: int) -> list[Glyph]:
        """The glyphs of page ``number`` alone, from 1; raises as :meth:`canvas`."""
        with self._page(number) as (page, text):
            return list(_glyphs(self._lib, text, _walked(self._lib, page, text), _frame(self._lib, page)))

    def canvas(self, number: int) -> Canvas:
        """Page ``number``, from 1.

        Raises:
            UnusableFileError: the page is damaged.
            PageTooFull: it holds more than is looked at.
        """
        with self._page(number) as (page, text):
            return _canvas(self._lib, self._handle, page, text, number)

    def picture(self, number: int, scale: float) -> Picture | None:
        """Page ``number`` drawn, from 1; None where it cannot be. Raises UnusableFileError as :meth:`canvas`."""
        with self._page(number) as (page, _):
            return picture_of(more(), page, _frame(self._lib, page), scale)

    @contextmanager
    def _page(self, number: int) -> Iterator[tuple[int, int]]:
        page = self._lib.FPDF_LoadPage(self._handle, number - 1)
        text = self._lib.FPDFText_LoadPage(page) if page else None
        try:
            if not text:
                raise UnusableFileError(message("reading.damaged-page", page=number), file=self.file)
            yield page, text
        finally:
            if text:
                self._lib.FPDFText_ClosePage(text)
            if page:
                self._lib.FPDF_ClosePage(page)


def _canvas(lib: Any, document: int, page: int, text: int, number: int) -> Canvas:
    frame, walk = _frame(lib, page), _walked(lib, page, text)
    glyphs = list(_glyphs(lib, text, walk, frame))
    most = MOST_COMPARED // max(1, len(glyphs))
    canvas = Canvas(number, *frame.size, glyphs, partly=len(walk.shapes) > most or walk.points > MOST_POINTS)
    canvas.covers = [_cover(shape, glyphs, frame, document, page) for shape in walk.shapes[:most]]
    canvas.marks = list(_marks(page, frame))
    canvas.picture = picture_of(more(), page, frame)
    return canvas


def _frame(lib: Any, page: int) -> Frame:
    """The page's box, turned as a viewer turns it."""
    around = Rect()
    lib.FPDF_GetPageBoundingBox(page, ctypes.addressof(around))
    return Frame(around.left, around.bottom, around.right, around.top, lib.FPDFPage_GetRotation(page))


def _walked(lib: Any, page: int, text: int) -> Walk:
    if lib.FPDFText_CountChars(text) > MOST_GLYPHS:
        raise PageTooFull
    walk = Walk(more())
    walk.page(page)
    return walk


def _glyphs(lib: Any, text: int, walk: Walk, frame: Frame) -> Iterator[Glyph]:
    """The glyphs in pdfium's order; not white space, nor what pdfium makes up between words."""
    functions = more()
    types: dict[int, tuple[Type, int, bool]] = {}
    rect, x, y = Rect(), ctypes.c_double(), ctypes.c_double()
    for index in range(lib.FPDFText_CountChars(text)):
        char = chr(min(lib.FPDFText_GetUnicode(text, index), 0x10FFFF))
        owner = lib.FPDFText_GetTextObject(text, index)
        if not owner or char.isspace() or not char.isprintable() or functions.FPDFText_IsGenerated(text, index) == 1:
            continue
        if owner not in types:
            types[owner] = _type(lib, text, owner, index)
        lib.FPDFText_GetLooseCharBox(pointer(text), index, ctypes.byref(rect))
        functions.FPDFText_GetCharOrigin(text, index, ctypes.addressof(x), ctypes.addressof(y))
        box = (rect.left, rect.bottom, rect.right, rect.top)
        clip = walk.clips.get(owner)
        base = frame.box((x.value, y.value, x.value, y.value))
        clipped = clip is not None and not inside(middle(box), clip)
        yield Glyph(char, frame.box(box), base[:2], *types[owner], clipped, walk.order.get(owner, 0))


def _type(lib: Any, text: int, owner: int, index: int) -> tuple[Type, int, bool]:
    """How a text object is set, its rendering mode, and whether its font is in the file; ``index`` is a glyph of it."""
    functions, matrix = more(), Matrix()
    functions.FPDFText_GetMatrix(text, index, ctypes.addressof(matrix))
    size = lib.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
    font = functions.FPDFTextObj_GetFont(owner)
    length = min(functions.FPDFFont_GetBaseFontName(font, None, 0), 200) if font else 0
    name = ctypes.create_string_buffer(length + 1)
    if length > 1:
        functions.FPDFFont_GetBaseFontName(font, name, length)
    family = name.value.decode("utf-8", "replace").rpartition("+")[2]
    own = not family or (font and functions.FPDFFont_GetIsEmbedded(font) == 1)
    return Type(family or UNNAMED, round(size, 2), fill_of(functions, owner)), functions.FPDFTextObj_GetTextRenderMode(owner), bool(own)


def _cover(shape: Shape, glyphs: list[Glyph], frame: Frame, document: int, page: int) -> Cover:
    box = frame.box(shape.box)
    hidden = [index for index, glyph in enumerate(glyphs) if glyph.order < shape.order and inside(middle(glyph.box), box)]
    if hidden and shape.kind == "image":
        pixels = pixels_of(more(), document, page, shape.handle)
        hidden = hidden_by(pixels, [(index, glyphs[index].box) for index in hidden], frame.box(shape.whole), frame.quarters)
    return Cover(shape.order, shape.kind, shape.shade, box, tuple(hidden))


def _marks(page: int, frame: Frame) -> Iterator[Mark]:
    functions = more()
    for index in range(min(functions.FPDFPage_GetAnnotCount(page), MOST_MARKS)):
        handle = functions.FPDFPage_GetAnnot(page, index)
        if not handle:
            continue
        rect = Rect()
        found = functions.FPDFAnnot_GetRect(handle, ctypes.addressof(rect))
        kind, text = functions.FPDFAnnot_GetSubtype(handle), _string(handle, b"Contents") or _string(handle, b"V")
        signature = _string(handle, b"FT") == "Sig"
        functions.FPDFPage_CloseAnnot(handle)
        if found:
            left, right = sorted((rect.left, rect.right))
            bottom, top = sorted((rect.bottom, rect.top))
            yield Mark("signature" if signature else _KINDS.get(kind, "other"), frame.box((left, bottom, right, top)), text)


def _string(annotation: int, key: bytes) -> str:
    size = min(more().FPDFAnnot_GetStringValue(annotation, key, None, 0), _LONGEST)
    room = ctypes.create_string_buffer(size + 2)
    more().FPDFAnnot_GetStringValue(annotation, key, ctypes.addressof(room), size)
    return room.raw[: max(0, size - 2)].decode("utf-16-le", "replace").strip("\0")
