"""A PDF opened with pdfminer, its streams bounded and whole.

pdfminer decodes whatever a file claims: a kilobyte may stand for a gigabyte, and of a stream that breaks off it hands on what it has, or
nothing, without a word. Here the first is refused and the second is an error, so that no text is lost in silence.
"""

import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any, Final

from pdfminer.ascii85 import ascii85decode, asciihexdecode
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfexceptions import PDFException, PDFNotImplementedError
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream, dict_value, int_value
from pdfminer.psparser import literal_name
from pdfminer.utils import apply_png_predictor

from sbparse.page.budget import Budget, TooMuch

LARGEST: Final = 64 * 2**20
"""Bytes that one stream may hold; a whole Chinese font takes some 20 MB."""

MOST_LINKS: Final = 16
"""References one behind the other before an object is met; producers write none."""

MOST_DECODED: Final = 512 * 2**20
"""Bytes that the streams of one file may hold together; two thousand pages of the form take some 200 MB."""


def _inflated(data: bytes) -> bytes:
    """Unlike pdfium and pdfminer this checks the checksum: a changed byte may be a changed digit."""
    if not data:  # producers declare a filter for nothing, too
        return b""
    engine = zlib.decompressobj()
    try:
        out = engine.decompress(data, LARGEST)
    except zlib.error as error:
        raise PDFException(str(error)) from error
    if engine.unconsumed_tail:
        raise TooMuch
    if not engine.eof:
        raise PDFException("a stream breaks off")
    return out


# Filters of text, fonts and tables. Images are not decoded; LZW and run lengths no producer of this century writes around text.
_FILTERS: Final[dict[str, Callable[[bytes], bytes]]] = {
    **dict.fromkeys(("FlateDecode", "Fl"), _inflated),
    **dict.fromkeys(("ASCII85Decode", "A85"), ascii85decode),
    **dict.fromkeys(("ASCIIHexDecode", "AHx"), asciihexdecode),
}


def _unpredicted(data: bytes, params: dict[str, Any]) -> bytes:
    predictor = int_value(params.get("Predictor", 1))
    if predictor == 1 or not data:
        return data
    colors, columns, bits = (int_value(params.get(*item)) for item in (("Colors", 1), ("Columns", 1), ("BitsPerComponent", 8)))
    if not 0 < colors * columns * bits <= 8 * len(data):
        raise PDFException("a predictor wider than its data")
    if predictor < 10:
        raise PDFNotImplementedError("a predictor of images")
    return apply_png_predictor(predictor, colors, columns, bits, data)


class Stream(PDFStream):
    """A stream that decodes wholly and within bounds, or not at all."""

    def __init__(self, stream: PDFStream, budget: Budget) -> None:
        super().__init__(stream.attrs, stream.rawdata or b"", stream.decipher)
        self._budget = budget

    def decode(self) -> None:
        data = self.rawdata or b""
        if self.decipher and self.objid is not None and self.genno is not None:
            data = self.decipher(self.objid, self.genno, data, self.attrs)
        for literal, params in self.get_filters():
            name = literal_name(literal)
            if name not in _FILTERS:
                raise PDFNotImplementedError(name)
            data = _unpredicted(_FILTERS[name](data), dict_value(params or {}))
        self._budget.spend(len(data))
        self.data, self.rawdata = data, None


class _Parser(PDFParser):
    def __init__(self, data: bytes) -> None:
        super().__init__(BytesIO(data))
        self._budget = Budget(MOST_DECODED)

    def push(self, *objs: tuple[int, Any]) -> None:
        """pdfminer makes its streams in here; each is replaced by a bounded one before anything decodes it."""
        super().push(*[(at, Stream(obj, self._budget) if type(obj) is PDFStream else obj) for at, obj in objs])


class _Document(PDFDocument):
    def getobj(self, objid: int) -> object:
        """An object that is a reference is what it leads to: pdfminer would follow two that lead to each other for ever."""
        found = super().getobj(objid)
        for _ in range(MOST_LINKS):
            if not isinstance(found, PDFObjRef):
                return found
            found = super().getobj(found.objid)
        raise TooMuch


def opened(data: bytes) -> PDFDocument:
    """The document, opened with the empty password.

    Raises:
        TooMuch: see the limits above.
        Exception: of whatever kind pdfminer meets a damaged file with; see ``plumber.FAILURES``.
    """
    return _Document(_Parser(data), password="")
