"""A masked file searched for anything of the original: by both engines, in every decompressed byte, and key by key.

It is another way to the file than the one that wrote it: it knows what must not be there and not where it might be.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from sbparse.errors import SbparseError
from sbparse.mask.secrets import Secrets, pairs
from sbparse.page.words import fold_each
from sbparse.record.document import Engine, open_document
from sbparse.record.reading import sheet_of
from sbparse.values.text import fold, plain

_KEYS: Final = frozenset(
    (
        "/Ascent", "/AvgWidth", "/BBox", "/BaseEncoding", "/BaseFont", "/BitsPerComponent", "/CIDSystemInfo", "/CIDToGIDMap", "/CapHeight",
        "/CharProcs", "/ColorSpace", "/Contents", "/Count", "/CreationDate", "/CropBox", "/DW", "/DecodeParms", "/DescendantFonts",
        "/Descent", "/Differences", "/Encoding", "/Filter", "/FirstChar", "/Flags", "/Font", "/FontBBox", "/FontDescriptor", "/FontFile2",
        "/FontFile3", "/FontMatrix", "/FontName", "/Height", "/ID", "/Im", "/Info", "/ItalicAngle", "/Kids", "/LastChar", "/Leading",
        "/Length", "/Length1", "/MaxWidth", "/MediaBox", "/MissingWidth", "/Ordering", "/Pages", "/Parent", "/Producer", "/Registry",
        "/Resources", "/Root", "/Rotate", "/Size", "/StemH", "/StemV", "/Subtype", "/Supplement", "/Title", "/ToUnicode", "/Type", "/W",
        "/Width", "/Widths", "/XHeight", "/XObject",
    )
)  # fmt: skip
"""Every key that a masked file is written with."""

_OWN_KEY: Final = re.compile(r"/(?:F|g)\d{1,5}")
_HEX: Final = re.compile(rb"<([0-9A-Fa-f]{2,})>")
_BLOCK: Final = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_BFCHAR: Final = re.compile(rb"<[0-9A-F]+> <([0-9A-F]+)>")
_ENCODINGS: Final = ("utf-8", "utf-16-be", "utf-16-le", "gb18030")
_LONG: Final = 3
"""Characters in a row that are looked for in the bytes of a font's program, where any two are there by chance."""


@dataclass(frozen=True, slots=True)
class Leak:
    """Something of the original: where it was found, and what, which no message tells."""

    where: str
    what: str


def leaks(data: bytes, secrets: Secrets, *, originals: Iterable[str] = ()) -> list[Leak]:
    """Everything of the original that is found in a masked file.

    Args:
        data: the masked file.
        secrets: what must not be found.
        originals: names of at least three characters to look for in the bytes of fonts too.
    """
    found = [Leak(engine, what) for engine in ("pdfium", "pdfplumber") for what in _in_text(data, engine, secrets)]
    found += _in_bytes(data, secrets, [text for text in originals if len(text) >= _LONG])
    return found


def _in_text(data: bytes, engine: Engine, secrets: Secrets) -> Iterator[str]:
    try:
        with open_document(data, "masked.pdf", engine) as document:
            pages = [document.page(index) for index in range(document.page_count)]
    except SbparseError:
        yield "unreadable"
        return
    for page in pages:
        lines = sheet_of(page).lines
        aside = [fold_each(each.text) for each in page.set_aside]
        for text in (*(line.folded for line in lines), *aside):
            yield from pairs(text) & secrets.telling_words
            yield from (number for number in secrets.telling_numbers if number in text)
            yield from (amount for amount in secrets.amounts if amount in text.replace(",", ""))


def _in_bytes(data: bytes, secrets: Secrets, originals: list[str]) -> Iterator[Leak]:
    import pikepdf

    if data.count(b"startxref") != 1 or b"/Prev" in data:
        yield Leak("revisions", "")
    needles = _needles(secrets)
    with pikepdf.open(BytesIO(data)) as pdf:
        for where, value in _values(pdf):
            if where == "key":
                if value.decode() not in _KEYS and not _OWN_KEY.fullmatch(value.decode()):
                    yield Leak("keys", value.decode())
            else:
                yield from (Leak(where, what) for what in _in_value(where, value, secrets, needles, originals))


def _needles(secrets: Secrets) -> list[tuple[str, bytes]]:
    words = [(word, word.encode(encoding)) for word in secrets.telling_words for encoding in _ENCODINGS if _can(word, encoding)]
    numbers = [
        (number, number.encode(encoding)) for number in secrets.telling_numbers for encoding in ("ascii", "utf-16-be") if number.isascii()
    ]
    return words + numbers


def _can(word: str, encoding: str) -> bool:
    try:
        return len(word.encode(encoding)) >= 4
    except UnicodeEncodeError:
        return False


def _in_value(where: str, value: bytes, secrets: Secrets, needles: list[tuple[str, bytes]], originals: list[str]) -> Iterator[str]:
    if where == "program":
        yield from (text for text in originals for encoding in _ENCODINGS if _can(text, encoding) and text.encode(encoding) in value)
        return
    if where == "map":
        texts = [bytes.fromhex(match[1].decode()) for block in _BLOCK.findall(value) for match in _BFCHAR.finditer(block)]
        named = {char for text in texts for char in text.decode("utf-16-be", "replace")}
        yield from (
            char for char in named if char >= "\u2e80" and not {char, plain(char)} & secrets.chars and not set(fold(char)) <= secrets.chars
        )
        return
    # Numbers in a content stream are coordinates: digits count in its strings alone.
    strings = [bytes.fromhex(match[1].decode()) for match in _HEX.finditer(value) if len(match[1]) % 2 == 0]
    for text in (*strings, *([value] if where != "content" else [])):
        yield from (what for what, needle in needles if needle in text)
    if where == "content":
        yield from (what for what, needle in needles if not what.isascii() and needle in value)


def _stays(char: str, secrets: Secrets) -> bool:
    """Whether a character, in whatever form a font names it, is on the page by right."""
    return bool({char, plain(char)} & secrets.chars) or set(fold(char)) <= secrets.chars


def _values(pdf: Any) -> Iterator[tuple[str, bytes]]:
    """Every key, name, string and stream of a file, with what kind of place it is."""
    import pikepdf

    kinds: dict[tuple[int, int], str] = {}
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary):
            for key, kind in (("/FontFile2", "program"), ("/FontFile3", "program"), ("/ToUnicode", "map"), ("/CIDToGIDMap", "program")):
                if isinstance(each.get(key), pikepdf.Stream):
                    kinds[each[key].objgen] = kind
    for each in [*pdf.objects, pdf.trailer]:
        yield from _walked(each, set())
        if isinstance(each, pikepdf.Stream):
            yield kinds.get(each.objgen, "content"), bytes(each.read_bytes())


def _walked(value: Any, seen: set[tuple[int, int]]) -> Iterator[tuple[str, bytes]]:
    """The keys, names and strings of a direct value; objects of their own are walked by themselves."""
    import pikepdf

    if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        for key, item in value.items():
            yield "key", key.encode()
            if not getattr(item, "is_indirect", False):
                yield from _walked(item, seen)
    elif isinstance(value, pikepdf.Array):
        for item in value:
            if not getattr(item, "is_indirect", False):
                yield from _walked(item, seen)
    elif isinstance(value, pikepdf.Name | pikepdf.String):
        yield "strings", bytes(value) if isinstance(value, pikepdf.String) else str(value).encode()
