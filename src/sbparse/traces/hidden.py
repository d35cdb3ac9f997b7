"""``hidden-text``: text that the file holds and the page does not show, by its own properties or by the picture of the page."""

from collections.abc import Iterator, Sequence
from typing import Final

from sbparse.traces.canvas import Glyph, inside, middle
from sbparse.traces.cells import RecordPage
from sbparse.traces.covering import is_scan
from sbparse.traces.model import Fact, Weight, fact
from sbparse.values.place import Box

INK: Final = 20
"""Greys (of 255) by which a glyph differs from its ground at the least; a light watermark differs by 40."""

SMALLEST: Final = 1.0
"""Type smaller than this (points) cannot be seen."""

_INVISIBLE: Final = (3, 7)
_INSET: Final = 0.1
_PALE: Final = 225
_GREY: Final = (0.299, 0.587, 0.114)
_SAME_PLACE: Final = 2.0
_SCALE: Final = 1.0
_MOST: Final = 20


def hidden_text(page: RecordPage) -> tuple[list[Fact], bool]:
    """The facts, and whether all its text could be looked for in the page's picture: not that of fonts which are not in the file."""
    canvas = page.canvas
    picture = canvas.picture if canvas.picture and canvas.picture.scale >= _SCALE else None
    covered = {number for cover in canvas.covers if not is_scan(cover, page) for number in cover.hides}
    unseen = [number for number, glyph in enumerate(canvas.glyphs) if number not in covered and _is_unseen(glyph, page)]
    if any(is_scan(cover, page) for cover in canvas.covers) and unseen:
        return [fact("text-layer", page.place([_whole(page)]), weight=Weight.MENTION)], True
    unseen = _without_shown(unseen, page)
    cells = [(cell, [number for number in cell.glyphs if number in set(unseen)]) for cell in page.cells] if unseen else []
    facts = [fact("hidden-cell", page.place([cell.box]), harmless="hidden-text", text=page.text(own)) for cell, own in cells if own]
    told = {number for _, own in cells for number in own}
    facts += [_run(run, page) for run in _runs([number for number in unseen if number not in told], page)]
    return facts[:_MOST], picture is not None and all(glyph.own for glyph in canvas.glyphs)


def _is_unseen(glyph: Glyph, page: RecordPage) -> bool:
    if glyph.mode in _INVISIBLE or glyph.type.colour[3] == 0 or glyph.clipped or glyph.type.size < SMALLEST:
        return True
    picture = page.canvas.picture
    if picture is None or picture.scale < _SCALE:
        return False
    x0, top, x1, bottom = glyph.box
    grey = round(sum(share * part for share, part in zip(_GREY, glyph.type.colour, strict=False)))
    if grey >= _PALE and abs(grey - picture.ground(glyph.box)) < INK and not _on_cover(glyph, page):
        return True  # other text may show in its box
    if not glyph.own or not glyph.char.isalnum():  # a dash or point may be drawn beside its box
        return False
    across, down = _INSET * (x1 - x0), _INSET * (bottom - top)
    return picture.contrast((x0 + across, top + down, x1 - across, bottom - down)) < INK


def _on_cover(glyph: Glyph, page: RecordPage) -> bool:
    """Whether a dark box or an image was painted where a glyph stands, before it: a stand-in for its font may fill its box."""
    covers = (cover for cover in page.canvas.covers if cover.order < glyph.order and cover.shade < _PALE)
    return any(inside(middle(glyph.box), cover.box) for cover in covers)


def _without_shown(unseen: Sequence[int], page: RecordPage) -> list[int]:
    """The glyphs that do not merely repeat, unseen, what is to be seen at the same place."""
    if not unseen:
        return []
    hidden = set(unseen)
    shown = {(glyph.char, *_spot(glyph)) for number, glyph in enumerate(page.canvas.glyphs) if number not in hidden}
    return [number for number in unseen if not _has_twin(page.glyph(number), shown)]


def _spot(glyph: Glyph) -> tuple[int, int]:
    return round(glyph.base[0] / _SAME_PLACE), round(glyph.base[1] / _SAME_PLACE)


def _has_twin(glyph: Glyph, shown: set[tuple[str, int, int]]) -> bool:
    x, y = _spot(glyph)
    return any((glyph.char, x + i, y + j) in shown for i in (-1, 0, 1) for j in (-1, 0, 1))


def _runs(numbers: Sequence[int], page: RecordPage) -> Iterator[list[int]]:
    """Glyphs that follow each other on one line."""
    run: list[int] = []
    for number in numbers:
        if run and (number != run[-1] + 1 or abs(page.glyph(number).base[1] - page.glyph(run[-1]).base[1]) > _SAME_PLACE):
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _run(run: Sequence[int], page: RecordPage) -> Fact:
    """Text where the record's values stand asks for a look; elsewhere it may be anything."""
    boxes = [page.glyph(number).box for number in run]
    body = page.body
    over = body is not None and any(inside(middle(box), body) for box in boxes)
    return fact("hidden-text", page.place(boxes), weight=Weight.LOOK if over else Weight.MENTION, text=page.text(run))


def _whole(page: RecordPage) -> Box:
    return (0.0, 0.0, page.canvas.width, page.canvas.height)
