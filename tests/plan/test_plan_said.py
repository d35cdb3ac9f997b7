"""Each part of the plan and what its advice says: windows in time order, the print for them, routes with their openings."""

from dataclasses import replace
from datetime import date

import pytest
from review_build import BLUE, check, history, month, record, said

from sbparse.policy import default_ruleset
from sbparse.policy.model import DayLimit, EligibilityRoute, Need, NeedKind, Window
from sbparse.record.model import PrintBasis
from sbparse.review.plan import Opening, Plan, RoutePlan, plan

RULES = default_ruleset()
DAY = date.fromisoformat
ENGINEER = {"level": "工程师", "education": "本科", "profession_since": month("2018-09"), "title": "无"}
SHOWN = record((BLUE, "2018-09/2023-06"), query="1992-10/2023-07", printed="2023-07-20")


def planned(
    *, submitted: str | None = None, given: str | None = None, shown=SHOWN, rules=RULES, beside: str | None = None, **claim
) -> Plan:
    declared = history((BLUE, "2018.9-至今"), submitted=submitted and DAY(submitted), **claim)
    return plan(check(shown, declared, ruleset=rules, print_date=given and DAY(given)), rules, submitted=beside and DAY(beside))


def advice(made: Plan) -> list[tuple]:
    return [said(each.text) for each in made.advice]


PRINT_RULE = ("plan.rule.print", {"limit": "30", "counted": ("plan.rule.day-passes", {"limit": "30"})})
AUTUMN = {"window": "秋季", "opens": "2023-07-01", "closes": "2023-09-10"}


def test_for_a_day_inside_a_window():
    made = planned(submitted="2023-08-15", level="工程师")
    assert made.printing.opening is None and (made.printing.first, made.printing.last) == (DAY("2023-07-16"), DAY("2023-08-15"))
    printing, serving = advice(made)
    assert printing == ("plan.print-for-day", {"submitted": "2023-08-15", "first": "2023-07-16", "last": "2023-08-15"})
    assert serving == (
        "plan.serves-in",
        {
            "basis": ("plan.basis.sure", {"printed": "2023-07-20"}),
            "until": "2023-08-19",
            "days": [("plan.days", {"window": "秋季", "first": "2023-07-20", "last": "2023-08-19"})],
        },
    )
    assert [(said(each.rule), each.source) for each in made.advice] == [(PRINT_RULE, RULES.sources["print-date"])] * 2


def test_for_a_day_outside_the_windows():
    made = planned(submitted="2023-05-15", level="工程师")
    assert made.printing.opening == Opening("秋季", DAY("2023-07-01"), DAY("2023-09-10"))
    window, printing = advice(made)[:2]
    assert window == ("plan.next-window", {"submitted": "2023-05-15", **AUTUMN})
    assert printing == ("plan.print-for-window", {"closes": "2023-09-10", "first": "2023-08-11", "last": "2023-09-10"})
    assert said(made.advice[0].rule) == ("plan.rule.window", AUTUMN) and made.advice[0].source == RULES.sources["windows"]
    assert said(made.advice[1].rule) == PRINT_RULE and made.advice[1].source == RULES.sources["print-date"]


def test_without_a_day_the_window_of_the_print_or_the_next():
    made = planned(level="工程师")
    assert advice(made)[0] == ("plan.window", AUTUMN)
    assert (made.printing.first, made.printing.last) == (DAY("2023-08-11"), DAY("2023-09-10"))


@pytest.mark.parametrize(
    ("day", "key"),
    [("2023-07-01", "print-for-day"), ("2023-09-10", "print-for-day"), ("2023-06-30", "next-window"), ("2023-09-11", "next-window")],
)
def test_the_first_and_the_last_day_of_a_window_are_inside(day, key):
    assert advice(planned(submitted=day, level="工程师"))[0][0] == f"plan.{key}"


def test_a_day_given_beside_the_history_goes_before_the_history_s():
    made = planned(submitted="2023-05-15", beside="2023-08-15", level="工程师")
    assert made.printing.last == DAY("2023-08-15") and made.printing.opening is None


def test_a_print_that_no_window_takes_must_be_made_again():
    shown = record((BLUE, "2018-09/2023-03"), printed="2023-04-20")
    made = planned(shown=shown, level="工程师")
    assert made.service.days == ()
    assert advice(made)[-1] == ("plan.serves-no-window", {"basis": ("plan.basis.sure", {"printed": "2023-04-20"}), "until": "2023-05-20"})


def test_without_a_level_only_the_last_day_is_known():
    made = planned()
    assert (made.printing, made.service.days) == (None, None)
    assert advice(made) == [("plan.serves", {"basis": ("plan.basis.sure", {"printed": "2023-07-20"}), "until": "2023-08-19"})]


@pytest.mark.parametrize(
    ("basis", "sure"),
    [(PrintBasis.PRINTED, True), (PrintBasis.QUERY_DATE, True), (PrintBasis.GIVEN, True), (PrintBasis.PDF_METADATA, False)],
)
def test_a_date_of_the_file_alone_is_weak(basis, sure):
    made = planned(shown=record((BLUE, "2018-09/2023-06"), query="1992-10/2023-07", printed="2023-07-20", basis=basis))
    assert made.service.sure is sure
    assert advice(made)[0][1]["basis"][0] == ("plan.basis.sure" if sure else "plan.basis.weak")


def test_a_limit_whose_last_day_fails_is_said_so():
    strict = replace(RULES, print_limit=DayLimit(10, limit_passes=False))
    made = planned(submitted="2023-08-15", rules=strict)
    assert (made.printing.first, made.service.until) == (DAY("2023-08-06"), DAY("2023-07-29"))
    assert said(made.advice[0].rule) == ("plan.rule.print", {"limit": "10", "counted": ("plan.rule.day-fails", {"limit": "10"})})


def test_a_print_may_serve_in_two_windows_each_from_its_first_to_its_last_day():
    windows = tuple(
        Window(name, first, last, frozenset({"工程师"})) for name, first, last in (("乙", (8, 5), (8, 31)), ("甲", (7, 1), (7, 25)))
    )
    made = planned(level="工程师", rules=replace(RULES, windows=windows))
    assert made.service.days == (Opening("甲", DAY("2023-07-20"), DAY("2023-07-25")), Opening("乙", DAY("2023-08-05"), DAY("2023-08-19")))
    edge = tuple(replace(window, first=(8, 19)) for window in windows[:1])
    assert planned(level="工程师", rules=replace(RULES, windows=edge)).service.days == (
        Opening("乙", DAY("2023-08-19"), DAY("2023-08-19")),
    )
    after = tuple(replace(window, first=(8, 20)) for window in windows[:1])
    assert planned(level="工程师", rules=replace(RULES, windows=after)).service.days == ()


def test_of_windows_that_open_together_the_one_that_closes_first_comes_first():
    windows = tuple(Window(name, (7, 1), last, frozenset({"工程师"})) for name, last in (("长", (9, 10)), ("短", (8, 1))))
    assert planned(level="工程师", rules=replace(RULES, windows=windows)).printing.opening.name == "短"


def test_the_window_that_opens_first_comes_first_though_it_closes_later():
    windows = tuple(Window(name, *days, frozenset({"工程师"})) for name, days in (("短", ((7, 15), (8, 1))), ("长", ((7, 1), (9, 10)))))
    assert planned(level="工程师", rules=replace(RULES, windows=windows)).printing.opening.name == "长"


def test_windows_are_those_after_the_day_and_not_after_the_print():
    assert planned(submitted="2023-09-11", level="工程师").printing.opening.first == DAY("2024-01-01")


@pytest.mark.parametrize(("last", "year"), [((7, 20), 2023), ((7, 19), 2024)])
def test_a_window_that_closes_on_the_day_of_the_print_still_counts(last, year):
    windows = (Window("甲", (7, 1), last, frozenset({"工程师"})),)
    assert planned(level="工程师", rules=replace(RULES, windows=windows)).printing.last == date(year, *last)


# --- routes ---


def test_a_route_that_time_will_meet():
    made = planned(submitted="2023-08-15", **ENGINEER)
    assert made.routes[0] == RoutePlan(
        "从事本专业 5年以上", 2, month("2023-08"), Opening("秋季", DAY("2023-07-01"), DAY("2023-09-10")), certain=True
    )
    told, never = advice(made)[-2:]
    assert told == (
        "plan.route.since-window",
        {"route": "从事本专业 5年以上", "short": "2", "since": "2023-08", "window": "秋季", "opens": "2023-09-01", "closes": "2023-09-10"},
    )
    assert never == ("plan.route.never", {"route": "任助理工程师 4年以上", "short": "48"})
    rule = ("plan.rule.route", {"education": "本科", "level": "工程师"})
    assert [(said(each.rule), each.source) for each in made.advice[-2:]] == [(rule, RULES.sources["eligibility"])] * 2
    assert made.open_routes == ()


@pytest.mark.parametrize(("since", "opening"), [("2018-10", "2024-01-01"), ("2018-09", "2023-09-01"), ("2018-08", "2023-08-01")])
def test_the_window_is_the_first_after_the_month_in_which_it_is_met(since, opening):
    """Some day of that month it is met, so that only the next month is certain."""
    shown = record((BLUE, f"{since}/2023-06"), query="1992-10/2023-07", printed="2023-07-20")
    made = planned(shown=shown, submitted="2023-07-25", **(ENGINEER | {"profession_since": month(since)}))
    assert advice(made)[-2][1]["opens"] == opening


def test_a_route_without_any_window_after_it():
    windows = tuple(window for window in RULES.windows if "工程师" not in window.levels)
    made = planned(submitted="2023-08-15", rules=replace(RULES, windows=windows), **ENGINEER)
    assert advice(made)[-2] == ("plan.route.since", {"route": "从事本专业 5年以上", "short": "2", "since": "2023-08"})
    assert made.routes[0].opening is None


def test_a_route_that_is_met():
    made = planned(submitted="2023-08-15", **(ENGINEER | {"education": "硕士研究生", "title": None}))
    assert (made.open_routes, [route.route for route in made.routes]) == (("从事本专业 2年以上",), ["任助理工程师 2年以上"])
    assert advice(made)[-2:] == [
        ("plan.route.open", {"route": "从事本专业 2年以上"}),
        ("plan.route.unknown", {"route": "任助理工程师 2年以上"}),
    ]
    assert made.routes[0] == RoutePlan("任助理工程师 2年以上", None, None, None, certain=False)


def test_a_route_that_may_be_met_already():
    cut = record((BLUE, "2020-09/2023-06"), query="2020-09/2023-07", printed="2023-07-20")
    made = planned(shown=cut, submitted="2023-08-15", **(ENGINEER | {"profession_since": month("2018-06")}))
    assert advice(made)[-2] == ("plan.route.unclear", {"route": "从事本专业 5年以上", "short": "26", "since": "2025-08"})
    assert (made.routes[0].certain, made.routes[0].short) == (False, 26)


def test_a_need_that_more_months_than_needed_do_not_meet_lacks_none():
    """By the calendar a need may be missed by days of a month that counts as whole."""
    needs = (Need(NeedKind.GRADUATION, 1), Need(NeedKind.TITLE, 1, "工程师"))
    rules = replace(RULES, routes=(EligibilityRoute("工程师", "本科", "x", needs),))
    claim = {"graduated": date(2010, 1, 1), "title": "工程师", "title_since": date(2022, 8, 20)}
    made = planned(submitted="2023-08-15", rules=rules, **(ENGINEER | claim))
    assert (made.routes[0].short, str(made.routes[0].since)) == (1, "2023-08")


def test_without_a_day_routes_stand_as_on_the_day_of_the_print():
    made = planned(**ENGINEER)
    assert (made.routes[0].short, str(made.routes[0].since)) == (2, "2023-08")
    given = planned(given="2023-09-20", shown=record((BLUE, "2018-09/2023-08"), query="1992-10/2023-09", printed="2023-07-20"), **ENGINEER)
    assert given.open_routes == ("从事本专业 5年以上",)
    ended = planned(given="2023-09-20", **ENGINEER)
    assert str(ended.routes[0].since) == "2023-11"  # in September what was posted in June does not go on
    assert planned(**(ENGINEER | {"education": None})).routes == ()


def test_without_any_date_there_are_no_routes():
    made = planned(shown=record((BLUE, "2018-09/2023-06"), printed=None), **ENGINEER)
    assert (made.printing, made.service, made.routes, made.advice) == (None, None, (), ())


def test_with_a_submission_but_no_print_date_there_is_no_service():
    made = planned(shown=record((BLUE, "2018-09/2023-06"), printed=None), submitted="2023-08-15", level="工程师")
    assert (made.service, [key for key, _ in advice(made)]) == (None, ["plan.print-for-day"])


def test_a_cell_of_the_table_without_a_route_says_so():
    made = planned(submitted="2023-08-15", level="正高级工程师", education="大专")
    assert advice(made)[-1] == ("review.not-run.no-such-route", {"education": "大专", "level": "正高级工程师"}) and made.routes == ()


def test_a_rule_set_without_sources():
    made = planned(submitted="2023-05-15", rules=replace(RULES, sources={}), **ENGINEER)
    assert {each.source for each in made.advice} == {""} and len(made.advice) == 5
