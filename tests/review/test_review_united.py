"""The rows of 单位变动记录 of all prints as insured stints."""

from dataclasses import replace

import pytest
from review_build import BAY, BLUE, GREEN, history, period, record

from sbparse.policy import default_ruleset
from sbparse.record.model import RightsRecord
from sbparse.review.companies import Companies
from sbparse.review.model import InsuredStint, Source
from sbparse.review.prints import prints_of
from sbparse.review.stints import insured_stints

COMPANIES = Companies.of_history(history(renames=[(BAY, BLUE, "2019-11")]), default_ruleset())


def united(*records: RightsRecord) -> tuple[InsuredStint, ...]:
    return insured_stints(prints_of([Source(f"{i}.pdf", each) for i, each in enumerate(records)]), COMPANIES)


def spans(*records: RightsRecord) -> list[tuple[str, str]]:
    return [(each.employer, f"{each.period.start}/{each.period.end}") for each in united(*records)]


@pytest.mark.parametrize(
    ("rows", "joined"),
    [
        ([(BLUE, "2018-01/2018-12"), (BLUE, "2019-01/2019-06")], ["2018-01/2019-06"]),
        ([(BLUE, "2019-01/2019-06"), (BLUE, "2018-01/2018-12")], ["2018-01/2019-06"]),
        ([(BLUE, "2018-01/2018-12"), (BLUE, "2018-12/2019-06")], ["2018-01/2019-06"]),
        ([(BLUE, "2018-01/2018-12"), (BLUE, "2019-02/2019-06")], ["2018-01/2018-12", "2019-02/2019-06"]),
        ([(BLUE, "2018-01/2019-12"), (BLUE, "2018-03/2018-04"), (BLUE, "2020-01/2020-02")], ["2018-01/2020-02"]),
        ([(BLUE, "2018-01/2018-12"), (BAY, "2019-01/2019-06")], ["2018-01/2019-06"]),
        ([(BLUE, "2018-01/2018-12"), (GREEN, "2019-01/2019-06")], ["2018-01/2018-12", "2019-01/2019-06"]),
        ([(GREEN, "2019-01/2019-06"), (BLUE, "2018-01/2018-12")], ["2018-01/2018-12", "2019-01/2019-06"]),
    ],
)
def test_rows_of_one_company_without_a_gap_are_one_stint(rows, joined):
    assert [span for _, span in spans(record(*rows))] == joined


def test_what_a_stint_says():
    shown = record((GREEN, "2017-01/2017-12"), (BAY, "2018-01/2018-12", 11), (BLUE, "2019-01/2019-06", 5))
    first, second = united(shown)
    assert (first.employer, first.names, first.paid_months, first.employments) == (GREEN, (GREEN,), 12, (0,))
    assert (second.employer, second.names, second.paid_months, second.employments) == (BLUE, (BAY, BLUE), 16, (1, 2))
    assert (second.record, second.where, second.file) == (0, shown.employments[1].where, "0.pdf")


def test_the_name_is_that_of_the_row_that_ends_last():
    shown = record((BLUE, "2018-01/2019-12"), (BAY, "2018-03/2018-04"))
    assert [(each.employer, each.names) for each in united(shown)] == [(BLUE, (BLUE, BAY))]


def test_months_that_a_row_does_not_say_are_not_known_for_the_stint():
    shown = record((BLUE, "2018-01/2018-12"), (BLUE, "2019-01/2019-06"))
    silent = replace(shown, employments=(shown.employments[0], replace(shown.employments[1], months=None)))
    assert [each.paid_months for each in united(shown)] == [18] and [each.paid_months for each in united(silent)] == [None]


def test_a_row_that_a_newer_print_cuts_says_no_months_any_more():
    old = record((GREEN, "2016-01/2016-12"), (BLUE, "2018-01/2020-06"), query="1992-10/2020-07", printed="2020-07-20")
    new = record((BLUE, "2020-01/2023-03"), query="2020-01/2023-04", printed="2023-04-20")
    for records in ((old, new), (new, old)):
        first, second = united(*records)
        assert (first.period, first.paid_months) == (period("2016-01/2016-12"), 12)
        assert (second.period, second.paid_months) == (period("2018-01/2023-03"), None)
        assert (second.record, second.employments, second.file) == (records.index(old), (1,), f"{records.index(old)}.pdf")


def test_two_stints_of_the_same_months_stand_by_print_and_row():
    shown = record((GREEN, "2018-01/2018-12"), (BLUE, "2018-01/2018-12"))
    assert [name for name, _ in spans(shown)] == [GREEN, BLUE]
    assert spans() == [] and spans(record()) == []


def test_rows_of_one_month_in_one_print_keep_their_order():
    shown = record((BAY, "2018-01/2018-12"), (BLUE, "2018-01/2018-12"))
    assert [(each.employer, each.names) for each in united(shown)] == [(BAY, (BAY, BLUE))]
