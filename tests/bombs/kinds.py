"""What a bomb is, and deflated streams of any length that cost nothing to make."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

MEGABYTE: Final = 2**20


@dataclass(frozen=True, slots=True)
class Bomb:
    """A way to make a hostile file.

    Attributes:
        name: its name, and its file's.
        ending: the file's ending.
        make: the file's bytes, for a size.
        size: the size that hurts; what it counts is the maker's affair.
        small: a size of the same kind that a test can afford.
    """

    name: str
    ending: str
    make: Callable[[int], bytes]
    size: int
    small: int


def deflated(block: bytes, times: int, *, wrapped: bool = True) -> bytes:
    """``block`` so many times, deflated, without ever standing in memory: a deflated block is repeated byte by byte.

    Args:
        block: what is repeated; its Adler sum is taken over one run of it only, readers of PDF do not ask.
        times: how often.
        wrapped: with zlib's header, as PDF has it; raw as zip has it otherwise.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    raw = piece * times + packer.flush(zlib.Z_FINISH)
    return b"\x78\xda" + raw + zeros_sum(len(block) * times) if wrapped else raw


def zeros_sum(length: int) -> bytes:
    """The Adler sum of so many zero bytes."""
    return (((length % 65521) << 16) | 1).to_bytes(4, "big")
