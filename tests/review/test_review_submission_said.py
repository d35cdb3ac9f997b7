"""The print's age, the windows and the record's length: each boundary, and all that is said."""

from dataclasses import replace
from datetime import date

import pytest
from review_build import BLUE, GREEN, check, contributions, history, only, outcome, period, record, said

from sbparse.policy import default_ruleset
from sbparse.policy.model import DayLimit, EligibilityRoute, Need, NeedKind
from sbparse.record.model import PrintBasis

RULES = default_ruleset()
ROWS = ((BLUE, "2017.5-2023.3"),)
ONE = record((BLUE, "2017-05/2023-03"), printed="2023-04-01")
TWO = record((GREEN, "2015-01/2016-12"), query="2015-01/2017-01", printed="2017-01-20")


def reason(result, rule):
    return next(each.reason and said(each.reason) for each in result.checks if each.rule == rule)


def fields(*names: str) -> tuple[str, dict]:
    return "review.not-run.not-given", {"fields": [(f"review.field.{name}", {}) for name in names]}


# --- the print ---


def test_a_print_without_a_date_says_what_was_taken_for_one():
    undated = replace(ONE, print_date=None)
    found = only(check(undated, history(*ROWS)), "print-date-missing")
    assert said(found.message) == ("review.print-date-missing.range", {"query": "1992-10–2023-04"})
    assert (found.suggestion.key, found.severity, found.record, found.where) == (
        "review.print-date-missing.fix",
        "warning",
        0,
        undated.origin,
    )
    bare = only(check(replace(undated, query_period=None), history(*ROWS)), "print-date-missing")
    assert bare.message.key == "review.print-date-missing.none"


def test_the_print_that_counts_is_the_one_that_is_named():
    newer = record((BLUE, "2017-05/2023-03"), query="2017-05/2023-04", printed="2023-04-01")
    older = replace(TWO, print_date=None)
    for records, position in (([older, newer], 0), ([newer, older], 1)):
        found = only(check(records, history(*ROWS)), "print-date-missing")
        assert (found.record, found.message.params["query"]) == (position, period("2015-01/2017-01"))


@pytest.mark.parametrize(
    ("submitted", "limit", "stale", "after"),
    [
        ("2023-03-31", DayLimit(30, limit_passes=True), "passed", "failed"),
        ("2023-04-01", DayLimit(30, limit_passes=True), "passed", "passed"),
        ("2023-05-01", DayLimit(30, limit_passes=True), "passed", "passed"),
        ("2023-05-02", DayLimit(30, limit_passes=True), "failed", "passed"),
        ("2023-05-01", DayLimit(30, limit_passes=False), "failed", "passed"),
        ("2023-04-30", DayLimit(30, limit_passes=False), "passed", "passed"),
        ("2023-04-08", DayLimit(7, limit_passes=True), "passed", "passed"),
        ("2023-04-09", DayLimit(7, limit_passes=True), "failed", "passed"),
    ],
)
def test_the_days_from_the_print_to_the_submission(submitted, limit, stale, after):
    result = check(ONE, history(*ROWS), submitted=date.fromisoformat(submitted), ruleset=replace(RULES, print_limit=limit))
    assert (outcome(result, "print-date-stale"), outcome(result, "print-date-after-submission")) == (stale, after)


@pytest.mark.parametrize(("basis", "kind"), [(PrintBasis.PRINTED, "sure"), (PrintBasis.PDF_METADATA, "weak")])
def test_a_print_that_is_too_old_or_too_new_says_all_of_it(basis, kind):
    shown = record((BLUE, "2017-05/2023-03"), printed="2023-04-01", basis=basis)
    stale = only(check(shown, history(*ROWS), submitted=date(2023, 6, 1)), "print-date-stale")
    values = {"printed": "2023-04-01", "submitted": "2023-06-01", "age": "61", "limit": "30"}
    assert said(stale.message) == (f"review.print-date-stale.{kind}", values)
    assert said(stale.suggestion) == ("review.print-date-stale.fix", {"limit": "30", "latest": "2023-05-01"})
    after = only(check(shown, history(*ROWS), submitted=date(2023, 3, 1)), "print-date-after-submission")
    assert said(after.message) == (f"review.print-date-after-submission.{kind}", {"printed": "2023-04-01", "submitted": "2023-03-01"})
    assert after.suggestion.key == "review.print-date-after-submission.fix"
    assert {(f.severity, f.record, f.where) for f in (stale, after)} == {("error", 0, shown.origin)}


def test_a_date_given_beside_the_records_names_none_of_them():
    stale = only(check(ONE, history(*ROWS), submitted=date(2023, 6, 1), print_date=date(2023, 4, 20)), "print-date-stale")
    assert (stale.record, stale.where, stale.message.params["age"]) == (None, None, 42)


@pytest.mark.parametrize(
    ("shown", "submitted", "missing"),
    [
        (ONE, None, ["submitted"]),
        (replace(ONE, print_date=None), date(2023, 4, 8), ["print-date"]),
        (replace(ONE, print_date=None), None, ["submitted", "print-date"]),
    ],
)
def test_dates_that_are_missing_are_named(shown, submitted, missing):
    result = check(shown, history(*ROWS), submitted=submitted)
    for rule in ("print-date-stale", "print-date-after-submission"):
        assert (outcome(result, rule), reason(result, rule)) == ("not-run", fields(*missing))
    assert (result.print_window is None) is ("print-date" in missing)


def test_until_when_the_print_serves():
    rules = replace(RULES, print_limit=DayLimit(20, limit_passes=True), verification_days=25)
    window = check(ONE, history(*ROWS), submitted=date(2023, 4, 8), ruleset=rules).print_window
    assert (str(window.print_date), window.basis, str(window.submitted), window.age_days) == ("2023-04-01", "printed", "2023-04-08", 7)
    assert (window.limit_days, str(window.latest_submission), str(window.verification_until)) == (20, "2023-04-21", "2023-04-26")
    open_ = check(ONE, history(*ROWS)).print_window
    assert (open_.submitted, open_.age_days) == (None, None)


# --- the windows ---


def test_a_day_outside_the_windows_of_a_level_says_all_of_it():
    found = only(check(ONE, history(*ROWS, level="中级职称"), submitted=date(2023, 5, 15)), "outside-window")
    windows = [
        ("review.outside-window.dates", {"first": "2023-01-01", "last": "2023-04-10"}),
        ("review.outside-window.dates", {"first": "2023-07-01", "last": "2023-09-10"}),
    ]
    assert said(found.message) == ("review.outside-window", {"submitted": "2023-05-15", "level": "工程师", "windows": windows})
    assert said(found.suggestion) == ("review.outside-window.fix", {"windows": windows}) and found.severity == "error"


def test_a_day_outside_all_windows_is_outside_without_a_level():
    found = only(check(ONE, history(*ROWS), submitted=date(2023, 5, 15)), "outside-window")
    assert found.message.params["level"].key == "review.outside-window.any-level" and len(found.message.params["windows"]) == 3


@pytest.mark.parametrize(
    ("day", "level", "why"),
    [
        (None, "工程师", fields("submitted")),
        ("2023-08-15", None, None),
        ("2023-04-10", "工程师", None),
        ("2023-04-10", None, fields("level")),
        ("2023-10-01", None, fields("level")),
        (
            "2023-04-10",
            "大师",
            ("review.not-run.unknown-value", {"field": ("review.field.level", {}), "value": "大师"}),
        ),
    ],
)
def test_a_day_that_only_some_levels_have_is_not_run_without_the_level(day, level, why):
    result = check(ONE, history(*ROWS, level=level), submitted=day and date.fromisoformat(day))
    assert (outcome(result, "outside-window"), reason(result, "outside-window")) == ("not-run" if why else "passed", why)


def test_a_level_without_a_window_is_not_run():
    rules = replace(RULES, windows=RULES.windows[:2])
    result = check(ONE, history(*ROWS, level="正高级工程师"), submitted=date(2023, 8, 15), ruleset=rules)
    assert reason(result, "outside-window") == ("review.not-run.no-window", {"level": "正高级工程师"})


# --- the record's length ---

ENGINEER = {"level": "工程师", "education": "本科", "title": "无"}


def short(query: str | None, *rows: tuple, shown=None, rules=RULES, **claim):
    made = shown or record(*(rows or ((BLUE, "2022-05/2023-03"),)), query=query)
    return check(made, history((BLUE, "2022.5-至今"), **(ENGINEER | claim)), ruleset=rules)


def test_a_record_that_is_too_short_says_all_of_it():
    result = short("2019-02/2023-04")
    found = only(result, "record-too-short")
    values = {"level": "工程师", "needed": "5年0个月", "covered": "4年3个月", "first": "2019-02"}
    assert said(found.message) == ("review.record-too-short", values)
    assert said(found.suggestion) == ("review.record-too-short.fix", {"start": "2018-05"})
    assert (found.severity, found.record, found.where) == ("error", 0, result.sources[0].record.origin)


def test_the_newest_print_is_the_one_that_is_too_short():
    old = record((BLUE, "2022-05/2022-10"), query="2022-01/2022-10", printed="2022-10-20")
    new = record((BLUE, "2022-05/2023-03"), query="2022-01/2023-04", printed="2023-04-20")
    for records, position in (([old, new], 1), ([new, old], 0)):
        found = only(check(records, history((BLUE, "2022.5-至今"), **ENGINEER)), "record-too-short")
        assert (found.record, found.message.params["covered"]) == (position, "1年4个月")


def test_the_months_of_all_prints_together_count():
    old = record((BLUE, "2018-05/2018-10"), query="2018-05/2020-12", printed="2021-01-20")
    new = record((BLUE, "2022-05/2023-03"), query="2021-01/2023-04", printed="2023-04-20")
    assert outcome(check([old, new], history((BLUE, "2022.5-至今"), **ENGINEER)), "record-too-short") == "passed"
    assert outcome(check([old, replace(new, query_period=period("2021-02/2023-04"))], history(**ENGINEER)), "record-too-short") == "failed"


@pytest.mark.parametrize(
    ("query", "claim", "what"),
    [
        ("2018-05/2023-04", {}, "passed"),
        ("2018-06/2023-04", {}, "failed"),
        ("2019-05/2023-04", {"title": "助理工程师"}, "passed"),
        ("2019-06/2023-04", {"title": "助理工程师"}, "failed"),
        ("2018-06/2023-04", {"title": None}, "failed"),
        ("2018-06/2023-04", {"title": "工程师"}, "failed"),
        ("2016-05/2023-04", {"education": "大专"}, "passed"),
        ("2016-06/2023-04", {"education": "大专"}, "failed"),
        ("2003-05/2023-04", {"level": "高级工程师", "education": "大专", "title": "工程师"}, "passed"),
        ("2003-06/2023-04", {"level": "高级工程师", "education": "大专", "title": "工程师"}, "failed"),
        ("2003-06/2023-04", {"level": "高级工程师", "education": "大专"}, "failed"),
        ("2018-05/2023-04", {"level": "正高级工程师", "title": "无"}, "passed"),
        ("2018-06/2023-04", {"level": "正高级工程师", "title": "无"}, "failed"),
    ],
)
def test_the_years_of_the_route_that_the_applicant_can_mean(query, claim, what):
    assert outcome(short(query, **claim), "record-too-short") == what


@pytest.mark.parametrize(
    ("query", "what"),
    [("2021-06/2023-04", "failed"), ("2021-05/2023-04", "not-run"), ("2008-06/2023-04", "not-run"), ("2008-05/2023-04", "passed")],
)
def test_without_an_education_the_shortest_and_the_longest_route_decide(query, what):
    for education in (None, "研究生"):
        result = short(query, education=education)
        assert outcome(result, "record-too-short") == what
        assert reason(result, "record-too-short") == (fields("education") if what == "not-run" else None)
        if what == "failed":
            assert only(result, "record-too-short").message.params["needed"] == "2年0个月"


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        ({"level": None}, fields("level")),
        ({"level": "大师"}, ("review.not-run.unknown-value", {"field": ("review.field.level", {}), "value": "大师"})),
        ({"education": "博士"}, ("review.not-run.no-route", {})),
    ],
)
def test_without_a_route_nobody_knows_how_long_is_long_enough(claim, why):
    result = short("2022-05/2023-04", **claim)
    assert (outcome(result, "record-too-short"), reason(result, "record-too-short")) == ("not-run", why)


def test_years_since_graduation_need_not_be_in_the_record():
    needs = (Need(NeedKind.GRADUATION, 10), Need(NeedKind.PROFESSION, 3), Need(NeedKind.TITLE, 2, "助理工程师"))
    rules = replace(RULES, routes=(EligibilityRoute("工程师", "本科", "x", needs),))
    for query, what in (("2020-05/2023-04", "passed"), ("2020-06/2023-04", "failed")):
        assert outcome(short(query, title="助工", rules=rules), "record-too-short") == what


def test_a_route_is_meant_only_by_who_holds_every_title_of_it():
    short_, long = (Need(NeedKind.GRADUATION, 1), Need(NeedKind.TITLE, 2, "助理工程师")), (Need(NeedKind.PROFESSION, 5),)
    rules = replace(RULES, routes=(EligibilityRoute("工程师", "本科", "x", short_), EligibilityRoute("工程师", "本科", "y", long)))
    assert outcome(short("2021-05/2023-04", title="助工", rules=rules), "record-too-short") == "passed"
    assert outcome(short("2021-05/2023-04", title="无", rules=rules), "record-too-short") == "failed"


def test_one_print_with_a_query_period_is_enough_to_know_what_is_covered():
    bare = record((GREEN, "2022-01/2022-04"), query=None, printed="2022-05-20")
    asked = record((BLUE, "2022-05/2023-03"), query="2022-05/2023-04", printed="2023-04-20")
    result = check([replace(bare, query_period=None), asked], history((BLUE, "2022.5-至今"), **ENGINEER))
    assert outcome(result, "record-too-short") == "passed"
    few = replace(asked, query_period=period("2022-05/2023-04"))
    assert (
        outcome(check([few, replace(few, query_period=None, employments=(), contributions=())], history(**ENGINEER)), "record-too-short")
        == "failed"
    )


@pytest.mark.parametrize(
    ("rows", "paid", "what"),
    [
        ([(BLUE, "2018-04/2023-03")], None, "passed"),
        ([(BLUE, "2018-05/2023-03")], None, "not-run"),
        ([(GREEN, "2018-04/2018-05"), (BLUE, "2022-01/2023-03")], None, "passed"),
        ([(BLUE, "2022-01/2023-03")], "2018-04/2023-03", "passed"),
        ([(BLUE, "2018-04/2022-03")], "2022-04/2023-03", "passed"),
    ],
)
def test_without_a_query_period_the_rows_show_how_long_it_is_at_least(rows, paid, what):
    made = record(*rows, query=None)
    if paid:
        made = replace(made, contributions=contributions([period(paid)], set(period(paid))))
    result = short(None, shown=made)
    assert outcome(result, "record-too-short") == what
    assert reason(result, "record-too-short") == (("review.not-run.no-query-period", {}) if what == "not-run" else None)


def test_an_empty_record_without_a_query_period_shows_nothing():
    assert reason(short(None, shown=record(query=None, contributions=())), "record-too-short") == ("review.not-run.no-query-period", {})
