"""``annotation``: annotations and form fields on the record's pages, and whether they lie over what it says."""

from typing import Final

from sbparse.messages import message
from sbparse.traces.canvas import Mark, inside, middle
from sbparse.traces.cells import RecordPage
from sbparse.traces.model import Fact, Weight, fact

_COVERING: Final = frozenset({"text", "field", "redact"})
"""Kinds that show a text or a ground of their own in the place of what is under them."""

_QUIET: Final = frozenset({"link"})
_MOST: Final = 20


def annotation(page: RecordPage) -> list[Fact]:
    """Whatever a reader marks, circles or stamps is mentioned; what can stand for the text under it asks for a look."""
    values = [middle(glyph.box) for number, glyph in enumerate(page.canvas.glyphs) if page.is_value(number)]
    facts: list[Fact] = []
    for mark in page.canvas.marks:
        over = any(inside(point, mark.box) for point in values)
        if over or mark.kind not in _QUIET:
            facts.append(_told(mark, page, over=over))
    return sorted(facts, key=lambda each: each.weight is Weight.MENTION)[:_MOST]


def _told(mark: Mark, page: RecordPage, *, over: bool) -> Fact:
    kind, where = message(f"traces.kind.{mark.kind}"), page.place([mark.box])
    if not over:
        return fact("annotation-beside", where, weight=Weight.MENTION, harmless="annotation", kind=kind)
    if mark.kind in _COVERING:
        return fact("annotation-over-cells", where, harmless="annotation", kind=kind)
    return fact("mark-over-cells", where, weight=Weight.MENTION, harmless="annotation", kind=kind)
