"""Colour and light: a picture of paper → grey, with the paper white everywhere and coloured ink gone."""

from typing import Final

import cv2
import numpy as np

from sbparse.ocr.engine import Picture

PATCH: Final = 1 / 60
"""The light changes little within this share of the picture's longer side; ruled tables leave paper to be seen within it."""

STROKE: Final = 220
"""Darker than this, after contrast, may be a thin stroke of a glyph."""

INK: Final = 130
"""Darker than this (of 255), after contrast, is ink."""

FAINT: Final = 170
"""Darker than this may be a ruling: thin grey lines lose most of their contrast to the scanner's pixels."""


COLOURED: Final = 50
"""Colours that lie this far apart (of 255) are coloured ink, unless the lightest of them is dark too: a thin black stroke under a seal."""

DARK: Final = 165

BLACK: Final = 50
PAPER: Final = 215
"""Between these lies what counts: darker is black, lighter paper. Watermarks and what colour leaves of a seal are lighter."""

FIRM: Final = 185
"""The same, harder: of thin strokes on a coarse scan only what is surely ink."""


def uncoloured(bgr: Picture) -> Picture:
    """The lightest of the three colours of each pixel: a red seal or a blue stamp is as light as paper in one, black ink in none."""
    lightest, darkest = bgr.max(axis=2), bgr.min(axis=2)
    grey = np.array(lightest)
    grey[(lightest - darkest > COLOURED) & (lightest > DARK)] = 255
    return grey


def contrasted(grey: Picture, paper: int = PAPER) -> Picture:
    """The picture with ink black and what is faint gone."""
    steps = (np.arange(256) - BLACK) * (255 / (paper - BLACK))
    return np.asarray(cv2.LUT(grey, steps.clip(0, 255).astype(np.uint8)))


def evened(grey: Picture) -> Picture:
    """The picture divided by the light on its paper, so that shadows and the tint of the paper go."""
    high, wide = grey.shape
    shrink = min(1.0, 800 / max(high, wide))
    small = cv2.resize(grey, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    patch = int(max(small.shape) * PATCH) | 1
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((patch, patch), np.uint8)), min(255, 2 * patch + 1))
    paper = cv2.resize(paper, (wide, high), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(grey, np.maximum(paper, 1), scale=255))
