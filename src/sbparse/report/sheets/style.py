"""What the sheets look like, in openpyxl's terms."""

from typing import Final, Literal, TypeAlias

from openpyxl.styles import Alignment, Border, Font, PatternFill
from openpyxl.styles import Side as Edge

from sbparse.report.sheets.palette import FONT_NAME, FONT_SIZE, Tone

_GB2312: Final = 134


def font(*, size: int = FONT_SIZE, bold: bool = False, quiet: bool = False) -> Font:
    """The report's font; ``quiet`` is grey, still dark enough for print."""
    return Font(name=FONT_NAME, size=size, bold=bold, charset=_GB2312, color="FF5F6B76" if quiet else "FF000000")


def fill(tone: Tone) -> PatternFill:
    return PatternFill("solid", start_color=f"FF{tone.value}", end_color=f"FF{tone.value}")


_LINE: Final = Edge(style="thin", color="FFB8C0C8")
BOX: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
BODY: Final = font()
BOLD: Final = font(bold=True)
QUIET: Final = font(quiet=True)
LINK: Final = Font(name=FONT_NAME, size=FONT_SIZE, charset=_GB2312, color="FF0F5494", underline="single")
Side: TypeAlias = Literal["left", "centre", "right"]
ALIGNMENTS: Final[dict[Side, Alignment]] = {
    "left": Alignment(horizontal="left", vertical="center", wrap_text=True),
    "centre": Alignment(horizontal="center", vertical="center", wrap_text=True),
    "right": Alignment(horizontal="right", vertical="center"),
}
