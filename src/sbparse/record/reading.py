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
    """One page with its words cut at rulings and its lines, and what has been said of the use of its glyphs."""

    page: Page
    words: list[Word]
    lines: list[Line]
    _said: list[tuple[str, Sequence[int]]] = field(default_factory=list)
    _uses: dict[int, str] = field(default_factory=dict)

    @property
    def number(self) -> int:
        return self.page.number

    @property
    def uses(self) -> dict[int, str]:
        """The use of each glyph: the name of a field or of an ignore rule, of several the one said last."""
        # Brought together where it is asked for: who reads a page of two thousand glyphs only has to know whether any is left over.
        for name, glyphs in self._said:
            self._uses.update(dict.fromkeys(glyphs, name))
        self._said.clear()
        return self._uses

    def use(self, name: str, words: Iterable[Word | Line]) -> None:
        """Say that these words are read as ``name``."""
        self._said += [(name, word.glyphs) for word in words]

    def use_glyphs(self, name: str, glyphs: Sequence[int]) -> None:
        self._said.append((name, glyphs))

    def unread(self) -> list[Line]:
        """What nobody used, line by line."""
        used = set(self._uses).union(*[glyphs for _, glyphs in self._said])
        if len(used) == len(self.page.chars):
            return []
        left = [[glyph for glyph in word.glyphs if glyph not in used] for word in self.words]
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
