"""Painted pages built by hand, for the boundaries of each trace."""

from sbparse.page.model import Page
from sbparse.traces.canvas import Canvas, Cover, Glyph, Picture, Type
from sbparse.traces.cells import Cell, Part, RecordPage

PLAIN = Type("SimSun", 8.0, (0, 0, 0, 255))
WIDTH, HEIGHT = 600.0, 400.0
ROWS, COLUMNS = 6, 5
FIELDS = ("pension.months", "pension.base", "pension.personal", "medical.months", "medical.base")
EM = 4.0


def glyphs_of(text: str, x: float, y: float, order: int, type: Type = PLAIN) -> list[Glyph]:
    """A text set in one object, its baseline at ``y``."""
    wide = [(char, type.size if char > "\x7f" else EM) for char in text]
    found, at = [], x
    for char, width in wide:
        found.append(Glyph(char, (at, y - 7, at + width, y + 2), (at, y), type, 0, True, False, order))
        at += width
    return found


class Built:
    """A page of 缴费明细 with :data:`ROWS` by :data:`COLUMNS` numbers of four digits, painted row by row; texts are put in with ``put``."""

    def __init__(self) -> None:
        page = Page(1, WIDTH, HEIGHT, 0, [], [], [], [], [])
        self.page = RecordPage(Canvas(1, WIDTH, HEIGHT), page, [], {})
        for row in range(ROWS):
            for column, field in enumerate(FIELDS):
                self.put(f"{1000 + 7 * row + column}", 50 + 100 * column, 100 + 20 * row, field=field, row=row)

    def put(
        self,
        text: str,
        x: float,
        y: float,
        *,
        field: str,
        row: int = -1,
        part: Part = Part.CONTRIBUTIONS,
        type: Type = PLAIN,
        order: int = 0,
    ) -> Cell:
        """Add a cell."""
        glyphs = self.page.canvas.glyphs
        start = len(glyphs)
        glyphs += glyphs_of(text, x, y, order or 10 * (len(self.page.cells) + 1), type)
        numbers = tuple(range(start, len(glyphs)))
        self.page.owned.update(dict.fromkeys(numbers, field))
        boxes = [glyph.box for glyph in glyphs[start:]]
        cell = Cell(part, row, field, numbers, text, (boxes[0][0], boxes[0][1], boxes[-1][2], boxes[0][3]))
        self.page.cells.append(cell)
        return cell

    def cell(self, row: int = 3, column: int = 1) -> Cell:
        return self.page.cells[row * COLUMNS + column]

    def alter(self, cell: Cell, *, dx: float = 0.0, dy: float = 0.0, **changes: object) -> None:
        """Change the glyphs of a cell: their fields, or where they stand."""
        for number in cell.glyphs:
            glyph = self.page.canvas.glyphs[number]
            x, y = glyph.base
            x0, top, x1, bottom = glyph.box
            moved = glyph._replace(base=(x + dx, y + dy), box=(x0 + dx, top + dy, x1 + dx, bottom + dy))
            self.page.canvas.glyphs[number] = moved._replace(**changes)

    def cover(self, cell: Cell, order: int, *, kind: str = "box", shade: int = 255, hides: tuple[int, ...] = ()) -> Cover:
        """Put a box where a cell is."""
        found = Cover(order, kind, shade, cell.box, hides)  # type: ignore[arg-type]
        self.page.canvas.covers.append(found)
        return found

    def picture(self, ink: int) -> None:
        """A picture of the page on which each glyph's box holds a mark that differs from white paper by ``ink``."""
        rows = [bytearray(b"\xff" * int(WIDTH)) for _ in range(int(HEIGHT))]
        for glyph in self.page.canvas.glyphs:
            x0, top, x1, bottom = glyph.box
            rows[int((top + bottom) / 2)][int((x0 + x1) / 2)] = 255 - ink
        self.page.canvas.picture = Picture(tuple(map(bytes, rows)), 1.0)
