"""From the rows of both tables to what is possible for the paid months, and to the months that they add up to."""

from dataclasses import replace

import pytest
from review_build import BLUE, GREEN, contributions, indices, period, record

from sbparse.findings import RULES, Finding
from sbparse.messages import message
from sbparse.record.model import Amounts, Contribution, Insurance, RightsRecord
from sbparse.review.facts import complete, distinct_months, pension_months
from sbparse.review.model import Source
from sbparse.review.possible import PaidMonths
from sbparse.review.prints import Print, prints_of

YEAR = "2021-01/2021-12"


def of(*records: RightsRecord) -> tuple[Print, ...]:
    return prints_of([Source(f"{i}.pdf", each) for i, each in enumerate(records)])


def paid(*records: RightsRecord) -> PaidMonths | None:
    return pension_months(of(*records))


def row(span: str, months_: int | None) -> Contribution:
    (made,) = contributions([period(span)], set())[:1]
    return replace(made, period=period(span), amounts=dict.fromkeys(Insurance, Amounts(months_)))


def table(*rows: tuple[str, int | None], jobs: tuple = (), **more) -> RightsRecord:
    """A record of these rows of 缴费明细, and of 单位变动记录 only what is given."""
    return record(*jobs, contributions=tuple(row(*each) for each in rows), **more)


def test_a_row_has_exactly_so_many_paid_months():
    assert paid(table((YEAR, 12))).paid == indices(YEAR)
    assert paid(table((YEAR, 0))).unpaid >= indices(YEAR)
    some = paid(table((YEAR, 11)))
    assert some.bounds(period(YEAR)) == (11, 11) and some.undecided == (period(YEAR),)


def test_rows_that_overlap_may_be_about_the_same_months():
    both = paid(table((YEAR, 5), ("2021-07/2021-12", 3)))
    assert both.bounds(period(YEAR)) == (5, 8) and both.bounds(period("2021-07/2021-12")) == (3, 6)
    monthly = paid(table((YEAR, 5), ("2021-07", 1), ("2021-08", 0)))
    assert monthly.bounds(period(YEAR)) == (5, 6) and monthly.bounds(period("2021-07")) == (1, 1)
    assert monthly.bounds(period("2021-08")) == (0, 1)
    blank = paid(table((YEAR, 5), ("2021-07/2021-12", None)))
    assert blank.bounds(period(YEAR)) == (5, 11)
    full = paid(table((YEAR, 11), ("2021-07/2021-12", 6)))
    assert full.bounds(period(YEAR)) == (11, 12)


def test_a_blank_row_says_nothing():
    blank = paid(table((YEAR, None)))
    assert blank.bounds(period(YEAR)) == (0, 12) and blank.undecided == (period(YEAR),)


def test_more_months_than_there_are_contradict():
    assert paid(table((YEAR, 13))) is None
    assert paid(table((YEAR, None), jobs=((BLUE, YEAR, 13),))) is None
    assert paid(table((YEAR, 3), jobs=((BLUE, YEAR, 4),))) is None and paid(table((YEAR, 4), jobs=((BLUE, YEAR, 4),))) is not None


def test_the_first_and_the_last_month_of_a_job_are_paid():
    found = paid(table((YEAR, 6), jobs=((BLUE, "2021-03/2021-09", 5),)))
    assert found.paid >= indices("2021-03", "2021-09")
    assert found.bounds(period("2021-03/2021-09")) == (5, 6) and found.bounds(period(YEAR)) == (6, 6)
    none = paid(table((YEAR, 6), jobs=((BLUE, "2021-03/2021-09", 0),)))
    assert none.paid == frozenset() and none.bounds(period("2021-03/2021-09")) == (1, 6)


def test_months_asked_for_and_in_no_row_are_unpaid_where_the_table_is_complete():
    shown = table((YEAR, 12), query="2020-11/2022-02")
    assert paid(shown).unpaid == indices("2020-11/2020-12", "2022-01/2022-02")
    assert paid(shown).bounds(period("2020-10")) == (0, 1) and paid(shown).bounds(period("2022-03")) == (0, 1)
    doubted = replace(shown, findings=(Finding(rule="total-mismatch", severity=RULES["total-mismatch"], message=message("x")),))
    assert paid(doubted).unpaid == frozenset() and paid(doubted).paid == indices(YEAR)


def test_without_a_complete_table_a_job_has_at_most_its_months():
    shown = table((YEAR, None), ("2022-01/2022-12", 12), jobs=((BLUE, YEAR, 4), (GREEN, "2022-01/2022-12", 12)))
    assert not complete(of(shown)) and paid(shown).bounds(period(YEAR)) == (4, 4)
    both = table((YEAR, None), jobs=((BLUE, YEAR, 4), (GREEN, "2021-06/2021-12", 3)))
    assert paid(both).bounds(period(YEAR)) == (4, 7)
    whole = table((YEAR, 8), jobs=((BLUE, YEAR, 4), (GREEN, "2021-06/2021-12", 3)))
    assert paid(whole).bounds(period(YEAR)) == (8, 8)


@pytest.mark.parametrize(
    ("rule", "whole"),
    [("incomplete-pages", False), ("unreadable-text", False), ("total-mismatch", False), ("row-exceeds-span", True), (None, True)],
)
def test_a_table_is_complete_unless_its_own_rules_doubt_it(rule, whole):
    found = (Finding(rule=rule, severity=RULES[rule], message=message("x")),) if rule else ()
    assert complete(of(replace(table((YEAR, 12)), findings=found))) is whole
    assert complete(of(table((YEAR, 12)), replace(table((YEAR, 12)), findings=found))) is whole


def test_a_table_with_a_blank_or_without_rows_is_not_complete():
    assert not complete(of(table())) and not complete(of(table((YEAR, 12), ("2022-01", None))))
    no_pension = replace(row(YEAR, 12), amounts={Insurance.MEDICAL: Amounts(12)})
    assert not complete(of(record(contributions=(no_pension,)))) and complete(())


OLD = table((YEAR, 9), jobs=((BLUE, YEAR, 9),), query="2021-01/2021-12", printed="2022-01-10")


def test_of_a_row_cut_by_a_newer_print_the_months_may_have_grown():
    new = table(("2021-07/2021-12", 4), jobs=((BLUE, "2021-07/2021-12", 4),), query="2021-07/2022-01", printed="2022-02-10")
    found = paid(OLD, new)
    assert found.bounds(period("2021-07/2021-12")) == (4, 4)
    assert found.bounds(period("2021-01/2021-06")) == (5, 6)
    later = table(("2021-07/2021-12", 6), jobs=((BLUE, "2021-07/2021-12", 6),), query="2021-07/2022-01", printed="2022-02-10")
    assert paid(OLD, later).bounds(period("2021-01/2021-06")) == (3, 6)


def test_a_row_cut_by_a_newer_print_still_has_its_months_at_least():
    old = table((YEAR, 9), query="2021-01/2021-12", printed="2022-01-10")
    new = table(("2021-07/2021-12", 4), query="2021-07/2022-01", printed="2022-02-10")
    assert paid(old, new).bounds(period("2021-01/2021-06")) == (5, 6)


def test_of_a_row_cut_by_a_newer_print_the_rest_has_no_more_than_the_row():
    few = table((YEAR, 2), query="2021-01/2021-12", printed="2022-01-10")
    new = table(("2021-07/2021-12", 6), query="2021-07/2022-01", printed="2022-02-10")
    assert paid(few, new).bounds(period("2021-01/2021-06")) == (0, 2)


def test_a_row_that_a_newer_print_shows_whole_is_not_heard():
    new = table((YEAR, 12), jobs=((BLUE, YEAR, 12),), printed="2022-02-10")
    assert paid(OLD, new).paid == indices(YEAR) and paid(new, OLD).paid == indices(YEAR)
    more = table((YEAR, 3), ("2020-01/2020-12", 12), printed="2022-02-10")
    assert paid(table((YEAR, 12), printed="2022-01-10"), more).bounds(period(YEAR)) == (3, 3)
    older = table((YEAR, 12), ("2020-01/2020-12", 5), jobs=((BLUE, YEAR, 9),), printed="2022-01-10")
    alone = paid(older, table((YEAR, 3), jobs=((BLUE, YEAR, 3),), printed="2022-02-10"))
    assert alone.bounds(period(YEAR)) == (3, 3) and alone.bounds(period("2020-01/2020-12")) == (5, 5)


@pytest.mark.parametrize(
    ("job", "months_", "ends"),
    [("2021-01/2021-04", 3, ["2021-01"]), ("2021-04/2021-08", 3, ["2021-08"]), ("2021-01/2021-08", 4, ["2021-01", "2021-08"])],
)
def test_only_the_ends_that_a_print_speaks_for_are_paid(job, months_, ends):
    old = table((YEAR, 12), jobs=((BLUE, job, 1),), query="2021-01/2021-12", printed="2022-01-10")
    new = table((YEAR, months_), jobs=((GREEN, "2021-03/2021-06", 2),), query="2021-01/2021-12", printed="2022-02-10")
    assert paid(old, new).paid == indices(*ends, "2021-03", "2021-06")


def test_each_calendar_month_counts_once_over_all_prints():
    one = record((BLUE, "2021-01/2021-12"), query="1992-10/2022-01", printed="2022-01-10")
    assert distinct_months(of(one)) == one.cumulative and distinct_months(of(one)) is not one.cumulative
    other = record((BLUE, "2021-06/2022-03"), query="2021-06/2022-04", printed="2022-04-10")
    assert distinct_months(of(one, other)) == dict.fromkeys(Insurance, 15)
    assert distinct_months(of(one, one)) == dict.fromkeys(Insurance, 12)


@pytest.mark.parametrize(("months_", "left"), [(12, 5), (9, 2), (8, 1), (7, 0), (3, 0), (None, 0)])
def test_of_a_cut_row_those_months_count_that_must_lie_in_the_rest(months_, left):
    old = table((YEAR, months_), query="2021-01/2021-12", printed="2022-01-10")
    new = table(("2021-06/2021-12", 0), query="2021-06/2022-01", printed="2022-02-10")
    assert distinct_months(of(old, new))[Insurance.PENSION] == left


def test_of_a_row_cut_in_the_middle_the_rest_is_from_its_first_to_its_last_month():
    old = table((YEAR, 12), ("2022-01/2022-12", 12), query="2021-01/2022-12", printed="2023-01-10")
    new = table(("2021-06/2021-07", 2), query="2021-06/2021-07", printed="2023-02-10")
    assert distinct_months(of(old, new))[Insurance.PENSION] == 24
    gap = table((YEAR, 9), query="2021-01/2021-12", printed="2023-01-10")
    assert distinct_months(of(gap, new))[Insurance.PENSION] == 9
