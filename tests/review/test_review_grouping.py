"""Rows and stints of one company laid along each other: the cut in which the fewest months differ."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from review_build import BLUE, indices, month, period

from sbparse.history.model import DeclaredStint
from sbparse.review.grouping import Group, Row, grouped
from sbparse.review.model import InsuredStint
from sbparse.values.month import Period
from sbparse.values.place import Place


def row(span: str, number: int = 2, *, counted: str | None = "all", pending: bool = False) -> Row:
    """A declared row; ``counted`` None is one on contract."""
    own = period(span)
    months = frozenset(own.indices if counted == "all" else period(counted).indices if counted else ())
    return Row(DeclaredStint(number, BLUE, own.start, own.end), own, months, pending)


def stint(span: str) -> InsuredStint:
    own = period(span)
    return InsuredStint(BLUE, (BLUE,), own, own.months, 0, (0,), Place(1, (0.0, 0.0, 1.0, 1.0)), "a.pdf")


def rows(*spans: str) -> list[Row]:
    return [row(span, number) for number, span in enumerate(spans, 2)]


def stints(*spans: str) -> list[InsuredStint]:
    return [stint(span) for span in spans]


def found(declared: list[Row], insured: list[InsuredStint]) -> list[tuple[list[int], list[int]]]:
    """Positions of the rows and stints of each group."""
    groups = grouped(declared, insured)
    return [([declared.index(one) for one in group.rows], [insured.index(one) for one in group.stints]) for group in groups]


@pytest.mark.parametrize(
    ("declared", "insured", "groups"),
    [
        ([], [], []),
        (["2018-01/2018-12"], [], []),
        ([], ["2018-01/2018-12"], []),
        (["2018-01/2018-12"], ["2018-01/2018-12"], [([0], [0])]),
        (["2018-01/2018-06", "2018-07/2018-12"], ["2018-01/2018-12"], [([0, 1], [0])]),
        (["2018-01/2019-12"], ["2018-01/2018-06", "2019-01/2019-12"], [([0], [0, 1])]),
        (["2018-01/2018-06", "2019-01/2019-12"], ["2018-01/2018-06", "2019-01/2019-12"], [([0], [0]), ([1], [1])]),
        (["2018-01/2018-03", "2018-04/2018-06", "2019-01/2019-12"], ["2018-01/2018-06", "2019-01/2019-12"], [([0, 1], [0]), ([2], [1])]),
        (["2018-01/2018-12"], ["2018-01/2018-12", "2020-01/2020-12"], [([0], [0])]),
        (["2018-01/2018-12", "2020-01/2020-12"], ["2020-01/2020-12"], [([1], [0])]),
        (["2018-01/2018-12", "2018-01/2018-12"], ["2018-01/2018-12"], [([0], [0])]),
        (["2018-01/2018-12", "2018-12/2019-06"], ["2018-01/2019-06"], [([0, 1], [0])]),
        (["2018-01/2019-02", "2019-03/2019-12"], ["2018-01/2018-12", "2019-02/2019-12"], [([0, 1], [0, 1])]),
        (["2015-01/2015-12", "2018-01/2019-12"], ["2015-01/2015-12", "2018-01/2018-06", "2019-01/2019-12"], [([0], [0]), ([1], [1, 2])]),
    ],
)
def test_the_groups_that_differ_in_the_fewest_months(declared, insured, groups):
    assert found(rows(*declared), stints(*insured)) == groups


@pytest.mark.parametrize(
    ("declared", "near"), [("2016-01/2016-11", False), ("2016-01/2016-12", True), ("2019-12/2020-03", True), ("2020-01/2020-03", False)]
)
def test_a_slip_in_the_dates_reaches_twelve_months(declared, near):
    """A row beside a stint that shares no month with it is the same time where twelve months lie between their ends."""
    assert found(rows(declared), stints("2017-12/2018-12")) == ([([0], [0])] if near else [])


def test_a_row_on_contract_answers_what_it_touches_and_nothing_near():
    assert found([row("2018-03/2018-08", counted=None)], stints("2018-01/2018-12")) == [([0], [0])]
    assert found([row("2017-01/2017-12", counted=None)], stints("2018-01/2018-12")) == []


def test_of_two_rows_beside_a_stint_the_one_that_shares_months_answers_it():
    assert found(rows("2016-06/2016-12", "2018-02/2018-12"), stints("2018-01/2018-12")) == [([1], [0])]


@pytest.mark.parametrize(("start", "pending"), [("2023-04", True), ("2030-04", True), ("2030-04", False)])
def test_a_row_that_is_pending_answers_a_stint_however_long_before(start, pending):
    late = row(start, counted=None, pending=pending)
    assert found([late], stints("2018-01/2023-03")) == ([([0], [0])] if pending else [])


def test_a_pending_row_beside_the_row_that_answers_the_stint():
    declared = [row("2018-01/2023-03"), row("2023-04", 3, counted=None, pending=True)]
    assert found(declared, stints("2018-01/2023-03")) == [([0, 1], [0])]
    assert found([declared[0], replace(declared[1], pending=False)], stints("2018-01/2023-03")) == [([0], [0])]


def test_what_a_row_costs_that_answers_nothing():
    assert row("2018-01/2018-12").left_out == (12, 0, 0)
    assert row("2018-01/2018-12", counted="2018-01/2018-03").left_out == (3, 0, 0)
    assert row("2023-04", counted=None, pending=True).left_out == (1, 0, 0)


def test_months_that_differ_are_those_declared_twice_or_not_at_all():
    group = Group(tuple(rows("2018-01/2018-12", "2018-12/2019-03")), (stint("2018-02/2019-04"),))
    assert group.months_off == 3  # 2018-01, 2018-12 twice, 2019-04
    assert group.cost == (3, -1, 3) and group.insured == indices("2018-02/2019-04")
    contract = Group((row("2017-01/2018-12", counted=None),), (stint("2018-02/2019-04"),))
    assert contract.months_off == 4
    unsure = Group((row("2017-01/2019-04", counted="2018-01/2019-04"),), (stint("2018-02/2019-04"),))
    assert unsure.months_off == 1


def chain(rows_: int, stints_: int) -> list[tuple[list[int], list[int]]]:
    """Single insured months two apart, and rows that each reach from one to the next."""
    first = month("2010-01")
    declared = [row(f"{first + 2 * i}/{first + (2 * i + 2)}", i) for i in range(rows_)]
    return found(declared, [stint(str(first + 2 * i)) for i in range(stints_)])


@pytest.mark.parametrize(
    ("count", "others", "groups"),
    [(16, 4, [([0], [0]), ([1], [1]), ([2], [2]), ([3], [3])]), (13, 5, [(list(range(13)), list(range(5)))])],
)
def test_of_the_same_row_again_and_again_one_answers_each_stint_unless_there_are_too_many(count, others, groups):
    declared = [row("2018-01/2018-12", number) for number in range(count)]
    insured = [stint(f"2018-{at:02}") for at in range(1, others + 1)]
    assert found(declared, insured) == groups


def test_of_several_rows_or_stints_near_each_other_the_earlier_ones_are_taken():
    assert found(rows("2016-12", "2017-02/2017-03"), stints("2017-12/2018-12")) == [([0], [0])]
    assert found(rows("2017-12/2018-12"), stints("2016-12", "2017-02/2017-03")) == [([0], [0])]
    assert found(rows("2010-01", "2016-12"), stints("2012-06", "2017-12/2018-12")) == [([1], [1])]


def test_a_cluster_of_more_than_64_ties_is_one_group():
    assert len(chain(8, 8)) == 8
    assert chain(8, 9) == [(list(range(8)), list(range(9)))]


def test_a_large_cluster_leaves_no_stint_out_that_only_a_pending_row_touches():
    declared = [row("2018-01/2018-12", number) for number in range(33)] + [row("2023-04", 33, counted=None, pending=True)]
    assert found(declared, stints("2018-01/2018-12", "2020-01/2020-06")) == [(list(range(34)), [0, 1])]


def test_a_large_cluster_is_one_group_beside_others():
    first = month("2010-01")
    declared = [row(f"{first + 2 * i}/{first + (2 * i + 2)}", i) for i in range(8)] + rows("2015-01/2015-06", "2016-01/2016-06")
    insured = [stint(str(first + 2 * i)) for i in range(9)] + stints("2015-01/2015-06", "2016-01/2016-06")
    assert found(declared, insured) == [(list(range(8)), list(range(9))), ([8], [9]), ([9], [10])]
    early = rows("2005-01/2005-06")
    assert found(early + declared, stints("2005-01/2005-06") + insured)[0] == ([0], [0])


spans = st.tuples(st.integers(0, 14), st.integers(0, 5)).map(lambda at: Period(month("2018-01") + at[0], month("2018-01") + sum(at)))


@given(st.lists(spans, max_size=3), st.lists(spans, max_size=3))
def test_no_cut_into_groups_is_better(declared, insured):
    """Against every cut of the rows and stints, taken in order, into groups that touch."""
    ours = [row(f"{span.start}/{span.end}", number) for number, span in enumerate(sorted(declared))]
    theirs = [stint(f"{span.start}/{span.end}") for span in sorted(insured)]
    assert total(ours, theirs, grouped(ours, theirs)) == min(total(ours, theirs, cut) for cut in cuts(ours, theirs))


def total(declared: list[Row], insured: list[InsuredStint], groups: list[Group]) -> tuple[int, int]:
    """Months that differ, then minus the number of groups."""
    single = [one for one in declared if not any(one in group.rows for group in groups)]
    alone = [one for one in insured if not any(one is other for group in groups for other in group.stints)]
    off = sum(group.months_off for group in groups) + sum(len(one.counted) for one in single) + sum(one.period.months for one in alone)
    return off, -len(groups)


def cuts(declared: list[Row], insured: list[InsuredStint]) -> list[list[Group]]:
    if not declared or not insured:
        return [[]]
    without = cuts(declared[1:], insured) + cuts(declared, insured[1:])
    firsts = [
        (i, j, Group(tuple(declared[:i]), tuple(insured[:j]))) for i in range(1, len(declared) + 1) for j in range(1, len(insured) + 1)
    ]
    return without + [[group, *rest] for i, j, group in firsts if joined(group) for rest in cuts(declared[i:], insured[j:])]


def joined(group: Group) -> bool:
    """Whether rows and stints touch each other, directly or through others; a row alone may lie near its stint."""
    if len(group.rows) == len(group.stints) == 1:
        return True
    reached = {id(group.rows[0])}
    for _ in range(6):
        for one in group.rows:
            for other in group.stints:
                if one.period.overlap(other.period) and {id(one), id(other)} & reached:
                    reached |= {id(one), id(other)}
    return len(reached) == len(group.rows) + len(group.stints)
