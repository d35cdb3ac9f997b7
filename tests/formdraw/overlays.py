"""What lies over or around the form: watermarks across the cells, and a browser's own header and footer lines."""

import math
from datetime import date, timedelta
from typing import Final

from formdraw.faces import Width, text_width
from formdraw.forms import WATERMARK
from formdraw.marks import BLACK, Colour, Mark, Text
from formdraw.style import Style

PALE: Final[Colour] = (0.78, 0.78, 0.78)
PALER: Final[Colour] = (0.84, 0.84, 0.84)
TILT: Final = 28.0
ADDRESS: Final = "https://fuwu.rsj.beijing.gov.cn/bjdkhy/ggfw/quanyi"
SITE: Final = "北京市社会保险网上服务平台"


def watermark(width: float, height: float, style: Style, measure: Width) -> list[Mark]:
    """Watermark texts over the whole page; those that tilt at 28 degrees, or lie flat in light grey."""
    if style.watermark == "none":
        return []
    if style.watermark == "horizontal":
        size, step = 15.0, 87.0
        starts = (width * 0.05, width * 0.53)
        return [Text(x, 95 + n * step, WATERMARK, size, PALER) for n in range(int((height - 150) / step)) for x in starts]
    size = 20.0
    colour, alpha = (PALE, 1.0) if style.watermark == "diagonal" else (BLACK, 0.12)
    reach = text_width(WATERMARK, size, measure) * math.cos(math.radians(TILT))
    rows, columns = (2, 2) if width > height else (4, 1)
    marks: list[Mark] = []
    for row in range(rows):
        for column in range(columns):
            x = width * (column + 0.5) / columns - reach / 2
            marks.append(Text(x, height * (row + 0.85) / rows, WATERMARK, size, colour, TILT, alpha))
    return marks


def browser_lines(width: float, height: float, day: date, number: int, count: int) -> list[Mark]:
    """The lines a browser prints at the edges. Its date is that of a later print of the page, not the record's."""
    size = 6.5
    printed = day + timedelta(days=1)
    return [
        Text(18, 18, f"{printed.year}/{printed.month}/{printed.day} 16:05", size),
        Text(width / 2 - 40, 18, SITE, size),
        Text(18, height - 12, ADDRESS, size),
        Text(width - 34, height - 12, f"{number}/{count}", size),
    ]
