"""``odd-place`` and ``drawn-late``: a cell off its row's baseline or its column's alignment, or painted after all the others."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from sbparse.traces.cells import Cell, Part, RecordPage
from sbparse.traces.model import Fact, fact

BASELINE: Final = 0.35
"""Points off the baseline of the row; programs put the cells of a row on it to a hundredth of a point."""

ALIGNED: Final = 0.15
"""Points by which the cells of an aligned column differ, in the middle."""

OFF: Final = 0.8
"""Points off the alignment of the column."""

FEW: Final = 3
"""Cells that may be painted late; where more are, the page is painted in another order."""

_IN_ROW: Final = 4
_IN_COLUMN: Final = 5
_IN_SEQUENCE: Final = 10
_STEPS: Final = 2  # from a row to the next, or from a column
_ONE_LINE: Final = 0.6  # of the type's size
_WIDE: Final = 30.0
_TABLES: Final = (Part.EMPLOYMENTS, Part.CONTRIBUTIONS)


def odd_place(page: RecordPage) -> tuple[list[Fact], bool]:
    """The facts, and whether there were cells enough to compare."""
    numbers = [cell for cell in page.cells if cell.row >= 0 and cell.whole and cell.is_number and _spread(cell, page) is not None]
    facts = [_told("uneven-baseline", cell, page, by) for cell, by in _uneven(numbers, page)]
    level = [cell for cell in numbers if (_spread(cell, page) or 0) <= BASELINE]
    facts += [_told("odd-baseline", cell, page, by) for cell, by in _off_baseline(level, page)]
    facts += [_told("odd-alignment", cell, page, by) for cell, by in _off_column(level, page)]
    return facts, len(level) >= _IN_ROW


def _told(key: str, cell: Cell, page: RecordPage, by: float) -> Fact:
    return fact(key, page.place([cell.box]), harmless="odd-place", text=page.text(cell.glyphs), points=round(abs(by), 1))


def _base(number: int, page: RecordPage) -> tuple[float, float]:
    x, y = page.glyph(number).base
    left, top, _, _ = page.upright((x, y, x, y))
    return left, top


def _spread(cell: Cell, page: RecordPage) -> float | None:
    """How far the baselines of a cell's glyphs lie apart; None where it has several lines."""
    bases = [_base(number, page)[1] for number in cell.glyphs]
    apart = max(bases) - min(bases)
    return apart if apart < _ONE_LINE * page.glyph(cell.glyphs[0]).type.size else None


def _uneven(cells: Sequence[Cell], page: RecordPage) -> Iterator[tuple[Cell, float]]:
    """Cells in which one glyph stands off the others' baseline."""
    for cell in cells:
        spread = _spread(cell, page)
        if spread is not None and spread > BASELINE:
            yield cell, spread


def _height(cell: Cell, page: RecordPage) -> float:
    return median(_base(number, page)[1] for number in cell.glyphs)


def _off_baseline(cells: Sequence[Cell], page: RecordPage) -> Iterator[tuple[Cell, float]]:
    """Cells off the baseline of their row, less what their whole column is."""
    offsets: dict[Cell, float] = {}
    for row in {(cell.part, cell.row) for cell in cells}:
        mates = [cell for cell in cells if (cell.part, cell.row) == row]
        if len(mates) >= _IN_ROW:
            level = median(_height(cell, page) for cell in mates)
            offsets.update({cell: _height(cell, page) - level for cell in mates})
    for cell, offset in offsets.items():
        column = [other for mate, other in offsets.items() if mate is not cell and (mate.part, mate.field) == (cell.part, cell.field)]
        usual = median(column) if len(column) > 1 else 0.0
        if abs(offset - usual) > BASELINE:
            yield cell, offset - usual


def _off_column(cells: Sequence[Cell], page: RecordPage) -> Iterator[tuple[Cell, float]]:
    """Cells off their column's alignment, which is the one of left, middle and right that its cells keep best."""
    for part, field in sorted({(cell.part, cell.field) for cell in cells if cell.part in _TABLES}):
        column = [cell for cell in cells if (cell.part, cell.field) == (part, field)]
        if len(column) < _IN_COLUMN:
            continue
        edges = [(_base(cell.glyphs[0], page)[0], _base(cell.glyphs[-1], page)[0]) for cell in column]
        measures = [[left for left, _ in edges], [(left + right) / 2 for left, right in edges], [right for _, right in edges]]
        best = min(measures, key=lambda values: (len(_outliers(values)), _scatter(values)))
        odd = [(column[index], by) for index, by in _outliers(best)]
        if _scatter(best) <= ALIGNED and len(odd) <= len(column) // _IN_COLUMN:
            yield from odd


def _outliers(values: Sequence[float]) -> list[tuple[int, float]]:
    """Which values lie off the median, and by how much."""
    usual = median(values)
    return [(index, value - usual) for index, value in enumerate(values) if abs(value - usual) > OFF]


def _scatter(values: Sequence[float]) -> float:
    """The median distance from the median."""
    middle = median(values)
    return median(abs(value - middle) for value in values)


def drawn_late(page: RecordPage) -> tuple[list[Fact], bool]:
    """A few cells painted after all others, where these are painted row by row or column by column; and whether that could be told."""
    cells = [cell for cell in page.cells if cell.part in _TABLES and not cell.is_name]
    sequence = sorted(cells, key=lambda cell: max(page.glyph(number).order for number in cell.glyphs))
    if len(sequence) < _IN_SEQUENCE or not any(_is_ordered(sequence[: len(sequence) - late], page) for late in range(FEW + 1)):
        return [], False
    late = next(late for late in range(FEW + 1) if _is_ordered(sequence[: len(sequence) - late], page))
    tail = sequence[len(sequence) - late :]
    return [fact("drawn-late", page.place([cell.box]), text=page.text(cell.glyphs)) for cell in tail], True


def _is_ordered(sequence: Sequence[Cell], page: RecordPage) -> bool:
    """Whether cells come row by row, or table by table column by column. Where there are no more than two rows or columns, as on the last
    page of a long record, nearly any order of painting would look so."""
    places = [(cell.part, *page.upright(cell.box)[:2]) for cell in sequence]
    steps = list(pairwise(places))
    down = all(after[2] >= before[2] - 2 or after[0] != before[0] for before, after in steps)
    across = all(after[1] >= before[1] - _WIDE or after[0] != before[0] for before, after in steps)
    down = down and sum(after[2] > before[2] + 2 for before, after in steps) >= _STEPS
    across = across and sum(after[1] > before[1] + _WIDE for before, after in steps) >= _STEPS
    return (down or across) and len([1 for before, after in pairwise(places) if before[0] != after[0]]) <= 1
