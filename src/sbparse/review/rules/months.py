"""start-mismatch, end-mismatch: a declared stint starts and ends in the months of the record.

Compared are whole groups: where several rows answer a stint, the boundaries between them are free (a change of post), but a month of the
stint that lies between two rows and in neither is the earlier row's. A row that rests on a contract is left to ``needs-contract``.
"""

from collections.abc import Iterator

from sbparse.findings import Finding, Severity
from sbparse.history.model import DeclaredStint, Evidence
from sbparse.messages import message
from sbparse.review.case import Case
from sbparse.review.model import InsuredStint, Pair
from sbparse.review.ruling import NOW, Ruling, between, not_matched, shown
from sbparse.values.month import Month, Period, runs


def start_mismatch(case: Case) -> Ruling:
    findings = tuple(finding for pair in case.matched for finding in _starts(case, pair))
    return _ruling(case, findings)


def end_mismatch(case: Case) -> Ruling:
    findings = tuple(finding for pair in case.matched for finding in (*_undeclared_inside(case, pair), *_ends(case, pair)))
    return _ruling(case, findings)


def _ruling(case: Case, findings: tuple[Finding, ...]) -> Ruling:
    cut = any(finding.severity is Severity.INFO for finding in findings)
    return Ruling(findings, not_matched(case) or (message("review.not-run.cut") if cut else None))


def first_row(pair: Pair) -> DeclaredStint:
    return min(pair.declared, key=lambda row: (row.start, row.row))


def last_row(pair: Pair) -> DeclaredStint:
    """The row that ends last; 至今 ends after every month, the one that started later after the other."""
    return max(pair.declared, key=lambda row: (row.end is None, row.end or row.start, row.start, row.row))


def _starts(case: Case, pair: Pair) -> Iterator[Finding]:
    row, stint = first_row(pair), pair.insured[0]
    expected, actual = stint.period.start, row.start
    if actual == expected or row.evidence is Evidence.CONTRACT:
        return
    how = "cut" if actual < expected and case.clock.cut_before(expected) else "differs"
    yield _finding(case, "start-mismatch", how, row, stint, expected=expected, actual=actual, at=expected)


def _ends(case: Case, pair: Pair) -> Iterator[Finding]:
    row, stint = last_row(pair), pair.insured[-1]
    expected, actual = stint.period.end, row.end
    if row.evidence is Evidence.CONTRACT or actual == expected or (actual is None and case.clock.still_running(expected)):
        return
    late = actual is None or actual > expected
    if late and case.clock.cut_after(expected):
        how = "cut"
    elif actual is None:
        how = "now"
    elif late and _may_not_be_posted(case, stint, actual):
        how = "unposted"
    else:
        how = "differs"
    yield _finding(case, "end-mismatch", how, row, stint, expected=expected, actual=actual, at=expected)


def _may_not_be_posted(case: Case, stint: InsuredStint, end: Month) -> bool:
    """Whether a declared end after the last paid month may be right: the record's newest months, not posted when it was printed."""
    clock = case.clock
    running = stint.period.end == clock.posted and clock.still_running(stint.period.end)
    return running and (clock.printed is None or end <= clock.printed)


def _undeclared_inside(case: Case, pair: Pair) -> Iterator[Finding]:
    """Months of a stint between two of its rows that neither has."""
    declared = {month for row in pair.declared for month in case.clock.reach(row)}
    for stint in pair.insured:
        for gap in runs(set(stint.period) - declared):
            before = [row for row in pair.declared if row.end and row.end < gap.start]
            if not before or not any(row.start > gap.end for row in pair.declared):
                continue
            row = max(before, key=lambda r: (r.end or r.start, r.row))
            if row.evidence is Evidence.INSURANCE and row.end:
                yield _finding(case, "end-mismatch", "gap", row, stint, expected=gap.end, actual=row.end, at=gap.start)


def _finding(
    case: Case, rule: str, how: str, row: DeclaredStint, stint: InsuredStint, *, expected: Month, actual: Month | None, at: Month
) -> Finding:
    """A finding about one end of a row; ``at`` is the month whose row in the record proves it."""
    spot = case.spot(stint, at)
    months = _months(case, rule, expected, actual)
    values = {
        "employer": row.employer,
        "expected": expected,
        "actual": actual or NOW,
        "months": shown(months),
        "printed": case.clock.printed,
        "lag": case.clock.lag,
    }
    return Finding(
        rule=rule,
        severity=Severity.INFO if how == "cut" else Severity.ERROR,
        message=message(f"review.{rule}.{how}", **values),
        suggestion=message(f"review.{rule}.{how}.fix", **values),
        history_row=row.row,
        record=spot.record,
        employment=spot.employment,
        expected=str(expected),
        actual=str(actual or NOW),
        months=months,
        where=spot.where,
    )


def _months(case: Case, rule: str, expected: Month, actual: Month | None) -> tuple[Month, ...]:
    if rule == "start-mismatch":
        return between(expected, actual or expected)
    if actual is None:  # the months that should have been posted
        due = case.clock.due
        return tuple(Period(expected + 1, due)) if due else ()
    return between(expected + 1, actual + 1)
