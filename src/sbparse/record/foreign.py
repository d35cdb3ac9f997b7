"""Pages that belong to no record: what is kept of them, and what a file seems to be that has no others."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sbparse.messages import Message, message
from sbparse.record.parts import PageParts
from sbparse.record.siblings import paper_of

_SCANNED: Final = 0.3
"""A page without text whose images cover more than this share of it is a scan."""

_UNDECODABLE: Final = 0.1
"""More undecoded characters than this share, and a file's text is of no use."""


@dataclass(frozen=True, slots=True)
class ForeignPage:
    """What is kept of a page once it is known to belong to no record; the page itself is let go.

    Attributes:
        number: its number in the file, from 1.
        glyphs, undecoded, hanzi: how many characters it has, how many of them without a meaning, how many Chinese.
        pictures: share of the page that images cover.
        text: its lines, folded.
    """

    number: int
    glyphs: int
    undecoded: int
    hanzi: int
    pictures: float
    text: str


def foreign_page(page: PageParts) -> ForeignPage:
    """What is to be kept of a page."""
    drawn = page.sheet.page
    undecoded = sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" for char in drawn.chars)
    hanzi = sum("\u4e00" <= char <= "\u9fff" for char in drawn.chars)
    text = "\n".join(line.folded for line in page.body)
    return ForeignPage(page.sheet.number, len(drawn.chars), undecoded, hanzi, drawn.pictures, text)


def why_no_record(pages: Sequence[ForeignPage]) -> Message:
    """What a file without a record seems to be."""
    glyphs = sum(page.glyphs for page in pages)
    if glyphs == 0:
        scanned = any(page.pictures > _SCANNED for page in pages)
        return message("reading.scanned" if scanned else "reading.empty")
    if sum(page.undecoded for page in pages) > glyphs * _UNDECODABLE or not any(page.hanzi for page in pages):
        return message("reading.undecodable")
    paper = paper_of(page.text for page in pages)
    return message("reading.other-paper", paper=paper) if paper else message("reading.no-record")
