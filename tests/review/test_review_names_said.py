"""What a finding about a name says: which name, since when, which characters differ, where the record has it."""

import pytest
from review_build import (
    AGENCY,
    BAMBOO,
    BAY,
    BLUE,
    CONTRACT,
    GREEN,
    HOST,
    check,
    history,
    months,
    only,
    outcome,
    period,
    record,
    rules,
    said,
)

from sbparse.policy import default_ruleset
from sbparse.review.case import case_of
from sbparse.review.model import Source
from sbparse.review.rules.names import candidates, declared_host, name_rules, right_name

SLIP = BLUE.replace("蓝鲸", "兰鲸")
TWO = record((BAMBOO, "2015-01/2017-04"), (BLUE, "2017-05/2023-03"))
FIRST = (BAMBOO, "2015.1-2017.4")


def test_another_employer_says_all_of_it():
    found = only(check(TWO, history(FIRST, (GREEN, "2018.1-2023.3"))), "employer-mismatch")
    assert said(found.message) == ("review.employer-mismatch.differs", {"actual": GREEN, "expected": BLUE, "period": "2018-01–2023-03"})
    assert said(found.suggestion) == ("review.employer-mismatch.fix", {"expected": BLUE})
    assert (found.severity, found.history_row, found.record, found.employment) == ("error", 3, 0, 1)
    assert (found.expected, found.actual, found.where) == (BLUE, GREEN, TWO.employments[1].where)


@pytest.mark.parametrize(
    ("declared", "differences"),
    [
        (SLIP, [("review.difference.other", {"right": "蓝", "wrong": "兰"})]),
        (BLUE.replace("样例", "样"), [("review.difference.missing", {"right": "例"})]),
        (BLUE.replace("样例", "样例新"), [("review.difference.extra", {"wrong": "新"})]),
    ],
)
def test_a_slip_says_which_characters(declared, differences):
    found = only(check(TWO, history(FIRST, (declared, "2017.5-2023.3"))), "employer-spelling")
    assert said(found.message) == (
        "review.employer-spelling.differs",
        {"actual": declared, "expected": BLUE, "period": "2017-05–2023-03", "differences": differences},
    )
    assert said(found.suggestion) == ("review.employer-spelling.fix", {"expected": BLUE})
    assert (found.severity, found.history_row, found.record, found.employment) == ("error", 3, 0, 1)
    assert (found.expected, found.actual, found.where) == (BLUE, declared, TWO.employments[1].where)


def test_a_missing_host_says_what_to_write():
    shown = record((BLUE, "2017-05/2018-12"), (AGENCY, "2019-01/2023-03"))
    form = f"{AGENCY}派遣至{HOST}"
    found = only(check(shown, history((BLUE, "2017.5-2018.12"), (HOST, "2019.1-2023.3"))), "dispatch-form")
    assert said(found.message) == ("review.dispatch-form.differs", {"agency": AGENCY, "actual": HOST, "period": "2019-01–2023-03"})
    assert said(found.suggestion) == ("review.dispatch-form.fix", {"expected": form})
    assert (found.severity, found.history_row, found.employment, found.expected, found.actual) == ("error", 3, 1, form, HOST)
    unknown = only(check(shown, history((BLUE, "2017.5-2018.12"), (AGENCY, "2019.1-2023.3"))), "dispatch-form")
    assert said(unknown.suggestion) == ("review.dispatch-form.open", {"expected": f"{AGENCY}派遣至××"})


@pytest.mark.parametrize(
    ("insured", "declared", "kind"),
    [
        (BLUE + "上海分公司", BLUE, "branch"),
        (BLUE, BLUE + "上海分公司", "branch"),
        (BLUE + "上海分公司", f"{BLUE}派遣至{HOST}", "branch"),
        (BLUE + "上海分公司", BLUE + "天津分公司", "differs"),
        (GREEN + "上海分公司", BLUE, "differs"),
        (GREEN, BLUE + "上海分公司", "differs"),
        (GREEN, BLUE, "differs"),
        (BLUE.replace("软件", "软件科技发展"), BLUE, "differs"),
        (BLUE.replace("样例", "") + "上海分公司", BLUE, "branch"),
    ],
)
def test_a_branch_in_the_place_of_its_head_company_is_said_to_be_one(insured, declared, kind):
    found = only(check(record((insured, "2017-05/2023-03")), history((declared, "2017.5-2023.3"))), "employer-mismatch")
    assert found.message.key == f"review.employer-mismatch.{kind}"


def case(insured: str, declared: str, *, names: tuple[str, ...] = (), **more):
    rows = [(name, f"201{i}-01/201{i}-12") for i, name in enumerate(names)] + [(insured, "2020-01/2023-03")]
    made = case_of([Source("a.pdf", record(*rows))], history((declared, "2020.1-2023.3"), **more), default_ruleset(), None, None)
    return made, made.history.stints[0], made.stints[-1]


PAYER = "北京市海淀区人才服务中心"
AGENCY_SLIP = "北京中科创佳人力资源咨询有限公司"


@pytest.mark.parametrize(
    ("insured", "declared", "broken", "right"),
    [
        (BLUE, BLUE, (), BLUE),
        (BLUE, SLIP, ("employer-spelling",), BLUE),
        (BLUE, GREEN, ("employer-mismatch",), BLUE),
        (BLUE, f"{BLUE}派遣至{HOST}", (), f"{BLUE}派遣至{HOST}"),
        (GREEN, f"{SLIP}派遣至{HOST}", ("employer-mismatch",), GREEN),
        (PAYER, GREEN, (), PAYER),
        (PAYER, PAYER, (), PAYER),
        (AGENCY, f"{AGENCY}派遣至{HOST}", (), f"{AGENCY}派遣至{HOST}"),
        (AGENCY, AGENCY, ("dispatch-form",), f"{AGENCY}派遣至××"),
        (AGENCY, HOST, ("dispatch-form",), f"{AGENCY}派遣至{HOST}"),
        (AGENCY, AGENCY_SLIP, ("employer-spelling", "dispatch-form"), f"{AGENCY}派遣至××"),
        (AGENCY, f"{AGENCY_SLIP}派遣至{HOST}", ("employer-spelling",), f"{AGENCY}派遣至{HOST}"),
        (AGENCY, f"{GREEN}派遣至{HOST}", ("employer-mismatch",), f"{AGENCY}派遣至{HOST}"),
        (AGENCY, "北京中科众创人力资源咨询有限公司", ("employer-spelling", "dispatch-form"), f"{AGENCY}派遣至××"),
    ],
)
def test_which_rules_a_name_breaks_and_how_it_should_be_written(insured, declared, broken, right):
    made = case(insured, declared)
    assert (name_rules(*made), right_name(*made)) == (broken, right)


def test_another_agency_instead_of_a_host_is_another_employer():
    other = "北京甲乙丙丁服务有限公司"
    shown = record((AGENCY, "2019-01/2021-12"), (other, "2022-01/2023-03"))
    declared = history((f"{other}派遣至{HOST}", "2022.1-2023.3"), (other, "2019.1-2021.12"))
    assert only(check(shown, declared), "employer-mismatch").history_row == 3


def test_the_name_borne_before_is_a_name_of_the_company_as_well():
    renames = [(BAY, BLUE, "2021-06")]
    slip = BAY.replace("海棠", "海堂")
    made = case(BLUE, slip, renames=renames)
    assert (name_rules(*made), right_name(*made)) == (("employer-spelling",), BAY)
    made = case(BLUE, GREEN, renames=renames)
    assert (name_rules(*made), right_name(*made)) == (("employer-mismatch",), BLUE)
    made = case(BLUE, SLIP, renames=renames)
    assert (name_rules(*made), right_name(*made)) == (("employer-spelling",), BLUE)


def test_the_host_of_a_row():
    for declared, host in (
        (f"{AGENCY}派遣至{HOST}", HOST),
        (HOST, HOST),
        (AGENCY, "××"),
        (AGENCY_SLIP, "××"),
        (f"{GREEN}派遣至{BAY}", BAY),
    ):
        assert declared_host(*case(AGENCY, declared)) == host


def test_a_row_is_held_against_the_stint_with_most_of_its_months():
    shown = record((BLUE, "2018-01/2018-12"), (BAY, "2021-01/2022-12"))
    renamed = [(BLUE, BAY, "2020-01")]
    for span, at in (("2018.6-2021.3", 0), ("2018.11-2021.6", 1), ("2018.10-2021.3", 0)):
        found = only(check(shown, history((SLIP, span), renames=renamed)), "employer-spelling")
        assert (found.employment, found.message.params["expected"]) == (at, BLUE)
    alone = only(check(shown, history((SLIP, "2018.6-2021.3"), renames=renamed)), "employer-spelling")
    assert str(alone.message.params["period"]) == "2018-06–2018-12"


def test_a_row_that_shares_no_month_is_shown_with_the_stint_s_own():
    shown = record((AGENCY, "2018-01/2018-12"), (BLUE, "2022-01/2023-03"))
    found = only(check(shown, history((AGENCY, "2019.3-2019.6"), (BLUE, "2022.1-2023.3"))), "dispatch-form")
    assert str(found.message.params["period"]) == "2018-01–2018-12" and found.employment == 0


def test_one_shared_month_is_more_than_none():
    shown = record((BLUE, "2018-01/2018-12"), (BLUE, "2019-03/2019-06"))
    found = only(check(shown, history((BLUE, "2018.1-2019.5"), (SLIP, "2019.6-2019.6"))), "employer-spelling")
    assert (found.employment, str(found.message.params["period"])) == (1, "2019-06–2019-06")


def test_the_place_is_where_the_months_in_question_begin():
    moved = record((BLUE, "2017-05/2018-12"), (BLUE, "2019-01/2023-03"))
    for span, employment in (("2017.5-2023.3", 0), ("2018.12-2023.3", 0), ("2019.1-2023.3", 1)):
        assert only(check(moved, history((SLIP, span))), "employer-spelling").employment == employment
    paid = record((PAYER, "2017-05/2018-12"), (PAYER, "2019-01/2023-03"))
    assert only(check(paid, history((GREEN, "2017.5-2023.3"))), "personal-payer").employment == 0
    between = record((BLUE, "2015-01/2016-12"), (GREEN, "2017-02/2017-02"), (GREEN, "2017-03/2018-11"), (BLUE, "2019-01/2021-12"))
    assert only(check(between, history((BLUE, "2015.1-2021.12"))), "employer-mismatch").employment == 1


def test_a_stint_of_the_company_that_another_row_answers_is_not_another_employer():
    shown = record((BLUE, "2015-01/2016-12"), (BLUE, "2018-01/2018-12"), (BLUE, "2020-01/2021-12"))
    result = check(shown, history((BLUE, "2018.1-2018.12"), (SLIP, "2015.1-2021.12")))
    assert [f.message.key for f in result.findings if f.rule in ("employer-mismatch", "employer-spelling")] == [
        "review.employer-spelling.differs"
    ]


# --- inside a row, another employer ---

BETWEEN = record((BLUE, "2015-01/2016-12"), (GREEN, "2017-02/2018-11"), (BLUE, "2019-01/2021-12"))


def test_another_employer_inside_a_row_says_all_of_it():
    found = only(check(BETWEEN, history((BLUE, "2015.1-2021.12"))), "employer-mismatch")
    values = {"expected": GREEN, "months": ["2017-02–2018-11"]}
    assert said(found.message) == ("review.employer-mismatch.elsewhere", {"actual": BLUE, **values})
    assert said(found.suggestion) == ("review.employer-mismatch.elsewhere.fix", values)
    assert (found.severity, found.history_row, found.record, found.employment) == ("error", 2, 0, 1)
    assert (found.expected, found.actual, found.where) == (GREEN, BLUE, BETWEEN.employments[1].where)
    assert set(found.months) == months("2017-02/2018-11")


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([(BLUE, "2015.1-2021.12", CONTRACT)], []),
        ([(BLUE, "2015.1-2019.6"), (BLUE, "2019.7-2021.12")], [("2017-02/2018-11", 2)]),
        ([(BLUE, "2015.1-2015.6"), (BLUE, "2015.7-2021.12")], [("2017-02/2018-11", 3)]),
        ([(BLUE, "2015.1-2016.12"), (BLUE, "2019.1-2021.12")], []),
        ([(BLUE, "2015.1-2017.1"), (BLUE, "2018.12-2021.12")], []),
    ],
)
def test_only_months_that_a_row_has_are_elsewhere(rows, found):
    elsewhere = [f for f in check(BETWEEN, history(*rows)).findings if f.message.key == "review.employer-mismatch.elsewhere"]
    assert [(set(f.months), f.history_row) for f in elsewhere] == [(set(period(span)), row) for span, row in found]


def test_months_before_after_or_at_the_employer_itself_are_not_elsewhere():
    shown = record((GREEN, "2014-01/2015-02"), (BLUE, "2015-01/2016-12"), (BAY, "2019-01/2020-06"), (BAMBOO, "2020-05/2020-12"))
    declared = history((BLUE, "2014.6-2020.9"), renames=[(BLUE, BAY, "2018-01")])
    assert "review.employer-mismatch.elsewhere" not in [f.message.key for f in check(shown, declared).findings]
    paid = record((BLUE, "2015-01/2016-12"), (PAYER, "2017-01/2018-12"), (BLUE, "2019-01/2021-12"))
    assert "employer-mismatch" not in rules(check(paid, history((BLUE, "2015.1-2021.12"))))


def test_months_at_two_other_employers_are_two_findings():
    shown = record((BLUE, "2015-01/2016-12"), (GREEN, "2017-01/2017-06"), (BAMBOO, "2017-07/2018-12"), (BLUE, "2019-01/2021-12"))
    found = [f for f in check(shown, history((BLUE, "2015.1-2021.12"))).findings if f.rule == "employer-mismatch"]
    assert [(f.expected, f.employment) for f in found] == [(GREEN, 1), (BAMBOO, 2)]


# --- who is no employer ---


def test_a_payer_who_is_no_employer_says_all_of_it():
    shown = record((BLUE, "2017-05/2020-06"), (PAYER, "2020-07/2023-03"))
    result = check(shown, history((BLUE, "2017.5-2020.6"), (GREEN, "2020.7-至今")))
    found = only(result, "personal-payer")
    assert said(found.message) == ("review.personal-payer", {"payer": PAYER, "period": "2020-07–2023-03"})
    assert (found.suggestion.key, found.severity, found.history_row) == ("review.personal-payer.fix", "info", 3)
    assert (found.record, found.employment, found.where) == (0, 1, shown.employments[1].where)
    undeclared = only(check(shown, history((BLUE, "2017.5-2020.6"))), "personal-payer")
    assert (undeclared.history_row, undeclared.employment) == (None, 1)


def test_without_employers_in_the_record_nobody_knows_who_paid():
    for shown, key in ((record(contributions=()), "review.not-run.no-employments"), (TWO, None)):
        result = check(shown, history())
        reason = next(each.reason for each in result.checks if each.rule == "personal-payer")
        assert (reason and reason.key) == key
    assert outcome(check(TWO, history()), "personal-payer") == "passed"


def test_the_names_most_like_one():
    assert candidates(f"{SLIP}派遣至{HOST}", [GREEN, BLUE])[0] == BLUE
