"""One cell: a text that stays a text, a real number, a real date.

Texts come from PDFs and from other people's workbooks. Whatever they begin with, they are written as inline strings with an explicit type;
the only formulas in a report are :class:`Formula` values, made by the report itself.
"""

from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final, TypeAlias
from weakref import WeakKeyDictionary

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from sbparse.report.clean import starts_formula
from sbparse.report.sheets.palette import Tone
from sbparse.report.sheets.style import ALIGNMENTS, BODY, BOLD, BOX, LINK, QUIET, Side, fill
from sbparse.report.voice import Voice
from sbparse.values.month import Month

_LONGEST_TEXT: Final = 32_767  # characters in a cell, a limit of the file format
_ELLIPSIS: Final = "…"

_MONTH_FORMAT: Final = "yyyy-mm"
_DAY_FORMAT: Final = "yyyy-mm-dd"
_COUNT_FORMAT: Final = "0"
_MONEY_FORMAT: Final = "#,##0.00"
_TEXT_FORMAT: Final = "@"
# The mark stands in the number format, so that the cell's own value stays what it is: a month to sort by, a name to copy.
_DIFFERS: Final = '"≠ "'
_FONTS: Final = {"body": BODY, "bold": BOLD, "quiet": QUIET, "link": LINK}

_Look: TypeAlias = tuple[str, Side, str, Tone | None, bool, bool]
_LOOKS: Final[WeakKeyDictionary[Workbook, dict[_Look, StyleArray]]] = WeakKeyDictionary()
"""What each open workbook calls a look: number format, side, font, tone, whether boxed, whether marked as a text."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of the report's own, with the format of what it yields and the text that widths are measured with."""

    text: str
    money: bool
    sample: Decimal


Value: TypeAlias = str | int | Decimal | Month | date | Formula | None
"""What a cell can hold; money is ``Decimal``, a month becomes the date of its first day shown as ``yyyy-mm``."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A value and how it looks.

    Attributes:
        value: the value.
        tone: the fill; None for none.
        differs: marks the cell with ``≠`` (without changing its value).
        bold, quiet: the font.
        side: where the value stands; None leaves it to the kind of value.
        boxed: whether it has a border.
        link: where in the workbook the cell leads (:func:`location`).
        shown_as: a number format in place of the one that goes with the kind of value.
    """

    value: Value = None
    tone: Tone | None = None
    differs: bool = False
    bold: bool = False
    quiet: bool = False
    side: Side | None = None
    boxed: bool = True
    link: str | None = None
    shown_as: str | None = None


def location(sheet: str, row: int) -> str:
    """A row of a sheet as a cell's link names it."""
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!A{row}"


def as_cell(value: Value | Cell, voice: Voice) -> Cell:
    """A cell whose text is fit to be shown."""
    cell = value if isinstance(value, Cell) else Cell(value)
    return replace(cell, value=_fit(voice.quote(cell.value))) if isinstance(cell.value, str) else cell


def shown(cell: Cell) -> str:
    """The text that a reader sees, for measuring."""
    mark = "≠ " if cell.differs else ""
    return mark + _text_of(cell.value)


def write(sheet: Worksheet, row: int, column: int, cell: Cell) -> SheetCell:
    """Write a cell of :func:`as_cell` into a sheet and give it back; TypeError inside a merged range, whose cells take no value."""
    target = sheet.cell(row, column)
    if not isinstance(target, SheetCell):
        raise TypeError(f"{target.coordinate} is merged")
    _write_value(target, cell.value)
    _dress(target, cell, sheet.parent)
    if cell.link and cell.value is not None:
        target.hyperlink = Hyperlink(ref=target.coordinate, location=cell.link)
    return target


def _dress(target: SheetCell, cell: Cell, book: Workbook | None) -> None:
    """Give a cell its looks. openpyxl looks every part of them up among those of the whole book, which takes most of the time that a large
    workbook takes; there are a few dozen looks, and what a book calls each is kept."""
    shown_as = cell.shown_as or (_DIFFERS if cell.differs else "") + _format(cell.value)
    font = "bold" if cell.bold else "quiet" if cell.quiet else "link" if cell.link else "body"
    prefixed = isinstance(cell.value, str) and starts_formula(cell.value)
    look = (shown_as, _side(cell), font, cell.tone, cell.boxed, prefixed)
    known = _LOOKS.setdefault(book, {}) if book else {}
    if look not in known:
        target.number_format, target.alignment, target.font = shown_as, ALIGNMENTS[look[1]], _FONTS[font]
        target.quotePrefix = prefixed
        if cell.tone:
            target.fill = fill(cell.tone)
        if cell.boxed:
            target.border = BOX
        known[look] = target._style  # type: ignore[attr-defined]  # openpyxl has no other name for all of a cell's looks
    target._style = copy(known[look])  # type: ignore[attr-defined]


def _write_value(target: SheetCell, value: Value) -> None:
    if isinstance(value, str):
        target.value = value
        target.data_type = "s"  # openpyxl has taken a text that starts with = for a formula by now
    elif isinstance(value, Formula):
        target.value = value.text
    elif isinstance(value, Month):
        target.value = value.first_day()
    else:
        target.value = value


def _text_of(value: Value) -> str:
    if isinstance(value, Formula):
        return _text_of(value.sample if value.money else int(value.sample))
    if isinstance(value, Decimal):
        return f"{value:,.2f}"
    return "" if value is None else str(value)


def _format(value: Value) -> str:
    if isinstance(value, Formula):
        return _MONEY_FORMAT if value.money else _COUNT_FORMAT
    if isinstance(value, Month):
        return _MONTH_FORMAT
    if isinstance(value, date):
        return _DAY_FORMAT
    if isinstance(value, Decimal):
        return _MONEY_FORMAT
    return _COUNT_FORMAT if isinstance(value, int) else _TEXT_FORMAT


def _side(cell: Cell) -> Side:
    if cell.side:
        return cell.side
    if isinstance(cell.value, Decimal) or (isinstance(cell.value, Formula) and cell.value.money):
        return "right"
    return "left" if isinstance(cell.value, str | None) else "centre"


def _fit(text: str) -> str:
    return text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + _ELLIPSIS
