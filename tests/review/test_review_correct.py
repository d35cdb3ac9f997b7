"""Corrections in memory: which rows change, in what, why, and where added ones stand."""

from dataclasses import replace
from datetime import date

import pytest
from review_build import AGENCY, BAMBOO, BAY, BLUE, CONTRACT, GREEN, HOST, ZHANG, check, history, record, rules

from sbparse.findings import RULES, Finding
from sbparse.messages import message
from sbparse.policy import default_ruleset
from sbparse.policy.model import DayLimit
from sbparse.review.correct import CORRECTED_RULES, UNRELIABLE, correct, errors_left, unreliable
from sbparse.review.corrections import Correction

RULESET = default_ruleset()
ONE = record((BLUE, "2016-03/2023-03"))
TWO = record((BLUE, "2016-03/2018-06"), (GREEN, "2018-07/2023-03"))
SPACED = BLUE.replace("北京", "北京 ")
SLIP = BLUE.replace("蓝鲸", "兰鲸")


def fixed(shown, *rows: tuple, **more) -> Correction:
    return correct(check(shown, history(*rows, **more)), RULESET)


def rows(made: Correction) -> list[tuple]:
    return [(s.row, s.employer, f"{s.start}/{s.end or '至今'}") for s in made.history.stints]


def reasons(made: Correction) -> list[list[str]]:
    return [[f.rule for f in change.findings] for change in made.stints]


def test_a_row_that_is_wrong_is_changed_in_what_is_wrong_and_says_why():
    made = fixed(TWO, (SPACED, "2016.2-2018.6", {"post": "研发岗", "work": "软件"}), (GREEN, "2018.7-至今"))
    assert rows(made) == [(2, SPACED, "2016-03/2018-06"), (3, GREEN, "2018-07/至今")]
    first, second = made.stints
    assert (first.fields, first.added, first.corrected.post, first.corrected.row) == ({"start"}, False, "研发岗", 2)
    assert (second.untouched, reasons(made)) == (True, [["start-mismatch"], []])
    assert not made.empty and rules(made.review) == []


def test_nothing_is_changed_where_nothing_is_wrong():
    made = fixed(TWO, (SPACED, "2016.3-2018.6"), (GREEN, "2018.7-2023.3"), (BAMBOO, "2010.1-2010.2", CONTRACT))
    assert made.empty and rows(made) == [(2, SPACED, "2016-03/2018-06"), (3, GREEN, "2018-07/2023-03"), (4, BAMBOO, "2010-01/2010-02")]


def test_a_warning_changes_nothing():
    shown = record((BLUE, "2016-03/2023-03"), unpaid={ONE.employments[0].period.start + 5}, monthly=True)
    result = check(shown, history((BLUE, "2016.3-2023.3")))
    assert rules(result) == ["unpaid-months"] and correct(result, RULESET).empty


def test_a_warning_beside_an_error_is_no_reason():
    shown = record((BLUE, "2016-03/2023-03"), unpaid={ONE.employments[0].period.start + 5}, monthly=True)
    made = fixed(shown, (BLUE, "2016.4-2023.3", {"post": "工程师"}))
    assert {"unpaid-months", "post-is-title"} <= set(rules(made.review))
    assert rows(made) == [(2, BLUE, "2016-03/2023-03")] and reasons(made) == [["start-mismatch"]]


def test_errors_of_other_kinds_are_no_reason():
    assert fixed(ONE, (BLUE, "2016.3-2023.3", {"post": "工程师"})).stints[0].findings == ()


def test_errors_of_other_kinds_change_no_row():
    result = check(ONE, history((BLUE, "2016.3-2023.3", {"post": "工程师"}), post="研发岗", career_start=ONE.employments[0].period.end))
    assert len(rules(result)) == 3 and correct(result, RULESET).empty


@pytest.mark.parametrize(
    ("declared", "shown", "employer"),
    [
        (SLIP, BLUE, BLUE),
        (GREEN, BLUE, BLUE),
        (HOST, AGENCY, f"{AGENCY}派遣至{HOST}"),
        (AGENCY, AGENCY, f"{AGENCY}派遣至××"),
        (f"{AGENCY}（派遣至{HOST}）", AGENCY, f"{AGENCY}（派遣至{HOST}）"),
        (f"{BAMBOO}派遣至{HOST}", AGENCY, f"{AGENCY}派遣至{HOST}"),
        (f"{GREEN}派遣至{HOST}", BLUE, BLUE),
        (SPACED, BLUE, SPACED),
    ],
)
def test_a_name_is_replaced_only_where_it_is_wrong(declared, shown, employer):
    made = fixed(record((shown, "2016-03/2023-03")), (declared, "2016.3-2023.2"))
    assert rows(made) == [(2, employer, "2016-03/2023-03")]


def test_a_former_name_stays_where_only_a_month_is_wrong():
    made = fixed(ONE, (BAY, "2016.3-2019.10"), (BAY, "2019.11-2023.2"), renames=[(BAY, BLUE, "2019-11")])
    assert [name for _, name, _ in rows(made)] == [BAY, BAY]


def test_a_name_is_left_where_another_row_of_the_pair_has_the_wrong_one():
    posts = ({"post": "甲岗"}, {"post": "乙岗"})
    made = fixed(ONE, (BAY, "2016.3-2019.10", posts[0]), (SLIP, "2019.11-2023.3", posts[1]), renames=[(BAY, BLUE, "2015-11")])
    assert [name for _, name, _ in rows(made)] == [BAY, BLUE] and reasons(made) == [[], ["employer-spelling"]]


def test_a_row_across_a_rename_becomes_two_with_the_same_reason():
    made = fixed(ONE, (BLUE, "2016.3-2023.3", {"post": "研发岗"}), renames=[(BAY, BLUE, "2019-11")])
    assert rows(made) == [(2, BAY, "2016-03/2019-10"), (3, BLUE, "2019-11/2023-03")]
    assert [(change.added, change.origin.row, change.corrected.post) for change in made.stints] == [
        (False, 2, "研发岗"),
        (True, 2, "研发岗"),
    ]
    assert reasons(made) == [["rename-not-split"], ["rename-not-split"]]


def test_the_second_part_of_a_split_row_bears_the_suggested_name():
    shown = record((BLUE, "2015-01/2016-12"), (GREEN, "2017-01/2018-12"), (BLUE, "2019-01/2021-12"))
    made = fixed(shown, (SPACED, "2015.1-2021.12"))
    assert rows(made) == [(2, SPACED, "2015-01/2016-12"), (3, GREEN, "2017-01/2018-12"), (4, SPACED, "2019-01/2021-12")]
    assert [change.added for change in made.stints] == [False, True, True]


def test_a_further_part_bears_the_record_s_name_though_the_first_keeps_a_former_one():
    shown = record((BLUE, "2015-01/2016-12"), (BLUE, "2019-01/2021-12"))
    made = fixed(shown, (BAY, "2015.2-2021.12"), renames=[(BAY, BLUE, "2010-01")])
    assert rows(made) == [(2, BAY, "2015-01/2016-12"), (3, BLUE, "2019-01/2021-12")]


def test_a_part_that_has_the_name_in_another_spelling_keeps_it():
    old, written = "北京中科旧名人力资源有限公司", f"{AGENCY}（派遣至{HOST}）"
    made = fixed(record((AGENCY, "2017-01/2023-03")), (written, "2017.1-2023.3"), renames=[(old, AGENCY, "2019-11")])
    assert [name for _, name, _ in rows(made)] == [f"{old}派遣至{HOST}", written]


def test_until_now_stays_only_where_it_is_right():
    assert rows(fixed(ONE, (BLUE, "2016.4-至今"))) == [(2, BLUE, "2016-03/至今")]
    assert rows(fixed(record((BLUE, "2016-03/2022-11")), (BLUE, "2016.4-至今"))) == [(2, BLUE, "2016-03/2022-11")]


def test_a_row_that_the_record_does_not_have_is_cleared():
    made = fixed(ONE, (GREEN, "2010.1-2010.2"), (BLUE, "2016.3-2023.3"))
    assert [change.cleared for change in made.stints] == [True, False] and rows(made) == [(2, BLUE, "2016-03/2023-03")]
    assert reasons(made) == [["missing-from-record"], []] and made.stints[0].origin.employer == GREEN


def test_a_row_before_the_query_period_stays():
    cut = record((BLUE, "2016-03/2023-03"), query="2016-01/2023-04")
    assert fixed(cut, (GREEN, "2010.1-2010.2"), (BLUE, "2016.3-2023.3")).empty


def test_only_the_findings_of_the_row_or_of_its_stint_are_its_reasons():
    made = fixed(ONE, (BLUE, "2016.4-2019.12"), (BLUE, "2020.1-2023.2", {"post": "甲"}))
    assert reasons(made) == [["start-mismatch"], ["end-mismatch"]]


def test_a_stint_that_nobody_declared_is_added_with_its_reason():
    made = fixed(TWO, (GREEN, "2018.7-2023.3"))
    assert rows(made) == [(2, BLUE, "2016-03/2018-06"), (3, GREEN, "2018-07/2023-03")]
    added = made.stints[0]
    assert (added.origin, added.added, [f.rule for f in added.findings], added.corrected.row) == (None, True, ["missing-from-history"], 0)


def test_each_added_stint_has_its_own_reason():
    shown = record((BLUE, "2016-03/2018-06"), (GREEN, "2018-07/2020-12"), (BAMBOO, "2021-01/2023-03"))
    made = fixed(shown, (GREEN, "2018.7-2020.12"))
    assert [(change.corrected.employer, [f.expected for f in change.findings]) for change in made.stints] == [
        (BLUE, [BLUE]),
        (GREEN, []),
        (BAMBOO, [BAMBOO]),
    ]


PAYER = "北京市海淀区人才服务中心"


@pytest.mark.parametrize("other", [BLUE, PAYER])
def test_an_added_stint_beside_another_has_its_own_reason(other):
    """Another job at the same time is declared from a wrong month, or paid by somebody who is no employer."""
    shown = record((other, "2016-03/2023-03"), (GREEN, "2018-07/2020-12"))
    made = fixed(shown, *([(BLUE, "2016.4-2023.3")] if other == BLUE else []))
    added = next(change for change in made.stints if change.added)
    assert added.corrected.employer == GREEN and added.findings[0].rule == "missing-from-history"


def test_both_parts_of_an_added_stint_across_a_rename_have_its_reason():
    made = fixed(TWO, (GREEN, "2018.7-2023.3"), renames=[(BAY, BLUE, "2017-06")])
    assert [(change.corrected.employer, [f.rule for f in change.findings]) for change in made.stints][:2] == [
        (BAY, ["missing-from-history"]),
        (BLUE, ["missing-from-history"]),
    ]


@pytest.mark.parametrize(
    ("declared", "order"),
    [
        ([(BLUE, "2016.3-2018.6"), (BAMBOO, "2021.1-2023.3")], ["2016-03", "2018-07", "2021-01"]),
        ([(BAMBOO, "2021.1-2023.3"), (BLUE, "2016.3-2018.6")], ["2021-01", "2018-07", "2016-03"]),
        ([(BLUE, "2016.3-2018.6")], ["2016-03", "2018-07", "2021-01"]),
        ([], ["2016-03", "2018-07", "2021-01"]),
    ],
)
def test_an_added_row_stands_in_the_order_of_the_table(declared, order):
    shown = record((BLUE, "2016-03/2018-06"), (GREEN, "2018-07/2020-12"), (BAMBOO, "2021-01/2023-03"))
    made = fixed(shown, *declared)
    assert [str(stint.start) for stint in made.history.stints] == order
    assert [stint.row for stint in made.history.stints] == [2, 3, 4]


def test_the_parts_of_a_row_stand_newest_first_in_a_table_that_does():
    shown = record((BLUE, "2012-03/2018-06"), (GREEN, "2018-07/2020-12"), (BAMBOO, "2021-01/2023-03"))
    late = [(BAMBOO, "2021.1-2023.3"), (GREEN, "2018.7-2020.12")]
    renames = [(HOST, BAY, "2014-11"), (BAY, BLUE, "2015-11")]
    made = fixed(shown, *late, (BLUE, "2012.3-2018.6"), renames=renames)
    starts = ["2021-01", "2018-07", "2015-11", "2014-11", "2012-03"]
    assert [span[:7] for _, _, span in rows(made)] == starts and [name for _, name, _ in rows(made)][2:] == [BLUE, BAY, HOST]
    upward = fixed(shown, (BLUE, "2012.3-2018.6"), *late[::-1], renames=renames)
    assert [span[:7] for _, _, span in rows(upward)] == starts[::-1]


def test_the_result_is_reviewed_with_the_same_rules_and_days():
    strict = replace(RULESET, print_limit=DayLimit(7, limit_passes=True))
    days = {"submitted": date(2023, 5, 20), "print_date": date(2023, 5, 12)}
    result = check(ONE, history((BLUE, "2016.4-2023.3")), ruleset=strict, **days)
    made = correct(result, strict, **days)
    assert rules(made.review) == ["print-date-stale", "outside-window"]
    assert (made.review.print_window.age_days, made.review.print_window.basis) == (8, "given")
    assert made.review.history is made.history


# --- what is left, and what stops it ---


def test_rules_of_which_no_error_is_left():
    stints = set(list(RULES)[: list(RULES).index("print-date-missing")])
    assert stints | {"assessment-mismatch"} == CORRECTED_RULES and "dispatch-form" in CORRECTED_RULES
    assert {"incomplete-pages", "unreadable-text", "signature-invalid", "edited-after-signing"} == UNRELIABLE


def test_errors_left_are_those_that_a_correction_removes():
    result = check(ONE, history((BLUE, "2016.4-2023.4", {"post": "工程师"}), (BLUE, "2016.4-2016.4")), submitted=date(2023, 5, 20))
    assert {f.rule for f in errors_left(result)} == {"start-mismatch", "end-mismatch", "missing-from-record"}
    assert {"overlap", "post-is-title", "outside-window"} <= set(rules(result))
    assert errors_left(check(ONE, history((BLUE, "2016.3-2023.3")))) == ()


@pytest.mark.parametrize(
    ("rule", "stops"),
    [
        ("incomplete-pages", True),
        ("unreadable-text", True),
        ("signature-invalid", True),
        ("edited-after-signing", True),
        ("total-mismatch", False),
        ("not-signed", False),
    ],
)
def test_half_a_record_or_a_changed_one_is_no_base(rule, stops):
    shown = replace(ONE, findings=(Finding(rule=rule, severity=RULES[rule], message=message("x")),))
    found = unreliable(check(shown, history((BLUE, "2016.4-2023.3"))))
    assert (found and found.rule) == (rule if stops else None)


def test_a_lighter_finding_of_such_a_rule_stops_nothing_and_another_person_does():
    light = replace(ONE, findings=(Finding(rule="incomplete-pages", severity=RULES["overlap"], message=message("x")),))
    assert unreliable(check(light, history((BLUE, "2016.3-2023.3")))) is None
    assert unreliable(check(ONE, history((BLUE, "2016.3-2023.3"), name="李四"))).rule == "person-mismatch"
    assert unreliable(check(ONE, history((BLUE, "2016.3-2023.3"), name=ZHANG.name))) is None
