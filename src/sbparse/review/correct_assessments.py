"""The corrections of 考核情况: years that do not follow the stints are written as suggested, row by row onto what was declared."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sbparse.findings import Finding
from sbparse.history.model import Assessment
from sbparse.policy import RuleSet
from sbparse.review.companies import Companies, equal, host
from sbparse.review.corrections import Change, newest_first, place_in_time
from sbparse.review.model import Review, SuggestedAssessment
from sbparse.review.ruling import UNKNOWN_HOST
from sbparse.values.month import Period
from sbparse.values.text import fold


def corrected_assessments(result: Review, declared: Sequence[Assessment], ruleset: RuleSet) -> tuple[Change[Assessment], ...]:
    """What becomes of each declared row, and which rows are added; years without an error stay as they are.

    Args:
        result: a review of the history with its stints corrected and these assessments.
        declared: the declared rows.
        ruleset: whose rules.
    """
    found = tuple(finding for finding in result.findings if finding.rule == "assessment-mismatch")
    years = {year for finding in found if isinstance(year := finding.message.params.get("year"), int)}
    astray = {row for finding in found if isinstance(row := finding.message.params.get("row"), int)}
    wanted = [row for row in result.suggested_assessments if row.end.year in years]
    ours = [row for row in declared if row.row in astray or any(row.start.year <= year <= row.end.year for year in years)]
    companies = Companies.of_history(result.history, ruleset)
    onto = _matched(wanted, ours)
    changes = [_changed(row, onto.get(row.row), found, companies) if row in ours else Change(row, row) for row in declared]
    taken = list(onto.values())
    return _with_added(changes, [row for row in wanted if row not in taken], found)


def _about(found: Iterable[Finding], row: Assessment | SuggestedAssessment) -> tuple[Finding, ...]:
    """The findings about a row or about a year that it touches."""
    number = row.row if isinstance(row, Assessment) else None
    years = range(row.start.year, row.end.year + 1)
    return tuple(f for f in found if f.message.params.get("year") in years or (number and f.message.params.get("row") == number))


def _matched(wanted: Iterable[SuggestedAssessment], ours: Sequence[Assessment]) -> dict[int, SuggestedAssessment]:
    """Each declared row's suggested one: first those of the very same months, then those that share most."""
    onto: dict[int, SuggestedAssessment] = {}
    left = list(wanted)
    for exact in (True, False):
        for suggested in list(left):
            free = [row for row in ours if row.row not in onto and _shared(row, suggested, exact=exact)]
            if free:
                best = max(free, key=lambda row: (_shared(row, suggested, exact=exact), -row.row))
                onto[best.row] = suggested
                left.remove(suggested)
    return onto


def _shared(row: Assessment, suggested: SuggestedAssessment, *, exact: bool) -> int:
    """The months that both have; none where they must be the same and are not."""
    if exact and (row.start, row.end) != (suggested.start, suggested.end):
        return 0
    overlap = Period(row.start, row.end).overlap(Period(suggested.start, suggested.end))
    return overlap.months if overlap else 0


def _changed(
    row: Assessment, suggested: SuggestedAssessment | None, found: tuple[Finding, ...], companies: Companies
) -> Change[Assessment]:
    if suggested is None:
        return Change(row, None, findings=_about(found, row))
    kind = row.kind if row.kind is None or fold(suggested.kind) in fold(row.kind) else suggested.kind
    organiser = row.organiser if _organises(row.organiser, suggested, companies) else suggested.employer
    return Change(row, replace(row, start=suggested.start, end=suggested.end, kind=kind, organiser=organiser), findings=_about(found, row))


def _organises(organiser: str | None, suggested: SuggestedAssessment, companies: Companies) -> bool:
    """Whether the declared 组织单位 may stay: none given, the employer, agency or host; anybody where the host is not known."""
    if organiser is None or UNKNOWN_HOST in suggested.employer:
        return True
    named = host(suggested.employer)
    return companies.same(organiser, suggested.employer) or (named is not None and equal(organiser, named))


def _with_added(
    changes: list[Change[Assessment]], wanted: Iterable[SuggestedAssessment], found: tuple[Finding, ...]
) -> tuple[Change[Assessment], ...]:
    """The rows with the suggested ones that no declared row became, each at its place in time; the result is the person's to fill in."""
    descending = newest_first([change.origin.start for change in changes if change.origin])
    for row in wanted:
        assessment = Assessment(0, row.start, row.end, row.kind, organiser=row.employer)
        added: Change[Assessment] = Change(None, assessment, added=True, findings=_about(found, row))
        changes.insert(place_in_time([change.start for change in changes], row.start, descending=descending), added)
    return tuple(changes)
