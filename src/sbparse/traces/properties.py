"""``dates`` and ``producer``: what the file says of itself, in its document information and its XMP metadata.

Anybody can write anything there, and every program that saves a file anew may write something else; so only what cannot be explained by
saving, merging or printing again weighs.
"""

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final

from sbparse.errors import UnusableFileError
from sbparse.messages import message
from sbparse.page.native import pdfium
from sbparse.record.model import PrintBasis, RightsRecord
from sbparse.traces.model import Fact, Trace, Weight, fact, seen, unseen

DAYS: Final = 1
"""Days that a date in the file and one on the paper may lie apart: clocks without a time zone, prints around midnight."""

_BEIJING: Final = timezone(timedelta(hours=8))
_DATE: Final = re.compile(r"(?:D:)?(\d{4})(\d{2})(\d{2})(\d{2})?(\d{2})?(\d{2})?(?:(Z)|([+-])(\d{2})'?(\d{2})?'?)?", re.ASCII)
_XMP_DATE: Final = re.compile(rb"CreateDate(?:>|\s*=\s*[\"'])\s*(\d{4})-(\d{2})-(\d{2})")
_LONGEST: Final = 2000

_DRAWING: Final = ("photoshop", "illustrator", "coreldraw", "inkscape", "gimp", "affinity", "canva", "figma", "indesign", "美图")
_EDITING: Final = (
    "pdf-xchange editor", "pdfelement", "wondershare", "phantompdf", "foxit pdf editor", "foxit editor", "福昕高级pdf编辑器", "infix",
    "nitro", "sejda", "smallpdf", "ilovepdf", "pdfescape", "pdf24", "迅捷pdf", "万兴pdf", "pdfsam", "pdftk", "acrobat pro", "draw", "cpdf",
    "pypdf", "pikepdf", "qpdf", "mupdf", "pymupdf",
)  # fmt: skip
# Not among them: iText, PDFBox, FOP and their like, with which sites make the papers that they hand out.


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file says of itself; None where it does not. Days are Beijing's where a time zone is given."""

    created: datetime | None = None
    modified: datetime | None = None
    producer: str | None = None
    creator: str | None = None
    xmp_created: date | None = None


def properties_of(data: bytes, file: str) -> Properties:
    """A PDF's document information, and the XMP creation date where XMP is not compressed; UnusableFileError where it does not open."""
    lib = pdfium()
    buffer = (ctypes.c_char * len(data)).from_buffer_copy(data)
    handle = lib.FPDF_LoadMemDocument64(ctypes.addressof(buffer), len(data), None)
    if not handle:
        raise UnusableFileError(message("reading.damaged"), file=file)

    def text(name: bytes) -> str | None:
        size = min(lib.FPDF_GetMetaText(handle, name, None, 0), _LONGEST)
        room = ctypes.create_string_buffer(size + 2)
        lib.FPDF_GetMetaText(handle, name, ctypes.addressof(room), size)
        return room.raw[: max(0, size - 2)].decode("utf-16-le", "replace").strip() or None

    try:
        return Properties(moment(text(b"CreationDate")), moment(text(b"ModDate")), text(b"Producer"), text(b"Creator"), _xmp_created(data))
    finally:
        lib.FPDF_CloseDocument(handle)


def moment(raw: str | None) -> datetime | None:
    """A PDF date (ISO 32000-2, 7.9.4) without a zone: Beijing's time where an offset is given; None where it cannot be read."""
    match = _DATE.match(raw or "")
    if match is None:
        return None
    year, month, day = (int(match[i]) for i in (1, 2, 3))
    hour, minute, second = (int(match[i] or 0) for i in (4, 5, 6))
    try:
        at = datetime(year, month, day, hour, minute, second)
        if match[7]:
            return at.replace(tzinfo=UTC).astimezone(_BEIJING).replace(tzinfo=None)
        if match[8]:
            offset = timedelta(hours=int(match[9]), minutes=int(match[10] or 0))
            at = at.replace(tzinfo=timezone(offset if match[8] == "+" else -offset)).astimezone(_BEIJING).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None
    return at


def _xmp_created(data: bytes) -> date | None:
    """The newest revision's XMP creation date."""
    found = _XMP_DATE.findall(data)
    try:
        return date(*map(int, found[-1])) if found else None
    except ValueError:
        return None


def dates(own: Properties, records: Sequence[RightsRecord]) -> Trace:
    """Creation and modification dates against each other, the print and the newest paid month."""
    if own.created is None and own.modified is None:
        return unseen("dates", message("traces.unchecked.no-dates"))
    facts = [each for record in records for each in _against_record(own, record)]
    if own.created and own.modified:
        if (own.created - own.modified).days >= DAYS:
            facts.append(fact("modified-first", weight=Weight.MENTION, created=own.created, modified=own.modified))
        elif (own.modified - own.created) > timedelta(days=DAYS):
            facts.append(fact("saved-again", weight=Weight.MENTION, created=own.created, modified=own.modified))
    if own.created and own.xmp_created and abs((own.created.date() - own.xmp_created).days) > DAYS:
        facts.append(fact("two-dates", created=own.created.date(), xmp=own.xmp_created))
    printed = any(_printed(record) for record in records)
    return seen("dates", facts, () if printed else [message("traces.unchecked.no-printed-date")])


def _printed(record: RightsRecord) -> date | None:
    """The print date on the paper; that of the file itself cannot be held against the file."""
    dated = record.print_date
    return dated.day if dated and dated.basis in (PrintBasis.PRINTED, PrintBasis.QUERY_DATE) else None


def _against_record(own: Properties, record: RightsRecord) -> Iterator[Fact]:
    """A file made before its print, or before the newest month in it began, cannot have held what it holds now."""
    if own.created is None:
        return
    made, printed, paid = own.created.date(), _printed(record), record.last_paid
    if printed and (printed - made).days > DAYS:
        yield fact("made-before-print", record.origin, created=made, day=printed)
    elif paid and (date(paid.year, paid.month, 1) - made).days > DAYS:
        yield fact("made-before-month", record.origin, created=made, month=paid)
    elif printed and (made - printed).days > DAYS:
        yield fact("made-after-print", record.origin, weight=Weight.MENTION, created=made, day=printed)


def producer(own: Properties) -> Trace:
    """A program that draws or edits, rather than prints or fills in a form."""
    named = [text for text in (own.creator, own.producer) if text]
    if not named:
        return unseen("producer", message("traces.unchecked.no-producer"))
    lowered = " ".join(named).lower()
    facts: list[Fact] = []
    if any(name in lowered for name in _DRAWING):
        facts.append(fact("drawing-program", named=named))
    elif any(re.search(rf"(?<![a-z]){re.escape(name)}", lowered) for name in _EDITING):
        facts.append(fact("editing-program", weight=Weight.MENTION, named=named))
    return seen("producer", facts)
