"""All ink of a page shared out: runs of text, one a line and cell, to be read; the rest stands for something that was not found.

A cell that looks empty is read as blank, so ink that no run holds must not get lost: it becomes a glyph without a meaning at its place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import cv2
import numpy as np

from sbparse.ocr.engine import Picture, PixelBox
from sbparse.ocr.light import INK, STROKE
from sbparse.ocr.rules import Rules

RIM: Final = 0.8
"""Finding marks the middle of a text: as the model was trained, the text reaches this share of the middle's height further each way."""

APART: Final = 1.2
"""A gap this many times as wide as the run is high parts two runs."""

SPECK: Final = 2.0
"""Ink smaller than this (points) both ways that no run holds is dust; a lone point or comma means nothing by itself."""

FLAT: Final = 1.6
"""Ink no higher than this (points), and twice as wide, is a bar: no digit and no point is as flat."""

AROUND: Final = 20.0
"""Further than this (points) from all text lies what the paper lies on."""

SURFACE: Final = 60.0
"""Dark ink larger than this (points) both ways is a surface."""

TILE: Final = 8.0
"""Left-over ink larger than this (points) is told in pieces of this size, each at its place."""

TALLEST: Final = 3.5
"""What is found this many times as high as the usual run is no line of text but a seal or a picture: a title is twice as high."""

_OVERLAP: Final = 0.6


@dataclass(frozen=True, slots=True)
class Shared:
    """The runs as boxes of their ink; bars that stand alone, the dashes of cells without a value; and boxes of other ink that no run holds.
    All in pixels."""

    runs: list[PixelBox]
    dashes: list[PixelBox]
    left: list[PixelBox]


def shared_out(clean: Picture, found: Sequence[PixelBox], rules: Rules, point: float) -> Shared:
    """Share out the ink of a picture without its rulings.

    Args:
        clean: the picture.
        found: the middles of texts, as an engine found them.
        rules: the rulings; a text that crosses an upright one stands in two cells.
        point: pixels a point.
    """
    ink, strokes = clean < INK, clean < STROKE
    runs: list[PixelBox] = []
    for box in found:
        grown = _grown(box, *clean.shape)
        for x0, x1 in _stretches(strokes, grown, rules, point):
            if tight := _tight(strokes, (x0, grown[1], x1, grown[3])):
                runs.append(tight)
    bars = [run for run in runs if is_bar(run, point)]
    runs = _joined(_lines([run for run in runs if not is_bar(run, point)]))
    left = list(_left(ink, [*runs, *bars], point))
    alone = {bar for bar in (*bars, *left) if is_bar(bar, point) and not any(_near(bar, run) for run in runs)}
    covered = {bar for bar in bars if any(_within(bar, run) for run in runs)}
    return Shared(runs, sorted(alone), [piece for piece in dict.fromkeys([*bars, *left]) if piece not in alone | covered])


def is_bar(box: PixelBox, point: float) -> bool:
    """Whether ink is a flat bar."""
    high = box[3] - box[1]
    return high <= max(FLAT * point, 3) and box[2] - box[0] >= 2 * high


def _near(piece: PixelBox, run: PixelBox) -> bool:
    """Whether a piece may be part of what a run says, a 一 or a piece of a glyph."""
    rim = round(0.7 * (run[3] - run[1]))
    return run[0] - rim < piece[2] and piece[0] < run[2] + rim and run[1] - rim < piece[3] and piece[1] < run[3] + rim


def _grown(box: PixelBox, high: int, wide: int) -> PixelBox:
    x0, top, x1, bottom = box
    rim = round(RIM * min(bottom - top, x1 - x0)) + 1
    return (max(0, x0 - rim), max(0, top - rim), min(wide, x1 + rim), min(high, bottom + rim))


def _stretches(ink: Any, box: PixelBox, rules: Rules, point: float) -> Iterator[tuple[int, int]]:
    """Parts of a box from left to right that no ruling and no wide gap crosses."""
    x0, top, x1, bottom = box
    middle = (top + bottom) / 2
    cuts = sorted(int(at) for at, start, end in rules.upright if x0 < at < x1 and start - point <= middle <= end + point)
    for left, right in pairwise([x0, *cuts, x1]):
        columns = np.flatnonzero(ink[top:bottom, left:right].any(axis=0)) + left
        if not len(columns):
            continue
        breaks = np.flatnonzero(np.diff(columns) > APART * (bottom - top) / 1.3)
        edges = [0, *(breaks + 1).tolist(), len(columns)]
        for first, after in pairwise(edges):
            yield int(columns[first]), int(columns[after - 1]) + 1


def _tight(ink: Any, box: PixelBox) -> PixelBox | None:
    """The box around a box's ink; None where it has none to speak of."""
    x0, top, x1, bottom = box
    rows = np.flatnonzero(ink[top:bottom, x0:x1].any(axis=1))
    if not len(rows) or (x1 - x0 < 2 and len(rows) < 2):
        return None
    return (x0, top + int(rows[0]), x1, top + int(rows[-1]) + 1)


def _lines(runs: list[PixelBox]) -> list[PixelBox]:
    """The runs that are no higher than a line of text."""
    highest = TALLEST * float(np.median([run[3] - run[1] for run in runs])) if runs else 0.0
    return [run for run in runs if run[3] - run[1] <= highest]


def _joined(runs: list[PixelBox]) -> list[PixelBox]:
    """Runs that lie over each other are one: a text may be found in pieces, or twice."""
    kept: list[PixelBox] = []
    for run in sorted(runs):
        touching = [other for other in kept if _level(run, other)]
        kept = [other for other in kept if other not in touching]
        x0, top, x1, bottom = zip(run, *touching, strict=True)
        kept.append((min(x0), min(top), max(x1), max(bottom)))
    return kept


def _level(run: PixelBox, other: PixelBox) -> bool:
    """Whether two runs overlap on one line."""
    wide = min(run[2], other[2]) - max(run[0], other[0])
    high = min(run[3], other[3]) - max(run[1], other[1])
    return wide > 0 and high > _OVERLAP * min(run[3] - run[1], other[3] - other[1])


def _within(run: PixelBox, other: PixelBox) -> bool:
    wide = min(run[2], other[2]) - max(run[0], other[0])
    high = min(run[3], other[3]) - max(run[1], other[1])
    return wide > 0 and high > 0 and wide * high > _OVERLAP * (run[2] - run[0]) * (run[3] - run[1])


def _left(ink: Any, runs: Sequence[PixelBox], point: float) -> Iterator[PixelBox]:
    """Ink outside all runs, in pieces."""
    rest = ink.astype(np.uint8)
    rim = max(1, round(point))
    for x0, top, x1, bottom in runs:
        rest[max(0, top - rim) : bottom + rim, max(0, x0 - rim) : x1 + rim] = 0
    around = _around(runs, round(AROUND * point), rest.shape)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(rest)
    for label, (x, y, w, h, area) in enumerate(stats.tolist()):
        box = (x, y, x + w, y + h)
        if label and max(w, h) >= SPECK * point and _meets(box, around) and not _is_under(box, area, around, point):
            yield from [box] if is_bar(box, point) else _tiles(labels == label if max(w, h) > TILE * point else None, box, point)


def _around(runs: Sequence[PixelBox], rim: int, shape: Sequence[int]) -> PixelBox:
    """Where on the picture the texts stand, with a rim; all of it where there are none."""
    if not runs:
        return (0, 0, shape[1], shape[0])
    x0, top, x1, bottom = zip(*runs, strict=True)
    return (min(x0) - rim, min(top) - rim, max(x1) + rim, max(bottom) + rim)


def _meets(box: PixelBox, other: PixelBox) -> bool:
    return min(box[2], other[2]) > max(box[0], other[0]) and min(box[3], other[3]) > max(box[1], other[1])


def _is_under(box: PixelBox, area: int, around: PixelBox, point: float) -> bool:
    """Whether ink is what the paper lies on: a frame around all texts, or a large surface."""
    wide, high = box[2] - box[0], box[3] - box[1]
    inner = 0.8 * (around[2] - around[0]), 0.8 * (around[3] - around[1])
    return (wide > inner[0] and high > inner[1]) or (min(wide, high) > SURFACE * point and area > wide * high / 2)


def _tiles(ink: Any, box: PixelBox, point: float) -> Iterator[PixelBox]:
    """A box in pieces of :data:`TILE`, those that hold ink; whole where it is small (``ink`` None)."""
    if ink is None:
        yield box
        return
    tile = max(1, round(TILE * point))
    for top in range(box[1], box[3], tile):
        for left in range(box[0], box[2], tile):
            right, bottom = min(box[2], left + tile), min(box[3], top + tile)
            if ink[top:bottom, left:right].any():
                yield (left, top, right, bottom)
