"""The declared workbook with its corrections, read again before it is given out: what it says must be what was meant."""

import warnings
from collections.abc import Collection, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Final

from openpyxl import Workbook, load_workbook

from sbparse.errors import HistoryError, UnusableFileError
from sbparse.history.model import DeclaredHistory
from sbparse.history.package import DAMAGED
from sbparse.history.sheets import assessment_table, declared, stint_table
from sbparse.history.tables import Table
from sbparse.history.xlsx import read_xlsx
from sbparse.messages import Lang, message
from sbparse.policy import RuleSet
from sbparse.report.forms.content import Mark
from sbparse.report.forms.correcting import ASSESSMENT_PART, STINT_PART, write_changes
from sbparse.report.forms.inserting import cells_of
from sbparse.report.forms.marks import mark_cell
from sbparse.report.voice import Voice
from sbparse.review.corrections import Correction

_FORMULA: Final = "f"


def corrected_workbook(
    data: bytes, file: str, correction: Correction, *, ruleset: RuleSet | None = None, macros: bool = False, lang: Lang = "zh"
) -> bytes:
    """A workbook with the corrections applied and marked; all else that openpyxl keeps is as it was.

    openpyxl saves formulas without their results. Where the declaration itself is in formulas, they are replaced by the results that were
    stored with them.

    Args:
        data: the declared workbook.
        file: its name, for errors.
        correction: what to correct.
        ruleset: with which the declaration was read; the shipped one by default.
        macros: whether it has macros, which are kept.
        lang: the language of the notes.

    Raises:
        UnusableFileError: it cannot be opened, or what was written is not read as what was meant.
    """
    sheets = read_xlsx(data, file)
    tables = [stint_table(file, sheets), *filter(None, [assessment_table(file, sheets)])]
    ours = frozenset(str(table.sheet.name) for table in tables)
    for frozen in (frozenset[str](), ours, frozenset(str(sheet.name) for sheet in sheets)):
        book = _opened(data, file, macros=macros)
        _freeze(book, data, frozen, Voice(lang))
        _write(book, tables, correction, Voice(lang))
        written = _saved(book)
        if _says(written, file, correction.history, ruleset):
            return written
    raise UnusableFileError(message("form.error.not-as-meant"), file=file)


def _opened(data: bytes, file: str, *, macros: bool = False, results: bool = False) -> Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what would be lost was looked for before
            return load_workbook(BytesIO(data), keep_vba=macros, data_only=results, rich_text=not results)
    except DAMAGED as error:  # read cell by cell it was fine, or there would be nothing to correct
        raise UnusableFileError(message("form.error.cannot-open", error=type(error).__name__), file=file) from error


def _write(book: Workbook, tables: Sequence[Table], correction: Correction, voice: Voice) -> None:
    write_changes(book, tables[0], STINT_PART, correction.stints, voice)
    for table in tables[1:]:
        write_changes(book, table, ASSESSMENT_PART, correction.assessments, voice)


def _freeze(book: Workbook, data: bytes, sheets: Collection[str], voice: Voice) -> None:
    """Replace the formulas of some sheets by the results that are stored with them."""
    results = _opened(data, "", results=True) if sheets else None
    for name in sheets if results else ():
        for cell in cells_of(book[name]):
            if results and cell.data_type == _FORMULA:
                cell.value = results[name][cell.coordinate].value
                mark_cell(cell, Mark.NOTED, [message("form.fix.frozen")], voice)


def _saved(book: Workbook) -> bytes:
    if book.calculation is not None:
        book.calculation.fullCalcOnLoad = True  # the results of formulas are gone
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _says(data: bytes, file: str, meant: DeclaredHistory, ruleset: RuleSet | None) -> bool:
    """Whether a workbook is read as this history, the numbers of its rows aside."""
    try:
        said = declared(file, read_xlsx(data, file), ruleset)
    except HistoryError:
        return False
    return _unnumbered(said) == _unnumbered(meant)


def _unnumbered(history: DeclaredHistory) -> DeclaredHistory:
    assessments = history.assessments
    return replace(
        history,
        file="",
        stints=tuple(replace(stint, row=0) for stint in history.stints),
        renames=tuple(replace(rename, row=0) for rename in history.renames),
        assessments=None if assessments is None else tuple(replace(row, row=0) for row in assessments),
    )
