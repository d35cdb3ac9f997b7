"""Hostile pages: paths, text, forms, fonts and pictures."""

from math import isqrt
from typing import Final

from bombs.kinds import MEGABYTE, Bomb, deflated
from bombs.pdf import paper, stream

FLATE: Final = b"/Filter /FlateDecode"
LARGE: Final = b"[0 0 14400 14400]"


def packed(content: bytes, **more: object) -> bytes:
    """A page whose content stream is deflated."""
    import zlib

    return paper(zlib.compress(content, 1), entries=FLATE, **more)  # type: ignore[arg-type]


def forms_doubling(depth: int, *, wide: int = 2) -> bytes:
    """Form XObjects that each draw the next one twice."""
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X %d 0 R >> >>"
    levels = {10 + at: stream(b"/X Do " * wide, form % (11 + at)) for at in range(depth)}
    last = stream(b"0 0 9 9 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
    return paper(b"/X Do", resources=b"/XObject << /X 10 0 R >>", others={**levels, 10 + depth: last})


def forms_wide(wide: int) -> bytes:
    """Seven levels of forms, each drawing the next so many times."""
    return forms_doubling(7, wide=wide)


def form_of_itself(times: int) -> bytes:
    """A form that draws itself so many times."""
    form = stream(b"/X Do " * times, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 10 0 R >> >>")
    return paper(b"/X Do", resources=b"/XObject << /X 10 0 R >>", others={10: form})


def form_many_times(times: int) -> bytes:
    """One form with 1,000 rectangles, drawn so many times."""
    form = stream(b"1 1 99 1 re f " * 1000, b"/Type /XObject /Subtype /Form /BBox [0 0 99 99]")
    return packed(b"/X Do " * times, resources=b"/XObject << /X 10 0 R >>", others={10: form})


def form_in_form_of_text(times: int) -> bytes:
    """One form with 1,000 characters, drawn so many times."""
    form = stream(b"BT /F0 6 Tf 9 9 Td (" + b"a" * 1000 + b") Tj ET", b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]")
    return packed(b"/X Do " * times, resources=b"/XObject << /X 10 0 R >>", others={10: form})


NUMBERS: Final = (b"3.4e38", b"1e400", b"nan", b"inf", b"-inf", b"99999999999999999999", b"-2147483648", b"0.000000000000000000001")


def coordinates(_: int) -> bytes:
    lines = [b"%b %b %b %b re f %b %b m %b %b l S" % (a, b, a, b, b, a, a, b) for a in NUMBERS for b in NUMBERS]
    texts = [b"BT /F0 %b Tf %b 0 0 %b %b %b Tm (12) Tj ET" % (a, b, a, b, a) for a in NUMBERS for b in NUMBERS]
    return paper(b"\n".join(lines + texts))


def digits(length: int) -> bytes:
    """Numbers of so many digits."""
    long = b"9" * length
    return packed(b"BT /F0 %b Tf %b.%b 10 Td (12) Tj ET %b 0 9 9 re f" % (long, long, long, long))


def box_huge(_: int) -> bytes:
    return paper(b"0 0 999999999 1 re f BT /F0 99999 Tf (12) Tj ET", box=b"[0 0 1000000000 1000000000]", page=b"/UserUnit 1000000")


def box_thin(_: int) -> bytes:
    return paper(b"BT /F0 9 Tf (12) Tj ET", box=b"[0 0 0.001 1000000]")


def paths(number: int) -> bytes:
    return packed(b"1 1 5 1 re f\n" * number)


def path_of_segments(number: int) -> bytes:
    return packed(b"0 0 m " + b"9 9 l 1 2 l " * (number // 2) + b"S")


def path_of_rectangles(number: int) -> bytes:
    """One path of so many thin rectangles, filled at once."""
    return packed(b"1 1 50 0.5 re " * number + b"f")


def lattice(number: int) -> bytes:
    """Short lines that all stay rulings of their own: as many upright as level ones, each crossing one."""
    side = isqrt(number // 2)
    step = 14000 / side
    out = []
    for row in range(side):
        for column in range(side):
            x, y = 100 + column * step, 100 + row * step
            out.append(b"%.1f %.1f %.1f 0.5 re f %.1f %.1f 0.5 %.1f re f" % (x, y, step * 0.6, x + 2, y - 2, step * 0.6))
    return packed(b"\n".join(out), box=LARGE)


def grid(number: int) -> bytes:
    """Whole rulings across a large page: n lines make n²/4 cells."""
    half = number // 2
    level = [b"0 %.2f 14400 0.2 re f" % (at * 14400 / half) for at in range(half)]
    upright = [b"%.2f 0 0.2 14400 re f" % (at * 14400 / half) for at in range(half)]
    return packed(b"\n".join(level + upright), box=LARGE)


def whiteout(number: int) -> bytes:
    """Black lines, then as many white boxes: each has to be held against all lines."""
    half = number // 2
    lines = [b"%.1f %.1f 8 0.5 re f" % (at % 1000 * 14, at // 1000 * 50) for at in range(half)]
    boxes = [b"%.1f %.1f 2 40 re f" % (at % 1000 * 14 + 9, at // 1000 * 50) for at in range(half)]
    return packed(b"\n".join([b"0 g", *lines, b"1 g", *boxes]), box=LARGE)


def dark_ground(number: int) -> bytes:
    """Dark boxes, then light texts, each to be looked for on every box."""
    half = number // 2
    boxes = [b"%.1f %.1f 8 8 re f" % (at % 1000 * 14, at // 1000 * 20) for at in range(half)]
    texts = [b"BT 14000 14000 Td (a) Tj ET"] * half
    return packed(b"\n".join([b"0 g /F0 6 Tf", *boxes, b"0.9 g", *texts]), box=LARGE)


def text_objects(number: int) -> bytes:
    return packed(b"/F0 1 Tf " + b"BT 9 9 Td (a) Tj ET\n" * number)


def text_scattered(number: int) -> bytes:
    """Characters as far as a page may hold, each at a place of its own."""
    rows = [b"BT %.1f %.1f Td (%d) Tj ET" % (at % 250 * 57, at // 250 * 60 + 20, at % 10) for at in range(number)]
    return packed(b"/F0 5 Tf " + b"\n".join(rows), box=LARGE)


def text_on_one_spot(number: int) -> bytes:
    return packed(b"BT /F0 6 Tf 9 9 Td " + b"(1) Tj -3.3 0 Td " * number + b"ET")


def text_in_one_string(number: int) -> bytes:
    return packed(b"BT /F0 6 Tf 9 9 Td (" + b"1" * number + b") Tj ET")


def font_without_map(_: int) -> bytes:
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /None /Encoding /Identity-H /DescendantFonts [7 0 R] >>"
    heir = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /None /CIDSystemInfo << /Registry (A) /Ordering (B) /Supplement 0 >> >>"
    shown = b"BT /F0 9 Tf 20 700 Td <" + b"4E004E8C4E09" * 300 + b"> Tj ET"
    return paper(shown, others={5: font, 7: heir})


def _mapped(cmap: bytes) -> bytes:
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /None /Encoding /Identity-H /DescendantFonts [7 0 R] /ToUnicode 8 0 R >>"
    heir = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /None /CIDSystemInfo << /Registry (A) /Ordering (B) /Supplement 0 >> >>"
    body = b"/CIDInit /ProcSet findresource begin begincmap " + cmap + b" endcmap end"
    shown = b"BT /F0 9 Tf 20 700 Td <0001000200034E00> Tj ET"
    import zlib

    return paper(shown, others={5: font, 7: heir, 8: stream(zlib.compress(body, 1), FLATE)})


def map_of_ranges(number: int) -> bytes:
    """A character map whose ranges each cover all codes."""
    return _mapped(b"%d beginbfrange " % number + b"<00000000> <FFFFFFFF> <4E00> " * number + b"endbfrange")


def map_of_long_texts(length: int) -> bytes:
    """A character map in which each code stands for so many characters."""
    return _mapped(b"1 beginbfrange <0001> <FFFF> <" + b"4E00" * length + b"> endbfrange")


def map_of_cids(number: int) -> bytes:
    """An encoding of its own whose ranges each cover all codes, and which uses itself."""
    body = b"/CIDInit begincmap %d begincidrange " % number + b"<00000000> <FFFFFFFF> 0 " * number + b"endcidrange endcmap"
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /None /Encoding 8 0 R /DescendantFonts [7 0 R] >>"
    heir = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /None /CIDSystemInfo << /Registry (A) /Ordering (B) /Supplement 0 >> >>"
    return paper(b"BT /F0 9 Tf <00010002> Tj ET", others={5: font, 7: heir, 8: stream(body, b"/Type /CMap /UseCMap 8 0 R")})


def widths(number: int) -> bytes:
    """A font with a table of widths over so many characters."""
    heir = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /None /DW 1000 /W [0 %d 500] >>" % number
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /None /Encoding /Identity-H /DescendantFonts [7 0 R] >>"
    return paper(b"BT /F0 9 Tf <00010002> Tj ET", others={5: font, 7: heir})


def differences(number: int) -> bytes:
    names = b" ".join(b"/uni%04X" % (at % 65536) for at in range(number))
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [0 %s] >> >>" % names
    return paper(b"BT /F0 9 Tf (abc) Tj ET", others={5: font})


def type3(depth: int) -> bytes:
    """A Type 3 font whose glyph shows a text in that same font."""
    glyph = b"1000 0 d0 " + b"BT /F0 1 Tf (aa) Tj ET " * 2
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << /a 7 0 R >> "
        b"/Encoding << /Differences [97 /a] >> /FirstChar 97 /LastChar 97 /Widths [1000] /Resources << /Font << /F0 5 0 R >> >> >>"
    )
    return paper(b"BT /F0 9 Tf 20 700 Td (%s) Tj ET" % (b"a" * depth), others={5: font, 7: stream(glyph)})


def font_broken(megabytes: int) -> bytes:
    """An embedded font file that is a large stream of zeros."""
    font = b"<< /Type /Font /Subtype /TrueType /BaseFont /AAAAAA+None /FontDescriptor 7 0 R >>"
    descriptor = b"<< /Type /FontDescriptor /FontName /AAAAAA+None /Flags 4 /FontFile2 8 0 R >>"
    file = stream(deflated(bytes(MEGABYTE), megabytes), FLATE)
    return paper(b"BT /F0 9 Tf (12) Tj ET", others={5: font, 7: descriptor, 8: file})


def _image(entries: bytes, data: bytes) -> bytes:
    image = stream(data, b"/Type /XObject /Subtype /Image /ColorSpace /DeviceRGB /BitsPerComponent 8 " + entries)
    shown = b"q 400 0 0 400 9 9 cm /I Do Q BT /F0 9 Tf 9 800 Td (12) Tj ET"
    return paper(shown, resources=b"/XObject << /I 10 0 R >>", others={10: image})


def image_huge(side: int) -> bytes:
    return _image(
        b"/Width %d /Height %d /Filter /FlateDecode" % (side, side), deflated(bytes(MEGABYTE), min(4096, side * side * 3 // MEGABYTE))
    )


def image_lie(side: int) -> bytes:
    return _image(b"/Width %d /Height %d" % (side, side), b"\0" * 30)


def image_fax(side: int) -> bytes:
    return _image(
        b"/Width %d /Height %d /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns %d /Rows %d >>" % (side, side, side, side), b"\0" * 30
    )


def images_many(number: int) -> bytes:
    """One picture of 2,000 × 2,000 shown so many times."""
    image = stream(
        deflated(bytes(MEGABYTE), 12),
        b"/Type /XObject /Subtype /Image /ColorSpace /DeviceRGB /BitsPerComponent 8 /Width 2000 /Height 2000 /Filter /FlateDecode",
    )
    return packed(b"q 9 0 0 9 9 9 cm /I Do Q " * number, resources=b"/XObject << /I 10 0 R >>", others={10: image})


def pattern_of_itself(_: int) -> bytes:
    entries = b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 0.001 /YStep 0.001 /Resources << /Pattern << /P 10 0 R >> >>"
    tile = stream(b"/Pattern cs /P scn 0 0 1 1 re f", entries)
    return paper(b"/Pattern cs /P scn 0 0 595 842 re f", resources=b"/Pattern << /P 10 0 R >>", others={10: tile})


def shading(size: int) -> bytes:
    """A shading by a sampled function of so many samples in each of four dimensions."""
    function = stream(
        b"\0" * 64, b"/FunctionType 0 /Domain [0 1 0 1 0 1 0 1] /Range [0 1] /Size [%d %d %d %d] /BitsPerSample 8" % ((size,) * 4)
    )
    shade = b"<< /ShadingType 1 /ColorSpace /DeviceGray /Function 11 0 R >>"
    return paper(b"/S sh", resources=b"/Shading << /S 10 0 R >>", others={10: shade, 11: function})


def states(number: int) -> bytes:
    return packed(b"q 1 0 0 1 1 1 cm 0 0 9 9 re W n " * number)


def masks_nested(depth: int) -> bytes:
    """Graphics states whose soft mask draws with the next one."""
    group = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Group << /S /Transparency >> /Resources << /ExtGState << /G %d 0 R >> >>"
    others = {}
    for at in range(depth):
        others[10 + 2 * at] = b"<< /SMask << /S /Alpha /G %d 0 R >> >>" % (11 + 2 * at)
        others[11 + 2 * at] = stream(b"/G gs 0 0 595 842 re f", group % (10 + 2 * ((at + 1) % depth)))
    return paper(b"/G gs 0 0 595 842 re f", resources=b"/ExtGState << /G 10 0 R >>", others=others)


DRAWINGS: Final = (
    Bomb("forms-doubling", "pdf", forms_doubling, 40, 12),
    Bomb("forms-wide", "pdf", forms_wide, 20, 3),
    Bomb("form-of-itself", "pdf", form_of_itself, 2, 1),
    Bomb("form-many-times", "pdf", form_many_times, 1_000_000, 20),
    Bomb("form-of-text", "pdf", form_in_form_of_text, 1_000_000, 60),
    Bomb("coordinates", "pdf", coordinates, 0, 0),
    Bomb("digits", "pdf", digits, 10_000_000, 5000),
    Bomb("box-huge", "pdf", box_huge, 0, 0),
    Bomb("box-thin", "pdf", box_thin, 0, 0),
    Bomb("paths-million", "pdf", paths, 1_000_000, 10_000),
    Bomb("path-of-segments", "pdf", path_of_segments, 5_000_000, 5000),
    Bomb("path-of-rectangles", "pdf", path_of_rectangles, 1_000_000, 1000),
    Bomb("lattice", "pdf", lattice, 99_000, 2000),
    Bomb("grid", "pdf", grid, 9000, 200),
    Bomb("whiteout", "pdf", whiteout, 99_000, 1000),
    Bomb("dark-ground", "pdf", dark_ground, 90_000, 1000),
    Bomb("text-million", "pdf", text_objects, 1_000_000, 5000),
    Bomb("text-scattered", "pdf", text_scattered, 16_000, 1000),
    Bomb("text-on-one-spot", "pdf", text_on_one_spot, 49_000, 1000),
    Bomb("text-in-one-string", "pdf", text_in_one_string, 30_000_000, 50_001),
    Bomb("font-without-map", "pdf", font_without_map, 0, 0),
    Bomb("map-of-ranges", "pdf", map_of_ranges, 100_000, 3),
    Bomb("map-of-long-texts", "pdf", map_of_long_texts, 100_000, 20),
    Bomb("map-of-cids", "pdf", map_of_cids, 100_000, 3),
    Bomb("widths", "pdf", widths, 2**31 - 1, 70_000),
    Bomb("differences", "pdf", differences, 2_000_000, 300),
    Bomb("type3-of-itself", "pdf", type3, 1000, 10),
    Bomb("font-broken", "pdf", font_broken, 4096, 2),
    Bomb("image-huge", "pdf", image_huge, 100_000, 500),
    Bomb("image-lie", "pdf", image_lie, 2**31 - 1, 30_000),
    Bomb("image-fax", "pdf", image_fax, 60_000, 1000),
    Bomb("images-many", "pdf", images_many, 90_000, 50),
    Bomb("pattern-of-itself", "pdf", pattern_of_itself, 0, 0),
    Bomb("shading", "pdf", shading, 30_000, 4),
    Bomb("states", "pdf", states, 1_000_000, 1000),
    Bomb("masks-nested", "pdf", masks_nested, 1000, 5),
)
