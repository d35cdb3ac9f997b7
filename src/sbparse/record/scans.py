"""Pages that are pictures, read where the extra ``ocr`` is installed; text pages of the same file stay the engine's.

Applicants merge everything into one PDF: behind a record with text stand dozens of scanned contracts, each of which would take seconds. So
pictures are read only where the text leaves something to be found: no record, or one of which pages may be missing.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

from sbparse.errors import NoRecordError, UnreadableRecordError, UnusableFileError
from sbparse.messages import message
from sbparse.ocr.engine import installed
from sbparse.page.model import Page
from sbparse.record.decoding import is_undecodable
from sbparse.record.layouts import LAYOUTS
from sbparse.record.read import ReadRecord
from sbparse.record.tablehead import header_texts
from sbparse.values.text import fold

if TYPE_CHECKING:
    from sbparse.ocr.engine import TextEngine
    from sbparse.page.pdfium import Document

SCANNED: Final = 0.3
"""A page without text whose images cover more than this share of it is a scan."""

STRAY: Final = 40
"""A scan may bear this many characters of its own: a program's stamp, a page number."""

_SENTENCES: Final = (
    "养老保险累计实际缴费年限",
    "医疗保险累计实际缴费年限",
    "本市补填记录缴费年限",
    "农转非年限",
    "2010年前外省转入补填记录缴费年限",
    "养老保险个人账户本息合计金额",
    "社会保险基金管理中心",
    "社会保险事业管理中心",
)
"""Words of the form's sentences, and the end of every office's name."""


@cache
def printed_texts() -> frozenset[str]:
    """Folded texts that copies of the form bear: titles, labels, captions, headers, words of its sentences."""
    texts = {*_SENTENCES}
    for layout in LAYOUTS:
        texts.update(layout.title, *layout.labels.values(), *layout.captions.values())
        texts.update(header_texts(layout.employments), header_texts(layout.contributions))
    return frozenset(fold(text) for text in texts)


def is_scan(page: Page) -> bool:
    """Whether a page's text is in its pictures, or cannot be decoded: then it is read as it looks."""
    return (page.pictures > SCANNED and len(page.chars) < STRAY) or is_undecodable(page.chars)


MOST: Final = 60
"""Scanned pages of a file that are read; each takes some seconds."""

Records: TypeAlias = tuple[list[ReadRecord], list[int]]


def read_with_scans(
    pages: Callable[[], Iterator[Page]], read: Callable[[Iterable[Page]], Records], scans: "Scans", *, able: bool | None = None
) -> Records:
    """The records of a file by its text, and by its pictures where these may hold more.

    Args:
        pages: begins the file's pages anew.
        read: makes records of pages.
        scans: reads pictures.
        able: whether pictures can be read; by default whether the extra is installed.

    Raises:
        UnusableFileError: more pictures than :data:`MOST` would have to be read.
        NoRecordError, UnreadableRecordError: as ``read`` raises them.
    """
    pictures: list[int] = []

    def watched() -> Iterator[Page]:
        for page in pages():
            if is_scan(page):
                pictures.append(page.number)
            yield page

    try:
        by_text = read(watched())
    except (NoRecordError, UnreadableRecordError):
        if not pictures or not (installed() if able is None else able):
            raise
    else:
        if not pictures or all(map(_is_whole, by_text[0])) or not (installed() if able is None else able):
            return by_text
    if len(pictures) > MOST:
        raise UnusableFileError(message("ocr.error.too-many-scans", pages=len(pictures), limit=MOST), file=scans.file)
    return read(scans.read(pages()))


def _is_whole(read: ReadRecord) -> bool:
    """Whether a record's pages are numbered, and all there."""
    rule = "incomplete-pages"
    return rule not in read.record.not_run and all(finding.rule != rule for finding in read.record.findings)


class Scans:
    """Reads scanned pages of one file; models are loaded and the file opened for drawing when the first one is met.

    Args:
        data: the file's bytes.
        file: its name, for errors.
        engine: what reads pictures; the installed models by default.
    """

    def __init__(self, data: bytes, file: str, engine: "TextEngine | None" = None) -> None:
        self.file = file
        self._data = data
        self._engine = engine
        self._document: Document | None = None
        self._open = ExitStack()

    def __enter__(self) -> "Scans":
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def read(self, pages: Iterable[Page]) -> Iterator[Page]:
        """The pages, scans among them as read from their pictures."""
        for page in pages:
            yield self._read(page) if is_scan(page) else page

    def _read(self, page: Page) -> Page:
        from sbparse.ocr.models import models
        from sbparse.ocr.scan import PIXELS, scanned_page
        from sbparse.page.pdfium import Document

        if self._document is None:
            self._document = self._open.enter_context(Document(self._data, self.file))
        raster = self._document.raster(page.number - 1, PIXELS)
        return scanned_page(raster, page.number, self._engine or models(), printed_texts()) if raster else page
