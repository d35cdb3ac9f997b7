"""What is possible, against every assignment of paid and unpaid months."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from sbparse.review.possible import Fact, paid_months
from sbparse.values.month import Month, Period

START = Month.of(2020, 1)
LENGTH = 9


def span(a: int, b: int) -> Period:
    return Period(START + a, START + b)


@st.composite
def fact_sets(draw):
    """Facts about nine months; mostly true of one hidden assignment, sometimes of none."""
    truth = draw(st.lists(st.booleans(), min_size=LENGTH, max_size=LENGTH))
    facts = []
    for _ in range(draw(st.integers(0, 6))):
        a = draw(st.integers(0, LENGTH - 1))
        b = draw(st.integers(a, LENGTH - 1))
        count = sum(truth[a : b + 1]) if draw(st.integers(0, 9)) else draw(st.integers(0, b - a + 2))
        facts.append(Fact(span(a, b), max(0, count - draw(st.integers(0, 1))), count + draw(st.integers(0, 1))))
    return facts


def assignments(facts):
    """Every assignment that all facts allow: the oracle."""
    for months in product((0, 1), repeat=LENGTH):
        if all(f.least <= sum(months[f.period.start - START : f.period.end - START + 1]) <= f.most for f in facts):
            yield months


@given(fact_sets())
@settings(max_examples=300, deadline=None)
def test_against_every_assignment(facts):
    every = list(assignments(facts))
    result = paid_months(facts)
    assert (result is None) == (not every)
    if result is None:
        return
    for a in range(LENGTH):
        for b in range(a, LENGTH):
            counts = [sum(months[a : b + 1]) for months in every]
            assert result.bounds(span(a, b)) == (min(counts), max(counts))
    within = {m for f in facts for m in f.period}
    for i in range(LENGTH):
        month, values = START + i, {months[i] for months in every}
        assert (month.index in result.paid) == (values == {1})
        assert (month.index in result.unpaid) == (values == {0})
        assert not (month in within and values == {0, 1}) or any(month in run for run in result.undecided)


def test_a_year_with_a_gap_and_the_end_of_a_job_forces_the_month():
    # 2021: 11 of 12 paid, the first job until June with all its 6 months, the second from August: July is the unpaid one.
    facts = [
        Fact(Period.parse("2021-01", "2021-12"), 11, 11),
        Fact(Period.parse("2021-01", "2021-06"), 6, 6),
        Fact(Period.parse("2021-08", "2021-12"), 5, 5),
    ]
    result = paid_months(facts)
    assert result.unpaid == {Month.of(2021, 7).index} and result.undecided == ()


def test_eleven_of_twelve_leaves_the_month_open():
    result = paid_months([Fact(Period.parse("2021-01", "2021-12"), 11, 11)])
    assert result.unpaid == frozenset() and result.undecided == (Period.parse("2021-01", "2021-12"),)
    assert result.bounds(Period.parse("2021-03", "2021-04")) == (1, 2)


def test_contradictions():
    year = Period.parse("2021-01", "2021-12")
    assert paid_months([Fact(year, 13, 13)]) is None
    assert paid_months([Fact(year, 12, 12), Fact(Period.parse("2021-03", "2021-03"), 0, 0)]) is None
    assert paid_months([Fact(year, 12, 12), Fact(Period.parse("2021-03", "2021-03"), 1, 1)]) is not None


def test_forty_years_a_row_a_month():
    months = [Fact(Period(Month.of(1986, 1) + i, Month.of(1986, 1) + i), i % 7 > 0, i % 7 > 0) for i in range(480)]
    result = paid_months([*months, Fact(Period.parse("1986-01", "2025-12"), 300, 480)])
    assert len(result.unpaid) == 69 and not result.undecided
    assert result.bounds(Period.parse("1986-01", "2025-12")) == (411, 411)
