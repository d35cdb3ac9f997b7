"""start-mismatch and end-mismatch: which way a month is wrong, and all that the finding says of it."""

from datetime import date

import pytest
from review_build import AGENCY, BAMBOO, BLUE, CONTRACT, GREEN, check, history, months, only, outcome, record, rules, said, stints

from sbparse.review.model import Pair
from sbparse.review.rules.months import first_row, last_row

ONE = record((BLUE, "2017-05/2023-03"))
TWO = record((GREEN, "2015-01/2017-04"), (BLUE, "2017-05/2023-03"))


def test_a_wrong_start_says_all_of_it():
    found = only(check(TWO, history((GREEN, "2015.1-2017.4"), (BLUE, "2017.8-至今"))), "start-mismatch")
    assert said(found.message) == (
        "review.start-mismatch.differs",
        {"employer": BLUE, "actual": "2017-08", "expected": "2017-05", "months": ["2017-05–2017-07"]},
    )
    assert said(found.suggestion) == ("review.start-mismatch.differs.fix", {"expected": "2017-05"})
    assert (found.severity, found.history_row, found.record, found.employment) == ("error", 3, 0, 1)
    assert (found.expected, found.actual, found.months) == ("2017-05", "2017-08", tuple(sorted(months("2017-05/2017-07"))))
    assert found.where == TWO.employments[1].where


CUT = record((BLUE, "2019-01/2021-12"), (GREEN, "2022-01/2022-12"), query="2019-01/2022-12", printed="2023-01-26")


@pytest.mark.parametrize(
    ("start", "key", "severity", "outcome_"),
    [
        ("2018.11", "cut", "info", "not-run"),
        ("2018.12", "cut", "info", "not-run"),
        ("2019.1", None, None, "passed"),
        ("2019.2", "differs", "error", "failed"),
    ],
)
def test_a_start_before_the_query_period(start, key, severity, outcome_):
    result = check(CUT, history((BLUE, f"{start}-2021.12"), (GREEN, "2022.1-2022.12")))
    found = [(f.message.key, f.severity) for f in result.findings]
    assert found == ([(f"review.start-mismatch.{key}", severity)] if key else [])
    assert outcome(result, "start-mismatch") == outcome_


def test_a_start_before_a_stint_that_began_inside_the_query_period_is_wrong():
    found = only(check(TWO, history((GREEN, "2014.11-2017.4"), (BLUE, "2017.5-至今"))), "start-mismatch")
    assert (found.message.key, found.message.params["months"]) == ("review.start-mismatch.differs", ["2014-11–2014-12"])


def test_what_cannot_be_compared_is_said_with_its_months():
    result = check(CUT, history((BLUE, "2018.11-2021.12"), (GREEN, "2022.1-2023.2")))
    start, end = only(result, "start-mismatch"), only(result, "end-mismatch")
    assert said(start.message)[1] == {"employer": BLUE, "actual": "2018-11", "expected": "2019-01", "months": ["2018-11–2018-12"]}
    assert said(start.suggestion) == ("review.start-mismatch.cut.fix", {"actual": "2018-11"})
    assert said(end.message) == ("review.end-mismatch.cut", {"employer": GREEN, "actual": "2023-02", "expected": "2022-12"})
    assert end.suggestion.key == "review.end-mismatch.cut.fix" and end.severity == "info"
    assert set(end.months) == months("2023-01/2023-02") and (end.history_row, end.employment) == (3, 1)
    for rule in ("start-mismatch", "end-mismatch"):
        check_ = next(each for each in result.checks if each.rule == rule)
        assert (check_.outcome, check_.reason.key) == ("not-run", "review.not-run.cut")


@pytest.mark.parametrize(
    ("end", "key"),
    [("2022.11", "differs"), ("2022.12", None), ("2023.1", "cut"), ("2023.12", "cut")],
)
def test_an_end_after_the_query_period(end, key):
    result = check(CUT, history((BLUE, "2019.1-2021.12"), (GREEN, f"2022.1-{end}")))
    assert [f.message.key for f in result.findings] == ([f"review.end-mismatch.{key}"] if key else [])


def test_until_now_after_a_query_period_that_ended_long_before_the_print():
    old = record((BLUE, "2019-01/2021-12"), query="2019-01/2021-12", printed="2023-04-26")
    found = only(check(old, history((BLUE, "2019.1-至今"))), "end-mismatch")
    assert said(found.message) == ("review.end-mismatch.cut", {"employer": BLUE, "actual": "至今", "expected": "2021-12"})


def test_a_wrong_end_says_all_of_it():
    found = only(check(TWO, history((GREEN, "2015.1-2017.2"), (BLUE, "2017.5-至今"))), "end-mismatch")
    assert said(found.message) == (
        "review.end-mismatch.differs",
        {"employer": GREEN, "actual": "2017-02", "expected": "2017-04", "months": ["2017-03–2017-04"]},
    )
    assert said(found.suggestion) == ("review.end-mismatch.differs.fix", {"expected": "2017-04"})
    assert (found.severity, found.history_row, found.record, found.employment) == ("error", 2, 0, 0)
    assert (found.expected, found.actual, found.where) == ("2017-04", "2017-02", TWO.employments[0].where)
    late = only(check(TWO, history((GREEN, "2015.1-2017.6"), (BLUE, "2017.5-至今"))), "end-mismatch")
    assert late.message.params["months"] == ["2017-05–2017-06"]


def test_until_now_at_a_job_that_ended_says_which_months_are_missing():
    shown = record((BLUE, "2017-05/2022-11"))
    found = only(check(shown, history((BLUE, "2017.5-至今"))), "end-mismatch")
    assert said(found.message) == (
        "review.end-mismatch.now",
        {"employer": BLUE, "actual": "至今", "expected": "2022-11", "printed": "2023-04", "lag": "2", "months": ["2022-12–2023-02"]},
    )
    assert said(found.suggestion) == ("review.end-mismatch.now.fix", {"expected": "2022-11"})
    assert set(found.months) == months("2022-12/2023-02") and found.actual == "至今"


@pytest.mark.parametrize(("last", "missing"), [("2023-02", None), ("2023-01", ("2023-02",)), ("2022-12", ("2023-01/2023-02",))])
def test_until_now_is_right_from_the_month_that_was_due(last, missing):
    found = [f for f in check(record((BLUE, f"2017-05/{last}")), history((BLUE, "2017.5-至今"))).findings if f.rule == "end-mismatch"]
    assert [set(f.months) for f in found] == ([months(*missing)] if missing else [])


@pytest.mark.parametrize(
    ("end", "printed", "key"),
    [
        ("2023.3", "2023-05-26", None),
        ("2023.4", "2023-05-26", "unposted"),
        ("2023.5", "2023-05-26", "unposted"),
        ("2023.6", "2023-05-26", "differs"),
        ("2023.2", "2023-05-26", "differs"),
        ("2023.4", "2023-06-26", "differs"),
    ],
)
def test_an_end_that_may_not_be_posted_yet(end, printed, key):
    result = check(record((BLUE, "2017-05/2023-03"), query="1992-10/2023-06", printed=printed), history((BLUE, f"2017.5-{end}")))
    assert [f.message.key for f in result.findings] == ([f"review.end-mismatch.{key}"] if key else [])


def test_an_end_that_may_not_be_posted_yet_says_its_months_and_what_to_write():
    found = only(check(ONE, history((BLUE, "2017.5-2023.4"))), "end-mismatch")
    assert said(found.message)[1] == {"employer": BLUE, "actual": "2023-04", "expected": "2023-03", "months": ["2023-04"]}
    assert said(found.suggestion) == ("review.end-mismatch.unposted.fix", {"expected": "2023-03"}) and found.severity == "error"


def test_without_any_date_of_the_print_an_end_after_the_last_month_may_be_right():
    undated = record((BLUE, "2017-05/2023-03"), printed=None, query=None)
    late = only(check(undated, history((BLUE, "2017.5-2023.9"))), "end-mismatch")
    assert late.message.key == "review.end-mismatch.differs"  # the last paid month is the print's then
    given = only(check(undated, history((BLUE, "2017.5-2023.4")), print_date=date(2023, 4, 2)), "end-mismatch")
    assert given.message.key == "review.end-mismatch.unposted"


def test_only_the_job_that_was_paid_last_may_have_months_that_are_not_posted():
    shown = record((BLUE, "2020-01/2023-02"), (GREEN, "2023-03/2023-03"))
    found = only(check(shown, history((BLUE, "2020.1-2023.4"), (GREEN, "2023.3-2023.3"))), "end-mismatch")
    assert (found.message.key, found.history_row) == ("review.end-mismatch.differs", 2)


@pytest.mark.parametrize(
    ("spans", "first", "last"),
    [
        (("2017.5-2018.2", "2018.3-2023.3"), 2, 3),
        (("2018.3-2023.3", "2017.5-2018.2"), 3, 2),
        (("2017.5-至今", "2018.1-2023.3"), 2, 2),
        (("2018.1-2023.3", "2017.5-至今"), 3, 3),
        (("2017.5-至今", "2018.1-至今"), 2, 3),
        (("2017.5-2023.3", "2018.1-2023.3"), 2, 3),
        (("2018.1-2023.3", "2017.5-2023.3"), 3, 2),
        (("2017.5-2019.2", "2018.1-2018.2"), 2, 2),
        (("2017.5-2019.2", "2017.5-2018.2"), 2, 2),
        (("2017.5-2018.2", "2017.5-2019.2"), 2, 3),
        (("2017.5-2018.2", "2017.5-2018.2"), 2, 3),
        (("2017.5-至今", "2017.5-至今"), 2, 3),
    ],
)
def test_the_first_and_the_last_of_rows(spans, first, last):
    """Until now is after every month; of equals the upper one is the first, the one that starts later or stands lower the last."""
    rows = stints(*((BLUE, span) for span in spans))
    for declared in (rows, rows[::-1]):
        assert (first_row(Pair(declared, ())).row, last_row(Pair(declared, ())).row) == (first, last)


def test_a_contract_starts_and_ends_as_it_says():
    assert rules(check(ONE, history((BLUE, "2017.6-2023.2", CONTRACT)))) == ["needs-contract"]
    rows = [(BLUE, "2017.6-2018.12", CONTRACT), (BLUE, "2019.1-2023.2")]
    assert rules(check(ONE, history(*rows)), "error") == ["end-mismatch"]
    rows = [(BLUE, "2017.6-2018.12"), (BLUE, "2019.1-2023.2", CONTRACT)]
    assert rules(check(ONE, history(*rows)), "error") == ["start-mismatch"]


def test_a_row_over_two_stints_is_held_against_the_start_of_the_first_and_the_end_of_the_last():
    twice = record((BLUE, "2015-01/2016-12"), (BLUE, "2019-01/2021-12"))
    result = check(twice, history((BLUE, "2015.2-2021.11")))
    start, end = only(result, "start-mismatch"), only(result, "end-mismatch")
    assert (start.expected, start.employment, end.expected, end.employment) == ("2015-01", 0, "2021-12", 1)


GAP = ((BLUE, "2017.5-2019.2"), (BLUE, "2019.5-2023.3"))


def test_a_gap_between_two_rows_says_all_of_it():
    found = only(check(TWO, history((GREEN, "2015.1-2017.4"), *GAP)), "end-mismatch")
    assert said(found.message) == ("review.end-mismatch.gap", {"employer": BLUE, "actual": "2019-02", "months": ["2019-03–2019-04"]})
    assert said(found.suggestion) == ("review.end-mismatch.gap.fix", {"expected": "2019-04"})
    assert (found.severity, found.history_row, found.record, found.employment) == ("error", 3, 0, 1)


def test_the_place_of_a_gap_is_that_of_its_first_month():
    moved = record((BLUE, "2017-05/2019-03"), (BLUE, "2019-04/2023-03"))
    assert only(check(moved, history(*GAP)), "end-mismatch").employment == 0


@pytest.mark.parametrize(
    ("first", "second", "row"),
    [
        ("2017.5-2019.2", "2019.3-2023.3", None),
        ("2017.5-2019.2", "2019.4-2023.3", 2),
        ("2017.5-2019.2", "2019.2-2023.3", None),
    ],
)
def test_a_gap_is_a_month_that_neither_row_has(first, second, row):
    found = [f.history_row for f in check(ONE, history((BLUE, first), (BLUE, second))).findings if f.rule == "end-mismatch"]
    assert found == ([row] if row else [])


def test_months_before_the_first_row_or_behind_the_last_are_no_gap():
    found = check(ONE, history((BLUE, "2017.7-2019.2"), (BLUE, "2019.3-2023.1"))).findings
    assert [f.message.key for f in found] == ["review.start-mismatch.differs", "review.end-mismatch.differs"]
    found = check(ONE, history((BLUE, "2017.7-2019.2"), (BLUE, "2019.5-2023.3"))).findings
    assert [f.message.key for f in found] == ["review.start-mismatch.differs", "review.end-mismatch.gap"]


def test_a_row_until_now_leaves_no_gap_and_two_gaps_are_two():
    assert rules(check(ONE, history((BLUE, "2017.5-2019.6"), (BLUE, "2019.5-至今"))), "error") == []
    three = ((BLUE, "2017.5-2018.2"), (BLUE, "2018.5-2019.2"), (BLUE, "2019.4-2023.3"))
    assert [(f.history_row, f.expected) for f in check(ONE, history(*three)).findings] == [(2, "2018-04"), (3, "2019-03")]


def test_the_row_of_a_gap_is_the_one_that_ends_last_before_it():
    rows = [(BLUE, "2017.5-2019.2"), (BLUE, "2017.5-2018.2"), (BLUE, "2019.5-2023.3")]
    assert only(check(ONE, history(*rows)), "end-mismatch").history_row == 2
    contract = [(BLUE, "2017.5-2019.2", CONTRACT), (BLUE, "2017.5-2018.2"), (BLUE, "2019.5-2023.3")]
    assert "end-mismatch" not in rules(check(ONE, history(*contract)))


def test_a_month_of_another_stint_of_the_pair_is_no_gap():
    twice = record((BLUE, "2015-01/2016-12"), (BLUE, "2019-01/2021-12"))
    rows = ((BLUE, "2015.1-2019.6"), (BLUE, "2019.7-2021.12"))
    assert rules(check(twice, history(*rows)), "error") == []


def test_an_agency_and_another_name_are_compared_by_their_months_as_well():
    shown = record((AGENCY, "2018-01/2020-12"), (BLUE, "2021-01/2023-03"))
    result = check(shown, history((AGENCY, "2018.2-2020.12"), (BAMBOO, "2021.1-2023.2")))
    assert sorted(rules(result)) == ["dispatch-form", "employer-mismatch", "end-mismatch", "start-mismatch"]
