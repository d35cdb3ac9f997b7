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
# Ambiguous characters (quotation marks, ×) are as wide as Chinese ones in a Chinese font.
_WIDE: Final = frozenset("WFA")


def text_width(text: str) -> int:
    """Width of the longest line in digits: a Chinese character counts two, a combining mark none."""
    return max((sum(map(_char_width, line)) for line in text.split("\n")), default=0)


def longest_word(text: str) -> int:
    """Width of the longest part that no line break can divide."""
    return max((sum(map(_char_width, piece)) for piece in _UNBROKEN.findall(text)), default=0)


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
    for piece in _UNBROKEN.findall(line):
        piece_width = sum(map(_char_width, piece))
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
