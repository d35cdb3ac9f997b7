"""``display``: what the text layer says of a number against what its picture reads (extra ``ocr``).

A font's map of characters, or an ActualText, can let the text layer say another digit than the one that is drawn; every reader of text
believes it. Only a picture tells. A cell whose reading differs is read once more, cut otherwise; both must agree, surely, on as many digits
as the text has.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from sbparse.ocr.agree import UNREAD, agreed
from sbparse.traces.canvas import Picture
from sbparse.traces.cells import Cell, RecordPage
from sbparse.traces.model import Fact, fact
from sbparse.values.place import Box

if TYPE_CHECKING:
    from sbparse.ocr.engine import Picture as Pixels
    from sbparse.ocr.engine import Reading, TextEngine

SCALE: Final = 4.0
"""Pixels a point of the picture that is read: 288 dpi."""

MOST_PAGES: Final = 6
"""Pages of one file whose cells are read; one takes some seconds."""

_BESIDE: Final = ((1.2, 0.0), (2.0, 0.6))
"""Points left and right of a cell, and above and below, of the two pictures that are read."""


def display(page: RecordPage, picture: Picture, engine: "TextEngine") -> tuple[list[Fact], int, int]:
    """The facts, how many numbers were looked at, and how many there are: not those in fonts that are not in the file.

    Args:
        page: the page.
        picture: the same page at :data:`SCALE`.
        engine: what reads pictures.
    """
    cells = [cell for cell in page.cells if cell.is_number and all(page.glyph(number).own for number in cell.glyphs)]
    quarters = page.page.turn
    once = _readings(cells, picture, engine, quarters, _BESIDE[0])
    doubted = [(cell, one) for cell, one in zip(cells, once, strict=True) if _differs(cell, agreed([one]).text)]
    again = _readings([cell for cell, _ in doubted], picture, engine, quarters, _BESIDE[1])
    read = [(cell, agreed([one, other]).text) for (cell, one), other in zip(doubted, again, strict=True)]
    facts = [fact("display", page.place([cell.box]), text=cell.text, shown=shown) for cell, shown in read if _differs(cell, shown)]
    return facts, len(cells), len([cell for cell in page.cells if cell.is_number])


def _readings(
    cells: Sequence[Cell], picture: Picture, engine: "TextEngine", quarters: int, room: tuple[float, float]
) -> "Sequence[Reading]":
    """Cells read with ``room`` beside and above them, on a page whose text is displayed turned clockwise by ``quarters``."""
    beside = room[::-1] if quarters % 2 else room
    return engine.read([_cut(picture, _around(cell.box, *beside), quarters) for cell in cells]) if cells else []


def _differs(cell: Cell, shown: str) -> bool:
    """Whether a picture surely shows as many digits as the text says, and not the same."""
    said, seen = _digits(cell.text), _digits(shown)
    return UNREAD not in shown and len(said) == len(seen) and said != seen


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _around(box: Box, beside: float, above: float) -> Box:
    return (box[0] - beside, box[1] - above, box[2] + beside, box[3] + above)


def _cut(picture: Picture, box: Box, quarters: int) -> "Pixels":
    """The pixels of a box, turned upright."""
    import numpy

    x0, top, x1, bottom = (max(0, round(edge * picture.scale)) for edge in box)
    rows = picture.rows[top : max(bottom, top + 1)]
    pixels = numpy.frombuffer(b"".join(row[x0 : max(x1, x0 + 1)] for row in rows), numpy.uint8).reshape(len(rows), -1)
    return numpy.ascontiguousarray(numpy.rot90(pixels, quarters))
