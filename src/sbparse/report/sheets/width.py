"""How wide and how high a text is in a cell, in the units of a worksheet: widths in digits of the default font, heights in points."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

LINE_HEIGHT: Final = 14.5
"""Points a line takes at the report's font size, Chinese characters included."""
ROW_PADDING: Final = 4.0
MAX_ROW_HEIGHT: Final = 409.0
"""The highest row that a worksheet can have."""

# A line breaks between any two Chinese characters, but not inside a Latin word or a number.
_UNBROKEN: Final = re.compile(r"[\x21-\x7e]+|.", re.DOTALL)
_PIECES: Final = re.compile(r"[\x21-\x7e]+|[\u3001-\u3029\u4e00-\u9fff\uff01-\uff60]+|.", re.DOTALL)
"""Words; runs of characters that are two digits wide and may stand at the end of any line, which most texts consist of; others."""
# Ambiguous characters (quotation marks, ×) are as wide as Chinese ones in a Chinese font.
_WIDE: Final = frozenset("WFA")


def text_width(text: str) -> int:
    """Width of the longest line in digits: a Chinese character counts two, a combining mark none."""
    return max((sum(map(_char_width, line)) for line in text.split("\n")), default=0)


def longest_word(text: str) -> int:
    """Width of the longest part that no line break can divide."""
    return max((sum(map(_char_width, piece)) for piece in _UNBROKEN.findall(text)), default=0)


@lru_cache(4096)  # titles and suggestions stand in row after row
def line_count(text: str, width: float) -> int:
    """How many lines the text takes in a wrapped cell of that width."""
    return sum(_wrapped(line, max(width, 2)) for line in text.split("\n"))


def row_height(cells: Iterable[tuple[str, float]]) -> float:
    """The height of a row of wrapped ``(text, column width)`` cells, in points."""
    lines = max((line_count(text, width) for text, width in cells), default=1)
    return min(lines * LINE_HEIGHT + ROW_PADDING, MAX_ROW_HEIGHT)


def _wrapped(line: str, width: float) -> int:
    if 2 * len(line) <= width:
        return 1
    lines, used = 1, 0.0
    for piece in _PIECES.findall(line):
        if len(piece) > 1 and piece[0] > "\u3000":
            over = len(piece) - int((width - used) // 2)
            if over <= 0:
                used += 2 * len(piece)
            else:
                more, last = divmod(over - 1, int(width // 2))
                lines, used = lines + more + 1, 2.0 * (last + 1)
            continue
        piece_width = len(piece) if piece[0] < "\x7f" else _char_width(piece)
        if used and used + piece_width > width:
            lines, used = lines + 1, 0.0
        used += piece_width
        while used > width:  # a word longer than a line is cut
            lines, used = lines + 1, used - width
    return lines


@lru_cache(10_000)
def _char_width(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in _WIDE else 1
