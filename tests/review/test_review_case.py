"""What a rule looks at: the row of the record that shows a month, and what goes before what."""

from datetime import date

import pytest
from review_build import BAMBOO, BAY, BLUE, CONTRACT, GREEN, history, indices, month, months, period, record

from sbparse.policy import default_ruleset
from sbparse.review.case import Case, case_of, on_contract, on_record
from sbparse.review.model import Source

OLD = record((GREEN, "2015-01/2016-12"), (BLUE, "2017-05/2020-06"), query="1992-10/2020-07", printed="2020-07-20")
NEW = record((BLUE, "2019-01/2019-12"), (BLUE, "2020-01/2023-03"), query="2019-01/2023-04", printed="2023-04-20")


def case(*records, declared=None, submitted: date | None = None, given: date | None = None) -> Case:
    sources = [Source(f"{i}.pdf", each) for i, each in enumerate(records)]
    return case_of(sources, declared or history((BLUE, "2017.5-至今")), default_ruleset(), submitted, given)


@pytest.mark.parametrize(
    ("at", "record_", "employment"),
    [("2017-05", 0, 1), ("2018-12", 0, 1), ("2019-01", 1, 0), ("2019-12", 1, 0), ("2020-01", 1, 1), ("2023-03", 1, 1)],
)
def test_the_newest_print_that_speaks_for_a_month_shows_it(at, record_, employment):
    for records, turned in (((OLD, NEW), False), ((NEW, OLD), True)):
        made = case(*records)
        spot = made.spot(made.stints[-1], month(at))
        row = (NEW if record_ else OLD).employments[employment]
        assert (spot.record, spot.employment) == (1 - record_ if turned else record_, employment)
        assert (spot.where, spot.employer) == (row.where, BLUE)


def test_a_print_may_speak_for_two_times():
    middle = record((BLUE, "2018-01/2018-12"), query="2018-01/2018-12", printed="2023-04-20")
    made = case(OLD, middle)
    assert [made.spot(made.stints[-1], month(at)).record for at in ("2017-05", "2018-06", "2019-06")] == [0, 1, 0]
    gap = case(record((GREEN, "2015-01/2016-12"), (BLUE, "2018-01/2018-12"), (BLUE, "2019-01/2023-03")))
    assert [gap.spot(gap.stints[-1], month(at)).employment for at in ("2018-12", "2019-01")] == [1, 2]


def test_a_month_that_no_row_shows_is_shown_at_the_stint_s_first():
    made = case(OLD, NEW)
    for at in ("2017-04", "2023-04"):
        spot = made.spot(made.stints[-1], month(at))
        assert (spot.record, spot.employment, spot.where, spot.employer) == (0, 1, OLD.employments[1].where, BLUE)


def test_the_row_is_one_of_the_stint_s_company_under_any_of_its_names():
    shown = record((GREEN, "2018-01/2023-03"), (BAY, "2018-01/2019-10"), (BLUE, "2019-11/2023-03"))
    made = case(shown, declared=history((BLUE, "2018.1-至今"), renames=[(BAY, BLUE, "2019-11")]))
    stint = next(each for each in made.stints if each.employer == BLUE)
    assert [(made.spot(stint, month(at)).employment, made.spot(stint, month(at)).employer) for at in ("2019-10", "2019-11")] == [
        (1, BAY),
        (2, BLUE),
    ]


def test_a_month_of_which_a_newer_print_shows_another_employer_alone():
    newer = record((GREEN, "2020-01/2023-03"), query="2020-01/2023-04", printed="2023-04-20")
    made = case(OLD, newer)
    blue = next(each for each in made.stints if each.employer == BLUE)
    assert made.spot(blue, month("2019-12")).record == 0 and blue.period == period("2017-05/2019-12")


def test_what_was_given_goes_before_what_was_found():
    declared = history((BLUE, "2017.5-至今"), submitted=date(2023, 4, 25))
    assert case(NEW, declared=declared).submitted == date(2023, 4, 25)
    assert case(NEW, declared=declared, submitted=date(2023, 5, 1)).submitted == date(2023, 5, 1)
    assert case(NEW).submitted is None
    given = case(NEW, given=date(2023, 6, 2))
    assert (given.print_date.day, given.dated, given.clock.printed) == (date(2023, 6, 2), None, month("2023-06"))
    found = case(NEW)
    assert (found.print_date.day, found.dated.index, found.clock.printed) == (date(2023, 4, 20), 0, month("2023-04"))


def test_the_clock_is_that_of_all_prints():
    clock = case(OLD, record((BAMBOO, "2021-01/2022-05"), query="2021-01/2022-07", printed="2022-07-20")).clock
    assert (clock.posted, clock.printed, clock.lag) == (month("2022-05"), month("2022-07"), 2)
    assert clock.covered == indices("1992-10/2020-07", "2021-01/2022-07")
    assert (clock.query_starts, clock.query_ends) == (months("1992-10", "2021-01"), months("2020-07", "2022-07"))
    assert case(record(contributions=())).clock.posted is None


def test_the_last_posted_month_is_that_of_the_stint_that_ends_last():
    assert case(record((BLUE, "2017-05/2023-03"), (GREEN, "2018-01/2018-12"))).clock.posted == month("2023-03")


def test_matched_pairs_have_both_sides_and_their_rows_two_kinds_of_evidence():
    declared = history((BLUE, "2017.5-2018.12", CONTRACT), (BLUE, "2019.1-至今"), (BAMBOO, "2010.1-2010.3", CONTRACT))
    made = case(OLD, NEW, declared=declared)
    assert [len(made.pairs), len(made.matched)] == [3, 1]
    (pair,) = made.matched
    assert ([row.row for row in on_record(pair)], [row.row for row in on_contract(pair)]) == ([3], [2])
    assert made.suggested is made.suggested and [row.row for row in made.suggested] == [4, None, 2, 3]
