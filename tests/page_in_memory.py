"""Pages in memory: texts set glyph by glyph, each as wide as half its height (ASCII, or undecoded) or as its height."""

from collections.abc import Sequence

from sbparse.page.model import Page, Ruling

Text = tuple[float, float, str] | tuple[float, float, str, float]
"""x, top, text, and its size where it is not the page's. A space within parts words."""


def page(
    texts: Sequence[Text],
    *,
    size: float = 10.0,
    verticals: Sequence[Ruling] = (),
    horizontals: Sequence[Ruling] = (),
    number: int = 1,
    sure: float | None = None,
) -> Page:
    """A page with texts of ``size`` points height."""
    made = Page(number, 800.0, 600.0, 0, [], [], [], [], [], list(horizontals), list(verticals))
    for x, top, text, *own in texts:
        height = own[0] if own else size
        left = x
        for char in text:
            width = height / 2 if char.isascii() or char == "\ufffd" else height
            if not char.isspace():
                made.chars.append(char)
                made.x0.append(left)
                made.top.append(top)
                made.x1.append(left + width)
                made.bottom.append(top + height)
            left += width
    if sure is not None:
        made.sure = [sure] * len(made.chars)
    return made
