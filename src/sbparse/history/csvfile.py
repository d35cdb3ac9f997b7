"""A CSV as one raw sheet, 工作经历. Its rows are numbered as a spreadsheet does: line breaks in a field are none, a blank line is a row."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Final

from sbparse.errors import HistoryError, UnusableFileError
from sbparse.history.forms import STINTS
from sbparse.history.raw import MAX_COLUMNS, MAX_ROWS, Cell, RawSheet, TooLargeError, address, check_size, sheet_of
from sbparse.history.tables import nearest_header
from sbparse.history.xlsx_scan import LAST_COLUMN, LAST_ROW
from sbparse.messages import message

DELIMITERS: Final = (",", ";", "\t", "，")
"""Tried in this order; the one with which most headings of 工作经历 are found is the file's."""


def read_csv(text: str, file: str) -> tuple[RawSheet, ...]:
    """The one sheet of a CSV.

    Raises:
        UnusableFileError: quotation marks that do not fit with any delimiter.
        HistoryError: more rows or columns than are read.
    """
    readings: list[RawSheet] = []
    failure: csv.Error | TooLargeError | None = None
    for delimiter in DELIMITERS:
        try:
            readings.append(_sheet(text, delimiter))
        except (csv.Error, TooLargeError) as error:
            failure = failure or error
    best = max(readings, key=_headings, default=None)
    if failure is not None and (best is None or not _headings(best)):
        what = failure.what if isinstance(failure, TooLargeError) else message("history.bad-csv")
        raise HistoryError(what, file=file) if isinstance(failure, TooLargeError) else UnusableFileError(what, file=file)
    return (best,) if best else ()


def _sheet(text: str, delimiter: str) -> RawSheet:
    filled: dict[int, dict[int, Cell]] = {}
    for number, fields in enumerate(csv.reader(_lines(text, delimiter), delimiter=delimiter, strict=True), 1):
        cells = {column: Cell(number, address(number, column), field, typed=False) for column, field in enumerate(fields) if field.strip()}
        if cells:
            filled[number] = cells
            check_size(len(filled), 0)
    return sheet_of(None, None, filled, typed=False)


def _lines(text: str, delimiter: str) -> Iterator[str]:
    """The lines of a CSV; TooLargeError for more than a spreadsheet has rows or columns, before all of them are taken apart."""
    for number, line in enumerate(StringIO(text, newline=""), 1):
        if number > LAST_ROW:
            raise TooLargeError(message("history.too-many-rows", limit=MAX_ROWS))
        if line.count(delimiter) > LAST_COLUMN:
            raise TooLargeError(message("history.too-many-columns", limit=MAX_COLUMNS))
        yield line


def _headings(sheet: RawSheet) -> int:
    header = nearest_header(STINTS, sheet)
    return len(header.columns) if header else 0
