"""Sheets, parts and records of pages in memory, for the modules of the reader."""

from collections.abc import Sequence
from typing import Final

from page_in_memory import Text, page
from sbparse.page.words import Line
from sbparse.record.parts import PageParts, page_parts
from sbparse.record.reading import Sheet, sheet_of

SIZE: Final = 10.0
PITCH: Final = 20.0
TOP: Final = 100.0
"""Lines of a page begin here, below what counts as its edge (78 points of 600)."""


def set_lines(lines: Sequence[str], *, top: float = TOP, pitch: float = PITCH, left: float = 50.0) -> list[Text]:
    """Lines one below the other, each a text whose spaces part its words."""
    return [(left, top + pitch * number, line) for number, line in enumerate(lines)]


def sheet(texts: Sequence[Text], **more: object) -> Sheet:
    return sheet_of(page(texts, **more))  # type: ignore[arg-type]


def sheet_lines(texts: Sequence[Text], **more: object) -> list[Line]:
    return sheet(texts, **more).lines


def line(text: str, left: float = 50.0, top: float = TOP) -> Line:
    (made,) = sheet_lines([(left, top, text)])
    return made


def parts_of(*lines: str, **more: object) -> PageParts:
    """A page of lines, without its furniture and not yet split."""
    return page_parts(sheet(set_lines(lines), **more))


def texts(lines: Sequence[Line]) -> list[str]:
    return [line.text for line in lines]
