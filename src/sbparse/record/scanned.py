"""A record that was read from pictures: says so, and holds what was recognised against the form's own arithmetic before anybody uses it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from sbparse.findings import RULES, Finding, Severity
from sbparse.messages import message
from sbparse.page.words import part
from sbparse.policy.model import RuleSet
from sbparse.record.contradicted import uncontradicted
from sbparse.record.cumulative import cumulative
from sbparse.record.layouts import Part
from sbparse.record.model import PrintBasis, Recognised, RightsRecord
from sbparse.record.parts import PageParts
from sbparse.record.settle import UNREAD, settled
from sbparse.record.table import TableState

_RULE: Final = "unreadable-text"

_OTHER: Final = frozenset(
    {"title", "caption", "label", "table-header", "filler", "note", "page-number", "browser-line", "specimen-mark", "doubled"}
)
"""Uses of text that is no value."""

_QUOTED: Final = 8
"""So many characters of a line are quoted: its label, and not the number of a person behind it."""

_VALUES: Final = frozenset({Part.HEADER, Part.EMPLOYMENTS, Part.CONTRIBUTIONS, Part.SUPPLEMENT, Part.END})
"""Parts that hold values."""


def from_pictures(
    record: RightsRecord, pages: Sequence[PageParts], ruleset: RuleSet, tables: tuple[TableState, TableState] | None = None
) -> RightsRecord:
    """A record with what follows from its pages having been read by OCR; unchanged where none was.

    The day on which a scan was made says nothing about the day of the print.

    Args:
        record: as read.
        pages: its pages.
        ruleset: the rates and caps that its figures are held against.
        tables: what was read of 缴费明细 and of 单位变动记录, cell by cell; without these nothing is settled by sums.
    """
    scanned = [page for page in pages if page.sheet.page.sure]
    if not scanned:
        return record
    if record.print_date is not None and record.print_date.basis is PrintBasis.PDF_METADATA:
        record = replace(record, print_date=None)
    findings = (_told(scanned), *record.findings, *_lost(scanned))
    record = replace(record, findings=findings, recognised=tuple(_recognised(scanned)))
    if tables is not None:
        record = uncontradicted(settled(record, tables[0]), *tables, ruleset)
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
        among = {glyph: kind for kind, lines in page.runs if kind in _VALUES for line in lines for glyph in line.glyphs}
        for line in page.sheet.unread():
            kinds = {among[glyph] for glyph in line.glyphs if glyph in among}
            # At the record's end only a date is a value of its own, and other lines stand there that are none of the form's.
            says = str.isdecimal if kinds == {Part.END} else str.isalnum
            if kinds and UNREAD in line.text and any(says(char) for char in line.text):
                what = message("reading.unreadable-cell", page=page.sheet.number, text=line.text[:_QUOTED])
                yield Finding(rule=_RULE, severity=RULES[_RULE], message=what, where=page.sheet.place([line]))


def _recognised(scanned: Sequence[PageParts]) -> Iterator[Recognised]:
    """The values of the pages, word by word."""
    for page in scanned:
        sheet, drawn = page.sheet, page.sheet.page
        for word in sheet.words:
            for use, glyphs in groupby(word.glyphs, key=sheet.uses.get):
                if use is not None and use not in _OTHER:
                    piece = part(drawn, list(glyphs))
                    yield Recognised(use, piece.text, min(drawn.sure[glyph] for glyph in piece.glyphs), sheet.place([piece]))
