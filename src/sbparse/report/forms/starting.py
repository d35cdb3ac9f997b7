"""From a draft of the declaration to the form's entries: what the record says, and marks where the person has to go on."""

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Final

from sbparse.findings import Finding, Severity
from sbparse.history.model import Assessment, DeclaredStint
from sbparse.messages import Message, message
from sbparse.report.forms.content import Entries, Entry, FormContent, Mark
from sbparse.report.forms.declared import DECLARED
from sbparse.report.forms.guidance import hint
from sbparse.report.forms.sheets import CLAIM_KEYS
from sbparse.report.suggestion import span
from sbparse.review.draft import Draft
from sbparse.review.ruling import UNKNOWN_HOST
from sbparse.values.month import Month

# Where a note about a rule's finding stands; others stand with the employer.
_OF_PERIOD: Final = frozenset({"unpaid-months", "overlap", "start-mismatch", "end-mismatch"})


def started_form(draft: Draft) -> FormContent:
    """The entries of a form started from a record."""
    first = min((stint.start for stint in draft.history.stints), default=None)
    return FormContent(
        stints=tuple(_stint(draft, stint, first) for stint in draft.history.stints),
        assessments=tuple(_assessment(row) for row in draft.history.assessments or ()),
        claim=_claim(draft),
    )


def about_record(draft: Draft) -> tuple[Message, ...]:
    """What 填写说明 says of the record that a form was started from, with the errors inside the record itself."""
    lines: list[Message] = []
    for source in draft.review.sources:
        printed = source.record.print_date
        values = {"file": PurePath(source.file).name, "printed": printed.day if printed else None}
        lines.append(message("form.about.record" if printed else "form.about.undated", **values))
    own = [f for f in draft.review.findings if f.severity is Severity.ERROR and f.history_row is None and f.record is not None]
    return (*lines, *(message("form.about.finding", text=finding.message) for finding in own))


def to_fill(part: str, key: str, *notes: Message, value: str | None = None) -> Entry:
    """A cell that the person has to fill in, or to complete where there is a value."""
    return Entry(value, Mark.TO_FILL, notes or (hint(part, key),))


def _noted(value: str | None, notes: Iterable[Message]) -> Entry:
    kept = tuple(notes)
    return Entry(value, Mark.NOTED if kept else None, kept)


def _stint(draft: Draft, stint: DeclaredStint, first: Month | None) -> Entries:
    found = [finding for finding in draft.review.findings if finding.history_row == stint.row and finding.rule != "assessment-mismatch"]
    of_period = [finding for finding in found if finding.rule in _OF_PERIOD]
    of_employer = [finding for finding in found if finding.rule not in _OF_PERIOD]
    return {
        "employer": _employer("stints", "employer", stint.employer, _told(of_employer)),
        "work": to_fill("stints", "work"),
        "post": to_fill("stints", "post"),
        "period": _noted(span(stint.start, stint.end, DECLARED), [*_about_period(draft, stint, first), *_told(of_period)]),
        "reference": to_fill("stints", "reference"),
        "evidence": Entry(str(stint.evidence)),
    }


def _employer(part: str, key: str, name: str | None, notes: Iterable[Message]) -> Entry:
    """An employer's name; a dispatched person's host is not in the record and has to be filled in."""
    if name and name.endswith(UNKNOWN_HOST):
        return to_fill(part, key, message("form.note.host"), *notes, value=name)
    return _noted(name, notes)


def _about_period(draft: Draft, stint: DeclaredStint, first: Month | None) -> Iterator[Message]:
    if stint.start == first and draft.cut:
        yield message("form.note.cut", start=draft.cut)
    if stint.row in draft.posted:
        yield message("form.note.ongoing", posted=draft.posted[stint.row])


def _told(findings: Iterable[Finding]) -> Iterator[Message]:
    for finding in findings:
        yield finding.message
        if finding.suggestion:
            yield message("form.note.fix", suggestion=finding.suggestion)


def _assessment(row: Assessment) -> Entries:
    return {
        "period": Entry(span(row.start, row.end, DECLARED)),
        "kind": Entry(row.kind),
        "result": to_fill("assessments", "result"),
        "organiser": _employer("assessments", "organiser", row.organiser, ()),
    }


def _claim(draft: Draft) -> Entries:
    claim, number = draft.history.claim, draft.review.sources[0].record.person.id_number
    known = {
        "name": _noted(claim.name, [message("form.note.from-record")]),
        "id_number": _noted(claim.id_number, [message("form.note.from-record")]),
        "career_start": _noted(str(claim.career_start), [message("form.note.career-start")]),
        "submitted": Entry(claim.submitted.isoformat() if claim.submitted else None),
    }
    reasons = {
        "id_number": message("form.note.masked") if number and claim.id_number is None else None,
        "career_start": message("form.note.career-start-cut", start=draft.cut) if draft.cut else None,
    }
    return {
        key: known[key] if getattr(claim, key) is not None else to_fill("claim", key, *filter(None, [reasons.get(key)]))
        for key in CLAIM_KEYS
    }
