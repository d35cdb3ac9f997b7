"""A form as a workbook: the contract's four sheets with their entries, and 填写说明."""

from collections.abc import Sequence
from typing import Final, Literal

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from sbparse.history.forms import CLAIM_ITEMS
from sbparse.messages import Lang, Message, message
from sbparse.policy import RuleSet, default_ruleset
from sbparse.report.forms.content import Entries, Entry, FormContent
from sbparse.report.forms.guidance import add_guidance, guard, hint
from sbparse.report.forms.marks import mark_cell, put_note
from sbparse.report.forms.sheets import (
    ASSESSMENT_SHEET,
    CLAIM_HEADER,
    CLAIM_LOOKS,
    CLAIM_TITLE,
    CLAIM_WIDTHS,
    RENAME_SHEET,
    STINT_SHEET,
    Choices,
    FormSheet,
    choices,
)
from sbparse.report.sheets.book import new_book, saved
from sbparse.report.sheets.cell import Cell, as_cell, write
from sbparse.report.sheets.palette import Tone
from sbparse.report.sheets.printing import set_up_printing
from sbparse.report.voice import Voice

_FIRST_ROW: Final = 2
_LAST_ROW: Final = 1000
"""Down to here cells have their hints and drop-downs."""
_TEXT: Final = "@"
_EMPTY: Final = Entry()


def form_workbook(
    content: FormContent, year: int, *, ruleset: RuleSet | None = None, lang: Lang = "zh", about: Sequence[Message] = ()
) -> bytes:
    """The declaration workbook.

    Args:
        content: what is filled in.
        year: the year of the submission; the drop-down of 种类 offers the three before it.
        ruleset: whose levels and 学历 are offered; the shipped one by default.
        lang: the language of hints and notes; sheets and columns bear the contract's names.
        about: what 填写说明 says of this form beyond how to fill it in.
    """
    voice = Voice(lang)
    title = voice.tell(message("form.title"))
    book, offered = new_book(title), choices(year, ruleset or default_ruleset())
    _add_table(book, STINT_SHEET, content.stints, offered, title, voice)
    _add_table(book, RENAME_SHEET, content.renames, offered, title, voice)
    _add_claim(book, content.claim or {}, offered, title, voice)
    _add_table(book, ASSESSMENT_SHEET, content.assessments, offered, title, voice)
    add_guidance(book, about, voice)
    return saved(book)


def _add_table(book: Workbook, form: FormSheet, rows: Sequence[Entries], offered: Choices, title: str, voice: Voice) -> None:
    sheet = book.create_sheet(form.title)
    last = max(_FIRST_ROW + form.room, _FIRST_ROW + len(rows) + 3)
    for number, column in enumerate(form.columns, 1):
        letter = get_column_letter(number)
        _set_width(sheet, letter, form.widths[column.key])
        text = hint(form.part, column.key)
        _head(sheet, 1, number, column.name, text, voice)
        for row in range(_FIRST_ROW, last):
            entries = rows[row - _FIRST_ROW] if row - _FIRST_ROW < len(rows) else {}
            _put(sheet, row, number, entries.get(column.key, _EMPTY), voice)
        where = f"{letter}{_FIRST_ROW}:{letter}{_LAST_ROW}"
        chosen = offered.get((form.part, column.key))
        guard(sheet, where, column.name, text, voice, look=form.looks.get(column.key), chosen=chosen)
    _finish(sheet, title, voice, "landscape")


def _add_claim(book: Workbook, entries: Entries, offered: Choices, title: str, voice: Voice) -> None:
    """申报信息: an item a row, what it asks for in the note of its name."""
    sheet = book.create_sheet(CLAIM_TITLE)
    for number, (name, width) in enumerate(zip(CLAIM_HEADER, CLAIM_WIDTHS, strict=True), 1):
        _set_width(sheet, get_column_letter(number), width)
        write(sheet, 1, number, Cell(name, tone=Tone.HEADER, bold=True, side="centre"))
    for row, item in enumerate(CLAIM_ITEMS, _FIRST_ROW):
        text = hint("claim", item.key)
        _head(sheet, row, 1, item.name, text, voice, tone=Tone.TOTAL)
        _put(sheet, row, 2, entries.get(item.key, _EMPTY), voice)
        chosen = offered.get(("claim", item.key))
        guard(sheet, f"B{row}", item.name, text, voice, look=CLAIM_LOOKS.get(item.key), chosen=chosen)
    _finish(sheet, title, voice, "portrait")


def _head(sheet: Worksheet, row: int, column: int, name: str, text: Message, voice: Voice, tone: Tone = Tone.HEADER) -> None:
    cell = Cell(name, tone=tone, bold=True, side="centre" if tone is Tone.HEADER else "left")
    put_note(write(sheet, row, column, cell), [voice.tell(text)], voice)


def _put(sheet: Worksheet, row: int, column: int, entry: Entry, voice: Voice) -> None:
    cell = write(sheet, row, column, as_cell(entry.value, voice))
    if entry.mark:
        mark_cell(cell, entry.mark, entry.notes, voice)


def _set_width(sheet: Worksheet, letter: str, width: float) -> None:
    """A column of texts, so that a spreadsheet does not make the number 2018.1 of a typed 2018.10."""
    sheet.column_dimensions[letter].width = width
    sheet.column_dimensions[letter].number_format = _TEXT


def _finish(sheet: Worksheet, title: str, voice: Voice, orientation: Literal["landscape", "portrait"]) -> None:
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    set_up_printing(sheet, title, voice, orientation=orientation)
