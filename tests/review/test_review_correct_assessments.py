"""Corrections of 考核情况: which rows become which, what stays in them, and where added ones stand."""

import pytest
from review_assessed import RIGHT, ROWS, SUBMITTED, TWO
from review_build import AGENCY, BAMBOO, BAY, BLUE, GREEN, HOST, check, history, record, rules

from sbparse.policy import default_ruleset
from sbparse.review.correct import correct
from sbparse.review.corrections import Correction

RULESET = default_ruleset()


def fixed(*assessed: tuple, shown=TWO, declared=ROWS, **more) -> Correction:
    result = check(shown, history(*declared, assessments=list(assessed), **more), submitted=SUBMITTED)
    return correct(result, RULESET, submitted=SUBMITTED)


def rows(made: Correction) -> list[tuple]:
    return [(f"{a.start}/{a.end}", a.kind, a.organiser) for a in made.history.assessments]


AS_SUGGESTED = [
    ("2020-01/2020-12", "2020年度", BLUE),
    ("2021-01/2021-05", "任职期满", BLUE),
    ("2021-06/2021-12", "2021年度", GREEN),
    ("2022-01/2022-12", "2022年度", GREEN),
]


def test_what_is_right_stays():
    made = fixed(*RIGHT)
    assert made.empty and rows(made) == AS_SUGGESTED and [change.untouched for change in made.assessments] == [True] * 4


@pytest.mark.parametrize("wrong", range(4))
def test_a_row_that_is_missing_is_added_at_its_place(wrong):
    made = fixed(*RIGHT[:wrong], *RIGHT[wrong + 1 :])
    assert rows(made) == AS_SUGGESTED
    added = made.assessments[wrong]
    assert (added.origin, added.added, added.corrected.result, added.corrected.row) == (None, True, None, 0)
    assert [f.message.params["year"] for f in added.findings] == [(2020, 2021, 2021, 2022)[wrong]]
    assert [a.row for a in made.history.assessments] == [2, 3, 4, 5]


def test_only_the_year_that_is_wrong_is_rewritten_and_says_why():
    other = [("2020.1-2020.12", "2020年度考核", None), RIGHT[1], ("2021.7-2021.12", "2021年度考核", GREEN), RIGHT[3]]
    made = fixed(*other)
    assert rows(made) == [
        ("2020-01/2020-12", "2020年度考核", None),
        AS_SUGGESTED[1],
        ("2021-06/2021-12", "2021年度考核", GREEN),
        AS_SUGGESTED[3],
    ]
    assert [sorted(change.fields) for change in made.assessments] == [[], [], ["start"], []]
    assert [[f.message.params["year"] for f in change.findings] for change in made.assessments] == [[], [2021], [2021], []]
    assert rules(made.review) == [] and made.assessments[2].corrected.result == "合格"


@pytest.mark.parametrize(
    ("kind", "becomes"),
    [("2021年度", "2022年度"), ("任职期满", "2022年度"), (None, None), ("2022 年度考核", "2022 年度考核"), ("年度", "2022年度")],
)
def test_a_kind_stays_where_it_is_the_suggested_one_in_other_words(kind, becomes):
    made = fixed(*RIGHT[:3], ("2022.1-2022.11", kind, GREEN))
    assert rows(made)[3] == ("2022-01/2022-12", becomes, GREEN)


@pytest.mark.parametrize(
    ("insured", "declared", "organiser", "becomes"),
    [
        (BLUE, BLUE, BAMBOO, BLUE),
        (BLUE, BLUE, None, None),
        (BLUE, BLUE, BLUE.replace("北京", "北京 "), BLUE.replace("北京", "北京 ")),
        (BLUE, BLUE, BAY, BAY),
        (AGENCY, f"{AGENCY}派遣至{HOST}", AGENCY, AGENCY),
        (AGENCY, f"{AGENCY}派遣至{HOST}", HOST, HOST),
        (AGENCY, f"{AGENCY}派遣至{HOST}", BAMBOO, f"{AGENCY}派遣至{HOST}"),
        (BLUE, BLUE, HOST, BLUE),
    ],
)
def test_an_organiser_stays_where_it_may_be_one(insured, declared, organiser, becomes):
    shown = record((insured, "2019-04/2023-03"), printed="2023-04-03")
    years = [(f"{year}.1-{year}.12", f"{year}年度", None) for year in (2020, 2021)]
    made = fixed(
        *years,
        ("2022.1-2022.11", "2022年度", organiser),
        shown=shown,
        declared=((declared, "2019.4-至今"),),
        renames=[(BAY, BLUE, "2012-01")],
    )
    assert rows(made)[2] == ("2022-01/2022-12", "2022年度", becomes)


def test_where_the_host_is_not_known_any_organiser_stays():
    shown = record((AGENCY, "2019-04/2023-03"), printed="2023-04-03")
    made = fixed(("2022.1-2022.11", "2022年度", BAMBOO), shown=shown, declared=((AGENCY, "2019.4-2023.3"),))
    assert rows(made)[2] == ("2022-01/2022-12", "2022年度", BAMBOO)
    assert rows(made)[0] == ("2020-01/2020-12", "2020年度", f"{AGENCY}派遣至××")


def test_a_row_becomes_the_one_with_the_same_months_else_the_one_with_most_of_them():
    made = fixed(RIGHT[0], ("2021.3-2021.12", "甲", None), ("2021.6-2021.12", "乙", None), RIGHT[3])
    assert [(change.origin.kind, str(change.corrected.start)) for change in made.assessments[1:3]] == [("甲", "2021-01"), ("乙", "2021-06")]
    shared = fixed(RIGHT[0], ("2021.4-2021.12", "甲", None), RIGHT[3])
    changed = next(change for change in shared.assessments if change.origin and change.origin.kind == "甲")
    assert str(changed.corrected.start) == "2021-01"  # the first suggested row of the year takes it
    few = fixed(RIGHT[0], ("2021.4-2021.12", "甲", None), ("2021.1-2021.4", "乙", None), RIGHT[3])
    assert [(c.origin.kind, str(c.corrected.start)) for c in few.assessments[1:3]] == [("甲", "2021-06"), ("乙", "2021-01")]


def test_a_row_of_the_very_same_months_is_not_given_to_another():
    shown = record((BLUE, "2022-01/2022-12"), (GREEN, "2022-03/2022-12"), printed="2023-04-03")
    made = fixed(
        ("2022.3-2022.12", "甲", None),
        ("2022.1-2022.2", "乙", None),
        shown=shown,
        declared=((BLUE, "2022.1-2022.12"), (GREEN, "2022.3-2022.12")),
    )
    assert [(change.origin.kind, str(change.corrected.start)) for change in made.assessments] == [("甲", "2022-03"), ("乙", "2022-01")]


def test_each_row_has_the_reasons_of_its_own_year():
    made = fixed(("2020.1-2020.11", None, BLUE), RIGHT[1], ("2021.7-2021.12", None, GREEN), ("2022.1-2022.11", None, GREEN))
    assert [[f.message.params["year"] for f in change.findings] for change in made.assessments] == [[2020], [2021], [2021], [2022]]
    added = fixed(RIGHT[1])
    assert [[f.message.params["year"] for f in change.findings] for change in added.assessments] == [[2020], [2021], [2021], [2022]]


@pytest.mark.parametrize(("at", "span"), [(0, "2019.4-2020.12"), (3, "2022.1-2023.3")])
def test_a_row_that_reaches_out_of_the_three_years_is_cut_to_them(at, span):
    made = fixed(*RIGHT[:at], (span, None, None), *RIGHT[at + 1 :])
    assert [span for span, _, _ in rows(made)] == [span for span, _, _ in AS_SUGGESTED]
    assert [change.added for change in made.assessments] == [False] * 4


def test_an_added_row_stands_by_its_start():
    shown = record((BLUE, "2021-01/2022-12"), (GREEN, "2021-06/2021-08"), printed="2023-04-03")
    declared = ((BLUE, "2021.1-2022.12"), (GREEN, "2021.6-2021.8"))
    made = fixed(("2021.6-2021.8", "任职期满", GREEN), ("2022.1-2022.12", "2022年度", BLUE), shown=shown, declared=declared)
    assert [span for span, _, _ in rows(made)] == ["2021-01/2021-12", "2021-06/2021-08", "2022-01/2022-12"]


def test_of_rows_that_share_as_much_the_upper_one_is_taken():
    made = fixed(*RIGHT[:3], ("2022.1-2022.6", "甲", None), ("2022.7-2022.12", "乙", None))
    assert [(change.origin.kind, change.cleared) for change in made.assessments[3:]] == [("甲", False), ("乙", True)]
    assert [f.message.params["year"] for f in made.assessments[4].findings] == [2022]


def test_a_row_that_no_year_has_is_cleared_and_says_why():
    made = fixed(*RIGHT, ("2018.1-2018.12", "2018年度", None))
    last = made.assessments[4]
    assert (last.cleared, [f.message.params["row"] for f in last.findings]) == (True, [6]) and rows(made) == AS_SUGGESTED
    twice = fixed(*RIGHT, RIGHT[3])
    assert [change.cleared for change in twice.assessments] == [False, False, False, False, True]


def test_an_older_row_inside_a_stint_stays_beside_one_that_is_astray():
    made = fixed(*RIGHT, ("2019.4-2019.12", "2019年度", None), ("2018.1-2018.12", "2018年度", None))
    assert [change.cleared for change in made.assessments] == [False] * 5 + [True] and made.assessments[4].untouched


def test_a_row_over_two_years_is_of_both():
    made = fixed(("2020.1-2021.5", None, BLUE), *RIGHT[2:])
    assert rows(made) == [("2020-01/2020-12", None, BLUE), *AS_SUGGESTED[1:]]
    assert [f.message.params["year"] for f in made.assessments[0].findings] == [2020, 2021]


@pytest.mark.parametrize("order", [1, -1])
def test_added_rows_stand_in_the_order_of_the_table(order):
    made = fixed(*[RIGHT[0], RIGHT[2]][::order])
    assert [span for span, _, _ in rows(made)] == [span for span, _, _ in AS_SUGGESTED][::order]


def test_assessments_follow_the_corrected_stints():
    declared = ((BLUE, "2019.4-2021.8"), (GREEN, "2021.9-2023.3"))
    wrong = [RIGHT[0], ("2021.1-2021.8", "任职期满", BLUE), ("2021.9-2021.12", "2021年度", GREEN), RIGHT[3]]
    made = fixed(*wrong, declared=declared)
    assert rows(made) == AS_SUGGESTED and rules(made.review) == []


def test_without_rows_or_without_a_sheet_nothing_is_added():
    assert fixed().history.assessments == () and fixed().assessments == ()
    made = correct(check(TWO, history(*ROWS), submitted=SUBMITTED), RULESET, submitted=SUBMITTED)
    assert (made.history.assessments, made.assessments) == (None, ())
