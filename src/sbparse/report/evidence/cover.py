"""Where numbers of persons and 校验码 stand on a page, to be covered in its picture.

Covered is what was read as 社会保障号码 or 校验码, and whatever else on the page reads like one of the review's numbers or codes, or like
any person's number; what may be a QR or bar code is found elsewhere (:mod:`sbparse.report.codes`). Where a record's number or code was not
found on its pages, everything above the first table is covered: there they stand in every known form.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sbparse.page.model import Page
from sbparse.record.parts import PageParts
from sbparse.record.read import ReadRecord
from sbparse.report.masking import ID_NUMBER_SHAPE
from sbparse.values.place import Box, hull
from sbparse.values.text import fold

_FIELDS: Final = ("id_number", "code")
"""The header's fields that are covered, by the name under which their glyphs are used up."""
# A font that stands in for one that is not embedded may draw a glyph wider or higher than its box says.
_BESIDE: Final = 0.6  # of the glyphs' height
_ABOVE: Final = 0.25
# A longer run of digits (查询流水号 holds an area and a day as well) is no person's number; letters and words may stand right beside one.
_ID_NUMBER: Final = re.compile(rf"(?<!\d){ID_NUMBER_SHAPE}(?!\d)", re.ASCII)
_DIGITS: Final = re.compile(r"\d{6}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Secrets:
    """The numbers and codes of a review, folded, to be looked for on every page."""

    texts: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[str | None]) -> "Secrets":
        return cls(frozenset(fold(text).upper() for text in texts if text))

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where a folded text holds one of them, or any person's number."""
        upper = text.upper()
        found = [match.span() for match in _ID_NUMBER.finditer(upper)]
        return found + [match.span() for secret in sorted(self.texts) for match in re.finditer(re.escape(secret), upper)]


def covered_boxes(parts: PageParts, read: ReadRecord, secrets: Secrets) -> list[Box]:
    """The boxes to cover on a page of a record, as displayed."""
    page = parts.sheet.page
    boxes = [*_labelled(parts), *_anywhere(parts, secrets), *_set_aside(page, secrets)]
    if not _found(read):
        boxes.append((0.0, 0.0, page.width, _first_row(parts)))
    return [page.place(box).bbox for box in boxes]


def _labelled(parts: PageParts) -> list[Box]:
    """What stands behind the labels, a box a line of it."""
    sheet = parts.sheet
    lines = [[glyph for glyph in line.glyphs if sheet.uses.get(glyph) in _FIELDS] for line in sheet.lines]
    return [_around(sheet.page, glyphs) for glyphs in lines if glyphs]


def _anywhere(parts: PageParts, secrets: Secrets) -> list[Box]:
    page = parts.sheet.page
    return [_around(page, line.glyphs[start:end]) for line in parts.sheet.lines for start, end in secrets.spans(line.folded)]


def _set_aside(page: Page, secrets: Secrets) -> list[Box]:
    """Watermarks with a number or a code in them, also where each character is a text of its own."""
    texts = [fold(each.text) for each in page.set_aside]
    joined = "".join(texts)
    spans = [*secrets.spans(joined), *(match.span() for match in _DIGITS.finditer(joined))]
    boxes: list[Box] = []
    start = 0
    for each, text in zip(page.set_aside, texts, strict=True):
        end = start + len(text)
        if any(start < last and first < end for first, last in spans):
            boxes.append(each.box)
        start = end
    return boxes


def _found(read: ReadRecord) -> bool:
    """Whether both fields were read somewhere in the record, so that it is known where they stand."""
    uses = {use for parts in read.pages or () for use in parts.sheet.uses.values()}
    return all(name in uses for name in _FIELDS)


def _first_row(parts: PageParts) -> float:
    """Where the first table of a page begins, in reading space; the whole page where none does."""
    sheet = parts.sheet
    tops = [sheet.page.top[glyph] for glyph, use in sheet.uses.items() if use in ("table-header", "caption")]
    return min(tops, default=sheet.page.height)


def _around(page: Page, glyphs: Sequence[int]) -> Box:
    x0, top, x1, bottom = hull([(page.x0[g], page.top[g], page.x1[g], page.bottom[g]) for g in glyphs])
    height = bottom - top
    return (x0 - _BESIDE * height, top - _ABOVE * height, x1 + _BESIDE * height, bottom + _ABOVE * height)
