"""``covered-text`` and ``patched-cell``: boxes and images painted over text, and light boxes under single cells."""

from collections.abc import Iterator, Sequence
from typing import Final

from sbparse.traces.canvas import Cover, common, inside, middle
from sbparse.traces.cells import RecordPage
from sbparse.traces.model import Fact, Weight, fact
from sbparse.values.place import Box

WHOLE_PAGE: Final = 0.5
"""An image that covers this share of the page is a scan, and text under it its text layer."""

PAPER: Final = 245
"""A box whose components are all at least this looks like the paper; grounds that a site gives a cell are coloured."""

LIGHT: Final = 200
FEW_CELLS: Final = 3
"""A ground under more cells than this is that of a row, a column or a table."""

FEW_BOXES: Final = 6
"""More light boxes than this on a page, drawn among its text, are how its program draws cells."""

_SMALLEST: Final = 4.0


def covered_text(page: RecordPage) -> list[Fact]:
    """Text that was drawn and then covered."""
    told: set[int] = set()
    facts: list[Fact] = []
    for cover in page.canvas.covers:
        hidden = [number for number in cover.hides if number not in told]
        if hidden and not is_scan(cover, page):
            told.update(hidden)
            facts.append(_covered(cover, hidden, page))
    return facts


def is_scan(cover: Cover, page: RecordPage) -> bool:
    """Whether an image covers most of the page."""
    return cover.kind == "image" and _area(cover.box) > WHOLE_PAGE * page.canvas.width * page.canvas.height


def _covered(cover: Cover, hidden: Sequence[int], page: RecordPage) -> Fact:
    body = page.body
    ours = any(page.is_value(number) or (body and inside(middle(page.glyph(number).box), body)) for number in hidden)
    where = page.place([page.glyph(number).box for number in hidden])
    weight = Weight.LOOK if ours else Weight.MENTION
    text, over = page.text(hidden), _over(cover, page)
    if cover.kind == "image":
        return fact("covered-by-picture", where, weight=weight, text=text)
    if over:
        return fact("covered-under-text", where, weight=weight, text=text, over=page.text(over))
    return fact("covered-text", where, weight=weight, text=text)


def _over(cover: Cover, page: RecordPage) -> list[int]:
    """The glyphs painted over a cover."""
    glyphs = enumerate(page.canvas.glyphs)
    return [number for number, glyph in glyphs if glyph.order > cover.order and inside(middle(glyph.box), cover.box)]


def patched_cell(page: RecordPage) -> list[Fact]:
    """Light boxes drawn after other text, under few cells each, where the page has few of them."""
    patches = list(_patches(page))
    if len(patches) > FEW_BOXES:
        return []
    return [_patched(cover, cells, page) for cover, cells in patches]


def _patches(page: RecordPage) -> Iterator[tuple[Cover, list[str]]]:
    """Light boxes that hide no text, with the texts of the cells on them."""
    first = min((glyph.order for glyph in page.canvas.glyphs), default=0)
    body = page.body
    for cover in page.canvas.covers:
        if cover.kind != "box" or cover.shade < LIGHT or cover.order < first or cover.hides or not body or not common(cover.box, body):
            continue
        if min(cover.box[2] - cover.box[0], cover.box[3] - cover.box[1]) < _SMALLEST:
            continue
        over = set(_over(cover, page))
        cells = [cell.text for cell in page.cells if over.intersection(cell.glyphs)]
        if len(cells) <= FEW_CELLS and _area(cover.box) < WHOLE_PAGE * _area(body):
            yield cover, cells


def _patched(cover: Cover, cells: Sequence[str], page: RecordPage) -> Fact:
    where = page.place([cover.box])
    if not cells:
        return fact("blanked-cell", where, weight=Weight.MENTION)
    weight = Weight.LOOK if cover.shade >= PAPER else Weight.MENTION
    return fact("patched-cell", where, weight=weight, text=cells)


def _area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])
