"""验算: the arithmetic of the records as live formulas, so that it can be followed in a spreadsheet without this program.

Rows of 缴费明细 → 合计 → 补充资料, 单位变动记录 against 缴费明细, months against the periods that hold them: a line has two figures
and their difference, which a spreadsheet recomputes from the other sheets.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from openpyxl.utils import get_column_letter

from sbparse.messages import message
from sbparse.record.model import Amounts, Employment, Insurance, RightsRecord
from sbparse.report import wording
from sbparse.report.sheets.cell import Cell, Formula, Value
from sbparse.report.sheets.contributions import AMOUNT_COLUMNS, amount_column, total_rows
from sbparse.report.sheets.table import FIRST_ROW, Row, Table, columns
from sbparse.report.voice import Voice
from sbparse.review.model import Source

_WIDTHS: Final = {
    "record": 6.0,
    "proof-of": 34.0,
    "proof-left": 30.0,
    "proof-left-value": 14.0,
    "proof-right": 30.0,
    "proof-right-value": 14.0,
    "proof-difference": 14.0,
    "proof-meaning": 46.0,
}
_LEFT: Final = "D"
_RIGHT: Final = "F"
# The sign stands in the number format, so that the difference stays a number. Positive; negative; nothing.
_EXACT: Final = '"≠ "0;"≠ "-0;"√ "0'
_EXACT_MONEY: Final = '"≠ "#,##0.00;"≠ "-#,##0.00;"√ "0.00'
_AT_LEAST: Final = '"○ "0;"≠ "-0;"√ "0'
_AT_MOST: Final = '"≠ "0;"○ "-0;"√ "0'
_NOTHING: Final = Amounts()


@dataclass(frozen=True, slots=True)
class _Proof:
    """A line: what is proved, both figures with their names, how the difference reads."""

    of: str
    left: str
    left_value: Value
    right: str
    right_value: Value
    shown_as: str
    meaning: str


@dataclass(frozen=True, slots=True)
class _Sheets:
    """Where the figures are: the other sheets' names and the rows of the records in them."""

    sources: Sequence[Source]
    voice: Voice

    def cell(self, sheet: str, column: str, row: int) -> str:
        return f"'{self.voice.say(f'sheet.{sheet}')}'!{column}{row}"

    def sum(self, sheet: str, column: str, record: int) -> str:
        """The sum of a column over the rows of a record."""
        rows = [len(s.record.contributions if sheet == "contributions" else s.record.employments) for s in self.sources]
        name, last = f"'{self.voice.say(f'sheet.{sheet}')}'", FIRST_ROW + sum(rows) - 1
        cells = f"{name}!{column}${FIRST_ROW}:{column}${last}"
        if len(self.sources) == 1:
            return f"SUM({cells})"
        return f"SUMIF({name}!$A${FIRST_ROW}:$A${last},{record + 1},{cells})"


def proof_table(sources: Sequence[Source], voice: Voice) -> Table:
    """The lines of all records; a figure that was not printed makes no line."""
    sheets = _Sheets(sources, voice)
    rows: list[Row] = []
    for record, source in enumerate(sources):
        for proof in _proofs(record, source.record, sheets):
            rows.append(_row(record, proof, FIRST_ROW + len(rows)))
    return Table(voice.say("sheet.proof"), columns(voice, _WIDTHS), rows, still=2)


def _row(record: int, proof: _Proof, row: int) -> Row:
    left, right = _number(proof.left_value), _number(proof.right_value)
    difference = Formula(f"={_LEFT}{row}-{_RIGHT}{row}", isinstance(proof.left_value, Formula) and proof.left_value.money, left - right)
    return (
        record + 1,
        proof.of,
        proof.left,
        proof.left_value,
        proof.right,
        proof.right_value,
        Cell(difference, bold=True, shown_as=proof.shown_as, side="centre"),
        Cell(proof.meaning, quiet=True),
    )


def _number(value: Value) -> Decimal:
    return value.sample if isinstance(value, Formula) else Decimal(value) if isinstance(value, int | Decimal) else Decimal()


def _proofs(record: int, own: RightsRecord, sheets: _Sheets) -> Iterator[_Proof]:
    yield from _totals(record, own, sheets)
    yield from _employments(record, own, sheets)
    yield from _supplement(record, own, sheets)
    yield from _spans(record, own, sheets)


def _totals(record: int, own: RightsRecord, sheets: _Sheets) -> Iterator[_Proof]:
    """Each 合计 against the sum of its column."""
    say, (printed_row, _) = sheets.voice.say, total_rows(sheets.sources)[record]
    for insurance, kind in AMOUNT_COLUMNS:
        printed = getattr(own.totals.amounts.get(insurance, _NOTHING), kind) if own.totals else None
        if printed is None or printed_row is None or not own.contributions:
            continue
        money, column = kind != "months", amount_column(insurance, kind)
        figures = [getattr(row.amounts.get(insurance, _NOTHING), kind) for row in own.contributions]
        total = sum((Decimal(figure) for figure in figures if figure is not None), Decimal())
        yield _Proof(
            say("proof.total", amount=message(f"report.amount.{kind}", insurance=wording.insurance(insurance))),
            say("proof.rows"),
            Formula("=" + sheets.sum("contributions", column, record), money, total),
            say("proof.printed-total"),
            Formula("=" + sheets.cell("contributions", column, printed_row), money, Decimal(printed)),
            _EXACT_MONEY if money else _EXACT,
            say("proof.exact"),
        )


def _employments(record: int, own: RightsRecord, sheets: _Sheets) -> Iterator[_Proof]:
    """实际缴费月数 of all employers against the pension months of the table."""
    if not own.employments or not own.contributions:
        return
    say = sheets.voice.say
    paid = sum(row.months or 0 for row in own.employments)
    yield _Proof(
        say("proof.employments"),
        say("proof.by-employer"),
        Formula("=" + sheets.sum("employments", "E", record), False, Decimal(paid)),
        say("proof.pension-rows"),
        _months(Insurance.PENSION, record, own, sheets),
        _EXACT,
        say("proof.exact-or-overlap"),
    )


def _months(insurance: Insurance, record: int, own: RightsRecord, sheets: _Sheets, more: int = 0) -> Formula:
    """The months of the rows, with ``more`` that stand in no row."""
    column = amount_column(insurance, "months")
    total = sum(row.amounts.get(insurance, _NOTHING).months or 0 for row in own.contributions) + more
    return Formula("=" + sheets.sum("contributions", column, record) + (f"+{more}" if more else ""), False, Decimal(total))


def _supplement(record: int, own: RightsRecord, sheets: _Sheets) -> Iterator[_Proof]:
    """The printed 累计 against the rows; what was back-filled stands in no row."""
    say, printed = sheets.voice.say, own.supplement
    added = {Insurance.PENSION: printed.backfilled_months or 0, Insurance.MEDICAL: 0}
    figures = {Insurance.PENSION: printed.pension_months, Insurance.MEDICAL: printed.medical_months}
    for insurance, figure in figures.items():
        if figure is not None and own.contributions:
            name, more = wording.insurance(insurance), added[insurance]
            yield _Proof(
                say("proof.cumulative", insurance=name),
                say("proof.rows-and-backfilled", months=more) if more else say("proof.rows"),
                _months(insurance, record, own, sheets, more),
                say("proof.printed-cumulative"),
                figure,
                _AT_MOST,
                say("proof.at-most"),
            )


def _spans(record: int, own: RightsRecord, sheets: _Sheets) -> Iterator[_Proof]:
    """The months of each employment's period against those paid in it."""
    say = sheets.voice.say
    first = FIRST_ROW + sum(len(source.record.employments) for source in sheets.sources[:record])
    for position, row in enumerate(own.employments):
        if row.months is not None:
            yield _Proof(
                say("proof.span", number=position + 1, employer=row.employer),
                say("proof.period-months"),
                _span(row, first + position, sheets),
                say("column.paid-months"),
                Formula("=" + sheets.cell("employments", "E", first + position), False, Decimal(row.months)),
                _AT_LEAST,
                say("proof.at-least"),
            )


def _span(row: Employment, at: int, sheets: _Sheets) -> Formula:
    start, end = (sheets.cell("employments", get_column_letter(column), at) for column in (3, 4))
    months = f"=(YEAR({end})-YEAR({start}))*12+MONTH({end})-MONTH({start})+1"
    return Formula(months, False, Decimal(row.period.months))
