"""The table in a sheet: which row is its header, which column is which, which rows below are data.

Real workbooks are untidy: a title above the header, blank rows, notes below, the header once more on the next page. None of that
is data and none of it may hide data: a row that is neither empty nor a note is read, and is an error where it cannot be.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sbparse.history.forms import Column, SheetForm, heading
from sbparse.history.raw import Cell, RawSheet, Row
from sbparse.values.dates import DateError, parse_month, parse_span
from sbparse.values.text import fold

HEADER_ROWS: Final = 20
"""The header is among the first so many rows with content; above it may stand a title or a hint."""

# How a note begins (注：…, ※…, 1. …), a label with a colon (填表人：…), or a sentence with its full stop.
_NOTE: Final = re.compile(
    r"(?:注|备注|说明|提示|填表|填写|示例|例如|note|[*※★☆]|\d{1,2}[.、)](?!\d)).*|[^\d:]*:.*|\D.*。.*", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of data: its number and its cells by column key; a column that the table lacks is not in it."""

    number: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """A table found in a sheet: the column key to the column's position from 0, and the rows of data."""

    sheet: RawSheet
    form: SheetForm
    columns: Mapping[str, int]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """What a row would be as the header: columns found, those that two headings claim, and all its texts."""

    position: int
    columns: Mapping[str, int]
    claimed: tuple[tuple[Column, tuple[Cell, ...]], ...]
    texts: tuple[str, ...]


def find_header(form: SheetForm, sheet: RawSheet) -> Header | None:
    """The header row: the first that names every column that must be there, or the row under it when that does too (two-line headers)."""
    fitting = [header for header in _headers(form, sheet) if not form.missing(frozenset(header.columns))]
    if not fitting:
        return None
    first = fitting[0]
    return fitting[1] if len(fitting) > 1 and fitting[1].position == first.position + 1 else first


def nearest_header(form: SheetForm, sheet: RawSheet) -> Header | None:
    """For a message where no row fits: the row that names the most columns, else the first row; None for an empty sheet."""
    return max(_headers(form, sheet), key=lambda header: len(header.columns), default=None)


def table_under(form: SheetForm, sheet: RawSheet, header: Header) -> Table:
    """The rows of data under a header."""
    lines = (_line(form, header.columns, row) for row in sheet.rows[header.position + 1 :])
    return Table(sheet, form, header.columns, tuple(line for line in lines if line is not None))


def _headers(form: SheetForm, sheet: RawSheet) -> Iterable[Header]:
    return (_header(form, position, row) for position, row in enumerate(sheet.rows[:HEADER_ROWS]))


def _header(form: SheetForm, position: int, row: Row) -> Header:
    headings = [(place, heading(cell.text), cell) for place, cell in enumerate(row.cells) if not cell.empty]
    columns: dict[str, int] = {}
    claimed: list[tuple[Column, tuple[Cell, ...]]] = []
    for column in form.columns:
        places = _places(column, headings)
        if column.key == "period" and _side_by_side(places):
            columns |= {"start": places[0], "end": places[1]}  # one heading over two columns
        elif places:
            columns.setdefault(column.key, places[0])
            if len(places) > 1:
                claimed.append((column, tuple(row.cells[place] for place in places)))
    return Header(position, columns, tuple(claimed), tuple(dict.fromkeys(cell.text for _, _, cell in headings)))


def _places(column: Column, headings: Sequence[tuple[int, str, Cell]]) -> list[int]:
    """Where the column stands: under the contract's own name where that is there, else under any other of its names."""
    ours = [(place, name) for place, name, _ in headings if name in column.headings]
    exact = [place for place, name in ours if name == heading(column.name)]
    return exact or [place for place, _ in ours]


def _side_by_side(places: list[int]) -> bool:
    return len(places) == 2 and places[1] == places[0] + 1


def _line(form: SheetForm, columns: Mapping[str, int], row: Row) -> Line | None:
    """The row as data; None where it is empty, goes on the row above, or holds only headings or a note."""
    cells = {key: row.at(place) for key, place in columns.items()}
    filled = {key: cell for key, cell in cells.items() if not cell.empty and row.owns(cell)}
    only_headings = all(heading(cell.text) in form.headings for cell in filled.values())  # the header repeated, or its second line
    only_note = all(_is_note(cell) for cell in filled.values())
    if only_headings or only_note or _goes_on(form, row, cells):
        return None
    return Line(row.number, cells)


def _goes_on(form: SheetForm, row: Row, cells: Mapping[str, Cell]) -> bool:
    """Whether all that makes it a row, employer and period, is merged from above: one stint with two referees is no second stint."""
    merged = frozenset(key for key, cell in cells.items() if not cell.empty and not row.owns(cell))
    own = frozenset(key for key, cell in cells.items() if not cell.empty and row.owns(cell))
    return not form.missing(merged) and own <= form.optional


def _is_note(cell: Cell) -> bool:
    """Whether a text could stand under a table without belonging to it; a date or a period always belongs to it."""
    if cell.problem is not None or not isinstance(cell.value, str):
        return False
    for read in (parse_month, parse_span):
        try:
            read(cell.value)
        except DateError:
            continue
        return False
    return _NOTE.fullmatch(fold(cell.value)) is not None
