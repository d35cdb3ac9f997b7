"""Pixels: a page drawn in greys, and how opaque an image is where text lies under it."""

import ctypes
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sbparse.page.space import Frame
from sbparse.traces.canvas import Picture
from sbparse.traces.shapes import OPAQUE
from sbparse.values.place import Box

MOST_PIXELS: Final = 8_000_000
"""Pixels of a page's picture; an A4 page at two pixels a point has two million."""

SCALE: Final = 2.0
"""Pixels a point of a page's picture where nobody asks for more."""

_GREY, _BGRA = 1, 4
_WHITE: Final = 0xFFFFFFFF
_LARGEST: Final = 100_000.0
_SAMPLES: Final = ((0.5, 0.5), (0.3, 0.3), (0.7, 0.3), (0.3, 0.7), (0.7, 0.7))


def picture_of(functions: Any, page: int, frame: Frame, scale: float = SCALE) -> Picture | None:
    """The page as displayed, without annotations, at most ``scale`` pixels a point; None where it cannot be drawn."""
    width, height = frame.size
    if not (0 < width < _LARGEST and 0 < height < _LARGEST):
        return None
    scale = min(scale, (MOST_PIXELS / (width * height)) ** 0.5)
    across, down = math.ceil(width * scale), math.ceil(height * scale)
    bitmap = functions.FPDFBitmap_CreateEx(across, down, _GREY, None, 0)
    if not bitmap:
        return None
    try:
        functions.FPDFBitmap_FillRect(bitmap, 0, 0, across, down, _WHITE)
        functions.FPDF_RenderPageBitmap(bitmap, page, 0, 0, across, down, 0, 0)
        stride = functions.FPDFBitmap_GetStride(bitmap)
        pixels = ctypes.string_at(functions.FPDFBitmap_GetBuffer(bitmap), stride * down)
    finally:
        functions.FPDFBitmap_Destroy(bitmap)
    return Picture(tuple(pixels[row * stride : row * stride + across] for row in range(down)), across / width)


@dataclass(frozen=True, slots=True)
class Pixels:
    """An image as it is put on the page: its pixels, without those of the page; ``alpha`` False where all of them are opaque."""

    data: bytes
    width: int
    height: int
    stride: int
    alpha: bool

    def hides(self, box: Box, whole: Box, quarters: int) -> bool:
        """Whether it hides most of a box.

        Args:
            box: the box, and ``whole`` the image's own, as displayed.
            quarters: clockwise quarter turns that the viewer makes, which the pixels do not.
        """
        if not self.alpha:
            return True
        hidden = 0
        for across, down in _SAMPLES:
            u = (box[0] + across * (box[2] - box[0]) - whole[0]) / (whole[2] - whole[0])
            v = (box[1] + down * (box[3] - box[1]) - whole[1]) / (whole[3] - whole[1])
            x, y = ((u, v), (v, 1 - u), (1 - u, 1 - v), (1 - v, u))[quarters % 4]
            column, row = int(x * self.width), int(y * self.height)
            if 0 <= column < self.width and 0 <= row < self.height:
                hidden += self.data[row * self.stride + 4 * column + 3] >= OPAQUE
        return hidden > len(_SAMPLES) / 2


def pixels_of(functions: Any, document: int, page: int, image: int) -> Pixels | None:
    """An image's pixels with its mask, turned as it is put on the page; None where it cannot be drawn."""
    bitmap = functions.FPDFImageObj_GetRenderedBitmap(document, page, image)
    if not bitmap:
        return None
    try:
        width, height = functions.FPDFBitmap_GetWidth(bitmap), functions.FPDFBitmap_GetHeight(bitmap)
        stride, alpha = functions.FPDFBitmap_GetStride(bitmap), functions.FPDFBitmap_GetFormat(bitmap) == _BGRA
        return Pixels(ctypes.string_at(functions.FPDFBitmap_GetBuffer(bitmap), stride * height), width, height, stride, alpha)
    finally:
        functions.FPDFBitmap_Destroy(bitmap)


def hidden_by(pixels: Pixels | None, boxes: Sequence[tuple[int, Box]], whole: Box, quarters: int) -> list[int]:
    """The numbers of those boxes that an image hides."""
    return [number for number, box in boxes if pixels and pixels.hides(box, whole, quarters)]
