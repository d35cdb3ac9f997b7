"""The fonts and their widths: what the layout measures with, and where the committed subsets lie."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase._cidfontdata import widthsByUnichar
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont

from formdraw.style import Style

FONTS: Final = Path(__file__).parents[2] / "fixtures" / "fonts"
FILES: Final = {"serif": FONTS / "NotoSerifSC-subset.ttf", "sans": FONTS / "NotoSansSC-subset.ttf"}
CID: Final = "STSong-Light"
LATIN: Final = "Helvetica"

Width = Callable[[str], float]
"""The advance of one character, in ems."""


_BEYOND: Final = re.compile("(<[0-9A-F]{2}>) <([0-9A-F]{5})>")
_as_made = ttfonts.makeToUnicodeCMap


def _to_unicode(name: str, subset: list[int]) -> str:
    """reportlab's map, with rare characters as surrogate pairs; it writes them as five digits, which no reader takes for what is meant."""
    return _BEYOND.sub(lambda m: f"{m[1]} <{chr(int(m[2], 16)).encode('utf-16-be').hex().upper()}>", _as_made(name, subset))


ttfonts.makeToUnicodeCMap = _to_unicode


@cache
def embedded(font: str) -> str:
    """Registers the embedded font with reportlab, once, and returns its name there."""
    name = f"formdraw-{font}"
    pdfmetrics.registerFont(TTFont(name, FILES[font]))
    return name


@cache
def cid() -> str:
    pdfmetrics.registerFont(UnicodeCIDFont(CID))
    return CID


@cache
def _latin_widths() -> dict[str, float]:
    return {chr(code): pdfmetrics.stringWidth(chr(code), LATIN, 1.0) for code in range(32, 127)}


@cache
def _widths(producer: str, font: str) -> dict[str, float]:
    if producer == "reportlab-cid":
        return {char: width / 1000 for char, width in widthsByUnichar[CID].items()}
    face = pdfmetrics.getFont(embedded(font)).face
    return {chr(code): width / 1000 for code, width in face.charWidths.items()}


def width_of(style: Style) -> Width:
    """The style's measure; characters that the font lacks count as one em.

    Without embedding, a character beyond the basic plane is shown as two codes of one em each, since the font's encoding is UCS-2.
    """
    widths = _widths(style.producer, style.font)
    if style.latin:
        widths = widths | _latin_widths()
    rare = 2.0 if style.producer == "reportlab-cid" else 1.0
    return lambda char: widths.get(char, 1.0) if char <= "\uffff" else rare


def text_width(text: str, size: float, measure: Width, spacing: float = 0.0) -> float:
    return sum(map(measure, text)) * size + spacing * max(0, len(text) - 1)
