"""Points at which a small fault once went unnoticed by all other tests (scripts/mutate.py)."""

from datetime import date

import pytest
from review_build import BAMBOO, BLUE, CONTRACT, GREEN, check, history, month, months, only, record, rules

from sbparse.policy import load_ruleset
from sbparse.record.model import PrintBasis
from sbparse.review import Source
from sbparse.review.correct import correct
from sbparse.review.prints import printed_month, prints_of
from sbparse.values.dates import parse_span
from sbparse.values.month import Period


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
    paid = record((BLUE, "2021-01/2022-12"), (GREEN, "2021-06/2021-08"), printed="2023-01-20")
    result = check(paid, history((BLUE, "2021.1-2022.12"), (GREEN, "2021.6-2021.8")), submitted=date(2023, 1, 25))
    of_2021 = [(str(row.start), row.employer) for row in result.suggested_assessments if row.end.year == 2021]
    assert of_2021 == [("2021-01", BLUE), ("2021-06", GREEN)]


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


def test_a_gap_behind_a_row_on_contract_is_no_wrong_end() -> None:
    paid = record((BLUE, "2018-01/2020-12"))
    on_contract = check(paid, history((BLUE, "2018.1-2018.12", CONTRACT), (BLUE, "2020.1-2020.12")))
    on_record = check(paid, history((BLUE, "2018.1-2018.12"), (BLUE, "2020.1-2020.12")))
    assert ("end-mismatch" in rules(on_contract), "end-mismatch" in rules(on_record)) == (False, True)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([(GREEN, "2018.1-2019.12"), (BLUE, "2020.1-2022.12")], "before"),
        ([(BLUE, "2020.1-2022.12"), (GREEN, "2023.1-2023.2")], "after"),
        ([(BLUE, "2020.1-2022.12"), (GREEN, "2022.12-2023.2")], "missing"),
        ([(GREEN, "2018.1-2020.1"), (BLUE, "2020.1-2022.12")], "missing"),
    ],
)
def test_a_row_outside_what_was_asked_for_is_told_with_its_ends(rows: list[tuple[str, str]], why: str) -> None:
    paid = record((BLUE, "2020-01/2022-12"), query="2020-01/2022-12")
    found = only(check(paid, history(*rows)), "missing-from-record")
    row = next(span for name, span in rows if name == GREEN)
    start, end = (str(parse_span(row)[at]) for at in (0, 1))
    assert found.message.key == f"review.missing-from-record.{why}"
    assert (str(found.message.params["start"]), str(found.message.params["end"])) == (start, end)
    assert len(found.months) == (0 if why != "missing" else Period.parse(start, end).months)


def test_a_row_whose_name_is_nearly_a_recorded_one_says_which() -> None:
    paid = record((BLUE, "2020-01/2020-06"), (GREEN, "2021-01/2022-12"))
    declared = history((BLUE, "2020.1-2020.6"), (GREEN, "2021.1-2022.12"), (GREEN.replace("青禾", "青木"), "2015.1-2016.12"))
    found = only(check(paid, declared), "missing-from-record")
    assert found.message.key == "review.missing-from-record.likely"
    assert list(found.message.params["likely"]) == [GREEN]


@pytest.mark.parametrize(("declared", "outcome_then"), [("2019-12", "not-run"), ("2020-01", "passed"), ("2020-02", "failed")])
def test_a_career_that_began_before_what_was_asked_for_cannot_be_checked(declared: str, outcome_then: str) -> None:
    paid = record((BLUE, "2020-01/2023-03"), query="2020-01/2023-04")
    result = check(paid, history((BLUE, "2020.1-2023.3"), career_start=month(declared)))
    found = next(each for each in result.checks if each.rule == "career-start-mismatch")
    assert found.outcome == outcome_then
    assert (found.reason is not None and found.reason.key == "review.not-run.cut") is (outcome_then == "not-run")


@pytest.mark.parametrize(("basis", "key"), [(PrintBasis.PRINTED, "sure"), (PrintBasis.PDF_METADATA, "weak")])
def test_a_stale_print_says_how_sure_its_date_is(basis: PrintBasis, key: str) -> None:
    paid = record((BLUE, "2020-01/2023-03"), printed="2023-04-01", basis=basis)
    stale = only(check(paid, history((BLUE, "2020.1-2023.3")), submitted=date(2023, 6, 1)), "print-date-stale")
    assert stale.message.key == f"review.print-date-stale.{key}"


def test_of_two_jobs_at_once_both_may_go_on_and_an_earlier_one_may_not() -> None:
    paid = record((GREEN, "2019-02/2023-03"), (BLUE, "2020-01/2023-03"))
    both = check(paid, history((GREEN, "2019.2-至今"), (BLUE, "2020.1-至今")))
    assert [row.ongoing for row in both.suggested_history] == [True, True]
    paid = record((BLUE, "2020-01/2023-01"), (GREEN, "2023-02/2023-03"), printed="2023-03-26")
    one = check(paid, history((BLUE, "2020.1-至今"), (GREEN, "2023.2-至今")))
    assert [row.ongoing for row in one.suggested_history] == [False, True]


@pytest.mark.parametrize(
    ("query", "printed", "basis", "newest"),
    [
        ("2018-01/2022-12", "2023-04-26", PrintBasis.PDF_METADATA, "2022-12"),
        ("2018-01/2023-06", "2023-04-26", PrintBasis.PDF_METADATA, "2023-04"),
        ("2018-01/2022-12", "2023-04-26", PrintBasis.PRINTED, "2023-04"),
        ("2018-01/2022-12", None, PrintBasis.PRINTED, "2022-12"),
        (None, None, PrintBasis.PRINTED, "2022-12"),
        (None, "2023-04-26", PrintBasis.PDF_METADATA, "2023-04"),
    ],
)
def test_the_month_of_the_newest_print(query: str | None, printed: str | None, basis: PrintBasis, newest: str) -> None:
    paid = record((BLUE, "2018-01/2022-12"), query=query, printed=printed, basis=basis)
    assert str(printed_month(prints_of([Source("a.pdf", paid)]), None)) == newest


def test_a_rename_that_goes_through_a_row_names_the_row_of_the_record() -> None:
    paid = record((BLUE, "2018-01/2018-12"), (GREEN, "2019-01/2023-03"))
    found = only(check(paid, history((BLUE, "2018.1-2023.3"), renames=[(BLUE, GREEN, "2019-01")])), "rename-not-split")
    assert (found.record, found.employment, str(found.expected)) == (0, 1, "2019-01")


@pytest.mark.parametrize(("signed", "examined"), [(None, False), (False, True), (True, True)])
def test_signatures_that_nobody_looked_for_are_not_run(signed: bool | None, examined: bool) -> None:
    result = check(record((BLUE, "2020-01/2023-03"), signed=signed), history((BLUE, "2020.1-2023.3")))
    reasons = {each.rule: each.reason and each.reason.key for each in result.checks if each.rule in ("signature-invalid", "not-signed")}
    assert set(reasons.values()) == {None if examined else "review.not-run.not-examined"}


def test_unpaid_months_that_cannot_be_named_are_counted() -> None:
    paid = record((BLUE, "2019-01/2021-12"), unpaid=months("2020-03/2020-04"))
    found = only(check(paid, history((BLUE, "2019.1-2021.12"))), "unpaid-months")
    (part,) = found.message.params["parts"]
    assert (part.params["year"], part.params["least"], part.params["most"]) == (2020, 2, 2)
    assert (str(part.params["first"]), str(part.params["last"])) == ("2020-01", "2020-12")


def test_a_route_by_title_without_a_title_says_what_is_missing() -> None:
    claim = {"level": "高级工程师", "education": "本科", "graduated": date(2009, 7, 1), "profession_since": month("2010-01")}
    result = check(record((BLUE, "2010-01/2023-03")), history((BLUE, "2010.1-2023.3"), **claim), submitted=date(2023, 4, 3))
    (reason,) = next(each for each in result.checks if each.rule == "not-eligible").reason.params["reasons"]
    assert [field.key for field in reason.params["fields"]] == ["review.field.title"]
