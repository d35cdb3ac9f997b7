"""rename-not-split, rename-unknown: a company that changed its name."""

from collections.abc import Iterator
from itertools import pairwise

from sbparse.employer.names import alike, looks_like_one_company
from sbparse.employer.renames import Renaming
from sbparse.findings import RULES, Finding
from sbparse.history.model import DeclaredStint, Evidence
from sbparse.messages import message
from sbparse.review.case import Case, Spot
from sbparse.review.companies import insurer
from sbparse.review.model import InsuredStint
from sbparse.review.ruling import Ruling, not_comparable, span
from sbparse.values.month import Month, Period


def rename_not_split(case: Case) -> Ruling:
    """A row may not go on both before and after the month of a rename; that month itself may be on either side.

    So a split in any other month is found too: one of its sides crosses the month. Rows that rest on a contract stay as the contract says.
    """
    findings = [
        _not_split(case, row, rename)
        for row in case.history.stints
        if row.evidence is Evidence.INSURANCE
        for rename in case.companies.renames(row.employer)
        if _crosses(case.clock.period(row), rename.month)
    ]
    return Ruling(tuple(findings), None if case.history.stints else message("review.not-run.no-history"))


def _crosses(period: Period, rename: Month) -> bool:
    return period.start < rename < period.end


def _not_split(case: Case, row: DeclaredStint, rename: Renaming) -> Finding:
    spot = _spot_in(case, row, rename.month)
    period = case.clock.period(row)
    return Finding(
        rule="rename-not-split",
        severity=RULES["rename-not-split"],
        message=message("review.rename-not-split", former=rename.former, current=rename.current, month=rename.month, period=span(period)),
        suggestion=message(
            "review.rename-not-split.fix",
            former=rename.former,
            current=rename.current,
            before=span(Period(period.start, rename.month + -1)),
            after=span(Period(rename.month, period.end)),
        ),
        history_row=row.row,
        record=spot.record if spot else None,
        employment=spot.employment if spot else None,
        expected=str(rename.month),
        months=(rename.month,),
        where=spot.where if spot else None,
    )


def _spot_in(case: Case, row: DeclaredStint, month: Month) -> Spot | None:
    pair = next((pair for pair in case.matched if row in pair.declared), None)
    return case.spot(pair.insured[0], month) if pair else None


def rename_unknown(case: Case) -> Ruling:
    """Neighbours without a gap whose names look like one company's, in the record or in the declaration, without an entry in 更名."""
    insured = list(_insured_neighbours(case))
    known = {frozenset((case.companies.of(one.employer), case.companies.of(other.employer))) for one, other in insured}
    findings = [_insured(case, one, other) for one, other in insured]
    findings += [_declared(one, other) for one, other in _declared_neighbours(case) if _pair_of_companies(case, one, other) not in known]
    findings += list(_contradictions(case))
    return Ruling(tuple(findings), not_comparable(case))


def _pair_of_companies(case: Case, one: DeclaredStint, other: DeclaredStint) -> frozenset[str]:
    return frozenset((case.companies.of(one.employer), case.companies.of(other.employer)))


def _insured_neighbours(case: Case) -> Iterator[tuple[InsuredStint, InsuredStint]]:
    for one in case.stints:
        for other in case.stints:
            follows = other.period.start in (one.period.end, one.period.end + 1)
            if follows and _maybe_renamed(case, one.employer, other.names[0]):
                yield one, other


def _declared_neighbours(case: Case) -> Iterator[tuple[DeclaredStint, DeclaredStint]]:
    """Rows that follow each other; a name that is only a slip of the other's, and answered as such, is for ``employer-spelling``."""
    for one, other in pairwise(sorted(case.history.stints, key=lambda row: (row.start, row.row))):
        if one.end is None or other.start not in (one.end, one.end + 1):
            continue
        if _maybe_renamed(case, insurer(one.employer), insurer(other.employer)) and not _slip(case, one, other):
            yield one, other


def _maybe_renamed(case: Case, one: str, other: str) -> bool:
    if case.companies.same(one, other) or case.ruleset.personal_payer(one) or case.ruleset.personal_payer(other):
        return False
    return looks_like_one_company(one, other)


def _slip(case: Case, one: DeclaredStint, other: DeclaredStint) -> bool:
    """Whether two rows answer one pair, one of them under a misspelt name."""
    together = any(one in pair.declared and other in pair.declared for pair in case.matched)
    return together and alike(insurer(one.employer), insurer(other.employer))


def _insured(case: Case, one: InsuredStint, other: InsuredStint) -> Finding:
    spot = case.spot(other, other.period.start)
    row = next((pair.declared[0].row for pair in case.matched if other in pair.insured), None)
    return Finding(
        rule="rename-unknown",
        severity=RULES["rename-unknown"],
        message=message("review.rename-unknown.insured", one=one.employer, other=other.names[0], month=other.period.start),
        suggestion=message("review.rename-unknown.fix"),
        history_row=row,
        record=spot.record,
        employment=spot.employment,
        where=spot.where,
    )


def _declared(one: DeclaredStint, other: DeclaredStint) -> Finding:
    return Finding(
        rule="rename-unknown",
        severity=RULES["rename-unknown"],
        message=message("review.rename-unknown.declared", one=one.employer, other=other.employer, month=other.start),
        suggestion=message("review.rename-unknown.fix"),
        history_row=other.row,
    )


def _contradictions(case: Case) -> Iterator[Finding]:
    """Entries of 更名 that fit no order of time link nothing; that must not go unsaid."""
    for entry in case.companies.book.contradictions:
        yield Finding(
            rule="rename-unknown",
            severity=RULES["rename-unknown"],
            message=message("review.rename-unknown.contradiction", former=entry.former, current=entry.current, month=entry.month),
            suggestion=message("review.rename-unknown.contradiction.fix"),
        )
