"""补充资料: what a record says beside its tables, item by item, and the years computed from the rows."""

from collections.abc import Iterator, Sequence

from sbparse.record.model import RightsRecord
from sbparse.report.sheets.cell import Cell, Value
from sbparse.report.sheets.table import Row, Table, columns
from sbparse.report.voice import Voice
from sbparse.report.wording import insurance as insurance_name
from sbparse.report.wording import period, supplement
from sbparse.review.model import Source


def supplement_table(sources: Sequence[Source], voice: Voice) -> Table:
    """One row an item; an item that is not printed stays blank, so that nothing seems to be zero."""
    rows: list[Row] = [
        (record, source.file, label, Cell(value, side="left"))
        for record, source in enumerate(sources, start=1)
        for label, value in items(source.record, voice)
    ]
    return Table(voice.say("sheet.supplement"), columns(voice, {"record": 6, "pdf-file": 30, "item": 40, "content": 46}), rows)


def items(record: RightsRecord, voice: Voice) -> Iterator[tuple[str, Value]]:
    """Labels and values: the header block, the printed figures, the computed ones."""
    for name, value in (*_header(record, voice), *supplement(record.supplement)):
        yield voice.say(f"field.{name}"), value
    for insurance, months in record.cumulative.items():
        yield voice.say("field.cumulative", insurance=insurance_name(insurance)), months


def _header(record: RightsRecord, voice: Voice) -> Iterator[tuple[str, Value]]:
    yield "name", record.person.name
    yield "id-number", record.person.id_number
    yield "employer", record.person.employer
    yield "code", record.code
    yield "serial", record.serial
    yield "query-period", period(voice, record.query_period) if record.query_period else None
    yield "query-date", record.query_date
    yield "print-date", record.print_date.day if record.print_date else None
    yield "print-basis", voice.say(f"basis.{record.print_date.basis}") if record.print_date else None
    yield "issuer", record.issuer
    yield "pages", voice.say("list", items=record.pages)
    yield "layout", record.layout
