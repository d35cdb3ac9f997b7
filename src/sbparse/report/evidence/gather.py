"""A review and its PDFs → the pictures of its findings.

The PDFs are read once more, for where every number stands; a file that no longer holds the reviewed record gives no picture, so that none
can show another record's row.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sbparse.errors import SbparseError
from sbparse.findings import Finding
from sbparse.messages import Message, message
from sbparse.record.document import read_bytes
from sbparse.record.model import RightsRecord
from sbparse.record.read import ReadRecord
from sbparse.report.evidence.cover import Secrets, covered_boxes
from sbparse.report.evidence.crop import PagePicture, page_picture, piece
from sbparse.report.evidence.model import Evidence, Picture
from sbparse.report.picture import drawings
from sbparse.review.model import Review
from sbparse.values.place import Place

SCALE: Final = 2.0
"""Pixels a point: a row across an A4 page is about 1,600 pixels wide, sharp in print."""

MOST_BYTES: Final = 6 * 2**20
"""All pictures of a report together; base64 in a page makes a third more of it, and mail servers refuse attachments from 10 MB on."""


@dataclass(frozen=True, slots=True)
class _Sought:
    """A finding with a place, by its number, and the record it is in."""

    number: int
    finding: Finding
    record: int
    place: Place


@dataclass(frozen=True, slots=True)
class _Reading:
    """A record read again, with its file's bytes."""

    read: ReadRecord
    data: bytes
    file: str


def evidence_of(review: Review, files: Mapping[str, bytes], *, show_ids: bool = False) -> Evidence:
    """The pictures of a review's findings.

    Args:
        review: the review.
        files: the bytes of its PDFs by the names in ``review.sources``.
        show_ids: leave numbers and codes to be seen.

    Returns:
        A picture for every finding with a place, or the reason why there is none. Nothing is raised: a report without a picture is still
        a report.
    """
    sought = list(_places(review))
    pages: dict[tuple[int, int], PagePicture | Message] = {}
    for record in sorted({each.record for each in sought}):
        numbers = sorted({each.place.page for each in sought if each.record == record})
        drawn = _pages(_read_again(review, record, files), numbers, Secrets.of(_secrets(review)), show_ids=show_ids)
        pages.update(((record, number), page) for number, page in drawn.items())
    pictures: dict[int, Picture] = {}
    missing: dict[int, Message] = {}
    room = MOST_BYTES
    for each in sought:
        picture = _picture(pages[each.record, each.place.page], each, review)
        if isinstance(picture, Picture) and len(picture.png) > room:
            picture = message("evidence.too-many")
        if isinstance(picture, Picture):
            pictures[each.number] = picture
            room -= len(picture.png)
        else:
            missing[each.number] = picture
    return Evidence(pictures, missing)


def _places(review: Review) -> Iterator[_Sought]:
    for number, finding in enumerate(review.findings, start=1):
        record = finding.record if finding.record is not None else 0 if len(review.sources) == 1 else None
        if finding.where is not None and record is not None:
            yield _Sought(number, finding, record, finding.where)


def _secrets(review: Review) -> Iterator[str | None]:
    yield review.history.claim.id_number
    for source in review.sources:
        yield source.record.person.id_number
        yield source.record.code


def _read_again(review: Review, index: int, files: Mapping[str, bytes]) -> _Reading | Message:
    source = review.sources[index]
    data = files.get(source.file)
    if data is None:
        return message("evidence.no-file")
    try:
        _, records = read_bytes(data, source.file, keep_pages=True)
    except SbparseError as error:
        return error.what
    read = next((each for each in records if _content(each.record) == _content(source.record)), None)
    return _Reading(read, data, source.file) if read else message("evidence.other-file")


def _content(record: RightsRecord) -> object:
    """What tells whether two readings are of the same print."""
    employments = [(row.period, row.months, row.employer) for row in record.employments]
    contributions = [(row.period, row.amounts) for row in record.contributions]
    return record.pages, record.person, record.code, record.serial, employments, contributions


def _pages(reading: _Reading | Message, numbers: list[int], secrets: Secrets, *, show_ids: bool) -> dict[int, PagePicture | Message]:
    """The pages of a record that are needed, or why each cannot be shown."""
    if isinstance(reading, Message):
        return dict.fromkeys(numbers, reading)
    ours = {parts.sheet.number: parts for parts in reading.read.pages or () if parts.sheet.number in numbers}
    strange: dict[int, PagePicture | Message] = {n: message("evidence.no-page", page=n) for n in numbers if n not in ours}
    try:
        drawn = drawings(reading.data, list(ours), SCALE, reading.file) if ours else []
    except SbparseError as error:
        return strange | dict.fromkeys(ours, error.what)
    return strange | {
        parts.sheet.number: page_picture(
            drawing.png, parts, [] if show_ids else [*covered_boxes(parts, reading.read, secrets), *drawing.codes]
        )
        for parts, drawing in zip(ours.values(), drawn, strict=True)
    }


def _picture(page: PagePicture | Message, sought: _Sought, review: Review) -> Picture | Message:
    if isinstance(page, Message):
        return page
    drawn = piece(page, sought.place.bbox)
    return Picture(drawn.png, drawn.width, drawn.height, review.sources[sought.record].file, sought.place, drawn.covered)
