"""The fonts of a masked file: those of the original, cut down to what is still shown, and grown by the codes that the stand-ins need.

A font keeps its kind, its encoding, its widths and (where it can be cut down) its program, since a sample that fails often fails by its
fonts. It loses the codes, widths, maps and outlines of everything that is gone. Where a stand-in has no code in a font it gets one, as wide
as what it stands for, and is drawn as the font draws what it does not have.
"""

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any, Final

from pdfminer.cmapdb import UnicodeMap
from pdfminer.pdffont import PDFCIDFont, PDFFont

from sbparse.mask.model import Glyph
from sbparse.mask.painting import text_of
from sbparse.page.plumber_device import UNDECODED
from sbparse.page.plumber_fonts import UnicodeFont

_UNICODE: Final = re.compile(r"/?Uni[A-Za-z]+-(UCS2|UTF16)(?:-HW)?-[HV]")
_NATIVE: Final = re.compile(r"/?(?:GB|GBK|GBKp|GBK2K|GBpc)(?:-EUC)?-[HV]")
_IDENTITY: Final = ("/Identity-H", "/Identity-V")
_CODECS: Final = {"UCS2": "utf-16-be", "UTF16": "utf-16-be"}
_SPARE_CODES: Final = (*range(33, 127), *range(161, 256), *range(1, 9), *range(14, 32), *range(128, 160))


class Kind(Enum):
    """How a font's codes can be extended."""

    SIMPLE = auto()  # one byte, a table of 256
    IDENTITY = auto()  # two bytes that are the CID
    UNICODE = auto()  # two bytes that are the character
    NATIVE = auto()  # GBK
    CLOSED = auto()  # a CMap of its own: no code can be added


@dataclass(slots=True)
class MaskedFont:
    """A font in the making.

    Attributes:
        font: as pdfminer knows it.
        spec: its dictionary (pikepdf), an empty one where it could not be found.
        kept: codes that still stand for what they stood for, with their text.
        added: codes that were given to stand-ins: the text, and the width in thousandths of an em.
        known: all codes met with their text, gone or not.
        blind: codes that stand for nobody knows what: they have a width and nothing else.
    """

    font: PDFFont
    spec: Any
    kept: dict[bytes, str] = field(default_factory=dict)
    added: dict[bytes, tuple[str, float]] = field(default_factory=dict)
    known: dict[bytes, str] = field(default_factory=dict)
    blind: set[bytes] = field(default_factory=set)
    _given: dict[tuple[str, float], bytes] = field(default_factory=dict)

    @property
    def kind(self) -> Kind:
        if not isinstance(self.font, PDFCIDFont):
            return Kind.SIMPLE
        encoding = str(self.spec.get("/Encoding", ""))
        if encoding in _IDENTITY:
            return Kind.IDENTITY
        if isinstance(self.font, UnicodeFont) and _UNICODE.fullmatch(encoding):
            return Kind.UNICODE
        return Kind.NATIVE if _NATIVE.fullmatch(encoding) else Kind.CLOSED

    def meet(self, glyph: Glyph) -> None:
        """Note a glyph of the original before any is replaced."""
        self.known[glyph.code] = glyph.text
        if glyph.masked is None and self.kind is not Kind.CLOSED:
            self.kept[glyph.code] = glyph.text

    def width(self, code: bytes) -> float:
        """Thousandths of an em."""
        return sum(self.font.char_width(glyph) for glyph in self.font.decode(code)) * 1000

    def code_for(self, glyph: Glyph, rng: random.Random) -> bytes:
        """The code that a glyph is drawn with in the masked file."""
        if self.kind is Kind.CLOSED:
            return self._recoded(glyph)
        if glyph.masked is None:
            return glyph.code
        width = self.width(glyph.code)
        if UNDECODED in glyph.text:
            return self._blind(glyph, width, rng)
        key = (glyph.masked, round(width, 1))
        if key not in self._given:
            # A digit is drawn as one, though it may not be as wide; other stand-ins are boxes where the font has none of them.
            alike = self._existing(*key) or self._encoded(*key) or (self._existing(key[0]) if key[0].isdigit() else None) or self._new(*key)
            self._given[key] = alike or self._existing(key[0]) or self._encoded(key[0]) or self._blind(glyph, width, rng)
        return self._given[key]

    def _existing(self, char: str, width: float | None = None) -> bytes | None:
        """A code that the font has for a character: one that is shown anyway, or a digit's, which tells nobody anything."""
        codes = [code for code, text in self.known.items() if text == char and (code in self.kept or char.isdigit())]
        code = next((code for code in codes if width is None or abs(self.width(code) - width) < 1), None)
        if code is not None:
            self.kept.setdefault(code, char)
        return code

    def _encoded(self, char: str, width: float | None = None) -> bytes | None:
        """A code that the font's own encoding says a character has, though the file had no use for it."""
        encoding = str(self.spec.get("/Encoding", ""))
        match self.kind:
            case Kind.UNICODE:
                codec = _CODECS[_UNICODE.fullmatch(encoding)[1]]  # type: ignore[index]
            case Kind.NATIVE:
                codec = "gb18030"
            case Kind.SIMPLE if char.isascii() and "/ToUnicode" not in self.spec:
                codec = "ascii"
            case _:
                return None
        code = char.encode(codec, "replace")
        if text_of(self.font, code) != char or (width is not None and abs(self.width(code) - width) > 1):
            return None
        self.kept[code] = char
        return code

    def _new(self, char: str, width: float) -> bytes | None:
        taken = self.kept.keys() | self.added.keys()
        code = next((code for code in self._spare(char) if code not in taken), None)
        if code is not None:
            self.added[code] = (char, width)
        return code

    def _spare(self, char: str) -> Iterator[bytes]:
        """Codes that may be given to a stand-in: of those not met first."""
        if self.kind is Kind.SIMPLE:
            if self._is_by_names() and char.isascii():
                return
            codes = [bytes([code]) for code in _SPARE_CODES]
            yield from (code for code in codes if code not in self.known)
            yield from (code for code in codes if code in self.known)
        elif self.kind is Kind.IDENTITY:
            by_collection = self._of_collection(char)
            if by_collection:
                yield by_collection
                return
            first = max((int.from_bytes(code) for code in self.known), default=0) + 1
            yield from (number.to_bytes(2) for number in (*range(first, 65535), *range(first - 1, 0, -1)))

    def _is_by_names(self) -> bool:
        return "/ToUnicode" not in self.spec and str(self.spec.get("/Subtype")) != "/Type3"

    def _of_collection(self, char: str) -> bytes | None:
        """The CID of a character where the font's collection of characters says it, and no map of its own."""
        table = getattr(self.font, "unicode_map", None)
        if "/ToUnicode" in self.spec or not isinstance(table, UnicodeMap):
            return None
        cid = next((cid for cid, text in table.cid2unichr.items() if text == char), None)
        return None if cid is None else cid.to_bytes(2)

    def _blind(self, glyph: Glyph, width: float, rng: random.Random) -> bytes:
        """Any other code as wide, where nobody knows what codes stand for: of those met, so that the font can draw it."""
        others = [code for code in self.known if code != glyph.code and len(code) == len(glyph.code)]
        alike = [code for code in others if abs(self.width(code) - width) < 1]
        code = rng.choice(sorted(alike or others)) if others else b"\0" * len(glyph.code)
        self.blind.add(code)
        return code

    def _recoded(self, glyph: Glyph) -> bytes:
        """A code of two bytes, in the order in which they are needed: what a CMap of the file's own says is not carried over."""
        text = UNDECODED if UNDECODED in glyph.text else glyph.masked or glyph.text
        key = (text, round(self.width(glyph.code), 1))
        if key not in self._given:
            self._given[key] = (len(self._given) + 1).to_bytes(2)
            self.added[self._given[key]] = key
        return self._given[key]

    def shift(self, glyph: Glyph, code: bytes) -> float:
        """How much further the code drawn for a glyph leads than the glyph did, in thousandths of an em."""
        return 0.0 if code == glyph.code or code in self.added or code not in self.known else self.width(code) - self.width(glyph.code)

    def shown(self) -> dict[bytes, str]:
        """All codes of the masked file with their text."""
        blind = dict.fromkeys(self.blind - self.kept.keys(), UNDECODED)
        return blind | self.kept | {code: text for code, (text, _) in self.added.items()}


class FontBook:
    """The masked fonts of a file, one for each font of the original."""

    def __init__(self, source: Any, numbers: dict[int, int]) -> None:
        self._source = source
        self._numbers = numbers
        self.fonts: dict[int, MaskedFont] = {}

    def of(self, font: PDFFont) -> MaskedFont:
        from pikepdf import Dictionary

        if id(font) not in self.fonts:
            number = self._numbers.get(id(font))
            self.fonts[id(font)] = MaskedFont(font, self._source.get_object(number, 0) if number else Dictionary())
        return self.fonts[id(font)]

    def names(self) -> Iterable[tuple[str, MaskedFont]]:
        """The fonts with their names in resources."""
        return ((f"F{index}", font) for index, font in enumerate(self.fonts.values(), start=1))
