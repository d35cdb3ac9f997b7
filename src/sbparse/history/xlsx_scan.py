"""One worksheet part read once for what the library that reads its values does not tell: merges, errors, formulas without a result, and how
far it goes.

The library unfolds a sheet as far as its content goes and takes rows in any order, so both are looked at here first.
"""

import re
from dataclasses import dataclass, field
from typing import IO, Final
from xml.parsers import expat

LAST_ROW: Final = 1_048_576
LAST_COLUMN: Final = 16_384
"""Excel's own limits."""
MAX_MERGED: Final = 2000
"""Merged ranges that are read."""

_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})", re.ASCII)


class SheetError(ValueError):
    """The part is no worksheet as Excel writes them."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range: rows from 1, columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Scan:
    """What a worksheet part holds besides its values.

    Attributes:
        rows: the rows (from 1) with content.
        last_column: the last column (from 0) with content, -1 without any.
        merges: the merged ranges.
        uncomputed: row and column of formulas without a stored result.
        errors: row and column of cells that hold an error, with its name (``#REF!``).
    """

    rows: set[int] = field(default_factory=set)
    last_column: int = -1
    merges: list[Merge] = field(default_factory=list)
    uncomputed: set[tuple[int, int]] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)


def scan(part: IO[bytes]) -> Scan:
    """Read a worksheet part.

    Raises:
        SheetError: rows out of order, or a reference beyond Excel's own limits.
        expat.ExpatError: not well-formed.
    """
    scanner = _Scanner()
    parser = expat.ParserCreate()
    parser.StartElementHandler = scanner.start
    parser.EndElementHandler = scanner.end
    parser.CharacterDataHandler = scanner.text
    parser.ParseFile(part)
    return scanner.found


class _Scanner:
    """The handlers of one pass; element names are taken without their prefix."""

    def __init__(self) -> None:
        self.found = Scan()
        self._row = 0
        self._column = -1
        self._formula = self._result = self._in_value = self._error = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        match tag.rpartition(":")[2]:
            case "row":
                self._begin_row(attributes.get("r"))
            case "c":
                self._begin_cell(attributes)
            case "f":
                self._formula = True
                self._fill()
            case "v" | "is":
                self._in_value = True
                self._fill()
            case "mergeCell":
                self._merge(attributes.get("ref", ""))

    def end(self, tag: str) -> None:
        match tag.rpartition(":")[2]:
            case "v" | "is":
                self._in_value = False
            case "c" if self._formula and not self._result:
                self.found.uncomputed.add((self._row, self._column))

    def text(self, text: str) -> None:
        if self._in_value:
            self._result = True
            if self._error:
                place = (self._row, self._column)
                self.found.errors[place] = self.found.errors.get(place, "") + text

    def _begin_row(self, number: str | None) -> None:
        row = self._row + 1 if number is None else _natural(number)
        if not self._row < row <= LAST_ROW:
            raise SheetError(f"row {row} after row {self._row}")
        self._row, self._column = row, -1

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        row, column = (self._row, self._column + 1) if reference is None else _reference(reference)
        if row != self._row or not self._column < column < LAST_COLUMN:
            raise SheetError(f"cell {reference} in row {self._row}")
        self._column = column
        # A formula whose result is the empty text has a value of type str without content.
        self._formula, self._result, self._error = False, attributes.get("t") == "str", attributes.get("t") == "e"

    def _fill(self) -> None:
        self.found.rows.add(self._row)
        self.found.last_column = max(self.found.last_column, self._column)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        top, left = _reference(first)
        bottom, right = _reference(last or first)
        if bottom < top or right < left or bottom > LAST_ROW or len(self.found.merges) >= MAX_MERGED:
            raise SheetError(f"merged range {reference}")
        self.found.merges.append(Merge(top, left, bottom, right))


def _natural(text: str) -> int:
    if not re.fullmatch(r"\d{1,7}", text, re.ASCII):
        raise SheetError(f"row {text}")
    return int(text)


def _reference(text: str) -> tuple[int, int]:
    """``B3`` as row 3 and column 1 (from 0)."""
    match = _REFERENCE.fullmatch(text.replace("$", "").upper())
    if match is None:
        raise SheetError(f"reference {text}")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column - 1
