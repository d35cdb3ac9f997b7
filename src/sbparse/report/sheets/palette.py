"""The colours and the font of all workbooks. Colours only repeat what a symbol or a word already says."""

from enum import Enum
from typing import Final

# 微软雅黑: on every Windows with Chinese support and with every Office for Mac; elsewhere spreadsheets substitute their own Chinese font.
FONT_NAME: Final = "Microsoft YaHei"
FONT_SIZE: Final = 10


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
