"""What two prints can be compared in: from where both were asked, up to where the later one was; what lies outside is said."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from review_build import BLUE, GREEN, ZHANG, contributions, month, period, record

from sbparse.record.model import Amounts, Insurance, Person, PrintBasis, PrintDate, RightsRecord, Supplement, Totals
from sbparse.review.changed_rows import Asked, Figure
from sbparse.review.changes import FieldChange, PrintChanges, other_person, print_changes
from sbparse.review.model import Source
from sbparse.values.place import Place

ROWS = (BLUE, "2016-03/2023-03")


def between(before: RightsRecord, after: RightsRecord) -> PrintChanges:
    return print_changes(Source("old.pdf", before), Source("new.pdf", after))


def asked(span: str) -> Asked:
    return Asked(period(span).start, period(span).end)


@pytest.mark.parametrize(
    ("before", "after", "compared"),
    [
        ("1992-10/2023-04", "1992-10/2023-04", "1992-10/2023-04"),
        ("2015-01/2023-04", "1992-10/2023-04", "2015-01/2023-04"),
        ("1992-10/2023-04", "2015-01/2023-04", "2015-01/2023-04"),
        ("1992-10/2023-04", "1992-10/2023-06", "1992-10/2023-06"),
        ("1992-10/2023-06", "1992-10/2023-04", "1992-10/2023-04"),
        (None, "2015-01/2023-04", "2015-01/2023-04"),
        ("2015-01/2023-04", None, "2015-01/2023-03"),
    ],
)
def test_compared_is_from_where_both_were_asked_up_to_the_later_end(before, after, compared):
    made = between(record(ROWS, query=before), record(ROWS, query=after))
    assert made.asked == asked(compared) and made.same and made.uncompared == ()


def test_a_print_without_rows_is_compared_by_what_it_was_asked_for_and_one_without_both_not_at_all():
    empty = record(query="2015-01/2023-04", contributions=())
    assert between(empty, record(ROWS)).asked == asked("2015-01/2023-04")
    assert between(record(ROWS), empty).asked == asked("2015-01/2023-04")
    bare, full = replace(empty, query_period=None, totals=totals(pension=Amounts(0))), record(ROWS, totals=totals(pension=Amounts(85)))
    for made in (between(bare, full), between(full, bare)):
        assert (made.asked, made.employments, made.contributions, made.totals, made.uncompared) == (None, (), (), None, ())


def test_the_prints_are_told_in_the_order_given_whichever_is_newer():
    old, new = record((BLUE, "2016-03/2022-12"), query="1992-10/2023-01", printed="2023-01-20"), record(ROWS, query="2015-01/2023-04")
    for before, after, end in ((old, new, "2023-04"), (new, old, "2023-01")):
        made = between(before, after)
        assert (made.before.record, made.after.record) == (before, after)
        assert made.asked == asked(f"2015-01/{end}")


@pytest.mark.parametrize(
    ("before", "after", "uncompared"),
    [
        ((ROWS, "1992-10/2023-04"), (ROWS, "1992-10/2023-04"), []),
        ((ROWS, "1992-10/2023-04"), ((BLUE, "2018-01/2023-03"), "2018-01/2023-04"), ["2016-03/2017-12"]),
        (((BLUE, "2018-01/2023-03"), "2018-01/2023-04"), (ROWS, "1992-10/2023-04"), ["2016-03/2017-12"]),
        ((ROWS, "1992-10/2023-04"), ((BLUE, "2016-03/2020-12"), "1992-10/2020-12"), ["2021-01/2023-03"]),
        (((BLUE, "2016-03/2020-12"), "1992-10/2020-12"), (ROWS, "1992-10/2023-04"), []),
        ((ROWS, "1992-10/2023-04"), ((BLUE, "2018-01/2020-12"), "2018-01/2020-12"), ["2016-03/2017-12", "2021-01/2023-03"]),
        ((ROWS, "1992-10/2023-04"), ((BLUE, "2016-03/2023-03"), "2016-03/2023-03"), []),
        ((ROWS, "1992-10/2023-04"), ((BLUE, "2016-04/2023-02"), "2016-04/2023-02"), ["2016-03/2016-03", "2023-03/2023-03"]),
    ],
)
def test_months_that_one_print_was_not_asked_for(before, after, uncompared):
    made = between(*(record(row, query=query) for row, query in (before, after)))
    assert made.uncompared == tuple(period(span) for span in uncompared) and made.same is (before[1] != "1992-10/2020-12")


def test_the_first_and_the_last_of_several_rows_bound_what_is_not_compared():
    full = record((BLUE, "2016-03/2017-06"), (GREEN, "2017-07/2023-03"))
    part = record((GREEN, "2018-01/2020-12"), query="2018-01/2020-12")
    assert between(full, part).uncompared == (period("2016-03/2017-12"), period("2021-01/2023-03"))
    turned = replace(full, employments=full.employments[::-1], contributions=full.contributions[::-1])
    assert between(turned, part).uncompared == (period("2016-03/2017-12"), period("2021-01/2023-03"))


def totals(**amounts: Amounts) -> Totals:
    return Totals({Insurance(name): each for name, each in amounts.items()}, Place(1, (0.0, 0.0, 1.0, 1.0)))


def test_totals_are_compared_where_both_are_printed_and_the_rows_are_the_same_time_s():
    one, other = (record(ROWS, totals=totals(pension=Amounts(months))) for months in (84, 85))
    assert between(one, other).totals == (Figure(Insurance.PENSION, "months", 84, 85),) and not between(one, other).same
    assert between(one, one).totals == () and between(one, one).same
    assert between(replace(one, totals=None), other).totals is None is between(one, replace(other, totals=None)).totals
    part = record((BLUE, "2018-01/2023-03"), query="2018-01/2023-04", totals=totals(pension=Amounts(63)))
    assert between(one, part).totals is None and between(one, part).same


def test_figures_of_the_supplement_and_of_the_header_are_told_by_name():
    before = record(ROWS, supplement=Supplement(pension_months=85, account_balance=Decimal("1.00"), where=Place(1, (0.0, 0.0, 1.0, 1.0))))
    after = record(
        ROWS,
        supplement=Supplement(pension_months=86, account_balance=Decimal("1.0"), account_year=2022),
        person=replace(ZHANG, employer=BLUE),
    )
    made = between(before, after)
    assert made.supplement == (FieldChange("pension_months", 85, 86), FieldChange("account_year", None, 2022))
    assert made.header == (FieldChange("employer", None, BLUE),)


@pytest.mark.parametrize(
    "more",
    [
        {"totals": totals(pension=Amounts(86))},
        {"supplement": Supplement(pension_months=86)},
        {"person": replace(ZHANG, employer=GREEN)},
        {"employments": ()},
        {"contributions": contributions([period("2016-03/2023-03")], set(), monthly=True)},
    ],
)
def test_any_difference_makes_two_prints_differ(more):
    one = record(ROWS, totals=totals(pension=Amounts(85)))
    assert between(one, one).same and not between(one, replace(one, **more)).same


@pytest.mark.parametrize(
    ("before", "after", "backwards"),
    [
        ("2023-04-26", "2023-04-26", False),
        ("2023-04-26", "2023-04-27", False),
        ("2023-04-27", "2023-04-26", True),
        (None, "2023-04-26", False),
        ("2023-04-26", None, False),
    ],
)
def test_prints_given_the_other_way_round(before, after, backwards):
    made = between(
        *(replace(record(ROWS), print_date=day and PrintDate(date.fromisoformat(day), PrintBasis.PRINTED)) for day in (before, after))
    )
    assert made.backwards is backwards


NUMBER = "110199199003070017"


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (("张三", NUMBER), ("张三", NUMBER), None),
        (("张三", NUMBER), ("张*", "1101**********0017"), None),
        (("张三", None), ("张三", NUMBER), None),
        ((None, NUMBER), ("张三", NUMBER), None),
        (("张三", NUMBER), ("李四", NUMBER), "name"),
        (("张三", NUMBER), ("张三", "110199199003070025"), "id_number"),
        (("张三", NUMBER), ("李四", "110199199003070025"), "name"),
        (("张三", None), (None, NUMBER), "unknown"),
        ((None, None), (None, None), "unknown"),
    ],
)
def test_in_what_two_records_are_not_one_person_s(one, other, why):
    assert other_person(*(record(ROWS, person=Person(*who, None)) for who in (one, other))) == why


def test_what_is_compared_begins_with_the_month_in_which_both_were_asked():
    one = record((BLUE, "2017-12/2023-03"), query="2017-12/2023-04")
    other = record((BLUE, "2018-01/2023-03"), query="2018-01/2023-04")
    assert between(one, other).uncompared == (period("2017-12"),) and month("2018-01") == between(one, other).asked.start
