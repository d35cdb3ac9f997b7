"""missing-from-history, missing-from-record, needs-contract: what stands on one side only."""

from collections.abc import Iterator

from sbparse.findings import RULES, Finding, Severity
from sbparse.history.model import DeclaredStint
from sbparse.messages import message
from sbparse.review.align import unanswered
from sbparse.review.case import Case, on_contract, on_record
from sbparse.review.model import InsuredStint
from sbparse.review.rules.names import candidates, elsewhere
from sbparse.review.ruling import NOW, Ruling, not_comparable, shown, span
from sbparse.values.month import Month


def missing_from_history(case: Case) -> Ruling:
    """Insured stints that no row answers; not those of a payer who is no employer, nor those said by ``employer-mismatch`` inside a row."""
    findings = [_undeclared(case, stint) for stint in undeclared(case) if not _said(case, stint)]
    return Ruling(tuple(findings), not_comparable(case))


def undeclared(case: Case) -> list[InsuredStint]:
    return [stint for stint in unanswered(case.pairs) if not case.ruleset.personal_payer(stint.employer)]


def _said(case: Case, stint: InsuredStint) -> bool:
    """Whether a row that answers stints before and after this one takes in all of its months."""
    months = (elsewhere(case, pair, row).get(stint, ()) for pair in case.matched for row in on_record(pair))
    return any(len(each) == stint.period.months for each in months)


def _undeclared(case: Case, stint: InsuredStint) -> Finding:
    spot = case.spot(stint, stint.period.start)
    return Finding(
        rule="missing-from-history",
        severity=RULES["missing-from-history"],
        message=message("review.missing-from-history", employer=stint.employer, period=span(stint.period)),
        suggestion=message("review.missing-from-history.fix", employer=stint.employer, period=span(stint.period)),
        record=spot.record,
        employment=spot.employment,
        expected=stint.employer,
        where=spot.where,
    )


def missing_from_record(case: Case) -> Ruling:
    """Rows that rest on the record and have no stint there; only said (I) where the record cannot have it."""
    findings = [_uninsured(case, row, absence(case, row)) for row in unmatched(case)]
    explained = any(finding.severity is Severity.INFO for finding in findings)
    return Ruling(tuple(findings), not_comparable(case) or (message("review.not-run.beyond-record") if explained else None))


def unmatched(case: Case) -> list[DeclaredStint]:
    """Rows with 依据 社保 that no insured stint answers; none where the record has no stints at all."""
    if not case.stints:
        return []
    return [row for pair in case.pairs if not pair.insured for row in on_record(pair)]


def absence(case: Case, row: DeclaredStint) -> str:
    """Why a row may be absent from the record: ``before``, ``between`` or ``after`` the query periods, ``unposted``; else ``missing``."""
    period, clock = case.clock.period(row), case.clock
    if clock.not_yet_posted(period.start) and (clock.printed is None or period.start <= clock.printed):
        return "unposted"
    if clock.covered.intersection(period.indices):
        return "missing"
    return "before" if period.end < clock.first else "after" if period.start > clock.last else "between"


def _uninsured(case: Case, row: DeclaredStint, why: str) -> Finding:
    period = case.clock.period(row)
    likely = candidates(row.employer, (name for stint in case.stints for name in stint.names)) if why == "missing" else ()
    return Finding(
        rule="missing-from-record",
        severity=RULES["missing-from-record"] if why == "missing" else Severity.INFO,
        message=message(
            f"review.missing-from-record.{'likely' if likely else why}",
            employer=row.employer,
            start=row.start,
            end=row.end or NOW,
            first=case.clock.first,
            last=case.clock.last,
            posted=case.clock.posted,
            likely=likely,
        ),
        suggestion=message(f"review.missing-from-record.{why}.fix"),
        history_row=row.row,
        actual=row.employer,
        months=tuple(period) if why == "missing" else (),
    )


def needs_contract(case: Case) -> Ruling:
    """Rows that rest on a contract where the record does not say the same."""
    rows = [(row, pair.insured) for pair in case.pairs for row in on_contract(pair)] if case.stints else []
    findings = [finding for row, stints in rows for finding in _contract(case, row, stints)]
    return Ruling(tuple(findings), not_comparable(case))


def _contract(case: Case, row: DeclaredStint, stints: tuple[InsuredStint, ...]) -> Iterator[Finding]:
    """A finding where months of the row are not insured at its company, or the record has the stint begin or end elsewhere."""
    ours = [stint for stint in case.stints if case.companies.same(stint.employer, row.employer)]
    insured = {month for stint in ours for month in stint.period}
    months = [
        month for month in case.clock.period(row) if month not in insured and not (row.end is None and case.clock.not_yet_posted(month))
    ]
    more = _insured_beyond(case, row, stints)
    if not months and not more:
        return
    spot = case.spot(stints[0], stints[0].period.start) if stints else None
    yield Finding(
        rule="needs-contract",
        severity=RULES["needs-contract"],
        message=message(f"review.needs-contract.{'absent' if months else 'beyond'}", employer=row.employer, months=shown(months or more)),
        suggestion=message("review.needs-contract.fix"),
        history_row=row.row,
        record=spot.record if spot else None,
        employment=spot.employment if spot else None,
        actual=row.employer,
        months=tuple(months or more),
        where=spot.where if spot else None,
    )


def _insured_beyond(case: Case, row: DeclaredStint, stints: tuple[InsuredStint, ...]) -> list[Month]:
    """Months of the stints that a contract row answers which no row declares."""
    declared = {month for other in case.history.stints for month in case.clock.reach(other)}
    period = case.clock.period(row)
    return [m for stint in stints if stint.period.overlap(period) for m in stint.period if m not in declared]
