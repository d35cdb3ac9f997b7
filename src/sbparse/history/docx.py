"""The tables of a Word document as raw sheets, nested ones too; a row's number is its row in the table, from 1.

python-docx opens the package. The cells are walked here, because its ``cell.text`` leaves out what forms are full of: content controls and
tracked insertions.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from sbparse.errors import HistoryError, UnusableFileError
from sbparse.history.package import DAMAGED, damaged, open_package
from sbparse.history.raw import MAX_COLUMNS, Cell, RawSheet, TooLargeError, address, sheet_of
from sbparse.messages import message

MAX_TABLES: Final = 200
"""Tables that are read of one document."""
MAX_CELLS: Final = 1_000_000
"""Cells of all tables together, each counted in every column that it spans."""

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TABLE, _ROW, _CELL = f"{_W}tbl", f"{_W}tr", f"{_W}tc"
_BREAKS: Final = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": " ", f"{_W}noBreakHyphen": "-"}
_GONE: Final = (f"{_W}del", f"{_W}moveFrom")
"""Tracked deletions: still in the file, no longer in the document."""


def read_docx(data: bytes, file: str) -> tuple[RawSheet, ...]:
    """All tables in the document's order.

    Raises:
        UnusableFileError: damaged, encrypted or too large unpacked.
        HistoryError: no table, or one with more rows or columns than are read.
    """
    from docx import Document
    from docx.exceptions import PythonDocxError
    from docx.opc.exceptions import OpcError

    open_package(data, file).close()
    try:
        body = Document(BytesIO(data)).element.body
        tables = list(body.iter(_TABLE))[: MAX_TABLES + 1]
        _check(body, file)
        sheets = [_sheet(table, number, file) for number, table in enumerate(tables, 1)]
    except (*DAMAGED, PythonDocxError, OpcError) as error:
        raise damaged(file, error) from error
    if not sheets:
        raise HistoryError(message("history.no-table"), file=file)
    if len(sheets) > MAX_TABLES:
        raise HistoryError(message("history.too-many-tables", limit=MAX_TABLES), file=file)
    return tuple(sheets)


def _check(body: Any, file: str) -> None:
    """Before there are cells: a few bytes may span as many columns as a sheet has."""
    spans = (_value(cell, f"{_W}tcPr/{_W}gridSpan", 1) for cell in body.iter(_CELL))
    if sum(min(max(1, span), MAX_COLUMNS + 1) for span in spans) > MAX_CELLS:
        raise UnusableFileError(message("history.too-large-unpacked"), file=file)


def _sheet(table: Any, number: int, file: str) -> RawSheet:
    label = message("history.word-table", number=number)
    try:
        return sheet_of(None, label, _filled(table))
    except TooLargeError as error:
        raise HistoryError(error.what, file=file, place=message("history.place-sheet", sheet=label)) from None


def _filled(table: Any) -> dict[int, dict[int, Cell]]:
    """The cells with content by row (from 1) and column (from 0); a merged cell stands in every place it covers."""
    filled: dict[int, dict[int, Cell]] = {}
    above: dict[int, Cell] = {}
    for number, row in enumerate(_own(table, _ROW), 1):
        current: dict[int, Cell] = {}
        for column, width, element in _placed(row):
            cell = above.get(column) if _goes_on(element) else Cell(number, address(number, column), _text(element) or None)
            if cell is not None:
                current |= dict.fromkeys(range(column, column + width), cell)
        above = current
        content = {column: cell for column, cell in current.items() if not cell.empty}
        if any(cell.row == number for cell in content.values()):
            filled[number] = content
    return filled


def _placed(row: Any) -> Iterator[tuple[int, int, Any]]:
    """The cells of a row with their column (from 0) and the columns they span."""
    column = _value(row, f"{_W}trPr/{_W}gridBefore", 0)
    for element in _own(row, _CELL):
        width = max(1, _value(element, f"{_W}tcPr/{_W}gridSpan", 1))
        if column + width > MAX_COLUMNS:
            raise TooLargeError(message("history.too-many-columns", limit=MAX_COLUMNS))
        yield column, width, element
        column += width


def _own(parent: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row: through content controls, not into nested tables, without deleted ones."""
    for child in parent:
        if child.tag == tag:
            if child.find(f"{_W}trPr/{_W}del") is None:
                yield child
        elif child.tag not in (_TABLE, _ROW, _CELL, *_GONE):
            yield from _own(child, tag)


def _goes_on(cell: Any) -> bool:
    """Whether a cell continues the one above it (``vMerge`` without ``restart``)."""
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merge is not None and merge.get(f"{_W}val", "continue") == "continue"


def _value(element: Any, path: str, default: int) -> int:
    found = element.find(path)
    return default if found is None else int(found.get(f"{_W}val", default))


def _text(cell: Any) -> str:
    """The text of a cell, paragraph by paragraph; nested tables are sheets of their own."""
    paragraphs = ("".join(_pieces(paragraph)) for paragraph in _paragraphs(cell))
    return "\n".join(text for text in (p.strip() for p in paragraphs) if text)


def _paragraphs(element: Any) -> Iterator[Any]:
    for child in element:
        if child.tag == f"{_W}p":
            yield child
        elif child.tag not in (_TABLE, *_GONE):
            yield from _paragraphs(child)


def _pieces(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag not in _GONE:
            yield from _pieces(child)
