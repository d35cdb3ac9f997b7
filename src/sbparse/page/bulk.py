"""One pdfium function over many objects or glyphs: the loop runs in C, and what the function wrote is read at once.

A call from a loop in Python, with its result read after each, costs three times as much; one that is given addresses instead of ready
pointers, twice as much.
"""

import ctypes
from array import array
from collections import deque
from collections.abc import Callable, Sequence
from struct import iter_unpack, pack
from typing import Any, Final, Literal

from sbparse.page.native import pointer

SIZE: Final = 4
"""Bytes of pdfium's ``float``, ``int`` and ``unsigned int``."""

_NUMBERS: Final = 2048
"""Numbers that pdfium writes before they are read."""


class _Room:
    """Room for numbers, with a pointer to each."""

    def __init__(self) -> None:
        self.memory = (ctypes.c_char * (_NUMBERS * SIZE))()
        self.pointers = [ctypes.byref(self.memory, at) for at in range(0, ctypes.sizeof(self.memory), SIZE)]


_free: Final[list[_Room]] = []
"""Rooms that no thread uses at the moment; a thread takes one for as long as a function is asked."""


def rows(
    function: Callable[..., object], pointers: Sequence[Any], blank: Sequence[float], kind: Literal["f", "i", "I"], *, packed: bool = False
) -> list[tuple[float, ...]]:
    """What ``function`` tells about each object, a row of numbers each.

    Args:
        function: writes the numbers of an object through one pointer each, or with ``packed`` through one pointer to all.
        pointers: its first argument, call by call (``native.pointer``).
        blank: the row of an object about which the function tells nothing; as long as every row.
        kind: ``struct`` type of the numbers.
    """
    width = len(blank)
    return list(iter_unpack(f"{width}{kind}", _written(function, (pointers,), pack(f"{width}{kind}", *blank), packed=packed)))


def boxes_of(lib: Any, text: int, glyphs: Sequence[int]) -> tuple[list[float], list[float], list[float], list[float]]:
    """Left, bottom, right and top of some glyphs of a text page in user space; all 0 for one that pdfium has no box of."""
    written = _written(lib.FPDFText_GetLooseCharBox, ([pointer(text)] * len(glyphs), glyphs), bytes(4 * SIZE), packed=True)
    flat = array("f", written).tolist()
    return flat[0::4], flat[3::4], flat[2::4], flat[1::4]


def _written(function: Callable[..., object], arguments: tuple[Sequence[Any], ...], blank: bytes, *, packed: bool) -> bytearray:
    """What a function writes, call by call, where ``blank`` stands before."""
    try:
        room = _free.pop()
    except IndexError:
        room = _Room()
    written = bytearray()
    width = len(blank) // SIZE
    most = _NUMBERS // width
    for start in range(0, len(arguments[0]), most):
        some = [argument[start : start + most] for argument in arguments]
        size = len(some[0]) * len(blank)
        ctypes.memmove(room.memory, blank * len(some[0]), size)
        outs = (room.pointers[first::width] for first in range(1 if packed else width))
        deque(map(function, *some, *outs), maxlen=0)  # ends with the arguments, of which there are no more than pointers
        written += memoryview(room.memory).cast("B")[:size]
    _free.append(room)
    return written
