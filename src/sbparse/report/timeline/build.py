"""A review → its timeline.

Nothing is judged here: which row answers which stint is the review's alignment, which months are unpaid or undecided its findings. A month
that only one side of a pair has is a difference, unless the record cannot have it: it lies outside what was printed, or was not posted yet
and no error says that it must have been.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from heapq import heappop, heappush
from typing import Final, TypeAlias, TypeVar

from sbparse.findings import Finding, Severity
from sbparse.history.model import Evidence
from sbparse.messages import Message
from sbparse.record.model import PrintBasis
from sbparse.report.rows import numbered_pairs
from sbparse.report.timeline.model import Bar, Difference, Gap, Lane, RenameMark, Timeline, Undecided
from sbparse.review.model import Pair, Review
from sbparse.review.prints import covered_months, printed_month, prints_of
from sbparse.values.month import Month, Period, runs

_UNPAID_RULE: Final = "unpaid-months"
# Parts of its sentence that tell of how many months, in which stretch, without naming them.
_UNDECIDED_PARTS: Final = frozenset({"review.unpaid-months.some", "review.unpaid-months.between"})
_WEIGHTS: Final = tuple(Severity)
_Months: TypeAlias = AbstractSet[Month]
_Subject = TypeVar("_Subject", bound=Hashable)


def timeline_of(review: Review) -> Timeline | None:
    """The timeline of a review; None where there is no stint on either side."""
    numbered = list(enumerate(numbered_pairs(review), start=1))
    printed = _printed(review)
    posted = max((stint.period.end for pair in review.pairs for stint in pair.insured), default=None)
    reach = max((month for month in (posted, printed) if month), default=None)
    bars = [
        *_levelled(bar for number, (pair, _) in numbered for bar in _insured(number, pair)),
        *_levelled(bar for number, (pair, _) in numbered for bar in _declared(number, pair, reach)),
    ]
    if not bars:
        return None
    axis = _axis([bar.period for bar in bars], printed)
    silent = _silent(review, Period(min(bar.period.start for bar in bars), max(bar.period.end for bar in bars)), posted)
    months = _months_of(bars)
    differences = [
        difference
        for number, (pair, findings) in numbered
        for difference in _differences(number, pair, findings, months, _cannot_have(pair, silent, posted))
    ]
    return Timeline(
        axis=axis,
        bars=tuple(bars),
        renames=tuple(_renames(review, axis)),
        gaps=tuple(gap for lane in Lane for gap in _gaps(lane, bars)),
        differences=tuple(sorted(differences, key=lambda d: (d.period, d.only, d.pair))),
        silent=tuple(runs(silent)),
        printed=printed,
    )


def _printed(review: Review) -> Month | None:
    window = review.print_window
    given = window.print_date if window and window.basis is PrintBasis.GIVEN else None
    return printed_month(prints_of(review.sources), given)


def _axis(periods: Sequence[Period], printed: Month | None) -> Period:
    first = min(period.start for period in periods)
    last = max([*(period.end for period in periods), *([printed] if printed else [])])
    return Period(Month.of(first.year, 1), Month.of(last.year, 12))


def _silent(review: Review, whole: Period, posted: Month | None) -> _Months:
    covered = covered_months(prints_of(review.sources))
    return frozenset(month for month in whole if month.index not in covered or posted is None or month > posted)


def _cannot_have(pair: Pair, silent: _Months, posted: Month | None) -> _Months:
    """The silent months less those after the last posted one that an error of the pair names: they were due and are missing."""
    if posted is None:
        return silent
    missing = {month for f in pair.findings if f.severity is Severity.ERROR for month in f.months if month > posted}
    return silent - missing if missing else silent


def _insured(number: int, pair: Pair) -> Iterator[Bar]:
    worst = _worst_of(((f.record, f.employment), f.severity) for f in pair.findings)
    found = [f for f in pair.findings if f.rule == _UNPAID_RULE]
    unpaid = {month for f in found for month in f.months}
    undecided = [part for f in found for part in _undecided(f)]
    for stint in pair.insured:
        yield Bar(
            Lane.RECORD,
            number,
            0,
            stint.period,
            stint.employer,
            worst=_heaviest(worst.get((stint.record, employment)) for employment in stint.employments),
            unpaid=tuple(runs(month for month in stint.period if month in unpaid)) if unpaid else (),
            undecided=tuple(replace(part, period=shared) for part in undecided if (shared := part.period.overlap(stint.period))),
            paid_months=stint.paid_months,
        )


def _undecided(finding: Finding) -> Iterator[Undecided]:
    """The stretches of a finding in which unpaid months lie; the sentence carries them as values."""
    parts = finding.message.params.get("parts", ())
    for part in parts if isinstance(parts, Sequence) else ():
        if isinstance(part, Message) and part.key in _UNDECIDED_PARTS:
            first, last = part.params["first"], part.params["last"]
            least, most = part.params["least"], part.params["most"]
            if isinstance(first, Month) and isinstance(last, Month) and isinstance(least, int) and isinstance(most, int):
                yield Undecided(Period(first, last), least, most)


def _declared(number: int, pair: Pair, reach: Month | None) -> Iterator[Bar]:
    worst = _worst_of((f.history_row, f.severity) for f in pair.findings)
    for row in pair.declared:
        end = row.end or max(row.start, reach or row.start)
        yield Bar(
            Lane.DECLARED,
            number,
            0,
            Period(row.start, end),
            row.employer,
            ongoing=row.end is None,
            contract=row.evidence is Evidence.CONTRACT,
            worst=worst.get(row.row),
        )


def _worst_of(found: Iterable[tuple[_Subject, Severity]]) -> dict[_Subject, Severity]:
    """The heaviest of the findings about each row."""
    worst: dict[_Subject, Severity] = {}
    for subject, severity in found:
        worst[subject] = _heaviest((severity, worst.get(subject))) or severity
    return worst


def _heaviest(severities: Iterable[Severity | None]) -> Severity | None:
    return min((severity for severity in severities if severity), key=_WEIGHTS.index, default=None)


def _levelled(bars: Iterable[Bar]) -> list[Bar]:
    """The bars in time order, each on the first level where it overlaps none before it."""
    taken: list[tuple[Month, int]] = []  # the end of the last bar of a level, and the level
    free: list[int] = []
    placed: list[Bar] = []
    for bar in sorted(bars, key=lambda b: (b.period, b.pair)):
        while taken and taken[0][0] < bar.period.start:
            heappush(free, heappop(taken)[1])
        level = heappop(free) if free else len(taken)
        heappush(taken, (bar.period.end, level))
        placed.append(replace(bar, level=level))
    return placed


def _renames(review: Review, axis: Period) -> Iterator[RenameMark]:
    inside = sorted((entry for entry in review.history.renames if entry.month in axis), key=lambda entry: (entry.month, entry.row))
    for number, entry in enumerate(inside, start=1):
        yield RenameMark(number, entry.month, entry.former, entry.current)


def _gaps(lane: Lane, bars: Sequence[Bar]) -> Iterator[Gap]:
    months = {month for bar in bars if bar.lane is lane for month in bar.period}
    if months:
        yield from (Gap(lane, run) for run in runs(set(Period(min(months), max(months))) - months))


def _months_of(bars: Iterable[Bar]) -> dict[tuple[int, Lane], set[Month]]:
    """The months of each pair in each lane."""
    months: dict[tuple[int, Lane], set[Month]] = {}
    for bar in bars:
        months.setdefault((bar.pair, bar.lane), set()).update(bar.period)
    return months


def _differences(
    number: int, pair: Pair, findings: Mapping[int, int], months: Mapping[tuple[int, Lane], _Months], lacking: _Months
) -> Iterator[Difference]:
    """The months that only one side of a pair has; ``findings`` are the numbers of its findings by their position."""
    declared, insured = (months.get((number, lane), frozenset[Month]()) for lane in (Lane.DECLARED, Lane.RECORD))
    serious = [(at, pair.findings[position]) for position, at in findings.items() if pair.findings[position].severity is not Severity.INFO]
    for lane, only in ((Lane.RECORD, insured - declared), (Lane.DECLARED, declared - insured - lacking)):
        stretches = runs(only)
        for run, told in zip(stretches, _about(stretches, serious), strict=True):
            yield Difference(run, lane, number, tuple(sorted(told)))


def _about(stretches: Sequence[Period], findings: Sequence[tuple[int, Finding]]) -> list[list[int]]:
    """For each stretch, the numbers of the findings that speak of its months; one that names no month speaks of all."""
    lies_in = {month: position for position, run in enumerate(stretches) for month in run}
    told: list[list[int]] = [[] for _ in stretches]
    for number, finding in findings:
        touched = {lies_in[month] for month in finding.months if month in lies_in} if finding.months else range(len(stretches))
        for position in touched:
            told[position].append(number)
    return told
