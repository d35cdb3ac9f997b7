"""The default engine: pdfium's glyphs and path objects → :class:`Page`.

One text call, one box call a glyph, one walk over the page's objects; no table finding here. Watermarks are told by the text object
that drew
a glyph: turned against the page's text, or painted light. What ENGINES section 7 calls traps is guarded here: light and hidden text,
dropped
glyphs, shifted page boxes, ``/Rotate``, form XObjects.
"""

import ctypes
from array import array
from collections import Counter, deque
from functools import lru_cache
from itertools import compress, repeat
from typing import Any, Final

from sbparse.errors import UnusableFileError
from sbparse.messages import message
from sbparse.page.model import Page, Ruling, SetAside
from sbparse.page.native import Rect, fonts_covered, pdfium
from sbparse.page.rulings import merged
from sbparse.page.space import Frame
from sbparse.page.walk import MOST_OBJECTS, Walk
from sbparse.values.place import Box, hull
from sbparse.values.text import plain

MOST_GLYPHS: Final = 50_000
"""Characters a page may hold; a full page of the form holds some 2,500."""

_DOUBLE: Final = 0.18
"""The double of a fake bold glyph starts within this share of the glyph's height; no two narrow glyphs of one kind stand as close."""

_DOUBLE_DIGIT: Final = 0.3
"""The same for digits, points and commas: in small type 1.5 points are a quarter of an em, and digits stand half an em apart."""

_PASSWORD_ERROR: Final = 4
_UNDECODED: Final = "\ufffd"
_SUSPECT: Final = frozenset(map(chr, (0x2, 0xFFFE, *range(0xD800, 0xE000))))


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
            walk = Walk(lib, fonts_covered=fonts_covered())
            walk.page(handle)
            glyphs = lib.FPDFText_CountChars(text)
            if walk.count > MOST_OBJECTS or glyphs > MOST_GLYPHS:
                raise UnusableFileError(message("reading.page-too-full", page=index + 1), file=self.file)
            return _assemble(lib, handle, text, glyphs, walk, index + 1)
        finally:
            if text:
                lib.FPDFText_ClosePage(text)
            if handle:
                lib.FPDF_ClosePage(handle)


def _assemble(lib: Any, handle: int, text: int, glyphs: int, walk: Walk, number: int) -> Page:
    around = Rect()
    lib.FPDF_GetPageBoundingBox(handle, ctypes.addressof(around))
    directions = Counter(walk.quarters.values())
    del directions[None]
    # Text objects are counted, not characters; ties go to upright text.
    upright = max(directions, key=lambda q: (directions[q], q == 0), default=0) or 0
    frame = Frame(around.left, around.bottom, around.right, around.top, upright)
    chars = _characters(lib, text, glyphs)
    boxes = frame.boxes(*_edges(lib, text, glyphs))
    _narrow(chars, *boxes)
    reasons = _reasons(walk, upright)
    keep: list[Any] = chars
    aside: list[SetAside] = []
    if reasons:
        owners = list(map(lib.FPDFText_GetTextObject, repeat(text), range(glyphs)))
        keep = [char and owner not in reasons for char, owner in zip(chars, owners, strict=True)]
        aside = _set_aside(chars, boxes, owners, reasons)
    x0, top, x1, bottom = (list(compress(edge, keep)) for edge in boxes)
    turn = (lib.FPDFPage_GetRotation(handle) - upright) % 4
    page = Page(number, *frame.size, turn, list(compress(chars, keep)), x0, top, x1, bottom)
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


def _characters(lib: Any, text: int, glyphs: int) -> list[str]:
    """One kept character a glyph: radicals folded, white space empty, U+FFFD where pdfium has no Unicode for the glyph."""
    buffer = ctypes.create_string_buffer(2 * (glyphs + 1))
    lib.FPDFText_GetText(text, 0, glyphs, ctypes.addressof(buffer))
    raw = list(buffer.raw[: 2 * glyphs].decode("utf-16-le", "surrogatepass"))
    if len(raw) != glyphs or not _SUSPECT.isdisjoint(raw):
        # A supplementary character takes two entries, and a hyphen at a line's end comes as a mark of its own: ask glyph by glyph.
        raw = _one_by_one(lib, text, glyphs)
    undecoded = map(lib.FPDFText_HasUnicodeMapError, repeat(ctypes.c_void_p(text)), range(glyphs))
    for index in compress(range(glyphs), undecoded):
        raw[index] = _UNDECODED
    return list(map(_kept, raw))


@lru_cache(maxsize=10_000)  # pages share their characters
def _kept(char: str) -> str:
    return plain(char)


def _one_by_one(lib: Any, text: int, glyphs: int) -> list[str]:
    """The characters as pdfium tells them one at a time; a supplementary one stands at its first entry, the second is empty."""
    codes = [0x2D if lib.FPDFText_IsHyphen(text, i) == 1 else lib.FPDFText_GetUnicode(text, i) for i in range(glyphs)]
    chars = [chr(code) if code <= 0x10FFFF else _UNDECODED for code in codes]
    for index, code in enumerate(codes):
        if 0xD800 <= code < 0xDC00 and index + 1 < glyphs and 0xDC00 <= codes[index + 1] < 0xE000:
            chars[index] = chr(0x10000 + ((code - 0xD800) << 10) + codes[index + 1] - 0xDC00)
            chars[index + 1] = ""
    return [_UNDECODED if "\ud800" <= char <= "\udfff" else char for char in chars]


def _edges(lib: Any, text: int, glyphs: int) -> tuple[list[float], list[float], list[float], list[float]]:
    """Left, bottom, right and top of each glyph in user space."""
    buffer = array("f", bytes(16 * glyphs))
    address, _ = buffer.buffer_info()
    # map over addresses keeps the loop in C: this is the hottest call of the reader.
    deque(map(lib.FPDFText_GetLooseCharBox, repeat(text), range(glyphs), range(address, address + 16 * glyphs, 16)), maxlen=0)
    flat = buffer.tolist()
    return flat[0::4], flat[3::4], flat[2::4], flat[1::4]


def _narrow(chars: list[str], x0: list[float], top: list[float], x1: list[float], bottom: list[float]) -> None:
    """Mend the widths of narrow glyphs that pdfium gives a full em, as it does where a font is not embedded: up to the next glyph, or half
    an em."""
    edges = zip(chars, x0, top, x1, bottom, strict=True)
    for i in [i for i, (char, a, high, b, low) in enumerate(edges) if b - a > 0.8 * (low - high) and " " < char <= "~"]:
        after = i + 1
        near = (_DOUBLE_DIGIT if chars[i] in "0123456789.,:" else _DOUBLE) * (bottom[i] - top[i])
        if after + 1 < len(chars) and chars[after] == chars[i] and abs(x0[after] - x0[i]) < near:
            after += 1  # the double of a fake bold glyph is not the next one
        level = after < len(chars) and abs(bottom[after] - bottom[i]) < 0.1 * (bottom[i] - top[i])
        x1[i] = x0[after] if level and x0[i] + 0.1 < x0[after] < x1[i] else (x0[i] + x1[i]) / 2
    if max(chars, default="") <= "\uffff":
        return
    for i in [i for i, char in enumerate(chars) if char > "\uffff" and i + 1 < len(chars) and not chars[i + 1]]:
        x1[i] = max(x1[i], x1[i + 1])  # the second half of a supplementary character takes up room of its own


def _set_aside(chars: list[str], boxes: tuple[list[float], ...], owners: list[int], reasons: dict[int, str]) -> list[SetAside]:
    """What was set aside, one entry a text object."""
    owned: dict[int, list[int]] = {}
    for index, owner in enumerate(owners):
        if owner in reasons and chars[index]:
            owned.setdefault(owner, []).append(index)
    x0, top, x1, bottom = boxes
    return [
        SetAside(reasons[owner], "".join(chars[i] for i in at), hull([(x0[i], top[i], x1[i], bottom[i]) for i in at]))
        for owner, at in owned.items()
    ]


def _rulings(walk: Walk, frame: Frame) -> tuple[list[Ruling], list[Ruling]]:
    level, upright = walk.paint.horizontals, walk.paint.verticals
    x0, top, x1, bottom = frame.boxes(
        [a for _, a, _ in level] + [at for at, _, _ in upright],
        [at for at, _, _ in level] + [a for _, a, _ in upright],
        [b for _, _, b in level] + [at for at, _, _ in upright],
        [at for at, _, _ in level] + [b for _, _, b in upright],
    )
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
