"""The second engine: what pdfplumber reads with, pdfminer, → :class:`Page`.

The same page by other means than pdfium's, for a second opinion: text decoded by pdfminer's tables, boxes from the fonts' widths, lines
from the path operators. ``plumber_device`` says why it stands one layer below pdfplumber's own lists; ``plumber_fonts`` and
``plumber_streams`` what pdfminer gets wrong in silence and is kept from here. It takes some twenty times as long as the default engine.
"""

import logging
import struct
from itertools import chain
from math import isfinite
from typing import Final

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1
from pdfminer.psexceptions import PSException

from sbparse.errors import UnusableFileError
from sbparse.messages import Message, message
from sbparse.page.budget import TooMuch
from sbparse.page.model import Page
from sbparse.page.pdfium import MOST_GLYPHS
from sbparse.page.plumber_device import Interpreter, Recorder
from sbparse.page.plumber_fonts import Fonts
from sbparse.page.plumber_page import page_of
from sbparse.page.plumber_streams import opened
from sbparse.values.place import Box

FAILURES: Final = (
    PSException,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
)
"""What pdfminer meets damage with: it checks little, so that any of these may come out of a file that is not as it should be."""

_LETTER: Final[Box] = (0.0, 0.0, 612.0, 792.0)

# pdfminer warns of every oddity of a file; without a handler of the program's own Python would print that on stderr.
logging.getLogger("pdfminer").addHandler(logging.NullHandler())


class PlumberDocument:
    """An open PDF, with the interface of ``pdfium.Document``.

    Args:
        data: the file's bytes.
        file: its name, for errors.

    Raises:
        UnusableFileError: the file needs a password, is damaged, or asks for more work than any record takes.
    """

    def __init__(self, data: bytes, file: str) -> None:
        self.file = file
        try:
            self._document = opened(data)
            self._pages = list(PDFPage.create_pages(self._document))
        except (PDFPasswordIncorrect, PDFEncryptionError):
            raise self._error(message("reading.encrypted")) from None
        except (TooMuch, *FAILURES):
            raise self._error(message("reading.damaged")) from None
        self._fonts = Fonts()
        self.page_count = len(self._pages)

    def __enter__(self) -> "PlumberDocument":
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to close: pdfminer works on the bytes in memory."""

    def _error(self, what: Message) -> UnusableFileError:
        return UnusableFileError(what, file=self.file)

    def creation_date(self) -> str | None:
        """The raw ``CreationDate`` of the document information, such as ``D:20230426102200+08'00'``."""
        return _creation_date(self._document)

    def page(self, index: int) -> Page:
        """Page ``index`` (from 0); UnusableFileError where it is damaged or holds more than the limits of both engines."""
        page = self._pages[index]
        recorder = Recorder(self._fonts, MOST_GLYPHS)
        try:
            Interpreter(self._fonts, recorder).process_page(page)
            read = page_of(recorder.met, bounds_of(page), page.rotate // 90, index + 1)
        except TooMuch:
            raise self._error(message("reading.page-too-full", page=index + 1)) from None
        except FAILURES:
            raise self._error(message("reading.damaged-page", page=index + 1)) from None
        if not all(map(isfinite, chain(read.x0, read.top, read.x1, read.bottom))):
            raise self._error(message("reading.damaged-page", page=index + 1))
        return read


def _creation_date(document: PDFDocument) -> str | None:
    """From the newest of the trailers; pdfplumber's ``metadata`` gives the oldest."""
    raw = resolve1(document.info[0].get("CreationDate")) if document.info else None
    if not isinstance(raw, bytes):
        return None
    return raw.decode("utf-16" if raw.startswith((b"\xfe\xff", b"\xff\xfe")) else "latin-1", "replace") or None


def bounds_of(page: PDFPage) -> Box:
    """The visible box in user space: the CropBox within the MediaBox, as viewers have it."""
    media = _ordered(page.mediabox) or _LETTER
    crop = _ordered(page.cropbox) or media
    visible = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    return visible if visible[0] < visible[2] and visible[1] < visible[3] else media


def _ordered(box: Box) -> Box | None:
    """A box with its corners in order; None where it is empty."""
    x0, x1 = sorted((box[0], box[2]))
    y0, y1 = sorted((box[1], box[3]))
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None
