"""A masked font written: a new dictionary of names from a short list, numbers, and what ``mask.programs`` leaves of its program."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from pdfminer.pdffont import PDFCIDFont

from sbparse.mask.drawnfont import drawn_font
from sbparse.mask.fontparts import Program, descriptor_of, differences, family, name_of, number, rounded, to_unicode
from sbparse.mask.fonts import Kind, MaskedFont
from sbparse.mask.programs import without_others_cff, without_others_truetype

_SUBTYPES: Final = ("/Type1", "/MMType1", "/TrueType", "/Type3")
_OF_LATIN: Final = 1000
"""CIDs below this are Latin letters and marks in every collection: their widths tell nothing."""


def font_dict(pdf: Any, masked: MaskedFont) -> Any:
    """The font as an object of ``pdf`` (pikepdf)."""
    from pikepdf import Name

    spec = masked.spec
    if masked.kind is not Kind.SIMPLE:
        made = _composite(pdf, masked, spec)
    elif str(spec.get("/Subtype")) == "/Type3":
        made = drawn_font(pdf, masked, spec)
    else:
        made = _simple(pdf, masked, spec)
    made["/Type"] = Name.Font
    if "/ToUnicode" in spec or masked.added:
        made["/ToUnicode"] = pdf.make_stream(to_unicode(masked))
    return pdf.make_indirect(made)


def _composite(pdf: Any, masked: MaskedFont, spec: Any) -> Any:
    from pikepdf import Array, Dictionary, Name

    inner = spec.get("/DescendantFonts", [Dictionary()])[0]
    subtype = str(inner.get("/Subtype"))
    info = inner.get("/CIDSystemInfo", Dictionary())
    made = Dictionary(
        Type=Name.Font,
        Subtype=Name(subtype if subtype in ("/CIDFontType0", "/CIDFontType2") else "/CIDFontType2"),
        BaseFont=family(inner.get("/BaseFont")),
        CIDSystemInfo=Dictionary(
            Registry=_word(info.get("/Registry", "Adobe")), Ordering=_word(info.get("/Ordering", "Identity")), Supplement=0
        ),
        DW=number(inner.get("/DW", 1000)),
        W=Array(_widths(masked)),
    )
    identity = masked.kind in (Kind.IDENTITY, Kind.CLOSED)
    cids = {int.from_bytes(code) for code in masked.kept} if identity else set()
    to_gid = _gid_map(inner.get("/CIDToGIDMap"), cids) if identity else None
    added = {int.from_bytes(code): width for code, (_, width) in masked.added.items()} if identity else {}
    program = _program(inner.get("/FontDescriptor", Dictionary()), cids, added, to_gid) if identity else None
    made["/FontDescriptor"] = descriptor_of(pdf, inner.get("/FontDescriptor", Dictionary()), program)
    if program and program.key == "/FontFile2":
        gids = {cid: (to_gid or {}).get(cid, cid) for cid in cids} | program.boxes
        made["/CIDToGIDMap"] = pdf.make_stream(_gid_stream(gids)) if to_gid is not None or added else Name.Identity
    encoding = str(spec.get("/Encoding", ""))
    return Dictionary(
        Subtype=Name.Type0,
        BaseFont=family(spec.get("/BaseFont")),
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
        return [item for cid, width in sorted(widths.items()) for item in (cid, Array([rounded(width)]))]
    font = masked.font
    known = font.widths if isinstance(font, PDFCIDFont) else {}
    latin = sorted((cid, width) for cid, width in known.items() if isinstance(cid, int) and 0 <= cid < _OF_LATIN)
    return [item for cid, width in latin if isinstance(width, int | float) for item in (cid, Array([rounded(float(width))]))]


def _simple(pdf: Any, masked: MaskedFont, spec: Any) -> Any:
    from pikepdf import Array, Dictionary, Name

    subtype = str(spec.get("/Subtype"))
    made = Dictionary(Subtype=Name(subtype if subtype in _SUBTYPES else "/TrueType"), BaseFont=family(spec.get("/BaseFont")))
    codes = sorted(code[0] for code in masked.shown())
    if "/Widths" in spec or masked.added:
        first, last = (codes[0], codes[-1]) if codes else (0, 0)
        shown = masked.shown()
        made["/FirstChar"], made["/LastChar"] = first, last
        made["/Widths"] = Array(
            [rounded(_simple_width(masked, bytes([code]))) if bytes([code]) in shown else 0 for code in range(first, last + 1)]
        )
    encoding = _encoding(masked, spec.get("/Encoding"))
    if encoding is not None:
        made["/Encoding"] = encoding
    descriptor = spec.get("/FontDescriptor")
    if descriptor is not None:
        kept, added = {code[0] for code in masked.kept}, {code[0]: width for code, (_, width) in masked.added.items()}
        program = _program(descriptor, kept, added, None, simple=True)
        made["/FontDescriptor"] = descriptor_of(pdf, descriptor, program)
    return made


def _simple_width(masked: MaskedFont, code: bytes) -> float:
    return masked.added[code][1] if code in masked.added else masked.width(code)


def _encoding(masked: MaskedFont, given: Any) -> Any:
    from pikepdf import Array, Dictionary, Name

    if given is None or isinstance(given, Name):
        return None if given is None else name_of(given, "/WinAnsiEncoding")
    made = Dictionary()
    base = given.get("/BaseEncoding")
    if base is not None:
        made["/BaseEncoding"] = name_of(base, "/WinAnsiEncoding")
    kept = {code[0] for code in masked.kept}
    named: list[Any] = []
    for code, name in differences(given):
        if code in kept:
            named += [code, name_of(name, "/.notdef")]
    made["/Differences"] = Array(named)
    return made


def _program(
    descriptor: Any, codes: set[int], added: Mapping[int, float], to_gid: dict[int, int] | None, *, simple: bool = False
) -> Program | None:
    """What is embedded of a font's program; None where it has none, or none that can be cut down."""
    import pikepdf

    def gids(font: Any, wanted: Iterable[int]) -> set[int]:
        return _simple_gids(font, wanted) if simple else {(to_gid or {}).get(cid, cid) for cid in wanted}

    try:
        if "/FontFile2" in descriptor:
            cut = without_others_truetype(bytes(descriptor.FontFile2.read_bytes()), codes, gids, added)
            return Program("/FontFile2", cut[0], boxes=cut[1]) if cut else None
        if "/FontFile3" in descriptor and not simple and str(descriptor.FontFile3.get("/Subtype")) in ("/CIDFontType0C", "/OpenType"):
            data = without_others_cff(bytes(descriptor.FontFile3.read_bytes()), codes, added)
            return Program("/FontFile3", data, "/CIDFontType0C") if data else None
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
