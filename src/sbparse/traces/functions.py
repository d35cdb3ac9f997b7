"""The functions of pdfium that the traces ask for beyond those that reading takes (``page.native``)."""

from ctypes import c_char_p, c_float, c_int, c_uint, c_ulong, c_void_p
from functools import cache
from typing import Any, Final

from sbparse.page.native import Pdfium, also, pdfium

_V: Final = c_void_p
_PROTOTYPES: Final[dict[str, tuple[Any, tuple[Any, ...] | None]]] = {
    "FPDFPage_CountObjects": (c_int, (_V,)),
    "FPDFPage_GetObject": (_V, (_V, c_int)),
    "FPDFFormObj_CountObjects": (c_int, (_V,)),
    "FPDFFormObj_GetObject": (_V, (_V, c_ulong)),
    "FPDFPageObj_GetType": (c_int, (_V,)),
    "FPDFPageObj_GetMatrix": (c_int, (_V, _V)),
    "FPDFPageObj_GetBounds": (c_int, (_V, _V, _V, _V, _V)),
    "FPDFPageObj_GetFillColor": (c_int, (_V, _V, _V, _V, _V)),
    "FPDFPageObj_HasTransparency": (c_int, (_V,)),
    "FPDFPageObj_GetClipPath": (_V, (_V,)),
    "FPDFClipPath_CountPaths": (c_int, (_V,)),
    "FPDFClipPath_CountPathSegments": (c_int, (_V, c_int)),
    "FPDFClipPath_GetPathSegment": (_V, (_V, c_int, c_int)),
    "FPDFPath_GetDrawMode": (c_int, (_V, _V, _V)),
    "FPDFPath_CountSegments": (c_int, (_V,)),
    "FPDFPath_GetPathSegment": (_V, (_V, c_int)),
    "FPDFPathSegment_GetPoint": (c_int, (_V, _V, _V)),
    "FPDFPathSegment_GetType": (c_int, (_V,)),
    "FPDFTextObj_GetTextRenderMode": (c_int, (_V,)),
    "FPDFTextObj_GetFont": (_V, (_V,)),
    "FPDFFont_GetBaseFontName": (c_ulong, (_V, c_char_p, c_ulong)),
    "FPDFFont_GetIsEmbedded": (c_int, (_V,)),
    "FPDFText_GetMatrix": (c_int, (_V, c_int, _V)),
    "FPDFText_GetCharOrigin": (c_int, (_V, c_int, _V, _V)),
    "FPDFText_IsGenerated": (c_int, (_V, c_int)),
    "FPDFImageObj_GetRenderedBitmap": (_V, (_V, _V, _V)),
    "FPDFBitmap_GetBuffer": (_V, (_V,)),
    "FPDFBitmap_GetWidth": (c_int, (_V,)),
    "FPDFBitmap_GetHeight": (c_int, (_V,)),
    "FPDFBitmap_GetStride": (c_int, (_V,)),
    "FPDFBitmap_GetFormat": (c_int, (_V,)),
    "FPDFBitmap_Destroy": (None, (_V,)),
    "FPDFBitmap_CreateEx": (_V, (c_int, c_int, c_int, _V, c_int)),
    "FPDFBitmap_FillRect": (None, (_V, c_int, c_int, c_int, c_int, c_ulong)),
    "FPDF_RenderPageBitmap": (None, (_V, _V, c_int, c_int, c_int, c_int, c_int, c_int)),
    "FPDFPage_GetAnnotCount": (c_int, (_V,)),
    "FPDFPage_GetAnnot": (_V, (_V, c_int)),
    "FPDFPage_CloseAnnot": (None, (_V,)),
    "FPDFAnnot_GetSubtype": (c_int, (_V,)),
    "FPDFAnnot_GetRect": (c_int, (_V, _V)),
    "FPDFAnnot_GetStringValue": (c_ulong, (_V, c_char_p, _V, c_ulong)),
}


@cache
def more() -> Pdfium:
    """The library with these functions."""
    pdfium()
    return also(_PROTOTYPES)


def numbers(kind: type[c_float] | type[c_uint] | type[c_int], count: int) -> tuple[Any, list[Any]]:
    """Room for some numbers, and the addresses to be given for it."""
    from ctypes import addressof, sizeof

    room = (kind * count)()
    return room, [addressof(room) + at * sizeof(kind) for at in range(count)]
