"""A page being read: its words and lines, and what became of each glyph.

Nothing is dropped in silence: whoever uses a word says for what, and what nobody used is left over for the rule ``unread-text``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sbparse.page.bands import split_at_rulings
from sbparse.page.model import Page
from sbparse.page.runs import relined, words_of
from sbparse.page.words import Line, Word, lines_of, part
from sbparse.values.place import Place, hull


@dataclass(slots=True)
class Sheet:
    """One page with its words cut at rulings, its lines, and the use of each glyph (the name of a field or of an ignore rule)."""

    page: Page
    words: list[Word]
    lines: list[Line]
    uses: dict[int, str] = field(default_factory=dict)

    @property
    def number(self) -> int:
        return self.page.number

    def use(self, name: str, words: Iterable[Word | Line]) -> None:
        """Say that these words are read as ``name``."""
        uses = self.uses
        for word in words:
            for glyph in word.glyphs:  # of which a word has few: faster than any update of the whole
                uses[glyph] = name

    def use_glyphs(self, name: str, glyphs: Iterable[int]) -> None:
        for glyph in glyphs:
            self.uses[glyph] = name

    def unread(self) -> list[Line]:
        """What nobody used, line by line."""
        if len(self.uses) == len(self.page.chars):
            return []
        left = [[glyph for glyph in word.glyphs if glyph not in self.uses] for word in self.words]
        return lines_of([part(self.page, glyphs) for glyphs in left if glyphs])

    def place(self, words: Sequence[Word | Line]) -> Place:
        """Where some words stand together."""
        return self.page.place(hull([word.box for word in words]))


def sheet_of(page: Page) -> Sheet:
    """A page's words and lines, nothing used yet."""
    whole = words_of(page)
    by_line = split_at_rulings(page, whole.by_line)
    sheet = Sheet(page, [word for words in by_line for word in words], relined(whole.lines, by_line))
    sheet.use_glyphs("doubled", whole.doubled)
    return sheet
