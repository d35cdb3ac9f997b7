"""unpaid-months: inside a declared stint no month is unpaid.

Looked at are the months that a row and the insured stints it answers have in common, gaps between these stints included; what lies outside
is for ``start-mismatch`` and ``end-mismatch``. Where the record cannot tell which months were paid, it says how many of which year.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sbparse.findings import Finding, Severity
from sbparse.history.model import DeclaredStint
from sbparse.messages import Message, message
from sbparse.record.model import Contribution
from sbparse.review.case import Case, on_record
from sbparse.review.model import Pair
from sbparse.review.possible import PaidMonths
from sbparse.review.prints import Print
from sbparse.review.ruling import Ruling, not_matched, shown, span
from sbparse.values.month import Month, Period


@dataclass(frozen=True, slots=True)
class _Unpaid:
    """Unpaid months of a period: ``known`` by name, of ``years`` at least and at most so many more, ``least`` to ``most`` altogether."""

    known: tuple[Month, ...]
    years: tuple[tuple[Period, int, int], ...]
    least: int
    most: int


def unpaid_months(case: Case) -> Ruling:
    reason = not_matched(case)
    if reason or case.paid is None:
        return Ruling(not_run=reason or message("review.not-run.contradiction"))
    findings: list[Finding] = []
    unclear: list[str] = []
    for pair in case.matched:
        for row in on_record(pair):
            period = case.clock.period(row).overlap(Period(pair.insured[0].period.start, pair.insured[-1].period.end))
            if period is None:
                continue
            unpaid = _unpaid_of(case.paid, period)
            if unpaid.least:
                findings.append(_finding(case, pair, row, period, unpaid))
            elif unpaid.most:
                unclear.append(span(period))
    return Ruling(tuple(findings), message("review.not-run.unpaid-unclear", periods=unclear) if unclear else None)


def _unpaid_of(paid: PaidMonths, period: Period) -> _Unpaid:
    least, most = paid.bounds(period)
    known = tuple(month for month in period if month.index in paid.unpaid)
    return _Unpaid(known, tuple(_years(paid, period)), period.months - most, period.months - least)


def _years(paid: PaidMonths, period: Period) -> Iterator[tuple[Period, int, int]]:
    """Years with unpaid months that cannot be named: the months in question, how many of them are unpaid at least and at most."""
    months = [month for run in paid.undecided for month in run if month in period]
    for year in dict.fromkeys(month.year for month in months):
        those = [month for month in months if month.year == year]
        stretch = Period(those[0], those[-1])
        least, most = paid.bounds(stretch)
        certain = sum(month in paid.paid for month in stretch.indices)
        fewest, highest = len(those) - (most - certain), len(those) - (least - certain)
        if fewest > 0:
            yield stretch, fewest, highest


def _finding(case: Case, pair: Pair, row: DeclaredStint, period: Period, unpaid: _Unpaid) -> Finding:
    first = unpaid.known[0] if unpaid.known else unpaid.years[0][0].start if unpaid.years else period.start
    spot = case.spot(pair.insured[0], first)
    evidence = _evidence(case, first)
    filled = sum(each.record.supplement.backfilled_months or 0 for each in case.prints[:1])
    explained = any(each.supplemental for each in _rows(case, period, unpaid))
    return Finding(
        rule="unpaid-months",
        severity=Severity.WARNING,
        message=message(
            f"review.unpaid-months.{'supplemental' if explained else 'backfilled' if filled else 'found'}",
            employer=row.employer,
            period=span(period),
            parts=list(_parts(unpaid)),
            filled=filled,
        ),
        suggestion=message("review.unpaid-months.fix"),
        history_row=row.row,
        record=evidence[0].index if evidence else spot.record,
        employment=spot.employment if not evidence or evidence[0].index == spot.record else None,
        months=unpaid.known,
        where=evidence[1].where if evidence else spot.where,
    )


def _parts(unpaid: _Unpaid) -> Iterator[Message]:
    if unpaid.known:
        yield message("review.unpaid-months.known", months=shown(unpaid.known))
    for stretch, least, most in unpaid.years:
        key = "some" if least == most else "between"
        values = {"year": stretch.start.year, "least": least, "most": most, "first": stretch.start, "last": stretch.end}
        yield message(f"review.unpaid-months.{key}", **values)
    if unpaid.least > len(unpaid.known) + sum(least for _, least, _ in unpaid.years):
        yield message("review.unpaid-months.total", least=unpaid.least)


def _evidence(case: Case, month: Month) -> tuple[Print, Contribution] | None:
    """The row of 缴费明细 that holds a month, of the newest print that has one: it speaks for the month."""
    return next(((each, row) for each in case.prints for row in each.record.contributions if month in row.period), None)


def _rows(case: Case, period: Period, unpaid: _Unpaid) -> list[Contribution]:
    """The rows of 缴费明细 of the years in which months of the period are unpaid."""
    years = {month.year for month in unpaid.known} | {stretch.start.year for stretch, _, _ in unpaid.years}
    rows = [row for each in case.prints for row in each.record.contributions if row.period.overlap(period)]
    return [row for row in rows if row.period.start.year in years]
