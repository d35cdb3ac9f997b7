"""A file → its records: limits, engine, the PDF's own date, then :func:`sbparse.record.read.read_records`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal, Protocol, TypeAlias

from sbparse.errors import UnusableFileError
from sbparse.findings import Finding, Severity
from sbparse.messages import message
from sbparse.page.model import Page
from sbparse.policy.model import RuleSet
from sbparse.record.layouts import LAYOUTS, Layout
from sbparse.record.model import Extraction, RightsRecord
from sbparse.record.read import ReadRecord, read_records
from sbparse.record.scans import Scans, read_with_scans
from sbparse.signing import SignatureRuling, ruled, sealed_file
from sbparse.values.sizes import LARGEST_RECORD

Engine: TypeAlias = Literal["pdfium", "pdfplumber"]

MOST_BYTES: Final = LARGEST_RECORD

MOST_PAGES: Final = 2000

_BEIJING: Final = timezone(timedelta(hours=8))
_PDF_DATE: Final = re.compile(r"(?:D:)?(\d{4})(\d{2})(\d{2})(\d{2})?(\d{2})?(\d{2})?(?:(Z)|([+-])(\d{2})'?(\d{2})?'?)?")


def creation_day(raw: str | None) -> date | None:
    """The day of a PDF date such as ``D:20230426102200+08'00'``, in Beijing where an offset is given; None where it can't be read."""
    match = _PDF_DATE.match(raw or "")
    if match is None:
        return None
    try:
        at = datetime(*(int(match[i] or 0) for i in range(1, 7)))  # type: ignore[arg-type]
        if match[7]:
            at = at.replace(tzinfo=UTC)
        elif match[8]:
            offset = timedelta(hours=int(match[9]), minutes=int(match[10] or 0))
            at = at.replace(tzinfo=timezone(offset if match[8] == "+" else -offset))
    except ValueError:
        return None
    return at.astimezone(_BEIJING).date() if at.tzinfo else at.date()


def load(path: Path) -> bytes:
    """A file's bytes; UnusableFileError where it cannot be read, is no PDF, or is too large."""
    name = str(path)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UnusableFileError(message("reading.too-large", megabytes=MOST_BYTES // 2**20), file=name)
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnusableFileError(message("reading.no-file"), file=name) from None
    except OSError as error:
        raise UnusableFileError(message("reading.cannot-open", why=error.strerror or type(error).__name__), file=name) from None
    # Readers look for the header within the first kilobyte; some producers write a line before it.
    if b"%PDF-" not in data[:1024]:
        raise UnusableFileError(message("reading.not-pdf"), file=name)
    return data


class OpenDocument(Protocol):
    """What an engine's document can do; see ``page.pdfium.Document``."""

    page_count: int

    def __enter__(self) -> "OpenDocument": ...
    def __exit__(self, *_: object) -> None: ...
    def creation_date(self) -> str | None: ...
    def page(self, index: int) -> Page: ...


def open_document(data: bytes, file: str, engine: Engine = "pdfium") -> OpenDocument:
    """A PDF opened by an engine, to be closed by a ``with`` block; UnusableFileError where it can't be opened or has too many pages."""
    document: OpenDocument
    if engine == "pdfplumber":
        from sbparse.page.plumber import PlumberDocument

        document = PlumberDocument(data, file)
    else:
        from sbparse.page.pdfium import Document

        document = Document(data, file)
    if document.page_count > MOST_PAGES:
        document.__exit__()
        raise UnusableFileError(message("reading.too-many-pages", pages=document.page_count, limit=MOST_PAGES), file=file)
    return document


def read_bytes(
    data: bytes,
    file: str,
    *,
    engine: Engine = "pdfium",
    ruleset: RuleSet | None = None,
    layouts: Sequence[Layout] = LAYOUTS,
    keep_pages: bool = False,
    pictures: bool = True,
) -> tuple[Extraction, list[ReadRecord]]:
    """All records of a PDF given as bytes; with ``keep_pages`` also the pages each was read from (for coverage and debugging).

    Args:
        data: the file's bytes.
        file: its name, for errors.
        engine: which engine reads the pages.
        ruleset: rates, caps and payers for the integrity rules; the shipped ones by default.
        layouts: the layouts to try.
        keep_pages: whether to give the pages back too; else each is let go as soon as its record is read.
        pictures: whether pages may be read as they look, where the extra ``ocr`` is installed.

    Raises:
        UnusableFileError, NoRecordError, UnreadableRecordError: see CONTRACT section 4.
    """
    try:
        read, skipped, count = _read(data, file, engine, ruleset, layouts, keep_pages=keep_pages, pictures=pictures)
    except _GlyphsDropped as dropped:
        read, skipped, count = _read(data, file, "pdfplumber", ruleset, layouts, keep_pages=keep_pages, pictures=pictures)
        read = [replace(r, record=_read_again(r.record, dropped.page)) for r in read]
    sealed = sealed_file(data)
    signed, signatures = bool(sealed.seals) if sealed else None, ruled(data, sealed)
    read = [replace(r, record=_signed(r.record, signed, signatures)) for r in read]
    extraction = Extraction(file, sha256(data).hexdigest(), count, tuple(r.record for r in read), tuple(skipped))
    return extraction, read


class _GlyphsDropped(Exception):
    """The engine may have lost glyphs of a page, see ``Page.dropped``."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.number)
        self.page = page


def _read(
    data: bytes, file: str, engine: Engine, ruleset: RuleSet | None, layouts: Sequence[Layout], *, keep_pages: bool, pictures: bool
) -> tuple[list[ReadRecord], list[int], int]:
    with open_document(data, file, engine) as document:
        created = creation_day(document.creation_date())
        records = partial(read_records, file=file, layouts=layouts, created=created, ruleset=ruleset, keep_pages=keep_pages)
        with Scans(data, file) as scans:
            read, skipped = read_with_scans(lambda: _trusted(document), records, scans, able=None if pictures else False)
        return read, skipped, document.page_count


def _trusted(document: OpenDocument) -> Iterator[Page]:
    for index in range(document.page_count):
        page = document.page(index)
        if page.dropped:
            raise _GlyphsDropped(page)
        yield page


def _read_again(record: RightsRecord, page: Page) -> RightsRecord:
    """A record of the second engine, saying why it is that engine's. An information: the text that stands was read whole."""
    place = page.place((0.0, 0.0, page.width, page.height))
    what = message("reading.zero-glyphs", page=page.number)
    return replace(record, findings=(*record.findings, Finding(rule="unreadable-text", severity=Severity.INFO, message=what, where=place)))


def _signed(record: RightsRecord, signed: bool | None, signatures: SignatureRuling) -> RightsRecord:
    """A record with what the rules about its file's signatures say."""
    findings, not_run = (*record.findings, *signatures.findings), {**record.not_run, **signatures.not_run}
    return replace(record, signed=signed, findings=findings, not_run=not_run)
