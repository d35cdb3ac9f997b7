"""A record that was read from pictures: says so, and holds what was recognised against the form's own arithmetic before anybody uses it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from sbparse.findings import RULES, Finding, Severity
from sbparse.messages import message
from sbparse.policy.model import RuleSet
from sbparse.record.contradicted import uncontradicted
from sbparse.record.cumulative import cumulative
from sbparse.record.layouts import Part
from sbparse.record.model import PrintBasis, RightsRecord
from sbparse.record.parts import PageParts
from sbparse.record.settle import UNREAD, settled
from sbparse.record.table import TableState

_RULE: Final = "unreadable-text"

_VALUES: Final = frozenset({Part.HEADER, Part.EMPLOYMENTS, Part.CONTRIBUTIONS, Part.SUPPLEMENT, Part.END})
"""Parts that hold values."""


def from_pictures(record: RightsRecord, pages: Sequence[PageParts], ruleset: RuleSet, table: TableState | None = None) -> RightsRecord:
    """A record with what follows from its pages having been read by OCR; unchanged where none was.

    The day on which a scan was made says nothing about the day of the print.

    Args:
        record: as read.
        pages: its pages.
        ruleset: the rates and caps that its figures are held against.
        table: what was read of 缴费明细, cell by cell; without it nothing is settled by sums.
    """
    scanned = [page for page in pages if page.sheet.page.sure]
    if not scanned:
        return record
    if record.print_date is not None and record.print_date.basis is PrintBasis.PDF_METADATA:
        record = replace(record, print_date=None)
    record = replace(record, findings=(_told(scanned), *record.findings, *_lost(scanned)))
    if table is not None:
        record = uncontradicted(settled(record, table), table, ruleset)
    return replace(record, cumulative=cumulative(record.contributions))


def _told(scanned: Sequence[PageParts]) -> Finding:
    """That the pages were read by OCR, and how sure the least sure character is that was taken."""
    pages = [page.sheet.page for page in scanned]
    taken = [sure for page in pages for sure, char in zip(page.sure, page.chars, strict=True) if char != UNREAD]
    what = message("ocr.read", pages=[page.number for page in pages], sure=f"{min(taken, default=0.0):.2f}")
    place = pages[0].place((0.0, 0.0, pages[0].width, pages[0].height))
    return Finding(rule=_RULE, severity=Severity.INFO, message=what, where=place)


def _lost(scanned: Sequence[PageParts]) -> Iterator[Finding]:
    """Lines among the values of which something was not read and nothing was used: a label or a sentence that could not be told.

    Marks alone are left of a seal.
    """
    for page in scanned:
        among = {glyph for part, lines in page.runs if part in _VALUES for line in lines for glyph in line.glyphs}
        for line in page.sheet.unread():
            if UNREAD in line.text and any(char.isalnum() for char in line.text) and not among.isdisjoint(line.glyphs):
                what = message("reading.unreadable-cell", page=page.sheet.number, text=line.text[:40])
                yield Finding(rule=_RULE, severity=RULES[_RULE], message=what, where=page.sheet.place([line]))
