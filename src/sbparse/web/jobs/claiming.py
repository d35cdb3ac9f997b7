"""申报信息 written into the declared workbook: the cells of the items that were changed, and lines for those that it does not have."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell

from sbparse.errors import HistoryError
from sbparse.history.claim import claim_cells, holds_a_claim, is_claim_title
from sbparse.history.forms import CLAIM_HEADINGS, CLAIM_ITEMS, CLAIM_TITLES
from sbparse.history.model import Claim, DeclaredHistory
from sbparse.history.raw import RawSheet
from sbparse.history.sheets import declared
from sbparse.history.xlsx import read_xlsx
from sbparse.messages import Lang
from sbparse.report.clean import starts_formula
from sbparse.report.forms.content import Mark
from sbparse.report.forms.correcting import was
from sbparse.report.forms.declared import declared_form
from sbparse.report.forms.marks import mark_cell
from sbparse.report.voice import Voice

_TEXT = "@"


def with_claim(data: bytes, file: str, claim: Claim, lang: Lang) -> bytes | None:
    """A workbook in which 申报信息 is this claim.

    Args:
        data: a workbook that can be read and saved without a loss.
        file: its name, for errors.
        claim: what it shall say.
        lang: the language of the notes.

    Returns:
        The workbook, read again and found to say what it should; None where it cannot be made to.
    """
    sheets = read_xlsx(data, file)
    history = declared(file, sheets)
    if history.claim == claim:
        return data
    book = load_workbook(BytesIO(data), rich_text=True)
    if not _write(book, sheets, history.claim, claim, Voice(lang)):
        return None
    if book.calculation is not None:
        book.calculation.fullCalcOnLoad = True  # the results of formulas are gone
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue() if _says(stream.getvalue(), file, replace(history, claim=claim)) else None


def _says(data: bytes, file: str, meant: DeclaredHistory) -> bool:
    try:
        return declared(file, read_xlsx(data, file)) == meant
    except HistoryError:
        return False


def _write(book: Workbook, sheets: Sequence[RawSheet], before: Claim, after: Claim, voice: Voice) -> bool:
    """Write every item that differs; False where one stands in a cell that cannot be written."""
    texts, old = _texts(after), _texts(before)
    places = _places(sheets)
    for item in CLAIM_ITEMS:
        if getattr(before, item.key) == getattr(after, item.key):
            continue
        cells = [book[name][address] for name, address in places.get(item.key, ())] or [_new_line(book, sheets, item.name)]
        for cell in cells:
            if isinstance(cell, MergedCell):
                return False
            _put(cell, texts[item.key])
            mark_cell(cell, Mark.CHANGED, [was(old[item.key] or "")], voice)
    return True


def _texts(claim: Claim) -> Mapping[str, str | None]:
    entries = declared_form(DeclaredHistory("", (), claim=claim)).claim or {}
    return {key: entry.value for key, entry in entries.items()}


def _places(sheets: Sequence[RawSheet]) -> dict[str, list[tuple[str, str]]]:
    """Sheet and address of each item's cell."""
    named = [sheet for sheet in sheets if sheet.name and is_claim_title(sheet.name)]
    places: dict[str, list[tuple[str, str]]] = {}
    for sheet in named or [sheet for sheet in sheets if not sheet.hidden and sheet.rows and holds_a_claim(sheet)]:
        for key, _, cell in claim_cells(sheet):
            places.setdefault(key, []).append((str(sheet.name), cell.address))
    return places


def _new_line(book: Workbook, sheets: Sequence[RawSheet], item: str) -> Cell | MergedCell:
    """The cell beside an item's name in a line of its own, in the sheet 申报信息, which is made where there is none."""
    title = next((str(sheet.name) for sheet in sheets if sheet.name and is_claim_title(sheet.name)), CLAIM_TITLES[0])
    if title not in book.sheetnames:
        sheet = book.create_sheet(title)
        for column, heading in enumerate(CLAIM_HEADINGS, 1):
            sheet.cell(1, column, heading[0])
            sheet.column_dimensions["AB"[column - 1]].width = 26
    sheet = book[title]
    row = sheet.max_row + 1
    sheet.cell(row, 1, item)
    return sheet.cell(row, 2)


def _put(cell: Cell, text: str | None) -> None:
    """A text that stays a text, whatever it begins with."""
    cell.value = text
    cell.number_format = _TEXT
    if text is not None:
        cell.data_type = "s"
        cell.quotePrefix = starts_formula(text)
