"""The differences between two prints as a workbook."""

from typing import Final

from sbparse.messages import Lang, message
from sbparse.report.changes import Value, about, columns, headline, lines, part_name, words
from sbparse.report.masking import mask_for
from sbparse.report.sheets.book import new_book, saved
from sbparse.report.sheets.cell import Cell
from sbparse.report.sheets.page import WIDTH, Line, add_page, heading
from sbparse.report.sheets.table import Column, Table, add_table
from sbparse.report.voice import Voice
from sbparse.review.changes import PrintChanges

_WIDTHS: Final = (12, 40, 22, 20, 20, 14)


def changes_workbook(changes: PrintChanges, *, lang: Lang = "zh", show_ids: bool = False) -> bytes:
    """A workbook: the differences in words as a page, and as a table, a line each."""
    voice = Voice(lang) if show_ids else Voice(lang, mask_for([changes.before.record, changes.after.record]))
    title = voice.tell(message("changes.title.workbook"))
    book = new_book(title)
    opening = [heading(title), _text(voice.tell(headline(changes))), *(_text(text) for text in about(changes, voice))]
    sections = [opening, *([heading(part_name(part, voice)), *(_text(text) for text in texts)] for part, texts in words(changes, voice))]
    add_page(book, voice.tell(message("changes.title.words")), sections, title, voice)
    rows: list[list[Value]] = [
        [part_name(line.part, voice), line.subject, line.item, line.before, line.after, line.gain] for line in lines(changes, voice)
    ]
    headings = tuple(Column(name, width) for name, width in zip(columns(voice), _WIDTHS, strict=True))
    add_table(book, Table(voice.tell(message("changes.title.sheet")), headings, rows), title, voice)
    return saved(book)


def _text(text: str) -> Line:
    return Line(((Cell(text, boxed=False), WIDTH),))
