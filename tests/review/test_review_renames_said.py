"""rename-not-split and rename-unknown: which rows and neighbours, and all that is said of them."""

import pytest
from review_build import BAMBOO, BAY, BLUE, CONTRACT, GREEN, HOST, check, history, month, only, outcome, record, rules, said

RENAMED = [(BAY, BLUE, "2019-11")]
TWO = record((BAY, "2017-01/2019-10"), (BLUE, "2019-11/2023-03"))


def found_by(result, rule):
    return [f for f in result.findings if f.rule == rule]


# --- rename-not-split ---


def test_a_row_across_a_rename_says_all_of_it():
    declared = history((GREEN, "2015.1-2015.2", CONTRACT), (BLUE, "2017.1-2023.3"), renames=RENAMED)
    found = only(check(TWO, declared), "rename-not-split")
    names = {"former": BAY, "current": BLUE}
    assert said(found.message) == ("review.rename-not-split", {**names, "month": "2019-11", "period": "2017-01–2023-03"})
    assert said(found.suggestion) == ("review.rename-not-split.fix", {**names, "before": "2017-01–2019-10", "after": "2019-11–2023-03"})
    assert (found.severity, found.history_row, found.record, found.employment) == ("error", 3, 0, 1)
    assert (found.expected, found.months, found.where) == ("2019-11", (month("2019-11"),), TWO.employments[1].where)


@pytest.mark.parametrize(
    ("span", "crosses"),
    [("2017.1-2019.11", False), ("2017.1-2019.12", True), ("2019.10-2023.3", True), ("2019.11-2023.3", False), ("2017.1-至今", True)],
)
@pytest.mark.parametrize(("more", "counts"), [((), True), ((CONTRACT,), False)])
def test_a_row_crosses_a_rename_with_a_month_on_either_side(span, crosses, more, counts):
    assert bool(found_by(check(TWO, history((BLUE, span, *more), renames=RENAMED)), "rename-not-split")) is (crosses and counts)


def test_a_row_that_answers_nothing_has_no_place():
    shown = record((GREEN, "2022-01/2023-03"))
    found = only(check(shown, history((BLUE, "2015.1-2020.6"), (GREEN, "2022.1-2023.3"), renames=RENAMED)), "rename-not-split")
    assert (found.record, found.employment, found.where) == (None, None, None)


def test_the_place_is_in_the_stint_of_the_month_else_in_the_first():
    twice = record((BLUE, "2017-01/2018-12"), (GREEN, "2019-01/2019-02", 2), (BLUE, "2020-01/2021-12"))
    for at, employment in (("2018-06", 0), ("2019-06", 0), ("2020-06", 2)):
        declared = history((BLUE, "2017.1-2021.12"), renames=[(BAY, BLUE, at)])
        assert only(check(twice, declared), "rename-not-split").employment == employment


def test_only_a_stint_that_the_row_itself_answers_is_its_place():
    shown = record((GREEN, "2015-01/2016-12"), (BLUE, "2017-01/2023-03"))
    declared = history((GREEN, "2015.1-2016.12"), (BLUE, "2017.1-2023.3"), renames=RENAMED)
    assert only(check(shown, declared), "rename-not-split").employment == 1


def test_without_rows_nothing_can_be_split():
    result = check(TWO, history(renames=RENAMED))
    reason = next(each.reason for each in result.checks if each.rule == "rename-not-split")
    assert (outcome(result, "rename-not-split"), reason.key) == ("not-run", "review.not-run.no-history")
    assert outcome(check(record(contributions=()), history((GREEN, "2015.1-2015.2"))), "rename-not-split") == "passed"


# --- rename-unknown ---

OLD, NEW = "北京蓝鲸样例软件有限公司", "北京蓝鲸样例科技有限公司"
NEIGHBOURS = record((GREEN, "2015-01/2016-12"), (OLD, "2017-01/2019-10"), (NEW, "2019-11/2023-03"))


def test_neighbours_in_the_record_say_all_of_it():
    result = check(NEIGHBOURS, history((GREEN, "2015.1-2016.12"), (OLD, "2017.1-2019.10"), (NEW, "2019.11-至今")))
    found = only(result, "rename-unknown")
    assert said(found.message) == ("review.rename-unknown.insured", {"one": OLD, "other": NEW, "month": "2019-11"})
    assert (found.suggestion.key, found.severity, found.history_row) == ("review.rename-unknown.fix", "warning", 4)
    assert (found.record, found.employment, found.where) == (0, 2, NEIGHBOURS.employments[2].where)
    undeclared = only(check(NEIGHBOURS, history((GREEN, "2015.1-2016.12"))), "rename-unknown")
    assert (undeclared.history_row, undeclared.employment) == (None, 2)


def test_the_place_is_where_the_later_name_begins():
    shown = record((OLD, "2017-01/2019-10"), (NEW, "2019-11/2020-12"), (NEW, "2021-01/2023-03"))
    assert only(check(shown, history((BAMBOO, "2010.1-2010.2", CONTRACT))), "rename-unknown").employment == 1


@pytest.mark.parametrize(("start", "found"), [("2019-09", 0), ("2019-10", 1), ("2019-11", 1), ("2019-12", 0)])
def test_neighbours_follow_each_other_in_the_same_or_the_next_month(start, found):
    shown = record((OLD, "2017-01/2019-10"), (NEW, f"{start}/2023-03"))
    declared = history((BAMBOO, "2010.1-2010.2", CONTRACT))
    assert len(found_by(check(shown, declared), "rename-unknown")) == found


@pytest.mark.parametrize(
    ("one", "other", "renames"),
    [
        (OLD, GREEN, []),
        (OLD, NEW, [(OLD, NEW, "2019-11")]),
        ("蓝鲸样例人才服务中心", "蓝鲸样例科技人才服务中心", []),
    ],
)
def test_names_that_tell_nothing_or_are_known_are_no_question(one, other, renames):
    shown = record((one, "2017-01/2019-10"), (other, "2019-11/2023-03"))
    declared = history((one, "2017.1-2019.10"), (other, "2019.11-2023.3"), renames=renames)
    assert found_by(check(shown, declared), "rename-unknown") == []


@pytest.mark.parametrize(("one", "other"), [("蓝鲸样例人才服务中心", "蓝鲸样例有限公司"), ("蓝鲸样例有限公司", "蓝鲸样例人才服务中心")])
def test_a_payer_who_is_no_employer_is_no_former_or_later_name(one, other):
    shown = record((one, "2017-01/2019-10"), (other, "2019-11/2023-03"))
    assert found_by(check(shown, history((BAMBOO, "2010.1-2010.2", CONTRACT))), "rename-unknown") == []


LATER = record((NEW, "2017-01/2023-03"))


def test_neighbours_in_the_declaration_say_all_of_it():
    found = only(check(LATER, history((OLD, "2017.1-2019.10"), (NEW, "2019.11-至今"))), "rename-unknown")
    assert said(found.message) == ("review.rename-unknown.declared", {"one": OLD, "other": NEW, "month": "2019-11"})
    assert (found.suggestion.key, found.severity, found.history_row) == ("review.rename-unknown.fix", "warning", 3)
    assert (found.record, found.where) == (None, None)
    turned = only(check(LATER, history((NEW, "2019.11-至今"), (OLD, "2017.1-2019.10"))), "rename-unknown")
    assert (turned.history_row, turned.message.params["one"]) == (2, OLD)
    sent = only(check(LATER, history((f"{OLD}派遣至{HOST}", "2017.1-2019.10"), (f"{NEW}派遣至{BAY}", "2019.11-至今"))), "rename-unknown")
    assert sent.history_row == 3


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([(OLD, "2017.1-2019.10"), (NEW, "2019.10-至今")], True),
        ([(OLD, "2017.1-2019.10"), (NEW, "2019.12-至今")], False),
        ([(OLD, "2017.1-2019.10"), (NEW, "2019.9-至今")], False),
        ([(OLD, "2017.1-至今"), (NEW, "2019.11-至今")], False),
        ([(OLD, "2017.1-至今"), (OLD, "2018.1-2019.10"), (NEW, "2019.11-至今")], True),
        ([(OLD, "2017.1-2019.10"), (GREEN, "2019.11-至今")], False),
        ([(GREEN, "2016.1-2016.6", CONTRACT), (OLD, "2017.1-2019.10"), (NEW, "2019.11-至今")], True),
    ],
)
def test_rows_are_neighbours_in_the_same_or_the_next_month(rows, found):
    declared = [f for f in found_by(check(LATER, history(*rows)), "rename-unknown") if f.message.key.endswith("declared")]
    assert bool(declared) is found


def test_a_slip_in_a_row_of_the_same_pair_is_no_rename_and_one_elsewhere_is():
    name, slip = "北京蓝鲸样例软件科技有限公司", "北京蓝鲸样例软件科枝有限公司"
    shown = record((name, "2017-01/2023-03"))
    assert found_by(check(shown, history((slip, "2017.1-2019.10"), (name, "2019.11-至今"))), "rename-unknown") == []
    beside = record((GREEN, "2015-01/2016-12"), (name, "2017-01/2023-03"))
    declared = history((GREEN, "2015.1-2016.12"), (slip, "2017.1-2019.10"), (name, "2019.11-至今"))
    assert found_by(check(beside, declared), "rename-unknown") == []
    two = record((slip, "2012-01/2014-08"), (name, "2014-11/2023-03"))
    assert len(found_by(check(two, history((slip, "2012.1-2014.10"), (name, "2014.11-至今"))), "rename-unknown")) == 1
    contract = history((slip, "2012.1-2014.10", CONTRACT), (name, "2014.11-2016.12", CONTRACT), (name, "2017.1-至今"))
    assert len(found_by(check(shown, contract), "rename-unknown")) == 1


def test_what_the_record_and_the_declaration_both_say_is_said_once():
    both = check(NEIGHBOURS, history((GREEN, "2015.1-2016.12"), (OLD, "2017.1-2019.10"), (NEW, "2019.11-至今")))
    assert [f.message.key for f in found_by(both, "rename-unknown")] == ["review.rename-unknown.insured"]
    third = "北京蓝鲸样例信息有限公司"
    more = check(NEIGHBOURS, history((third, "2014.1-2016.12", CONTRACT), (OLD, "2017.1-2019.10"), (NEW, "2019.11-至今")))
    assert [f.message.key.rsplit(".")[-1] for f in found_by(more, "rename-unknown")] == ["declared", "insured"]


def test_the_name_of_the_first_row_of_the_later_stint_is_compared():
    third = "北京三度更名样例有限公司"
    shown = record((OLD, "2017-01/2019-10"), (NEW, "2019-11/2020-12"), (third, "2021-01/2023-03"))
    result = check(shown, history((BAMBOO, "2010.1-2010.2", CONTRACT), renames=[(NEW, third, "2021-01")]))
    assert only(result, "rename-unknown").message.params["other"] == NEW


def test_a_contradiction_says_all_of_it():
    declared = history((BAMBOO, "2017.5-2023.3"), renames=[(BLUE, BAY, "2019-11"), (BLUE, GREEN, "2019-11")])
    found = found_by(check(record((BAMBOO, "2017-05/2023-03")), declared), "rename-unknown")
    assert [said(f.message) for f in found] == [
        ("review.rename-unknown.contradiction", {"former": BLUE, "current": BAY, "month": "2019-11"}),
        ("review.rename-unknown.contradiction", {"former": BLUE, "current": GREEN, "month": "2019-11"}),
    ]
    assert {(f.suggestion.key, f.severity) for f in found} == {("review.rename-unknown.contradiction.fix", "warning")}
    assert "rename-unknown" not in rules(check(record((BAMBOO, "2017-05/2023-03")), history((BAMBOO, "2017.5-2023.3"), renames=RENAMED)))
