"""Which declared rows answer which insured stints: an n:m alignment of least cost.

Within one company first (after normal form, renames and dispatch): rows and stints are laid along each other in time order and cut into
groups so that the fewest months differ. Several rows may answer one stint (posts, a split at a rename), one row several stints (a gap in
between); of equal costs the one with more and smaller groups is taken, then the earlier one, so the result never depends on chance.

What is left over then is matched by time: a row under another name that lies over months which nobody else declares is that stint under a
wrong name.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sbparse.employer.names import alike
from sbparse.history.model import DeclaredStint, Evidence
from sbparse.review.clock import Clock
from sbparse.review.companies import Companies, insurer
from sbparse.review.grouping import Group, Row, grouped
from sbparse.review.model import InsuredStint, Pair
from sbparse.values.month import Month, Period


@dataclass(slots=True)
class _Matching:
    """The groups found so far and what is left; grows while aligning, never leaves this module."""

    groups: list[Group] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    stints: list[InsuredStint] = field(default_factory=list)


def align(declared: Sequence[DeclaredStint], insured: Sequence[InsuredStint], companies: Companies, clock: Clock) -> tuple[Pair, ...]:
    """Pairs in time order; a row or a stint that nothing answers stands in a pair with one empty side."""
    rows = sorted((_row(stint, clock) for stint in declared), key=lambda r: (r.period, r.stint.row))
    matching = _within_companies(rows, insured, companies)
    _by_time(matching, companies)
    groups = [
        *matching.groups,
        *(Group((row,), ()) for row in matching.rows),
        *(Group((), (stint,)) for stint in matching.stints),
    ]
    return tuple(Pair(tuple(row.stint for row in group.rows), group.stints) for group in sorted(groups, key=_time_order))


def _time_order(group: Group) -> tuple[Period, int]:
    periods = [row.period for row in group.rows] or [stint.period for stint in group.stints]
    return min(periods), min((row.stint.row for row in group.rows), default=0)


def _row(stint: DeclaredStint, clock: Clock) -> Row:
    period = clock.period(stint)
    if stint.evidence is Evidence.CONTRACT:
        return Row(stint, period, frozenset(), pending=False)
    counted = clock.covered.intersection(period.indices)
    if stint.end is None:
        counted = frozenset(month for month in counted if not clock.not_yet_posted(Month(month)))
    return Row(stint, period, counted, pending=clock.pending(stint))


def _within_companies(rows: Sequence[Row], insured: Sequence[InsuredStint], companies: Companies) -> _Matching:
    matching = _Matching()
    keys = dict.fromkeys([*(companies.of(row.stint.employer) for row in rows), *(companies.of(stint.employer) for stint in insured)])
    for key in keys:
        ours = [row for row in rows if companies.of(row.stint.employer) == key]
        theirs = [stint for stint in insured if companies.of(stint.employer) == key]
        groups = grouped(ours, theirs)
        matching.groups += groups
        matching.rows += [row for row in ours if not any(row in group.rows for group in groups)]
        matching.stints += [stint for stint in theirs if not any(stint in group.stints for group in groups)]
    return matching


def _by_time(matching: _Matching, companies: Companies) -> None:
    """Match what is left by time. Rows under 合同 need not be in the record and stay alone."""
    targets: dict[str, list[Row]] = {}
    for row in sorted(matching.rows, key=lambda r: (r.period, r.stint.row)):
        company = _company_in_that_time(row, matching, companies)
        if company is not None:
            targets.setdefault(company, []).append(row)
    for company, rows in targets.items():
        for row in rows:
            _join(row, company, matching, companies)
        theirs = [stint for stint in matching.stints if companies.of(stint.employer) == company]
        for group in grouped([row for row in rows if row in matching.rows], theirs):
            if _same_time(group):
                matching.groups.append(group)
                matching.rows = [row for row in matching.rows if row not in group.rows]
                matching.stints = [stint for stint in matching.stints if stint not in group.stints]


def _company_in_that_time(row: Row, matching: _Matching, companies: Companies) -> str | None:
    """The company whose undeclared months a row lies over: at least half of the row, or any of it where the names are alike."""
    best: tuple[bool, int, str] | None = None
    for company, (name, months) in _undeclared(matching, companies).items():
        shared = len(months & row.counted)
        similar = alike(insurer(row.stint.employer), name)
        if shared and (similar or shared * 2 >= len(row.counted)) and (best is None or (similar, shared) > best[:2]):
            best = similar, shared, company
    return best[2] if best else None


def _undeclared(matching: _Matching, companies: Companies) -> dict[str, tuple[str, set[int]]]:
    """By company its name in the record and its insured months that no matched row has, in time order."""
    found: dict[str, tuple[str, set[int]]] = {}
    open_stints = [(stint, set(stint.period.indices)) for stint in matching.stints]
    for group in matching.groups:
        declared = {month for row in group.rows for month in row.period.indices}
        open_stints += [(stint, set(stint.period.indices) - declared) for stint in group.stints]
    for stint, months in sorted(open_stints, key=lambda item: item[0].period):
        found.setdefault(companies.of(stint.employer), (stint.employer, set()))[1].update(months)
    return found


def _join(row: Row, company: str, matching: _Matching, companies: Companies) -> None:
    """Put a row into a group of the company where most of it lies over months that the group's rows leave open."""
    best: tuple[int, int] = 0, 0
    for position, group in enumerate(matching.groups):
        if companies.of(group.stints[0].employer) == company:
            declared = {month for other in group.rows for month in other.period.indices}
            best = max(best, (len((group.insured - declared) & row.counted), -position))
    theirs = [stint for stint in matching.stints if companies.of(stint.employer) == company]
    alone = max((len(row.counted.intersection(stint.period.indices)) for stint in theirs), default=0)
    if best[0] > alone:
        group = matching.groups[-best[1]]
        rows = tuple(sorted((*group.rows, row), key=lambda r: (r.period, r.stint.row)))
        matching.groups[-best[1]] = Group(rows, group.stints)
        matching.rows.remove(row)


def _same_time(group: Group) -> bool:
    """Whether rows and stints under different names are the same time: they share half of the stints' months, or the names are alike."""
    shared = group.insured & {month for row in group.rows for month in row.counted}
    if any(alike(insurer(row.stint.employer), name) for row in group.rows for stint in group.stints for name in stint.names):
        return bool(shared)
    return len(shared) * 2 >= len(group.insured)


def unanswered(pairs: Iterable[Pair]) -> tuple[InsuredStint, ...]:
    """The insured stints that no declared row answers."""
    return tuple(stint for pair in pairs if not pair.declared for stint in pair.insured)
