"""To which row each line of a column belongs where no ruling parts the rows: by its height, and wrapped text as a whole.

Where wrapped text fits two rows, :class:`Undecided` says so.
"""

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import Final

from sbparse.page.extents import Undecided
from sbparse.page.words import Line

CHAINED: Final = 0.9
"""Lines of one cell follow each other within this share of the line height; rows without rulings lie further apart."""

MISFIT: Final = 0.4
"""A cell's text may lie this share of a line height off the middle (or top, or bottom) of its row."""


def owners_of(lines: list[Line], middles: list[float], edges: list[tuple[float, float]]) -> list[int | None]:
    """For each line of a column the anchor to whose row it belongs; None for a line far from all rows."""
    level = _levels(lines, middles)
    if all(owner is not None for owner in level) and len(set(level)) == len(level):
        return level
    chains: list[list[int]] = []
    for index, line in enumerate(lines):
        if chains and line.top - lines[chains[-1][-1]].bottom < CHAINED * (line.bottom - line.top):
            chains[-1].append(index)
        else:
            chains.append([index])
    owners: list[int | None] = [None] * len(lines)
    for chain in chains:
        touched = [a for a, (top, bottom) in enumerate(edges) if lines[chain[0]].top <= bottom and lines[chain[-1]].bottom >= top]
        if touched:
            segments = _segments([lines[i] for i in chain], [middles[a] for a in touched], [edges[a] for a in touched])
            for anchor, segment in zip(touched, segments, strict=True):
                for offset in segment:
                    owners[chain[offset]] = anchor
    return owners


def _levels(lines: list[Line], middles: list[float]) -> list[int | None]:
    """For each line the first anchor whose middle is level with its own."""
    order = sorted(range(len(middles)), key=middles.__getitem__)
    ascending = [middles[anchor] for anchor in order]
    levels: list[int | None] = []
    for _, _, top, bottom in lines:
        middle, slack = (top + bottom) / 2, MISFIT * (bottom - top)
        first, stop = bisect_right(ascending, middle - slack), bisect_left(ascending, middle + slack)
        levels.append(min(order[first:stop]) if first < stop else None)
    return levels


def _segments(lines: list[Line], middles: list[float], edges: list[tuple[float, float]]) -> list[range]:
    """Lines that run on without a wider gap, parted among the rows they touch: each row's text is centred on its anchor, or starts or ends
    level with it, the same for all rows; and lines of one row stand no further apart than rows do."""
    if len(middles) == 1:
        return [range(len(lines))]
    slack = MISFIT * min(line.bottom - line.top for line in lines)
    starts = _matches([line.top for line in lines], [top for top, _ in edges], slack)
    ends = _matches([line.bottom for line in lines], [bottom for _, bottom in edges], slack)
    found: set[tuple[range, ...]] = set()
    if starts and starts[0] == 0:
        found.add(tuple(range(a, b) for a, b in pairwise([*starts, len(lines)])))
    if ends and ends[-1] == len(lines) - 1:
        found.add(tuple(range(a + 1, b + 1) for a, b in pairwise([-1, *ends])))
    if centred := _centred(lines, middles, slack):
        found.add(centred)
    found = {segments for segments in found if all(segments) and _evenly(lines, segments)}
    if len(found) != 1:
        raise Undecided(lines[0].words[0])
    return list(found.pop())


def _evenly(lines: list[Line], segments: tuple[range, ...]) -> bool:
    """Whether no gap inside a row is wider than one between rows."""
    gaps = [below.top - above.bottom for above, below in pairwise(lines)]
    between = {segment.stop - 1 for segment in segments[:-1]}
    inside = max((gap for i, gap in enumerate(gaps) if i not in between), default=float("-inf"))
    return inside <= min((gaps[i] for i in between), default=float("inf")) + 0.5


def _matches(lines: list[float], rows: list[float], slack: float) -> list[int] | None:
    """For each row the line at its height; None where a row has none."""
    matches = [next((i for i, at in enumerate(lines) if abs(at - row) <= slack), None) for row in rows]
    return [m for m in matches if m is not None] if None not in matches else None


def _centred(lines: list[Line], middles: list[float], slack: float) -> tuple[range, ...] | None:
    segments: list[range] = []
    start = 0
    for row, middle in enumerate(middles):
        stops = [len(lines)] if row == len(middles) - 1 else range(start + 1, len(lines))
        off, stop = min(
            ((abs((lines[start].top + lines[stop - 1].bottom) / 2 - middle), stop) for stop in stops if stop > start),
            default=(slack + 1, 0),
        )
        if off > slack:
            return None
        segments.append(range(start, stop))
        start = stop
    return tuple(segments)
