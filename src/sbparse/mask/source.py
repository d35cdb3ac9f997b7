"""The original and what both engines make of it; the record of a masked file held against it."""

from enum import Enum, auto
from typing import Any, Final

from sbparse.errors import SbparseError
from sbparse.findings import Finding
from sbparse.mask import catalogue
from sbparse.mask.painted_file import PaintedFile
from sbparse.messages import Message
from sbparse.page.model import Page
from sbparse.record.document import creation_day, read_bytes
from sbparse.record.model import Extraction, RightsRecord
from sbparse.record.read import ReadRecord, read_records
from sbparse.record.reading import sheet_of
from sbparse.record.tablehead import PERIOD
from sbparse.report.record_data import record_data

_SHAPE: Final = ("pages", "layout", "query_period", "query_date", "print_date", "cumulative")


class Way(Enum):
    """How a file was masked."""

    RECORD = auto()  # read, and read back to the record that was meant
    SHAPE = auto()  # read by the default engine alone: masked by kind, read back with the same months
    KIND = auto()  # not read: masked by kind


class Source:
    """The original, as both engines read it; ``texts`` are its pages in reading order."""

    def __init__(self, data: bytes, file: str, taken: PaintedFile) -> None:
        self.data, self.file, self.taken = data, file, taken
        self.read, self.failure = outcome(data, file)
        self.own: list[ReadRecord] = []
        self.skipped: list[int] = []
        try:
            pages = [page.page for page in taken.pages]
            self.own, self.skipped = read_records(pages, file, created=creation_day(taken.created), keep_pages=True)
        except SbparseError:
            pass
        self.texts = ["".join(line.folded for line in sheet_of(page.page).lines) for page in taken.pages]
        self.way = self._way()

    def _way(self) -> Way:
        if self.read is None:
            return Way.KIND
        same = [bare(read.record) for read in self.own] == [bare(record) for record in self.read.records]
        return Way.RECORD if self.own and same else Way.SHAPE


def outcome(data: bytes, file: str) -> tuple[Extraction | None, Message | None]:
    """What a file's text says, or why nothing; its text alone is masked, and alone must read the same."""
    try:
        return read_bytes(data, file, pictures=False)[0], None
    except SbparseError as error:
        return None, error.what


def bare(record: RightsRecord) -> dict[str, Any]:
    """A record as data, without places and findings."""
    data: dict[str, Any] = {key: value for key, value in record_data(record, "zh").items() if key != "findings"}
    for rows in ("employments", "contributions"):
        data[rows] = [{key: value for key, value in row.items() if key != "where"} for row in data[rows]]
    return data


_ROWS: Final = 2
"""Rows of a table by which a page is known to go on with one."""

_SIGNS: Final = 4
"""Headings and labels of the form by which a page is known as one of its own."""


def blank_pages(source: Source) -> set[int]:
    """Pages that are none of a record's, of which nothing can be said for certain."""
    if source.way is Way.RECORD:
        return set(source.skipped)
    if source.read is not None:
        return set(source.read.skipped_pages)
    pages = source.taken.pages
    of_the_form = {page.page.number for page, text in zip(pages, source.texts, strict=True) if is_of_the_form(text)}
    rows = {page.page.number for page in pages if _goes_on(page.page)}
    return {page.page.number for page in pages} - of_the_form - rows if of_the_form else set()


def _goes_on(page: Page) -> bool:
    """Whether a page carries rows of a table that began on another: lines that begin with months."""
    return sum(PERIOD.fullmatch(line.words[0].folded) is not None for line in sheet_of(page).lines) >= _ROWS


def is_of_the_form(text: str) -> bool:
    return len(set(catalogue.anywhere().findall(text))) >= _SIGNS


def shapes(extraction: Extraction) -> list[dict[str, Any]]:
    """What must stay of records: everything but names, numbers and amounts."""
    return [_shape(bare(record)) for record in extraction.records]


def _shape(record: dict[str, Any]) -> dict[str, Any]:
    return {
        **{key: record[key] for key in _SHAPE},
        "employments": [(row["start"], row["end"], row["months"]) for row in record["employments"]],
        "contributions": [(row["start"], row["end"], row["supplemental"]) for row in record["contributions"]],
    }


def names(read: Extraction | None) -> set[str]:
    records = read.records if read else ()
    names = {record.person.name for record in records} | {row.employer for record in records for row in record.employments}
    return {name for name in names if name}


def changed_rules(before: Extraction | None, after: Extraction | None) -> tuple[str, ...]:
    if before is None or after is None:
        return ()
    counts = [_counted(each) for each in (before, after)]
    return tuple(sorted({rule for rule, _ in counts[0] ^ counts[1]}))


def _counted(extraction: Extraction) -> set[tuple[str, int]]:
    findings: list[Finding] = [finding for record in extraction.records for finding in record.findings]
    rules = [finding.rule for finding in findings if finding.rule not in ("signature-invalid", "edited-after-signing", "not-signed")]
    return {(rule, rules.count(rule)) for rule in rules}
