"""Font programs with all glyphs gone but those that the masked file still shows: a subset's glyphs spell out who it was made for."""

import logging
from collections.abc import Callable, Iterable, Mapping
from io import BytesIO
from typing import Any, Final

from sbparse.page.plumber import FAILURES

# What it finds odd about a font is nothing for whoever masks a file; a program that cannot be taken apart is left out.
logging.getLogger("fontTools").addHandler(logging.NullHandler())

LARGEST: Final = 32 * 2**20
"""Bytes of a font program that is looked at; a larger one is left out."""

_WINDOWS: Final = 3
_CODE_MAPS: Final = ((1, 0), (3, 0))
"""Maps of characters whose keys are a simple font's codes."""

_TABLES: Final = ("head", "hhea", "maxp", "hmtx", "loca", "glyf", "cvt ", "fpgm", "prep", "cmap", "OS/2", "post")

_THOUSANDTH: Final = [0.001, 0, 0, 0.001, 0, 0]
_UNSCALED: Final = [1, 0, 0, 1, 0, 0]
"""Matrices of a CFF program."""


def without_others_truetype(
    data: bytes, codes: Iterable[int], glyphs: Callable[[Any, Iterable[int]], set[int]], boxed: Mapping[int, float]
) -> tuple[bytes, dict[int, int]] | None:
    """A TrueType program with the outlines of a few glyphs, whose numbers stay, and boxes behind them; None where it cannot be taken apart.

    A box has ink, since pdfium takes two texts without any, one below the other, for one drawn twice; and no more than its width of it.

    Args:
        data: the program.
        codes: what is still shown, in the font's codes or CIDs.
        glyphs: makes glyph numbers of these, given the font.
        boxed: codes that shall show a box, with its width in thousandths of an em; the font's own maps of characters will lead to it.

    Returns:
        The program and the glyph number of each code's box.
    """
    from fontTools import subset
    from fontTools.ttLib import TTFont, TTLibError

    if len(data) > LARGEST:
        return None
    options = subset.Options(
        retain_gids=True, notdef_outline=False, hinting=True, legacy_cmap=True, symbol_cmap=True, name_IDs=[], glyph_names=False,
        recalc_bounds=False, recalc_timestamp=False, ignore_missing_glyphs=True, ignore_missing_unicodes=True, layout_features=[],
        drop_tables=[],
    )  # fmt: skip
    try:
        font = TTFont(BytesIO(data), lazy=False, recalcBBoxes=False, recalcTimestamp=False)
        for table in [tag for tag in font.keys() if tag not in _TABLES and tag != "GlyphOrder"]:  # noqa: SIM118 - no dict
            del font[table]
        wanted = {gid for gid in glyphs(font, codes) if 0 <= gid < font["maxp"].numGlyphs}
        subsetter = subset.Subsetter(options)
        subsetter.populate(gids=sorted(wanted))
        subsetter.subset(font)
        boxes = {code: _box_glyph(font, width, code) for code, width in sorted(boxed.items())}
        out = BytesIO()
        font.save(out, reorderTables=False)
    except (TTLibError, subset.Subsetter.SubsettingError, *FAILURES):
        return None
    return out.getvalue(), boxes


def _box_glyph(font: Any, width: float, code: int) -> int:
    """Put a box behind the glyphs of a TrueType font, or find the one of this width, and lead a code to it; gives back its number."""
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    em = font["head"].unitsPerEm
    name = f"box{round(width)}"
    if name not in font["glyf"].glyphs:
        across = round(em * width / 1000)
        left, right, top = across // 10, across * 9 // 10, em * 7 // 10
        pen = TTGlyphPen(None)
        pen.moveTo((left, 0))
        for corner in ((left, top), (right, top), (right, 0)):
            pen.lineTo(corner)
        pen.closePath()
        font["glyf"][name] = pen.glyph()
        font["glyf"][name].recalcBounds(font["glyf"])
        font["hmtx"][name] = (max(0, across), left)
    for table in font["cmap"].tables if "cmap" in font else ():
        if (table.platformID, table.platEncID) in _CODE_MAPS:
            table.cmap[(0xF000 if table.platformID == _WINDOWS else 0) + code] = name
    return int(font.getReverseGlyphMap(rebuild=True)[name])


def without_others_cff(data: bytes, cids: set[int], boxed: Mapping[int, float]) -> bytes | None:
    """The bare CFF program of a CID font, or that within an OpenType font, with the outlines of a few CIDs; None where it cannot be taken
    apart.

    The other glyphs become empty and get CIDs or names that mean nothing, since those of a subset tell the characters; some of them become
    boxes, for the CIDs in ``boxed``.
    """
    from fontTools.cffLib import CFFFontSet
    from fontTools.ttLib import TTFont, TTLibError

    if len(data) > LARGEST:
        return None
    try:
        fonts, shell = CFFFontSet(), TTFont()
        fonts.decompile(BytesIO(TTFont(BytesIO(data)).reader["CFF "] if data.startswith(b"OTTO") else data), shell)
        (name,) = fonts.fontNames
        fonts.desubroutinize()  # pieces of outlines that glyphs share would stay behind
        _emptied(fonts[name], cids, boxed, by_index=data.startswith(b"OTTO"))
        _scaled_once(fonts[name])
        fonts.fontNames = ["Masked"]
        fonts.strings.strings = []
        out = BytesIO()
        fonts.compile(out, shell)
    except (TTLibError, *FAILURES):
        return None
    return out.getvalue()


def _scaled_once(top: Any) -> None:
    """Keep the size of outlines that the whole font scales and its parts do not: a matrix that is the format's default is not written, and
    readers then take the parts' own for all."""
    if top.rawDict.get("FontMatrix") == _THOUSANDTH:
        for part in getattr(top, "FDArray", ()):
            if part.rawDict.get("FontMatrix") == _UNSCALED:
                part.FontMatrix = part.rawDict["FontMatrix"] = _THOUSANDTH


def _box_program(width: float | None) -> list[int | str]:
    if width is None:
        return ["endchar"]
    across = round(width * 0.8)
    return [round(width * 0.1), 0, "rmoveto", across, "hlineto", 700, "vlineto", -across, "hlineto", "endchar"]


def _emptied(top: Any, cids: set[int], boxed: Mapping[int, float], *, by_index: bool) -> None:
    """Leave the outlines of some CIDs and nothing that names the others.

    Within OpenType (``by_index``), and where the program knows no CIDs, producers write glyph numbers for CIDs, and readers take them so.
    """
    from fontTools.misc.psCharStrings import T2CharString

    strings = top.CharStrings
    by_cid = hasattr(top, "ROS")
    named = by_cid and not by_index
    shape = "cid{:05d}" if by_cid else "g{:05d}"
    kept = {shape.format(cid) for cid in cids}
    boxes = sorted(set(boxed) if by_cid else ())
    taken = {*cids, *boxes}
    spare = (number for number in range(65535, 0, -1) if number not in taken)
    numbers: dict[str, int] = {}
    for index, glyph in enumerate(top.charset):
        old = strings[glyph]
        old.decompile()
        if index == 0 or (glyph in kept if named else index in cids):
            name = glyph if named or index == 0 else shape.format(index)
        else:
            cid = boxes.pop() if boxes else next(spare)
            program = _box_program(boxed.get(cid))
            name = shape.format(cid)
            strings.charStringsIndex[index] = T2CharString(program=program, private=old.private, globalSubrs=strings.globalSubrs)
        numbers[name] = index
    top.charset = list(numbers)
    strings.charStrings = numbers
    for key in ("FullName", "FamilyName", "Notice", "Copyright", "Weight", "version", "UniqueID", "XUID"):
        top.rawDict.pop(key, None)
        top.__dict__.pop(key, None)
