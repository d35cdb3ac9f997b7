"""A file as raw sheets: what stands in which cell, before anything of it is understood.

Every reader (workbook, CSV, JSON, Word) ends here, and :mod:`sbparse.history.sheets` begins here.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final, TypeAlias

from sbparse.messages import Message, message
from sbparse.values.money import blank

Value: TypeAlias = str | int | float | Decimal | date | datetime | time | timedelta | None
"""What a cell holds. A number stays a number: only then can it be told that 2018.1 may have been 2018.10."""

MAX_ROWS: Final = 5000
"""Rows with content that are read of one sheet; a working life has some ten."""
MAX_COLUMNS: Final = 256
"""Columns that are read of one sheet."""


class TooLargeError(ValueError):
    """A sheet has more rows or columns with content than are read; ``what`` says which."""

    def __init__(self, what: Message) -> None:
        super().__init__(what.key)
        self.what = what


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Attributes:
        row: its own row number, as the user counts.
        address: its name in the sheet: ``D3``; in JSON the key.
        value: what it holds; None is empty.
        typed: whether the file tells numbers from text. A CSV does not, so its ``2018.1`` may have been a number once.
        problem: why it cannot be read although there is something in it (a formula without a stored result, ``#REF!``).
    """

    row: int
    address: str
    value: Value = None
    typed: bool = True
    problem: Message | None = None

    @property
    def text(self) -> str:
        """The content as text, outer white space removed."""
        return "" if self.value is None else str(self.value).strip()

    @property
    def empty(self) -> bool:
        """Whether it says nothing: no content, or only a dash (CONTRACT: a blank cell or a dash is null)."""
        return self.problem is None and (self.value is None or (isinstance(self.value, str) and blank(self.value)))


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number as the user counts and its cells, by column from the left. A merged cell stands in every place it covers."""

    number: int
    cells: tuple[Cell, ...]

    def at(self, column: int) -> Cell:
        """The cell in a column (from 0), an empty one beyond the row's end."""
        return self.cells[column] if column < len(self.cells) else Cell(self.number, address(self.number, column))

    def owns(self, cell: Cell) -> bool:
        """Whether the cell begins in this row, and not in one above from which it is merged."""
        return cell.row == self.number


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet, CSV, JSON list or Word table.

    Attributes:
        name: the name by which it is found; None where it has none.
        label: how a message names it; None where the file is the sheet.
        rows: the rows with content, from the top.
        hidden: whether Excel hides it; a hidden sheet is read only when its name asks for it.
    """

    name: str | None
    label: str | Message | None
    rows: tuple[Row, ...]
    hidden: bool = False

    def place(self, cell: Cell) -> Message:
        """Sheet, row and cell, for a message."""
        if self.label is None:
            return message("history.place-row-cell", row=cell.row, cell=cell.address)
        return message("history.place-cell", sheet=self.label, row=cell.row, cell=cell.address)


def address(row: int, column: int) -> str:
    """The cell's name as spreadsheets show it: row from 1, column from 0; ``address(3, 27)`` is ``AB3``."""
    letters = ""
    rest = column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


def check_size(rows: int, columns: int) -> None:
    """Raises TooLargeError for more rows or columns with content than are read."""
    if rows > MAX_ROWS:
        raise TooLargeError(message("history.too-many-rows", limit=MAX_ROWS))
    if columns > MAX_COLUMNS:
        raise TooLargeError(message("history.too-many-columns", limit=MAX_COLUMNS))


def sheet_of(
    name: str | None, label: str | Message | None, filled: dict[int, dict[int, Cell]], *, typed: bool = True, hidden: bool = False
) -> RawSheet:
    """A sheet from its cells with content, ``filled[row][column]``; the gaps become empty cells.

    Raises:
        TooLargeError: more than :data:`MAX_ROWS` rows or :data:`MAX_COLUMNS` columns.
    """
    width = max((column + 1 for cells in filled.values() for column in cells), default=0)
    check_size(len(filled), width)
    rows = tuple(
        Row(number, tuple(cells.get(column) or Cell(number, address(number, column), typed=typed) for column in range(width)))
        for number, cells in sorted(filled.items())
    )
    return RawSheet(name, label, rows, hidden)
