"""Fonts for pdfminer that tell every code of a string, right or as unknown.

What pdfminer does by itself, and does without a word: a code that is not in a font's CMap is left out (``·`` in UniGB-UCS2-H), after a
supplementary character (𬭚) the rest of the string is read one byte off and comes out as other valid characters, a font without ToUnicode
is read as if its codes were Latin letters, and a map of ToUnicode is looked up by the wrong number unless the CMap is an identity.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any, Final

from pdfminer.cmapdb import CMap, CMapParser, FileUnicodeMap, IdentityCMapByte
from pdfminer.pdffont import PDFCIDFont, PDFFont, PDFSimpleFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, dict_value, int_value, list_value, resolve1
from pdfminer.psparser import PSLiteral, literal_name

from sbparse.page.budget import Budget, TooMuch

MOST_CODES: Final = 300_000
"""Entries that a font's ToUnicode or widths may have; two bytes make 65536 codes."""

UNKNOWN: Final = -1
"""The glyph number of a code that the CMap does not have."""

_SYMBOLIC: Final = 4
_UNICODE_CMAP: Final = re.compile(r"Uni(?:GB|CNS|JIS|KS)[0-9A-Z]*-(UCS2|UTF8|UTF16|UTF32)(?:-HW)?-[HV]")
_CODECS: Final = {"UCS2": "utf-16-be", "UTF16": "utf-16-be", "UTF8": "utf-8", "UTF32": "utf-32-be"}


class CheckedFont(PDFCIDFont):
    """A CID font that gives a glyph for every code, :data:`UNKNOWN` where its CMap has none."""

    def decode(self, bytes: bytes) -> Iterable[int]:
        if isinstance(self.cmap, CMap):
            return _walked(self.cmap.code2cid, bytes)
        odd = len(bytes) % 2 and not isinstance(self.cmap, IdentityCMapByte)
        return [*self.cmap.decode(bytes), *([UNKNOWN] if odd else [])]


class UnicodeFont(PDFCIDFont):
    """A CID font whose codes are Unicode themselves (UniGB-UCS2-H and its kin): the text is the code, whatever the CMap knows.

    What pdfminer calls a CID is here the character's code point; the CMap serves for widths alone.
    """

    def __init__(self, rsrcmgr: PDFResourceManager, spec: Mapping[str, Any], encoding: str) -> None:
        super().__init__(rsrcmgr, spec)
        self._encoding = encoding
        self._known: dict[int, float] = {}

    def decode(self, bytes: bytes) -> Iterable[int]:
        return map(ord, bytes.decode(_CODECS[self._encoding], "replace"))

    def to_unichr(self, cid: int) -> str:
        try:
            return super().to_unichr(cid)
        except PDFUnicodeNotDefined:
            return chr(cid)

    def char_width(self, cid: int) -> float:
        width = self._known.get(cid)
        if width is None:
            code = chr(cid).encode(_CODECS[self._encoding])
            # UCS-2 knows no pairs: a supplementary character is two codes and takes up the room of both.
            codes = [code[:2], code[2:]] if self._encoding == "UCS2" and len(code) > 2 else [code]
            width = self._known[cid] = sum(map(self._code_width, codes))
        return width

    def _code_width(self, code: bytes) -> float:
        glyphs = list(_walked(self.cmap.code2cid if isinstance(self.cmap, CMap) else {}, code))
        width = self.widths.get(glyphs[0]) if len(glyphs) == 1 else None
        return self.hscale * (width if isinstance(width, int | float) else self.default_width)


def _walked(trie: dict[int, Any], data: bytes) -> Iterator[int]:
    """Glyph numbers of a string under a CMap, :data:`UNKNOWN` for what it does not have."""
    here = trie
    for byte in data:
        found = here.get(byte)
        if isinstance(found, dict):
            here = found
        else:
            yield UNKNOWN if found is None else found
            here = trie
    if here is not trie:
        yield UNKNOWN


class Fonts(PDFResourceManager):
    """Makes the fonts of one document, each once."""

    def __init__(self) -> None:
        super().__init__()
        self._made: dict[object, PDFFont] = {}

    def get_font(self, objid: object, spec: Mapping[str, Any]) -> PDFFont:
        if objid in self._made:
            return self._made[objid]
        composite = _name(spec.get("Subtype"))
        if composite in ("CIDFontType0", "CIDFontType2"):
            font: PDFFont = self._cid_font(spec)
        elif composite == "Type0":  # comes back here with the descendant
            font = super().get_font(None, spec)
        else:
            font = self._simple_font(spec)
        if objid:
            self._made[objid] = font
        return font

    def _cid_font(self, spec: Mapping[str, Any]) -> PDFCIDFont:
        if _spanned(list_value(spec.get("W", ())), 3) + _spanned(list_value(spec.get("W2", ())), 5) > MOST_CODES:
            raise TooMuch
        # Without the font program: pdfminer would guess characters from its glyph table, of which several may share a glyph.
        descriptor = {key: value for key, value in dict_value(spec.get("FontDescriptor", {})).items() if key != "FontFile2"}
        bare = {**spec, "FontDescriptor": descriptor}
        to_unicode = _to_unicode(bare.pop("ToUnicode", None))
        encoding = _UNICODE_CMAP.fullmatch(_name(spec.get("Encoding")))
        if encoding:
            font: PDFCIDFont = UnicodeFont(self, bare, encoding[1])
            font.unicode_map = to_unicode
        else:
            font = CheckedFont(self, bare)
            if to_unicode and not isinstance(font.cmap, CMap):  # else the CID, not the code, is at hand, and tells the character
                font.unicode_map = to_unicode
        return font

    def _simple_font(self, spec: Mapping[str, Any]) -> PDFFont:
        bare = dict(spec)
        to_unicode = _to_unicode(bare.pop("ToUnicode", None))
        font = super().get_font(None, bare)
        if isinstance(font, PDFSimpleFont):
            font.unicode_map = to_unicode
            descriptor = dict_value(spec.get("FontDescriptor", {}))
            embedded = "FontFile2" in descriptor or "FontFile3" in descriptor
            if embedded and "Encoding" not in spec and int_value(descriptor.get("Flags", 0)) & _SYMBOLIC:
                font.cid2unicode = {}  # codes of a subset mean nothing outside it
        return font


def _name(value: object) -> str:
    literal = resolve1(value)
    return literal_name(literal) if isinstance(literal, PSLiteral) else ""


class _BoundedMap(FileUnicodeMap):
    def __init__(self) -> None:
        super().__init__()
        self._budget = Budget(MOST_CODES)

    def add_cid2unichr(self, cid: int, code: PSLiteral | bytes | int) -> None:
        self._budget.spend()
        super().add_cid2unichr(cid, code)


def _to_unicode(value: object) -> FileUnicodeMap | None:
    """The map of a ToUnicode stream; None where there is none, or a name in its place, which means nothing."""
    stream = resolve1(value)
    if not isinstance(stream, PDFStream):
        return None
    codes = _BoundedMap()
    CMapParser(codes, BytesIO(stream.get_data())).run()
    return codes


def _spanned(widths: Iterable[object], size: int) -> int:
    """How many codes an array of widths covers: ``first [width ...]``, or ``first last width`` in ``size`` numbers."""
    total = 0
    numbers: list[float] = []
    for item in widths:
        value = resolve1(item)
        if isinstance(value, list):
            total += len(value)
            numbers = []
        elif isinstance(value, int | float):
            numbers.append(value)
            if len(numbers) == size:
                total += max(0, int(numbers[1] - numbers[0]))
                numbers = []
    return total
