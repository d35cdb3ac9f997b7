"""The 考核情况 that follow from the stints, and which declared ones follow them."""

from datetime import date

import pytest
from review_build import AGENCY, BAY, BLUE, CONTRACT, GREEN, HOST, history, months, period, record

from sbparse.policy import default_ruleset
from sbparse.review.assess import Work, base_year, bridged, kind_of, suggested_assessments, works_of
from sbparse.review.case import Case, case_of
from sbparse.review.model import Source, SuggestedStint

RULES = default_ruleset()


def work(span: str, *, name: str = BLUE, running: bool = False, rows: tuple[tuple[str, str], ...] = ()) -> Work:
    own = tuple(SuggestedStint(employer, period(at).start, period(at).end) for employer, at in rows or ((name, span),))
    return Work(name, own, period(span), frozenset(), running, False)


def case(shown, declared, *, submitted: date | None = None) -> Case:
    return case_of([Source("a.pdf", shown)], declared, RULES, submitted, None)


def works(shown, declared) -> tuple[Work, ...]:
    made = case(shown, declared)
    return works_of(made, made.suggested)


def spans(found) -> list[str]:
    return [f"{each.period.start}/{each.period.end}" for each in found]


# --- works ---


@pytest.mark.parametrize(
    ("span", "running", "year", "part"),
    [
        ("2020-03/2021-05", False, 2019, None),
        ("2020-03/2021-05", False, 2020, "2020-03/2020-12"),
        ("2020-03/2021-05", False, 2021, "2021-01/2021-05"),
        ("2020-03/2021-05", False, 2022, None),
        ("2020-03/2021-05", True, 2021, "2021-01/2021-12"),
        ("2020-03/2021-05", True, 2022, "2022-01/2022-12"),
        ("2020-03/2021-05", True, 2019, None),
        ("2020-12/2021-05", True, 2020, "2020-12"),
        ("2021-01/2021-05", True, 2020, None),
        ("2020-03/2023-05", True, 2021, "2021-01/2021-12"),
    ],
)
def test_the_months_of_a_work_in_a_year(span, running, year, part):
    assert work(span, running=running).in_year(year) == (part and period(part))


def test_a_part_until_december_is_of_the_year_and_one_that_ends_before_is_of_the_post():
    assert (kind_of(period("2020-03/2020-12")), kind_of(period("2020-12"))) == ("2020年度", "2020年度")
    assert (kind_of(period("2020-01/2020-11")), kind_of(period("2020-03"))) == ("任职期满", "任职期满")


def test_who_may_have_organised():
    found = work(
        "2020-01/2021-12", rows=((f"{AGENCY}派遣至{HOST}", "2020-01/2020-12"), (BLUE, "2021-01/2021-06"), (BLUE, "2021-07/2021-12"))
    )
    assert found.names == (f"{AGENCY}派遣至{HOST}", BLUE, HOST)


@pytest.mark.parametrize(
    ("submitted", "printed", "year"),
    [("2024-01-10", "2023-12-20", 2024), (None, "2023-12-20", 2023), (None, None, None), ("2024-01-10", None, 2024)],
)
def test_the_year_is_that_of_the_submission_else_of_the_print(submitted, printed, year):
    made = case(record((BLUE, "2020-01/2023-11"), printed=printed), history(), submitted=submitted and date.fromisoformat(submitted))
    assert base_year(made) == year


def test_one_row_a_work_and_year_of_the_three_before():
    found = suggested_assessments([work("2018-03/2021-05"), work("2021-06/2022-12", name=GREEN)], 2023)
    assert [(str(row.start), str(row.end), row.kind, row.employer) for row in found] == [
        ("2020-01", "2020-12", "2020年度", BLUE),
        ("2021-01", "2021-05", "任职期满", BLUE),
        ("2021-06", "2021-12", "2021年度", GREEN),
        ("2022-01", "2022-12", "2022年度", GREEN),
    ]
    assert suggested_assessments([work("2018-03/2021-05")], None) == ()


def test_works_at_once_stand_by_start_and_end():
    found = suggested_assessments([work("2022-03/2022-12"), work("2022-03/2022-05", name=GREEN), work("2022-01/2022-12", name=BAY)], 2023)
    assert [row.employer for row in found] == [BAY, GREEN, BLUE]


def test_the_employer_is_the_one_of_the_last_row_that_has_begun():
    renamed = work("2020-01/2022-12", rows=((BAY, "2020-01/2021-05"), (BLUE, "2021-06/2022-12")))
    found = suggested_assessments([renamed], 2023)
    assert [row.employer for row in found] == [BAY, BLUE, BLUE]
    december = work("2020-01/2022-12", rows=((BAY, "2020-01/2020-11"), (BLUE, "2020-12/2022-12")))
    assert suggested_assessments([december], 2021)[0].employer == BLUE


SPLIT = [(BAY, "2018.1-2019.10"), (BLUE, "2019.11-2021.5")]


def test_rows_of_one_company_without_a_gap_are_one_work():
    shown = record((BAY, "2018-01/2021-05"), (GREEN, "2021-06/2023-03"))
    first, second = works(shown, history(*SPLIT, (GREEN, "2021.6-至今"), renames=[(BAY, BLUE, "2019-11")]))
    assert (spans([first, second]), [len(first.rows), len(second.rows)]) == (["2018-01/2021-05", "2021-06/2023-03"], [2, 1])
    assert (first.running, second.running, first.may_run, second.may_run) == (False, True, False, False)
    assert first.cuts == months("2018-01", "2019-11", "2019-12") and second.cuts == months("2021-06")
    gap = record((BLUE, "2018-01/2019-10"), (BLUE, "2019-12/2021-05"))
    assert spans(works(gap, history())) == ["2018-01/2019-10", "2019-12/2021-05"]


def test_a_work_may_be_cut_where_any_row_of_the_company_begins_and_at_renames():
    shown = record((BLUE, "2018-01/2021-05"), (GREEN, "2021-06/2023-03"))
    declared = history((BLUE, "2018.1-2020.2"), (BLUE, "2020.3-2021.5"), (GREEN, "2021.6-至今"), renames=[(BAY, BLUE, "2015-11")])
    assert works(shown, declared)[0].cuts == months("2015-11", "2015-12", "2018-01", "2020-03")


@pytest.mark.parametrize(
    ("row", "last", "runs", "may"),
    [
        ("2018.1-至今", "2023-03", True, False),
        ("2018.1-2023.3", "2023-03", False, True),
        ("2018.1-2023.2", "2023-02", False, True),
        ("2018.1-2023.1", "2023-01", False, False),
    ],
)
def test_a_work_that_ends_with_the_last_posted_month_may_go_on(row, last, runs, may):
    (found,) = works(record((BLUE, f"2018-01/{last}")), history((BLUE, row)))
    assert (found.running, found.may_run) == (runs, may)


def test_only_the_work_that_was_paid_last_may_go_on():
    shown = record((BLUE, "2018-01/2023-02"), (GREEN, "2023-03/2023-03"))
    assert [each.may_run for each in works(shown, history((BLUE, "2018.1-2023.2"), (GREEN, "2023.3-2023.3")))] == [False, True]


def test_a_joined_work_runs_where_one_part_does():
    shown = record((BLUE, "2018-01/2023-03"))
    posts = ({"post": "甲岗"}, {"post": "乙岗"})
    (open_,) = works(shown, history((BLUE, "2018.1-2020.2", posts[0]), (BLUE, "2020.3-至今", posts[1])))
    (ended,) = works(shown, history((BLUE, "2018.1-2020.2", posts[0]), (BLUE, "2020.3-2023.3", posts[1])))
    assert (open_.running, open_.may_run, ended.running, ended.may_run) == (True, False, False, True)


@pytest.mark.parametrize(("end", "running", "may_run"), [("至今", True, False), ("2023.3", False, True), ("2022.12", False, False)])
def test_a_contract_inside_another_ends_nothing(end, running, may_run):
    rows = ((BLUE, f"2018.1-{end}", CONTRACT), (BLUE, "2019.1-2020.1", CONTRACT), (GREEN, "2010.1-2023.3"))
    found = works(record((BLUE, "2018-01/2023-03"), (GREEN, "2010-01/2023-03")), history(*rows))
    assert [(each.running, each.may_run) for each in found if len(each.rows) == 2] == [(running, may_run)]


GAPS = record((BLUE, "2018-01/2019-12"), (BLUE, "2020-03/2021-12"))


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([(BLUE, "2018.1-2021.12")], ["2018-01/2021-12"]),
        ([(BLUE, "2019.12-2020.3"), (BLUE, "2018.1-2019.11"), (BLUE, "2020.4-2021.12")], ["2018-01/2021-12"]),
        ([(BLUE, "2018.1-2019.12"), (BLUE, "2020.3-2021.12")], ["2018-01/2019-12", "2020-03/2021-12"]),
        ([(BLUE, "2018.1-2020.2"), (BLUE, "2020.3-2021.12")], ["2018-01/2019-12", "2020-03/2021-12"]),
        ([(BLUE, "2018.1-2019.12"), (BLUE, "2020.1-2021.12")], ["2018-01/2019-12", "2020-03/2021-12"]),
        ([(BLUE, "2018.1-2021.12", CONTRACT)], ["2018-01/2021-12"]),
        ([(BLUE, "2018.1-2019.6"), (BLUE, "2019.7-2021.12")], ["2018-01/2021-12"]),
        ([(BLUE, "2018.1-2021.6"), (BLUE, "2021.7-2021.12")], ["2018-01/2021-12"]),
    ],
)
def test_a_gap_that_one_declared_row_spans_is_closed(rows, found):
    made = case(GAPS, history(*rows))
    assert spans(bridged(made, works_of(made, made.suggested))) == found


def test_a_closed_gap_is_a_cut_at_both_its_ends_and_the_others_stay():
    shown = record((GREEN, "2016-01/2017-12"), (BLUE, "2018-01/2019-12"), (BLUE, "2020-03/2021-12"), (BAY, "2022-01/2023-03"))
    made = case(shown, history((GREEN, "2016.1-2017.12"), (BLUE, "2018.1-2021.12"), (BAY, "2022.1-至今")))
    found = bridged(made, works_of(made, made.suggested))
    assert spans(found) == ["2016-01/2017-12", "2018-01/2021-12", "2022-01/2023-03"]
    assert found[1].cuts == months("2018-01", "2020-01", "2020-03") and found[2].running


def test_a_row_of_another_company_closes_no_gap():
    shown = record((BLUE, "2018-01/2019-12"), (BLUE, "2020-03/2021-12"), (GREEN, "2018-06/2021-06"))
    made = case(shown, history((BLUE, "2018.1-2019.12"), (BLUE, "2020.3-2021.12"), (GREEN, "2018.6-2021.6")))
    assert len(bridged(made, works_of(made, made.suggested))) == 3


def test_three_works_of_one_row_are_one():
    shown = record((BLUE, "2018-01/2018-12"), (BLUE, "2019-03/2019-12"), (BLUE, "2020-03/2021-12"))
    made = case(shown, history((BLUE, "2018.1-2021.12")))
    assert spans(bridged(made, works_of(made, made.suggested))) == ["2018-01/2021-12"]
    assert bridged(made, works_of(made, made.suggested))[0].cuts == months("2018-01", "2019-01", "2019-03", "2020-01", "2020-03")
