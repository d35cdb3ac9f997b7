"""Pages in memory: texts set glyph by glyph, each as wide as half its height (ASCII) or as its height."""

from collections.abc import Sequence

from sbparse.page.model import Page, Ruling
from sbparse.page.runs import words_of
from sbparse.page.words import Word

Text = tuple[float, float, str]
"""x, top, text."""


def page(texts: Sequence[Text], *, size: float = 10.0, verticals: Sequence[Ruling] = (), horizontals: Sequence[Ruling] = ()) -> Page:
    """A page with texts of ``size`` points height."""
    made = Page(1, 800.0, 600.0, 0, [], [], [], [], [], list(horizontals), list(verticals))
    for left, top, text in texts:
        x = left
        for char in text:
            width = size / 2 if char.isascii() else size
            if not char.isspace():
                made.chars.append(char)
                made.x0.append(x)
                made.top.append(top)
                made.x1.append(x + width)
                made.bottom.append(top + size)
            x += width
    return made


def words(texts: Sequence[Text], size: float = 10.0) -> list[Word]:
    return flat(words_of(page(texts, size=size)).by_line)


def flat(by_line: Sequence[Sequence[Word]]) -> list[Word]:
    return [word for line in by_line for word in line]


def shown(found: Sequence[Word]) -> list[str]:
    return [word.text for word in found]
