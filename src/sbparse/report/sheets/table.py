"""A sheet that is a table: one header row that stays in sight, filters, widths that fit, no merged cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from sbparse.report.sheets.cell import Cell, Value, as_cell, shown, write
from sbparse.report.sheets.palette import Tone
from sbparse.report.sheets.printing import set_up_printing
from sbparse.report.sheets.width import longest_word, row_height, text_width
from sbparse.report.voice import Voice

Row: TypeAlias = Sequence[Value | Cell]

FIRST_ROW: Final = 2
"""The worksheet row of a table's first row."""
_PADDING: Final = 2.0
_FILTER_BUTTON: Final = 2.0  # the header's words must not lie under it
_SHORT_HEADING: Final = 6  # a longer heading may take two lines


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and how wide it may become before its texts wrap (in digits; a Chinese character counts two).

    A column without a heading is a gap between two tables of one sheet, as wide as it says.
    """

    heading: str
    widest: float = 16.0


@dataclass(frozen=True, slots=True)
class Table:
    """A table to be written.

    Attributes:
        name: the sheet's name.
        columns: the columns, left to right.
        rows: one value or cell a column.
        foot: rows below that filtering leaves alone.
        still: how many columns stay in sight when scrolling to the right.
        filtered: how many columns have a filter; None for all.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    foot: Sequence[Row] = ()
    still: int = 0
    filtered: int | None = None


def columns(voice: Voice, widths: Mapping[str, float]) -> tuple[Column, ...]:
    """Columns by the names of their headings in the catalogue, each with its greatest width."""
    return tuple(Column(voice.say(f"column.{name}"), widest) for name, widest in widths.items())


def add_table(book: Workbook, table: Table, title: str, voice: Voice) -> None:
    """Append a sheet with the table to the workbook; ``title`` is printed above every page."""
    sheet = book.create_sheet(table.name)
    body = [[as_cell(value, voice) for value in row] for row in (*table.rows, *table.foot)]
    widths = [_width(column, [row[i] for row in body]) for i, column in enumerate(table.columns)]
    for number, row in enumerate([_heading(table), *body], start=1):
        _write_row(sheet, number, row, widths)
    for index, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.freeze_panes = sheet.cell(FIRST_ROW, table.still + 1)
    sheet.auto_filter.ref = f"A1:{get_column_letter(table.filtered or len(table.columns))}{len(table.rows) + 1}"
    sheet.print_title_rows = "1:1"
    set_up_printing(sheet, title, voice, orientation="landscape")


def _heading(table: Table) -> list[Cell]:
    return [
        Cell(column.heading, tone=Tone.HEADER, bold=True, side="centre") if column.heading else Cell(boxed=False)
        for column in table.columns
    ]


def _write_row(sheet: Worksheet, number: int, row: Sequence[Cell], widths: Sequence[float]) -> None:
    for index, cell in enumerate(row, start=1):
        write(sheet, number, index, cell)
    sheet.row_dimensions[number].height = row_height((shown(cell), width - _PADDING) for cell, width in zip(row, widths, strict=True))


def _width(column: Column, cells: Sequence[Cell]) -> float:
    if not column.heading:
        return column.widest
    whole = text_width(column.heading)
    heading = whole if whole <= _SHORT_HEADING else max(longest_word(column.heading), (whole + 2) // 2)
    content = min(max((text_width(shown(cell)) for cell in cells), default=0), column.widest)
    return max(heading + _FILTER_BUTTON, content) + _PADDING
