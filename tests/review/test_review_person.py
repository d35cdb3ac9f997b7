"""person-mismatch, career-start-mismatch, post-mismatch, post-is-title: what is compared, and all that is said."""

from dataclasses import replace

import pytest
from review_build import BAMBOO, BLUE, CONTRACT, GREEN, ZHANG, check, history, month, only, outcome, record, rules, said

from sbparse.review.rules.person import same_visible

NUMBER, OLD_NUMBER = "110199199003070017", "110199900307001"
ROWS = ((BLUE, "2017.5-2023.3"),)
ONE = record((BLUE, "2017-05/2023-03"))


def reason(result, rule):
    return next(each.reason and said(each.reason) for each in result.checks if each.rule == rule)


def fields(*names: str) -> tuple[str, dict]:
    return "review.not-run.not-given", {"fields": [(f"review.field.{name}", {}) for name in names]}


# --- who ---


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("张三", "张三", True),
        ("张 三", "张三", True),
        ("张三", "张四", False),
        ("张*", "张三", True),
        ("*三", "张三", True),
        ("张*", "李三", False),
        ("张**", "张三", True),
        ("张**", "张三丰李", True),
        ("张*", "张三丰", True),
        ("张*丰", "张三思丰", True),
        ("*丰", "张三思丰", True),
        ("*思", "张三思丰", False),
        ("张*", "张", False),
        ("张*丰", "张丰", False),
        ("张.*", "张三丰", False),
        ("张**丰", "张*", False),
        ("张三", "张三丰", False),
        (NUMBER, OLD_NUMBER, True),
        (NUMBER, OLD_NUMBER[:-1] + "2", False),
        ("110199191003070017", OLD_NUMBER, False),
        ("11019919900307001x", "11019919900307001X", True),
        ("110199********0017", NUMBER, True),
        ("110199********0018", NUMBER, False),
        ("110199*0017", NUMBER, True),
        ("110199*0018", NUMBER, False),
        (OLD_NUMBER, "110199900307*", True),
    ],
)
def test_names_and_numbers_agree_in_what_is_visible(one, other, same):
    assert (same_visible(one, other), same_visible(other, one)) == (same, same)


def test_a_declared_name_that_differs_says_all_of_it():
    found = only(check(ONE, history(*ROWS, name="张五")), "person-mismatch")
    values = {"field": ("review.field.name", {}), "file": "0.pdf", "actual": "张五", "expected": "张三"}
    assert said(found.message) == ("review.person-mismatch.claim", values)
    assert (found.suggestion.key, found.severity) == ("review.person-mismatch.fix", "error")
    assert (found.record, found.expected, found.actual, found.where) == (0, "张三", "张五", ONE.origin)


def test_records_that_differ_say_all_of_it():
    other = replace(ONE, person=replace(ZHANG, id_number="110199199003070033"))
    found = only(check([ONE, ONE, other], history(*ROWS)), "person-mismatch")
    values = {"field": ("review.field.id-number", {}), "file": "2.pdf", "actual": "110199199003070033", "expected": NUMBER}
    assert said(found.message) == ("review.person-mismatch.records", values)
    assert (found.record, found.expected, found.actual, found.where) == (2, NUMBER, "110199199003070033", other.origin)


def test_each_record_that_differs_and_each_field_are_said():
    other = replace(ONE, person=replace(ZHANG, name="李四", id_number="110199199003070033"))
    result = check([ONE, other, other], history(*ROWS, name="王五", id_number="110199199003070041"))
    assert [(f.record, f.message.key.rsplit(".")[-1]) for f in result.findings if f.rule == "person-mismatch"] == [
        (0, "claim"),
        (0, "claim"),
        (1, "records"),
        (1, "records"),
        (2, "records"),
        (2, "records"),
    ]


def test_a_claim_that_agrees_with_any_record_is_right_and_is_held_against_the_first_that_has_it():
    nameless = replace(ONE, person=replace(ZHANG, name=None))
    other = replace(ONE, person=replace(ZHANG, name="李四"))
    assert [f.message.key.rsplit(".")[-1] for f in check([ONE, other], history(*ROWS, name="李四")).findings] == ["records"]
    assert only(check([nameless, ONE], history(*ROWS, name="李四")), "person-mismatch").record == 1


@pytest.mark.parametrize(
    ("people", "claim", "run"),
    [
        ([ZHANG], {}, False),
        ([ZHANG], {"name": "张三"}, True),
        ([ZHANG], {"id_number": NUMBER}, True),
        ([ZHANG, ZHANG], {}, True),
        ([replace(ZHANG, name=None, id_number=None)], {"name": "张三", "id_number": NUMBER}, False),
        ([replace(ZHANG, name=None, id_number=None), ZHANG], {}, False),
        ([replace(ZHANG, name=None), replace(ZHANG, id_number=None)], {}, False),
        ([replace(ZHANG, name=None), replace(ZHANG, name=None)], {}, True),
        ([replace(ZHANG, id_number=None), replace(ZHANG, id_number=None)], {"name": "张三"}, True),
    ],
)
def test_nothing_is_said_where_nothing_could_be_compared(people, claim, run):
    result = check([replace(ONE, person=person) for person in people], history(*ROWS, **claim))
    assert (outcome(result, "person-mismatch"), reason(result, "person-mismatch")) == (
        ("passed", None) if run else ("not-run", fields("name", "id-number"))
    )


# --- since when ---


def test_a_wrong_start_of_the_career_says_all_of_it():
    two = record((GREEN, "2019-01/2023-03"), (BLUE, "2017-05/2018-12"))
    found = only(
        check(two, history((GREEN, "2019.1-至今"), (BLUE, "2017.6-2018.12"), career_start=month("2017-06"))), "career-start-mismatch"
    )
    assert said(found.message) == ("review.career-start-mismatch", {"actual": "2017-06", "expected": "2017-05", "employer": BLUE})
    assert said(found.suggestion) == ("review.career-start-mismatch.fix", {"expected": "2017-05"})
    assert (found.severity, found.history_row, found.record, found.employment) == ("error", 3, 0, 1)
    assert (found.expected, found.actual, found.where) == ("2017-05", "2017-06", two.employments[1].where)


def test_a_start_of_the_career_that_rests_on_a_contract_has_no_place_in_the_record():
    found = only(check(ONE, history((GREEN, "2016.1-2017.4", CONTRACT), *ROWS, career_start=month("2017-05"))), "career-start-mismatch")
    assert (found.expected, found.message.params["employer"]) == ("2016-01", GREEN)
    assert (found.history_row, found.record, found.employment, found.where) == (None, None, None, None)


@pytest.mark.parametrize(
    ("shown", "declared", "why"),
    [
        (ONE, history(*ROWS), fields("career-start")),
        (record(contributions=()), history(*ROWS, career_start=month("2017-05")), ("review.not-run.no-employments", {})),
        (ONE, history(career_start=month("2017-05")), ("review.not-run.no-history", {})),
        (
            record(("北京市海淀区人才服务中心", "2017-05/2023-03")),
            history((GREEN, "2010.1-2010.3"), career_start=month("2017-05")),
            ("review.not-run.no-match", {}),
        ),
    ],
)
def test_why_the_start_of_the_career_cannot_be_compared(shown, declared, why):
    result = check(shown, declared)
    assert (outcome(result, "career-start-mismatch"), reason(result, "career-start-mismatch")) == ("not-run", why)


@pytest.mark.parametrize(
    ("query", "start", "what"),
    [
        ("2017-05/2023-04", "2017-04", "not-run"),
        ("2017-05/2023-04", "2017-05", "passed"),
        ("2017-05/2023-04", "2017-06", "failed"),
        ("2017-04/2023-04", "2017-04", "failed"),
        ("1992-10/2023-04", "2017-04", "failed"),
    ],
)
def test_a_career_may_have_begun_before_the_query_period(query, start, what):
    result = check(record((BLUE, "2017-05/2023-03"), query=query), history(*ROWS, career_start=month(start)))
    assert outcome(result, "career-start-mismatch") == what
    assert reason(result, "career-start-mismatch") == (("review.not-run.cut", {}) if what == "not-run" else None)


# --- in which post ---


def test_another_post_on_the_other_page_says_all_of_it():
    declared = history((BLUE, "2017.5-2019.12", {"post": "研发岗"}), (BLUE, "2020.1-2023.3", {"post": "项目主管"}), post="研发岗")
    found = only(check(ONE, declared), "post-mismatch")
    assert said(found.message) == ("review.post-mismatch", {"actual": "研发岗", "expected": "项目主管", "employer": BLUE})
    assert (found.suggestion.key, found.severity) == ("review.post-mismatch.fix", "error")
    assert (found.history_row, found.expected, found.actual) == (3, "项目主管", "研发岗")


@pytest.mark.parametrize(
    ("spans", "current"),
    [
        (("2017.5-2019.12", "2020.1-2023.3"), 1),
        (("2020.1-2023.3", "2017.5-2019.12"), 0),
        (("2020.1-至今", "2017.5-2024.12"), 0),
        (("2017.5-2024.12", "2020.1-至今"), 1),
        (("2017.5-至今", "2020.1-至今"), 1),
        (("2020.1-至今", "2017.5-至今"), 0),
        (("2017.5-2023.3", "2020.1-2023.3"), 1),
        (("2020.1-2023.3", "2017.5-2023.3"), 0),
        (("2017.5-2023.3", "2017.5-2023.3"), 1),
        (("2017.5-2023.3", "2018.5-2019.3"), 0),
    ],
)
def test_the_current_row_is_the_one_that_ends_last(spans, current):
    declared = history(*((BLUE, span, {"post": post}) for span, post in zip(spans, ("甲岗", "乙岗"), strict=True)), post="丙岗")
    assert only(check(ONE, declared), "post-mismatch").expected == ("甲岗", "乙岗")[current]


@pytest.mark.parametrize(
    ("row", "claimed", "missing"),
    [
        ("研发岗", None, ["post"]),
        (None, "研发岗", ["row-post"]),
        (None, None, ["post", "row-post"]),
        ("研发岗", "研发岗", None),
        ("研发 岗", "研发岗", None),
    ],
)
def test_posts_are_compared_where_both_were_given(row, claimed, missing):
    result = check(ONE, history((BLUE, "2017.5-2023.3", {"post": row}), post=claimed))
    assert (outcome(result, "post-mismatch"), reason(result, "post-mismatch")) == (
        ("not-run", fields(*missing)) if missing else ("passed", None)
    )


def test_without_a_row_there_is_no_post():
    assert reason(check(ONE, history(post="研发岗")), "post-mismatch") == fields("row-post")
    assert reason(check(ONE, history()), "post-is-title") == fields("row-post")
    assert outcome(check(ONE, history(post="研发岗")), "post-is-title") == "passed"


def test_a_title_as_a_post_says_all_of_it():
    declared = history((BAMBOO, "2015.1-2017.4", {"post": "研发岗"}), (BLUE, "2017.5-2023.3", {"post": "工程师"}), post="高级工程师")
    row, claim = (f for f in check(ONE, declared).findings if f.rule == "post-is-title")
    assert said(row.message) == ("review.post-is-title.row", {"post": "工程师"})
    assert said(claim.message) == ("review.post-is-title.claim", {"post": "高级工程师"})
    assert (row.history_row, claim.history_row, row.actual, claim.actual) == (3, None, "工程师", "高级工程师")
    assert {(f.suggestion.key, f.severity) for f in (row, claim)} == {("review.post-is-title.fix", "error")}
    assert "post-is-title" not in rules(check(ONE, history((BLUE, "2017.5-2023.3", {"post": "软件工程师"}))))
