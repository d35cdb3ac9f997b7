"""痕迹: what the record files show of how they were made and changed, each fact with its harmless reading."""

from collections.abc import Sequence
from typing import Final

from sbparse.messages import message
from sbparse.report.inputs import short_names
from sbparse.report.sheets.cell import Cell
from sbparse.report.sheets.table import Column, Row, Table
from sbparse.report.traces import COLUMNS, headings, trace_rows
from sbparse.report.voice import Voice
from sbparse.traces.model import TraceReport

_WIDTHS: Final = {"trace": 26.0, "state": 12.0, "fact": 46.0, "place": 22.0, "reading": 46.0}


def traces_table(reports: Sequence[TraceReport], voice: Voice) -> Table:
    """The traces of each file; below them, what the table is and is not."""
    names = short_names(report.file for report in reports)
    titles = [Column(title, _WIDTHS[name]) for name, title in zip(COLUMNS, headings(voice), strict=True)]
    rows: list[Row] = [
        (voice.quote(names[report.file]), *(Cell(text, bold=row.seen and index == 1) for index, text in enumerate(row.cells)))
        for report in reports
        for row in trace_rows(report, voice)
    ]
    note: Row = (None, None, None, Cell(voice.tell(message("traces.note")), quiet=True), None, None)
    file = Column(voice.tell(message("traces.file")), 20.0)
    return Table(voice.tell(message("traces.title")), (file, *titles), rows, foot=[note], still=2)
