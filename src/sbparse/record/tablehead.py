"""Which lines are a table's header, by texts that a layout knows, and which are data rows, by the months that they begin with."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from sbparse.page.words import Line
from sbparse.record.layouts import FlatTable, GroupedTable

PERIOD: Final = re.compile(r"\*?\d{4}[-./年]?\d{1,2}月?\*?(?:(?:至|-|~|到).*)?")
"""The key cell of a data row, perhaps only its first line."""

SUM: Final = frozenset({"合计", "总计", "累计"})
"""Texts that open the row 合计."""


_UNIT: Final = re.compile(r"\((?:元|月|个月|单位:元)\)$")


def header_text(folded: str) -> str:
    """A header's text without its unit."""
    return _UNIT.sub("", folded) if folded.endswith(")") else folded


@cache
def header_texts(table: FlatTable | GroupedTable) -> frozenset[str]:
    """All header texts of a table."""
    if isinstance(table, FlatTable):
        return frozenset(text for texts in table.columns.values() for text in texts)
    return frozenset(
        [*table.key, *(t for texts in table.groups.values() for t in texts), *(t for texts in table.leaves.values() for t in texts)]
    )


@cache
def _all_texts(table: FlatTable | GroupedTable) -> str:
    """The same in one text, in which any piece of one is looked up at once: no word holds a line feed."""
    return "\n".join(sorted(header_texts(table)))


def is_header_of(line: Line, table: FlatTable | GroupedTable) -> bool:
    """Whether a line is a line of a table's header: two of its words are header texts, or three words are pieces of wrapped ones."""
    return not opens_as_row(line) and shows_header(line, table)


def opens_as_row(line: Line) -> bool:
    """Whether a line begins as most lines of a page do, and no header's."""
    return PERIOD.fullmatch(header_text(line.words[0].folded)) is not None


def shows_header(line: Line, table: FlatTable | GroupedTable) -> bool:
    shows = _whole_texts(line, table) >= 2 or (len(line.words) >= 3 and is_piece_of(line, table))
    return shows and not any(PERIOD.fullmatch(header_text(word.folded)) for word in line.words)


def _whole_texts(line: Line, table: FlatTable | GroupedTable) -> int:
    known = header_texts(table)
    return sum([header_text(word.folded) in known for word in line.words])


def is_piece_of(line: Line, table: FlatTable | GroupedTable) -> bool:
    """Whether all words of a line are pieces of header texts, so that the line may belong to a wrapped header."""
    pieces = _all_texts(table)
    return all(header_text(word.folded) in pieces for word in line.words)


def header_lines(body: Sequence[Line], table: FlatTable | GroupedTable) -> list[Line]:
    """The lines of a table's header in a page's body: from the first to the last that shows it, with the pieces of wrapped texts around;
    none without one.

    Where several runs of lines could be one, the first that shows whole texts is taken: single characters of the other table's wrapped
    header (``月 月 数``) are pieces of this one's too.
    """
    first: list[Line] = []
    for run in _header_runs(body, table):
        if any(_whole_texts(line, table) >= 2 for line in run):
            return run
        first = first or run
    return first


def _header_runs(body: Sequence[Line], table: FlatTable | GroupedTable) -> Iterator[list[Line]]:
    after = 0
    for index, line in enumerate(body):
        if index < after or not is_header_of(line, table):
            continue
        first, after = index, index + 1
        while first > 0 and is_piece_of(body[first - 1], table) and close(body[first - 1], body[first]):
            first -= 1
        while after < len(body) and (is_header_of(body[after], table) or is_piece_of(body[after], table) or _between(body, after, table)):
            after += 1
        yield list(body[first:after])


def _between(body: Sequence[Line], index: int, table: FlatTable | GroupedTable) -> bool:
    """Whether a line stands between two rows of a header, as the key column's text does beside a group row and a leaf row."""
    inside = index + 1 < len(body) and is_header_of(body[index + 1], table) and not is_data(body[index])
    return inside and body[index + 1].top < body[index].bottom


def close(above: Line, below: Line) -> bool:
    """Whether two lines may be one wrapped header's."""
    return below.top - above.bottom < 0.8 * (above.bottom - above.top)


def is_data(line: Line) -> bool:
    """Whether a line starts as a data row or the row 合计 does."""
    first = line.words[0].folded
    return PERIOD.fullmatch(first) is not None or line.folded.startswith(tuple(SUM))
