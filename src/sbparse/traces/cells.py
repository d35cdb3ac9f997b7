"""The cells of a record on its painted pages: which glyphs of a canvas were read as which field of which row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sbparse.page.model import Page, turned
from sbparse.record.parts import PageParts
from sbparse.record.read import ReadRecord
from sbparse.traces.canvas import Canvas, Glyph, inside, middle, told
from sbparse.values.place import Box, Place, hull
from sbparse.values.text import fold

_FURNITURE: Final = frozenset(
    {"title", "caption", "label", "table-header", "filler", "note", "page-number", "browser-line", "specimen-mark", "doubled"}
)
"""Uses of glyphs that are no values; with those that nothing used."""

_HEADER: Final = frozenset({"name", "id_number", "employer", "code", "serial", "query_date", "query_period"})
_SECRET: Final = frozenset({"id_number", "code"})
_NAMES: Final = frozenset({"employer", "district", "name"})
_ALIGNED: Final = frozenset("0123456789.,")
_NEAR: Final = 0.4
_ONE_LINE: Final = 0.6  # of the type's size


class Part(StrEnum):
    """Where a cell stands. Cells of one part are set alike."""

    HEADER = "header"
    EMPLOYMENTS = "employments"
    CONTRIBUTIONS = "contributions"
    TOTALS = "totals"
    PROSE = "prose"


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of the record on a page.

    Attributes:
        part, row, field: where it stands; ``row`` counts within its part and record, -1 outside tables.
        glyphs: the numbers of its glyphs on the canvas, in the order of reading.
        text: its characters, folded; box: around them, as displayed.
        whole: whether every glyph that was read was found on the canvas. One that was not (a program that prints anew may set a character
            into the next one's object) leaves ends of the cell that are not its ends.
    """

    part: Part
    row: int
    field: str
    glyphs: tuple[int, ...]
    text: str
    box: Box
    whole: bool = True

    @property
    def is_number(self) -> bool:
        """Whether it holds nothing but digits, points and commas."""
        return bool(self.text) and set(self.text) <= _ALIGNED

    @property
    def is_name(self) -> bool:
        return self.field in _NAMES


@dataclass(slots=True)
class RecordPage:
    """A page of a record: what is painted on it, and which of it is a value.

    Attributes:
        canvas: the page; ``page`` the same as it was read, ``quarters`` how it is turned.
        cells: the values on it; ``owned`` tells of each glyph of the canvas that reading used for what.
    """

    canvas: Canvas
    page: Page
    cells: list[Cell]
    owned: dict[int, str]

    def place(self, boxes: Sequence[Box]) -> Place:
        return Place(self.canvas.number, hull(list(boxes)))

    def glyph(self, number: int) -> Glyph:
        return self.canvas.glyphs[number]

    def text(self, numbers: Sequence[int]) -> str:
        """Some glyphs' characters; of a number or code that reports hide all, so that they know it."""
        some = set(numbers)
        whole = [cell.glyphs for cell in self.cells if cell.field in _SECRET and some.intersection(cell.glyphs)]
        rest = [number for number in numbers if not any(number in glyphs for glyphs in whole)]
        return told([self.canvas.glyphs[number] for number in (*rest, *(number for glyphs in whole for number in glyphs))])

    def upright(self, box: Box) -> Box:
        """A displayed box in reading space, where text runs from left to right."""
        turned_back = (-self.page.turn) % 4
        width, height = (self.page.height, self.page.width) if self.page.turn % 2 else (self.page.width, self.page.height)
        return turned(box, width, height, turned_back)

    def is_value(self, number: int) -> bool:
        """Whether a glyph was read as a value, a label or a heading: as something that the record says."""
        return self.owned.get(number, "page-number") not in ("page-number", "browser-line", "specimen-mark")

    @property
    def body(self) -> Box | None:
        """Around all that was read as values; None where nothing was."""
        return hull([cell.box for cell in self.cells]) if self.cells else None


def record_page(canvas: Canvas, parts: PageParts, read: ReadRecord) -> RecordPage:
    """Match a page as read with the same page as painted."""
    page = parts.sheet.page
    found = RecordPage(canvas, page, [], {})
    near = _Near(found)
    gathered: dict[tuple[Part, int, str], list[int]] = {}
    lost: set[tuple[Part, int, str]] = set()
    rows = list(_rows(read, canvas.number))
    for glyph, use in sorted(parts.sheet.uses.items()):
        number = near.find(page.chars[glyph], page.x0[glyph], page.top[glyph])
        if number is None:
            place = page.place((page.x0[glyph], page.top[glyph], page.x1[glyph], page.bottom[glyph]))
            lost.add((*_row_of(middle(place.bbox), rows, use), use))
            continue
        found.owned[number] = use
        if use not in _FURNITURE:
            part, row = _row_of(middle(canvas.glyphs[number].box), rows, use)
            gathered.setdefault((part, row, use), []).append(number)
    for (part, row, use), met in gathered.items():
        numbers = _in_order(met, found)
        text = fold("".join(canvas.glyphs[number].char for number in numbers))
        box = hull([canvas.glyphs[number].box for number in numbers])
        found.cells.append(Cell(part, row, use, tuple(numbers), text, box, (part, row, use) not in lost))
    return found


def _in_order(numbers: list[int], page: RecordPage) -> list[int]:
    """The glyphs of a cell from left to right where they stand on one line; as met where they do not."""
    glyphs = {number: page.glyph(number) for number in numbers}
    bases = {number: page.upright((*glyph.base, *glyph.base)) for number, glyph in glyphs.items()}
    tops = [top for _, top, _, _ in bases.values()]
    one_line = max(tops) - min(tops) < _ONE_LINE * glyphs[numbers[0]].type.size
    return sorted(numbers, key=lambda number: bases[number][0]) if one_line else numbers


def _rows(read: ReadRecord, number: int) -> Iterator[tuple[Part, int, Box]]:
    """The rows of the tables on a page."""
    record = read.record
    places = [(Part.EMPLOYMENTS, index, row.where) for index, row in enumerate(record.employments)]
    places += [(Part.CONTRIBUTIONS, index, row.where) for index, row in enumerate(record.contributions)]
    if record.totals:
        places.append((Part.TOTALS, 0, record.totals.where))
    yield from ((part, index, where.bbox) for part, index, where in places if where.page == number)


def _row_of(point: tuple[float, float], rows: Sequence[tuple[Part, int, Box]], use: str) -> tuple[Part, int]:
    row = next(((part, index) for part, index, box in rows if inside(point, box)), None)
    return row or (Part.HEADER if use in _HEADER else Part.PROSE, -1)


class _Near:
    """Finds a glyph of the canvas by its place in reading space; each is found once."""

    def __init__(self, page: RecordPage) -> None:
        self._free: dict[tuple[int, int], list[tuple[float, float, int]]] = {}
        for number, glyph in enumerate(page.canvas.glyphs):
            x0, top, _, _ = page.upright(glyph.box)
            self._free.setdefault((int(x0), int(top)), []).append((x0, top, number))
        self._glyphs = page.canvas.glyphs

    def find(self, char: str, x0: float, top: float) -> int | None:
        """The number of the glyph that begins here, of the same character where two do; None where none does."""
        around = ((int(x0) + i, int(top) + j) for i in (-1, 0, 1) for j in (-1, 0, 1))
        near = [(key, each) for key in around for each in self._free.get(key, ()) if _is_near(each, x0, top)]
        if not near:
            return None
        key, chosen = min(near, key=lambda pair: self._glyphs[pair[1][2]].char != char)
        self._free[key].remove(chosen)
        return chosen[2]


def _is_near(each: tuple[float, float, int], x0: float, top: float) -> bool:
    return abs(each[0] - x0) < _NEAR and abs(each[1] - top) < _NEAR
