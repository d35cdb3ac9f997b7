"""assessment-mismatch: which declared 考核情况 follow the stints, and all that is said of those that do not."""

from datetime import date

import pytest
from review_assessed import RIGHT, ROWS, SUBMITTED, TWO, assessed, found, reason, years
from review_build import BAMBOO, BAY, BLUE, GREEN, check, history, only, outcome, record, rules, said


def row(span: str, kind: str) -> tuple[str, dict]:
    return "review.assessment-mismatch.row", {"period": span, "kind": kind}


def test_a_year_that_does_not_follow_the_stints_says_all_of_it():
    result = assessed(RIGHT[0], ("2021.1-2021.12", "2021年度", GREEN), RIGHT[3])
    only_ = only(result, "assessment-mismatch")
    expected = [row("2021-01–2021-05", "任职期满"), row("2021-06–2021-12", "2021年度")]
    assert said(only_.message) == (
        "review.assessment-mismatch.periods",
        {"year": "2021", "declared": [row("2021-01–2021-12", "2021年度")], "expected": expected},
    )
    assert said(only_.suggestion) == ("review.assessment-mismatch.periods.fix", {"year": "2021", "expected": expected})
    assert (only_.severity, only_.message.params["rows"]) == ("error", [3])


def test_a_year_without_rows_and_a_year_without_work():
    missing = only(assessed(*RIGHT[1:]), "assessment-mismatch")
    assert said(missing.message)[1]["declared"] == ("review.assessment-mismatch.nothing", {})
    late = record((GREEN, "2021-06/2023-03"), printed="2023-04-03")
    extra = assessed(("2020.1-2020.12", "2020年度", None), *RIGHT[2:], shown=late, declared=ROWS[1:])
    assert said(only(extra, "assessment-mismatch").message)[1]["expected"] == ("review.assessment-mismatch.nothing", {})


def test_a_row_without_a_kind_is_shown_without_one():
    declared = only(assessed(("2020.1-2020.11", None, BLUE), *RIGHT[1:]), "assessment-mismatch").message.params["declared"]
    assert [said(each)[1] for each in declared] == [{"period": "2020-01–2020-11", "kind": ""}]


def test_a_wrong_organiser_says_all_of_it():
    only_ = only(assessed(RIGHT[0], RIGHT[1], ("2021.6-2021.12", "2021年度", BAMBOO), RIGHT[3]), "assessment-mismatch")
    assert said(only_.message) == (
        "review.assessment-mismatch.organiser",
        {"year": "2021", "organiser": BAMBOO, "rows": ["3", "4"], "employers": [BLUE, GREEN]},
    )
    assert only_.suggestion.key == "review.assessment-mismatch.organiser.fix"


@pytest.mark.parametrize(
    ("changed", "how"),
    [
        (("2022.1-2022.12", "2022年度", BAMBOO), "organiser"),
        (("2022.1-2022.12", "2022年度", BLUE), "organiser"),
        (("2022.1-2022.11", "2022年度", BAMBOO), "periods"),
        (("2022.1-2022.11", "2022年度", GREEN), "periods"),
        (("2022.1-2022.12", "2021年度", BAMBOO), "periods"),
    ],
)
def test_only_where_all_else_is_right_the_organiser_is_said(changed, how):
    assert only(assessed(*RIGHT[:3], changed), "assessment-mismatch").message.key == f"review.assessment-mismatch.{how}"


def test_rows_with_the_organisers_of_each_other_are_said_to_have_wrong_periods():
    swapped = [RIGHT[0], (*RIGHT[1][:2], GREEN), (*RIGHT[2][:2], BLUE), RIGHT[3]]
    assert only(assessed(*swapped), "assessment-mismatch").message.key == "review.assessment-mismatch.organiser"


def test_a_row_outside_every_stint_says_all_of_it():
    only_ = only(assessed(*RIGHT, ("2019.1-2019.12", "2019年度", BLUE)), "assessment-mismatch")
    assert said(only_.message) == ("review.assessment-mismatch.astray", {"row": "6", "period": "2019-01–2019-12"})
    assert (only_.suggestion.key, only_.severity) == ("review.assessment-mismatch.astray.fix", "error")


@pytest.mark.parametrize(
    ("span", "wrong"),
    [
        ("2019.4-2019.12", []),
        ("2019.3-2019.12", ["astray"]),
        ("2018.1-2018.12", ["astray"]),
        ("2019.4-2020.1", [2020]),
        ("2019.3-2020.1", [2020]),
        ("2022.12-2023.1", [2022]),
        ("2023.1-2023.3", []),
        ("2023.1-2023.12", []),
        ("2019.6-2019.8", []),
    ],
)
def test_the_running_year_and_older_ones_are_held_against_the_stints_alone(span, wrong):
    assert years(assessed(*RIGHT, (span, None, None))) == wrong


def test_the_running_year_after_a_stint_that_ended_is_astray():
    ended = record((BLUE, "2019-04/2022-10"), printed="2023-04-03")
    whole = [(f"{year}.1-{year}.12", f"{year}年度", BLUE) for year in (2020, 2021)]
    last = ("2022.1-2022.10", "任职期满", BLUE)
    declared = ((BLUE, "2019.4-2022.10"),)
    assert years(assessed(*whole, last, ("2023.1-2023.3", None, None), shown=ended, declared=declared)) == ["astray"]
    assert years(assessed(*whole, last, shown=ended, declared=declared)) == []
    assert years(assessed(*whole, ("2022.1-2023.1", None, None), shown=ended, declared=declared)) == [2022]


@pytest.mark.parametrize(("start", "wrong"), [("2023-01", []), ("2023-02", ["astray"])])
def test_a_job_of_the_running_year_may_be_assessed_from_its_first_month(start, wrong):
    shown = record((BLUE, "2019-04/2022-12"), (GREEN, f"{start}/2023-03"), printed="2023-04-03")
    whole = [(f"{year}.1-{year}.12", f"{year}年度", BLUE) for year in (2020, 2021, 2022)]
    declared = ((BLUE, "2019.4-2022.12"), (GREEN, f"{start.replace('-0', '.')}-至今"))
    assert years(assessed(*whole, ("2023.1-2023.12", None, None), shown=shown, declared=declared)) == wrong


@pytest.mark.parametrize(
    ("rows", "order"),
    [
        ([("2021.9-2021.12", None, None), ("2021.1-2021.5", None, None)], [4, 3]),
        ([("2021.1-2021.12", None, None), ("2021.2-2021.3", None, None)], [3, 4]),
        ([("2021.1-2021.12", None, None), ("2021.1-2021.3", None, None)], [4, 3]),
    ],
)
def test_the_rows_of_a_year_are_shown_in_time_order(rows, order):
    assert only(assessed(RIGHT[0], *rows, RIGHT[3]), "assessment-mismatch").message.params["rows"] == order


@pytest.mark.parametrize(
    ("kind", "right"),
    [
        ("2020年度", True),
        ("2020年度考核", True),
        ("2020 年度", True),
        ("年度", True),
        ("年度考核", True),
        ("2020", True),
        ("2020年", True),
        (None, True),
        ("2021年度", False),
        ("2021", False),
        ("2021年", False),
        ("2020年考核", False),
        ("任职期满", False),
        ("年度任职期满", False),
        ("2020年度第1次", False),
    ],
)
def test_how_the_assessment_of_a_year_is_named(kind, right):
    assert years(assessed(("2020.1-2020.12", kind, BLUE), *RIGHT[1:])) == ([] if right else [2020])


@pytest.mark.parametrize(
    ("kind", "right"),
    [("任职期满", True), ("任职期满考核", True), ("期满", True), (None, True), ("2021年度", False), ("年度", False), ("2021", False)],
)
def test_how_the_assessment_at_the_end_of_a_post_is_named(kind, right):
    assert years(assessed(RIGHT[0], ("2021.1-2021.5", kind, BLUE), *RIGHT[2:])) == ([] if right else [2021])


POSTS = ((BLUE, "2019.4-2020.6", {"post": "甲岗"}), (BLUE, "2020.7-2021.5", {"post": "乙岗"}), (GREEN, "2021.6-2023.3"))


@pytest.mark.parametrize(
    ("parts", "right"),
    [
        ([("2020.1-2020.12", "2020年度")], True),
        ([("2020.1-2020.6", "任职期满"), ("2020.7-2020.12", "2020年度")], True),
        ([("2020.1-2020.6", "2020年度"), ("2020.7-2020.12", "2020年度")], True),
        ([("2020.1-2020.6", "2021年度"), ("2020.7-2020.12", "2020年度")], False),
        ([("2020.1-2020.6", "任职期满"), ("2020.7-2020.12", "任职期满")], False),
        ([("2020.1-2020.5", "任职期满"), ("2020.6-2020.12", "2020年度")], False),
        ([("2020.1-2020.6", "任职期满"), ("2020.8-2020.12", "2020年度")], False),
        ([("2020.1-2020.6", "任职期满")], False),
        ([("2020.7-2020.12", "2020年度")], False),
        ([("2020.1-2020.6", "任职期满"), ("2020.7-2020.12", "2020年度"), ("2020.7-2020.12", "2020年度")], False),
        ([("2020.7-2020.12", "2020年度"), ("2020.1-2020.6", "任职期满")], True),
    ],
)
def test_a_year_may_be_cut_where_a_row_begins(parts, right):
    cut = [(*part, BLUE) for part in parts]
    assert years(assessed(*cut, *RIGHT[1:], declared=POSTS)) == ([] if right else [2020])


@pytest.mark.parametrize(("kind", "right"), [("任职期满", True), ("2020年度", True), ("2021年度", False)])
def test_every_part_of_a_year_has_a_kind_of_it(kind, right):
    posts = (
        (BLUE, "2019.4-2020.3", {"post": "甲"}),
        (BLUE, "2020.4-2020.6", {"post": "乙"}),
        (BLUE, "2020.7-2021.5", {"post": "丙"}),
        ROWS[1],
    )
    parts = [("2020.1-2020.3", "任职期满", BLUE), ("2020.4-2020.6", kind, BLUE), ("2020.7-2020.12", "2020年度", BLUE)]
    assert years(assessed(*parts, *RIGHT[1:], declared=posts)) == ([] if right else [2020])


def test_of_two_current_jobs_both_may_be_assessed_to_december():
    shown = record((BLUE, "2022-01/2022-11"), (GREEN, "2022-01/2022-11"), query="1992-10/2023-01", printed="2023-01-10")
    rows = [("2022.1-2022.12", "2022年度", name) for name in (BLUE, GREEN)]
    declared = ((BLUE, "2022.1-至今"), (GREEN, "2022.1-2022.11"))
    assert years(assessed(*rows, shown=shown, declared=declared, submitted=date(2023, 1, 20))) == []


def test_each_row_is_of_one_work():
    shown = record((BLUE, "2020-01/2022-12"), (GREEN, "2020-01/2022-12"), printed="2023-01-03")
    declared = ((BLUE, "2020.1-2022.12"), (GREEN, "2020.1-2022.12"))
    once = [(f"{year}.1-{year}.12", f"{year}年度", None) for year in (2020, 2021, 2022)]
    assert years(assessed(*once, shown=shown, declared=declared)) == [2020, 2021, 2022]
    assert years(assessed(*once, *once, shown=shown, declared=declared)) == []


PAYER = record(("北京市海淀区人才服务中心", "2019-04/2023-03"))


@pytest.mark.parametrize(
    ("rows", "more", "why"),
    [
        ([], {}, "no-assessments"),
        (RIGHT, {"submitted": None, "shown": record((BLUE, "2019-04/2023-03"), printed=None)}, "no-year"),
        (RIGHT, {"shown": record(contributions=())}, "no-employments"),
        (RIGHT, {"declared": ()}, "no-history"),
        (RIGHT, {"shown": PAYER, "declared": ((BLUE, "2010.1-2010.2"),)}, "no-match"),
    ],
)
def test_why_assessments_cannot_be_compared(rows, more, why):
    result = assessed(*rows, **more)
    assert (outcome(result, "assessment-mismatch"), reason(result), found(result)) == ("not-run", (f"review.not-run.{why}", {}), [])


def test_no_sheet_of_assessments_is_not_compared():
    assert reason(check(TWO, history(*ROWS), submitted=SUBMITTED)) == ("review.not-run.no-assessments", {})


def test_a_current_job_may_be_assessed_to_december_and_its_organiser_is_looked_at_all_the_same():
    shown = record((BLUE, "2019-01/2022-11"), query="1992-10/2023-01", printed="2023-01-10")
    whole = [(f"{year}.1-{year}.12", f"{year}年度", BLUE) for year in (2020, 2021)]
    for row_, organiser, key in (("至今", BAMBOO, "organiser"), ("2022.11", BAMBOO, "organiser"), ("至今", BLUE, None)):
        last = ("2022.1-2022.12", "2022年度", organiser)
        result = assessed(*whole, last, shown=shown, declared=((BLUE, f"2019.1-{row_}"),), submitted=date(2023, 1, 20))
        assert [f.message.key for f in found(result)] == ([f"review.assessment-mismatch.{key}"] if key else [])


def test_an_older_row_that_begins_inside_a_stint_and_ends_after_it_is_astray():
    shown = record((BAY, "2015-01/2016-06"), (BLUE, "2019-04/2021-05"), (GREEN, "2021-06/2023-03"), printed="2023-04-03")
    declared = ((BAY, "2015.1-2016.6"), *ROWS)
    assert years(assessed(*RIGHT, ("2016.1-2016.6", None, None), shown=shown, declared=declared)) == []
    assert years(assessed(*RIGHT, ("2016.1-2016.7", None, None), shown=shown, declared=declared)) == ["astray"]


def test_the_years_are_the_three_before_the_submission():
    assert rules(assessed(*RIGHT)) == [] and outcome(assessed(*RIGHT), "assessment-mismatch") == "passed"
    assert years(assessed(*RIGHT, submitted=date(2022, 12, 31))) == [2019]
    assert years(assessed(*RIGHT, submitted=date(2024, 1, 1))) == [2023]
