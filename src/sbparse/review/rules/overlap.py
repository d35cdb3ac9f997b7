"""overlap: no month is insured, or declared, at two employers."""

from collections.abc import Iterator
from itertools import combinations

from sbparse.findings import Finding, Severity
from sbparse.history.model import DeclaredStint
from sbparse.messages import message
from sbparse.review.case import Case
from sbparse.review.model import InsuredStint
from sbparse.review.ruling import Ruling, not_comparable, shown, span
from sbparse.values.month import Month, Period


def overlap(case: Case) -> Ruling:
    twice = [(one, other, shared) for one, other in combinations(case.stints, 2) if (shared := one.period.overlap(other.period))]
    sure = [item for item in twice if _surely_both(*item[:2])]
    insured = {month for _, _, shared in sure for month in shared}
    findings = (*(_insured(case, *item) for item in sure), *_declared(case, insured))
    unclear = (
        message("review.not-run.overlap-unclear", periods=[span(shared) for _, _, shared in twice]) if len(sure) < len(twice) else None
    )
    return Ruling(findings, not_comparable(case) or unclear)


def _surely_both(one: InsuredStint, other: InsuredStint) -> bool:
    """Whether a month must be paid at both: more paid months than the two periods have together. A stint may pause while another pays."""
    if one.paid_months is None or other.paid_months is None:
        return True
    either = set(one.period) | set(other.period)
    return one.paid_months + other.paid_months > len(either)


def _insured(case: Case, one: InsuredStint, other: InsuredStint, shared: Period) -> Finding:
    spot = case.spot(other, shared.start)
    row = next(
        (row for pair in case.matched if other in pair.insured for row in pair.declared if shared.start in case.clock.reach(row)), None
    )
    return Finding(
        rule="overlap",
        severity=Severity.WARNING,
        message=message("review.overlap.insured", one=one.employer, other=other.employer, months=shown(shared)),
        suggestion=message("review.overlap.insured.fix"),
        history_row=row.row if row else None,
        record=spot.record,
        employment=spot.employment,
        months=tuple(shared),
        where=spot.where,
    )


def _declared(case: Case, insured_twice: set[Month]) -> Iterator[Finding]:
    """Months in two rows; not those that the record itself has at two employers, nor the month of a rename on both of its sides."""
    rows = sorted(case.history.stints, key=lambda row: (row.start, row.row))
    for one, other in combinations(rows, 2):
        shared = case.clock.reach(one).overlap(case.clock.reach(other))
        if shared and not insured_twice.issuperset(shared) and not _month_of_rename(case, one, other, shared):
            yield Finding(
                rule="overlap",
                severity=Severity.WARNING,
                message=message("review.overlap.declared", row=one.row, one=one.employer, other=other.employer, months=shown(shared)),
                suggestion=message("review.overlap.declared.fix"),
                history_row=other.row,
                months=tuple(shared),
            )


def _month_of_rename(case: Case, one: DeclaredStint, other: DeclaredStint, shared: Period) -> bool:
    if shared.months != 1 or not case.companies.same(one.employer, other.employer):
        return False
    return any(rename.month == shared.start for rename in case.companies.renames(one.employer))
