"""A row of data as a value: a declared stint, a rename, an assessment. Raises CellError for a cell that cannot be read."""

from sbparse.history.cells import CellError, quote, read_month, read_name, read_period, read_start_and_end, read_text
from sbparse.history.forms import ASSESSMENTS, EVIDENCE, RENAMES, STINTS, SheetForm, heading
from sbparse.history.model import Assessment, DeclaredStint, Evidence, Rename
from sbparse.history.raw import Cell
from sbparse.history.tables import Line
from sbparse.messages import message
from sbparse.values.month import Month


def read_stint(line: Line) -> DeclaredStint:
    """A row of 工作经历."""
    start, end = _span(STINTS, line)
    return DeclaredStint(
        row=line.number,
        employer=_name(STINTS, line, "employer"),
        start=start,
        end=end,
        evidence=_evidence(line),
        work=_text(line, "work"),
        post=_text(line, "post"),
        reference=_text(line, "reference"),
    )


def read_rename(line: Line) -> Rename:
    """A row of 更名."""
    return Rename(
        row=line.number,
        former=_name(RENAMES, line, "former"),
        current=_name(RENAMES, line, "current"),
        month=read_month(line.cells["month"], RENAMES.column("month").name),
    )


def read_assessment(line: Line) -> Assessment:
    """A row of 考核情况; its end must be a month, 至今 is none."""
    start, end = _span(ASSESSMENTS, line)
    if end is None:
        raise CellError(line.cells.get("end") or line.cells["period"], message("history.no-end-month"))
    kind, result, organiser = (_text(line, key) for key in ("kind", "result", "organiser"))
    return Assessment(line.number, start, end, kind, result, organiser)


def _span(form: SheetForm, line: Line) -> tuple[Month, Month | None]:
    """The period of a row, from one column or two; where a table has both, they must agree."""
    period, start, end = (line.cells.get(key) for key in ("period", "start", "end"))
    columns = form.column("start").name, form.column("end").name
    if start is None or end is None:
        return read_period(_needed(period), form.column("period").name)
    if period is None or period.empty:
        return read_start_and_end(start, end, columns)
    span = read_period(period, form.column("period").name)
    if not (start.empty and end.empty) and read_start_and_end(start, end, columns) != span:
        raise CellError(period, message("history.two-periods", text=quote(period.text)))
    return span


def _needed(cell: Cell | None) -> Cell:
    if cell is None:
        raise ValueError("a table has a period, or a start and an end")  # SheetForm.missing sees to it
    return cell


def _name(form: SheetForm, line: Line, key: str) -> str:
    return read_name(line.cells[key], form.column(key).name)


def _text(line: Line, key: str) -> str | None:
    cell = line.cells.get(key)
    return read_text(cell) if cell else None


def _evidence(line: Line) -> Evidence:
    text = _text(line, "evidence")
    if text is None:
        return Evidence.INSURANCE
    evidence = EVIDENCE.get(heading(text))
    if evidence is None:
        raise CellError(line.cells["evidence"], message("history.unknown-evidence", text=quote(text)))
    return evidence
