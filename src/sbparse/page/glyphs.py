"""A page's glyphs as pdfium tells them: one text call, one box call a glyph, and what has to be mended of either."""

import ctypes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, repeat
from operator import not_
from typing import Any, Final

from sbparse.page.bulk import boxes_of
from sbparse.page.native import pointer
from sbparse.page.space import Frame
from sbparse.values.place import Box
from sbparse.values.text import plain

_DOUBLE: Final = 0.18
"""The double of a fake bold glyph starts within this share of the glyph's height; no two narrow glyphs of one kind stand as close."""

_DOUBLE_DIGIT: Final = 0.3
"""The same for digits, points and commas: in small type 1.5 points are a quarter of an em, and digits stand half an em apart."""

_FULL: Final = 0.8
"""A glyph of ASCII wider than this share of its height was given a full em."""

_UNDECODED: Final = "\ufffd"
_SUSPECT: Final = frozenset(map(chr, (0x2, 0xFFFE, *range(0xD800, 0xE000))))

Edges = tuple[list[float], list[float], list[float], list[float]]
"""x0, top, x1 and bottom of glyphs in reading space."""


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The glyphs of a page without its white space, in the order of pdfium.

    Attributes:
        at: their indices in pdfium, by which it is asked about them.
        chars: one character a glyph, radicals folded; U+FFFD where pdfium has no Unicode for the glyph.
        edges: parallel lists of their boxes' edges.
    """

    at: list[int]
    chars: list[str]
    edges: Edges

    def only(self, kept: Sequence[bool]) -> "Glyphs":
        """Those glyphs for which ``kept`` is true."""
        x0, top, x1, bottom = (list(compress(edge, kept)) for edge in self.edges)
        return Glyphs(list(compress(self.at, kept)), list(compress(self.chars, kept)), (x0, top, x1, bottom))

    def box(self, glyph: int) -> Box:
        x0, top, x1, bottom = self.edges
        return (x0[glyph], top[glyph], x1[glyph], bottom[glyph])


def glyphs_of(lib: Any, text: int, count: int, frame: Frame) -> Glyphs:
    """The glyphs of a text page.

    Args:
        lib: pdfium.
        text: the text page.
        count: how many characters it has.
        frame: where reading space lies.
    """
    chars = _characters(lib, text, count)
    at = list(compress(range(count), chars))
    glyphs = Glyphs(at, list(compress(chars, chars)), frame.boxes(*boxes_of(lib, text, at)))
    if wide := _wide(glyphs):
        # A blank is asked for its box only here, where a glyph, or its double, may end with its beginning.
        before = set(map(at.__getitem__, wide))
        blanks = [i for i in compress(range(count), map(not_, chars)) if i - 1 in before or i - 2 in before]
        _mend(glyphs, wide, dict(zip(blanks, zip(*frame.boxes(*boxes_of(lib, text, blanks)), strict=True), strict=True)))
    return glyphs


def _characters(lib: Any, text: int, count: int) -> list[str]:
    """One kept character a glyph: radicals folded, white space empty, U+FFFD where pdfium has no Unicode for the glyph."""
    buffer = ctypes.create_string_buffer(2 * (count + 1))
    lib.FPDFText_GetText(text, 0, count, ctypes.addressof(buffer))
    raw = list(buffer.raw[: 2 * count].decode("utf-16-le", "surrogatepass"))
    if len(raw) != count or not _SUSPECT.isdisjoint(raw):
        # A supplementary character takes two entries, and a hyphen at a line's end comes as a mark of its own: ask glyph by glyph.
        raw = _one_by_one(lib, text, count)
    undecoded = map(lib.FPDFText_HasUnicodeMapError, repeat(pointer(text)), range(count))
    for index in compress(range(count), undecoded):
        raw[index] = _UNDECODED
    return list(map(_KEPT.__getitem__, raw))


class _Kept(dict[str, str]):
    """The character to keep for one met, learned as it is met: pages share their characters."""

    def __missing__(self, char: str) -> str:
        kept = plain(char)
        if len(self) < 100_000:
            self[char] = kept
        return kept


_KEPT: Final = _Kept()


def _one_by_one(lib: Any, text: int, count: int) -> list[str]:
    """The characters as pdfium tells them one at a time; a supplementary one stands at its first entry, the second is empty."""
    codes = [0x2D if lib.FPDFText_IsHyphen(text, i) == 1 else lib.FPDFText_GetUnicode(text, i) for i in range(count)]
    chars = [chr(code) if code <= 0x10FFFF else _UNDECODED for code in codes]
    for index, code in enumerate(codes):
        if 0xD800 <= code < 0xDC00 and index + 1 < count and 0xDC00 <= codes[index + 1] < 0xE000:
            chars[index] = chr(0x10000 + ((code - 0xD800) << 10) + codes[index + 1] - 0xDC00)
            chars[index + 1] = ""
    return [_UNDECODED if "\ud800" <= char <= "\udfff" else char for char in chars]


def _wide(glyphs: Glyphs) -> list[int]:
    """Glyphs whose widths have to be mended: those of ASCII with a full em, as pdfium gives where a font is not embedded; and supplementary
    characters."""
    chars = glyphs.chars
    every = zip(range(len(chars)), *glyphs.edges, strict=True)
    wide = [k for k, x0, top, x1, bottom in every if x1 - x0 > _FULL * (bottom - top) and " " < chars[k] <= "~"]
    if max(set(chars), default="") > "\uffff":
        wide += [k for k, char in enumerate(chars) if char > "\uffff"]
    return wide


def _mend(glyphs: Glyphs, wide: list[int], blanks: Mapping[int, Box]) -> None:
    """Let wide glyphs end where the next begins, or after half an em.

    Args:
        glyphs: the glyphs; the boxes of some change.
        wide: which ones.
        blanks: boxes of the blanks behind these, by their indices in pdfium.
    """
    # Written out in one loop: of a page whose fonts are not embedded every digit is one of these.
    at, chars, (x0, top, x1, bottom) = glyphs.at, glyphs.chars, glyphs.edges
    count = len(at)
    for k in wide:
        char, left, right, low = chars[k], x0[k], x1[k], bottom[k]
        after, following = k + 1, at[k] + 1
        if char > "\uffff":  # its second half takes up room of its own
            x1[k] = max(right, blanks[following][2]) if following in blanks else right
            continue
        height = low - top[k]
        stands = after < count and at[after] == following
        if stands and chars[after] == char and abs(x0[after] - left) < (_DOUBLE_DIGIT if char in "0123456789.,:" else _DOUBLE) * height:
            after, following = after + 1, following + 1  # the double of a fake bold glyph is not the next one
            stands = after < count and at[after] == following
        if stands:
            end, level = x0[after], bottom[after]
        else:  # with no blank either, nothing to end at
            end, _, _, level = blanks.get(following, (left, 0.0, left, low))
        x1[k] = end if left + 0.1 < end < right and abs(level - low) < 0.1 * height else (left + right) / 2
