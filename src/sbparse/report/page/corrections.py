"""What a finding's correction is, as texts to copy into the declaration: only the fields that change.

Nothing is worked out here: the texts are the rows of the suggested history and assessments that belong to the finding.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sbparse.findings import RULES, Finding
from sbparse.report.rows import Declared, Suggested
from sbparse.report.suggestion import span
from sbparse.report.voice import Voice
from sbparse.review.model import Review, SuggestedAssessment, SuggestedStint

_STINT_RULES: Final = frozenset(list(RULES)[: list(RULES).index("print-date-missing")])
_SAID_BY_EXPECTED: Final = frozenset({"career-start-mismatch", "post-mismatch"})


@dataclass(frozen=True, slots=True)
class Correction:
    """A text to copy and the name of the field that it goes into."""

    label: str
    text: str


def corrections(finding: Finding, review: Review, declared: Declared, suggested: Suggested, voice: Voice) -> list[Correction]:
    """The texts to copy; none where the finding is not about something declared, or nothing is suggested instead."""
    if finding.rule == "assessment-mismatch":
        return list(_assessments(finding, review.suggested_assessments, voice))
    if finding.rule in _SAID_BY_EXPECTED and finding.expected is not None:
        return [Correction(voice.say(f"rule.{finding.rule}.title"), voice.quote(finding.expected))]
    if finding.rule == "missing-from-history":
        return [text for stint in _added(finding, review, suggested) for text in _whole(stint, voice)]
    if finding.rule in _STINT_RULES and finding.history_row is not None:
        return list(_changed(finding.history_row, declared, suggested, voice))
    return []


def _changed(row: int, rows: Declared, suggestions: Suggested, voice: Voice) -> Iterator[Correction]:
    """The fields that change in a declared row; both fields of every part where it is to be split."""
    declared, suggested = rows.stints.get(row), suggestions.by_row.get(row, ())
    if declared is None:
        return
    if len(suggested) > 1:
        yield from (text for stint in suggested for text in _whole(stint, voice))
        return
    for stint in suggested:
        same_end = stint.ongoing if declared.end is None else stint.end == declared.end
        if stint.employer != declared.employer:
            yield _employer(stint, voice)
        if stint.start != declared.start or not same_end:
            yield _span(stint, voice)


def _added(finding: Finding, review: Review, suggested: Suggested) -> Sequence[SuggestedStint]:
    """The suggested rows that no declared row is behind and that lie in the finding's stint."""
    if finding.record is None or finding.employment is None:
        return []
    period = review.sources[finding.record].record.employments[finding.employment].period
    return suggested.added_in(period)


def _whole(stint: SuggestedStint, voice: Voice) -> list[Correction]:
    return [_employer(stint, voice), _span(stint, voice)]


def _employer(stint: SuggestedStint, voice: Voice) -> Correction:
    return Correction(voice.say("column.unit"), voice.quote(stint.employer))


def _span(stint: SuggestedStint, voice: Voice) -> Correction:
    return Correction(voice.say("column.span"), span(stint.start, None if stint.ongoing else stint.end, voice))


def _assessments(finding: Finding, rows: Sequence[SuggestedAssessment], voice: Voice) -> Iterator[Correction]:
    """The rows of the year that the finding speaks of, a line each, their cells apart by tabs as a spreadsheet pastes them."""
    year = finding.message.params.get("year")
    lines = [(span(row.start, row.end, voice), row.kind, row.employer) for row in rows if row.start.year == year]
    if lines:
        text = "\n".join("\t".join(voice.quote(cell) for cell in line) for line in lines)
        yield Correction(voice.say("heading.assessments"), text)
