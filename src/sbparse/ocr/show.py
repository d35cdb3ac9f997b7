"""A run of text shown to the engine in several ways, and what comes of it."""

import re
from collections.abc import Callable, Collection, Sequence
from typing import Final

import cv2
import numpy as np

from sbparse.ocr.agree import UNREAD, agreed
from sbparse.ocr.engine import Picture, PixelBox, Reading, TextEngine
from sbparse.page.words import fold_each

MARGIN: Final = 0.25
"""The margin beside a run in the first way, as a share of its height."""


def read(pictures: tuple[Picture, Picture], runs: Sequence[PixelBox], engine: TextEngine, printed: Collection[str]) -> list[Reading]:
    """Each run read in several ways, and what the readings have in common; where that is nothing, its ink is a glyph without a meaning.

    Args:
        pictures: the page without its rulings, with all its strokes and with firm ones alone: what a thin stroke decides is not sure.
        runs: boxes of the runs.
        engine: what reads.
        printed: folded texts that every copy of the form bears.
    """
    passes: list[list[Reading]] = []
    for way, which in WAYS:
        passes.append(engine.read([way(pictures[which], run) for run in runs]))
        if printed and not any(_of_the_form(reading.text, printed) for reading in passes[0]):
            break  # another paper's page: nobody will ask what it says
    common = (agreed(readings, printed) for readings in zip(*passes, strict=True))
    return [reading if reading.text else Reading(UNREAD, (0.0,), (0.5,)) for reading in common]


_MONTH: Final = re.compile(r"\d{4}[-年.]\d{1,2}")


def _of_the_form(text: str, printed: Collection[str]) -> bool:
    """Whether a line may be one of the form: a text that it prints, or months, as a page that only goes on with a table has."""
    folded = fold_each(text)
    return folded.strip(":") in printed or _MONTH.search(folded) is not None


def _widened(picture: Picture, run: PixelBox) -> Picture:
    """The run drawn out by a quarter: each character has more steps of the reading to itself, and two equal ones are told apart."""
    return np.asarray(cv2.resize(_cut(picture, run, 0.2, MARGIN), None, fx=1.25, fy=1.0, interpolation=cv2.INTER_CUBIC))


def _plainly(picture: Picture, run: PixelBox) -> Picture:
    """The run with a margin as the models met it in training."""
    return _cut(picture, run, 0.3, 0.3)


def _narrowed(picture: Picture, run: PixelBox) -> Picture:
    """The run with less margin, so that its glyphs are larger, and narrower."""
    return np.asarray(cv2.resize(_cut(picture, run, 0.12, 0.2), None, fx=0.85, fy=1.0, interpolation=cv2.INTER_AREA))


WAYS: Final[tuple[tuple[Callable[[Picture, PixelBox], Picture], int], ...]] = ((_widened, 0), (_plainly, 0), (_narrowed, 1))
"""How a run is shown to the engine, and from which picture; its places are taken from the first, which tells them most closely."""


def _cut(picture: Picture, run: PixelBox, above: float, beside: float) -> Picture:
    """A run with margins as shares of its height, white where the picture ends."""
    x0, top, x1, bottom = run
    high = max(bottom - top, 12)
    tall, broad = round(above * high), round(beside * high)
    inner = picture[max(0, top) : bottom, max(0, x0) : x1]
    # Nothing from outside the run's box: neighbours' strokes would be read along.
    lift = (high - (bottom - top)) // 2
    return np.asarray(cv2.copyMakeBorder(inner, tall + lift, tall + lift, broad, broad, cv2.BORDER_CONSTANT, value=255))
