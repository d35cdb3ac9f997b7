"""Rows of two prints held against each other: which are one, what differs, what is not compared."""

from dataclasses import replace
from decimal import Decimal

import pytest
from review_build import BAY, BLUE, GREEN, month, period

from sbparse.record.model import Amounts, Contribution, Employment, Insurance
from sbparse.review.changed_rows import (
    Asked,
    ContributionChange,
    EmploymentChange,
    Figure,
    changed_contributions,
    changed_employments,
    figures_between,
)
from sbparse.values.place import Place

HERE = Place(1, (0.0, 0.0, 1.0, 1.0))
ASKED = Asked(month("2015-01"), month("2023-04"))
PENSION, MEDICAL = Insurance.PENSION, Insurance.MEDICAL


def job(name: str, span: str, months: int | None = None, district: str | None = "海淀区") -> Employment:
    own = period(span)
    return Employment(own, own.months if months is None else months, name, district, HERE)


def row(span: str, months: int | None = None, *, mark: bool = False, base: str | None = None, personal: str | None = None) -> Contribution:
    own = period(span)
    amounts = Amounts(own.months if months is None else months, base and Decimal(base), personal and Decimal(personal))
    return Contribution(own, mark, {PENSION: amounts}, HERE)


def shown(row_: Employment | None) -> tuple | None:
    return row_ and (row_.employer, f"{row_.period.start}/{row_.period.end}")


def employments(before: list[Employment], after: list[Employment], asked: Asked = ASKED) -> list[tuple]:
    return [(shown(each.before), shown(each.after), each.fields) for each in changed_employments(before, after, asked)]


def contributions(before: list[Contribution], after: list[Contribution], asked: Asked = ASKED) -> list[tuple]:
    return [
        (each.before, each.after, [(f.insurance, f.what, f.before, f.after) for f in each.figures])
        for each in changed_contributions(before, after, asked)
    ]


# --- what can be compared ---


def test_a_period_is_clipped_to_what_both_prints_were_asked_for():
    asked = Asked(month("2018-01"), month("2020-12"))
    assert asked.clipped(period("2017-06/2018-03")) == period("2018-01/2018-03")
    assert asked.clipped(period("2020-12/2021-03")) == period("2020-12")
    assert asked.clipped(period("2017-01/2017-12")) is None and asked.clipped(period("2021-01/2021-02")) is None
    assert Asked(month("2020-12"), month("2020-12")).clipped(period("2020-01/2021-12")) == period("2020-12")
    assert Asked(month("2021-01"), month("2020-12")).clipped(period("2020-01/2021-12")) is None


@pytest.mark.parametrize(
    ("span", "whole"),
    [("2018-01/2020-12", True), ("2017-12/2020-12", False), ("2018-01/2021-01", False), ("2019-01/2019-02", True)],
)
def test_a_period_is_whole_inside_what_was_asked_for(span, whole):
    assert Asked(month("2018-01"), month("2020-12")).whole(period(span)) is whole


# --- employments ---


@pytest.mark.parametrize(
    ("one", "other", "fields"),
    [
        (job(BLUE, "2018-01/2019-12"), job(BLUE, "2018-01/2019-12"), None),
        (job(BLUE, "2018-01/2019-12"), job("北京 蓝鲸样例软件有限公司", "2018-01/2019-12"), None),
        (job(BLUE, "2018-01/2019-12"), job(BLUE, "2018-01/2020-03"), ("end",)),
        (job(BLUE, "2018-01/2019-12"), job(BLUE, "2018-01/2019-11"), ("end",)),
        (job(BLUE, "2018-01/2019-12"), job(BLUE, "2018-01/2020-03", 26), ("end", "months")),
        (job(BLUE, "2018-01/2019-12", 20), job(BLUE, "2018-01/2019-12", 21), ("months",)),
        (job(BLUE, "2018-01/2019-12", 20), job(BLUE, "2018-01/2020-03", 23), ("end",)),
        (job(BLUE, "2018-01/2019-12"), job(BLUE, "2018-03/2019-12"), ("start",)),
        (job(BLUE, "2018-01/2019-12"), job(BLUE, "2017-11/2019-12"), ("start",)),
        (job(BLUE, "2018-01/2019-12"), job(BLUE, "2018-03/2019-12", 21), ("start", "months")),
        (job(BLUE, "2018-01/2019-12"), job(BLUE, "2018-01/2019-12", district="朝阳区"), ("district",)),
        (job(BLUE, "2018-01/2019-12"), job(BLUE, "2018-01/2019-12", district="海 淀区"), None),
        (job(BLUE, "2018-01/2019-12"), job(BLUE, "2018-01/2019-12", district=None), None),
        (job(BLUE, "2018-01/2019-12", district=None), job(BLUE, "2018-01/2019-12"), None),
        (job(BLUE, "2018-01/2019-12"), job(GREEN, "2018-01/2019-12"), ("employer",)),
        (job(BLUE, "2018-01/2019-12"), job(GREEN, "2018-01/2020-03", 26), ("employer", "end", "months")),
    ],
)
def test_what_differs_between_two_rows_of_one_stint(one, other, fields):
    assert employments([one], [other]) == ([(shown(one), shown(other), fields)] if fields else [])


def test_months_that_a_row_does_not_say_are_not_compared():
    silent = replace(job(BLUE, "2018-01/2019-12"), months=None)
    assert employments([silent], [job(BLUE, "2018-01/2019-12", 20)]) == [] == employments([job(BLUE, "2018-01/2019-12", 20)], [silent])


CUT = Asked(month("2018-06"), month("2020-12"))


@pytest.mark.parametrize(
    ("one", "other", "fields"),
    [
        (job(BLUE, "2018-01/2019-12"), job(BLUE, "2018-06/2019-12"), None),
        (job(BLUE, "2018-06/2019-12"), job(BLUE, "2018-01/2019-12"), None),
        (job(BLUE, "2018-01/2019-12"), job(BLUE, "2018-06/2019-12", 3), None),
        (job(BLUE, "2018-06/2019-12"), job(BLUE, "2018-05/2019-12", 3), None),
        (job(BLUE, "2018-06/2019-12"), job(BLUE, "2018-06/2019-12", 18), ("months",)),
        (job(BLUE, "2018-01/2019-12"), job(BLUE, "2018-07/2019-12"), ("start",)),
        (job(BLUE, "2019-01/2021-06"), job(BLUE, "2019-01/2020-12"), None),
        (job(BLUE, "2019-01/2020-12"), job(BLUE, "2019-01/2020-11"), ("end",)),
        (job(BLUE, "2019-01/2020-12"), job(BLUE, "2019-01/2020-12", 23), ("months",)),
        (job(BLUE, "2019-01/2021-01"), job(BLUE, "2019-01/2020-12", 23), None),
        (job(BLUE, "2017-01/2018-05"), None, None),
        (job(BLUE, "2017-01/2018-06"), None, ()),
        (job(BLUE, "2021-01/2021-06"), None, None),
        (job(BLUE, "2020-12/2021-06"), None, ()),
        (None, job(BLUE, "2017-01/2018-05"), None),
        (None, job(BLUE, "2017-01/2018-06"), ()),
        (None, job(BLUE, "2021-01/2021-06"), ()),
    ],
)
def test_what_one_print_was_not_asked_for_is_no_difference(one, other, fields):
    found = employments([one] if one else [], [other] if other else [], CUT)
    assert found == ([] if fields is None else [(shown(one), shown(other), fields)])


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        # the same stint before one that only starts with it
        ([job(BLUE, "2018-01/2018-06"), job(BLUE, "2018-01/2019-12")], [job(BLUE, "2018-01/2019-12"), job(BLUE, "2018-01/2018-06")], []),
        ([job(BLUE, "2018-01/2018-06"), job(BLUE, "2018-03/2018-06")], [job(BLUE, "2018-03/2018-06"), job(BLUE, "2018-01/2018-06")], []),
        # the same name and start before the same name alone
        (
            [job(BLUE, "2018-01/2018-06")],
            [job(BLUE, "2018-03/2018-05"), job(BLUE, "2018-01/2018-09")],
            [("2018-01/2018-06", "2018-01/2018-09"), (None, "2018-03/2018-05")],
        ),
        # the same name over shared months before another name with the same start
        (
            [job(BLUE, "2018-01/2018-06")],
            [job(GREEN, "2018-01/2018-06"), job(BLUE, "2018-06/2018-09")],
            [(None, "2018-01/2018-06"), ("2018-01/2018-06", "2018-06/2018-09")],
        ),
        # the same name without a shared month is another stint
        ([job(BLUE, "2018-01/2018-06")], [job(BLUE, "2018-07/2018-09")], [("2018-01/2018-06", None), (None, "2018-07/2018-09")]),
        # another name with the same start is a rename
        ([job(BAY, "2018-01/2018-06")], [job(BLUE, "2018-01/2018-06")], [("2018-01/2018-06", "2018-01/2018-06")]),
        ([job(BAY, "2018-01/2018-06")], [job(BLUE, "2018-02/2018-06")], [("2018-01/2018-06", None), (None, "2018-02/2018-06")]),
        # each row once
        ([job(BLUE, "2018-01/2018-06")], [job(BLUE, "2018-01/2018-06"), job(BLUE, "2018-01/2018-06")], [(None, "2018-01/2018-06")]),
        ([job(BLUE, "2018-01/2018-06"), job(BLUE, "2018-01/2018-06")], [job(BLUE, "2018-01/2018-06")], [("2018-01/2018-06", None)]),
    ],
)
def test_which_rows_are_one_stint(before, after, pairs):
    found = employments(before, after)
    assert [(one and one[1], other and other[1]) for one, other, _ in found] == pairs


def test_changes_stand_in_time_order_and_what_is_gone_before_what_is_new():
    found = employments(
        [job(BLUE, "2019-01/2019-12"), job(GREEN, "2016-01/2016-12")], [job(BAY, "2017-01/2017-12"), job(BAY, "2019-02/2019-06")]
    )
    assert [(one or other)[1] for one, other, _ in found] == ["2016-01/2016-12", "2017-01/2017-12", "2019-01/2019-12", "2019-02/2019-06"]
    ended = employments([job(BLUE, "2019-01/2019-12")], [job(BLUE, "2020-01/2020-02"), job(BAY, "2018-12/2019-03")])
    assert [(one or other)[1] for one, other, _ in ended] == ["2018-12/2019-03", "2019-01/2019-12", "2020-01/2020-02"]
    assert EmploymentChange(job(BLUE, "2018-01/2018-06"), job(BLUE, "2018-02/2018-06")).start == month("2018-02")


def test_a_changed_row_stands_before_a_new_one_of_the_same_start():
    found = employments([job(BLUE, "2018-03/2018-09")], [job(GREEN, "2018-01/2018-02"), job(BLUE, "2018-01/2018-09")])
    assert [(one and one[0], other[0]) for one, other, _ in found] == [(BLUE, BLUE), (None, GREEN)]
    with pytest.raises(ValueError, match="one side"):
        _ = EmploymentChange(None, None).start


# --- contributions ---


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ([row("2021-01/2021-12")], [row("2021-01/2021-12")], []),
        ([row("2021-01/2021-12", 11)], [row("2021-01/2021-12")], [("2021-01/2021-12", "2021-01/2021-12", (11, 12))]),
        ([row("2021-01/2021-12")], [row(f"2021-{at:02}") for at in range(1, 13)], []),
        (
            [row("2021-01/2021-06"), row("2021-07/2021-12")],
            [row("2021-01/2021-12", 11)],
            [("2021-01/2021-12", "2021-01/2021-12", (12, 11))],
        ),
        ([row("2021-01/2021-03")], [row("2021-01/2021-05")], [("2021-01/2021-03", "2021-01/2021-05", (3, 5))]),
        ([], [row("2021-01/2021-12")], [(None, "2021-01/2021-12", (None, 12))]),
        ([row("2021-01/2021-12")], [], [("2021-01/2021-12", None, (12, None))]),
        ([row("2021-01/2021-06"), row("2021-07/2021-12", 3)], [row("2021-01/2021-06")], [("2021-07/2021-12", None, (3, None))]),
        (
            [row("2021-01/2021-12"), row("2021-12/2022-03", 4)],
            [row("2021-01/2021-12"), row("2022-01/2022-03")],
            [("2021-01/2022-03", "2021-01/2022-03", (16, 15))],
        ),
    ],
)
def test_rows_that_share_their_time_are_compared_by_their_sums(before, after, found):
    made = contributions(before, after)
    assert [(one, other) for one, other, _ in made] == [(a and period(a), b and period(b)) for a, b, _ in found]
    assert [figures for _, _, figures in made] == [[(PENSION, "months", *months)] for _, _, months in found]


def test_amounts_are_summed_and_blanks_are_left_out():
    before = [row("2021-01/2021-06", base="100.00", personal="8.00"), row("2021-07/2021-12", base="50.00")]
    after = [row("2021-01/2021-12", base="151.00", personal="8.50")]
    base, personal = (PENSION, "base", Decimal("150.00"), Decimal("151.00")), (PENSION, "personal", Decimal("8.00"), Decimal("8.50"))
    assert contributions(before, after)[0][2] == [base, personal]
    blank = [replace(row("2021-01/2021-12"), amounts={PENSION: Amounts()})]
    assert contributions(blank, [row("2021-01/2021-12", 0)])[0][2] == [(PENSION, "months", None, 0)]
    assert contributions(blank, [replace(row("2021-01/2021-12"), amounts={})]) == []
    assert contributions([], blank) == [(None, period("2021-01/2021-12"), [])]


@pytest.mark.parametrize(
    ("before", "after", "compared"),
    [
        ("2018-05/2018-12", "2018-06/2018-12", False),
        ("2018-06/2018-12", "2018-05/2018-12", False),
        ("2018-06/2018-12", "2018-06/2018-11", True),
        ("2020-06/2021-01", "2020-06/2020-12", False),
        ("2020-06/2020-12", "2020-06/2021-01", True),
        ("2018-05/2018-12", None, False),
        ("2018-06/2018-12", None, True),
        ("2020-06/2021-01", None, False),
        (None, "2018-05/2018-12", False),
        (None, "2018-06/2018-12", True),
        (None, "2021-01/2021-02", True),
    ],
)
def test_times_that_one_print_was_not_asked_for_in_full_are_left_out(before, after, compared):
    asked = Asked(month("2018-06"), month("2020-12"))
    made = contributions([row(before, 1)] if before else [], [row(after, 2)] if after else [], asked)
    assert bool(made) is compared


def test_a_mark_of_back_payments_is_told():
    plain, marked = row("2021-01/2021-06"), row("2021-07/2021-12", mark=True)
    whole = row("2021-01/2021-12")
    (change,) = changed_contributions([whole], [plain, marked, whole], ASKED)
    assert (change.marked_before, change.marked_after) == (False, True)
    (gone,) = changed_contributions([row("2021-01/2021-12", mark=True)], [whole], ASKED)
    assert (gone.marked_before, gone.marked_after, gone.figures) == (True, False, ())
    assert changed_contributions([row("2021-01/2021-12", mark=True)], [row("2021-01/2021-12", mark=True)], ASKED) == ()
    (halves,) = changed_contributions([plain, marked, whole], [whole, plain], ASKED)
    assert (halves.marked_before, halves.marked_after) == (True, False)


@pytest.mark.parametrize(
    ("before", "after", "months", "inside"),
    [
        ("2021-01/2021-12", "2021-01/2021-12", (11, 12), 1),
        ("2021-01/2021-03", "2021-01/2021-05", (2, 5), 1),
        ("2021-01/2021-03", "2021-01/2021-05", (3, 5), 0),
        ("2021-01/2021-03", "2021-01/2021-05", (3, 4), 0),
        ("2021-03/2021-05", "2021-01/2021-05", (1, 5), 2),
        (None, "2021-01/2021-05", (0, 5), 0),
        ("2021-01/2021-05", None, (5, 0), 0),
    ],
)
def test_months_that_were_added_inside_the_time_that_was_shown_before(before, after, months, inside):
    change = ContributionChange(before and period(before), after and period(after), (), marked_before=False, marked_after=False)
    assert change.months_inside(*months) == inside


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("2021-01/2021-03", "2021-02/2021-05", "2021-01/2021-05"),
        ("2021-01/2021-03", None, "2021-01/2021-03"),
        (None, "2021-02/2021-05", "2021-02/2021-05"),
    ],
)
def test_the_time_of_a_change_is_that_of_both_sides(before, after, whole):
    change = ContributionChange(before and period(before), after and period(after), (), marked_before=False, marked_after=False)
    assert change.period == period(whole)


def test_figures_that_differ_stand_in_the_form_s_order():
    one = {MEDICAL: Amounts(3, Decimal("1.00")), PENSION: Amounts(3)}
    other = {PENSION: Amounts(4, None, Decimal("0.50")), MEDICAL: Amounts(3, Decimal("1.0"))}
    assert figures_between(one, other) == (
        Figure(PENSION, "months", 3, 4),
        Figure(PENSION, "personal", None, Decimal("0.50")),
    )
    assert figures_between({}, {MEDICAL: Amounts(0)}) == (Figure(MEDICAL, "months", None, 0),)
    assert [f.insurance for f in figures_between({}, dict.fromkeys(Insurance, Amounts(1)))] == list(Insurance)
