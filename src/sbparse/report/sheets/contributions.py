"""缴费明细: every row of 五险缴费明细, the printed 合计, and the same sums by live formulas."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from openpyxl.utils import get_column_letter

from sbparse.record.model import PAID_BY_PERSON, Amounts, Contribution, Insurance
from sbparse.report.sheets.cell import Cell, Formula
from sbparse.report.sheets.palette import Tone
from sbparse.report.sheets.table import FIRST_ROW, Column, Row, Table, columns
from sbparse.report.voice import Voice
from sbparse.report.wording import insurance as insurance_name
from sbparse.review.model import Source

_Kind: TypeAlias = Literal["months", "base", "personal"]
_Figure: TypeAlias = int | Decimal | None

AMOUNT_COLUMNS: Final[tuple[tuple[Insurance, _Kind], ...]] = tuple(
    (insurance, kind)
    for insurance in Insurance
    for kind in ("months", "base", "personal")
    if kind != "personal" or insurance in PAID_BY_PERSON
)
"""The number columns of the form, left to right."""

_BLANK: Final = Amounts()
_WIDTHS: Final = {"record": 6.0, "start": 12.0, "end": 12.0, "supplemental": 6.0}
_PAGE_WIDTH: Final = {"pdf-page": 6.0}


def contributions_table(sources: Sequence[Source], voice: Voice) -> Table:
    """One row a period, records one after the other; below them two rows a record, printed and computed totals."""
    headings = [
        Column(voice.say(f"amount.{kind}", insurance=insurance_name(insurance)), 8 if kind == "months" else 14)
        for insurance, kind in AMOUNT_COLUMNS
    ]
    rows: list[Row] = [
        (
            record,
            row.period.start,
            row.period.end,
            Cell("*" if row.supplemental else None, side="centre"),
            *figures(row.amounts),
            row.where.page,
        )
        for record, source in enumerate(sources, start=1)
        for row in source.record.contributions
    ]
    foot = [line for record, source in enumerate(sources, start=1) for line in _totals(record, source, len(sources), len(rows), voice)]
    return Table(
        voice.say("sheet.contributions"),
        (*columns(voice, _WIDTHS), *headings, *columns(voice, _PAGE_WIDTH)),
        rows,
        foot,
        still=len(_WIDTHS),
    )


def figures(amounts: dict[Insurance, Amounts]) -> Iterator[_Figure]:
    """The numbers of a row in the order of :data:`AMOUNT_COLUMNS`."""
    return (_figure(amounts.get(insurance, _BLANK), kind) for insurance, kind in AMOUNT_COLUMNS)


def _figure(amounts: Amounts, kind: _Kind) -> _Figure:
    return {"months": amounts.months, "base": amounts.base, "personal": amounts.personal}[kind]


def _totals(record: int, source: Source, records: int, rows: int, voice: Voice) -> Iterator[Row]:
    totals = source.record.totals
    if totals is not None:
        printed = figures(totals.amounts)
        yield _line(record, voice.say("total.printed"), printed, totals.where.page)
    if source.record.contributions:
        yield _line(record, voice.say("total.computed"), _sums(record, source.record.contributions, records, rows), None)


def total_rows(sources: Sequence[Source]) -> dict[int, tuple[int | None, int | None]]:
    """The worksheet rows of each record's two totals, printed and summed, by the record's position from 0; None where there is none."""
    rows: dict[int, tuple[int | None, int | None]] = {}
    free = FIRST_ROW + sum(len(source.record.contributions) for source in sources)
    for position, source in enumerate(sources):
        printed = free if source.record.totals is not None else None
        free += printed is not None
        summed = free if source.record.contributions else None
        free += summed is not None
        rows[position] = (printed, summed)
    return rows


def amount_column(insurance: Insurance, kind: _Kind) -> str:
    """The letter of a figure's column."""
    return get_column_letter(len(_WIDTHS) + 1 + AMOUNT_COLUMNS.index((insurance, kind)))


def _line(record: int, label: str, cells: Iterable[_Figure | Formula], page: int | None) -> Row:
    values = (record, label, None, None, *cells, page)
    return [Cell(value, tone=Tone.TOTAL, bold=True) for value in values]


def _sums(record: int, contributions: Sequence[Contribution], records: int, rows: int) -> Iterator[Formula | None]:
    """A sum a column; blank where the column is, since nothing was summed."""
    by_row = [list(figures(row.amounts)) for row in contributions]
    for index, (_, kind) in enumerate(AMOUNT_COLUMNS):
        printed = [Decimal(figure) for row in by_row if (figure := row[index]) is not None]
        letter = get_column_letter(len(_WIDTHS) + index + 1)
        cells = f"{letter}${FIRST_ROW}:{letter}${rows + FIRST_ROW - 1}"
        # With several records, sorting the sheet must not move a row into another record's sum.
        own = f"=SUM({cells})" if records == 1 else f"=SUMIF($A${FIRST_ROW}:$A${rows + FIRST_ROW - 1},{record},{cells})"
        yield Formula(own, kind != "months", sum(printed, Decimal())) if printed else None
