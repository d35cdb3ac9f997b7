"""Months and periods: order and arithmetic are those of the calendar, both ends count, no month outside the years that are known."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sbparse.values.month import FIRST_YEAR, LAST_YEAR, Month, Period, runs, years_text

LOW, HIGH = FIRST_YEAR * 12, LAST_YEAR * 12 + 11
MONTHS = st.integers(LOW, HIGH).map(Month)
# Near one another, so that they touch, overlap and leave gaps.
CLOSE = st.integers(2018 * 12, 2018 * 12 + 30).map(Month)


@st.composite
def periods(draw: st.DrawFn, months: st.SearchStrategy[Month] = CLOSE) -> Period:
    start, end = sorted((draw(months), draw(months)))
    return Period(start, end)


@given(st.integers(FIRST_YEAR, LAST_YEAR), st.integers(1, 12))
def test_a_month_is_its_year_and_number(year: int, number: int) -> None:
    month = Month.of(year, number)
    assert (month.year, month.month) == (year, number)
    assert month.first_day() == date(year, number, 1)
    assert str(month) == f"{year}-{number:02d}"
    assert Month.parse(str(month)) == month


@given(st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)))
def test_a_day_lies_in_its_month(day: date) -> None:
    month = Month.of_date(day)
    assert month.first_day() == day - timedelta(days=day.day - 1)


@given(MONTHS, MONTHS)
def test_months_are_ordered_as_their_first_days_and_as_their_texts(one: Month, other: Month) -> None:
    assert (one < other) == (one.first_day() < other.first_day()) == (str(one) < str(other))
    assert (one == other) == (hash(one) == hash(other) and str(one) == str(other))


@given(MONTHS, MONTHS)
def test_adding_undoes_subtracting(one: Month, other: Month) -> None:
    assert other + (one - other) == one
    assert one - other == -(other - one) == (one.year - other.year) * 12 + one.month - other.month


@pytest.mark.parametrize(("month", "added", "result"), [("2018-12", 1, "2019-01"), ("2019-01", -1, "2018-12"), ("2020-02", 12, "2021-02")])
def test_a_year_has_twelve_months(month: str, added: int, result: str) -> None:
    assert Month.parse(month) + added == Month.parse(result)


def test_the_first_and_last_months_there_are() -> None:
    first, last = Month.of(1900, 1), Month.of(2199, 12)
    assert (str(first), str(last), last - first) == ("1900-01", "2199-12", 300 * 12 - 1)
    for beyond in (lambda: Month.of(1899, 12), lambda: Month.of(2200, 1), lambda: first + -1, lambda: last + 1, lambda: Month(0)):
        with pytest.raises(ValueError, match="outside 1900-2199"):
            beyond()


@pytest.mark.parametrize("number", [0, 13, -1])
def test_there_is_no_thirteenth_month(number: int) -> None:
    with pytest.raises(ValueError, match="outside 1-12"):
        Month.of(2018, number)


@pytest.mark.parametrize(
    "text", ["2018-9", "2018-13", "2018-00", "201809", "2018.09", " 2018-09", "2018-09\n", "２０１８-０９", "", "1899-12"]
)
def test_parse_reads_its_own_spelling_only(text: str) -> None:
    with pytest.raises(ValueError):
        Month.parse(text)


def test_neither_months_nor_periods_change() -> None:
    with pytest.raises(AttributeError):
        Month.of(2018, 9).index = 1  # type: ignore[misc]
    with pytest.raises(AttributeError):
        Period.parse("2018-09", "2018-10").end = Month.of(2018, 9)  # type: ignore[misc]


@given(periods())
def test_a_period_holds_every_month_from_end_to_end(period: Period) -> None:
    months = list(period)
    assert (months[0], months[-1], len(months)) == (period.start, period.end, period.months)
    assert all(later - earlier == 1 for earlier, later in pairwise(months))
    assert all(month in period for month in months)
    assert period.start + -1 not in period and period.end + 1 not in period


def test_a_period_of_one_month_and_periods_at_the_ends_of_time() -> None:
    one = Period.parse("2018-09", "2018-09")
    assert (one.months, list(one), str(one)) == (1, [Month.of(2018, 9)], "2018-09–2018-09")
    assert len(list(Period(Month(LOW), Month(HIGH)))) == 3600
    assert list(Period(Month(HIGH), Month(HIGH))) == [Month(HIGH)]


@given(MONTHS, MONTHS)
def test_a_period_does_not_end_before_it_starts(one: Month, other: Month) -> None:
    if other < one:
        with pytest.raises(ValueError, match="before it starts"):
            Period(one, other)
    else:
        assert Period(one, other).months == other - one + 1
        assert Period.parse(str(one), str(other)) == Period(one, other)


@given(periods(), periods())
def test_overlap_and_covers_are_those_of_the_sets_of_months(one: Period, other: Period) -> None:
    common = one.overlap(other)
    assert set(common or ()) == set(one) & set(other)
    assert common == other.overlap(one)
    assert one.covers(other) == (set(other) <= set(one))


@given(periods(), periods())
def test_the_hull_is_the_shortest_period_around_both(one: Period, other: Period) -> None:
    hull = one.hull(other)
    assert hull.covers(one) and hull.covers(other)
    assert {hull.start, hull.end} <= {one.start, one.end, other.start, other.end}
    assert hull == other.hull(one)


@given(st.lists(CLOSE))
def test_runs_part_the_months_into_unbroken_periods(months: list[Month]) -> None:
    found = runs(months)
    assert [month for period in found for month in period] == sorted(set(months))
    assert all(later.start - earlier.end > 1 for earlier, later in pairwise(found)), "two that touch are one"


@given(st.lists(periods(), max_size=5), st.randoms())
def test_runs_ask_for_no_order(given_periods: list[Period], random) -> None:
    months = [month for period in given_periods for month in period]
    shuffled = months.copy()
    random.shuffle(shuffled)
    assert runs(iter(shuffled)) == runs(months)


def test_runs_over_a_turn_of_the_year_and_at_the_last_month() -> None:
    months = [Month.parse(text) for text in ("2019-01", "2018-12", "2019-03", "2199-12")]
    assert [str(period) for period in runs(months)] == ["2018-12–2019-01", "2019-03–2019-03", "2199-12–2199-12"]
    assert runs([]) == []


@pytest.mark.parametrize(("months", "text"), [(0, "0年0个月"), (11, "0年11个月"), (12, "1年0个月"), (55, "4年7个月"), (240, "20年0个月")])
def test_months_told_as_years(months: int, text: str) -> None:
    assert years_text(months) == text
