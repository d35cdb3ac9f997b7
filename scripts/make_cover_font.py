"""Make ``src/sbparse/page/data/cover.ttf``: one box for every character of the Basic Multilingual Plane.

pdfium drops single-glyph text objects of fonts that are neither embedded nor installed (ENGINES, pitfall 1). Given this font as its only
system font it keeps them all, on every machine alike, and need not scan the installed fonts. Widths come from the PDF itself.
"""

import sys
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

EM = 1000
TARGET = Path(__file__).parents[1] / "src/sbparse/page/data/cover.ttf"


def box() -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((0, -120))
    pen.lineTo((0, 880))
    pen.lineTo((EM, 880))
    pen.lineTo((EM, -120))
    pen.closePath()
    return pen.glyph()


def main() -> None:
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder([".notdef", "box"])
    builder.setupCharacterMap({0x20: "box"})
    builder.setupGlyf({".notdef": box(), "box": box()})
    builder.setupHorizontalMetrics({".notdef": (EM, 0), "box": (EM, 0)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    # Declare the Simplified Chinese code page, so that pdfium's font mapper takes the font for GB character sets.
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120, ulCodePageRange1=(1 << 18) | 1)
    builder.setupNameTable({"familyName": "SbparseCover", "styleName": "Regular", "fullName": "SbparseCover", "psName": "SbparseCover"})
    builder.setupPost(keepGlyphNames=False)
    many_to_one = CmapSubtable.newSubtable(13)
    many_to_one.platformID, many_to_one.platEncID, many_to_one.language, many_to_one.reserved = 3, 10, 0, 0
    many_to_one.cmap = dict.fromkeys(range(0x20, 0xFFFE), "box")
    builder.font["cmap"].tables = [many_to_one]
    builder.font["head"].created = builder.font["head"].modified = 3_786_912_000  # a fixed day: the file is the same on every run
    builder.font.recalcTimestamp = False
    TARGET.parent.mkdir(exist_ok=True)
    builder.save(TARGET)
    sys.stdout.write(f"{TARGET} {TARGET.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
