"""employer-mismatch, employer-spelling, dispatch-form, personal-payer, rename-not-split, rename-unknown."""

import pytest
from review_build import AGENCY, BAMBOO, BAY, BLUE, CONTRACT, GREEN, HOST, check, fed_back, history, month, only, outcome, record, rules

from sbparse.messages import render

ONE = record((BLUE, "2017-05/2023-03"))
SPAN = "2017.5-2023.3"


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        (BLUE, []),
        (" 北京蓝鲸样例软件 有限公司", []),
        ("北京藍鲸样例软件有限公司", ["employer-spelling"]),
        ("北京蓝鲸样例软件有限责任公司", ["employer-spelling"]),
        ("北京蓝鲸样例软件公司", ["employer-spelling"]),
        (GREEN, ["employer-mismatch"]),
        ("北京蓝鲸样例软件有限公司上海分公司", ["employer-mismatch"]),
    ],
)
def test_names(declared, expected):
    result = check(ONE, history((declared, SPAN)))
    assert rules(result) == expected
    assert [s.employer for s in result.suggested_history] == [BLUE]


@pytest.mark.parametrize("name", ["北京远山仪器（集团）有限公司", "北京远山仪器(集团)有限公司"])
def test_brackets_make_no_difference(name):
    shown = record(("北京远山仪器（集团）有限公司", "2017-05/2023-03"))
    assert rules(check(shown, history((name, SPAN)))) == []


def test_a_slip_shows_the_characters():
    finding = only(check(ONE, history(("北京兰鲸样例软件有限公司", SPAN))), "employer-spelling")
    assert (finding.expected, finding.actual, finding.history_row) == (BLUE, "北京兰鲸样例软件有限公司", 2)
    assert "记录为“蓝”，申报为“兰”" in render(finding.message) and finding.where == ONE.employments[0].where


def test_a_wrong_name_and_wrong_months_are_two_things():
    result = check(ONE, history((GREEN, "2017.4-2023.3")))
    assert rules(result) == ["start-mismatch", "employer-mismatch"]


def test_a_branch_is_not_its_head_company():
    branch = BLUE + "上海分公司"
    finding = only(check(record((branch, "2017-05/2023-03")), history((BLUE, SPAN))), "employer-mismatch")
    assert (finding.expected, finding.actual) == (branch, BLUE) and "分支机构" in render(finding.message)


def test_one_character_separates_the_agencies():
    other = "北京中科众创人力资源咨询有限公司"
    shown = record((AGENCY, "2019-01/2023-03"))
    result = check(shown, history((f"{other}派遣至{HOST}", "2019.1-2023.3")))
    assert rules(result) == ["employer-spelling"]
    assert only(result, "employer-spelling").expected == f"{AGENCY}派遣至{HOST}"


FORMS = ["{a}派遣至{h}", "{a}劳务派遣至{h}", "{a}派遣到{h}", "{a}派驻{h}", "{a}外派至{h}", "{a}（派遣至{h}）", "{a}(派遣至{h})"]


@pytest.mark.parametrize("form", FORMS)
def test_dispatch_forms_are_read_the_same_way(form):
    result = check(record((AGENCY, "2019-01/2023-03")), history((form.format(a=AGENCY, h=HOST), "2019.1-至今")))
    assert rules(result) == []
    assert [s.employer for s in result.suggested_history] == [f"{AGENCY}派遣至{HOST}"]


@pytest.mark.parametrize(
    ("declared", "expected", "suggested"),
    [
        (HOST, ["dispatch-form"], f"{AGENCY}派遣至{HOST}"),
        (AGENCY, ["dispatch-form"], f"{AGENCY}派遣至××"),
        ("北京中科创佳人力资源咨询有限公司", ["employer-spelling", "dispatch-form"], f"{AGENCY}派遣至××"),
        (f"北京甲乙人力资源有限公司派遣至{HOST}", ["employer-mismatch"], f"{AGENCY}派遣至{HOST}"),
    ],
)
def test_insured_by_an_agency(declared, expected, suggested):
    shown = record((AGENCY, "2019-01/2023-03"))
    result = check(shown, history((declared, "2019.1-2023.3")))
    assert rules(result) == expected
    assert [s.employer for s in result.suggested_history] == [suggested]
    assert rules(check(shown, fed_back(result))) == []


def test_an_undeclared_agency_stint_is_suggested_with_an_open_host():
    shown = record((AGENCY, "2019-01/2020-06"), (BLUE, "2020-07/2023-03"))
    result = check(shown, history((BLUE, "2020.7-至今")))
    assert rules(result) == ["missing-from-history"]
    assert result.suggested_history[0].employer == f"{AGENCY}派遣至××"
    assert rules(check(shown, fed_back(result))) == []


def test_the_part_before_dispatch_is_an_agency_too():
    shown = record((GREEN, "2017-05/2020-06"), (BLUE, "2020-07/2021-06"), (GREEN, "2021-07/2023-03"))
    declared = [(f"{GREEN}派遣至{HOST}", "2017.5-2020.6"), (BLUE, "2020.7-2021.6")]
    assert rules(check(shown, history(*declared, (HOST, "2021.7-至今")))) == ["dispatch-form"]
    assert rules(check(shown, history(*declared, (GREEN, "2021.7-至今")))) == ["dispatch-form"]
    assert rules(check(shown, history((GREEN, "2017.5-2020.6"), declared[1], (HOST, "2021.7-至今")))) == ["employer-mismatch"]


def test_the_insured_employer_is_the_part_before():
    shown = record((BLUE, "2017-05/2023-03"))
    assert rules(check(shown, history((f"{BLUE}派遣至{HOST}", SPAN)))) == []
    assert rules(check(shown, history((f"{GREEN}派遣至{BLUE}", SPAN)))) == ["employer-mismatch"]


PAYER = "北京市海淀区人才服务中心"


def test_a_personal_payer_is_said_and_no_mismatch_of_names():
    shown = record((PAYER, "2017-05/2020-06"), (BLUE, "2020-07/2023-03"))
    result = check(shown, history((GREEN, "2017.5-2020.6"), (BLUE, "2020.7-至今")))
    assert rules(result) == [] and only(result, "personal-payer").history_row == 2
    assert outcome(result, "personal-payer") == "failed" and result.verdict == "pass"
    assert [s.employer for s in result.suggested_history] == [GREEN, BLUE]


def test_months_of_a_personal_payer_are_compared():
    shown = record((PAYER, "2017-05/2020-06"), (BLUE, "2020-07/2023-03"))
    result = check(shown, history((GREEN, "2017.4-2020.6"), (BLUE, "2020.7-至今")))
    assert rules(result) == ["start-mismatch"]


def test_nobody_declares_a_personal_payer():
    shown = record((PAYER, "2017-05/2020-06"), (BLUE, "2020-07/2023-03"))
    result = check(shown, history((BLUE, "2020.7-至今")))
    assert rules(result) == [] and only(result, "personal-payer").history_row is None
    assert [s.employer for s in result.suggested_history] == [BLUE]


RENAMED = [(BLUE, BAY, "2019-11")]
RECORDS = {
    "current name only": record((BAY, "2017-01/2023-03")),
    "former name only": record((BLUE, "2017-01/2023-03")),
    "a row a name": record((BLUE, "2017-01/2019-10"), (BAY, "2019-11/2023-03")),
    "a row a name, month with the former": record((BLUE, "2017-01/2019-11"), (BAY, "2019-12/2023-03")),
    "both names in the month": record((BLUE, "2017-01/2019-11"), (BAY, "2019-11/2023-03")),
}


@pytest.mark.parametrize("shown", RECORDS.values(), ids=RECORDS)
@pytest.mark.parametrize("names", [(BLUE, BAY), (BAY, BLUE), (BLUE, BLUE), (BAY, BAY)])
@pytest.mark.parametrize(
    ("first_end", "second_start", "expected"),
    [
        ("2019.10", "2019.11", []),
        ("2019.11", "2019.12", []),
        ("2019.11", "2019.11", []),
        ("2019.9", "2019.10", ["rename-not-split"]),
        ("2019.12", "2020.1", ["rename-not-split"]),
        ("2019.10", "2019.12", ["end-mismatch"]),
        ("2019.10", "2019.10", ["overlap", "rename-not-split"]),
    ],
)
def test_the_split_at_a_rename(shown, names, first_end, second_start, expected):
    declared = history((names[0], f"2017.1-{first_end}"), (names[1], f"{second_start}-2023.3"), renames=RENAMED)
    result = check(shown, declared)
    assert sorted(rules(result)) == expected
    assert rules(check(shown, fed_back(result))) == []
    assert [s.employer for s in result.suggested_history] == [BLUE, BAY]


@pytest.mark.parametrize("name", [BLUE, BAY])
def test_not_split_at_all(name):
    result = check(RECORDS["a row a name"], history((name, "2017.1-至今"), renames=RENAMED))
    finding = only(result, "rename-not-split")
    assert rules(result) == ["rename-not-split"] and finding.expected == "2019-11"
    assert [(str(s.start), str(s.end)) for s in result.suggested_history] == [("2017-01", "2019-10"), ("2019-11", "2023-03")]


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ("2017.1-2019.11", []),
        ("2017.1-2019.12", ["rename-not-split"]),
        ("2019.11-2023.3", []),
        ("2019.10-2023.3", ["rename-not-split"]),
    ],
)
def test_what_crosses_a_rename(span, expected):
    start, _, end = span.partition("-")
    shown = record((BAY, f"{start[:4]}-{start[5:]:0>2}/{end[:4]}-{end[5:]:0>2}"))
    assert rules(check(shown, history((BAY, span), renames=RENAMED)), "error") == expected


def test_posts_may_split_beside_the_rename():
    rows = [(BLUE, "2017.1-2018.3"), (BLUE, "2018.4-2019.10"), (BAY, "2019.11-2021.1"), (BAY, "2021.2-至今")]
    assert rules(check(RECORDS["current name only"], history(*rows, renames=RENAMED))) == []


def test_a_chain_is_one_company_throughout():
    third = "北京三度更名样例有限公司"
    chain = [*RENAMED, (BAY, third, "2021-06")]
    shown = record((third, "2017-01/2023-03"))
    rows = [(BLUE, "2017.1-2019.10"), (BAY, "2019.11-2021.6"), (third, "2021.7-至今")]
    assert rules(check(shown, history(*rows, renames=chain))) == []
    result = check(shown, history((BLUE, "2017.1-至今"), renames=chain))
    assert rules(result) == ["rename-not-split", "rename-not-split"]
    assert [s.employer for s in result.suggested_history] == [BLUE, BAY, third]
    assert rules(check(shown, fed_back(result))) == []


def test_a_contract_is_not_split():
    shown = record((BAY, "2017-01/2023-03"))
    contract = history((BLUE, "2017.1-2023.3", CONTRACT), renames=RENAMED)
    assert rules(check(shown, contract)) == []


def test_a_dispatched_stint_crosses_its_agencys_rename():
    old = "北京中科旧名人力资源有限公司"
    shown = record((AGENCY, "2017-01/2023-03"))
    result = check(shown, history((f"{AGENCY}派遣至{HOST}", "2017.1-至今"), renames=[(old, AGENCY, "2019-11")]))
    assert rules(result) == ["rename-not-split"]
    assert [s.employer for s in result.suggested_history] == [f"{old}派遣至{HOST}", f"{AGENCY}派遣至{HOST}"]
    assert rules(check(shown, fed_back(result))) == []


OLD, NEW = "北京蓝鲸样例软件有限公司", "北京蓝鲸样例科技有限公司"


def test_neighbours_that_look_like_one_company():
    shown = record((OLD, "2017-01/2019-10"), (NEW, "2019-11/2023-03"))
    rows = [(OLD, "2017.1-2019.10"), (NEW, "2019.11-至今")]
    result = check(shown, history(*rows))
    assert rules(result) == ["rename-unknown"] and only(result, "rename-unknown").history_row == 3
    assert result.verdict == "pass"
    assert rules(check(shown, history(*rows, renames=[(OLD, NEW, "2019-11")]))) == []


def test_no_rename_is_asked_for_after_a_gap_or_between_different_names():
    gap = record((OLD, "2017-01/2019-09"), (NEW, "2019-11/2023-03"))
    assert rules(check(gap, history((OLD, "2017.1-2019.9"), (NEW, "2019.11-至今")))) == []
    others = record((BLUE, "2017-01/2019-10"), (BAY, "2019-11/2023-03"))
    assert rules(check(others, history((BLUE, "2017.1-2019.10"), (BAY, "2019.11-至今")))) == []


def test_a_declared_rename_that_the_record_does_not_show():
    shown = record((NEW, "2017-01/2023-03"))
    result = check(shown, history((OLD, "2017.1-2019.10"), (NEW, "2019.11-至今")))
    assert only(result, "rename-unknown").history_row == 3
    assert rules(result) == ["employer-mismatch", "rename-unknown"]


def test_a_misspelt_post_is_no_rename():
    result = check(ONE, history((BLUE, "2017.5-2020.3"), ("北京兰鲸样例软件有限公司", "2020.4-至今")))
    assert rules(result) == ["employer-spelling"]


def test_contradictory_renames_are_said():
    declared = history((BAMBOO, SPAN), renames=[(BLUE, BAY, "2019-11"), (BLUE, GREEN, "2019-11")])
    result = check(record((BAMBOO, "2017-05/2023-03")), declared)
    assert rules(result) == ["rename-unknown", "rename-unknown"]


def test_the_first_month_of_the_new_name_follows_record_and_rows():
    shown = RECORDS["a row a name, month with the former"]
    kept = check(shown, history((BLUE, "2017.1-2019.11"), (BAY, "2019.12-至今"), renames=RENAMED))
    assert [s.start for s in kept.suggested_history] == [month("2017-01"), month("2019-12")]
    after_the_rows = check(shown, history((BLUE, "2017.1-2019.10"), (BAY, "2019.11-至今"), renames=RENAMED))
    assert after_the_rows.suggested_history[1].start == month("2019-11")
    after_the_record = check(shown, history((BLUE, "2017.1-至今"), renames=RENAMED))
    assert after_the_record.suggested_history[1].start == month("2019-12")
