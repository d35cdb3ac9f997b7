"""Pages that are pictures, read where the extra ``ocr`` is installed; text pages of the same file stay the engine's."""

from collections.abc import Iterator
from contextlib import ExitStack
from functools import cache
from typing import TYPE_CHECKING, Final

from sbparse.ocr.engine import installed
from sbparse.page.model import Page
from sbparse.record.layouts import LAYOUTS
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
    """Whether a page's text is in its pictures."""
    return page.pictures > SCANNED and len(page.chars) < STRAY


class Scans:
    """Reads scanned pages of one file; models are loaded and the file opened for drawing when the first one is met.

    Args:
        data: the file's bytes.
        file: its name, for errors.
        engine: what reads pictures; the installed models by default.
    """

    def __init__(self, data: bytes, file: str, engine: "TextEngine | None" = None) -> None:
        self._data = data
        self._file = file
        self._engine = engine
        self._document: Document | None = None
        self._open = ExitStack()

    def __enter__(self) -> "Scans":
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def read(self, pages: Iterator[Page]) -> Iterator[Page]:
        """The pages, scans among them as read from their pictures; as they are where the extra is not installed."""
        for page in pages:
            yield self._read(page) if is_scan(page) and (self._engine is not None or installed()) else page

    def _read(self, page: Page) -> Page:
        from sbparse.ocr.models import models
        from sbparse.ocr.scan import PIXELS, scanned_page
        from sbparse.page.pdfium import Document

        if self._document is None:
            self._document = self._open.enter_context(Document(self._data, self._file))
        raster = self._document.raster(page.number - 1, PIXELS)
        return scanned_page(raster, page.number, self._engine or models(), printed_texts()) if raster else page
