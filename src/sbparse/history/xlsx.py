"""A workbook (.xlsx, .xlsm) as raw sheets."""

import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO
from typing import Final, Protocol, cast

from sbparse.errors import HistoryError
from sbparse.history.cells import quote
from sbparse.history.package import DAMAGED, damaged, open_package
from sbparse.history.raw import Cell, RawSheet, TooLargeError, Value, address, check_size, sheet_of
from sbparse.history.xlsx_scan import Merge, Scan, SheetError, scan
from sbparse.messages import Message, message

MAX_COVERED: Final = 1_000_000
"""Cells that the merged ranges of a sheet may cover together, inside its content."""


EAST_ASIAN_DATES: Final = frozenset({*range(27, 32), 36, *range(50, 55), 57, 58})
"""Built-in number formats of Chinese Excel that show a date (57 is ``2018年9月``). A file names them by number alone, and openpyxl does not
know them. Source: ECMA-376 part 1, 18.8.30, zh-cn."""


class _OpenpyxlStyle(Protocol):
    numFmtId: int  # noqa: N815 - openpyxl's name


class _OpenpyxlCell(Protocol):
    value: Value
    data_type: str
    style_array: _OpenpyxlStyle


class _OpenpyxlSheet(Protocol):
    """What is used of openpyxl's streamed worksheets; its published types know them only as full ones."""

    title: str
    sheet_state: str
    _worksheet_path: str  # the only way from a streamed sheet to its part, and so to its merged ranges

    def iter_rows(self, *, min_row: int, max_row: int, min_col: int, max_col: int) -> Iterator[tuple[_OpenpyxlCell, ...]]: ...


def read_xlsx(data: bytes, file: str) -> tuple[RawSheet, ...]:
    """All worksheets in the workbook's order; formulas by the result that was stored with them.

    Raises:
        UnusableFileError: damaged, encrypted or too large unpacked.
        HistoryError: a sheet with more rows or columns than are read.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import CellCoordinatesException, InvalidFileException

    package = open_package(data, file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions that openpyxl would not write back
            book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
            return tuple(_sheet(cast("_OpenpyxlSheet", sheet), package, book.epoch, file) for sheet in book.worksheets)
    except (*DAMAGED, CellCoordinatesException, InvalidFileException) as error:
        raise damaged(file, error) from error


def _sheet(sheet: _OpenpyxlSheet, package: zipfile.ZipFile, epoch: datetime, file: str) -> RawSheet:
    with package.open(sheet._worksheet_path) as part:
        layout = scan(part)
    try:
        filled = _filled(sheet, layout, epoch)
        _spread(filled, layout.merges, layout.last_column)
        return sheet_of(sheet.title, quote(sheet.title), filled, hidden=sheet.sheet_state != "visible")
    except TooLargeError as error:
        raise HistoryError(error.what, file=file, place=message("history.place-sheet", sheet=quote(sheet.title))) from None


def _filled(sheet: _OpenpyxlSheet, layout: Scan, epoch: datetime) -> dict[int, dict[int, Cell]]:
    """The cells with content by row (from 1) and column (from 0)."""
    check_size(len(layout.rows), layout.last_column + 1)
    filled: dict[int, dict[int, Cell]] = {}
    for number, column, cell in _contents(sheet, layout, epoch):
        filled.setdefault(number, {})[column] = cell
    return filled


def _contents(sheet: _OpenpyxlSheet, layout: Scan, epoch: datetime) -> Iterator[tuple[int, int, Cell]]:
    if not layout.rows:
        return
    rows = sheet.iter_rows(min_row=1, max_row=max(layout.rows), min_col=1, max_col=layout.last_column + 1)
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row if number in layout.rows else ()):
            problem = _problem(cell, uncomputed=(number, column) in layout.uncomputed)
            if cell.value is not None or problem is not None:
                yield number, column, Cell(number, address(number, column), _value(cell, epoch), problem=problem)


def _problem(cell: _OpenpyxlCell, *, uncomputed: bool) -> Message | None:
    if cell.data_type == "e":
        return message("history.error-value", text=cell.value)
    return message("history.formula-without-result") if uncomputed else None


def _value(cell: _OpenpyxlCell, epoch: datetime) -> Value:
    from openpyxl.utils.datetime import from_excel
    from openpyxl.utils.escape import unescape

    if isinstance(cell.value, str):
        return unescape(cell.value)
    if isinstance(cell.value, int | float) and cell.data_type == "n" and cell.style_array.numFmtId in EAST_ASIAN_DATES:
        try:
            day: Value = from_excel(cell.value, epoch)
        except (ValueError, OverflowError):  # beyond any date: a number, then
            return cell.value
        return day
    return cell.value


def _spread(filled: dict[int, dict[int, Cell]], merges: Iterable[Merge], last_column: int) -> None:
    """Put the content of a merged cell into every place it covers, in rows that have content of their own."""
    covered = 0
    for merge in merges:
        origin = filled.get(merge.top, {}).get(merge.left)
        if origin is None:
            continue
        rows = [number for number in filled if merge.top <= number <= merge.bottom]
        columns = range(merge.left, min(merge.right, last_column) + 1)
        covered += len(rows) * len(columns)
        if covered > MAX_COVERED:
            raise SheetError("merged ranges too large")
        for number in rows:
            filled[number].update(dict.fromkeys(columns, origin))
