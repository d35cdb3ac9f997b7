"""What a record can know of a month: both sides of the posted month, of the print and of the query period."""

import pytest
from review_build import BLUE, month, period, stints

from sbparse.review.clock import Clock


def clock(
    posted: str | None = "2023-03", printed: str | None = "2023-04", *, lag: int = 2, covered: str = "2020-01/2023-04", **ends: set
) -> Clock:
    return Clock(posted and month(posted), printed and month(printed), lag, frozenset(period(covered).indices), **ends)


def row(span: str):
    return stints((BLUE, span))[0]


@pytest.mark.parametrize(("printed", "lag", "due"), [("2023-04", 2, "2023-02"), ("2023-01", 1, "2022-12"), (None, 2, "None")])
def test_the_month_that_must_have_been_posted(printed, lag, due):
    assert str(clock(printed=printed, lag=lag).due) == due


@pytest.mark.parametrize(
    ("printed", "end", "runs"),
    [("2023-04", "2023-01", False), ("2023-04", "2023-02", True), ("2023-04", "2023-03", True), (None, "1999-01", True)],
)
def test_a_stint_may_go_on_from_the_month_that_was_due(printed, end, runs):
    assert clock(printed=printed).still_running(month(end)) is runs


@pytest.mark.parametrize(
    ("posted", "printed", "asked", "open_"),
    [
        ("2023-03", "2023-04", "2023-03", False),
        ("2023-03", "2023-04", "2023-04", True),
        ("2022-10", "2023-04", "2022-11", False),
        ("2022-10", "2023-04", "2023-02", False),
        ("2022-10", "2023-04", "2023-03", True),
        ("2022-10", None, "2022-10", False),
        ("2022-10", None, "2022-11", True),
        (None, "2023-04", "2023-05", False),
        (None, None, "2023-05", False),
    ],
)
def test_a_month_is_not_posted_yet_after_the_last_one_and_after_what_was_due(posted, printed, asked, open_):
    assert clock(posted, printed).not_yet_posted(month(asked)) is open_


@pytest.mark.parametrize(
    ("printed", "span", "pending"),
    [
        ("2023-05", "2023.3-至今", False),
        ("2023-05", "2023.4-至今", True),
        ("2023-05", "2023.5-至今", True),
        ("2023-05", "2023.6-至今", False),
        ("2023-05", "2023.4-2023.5", False),
        (None, "2024.1-至今", True),
        (None, "2023.3-至今", False),
    ],
)
def test_a_row_is_pending_from_after_the_posted_month_to_the_print(printed, span, pending):
    assert clock(printed=printed).pending(row(span)) is pending


@pytest.mark.parametrize(
    ("posted", "printed", "span", "period_", "reach"),
    [
        ("2023-03", "2023-04", "2020.1-2021.5", "2020-01/2021-05", "2020-01/2021-05"),
        ("2023-03", "2023-04", "2020.1-至今", "2020-01/2023-03", "2020-01/2023-04"),
        ("2023-03", "2023-02", "2020.1-至今", "2020-01/2023-03", "2020-01/2023-03"),
        ("2023-03", "2023-04", "2023.6-至今", "2023-06", "2023-06"),
        (None, "2023-04", "2020.1-至今", "2020-01", "2020-01/2023-04"),
        ("2023-03", None, "2020.1-至今", "2020-01/2023-03", "2020-01/2023-03"),
        (None, None, "2020.1-至今", "2020-01", "2020-01"),
    ],
)
def test_now_is_what_is_posted_and_reaches_to_the_print(posted, printed, span, period_, reach):
    times = clock(posted, printed)
    assert (times.period(row(span)), times.reach(row(span))) == (period(period_), period(reach))


@pytest.mark.parametrize(("at", "cut"), [("2019-12", False), ("2020-01", True), ("2020-02", False), ("2020-03", False)])
def test_a_query_period_cuts_where_it_starts_unless_another_print_covers_the_month_before(at, cut):
    assert clock(query_starts={month("2020-01"), month("2020-02")}).cut_before(month(at)) is cut
    assert not clock().cut_before(month(at))


@pytest.mark.parametrize(("at", "cut"), [("2023-02", False), ("2023-03", False), ("2023-04", True), ("2023-05", False)])
def test_a_query_period_cuts_where_it_ends_unless_another_print_covers_the_next_month(at, cut):
    assert clock(query_ends={month("2023-03"), month("2023-04")}).cut_after(month(at)) is cut
    assert not clock().cut_after(month(at))
