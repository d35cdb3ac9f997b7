"""Makes the committed fixtures of the form generator: the font subsets and the PDFs that a browser printed.

    python scripts/make_fixtures.py fonts      # needs fonts-noto-cjk (Debian) in /usr/share/fonts/opentype/noto
    python scripts/make_fixtures.py chromium   # needs /usr/bin/chromium

Both only when the generator's words or wording change; the results are committed, so that tests need neither.
"""

import json
import sys
from dataclasses import replace
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont, newTable

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from formdraw import draw_chromium, make_record  # noqa: E402
from formdraw.gallery import FORM_2026, NATIONAL  # noqa: E402
from formdraw.model import FormRecord  # noqa: E402
from formdraw.style import Style  # noqa: E402

FONTS = ROOT / "fixtures" / "fonts"
PRINTS = ROOT / "fixtures" / "chromium"
NOTO = Path("/usr/share/fonts/opentype/noto")
SOURCES = {"NotoSerifSC-subset.ttf": "NotoSerifCJK-Regular.ttc", "NotoSansSC-subset.ttf": "NotoSansCJK-Regular.ttc"}
SIMPLIFIED = 2  # the place of the SC font in the collections
TOLERANCE = 2.0  # units of 1000 an em, between cubic and quadratic curves


def characters() -> set[str]:
    """Every printable character in the generator's sources."""
    text = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests" / "formdraw").glob("*.py")))
    return {char for char in text if char.isprintable()} | {chr(code) for code in range(32, 127)} | set("０１２３４５６７８９")


def subset(source: Path, chars: set[str]) -> TTFont:
    """The simplified Chinese face of a Noto CJK collection, cut to the characters."""
    font = TTCollection(source).fonts[SIMPLIFIED]
    options = Options()
    options.layout_features = []
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    options.hinting = False
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "GSUB", "GPOS", "DSIG"]
    cutter = Subsetter(options)
    cutter.populate(unicodes=[ord(char) for char in chars])
    cutter.subset(font)
    return font


def quadratic(font: TTFont) -> TTFont:
    """CFF outlines as TrueType ones, which reportlab and fpdf2 can embed."""
    glyphs, order = font.getGlyphSet(), font.getGlyphOrder()
    glyf = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, TOLERANCE, reverse_direction=True))
        glyf.glyphs[name] = pen.glyph(dropImpliedOnCurves=True)
    font["loca"], font["glyf"] = newTable("loca"), glyf
    metrics = font["hmtx"].metrics
    for name in order:
        glyph = glyf.glyphs[name]
        glyph.recalcBounds(glyf)
        metrics[name] = (metrics[name][0], getattr(glyph, "xMin", 0))
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in ("maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements", "maxSizeOfInstructions"):
        setattr(maxp, field, 0)
    maxp.maxZones = 1
    maxp.numGlyphs = len(order)
    maxp.maxComponentElements = max((len(g.components) for g in glyf.glyphs.values() if g.isComposite()), default=0)
    font["post"].formatType = 3.0
    del font["CFF "]
    font.sfntVersion = "\000\001\000\000"
    return font


def make_fonts() -> None:
    FONTS.mkdir(parents=True, exist_ok=True)
    chars = characters()
    for name, source in SOURCES.items():
        font = quadratic(subset(NOTO / source, chars))
        missing = sorted(char for char in chars if ord(char) not in font.getBestCmap())
        font.save(FONTS / name)
        size = (FONTS / name).stat().st_size
        print(f"{name}: {size} bytes, {len(chars)} characters, missing: {''.join(missing) or 'none'}")  # noqa: T201


def browser_prints() -> list[tuple[FormRecord, Style]]:
    """What is printed by the browser: each with another layout, paging and trouble."""
    base = Style(name="browser-plain", font="sans")
    national = replace(NATIONAL, name="browser-national", rulings="long", watermark="diagonal", browser_lines=True)
    return [
        (make_record(101, jobs=2, years=6), base),
        (make_record(102, jobs=4, years=19, name_length=45), replace(base, name="browser-long-serif", font="serif", browser_lines=True)),
        (make_record(103, jobs=3, years=11), national),
        (make_record(104, jobs=2, years=8), replace(FORM_2026, name="browser-2026-alone", supplement_page=True, fill="light", font="sans")),
        (make_record(105, jobs=1, years=5), replace(base, name="browser-no-rules", rulings="none", repeat_table_header=False)),
        (make_record(106, jobs=2, years=3, monthly=True, rare="supplementary"), replace(base, name="browser-monthly-rare", header="ruled")),
    ]


def make_prints() -> None:
    PRINTS.mkdir(parents=True, exist_ok=True)
    for record, style in browser_prints():
        pdf = draw_chromium.build(record, style)
        truth = draw_chromium.truth_of(pdf, record, style)
        (PRINTS / f"{style.name}.pdf").write_bytes(pdf)
        (PRINTS / f"{style.name}.truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        print(f"{style.name}: {len(pdf)} bytes, {truth['pages']} pages")  # noqa: T201


def main(arguments: list[str]) -> int:
    makers = {"fonts": make_fonts, "chromium": make_prints}
    for name in arguments or list(makers):
        makers[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
