"""A sheet that is a page to read and print: headings, labels with values, small tables, all on one grid of columns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from sbparse.report.sheets.cell import Cell, Value, as_cell, shown, write
from sbparse.report.sheets.palette import FONT_SIZE, Tone
from sbparse.report.sheets.printing import set_up_printing
from sbparse.report.sheets.style import font
from sbparse.report.sheets.width import row_height
from sbparse.report.voice import Voice

_WIDTHS: Final = (26.0, 22.0, 18.0, 22.0, 22.0)
WIDTH: Final = len(_WIDTHS)
"""How many columns the page has."""
_PADDING: Final = 2.0
# What one printed page holds at the scale at which the columns fit on A4, in points, with some to spare for other fonts.
_PRINTED_HEIGHT: Final = 780.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page: cells with the number of columns each takes, and the font size where it is not the body's."""

    cells: tuple[tuple[Value | Cell, int], ...] = ()
    size: int = FONT_SIZE


def add_page(book: Workbook, name: str, sections: Sequence[Sequence[Line]], title: str, voice: Voice) -> None:
    """Append a sheet with the sections, a space between them; a section is not divided by the end of a printed page."""
    sheet = book.create_sheet(name)
    for index, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    row, used = 1, 0.0
    for section in sections:
        heights = [_write_line(sheet, number, line, voice) for number, line in enumerate([*section, Line()], start=row)]
        if row > 1 and used + sum(heights) > _PRINTED_HEIGHT:
            sheet.row_breaks.append(Break(id=row - 1))
            used = 0.0
        row, used = row + len(heights), used + sum(heights)
    sheet.sheet_view.showGridLines = False
    set_up_printing(sheet, title, voice, orientation="portrait")


def heading(text: str) -> Line:
    """The title of a section."""
    return Line(((Cell(text, boxed=False), WIDTH),), size=12)


def pair(name: str, value: Value, voice: Voice) -> Line:
    """A labelled value; a dash where there is none."""
    shown_value = Cell(voice.say("none") if value is None else value, side="left")
    return Line(((Cell(voice.say(f"field.{name}"), tone=Tone.TOTAL), 1), (shown_value, WIDTH - 1)))


def header(names: Iterable[str], voice: Voice) -> Line:
    """The head of a table with a column of the page for each of its own."""
    return Line(tuple((head(voice.say(f"column.{name}")), 1) for name in names))


def head(text: str) -> Cell:
    return Cell(text, tone=Tone.HEADER, bold=True, side="centre")


def row_of(first: Value, *others: Value) -> Line:
    """A row under a :func:`header`."""
    return Line(((first, 1), *((Cell(value, side="centre"), 1) for value in others)))


def note(text: str) -> Line:
    return Line(((Cell(text, quiet=True, boxed=False), WIDTH),))


def _write_line(sheet: Worksheet, number: int, line: Line, voice: Voice) -> float:
    """Write the line and give its height in points."""
    column, measured = 1, []
    for value, span in line.cells:
        cell = as_cell(value, voice)
        last = column + span - 1
        for index in range(column, last + 1):  # a merged cell needs its border on every part
            write(sheet, number, index, cell if index == column else Cell(tone=cell.tone, boxed=cell.boxed))
        if line.size != FONT_SIZE:
            sheet.cell(number, column).font = font(size=line.size, bold=True)
        if span > 1:
            sheet.merge_cells(start_row=number, start_column=column, end_row=number, end_column=last)
        measured.append((shown(cell), sum(_WIDTHS[column - 1 : last]) - _PADDING))
        column = last + 1
    scale = line.size / FONT_SIZE
    height = row_height((text, width / scale) for text, width in measured) * scale
    sheet.row_dimensions[number].height = height
    return height
