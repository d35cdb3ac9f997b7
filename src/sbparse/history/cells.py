"""One cell read: text, month, day, period, number of a person. What cannot be read for certain is refused with the cell named.

The trap that decides here: Excel turns a typed 2018.10 into the number 2018.1, which then can't be told from January, so that one
number is never a month (CONTRACT, fine print on untidy workbooks). Its number format is not asked either: that tells how the number
looks, not what was meant.
"""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Final, TypeAlias

from sbparse.history.raw import Cell, RawSheet
from sbparse.messages import Message, message
from sbparse.values.dates import DateError, means_now, parse_day, parse_month, parse_span
from sbparse.values.month import Month
from sbparse.values.text import plain, unreadable

QUOTED: Final = 40
"""Characters of a cell that a message quotes."""
LONGEST_NAME: Final = 300
"""Characters of a name. Names are compared with each other, which takes time by the square of their length; the longest of companies and
dispatch agencies together have some eighty."""
EARLIEST_CELL_YEAR: Final = 1930
"""Excel shows a number such as 2018.9 in a cell with a date format as a day of 1905; no date of a working life lies before this year."""
EXACT_DIGITS: Final = 15
"""Excel keeps this many digits of a number; an 18-digit 社会保障号码 stored as a number has lost its last three."""

_ONE_OR_TEN: Final = re.compile(r"\d{4}\.10?", re.ASCII)
_MONTH_NUMBER: Final = re.compile(r"\d{4}\.\d{1,2}|\d{6}|\d{8}", re.ASCII)
_ROUNDED: Final = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.ASCII | re.IGNORECASE)
# A line break inside a cell is a mere wrap; between two Latin words it also stands for their space.
_LATIN_WRAP: Final = re.compile(r"(?<=[!-~])\s*[\r\n]\s*(?=[!-~])")
_WRAP: Final = re.compile(r"\s*[\r\n]\s*")


class CellError(ValueError):
    """A cell cannot be read; ``what`` says why and what to do. Never leaves the package: it becomes part of a HistoryError."""

    def __init__(self, cell: Cell, what: Message) -> None:
        super().__init__(what.key)
        self.cell = cell
        self.what = what


Problems: TypeAlias = list[tuple[RawSheet, CellError]]
"""Cells that cannot be read, with the sheet they stand in, in the order found."""


def quote(text: str) -> str:
    """A text as a message quotes it: in one line, cut where it is long, without halves of characters that no terminal prints."""
    line = " ".join(text.encode(errors="replace").decode().split())
    return line if len(line) <= QUOTED else line[:QUOTED] + "…"


def read_text(cell: Cell) -> str | None:
    """The text of a cell as written, outer spaces and line breaks removed; None for an empty cell or a dash."""
    _refuse_problem(cell)
    if cell.empty:
        return None
    text = _number_text(cell.value) if isinstance(cell.value, int | float | Decimal) else cell.text
    if unreadable(text):
        raise CellError(cell, message("history.unreadable-text", text=quote(text)))
    return _WRAP.sub("", _LATIN_WRAP.sub(" ", text))


def read_name(cell: Cell, column: str) -> str:
    """A text that must be there; ``column`` names it for the message."""
    text = read_text(cell)
    if text is None:
        raise CellError(cell, message("history.blank-cell", column=column))
    if len(text) > LONGEST_NAME:
        raise CellError(cell, message("history.long-name", column=column, limit=LONGEST_NAME))
    return text


def read_month(cell: Cell, column: str) -> Month:
    """The month that a cell names; a day in it counts as its month."""
    text = _date_text(cell, column)
    try:
        return parse_month(text)
    except DateError:
        raise CellError(cell, message("history.bad-month", text=quote(cell.text))) from None


def read_day(cell: Cell, column: str, *, month_will_do: bool = True) -> date:
    """The day that a cell names; of a month alone its first day, unless the day itself is needed."""
    text = _date_text(cell, column)
    try:
        return parse_day(text)
    except DateError:
        if month_will_do:
            return read_month(cell, column).first_day()
        raise CellError(cell, message("history.bad-day", text=quote(cell.text))) from None


def read_period(cell: Cell, column: str) -> tuple[Month, Month | None]:
    """Start and end of a period in one cell; the end is None for 至今."""
    _refuse_problem(cell)
    if cell.empty:
        raise CellError(cell, message("history.blank-cell", column=column))
    try:
        return parse_span(cell.text)
    except DateError:
        raise CellError(cell, message("history.bad-period", text=quote(cell.text))) from None


def read_start_and_end(start: Cell, end: Cell, columns: tuple[str, str]) -> tuple[Month, Month | None]:
    """Start and end from two cells.

    The end may be 至今; the start cell may hold the whole period where the end is empty or merged with it.
    """
    if end.empty or end.text == start.text:
        try:
            return parse_span(start.text)
        except DateError:
            if end.empty and not start.empty:
                raise CellError(end, message("history.blank-cell", column=columns[1])) from None
    first = read_month(start, columns[0])
    _refuse_problem(end)
    if isinstance(end.value, str) and means_now(end.value):
        return first, None
    last = read_month(end, columns[1])
    if last < first:
        raise CellError(end, message("history.end-before-start", start=first, end=last))
    return first, last


def read_id_number(cell: Cell) -> str | None:
    """A 社会保障号码 without spaces; refused where a spreadsheet has rounded it."""
    if isinstance(cell.value, int | float | Decimal) and not _exact(cell.value):
        raise CellError(cell, message("history.rounded-number", text=quote(cell.text)))
    text = read_text(cell)
    if text is None:
        return None
    number = plain(text).strip("'’‘")
    if _ROUNDED.fullmatch(number):
        raise CellError(cell, message("history.rounded-number", text=quote(text)))
    return number


def _date_text(cell: Cell, column: str) -> str:
    """What the date reader may read of a cell: its text, a date cell in ISO form, or a number that can only be one month."""
    _refuse_problem(cell)
    value = cell.value
    if cell.empty:
        raise CellError(cell, message("history.blank-cell", column=column))
    if isinstance(value, date):
        if value.year < EARLIEST_CELL_YEAR:
            raise CellError(cell, message("history.number-as-date", text=value.strftime("%Y-%m-%d")))
        return value.date().isoformat() if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, str):
        if not cell.typed and re.fullmatch(r"\d{4}\.1", cell.text, re.ASCII):
            raise CellError(cell, message("history.january-or-october", text=cell.text))
        return value
    return _month_number(cell)


def _month_number(cell: Cell) -> str:
    if isinstance(cell.value, bool) or not isinstance(cell.value, int | float | Decimal):
        raise CellError(cell, message("history.bad-month", text=quote(cell.text)))
    text = _number_text(cell.value)
    if _ONE_OR_TEN.fullmatch(text):
        raise CellError(cell, message("history.january-or-october", text=text))
    if not _MONTH_NUMBER.fullmatch(text):
        raise CellError(cell, message("history.bare-number", text=quote(text)))
    return text


def _number_text(number: float | Decimal) -> str:
    """A number without the ``.0`` that a float shows."""
    text = str(number)
    return text.removesuffix(".0") if isinstance(number, float) else text


def _exact(number: float | Decimal) -> bool:
    return -(10**EXACT_DIGITS) < number < 10**EXACT_DIGITS


def _refuse_problem(cell: Cell) -> None:
    if cell.problem is not None:
        raise CellError(cell, cell.problem)
