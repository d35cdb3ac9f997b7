"""Points at which a small fault once went unnoticed by all other tests (scripts/mutate.py)."""

from datetime import date

from review_build import BAMBOO, BLUE, GREEN, check, history, months, only, record, rules

from sbparse.policy import load_ruleset
from sbparse.review.correct import correct


def test_months_are_not_posted_yet_only_for_who_was_paid_last() -> None:
    """BLUE's last month lies within the two months before the print, but GREEN's was posted after it."""
    paid = record((BLUE, "2020-01/2023-02"), (GREEN, "2023-03/2023-03"), printed="2023-04-26")
    late = only(check(paid, history((BLUE, "2020.1-2023.4"), (GREEN, "2023.3-2023.3"))), "end-mismatch")
    assert (late.message.key, late.expected, late.actual) == ("review.end-mismatch.differs", "2023-02", "2023-04")


def test_three_years_before_the_submission_and_not_before_the_print() -> None:
    paid = record((BLUE, "2018-01/2023-11"), printed="2023-12-20")
    result = check(paid, history((BLUE, "2018.1-2023.11")), submitted=date(2024, 1, 10))
    assert [str(row.start) for row in result.suggested_assessments] == ["2021-01", "2022-01", "2023-01"]


def test_assessments_of_two_jobs_at_once_stand_by_their_start() -> None:
    paid = record((BLUE, "2021-06/2022-12"), (GREEN, "2021-01/2022-12"), printed="2023-01-20")
    result = check(paid, history((BLUE, "2021.6-2022.12"), (GREEN, "2021.1-2022.12")), submitted=date(2023, 1, 25))
    of_2021 = [(str(row.start), row.employer) for row in result.suggested_assessments if row.end.year == 2021]
    assert of_2021 == [("2021-01", GREEN), ("2021-06", BLUE)]


def test_a_gap_closed_over_a_rename_joins_the_works_and_leaves_the_other_company_alone() -> None:
    """A declared row over unpaid months may be assessed as a whole; one of another company over the same months joins nothing."""
    paid = record((BLUE, "2021-01/2021-03"), (BLUE, "2021-07/2021-12"), (GREEN, "2021-01/2021-12"), printed="2022-01-20")
    declared = history(
        (BLUE, "2021.1-2021.3"),
        (BLUE, "2021.7-2021.12"),
        (GREEN, "2021.1-2021.12"),
        assessments=[("2021.1-2021.12", "2021年度", BLUE), ("2021.1-2021.12", "2021年度", GREEN)],
    )
    assert "assessment-mismatch" in rules(check(paid, declared, submitted=date(2022, 1, 25)))


def test_the_first_of_two_rows_that_end_together_is_named_in_a_gap() -> None:
    paid = record((BLUE, "2018-01/2020-12"))
    result = check(paid, history((BLUE, "2018.1-2018.12"), (BLUE, "2018.6-2018.12"), (BLUE, "2020.1-2020.12")))
    gap = only(result, "end-mismatch")
    assert (gap.history_row, gap.expected) == (3, "2019-12")


def test_a_correction_keeps_the_spelling_of_a_row_that_is_right_and_of_its_host() -> None:
    ruleset = load_ruleset(None)
    paid = record((BLUE, "2018-01/2020-12"), (BAMBOO, "2021-01/2023-03"))
    wrong_end = check(paid, history((BLUE, "2018.1-2020.11"), (BAMBOO, "2021.1-2023.3")))
    done = correct(wrong_end, ruleset)
    kept = [
        (change.origin.employer, change.corrected.employer, str(change.corrected.end))
        for change in done.stints
        if change.origin and change.corrected
    ]
    assert kept == [(BLUE, BLUE, "2020-12"), (BAMBOO, BAMBOO, "2023-03")]
    assert rules(done.review) == []


def test_unpaid_months_inside_are_those_of_the_row_alone() -> None:
    gone = months("2019-03/2019-04")
    paid = record((BLUE, "2018-01/2020-12"), unpaid=gone, monthly=True)
    found = only(check(paid, history((BLUE, "2018.1-2020.12"))), "unpaid-months")
    assert set(found.months) == gone


def test_a_misspelt_row_is_held_against_the_name_of_most_of_its_months() -> None:
    paid = record((BLUE, "2018-01/2018-12"), (GREEN, "2019-01/2023-03"))
    result = check(
        paid, history((BLUE.replace("蓝鲸", "兰鲸"), "2018.1-2019.2"), (GREEN, "2019.3-2023.3"), renames=[(BLUE, GREEN, "2019-01")])
    )
    assert [found.expected for found in result.findings if found.rule == "employer-spelling"] == [BLUE]


def test_a_short_record_says_from_which_month_to_ask() -> None:
    paid = record((BLUE, "2020-01/2023-03"), query="2020-01/2023-04", printed="2023-04-26")
    declared = history((BLUE, "2020.1-2023.3"), level="工程师", education="本科")
    short = only(check(paid, declared, submitted=date(2023, 4, 28)), "record-too-short")
    assert (short.message.params["needed"], str(short.message.params["start"])) == ("5年0个月", "2018-05")


def test_a_stint_before_all_that_is_shown_names_the_first_and_the_last_month_shown() -> None:
    paid = record((BLUE, "2020-01/2023-03"), query="2020-01/2023-04")
    missing = only(check(paid, history((GREEN, "2015.1-2016.12"), (BLUE, "2020.1-2023.3"))), "missing-from-record")
    assert (str(missing.message.params["first"]), str(missing.message.params["last"])) == ("2020-01", "2023-04")
