"""A picture of a page that lies askew, or was photographed from the side → the page as it lies flat.

Lines that are level on paper meet in one point of a photograph, and so do those that are upright. Of a pencil of lines the slope changes
evenly across the picture, so that two straight-line fits tell both points, and these the projection.
"""

from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np

from sbparse.ocr.engine import Picture

STEEPEST: Final = 0.35
"""Lines within this slope (some 20 degrees) of level or upright are the form's."""

SHORTEST: Final = 0.018
"""Shorter lines, as a share of the longer side, are strokes of glyphs; the sides of a cell, cut at each crossing, are longer."""

FEWEST: Final = 4
"""Fewer lines than this say nothing about perspective."""

SLACK: Final = 0.003
"""Slopes of short lines are known this well."""

_COARSE: Final = 1600
_PROFILE: Final = 1000
_LARGEST: Final = 1.35  # of the picture's size: a fit that would stretch it further is none


@dataclass(frozen=True, slots=True)
class Flat:
    """A flattened picture; ``back`` is the 3 × 3 matrix from its pixels to those of the picture before."""

    picture: Picture
    back: Any


def flattened(grey: Picture) -> Flat:
    """The picture with its level lines level and its upright ones upright; where there are no lines, with its text level."""
    segments = _segments(grey)
    high, wide = grey.shape
    level, upright = (None, None) if segments is None else (_pencil(segments, axis) for axis in (0, 1))
    a, b = level or ((-upright[0] if upright else _lean(grey)), 0.0)
    c, d = upright or (-a, 0.0)
    across, down = np.array([1.0, a, -b]), np.array([c, 1.0, -d])
    across, down = across / np.hypot(1.0, a), down / np.hypot(1.0, c)
    back = np.column_stack([across, down, [0.0, 0.0, 1.0]])  # centred coordinates, flat to seen
    centre = np.array([[1.0, 0.0, wide / 2], [0.0, 1.0, high / 2], [0.0, 0.0, 1.0]])
    seen_corners = np.array([[x, y, 1.0] for x in (-wide / 2, wide / 2) for y in (-high / 2, high / 2)]).T
    flat = np.linalg.inv(back) @ seen_corners
    if (flat[2] <= 0.1).any():
        return Flat(grey, np.eye(3))
    xs, ys = flat[0] / flat[2], flat[1] / flat[2]
    x0, y0, width, height = xs.min(), ys.min(), np.ptp(xs), np.ptp(ys)
    if max(width / wide, height / high) > _LARGEST:
        return Flat(grey, np.eye(3))
    shift = np.array([[1.0, 0.0, x0], [0.0, 1.0, y0], [0.0, 0.0, 1.0]])
    matrix = centre @ back @ shift
    size = (int(np.ceil(width)), int(np.ceil(height)))
    picture = cv2.warpPerspective(
        grey, matrix, size, flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_CONSTANT, borderValue=255
    )
    return Flat(np.asarray(picture), matrix)


def _lean(grey: Picture) -> float:
    """The slope of a page of text alone: where its rows of pixels differ most, line and gap are told apart best."""
    shrink = min(1.0, _PROFILE / max(grey.shape))
    ink = 255 - cv2.resize(grey, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    high, wide = ink.shape

    def sharpness(slope: float) -> float:
        level = cv2.warpAffine(ink, np.array([[1, 0, 0], [-slope, 1, slope * wide / 2]], np.float32), (wide, high))
        return float((np.diff(level.sum(axis=1, dtype=np.float64)) ** 2).sum())

    best = max(np.arange(-0.12, 0.1201, 0.004), key=sharpness)
    return float(max(np.arange(best - 0.004, best + 0.0041, 0.0005), key=sharpness))


def _segments(grey: Picture) -> Any:
    """Straight edges as rows of x0, y0, x1, y1, from the picture's centre, in pixels; None without any."""
    high, wide = grey.shape
    shrink = min(1.0, _COARSE / max(high, wide))
    small = cv2.resize(grey, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    found = cv2.createLineSegmentDetector(cv2.LSD_REFINE_STD).detect(small)[0]
    if found is None:
        return None
    lines = found.reshape(-1, 4) / shrink
    length = np.hypot(lines[:, 2] - lines[:, 0], lines[:, 3] - lines[:, 1])
    lines = lines[length > SHORTEST * max(high, wide)]
    return lines - np.array([wide / 2, high / 2, wide / 2, high / 2]) if len(lines) else None


def _pencil(segments: Any, axis: int) -> tuple[float, float] | None:
    """Slope at the centre and its change per pixel across, of the level (axis 0) or the upright lines; None where they are too few.

    Weighted by length; what lies far off the fit is another thing's edge and goes.
    """
    along, across = (segments[:, axis::2], segments[:, 1 - axis :: 2])
    run, rise = along[:, 1] - along[:, 0], across[:, 1] - across[:, 0]
    near = np.abs(rise) < STEEPEST * np.abs(run)
    run, rise, along, across = run[near], rise[near], along[near], across[near]
    if len(run) < FEWEST:
        return None
    slope = rise / run
    at = across[:, 0] - slope * along[:, 0]  # where the line crosses the axis through the centre
    weight = np.abs(run)
    keep = np.abs(slope - _median(slope, weight)) < 0.06
    for _ in range(4):
        if keep.sum() < FEWEST:
            return None
        spread = np.ptp(at[keep])
        degree = 1 if spread > 0.15 * np.abs(at).max() + 1 else 0
        fit = np.polyfit(at[keep], slope[keep], degree, w=weight[keep])
        off = np.abs(slope - np.polyval(fit, at))
        keep = off < max(SLACK, 2.5 * float(np.median(off[keep])))
    return (float(fit[-1]), float(fit[0]) if degree else 0.0)


def _median(values: Any, weight: Any) -> float:
    order = np.argsort(values)
    total = np.cumsum(weight[order])
    return float(values[order][np.searchsorted(total, total[-1] / 2)])
