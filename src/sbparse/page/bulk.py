"""One pdfium function over many objects: the loop runs in C, and what the function wrote is read at once.

A call from a loop in Python, with its result read after each, costs three times as much.
"""

from array import array
from collections import deque
from collections.abc import Callable, Sequence
from struct import iter_unpack
from typing import Literal

SIZE = 4
"""Bytes of pdfium's ``float``, ``int`` and ``unsigned int``."""


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
