"""建议填写: the corrected 工作经历 in the declaration's own columns, ready to copy; beside it the corrected 考核情况."""

from itertools import zip_longest
from typing import Final

from sbparse.report.rows import Declared
from sbparse.report.sheets.cell import Cell
from sbparse.report.sheets.table import Column, Row, Table, columns
from sbparse.report.suggestion import change, span
from sbparse.report.voice import Voice
from sbparse.review.model import Review, SuggestedAssessment, SuggestedStint

_HISTORY: Final = {
    "unit": 40.0,
    "work": 20.0,
    "post": 16.0,
    "span": 18.0,
    "reference": 10.0,
    "evidence": 8.0,
    "history-row": 8.0,
    "change": 16.0,
}
_ASSESSMENTS: Final = {"assessment-span": 18.0, "assessment-kind": 12.0, "assessment-result": 8.0, "organiser": 36.0}


_GAP: Final = Cell(boxed=False)


def suggestions_table(review: Review, voice: Voice) -> Table:
    """The two corrected tables side by side, so that each can be copied as a block and the sheet keeps one header row."""
    declared = Declared.of(review.history)
    history = [_stint(stint, declared, voice) for stint in review.suggested_history]
    assessments = [_assessment(row, voice) for row in review.suggested_assessments]
    rows: list[Row] = [
        (*(left or [None] * len(_HISTORY)), _GAP, *(right or [None] * len(_ASSESSMENTS)))
        for left, right in zip_longest(history, assessments)
    ]
    headings = (*columns(voice, _HISTORY), Column("", widest=2), *columns(voice, _ASSESSMENTS))
    return Table(voice.say("sheet.suggestions"), headings, rows, filtered=len(_HISTORY))


def _stint(stint: SuggestedStint, declared: Declared, voice: Voice) -> Row:
    end = None if stint.ongoing else stint.end
    return (
        stint.employer,
        stint.work,
        stint.post,
        span(stint.start, end, voice),
        stint.reference,
        str(stint.evidence),
        stint.row,
        change(stint, declared, voice),
    )


def _assessment(row: SuggestedAssessment, voice: Voice) -> Row:
    return (span(row.start, row.end, voice), row.kind, None, row.employer)
