"""问题清单: one row a finding – what is declared, what the record says, where, what to do. 提示: the same for records alone."""

from collections.abc import Sequence
from itertools import count
from typing import Final

from sbparse.findings import Finding, Severity
from sbparse.messages import Message
from sbparse.record.model import Extraction
from sbparse.report import wording
from sbparse.report.rows import Declared
from sbparse.report.sheets.cell import Cell
from sbparse.report.sheets.links import Links
from sbparse.report.sheets.palette import Tone
from sbparse.report.sheets.table import Row, Table, columns
from sbparse.report.voice import Voice
from sbparse.review.model import Review
from sbparse.values.month import runs

TONES: Final = {Severity.ERROR: Tone.ERROR, Severity.WARNING: Tone.WARNING, Severity.INFO: Tone.INFO}

_FINDING_WIDTHS: Final = {
    "number": 6.0,
    "rule": 16.0,
    "rule-title": 16.0,
    "severity": 8.0,
    "declared": 20.0,
    "recorded": 20.0,
    "message": 34.0,
    "suggestion": 26.0,
    "pdf-file": 14.0,
    "pdf-page": 6.0,
    "place": 12.0,
    "history-row": 6.0,
    "months": 16.0,
}
_NOTICE_WIDTHS: Final = {
    "number": 6.0,
    "pdf-file": 20.0,
    "record": 6.0,
    "rule": 20.0,
    "rule-title": 24.0,
    "severity": 10.0,
    "message": 46.0,
    "suggestion": 34.0,
    "pdf-page": 6.0,
    "place": 12.0,
    "months": 16.0,
}

_NOWHERE: Final = (None, None, None, None)  # no suggestion, page, place or months


def findings_table(review: Review, voice: Voice, links: Links) -> Table:
    """The findings of a review in its order; number, page and declared row lead to picture, record and declaration."""
    declared = Declared.of(review.history)
    rows = [_finding(number, finding, review, declared, links, voice) for number, finding in enumerate(review.findings, start=1)]
    return Table(voice.say("sheet.findings"), columns(voice, _FINDING_WIDTHS), rows, still=4)


def notices_table(extractions: Sequence[Extraction], voice: Voice) -> Table:
    """What is to be said about the records of files: findings, rules that could not be run, pages that are no record."""
    rows, records = [], count(1)
    for extraction in extractions:
        for record, number in zip(extraction.records, records, strict=False):
            rows += [_notice(extraction.file, number, finding, voice) for finding in record.findings]
            rows += [_not_run(extraction.file, number, rule, reason, voice) for rule, reason in record.not_run.items()]
        if extraction.skipped_pages:
            text = voice.say("note.skipped", pages=extraction.skipped_pages)
            rows.append((extraction.file, None, None, None, wording.severity(voice, Severity.INFO), text, *_NOWHERE))
    numbered = [(position, *row) for position, row in enumerate(rows, start=1)]
    return Table(voice.say("sheet.notices"), columns(voice, _NOTICE_WIDTHS), numbered, still=1)


def _finding(number: int, finding: Finding, review: Review, declared: Declared, links: Links, voice: Voice) -> Row:
    return (
        Cell(number, link=links.pictures.get(number)),
        finding.rule,
        wording.rule_title(voice, finding.rule),
        _severity(finding, voice),
        wording.declared_side(voice, finding, declared),
        wording.recorded_side(voice, finding, review.sources),
        voice.tell(finding.message),
        voice.tell(finding.suggestion) if finding.suggestion else None,
        wording.finding_file(finding, review.sources),
        Cell(finding.where.page if finding.where else None, link=links.to_record(finding)),
        wording.place(voice, finding.where),
        Cell(finding.history_row, link=links.to_declared(finding)),
        _months(finding, voice),
    )


def _notice(file: str, record: int, finding: Finding, voice: Voice) -> Row:
    return (
        file,
        record,
        finding.rule,
        wording.rule_title(voice, finding.rule),
        _severity(finding, voice),
        voice.tell(finding.message),
        voice.tell(finding.suggestion) if finding.suggestion else None,
        finding.where.page if finding.where else None,
        wording.place(voice, finding.where),
        _months(finding, voice),
    )


def _not_run(file: str, record: int, rule: str, reason: Message, voice: Voice) -> Row:
    return (file, record, rule, wording.rule_title(voice, rule), voice.say("severity.not-run"), voice.tell(reason), *_NOWHERE)


def _months(finding: Finding, voice: Voice) -> str | None:
    """A run of months a line."""
    return "\n".join(wording.period(voice, run) for run in runs(finding.months)) or None


def _severity(finding: Finding, voice: Voice) -> Cell:
    return Cell(wording.severity(voice, finding.severity), tone=TONES[finding.severity])
