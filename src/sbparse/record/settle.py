"""Cells of 缴费明细 that a picture left unread, settled where the form's own sums leave exactly one reading.

Where all rows of a column but one, and its 合计, were read, the last one can only be what is missing; likewise a 合计 of which all rows
were read. It is taken only where it fits what was read of the cell, character by character, and a finding says so.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from sbparse.findings import Finding, Severity
from sbparse.messages import message
from sbparse.page.words import Word
from sbparse.record.columns import HeaderColumn
from sbparse.record.model import Amounts, Contribution, Insurance, RightsRecord
from sbparse.record.table import TableState
from sbparse.values.place import Place

UNREAD: Final = "\ufffd"
NAMES: Final = ("months", "base", "personal")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a column: what was read of it, its place, and how sure its least sure character is; ``row`` is the row's position in the
    record, None for 合计."""

    row: int | None
    text: str
    place: Place
    sure: float


def settled(record: RightsRecord, table: TableState) -> RightsRecord:
    """The record with the cells of 缴费明细 that its sums settle; ``table`` tells what was read of each cell."""
    rows = [sheet.page.place(row.box) for sheet, row, _ in table.rows]
    if record.totals is None or len(rows) != len(record.contributions) + 1:
        return record  # a row was left out, or there is no 合计: nothing adds up
    for insurance in Insurance:
        for name in NAMES:
            unread = open_cells(record, table, insurance, name)
            record = _settled(record, insurance, name, unread[0]) if len(unread) == 1 else record
    return record


def open_cells(record: RightsRecord, table: TableState, insurance: Insurance, name: str) -> list[Cell]:
    """The cells of a column that hold something that was not read."""
    cells = cells_of(record, table, insurance, name)
    return [cell for cell in cells if UNREAD in cell.text and value_of(record, cell.row, insurance, name) is None]


def cells_of(record: RightsRecord, table: TableState, insurance: Insurance, name: str) -> Iterator[Cell]:
    """The cells of a column that hold something."""
    field = f"{insurance}.{name}"
    positions: dict[Place, int] = {row.where: index for index, row in enumerate(record.contributions)}
    for sheet, row, columns in table.rows:
        words = _words(columns, row.cells, field)
        if words:
            known = sheet.page.sure
            sure = min(known[glyph] for word in words for glyph in word.glyphs) if known else 1.0
            yield Cell(positions.get(sheet.page.place(row.box)), "".join(word.text for word in words), sheet.place(words), sure)


def _words(columns: Sequence[HeaderColumn], cells: Sequence[Sequence[Word]], field: str) -> list[Word]:
    return [word for column, cell in zip(columns, cells, strict=True) if column.field == field for word in cell]


def _settled(record: RightsRecord, insurance: Insurance, name: str, cell: Cell) -> RightsRecord:
    """The record with its one open cell of a column filled, where one value is left and fits."""
    known = [value for row in range(len(record.contributions)) if (value := value_of(record, row, insurance, name)) is not None]
    rows = sum(known, Decimal(0) if name != "months" else 0)
    total = value_of(record, None, insurance, name)
    value = rows if cell.row is None else None if total is None else total - rows
    if value is None or value <= 0 or not _fits(cell.text, value):
        return record
    what = message("ocr.settled", page=cell.place.page, text=cell.text, value=value)
    told = Finding(rule="unreadable-text", severity=Severity.INFO, message=what, where=cell.place)
    findings = [finding for finding in record.findings if finding.where != cell.place]
    return with_value(replace(record, findings=(*findings, told)), cell.row, insurance, name, value)


def _fits(text: str, value: int | Decimal) -> bool:
    """Whether a value can be what was read, with any character for one that was not; thousands separators may stand in it."""
    # Readings that disagree may have met one character twice.
    pattern = re.sub(UNREAD + "+", lambda unread: f".{{1,{len(unread[0])}}}", re.escape(text))
    shapes = {f"{value}", f"{value:,}"}
    return any(re.fullmatch(pattern, shape) for shape in shapes)


def surety(table: TableState, where: Place, fields: Collection[str]) -> float:
    """How sure the least sure character is of some fields of the row at a place; 0 where the row is not there."""
    for sheet, row, columns in table.rows:
        if sheet.page.place(row.box) == where:
            words = [word for field in fields for word in _words(columns, row.cells, field)]
            return min((sheet.page.sure[glyph] for word in words for glyph in word.glyphs), default=0.0) if sheet.page.sure else 1.0
    return 0.0


def value_of(record: RightsRecord, row: int | None, insurance: Insurance, name: str) -> int | Decimal | None:
    """A value of a row of 缴费明细, or (``row`` None) of 合计."""
    holder = record.totals if row is None else record.contributions[row]
    amounts = holder.amounts if holder else {}
    value: int | Decimal | None = getattr(amounts.get(insurance), name, None)
    return value


def with_value(record: RightsRecord, row: int | None, insurance: Insurance, name: str, value: int | Decimal | None) -> RightsRecord:
    """The record with another value there."""
    if row is None:
        totals = record.totals
        return record if totals is None else replace(record, totals=replace(totals, amounts=_with(totals.amounts, insurance, name, value)))
    rows: list[Contribution] = list(record.contributions)
    rows[row] = replace(rows[row], amounts=_with(rows[row].amounts, insurance, name, value))
    return replace(record, contributions=tuple(rows))


def _with(amounts: dict[Insurance, Amounts], insurance: Insurance, name: str, value: int | Decimal | None) -> dict[Insurance, Amounts]:
    changed = {"months": amounts[insurance].months, "base": amounts[insurance].base, "personal": amounts[insurance].personal, name: value}
    return {**amounts, insurance: Amounts(**changed)}  # type: ignore[arg-type]
