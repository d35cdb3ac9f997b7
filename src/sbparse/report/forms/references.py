"""What refers to rows moves when a row is put between them: addresses, ranges, formulas.

openpyxl's own ``insert_rows`` moves cells and nothing else (its documentation says so), so the references are moved here.
"""

import re
from dataclasses import dataclass
from typing import Final

from openpyxl.formula.tokenizer import Token, Tokenizer, TokenizerError

_CELL: Final = r"\$?[A-Za-z]{1,3}\$?\d+"
_REFERENCE: Final = re.compile(rf"(?:{_CELL}(?::{_CELL})?|\$?\d+:\$?\d+)")
_ROW: Final = re.compile(r"(\$?)(\d+)(?=$|:)")
_SHEET: Final = re.compile(r"(?P<name>'(?:[^']|'')+'|[^'!]+)!(?P<rest>.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Insertion:
    """A row to be put into a sheet.

    Attributes:
        sheet: the sheet's title.
        at: the number of the new row; the rows from here on move down by one.
        like: the row whose table it joins, one above or at ``at``: a range that ends or begins with that row takes the new one in.
    """

    sheet: str
    at: int
    like: int

    def row(self, number: int) -> int:
        """Where a row is afterwards."""
        return number + 1 if number >= self.at else number

    def rows(self, first: int, last: int) -> tuple[int, int]:
        """The rows that a range has afterwards; one that has the row ``like`` also has the new one."""
        joined = first <= self.like <= last
        begins_here = joined and first == self.at
        ends_above = joined and last == self.at - 1
        return (first if begins_here else self.row(first)), (last + 1 if ends_above else self.row(last))

    def area(self, text: str) -> str:
        """A range such as ``A2:F9`` or ``$A$2:$F$9`` afterwards."""
        numbers = [int(match[2]) for match in _ROW.finditer(text)]
        if not numbers:
            return text
        moved = iter(self.rows(numbers[0], numbers[-1]))
        return _ROW.sub(lambda match: f"{match[1]}{next(moved)}", text) if len(numbers) == 2 else self.reference(text)

    def areas(self, text: str) -> str:
        """Ranges with spaces between them."""
        return " ".join(self.area(part) for part in text.split())

    def reference(self, text: str) -> str:
        """An address or a range in a formula afterwards; what is no address (a name) stays."""
        if not _REFERENCE.fullmatch(text):
            return text
        return _ROW.sub(lambda match: f"{match[1]}{self.row(int(match[2]))}", text)

    def formula(self, text: str, home: str) -> str:
        """A formula afterwards; ``home`` is the title of the sheet that it stands in. What cannot be taken apart stays."""
        try:
            tokens = Tokenizer(text).items
        except TokenizerError:
            return text
        return "=" + "".join(self._token(token, home) for token in tokens)

    def _token(self, token: Token, home: str) -> str:
        value = str(token.value)
        if token.type == Token.FUNC and ":" in value:  # A5:INDEX( is one token
            corner, _, function = value.partition(":")
            return f"{self._operand(corner, home)}:{function}"
        if token.type != Token.OPERAND or token.subtype != Token.RANGE:
            return value
        return self._operand(value, home)

    def _operand(self, value: str, home: str) -> str:
        match = _SHEET.fullmatch(value)
        if match is None:
            return self.reference(value) if home == self.sheet else value
        title = match["name"].strip("'").replace("''", "'")
        return f"{match['name']}!{self.reference(match['rest'])}" if title == self.sheet else value
