"""What pdfminer's device met on a page, in paint order → :class:`Page`, by the rules of the pdfium engine (``page.walk``)."""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Final

from pdfminer.layout import LTChar

from sbparse.page.grounds import Grounds
from sbparse.page.model import Page, SetAside
from sbparse.page.paths import Shade
from sbparse.page.plumber_device import Met, Picture, Run, Shape
from sbparse.page.rulings import THIN, Paint, merged
from sbparse.page.space import Frame
from sbparse.page.walk import LIGHT, WHITE
from sbparse.values.place import Box, hull
from sbparse.values.text import plain

_HIDDEN_MODES: Final = frozenset({3, 7})
_LIGATURES: Final = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
"""``ﬁ`` and the like, which a font draws for letters that were written one by one."""


def page_of(met: Sequence[Met], bounds: Box, rotation: int, number: int) -> Page:
    """The page in reading space.

    Args:
        met: what was painted, in paint order, in user space.
        bounds: the visible box: left, bottom, right, top.
        rotation: quarter turns clockwise of ``/Rotate``.
        number: the page's number, from 1.
    """
    directions = Counter(item.quarters for item in met if isinstance(item, Run) and item.glyphs)
    del directions[None]
    # Runs are counted, not characters; ties go to upright text.
    upright = max(directions, key=lambda q: (directions[q], q == 0), default=0) or 0
    frame = Frame(*bounds, upright)
    canvas = _Canvas(Page(number, *frame.size, (rotation - upright) % 4, [], [], [], [], []), frame)
    for item in met:
        match item:
            case Run():
                canvas.write(item)
            case Shape():
                canvas.draw(item)
            case Picture(box):
                canvas.show(box)
    return canvas.finished()


AGAIN: Final = 0.9
"""A run drawn again less than this share of its last glyph's width further on is fake bold; what follows stands a whole width further."""

OVERPRINTED: Final = 0.5
"""And less than this share of its own width: the two slashes of ``//`` may be set closer than a glyph is wide."""

LEVEL: Final = 1 / 8
"""The same for its height, as a share of the glyph's height."""

_RECENT: Final = 8
"""How many of the earlier runs with the same text are looked at."""


class _Canvas:
    """A page being painted: what was painted before tells what light text stands on and which lines are painted over."""

    def __init__(self, page: Page, frame: Frame) -> None:
        self._page = page
        self._frame = frame
        self._paint = Paint()
        self._grounds = Grounds(self._paint.effort)
        self._written: dict[str, list[tuple[float, float]]] = {}

    def finished(self) -> Page:
        self._page.horizontals = merged(self._paint.horizontals)
        self._page.verticals = merged(self._paint.verticals)
        return self._page

    def write(self, run: Run) -> None:
        """A run's characters: onto the page, or set aside whole."""
        glyphs = [(char, *box) for glyph in run.glyphs for char, box in characters(glyph, self._frame)]
        if not glyphs:
            return
        chars, x0, top, x1, bottom = map(list, zip(*glyphs, strict=True))
        around = hull(list(zip(x0, top, x1, bottom, strict=True)))
        text = "".join(chars)
        rule = self._rule(run, around) or ("doubled" if self._again(text, glyphs[-1][1:], around) else None)
        if rule:
            self._page.set_aside.append(SetAside(rule, text, around))
            return
        self._page.chars += chars
        self._page.x0 += x0
        self._page.top += top
        self._page.x1 += x1
        self._page.bottom += bottom

    def _rule(self, run: Run, box: Box) -> str | None:
        if run.mode in _HIDDEN_MODES:
            return "hidden"
        if run.shade[0] > LIGHT and not self._grounds.carry(box, run.shade):
            return "light"
        return "rotated" if run.quarters != self._frame.quarters else None

    def _again(self, text: str, last: Box, around: Box) -> bool:
        """Whether the text stands here already. pdfium asks the same and drops it, so that both engines read fake bold once."""
        places = self._written.setdefault(text, [])
        across = min(AGAIN * (last[2] - last[0]), OVERPRINTED * (around[2] - around[0]))
        down = LEVEL * (last[3] - last[1])
        if any(abs(x - around[0]) <= across and abs(y - around[1]) <= down for x, y in places[-_RECENT:]):
            return True
        places.append((around[0], around[1]))
        return False

    def draw(self, shape: Shape) -> None:
        box = self._frame.box(shape.box)
        shades = [shade for shade in (shape.fill, shape.stroke) if shade]
        if not shades:
            return
        if min(box[2] - box[0], box[3] - box[1]) <= THIN:
            (self._paint.erase if shades[0][0] >= WHITE else self._paint.filled)(box)
            return
        if shape.fill:
            self._background(box, shape.fill)
        if shape.stroke:
            self._outline(shape, white=shape.stroke[0] >= WHITE)

    def _background(self, box: Box, shade: Shade) -> None:
        if shade[0] >= WHITE:
            self._paint.erase(box)
        else:
            self._grounds.paint(box, shade)

    def _outline(self, shape: Shape, *, white: bool) -> None:
        for segment in shape.segments:
            x0, top, x1, bottom = self._frame.box(segment)
            if white:
                self._paint.erase((min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom)))
            else:
                self._paint.line(x0, top, x1, bottom)

    def show(self, box: Box) -> None:
        """An image: its share of the page; overlaps count twice, which is good enough to tell a scan."""
        x0, top, x1, bottom = self._frame.box(box)
        area = self._page.width * self._page.height
        if area > 0:
            self._page.pictures = min(1.0, self._page.pictures + (x1 - x0) * (bottom - top) / area)


def characters(glyph: LTChar, frame: Frame) -> list[tuple[str, Box]]:
    """A glyph's characters, white space left out; a glyph that stands for several is shared evenly among them."""
    chars = plain(glyph.get_text()).translate(_LIGATURES)
    x0, top, x1, bottom = frame.box(glyph.bbox)
    if len(chars) == 1:
        return [(chars, (x0, top, x1, bottom))]
    width = (x1 - x0) / max(1, len(chars))
    return [(char, (x0 + n * width, top, x0 + (n + 1) * width, bottom)) for n, char in enumerate(chars)]
