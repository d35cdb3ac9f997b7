"""The fonts and their widths: what the layout measures with, and where the committed subsets lie."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

from reportlab.pdfbase import pdfmetrics
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
    """The style's measure; characters that the font lacks count as one em."""
    widths = _widths(style.producer, style.font)
    if style.latin:
        widths = widths | _latin_widths()
    return lambda char: widths.get(char, 1.0)


def text_width(text: str, size: float, measure: Width, spacing: float = 0.0) -> float:
    return sum(map(measure, text)) * size + spacing * max(0, len(text) - 1)
