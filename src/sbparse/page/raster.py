"""A page drawn to pixels by the reader's own pdfium.

That one knows no fonts but a font of boxes (``page.native``), so only pages that are pictures come out as a viewer shows them; pictures for
people are made elsewhere (``report.picture``).
"""

import ctypes
from dataclasses import dataclass
from typing import Any, Final

from sbparse.page.native import Rect

_BGR: Final = 2
_WHITE: Final = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Raster:
    """A page's pixels.

    Attributes:
        width, height: in pixels.
        bgr: three bytes a pixel, blue first, by rows from the top, without padding.
        scale: pixels a point.
    """

    width: int
    height: int
    bgr: bytes
    scale: float


def raster(lib: Any, page: int, longest: int) -> Raster | None:
    """A page as displayed (after ``/Rotate``), ``longest`` pixels on its longer side; None where it has no extent."""
    around = Rect()
    lib.FPDF_GetPageBoundingBox(page, ctypes.addressof(around))
    wide, high = abs(around.right - around.left), abs(around.top - around.bottom)
    if lib.FPDFPage_GetRotation(page) % 2:
        wide, high = high, wide
    if not 0 < max(wide, high) < 1e7:
        return None
    scale = longest / max(wide, high)
    width, height = max(1, round(wide * scale)), max(1, round(high * scale))
    pixels = ctypes.create_string_buffer(3 * width * height)
    bitmap = lib.FPDFBitmap_CreateEx(width, height, _BGR, ctypes.addressof(pixels), 3 * width)
    if not bitmap:
        return None
    try:
        lib.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
        lib.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, 0)
    finally:
        lib.FPDFBitmap_Destroy(bitmap)
    return Raster(width, height, pixels.raw[: 3 * width * height], scale)
