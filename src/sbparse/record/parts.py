"""Which lines of a page belong to which part of the record.

A part opens with its caption, with the header row of its table, or with its first sentence; what a page carries on without any of these
belongs to the part that was open at the end of the page before. Lines that are no part of the form at all (page numbers, a browser's
header and footer, specimen marks) are named here and taken out.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from typing import Final

from sbparse.page.words import Line
from sbparse.record.layouts import Layout, Part
from sbparse.record.reading import Sheet
from sbparse.record.tablehead import close, is_data, is_header_of, is_piece_of, opens_as_row, shows_header

_PAGE_OF: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"[-(]?第(?P<page>\d+)页[(,、/;]*(?:共(?:(?P<total>\d+)|\ufffd+)页)?\)?[-)]?",
        r"共(?P<total>\d+)页[(,、/;]*第(?P<page>\d+)页\)?",
        r"[-(]?(?P<page>\d{1,3})/(?P<total>\d{1,3})[-)]?",
        r"-(?P<page>\d{1,3})(?P<total>)-",
        r"page(?P<page>\d{1,3})(?:of|/)(?P<total>\d{1,3})",
    )
)
"""``第 1 页 ( 共 2 页 )`` and its like, folded: ``page`` and, where it is printed, ``total``."""
_FURNITURE: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("browser-line", re.compile(r"\d{2,4}[-/.]\d{1,2}[-/.]\d{1,4},?(?:上午|下午)?\d{1,2}:\d{2}(?::\d{2})?(?:[AP]M)?.*")),
    ("browser-line", re.compile(r"(?:https?|file|about|data|blob):\S*?(?:\d{1,3}/\d{1,3})?")),
    (
        "specimen-mark",
        re.compile(r"(?:(?:样例|样张|样本|示例|specimen|sample|合成数据|测试数据|仅供\w{1,12}使用)[-·,()]?)+", re.IGNORECASE),
    ),
)
_EDGE: Final = 0.13
"""Browser lines, specimen marks and bare page numbers stand within this share of the page's height from its top or bottom; the same words
further in are the form's own."""

_NUMBERED: Final = re.compile(r"^(?:[(]?[一二三四五六七八九十\d]+[)]?[、.,]?)?(?P<text>.*?):*$")


_LINES_ABOVE: Final = 6
"""The title is one of the first lines of its page."""

ROW: Final = 4
"""A line of so many words that begins with months, in an open table, is a row of it: neither a sentence nor a date is looked for."""


@dataclass(slots=True)
class PageParts:
    """The lines of one page, then the same by part.

    Attributes:
        sheet: the page.
        body: its lines without page numbers, browser lines and specimen marks.
        number, total: the printed page number (``第 1 页 ( 共 2 页 )``).
        runs: the body's lines by part, in order, captions used up; filled by :func:`split_parts`.
        titled: whether the page carries the form's title.
    """

    sheet: Sheet
    body: list[Line] = field(default_factory=list)
    runs: list[tuple[Part, list[Line]]] = field(default_factory=list)
    titled: bool = False
    number: int | None = None
    total: int | None = None

    def lines(self, part: Part) -> list[Line]:
        return [line for kind, lines in self.runs if kind is part for line in lines]

    @property
    def last(self) -> Part | None:
        """The part that is open at the page's end."""
        return self.runs[-1][0] if self.runs else None


def page_parts(sheet: Sheet) -> PageParts:
    """A page with its furniture (page number, browser lines, specimen marks) used up under its name, not yet split."""
    parts = PageParts(sheet)
    for line in sheet.lines:
        name = _furniture(line, parts)
        if name:
            sheet.use(name, [line])
        else:
            parts.body.append(line)
    return parts


def _furniture(line: Line, parts: PageParts) -> str | None:
    text = line.folded
    height = parts.sheet.page.height
    at_edge = line.middle < _EDGE * height or line.middle > (1 - _EDGE) * height
    match = next((m for pattern in _PAGE_OF if (m := pattern.fullmatch(text))), None) if at_edge or "页" in text else None
    if match is not None:
        # The form's own numbering outranks a browser's bare "1/2", which counts the pages of the print.
        if parts.number is None or "页" in text:
            parts.number, parts.total = int(match["page"]), int(match["total"]) if match["total"] else None
        return "page-number"
    for name, pattern in _FURNITURE if at_edge else ():
        if pattern.fullmatch(text):
            return name
    return None


def caption_of(line: Line, layout: Layout) -> Part | None:
    """The part that a line opens as a caption: ``一、养老保险单位变动记录:``."""
    if len(line.words) > 12 or len(line.folded) > 30:
        return None
    match = _NUMBERED.match(line.folded)
    return _captions(layout).get(match["text"] if match else line.folded)


@cache
def _captions(layout: Layout) -> dict[str, Part]:
    parts: dict[str, Part] = {}
    for part, texts in layout.captions.items():
        for text in texts:
            parts.setdefault(text, part)
    return parts


def opens_title(line: Line, layout: Layout) -> bool:
    """Whether a line carries a text of the form's title."""
    return any(text in line.folded for text in layout.title)


def split_parts(parts: PageParts, layout: Layout, open_part: Part | None) -> None:
    """Split a page's body lines by part.

    Args:
        parts: the page; its ``runs`` are made anew.
        layout: the layout whose captions, headers and sentences count.
        open_part: the part that the page before ended in, None on a record's first page.
    """
    sheet = parts.sheet
    parts.runs = []
    current = open_part
    above = _above_title(parts, layout)
    if above:
        current = Part.TITLE
        parts.runs.append((current, parts.body[:above]))
    for line in parts.body[above:]:
        opened = _opened(line, layout, parts, current, open_part)
        if opened is not None and (opened is not current or not parts.runs):
            current = opened
            parts.runs.append((current, _pulled_back(line, layout, parts, current)))
        if current is not None and caption_of(line, layout) is current:
            sheet.use("caption", [line])
        elif parts.runs:
            parts.runs[-1][1].append(line)
        else:
            parts.runs.append((current or Part.HEADER, [line]))


def _above_title(parts: PageParts, layout: Layout) -> int:
    """How many lines stand above the title and are none of the form's, as a site's name may."""
    for index, line in enumerate(parts.body[:_LINES_ABOVE]):
        if opens_title(line, layout):
            return index
        # An office's name may stand above the title as on its letters; it ends a record only below one.
        if is_data(line) or _opened(line, layout, parts, None, None) not in (None, Part.END):
            return 0
    return 0


def _opened(line: Line, layout: Layout, parts: PageParts, current: Part | None, open_part: Part | None) -> Part | None:
    """The part that a line opens (or shows to be open), None where it says nothing."""
    if current in (Part.EMPLOYMENTS, Part.CONTRIBUTIONS) and len(line.words) >= ROW and opens_as_row(line):
        return None
    if (caption := caption_of(line, layout)) is not None:
        return caption
    if not parts.runs or current in (Part.TITLE, Part.HEADER):
        if opens_title(line, layout) and not any(kind is Part.HEADER for kind, _ in parts.runs):
            parts.titled = True
            return Part.TITLE
        if _is_labelled(line, layout) and not is_header_of(line, layout.employments):
            return Part.HEADER
    tables = ((Part.EMPLOYMENTS, layout.employments), (Part.CONTRIBUTIONS, layout.contributions))
    for part, table in () if opens_as_row(line) else tables:
        if shows_header(line, table) and not (part is Part.EMPLOYMENTS and current is Part.CONTRIBUTIONS):
            return part
    if current is not Part.NOTES and not line.folded.isascii() and _any_sentence(layout).search(line.folded):
        return Part.SUPPLEMENT
    if current not in (Part.TITLE, Part.HEADER, Part.EMPLOYMENTS) and _is_end(line, layout):
        return Part.END
    if current in (Part.TITLE, Part.HEADER) and open_part in (Part.EMPLOYMENTS, Part.CONTRIBUTIONS) and is_data(line):
        return open_part
    return None


@cache
def _any_sentence(layout: Layout) -> re.Pattern[str]:
    """One pattern for all sentences of a layout: a line is searched once."""
    return re.compile("|".join(sentence.pattern.pattern.replace("?P<value>", "?:") for sentence in layout.sentences))


@cache
def _label_texts(layout: Layout) -> tuple[str, ...]:
    return tuple(text for texts in layout.labels.values() for text in texts)


def _is_labelled(line: Line, layout: Layout) -> bool:
    """Whether a word of a line begins with a label of the header block; the label in the left column may be one that no layout knows."""
    texts = _label_texts(layout)
    starts = accumulate((len(word.folded) for word in line.words[:-1]), initial=0)
    return any(line.folded.startswith(texts, start) for start in starts)


def _is_end(line: Line, layout: Layout) -> bool:
    return layout.print_date.search(line.folded) is not None or layout.issuer.fullmatch(line.folded) is not None


def _pulled_back(line: Line, layout: Layout, parts: PageParts, part: Part) -> list[Line]:
    """Lines above ``line`` that were taken for the part before but belong to the one that opens: a wrapped header's or a wrapped first
    cell's."""
    if not parts.runs or part not in (Part.EMPLOYMENTS, Part.CONTRIBUTIONS) or caption_of(line, layout) is not None:
        return []
    before = parts.runs[-1][1]
    table = layout.employments if part is Part.EMPLOYMENTS else layout.contributions
    pulled: list[Line] = []
    below = line
    while (
        before
        and not _is_labelled(before[-1], layout)
        and not opens_title(before[-1], layout)
        and (
            (is_piece_of(before[-1], table) and close(before[-1], below))
            or (is_data(line) and len(before) > 1 and _belongs_below(before[-2], before[-1], below, parts.sheet))
        )
    ):
        below = before.pop()
        pulled.insert(0, below)
    return pulled


def _belongs_below(above: Line, line: Line, below: Line, sheet: Sheet) -> bool:
    """Whether the last line before a first data row is a wrapped cell of that row: under a ruling, or nearer to the row than to what is
    above."""
    if any(line.top >= r.at - 1 > above.middle for r in sheet.page.horizontals if r.start < line.words[0].centre < r.end):
        return True
    return below.top - line.bottom < (line.top - above.bottom) / 2 and below.top - line.bottom < line.bottom - line.top
