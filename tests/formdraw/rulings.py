"""The rules of a table: the same grid as segments, long lines, thin rectangles, stroked cells, or only some of it."""

from typing import Final

from formdraw.marks import BLACK, GREY, WHITE, Box, Colour, Line, Mark
from formdraw.style import Style

Cells = list[tuple[float, float, float, float]]
Edge = tuple[float, float, float, float]
HAIR: Final = 0.05
FILLS: Final[dict[str, Colour]] = {
    "light": (0.9, 0.9, 0.9),
    "dark": (0.1, 0.2, 0.45),
    # As common libraries colour a table's header, white on a bright colour.
    "green": (0.1, 0.74, 0.61),
    "blue": (0.05, 0.43, 0.99),
    "orange": (0.94, 0.68, 0.31),
}


def _edges(cells: Cells) -> set[Edge]:
    found = set()
    for x0, y0, x1, y1 in cells:
        found |= {(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)}
    return {(round(a, 2), round(b, 2), round(c, 2), round(d, 2)) for a, b, c, d in found}


def joined(edges: set[Edge]) -> set[Edge]:
    """Collinear edges that touch, made one long line each."""
    rows: dict[tuple[bool, float], list[tuple[float, float]]] = {}
    for x0, y0, x1, y1 in edges:
        flat = y0 == y1
        rows.setdefault((flat, y0 if flat else x0), []).append((x0, x1) if flat else (y0, y1))
    long: set[Edge] = set()
    for (flat, level), spans in rows.items():
        start, end = None, 0.0
        for low, high in [*sorted(spans), (1e9, 1e9)]:
            if start is not None and low > end + HAIR:
                long.add((start, level, end, level) if flat else (level, start, level, end))
                start = None
            if start is None:
                start, end = low, high
            end = max(end, high)
    return long


def _kept(edges: set[Edge], box: Edge, style: Style, broken: tuple[bool, bool]) -> set[Edge]:
    """Without the rules that the style leaves out. ``broken``: the table goes on above, below this part."""
    return {edge for edge in edges if not _left_out(edge, box, style, broken)}


def _left_out(edge: Edge, box: Edge, style: Style, broken: tuple[bool, bool]) -> bool:
    flat = edge[1] == edge[3]
    if (style.rulings == "horizontal" and not flat) or (style.rulings == "vertical" and flat):
        return True
    if style.edges == "no-sides":
        return not flat and min(abs(edge[0] - box[0]), abs(edge[0] - box[2])) < HAIR
    if style.edges == "no-page-edges":
        return flat and ((broken[0] and abs(edge[1] - box[1]) < HAIR) or (broken[1] and abs(edge[1] - box[3]) < HAIR))
    return False


def rules(cells: Cells, grid: Cells, style: Style, broken: tuple[bool, bool] = (False, False)) -> list[Mark]:
    """The marks for one part of a table on one page.

    Args:
        cells: boxes of all cells, merged ones as one box.
        grid: boxes of the header's unmerged positions, drawn and erased again by ``merged="erased"``.
    """
    if style.rulings == "none" or not cells:
        return []
    colour = BLACK if style.rule_colour == "black" else GREY
    box = (min(c[0] for c in cells), min(c[1] for c in cells), max(c[2] for c in cells), max(c[3] for c in cells))
    if style.rulings == "rects":
        return [Box(*cell, stroke=colour, width=style.rule_width, dashed=style.dashed) for cell in cells]
    true = _edges(cells)
    erased: set[Edge] = set()
    if style.merged == "erased" and grid:
        erased = {e for e in _edges(grid) if not any(_covers(long, e) for long in joined(true))}
    kept = _kept(true | erased, (round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2)), style, broken)
    drawn = kept if style.rulings == "segments" else joined(kept)
    marks = [_rule(edge, colour, style) for edge in sorted(drawn)]
    return marks + [_eraser(edge, style) for edge in sorted(erased & kept)]


def _covers(long: Edge, edge: Edge) -> bool:
    return long[0] - HAIR <= edge[0] and long[1] - HAIR <= edge[1] and long[2] + HAIR >= edge[2] and long[3] + HAIR >= edge[3]


def _rule(edge: Edge, colour: Colour, style: Style) -> Mark:
    x0, y0, x1, y1 = edge
    half = style.rule_width / 2
    if style.rulings == "filled":
        return Box(x0 - half, y0 - half, x1 + half, y1 + half, fill=colour)
    return Line(x0, y0, x1, y1, style.rule_width, colour, style.dashed)


def _eraser(edge: Edge, style: Style) -> Mark:
    """White over the rule, a little short of its ends so that the crossing rules stay whole."""
    x0, y0, x1, y1 = edge
    gap = style.rule_width
    flat = y0 == y1
    return Line(x0 + gap * flat, y0 + gap * (not flat), x1 - gap * flat, y1 - gap * (not flat), style.rule_width + 1.0, WHITE)


def phantoms(cells: Cells) -> list[Mark]:
    """White lines through the middle of cells: invisible, but there for a reader of paths."""
    return [Line(x0 + 1, (y0 + y1) / 2, x1 - 1, (y0 + y1) / 2, 0.4, WHITE) for x0, y0, x1, y1 in cells]


def background(cells: Cells, style: Style) -> list[Mark]:
    """The header's fill."""
    if style.fill == "none" or not cells:
        return []
    return [Box(*cell, fill=FILLS[style.fill]) for cell in cells]
