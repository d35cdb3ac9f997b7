"""All traces of a file: the record is read once more with its pages kept, each record page is looked at, and what could not be says so."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sbparse.errors import NoRecordError, SbparseError, UnreadableRecordError
from sbparse.messages import Message, message
from sbparse.record.document import read_bytes
from sbparse.record.model import RightsRecord
from sbparse.record.read import ReadRecord
from sbparse.traces.figures import arithmetic, identity
from sbparse.traces.model import TRACES, Trace, TraceReport, unseen
from sbparse.traces.properties import dates, producer, properties_of
from sbparse.traces.serial import serial_date, serial_district


@dataclass(frozen=True, slots=True)
class _Read:
    """What the traces look at: the records with their pages, or why there are none."""

    records: Sequence[ReadRecord]
    why: Message | None = None


def traces_of(data: bytes, file: str) -> TraceReport:
    """Every trace of a PDF, in the order of :data:`~sbparse.traces.model.TRACES`.

    Args:
        data: the file's bytes.
        file: its name, for errors and for the report.

    Raises:
        UnusableFileError: the file cannot be opened. A file without a record is looked at as far as that goes.
    """
    own = properties_of(data, file)
    read = _read(data, file)
    records = [each.record for each in read.records]
    found = [
        *(_of_record(name, look, records, read.why) for name, look in _OF_RECORDS.items()),
        dates(own, records),
        producer(own),
    ]
    by_name = {trace.name: trace for trace in found}
    return TraceReport(file, tuple(by_name.get(name) or unseen(name, message("traces.unchecked.not-built")) for name in TRACES))


_OF_RECORDS: dict[str, Callable[[Sequence[RightsRecord]], Trace]] = {
    "arithmetic": arithmetic,
    "identity": identity,
    "serial-date": serial_date,
    "serial-district": serial_district,
}


def _of_record(name: str, look: Callable[[Sequence[RightsRecord]], Trace], records: Sequence[RightsRecord], why: Message | None) -> Trace:
    return look(records) if records else unseen(name, why or message("traces.unchecked.no-record"))


def _read(data: bytes, file: str) -> _Read:
    try:
        return _Read(read_bytes(data, file, keep_pages=True)[1])
    except (NoRecordError, UnreadableRecordError) as error:
        return _Read((), error.what)
    except SbparseError as error:
        return _Read((), error.what)
