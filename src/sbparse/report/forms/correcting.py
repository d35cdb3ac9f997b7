"""A correction written into the workbook that was declared: the cells that are wrong, rows put in, and nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell

from sbparse.findings import Finding
from sbparse.history.model import Assessment, DeclaredStint, Evidence
from sbparse.history.tables import Table
from sbparse.messages import Message, message
from sbparse.report.clean import starts_formula
from sbparse.report.forms.content import Mark
from sbparse.report.forms.grid import Grid, style_of
from sbparse.report.forms.guidance import hint
from sbparse.report.forms.marks import mark_cell
from sbparse.report.forms.spelling import TEXT, Pattern, month_like, span_like
from sbparse.report.voice import Voice
from sbparse.review.corrections import Change
from sbparse.review.ruling import NOW, UNKNOWN_HOST
from sbparse.values.dates import DateError, means_now, parse_span
from sbparse.values.month import Month

AnyChange: TypeAlias = Change[DeclaredStint] | Change[Assessment]
_Cells: TypeAlias = Mapping[str, SheetCell]
_DATES: Final = frozenset({"start", "end"})
EAST_ASIAN_DATES: Final = frozenset({*range(27, 32), 36, *range(50, 55), 57, 58})
"""Built-in number formats of Chinese Excel that show a date (57 is ``2018年9月``). A file names them by number alone, and openpyxl does not
know them. Source: ECMA-376 part 1, 18.8.30, zh-cn."""


@dataclass(frozen=True, slots=True)
class Part:
    """What differs between the two tables: how the catalogue names them, the column with a name, what nobody but the person knows."""

    name: str
    named: str
    to_fill: tuple[str, ...]


STINT_PART: Final = Part("stints", "employer", ("work", "post", "reference"))
ASSESSMENT_PART: Final = Part("assessments", "organiser", ("result",))


def write_changes(book: Workbook, table: Table, part: Part, changes: Sequence[AnyChange], voice: Voice) -> None:
    """Write the changes of one table into an opened workbook.

    Args:
        book: the workbook as it was declared.
        table: where the rows stand in it.
        part: which of the two tables it is.
        changes: what becomes of each row, and the rows to be put in, in the order in which they should stand.
        voice: the language of the notes.
    """
    writer = _Writer(Grid(book, table, _touched(changes)), part, voice)
    for position in reversed(range(len(changes))):
        change = changes[position]
        if change.added:
            writer.add(change, _origin(changes[:position][::-1]), _origin(changes[position:]))
        elif change.cleared:
            writer.clear(change)
        elif change.fields:
            writer.rewrite(change)


def _touched(changes: Sequence[AnyChange]) -> set[int]:
    """The rows that are changed, and those beside which a row is put in."""
    rows = [change.origin.row for change in changes if change.origin and not change.untouched]
    for position in (position for position, change in enumerate(changes) if change.added):
        rows += filter(None, [_origin(changes[:position][::-1]), _origin(changes[position:])])
    return set(rows)


def _origin(changes: Iterable[AnyChange]) -> int | None:
    """The number of the first row that was there."""
    return next((change.origin.row for change in changes if not change.added and change.origin), None)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes one change at a time, from the last row up."""

    grid: Grid
    part: Part
    voice: Voice

    def rewrite(self, change: AnyChange) -> None:
        """Change the cells of a row that differ, each with what stood there in its note."""
        row, corrected = change.origin, change.corrected
        if row is None or corrected is None:
            return
        cells = self.grid.cells(row.row)
        keys = self._write_dates(cells, row.row, corrected, change.fields & _DATES)
        for key in (change.fields - _DATES) & cells.keys():
            _put_text(cells[key], getattr(corrected, key))
            keys.append(key)
        for key in keys:
            self._mark(cells[key], key, Mark.CHANGED, [was(self.grid.said(row.row, key)), *reasons(change.findings)])

    def clear(self, change: AnyChange) -> None:
        """Empty a row, each cell with what stood there in its note; the row itself stays, and columns that are not read."""
        if change.origin is None:
            return
        number, why = change.origin.row, reasons(change.findings)
        for key, cell in self.grid.cells(number).items():
            if said := self.grid.said(number, key):
                cell.value = None
                mark_cell(cell, Mark.REMOVED, [was(said), *(why if key == self.part.named else ())], self.voice)
        for below in range(number + 1, self.grid.end_of(number) + 1):  # what the row's merged cells carry along
            for cell in self.grid.cells(below).values():
                if cell.row == below and cell.value is not None:
                    mark_cell(cell, Mark.REMOVED, [was(str(cell.value))], self.voice)
                    cell.value = None

    def add(self, change: AnyChange, above: int | None, below: int | None) -> None:
        """Put a row in under the row ``above``, or over the row ``below`` where there is none."""
        source = change.origin.row if change.origin else None
        like = above or below
        if like is None or change.corrected is None:
            return
        at = self.grid.end_of(above) + 1 if above else like
        cells = self.grid.put_row(at, after=above is not None, like=like, source=source)
        self._write_dates(cells, source or like, change.corrected, _DATES)
        for key, value in self._texts(change.corrected, new=source is None).items():
            if key in cells:
                _put_text(cells[key], value)
        why = [message("form.fix.part", row=source)] if source else []
        why += reasons(change.findings)
        for key, cell in cells.items():
            if key in self.part.to_fill and cell.value is None:
                mark_cell(cell, Mark.TO_FILL, [hint(self.part.name, key)], self.voice)
            elif cell.value is not None:
                self._mark(cell, key, Mark.ADDED, why if key == self.part.named else ())

    def _texts(self, row: DeclaredStint | Assessment, *, new: bool) -> dict[str, str | None]:
        """What an added row says beside its dates and what was copied."""
        # Only the person knows these; a row that the person added on the page has them already.
        texts: dict[str, str | None] = {key: said for key in self.part.to_fill if new and (said := getattr(row, key))}
        if isinstance(row, Assessment):
            return {**texts, "kind": row.kind, "organiser": row.organiser}
        texts["employer"] = row.employer
        if new and any(self.grid.said(number, "evidence") for number in self.grid.lines):
            texts["evidence"] = str(Evidence.INSURANCE)
        return texts

    def _mark(self, cell: SheetCell, key: str, mark: Mark, notes: Sequence[Message]) -> None:
        """Mark a cell; a host that nobody named is the person's to fill in."""
        if key == self.part.named and isinstance(cell.value, str) and cell.value.endswith(UNKNOWN_HOST):
            mark_cell(cell, Mark.TO_FILL, [message("form.note.host"), *notes], self.voice)
        else:
            mark_cell(cell, mark, notes, self.voice)

    def _write_dates(self, cells: _Cells, like: int, row: DeclaredStint | Assessment, fields: Iterable[str]) -> list[str]:
        """Write start and end into the columns that say them, in the manner of the row ``like``; gives the keys written."""
        ends = set(fields)
        if not ends:
            return []
        if self.grid.said(like, "period"):
            _put_text(cells["period"], span_like(self.grid.said(like, "period"), row.start, row.end))
            return ["period", *self._write_ends(cells, like, row, ends)] if self.grid.said(like, "start") else ["period"]
        return self._write_ends(cells, like, row, ends)

    def _write_ends(self, cells: _Cells, like: int, row: DeclaredStint | Assessment, ends: set[str]) -> list[str]:
        whole = self.grid.said(like, "start")
        if _is_span(whole):  # the start's cell has the whole period, the end's nothing or the same
            _put_text(cells["start"], span_like(whole, row.start, row.end))
            return ["start"]
        if "start" in ends:
            _put_month(cells["start"], self._pattern(cells["start"], like, "start"), row.start)
        if "end" in ends:
            self._write_end(cells, like, row.end)
        return [key for key in ("start", "end") if key in ends]

    def _write_end(self, cells: _Cells, like: int, end: Month | None) -> None:
        now = means_now(self.grid.said(like, "end"))
        if end is None:
            _put_text(cells["end"], self.grid.said(like, "end") if now else NOW)
        else:
            _put_month(cells["end"], self._pattern(cells["start" if now else "end"], like, "start" if now else "end"), end)

    def _pattern(self, cell: SheetCell, like: int, key: str) -> Pattern:
        value = self.grid.before(like, key)
        return Pattern(value, cell.number_format, isinstance(value, int | float) and style_of(cell).numFmtId in EAST_ASIAN_DATES)


def _is_span(text: str) -> bool:
    try:
        parse_span(text)
    except DateError:
        return False
    return True


def _put_text(cell: SheetCell, text: str | None) -> None:
    """A text that stays a text, whatever it begins with."""
    if not isinstance(cell.value, str):
        cell.number_format = TEXT
    cell.value = text
    if text is not None:
        cell.data_type = "s"
        cell.quotePrefix = starts_formula(text)


def _put_month(cell: SheetCell, pattern: Pattern, month: Month) -> None:
    value: Any
    value, number_format = month_like(pattern, month)
    if isinstance(value, str):
        _put_text(cell, value)
    else:
        cell.value = value
    cell.number_format = number_format


def was(text: str) -> Message:
    return message("form.fix.was", old=text) if text else message("form.fix.was-empty")


def reasons(findings: Iterable[Finding]) -> list[Message]:
    """What was found, each sentence once."""
    return list({(finding.rule, finding.history_row, finding.actual): finding.message for finding in findings}.values())
