"""The default engine: pdfium's glyphs and path objects → :class:`Page`.

One text call, one box call a glyph, one walk over the page's objects; no table finding here. Watermarks are told by the text object
that drew
a glyph: turned against the page's text, or painted light. What ENGINES section 7 calls traps is guarded here: light and hidden text,
dropped
glyphs, shifted page boxes, ``/Rotate``, form XObjects.
"""

import ctypes
from collections import Counter
from itertools import repeat
from typing import Any, Final

from sbparse.errors import UnusableFileError
from sbparse.messages import message
from sbparse.page.budget import MOST_GLYPHS_OF_FILE, MOST_OBJECTS_OF_FILE, MOST_PICTURES, Budget, TooMuch
from sbparse.page.glyphs import Glyphs, glyphs_of
from sbparse.page.model import Page, Ruling, SetAside
from sbparse.page.native import Rect, fonts_covered, pdfium
from sbparse.page.raster import Raster, raster
from sbparse.page.rulings import merged
from sbparse.page.space import Frame
from sbparse.page.walk import MOST_OBJECTS, Walk
from sbparse.values.place import Box, hull

MOST_GLYPHS: Final = 50_000
"""Characters a page may hold; a full page of the form holds some 2,500."""

_PASSWORD_ERROR: Final = 4


class Document:
    """An open PDF; closes with the ``with`` block.

    Safe in threads: every call into pdfium holds the interpreter lock and no scratch memory is shared. Parallel work needs processes.

    Args:
        data: the file's bytes.
        file: its name, for errors.

    Raises:
        UnusableFileError: the file needs a password or is damaged.
    """

    def __init__(self, data: bytes, file: str) -> None:
        self.file = file
        self._lib = pdfium()
        self._buffer = (ctypes.c_char * len(data)).from_buffer_copy(data)
        self._handle = self._lib.FPDF_LoadMemDocument64(ctypes.addressof(self._buffer), len(data), None)
        if not self._handle:
            encrypted = self._lib.FPDF_GetLastError() == _PASSWORD_ERROR
            raise UnusableFileError(message("reading.encrypted" if encrypted else "reading.damaged"), file=file)
        self._glyphs, self._objects = Budget(MOST_GLYPHS_OF_FILE), Budget(MOST_OBJECTS_OF_FILE)
        self.page_count = int(self._lib.FPDF_GetPageCount(self._handle))

    def __enter__(self) -> "Document":
        return self

    def __exit__(self, *_: object) -> None:
        self._lib.FPDF_CloseDocument(self._handle)

    def creation_date(self) -> str | None:
        """The raw ``CreationDate`` of the document information, such as ``D:20230426102200+08'00'``."""
        size = self._lib.FPDF_GetMetaText(self._handle, b"CreationDate", None, 0)
        buffer = ctypes.create_string_buffer(size + 2)
        self._lib.FPDF_GetMetaText(self._handle, b"CreationDate", ctypes.addressof(buffer), size)
        return buffer.raw[: max(0, size - 2)].decode("utf-16-le", "replace") or None

    def page(self, index: int) -> Page:
        """Page ``index`` (from 0); UnusableFileError where it is damaged or holds more than the limits above."""
        lib = self._lib
        handle = lib.FPDF_LoadPage(self._handle, index)
        text = lib.FPDFText_LoadPage(handle) if handle else None
        try:
            if not text:
                raise UnusableFileError(message("reading.damaged-page", page=index + 1), file=self.file)
            walk, glyphs = self._walked(handle, text, index)
            return _assemble(lib, handle, text, glyphs, walk, index + 1)
        finally:
            if text:
                lib.FPDFText_ClosePage(text)
            if handle:
                lib.FPDF_ClosePage(handle)

    def _walked(self, handle: int, text: int, index: int) -> tuple[Walk, int]:
        """The walk over a page, and how many characters it holds; UnusableFileError beyond the limits of a page, or of all read so far."""
        walk = Walk(self._lib, fonts_covered=fonts_covered())
        glyphs = self._lib.FPDFText_CountChars(text)
        try:
            walk.page(handle)
        except TooMuch:
            raise UnusableFileError(message("reading.page-too-full", page=index + 1), file=self.file) from None
        if walk.count > MOST_OBJECTS or glyphs > MOST_GLYPHS:
            raise UnusableFileError(message("reading.page-too-full", page=index + 1), file=self.file)
        try:
            self._glyphs.spend(glyphs)
            self._objects.spend(walk.count)
        except TooMuch:
            raise UnusableFileError(message("reading.too-full", page=index + 1), file=self.file) from None
        return walk, glyphs

    def raster(self, index: int, longest: int) -> Raster | None:
        """Page ``index`` (from 0) drawn, ``longest`` pixels on its longer side; None where it can't be, or holds too many pictures."""
        handle = self._lib.FPDF_LoadPage(self._handle, index)
        try:
            return raster(self._lib, handle, longest) if handle and self._is_drawn(handle) else None
        finally:
            if handle:
                self._lib.FPDF_ClosePage(handle)

    def _is_drawn(self, handle: int) -> bool:
        """Whether drawing a page takes no more than a scan's; pdfium cannot be interrupted while it draws."""
        walk = Walk(self._lib, fonts_covered=True)
        try:
            walk.page(handle)
        except TooMuch:
            return False
        return walk.count <= MOST_OBJECTS and len(walk.pictures) <= MOST_PICTURES


def _assemble(lib: Any, handle: int, text: int, glyphs: int, walk: Walk, number: int) -> Page:
    around = Rect()
    lib.FPDF_GetPageBoundingBox(handle, ctypes.addressof(around))
    directions = Counter(walk.quarters.values())
    del directions[None]
    # Text objects are counted, not characters; ties go to upright text.
    upright = max(directions, key=lambda q: (directions[q], q == 0), default=0) or 0
    frame = Frame(around.left, around.bottom, around.right, around.top, upright)
    drawn = glyphs_of(lib, text, glyphs, frame)
    aside: list[SetAside] = []
    if reasons := _reasons(walk, upright):
        owners = list(map(lib.FPDFText_GetTextObject, repeat(text), drawn.at))
        aside = _set_aside(drawn, owners, reasons)
        drawn = drawn.only([owner not in reasons for owner in owners])
    turn = (lib.FPDFPage_GetRotation(handle) - upright) % 4
    page = Page(number, *frame.size, turn, drawn.chars, *drawn.edges)
    page.set_aside = aside
    page.pictures = _share(walk.pictures, frame)
    page.dropped = walk.empty
    page.horizontals, page.verticals = _rulings(walk, frame)
    return page


def _reasons(walk: Walk, upright: int) -> dict[int, str]:
    """Text objects to set aside, each with the rule that says why."""
    reasons = {handle: "rotated" for handle, turned in walk.quarters.items() if turned != upright}
    reasons.update(dict.fromkeys(walk.light, "light"))
    reasons.update(dict.fromkeys(walk.hidden, "hidden"))
    return reasons


def _set_aside(glyphs: Glyphs, owners: list[int], reasons: dict[int, str]) -> list[SetAside]:
    """What was set aside, one entry a text object."""
    owned: dict[int, list[int]] = {}
    for index, owner in enumerate(owners):
        if owner in reasons:
            owned.setdefault(owner, []).append(index)
    return [
        SetAside(reasons[owner], "".join(glyphs.chars[i] for i in at), hull([glyphs.box(i) for i in at])) for owner, at in owned.items()
    ]


def _rulings(walk: Walk, frame: Frame) -> tuple[list[Ruling], list[Ruling]]:
    level, start, end = zip(*walk.paint.horizontals, strict=True) if walk.paint.horizontals else ((), (), ())
    upright, low, high = zip(*walk.paint.verticals, strict=True) if walk.paint.verticals else ((), (), ())
    x0, top, x1, bottom = frame.boxes([*start, *upright], [*level, *low], [*end, *upright], [*level, *high])
    first = len(level)
    rows = list(zip(top[:first], x0[:first], x1[:first], strict=True))
    columns = list(zip(x0[first:], top[first:], bottom[first:], strict=True))
    if frame.quarters % 2:  # a quarter turn makes user space's level lines upright ones
        rows, columns = (
            list(zip(top[first:], x0[first:], x1[first:], strict=True)),
            list(zip(x0[:first], top[:first], bottom[:first], strict=True)),
        )
    return merged(rows), merged(columns)


def _share(pictures: list[Box], frame: Frame) -> float:
    """How much of the page images cover, 0 to 1; overlaps count twice, which is good enough to tell a scan."""
    area = (frame.right - frame.left) * (frame.top - frame.bottom)
    return min(1.0, sum((b[2] - b[0]) * (b[3] - b[1]) for b in pictures) / area) if area > 0 else 0.0
