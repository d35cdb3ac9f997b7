"""Plain values and bytes, packed for the way between two processes.

JSON and not pickle: what comes back from a process that read a hostile file is data, whatever that file made of the process.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

Plain: TypeAlias = dict[str, Any]
"""What JSON can hold: texts, numbers, truth values, None, lists and objects of these."""

_SIZE: Final = 8  # bytes of a length


@dataclass(frozen=True, slots=True)
class Parcel:
    """Plain values, and the files or pictures that go with them."""

    values: Plain
    blobs: tuple[bytes, ...] = ()


class BrokenParcelError(ValueError):
    """The bytes are no parcel."""


def packed(values: Mapping[str, Any], blobs: Sequence[bytes] = ()) -> bytes:
    """The values, then each blob, behind their lengths."""
    head = json.dumps(values, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return b"".join(len(part).to_bytes(_SIZE, "big") + part for part in (head, *blobs))


def unpacked(data: bytes) -> Parcel:
    """The parcel that :func:`packed` made; BrokenParcelError for anything else."""
    parts: list[bytes] = []
    start = 0
    while start < len(data):
        size = int.from_bytes(data[start : start + _SIZE], "big")
        part = data[start + _SIZE : start + _SIZE + size]
        if len(part) != size:
            raise BrokenParcelError("cut short")
        parts.append(part)
        start += _SIZE + size
    try:
        values = json.loads(parts[0].decode("utf-8", "surrogatepass")) if parts else None
    except ValueError as error:
        raise BrokenParcelError("no JSON") from error
    if not isinstance(values, dict):
        raise BrokenParcelError("no values")
    return Parcel(values, tuple(parts[1:]))
