"""Eligibility, need by need, and the assessments that follow from the stints."""

from dataclasses import replace
from datetime import date

import pytest
from review_build import AGENCY, BAY, BLUE, GREEN, HOST, check, fed_back, history, month, months, only, outcome, record, rules

from sbparse.messages import render

SUBMITTED = date(2023, 4, 8)
ONE = record((BLUE, "2010-01/2023-03"), printed="2023-04-01")


def apply(shown=ONE, *, submitted=SUBMITTED, **claim):
    return check(shown, history((BLUE, "2010.1-至今"), **claim), submitted=submitted)


def test_the_contracts_example():
    shown = record((BLUE, "2018-09/2023-03"), printed="2023-04-01")
    result = check(
        shown,
        history((BLUE, "2018.9-2023.3"), level="工程师", education="本科", title="无", profession_since=month("2018-09")),
        submitted=SUBMITTED,
    )
    assert rules(result) == ["not-eligible"] and result.eligibility.eligible is False
    route = result.eligibility.routes[0]
    assert (route.route, route.required_months, route.available_months, route.met) == ("从事本专业 5年以上", 60, 55, False)
    assert route.met_on == month("2023-08")
    assert (result.eligibility.routes[1].available_months, result.eligibility.routes[1].met_on) == (0, None)
    assert "差 5 个月" in render(only(result, "not-eligible").message)


PROFESSION = {"level": "工程师", "education": "大专", "title": "无"}


@pytest.mark.parametrize(("since", "met"), [("2016-04", True), ("2016-05", False), ("2023-05", False)])
def test_months_in_the_profession_include_the_number(since, met):
    result = apply(profession_since=month(since), **PROFESSION)
    assert result.eligibility.eligible is met and outcome(result, "not-eligible") == ("passed" if met else "failed")


def test_a_month_counts_once_and_unpaid_ones_do_not():
    gaps = record((BLUE, "2010-01/2023-03"), unpaid=months("2020-01/2020-12"), printed="2023-04-01")
    assert apply(gaps, profession_since=month("2016-04"), **PROFESSION).eligibility.routes[0].available_months == 72
    double = record((BLUE, "2010-01/2023-03"), (GREEN, "2021-01/2021-06"), printed="2023-04-01")
    assert apply(double, profession_since=month("2016-04"), **PROFESSION).eligibility.routes[0].available_months == 84


@pytest.mark.parametrize(
    ("since", "least", "met"),
    [("2016-01", 84, "passed"), ("2016-02", 83, "not-run"), ("2016-04", 81, "not-run"), ("2016-05", 80, "failed")],
)
def test_where_only_the_most_would_do_the_rule_is_not_run(since, least, met):
    # 2016 has 9 paid months of 12, which ones the record does not say: of April to December 6 to 9 are paid.
    shown = record((BLUE, "2010-01/2023-03"), unpaid=months("2016-05/2016-07"), printed="2023-04-01")
    result = apply(shown, profession_since=month(since), **PROFESSION)
    assert outcome(result, "not-eligible") == met and result.eligibility.eligible == (met == "passed")
    assert result.eligibility.routes[0].available_months == least


def test_a_query_period_that_cuts_leaves_it_open():
    cut = record((BLUE, "2019-01/2023-03"), query="2019-01/2023-04", printed="2023-04-01")
    result = check(cut, history((BLUE, "2019.1-至今"), profession_since=month("2016-04"), **PROFESSION), submitted=SUBMITTED)
    assert outcome(result, "not-eligible") == "not-run"
    surely_not = check(cut, history((BLUE, "2019.1-至今"), profession_since=month("2016-05"), **PROFESSION), submitted=SUBMITTED)
    assert outcome(surely_not, "not-eligible") == "failed"


def test_back_filled_months_have_no_date():
    shown = record((BLUE, "2017-01/2023-03"), printed="2023-04-01")
    declared = history((BLUE, "2017.1-至今"), profession_since=month("2014-01"), **PROFESSION)
    assert outcome(check(shown, declared, submitted=SUBMITTED), "not-eligible") == "failed"
    filled = replace(shown, supplement=replace(shown.supplement, backfilled_months=9))
    assert outcome(check(filled, declared, submitted=SUBMITTED), "not-eligible") == "not-run"
    few = replace(shown, supplement=replace(shown.supplement, backfilled_months=8))
    assert outcome(check(few, declared, submitted=SUBMITTED), "not-eligible") == "failed"


@pytest.mark.parametrize(
    ("held", "since", "met"),
    [
        ("工程师", date(2018, 4, 8), "passed"),
        ("工程师", date(2018, 4, 9), "failed"),
        ("中级", date(2018, 4, 1), "passed"),
        ("工程师", None, "not-run"),
        (None, date(2010, 1, 1), "not-run"),
        ("助理工程师", date(2010, 1, 1), "failed"),
        ("无", None, "failed"),
        ("正高级工程师", date(2010, 1, 1), "not-run"),
        ("高级实验师", date(2010, 1, 1), "failed"),
        ("某某师", date(2010, 1, 1), "not-run"),
    ],
)
def test_years_under_a_title(held, since, met):
    result = apply(level="高级工程师", education="本科", title=held, title_since=since)
    assert outcome(result, "not-eligible") == met


def test_a_title_tells_when():
    route = apply(level="高级工程师", education="本科", title="工程师", title_since=date(2018, 8, 15)).eligibility.routes[0]
    assert (route.available_months, route.met_on) == (55, month("2023-08"))


@pytest.mark.parametrize(
    ("graduated", "title_since", "since", "met", "limiting"),
    [
        (date(2013, 4, 8), date(2015, 4, 8), "2003-04", "passed", None),
        (date(2013, 4, 9), date(2015, 4, 8), "2003-04", "failed", 120),
        (date(2013, 4, 8), date(2015, 4, 9), "2003-04", "failed", 96),
        (date(2013, 4, 8), date(2015, 4, 8), "2003-05", "failed", 240),
        (None, date(2015, 4, 8), "2003-04", "not-run", 120),
        (None, date(2015, 4, 8), "2003-05", "failed", 240),
    ],
)
def test_a_route_of_three_needs(graduated, title_since, since, met, limiting):
    shown = record((BLUE, "2000-01/2023-03"), printed="2023-04-01")
    claim = {"graduated": graduated, "title": "工程师", "title_since": title_since, "profession_since": month(since)}
    result = check(shown, history((BLUE, "2000.1-至今"), level="高级工程师", education="大专", **claim), submitted=SUBMITTED)
    assert outcome(result, "not-eligible") == met
    if limiting:
        assert result.eligibility.routes[0].required_months == limiting


def test_a_cell_without_a_route_is_not_eligible():
    result = apply(level="高级工程师", education="中专", title="工程师", title_since=date(2000, 1, 1))
    assert rules(result) == ["not-eligible"] and result.eligibility.routes == ()
    assert "没有" in render(result.eligibility.note) and "the guide has none" in render(result.eligibility.note, "en")


@pytest.mark.parametrize("lacking", ["level", "education", "submitted"])
def test_what_was_not_given_is_not_run(lacking):
    claim = {"level": "工程师", "education": "本科", "submitted": SUBMITTED, "title": "无", "profession_since": month("2010-01")}
    claim[lacking] = None
    result = check(ONE, history((BLUE, "2010.1-至今"), **claim))
    assert result.eligibility is None and outcome(result, "not-eligible") == "not-run"


@pytest.mark.parametrize("claim", [{"level": "大师", "education": "本科"}, {"level": "工程师", "education": "研究生"}])
def test_an_unknown_word_is_not_run(claim):
    result = apply(profession_since=month("2010-01"), **claim)
    assert result.eligibility is None and outcome(result, "not-eligible") == "not-run"


# --- assessments ---

TWO = record((BLUE, "2019-04/2021-05"), (GREEN, "2021-06/2023-03"), printed="2023-04-03")
ROWS = ((BLUE, "2019.4-2021.5"), (GREEN, "2021.6-2023.3"))
RIGHT = [
    ("2020.1-2020.12", "2020年度", BLUE),
    ("2021.1-2021.5", "任职期满", BLUE),
    ("2021.6-2021.12", "2021年度", GREEN),
    ("2022.1-2022.12", "2022年度", GREEN),
]


def assess(assessments, shown=TWO, rows=ROWS, **more):
    return check(shown, history(*rows, assessments=assessments, submitted=date(2023, 4, 7), **more))


def changed(position, row):
    return [*RIGHT[:position], *([row] if row else []), *RIGHT[position + 1 :]]


@pytest.mark.parametrize(
    ("assessments", "expected"),
    [
        (RIGHT, 0),
        (RIGHT[::-1], 0),
        ([(span, kind, None) for span, kind, _ in RIGHT], 0),
        ([(span, None, who) for span, _, who in RIGHT], 0),
        (changed(0, ("2020.1-2020.12", "年度考核", BLUE)), 0),
        (changed(0, ("2020.1-2020.12", "2020", BLUE)), 0),
        (changed(0, ("2020.1-2020.12", "2021年度", BLUE)), 1),
        (changed(0, ("2020.1-2020.11", "2020年度", BLUE)), 1),
        (changed(0, ("2020.1-2020.12", "2020年度", GREEN)), 1),
        (changed(0, None), 1),
        (changed(1, ("2021.1-2021.5", "2021年度", BLUE)), 1),
        (changed(1, None), 1),
        (changed(3, ("2022.1-2022.12", "任职期满", GREEN)), 1),
        (changed(3, ("2022.1-2023.3", "2022年度", GREEN)), 1),
        ([*RIGHT, ("2022.1-2022.12", "2022年度", GREEN)], 1),
        ([*RIGHT, ("2023.1-2023.3", "2023年度", GREEN)], 0),
        ([*RIGHT, ("2019.4-2019.12", "2019年度", BLUE)], 0),
        ([*RIGHT, ("2019.3-2019.12", "2019年度", BLUE)], 1),
        ([*RIGHT, ("2018.1-2018.12", "2018年度", BLUE)], 1),
    ],
)
def test_assessments(assessments, expected):
    result = assess(assessments)
    assert rules(result) == ["assessment-mismatch"] * expected


def test_suggested_assessments():
    rows = [(str(a.start), str(a.end), a.kind, a.employer) for a in assess(RIGHT).suggested_assessments]
    assert rows == [
        ("2020-01", "2020-12", "2020年度", BLUE),
        ("2021-01", "2021-05", "任职期满", BLUE),
        ("2021-06", "2021-12", "2021年度", GREEN),
        ("2022-01", "2022-12", "2022年度", GREEN),
    ]


def test_the_year_of_the_print_when_no_submission_is_given():
    assert rules(check(TWO, history(*ROWS, assessments=RIGHT))) == []
    undated = replace(TWO, print_date=None)
    result = check(undated, history(*ROWS, assessments=RIGHT))
    assert outcome(result, "assessment-mismatch") == "not-run" and result.suggested_assessments == ()


def test_no_assessments_is_not_run():
    assert outcome(assess(None), "assessment-mismatch") == "not-run"
    assert outcome(assess([]), "assessment-mismatch") == "not-run"


def test_assessments_follow_the_record_where_the_rows_do_not():
    result = assess(RIGHT, rows=((BLUE, "2019.4-2021.6"), (GREEN, "2021.7-2023.3")))
    assert "assessment-mismatch" not in rules(result)


def test_a_wrong_organiser_is_named():
    finding = only(assess(changed(3, ("2022.1-2022.12", "2022年度", BLUE))), "assessment-mismatch")
    assert finding.message.key.endswith("organiser") and "第 5 行" in render(finding.message)


@pytest.mark.parametrize("who", [AGENCY, HOST, f"{AGENCY}派遣至{HOST}", f"{AGENCY}劳务派遣至{HOST}"])
def test_the_organiser_may_be_agency_or_host(who):
    shown = record((AGENCY, "2019-01/2023-03"), printed="2023-04-03")
    rows = ((f"{AGENCY}派遣至{HOST}", "2019.1-至今"),)
    assessed = [(f"{year}.1-{year}.12", f"{year}年度", who) for year in (2020, 2021, 2022)]
    assert rules(assess(assessed, shown, rows)) == []
    assert rules(assess([*assessed[:2], ("2022.1-2022.12", "2022年度", BLUE)], shown, rows)) == ["assessment-mismatch"]


def test_a_rename_may_or_may_not_cut_an_assessment():
    shown = record((BAY, "2019-01/2023-03"), printed="2023-04-03")
    rows = ((BLUE, "2019.1-2021.5"), (BAY, "2021.6-至今"))
    renames = [(BLUE, BAY, "2021-06")]
    whole = [(f"{year}.1-{year}.12", f"{year}年度", BAY) for year in (2020, 2021, 2022)]
    for kind in ("任职期满", "2021年度"):
        cut = [whole[0], ("2021.1-2021.5", kind, BLUE), ("2021.6-2021.12", "2021年度", BAY), whole[2]]
        assert rules(assess(cut, shown, rows, renames=renames)) == []
    assert rules(assess(whole, shown, rows, renames=renames)) == []
    elsewhere = [whole[0], ("2021.1-2021.3", "2021年度", BLUE), ("2021.4-2021.12", "2021年度", BAY), whole[2]]
    assert rules(assess(elsewhere, shown, rows, renames=renames)) == ["assessment-mismatch"]


def test_a_row_over_unpaid_months_may_be_assessed_as_a_whole_or_as_the_record_has_it():
    shown = record((BLUE, "2019-01/2021-05"), (BLUE, "2021-08/2023-03"), printed="2023-04-03")
    rows = ((BLUE, "2019.1-至今"),)
    whole = [(f"{year}.1-{year}.12", f"{year}年度", BLUE) for year in (2020, 2021, 2022)]
    split = [whole[0], ("2021.1-2021.5", "任职期满", BLUE), ("2021.8-2021.12", "2021年度", BLUE), whole[2]]
    assert rules(assess(whole, shown, rows)) == ["unpaid-months"]
    assert rules(assess(split, shown, rows)) == ["unpaid-months"]
    assert rules(assess(whole, shown, ((BLUE, "2019.1-2021.5"), (BLUE, "2021.8-至今")))) == ["assessment-mismatch"]


def test_a_current_stint_is_assessed_to_december_although_december_is_not_posted():
    shown = record((BLUE, "2019-01/2022-11"), query="1992-10/2023-01", printed="2023-01-10")
    whole = [(f"{year}.1-{year}.12", f"{year}年度", BLUE) for year in (2020, 2021, 2022)]
    ended = [*whole[:2], ("2022.1-2022.11", "任职期满", BLUE)]
    for row in ((BLUE, "2019.1-至今"), (BLUE, "2019.1-2022.11")):
        result = check(shown, history(row, assessments=whole, submitted=date(2023, 1, 20)))
        assert rules(result) == []
    assert rules(check(shown, history((BLUE, "2019.1-2022.11"), assessments=ended, submitted=date(2023, 1, 20)))) == []
    assert rules(check(shown, history((BLUE, "2019.1-至今"), assessments=ended, submitted=date(2023, 1, 20)))) == ["assessment-mismatch"]


def test_assessments_written_back():
    result = assess(changed(1, None))
    assert rules(check(TWO, fed_back(result), submitted=date(2023, 4, 7))) == []
