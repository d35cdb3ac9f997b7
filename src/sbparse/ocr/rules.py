"""Rulings in a picture: long straight runs of dark pixels; and the picture without them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import cv2
import numpy as np

from sbparse.ocr.engine import Picture
from sbparse.ocr.light import FAINT

LEVEL: Final = 22.0
"""A level run of dark pixels this long (points) is a ruling: no glyph has one, nor do three dashes of a blank cell touch for as long."""

UPRIGHT: Final = 15.0
"""The same of an upright one: strokes of a title of 16 points are shorter, and the lowest row of a table is joined to its neighbours."""

THICKEST: Final = 3.0
"""Thicker runs (points) are no rulings but surfaces."""


ALONE: Final = 60.0
"""A shorter ruling (points) is one only where both its ends meet rulings across: an arc of a seal meets none, and must not be wiped out
with the digits under it."""

MEETS: Final = 3.0
"""How far (points) from a ruling across an end may stop."""

SAME: Final = 1.5
"""Runs at one height (points) are pieces of one ruling."""

Line: TypeAlias = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Rules:
    """Rulings in pixels as ``(at, start, end)``, and where their ink lies."""

    level: list[Line]
    upright: list[Line]
    mask: Any


def rules_of(grey: Picture, point: float) -> Rules:
    """The rulings of a flat picture of which ``point`` pixels are a point."""
    dark = (grey < FAINT).astype(np.uint8)
    across = _runs(dark, int(LEVEL * point), point)
    down = _runs(np.ascontiguousarray(dark.T), int(UPRIGHT * point), point)
    levels, uprights = [run.line for run in across], [run.line for run in down]
    across, down = _rulings(across, uprights, point), _rulings(down, levels, point)
    mask = np.zeros_like(dark)
    for runs, target in ((across, mask), (down, mask.T)):
        for run in runs:
            high, wide = run.patch.shape
            target[run.top : run.top + high, run.left : run.left + wide] |= run.patch
    return Rules(
        [piece for run in across for piece in run.pieces()],
        [piece for run in down for piece in run.pieces()],
        cv2.dilate(mask, np.ones((3, 3), np.uint8)),
    )


@dataclass(frozen=True, slots=True)
class _Run:
    """A level run of dark pixels: its pixels, and where they lie."""

    left: int
    top: int
    patch: Any

    @property
    def line(self) -> Line:
        high, wide = self.patch.shape
        return (self.top + high / 2, float(self.left), float(self.left + wide))

    def pieces(self) -> Iterator[Line]:
        """Straight pieces, as a run may sag: its height is told anew for every stretch."""
        high, wide = self.patch.shape
        rows = np.arange(high)[:, None]
        stretch = max(1, wide if high <= 6 else wide // (high // 3))
        for start in range(0, wide, stretch):
            part = self.patch[:, start : start + stretch]
            at = float((part * rows).sum() / max(1, part.sum()))
            yield (self.top + at + 0.5, float(self.left + start), float(self.left + min(wide, start + stretch)))


def _runs(dark: Any, shortest: int, point: float) -> list[_Run]:
    """Level runs of dark pixels."""
    # A line that leans by a pixel is closed up before what is shorter goes.
    closed = cv2.dilate(dark, np.ones((3, 1), np.uint8))
    long = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, shortest), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(long, connectivity=8)
    found: list[_Run] = []
    for label, (x, y, w, h, area) in enumerate(stats.tolist()):
        if label and area / w <= THICKEST * point + 2:
            found.append(_Run(x, y, (labels[y : y + h, x : x + w] == label).astype(np.uint8)))
    return found


def _rulings(runs: Sequence[_Run], across: Sequence[Line], point: float) -> list[_Run]:
    """The runs that are rulings, and pieces of these that something cut off."""
    sure = [run.line for run in runs if _is_ruling(run.line, across, point)]
    return [run for run in runs if any(abs(run.line[0] - at) <= SAME * point for at, _, _ in sure)]


def _is_ruling(line: Line, across: Sequence[Line], point: float) -> bool:
    """Whether a line is long, or ends at lines across it at both ends."""
    at, start, end = line
    slack = MEETS * point
    meets = [any(abs(other - edge) <= slack and low - slack <= at <= high + slack for other, low, high in across) for edge in (start, end)]
    return end - start >= ALONE * point or all(meets)
