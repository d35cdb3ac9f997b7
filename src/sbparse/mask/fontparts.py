"""What every kind of font is written with: names from a short list, numbers, descriptors, maps to Unicode."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from sbparse.mask.fonts import Kind, MaskedFont

_NAME: Final = re.compile(r"/[A-Za-z0-9+,._-]{1,64}")
_FAMILY: Final = re.compile(
    "song|sun|hei|kai|fang|ming|noto|source|adobe|helvetica|arial|times|courier|symbol|zapf|dejavu|liberation|droid|wenquan|msyh|yahei|gothic"
    "|pingfang|georgia|verdana|tahoma|calibri|cambria|simli|youyuan|dengxian|dingbats|mincho|roboto",
    re.IGNORECASE,
)
"""How names of fonts that are sold or given away begin or go on; any other name might be somebody's."""
_PLAIN_NAME: Final = "/Masked"
_NUMBERS: Final = ("/Flags", "/ItalicAngle", "/Ascent", "/Descent", "/CapHeight", "/XHeight", "/StemV", "/StemH", "/Leading",
                   "/AvgWidth", "/MaxWidth", "/MissingWidth")  # fmt: skip
_TELLING: Final = 4  # characters that a code stands for; more is no ligature


def name_of(value: object, default: str = _PLAIN_NAME) -> Any:
    from pikepdf import Name

    text = str(value)
    return Name(text if _NAME.fullmatch(text) else default)


def family(value: object) -> Any:
    """A font's name where it is that of a known family."""
    return name_of(value if _FAMILY.search(str(value)) else _PLAIN_NAME)


def number(value: object) -> Any:
    from decimal import Decimal

    return value if isinstance(value, int | float | Decimal) else 0


def exact(value: float) -> Any:
    """A number as it was, whatever its size: a font's matrix is made of thousandths."""
    from decimal import Decimal

    return Decimal(f"{value:.9f}".rstrip("0").rstrip(".") or "0")


def rounded(width: float) -> Any:
    from decimal import Decimal

    return round(width) if abs(width - round(width)) < 1e-3 else Decimal(f"{width:.3f}")


def differences(encoding: Any) -> Iterable[tuple[int, str]]:
    from pikepdf import Name

    code = 0
    for item in encoding.get("/Differences", []):
        if isinstance(item, Name):
            yield code, str(item)
            code += 1
        elif isinstance(item, int):
            code = item


@dataclass(frozen=True, slots=True)
class Program:
    """A font program as it is embedded: its key in the descriptor, its bytes, its subtype, and the glyph numbers of stand-ins."""

    key: str
    data: bytes
    subtype: str | None = None
    boxes: dict[int, int] = field(default_factory=dict)


def descriptor_of(pdf: Any, given: Any, program: Program | None) -> Any:
    from pikepdf import Array, Dictionary, Name

    made = Dictionary(Type=Name.FontDescriptor, FontName=family(given.get("/FontName")))
    for key in _NUMBERS:
        if key in given:
            made[key] = number(given[key])
    if "/FontBBox" in given:
        made["/FontBBox"] = Array([number(each) for each in given["/FontBBox"]])
    if program:
        stream = pdf.make_stream(program.data)
        if program.subtype:
            stream["/Subtype"] = Name(program.subtype)
        else:
            stream["/Length1"] = len(program.data)
        made[program.key] = stream
    return pdf.make_indirect(made)


_HEAD: Final = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
%s
endcodespacerange
"""
_TAIL: Final = b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"


def to_unicode(masked: MaskedFont) -> bytes:
    """A map of the codes shown; without one of its own before, a font gets one for the stand-ins alone."""
    has_map = "/ToUnicode" in masked.spec
    texts = masked.shown() if has_map else {code: text for code, (text, _) in masked.added.items()}
    one = masked.kind is Kind.SIMPLE
    entries = [(code, text) for code, text in sorted(texts.items()) if "\ufffd" not in text and len(text) <= _TELLING]
    blocks = [entries[at : at + 100] for at in range(0, len(entries), 100)]
    lines = [_HEAD % (b"<00> <FF>" if one else b"<0000> <FFFF>")]
    for block in blocks:
        lines.append(b"%d beginbfchar\n" % len(block))
        lines += [f"<{code.hex().upper()}> <{text.encode('utf-16-be').hex().upper()}>\n".encode() for code, text in block]
        lines.append(b"endbfchar\n")
    return b"".join([*lines, _TAIL])
