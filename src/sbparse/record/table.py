"""The two tables: header → columns → rows → typed rows. A cell that cannot be read for certain becomes trouble with its place, never a
guess."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from operator import is_
from typing import Final, NamedTuple, TypeVar

from sbparse.findings import RULES, Finding
from sbparse.messages import message
from sbparse.page.bands import Row, Span, column_spans, rows_of
from sbparse.page.words import Line, Word, lines_of
from sbparse.record.columns import HeaderColumn, columns_of
from sbparse.record.layouts import FlatTable, GroupedTable
from sbparse.record.model import Amounts, Contribution, Employment, Insurance, Totals
from sbparse.record.reading import Sheet
from sbparse.record.tablehead import SUM, is_data, is_header_of, is_piece_of
from sbparse.values.dates import DateError, parse_month, parse_period
from sbparse.values.money import blank, parse_amount
from sbparse.values.month import Period
from sbparse.values.text import fold, misread, plain

_COUNT: Final = re.compile(r"(\d{1,4})(?:个?月)?", re.ASCII)

OVERPRINT: Final = 0.4
"""Words of one line that overlap by this share of their height are drawn over each other; narrow glyphs' boxes overlap by up to 0.25."""

T = TypeVar("T")


class FirstHeader(NamedTuple):
    """The header by which a record's layout was told, and its columns."""

    lines: list[Line]
    columns: list[HeaderColumn]


@dataclass(slots=True)
class TableState:
    """A table in reading, over its pages: the columns of the last header met and where they stood, the rows met and under which columns.

    ``first`` is a header whose columns are known before.
    """

    table: FlatTable | GroupedTable
    columns: list[HeaderColumn] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    rows: list[tuple[Sheet, Row, Sequence[HeaderColumn]]] = field(default_factory=list)
    orphans: list[tuple[Sheet, Line]] = field(default_factory=list)
    first: FirstHeader | None = None

    def columns_known(self, header: Sequence[Line]) -> list[HeaderColumn] | None:
        """The columns under these very lines, where they are known."""
        first = self.first
        return first.columns if first and len(first.lines) == len(header) and all(map(is_, first.lines, header)) else None

    def report_orphans(self, findings: list[Finding]) -> None:
        """Text that stands among the rows and belongs to none: part of a row was lost, at a page's edge perhaps."""
        for sheet, line in self.orphans:
            what = message("reading.orphan-text", page=sheet.number, text=line.text[:40])
            findings.append(Finding(rule="unreadable-text", severity=RULES["unreadable-text"], message=what, where=sheet.place([line])))


class HeaderMissing(Exception):
    """A page goes on with a table whose header was on no page before."""


def read_rows(state: TableState, sheet: Sheet, lines: Sequence[Line]) -> list[Line]:
    """Read one page's lines of a table into ``state``; gives back the lines below the row 合计, which are none of the table's.

    Raises:
        HeaderMisfit, HeaderMissing: see ``record.columns``.
        Undecided: rows or columns cannot be told apart (``page.bands``).
    """
    header, body = _header_and_body(lines, state.table)
    body, below = _to_sum(body)
    words = [word for line in body for word in line.words]
    if header:
        state.columns = state.columns_known(header) or columns_of(sheet, header, state.table)
        sheet.use("table-header", header)
    if not words:
        return below
    if not state.columns:
        raise HeaderMissing
    if header or not state.spans or sheet.page.verticals:
        state.spans = column_spans([(c.x0, c.x1) for c in state.columns], sheet.page.verticals, words)
    top = max((line.bottom for line in header), default=min(w.top for w in words))
    read = rows_of(state.spans, words, sheet.page.horizontals, top)
    state.rows += [(sheet, row, state.columns) for row in read.rows]
    state.orphans += [(sheet, line) for line in lines_of(read.orphans)]
    return below


def _header_and_body(lines: Sequence[Line], table: FlatTable | GroupedTable) -> tuple[list[Line], list[Line]]:
    header: list[Line] = []
    for index, line in enumerate(lines):
        if is_data(line) or not (is_header_of(line, table) or is_piece_of(line, table)):
            # A wrapped first cell may stand above its row's key, and above nothing of the header any more.
            return (header, list(lines[index:])) if any(is_header_of(h, table) for h in header) else ([], list(lines))
        header.append(line)
    return (header, []) if any(is_header_of(h, table) for h in header) else ([], list(lines))


def _to_sum(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines up to the row 合计, and those below it."""
    for index, line in enumerate(lines):
        if line.folded.startswith(tuple(SUM)):
            return lines[: index + 1], lines[index + 1 :]
    return lines, []


@dataclass(slots=True)
class CellReader:
    """Turns a row's cells into values, uses up their words, and keeps what could not be read as findings."""

    sheet: Sheet
    row: Row
    columns: Sequence[HeaderColumn]
    findings: list[Finding]
    cells: dict[str, tuple[Word, ...]] = field(init=False)

    def __post_init__(self) -> None:
        self.cells = dict(zip([column.field for column in self.columns], self.row.cells, strict=True))

    @property
    def words(self) -> list[Word]:
        return [word for cell in self.row.cells for word in cell]

    def cell(self, name: str) -> tuple[Word, ...]:
        """The words of a field's cell, used up; none where the table has no such column."""
        words = self.cells.get(name, ())
        self.sheet.use(name, words)
        return words

    def text(self, name: str) -> str:
        words = self.cell(name)
        text = "".join([word.text for word in words])
        if misread(text) or _overprinted(words):
            self.trouble(words, text)
        return text

    def read(self, name: str, parse: Callable[[str], T | None]) -> T | None:
        """A field read by ``parse``; None for a blank cell, and, with a finding, for one that cannot be read."""
        words = self.cells.get(name)
        if not words:
            return None
        self.sheet.use(name, words)
        one = len(words) == 1  # as in nearly every cell that is no name
        text = words[0].text if one else "".join([word.text for word in words])
        if one or not _overprinted(words):
            try:
                return parse(text)
            except ValueError:
                pass
        if not blank(text):
            self.trouble(words, text)
        return None

    def trouble(self, words: Sequence[Word], text: str) -> None:
        place = self.sheet.place(words or self.words)
        what = message("reading.unreadable-cell", page=place.page, text=text[:40])
        self.findings.append(Finding(rule="unreadable-text", severity=RULES["unreadable-text"], message=what, where=place))


def _overprinted(words: Sequence[Word]) -> bool:
    """Whether text is drawn over text, so that the two are read as a muddle of both."""
    return any(
        right.x0 < left.x1 - OVERPRINT * left.height and min(left.bottom, right.bottom) - max(left.top, right.top) > OVERPRINT * left.height
        for left, right in pairwise(words)
    )


@lru_cache(maxsize=1024)  # a table has a few numbers of months again and again
def _count(text: str) -> int:
    match = _COUNT.fullmatch(text) or _COUNT.fullmatch(fold(text))
    if match is None:
        raise ValueError(f"not a number of months: {text!r}")
    return int(match[1])


def employments(state: TableState, findings: list[Finding]) -> list[Employment]:
    """The rows of 单位变动记录; a row whose months or employer cannot be read is left out, with a finding."""
    read: list[Employment] = []
    state.report_orphans(findings)
    for sheet, row, columns in state.rows:
        cells = CellReader(sheet, row, columns, findings)
        cells.cell("index")
        if plain("".join(w.text for w in row.cells[0])) in SUM:
            sheet.use("employment-sum", cells.words)
            continue
        before = len(findings)
        start, end = cells.read("start", parse_month), cells.read("end", parse_month)
        months = cells.read("months", _count)
        employer, district = cells.text("employer"), cells.text("district")
        if start is None or end is None or end < start or blank(employer):
            if len(findings) == before:
                cells.trouble(cells.words, "".join(w.text for w in cells.words))
            continue
        where = sheet.page.place(row.box)
        read.append(Employment(Period(start, end), months, employer, None if blank(district) else district, where))
    return read


@lru_cache(maxsize=1024)  # the years and months of one record are those of the next
def _period(text: str) -> tuple[Period, bool]:
    """``2018-09至2018-12``, a single month, and the ``*`` of back-payments before or after."""
    folded = fold(text)
    bare = folded.strip("*")
    try:
        return parse_period(bare), folded != bare
    except DateError:
        month = parse_month(bare)
        return Period(month, month), folded != bare


def contributions(state: TableState, findings: list[Finding]) -> tuple[list[Contribution], Totals | None]:
    """The rows of 缴费明细 and the row 合计; a row whose period cannot be read is left out, with a finding."""
    read: list[Contribution] = []
    totals: Totals | None = None
    state.report_orphans(findings)
    fields = {column.field for _, _, columns in state.rows for column in columns}
    insurances = {i: (f"{i}.months", f"{i}.base", f"{i}.personal") for i in Insurance if any(field.startswith(f"{i}.") for field in fields)}
    for sheet, row, columns in state.rows:
        cells = CellReader(sheet, row, columns, findings)
        is_sum = fold("".join(w.text for w in row.cells[0])).rstrip(":") in SUM
        period = None if is_sum else cells.read("period", _period)
        amounts = {insurance: _amounts(cells, *names) for insurance, names in insurances.items()}
        where = sheet.page.place(row.box)
        if is_sum:
            cells.cell("period")
            totals = Totals(amounts, where)
        elif period is not None:
            read.append(Contribution(period[0], period[1], amounts, where))
            _told_apart(cells, amounts)
    return read, totals


def _amounts(cells: CellReader, months: str, base: str, personal: str) -> Amounts:
    """One insurance's cells of a row, given by the names of their fields."""
    amounts: list[Decimal | None] = [cells.read(base, parse_amount), cells.read(personal, parse_amount)]
    return Amounts(cells.read(months, _count), *amounts)


def _told_apart(cells: CellReader, amounts: dict[Insurance, Amounts]) -> None:
    """An amount without a number of months cannot be: the number was lost, by the file or in reading (DOMAIN section 3)."""
    for insurance, amount in amounts.items():
        if amount.months is None and (amount.base or amount.personal):
            words = [word for field, words in cells.cells.items() if field.startswith(f"{insurance}.") for word in words]
            place = cells.sheet.place(words)
            what = message("reading.months-lost", page=place.page, insurance=message(f"insurance.{insurance}"))
            cells.findings.append(Finding(rule="unreadable-text", severity=RULES["unreadable-text"], message=what, where=place))
