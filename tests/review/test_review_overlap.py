"""overlap: months at two employers, in the record for certain, and in the declaration."""

import pytest
from review_build import BAY, BLUE, CONTRACT, GREEN, check, history, months, only, outcome, record, rules, said

BOTH = record((BLUE, "2017-05/2020-06"), (GREEN, "2020-06/2023-03"))
APART = record((BLUE, "2017-05/2020-06"), (GREEN, "2020-07/2023-03"))


def overlaps(result):
    return [f for f in result.findings if f.rule == "overlap"]


def test_two_employers_in_one_month_say_all_of_it():
    found = only(check(BOTH, history((BLUE, "2017.5-2020.6"), (GREEN, "2020.6-至今"))), "overlap")
    assert said(found.message) == ("review.overlap.insured", {"one": BLUE, "other": GREEN, "months": ["2020-06"]})
    assert (found.suggestion.key, found.severity, found.history_row) == ("review.overlap.insured.fix", "warning", 3)
    assert (found.record, found.employment, found.where) == (0, 1, BOTH.employments[1].where)
    assert set(found.months) == months("2020-06") and rules(check(APART, history((BLUE, "2017.5-2020.6"), (GREEN, "2020.7-至今")))) == []


@pytest.mark.parametrize(
    ("rows", "row"),
    [
        ([(BLUE, "2017.5-2020.6")], None),
        ([(BLUE, "2017.5-2020.6"), (GREEN, "2020.7-至今")], None),
        ([(BLUE, "2017.5-2020.6"), (GREEN, "2021.1-至今"), (GREEN, "2020.6-2020.12")], 4),
    ],
)
def test_the_row_that_declares_the_month_is_named(rows, row):
    assert overlaps(check(BOTH, history(*rows)))[0].history_row == row


def test_nothing_at_two_employers_is_right():
    result = check(APART, history((BLUE, "2017.5-2020.6"), (GREEN, "2020.7-至今")))
    assert outcome(result, "overlap") == "passed"


def test_the_place_and_the_row_are_those_of_the_first_month():
    moved = record((BLUE, "2017-05/2020-07"), (GREEN, "2020-06/2020-06"), (GREEN, "2020-07/2023-03"))
    rows = ((BLUE, "2017.5-2020.7"), (GREEN, "2020.6-2020.6"), (GREEN, "2020.7-至今"))
    found = overlaps(check(moved, history(*rows)))[0]
    assert (found.employment, found.history_row, len(found.months)) == (1, 3, 2)


def test_a_row_until_now_declares_the_months_to_the_print():
    shown = record((BLUE, "2017-05/2023-03"), (GREEN, "2023-03/2023-03"))
    assert overlaps(check(shown, history((BLUE, "2017.5-至今"), (GREEN, "2023.3-至今"))))[0].history_row == 3


@pytest.mark.parametrize(("paid", "found"), [((30, 6), False), ((36, 0), False), ((31, 6), True), ((36, 1), True)])
def test_only_more_paid_months_than_there_are_surely_overlap(paid, found):
    """Three years at one, with half a year of them at another."""
    one, other = paid
    shown = record((BLUE, "2018-01/2020-12", one), (GREEN, "2018-07/2018-12", other))
    result = check(shown, history((BLUE, "2018.1-2020.12")))
    assert bool(overlaps(result)) is found
    reason = next(each.reason for each in result.checks if each.rule == "overlap")
    assert (reason and said(reason)) == (None if found else ("review.not-run.overlap-unclear", {"periods": ["2018-07–2018-12"]}))


def test_a_row_without_a_number_of_months_is_paid_throughout():
    for one, other in ((None, 6), (36, None)):
        shown = record((BLUE, "2018-01/2020-12", one), (GREEN, "2018-07/2018-12", other))
        assert len(overlaps(check(shown, history((BLUE, "2018.1-2020.12"))))) == 1


def test_of_three_employers_each_two_are_held_against_each_other():
    shown = record((BLUE, "2018-01/2019-12"), (GREEN, "2018-06/2019-06"), (BAY, "2019-06/2020-12"))
    rows = ((BLUE, "2018.1-2019.12"), (GREEN, "2018.6-2019.6"), (BAY, "2019.6-2020.12"))
    found = overlaps(check(shown, history(*rows)))
    assert [(f.message.params["one"], f.message.params["other"]) for f in found] == [(BLUE, GREEN), (BLUE, BAY), (GREEN, BAY)]
    assert outcome(check(shown, history(*rows)), "overlap") == "failed"


def test_what_is_unclear_is_said_where_something_else_is_sure():
    shown = record((BLUE, "2018-01/2020-12", 30), (GREEN, "2018-07/2018-12"), (BAY, "2018-12/2019-03"))
    result = check(shown, history((BLUE, "2018.1-2020.12")))
    assert [(f.message.params["one"], f.message.params["other"]) for f in overlaps(result)] == [(GREEN, BAY)]
    assert outcome(result, "overlap") == "failed"


def test_two_declared_rows_in_one_month_say_all_of_it():
    found = only(check(APART, history((BLUE, "2017.5-2020.8"), (GREEN, "2020.7-至今"))), "overlap")
    assert said(found.message) == ("review.overlap.declared", {"row": "2", "one": BLUE, "other": GREEN, "months": ["2020-07–2020-08"]})
    assert (found.suggestion.key, found.severity, found.history_row) == ("review.overlap.declared.fix", "warning", 3)
    assert set(found.months) == months("2020-07/2020-08") and (found.record, found.where) == (None, None)
    turned = only(check(APART, history((GREEN, "2020.7-至今"), (BLUE, "2017.5-2020.8"))), "overlap")
    assert (turned.message.params["row"], turned.history_row) == (3, 2)


def test_rows_that_start_together_stand_by_their_number():
    found = only(check(APART, history((GREEN, "2017.5-2017.5", CONTRACT), (BLUE, "2017.5-2020.6"), (GREEN, "2020.7-至今"))), "overlap")
    assert (found.message.params["row"], found.history_row) == (2, 3)


def test_months_that_the_record_has_at_two_employers_are_said_once():
    assert len(overlaps(check(BOTH, history((BLUE, "2017.5-2020.6"), (GREEN, "2020.6-至今"))))) == 1
    more = overlaps(check(BOTH, history((BLUE, "2017.5-2020.7"), (GREEN, "2020.6-至今"))))
    assert [f.message.key for f in more] == ["review.overlap.insured", "review.overlap.declared"]


def test_until_now_and_a_job_that_begins_before_the_print_overlap():
    shown = record((BLUE, "2017-05/2023-02"), printed="2023-04-26")
    assert [str(m) for f in overlaps(check(shown, history((BLUE, "2017.5-至今"), (GREEN, "2023.4-至今")))) for m in f.months] == ["2023-04"]


RENAMED = {"renames": [(BLUE, BAY, "2019-11")]}


@pytest.mark.parametrize(
    ("rows", "more", "found"),
    [
        ([(BLUE, "2017.5-2019.11"), (BAY, "2019.11-至今")], RENAMED, False),
        ([(BLUE, "2017.5-2019.10"), (BAY, "2019.10-至今")], RENAMED, True),
        ([(BLUE, "2017.5-2019.11"), (BAY, "2019.10-至今")], RENAMED, True),
        ([(BLUE, "2017.5-2019.12"), (BAY, "2019.11-至今")], RENAMED, True),
        ([(BLUE, "2017.5-2019.11"), (GREEN, "2019.11-2019.11", CONTRACT), (BAY, "2019.12-至今")], RENAMED, True),
        ([(BLUE, "2017.5-2019.11"), (BLUE, "2019.11-至今")], {}, True),
    ],
)
def test_the_month_of_a_rename_may_be_on_both_sides(rows, more, found):
    assert ("overlap" in rules(check(record((BLUE, "2017-05/2023-03")), history(*rows, **more)))) is found
