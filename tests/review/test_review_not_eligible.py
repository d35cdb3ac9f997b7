"""not-eligible: when it is found, and all that it says."""

from datetime import date

import pytest
from review_build import BLUE, check, history, month, only, outcome, record, said

SUBMITTED = date(2023, 4, 8)
ONE = record((BLUE, "2010-01/2023-03"), printed="2023-04-01")
CLAIM = {"level": "工程师", "education": "本科", "title": "无", "profession_since": month("2010-01")}


def apply(*, submitted: date | None = SUBMITTED, **claim):
    return check(ONE, history((BLUE, "2010.1-至今"), **(CLAIM | claim)), submitted=submitted)


def reason(result):
    return next(each.reason and said(each.reason) for each in result.checks if each.rule == "not-eligible")


def test_no_route_met_says_all_of_it():
    found = only(apply(profession_since=month("2018-09")), "not-eligible")
    routes = [
        (
            "review.not-eligible.route",
            {"route": "从事本专业 5年以上", "required": "60", "available": "55", "short": "5", "met_on": "2023-08"},
        ),
        ("review.not-eligible.never", {"route": "任助理工程师 4年以上", "required": "48", "available": "0"}),
    ]
    assert said(found.message) == (
        "review.not-eligible.short",
        {"education": "本科", "level": "工程师", "submitted": "2023-04-08", "routes": routes},
    )
    assert (found.suggestion.key, found.severity) == ("review.not-eligible.short.fix", "error")


def test_a_cell_without_a_route_says_so():
    found = only(apply(education="中专", level="高级工程师"), "not-eligible")
    assert said(found.message) == ("review.not-eligible.no-route", {"education": "中专", "level": "高级工程师"})
    assert found.suggestion.key == "review.not-eligible.no-route.fix"


@pytest.mark.parametrize(
    ("claim", "what"),
    [
        ({}, "passed"),
        ({"profession_since": month("2018-09")}, "failed"),
        ({"profession_since": month("2018-09"), "title": None}, "not-run"),
        ({"profession_since": None}, "not-run"),
        ({"profession_since": None, "title": "助理工程师", "title_since": date(2015, 1, 1)}, "passed"),
    ],
)
def test_one_met_route_is_enough_and_one_unknown_leaves_it_open(claim, what):
    assert outcome(apply(**claim), "not-eligible") == what


def test_why_a_route_cannot_be_told_is_said_for_each():
    given = ("review.not-run.not-given", {"fields": [("review.field.profession-since", {})]})
    title = ("review.not-run.not-given", {"fields": [("review.field.title", {})]})
    assert reason(apply(profession_since=None, title=None)) == ("review.not-run.eligibility", {"reasons": [given, title]})
    assert reason(apply(profession_since=month("2018-09"), title=None))[1] == {"reasons": [title]}


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        ({"level": None}, ("not-given", {"fields": [("review.field.level", {})]})),
        ({"education": None}, ("not-given", {"fields": [("review.field.education", {})]})),
        ({"submitted": None}, ("not-given", {"fields": [("review.field.submitted", {})]})),
        (
            {"level": None, "education": None, "submitted": None},
            ("not-given", {"fields": [(f"review.field.{name}", {}) for name in ("level", "education", "submitted")]}),
        ),
        ({"level": "大师"}, ("unknown-value", {"field": ("review.field.level", {}), "value": "大师"})),
        ({"education": "研究生"}, ("unknown-value", {"field": ("review.field.education", {}), "value": "研究生"})),
    ],
)
def test_what_was_not_given_or_is_not_known_is_said(claim, why):
    result = apply(**({"submitted": SUBMITTED} | claim))
    assert (reason(result), result.eligibility) == ((f"review.not-run.{why[0]}", why[1]), None)


def test_who_has_not_begun_lacks_all_months():
    found = only(apply(profession_since=month("2023-04")), "not-eligible")
    assert said(found.message.params["routes"][0])[1] == {
        "route": "从事本专业 5年以上",
        "required": "60",
        "available": "0",
        "short": "60",
        "met_on": "2028-03",
    }
