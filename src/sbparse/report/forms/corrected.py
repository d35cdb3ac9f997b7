"""A correction as a new form: for what was declared in a CSV, JSON or Word table, or in a workbook that cannot be corrected in place."""

from collections.abc import Iterable
from dataclasses import replace

from sbparse.history.model import Assessment, DeclaredStint
from sbparse.messages import Message, message
from sbparse.report.forms.content import Entries, Entry, FormContent, Mark
from sbparse.report.forms.correcting import ASSESSMENT_PART, STINT_PART, AnyChange, Part, reasons, was
from sbparse.report.forms.declared import assessment_entries, declared_form, stint_entries
from sbparse.report.forms.guidance import hint
from sbparse.review.corrections import Correction
from sbparse.review.ruling import UNKNOWN_HOST

# The form's columns of the fields that a correction changes; the others are called alike.
_COLUMNS = {"start": "period", "end": "period"}


def corrected_form(correction: Correction) -> FormContent:
    """The corrected rows with their marks, all else as it was declared."""
    return replace(
        declared_form(correction.history),
        stints=tuple(_row(change, STINT_PART) for change in correction.stints),
        assessments=tuple(_row(change, ASSESSMENT_PART) for change in correction.assessments),
    )


def _row(change: AnyChange, part: Part) -> Entries:
    before, after = _entries(change.origin), _entries(change.corrected)
    if change.cleared:
        return {key: _cleared(key, entry, change, part) for key, entry in before.items()}
    if change.added:
        return {key: _added(key, entry, change, part) for key, entry in after.items()}
    changed = {_COLUMNS.get(name, name) for name in change.fields}
    return {key: _changed(key, entry, before[key], change, part) if key in changed else entry for key, entry in after.items()}


def _entries(row: DeclaredStint | Assessment | None) -> Entries:
    if row is None:
        return {}
    return stint_entries(row) if isinstance(row, DeclaredStint) else assessment_entries(row)


def _cleared(key: str, entry: Entry, change: AnyChange, part: Part) -> Entry:
    if entry.value is None:
        return entry
    return Entry(None, Mark.REMOVED, (was(entry.value), *(reasons(change.findings) if key == part.named else ())))


def _added(key: str, entry: Entry, change: AnyChange, part: Part) -> Entry:
    if entry.value is None:
        return Entry(None, Mark.TO_FILL, (hint(part.name, key),)) if key in part.to_fill else entry
    split = [message("form.fix.part", row=change.origin.row)] if change.origin else []
    return _marked(key, entry.value, Mark.ADDED, [*split, *reasons(change.findings)] if key == part.named else [], part)


def _changed(key: str, entry: Entry, before: Entry, change: AnyChange, part: Part) -> Entry:
    return _marked(key, entry.value, Mark.CHANGED, [was(before.value or ""), *reasons(change.findings)], part)


def _marked(key: str, value: str | None, mark: Mark, notes: Iterable[Message], part: Part) -> Entry:
    """An entry with a mark; a host that nobody named is the person's to fill in."""
    if key == part.named and value and value.endswith(UNKNOWN_HOST):
        return Entry(value, Mark.TO_FILL, (message("form.note.host"), *notes))
    return Entry(value, mark, tuple(notes))
