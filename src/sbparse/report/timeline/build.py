"""A review → its timeline.

Nothing is judged here: which row answers which stint is the review's alignment, which months are unpaid or undecided its findings. A month
that only one side of a pair has is a difference, unless the record cannot have it: it lies outside what was printed, or was not posted yet
and no error says that it must have been.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from sbparse.findings import Finding, Severity
from sbparse.history.model import Evidence
from sbparse.messages import Message
from sbparse.record.model import PrintBasis
from sbparse.report.timeline.model import Bar, Difference, Gap, Lane, RenameMark, Timeline, Undecided
from sbparse.review.model import InsuredStint, Pair, Review
from sbparse.review.prints import covered_months, printed_month, prints_of
from sbparse.values.month import Month, Period, runs

_UNPAID_RULE: Final = "unpaid-months"
# Parts of its sentence that tell of how many months, in which stretch, without naming them.
_UNDECIDED_PARTS: Final = frozenset({"review.unpaid-months.some", "review.unpaid-months.between"})
_Months: TypeAlias = frozenset[Month]


def timeline_of(review: Review) -> Timeline | None:
    """The timeline of a review; None where there is no stint on either side."""
    numbered = list(enumerate(review.pairs, start=1))
    printed = _printed(review)
    posted = max((stint.period.end for pair in review.pairs for stint in pair.insured), default=None)
    reach = max((month for month in (posted, printed) if month), default=None)
    bars = [
        *_levelled(bar for number, pair in numbered for bar in _insured(number, pair)),
        *_levelled(bar for number, pair in numbered for bar in _declared(number, pair, reach)),
    ]
    if not bars:
        return None
    axis = _axis([bar.period for bar in bars], printed)
    silent = _silent(review, Period(min(bar.period.start for bar in bars), max(bar.period.end for bar in bars)), posted)
    lacking = {number: _cannot_have(pair, silent, posted) for number, pair in numbered}
    differences = [d for number, pair in numbered for d in _differences(number, pair, bars, lacking[number], review.findings)]
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
    return frozenset(month for month in whole if month not in covered or posted is None or month > posted)


def _cannot_have(pair: Pair, silent: _Months, posted: Month | None) -> _Months:
    """The silent months less those after the last posted one that an error of the pair names: they were due and are missing."""
    named = {month for f in pair.findings if f.severity is Severity.ERROR for month in f.months}
    return frozenset(month for month in silent if not (month in named and posted and month > posted))


def _insured(number: int, pair: Pair) -> Iterator[Bar]:
    for stint in pair.insured:
        about = [f for f in pair.findings if f.record == stint.record and f.employment in stint.employments]
        unpaid = [f for f in pair.findings if f.rule == _UNPAID_RULE]
        yield Bar(
            Lane.RECORD,
            number,
            0,
            stint.period,
            stint.employer,
            worst=_worst(about),
            unpaid=tuple(runs(month for f in unpaid for month in f.months if month in stint.period)),
            undecided=tuple(part for f in unpaid for part in _undecided(f, stint)),
            paid_months=stint.paid_months,
        )


def _undecided(finding: Finding, stint: InsuredStint) -> Iterator[Undecided]:
    """The stretches of a finding in which unpaid months lie; the sentence carries them as values."""
    parts = finding.message.params.get("parts", ())
    for part in parts if isinstance(parts, Sequence) else ():
        if isinstance(part, Message) and part.key in _UNDECIDED_PARTS:
            first, last = part.params["first"], part.params["last"]
            least, most = part.params["least"], part.params["most"]
            if isinstance(first, Month) and isinstance(last, Month) and isinstance(least, int) and isinstance(most, int):
                shared = Period(first, last).overlap(stint.period)
                if shared:
                    yield Undecided(shared, least, most)


def _declared(number: int, pair: Pair, reach: Month | None) -> Iterator[Bar]:
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
            worst=_worst(f for f in pair.findings if f.history_row == row.row),
        )


def _worst(findings: Iterable[Finding]) -> Severity | None:
    return min((f.severity for f in findings), key=list(Severity).index, default=None)


def _levelled(bars: Iterable[Bar]) -> list[Bar]:
    """The bars in time order, each on the first level where it overlaps none before it."""
    ends: list[Month] = []
    placed: list[Bar] = []
    for bar in sorted(bars, key=lambda b: (b.period, b.pair)):
        level = next((i for i, end in enumerate(ends) if end < bar.period.start), len(ends))
        ends[level:] = [bar.period.end, *ends[level + 1 :]]
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


def _differences(number: int, pair: Pair, bars: Sequence[Bar], lacking: _Months, findings: Sequence[Finding]) -> Iterator[Difference]:
    declared = _months(bars, number, Lane.DECLARED)
    insured = _months(bars, number, Lane.RECORD)
    only = {Lane.RECORD: insured - declared, Lane.DECLARED: declared - insured - lacking}
    serious = [f for f in pair.findings if f.severity is not Severity.INFO]
    for lane, months in only.items():
        for run in runs(months):
            yield Difference(run, lane, number, tuple(_numbers(run, serious, findings)))


def _months(bars: Sequence[Bar], number: int, lane: Lane) -> _Months:
    return frozenset(month for bar in bars if bar.lane is lane and bar.pair == number for month in bar.period)


def _numbers(run: Period, serious: Sequence[Finding], findings: Sequence[Finding]) -> Iterator[int]:
    """The findings of a pair that speak of a run's months; one that names no month speaks of all."""
    for number, finding in enumerate(findings, start=1):
        if finding in serious and (not finding.months or any(month in run for month in finding.months)):
            yield number
