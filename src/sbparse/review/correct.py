"""The corrections of a review, row by row: what becomes of each declared row, and which rows are added.

As little as possible is changed. Rows that the review has no error about stay as they were declared, in their own spelling; a name is
replaced only where it is wrong. The result is reviewed again: that no error about stints, names, renames, dispatch or assessments is left
is the property that the tests hold it to, and whoever uses a correction can see for himself (:func:`errors_left`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final, TypeAlias

from sbparse.employer.dispatch import parse_dispatch
from sbparse.findings import RULES, Finding, Severity
from sbparse.history.model import Assessment, DeclaredHistory, DeclaredStint
from sbparse.policy import RuleSet
from sbparse.review.companies import equal
from sbparse.review.correct_assessments import corrected_assessments
from sbparse.review.corrections import Change, Correction, RowT, newest_first, place_in_time
from sbparse.review.model import Pair, Review, SuggestedStint
from sbparse.review.review import review

CORRECTED_RULES: Final = frozenset(list(RULES)[: list(RULES).index("print-date-missing")]) | {"assessment-mismatch"}
"""Rules of which no error is left after a correction."""
UNRELIABLE: Final = frozenset({"incomplete-pages", "unreadable-text", "signature-invalid", "edited-after-signing"})
"""Rules about a record that must be silent before anything is corrected after it: it may be half a record, or a changed one."""

_NAME_RULES: Final = frozenset({"employer-mismatch", "employer-spelling", "dispatch-form", "rename-not-split"})
_FIRST_ROW: Final = 2

_Stints: TypeAlias = tuple[Change[DeclaredStint], ...]


def correct(declared: Review, ruleset: RuleSet, *, submitted: date | None = None, print_date: date | None = None) -> Correction:
    """The corrections for what a review found.

    Args:
        declared: the review of the declared history.
        ruleset, submitted, print_date: what it was made with; its result is reviewed with the same.
    """

    def check(history: DeclaredHistory) -> Review:
        return review(declared.sources, history, ruleset=ruleset, submitted=submitted, print_date=print_date)

    changes = _stints(declared)
    history = replace(declared.history, stints=_numbered(changes))
    result = check(history)
    assessments: tuple[Change[Assessment], ...] = tuple(Change(row, row) for row in history.assessments or ())
    if history.assessments and any(finding.rule == "assessment-mismatch" for finding in errors_left(result)):
        assessments = corrected_assessments(result, history.assessments, ruleset)
        history = replace(history, assessments=_numbered(assessments))
        result = check(history)
    return Correction(changes, assessments, history, result)


def errors_left(result: Review) -> tuple[Finding, ...]:
    """The errors that a correction should have removed."""
    return tuple(finding for finding in result.findings if finding.severity is Severity.ERROR and finding.rule in CORRECTED_RULES)


def unreliable(result: Review) -> Finding | None:
    """Why nothing may be corrected after these records, None where nothing speaks against it."""
    stop = UNRELIABLE | {"person-mismatch"}
    return next((finding for finding in result.findings if finding.severity is Severity.ERROR and finding.rule in stop), None)


def _numbered(changes: Iterable[Change[RowT]]) -> tuple[RowT, ...]:
    """The corrected rows as a sheet's rows under one header."""
    kept = [change.corrected for change in changes if change.corrected]
    return tuple(replace(row, row=number) for number, row in enumerate(kept, _FIRST_ROW))


def _stints(declared: Review) -> _Stints:
    """Only the rows of pairs with an error are changed, and stints added that nothing declared answers."""
    changes: list[Change[DeclaredStint]] = []
    for row in declared.history.stints:
        pair = _pair_of(row, declared)
        if any(_is_error(finding) for finding in pair.findings):
            changes += _row(row, pair, _suggested_for(row, declared))
        else:
            changes.append(Change(row, row))
    missing = [pair for pair in declared.pairs if not pair.declared and any(_is_error(finding) for finding in pair.findings)]
    return _ordered(changes, _added(declared, missing), declared.history.stints)


def _is_error(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR and finding.rule in CORRECTED_RULES


def _pair_of(row: DeclaredStint, declared: Review) -> Pair:
    return next((pair for pair in declared.pairs if row in pair.declared), Pair((row,), ()))


def _suggested_for(row: DeclaredStint, declared: Review) -> list[SuggestedStint]:
    return [suggested for suggested in declared.suggested_history if suggested.row == row.row]


def _row(row: DeclaredStint, pair: Pair, suggested: Sequence[SuggestedStint]) -> Iterator[Change[DeclaredStint]]:
    """What becomes of a row: its first suggested part takes its place, further parts are added; without any it is cleared."""
    reasons = tuple(finding for finding in pair.findings if _is_error(finding) and finding.history_row in (row.row, None))
    if not suggested:
        yield Change(row, None, findings=reasons)
    for position, part in enumerate(suggested):
        name = _name(row, part, pair, added=position > 0)
        corrected = replace(row, employer=name, start=part.start, end=None if part.ongoing else part.end)
        yield Change(row, corrected, added=position > 0, findings=reasons)


def _name(row: DeclaredStint, part: SuggestedStint, pair: Pair, *, added: bool) -> str:
    """The suggested name; the declared one where it is the same in another spelling, or where nothing was found about it."""
    found = any(finding.rule in _NAME_RULES and finding.history_row == row.row for finding in pair.findings)
    keeps = _one_name(row.employer, part.employer) or not (found or added)
    return row.employer if keeps else part.employer


def _one_name(one: str, other: str) -> bool:
    ours, theirs = parse_dispatch(one), parse_dispatch(other)
    if ours and theirs:
        return equal(ours.agency, theirs.agency) and equal(ours.host, theirs.host)
    return equal(one, other)


def _added(declared: Review, missing: Sequence[Pair]) -> list[Change[DeclaredStint]]:
    """The suggested rows for stints that nothing declared answers."""
    added: list[Change[DeclaredStint]] = []
    for suggested in declared.suggested_history:
        if suggested.row is None:
            pair = next((p for p in missing if suggested.start in p.insured[0].period), None)
            stint = DeclaredStint(0, suggested.employer, suggested.start, None if suggested.ongoing else suggested.end, suggested.evidence)
            added.append(Change(None, stint, added=True, findings=pair.findings if pair else ()))
    return added


def _ordered(rows: Sequence[Change[DeclaredStint]], added: Iterable[Change[DeclaredStint]], declared: Sequence[DeclaredStint]) -> _Stints:
    """The rows with the added stints at their place in time; a table that has the newest first keeps that order."""
    descending = newest_first([row.start for row in declared])
    placed = _newest_part_first(rows) if descending else list(rows)
    for change in added:
        if change.start:
            placed.insert(place_in_time([other.start for other in placed], change.start, descending=descending), change)
    return tuple(placed)


def _newest_part_first(rows: Sequence[Change[DeclaredStint]]) -> list[Change[DeclaredStint]]:
    """The parts of each declared row in the order of a table that has the newest row first."""
    groups: list[list[Change[DeclaredStint]]] = []
    for change in rows:
        if change.added:
            groups[-1].insert(0, change)
        else:
            groups.append([change])
    return [change for group in groups for change in group]
