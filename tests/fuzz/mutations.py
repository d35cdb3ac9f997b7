"""Mutated PDFs: the same case number gives the same bytes on every machine.

Two kinds: of the file's bytes (flips, deletions, splices), which mostly break the file's structure; and of what the bytes mean (numbers,
operators and strings inside content streams and character maps, keys of dictionaries), which leave the structure whole and lead further
into the reader.
"""

import io
import random
import re
from collections.abc import Callable, Sequence
from typing import Final

import pikepdf

Random = random.Random

_TOKEN: Final = re.compile(rb"\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>|/?[^\s\[\]()<>/]+|\[|\]")
_OPERATORS: Final = (
    b"Tj",
    b"TJ",
    b"Tm",
    b"Td",
    b"Tf",
    b"BT",
    b"ET",
    b"q",
    b"Q",
    b"cm",
    b"re",
    b"f",
    b"S",
    b"l",
    b"m",
    b"Do",
    b"Tr",
    b"Tz",
    b"n",
    b"W",
)
_NUMBERS: Final = (b"0", b"-1", b"1e9", b"99999999999", b"0.00001", b"-32768", b"3.4e38", b"2147483648", b"nan", b"--5", b".")


def mutated(case: int, seeds: Sequence[bytes]) -> bytes:
    """The bytes of a case."""
    rng = Random(case)
    data = seeds[rng.randrange(len(seeds))]
    if rng.random() < 0.6:
        return _meaning(data, rng)
    for _ in range(rng.choice((1, 1, 2, 5, 20))):
        data = rng.choice(_BYTES)(data, rng, seeds)
    return data


def _flip(data: bytes, rng: Random, _: Sequence[bytes]) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 4, 64))):
        if changed:
            changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _delete(data: bytes, rng: Random, _: Sequence[bytes]) -> bytes:
    at, length = _stretch(data, rng)
    return data[:at] + data[at + length :]


def _double(data: bytes, rng: Random, _: Sequence[bytes]) -> bytes:
    at, length = _stretch(data, rng)
    return data[: at + length] + data[at:]


def _splice(data: bytes, rng: Random, seeds: Sequence[bytes]) -> bytes:
    other = seeds[rng.randrange(len(seeds))]
    at, length = _stretch(other, rng)
    place = rng.randrange(len(data) + 1)
    return data[:place] + other[at : at + length] + data[place + rng.choice((0, length)) :]


def _digits(data: bytes, rng: Random, _: Sequence[bytes]) -> bytes:
    """A number of the file's structure: a length, an offset, an object's number."""
    numbers = [match.span() for match in re.finditer(rb"\d+", data)]
    if not numbers:
        return data
    start, end = rng.choice(numbers)
    return data[:start] + rng.choice(_NUMBERS) + data[end:]


def _stretch(data: bytes, rng: Random) -> tuple[int, int]:
    at = rng.randrange(len(data) + 1)
    return at, rng.choice((1, 7, 100, 4000, max(1, len(data) - at)))


_BYTES: Final[tuple[Callable[[bytes, Random, Sequence[bytes]], bytes], ...]] = (_flip, _flip, _delete, _double, _splice, _digits)


def _meaning(data: bytes, rng: Random) -> bytes:
    """Some objects changed, the file written anew."""
    with pikepdf.open(io.BytesIO(data)) as document:
        for _ in range(rng.choice((1, 1, 2, 4))):
            number = rng.randrange(1, len(document.objects) + 1)
            whole = document.get_object(number, 0)
            if isinstance(whole, pikepdf.Stream) and rng.random() < 0.8:
                _stream(whole, rng)
            elif isinstance(whole, pikepdf.Dictionary | pikepdf.Stream):
                _dictionary(document, whole, rng)
        out = io.BytesIO()
        document.save(out, static_id=True, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()


def _stream(stream: pikepdf.Stream, rng: Random) -> None:
    try:
        content = stream.read_bytes()
    except pikepdf.PdfError:
        return
    if b"\x00" in content[:200]:  # a font or an image
        stream.write(_flip(content, rng, ()))
        return
    tokens = [match.span() for match in _TOKEN.finditer(content)]
    for start, end in sorted(rng.sample(tokens, min(len(tokens), rng.choice((1, 3, 30)))), reverse=True):
        content = content[:start] + _other(content[start:end], rng) + content[end:]
    stream.write(content)


def _other(token: bytes, rng: Random) -> bytes:
    if rng.random() < 0.1:
        return b""
    if re.fullmatch(rb"[-+.\d]+", token):
        return rng.choice((*_NUMBERS, b"%d" % rng.randint(-900, 900)))
    if token[:1] in (b"(", b"<"):
        return token[:1] + _flip(token[1:-1], rng, ()).translate(None, b"()<>\\") + token[-1:]
    return rng.choice(_OPERATORS) if token[:1] != b"/" else token + rng.choice((b"", b"0", b"x"))


def _dictionary(document: pikepdf.Pdf, target: pikepdf.Object, rng: Random) -> None:
    key = rng.choice([*sorted(target.keys()), "/New"])
    values: tuple[Callable[[], object], ...] = (
        lambda: rng.choice((0, -1, 10**9, 2**31)),
        lambda: pikepdf.Array([rng.randint(-(10**6), 10**6) for _ in range(rng.randrange(7))]),
        lambda: pikepdf.Name("/" + rng.choice(("Identity-H", "UniGB-UCS2-H", "Type0", "Type3", "Nothing", "XObject"))),
        pikepdf.Dictionary,
        lambda: document.get_object(rng.randrange(1, len(document.objects) + 1), 0),
    )
    try:
        if rng.random() < 0.3:
            del target[key]
        else:
            target[key] = rng.choice(values)()
    except (KeyError, TypeError, ValueError):
        return  # a key that pikepdf guards, such as a stream's length
