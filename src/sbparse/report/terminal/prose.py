"""Running text that wraps as Chinese does: between any two characters, but never before a closing mark and never inside a number."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text

# A word or a number, or any other character; with it the closing marks that must not begin a line.
_PIECE: Final = re.compile(r"(?:[\x21-\x7e]+|.)[，。、：；！？）》」”’…·]*", re.DOTALL)
_OPENING: Final = re.compile(r"[（《「“‘]+$")


@dataclass(frozen=True, slots=True)
class Prose:
    """A text for a rich grid or table; it is never read as markup."""

    text: str
    style: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in wrapped(self.text, options.max_width):
            yield Text(line, style=self.style, overflow="fold")

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        widest = max((cell_len(line) for line in self.text.split("\n")), default=0)
        return Measurement(min(longest_piece(self.text), options.max_width), min(widest, options.max_width))


def longest_piece(text: str) -> int:
    """Cells of the longest part of a text that no line end can divide."""
    return max((cell_len(piece) for piece in _PIECE.findall(text)), default=0)


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most ``width`` cells; a single word that is longer is left whole."""
    return [line for paragraph in text.split("\n") for line in _lines(paragraph, width)]


def _lines(paragraph: str, width: int) -> Iterator[str]:
    line = ""
    for piece in _PIECE.findall(paragraph):
        if line and cell_len(line + piece.rstrip()) > width:
            opening = _OPENING.search(line)
            kept = line[: opening.start()] if opening and opening.start() else line
            yield kept.rstrip()
            line = line[len(kept) :] + piece.lstrip()
        else:
            line += piece
    yield line.rstrip()
