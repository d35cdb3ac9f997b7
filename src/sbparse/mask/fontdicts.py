"""A masked font written: a new dictionary of names from a short list, numbers, and what ``mask.programs`` leaves of its program."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from pdfminer.pdffont import PDFCIDFont

from sbparse.mask.fonts import Kind, MaskedFont
from sbparse.mask.programs import without_others_cff, without_others_truetype

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
_SUBTYPES: Final = ("/Type1", "/MMType1", "/TrueType", "/Type3")
_OF_LATIN: Final = 1000
"""CIDs below this are Latin letters and marks in every collection: their widths tell nothing."""

_TELLING: Final = 4  # characters that a code stands for; more is no ligature


def font_dict(pdf: Any, masked: MaskedFont) -> Any:
    """The font as an object of ``pdf`` (pikepdf)."""
    from pikepdf import Name

    spec = masked.spec
    if masked.kind is not Kind.SIMPLE:
        made = _composite(pdf, masked, spec)
    elif str(spec.get("/Subtype")) == "/Type3":
        made = _drawn(pdf, masked, spec)
    else:
        made = _simple(pdf, masked, spec)
    made["/Type"] = Name.Font
    if "/ToUnicode" in spec or masked.added:
        made["/ToUnicode"] = pdf.make_stream(_to_unicode(masked))
    return pdf.make_indirect(made)


def _name(value: object, default: str = _PLAIN_NAME) -> Any:
    from pikepdf import Name

    text = str(value)
    return Name(text if _NAME.fullmatch(text) else default)


def _family(value: object) -> Any:
    """A font's name where it is that of a known family."""
    return _name(value if _FAMILY.search(str(value)) else _PLAIN_NAME)


def _number(value: object) -> Any:
    from decimal import Decimal

    return value if isinstance(value, int | float | Decimal) else 0


def _composite(pdf: Any, masked: MaskedFont, spec: Any) -> Any:
    from pikepdf import Array, Dictionary, Name

    inner = spec.get("/DescendantFonts", [Dictionary()])[0]
    subtype = str(inner.get("/Subtype"))
    info = inner.get("/CIDSystemInfo", Dictionary())
    made = Dictionary(
        Type=Name.Font,
        Subtype=Name(subtype if subtype in ("/CIDFontType0", "/CIDFontType2") else "/CIDFontType2"),
        BaseFont=_family(inner.get("/BaseFont")),
        CIDSystemInfo=Dictionary(
            Registry=_word(info.get("/Registry", "Adobe")), Ordering=_word(info.get("/Ordering", "Identity")), Supplement=0
        ),
        DW=_number(inner.get("/DW", 1000)),
        W=Array(_widths(masked)),
    )
    identity = masked.kind in (Kind.IDENTITY, Kind.CLOSED)
    cids = {int.from_bytes(code) for code in masked.kept} if identity else set()
    to_gid = _gid_map(inner.get("/CIDToGIDMap"), cids) if identity else None
    added = {int.from_bytes(code): width for code, (_, width) in masked.added.items()} if identity else {}
    program = _program(inner.get("/FontDescriptor", Dictionary()), cids, added, to_gid) if identity else None
    made["/FontDescriptor"] = _descriptor(pdf, inner.get("/FontDescriptor", Dictionary()), program)
    if program and program.key == "/FontFile2":
        gids = {cid: (to_gid or {}).get(cid, cid) for cid in cids} | program.boxes
        made["/CIDToGIDMap"] = pdf.make_stream(_gid_stream(gids)) if to_gid is not None or added else Name.Identity
    encoding = str(spec.get("/Encoding", ""))
    return Dictionary(
        Subtype=Name.Type0,
        BaseFont=_family(spec.get("/BaseFont")),
        Encoding=Name(encoding if masked.kind is not Kind.CLOSED else "/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(made)]),
    )


def _word(value: object) -> str:
    text = str(value)
    return text if re.fullmatch(r"[A-Za-z0-9]{1,16}", text) else "Identity"


def _widths(masked: MaskedFont) -> Iterable[Any]:
    """``first [width]`` for every code shown; where codes are no CIDs, the widths of Latin letters as they were."""
    from pikepdf import Array

    if masked.kind in (Kind.IDENTITY, Kind.CLOSED):
        widths = {int.from_bytes(code): masked.added[code][1] if code in masked.added else masked.width(code) for code in masked.shown()}
        return [item for cid, width in sorted(widths.items()) for item in (cid, Array([_rounded(width)]))]
    font = masked.font
    known = font.widths if isinstance(font, PDFCIDFont) else {}
    latin = sorted((cid, width) for cid, width in known.items() if isinstance(cid, int) and 0 <= cid < _OF_LATIN)
    return [item for cid, width in latin if isinstance(width, int | float) for item in (cid, Array([_rounded(float(width))]))]


def _rounded(width: float) -> Any:
    from decimal import Decimal

    return round(width) if abs(width - round(width)) < 1e-3 else Decimal(f"{width:.3f}")


def _simple(pdf: Any, masked: MaskedFont, spec: Any) -> Any:
    from pikepdf import Array, Dictionary, Name

    subtype = str(spec.get("/Subtype"))
    made = Dictionary(Subtype=Name(subtype if subtype in _SUBTYPES else "/TrueType"), BaseFont=_family(spec.get("/BaseFont")))
    codes = sorted(code[0] for code in masked.shown())
    if "/Widths" in spec or masked.added:
        first, last = (codes[0], codes[-1]) if codes else (0, 0)
        shown = masked.shown()
        made["/FirstChar"], made["/LastChar"] = first, last
        made["/Widths"] = Array(
            [_rounded(_simple_width(masked, bytes([code]))) if bytes([code]) in shown else 0 for code in range(first, last + 1)]
        )
    encoding = _encoding(masked, spec.get("/Encoding"))
    if encoding is not None:
        made["/Encoding"] = encoding
    descriptor = spec.get("/FontDescriptor")
    if descriptor is not None:
        kept, added = {code[0] for code in masked.kept}, {code[0]: width for code, (_, width) in masked.added.items()}
        program = _program(descriptor, kept, added, None, simple=True)
        made["/FontDescriptor"] = _descriptor(pdf, descriptor, program)
    return made


def _simple_width(masked: MaskedFont, code: bytes) -> float:
    return masked.added[code][1] if code in masked.added else masked.width(code)


def _encoding(masked: MaskedFont, given: Any) -> Any:
    from pikepdf import Array, Dictionary, Name

    if given is None or isinstance(given, Name):
        return None if given is None else _name(given, "/WinAnsiEncoding")
    made = Dictionary()
    base = given.get("/BaseEncoding")
    if base is not None:
        made["/BaseEncoding"] = _name(base, "/WinAnsiEncoding")
    kept = {code[0] for code in masked.kept}
    differences: list[Any] = []
    for code, name in _differences(given):
        if code in kept:
            differences += [code, _name(name, "/.notdef")]
    made["/Differences"] = Array(differences)
    return made


def _differences(encoding: Any) -> Iterable[tuple[int, str]]:
    from pikepdf import Name

    code = 0
    for item in encoding.get("/Differences", []):
        if isinstance(item, Name):
            yield code, str(item)
            code += 1
        elif isinstance(item, int):
            code = item


def _drawn(pdf: Any, masked: MaskedFont, spec: Any) -> Any:
    """A Type 3 font: the drawings of what is shown, as far as they are paths, and a box for every stand-in."""
    from pikepdf import Array, Dictionary, Name

    codes = sorted(code[0] for code in masked.shown())
    first, last = (codes[0], codes[-1]) if codes else (0, 0)
    names = dict(_differences(spec.get("/Encoding", Dictionary())))
    matrix = [float(_number(each)) for each in spec.get("/FontMatrix", [0.001, 0, 0, 0.001, 0, 0])]
    box = [_number(each) for each in spec.get("/FontBBox", [0, 0, 0, 0])]
    scale = (matrix[0] or 0.001) * 1000
    procs, differences, widths = Dictionary(), [], []
    for code in range(first, last + 1):
        key = bytes([code])
        if key not in masked.shown():
            widths.append(0)
            continue
        added = masked.added.get(key)
        width = (added[1] if added else masked.width(key)) / scale
        drawing = spec.get("/CharProcs", Dictionary()).get(names.get(code, "/")) if added is None and code in names else None
        procs[f"/g{code}"] = pdf.make_stream(_paths_only(drawing, width) or _boxed(width, 1 / scale, matrix[3]))
        differences += [code, Name(f"/g{code}")]
        widths.append(_rounded(width))
    made = Dictionary(
        Subtype=Name.Type3, FontBBox=Array(box), FontMatrix=Array(list(spec.get("/FontMatrix", matrix))), CharProcs=procs,
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array(differences)), FirstChar=first, LastChar=last, Widths=Array(widths),
        Resources=Dictionary(),
    )  # fmt: skip
    if "/FontDescriptor" in spec:
        made["/FontDescriptor"] = _descriptor(pdf, spec["/FontDescriptor"], None)
    return made


_PATH_OPERATORS: Final = frozenset(
    ["m", "l", "c", "v", "y", "h", "re", "f", "F", "f*", "S", "s", "B", "b", "n", "W", "q", "Q", "cm", "w", "J", "j", "M", "d0", "d1", "i"]
)


def _paths_only(drawing: Any, width: float) -> bytes | None:
    """A glyph's drawing where it is numbers and path operators and nothing else."""
    import pikepdf

    if drawing is None:
        return None
    try:
        steps = pikepdf.parse_content_stream(drawing)
    except pikepdf.PdfError:
        return None
    lines = []
    for step in steps:
        operator = str(step.operator)
        if operator not in _PATH_OPERATORS:
            return None
        lines.append(" ".join([*(f"{float(each):.4f}".rstrip("0").rstrip(".") for each in step.operands), operator]))
    return "\n".join(lines).encode() if lines else f"{width:.4f} 0 d0".encode()


def _boxed(width: float, em: float, upright: float) -> bytes:
    """A stand-in's drawing: a box, since the font has no other."""
    height = 700 * em * (1 if upright >= 0 else -1)
    left, across = 0.1 * width, 0.8 * width
    bounds = f"{left:.4f} {min(0, height):.4f} {left + across:.4f} {max(0, height):.4f}"
    return f"{width:.4f} 0 {bounds} d1 {left:.4f} 0 {across:.4f} {height:.4f} re f".encode()


@dataclass(frozen=True, slots=True)
class _Program:
    """A font program as it is embedded: its key in the descriptor, its bytes, its subtype, and the glyph numbers of stand-ins."""

    key: str
    data: bytes
    subtype: str | None = None
    boxes: dict[int, int] = field(default_factory=dict)


def _descriptor(pdf: Any, given: Any, program: _Program | None) -> Any:
    from pikepdf import Array, Dictionary, Name

    made = Dictionary(Type=Name.FontDescriptor, FontName=_family(given.get("/FontName")))
    for key in _NUMBERS:
        if key in given:
            made[key] = _number(given[key])
    if "/FontBBox" in given:
        made["/FontBBox"] = Array([_number(each) for each in given["/FontBBox"]])
    if program:
        stream = pdf.make_stream(program.data)
        if program.subtype:
            stream["/Subtype"] = Name(program.subtype)
        else:
            stream["/Length1"] = len(program.data)
        made[program.key] = stream
    return pdf.make_indirect(made)


def _program(
    descriptor: Any, codes: set[int], added: Mapping[int, float], to_gid: dict[int, int] | None, *, simple: bool = False
) -> _Program | None:
    """What is embedded of a font's program; None where it has none, or none that can be cut down."""
    import pikepdf

    def gids(font: Any, wanted: Iterable[int]) -> set[int]:
        return _simple_gids(font, wanted) if simple else {(to_gid or {}).get(cid, cid) for cid in wanted}

    try:
        if "/FontFile2" in descriptor:
            cut = without_others_truetype(bytes(descriptor.FontFile2.read_bytes()), codes, gids, added)
            return _Program("/FontFile2", cut[0], boxes=cut[1]) if cut else None
        if "/FontFile3" in descriptor and not simple and str(descriptor.FontFile3.get("/Subtype")) in ("/CIDFontType0C", "/OpenType"):
            data = without_others_cff(bytes(descriptor.FontFile3.read_bytes()), codes, added)
            return _Program("/FontFile3", data, "/CIDFontType0C") if data else None
    except pikepdf.PdfError:
        return None
    return None


def _simple_gids(font: Any, codes: Iterable[int]) -> set[int]:
    """The glyphs that a simple TrueType font may draw for its codes, by every one of its maps."""
    found: set[int] = set()
    for table in font["cmap"].tables if "cmap" in font else ():
        for code in codes:
            for key in (code, 0xF000 + code):
                name = table.cmap.get(key)
                if name is not None:
                    found.add(font.getGlyphID(name))
    return found


def _gid_map(given: Any, cids: set[int]) -> dict[int, int] | None:
    from pikepdf import Stream

    if not isinstance(given, Stream):
        return None
    data = bytes(given.read_bytes())
    return {cid: int.from_bytes(data[2 * cid : 2 * cid + 2]) for cid in cids if 2 * cid + 2 <= len(data)}


def _gid_stream(to_gid: dict[int, int]) -> bytes:
    return b"".join(to_gid.get(cid, 0).to_bytes(2) for cid in range(max(to_gid, default=0) + 1))


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


def _to_unicode(masked: MaskedFont) -> bytes:
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
