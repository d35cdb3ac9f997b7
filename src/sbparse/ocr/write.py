"""Readings onto the page: each character with a box of its own, each piece of ink with a character.

An engine may pass over a bracket or one of two equal digits and be sure of all others. So the ink of a run is held against its characters,
and ink that stands too far from all of them is a glyph without a meaning.
"""

from bisect import insort
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Final, NamedTuple

import numpy as np

from sbparse.ocr.agree import UNREAD
from sbparse.ocr.engine import Picture, PixelBox, Reading
from sbparse.ocr.runs import Shared
from sbparse.ocr.show import MARGIN
from sbparse.page.model import Page
from sbparse.values.place import Box
from sbparse.values.text import plain

SPACE: Final = 0.45
"""A gap between two characters' ink this wide (ems) is a space; two ones stand 0.35 apart."""

REACH: Final = 0.68
REACH_DIGIT: Final = 0.45
"""Ink belongs to a character up to this far (ems) from where the engine saw it: half a glyph, and half of a step to either side."""

UNSEEN: Final = 0.06
"""Ink this wide (ems) that no character reaches is one of its own; a bracket's stroke is as wide."""

_HANZI_HEIGHT: Final = 0.9
_DIGIT_HEIGHT: Final = 0.73
_USUAL: Final = 9.0  # points, where no run tells


class _Seen(NamedTuple):
    """A character and where its middle was seen, in pixels from the run's left edge."""

    at: float
    char: str
    sure: float


def write(page: Page, clean: Picture, shared: Shared, readings: Sequence[Reading], point: float) -> None:
    """Every run's characters onto the page, and a glyph without a meaning for ink that is in no run."""
    ems = [_em(reading.text, run) for run, reading in zip(shared.runs, readings, strict=True)]
    usual = float(np.median([em for em in ems if em])) if any(ems) else _USUAL * point
    for run, reading, em in zip(shared.runs, readings, ems, strict=True):
        _put(page, clean, run, reading, em or usual, point)
    for char, sure, boxes in (("—", 1.0, shared.dashes), (UNREAD, 0.0, shared.left)):
        for x0, top, x1, bottom in boxes:
            _add(page, char, sure, (x0 / point, top / point, x1 / point, bottom / point))


def _em(text: str, run: PixelBox) -> float:
    """The type size of a run in pixels by the height of its ink; 0 where it holds no digit, letter or ideograph."""
    if any("\u4e00" <= char <= "\u9fff" for char in text):
        return (run[3] - run[1]) / _HANZI_HEIGHT
    return (run[3] - run[1]) / _DIGIT_HEIGHT if any(char.isalnum() for char in text) else 0.0


def _put(page: Page, clean: Picture, run: PixelBox, reading: Reading, em: float, point: float) -> None:
    """A run's characters side by side, with gaps only where the ink has them."""
    x0, top, x1, bottom = run
    margin = MARGIN * max(bottom - top, 12)
    inked = (clean[top:bottom, x0:x1] < 200).any(axis=0)
    seen = [
        _Seen(at * (x1 - x0 + 2 * margin) - margin, char, sure)
        for at, char, sure in zip(reading.at, reading.text, reading.sure, strict=True)
    ]
    for at in list(_unseen(inked, seen, em)):
        insort(seen, _Seen(at, UNREAD, 0.0))
    edges = [(0.0, 0.0), *(_between(inked, here.at, there.at, em) for here, there in pairwise(seen)), (float(x1 - x0),) * 2]
    middle = (top + bottom) / 2
    above, below = (middle - em / 2) / point, (middle + em / 2) / point
    for (_, left), (right, _), (_, char, sure) in zip(edges, edges[1:], seen, strict=False):
        _add(page, char, sure, ((x0 + left) / point, above, (x0 + max(right, left)) / point, below))


def _unseen(inked: Any, seen: Sequence[_Seen], em: float) -> Iterator[float]:
    """The middles of ink that stands too far from every character."""
    left = inked.copy()
    for at, char, _ in seen:
        reach = em * (REACH_DIGIT if char.isascii() and not char.isalpha() else REACH)
        left[max(0, int(at - reach)) : max(0, int(at + reach) + 1)] = False
    columns = np.flatnonzero(left)
    if not len(columns):
        return
    for piece in np.split(columns, np.flatnonzero(np.diff(columns) > 1) + 1):
        if len(piece) >= max(2, UNSEEN * em):
            yield float(piece.mean())


def _between(inked: Any, here: float, there: float, em: float) -> tuple[float, float]:
    """Where a character ends and the next begins: both in the middle of the widest white between their middles, or at its two ends where it
    is a space."""
    low, high = max(0, int(here)), min(len(inked), int(there) + 1)
    white = np.flatnonzero(~inked[low:high])
    if not len(white):
        return ((here + there) / 2,) * 2
    widest = max(np.split(white, np.flatnonzero(np.diff(white) > 1) + 1), key=len)
    left, right = low + float(widest[0]), low + float(widest[-1]) + 1
    return (left, right) if right - left > SPACE * em else ((left + right) / 2,) * 2


def _add(page: Page, char: str, sure: float, box: Box) -> None:
    kept = plain(char)
    if len(kept) != 1:
        return
    page.chars.append(kept)
    page.sure.append(sure)
    for edge, value in zip((page.x0, page.top, page.x1, page.bottom), box, strict=True):
        edge.append(value)
