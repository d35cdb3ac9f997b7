"""Pages that belong to no record: what is kept of them, and what a file seems to be that has no others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sbparse.findings import Finding, Severity
from sbparse.messages import Message, message
from sbparse.record.decoding import UNDECODABLE, beyond_ascii, is_lost, undecoded
from sbparse.record.parts import PageParts
from sbparse.record.siblings import paper_of
from sbparse.values.place import Place

_SCANNED: Final = 0.3
"""A page without text whose images cover more than this share of it is a scan."""


@dataclass(frozen=True, slots=True)
class ForeignPage:
    """What is kept of a page once it is known to belong to no record; the page itself is let go.

    Attributes:
        number: its number in the file, from 1.
        place: the whole page.
        glyphs, beyond, undecoded, hanzi: how many characters it has, how many of them are none of ASCII, mean nothing, are Chinese.
        pictures: share of the page that images cover.
        text: its lines, folded.
    """

    number: int
    place: Place
    glyphs: int
    beyond: int
    undecoded: int
    hanzi: int
    pictures: float
    text: str


def foreign_page(page: PageParts) -> ForeignPage:
    """What is to be kept of a page."""
    drawn = page.sheet.page
    chars = drawn.chars
    return ForeignPage(
        number=page.sheet.number,
        place=drawn.place((0.0, 0.0, drawn.width, drawn.height)),
        glyphs=len(chars),
        beyond=beyond_ascii(chars),
        undecoded=undecoded(chars),
        hanzi=sum("\u4e00" <= char <= "\u9fff" for char in chars),
        pictures=drawn.pictures,
        text="\n".join(line.folded for line in page.body),
    )


def undecodable(pages: Sequence[ForeignPage]) -> Iterator[Finding]:
    """What is said of pages beside a record whose text cannot be decoded: nobody can tell whether they belong to one.

    An information, as for all pages that are skipped: most often they are other papers.
    """
    for page in pages:
        if is_lost(page.undecoded, page.beyond):
            what = message("reading.undecodable-page", page=page.number)
            yield Finding(rule="unreadable-text", severity=Severity.INFO, message=what, where=page.place)


def why_no_record(pages: Sequence[ForeignPage]) -> Message:
    """What a file without a record seems to be."""
    glyphs = sum(page.glyphs for page in pages)
    if glyphs == 0:
        scanned = any(page.pictures > _SCANNED for page in pages)
        return message("reading.scanned" if scanned else "reading.empty")
    lost = sum(page.undecoded for page in pages) > UNDECODABLE * sum(page.beyond for page in pages)
    if lost or not any(page.hanzi for page in pages):
        return message("reading.undecodable")
    paper = paper_of(page.text for page in pages)
    return message("reading.other-paper", paper=paper) if paper else message("reading.no-record")
