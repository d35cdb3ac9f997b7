"""A workbook (.xlsx, .xlsm) as raw sheets."""

import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Final

from sbparse.errors import HistoryError
from sbparse.history.cells import quote
from sbparse.history.package import DAMAGED, damaged, open_package
from sbparse.history.raw import Cell, RawSheet, TooLargeError, Value, address, check_size, sheet_of
from sbparse.history.xlsx_parts import sheet_parts
from sbparse.history.xlsx_scan import Merge, Scan, SheetError, scan
from sbparse.messages import message

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

MAX_COVERED: Final = 1_000_000
"""Cells that the merged ranges of a sheet may cover together, inside its content."""
MAX_UNFOLDED: Final = 2**23
"""Cells from A1 to the end of a sheet's content, empty ones included: so far it is unfolded. A stray cell in Excel's last row leaves room
for eight columns."""
_WHOLE: Final = 1e21
"""A number below this is shown as a whole one where it is one; Excel has no such type, and 201809 arrives as 201809.0."""


def read_xlsx(data: bytes, file: str) -> tuple[RawSheet, ...]:
    """All worksheets in the workbook's order; formulas by the result that was stored with them.

    Raises:
        UnusableFileError: damaged, encrypted or too large unpacked.
        HistoryError: a sheet with more rows or columns than are read.
    """
    with open_package(data, file) as package:
        return sheets_in(package, data, file)


def sheets_in(package: zipfile.ZipFile, data: bytes, file: str) -> tuple[RawSheet, ...]:
    """The same of a package that is open already."""
    from python_calamine import CalamineError, SheetTypeEnum

    try:
        book = _book(data)
        parts = sheet_parts(package)
        sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        return tuple(_sheet(book, sheet.name, package, parts[sheet.name], file) for sheet in sheets)
    except (*DAMAGED, CalamineError) as error:
        raise damaged(file, error) from error


def _book(data: bytes) -> "CalamineWorkbook":
    from python_calamine import load_workbook

    return load_workbook(BytesIO(data))


def _sheet(book: "CalamineWorkbook", name: str, package: zipfile.ZipFile, part: str, file: str) -> RawSheet:
    from python_calamine import SheetVisibleEnum

    with package.open(part) as stream:
        layout = scan(stream)
    try:
        _check(layout)
        filled: dict[int, dict[int, Cell]] = {}
        for row, column, cell in _contents(book.get_sheet_by_name(name), layout) if layout.rows else ():
            filled.setdefault(row, {})[column] = cell
        _spread(filled, layout.merges, layout.last_column)
        visible = next(sheet.visible for sheet in book.sheets_metadata if sheet.name == name)
        return sheet_of(name, quote(name), filled, hidden=visible != SheetVisibleEnum.Visible)
    except TooLargeError as error:
        raise HistoryError(error.what, file=file, place=message("history.place-sheet", sheet=quote(name))) from None


def _check(layout: Scan) -> None:
    check_size(len(layout.rows), layout.last_column + 1)
    if max(layout.rows, default=0) * (layout.last_column + 1) > MAX_UNFOLDED:
        raise TooLargeError(message("history.too-far", row=max(layout.rows)))


def _contents(sheet: "CalamineSheet", layout: Scan) -> Iterator[tuple[int, int, Cell]]:
    """The cells with content, with row (from 1) and column (from 0), row by row."""
    unreadable = {place: message("history.error-value", text=text) for place, text in layout.errors.items()}
    unreadable |= dict.fromkeys(layout.uncomputed, message("history.formula-without-result"))
    for number, row in enumerate(sheet.to_python(skip_empty_area=False), 1):
        for column, value in enumerate(row if number in layout.rows else ()):
            if value != "" and (number, column) not in unreadable:
                yield number, column, Cell(number, address(number, column), _value(value))
    for (number, column), problem in unreadable.items():
        text = layout.errors.get((number, column))
        yield number, column, Cell(number, address(number, column), text, problem=problem)


def _value(value: Value) -> Value:
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < _WHOLE else value


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
