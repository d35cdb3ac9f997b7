"""参保记录: the rows of 养老保险单位变动记录 as printed, with their pages."""

from collections.abc import Sequence

from sbparse.report.sheets.table import Table, columns
from sbparse.report.voice import Voice
from sbparse.review.model import Source


def employments_table(sources: Sequence[Source], voice: Voice) -> Table:
    """One row an employment, records one after the other."""
    widths = {
        "record": 6,
        "number": 6,
        "start": 12,
        "end": 12,
        "paid-months": 10,
        "employer": 44,
        "district": 36,
        "pdf-file": 30,
        "pdf-page": 8,
    }
    rows = [
        (record, number, row.period.start, row.period.end, row.months, row.employer, row.district, source.file, row.where.page)
        for record, source in enumerate(sources, start=1)
        for number, row in enumerate(source.record.employments, start=1)
    ]
    return Table(voice.say("sheet.employments"), columns(voice, widths), rows, still=2)
