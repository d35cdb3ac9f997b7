"""``odd-type``: a cell set in another font, size or colour than the cells of its kind.

Programs choose fonts by characters (a rare character comes from another font) and shrink what does not fit. So a character is held against
the same character in other cells, and a smaller size counts only where longer texts have the usual one.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sbparse.traces.canvas import Glyph, Type
from sbparse.traces.cells import Cell, Part, RecordPage
from sbparse.traces.model import Fact, Weight, fact

SIZE: Final = 0.04
"""Sizes that differ by more than this share differ."""

COLOUR: Final = 48
"""Colours of which a component differs by more than this differ."""

AGREED: Final = 0.8
"""The share of a kind's cells that must be set alike before one can be odd."""

_COLUMN: Final = 3
_TABLE: Final = 5
_HEADER: Final = 2
_MANY: Final = 20
_ROW: Final = 3


@dataclass(frozen=True, slots=True)
class _Odd:
    """A cell and in what it is odd: ``font``, ``size`` or ``colour``, its own and the usual one."""

    cell: Cell
    aspect: str
    own: Type
    usual: Type


def odd_type(page: RecordPage) -> tuple[list[Fact], bool]:
    """The facts, and whether there were cells enough to compare."""
    odd: list[_Odd] = []
    compared = False
    for cell in page.cells:
        peers = _peers(cell, page)
        compared = compared or bool(peers)
        if peers and (found := _against(cell, peers, page)):
            odd.append(found)
    told = {each.cell for each in odd}
    rows = _whole_rows(odd, page)
    facts = [_told(each, page, Weight.MENTION if (each.cell.part, each.cell.row) in rows else Weight.LOOK) for each in odd]
    facts += [_lonely(cell, font, page) for cell in page.cells if cell not in told and (font := _lonely_font(cell, page))]
    return facts, compared


def _peers(cell: Cell, page: RecordPage) -> list[Cell]:
    """The cells that should be set like a cell: its column, or its table's numbers where that is short; none where there are too few."""
    if cell.part is Part.PROSE:
        return []
    same = [other for other in page.cells if other is not cell and other.part is cell.part and other.is_name == cell.is_name]
    if cell.part is Part.HEADER:
        return same if len(same) >= _HEADER and not cell.is_name else []
    column = [other for other in same if other.field == cell.field]
    if len(column) >= _COLUMN:
        return column
    return same if len(same) >= _TABLE and not cell.is_name else []


def _against(cell: Cell, peers: Sequence[Cell], page: RecordPage) -> _Odd | None:
    """How a cell differs from its peers, None where it does not or they differ among themselves."""
    others = [page.glyph(number) for peer in peers for number in peer.glyphs]
    others = [glyph for glyph in others if _counts(glyph.char, cell)]
    if not others:
        return None
    by_char: dict[str, list[Type]] = {}
    for glyph in others:
        by_char.setdefault(glyph.char, []).append(glyph.type)
    every = [glyph.type for glyph in others]
    usual, _ = Counter(every).most_common(1)[0]
    for number in cell.glyphs:
        glyph = page.glyph(number)
        if _counts(glyph.char, cell) and not _alike(glyph.type, usual):
            found = _differs(cell, glyph, by_char.get(glyph.char, every), peers)
            if found:
                return found
    return None


def _differs(cell: Cell, glyph: Glyph, known: Sequence[Type], peers: Sequence[Cell]) -> _Odd | None:
    usual, number = Counter(known).most_common(1)[0]
    if number < AGREED * len(known) or any(_alike(glyph.type, each) for each in known):
        return None
    if glyph.type.font != usual.font:
        return _Odd(cell, "font", glyph.type, usual)
    if not _same_size(glyph.type.size, usual.size):
        shrunk = glyph.type.size < usual.size and len(cell.text) > max(len(peer.text) for peer in peers)
        return None if shrunk else _Odd(cell, "size", glyph.type, usual)
    # A site may give one value of the header block a colour.
    return _Odd(cell, "colour", glyph.type, usual) if cell.part is not Part.HEADER else None


def _alike(one: Type, other: Type) -> bool:
    colours = zip(one.colour, other.colour, strict=True)
    return one.font == other.font and _same_size(one.size, other.size) and all(abs(a - b) <= COLOUR for a, b in colours)


def _same_size(one: float, other: float) -> bool:
    return abs(one - other) <= SIZE * max(one, other)


def _counts(char: str, cell: Cell) -> bool:
    """Whether a character's type counts: digits in numbers, common ideographs (GB 2312) in names, which no font with Chinese lacks."""
    return _is_common(char) if cell.is_name else char.isdigit()


def _is_common(char: str) -> bool:
    if not "\u4e00" <= char <= "\u9fff":
        return False
    try:
        return len(char.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False


def _whole_rows(odd: Sequence[_Odd], page: RecordPage) -> set[tuple[Part, int]]:
    """Rows whose cells are odd throughout: a row that is set differently, as newest or starred ones may be."""
    number = Counter((each.cell.part, each.cell.row) for each in odd if each.cell.row >= 0)
    cells = Counter((cell.part, cell.row) for cell in page.cells if cell.row >= 0)
    return {row for row, count in number.items() if count >= _ROW and count >= AGREED * cells[row]}


def _told(odd: _Odd, page: RecordPage, weight: Weight) -> Fact:
    own, usual = getattr(odd.own, odd.aspect), getattr(odd.usual, odd.aspect)
    where, text = page.place([odd.cell.box]), page.text(odd.cell.glyphs)
    values = {odd.aspect: _shown(own), "usual": _shown(usual)}
    return fact(f"odd-{odd.aspect}", where, weight=weight, harmless="odd-type", text=text, **values)


def _shown(value: object) -> object:
    return "#" + "".join(f"{part:02x}" for part in value[:3]) if isinstance(value, tuple) else value


def _lonely_font(cell: Cell, page: RecordPage) -> str | None:
    """The font of a cell's common characters where it sets no other of the page, though there are many."""
    own = {number for number in cell.glyphs if _counts(page.glyph(number).char, cell)}
    fonts = {page.glyph(number).type.font for number in own}
    if len(fonts) != 1 or cell.part is Part.PROSE or len(own) < 2:
        return None
    (font,) = fonts
    others = list(_others(own, cell, page))
    return font if len(others) >= _MANY and font not in others else None


def _others(own: set[int], cell: Cell, page: RecordPage) -> Iterator[str]:
    """The fonts of the page's other characters that count."""
    for number, glyph in enumerate(page.canvas.glyphs):
        if number not in own and _counts(glyph.char, cell):
            yield glyph.type.font


def _lonely(cell: Cell, font: str, page: RecordPage) -> Fact:
    key = "lonely-font" if cell.is_name else "lonely-digits"
    return fact(key, page.place([cell.box]), harmless="odd-type", text=page.text(cell.glyphs), font=font)
