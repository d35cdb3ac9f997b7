"""Distinct paid months: rows that overlap share months, rows apart add up."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_build import row

from sbparse.record.cumulative import cumulative
from sbparse.record.model import Amounts, Contribution, Insurance
from sbparse.values.month import Month, Period


def counted(*rows: tuple[str, str, int | None]) -> int:
    return cumulative([_row(Period.parse(start, end), months) for start, end, months in rows])[Insurance.PENSION]


def _row(period: Period, months: int | None) -> Contribution:
    return replace(row("2019-01", "2019-01"), period=period, amounts={Insurance.PENSION: Amounts(months)})


@pytest.mark.parametrize(
    ("rows", "months"),
    [
        ((), 0),
        ((("2019-01", "2019-12", 12),), 12),
        ((("2019-01", "2019-12", 7),), 7),
        ((("2019-01", "2019-12", None),), 0),
        ((("2019-01", "2019-12", 13),), 12),
        ((("2019-01", "2019-12", 12), ("2020-01", "2020-12", 12)), 24),
        ((("2020-01", "2020-12", 12), ("2019-01", "2019-12", 12)), 24),
        ((("2019-01", "2019-12", 12), ("2019-12", "2020-06", 7)), 18),
        ((("2019-01", "2019-12", 12), ("2019-06", "2019-06", 1)), 12),
        ((("2019-01", "2019-12", 6), ("2019-06", "2019-06", 1)), 7),
        ((("2019-01", "2019-12", 12), ("2019-03", "2019-04", 2), ("2019-12", "2020-01", 2), ("2020-01", "2020-02", 2)), 14),
        ((("2019-01", "2019-12", 13), ("2020-01", "2020-12", 13)), 24),
    ],
)
def test_each_month_counts_once(rows: tuple[tuple[str, str, int | None], ...], months: int) -> None:
    assert counted(*rows) == months


def test_each_insurance_for_itself() -> None:
    rows = [row("2019-01", "2019-12"), replace(row("2020-01", "2020-12"), amounts={Insurance.MEDICAL: Amounts(5)})]
    assert cumulative(iter(rows)) == {**dict.fromkeys(Insurance, 12), Insurance.MEDICAL: 17}
    assert list(cumulative([])) == list(Insurance)


PERIODS = st.tuples(st.integers(24000, 24060), st.integers(0, 14)).map(lambda at: Period(Month(at[0]), Month(at[0] + at[1])))


@given(st.lists(PERIODS, max_size=8))
def test_whole_periods_count_the_months_that_they_cover(periods: list[Period]) -> None:
    rows = [_row(period, period.months) for period in periods]
    assert cumulative(rows)[Insurance.PENSION] == len({index for period in periods for index in period.indices})
