"""A table's geometry: column widths that hold the text, wrapped lines, and the boxes of its cells."""

from dataclasses import dataclass
from typing import Final

from formdraw.faces import Width, text_width
from formdraw.forms import Column, Table
from formdraw.style import Style

PAD: Final = 2.2
SMALLEST: Final = 3.5
"""Type sizes never shrink below this, in points; 13 columns of millions fit a portrait page at about 4.5."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of one row band: its box relative to the band's top left corner, and its wrapped lines."""

    x0: float
    y0: float
    x1: float
    y1: float
    lines: tuple[str, ...]
    text: str
    kind: str  # head, or the column's


@dataclass(frozen=True, slots=True)
class Band:
    """A row that stays together: the header of one or two lines, a data row, or 合计."""

    height: float
    cells: tuple[Cell, ...]
    kind: str  # head, row, total
    grid: tuple[float, ...] = ()  # inner horizontal levels, for headers that are drawn as a full grid first


@dataclass(frozen=True, slots=True)
class Laid:
    """A table ready to be placed: its type size, the x positions of its column edges, header and rows."""

    size: float
    edges: tuple[float, ...]
    head: Band
    rows: tuple[Band, ...]


def wrap(text: str, room: float, size: float, measure: Width, spacing: float = 0.0) -> tuple[str, ...]:
    """Lines that fit the room, broken between any two characters, as forms break Chinese names."""
    lines, line, used = [], "", 0.0
    for char in text:
        advance = measure(char) * size + spacing
        if line and used + advance - spacing > room + 0.01:
            lines.append(line)
            line, used = "", 0.0
        line += char
        used += advance
    return (*lines, line)


def _lines(text: str, kind: str, room: float, size: float, measure: Width, style: Style) -> tuple[str, ...]:
    if kind == "fixed":
        return (text,)
    if kind == "period" and "至" in text and text_width(text, size, measure, style.letter_spacing) > room:
        first, last = text.split("至")
        return (f"{first}至", last)
    if style.overflow != "none" and kind in ("name", "place"):
        spill = {"slight": 0.8, "far": 3.5}[style.overflow] * size
        room += 2 * PAD + spill if kind == "name" else -2 * spill  # the next column keeps clear of what spills over
    return wrap(text, room, size, measure, style.letter_spacing)


def _label(column: Column, style: Style) -> tuple[str, ...]:
    """A header label in one line, or broken in its middle as narrow columns force it: 年缴费/基数."""
    text, half = column.label, (len(column.label) + 1) // 2
    broken = style.header_labels == "wrapped" and len(text) > 2 and column.kind in ("fixed", "period")
    return (text[:half], text[half:]) if broken else (text,)


def _longest(texts: list[str], kind: str) -> list[str]:
    return [part for text in texts for part in text.replace("至", "至 ").split(" ")] if kind == "period" else texts


def _needed(column: Column, texts: list[str], size: float, measure: Width, style: Style) -> float:
    """The least width of a column in points."""
    head = max(text_width(part, size, measure, style.letter_spacing) for part in _label(column, style))
    if column.kind in ("name", "place"):
        return max(head, (6.5 if style.overflow == "none" else 12) * (size + style.letter_spacing)) + 2 * PAD
    bodies = [text_width(text, size, measure, style.letter_spacing) for text in _longest(texts, column.kind)]
    return max([head, *bodies]) + 2 * PAD + style.fake_bold


def _widths(table: Table, room: float, measure: Width, style: Style) -> tuple[float, list[float]]:
    """The type size at which the columns fit, and their widths, which fill the room."""
    size = style.font_size
    while True:
        columns = [_needed(c, [row[n] for row in table.rows], size, measure, style) for n, c in enumerate(table.columns)]
        spare = room - sum(columns)
        if spare >= 0:
            weights = sum(column.weight for column in table.columns)
            return size, [width + spare * column.weight / weights for width, column in zip(columns, table.columns, strict=True)]
        size -= 0.25
        if size < SMALLEST:
            raise ValueError(f"{style.name}: the table does not fit the page")


def _row(table: Table, texts: tuple[str, ...], edges: list[float], size: float, measure: Width, style: Style, kind: str) -> Band:
    line = size * style.leading
    wrapped = []
    for number, (column, text) in enumerate(zip(table.columns, texts, strict=True)):
        room = edges[number + 1] - edges[number] - 2 * PAD
        wrapped.append(_lines(text, column.kind, room, size, measure, style))
    height = max(map(len, wrapped)) * line + 2 * PAD
    cells = [
        Cell(edges[n], 0, edges[n + 1], height, lines, texts[n], table.columns[n].kind if kind == "row" else "fixed")
        for n, lines in enumerate(wrapped)
    ]
    return Band(height, tuple(cells), kind)


def _head(table: Table, edges: list[float], size: float, measure: Width, style: Style) -> Band:
    line = size * style.leading

    def lines(text: str, first: int, last: int) -> tuple[str, ...]:
        return wrap(text, edges[last] - edges[first] - 2 * PAD, size, measure, style.letter_spacing)

    labels = [_label(column, style) for column in table.columns]
    upper = (max((len(lines(text, at, at + n)) for text, at, n in table.groups), default=0) * line + 2 * PAD) if table.groups else 0.0
    grouped = {at + n for _, at, count in table.groups for n in range(count)}
    height = upper + max(len(label) for label in labels) * line + 2 * PAD
    cells = [Cell(edges[at], 0, edges[at + n], upper, lines(text, at, at + n), text, "head") for text, at, n in table.groups]
    for number, label in enumerate(labels):
        top = upper if number in grouped else 0.0
        cells.append(Cell(edges[number], top, edges[number + 1], height, label, table.columns[number].label, "head"))
    return Band(height, tuple(cells), "head", (upper,) if table.groups else ())


def lay(table: Table, room: float, measure: Width, style: Style) -> Laid:
    """The table laid out in ``room`` points of width.

    Raises:
        ValueError: it does not fit even at the smallest type.
    """
    size, widths = _widths(table, room, measure, style)
    edges = [0.0]
    for width in widths:
        edges.append(edges[-1] + width)
    last = len(table.rows) - 1 if table.has_total else len(table.rows)
    rows = [_row(table, texts, edges, size, measure, style, "total" if n == last else "row") for n, texts in enumerate(table.rows)]
    return Laid(size, tuple(edges), _head(table, edges, size, measure, style), tuple(rows))
