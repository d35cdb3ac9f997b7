"""How far each need of a route is met, and which one decides."""

from dataclasses import replace
from datetime import date

import pytest
from review_build import BLUE, GREEN, check, history, month, months, record, said

from sbparse.policy import default_ruleset
from sbparse.policy.model import EligibilityRoute, Need, NeedKind
from sbparse.record.model import Supplement
from sbparse.review.case import case_of
from sbparse.review.eligibility import RouteStanding, Standing, eligibility, standings
from sbparse.review.model import Source

RULES = default_ruleset()
SUBMITTED = date(2023, 4, 8)
ONE = record((BLUE, "2010-01/2023-03"), printed="2023-04-01")
CLAIM = {"level": "工程师", "education": "本科", "title": "无", "profession_since": month("2010-01")}


def apply(shown=ONE, *, submitted: date | None = SUBMITTED, rules=RULES, **claim):
    return check(shown, history((BLUE, "2010.1-至今"), **(CLAIM | claim)), submitted=submitted, ruleset=rules)


def standing(*needs: Need, shown=ONE, submitted: date = SUBMITTED, **claim) -> tuple[Standing, ...]:
    """The needs of the only route of a rule set."""
    rules = replace(RULES, routes=(EligibilityRoute("工程师", "本科", "x", needs),))
    case = case_of([Source("a.pdf", shown)], history((BLUE, "2010.1-至今"), **(CLAIM | claim)), rules, submitted, None)
    (route,) = standings(case)
    return route.needs


def told(each: Standing) -> tuple:
    return each.required, each.available, each.met, each.met_on and str(each.met_on)


# --- needs ---

GRADUATED = Need(NeedKind.GRADUATION, 10)
PROFESSION = Need(NeedKind.PROFESSION, 5)
TITLED = Need(NeedKind.TITLE, 5, "工程师")


@pytest.mark.parametrize(
    ("since", "met", "available", "then"),
    [
        (date(2013, 4, 7), True, 120, None),
        (date(2013, 4, 8), True, 120, None),
        (date(2013, 4, 9), False, 119, "2023-04"),
        (date(2013, 6, 1), False, 118, "2023-06"),
        (date(2024, 1, 1), False, 0, "2034-01"),
        (date(2012, 2, 29), True, 133, None),
    ],
)
def test_years_by_the_calendar(since, met, available, then):
    (need,) = standing(GRADUATED, graduated=since)
    assert told(need) == (120, available, met, then) and need.why is None


def test_years_since_an_unknown_day_cannot_be_told():
    (need,) = standing(GRADUATED)
    assert told(need) == (120, None, None, None)
    assert said(need.why) == ("review.not-run.not-given", {"fields": [("review.field.graduated", {})]})


@pytest.mark.parametrize(
    ("title", "since", "told_", "why"),
    [
        ("工程师", date(2018, 4, 8), (60, 60, True, None), None),
        ("中级", date(2018, 4, 9), (60, 59, False, "2023-04"), None),
        ("工程师", None, (60, None, None, None), "title-since"),
        (None, date(2018, 4, 8), (60, None, None, None), "title"),
        ("助理工程师", date(2000, 1, 1), (60, 0, False, None), None),
        ("无", None, (60, 0, False, None), None),
        ("高级实验师", None, (60, 0, False, None), None),
    ],
)
def test_years_under_a_title(title, since, told_, why):
    (need,) = standing(TITLED, title=title, title_since=since)
    assert told(need) == told_
    assert (need.why and said(need.why)[1]) == (why and {"fields": [(f"review.field.{why}", {})]})


@pytest.mark.parametrize("title", ["高级工程师", "正高级工程师", "某某师"])
def test_a_higher_or_unknown_title_does_not_say_since_when_the_lower_was_held(title):
    (need,) = standing(TITLED, title=title, title_since=date(2000, 1, 1))
    assert told(need) == (60, None, None, None)
    assert said(need.why) == ("review.not-run.title-unclear", {"title": title, "needed": "工程师"})


@pytest.mark.parametrize(
    ("since", "told_"),
    [
        ("2010-01", (60, 159, True, None)),
        ("2018-04", (60, 60, True, None)),
        ("2018-05", (60, 59, False, "2023-04")),
        ("2023-03", (60, 1, False, "2028-02")),
        ("2023-04", (60, 0, False, "2028-03")),
        ("2025-01", (60, 0, False, "2028-03")),
    ],
)
def test_months_in_the_profession(since, told_):
    (need,) = standing(PROFESSION, profession_since=month(since))
    assert told(need) == told_


def test_the_last_month_that_is_covered_counts():
    shown = record((BLUE, "2019-04/2023-03"), query="1992-10/2023-03", printed="2023-04-01")
    (need,) = standing(PROFESSION, shown=shown, profession_since=month("2023-03"))
    assert told(need)[:2] == (60, 1)


def test_only_months_up_to_the_submission_count_and_the_print_s_own_ones():
    (early,) = standing(PROFESSION, submitted=date(2014, 12, 1))
    assert told(early) == (60, 60, True, None)
    (month_before,) = standing(PROFESSION, submitted=date(2014, 11, 30))
    assert told(month_before) == (60, 59, False, "2014-12")
    (later,) = standing(PROFESSION, submitted=date(2024, 4, 8), profession_since=month("2019-04"))
    assert told(later) == (60, 48, False, "2024-03")


@pytest.mark.parametrize(
    ("last", "submitted", "then"),
    [
        ("2023-03", SUBMITTED, "2024-03"),
        ("2023-02", SUBMITTED, "2024-03"),
        ("2023-01", SUBMITTED, "2024-06"),
        ("2023-03", date(2023, 3, 31), "2024-03"),
        ("2023-03", date(2023, 2, 28), "2024-03"),
    ],
)
def test_missing_months_are_counted_on_from_the_last_posted_one_of_a_running_stint(last, submitted, then):
    shown = record((BLUE, f"2019-04/{last}"), query="1992-10/2023-04", printed="2023-04-01")
    (need,) = standing(PROFESSION, shown=shown, submitted=submitted)
    assert str(need.met_on) == then


def test_why_months_in_the_profession_cannot_be_told():
    for claim, shown, why in (
        ({"profession_since": None}, ONE, ("review.not-run.not-given", {"fields": [("review.field.profession-since", {})]})),
        ({}, record((BLUE, "2018-01/2021-12", 49)), ("review.not-run.contradiction", {})),
        ({}, record(contributions=()), ("review.not-run.no-employments", {})),
    ):
        (need,) = standing(PROFESSION, shown=shown, **claim)
        assert (told(need), said(need.why)) == ((60, None, None, None), why)


def test_where_the_record_leaves_the_number_open_both_bounds_are_said():
    shown = record((BLUE, "2010-01/2023-03"), unpaid=months("2018-05/2018-07"), printed="2023-04-01")
    (need,) = standing(PROFESSION, shown=shown, profession_since=month("2018-04"))
    assert told(need) == (60, 57, None, "2023-06")
    assert said(need.why) == ("review.not-run.profession-open", {"least": "57", "most": "60"})
    (surely_not,) = standing(PROFESSION, shown=shown, profession_since=month("2018-05"))
    assert told(surely_not) == (60, 56, False, "2023-07") and surely_not.why is None


def test_what_lies_before_the_query_period_is_open():
    cut = record((BLUE, "2019-01/2023-03"), query="2019-01/2023-04", printed="2023-04-01")
    (need,) = standing(PROFESSION, shown=cut, profession_since=month("2018-01"))
    assert told(need) == (60, 51, None, "2023-12")
    assert said(need.why) == ("review.not-run.profession-before", {"first": "2019-01", "least": "51", "most": "63"})


@pytest.mark.parametrize(
    ("supplement", "since", "most"),
    [
        (Supplement(backfilled_months=9), "2018-12", 60),
        (Supplement(transferred_months=9), "2018-12", 60),
        (Supplement(backfilled_months=4, transferred_months=5), "2018-12", 60),
        (Supplement(backfilled_months=8), "2018-12", None),
        (Supplement(backfilled_months=9), "2019-01", None),
        (Supplement(), "2018-12", None),
    ],
)
def test_back_filled_and_transferred_months_may_lie_before_the_table(supplement, since, most):
    shown = record((BLUE, "2019-01/2023-03"), printed="2023-04-01", supplement=supplement)
    (need,) = standing(PROFESSION, shown=shown, profession_since=month(since))
    assert told(need)[:3] == (60, 51, None if most else False)
    assert (need.why and said(need.why)) == (most and ("review.not-run.profession-undated", {"least": "51", "most": "60", "undated": "9"}))


def test_back_filled_months_lie_before_the_first_of_all_stints_and_in_a_record_without_any_nowhere():
    filled = Supplement(backfilled_months=9)
    two = record((GREEN, "2019-01/2019-12"), (BLUE, "2020-01/2023-03"), printed="2023-04-01", supplement=filled)
    many = replace(two, supplement=Supplement(backfilled_months=20))
    (inside,) = standing(PROFESSION, shown=many, profession_since=month("2019-06"))
    assert told(inside)[:3] == (60, 46, False)
    (need,) = standing(PROFESSION, shown=replace(two, employments=()), profession_since=month("2018-12"))
    assert told(need)[:3] == (60, 51, False)


def test_a_record_that_says_no_months_is_open_from_its_first_month():
    silent = record((BLUE, "2018-04/2023-03", None), contributions=(), query="2018-04/2023-04", printed="2023-04-01")
    for since, key in (("2018-04", "open"), ("2018-03", "before")):
        (need,) = standing(PROFESSION, shown=silent, profession_since=month(since))
        assert (need.met, need.why.key) == (None, f"review.not-run.profession-{key}")


def test_back_filled_months_are_those_of_the_newest_print():
    old = record((GREEN, "2019-01/2019-12"), query="2019-01/2020-01", printed="2020-01-20", supplement=Supplement(backfilled_months=50))
    new = record((BLUE, "2020-01/2023-03"), query="2020-01/2023-04", printed="2023-04-01", supplement=Supplement(backfilled_months=9))
    result = check([old, new], history((BLUE, "2020.1-至今"), **(CLAIM | {"profession_since": month("2018-12")})), submitted=SUBMITTED)
    assert result.eligibility.note.params["most"] == 61


# --- routes ---


def need(required: int, available: int | None, met: bool | None, then: str | None = None) -> Standing:
    return Standing(required, available, met, then and month(then))


ROUTE = EligibilityRoute("工程师", "本科", "x", ())
MET, NARROW = need(60, 90, True), need(60, 61, True)
NEAR, FAR, NEVER = need(60, 59, False, "2023-05"), need(60, 20, False, "2026-08"), need(60, 0, False)
OPEN, BLIND = need(60, 50, None, "2024-02"), need(60, None, None)


@pytest.mark.parametrize(
    ("needs", "met", "limiting", "then"),
    [
        ((MET,), True, MET, None),
        ((MET, NARROW), True, NARROW, None),
        ((NARROW, MET), True, NARROW, None),
        ((MET, NEAR), False, NEAR, "2023-05"),
        ((NEAR, FAR), False, FAR, "2026-08"),
        ((FAR, NEAR), False, FAR, "2026-08"),
        ((NEAR, NEVER), False, NEVER, None),
        ((NEVER, need(84, 24, False, "2028-03")), False, NEVER, None),
        ((MET, BLIND), None, BLIND, None),
        ((OPEN, MET), None, OPEN, "2024-02"),
        ((OPEN, BLIND), None, BLIND, None),
        ((BLIND, NEAR), False, NEAR, None),
        ((OPEN, NEAR), False, NEAR, "2024-02"),
    ],
)
def test_the_need_that_decides_a_route(needs, met, limiting, then):
    route = RouteStanding(ROUTE, needs)
    assert (route.met, route.limiting, route.met_on and str(route.met_on)) == (met, limiting, then)


def test_what_the_report_shows_of_each_route():
    case = case_of([Source("a.pdf", ONE)], history((BLUE, "2010.1-至今"), **CLAIM), RULES, SUBMITTED, None)
    shown = eligibility(case, [RouteStanding(ROUTE, each) for each in ((MET,), (NEAR,), (OPEN,), (BLIND,))])
    told_ = [(r.route, r.required_months, r.available_months, r.met, r.met_on and str(r.met_on), r.certain) for r in shown.routes]
    assert told_ == [
        ("x", 60, 90, True, None, True),
        ("x", 60, 59, False, "2023-05", True),
        ("x", 60, 50, False, "2024-02", False),
        ("x", 60, None, False, None, False),
    ]
    assert (shown.level, shown.eligible, shown.note) == ("工程师", True, None)
    assert eligibility(case, [RouteStanding(ROUTE, (NEAR,))]).eligible is False
    assert eligibility(case, [RouteStanding(ROUTE, (OPEN,))]).eligible is False


def test_a_note_says_what_is_missing_or_that_there_is_no_route():
    missing = apply(title=None, profession_since=None).eligibility
    assert said(missing.note)[1] == {"fields": [("review.field.profession-since", {})]}
    none = apply(education="中专", level="高级工程师").eligibility
    assert said(none.note) == ("review.not-run.no-such-route", {"education": "中专", "level": "高级工程师"}) and none.level == "高级工程师"
