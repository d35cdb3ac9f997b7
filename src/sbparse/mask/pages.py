"""The painted pages as the reader sees them: every character of a page with the glyph that it came from."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from sbparse.mask.model import Glyph, Painted, Text
from sbparse.page.model import Page
from sbparse.page.plumber_device import Met, Run
from sbparse.page.plumber_page import characters, page_of
from sbparse.page.space import Frame
from sbparse.values.place import Box

_SAME: Final = 1e-6

Char: TypeAlias = tuple[str, Box, Glyph]
"""A character, its box in reading space, and its glyph."""


@dataclass(slots=True)
class SeenPage:
    """A page in reading space.

    Attributes:
        painted: what is painted.
        page: what the reader gets.
        chars: for each character of ``page.chars`` where it stands and its glyph.
        aside: runs that the reader does not read: doubled, turned, light or hidden.
    """

    painted: Painted
    page: Page
    chars: list[Char] = field(default_factory=list)
    aside: list[list[Char]] = field(default_factory=list)


class LostTrackError(Exception):
    """The page's characters could not be followed back to what painted them."""


def seen(painted: Painted, met: Sequence[Met], runs: Sequence[tuple[Run, Text]], bounds: Box) -> SeenPage:
    """The page that the second engine makes of what was met, with the glyphs behind it.

    Args:
        painted: the page.
        met: what the interpreter met, in paint order.
        runs: the runs among it, each with its operator.
        bounds: the visible box in user space.

    Raises:
        LostTrackError: a run has other glyphs than its operator has codes, or is neither on the page nor set aside.
    """
    page = page_of(met, bounds, painted.rotate // 90, painted.number)
    frame = Frame(*bounds, (painted.rotate // 90 - page.turn) % 4)
    found = SeenPage(painted, page)
    for run, text in runs:
        if len(run.glyphs) != len(text.glyphs):
            raise LostTrackError
        chars = [
            (c, box, glyph) for met_glyph, glyph in zip(run.glyphs, text.glyphs, strict=True) for c, box in characters(met_glyph, frame)
        ]
        if _stands(page, len(found.chars), chars):
            found.chars += chars
        elif chars:
            found.aside.append(chars)
    if len(found.chars) != len(page.chars) or len(found.aside) != len(page.set_aside):
        raise LostTrackError
    return found


def _stands(page: Page, at: int, chars: Sequence[Char]) -> bool:
    """Whether a run is what follows on the page."""
    if not chars or page.chars[at : at + len(chars)] != [char for char, _, _ in chars]:
        return False
    x0, top, _, _ = chars[0][1]
    return abs(page.x0[at] - x0) < _SAME and abs(page.top[at] - top) < _SAME
