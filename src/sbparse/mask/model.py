"""A page as it is painted, op by op, ready to be painted anew: numbers, codes and the fonts that they belong to, and nothing else.

All positions are in the page's user space before ``ctm``, in points; y grows upwards.
"""

from dataclasses import dataclass, field
from typing import TypeAlias

from pdfminer.pdffont import PDFFont

from sbparse.page.space import Affine
from sbparse.values.place import Box

Colour: TypeAlias = tuple[float, ...]
"""One number is grey, three are red, green and blue, each 0 to 1."""


@dataclass(slots=True)
class Glyph:
    """A code of a text-showing operator.

    Attributes:
        code: its bytes in the font's encoding.
        text: the characters that the font says it stands for, U+FFFD where it says none.
        masked: what is to stand there instead, None to leave it as it is.
    """

    code: bytes
    text: str
    masked: str | None = None


@dataclass(slots=True)
class Text:
    """One text-showing operator: ``items`` are its glyphs and the adjustments between them, in thousandths of an em."""

    font: PDFFont
    size: float
    char_space: float
    word_space: float
    scaling: float
    rise: float
    mode: int
    matrix: Affine
    ctm: Affine
    fill: Colour
    stroke: Colour
    items: list[Glyph | float] = field(default_factory=list)

    @property
    def glyphs(self) -> list[Glyph]:
        return [item for item in self.items if isinstance(item, Glyph)]


@dataclass(frozen=True, slots=True)
class Path:
    """A painted path of straight lines: its subpaths as corners, closed or not."""

    subpaths: tuple[tuple[tuple[tuple[float, float], ...], bool], ...]
    width: float
    dash: tuple[tuple[float, ...], float]
    ctm: Affine
    fill: Colour | None
    stroke: Colour | None
    even_odd: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """An image's place: the unit square under ``ctm``. What it showed is gone."""

    ctm: Affine


Op: TypeAlias = Text | Path | Picture


@dataclass(slots=True)
class Painted:
    """A page: its boxes, its turn (degrees clockwise) and what is painted on it, in order."""

    number: int
    media: Box
    crop: Box | None
    rotate: int
    ops: list[Op] = field(default_factory=list)
