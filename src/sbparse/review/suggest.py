"""The corrected 工作经历: what the declaration should say, after the record (CONTRACT, fine print on suggested_history).

One row a stint, split at renames; rows that only differ in post or work stay apart, because each says something that the record does not.
Checked again, the suggestion has no error about stints, names, renames or dispatch: that is its test.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sbparse.employer.dispatch import dispatch_form
from sbparse.employer.renames import Renaming
from sbparse.history.model import DeclaredStint
from sbparse.review.case import Case, on_contract, on_record
from sbparse.review.companies import equal
from sbparse.review.model import InsuredStint, Pair, SuggestedStint
from sbparse.review.rules.coverage import absence, undeclared
from sbparse.review.rules.months import first_row, last_row
from sbparse.review.rules.names import declared_host
from sbparse.review.ruling import UNKNOWN_HOST
from sbparse.values.month import Month, Period, runs


def suggested_history(case: Case) -> tuple[SuggestedStint, ...]:
    """The rows in time order.

    Rows under 合同 stay as they are. A row under 社保 that the record does not have is left out, unless the record cannot have it. Insured
    stints that nobody declared are added. 至今 stays where the record supports it.
    """
    rows: list[SuggestedStint] = []
    for pair in case.pairs:
        rows += [_as_declared(case, row) for row in on_contract(pair)]
        if pair.insured and on_record(pair):
            rows += _corrected(case, pair)
        elif not pair.insured and case.stints:
            rows += [_as_declared(case, row) for row in on_record(pair) if absence(case, row) != "missing"]
        elif not case.stints:
            rows += [_as_declared(case, row) for row in on_record(pair)]
    for stint in undeclared(case):
        rows += _segments(case, stint, stint.period, ())
    return tuple(sorted(rows, key=lambda row: (row.start, row.end, row.row or 0)))


def _as_declared(case: Case, row: DeclaredStint) -> SuggestedStint:
    return _from_row(row, SuggestedStint(row.employer, row.start, case.clock.period(row).end, row.end is None, row.evidence))


def _from_row(row: DeclaredStint | None, suggestion: SuggestedStint) -> SuggestedStint:
    """The columns that the record does not know follow the row that the months came from."""
    return replace(suggestion, work=row.work, post=row.post, reference=row.reference, row=row.row) if row else suggestion


def _corrected(case: Case, pair: Pair) -> list[SuggestedStint]:
    """Rows for the stints of a pair, less the months that its contract rows have."""
    contract = {month for row in on_contract(pair) for month in case.clock.period(row)}
    rows: list[SuggestedStint] = []
    for stint in pair.insured:
        for run in runs(set(_period(case, pair, stint)) - contract):
            rows += _segments(case, stint, run, on_record(pair))
    pending = [_as_declared(case, row) for row in on_record(pair) if case.clock.pending(row)]
    return [*rows, *pending] if pending else _still_running(case, pair, rows)


def _period(case: Case, pair: Pair, stint: InsuredStint) -> Period:
    """A stint's months; where a query period cuts them, as far as was declared."""
    start, end = stint.period.start, stint.period.end
    first, last = first_row(pair), last_row(pair)
    if stint is pair.insured[0] and case.clock.cut_before(start):
        start = min(start, first.start)
    if stint is pair.insured[-1] and case.clock.cut_after(end) and last.end:
        end = max(end, last.end)
    return Period(start, end)


def _still_running(case: Case, pair: Pair, rows: list[SuggestedStint]) -> list[SuggestedStint]:
    """The last row goes on where that was declared, the record supports it and no later stint says otherwise."""
    end = pair.insured[-1].period.end
    supported = case.clock.still_running(end) or case.clock.cut_after(end)
    followed = any(stint.period.start > end for stint in case.stints)
    if rows and rows[-1].end == end and last_row(pair).end is None and supported and not followed:
        return [*rows[:-1], replace(rows[-1], ongoing=True)]
    return rows


@dataclass(frozen=True, slots=True)
class _Segment:
    """Months under one name."""

    period: Period
    name: str


def _segments(case: Case, stint: InsuredStint, period: Period, rows: Sequence[DeclaredStint]) -> list[SuggestedStint]:
    """Suggested rows for a period of a stint: split at renames, then where the declared post or work changes."""
    suggested: list[SuggestedStint] = []
    for segment in _names(case, stint, period, rows):
        for part in _parts(case, segment.period, rows):
            row = _source(case, part, rows)
            employer = _employer(case, stint, segment.name, row)
            suggested.append(_from_row(row, SuggestedStint(employer, part.start, part.end)))
    return suggested


def _employer(case: Case, stint: InsuredStint, name: str, row: DeclaredStint | None) -> str:
    if case.ruleset.personal_payer(stint.employer) and row:
        return row.employer  # the payer is no employer, so the record does not know a better name
    if case.companies.is_agency(stint.employer):
        return dispatch_form(name, declared_host(case, row, stint) if row else UNKNOWN_HOST)
    return name


def _names(case: Case, stint: InsuredStint, period: Period, rows: Sequence[DeclaredStint]) -> Iterator[_Segment]:
    """The period cut at the renames in it, each part with the name borne then, written as in the record where it has that name."""
    renames = [(rename, _first_month(case, stint, rename, rows)) for rename in case.companies.renames(stint.employer)]
    for part in _cut(period, [cut for _, cut in renames if period.start < cut <= period.end]):
        name = renames[0][0].former if renames else stint.employer
        for rename, cut in renames:
            name = rename.current if cut <= part.start else name
        yield _Segment(part, next((shown for shown in (stint.employer, *stint.names) if equal(shown, name)), name))


def _first_month(case: Case, stint: InsuredStint, rename: Renaming, rows: Sequence[DeclaredStint]) -> Month:
    """The first month under the new name: the rename's own, or the next where the rows, else the record, keep the old name through it."""
    month = rename.month
    if any(row.end == month for row in rows) and any(row.start == month + 1 for row in rows):
        return month + 1
    split = any(row.end == month + -1 for row in rows) and any(row.start == month for row in rows)
    if split or month + 1 not in stint.period:
        return month
    shown, then = case.spot(stint, month).employer, case.spot(stint, month + 1).employer
    return month + 1 if equal(shown, rename.former) and equal(then, rename.current) else month


def _parts(case: Case, period: Period, rows: Sequence[DeclaredStint]) -> list[Period]:
    """The period cut where the next declared row has another post or other work."""
    inside = sorted((row for row in rows if case.clock.reach(row).overlap(period)), key=lambda row: (row.start, row.row))
    cuts = [later.start for row, later in pairwise(inside) if (row.post, row.work) != (later.post, later.work)]
    return _cut(period, [cut for cut in cuts if period.start < cut <= period.end])


def _cut(period: Period, first_months: Iterable[Month]) -> list[Period]:
    starts = [period.start, *sorted(set(first_months))]
    ends = [start + -1 for start in starts[1:]] + [period.end]
    return [Period(start, end) for start, end in zip(starts, ends, strict=True)]


def _source(case: Case, period: Period, rows: Sequence[DeclaredStint]) -> DeclaredStint | None:
    """The declared row that a suggested one comes from: the one with most of its months, of equals the first."""

    def shared(row: DeclaredStint) -> int:
        overlap = case.clock.reach(row).overlap(period)
        return overlap.months if overlap else 0

    return max(rows, key=shared, default=None)
