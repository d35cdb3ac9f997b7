"""Which way up a picture lies: the quarter turns that make its text run from left to right."""

from typing import Final

import cv2
import numpy as np

from sbparse.ocr.engine import Picture, PixelBox, TextEngine

LONG: Final = 2.0
"""A run of text this many times as long as wide shows which way text runs; single numbers do not."""

SAMPLE: Final = 10
"""Of the longest runs this many are read both ways up."""

_COARSE: Final = 1600


def turned(picture: Picture, quarters: int) -> Picture:
    """The picture turned clockwise by quarter turns."""
    return np.ascontiguousarray(np.rot90(picture, -quarters))


def quarters_to_upright(grey: Picture, engine: TextEngine) -> int:
    """How many quarter turns clockwise bring the picture upright, 0 where it shows no text."""
    shrink = min(1.0, _COARSE / max(grey.shape))
    small = cv2.resize(grey, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    boxes = engine.find(small)
    level = sum(_long(box) for box in boxes if box[2] - box[0] > LONG * (box[3] - box[1]))
    steep = sum(_long(box) for box in boxes if box[3] - box[1] > LONG * (box[2] - box[0]))
    if not level and not steep:
        return 0
    quarters = 1 if steep > level else 0
    if quarters:
        small = turned(small, 1)
        boxes = engine.find(small)
    longest = sorted((box for box in boxes if box[2] - box[0] > LONG * (box[3] - box[1])), key=_long)[-SAMPLE:]
    crops = [_around(small, box) for box in longest]
    upright, over = (engine.read([turned(crop, half) for crop in crops]) for half in (0, 2))
    sums = [sum(sum(reading.sure) for reading in readings) for readings in (upright, over)]
    return quarters if sums[0] >= sums[1] else quarters + 2


def _long(box: PixelBox) -> int:
    return max(box[2] - box[0], box[3] - box[1])


def _around(picture: Picture, box: PixelBox) -> Picture:
    """A found run with the rim that finding leaves out."""
    x0, top, x1, bottom = box
    rim = max(2, (bottom - top) // 2)
    return picture[max(0, top - rim) : bottom + rim, max(0, x0 - rim) : x1 + rim]
