"""Tables that lose nothing on a narrow terminal: headings take two lines, long texts wrap, and a figure is folded rather than cut."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rich import box
from rich.cells import cell_len
from rich.console import Console, JustifyMethod
from rich.table import Table
from rich.text import Text

from sbparse.report.terminal.prose import Prose, longest_piece

_GAP: Final = 2  # cells between columns: a padding and what rich draws for the missing rule
_NARROWEST_TEXT: Final = 30  # a column of running text gets this much before headings keep to one line


@dataclass(frozen=True, slots=True)
class Grid:
    """A table to be shown.

    Attributes:
        headings: one a column.
        rows: texts, one a column.
        foot: rows below a space.
        right: positions of the columns of figures.
        flexible: positions of the columns of running text, which give way first.
    """

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    foot: Sequence[Sequence[str]] = ()
    right: Sequence[int] = ()
    flexible: Sequence[int] = ()


def show_grid(console: Console, grid: Grid) -> None:
    """Print the table at the console's width."""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, _GAP - 1, 0, 0), pad_edge=False, show_edge=False, header_style="bold")
    for index, (heading, width) in enumerate(zip(grid.headings, _widths(grid, console.width), strict=True)):
        justify: JustifyMethod = "right" if index in grid.right else "left"
        table.add_column(Prose(heading), justify=justify, width=width, overflow="fold", vertical="top")
    for row in grid.rows:
        table.add_row(*(_cell(text, index, grid) for index, text in enumerate(row)))
    if grid.foot:
        table.add_section()
    for row in grid.foot:
        table.add_row(*(_cell(text, index, grid) for index, text in enumerate(row)))
    console.print(table)


def _cell(text: str, index: int, grid: Grid) -> Prose | Text:
    return Prose(text) if index in grid.flexible else Text(text)


def _widths(grid: Grid, available: int) -> list[int | None]:
    """The width of each column; None for those that take what is left."""
    content = [max((cell_len(row[index]) for row in (*grid.rows, *grid.foot)), default=0) for index in range(len(grid.headings))]
    full = [max(cell_len(heading), width) for heading, width in zip(grid.headings, content, strict=True)]
    halved = [
        max((cell_len(heading) + 1) // 2, longest_piece(heading), width) for heading, width in zip(grid.headings, content, strict=True)
    ]
    rigid = [index for index in range(len(full)) if index not in grid.flexible]
    wanted = sum(full[i] for i in rigid) + sum(min(full[i], _NARROWEST_TEXT) for i in grid.flexible) + _GAP * len(full)
    chosen = full if wanted <= available else halved
    return [chosen[index] if index in rigid else None for index in range(len(full))]
