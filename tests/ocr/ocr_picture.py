"""Pictures drawn for tests, and an engine that says what a test tells it to."""

from collections.abc import Callable, Sequence

import numpy as np

from sbparse.ocr.engine import Picture, PixelBox, Reading

POINT = 4.0
"""Pixels a point of the pictures here."""


def paper(width: int = 842, height: int = 595) -> Picture:
    """White paper of so many points."""
    return np.full((round(height * POINT), round(width * POINT)), 255, np.uint8)


def bar(picture: Picture, x0: float, top: float, x1: float, bottom: float, shade: int = 0) -> None:
    """A filled rectangle, in points: a ruling, or the ink of a text."""
    picture[round(top * POINT) : round(bottom * POINT), round(x0 * POINT) : round(x1 * POINT)] = shade


def pixels(*box: float) -> PixelBox:
    x0, top, x1, bottom = (round(edge * POINT) for edge in box)
    return (x0, top, x1, bottom)


def reading(text: str, sure: float | Sequence[float] = 0.99) -> Reading:
    """A reading with its characters at even distances."""
    confidences = tuple(sure) if isinstance(sure, Sequence) else (sure,) * len(text)
    return Reading(text, confidences, tuple((i + 0.5) / len(text) for i in range(len(text))))


class FakeEngine:
    """Finds the boxes and gives the readings that it was made with; ``says`` is asked for the readings of a pass, from 0."""

    def __init__(self, boxes: Sequence[PixelBox], says: Callable[[int, int], list[Reading]]) -> None:
        self._boxes = list(boxes)
        self._says = says
        self.passes = 0

    def find(self, picture: Picture) -> list[PixelBox]:
        return self._boxes

    def read(self, lines: Sequence[Picture]) -> list[Reading]:
        self.passes += 1
        return self._says(self.passes - 1, len(lines))
