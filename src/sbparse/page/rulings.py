"""Painted lines, rectangles and erasures of a page → its rulings.

An engine feeds what it finds in paint order; white paint over a line takes the line away, as it does for the eye.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Final

from sbparse.page.budget import MOST_COMPARED, Budget
from sbparse.page.model import Ruling
from sbparse.values.place import Box

THIN: Final = 2.5
"""A filled rectangle up to this thick (points) is a ruling; borders are 0.3-1.5 thick, the lowest row of a form is 6 high."""

SNAP: Final = 1.5
"""Parallel rulings closer than this (points) are one: double strokes of neighbouring cells lie 0-1 apart, rows and columns at least 6."""

BRIDGE: Final = 3.5
"""Gaps up to this (points) along a ruling are closed: dashes, and cell borders that stop short of a corner."""

SHORTEST: Final = 4.0
"""Shorter strokes (points) are ticks and parts of glyphs drawn as paths."""


@dataclass(slots=True)
class Paint:
    """What has been painted so far: rulings as ``[at, start, end]``, and how much more looking up and down them is granted."""

    horizontals: list[tuple[float, float, float]] = field(default_factory=list)
    verticals: list[tuple[float, float, float]] = field(default_factory=list)
    effort: Budget = field(default_factory=lambda: Budget(MOST_COMPARED))

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A stroked segment; an oblique one is no ruling."""
        if abs(y1 - y0) <= 1.0 and abs(x1 - x0) > abs(y1 - y0):
            self.horizontals.append(((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) <= 1.0 and abs(y1 - y0) > abs(x1 - x0):
            self.verticals.append(((x0 + x1) / 2, min(y0, y1), max(y0, y1)))

    def outline(self, box: Box) -> None:
        """A stroked rectangle: four segments."""
        x0, top, x1, bottom = box
        self.horizontals += [(top, x0, x1), (bottom, x0, x1)]
        self.verticals += [(x0, top, bottom), (x1, top, bottom)]

    def filled(self, box: Box) -> None:
        """A filled dark rectangle: a ruling where it is thin, else a background."""
        self.thin([box])

    def thin(self, boxes: Iterable[Box]) -> None:
        """Many of them."""
        level, upright = self.horizontals.append, self.verticals.append
        for x0, top, x1, bottom in boxes:
            width, height = x1 - x0, bottom - top
            if height <= THIN and width > height:
                level(((top + bottom) / 2, x0, x1))
            elif width <= THIN:
                upright(((x0 + x1) / 2, top, bottom))

    def erase(self, box: Box) -> None:
        """White paint: what of the rulings lies inside the box goes. A ruling on the edge of a large box stays, it is a neighbour's
        border. Raises TooMuch where white paint meets lines without end."""
        if not self.horizontals and not self.verticals:
            return
        self.effort.spend(len(self.horizontals) + len(self.verticals))
        x0, top, x1, bottom = box
        self.horizontals = _without(self.horizontals, top, bottom, x0, x1)
        self.verticals = _without(self.verticals, x0, x1, top, bottom)


def _without(
    lines: list[tuple[float, float, float]], low: float, high: float, start: float, end: float
) -> list[tuple[float, float, float]]:
    margin = -0.5 if high - low <= THIN else 0.8
    kept: list[tuple[float, float, float]] = []
    for line in lines:
        at, a, b = line
        if not low + margin < at < high - margin or b <= start or a >= end:
            kept.append(line)
            continue
        if start - a > SHORTEST:
            kept.append((at, a, start))
        if b - end > SHORTEST:
            kept.append((at, end, b))
    return kept


def merged(lines: list[tuple[float, float, float]]) -> list[Ruling]:
    """Lines on (nearly) the same position as one ruling each, gaps up to :data:`BRIDGE` closed, short ones left out, sorted by
    position."""
    if not lines:
        return []
    rulings: list[Ruling] = []
    across = sorted(lines)
    start, first = 0, across[0][0]
    for index, (at, _, _) in enumerate(across):
        if at - first > SNAP:
            rulings += _joined(across[start:index])
            start, first = index, at
    return rulings + _joined(across[start:])


def _joined(group: list[tuple[float, float, float]]) -> list[Ruling]:
    at = sum([line[0] for line in group]) / len(group)
    by_start = sorted(group, key=itemgetter(1))
    spans: list[tuple[float, float]] = []
    _, start, end = by_start[0]
    for _, a, b in by_start:
        if a - end > BRIDGE:
            spans.append((start, end))
            start, end = a, b
        elif b > end:
            end = b
    spans.append((start, end))
    return [Ruling(at, start, end) for start, end in spans if end - start >= SHORTEST]
