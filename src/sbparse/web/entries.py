"""The declaration as texts: as it is typed on the page, before anything of it is understood.

Plain values all through, by sheet, row and column key of ``history.forms``, so that they can travel and be typed over. Reading them is the
same reading as that of a workbook: the texts become raw sheets.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from sbparse.history.forms import ASSESSMENTS, CLAIM_ITEMS, CLAIM_TITLES, RENAMES, STINTS, SheetForm
from sbparse.history.model import DeclaredHistory
from sbparse.history.raw import Cell, RawSheet, Row
from sbparse.history.sheets import declared
from sbparse.web.parcel import Plain

Line: TypeAlias = dict[str, str]
"""A row by column key; its number stands under ``row``."""

SHEETS: Final[dict[str, tuple[SheetForm, tuple[str, ...]]]] = {
    "stints": (STINTS, ("employer", "work", "post", "period", "reference", "evidence")),
    "renames": (RENAMES, ("former", "current", "month")),
    "assessments": (ASSESSMENTS, ("period", "kind", "result", "organiser")),
}
"""The tables of the page: how each is read, and its columns from left to right."""
CLAIM_KEYS: Final = tuple(item.key for item in CLAIM_ITEMS)

MOST_ROWS: Final = 200
"""Rows that a table of the page holds."""
LONGEST: Final = 500
"""Characters of one entry."""
_FIRST_ROW: Final = 2  # of a sheet under one header


def empty_entries() -> Plain:
    return {"stints": [], "renames": [], "assessments": [], "claim": {}}


def history_of_entries(entries: Plain, name: str) -> DeclaredHistory:
    """The declaration read; ``name`` is what messages call it.

    Raises:
        HistoryError: an entry cannot be read, or there is no row; names the table, the row and the column.
    """
    tables = [_sheet(key, entries[key]) for key in SHEETS]
    return declared(name, [*(sheet for sheet in tables if sheet.rows), _claim(entries["claim"])])


def _sheet(key: str, lines: Sequence[Line]) -> RawSheet:
    """A table as a sheet. A column in which nothing is written is not there, as in a workbook without it."""
    form, columns = SHEETS[key]
    filled = [line for line in lines if any(line.get(column) for column in columns)]
    needed = form.required.union(*form.dates)
    present = [column for column in columns if column in needed or any(line.get(column) for line in filled)]
    names = {column: form.column(column).name for column in present}
    title = form.titles[0]
    header = Row(0, tuple(Cell(0, name, name) for name in names.values()))
    rows = tuple(
        Row(int(line["row"]), tuple(Cell(int(line["row"]), name, line.get(column) or None) for column, name in names.items()))
        for line in filled
    )
    return RawSheet(title, title, (header, *rows) if rows or key == "stints" else ())


def _claim(claim: Mapping[str, str]) -> RawSheet:
    pairs = [(item.name, claim[item.key]) for item in CLAIM_ITEMS if claim.get(item.key)]
    rows = tuple(Row(number, (Cell(number, name, name), Cell(number, name, text))) for number, (name, text) in enumerate(pairs, 1))
    return RawSheet(CLAIM_TITLES[0], CLAIM_TITLES[0], rows)


def typed(pairs: Iterable[tuple[str, str]], before: Plain) -> Plain:
    """The entries of a form that was sent: names ``stints-2-employer`` and ``claim-level``, rows in the form's order.

    Args:
        pairs: the form's fields.
        before: the entries that the form showed; an item that it does not carry keeps its text.
    """
    lines: dict[str, dict[str, Line]] = {key: {} for key in SHEETS}
    claim: Line = dict(before["claim"])
    for name, value in pairs:
        table, _, rest = name.partition("-")
        text = " ".join(value.split())[:LONGEST]
        if table == "claim" and rest in CLAIM_KEYS:
            claim[rest] = text
        elif table in SHEETS:
            row, _, column = rest.partition("-")
            if column in SHEETS[table][1] and row.isdecimal() and row.isascii() and len(row) < 7:
                lines[table].setdefault(row, {"row": row})[column] = text
    return {**{key: list(rows.values())[:MOST_ROWS] for key, rows in lines.items()}, "claim": claim}


def numbered(lines: Sequence[Line]) -> list[Line]:
    """The rows with a number for each that has none: behind the highest, so that no other row changes its own."""
    free = max([_FIRST_ROW - 1, *(int(line["row"]) for line in lines if line.get("row"))]) + 1
    result: list[Line] = []
    for line in lines:
        if line.get("row"):
            result.append(line)
        else:
            result.append({**line, "row": str(free)})
            free += 1
    return result


def with_row(entries: Plain, table: str) -> Plain:
    """One more empty row at the end of a table."""
    return {**entries, table: numbered([*entries[table], {}])[:MOST_ROWS]}


def without_row(entries: Plain, table: str, row: str) -> Plain:
    return {**entries, table: [line for line in entries[table] if line["row"] != row]}


def taken(entries: Plain, suggestions: Sequence[Plain], names: Iterable[str]) -> Plain:
    """The entries with suggestions taken over.

    Args:
        entries: what is typed.
        suggestions: each with its ``name``, and either ``table``, the ``row`` that its ``lines`` take the place of (or the row that they
            come ``after``), or an item of the claim with its text.
        names: which of them.
    """
    for name in names:
        for each in (each for each in suggestions if each["name"] == name):
            if each.get("item"):
                entries = {**entries, "claim": {**entries["claim"], each["item"]: each["text"]}}
            else:
                entries = {**entries, each["table"]: numbered(list(_placed(entries[each["table"]], each)))}
    return entries


def _placed(lines: Sequence[Line], suggestion: Plain) -> Iterator[Line]:
    row, after, new = suggestion.get("row"), suggestion.get("after"), suggestion["lines"]
    known = {line["row"] for line in lines}
    if row is None and after not in known:
        yield from new
    for line in lines:
        yield from new if row is not None and line["row"] == row else [line]
        if row is None and line["row"] == after:
            yield from new


def given(entries: Plain, items: Mapping[str, str]) -> Plain:
    """The entries with items of the claim that were chosen beside them; what was left blank changes nothing."""
    return {**entries, "claim": {**entries["claim"], **{key: text for key, text in items.items() if text}}}


def acted(entries: Plain, action: str, offered: Sequence[Plain]) -> Plain:
    """The entries after a button: ``take:NAME``, ``take-all``, ``add:TABLE``, ``remove:TABLE:ROW``; any other only checks."""
    verb, _, rest = action.partition(":")
    table, _, row = rest.partition(":")
    if verb == "take":
        return taken(entries, offered, [rest])
    if verb == "take-all":
        return taken(entries, offered, [each["name"] for each in offered])
    if verb == "add" and table in entries and table != "claim" and len(entries[table]) < MOST_ROWS:
        return with_row(entries, table)
    if verb == "remove" and table in entries and table != "claim":
        return without_row(entries, table, row)
    return entries
