"""A record that was read from pictures: says so, and holds what was recognised against the form's own arithmetic before anybody uses it."""

from collections.abc import Sequence
from dataclasses import replace

from sbparse.findings import Finding, Severity
from sbparse.messages import message
from sbparse.record.model import PrintBasis, RightsRecord
from sbparse.record.parts import PageParts

_RULE = "unreadable-text"


def from_pictures(record: RightsRecord, pages: Sequence[PageParts]) -> RightsRecord:
    """A record with what follows from its pages having been read by OCR; unchanged where none was.

    The day on which a scan was made says nothing about the day of the print.
    """
    scanned = [page.sheet.page for page in pages if page.sheet.page.sure]
    if not scanned:
        return record
    taken = [sure for page in scanned for sure, char in zip(page.sure, page.chars, strict=True) if char != "\ufffd"]
    printed = record.print_date
    if printed is not None and printed.basis is PrintBasis.PDF_METADATA:
        printed = None
    what = message("ocr.read", pages=[page.number for page in scanned], sure=f"{min(taken, default=0.0):.2f}")
    place = scanned[0].place((0.0, 0.0, scanned[0].width, scanned[0].height))
    told = Finding(rule=_RULE, severity=Severity.INFO, message=what, where=place)
    return replace(record, print_date=printed, findings=(told, *record.findings))
