"""Twice as many stints, renames or findings make twice the work in every report, not four times: work is counted in lines and calls of
Python, which are the same on every machine, and not timed."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from review_build import check, history, record

import sbparse
from sbparse.report.page import review_page
from sbparse.report.record_data import to_json
from sbparse.report.review_data import review_data
from sbparse.report.terminal.review import show_review
from sbparse.report.workbook import review_workbook
from sbparse.review.model import Review
from sbparse.values.month import Month

OURS = str(Path(sbparse.__file__).parent)
FEW, MANY = 20, 80
"""Sizes compared. What is done once for every report makes the small one dearer, so the factor between them is an upper bound."""


def work(job: Callable[[], object]) -> int:
    """Lines of this package and calls of any Python function that a job takes; comparisons of dataclasses are such calls."""
    count = 0

    def on_line(frame, event, argument):
        nonlocal count
        count += event == "line"
        return on_line

    def on_call(frame, event, argument):
        nonlocal count
        count += 1
        return on_line if frame.f_code.co_filename.startswith(OURS) else None

    before = sys.gettrace()
    sys.settrace(on_call)
    try:
        job()
    finally:
        sys.settrace(before)
    return count


def span(first: int, last: int) -> tuple[str, str]:
    """Months counted from 1990 as a declaration and as a record write them."""
    ends = Month.of(1990, 1) + first, Month.of(1990, 1) + last
    return "-".join(f"{m.year}.{m.month}" for m in ends), "/".join(map(str, ends))


def name(number: int) -> str:
    return f"北京{number}样例有限公司"


def one_by_one(number: int) -> Review:
    """Each row of the record declared a month short."""
    spans = [span(5 * at, 5 * at + 3) for at in range(number)]
    short = [span(5 * at, 5 * at + 2)[0] for at in range(number)]
    own = record(*((name(at), text) for at, (_, text) in enumerate(spans)), query="1990-01/2030-12", printed="2031-01-05")
    return check(own, history(*((name(at), text) for at, text in enumerate(short))))


def not_declared(number: int) -> Review:
    """Nothing but the first row of the record is declared."""
    own = record(*((name(at), span(5 * at, 5 * at + 3)[1]) for at in range(number)), query="1990-01/2030-12", printed="2031-01-05")
    return check(own, history((name(0), span(0, 3)[0])))


def not_insured(number: int) -> Review:
    """As many declared rows that the record has not."""
    own = record((name(0), span(0, 3)[1]), query="1990-01/2030-12", printed="2031-01-05")
    return check(own, history(*((name(at), span(5 * at, 5 * at + 3)[0]) for at in range(number))))


def interrupted(number: int) -> Review:
    """One declared row over as many stints of its employer: a pair with one long side."""
    own = record(*((name(0), span(5 * at, 5 * at + 3)[1]) for at in range(number)), query="1990-01/2030-12", printed="2031-01-05")
    return check(own, history((name(0), span(0, 5 * number - 2)[0])))


def divided(number: int) -> Review:
    """One stint declared in as many rows, with a gap after each: a pair with the other side long."""
    own = record((name(0), span(0, 5 * number - 2)[1]), query="1990-01/2030-12", printed="2031-01-05")
    return check(own, history(*((name(0), span(5 * at, 5 * at + 3)[0]) for at in range(number))))


def unpaid(number: int) -> Review:
    """Stints of one employer each with a month that was not paid."""
    rows = [span(12 * at, 12 * at + 9) for at in range(number // 2)]
    missing = {Month.of(1990, 1) + 12 * at + 4 for at in range(number // 2)}
    own = record(*((name(0), text) for _, text in rows), query="1990-01/2030-12", printed="2031-01-05", unpaid=missing)
    return check(own, history(*((name(0), text) for text, _ in rows)))


def renamed_in_a_circle(number: int) -> Review:
    """Every name of one company in the same years, each pair of which is a finding: a quarter of the size, whose square they are."""
    number //= 4
    circle = [(name(at), name((at + 1) % number), "2018-09") for at in range(number)]
    own = record((name(0), "2018-01/2019-12"))
    return check(own, history(*((name(at), "2018.1-2019.12") for at in range(number)), renames=circle))


WORLDS = (one_by_one, not_declared, not_insured, interrupted, divided, unpaid, renamed_in_a_circle)
FACES = {
    "html": review_page,
    "xlsx": review_workbook,
    "json": lambda review: to_json(review_data(review)),
    "table": lambda review: show_review(review, _console()),
}


def _console():
    from rich.console import Console

    return Console(file=io.StringIO(), width=100)


@pytest.fixture(scope="module", params=WORLDS, ids=lambda world: world.__name__)
def reviews(request) -> tuple[Review, Review]:
    return request.param(FEW), request.param(MANY)


def size(review: Review) -> int:
    """What a report has to show: findings, declared rows, insured stints, suggested rows."""
    sides = sum(len(pair.declared) + len(pair.insured) + len(pair.findings) for pair in review.pairs)
    return sides + len(review.findings) + len(review.suggested_history) + len(review.history.renames)


@pytest.mark.parametrize("face", FACES)
def test_a_report_grows_as_what_it_shows(reviews, face):
    few, many = reviews
    FACES[face](few)  # what is read or worked out once a process
    grown = work(lambda: FACES[face](many)) / work(lambda: FACES[face](few))
    assert grown <= 1.1 * size(many) / size(few)


def test_what_is_counted_tells_twice_the_work_from_four_times():
    class Value:
        def __eq__(self, other):
            return self is other

        __hash__ = None

    def searched(number):
        values = [Value() for _ in range(number)]
        return work(lambda: [value in values for value in values])

    assert searched(MANY) > 10 * searched(FEW)
    assert work(lambda: [Value() for _ in range(MANY)]) <= work(lambda: [Value() for _ in range(FEW)])
