"""Which signatures a file carries, by pdfium and by its bytes: no extra, no cryptography, about a tenth of a millisecond.

pdfium lists the signature fields at the top of the form of the newest revision. A signature that a later revision took away, or whose field
lies deeper, is found by its ``/ByteRange``, which stands in plain bytes: it is filled in after everything else was written.
"""

import ctypes
import re
from collections.abc import Callable
from typing import Any, Final

from sbparse.page.native import pdfium
from sbparse.signing.model import Seal, SealedFile

MOST_SEALS: Final = 64
"""Signature fields and byte ranges that are looked at; a paper has one or two signatures."""

_MOST_BYTES: Final = 1 << 20  # a signature with a long chain and its revocation lists takes some 50 KB
_BYTE_RANGE: Final = re.compile(rb"/ByteRange\s*\[\s*(\d{1,9})\s+(\d{1,9})\s+(\d{1,9})\s+(\d{1,9})\s*\]")
_SUB_FILTER: Final = re.compile(rb"/SubFilter\s*/([\w.+-]{1,60})")
_AROUND: Final = 400  # bytes between the entries of a signature dictionary, its contents left out


def sealed_file(data: bytes) -> SealedFile | None:
    """The signatures of a file; None where pdfium cannot open it."""
    lib = pdfium()
    source = ctypes.c_char_p(data)
    handle = lib.FPDF_LoadMemDocument64(ctypes.cast(source, ctypes.c_void_p).value, len(data), None)
    if not handle:
        return None
    try:
        objects = [lib.FPDF_GetSignatureObject(handle, index) for index in range(min(MOST_SEALS, lib.FPDF_GetSignatureCount(handle)))]
        fields = [_seal(lib, each) for each in objects if each]
    finally:
        lib.FPDF_CloseDocument(handle)
    listed = [seal for seal in fields if seal.sub_filter or seal.byte_range or seal.contents]  # else a field still to be signed
    known = {seal.byte_range for seal in listed}
    others = [seal for seal in _unlisted(data) if seal.byte_range not in known]
    fitting = [seal for seal in others if _fits(data, seal.byte_range)]
    return SealedFile(len(data), (*listed, *fitting), len(others) - len(fitting))


def _seal(lib: Any, handle: int) -> Seal:
    numbers = lib.FPDFSignatureObj_GetByteRange(handle, None, 0)
    ranges = (ctypes.c_int * numbers)() if 0 < numbers <= MOST_SEALS else ()
    if ranges:
        lib.FPDFSignatureObj_GetByteRange(handle, ctypes.addressof(ranges), numbers)
    return Seal(
        sub_filter=_text(lib.FPDFSignatureObj_GetSubFilter, handle),
        byte_range=tuple(ranges),
        time=_text(lib.FPDFSignatureObj_GetTime, handle),
        contents=_bytes(lib.FPDFSignatureObj_GetContents, handle),
    )


def _bytes(call: Callable[..., int], handle: int) -> bytes:
    size = call(handle, None, 0)
    if not 0 < size <= _MOST_BYTES:
        return b""
    buffer = ctypes.create_string_buffer(size)
    call(handle, ctypes.addressof(buffer), size)
    return buffer.raw


def _text(call: Callable[..., int], handle: int) -> str | None:
    return _bytes(call, handle).rstrip(b"\0").decode("latin-1") or None


def _unlisted(data: bytes) -> list[Seal]:
    """Every byte range in the file, once, with the format named beside it."""
    found: dict[tuple[int, ...], Seal] = {}
    for match in _BYTE_RANGE.finditer(data):
        numbers = tuple(map(int, match.groups()))
        if numbers not in found:
            around = data[max(0, match.start() - _AROUND) : match.start()] + data[match.end() : match.end() + _AROUND]
            named = _SUB_FILTER.search(around)
            gap = data[numbers[1] + 1 : numbers[2] - 1] if numbers[2] - numbers[1] <= 2 * _MOST_BYTES else b""
            contents = _unhexed(gap)
            found[numbers] = Seal(sub_filter=named[1].decode() if named else None, byte_range=numbers, contents=contents, listed=False)
            if len(found) == MOST_SEALS:
                break
    return list(found.values())


def _fits(data: bytes, numbers: tuple[int, ...]) -> bool:
    """Whether a byte range was made for this file: from its first byte, around a string of hexadecimal digits."""
    start, length, behind, rest = numbers
    return (
        start == 0 and 0 < length < behind <= behind + rest <= len(data) and data[length : length + 1] + data[behind - 1 : behind] == b"<>"
    )


def _unhexed(text: bytes) -> bytes:
    try:
        return bytes.fromhex(text.decode("ascii"))
    except ValueError:
        return b""
