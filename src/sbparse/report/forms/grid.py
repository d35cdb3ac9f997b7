"""A table in somebody's opened workbook: its cells by row and column key, rows put in that look like their neighbours."""

from collections.abc import Collection, Iterator
from copy import copy
from dataclasses import dataclass
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.formula.translate import Translator
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from sbparse.history.forms import heading
from sbparse.history.tables import Line, Table, find_header
from sbparse.report.forms.inserting import insert_row
from sbparse.report.forms.references import Insertion

_FORMULA: Final = "f"
# Columns that count rows: a copy of the row above would say the same number twice.
_COUNTING: Final = frozenset({"序号", "编号", "序", "no", "号"})


@dataclass(frozen=True, slots=True)
class _Row:
    """A row as it was before anything was corrected: values and styles by worksheet column, columns merged into one."""

    values: dict[int, Any]
    styles: dict[int, Any]
    joined: tuple[tuple[int, int], ...]


class Grid:
    """The cells of a table.

    A row is asked for by the number that it had in the file, so rows have to be put in from the bottom up: then the numbers above are still
    right. Only the ``touched`` rows are asked for; merged cells that one of them shares with others are divided first, each row its own.
    """

    def __init__(self, book: Workbook, table: Table, touched: Collection[int]) -> None:
        self._book = book
        self._sheet: Worksheet = book[str(table.sheet.name)]
        self.lines: dict[int, Line] = {line.number: line for line in table.lines}
        self._columns = {key: place + 1 for key, place in table.columns.items()}
        header = find_header(table.form, table.sheet)
        cells = table.sheet.rows[header.position].cells if header else ()
        self._headings = {place + 1: heading(cell.text) for place, cell in enumerate(cells) if not cell.empty}
        for area in list(self._sheet.merged_cells.ranges):
            self._divide(area, touched)
        self._before = {number: self._row(number) for number in self.lines if number in touched}

    def has(self, key: str) -> bool:
        """Whether the table has a column."""
        return key in self._columns

    def said(self, number: int, key: str) -> str:
        """What a row said in a column, as it was read; empty where it said nothing."""
        cell = self.lines[number].cells.get(key)
        return "" if cell is None or cell.empty else cell.text

    def before(self, number: int, key: str) -> Any:
        """What a row's cell held before anything was corrected, as openpyxl has it; None without such a column."""
        return self._before[number].values.get(self._columns.get(key, 0))

    def cells(self, number: int) -> dict[str, SheetCell]:
        """The cells of a worksheet row by column key."""
        return {key: self._shown(number, column) for key, column in self._columns.items()}

    def end_of(self, number: int) -> int:
        """The last worksheet row of a row of data: merged cells may carry it over the rows below."""
        return max(area.max_row for area in [*self._areas(number), CellRange(min_row=number, max_row=number, min_col=1, max_col=1)])

    def put_row(self, at: int, *, after: bool, like: int, source: int | None) -> dict[str, SheetCell]:
        """Put a row in, in the looks of the row ``like``, with what the row ``source`` says in every column; gives its cells.

        Args:
            at: its worksheet row.
            after: whether it joins the table from above, else from below.
            like, source: numbers of rows of data.
        """
        insert_row(self._book, self._sheet, Insertion(self._sheet.title, at, at - 1 if after else at))
        look = self._before[like]
        for first, last in look.joined:
            self._sheet.merge_cells(start_row=at, end_row=at, start_column=first, end_column=last)
        for column, style in look.styles.items():
            _set_style(self._sheet.cell(at, column), style)
        for column in self._before[source].values if source else ():
            if source and self._headings.get(column) not in _COUNTING:
                self._copy(source, self._shown(at, column))
        return self.cells(at)

    def _copy(self, source: int, target: SheetCell) -> None:
        """What a row said, into a cell of a new row; a formula only from a row above, which has not moved."""
        value = self._before[source].values.get(target.column)
        if not (isinstance(value, str) and value.startswith("=")):
            target.value = copy(value)
        elif source < target.row and self._shown(source, target.column).data_type == _FORMULA:
            origin = self._shown(source, target.column).coordinate
            target.value = Translator(value, origin).translate_formula(target.coordinate)

    def _row(self, number: int) -> _Row:
        places = {column: self._shown(number, column) for column in self._headings}
        joined = {(area.min_col, area.max_col) for area in self._areas(number) if area.max_col > area.min_col}
        styles = {column: style_of(self._sheet.cell(number, column)) for column in range(1, self._sheet.max_column + 1)}
        return _Row({column: cell.value for column, cell in places.items()}, styles, tuple(sorted(joined)))

    def _areas(self, row: int) -> Iterator[CellRange]:
        """The merged ranges of a row that hold a column of the table."""
        ranges: list[CellRange] = self._sheet.merged_cells.ranges
        return (area for area in ranges if area.min_row <= row <= area.max_row and self._of_table(area))

    def _of_table(self, area: CellRange) -> bool:
        return any(area.min_col <= column <= area.max_col for column in self._headings)

    def _shown(self, row: int, column: int) -> SheetCell:
        """The cell that shows in a place: itself, or the first of its merged range."""
        for area in self._areas(row):
            if area.min_col <= column <= area.max_col:
                row, column = area.min_row, area.min_col
        cell = self._sheet.cell(row, column)
        if not isinstance(cell, SheetCell):
            raise TypeError(f"{cell.coordinate} is merged with nothing")
        return cell

    def _divide(self, area: CellRange, touched: Collection[int]) -> None:
        """Give each row of data in a merged range its own part of it, with the same content."""
        inside = sorted(number for number in self.lines if area.min_row <= number <= area.max_row)
        if len(inside) < 2 or not self._of_table(area) or not set(inside) & set(touched):
            return
        first = self._sheet.cell(area.min_row, area.min_col)
        self._sheet.unmerge_cells(str(area))
        for start, following in zip(inside, [*inside[1:], area.max_row + 1], strict=True):
            top = area.min_row if start == inside[0] else start
            own = self._sheet.cell(top, area.min_col)
            if isinstance(own, SheetCell):
                own.value = copy(first.value)
            _set_style(own, style_of(first))
            if (following - 1, area.max_col) != (top, area.min_col):
                self._sheet.merge_cells(start_row=top, end_row=following - 1, start_column=area.min_col, end_column=area.max_col)


def style_of(cell: Any) -> Any:
    """The style of a cell, to be given to another; openpyxl has no public way to a style as a whole."""
    return copy(cell._style)


def _set_style(cell: Any, style: Any) -> None:
    cell._style = copy(style)
