"""A declared history as the form's entries: what was declared in a CSV, JSON or Word table becomes a workbook."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from sbparse.history.model import Assessment, Claim, DeclaredHistory, DeclaredStint, Rename
from sbparse.report.forms.content import Entries, Entry, FormContent
from sbparse.report.forms.sheets import CLAIM_KEYS
from sbparse.report.suggestion import span
from sbparse.report.voice import Voice
from sbparse.values.month import Month

# The form's entries are in the contract's own words, whatever the language of its notes.
DECLARED: Final = Voice("zh")


def declared_form(history: DeclaredHistory) -> FormContent:
    """The entries that are read as this history again."""
    return FormContent(
        stints=tuple(stint_entries(stint) for stint in history.stints),
        renames=tuple(_rename(rename) for rename in history.renames),
        assessments=tuple(assessment_entries(row) for row in history.assessments or ()),
        claim=_claim(history.claim),
    )


def stint_entries(stint: DeclaredStint) -> Entries:
    """A row of 工作经历."""
    values = {
        "employer": stint.employer,
        "work": stint.work,
        "post": stint.post,
        "period": span(stint.start, stint.end, DECLARED),
        "reference": stint.reference,
        "evidence": str(stint.evidence),
    }
    return _entries(values.items())


def assessment_entries(row: Assessment) -> Entries:
    """A row of 考核情况."""
    values = {"period": span(row.start, row.end, DECLARED), "kind": row.kind, "result": row.result, "organiser": row.organiser}
    return _entries(values.items())


def _rename(rename: Rename) -> Entries:
    return _entries([("former", rename.former), ("current", rename.current), ("month", str(rename.month))])


def _claim(claim: Claim) -> Entries:
    return _entries((key, _text(getattr(claim, key))) for key in CLAIM_KEYS)


def _text(value: str | date | Month | None) -> str | None:
    return value.isoformat() if isinstance(value, date) else str(value) if value else None


def _entries(values: Iterable[tuple[str, str | None]]) -> Entries:
    return {key: Entry(value) for key, value in values}
