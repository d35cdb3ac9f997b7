"""Eligibility as every face tells it: met, not met, and not to be told are three things."""

import io
from datetime import date

import pytest
from page_reading import read
from report_reading import opened, texts
from review_build import BLUE, check, history, month, months, record
from rich.console import Console

from sbparse.policy import default_ruleset
from sbparse.report.page import review_page
from sbparse.report.terminal import show_review
from sbparse.report.workbook import review_workbook
from sbparse.review.plan import plan

RULES = default_ruleset()
PROFESSION = {"level": "工程师", "education": "大专", "title": "无"}


def reviewed(since, submitted="2023-04-08"):
    """2016 has 9 paid months of 12, which ones the record does not say; from 2016-02 on that decides."""
    shown = record((BLUE, "2010-01/2023-03"), unpaid=months("2016-05/2016-07"), printed="2023-04-01")
    declared = history((BLUE, "2010.1-至今"), profession_since=month(since), **PROFESSION)
    return check(shown, declared, submitted=date.fromisoformat(submitted))


def page(review):
    return read(review_page(review)).by_id("h-summary").parent.whole_text


def workbook(review):
    return "\n".join(texts(opened(review_workbook(review))))


def terminal(review):
    console = Console(file=io.StringIO(), width=160, color_system=None)
    show_review(review, console)
    return console.file.getvalue()


STATES = {"met": "√ 满足", "short": "× 未满足", "unclear": "？ 不能确定"}


@pytest.mark.parametrize(("since", "state"), [("2016-01", "met"), ("2016-02", "unclear"), ("2016-04", "unclear"), ("2016-05", "short")])
class TestStates:
    def test_the_page(self, since, state):
        text = page(reviewed(since))
        assert f"工程师：{STATES[state]}" in text
        assert [f"工程师：{other}" in text for other in STATES.values()].count(True) == 1
        sign = {"met": "√", "unclear": "？", "short": "×"}[state]
        assert f"{sign} 从事本专业 7年以上：需 84个月" in text

    def test_the_workbook(self, since, state):
        rows = [[cell for cell in row if cell is not None] for row in opened(review_workbook(reviewed(since)))["结论"].values]
        assert ["申报条件", STATES[state]] in rows
        assert next(row for row in rows if row[:1] == ["从事本专业 7年以上"])[3] == STATES[state]

    def test_the_terminal(self, since, state):
        assert f"申报条件：工程师 {STATES[state]}" in terminal(reviewed(since))

    def test_the_plan(self, since, state):
        keys = [advice.text.key for advice in plan(reviewed(since), RULES, submitted=date(2023, 4, 8)).advice]
        expected = {"met": "open", "unclear": "unclear", "short": "since-window"}[state]
        assert f"plan.route.{expected}" in keys


def test_what_is_certain_is_told_where_the_rest_is_not():
    review = reviewed("2016-04")
    assert "？ 从事本专业 7年以上：需 84个月，可确定的有 81个月，记录不能说明更多" in page(review)
    [advice] = [each for each in plan(review, RULES, submitted=date(2023, 4, 8)).advice if each.text.key == "plan.route.unclear"]
    assert (advice.text.params["short"], str(advice.text.params["since"])) == (3, "2023-06")


@pytest.mark.parametrize(("submitted", "sign"), [("2023-03-31", "× 打印日期晚于提交日期"), ("2023-04-01", "√ 未超过期限")])
def test_a_print_after_the_submission_is_not_shown_as_within_the_limit(submitted, sign):
    text = page(reviewed("2016-01", submitted))
    assert sign in text
    assert ("√ 未超过期限" in text) is (sign == "√ 未超过期限")
