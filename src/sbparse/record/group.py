"""Pages → records: which pages of a file belong together, and which belong to no record.

Applicants merge everything into one PDF, in any order. A page with the form's title starts a record or goes on with one of the same
流水号; a page without it goes on only where it carries a part of the form itself.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from sbparse.page.words import Line
from sbparse.record.columns import HeaderMisfit, columns_of
from sbparse.record.layouts import FlatTable, GroupedTable, Layout, Part
from sbparse.record.parts import PageParts, caption_of
from sbparse.record.siblings import is_sibling
from sbparse.record.tablehead import header_lines, is_data

_SERIAL: Final = re.compile(r"流水号:?([0-9A-Za-z\ufffd]{8,})")
_TITLE_LINES: Final = 6
"""The title stands within the first lines of the page; further down the words are a note's or a contract's."""

_WRAPPED: Final = 4
"""A page that goes on with a table opens with a row; wrapped text of that row may stand in up to this many lines above its months."""


@dataclass(slots=True)
class PageGroup:
    """Pages of one record, in the order met; ``serial`` is the 流水号 on them. A group that was ``closed`` takes no more pages."""

    serial: str | None
    pages: list[PageParts] = field(default_factory=list)
    closed: bool = False

    def close(self) -> None:
        """Let the pages go once the record is read."""
        self.pages, self.closed = [], True

    def in_order(self) -> list[PageParts]:
        """The pages by printed number, or as met where a number is missing or printed twice."""
        numbers = [page.number for page in self.pages]
        if None in numbers or len(set(numbers)) < len(numbers):
            return self.pages
        return sorted(self.pages, key=lambda page: page.number or 0)

    @property
    def missing(self) -> list[int]:
        """The printed numbers that are not there; none where no total is printed."""
        return sorted(set(range(1, (self.total or 0) + 1)) - {page.number for page in self.pages})

    @property
    def total(self) -> int | None:
        """The printed total, of the last page that tells it."""
        return next((page.total for page in reversed(self.pages) if page.total is not None), None)

    @property
    def complete(self) -> bool:
        """Whether the printed total has been reached."""
        return self.total is not None and not self.missing

    def takes(self, page: PageParts) -> bool:
        """Whether a page's printed number fits: not there yet, and of the same total."""
        if self.closed:
            return False
        if page.number is None:
            return not self.complete
        return page.number not in {p.number for p in self.pages} and (page.total is None or self.total in (None, page.total))


def is_titled(page: PageParts, layout: Layout) -> bool:
    """Whether a page carries the form's title, and not that of a sibling paper."""
    text = "".join(line.folded for line in page.body[:_TITLE_LINES])
    return all(part in text for part in layout.title) and not is_sibling(text)


def serial_of(page: PageParts) -> str | None:
    for line in page.body[:12]:
        if match := _SERIAL.search(line.folded):
            return match[1]
    return None


def group_of(page: PageParts, groups: list[PageGroup], layouts: Sequence[Layout]) -> PageGroup | None:
    """The record that a page belongs to, the page added to it; None for a page that belongs to none.

    Args:
        page: the next page of the file.
        groups: the records begun on the pages before; a new one is added to them.
        layouts: the layouts whose titles and parts count.
    """
    if any(is_titled(page, layout) for layout in layouts):
        page.titled = True
        serial = serial_of(page)
        owner = next((g for g in reversed(groups) if _goes_on(g, page, serial, layouts)), None)
        if owner is None:
            owner = PageGroup(serial)
            groups.append(owner)
    elif groups and groups[-1].takes(page) and _carries_form(page, layouts):
        owner = groups[-1]
    else:
        return None
    owner.pages.append(page)
    return owner


def _same(serial: str | None, other: str | None) -> bool:
    """Whether two serial numbers are one; a character that was not read may be any."""
    if serial is None or other is None or len(serial) != len(other):
        return serial == other
    return all(a == b or "\ufffd" in (a, b) for a, b in zip(serial, other, strict=True))


def _goes_on(group: PageGroup, page: PageParts, serial: str | None, layouts: Sequence[Layout]) -> bool:
    if not _same(serial, group.serial) or not group.takes(page):
        return False
    if page.number is not None:
        return True
    # Without page numbers only a page that opens with section one can be a second print of the same record.
    return not any(caption_of(line, layouts[0]) is Part.EMPLOYMENTS for line in page.body)


def _carries_form(page: PageParts, layouts: Sequence[Layout]) -> bool:
    """Whether an untitled page carries a part of the form: a caption, a whole header row, a sentence of 补充资料, a note, or rows of a
    table."""
    for layout in layouts:
        for line in page.body:
            if caption_of(line, layout) in (Part.EMPLOYMENTS, Part.CONTRIBUTIONS, Part.SUPPLEMENT):
                return True
            if any(s.pattern.search(line.folded) for s in layout.sentences if s.field in ("pension_months", "medical_months")):
                return True
        if _header_fits(page, layout.employments) or _header_fits(page, layout.contributions):
            return True
    rows = [is_data(line) for line in page.body]
    if any(rows[:_WRAPPED]) and sum(rows) >= len(rows) / (2 * _WRAPPED):
        return True
    return any(_is_tail(page, layout) for layout in layouts)


def _is_tail(page: PageParts, layout: Layout) -> bool:
    """Whether a page holds nothing but a record's last lines: sentences of 补充资料, notes, the office, the date.

    A certificate of another paper has an office and a date too, below text of its own.
    """
    ours = [_is_ours(line, layout) for line in page.body]
    return bool(ours) and ours[0] and sum(ours) * 2 >= len(ours)


def _is_ours(line: Line, layout: Layout) -> bool:
    text = line.folded
    return (
        any(sentence.pattern.search(text) for sentence in layout.sentences)
        or any(pattern.search(text) for pattern in layout.notes[:2])
        or layout.issuer.fullmatch(text) is not None
        or layout.print_date.fullmatch(text) is not None
        or caption_of(line, layout) is not None
    )


def _header_fits(page: PageParts, table: FlatTable | GroupedTable) -> bool:
    header = header_lines(page.body, table)
    try:
        columns_of(page.sheet, header, table)
    except HeaderMisfit:
        return False
    return bool(header)
