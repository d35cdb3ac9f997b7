"""Text from a file made harmless to show: no control character, no hidden direction change."""

import re
from typing import Final

# Not allowed in XML, or obeyed by a terminal: controls but for tab and line feed, surrogates, non-characters. The direction marks of
# Unicode could make a name read otherwise than it is stored.
_HARMFUL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_LINE_END: Final = re.compile("\r\n?|\u2028|\u2029|\x85")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
# Of these, and of what ends a line for some programs, what JSON need not escape.
_OBEYED: Final = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")

# What a spreadsheet takes for the start of a formula; the full-width forms are taken for the same where Chinese or Japanese is typed. Some
# trim spaces, quotation marks and what is not seen before they look.
_FORMULA: Final = re.compile(r"[\t\n]|[\s\"\u00ad\u200b-\u200d\u2060\ufeff]*[=+\-@＝＋－＠]")


def clean(text: str) -> str:
    """The text without characters that a file format forbids or a terminal obeys; every line end is a line feed."""
    if text.isprintable():  # as most are, and nothing harmful is
        return text
    return _HARMFUL.sub("", _LINE_END.sub("\n", text))


def starts_formula(text: str) -> bool:
    """Whether a spreadsheet might take a text of :func:`clean` for a formula when it is opened from CSV or edited."""
    return _FORMULA.match(text) is not None


def encodable(text: str) -> str:
    """The text with lone surrogates (file names that are not UTF-8) as U+FFFD, so that it can be written as UTF-8."""
    return _SURROGATE.sub("\ufffd", text)


def escaped(text: str) -> str:
    """JSON whose texts a terminal shows and does not obey: what JSON lets stand for itself is written by number, which reads the same."""
    return _OBEYED.sub(lambda match: f"\\u{ord(match[0]):04x}", encodable(text))
