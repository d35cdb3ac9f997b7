"""What a correction offers to take over, row by row, as texts of the page."""

from collections.abc import Iterator, Sequence

from sbparse.findings import Finding
from sbparse.history.model import Assessment, DeclaredStint
from sbparse.report.forms.correcting import AnyChange
from sbparse.report.forms.declared import assessment_entries, stint_entries
from sbparse.report.voice import Voice
from sbparse.review.corrections import Correction
from sbparse.review.model import Review
from sbparse.web.entries import Line
from sbparse.web.parcel import Plain

_SAID_BY_EXPECTED = {"career-start-mismatch": "career_start", "post-mismatch": "post"}


def suggestions(result: Review, correction: Correction, voice: Voice) -> list[Plain]:
    """What can be taken over, see ``entries.taken``; ``before`` and ``after_text`` show what it changes."""
    return [
        *_of_table("stints", correction.stints, voice),
        *_of_table("assessments", correction.assessments, voice),
        *_of_claim(result.findings, voice),
    ]


def _of_table(table: str, changes: Sequence[AnyChange], voice: Voice) -> Iterator[Plain]:
    """A suggestion a declared row that changes, with all its parts; one for each row that nothing declared answers."""
    above: str | None = None
    news = 0
    for change in changes:
        if change.origin is None and change.corrected is not None:
            news += 1
            lines = [_line(change.corrected, None)]
            yield _suggestion(table, f"{table}-new-{news}", lines, voice, before=None) | {"row": None, "after": above}
        elif change.origin is not None and not change.added:
            row = str(change.origin.row)
            parts = [each for each in changes if each.origin is not None and each.origin.row == change.origin.row]
            if any(not each.untouched for each in parts):
                lines = [_line(each.corrected, row if not each.added else None) for each in parts if each.corrected]
                yield _suggestion(table, f"{table}-{row}", lines, voice, before=_line(change.origin, row)) | {"row": row}
        if change.origin is not None:
            above = str(change.origin.row)


def _suggestion(table: str, name: str, lines: list[Line], voice: Voice, *, before: Line | None) -> Plain:
    return {"name": name, "table": table, "lines": lines, "says": [_said(table, line, before, voice) for line in lines]}


def _said(table: str, line: Line, before: Line | None, voice: Voice) -> str:
    """What a suggested row says: all of it where it is new, else only what changes."""
    keys = ("period", "employer") if table == "stints" else ("period", "kind", "organiser")
    shown = [line[key] for key in keys if line.get(key) and (before is None or line[key] != before.get(key))]
    return voice.quote("  ".join(shown or [line[key] for key in keys if line.get(key)]))


def _line(row: DeclaredStint | Assessment, number: str | None) -> Line:
    entries = stint_entries(row) if isinstance(row, DeclaredStint) else assessment_entries(row)
    line = {key: entry.value or "" for key, entry in entries.items()}
    return {**line, "row": number} if number else line


def _of_claim(findings: Sequence[Finding], voice: Voice) -> Iterator[Plain]:
    """Items of 申报信息 of which a rule says what they should be."""
    for finding in findings:
        item = _SAID_BY_EXPECTED.get(finding.rule)
        if item and finding.expected:
            text = str(finding.expected)
            yield {"name": f"claim-{item}", "table": None, "item": item, "text": text, "says": [voice.quote(text)]}
