"""One pdfium function over many objects or glyphs: the loop runs in C, and what the function wrote is read at once.

A call from a loop in Python, with its result read after each, costs three times as much.
"""

import ctypes
from array import array
from collections import deque
from collections.abc import Callable, Sequence
from itertools import repeat
from struct import iter_unpack
from typing import Any, Final, Literal

from sbparse.page.native import Rect, pointer

SIZE = 4
"""Bytes of pdfium's ``float``, ``int`` and ``unsigned int``."""

_ROOM: Final = 2048
"""Boxes asked for at once; the glyphs of nearly any page."""


def rows(
    function: Callable[..., object], handles: Sequence[int], blank: Sequence[float], kind: Literal["f", "i", "I"], *, packed: bool = False
) -> list[tuple[float, ...]]:
    """What ``function`` tells about each handle, a row of numbers each.

    Args:
        function: writes the numbers of a handle through one pointer each, or with ``packed`` through one pointer to all.
        handles: its first argument, call by call.
        blank: the row of a handle about which the function tells nothing; as long as every row.
        kind: ``array`` type of the numbers.
    """
    width, count = len(blank), len(handles)
    scratch = array(kind, blank) * count
    start, _ = scratch.buffer_info()
    stride = SIZE * width
    pointers = (range(at, at + stride * count, stride) for at in range(start, start + (SIZE if packed else stride), SIZE))
    deque(map(function, handles, *pointers), maxlen=0)
    return list(iter_unpack(f"{width}{kind}", scratch))


class _Room:
    """Room for boxes with a ready pointer to each, which takes ``ctypes`` half the time that an address does."""

    def __init__(self) -> None:
        self.rects = (Rect * _ROOM)()
        self.pointers = [ctypes.byref(self.rects, at) for at in range(0, ctypes.sizeof(self.rects), ctypes.sizeof(Rect))]


_free: Final[list[_Room]] = []
"""Rooms that no thread uses at the moment."""


def boxes_of(lib: Any, text: int, glyphs: Sequence[int]) -> tuple[list[float], list[float], list[float], list[float]]:
    """Left, bottom, right and top of some glyphs of a text page in user space; all 0 for one that pdfium has no box of."""
    try:
        room = _free.pop()
    except IndexError:
        room = _Room()
    flat: list[float] = []
    asked = repeat(pointer(text))
    for start in range(0, len(glyphs), _ROOM):
        some = glyphs[start : start + _ROOM]
        ctypes.memset(room.rects, 0, ctypes.sizeof(Rect) * len(some))
        deque(map(lib.FPDFText_GetLooseCharBox, asked, some, room.pointers), maxlen=0)  # the hottest call of the reader
        flat += memoryview(room.rects).cast("B").cast("f")[: 4 * len(some)].tolist()
    _free.append(room)
    return flat[0::4], flat[3::4], flat[2::4], flat[1::4]
