"""What most rules say alike: why they could not look, and how months are shown."""

import pytest
from review_build import BLUE, GREEN, check, history, month, months, period, record, said

from sbparse.review.ruling import NOW, UNKNOWN_HOST, between, not_given, shown, span

ONE = record((BLUE, "2017-05/2023-03"))
NOBODY = record(contributions=())


def reason(result, rule):
    return next(check.reason.key for check in result.checks if check.rule == rule)


@pytest.mark.parametrize("rule", ["missing-from-history", "missing-from-record", "needs-contract", "overlap", "rename-unknown"])
@pytest.mark.parametrize(
    ("shown_", "declared", "why"),
    [
        (NOBODY, history((BLUE, "2017.5-2023.3")), "review.not-run.no-employments"),
        (NOBODY, history(), "review.not-run.no-employments"),
    ],
)
def test_a_record_without_employers_cannot_be_compared(shown_, declared, why, rule):
    assert reason(check(shown_, declared), rule) == why


@pytest.mark.parametrize(
    "rule", ["start-mismatch", "end-mismatch", "employer-mismatch", "employer-spelling", "dispatch-form", "unpaid-months"]
)
@pytest.mark.parametrize(
    ("shown_", "declared", "why"),
    [
        (NOBODY, history((BLUE, "2017.5-2023.3")), "review.not-run.no-employments"),
        (ONE, history(), "review.not-run.no-history"),
        (ONE, history((GREEN, "2010.1-2010.2")), "review.not-run.no-match"),
    ],
)
def test_rules_about_pairs_need_a_pair(shown_, declared, why, rule):
    assert reason(check(shown_, declared), rule) == why


@pytest.mark.parametrize("rule", ["missing-from-record", "needs-contract", "overlap", "rename-unknown"])
def test_without_a_declared_row_nothing_is_compared(rule):
    assert reason(check(ONE, history()), rule) == "review.not-run.no-history"


def test_fields_that_were_not_given_are_named():
    assert said(not_given("level", "submitted"))[1]["fields"] == [("review.field.level", {}), ("review.field.submitted", {})]


def test_months_are_shown_as_single_ones_and_runs():
    assert shown(months("2021-03", "2020-11/2021-01")) == ["2020-11–2021-01", "2021-03"]
    assert (span(period("2021-03")), span(period("2021-03/2021-04"))) == ("2021-03", "2021-03–2021-04")


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("2021-03", "2021-03", []),
        ("2021-03", "2021-04", ["2021-03"]),
        ("2021-06", "2021-03", ["2021-03", "2021-04", "2021-05"]),
    ],
)
def test_the_months_between_two_have_the_earlier_and_not_the_later(one, other, found):
    assert [str(each) for each in between(month(one), month(other))] == found


def test_words_of_the_form():
    assert (NOW, UNKNOWN_HOST) == ("至今", "××")
