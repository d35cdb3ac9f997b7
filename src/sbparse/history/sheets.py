"""Raw sheets, of whatever kind of file, understood: which sheet is which, and its rows as values.

A bad cell does not hide the next one: the rows are all read, and the error names the first few bad cells in one line.
"""

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from sbparse.errors import HistoryError
from sbparse.history.cells import CellError, Problems, quote
from sbparse.history.claim import holds_a_claim, is_claim_title, read_claim
from sbparse.history.forms import ASSESSMENTS, RENAMES, STINTS, SheetForm, heading
from sbparse.history.model import Claim, DeclaredHistory
from sbparse.history.raw import RawSheet
from sbparse.history.rows import read_assessment, read_rename, read_stint
from sbparse.history.tables import Line, Table, find_header, nearest_header, table_under
from sbparse.messages import Message, message
from sbparse.policy import RuleSet, default_ruleset

_T = TypeVar("_T")

MAX_DECLARED: Final = 500
"""Rows of one table, enough for a line a month through a working life. Each is held against each other row, rename and stint."""
MAX_RENAMES: Final = 100
"""The same of 更名, where each row may be a chain with all others."""
SHOWN_PROBLEMS: Final = 5
"""Bad cells that one error names; of more it says how many there are."""
SHOWN_HEADERS: Final = 12
"""Headings that an error lists."""
SHOWN_NAMES: Final = 6
"""Other names of a missing column that an error lists."""

_FORMS: Final = (STINTS, RENAMES, ASSESSMENTS)
_BY_TITLE: Final = {heading(title): form for form in _FORMS for title in form.titles}


def declared(file: str, sheets: Sequence[RawSheet], ruleset: RuleSet | None = None) -> DeclaredHistory:
    """The history that the sheets declare, its claim in the words of the rule set, the shipped one by default.

    Raises:
        HistoryError: no sheet is 工作经历 or several may be it, a column is missing, there is no row, or cells cannot be read.
    """
    table = stint_table(file, sheets)
    problems: Problems = []
    stints = _each(table, read_stint, problems)
    renames = _optional(file, sheets, RENAMES, read_rename, problems)
    assessments = _optional(file, sheets, ASSESSMENTS, read_assessment, problems)
    claim = _claim(sheets, problems, ruleset or default_ruleset())
    if problems:
        raise _unreadable(file, problems)
    return DeclaredHistory(
        file=file,
        stints=stints,
        renames=renames or (),
        claim=claim,
        assessments=assessments,
        missing_columns=STINTS.optional - table.columns.keys(),
    )


def stint_table(file: str, sheets: Sequence[RawSheet]) -> Table:
    """Where 工作经历 stands, with its rows; HistoryError as in :func:`declared`."""
    if not any(sheet.rows for sheet in sheets):
        raise HistoryError(message("history.empty"), file=file)
    sheet = _chosen(file, STINTS, sheets) or min((sheet for sheet in sheets if sheet.rows), key=_named_otherwise)
    table = _table(file, STINTS, sheet)
    if not table.lines:
        raise HistoryError(message("history.no-rows", sheet=STINTS.titles[0]), file=file, place=_sheet_place(sheet))
    return table


def assessment_table(file: str, sheets: Sequence[RawSheet]) -> Table | None:
    """Where 考核情况 stands, with its rows; None where there is none, or nothing in it. HistoryError as in :func:`declared`."""
    sheet = _chosen(file, ASSESSMENTS, sheets)
    return _table(file, ASSESSMENTS, sheet) if sheet is not None and sheet.rows else None


def _optional(
    file: str, sheets: Sequence[RawSheet], form: SheetForm, read: Callable[[Line], _T], problems: Problems
) -> tuple[_T, ...] | None:
    """The rows of a sheet that need not be there; None where it is not, an empty tuple where it is empty."""
    sheet = _chosen(file, form, sheets)
    if sheet is None:
        return None
    return _each(_table(file, form, sheet), read, problems) if sheet.rows else ()


def _claim(sheets: Sequence[RawSheet], problems: Problems, ruleset: RuleSet) -> Claim:
    """The claim; the tables of a Word form may each hold some of its items."""
    named = [sheet for sheet in sheets if sheet.name and is_claim_title(sheet.name)]
    unnamed = (sheet for sheet in sheets if not sheet.hidden and _form(sheet) is None and holds_a_claim(sheet))
    return read_claim(named or list(unnamed), problems, ruleset)


def _chosen(file: str, form: SheetForm, sheets: Sequence[RawSheet]) -> RawSheet | None:
    """The sheet of a form: the one with its name, else the one whose header fits; None where there is none.

    Raises:
        HistoryError: several have its name or fit, so that it can't be told which is meant.
    """
    named = [sheet for sheet in sheets if _form_by_name(sheet) is form]
    found = named or [sheet for sheet in sheets if not sheet.hidden and _form(sheet) is form]
    if len(found) > 1:
        with_rows = [sheet for sheet in found if (header := find_header(form, sheet)) and table_under(form, sheet, header).lines]
        found = with_rows or found[:1]
    if len(found) > 1:
        raise _several(file, form.titles[0], found)
    return found[0] if found else None


def _form(sheet: RawSheet) -> SheetForm | None:
    """What a sheet is: by its name, else the form whose header fits with the most columns."""
    if sheet.name and is_claim_title(sheet.name):
        return None
    if (by_name := _form_by_name(sheet)) is not None:
        return by_name
    fitting = [(len(header.columns), form) for form in _FORMS if (header := find_header(form, sheet))]
    return max(fitting, key=lambda fit: fit[0], default=(0, None))[1]


def _form_by_name(sheet: RawSheet) -> SheetForm | None:
    return _BY_TITLE.get(heading(sheet.name)) if sheet.name else None


def _named_otherwise(sheet: RawSheet) -> bool:
    """Whether a sheet is hidden or by its name surely not 工作经历."""
    return sheet.hidden or (sheet.name is not None and (is_claim_title(sheet.name) or _form_by_name(sheet) is not None))


def _several(file: str, title: str, found: Sequence[RawSheet]) -> HistoryError:
    return HistoryError(message("history.several-sheets", sheet=title, found=[sheet.label for sheet in found]), file=file)


def _table(file: str, form: SheetForm, sheet: RawSheet) -> Table:
    header = find_header(form, sheet)
    if header is None:
        raise _columns_missing(file, form, sheet)
    for column, cells in header.claimed:
        what = message("history.column-twice", column=column.name, cells=[cell.address for cell in cells])
        raise HistoryError(what, file=file, place=_sheet_place(sheet))
    table = table_under(form, sheet, header)
    most = MAX_RENAMES if form is RENAMES else MAX_DECLARED
    if len(table.lines) > most:
        raise HistoryError(message("history.too-many-rows", limit=most), file=file, place=_sheet_place(sheet))
    return table


def _columns_missing(file: str, form: SheetForm, sheet: RawSheet) -> HistoryError:
    nearest = nearest_header(form, sheet)
    texts = [quote(text) for text in nearest.texts[:SHOWN_HEADERS]] if nearest else []
    missing = form.missing(frozenset(nearest.columns) if nearest else frozenset())
    what = message(
        "history.missing-columns",
        missing=[column.name for column in missing],
        found=texts or message("history.nothing"),
        names=[name for column in missing for name in form.also(column)[:SHOWN_NAMES]],
    )
    return HistoryError(what, file=file, place=_sheet_place(sheet))


def _sheet_place(sheet: RawSheet) -> Message | None:
    return message("history.place-sheet", sheet=sheet.label) if sheet.label else None


def _each(table: Table, read: Callable[[Line], _T], problems: Problems) -> tuple[_T, ...]:
    found: list[_T] = []
    for line in table.lines:
        try:
            found.append(read(line))
        except CellError as error:
            problems.append((table.sheet, error))
    return tuple(found)


def _unreadable(file: str, problems: Problems) -> HistoryError:
    sheet, first = problems[0]
    if len(problems) == 1:
        return HistoryError(first.what, file=file, place=sheet.place(first.cell))
    sentences = [message("history.at", place=where.place(error.cell), what=error.what) for where, error in problems[:SHOWN_PROBLEMS]]
    if len(problems) > SHOWN_PROBLEMS:
        sentences.append(message("history.more", count=len(problems) - SHOWN_PROBLEMS))
    line = sentences[0]
    for sentence in sentences[1:]:
        line = message("history.and", first=line, second=sentence)
    return HistoryError(line, file=file)
