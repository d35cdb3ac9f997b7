"""What to do when: print ranges, how long a print serves, when a route opens; both sides of each boundary."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from review_build import BLUE, check, history, month, record

import sbparse
from commanding import CASES, run
from sbparse.messages import LANGS, render
from sbparse.policy import default_ruleset
from sbparse.policy.model import DayLimit
from sbparse.record.model import PrintBasis
from sbparse.report.planned import planned
from sbparse.report.voice import Voice
from sbparse.review.plan import Plan, plan

RULES = default_ruleset()


def day(text: str) -> date:
    return date.fromisoformat(text)


def planned_for(*, printed: str | None = "2023-07-20", submitted: str | None = None, rules=RULES, records=None, **claim) -> Plan:
    made = records or record((BLUE, "2018-09/2023-06"), query="1992-10/2023-07", printed=printed)
    declared = history((BLUE, "2018.9-至今"), submitted=day(submitted) if submitted else None, **claim)
    return plan(check(made, declared, ruleset=rules), rules)


def keys(made: Plan) -> list[str]:
    return [advice.text.key.removeprefix("plan.") for advice in made.advice]


def test_for_a_given_day():
    made = planned_for(submitted="2023-08-15", level="工程师")
    assert (made.printing.first, made.printing.last, made.printing.opening) == (day("2023-07-16"), day("2023-08-15"), None)
    assert (made.service.until, [(d.first, d.last) for d in made.service.days]) == (
        day("2023-08-19"),
        [(day("2023-07-20"), day("2023-08-19"))],
    )
    assert keys(made) == ["print-for-day", "serves-in"]


def test_the_limit_counted_otherwise():
    strict = replace(RULES, print_limit=DayLimit(30, limit_passes=False))
    made = planned_for(submitted="2023-08-15", level="工程师", rules=strict)
    assert (made.printing.first, made.service.until) == (day("2023-07-17"), day("2023-08-18"))


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(0, 90), st.booleans())
def test_the_range_is_exactly_the_prints_that_pass(submission, days, passes):
    rules = replace(RULES, print_limit=DayLimit(days, limit_passes=passes), windows=())
    if days == 0 and not passes:
        return
    made = planned_for(submitted=submission.isoformat(), rules=rules)
    limit = rules.print_limit
    assert limit.passes((submission - made.printing.first).days)
    assert not limit.passes((submission - made.printing.first).days + 1)
    assert made.printing.last == submission


@pytest.mark.parametrize(
    ("level", "printed", "first", "last"),
    [
        ("工程师", "2023-04-10", "2023-03-11", "2023-04-10"),
        ("工程师", "2023-04-11", "2023-08-11", "2023-09-10"),
        ("工程师", "2023-09-11", "2024-03-11", "2024-04-10"),
        ("正高级工程师", "2023-09-11", "2023-09-10", "2023-10-10"),
        ("正高级工程师", "2023-10-11", "2024-09-10", "2024-10-10"),
    ],
)
def test_without_a_day_for_the_end_of_the_next_window(level, printed, first, last):
    made = planned_for(printed=printed, level=level)
    assert (made.printing.first, made.printing.last) == (day(first), day(last))
    assert keys(made)[:2] == ["window", "print-for-window"]


def test_a_day_outside_the_windows_is_told_the_next():
    made = planned_for(submitted="2023-09-11", level="工程师")
    assert made.printing.opening.first == day("2024-01-01") and keys(made)[0] == "next-window"


@pytest.mark.parametrize(
    ("printed", "days"), [("2023-05-31", []), ("2023-06-01", ["2023-07-01"]), ("2023-09-10", ["2023-09-10"]), ("2023-09-11", [])]
)
def test_a_print_serves_the_days_of_a_window_only(printed, days):
    made = planned_for(printed=printed, level="工程师")
    assert [str(each.first) for each in made.service.days] == days
    assert [str(each.last) for each in made.service.days] == days


def test_a_print_across_the_new_year():
    made = planned_for(printed="2023-12-20", level="工程师")
    assert [(str(d.first), str(d.last)) for d in made.service.days] == [("2024-01-01", "2024-01-19")]


def test_without_a_level_the_windows_are_not_known():
    made = planned_for()
    assert made.printing is None and made.service.days is None and keys(made) == ["serves"]
    assert keys(planned_for(submitted="2023-08-15")) == ["print-for-day", "serves"]


def test_a_date_of_the_file_alone_is_said_to_be_one():
    weak = record((BLUE, "2018-09/2023-06"), printed="2023-07-20", basis=PrintBasis.PDF_METADATA)
    made = planned_for(records=weak)
    assert not made.service.sure and made.advice[0].text.params["basis"].key == "plan.basis.weak"


def test_without_any_date_there_is_no_plan():
    made = planned_for(records=record((BLUE, "2018-09/2023-06"), printed=None), level="工程师")
    assert made == Plan(None, None, (), (), ())


ENGINEER = {"level": "工程师", "education": "本科", "profession_since": month("2018-09"), "title": "无"}


def test_a_route_that_time_will_open():
    made = planned_for(submitted="2023-08-15", **ENGINEER)
    [profession, title] = made.routes
    assert (profession.route, profession.short, str(profession.since)) == ("从事本专业 5年以上", 2, "2023-08")
    assert (profession.opening.first, profession.opening.last) == (day("2023-07-01"), day("2023-09-10"))
    assert (title.short, title.since, title.opening) == (48, None, None)
    assert keys(made)[-2:] == ["route.since-window", "route.never"]
    assert made.advice[-2].text.params["opens"] == day("2023-09-01")


def test_a_route_that_is_open():
    made = planned_for(submitted="2023-08-15", **ENGINEER | {"profession_since": month("2010-01"), "education": "硕士研究生"})
    assert made.open_routes == ("从事本专业 2年以上",) and "route.open" in keys(made)


def test_without_a_day_routes_are_seen_from_the_print():
    made = planned_for(**ENGINEER)
    assert made.routes[0].short == 2 and str(made.routes[0].since) == "2023-08"


def test_what_was_not_given_is_said():
    made = planned_for(submitted="2023-08-15", level="工程师", education="本科")
    assert keys(made)[-2:] == ["route.unknown", "route.unknown"]


def test_a_cell_of_the_table_without_a_route():
    made = planned_for(submitted="2023-08-15", level="正高级工程师", education="大专")
    assert made.advice[-1].text.key == "review.not-run.no-such-route"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "options",
    [
        {"submitted": "2023-08-15", **ENGINEER},
        {"submitted": "2023-09-11", **ENGINEER},
        {"printed": "2023-04-20", "level": "工程师"},
        {"submitted": "2023-08-15", "level": "正高级工程师", "education": "大专"},
        {},
    ],
)
def test_every_advice_has_words_rule_and_source(options, lang):
    made = planned_for(**options)
    assert made.advice
    for advice in made.advice:
        assert render(advice.text, lang) and render(advice.rule, lang) and advice.source in RULES.sources.values()
    parts = planned(made, Voice(lang))
    assert [text for part in parts for text in part.texts] == [render(advice.text, lang) for advice in made.advice]


def test_a_rule_set_without_sources_names_the_rule_alone():
    made = planned_for(submitted="2023-08-15", rules=replace(RULES, sources={}))
    assert all(part.basis == f"依据：{part.rule}" and part.source == "" for part in planned(made, Voice()))


def test_the_command_shows_it_the_same_on_every_day(capsys):
    case = CASES / "10_not_eligible"
    _, out, _ = run(capsys, "check", case / "record.pdf", case / "history.xlsx", "--submitted", "2023-09-01")
    text = out.replace("\n", "")
    assert "请使用 2023-08-02 至 2023-09-01 之间打印的权益记录" in text and "还差 12 个月，照此继续自 2024-07 起满足" in text


@pytest.mark.parametrize("ending", ["html", "xlsx"])
def test_the_command_and_the_api_put_it_into_the_same_report(capsys, tmp_path, ending):
    case = CASES / "10_not_eligible"
    on = day("2023-09-01")
    review = sbparse.reconcile(sbparse.read_records(case / "record.pdf"), case / "history.xlsx", submitted=on)
    bare, full = tmp_path / f"bare.{ending}", tmp_path / f"full.{ending}"
    sbparse.write_report(review, full, plan=sbparse.plan_submission(review, submitted=on))
    sbparse.write_report(review, bare)
    assert full.read_bytes() != bare.read_bytes()
    run(capsys, "check", case / "record.pdf", case / "history.xlsx", "--submitted", on, "-o", tmp_path / f"command.{ending}")
    for part in ("2023-08-02 至 2023-09-01 之间打印", "照此继续自 2024-07 起满足"):
        assert [part in words(tmp_path / f"{name}.{ending}") for name in ("command", "full", "bare")] == [True, True, False]


def words(report):
    if report.suffix == ".html":
        return re.sub("<[^>]*>", "", report.read_text("utf-8"))
    return " ".join(str(cell.value) for row in load_workbook(report)["结论"] for cell in row)


def test_a_plan_by_the_users_rules():
    case = CASES / "10_not_eligible"
    review = sbparse.reconcile(sbparse.read_records(case / "record.pdf"), case / "history.xlsx", submitted=day("2023-09-01"))
    short = replace(RULES, print_limit=DayLimit(7, limit_passes=True))
    made = sbparse.plan_submission(review, submitted=day("2023-09-01"), ruleset=short)
    assert made.printing.first == day("2023-08-25")
