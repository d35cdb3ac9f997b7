"""pdfminer's graphics state with what it leaves out: alpha, and how dark a colour shows."""

from typing import Final

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfinterp import PDFGraphicState

from sbparse.page.paths import Shade

INITIAL: Final = "initial"
"""A space's first colour, which is black in all; like a pattern's name it has no shade of its own."""


class Ink(PDFGraphicState):
    """The graphics state with what pdfminer leaves out.

    Attributes:
        fill_alpha, stroke_alpha: opacity, 0 to 1; group_alpha: that of the transparency groups around.
    """

    def __init__(self) -> None:
        super().__init__()
        self.linewidth = 1.0
        self.fill_alpha = self.stroke_alpha = self.group_alpha = 1.0

    def copy(self) -> "Ink":
        other = Ink()
        other.__dict__.update(self.__dict__)
        return other

    def shade(self, *, stroke: bool) -> Shade:
        """How dark a stroke or a fill shows. A colour that only its space could tell counts as black: it is read, never set aside."""
        colour, space = (self.scolor, self.scs) if stroke else (self.ncolor, self.ncs)
        alpha = self.group_alpha * (self.stroke_alpha if stroke else self.fill_alpha)
        levels = [255 * (1 - (1 - min(1.0, max(0.0, level))) * alpha) for level in _levels(colour, space)]
        return (int(min(levels)), int(max(levels)))


def _levels(colour: object, space: PDFColorSpace) -> tuple[float, ...]:
    """Brightness of a colour's components, 0 to 1."""
    parts = colour if isinstance(colour, tuple) else (colour,)
    numbers = [part for part in parts if isinstance(part, int | float)]
    if len(numbers) < len(parts) or space.name == "Indexed":
        return (0.0,)
    if space.name in ("Separation", "DeviceN"):  # tints: 1 is full ink
        return (1.0 - max(numbers),)
    if space.name == "Lab":
        return (numbers[0] / 100,)
    if len(numbers) == 4:
        return tuple(1.0 - min(1.0, ink + numbers[3]) for ink in numbers[:3])
    return tuple(numbers)
