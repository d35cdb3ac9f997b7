"""The few functions of pdfium that reading a page takes, bound directly to the library that the pypdfium2 wheel ships.

Why not pypdfium2's own bindings: importing all of them costs more than reading a record, and a call through them twice as much as one
through ``ctypes.PyDLL`` with plain addresses (ENGINES, sections 3 and 5). pdfium is not thread-safe: PyDLL keeps the interpreter lock for
each call, and one lock a document (``page.pdfium``) keeps documents apart; use processes for parallel work.
"""

import ctypes
import os
import sys
from collections.abc import Iterable, Mapping
from ctypes import POINTER, Structure, byref, c_char, c_char_p, c_double, c_float, c_int, c_size_t, c_uint, c_ulong, c_void_p
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

# Function: result type, argument types. Handles and buffers are plain addresses; a function without argument types is called for each
# glyph or object, with numbers and with pointers made by :func:`pointer` or ``byref``, which takes half the time. Where such a function
# writes what it tells, its result is not taken: what it did not write is as it was.
_PROTOTYPES: Final[dict[str, tuple[Any, tuple[Any, ...] | None]]] = {
    "FPDF_GetLastError": (c_ulong, ()),
    "FPDF_LoadMemDocument64": (c_void_p, (c_void_p, c_size_t, c_char_p)),
    "FPDF_CloseDocument": (None, (c_void_p,)),
    "FPDF_GetPageCount": (c_int, (c_void_p,)),
    "FPDF_GetMetaText": (c_ulong, (c_void_p, c_char_p, c_void_p, c_ulong)),
    "FPDF_GetSignatureCount": (c_int, (c_void_p,)),
    "FPDF_GetSignatureObject": (c_void_p, (c_void_p, c_int)),
    "FPDFSignatureObj_GetSubFilter": (c_ulong, (c_void_p, c_void_p, c_ulong)),
    "FPDFSignatureObj_GetByteRange": (c_ulong, (c_void_p, c_void_p, c_ulong)),
    "FPDFSignatureObj_GetContents": (c_ulong, (c_void_p, c_void_p, c_ulong)),
    "FPDFSignatureObj_GetTime": (c_ulong, (c_void_p, c_void_p, c_ulong)),
    "FPDF_LoadPage": (c_void_p, (c_void_p, c_int)),
    "FPDF_ClosePage": (None, (c_void_p,)),
    "FPDF_GetPageBoundingBox": (c_int, (c_void_p, c_void_p)),
    "FPDFPage_GetRotation": (c_int, (c_void_p,)),
    "FPDFPage_CountObjects": (c_int, (c_void_p,)),
    "FPDFPage_GetObject": (c_void_p, None),
    "FPDFFormObj_CountObjects": (c_int, (c_void_p,)),
    "FPDFFormObj_GetObject": (c_void_p, (c_void_p, c_ulong)),
    "FPDFPageObj_GetType": (c_int, None),
    "FPDFPageObj_GetMatrix": (None, None),
    "FPDFPageObj_GetBounds": (None, None),
    "FPDFPageObj_GetFillColor": (None, None),
    "FPDFPageObj_GetStrokeColor": (None, None),
    "FPDFPageObj_GetStrokeWidth": (None, None),
    "FPDFPath_GetDrawMode": (None, None),
    "FPDFPath_CountSegments": (c_int, None),
    "FPDFPath_GetPathSegment": (c_void_p, None),
    "FPDFPathSegment_GetPoint": (None, None),
    "FPDFPathSegment_GetType": (c_int, None),
    "FPDFPathSegment_GetClose": (c_int, None),
    "FPDFTextObj_GetTextRenderMode": (c_int, None),
    "FPDFText_LoadPage": (c_void_p, (c_void_p,)),
    "FPDFText_ClosePage": (None, (c_void_p,)),
    "FPDFText_CountChars": (c_int, (c_void_p,)),
    "FPDFText_GetText": (c_int, (c_void_p, c_int, c_int, c_void_p)),
    "FPDFText_GetUnicode": (c_uint, (c_void_p, c_int)),
    "FPDFText_IsHyphen": (c_int, (c_void_p, c_int)),
    "FPDFText_HasUnicodeMapError": (c_int, None),
    "FPDFText_GetLooseCharBox": (None, None),
    "FPDFText_GetTextObject": (c_void_p, (c_void_p, c_int)),
    "FPDFText_GetFontSize": (c_double, (c_void_p, c_int)),
    "FPDFBitmap_CreateEx": (c_void_p, (c_int, c_int, c_int, c_void_p, c_int)),
    "FPDFBitmap_FillRect": (None, (c_void_p, c_int, c_int, c_int, c_int, c_ulong)),
    "FPDFBitmap_Destroy": (None, (c_void_p,)),
    "FPDF_RenderPageBitmap": (None, (c_void_p, c_void_p, c_int, c_int, c_int, c_int, c_int, c_int)),
}


class _LibraryConfig(Structure):
    _fields_ = (
        ("version", c_int),
        ("user_font_paths", POINTER(c_char_p)),
        ("isolate", c_void_p),
        ("embedder_slot", c_uint),
        ("platform", c_void_p),
        ("renderer", c_int),
    )


class Rect(Structure):
    """pdfium's ``FS_RECTF``: PDF user space, y upwards."""

    _fields_ = (("left", c_float), ("top", c_float), ("right", c_float), ("bottom", c_float))


class Matrix(Structure):
    """pdfium's ``FS_MATRIX``."""

    _fields_ = tuple((name, c_float) for name in "abcdef")


def pointer(handle: int) -> Any:
    """A handle as an argument of a function without argument types."""
    return byref(c_char.from_address(handle))


def pointers(handles: Iterable[int]) -> list[Any]:
    """The same of many."""
    return list(map(byref, map(c_char.from_address, handles)))


class Pdfium:
    """The loaded library; its functions are attributes under their C names."""

    def __init__(self, library: Any, prototypes: Mapping[str, tuple[Any, tuple[Any, ...] | None]] = _PROTOTYPES) -> None:
        for name, (result, arguments) in prototypes.items():
            function = getattr(library, name)
            function.restype, function.argtypes = result, arguments
            setattr(self, name, function)

    def __getattr__(self, name: str) -> Any:  # told to the type checker; __init__ sets every attribute that exists
        raise AttributeError(name)


def _library_path() -> Path:
    spec = find_spec("pypdfium2_raw")
    if spec is None or spec.origin is None:
        raise ImportError("pypdfium2 is not installed")
    name = {"win32": "pdfium.dll", "darwin": "libpdfium.dylib"}.get(sys.platform, "libpdfium.so")
    return Path(spec.origin).parent / name


@cache
def pdfium() -> Pdfium:
    """The library, loaded and initialised once a process, with the cover font as its only system font.

    Where pypdfium2 was imported before, the library is already initialised with the machine's fonts and stays so; the reader then relies
    on its guard against dropped glyphs.
    """
    _foreign.append("pypdfium2" in sys.modules)
    library = ctypes.PyDLL(str(_library_path()))
    fonts = (c_char_p * 2)(os.fsencode(Path(__file__).with_name("data")), None)
    config = _LibraryConfig(version=2, user_font_paths=fonts)
    initialise = library.FPDF_InitLibraryWithConfig
    initialise.restype, initialise.argtypes = None, (c_void_p,)
    initialise(byref(config))
    _kept.append((fonts, config))
    return Pdfium(library)


def also(prototypes: Mapping[str, tuple[Any, tuple[Any, ...] | None]]) -> Pdfium:
    """More functions of the same library, for those who look at more of a file than reading does."""
    pdfium()
    return Pdfium(ctypes.PyDLL(str(_library_path())), prototypes)


def fonts_covered() -> bool:
    """Whether the library runs with the cover font alone, so that no glyph can be lost for want of a font."""
    pdfium()
    return not _foreign[0]


_foreign: Final[list[bool]] = []
_kept: Final[list[object]] = []  # pdfium keeps pointers into these for as long as the process lives
