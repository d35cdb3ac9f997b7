"""Rulings in a picture: long straight runs of dark pixels; and the picture without them."""

from dataclasses import dataclass
from typing import Any, Final

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


@dataclass(frozen=True, slots=True)
class Rules:
    """Rulings in pixels as ``(at, start, end)``, and where their ink lies."""

    level: list[tuple[float, float, float]]
    upright: list[tuple[float, float, float]]
    mask: Any


def rules_of(grey: Picture, point: float) -> Rules:
    """The rulings of a flat picture of which ``point`` pixels are a point."""
    dark = (grey < FAINT).astype(np.uint8)
    level, across = _runs(dark, int(LEVEL * point), point)
    upright, down = _runs(np.ascontiguousarray(dark.T), int(UPRIGHT * point), point)
    return Rules(level, upright, across | down.T)


def _runs(dark: Any, shortest: int, point: float) -> tuple[list[tuple[float, float, float]], Any]:
    """Level runs of dark pixels, and their pixels."""
    # A line that leans by a pixel is closed up before what is shorter goes.
    closed = cv2.dilate(dark, np.ones((3, 1), np.uint8))
    long = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, shortest), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(long, connectivity=8)
    lines: list[tuple[float, float, float]] = []
    mask = np.zeros_like(dark)
    for label in range(1, count):
        x, y, w, h, area = stats[label].tolist()
        patch = labels[y : y + h, x : x + w] == label
        if area / w > THICKEST * point + 2:
            continue
        mask[y : y + h, x : x + w] |= patch.astype(np.uint8)
        lines += _pieces(patch, x, y)
    return lines, cv2.dilate(mask, np.ones((3, 1), np.uint8))


def _pieces(patch: Any, x: int, y: int) -> list[tuple[float, float, float]]:
    """A run as straight pieces, as it may sag: its height is told anew for every stretch."""
    high, wide = patch.shape
    rows = np.arange(high)[:, None]
    stretch = max(1, wide if high <= 6 else wide // (high // 3))
    pieces = []
    for start in range(0, wide, stretch):
        part = patch[:, start : start + stretch]
        at = float((part * rows).sum() / max(1, part.sum()))
        pieces.append((y + at + 0.5, float(x + start), float(x + min(wide, start + stretch))))
    return pieces
