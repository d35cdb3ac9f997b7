"""start-mismatch, end-mismatch, missing-*, needs-contract, overlap, unpaid-months: both sides of each boundary."""

from dataclasses import replace
from datetime import date

import pytest
from review_build import (
    BAMBOO,
    BAY,
    BLUE,
    CONTRACT,
    GREEN,
    check,
    fed_back,
    history,
    month,
    months,
    only,
    outcome,
    period,
    record,
    rules,
)

from sbparse.messages import render

ONE = record((BLUE, "2017-05/2023-03"))
ENDED = record((BLUE, "2017-05/2020-06"), (GREEN, "2020-07/2023-03"))


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ("2017.5-2023.3", []),
        ("2017年5月至2023年3月", []),
        ("2017.4-2023.3", ["start-mismatch"]),
        ("2017.6-2023.3", ["start-mismatch"]),
        ("2017.5-2023.2", ["end-mismatch"]),
        ("2017.5-2023.4", ["end-mismatch"]),
        ("2017.4-2023.2", ["start-mismatch", "end-mismatch"]),
        ("2017.5-至今", []),
    ],
)
def test_start_and_end_to_the_month(span, expected):
    assert rules(check(ONE, history((BLUE, span)))) == expected


def test_a_start_says_both_sides_the_months_and_the_place():
    finding = only(check(ONE, history((BLUE, "2017.3-2023.3"))), "start-mismatch")
    assert (finding.expected, finding.actual, finding.months) == ("2017-05", "2017-03", (month("2017-03"), month("2017-04")))
    assert (finding.history_row, finding.record, finding.employment, finding.where) == (2, 0, 0, ONE.employments[0].where)
    later = only(check(ONE, history((BLUE, "2017.6-2023.3"))), "start-mismatch")
    assert later.months == (month("2017-05"),)


def test_an_end_says_both_sides_and_the_months():
    early = only(check(ENDED, history((BLUE, "2017.5-2020.4"), (GREEN, "2020.7-至今"))), "end-mismatch")
    assert (early.expected, early.actual, early.months) == ("2020-06", "2020-04", (month("2020-05"), month("2020-06")))
    late = only(check(ONE, history((BLUE, "2017.5-2023.5"))), "end-mismatch")
    assert (late.expected, late.actual, late.months) == ("2023-03", "2023-05", (month("2023-04"), month("2023-05")))


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("2023-03-31", []), ("2023-04-26", []), ("2023-05-31", []), ("2023-06-01", ["end-mismatch"]), ("2024-01-01", ["end-mismatch"])],
)
def test_now_fits_two_months_before_the_print(printed, expected):
    shown = record((BLUE, "2017-05/2023-03"), printed=printed, query=f"1992-10/{printed[:7]}")
    result = check(shown, history((BLUE, "2017.5-至今")))
    assert rules(result) == expected
    if expected:
        finding = only(result, "end-mismatch")
        assert (finding.expected, finding.actual) == ("2023-03", "至今")
        assert finding.months[0] == month("2023-04")


def test_now_on_a_job_that_ended_earlier():
    result = check(ENDED, history((BLUE, "2017.5-至今"), (GREEN, "2020.7-至今")))
    assert rules(result) == ["end-mismatch", "overlap"]
    assert only(result, "end-mismatch").expected == "2020-06"
    assert [(s.employer, s.end, s.ongoing) for s in result.suggested_history] == [
        (BLUE, month("2020-06"), False),
        (GREEN, month("2023-03"), True),
    ]


def test_now_stays_only_where_nothing_follows():
    followed = record((BLUE, "2017-05/2023-02"), (GREEN, "2023-03/2023-03"))
    result = check(followed, history((BLUE, "2017.5-至今"), (GREEN, "2023.3-至今")))
    assert [s.ongoing for s in result.suggested_history] == [False, True]
    assert rules(check(followed, fed_back(result, now=True))) == []


@pytest.mark.parametrize(("query", "expected"), [("1992-10/2023-05", []), ("1992-10/2023-06", ["end-mismatch"])])
def test_without_a_print_date_the_query_period_tells_the_time(query, expected):
    shown = record((BLUE, "2017-05/2023-03"), printed=None, query=query)
    assert rules(check(shown, history((BLUE, "2017.5-至今"))), "error") == expected


def test_a_given_print_date_goes_before_the_printed_one():
    assert rules(check(ONE, history((BLUE, "2017.5-至今")), print_date=date(2023, 6, 1))) == ["end-mismatch"]


def test_an_end_in_a_month_not_posted_yet_says_so():
    soon = only(check(ONE, history((BLUE, "2017.5-2023.4"))), "end-mismatch")
    assert soon.message.key == "review.end-mismatch.unposted" and "至今" in render(soon.suggestion)
    after_the_print = only(check(ONE, history((BLUE, "2017.5-2023.5"))), "end-mismatch")
    assert after_the_print.message.key == "review.end-mismatch.differs"
    old = only(check(ENDED, history((BLUE, "2017.5-2020.7"), (GREEN, "2020.7-2023.3"))), "end-mismatch")
    assert old.message.key == "review.end-mismatch.differs"


CUT = record((BLUE, "2019-01/2021-12"), (GREEN, "2022-01/2023-03"), query="2019-01/2023-04")


def test_a_start_before_the_query_period_is_only_said():
    result = check(CUT, history((BLUE, "2017.5-2021.12"), (GREEN, "2022.1-至今")))
    assert rules(result) == [] and only(result, "start-mismatch").severity == "info"
    assert outcome(result, "start-mismatch") == "not-run"
    assert result.suggested_history[0].start == month("2017-05")


def test_a_start_before_the_query_period_where_the_record_begins_later_is_an_error():
    later = record((BLUE, "2019-02/2023-03"), query="2019-01/2023-04")
    assert rules(check(later, history((BLUE, "2017.5-2023.3")))) == ["start-mismatch"]


def test_a_start_inside_the_query_period_is_an_error_though_the_record_begins_with_it():
    assert rules(check(CUT, history((BLUE, "2019.2-2021.12"), (GREEN, "2022.1-至今")))) == ["start-mismatch"]


def test_a_stint_before_the_query_period_is_only_said():
    declared = history((BAMBOO, "2015.1-2018.12"), (BLUE, "2019.1-2021.12"), (GREEN, "2022.1-至今"))
    result = check(CUT, declared)
    assert rules(result) == [] and only(result, "missing-from-record").severity == "info"
    assert outcome(result, "missing-from-record") == "not-run"
    assert len(result.suggested_history) == 3
    into_it = history((BAMBOO, "2015.1-2019.1"), (BLUE, "2019.1-2021.12"), (GREEN, "2022.1-至今"))
    assert "missing-from-record" in rules(check(CUT, into_it), "error")


def test_a_record_without_query_period_is_no_excuse():
    bare = record((BLUE, "2019-01/2023-03"), query=None)
    assert rules(check(bare, history((BLUE, "2018.12-2023.3")))) == ["start-mismatch"]
    assert rules(check(bare, history((GREEN, "2015.1-2016.1"), (BLUE, "2019.1-2023.3")))) == ["missing-from-record"]


def test_an_end_after_a_query_period_that_was_cut():
    cut = record((BLUE, "2017-05/2020-12"), query="1992-10/2020-12")
    for span in ("2017.5-2021.6", "2017.5-至今"):
        result = check(cut, history((BLUE, span)))
        assert rules(result) == [] and only(result, "end-mismatch").severity == "info", span
        assert outcome(result, "end-mismatch") == "not-run"
    assert rules(check(cut, history((BLUE, "2017.5-2020.11")))) == ["end-mismatch"]


def test_posts_are_free_inside_a_stint():
    assert rules(check(ONE, history((BLUE, "2017.5-2019.2"), (BLUE, "2019.3-2021.7"), (BLUE, "2021.8-至今")))) == []
    assert rules(check(ONE, history((BLUE, "2019.3-至今"), (BLUE, "2017.5-2019.2")))) == []


def test_a_month_between_two_rows_belongs_to_the_earlier_one():
    finding = only(check(ONE, history((BLUE, "2017.5-2019.2"), (BLUE, "2019.5-2023.3"))), "end-mismatch")
    assert (finding.history_row, finding.expected, finding.actual) == (2, "2019-04", "2019-02")
    assert finding.months == (month("2019-03"), month("2019-04"))


def test_rows_of_one_company_that_share_a_month_overlap():
    result = check(ONE, history((BLUE, "2017.5-2019.2"), (BLUE, "2019.2-2023.3")))
    assert rules(result) == ["overlap"] and only(result, "overlap").months == (month("2019-02"),)


TWICE = record((BLUE, "2015-01/2016-12"), (BLUE, "2019-01/2021-12"))


def test_coming_back_is_two_stints():
    assert rules(check(TWICE, history((BLUE, "2015.1-2016.12"), (BLUE, "2019.1-2021.12")))) == []
    result = check(TWICE, history((BLUE, "2015.1-2016.10"), (BLUE, "2019.3-2021.12")))
    assert rules(result) == ["start-mismatch", "end-mismatch"]
    assert only(result, "start-mismatch").history_row == 3 and only(result, "end-mismatch").history_row == 2


def test_one_row_over_a_gap_is_unpaid_months():
    result = check(TWICE, history((BLUE, "2015.1-2021.12")))
    assert rules(result) == ["unpaid-months"]
    assert set(only(result, "unpaid-months").months) == months("2017-01/2018-12")
    assert [(s.start, s.end) for s in result.suggested_history] == [
        (month("2015-01"), month("2016-12")),
        (month("2019-01"), month("2021-12")),
    ]


def test_one_row_over_another_employer_is_that_employer():
    between = record((BLUE, "2015-01/2016-12"), (GREEN, "2017-02/2018-12"), (BLUE, "2019-01/2021-12"))
    result = check(between, history((BLUE, "2015.1-2021.12")))
    assert rules(result) == ["employer-mismatch", "unpaid-months"]
    assert only(result, "employer-mismatch").expected == GREEN and set(only(result, "employer-mismatch").months) == months(
        "2017-02/2018-12"
    )
    assert only(result, "unpaid-months").months == (month("2017-01"),)
    both = check(between, history((BLUE, "2015.1-2016.12"), (BLUE, "2019.1-2021.12")))
    assert rules(both) == ["missing-from-history"] and only(both, "missing-from-history").expected == GREEN


def test_a_change_of_district_is_one_stint():
    moved = record((BLUE, "2017-05/2019-02"), (BLUE, "2019-03/2023-03"))
    result = check(moved, history((BLUE, "2017.5-至今")))
    assert rules(result) == [] and len(result.suggested_history) == 1
    gap = record((BLUE, "2017-05/2019-02"), (BLUE, "2019-04/2023-03"))
    assert len(check(gap, history((BLUE, "2017.5-至今"))).suggested_history) == 2


def test_missing_from_history():
    result = check(ENDED, history((BLUE, "2017.5-2020.6")))
    finding = only(result, "missing-from-history")
    assert rules(result) == ["missing-from-history"] and (finding.expected, finding.employment) == (GREEN, 1)
    assert [s.employer for s in result.suggested_history] == [BLUE, GREEN]


def test_missing_from_record_and_its_contract():
    declared = ((BAMBOO, "2016.1-2017.4"), (BLUE, "2017.5-至今"))
    result = check(ONE, history(*declared))
    assert rules(result) == ["missing-from-record"] and only(result, "missing-from-record").history_row == 2
    assert [s.employer for s in result.suggested_history] == [BLUE]
    under_contract = check(ONE, history((*declared[0], CONTRACT), declared[1]))
    assert rules(under_contract) == ["needs-contract"] and under_contract.verdict == "pass"
    assert [s.employer for s in under_contract.suggested_history] == [BAMBOO, BLUE]


@pytest.mark.parametrize(
    ("span", "expected"),
    [("2017.5-2023.3", []), ("2017.5-至今", []), ("2017.4-2023.3", ["needs-contract"]), ("2017.6-2023.3", ["needs-contract"])],
)
def test_a_contract_row_that_is_insured(span, expected):
    result = check(ONE, history((BLUE, span, CONTRACT)))
    assert rules(result) == expected
    assert len(result.suggested_history) == 1 and str(result.suggested_history[0].evidence) == "合同"


def test_contract_before_insurance_at_one_company():
    result = check(ONE, history((BLUE, "2017.1-2017.4", CONTRACT), (BLUE, "2017.5-至今")))
    assert rules(result) == ["needs-contract"]
    assert set(only(result, "needs-contract").months) == months("2017-01/2017-04")


@pytest.mark.parametrize(("start", "severity"), [("2023.2", "error"), ("2023.3", "info"), ("2023.4", "info"), ("2023.5", "info")])
def test_a_new_employer_whose_first_month_is_not_posted(start, severity):
    shown = record((BLUE, "2017-05/2023-01"))
    result = check(shown, history((BLUE, "2017.5-2023.1"), (GREEN, f"{start}-至今")))
    assert only(result, "missing-from-record").severity == severity


@pytest.mark.parametrize("first_end", ["2023.3", "2023.2"])
def test_a_new_post_whose_first_month_is_not_posted(first_end):
    posts = {"post": "研发岗"}, {"post": "项目主管"}
    shown = record((BLUE, f"2017-05/{first_end[:4]}-0{first_end[5]}"))
    result = check(shown, history((BLUE, "2017.5-2023.3", posts[0]), (BLUE, "2023.4-至今", posts[1])))
    assert [f.rule for f in result.findings] == []
    assert [(s.post, s.ongoing) for s in result.suggested_history] == [("研发岗", False), ("项目主管", True)]
    assert rules(check(shown, fed_back(result))) == []


def test_overlap_in_the_record():
    sharing = record((BLUE, "2017-05/2020-06"), (GREEN, "2020-06/2023-03"))
    result = check(sharing, history((BLUE, "2017.5-2020.6"), (GREEN, "2020.6-至今")))
    assert rules(result) == ["overlap"] and only(result, "overlap").months == (month("2020-06"),)
    apart = check(ENDED, history((BLUE, "2017.5-2020.6"), (GREEN, "2020.7-至今")))
    assert rules(apart) == []


def test_overlap_in_the_declaration():
    result = check(ENDED, history((BLUE, "2017.5-2020.7"), (GREEN, "2020.7-至今")))
    assert rules(result) == ["end-mismatch", "overlap"]
    finding = only(result, "overlap")
    assert finding.history_row == 3 and finding.months == (month("2020-07"),)


def test_a_stint_that_pauses_while_another_pays_overlaps_for_nobody_to_see():
    pausing = record((BLUE, "2018-01/2020-12", 30), (GREEN, "2018-07/2018-12"), unpaid=())
    result = check(pausing, history((BLUE, "2018.1-2020.12")))
    assert "overlap" not in rules(result) and outcome(result, "overlap") == "not-run"
    paying = record((BLUE, "2018-01/2020-12", 31), (GREEN, "2018-07/2018-12"))
    assert "overlap" in rules(check(paying, history((BLUE, "2018.1-2020.12"))))


@pytest.mark.parametrize(
    ("gone", "kinds"),
    [
        ((), []),
        (("2021-05",), ["some"]),
        (("2021-05", "2021-08", "2022-01"), ["some", "some"]),
        (("2021-01/2021-12",), ["known"]),
        (("2021-01/2021-12", "2022-04"), ["known", "some"]),
    ],
)
def test_unpaid_months_by_name_or_by_number(gone, kinds):
    shown = record((GREEN, "2017-01/2023-03"), unpaid=months(*gone))
    result = check(shown, history((GREEN, "2017.1-2023.3")))
    assert rules(result) == (["unpaid-months"] if gone else [])
    if gone:
        finding = only(result, "unpaid-months")
        assert [part.key.rsplit(".")[-1] for part in finding.message.params["parts"]] == kinds
        assert finding.severity == "warning" and result.verdict == "pass"


def test_monthly_rows_name_every_unpaid_month():
    shown = record((GREEN, "2017-01/2023-03"), unpaid=months("2021-05", "2022-08"), monthly=True)
    assert only(check(shown, history((GREEN, "2017.1-2023.3"))), "unpaid-months").months == (month("2021-05"), month("2022-08"))


def test_the_months_of_two_employers_tell_whose_month_is_unpaid():
    # 2021 has 10 paid months, the first employer all of his four, so the second lacks two of eight.
    shown = record((BLUE, "2017-01/2021-04"), (GREEN, "2021-05/2023-03"), unpaid=months("2021-07", "2021-09"))
    finding = only(check(shown, history((BLUE, "2017.1-2021.4"), (GREEN, "2021.5-至今"))), "unpaid-months")
    assert finding.history_row == 3
    text = render(finding.message)
    assert "2021年内有2个月" in text and "2021-06 至 2021-12" in text


def test_back_payments_are_named():
    shown = record((GREEN, "2017-01/2023-03"), unpaid=months("2021-05"))
    starred = tuple(replace(c, supplemental=c.period.start.year == 2021) for c in shown.contributions)
    other_year = tuple(replace(c, supplemental=c.period.start.year == 2019) for c in shown.contributions)
    declared = history((GREEN, "2017.1-2023.3"))
    assert only(check(replace(shown, contributions=starred), declared), "unpaid-months").message.key.endswith("supplemental")
    assert only(check(replace(shown, contributions=other_year), declared), "unpaid-months").message.key.endswith("found")


def test_back_filled_months_are_named():
    shown = record((GREEN, "2017-01/2023-03"), unpaid=months("2021-05"))
    filled = replace(shown, supplement=replace(shown.supplement, backfilled_months=7))
    message = only(check(filled, history((GREEN, "2017.1-2023.3"))), "unpaid-months").message
    assert "补填 7 个月" in render(message) and "补填" not in render(
        only(check(shown, history((GREEN, "2017.1-2023.3"))), "unpaid-months").message
    )


def test_tables_that_contradict_each_other_judge_no_month():
    shown = record((GREEN, "2017-01/2023-03", 75), unpaid=months("2021-05"))
    result = check(shown, history((GREEN, "2017.1-2023.3")))
    assert rules(result) == [] and outcome(result, "unpaid-months") == "not-run"


def test_without_contributions_the_number_of_an_employer_counts():
    shown = replace(record((GREEN, "2017-01/2023-03", 74)), contributions=())
    finding = only(check(shown, history((GREEN, "2017.1-2023.3"))), "unpaid-months")
    assert "至少1个月" in render(finding.message)
    full = replace(record((GREEN, "2017-01/2023-03")), contributions=())
    assert rules(check(full, history((GREEN, "2017.1-2023.3")))) == []


STINT_RULES = [
    "start-mismatch",
    "end-mismatch",
    "employer-mismatch",
    "missing-from-record",
    "missing-from-history",
    "unpaid-months",
    "overlap",
]


def test_an_empty_table_is_not_run_and_no_error():
    result = check(record(), history((BLUE, "2017.5-2023.3")))
    assert rules(result) == [] and {outcome(result, rule) for rule in STINT_RULES} == {"not-run"}
    assert [s.employer for s in result.suggested_history] == [BLUE]
    assert outcome(check(record(), history((BLUE, "2017.5-2023.3", CONTRACT))), "needs-contract") == "not-run"


def test_an_empty_history_is_not_run():
    result = check(ONE, history())
    assert {outcome(result, rule) for rule in STINT_RULES if rule != "missing-from-history"} == {"not-run"}
    assert rules(result) == ["missing-from-history"]


def test_slips_in_the_dates_of_one_company_are_one_time():
    result = check(record((BLUE, "2019-01/2019-06")), history((BLUE, "2018.1-2018.6")))
    assert rules(result) == ["start-mismatch", "end-mismatch"]
    far = check(record((BLUE, "2019-01/2019-06")), history((BLUE, "2015.1-2015.6")))
    assert rules(far) == ["missing-from-history", "missing-from-record"]


def test_a_row_over_little_of_another_employers_time_is_missing_on_both_sides():
    shown = record((GREEN, "2018-06/2022-12"))
    assert rules(check(shown, history((BLUE, "2016.1-2018.12")))) == ["missing-from-history", "missing-from-record"]
    assert rules(check(shown, history((BLUE, "2018.6-2022.12")))) == ["employer-mismatch"]


def test_a_wrong_name_for_a_part_of_a_stint_is_one_error():
    shown = record((BLUE, "2010-01/2019-12"))
    result = check(shown, history((BAY, "2010.1-2012.12"), (BLUE, "2013.1-2019.12")))
    assert rules(result) == ["employer-mismatch"] and only(result, "employer-mismatch").history_row == 2
    pair = result.pairs[0]
    assert len(pair.declared) == 2 and pair.insured[0].period == period("2010-01/2019-12") and len(pair.findings) == 1
