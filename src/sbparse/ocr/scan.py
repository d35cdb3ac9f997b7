"""A drawn page → :class:`Page`: straightened, its rulings found, its ink read, each glyph with its box and its confidence."""

from collections.abc import Collection, Sequence
from typing import Any, Final

import numpy as np

from sbparse.ocr.engine import TextEngine
from sbparse.ocr.flatten import flattened
from sbparse.ocr.light import FIRM, contrasted, evened, uncoloured
from sbparse.ocr.rules import rules_of
from sbparse.ocr.runs import shared_out
from sbparse.ocr.show import read
from sbparse.ocr.upright import quarters_to_upright, turned
from sbparse.ocr.write import write
from sbparse.page.model import Page
from sbparse.page.plane import Plane
from sbparse.page.raster import Raster
from sbparse.page.rulings import merged

PIXELS: Final = 3508
"""Pixels on the longer side of the picture that is read: A4 at 300 dpi, so that glyphs of 7 pt are 29 pixels high."""

LONG_SIDE: Final = 842.0
"""Reading space is as long as A4 (points), whatever size the picture was given: what is a thin line or a narrow gap is known of paper."""


def scanned_page(raster: Raster, number: int, engine: TextEngine, printed: Collection[str] = ()) -> Page:
    """A page read from its picture.

    Args:
        raster: the page as displayed, :data:`PIXELS` on its longer side.
        number: its number in the file, from 1.
        engine: what finds and reads text.
        printed: folded texts that every copy of the form bears.
    """
    seen = evened(uncoloured(np.frombuffer(raster.bgr, np.uint8).reshape(raster.height, raster.width, 3)))
    quarters = quarters_to_upright(seen, engine)
    flat = flattened(turned(seen, quarters))
    high, wide = flat.picture.shape
    point = max(high, wide) / LONG_SIDE
    rules = rules_of(flat.picture, point)
    clean = contrasted(flat.picture)
    clean[rules.mask > 0] = 255
    page = Page(number, wide / point, high / point, 0, [], [], [], [], [], pictures=1.0)
    page.plane = _plane(flat.back, quarters, raster, point)
    page.horizontals, page.verticals = (merged(_points(lines, point)) for lines in (rules.level, rules.upright))
    shared = shared_out(clean, engine.find(clean), rules, point)
    firm = contrasted(flat.picture, FIRM)
    firm[rules.mask > 0] = 255
    write(page, clean, shared, read((clean, firm), shared.runs, engine, printed), point)
    return page


def _plane(back: Any, quarters: int, raster: Raster, point: float) -> Plane:
    """From reading space over the flat and the turned picture to the page as displayed."""
    wide, high = raster.width, raster.height
    unturned = {
        0: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
        1: [[0, 1, 0], [-1, 0, high], [0, 0, 1]],
        2: [[-1, 0, wide], [0, -1, high], [0, 0, 1]],
        3: [[0, -1, wide], [1, 0, 0], [0, 0, 1]],
    }[quarters % 4]
    shrunk = np.diag([1 / raster.scale, 1 / raster.scale, 1.0])
    matrix = shrunk @ np.array(unturned, float) @ back @ np.diag([point, point, 1.0])
    a, b, c, d, e, f, g, h, i = (matrix / matrix[2, 2]).ravel().tolist()
    return Plane((a, b, c, d, e, f, g, h, i), wide / raster.scale, high / raster.scale)


def _points(lines: Sequence[tuple[float, float, float]], point: float) -> list[tuple[float, float, float]]:
    return [(at / point, start / point, end / point) for at, start, end in lines]
