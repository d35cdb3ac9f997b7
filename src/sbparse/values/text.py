"""Text folded to what it means: one place for radicals, widths, spaces and what counts as unreadable.

Two foldings, never mixed up: :func:`plain` is for values that are *kept* (radicals become ordinary characters, white space goes,
brackets and
widths stay as printed); :func:`fold` is for *matching* only (NFKC and every look-alike dash, bracket and blank made one).
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from sbparse.values.radicals import ORDINARY

# Spaces that str.isspace does not know: zero-width characters and marks that producers leave between glyphs.
_INVISIBLE: Final = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF], None)
_KEEP: Final = {**_INVISIBLE, **ORDINARY}
# What NFKC leaves apart although a reader does not: dashes, tildes, stars, middle dots, quotation marks.
_ALIKE: Final = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−─━﹣－", "-"),
        **dict.fromkeys("～〜∼˜", "~"),
        **dict.fromkeys("∗＊﹡✱✳", "*"),
        **dict.fromkeys("・•‧∙⋅･", "·"),
        **dict.fromkeys("［〔【", "("),
        **dict.fromkeys("］〕】", ")"),
        **dict.fromkeys("“”„‟＂", '"'),
    }
)
_COMPATIBILITY_IDEOGRAPH: Final = re.compile("[\uf900-\ufaff\U0002f800-\U0002fa1f]")
# What a cell of the form may hold: Latin, Greek, Cyrillic; punctuation, numerals and signs; kana; ideographs. Any other script is a wrong
# decoding (a producer's broken table made 𬭚 into a Coptic letter), as are replacement characters, private use, controls, and pdfminer's
# "(cid:12)".
_UNREADABLE: Final = re.compile(
    "[^\t\n\r -~\u00a0-\u024f\u0370-\u03e1\u03f0-\u04ff\u2000-\u22ff\u2460-\u26ff\u3000-\u312f\u31c0-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\ufe10-\ufe6f\uff00-\uffef\U00020000-\U000323af]|\\(cid:\\d+\\)"
)

# Signs and letters that no name has beside an ideograph: what a converted file's table made of others (Ghostscript's of 区 a brace, of a
# full-width bracket ÿ).
_STRAY: Final = re.compile(r"[\u4e00-\u9fff][\\^_`{|}~\u00a1-\u00b6\u00b8-\u024f]|[\\^_`{|}~\u00a1-\u00b6\u00b8-\u024f][\u4e00-\u9fff]")
_SMALL: Final = re.compile("[\u4e00-\u9fff][a-z](?![A-Za-z])|(?<![A-Za-z])[a-z][\u4e00-\u9fff]")


def plain(text: str) -> str:
    """The text to keep: white space removed, radicals and compatibility ideographs as ordinary characters, all else as printed."""
    if text.isascii():
        return "".join(text.split())
    kept = "".join(text.translate(_KEEP).split())
    return _COMPATIBILITY_IDEOGRAPH.sub(lambda m: unicodedata.normalize("NFC", m[0]), kept)


def fold(text: str) -> str:
    """The text to match by: :func:`plain`, then NFKC, then dashes, tildes, stars, dots and brackets each made one.

    Never shown and never stored: NFKC also turns ``①`` into ``1``.
    """
    return "".join(text.split()) if text.isascii() else _fold(text)


@lru_cache(maxsize=4096)  # labels and names come again and again, and a cell is folded two or three times on its way to a value
def _fold(text: str) -> str:
    kept = plain(text)
    if kept.isascii():
        return kept
    parted = "".join(unicodedata.normalize("NFKC", kept.translate(_ALIKE)).translate(_ALIKE).split())
    return unicodedata.normalize("NFC", parted)  # NFKC makes a space and an accent of ¨: the space gone, the accent joins its letter


def unreadable(text: str) -> bool:
    """Whether any character of the text was not decoded to a real one (rule ``unreadable-text``)."""
    return _UNREADABLE.search(text) is not None


def misread(name: str, *, person: bool = False) -> bool:
    """Whether the name of an employer or office, or of a person, holds what no such name does: :func:`unreadable`, or stray signs in the
    midst of ideographs. A lone small letter is such in a person's name (John样例 is one); an employer may well be 北京e样例公司."""
    return unreadable(name) or bool(_STRAY.search(name)) or (person and _SMALL.search(name) is not None)
