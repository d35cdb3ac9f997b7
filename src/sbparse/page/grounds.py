"""What light text may stand on: painted areas, such as a table header's, on which white is meant to be read and is no watermark."""

from typing import Final

from sbparse.page.budget import Budget
from sbparse.page.paths import Shade
from sbparse.values.place import Box

CONTRAST: Final = 100
"""Light text is read where its darkest colour component lies this far (of 255) above that of what it stands on: white on the blue, green or
orange of a header, not on its grey or pastel, which a watermark crosses."""


class Grounds:
    """The areas painted so far. ``effort`` is what looking them up takes from."""

    def __init__(self, effort: Budget) -> None:
        self._effort = effort
        self._painted: list[tuple[Box, int]] = []

    def paint(self, box: Box, shade: Shade) -> None:
        if shade[0] <= 255 - CONTRAST:
            self._painted.append((box, shade[0]))

    def carry(self, box: Box, shade: Shade) -> bool:
        """Whether text with this box and shade stands out from what it stands on."""
        self._effort.spend(len(self._painted))
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        darkest = shade[0] - CONTRAST
        return any(dark <= darkest and g[0] <= x <= g[2] and g[1] <= y <= g[3] for g, dark in self._painted)
