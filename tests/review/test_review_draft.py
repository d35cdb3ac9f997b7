"""A declaration after the record alone: its rows, what goes on, what a query period cuts, and what is told of the person."""

from dataclasses import replace
from datetime import date

import pytest
from review_build import AGENCY, BLUE, GREEN, ZHANG, month, record, rules

from sbparse.policy import default_ruleset
from sbparse.policy.model import DayLimit
from sbparse.record.model import RightsRecord
from sbparse.review.draft import Draft, draft
from sbparse.review.model import Source

RULES = default_ruleset()
TWO = record((BLUE, "2018-04/2021-05"), (GREEN, "2021-06/2023-03"))


def of(*records: RightsRecord, ruleset=RULES, **days: date) -> Draft:
    return draft([Source(f"{i}.pdf", each) for i, each in enumerate(records)], ruleset, **days)


def rows(made: Draft) -> list[tuple]:
    return [(s.row, s.employer, f"{s.start}/{s.end or '至今'}") for s in made.history.stints]


def test_one_row_a_stint_and_the_last_goes_on():
    made = of(TWO)
    assert rows(made) == [(2, BLUE, "2018-04/2021-05"), (3, GREEN, "2021-06/至今")]
    assert made.posted == {3: month("2023-03")} and rules(made.review) == []
    assert (made.history.file, made.history.renames, {s.evidence for s in made.history.stints}) == ("", (), {"社保"})
    assert made.review.history is made.history


@pytest.mark.parametrize(("last", "goes_on"), [("2023-03", True), ("2023-02", True), ("2023-01", False)])
def test_a_job_goes_on_where_the_record_supports_it(last, goes_on):
    made = of(record((BLUE, f"2018-04/{last}")))
    assert rows(made) == [(2, BLUE, f"2018-04/{'至今' if goes_on else last}")]
    assert made.posted == ({2: month(last)} if goes_on else {})


def test_a_job_that_a_query_period_cuts_does_not_go_on():
    cut = record((BLUE, "2018-04/2020-12"), query="1992-10/2020-12", printed="2023-04-26")
    assert (rows(of(cut)), of(cut).posted) == ([(2, BLUE, "2018-04/2020-12")], {})


def test_two_jobs_that_end_together_both_go_on_and_an_earlier_one_does_not():
    both = of(record((BLUE, "2018-04/2023-03"), (GREEN, "2021-06/2023-03")))
    assert [span[8:] for _, _, span in rows(both)] == ["至今", "至今"] and both.posted == dict.fromkeys((2, 3), month("2023-03"))
    earlier = of(record((BLUE, "2018-04/2023-02"), (GREEN, "2021-06/2023-03")))
    assert [span[8:] for _, _, span in rows(earlier)] == ["2023-02", "至今"] and list(earlier.posted) == [3]


def test_an_agency_s_job_has_an_open_host():
    made = of(record((AGENCY, "2018-04/2023-03")))
    assert rows(made) == [(2, f"{AGENCY}派遣至××", "2018-04/至今")] and rules(made.review) == []


@pytest.mark.parametrize(
    ("days", "years"),
    [
        ({}, ["2020", "2021", "2021", "2022"]),
        ({"submitted": date(2024, 1, 10)}, ["2021", "2021", "2022", "2023"]),
        ({"print_date": date(2024, 1, 10)}, ["2021", "2021", "2022", "2023"]),
    ],
)
def test_the_three_years_before_the_submission_or_the_print_are_assessed(days, years):
    made = of(TWO, **days)
    assert [str(a.start.year) for a in made.history.assessments] == years
    assert [a.row for a in made.history.assessments] == list(range(2, 2 + len(years)))
    assert made.history.claim.submitted == days.get("submitted")


def test_what_an_assessment_says():
    first, second, *_ = of(TWO).history.assessments
    assert (str(first.start), str(first.end), first.kind, first.organiser, first.result) == ("2020-01", "2020-12", "2020年度", BLUE, None)
    assert (str(second.end), second.kind, second.organiser) == ("2021-05", "任职期满", BLUE)


def test_a_job_that_goes_on_is_assessed_to_december():
    shown = record((BLUE, "2020-01/2022-11"), query="1992-10/2023-01", printed="2023-01-10")
    assert str(of(shown).history.assessments[-1].end) == "2022-12"


@pytest.mark.parametrize(
    ("query", "cut", "start"),
    [
        ("1992-10/2023-04", None, "2018-04"),
        ("2018-03/2023-04", None, "2018-04"),
        ("2018-04/2023-04", "2018-04", None),
        (None, None, "2018-04"),
    ],
)
def test_an_earlier_start_cannot_be_seen_where_the_query_period_begins_with_the_first_month(query, cut, start):
    made = of(record((BLUE, "2018-04/2023-03"), query=query))
    assert (made.cut and str(made.cut), made.history.claim.career_start and str(made.history.claim.career_start)) == (cut, start)


def test_a_print_that_was_asked_for_more_shows_what_was_before():
    cut = record((BLUE, "2018-04/2020-12"), query="2018-04/2021-01", printed="2021-01-20")
    whole = record((BLUE, "2020-01/2023-03"), query="1992-10/2023-04")
    later = record((BLUE, "2020-01/2023-03"), query="2020-01/2023-04")
    assert of(cut, whole).cut is None and str(of(cut, later).cut) == "2018-04"


def test_the_career_starts_with_the_earliest_row():
    made = of(record((GREEN, "2019-01/2023-03"), (BLUE, "2018-04/2019-06")))
    assert str(made.history.claim.career_start) == "2018-04"
    cut = of(record((GREEN, "2019-01/2023-03"), (BLUE, "2018-04/2019-06"), query="2018-04/2023-04"))
    assert str(cut.cut) == "2018-04"


@pytest.mark.parametrize(
    ("person", "name", "number"),
    [
        (ZHANG, ZHANG.name, ZHANG.id_number),
        (replace(ZHANG, name="张*"), None, ZHANG.id_number),
        (replace(ZHANG, id_number="110199********0017"), ZHANG.name, None),
        (replace(ZHANG, name=None, id_number=None), None, None),
    ],
)
def test_the_person_is_told_unless_masked(person, name, number):
    claim = of(record((BLUE, "2018-04/2023-03"), person=person)).history.claim
    assert (claim.name, claim.id_number) == (name, number)


def test_the_person_is_that_of_the_first_record():
    other = replace(TWO, person=replace(ZHANG, name="李四"))
    assert of(other, TWO).history.claim.name == "李四"


def test_a_record_without_employers_gives_no_rows():
    made = of(record(contributions=()))
    assert (rows(made), made.posted, made.cut, made.history.claim.career_start, made.history.assessments) == ([], {}, None, None, ())


def test_it_is_checked_with_the_rules_and_days_given():
    strict = replace(RULES, print_limit=DayLimit(7, limit_passes=True))
    made = of(TWO, ruleset=strict, submitted=date(2023, 4, 9), print_date=date(2023, 4, 1))
    assert rules(made.review) == ["print-date-stale"] and made.review.print_window.age_days == 8
