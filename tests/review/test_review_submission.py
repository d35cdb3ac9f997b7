"""Print dates, windows, the record's length, and several prints of one record."""

from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest
from review_build import BAMBOO, BLUE, CONTRACT, GREEN, ZHANG, check, fed_back, history, month, months, only, outcome, period, record, rules

from sbparse.policy import load_ruleset
from sbparse.record.model import Insurance, PrintBasis

ONE = record((BLUE, "2017-05/2023-03"), printed="2023-04-01")
DECLARED = ((BLUE, "2017.5-2023.3"),)


@pytest.mark.parametrize(
    ("submitted", "expected"),
    [
        ("2023-03-31", ["print-date-after-submission"]),
        ("2023-04-01", []),
        ("2023-04-08", []),
        ("2023-05-01", ["outside-window"]),
        ("2023-05-02", ["print-date-stale", "outside-window"]),
    ],
)
def test_thirty_days(submitted, expected):
    result = check(ONE, history(*DECLARED, submitted=date.fromisoformat(submitted)))
    assert rules(result) == expected


def test_the_window_of_a_print():
    window = check(ONE, history(*DECLARED), submitted=date(2023, 4, 8)).print_window
    assert (window.print_date, window.submitted, window.age_days, window.limit_days) == (date(2023, 4, 1), date(2023, 4, 8), 7, 30)
    assert (window.latest_submission, window.verification_until, window.basis) == (date(2023, 5, 1), date(2023, 5, 1), "printed")
    assert check(ONE, history(*DECLARED)).print_window.age_days is None


def test_options_go_before_what_was_found():
    declared = history(*DECLARED, submitted=date(2023, 4, 8))
    result = check(ONE, declared, submitted=date(2023, 8, 1), print_date=date(2023, 7, 2))
    assert result.print_window.age_days == 30 and result.print_window.basis == PrintBasis.GIVEN


def test_a_ruleset_that_does_not_count_the_limit_day(tmp_path):
    text = (
        files("sbparse.policy").joinpath("beijing.toml").read_text("utf-8").replace("limit_day_passes = true", "limit_day_passes = false")
    )
    path = tmp_path / "strict.toml"
    path.write_text(text, "utf-8")
    strict = load_ruleset(path)
    assert rules(check(ONE, history(*DECLARED), submitted=date(2023, 4, 30), ruleset=strict)) == ["outside-window"]
    assert "print-date-stale" in rules(check(ONE, history(*DECLARED), submitted=date(2023, 5, 1), ruleset=strict))


def test_a_missing_print_date_is_a_warning_and_stops_the_counting():
    bare = replace(ONE, print_date=None)
    result = check(bare, history(*DECLARED), submitted=date(2023, 4, 8))
    assert rules(result) == ["print-date-missing"] and only(result, "print-date-missing").message.key.endswith("range")
    assert outcome(result, "print-date-stale") == outcome(result, "print-date-after-submission") == "not-run"
    assert result.print_window is None
    given = check(bare, history(*DECLARED), submitted=date(2023, 4, 8), print_date=date(2023, 4, 1))
    assert rules(given) == [] and outcome(given, "print-date-missing") == "passed"


def test_without_a_submission_the_dates_are_not_run():
    result = check(ONE, history(*DECLARED))
    assert {outcome(result, r) for r in ("print-date-stale", "print-date-after-submission", "outside-window")} == {"not-run"}


@pytest.mark.parametrize("basis", [PrintBasis.PRINTED, PrintBasis.QUERY_DATE, PrintBasis.PDF_METADATA])
def test_a_weak_print_date_says_so(basis):
    shown = record((BLUE, "2017-05/2023-03"), printed="2023-03-01", basis=basis)
    message = only(check(shown, history(*DECLARED), submitted=date(2023, 4, 8)), "print-date-stale").message
    assert message.key.endswith("weak") == (basis is PrintBasis.PDF_METADATA)


def test_the_files_own_date_does_not_end_a_current_job():
    merged = record((BLUE, "2017-05/2023-03"), printed="2026-11-24", basis=PrintBasis.PDF_METADATA)
    assert rules(check(merged, history((BLUE, "2017.5-至今")))) == []
    printed = record((BLUE, "2017-05/2023-03"), printed="2026-11-24")
    assert rules(check(printed, history((BLUE, "2017.5-至今")))) == ["end-mismatch"]


@pytest.mark.parametrize(
    ("submitted", "level", "outcomes"),
    [
        ("2023-04-10", "工程师", "passed"),
        ("2023-04-11", "工程师", "failed"),
        ("2023-09-10", "工程师", "passed"),
        ("2023-09-11", "工程师", "failed"),
        ("2023-09-11", "正高级工程师", "passed"),
        ("2023-10-11", "正高级工程师", "failed"),
        ("2023-04-10", "正高级工程师", "failed"),
        ("2023-04-10", None, "not-run"),
        ("2023-08-15", None, "passed"),
        ("2023-05-15", None, "failed"),
        ("2023-04-10", "大师", "not-run"),
    ],
)
def test_windows(submitted, level, outcomes):
    result = check(ONE, history(*DECLARED, level=level), submitted=date.fromisoformat(submitted), print_date=date.fromisoformat(submitted))
    assert outcome(result, "outside-window") == outcomes


@pytest.mark.parametrize(
    ("query", "claim", "outcomes"),
    [
        ("2018-05/2023-04", {"education": "本科"}, "passed"),
        ("2018-06/2023-04", {"education": "本科"}, "failed"),
        ("2019-05/2023-04", {"education": "本科", "title": "助理工程师"}, "passed"),
        ("2019-06/2023-04", {"education": "本科", "title": "助工"}, "failed"),
        ("2021-05/2023-04", {"education": "硕士研究生"}, "passed"),
        ("2021-06/2023-04", {}, "failed"),
        ("2018-05/2023-04", {}, "not-run"),
        ("2008-05/2023-04", {}, "passed"),
        ("2008-05/2023-04", {"education": "博士研究生"}, "not-run"),
    ],
)
def test_the_years_that_the_level_needs(query, claim, outcomes):
    shown = record((BLUE, "2022-05/2023-03"), query=query)
    result = check(shown, history((BLUE, "2022.5-至今"), level="工程师", **claim))
    assert outcome(result, "record-too-short") == outcomes


def test_a_record_without_query_period_shows_its_rows_at_least():
    claim = {"level": "工程师", "education": "本科"}
    long = record((BLUE, "2018-01/2023-03"), query=None)
    assert outcome(check(long, history((BLUE, "2018.1-至今"), **claim)), "record-too-short") == "passed"
    short = record((BLUE, "2019-01/2023-03"), query=None)
    assert outcome(check(short, history((BLUE, "2019.1-至今"), **claim)), "record-too-short") == "not-run"


# --- several prints ---

OLD = record((BLUE, "2017-05/2020-06"), (GREEN, "2020-07/2021-03"), query="1992-10/2021-04", printed="2021-04-20")
NEW = record((BLUE, "2017-05/2020-06"), (GREEN, "2020-07/2023-03"), query="1992-10/2023-04", printed="2023-04-20")
CUT = record((GREEN, "2021-01/2023-03"), query="2021-01/2023-04", printed="2023-04-20")
BOTH = history((BLUE, "2017.5-2020.6"), (GREEN, "2020.7-至今"))


@pytest.mark.parametrize("records", [[OLD, NEW], [NEW, OLD], [NEW, NEW], [OLD, CUT], [CUT, OLD], [OLD, NEW, CUT]])
def test_prints_are_united(records):
    result = check(records, BOTH)
    assert [f.rule for f in result.findings] == []
    assert [(s.employer, str(s.start), str(s.end)) for s in result.suggested_history] == [
        (BLUE, "2017-05", "2020-06"),
        (GREEN, "2020-07", "2023-03"),
    ]
    assert result.cumulative == dict.fromkeys(Insurance, 71)
    assert rules(check(records, fed_back(result))) == []


def test_a_newer_print_with_back_payments_is_right():
    before = record((BLUE, "2017-05/2021-03"), unpaid=months("2019-06"), query="1992-10/2021-04", printed="2021-04-20")
    after = record((BLUE, "2017-05/2023-03"), printed="2023-04-20")
    declared = history((BLUE, "2017.5-至今"))
    assert rules(check(before, history((BLUE, "2017.5-至今")))) == ["unpaid-months"]
    assert rules(check([before, after], declared)) == []
    assert rules(check([replace(before, print_date=after.print_date, query_period=None), after], declared)) == []


def test_the_print_that_counts_is_the_oldest_that_is_needed():
    submitted = date(2023, 8, 1)
    needed = check([OLD, CUT], BOTH, submitted=submitted)
    assert needed.print_window.print_date == date(2021, 4, 20)
    superseded = check([OLD, NEW], BOTH, submitted=submitted)
    assert superseded.print_window.print_date == date(2023, 4, 20)
    assert only(needed, "print-date-stale").record == 0 and only(superseded, "print-date-stale").record == 1


def test_findings_name_the_record_and_row_that_show_the_month():
    result = check([OLD, CUT], history((BLUE, "2017.6-2020.6"), (GREEN, "2020.7-2023.2")))
    assert (only(result, "start-mismatch").record, only(result, "start-mismatch").employment) == (0, 0)
    assert (only(result, "end-mismatch").record, only(result, "end-mismatch").employment) == (1, 0)


def test_months_that_no_print_covers_are_not_unpaid():
    early = record((BLUE, "2015-01/2016-12"), query="2015-01/2016-12", printed="2017-01-10")
    late = record((BLUE, "2019-01/2023-03"), query="2019-01/2023-04", printed="2023-04-20")
    result = check([early, late], history((BLUE, "2015.1-至今")))
    assert "unpaid-months" not in rules(result) and outcome(result, "unpaid-months") == "not-run"
    whole = record((BLUE, "2015-01/2016-12"), (BLUE, "2019-01/2023-03"))
    assert "unpaid-months" in rules(check(whole, history((BLUE, "2015.1-至今"))))


def test_a_year_cut_by_a_newer_print_counts_what_must_be_left():
    early = record((BLUE, "2021-01/2021-12"), query="1992-10/2021-12", printed="2022-01-10")
    late = record((BLUE, "2021-06/2023-03"), query="2021-06/2023-04", printed="2023-04-20")
    result = check([early, late], history((BLUE, "2021.1-至今")))
    assert result.cumulative[Insurance.PENSION] == period("2021-01/2023-03").months


OTHER = replace(ZHANG, name="李四", id_number="110199199003070033")


@pytest.mark.parametrize(
    ("people", "claim", "expected"),
    [
        ([ZHANG], {}, "not-run"),
        ([ZHANG], {"name": "张三"}, "passed"),
        ([ZHANG], {"name": "张 三", "id_number": "110199199003070017"}, "passed"),
        ([ZHANG], {"name": "张五"}, "failed"),
        ([ZHANG], {"id_number": "110199199003070033"}, "failed"),
        ([ZHANG], {"id_number": "110199********0017"}, "passed"),
        ([ZHANG], {"id_number": "110199********0033"}, "failed"),
        ([ZHANG], {"id_number": "110199900307001"}, "passed"),
        ([ZHANG], {"name": "张*"}, "passed"),
        ([ZHANG], {"name": "李*"}, "failed"),
        ([ZHANG, ZHANG], {}, "passed"),
        ([ZHANG, OTHER], {}, "failed"),
        ([replace(ZHANG, name="张**"), ZHANG], {}, "passed"),
        ([replace(ZHANG, id_number=None), replace(ZHANG, id_number=None)], {"id_number": "110199199003070017"}, "passed"),
    ],
)
def test_one_person(people, claim, expected):
    records = [record((BLUE, "2017-05/2023-03"), person=person) for person in people]
    assert outcome(check(records, history(*DECLARED, **claim)), "person-mismatch") == expected


def test_a_wrong_person_says_both_sides():
    result = check(ONE, history(*DECLARED, name="张五"))
    finding = only(result, "person-mismatch")
    assert (finding.expected, finding.actual, finding.record) == ("张三", "张五", 0)


@pytest.mark.parametrize(
    ("rows", "start", "expected"),
    [
        (DECLARED, "2017-05", "passed"),
        (DECLARED, "2017-04", "failed"),
        (DECLARED, "2017-06", "failed"),
        (((BLUE, "2017.4-2023.3"),), "2017-05", "passed"),
        (((BLUE, "2017.4-2023.3"),), "2017-04", "failed"),
        (((BAMBOO, "2016.1-2017.4", CONTRACT), *DECLARED), "2016-01", "passed"),
        (DECLARED, None, "not-run"),
    ],
)
def test_career_start(rows, start, expected):
    result = check(ONE, history(*rows, career_start=month(start) if start else None))
    assert outcome(result, "career-start-mismatch") == expected


def test_career_start_before_a_query_period_that_cuts():
    cut = record((BLUE, "2019-01/2023-03"), query="2019-01/2023-04")
    assert outcome(check(cut, history((BLUE, "2019.1-至今"), career_start=month("2015-07"))), "career-start-mismatch") == "not-run"
    assert outcome(check(cut, history((BLUE, "2019.1-至今"), career_start=month("2019-02"))), "career-start-mismatch") == "failed"


@pytest.mark.parametrize(
    ("posts", "claimed", "mismatch", "title"),
    [
        (("研发岗", "项目主管"), "项目主管", "passed", "passed"),
        (("研发岗", "项目主管"), "项目 主管", "passed", "passed"),
        (("研发岗", "项目主管"), "研发岗", "failed", "passed"),
        (("研发岗", "工程师"), "工程师", "passed", "failed"),
        (("高级工程师", "项目主管"), "项目主管", "passed", "failed"),
        (("软件工程师", "结构工程师"), "结构工程师", "passed", "passed"),
        (("研发岗", None), "研发岗", "not-run", "passed"),
        (("研发岗", "项目主管"), None, "not-run", "passed"),
        ((None, None), None, "not-run", "not-run"),
    ],
)
def test_posts(posts, claimed, mismatch, title):
    shown = record((BLUE, "2017-05/2020-06"), (GREEN, "2020-07/2023-03"))
    rows = [(GREEN, "2020.7-至今", {"post": posts[1]}), (BLUE, "2017.5-2020.6", {"post": posts[0]})]
    result = check(shown, history(*rows, post=claimed))
    assert (outcome(result, "post-mismatch"), outcome(result, "post-is-title")) == (mismatch, title)


def test_a_title_as_a_post_says_which_row():
    result = check(ONE, history((BLUE, "2017.5-2023.3", {"post": "工程师"}), post="工程师"))
    assert [f.history_row for f in result.findings] == [2, None]
