"""How much work a file may ask for: what would take minutes for a page that nobody printed is refused instead."""

from typing import Final

MOST_COMPARED: Final = 20_000_000
"""Rulings held against white paint, and dark grounds against light text, of one page: some two seconds. A form with a thousand cells
painted white, each over two thousand lines, comes to a tenth."""

MOST_GLYPHS_OF_FILE: Final = 6_000_000
MOST_OBJECTS_OF_FILE: Final = 4_000_000
"""Of all pages together: some ten seconds, and half a minute. The two thousand pages of the largest file that is read hold five million
characters where each is a full page of the form, and four million objects where each of its characters is one too."""

MOST_PICTURES: Final = 4_000
"""Pictures of a page that is drawn; one of four million pixels takes two milliseconds however small it is shown. A scan is one picture, or
strips of it: a line of pixels each makes 3,508 on a page of 300 dpi."""


class TooMuch(Exception):
    """The file asks for more work than any record takes. Not pdfminer's own kind of error, which pdfminer catches itself."""


class Budget:
    """How much may still be spent, of whatever it counts."""

    def __init__(self, left: int) -> None:
        self._left = left

    def spend(self, amount: int = 1) -> None:
        """Raises TooMuch where it is more than is left."""
        self._left -= amount
        if self._left < 0:
            raise TooMuch
