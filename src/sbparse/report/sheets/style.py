"""What the sheets look like. Colours only repeat what a symbol or a word already says."""

from enum import Enum
from typing import Final, Literal, TypeAlias

from openpyxl.styles import Alignment, Border, Font, PatternFill
from openpyxl.styles import Side as Edge

# 微软雅黑: on every Windows with Chinese support and with every Office for Mac; elsewhere spreadsheets substitute their own Chinese font.
FONT_NAME: Final = "Microsoft YaHei"
FONT_SIZE: Final = 10
_GB2312: Final = 134


class Tone(Enum):
    """The fill of a cell and the kind of thing it stands for, as RGB."""

    HEADER = "D9E2EC"
    ERROR = "F8D7DA"
    WARNING = "FFF1CC"
    INFO = "E3EEF9"
    GOOD = "DDEFD9"
    TOTAL = "EEF0F2"
    RECORD = "BDD7EE"
    DECLARED = "D9CBEE"
    ONLY_RECORD = "FFD58A"
    ONLY_DECLARED = "F5B5B8"


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
