"""The form laid on pages: header block, tables that go on over page edges, sentences, notes, signature, page numbers."""

from dataclasses import dataclass, field
from typing import Final

from formdraw import forms, overlays, rulings
from formdraw.faces import Width, text_width
from formdraw.forms import Form, Table
from formdraw.marks import BLACK, WHITE, Colour, Line, Sheet, Text
from formdraw.model import FormRecord
from formdraw.style import Style
from formdraw.tables import PAD, Band, Cell, Laid, lay, wrap

A4: Final = (595.28, 841.89)
SIDE: Final = 44.0
BOTTOM: Final = 52.0
ASCENT: Final = 0.84
"""Where a line's baseline lies below its top, as a share of the type size."""


@dataclass
class Setter:
    """The pages so far and the place where the next thing goes. ``spacing`` is that of labels and cells."""

    style: Style
    measure: Width
    sheets: list[Sheet] = field(default_factory=list)
    y: float = 0.0

    @property
    def sheet(self) -> Sheet:
        return self.sheets[-1]

    @property
    def size(self) -> tuple[float, float]:
        return (A4[1], A4[0]) if self.style.orientation == "landscape" else A4

    @property
    def room(self) -> float:
        return self.size[0] - 2 * SIDE

    @property
    def left(self) -> float:
        return self.size[1] - BOTTOM - self.y

    def write(
        self, x: float, y: float, text: str, size: float, *, colour: Colour = BLACK, bold: bool = False, spacing: float = 0.0
    ) -> None:
        """A text whose line begins at ``y`` from the top; letter by letter where letters are spaced; doubled where bold."""
        base = y + ASCENT * size
        offsets = (0.0, self.style.fake_bold) if bold and self.style.fake_bold else (0.0,)
        for offset in offsets:
            if not spacing:
                self.sheet.marks.append(Text(x + offset, base, text, size, colour))
                continue
            at = x + offset
            for char in text:
                self.sheet.marks.append(Text(at, base, char, size, colour))
                at += self.measure(char) * size + spacing

    def centred(self, y: float, text: str, size: float, *, bold: bool = False) -> None:
        self.write((self.size[0] - text_width(text, size, self.measure)) / 2, y, text, size, bold=bold)

    def right(self, y: float, text: str, size: float) -> None:
        self.write(self.size[0] - SIDE - 24 - text_width(text, size, self.measure), y, text, size)

    def paragraph(self, x: float, text: str, size: float, width: float) -> None:
        for line in wrap(text, width, size, self.measure):
            self.write(x, self.y, line, size)
            self.y += size * max(self.style.leading, 1.3)


def _new_page(setter: Setter, form: Form) -> None:
    first = not setter.sheets
    setter.sheets.append(Sheet(*setter.size))
    setter.y = setter.style.margin_top
    if first or setter.style.repeat_header:
        _header_block(setter, form)


def _header_block(setter: Setter, form: Form) -> None:
    size = setter.style.font_size
    for number, line in enumerate(form.title):
        setter.centred(setter.y, line, size * (1.75 - 0.35 * number), bold=True)
        setter.y += size * (2.4 - 0.3 * number)
    setter.y += size * 0.8
    columns = ((form.left, SIDE, 0.56), (form.right, SIDE + setter.room * 0.62, 0.38))
    top, bottom = setter.y, setter.y
    ruled = setter.style.header == "ruled"
    heights = _pair_heights(setter, form)
    for pairs, x, share in columns:
        setter.y = top
        indent = max(text_width(k, size, setter.measure, setter.style.letter_spacing) for k, _ in pairs) + size * 1.2
        for number, (label, value) in enumerate(pairs):
            _pair(setter, x, indent, label, value, _value_room(setter, share, indent), heights[number])
        bottom = max(bottom, setter.y)
    if ruled:
        _frame(setter, top, heights)
    setter.y = bottom + size * 0.9


def _pair_heights(setter: Setter, form: Form) -> list[float]:
    """The height of each line of pairs: a value that wraps pushes both columns down."""
    size = setter.style.font_size
    heights = [0.0] * max(len(form.left), len(form.right))
    for pairs, share in ((form.left, 0.56), (form.right, 0.38)):
        indent = max(text_width(k, size, setter.measure, setter.style.letter_spacing) for k, _ in pairs) + size * 1.2
        for number, (_, value) in enumerate(pairs):
            lines = len(wrap(value, _value_room(setter, share, indent), size, setter.measure))
            heights[number] = max(heights[number], (lines - 1) * size * 1.25 + size * 1.9)
    return heights


def _value_room(setter: Setter, share: float, indent: float) -> float:
    """The width a value may fill before it wraps, in points."""
    return 10.5 * setter.style.font_size if setter.style.narrow_values else setter.room * share - indent - 2 * PAD


def _pair(setter: Setter, x: float, indent: float, label: str, value: str, width: float, height: float) -> None:
    size = setter.style.font_size
    top = setter.y + 0.4 * size
    setter.write(x + PAD, top, label, size, bold=True, spacing=setter.style.letter_spacing)
    for number, line in enumerate(wrap(value, width, size, setter.measure)):
        setter.write(x + PAD + indent, top + number * size * 1.25, line, size)
    setter.y += height


def _frame(setter: Setter, top: float, heights: list[float]) -> None:
    """The header block as a ruled table: a line under each pair and around all."""
    levels = [top]
    for height in heights:
        levels.append(levels[-1] + height)
    x0, x1, split = SIDE, SIDE + setter.room, SIDE + setter.room * 0.62
    setter.sheet.marks += [Line(x0, y, x1, y) for y in levels]
    setter.sheet.marks += [Line(x, levels[0], x, levels[-1]) for x in (x0, split, x1)]


def _caption(setter: Setter, text: str) -> None:
    size = setter.style.font_size * 1.1
    setter.write(SIDE + PAD, setter.y, text, size, bold=True)
    setter.y += size * 1.7


def _place_text(setter: Setter, cell: Cell, top: float, size: float, kind: str) -> None:
    style = setter.style
    line = size * style.leading
    height = cell.y1 - cell.y0
    slack = height - len(cell.lines) * line
    y = top + cell.y0 + (PAD if style.valign == "top" else slack / 2) + (line - size) / 2
    colour = WHITE if kind == "head" and style.fill not in ("none", "light") else BLACK
    for text in cell.lines:
        width = text_width(text, size, setter.measure, style.letter_spacing)
        x = SIDE + cell.x0 + PAD
        if style.align == "center" or kind == "head":
            x = SIDE + (cell.x0 + cell.x1 - width) / 2
        elif style.align == "right":
            x = SIDE + cell.x1 - PAD - width
        setter.write(x, y, text, size, colour=colour, bold=kind != "row", spacing=style.letter_spacing)
        y += line
    box = (SIDE + cell.x0, top + cell.y0, SIDE + cell.x1, top + cell.y1)
    setter.sheet.cells.append((cell.text, box))


def place_part(setter: Setter, laid: Laid, bands: list[Band], broken: tuple[bool, bool]) -> None:
    """One part of a table on the current page: fills, rules, then texts."""
    boxes: rulings.Cells = []
    grid: rulings.Cells = []
    head_boxes: rulings.Cells = []
    row_boxes: rulings.Cells = []
    y = setter.y
    for band in bands:
        for cell in band.cells:
            box = (SIDE + cell.x0, y + cell.y0, SIDE + cell.x1, y + cell.y1)
            boxes.append(box)
            (head_boxes if band.kind == "head" else row_boxes).append(box)
        for level in band.grid:
            for x0, x1 in zip(laid.edges, laid.edges[1:], strict=False):
                grid += [(SIDE + x0, y, SIDE + x1, y + level), (SIDE + x0, y + level, SIDE + x1, y + band.height)]
        y += band.height
    marks = setter.sheet.marks
    marks += rulings.background(head_boxes, setter.style)
    marks += rulings.rules(boxes, grid, setter.style, broken)
    if setter.style.phantom:
        marks += rulings.phantoms(row_boxes)
    for band in bands:
        for cell in band.cells:
            _place_text(setter, cell, setter.y, laid.size, band.kind)
        setter.y += band.height


def _table(setter: Setter, form: Form, caption: str, table: Table, limit: int | None) -> None:
    style = setter.style
    laid = lay(table, setter.room, setter.measure, style)
    first_height = laid.rows[0].height if laid.rows else 0.0
    if setter.left < style.font_size * 2 + laid.head.height + first_height:
        _new_page(setter, form)
    _caption(setter, caption)
    bands, used, count, above = [laid.head], laid.head.height, 0, False
    for band in laid.rows:
        alone = style.total_page and band.kind == "total"
        if count and (used + band.height > setter.left or alone or count == limit):
            place_part(setter, laid, bands, (above, True))
            _new_page(setter, form)
            above = True
            bands = [laid.head] if style.repeat_table_header else []
            used, count = sum(b.height for b in bands), 0
        bands.append(band)
        used += band.height
        count += 1
    place_part(setter, laid, bands, (above, False))
    setter.y += style.font_size * 1.2


def _closing(setter: Setter, form: Form) -> None:
    size = setter.style.font_size
    step = size * max(setter.style.leading, 1.3)
    width = setter.room - 2 * size
    lines = sum(len(wrap(text, width, size, setter.measure)) for text in (*form.sentences, *form.notes))
    if setter.style.supplement_page or setter.left < size * 3 + lines * step + len(form.signature) * size * 2 + size:
        _new_page(setter, form)
    _caption(setter, form.captions[2])
    for text in form.sentences:
        setter.paragraph(SIDE + size, text, size, width)
    setter.y += size * 0.7
    for text in form.notes:
        setter.paragraph(SIDE + PAD, text, size * 0.92, width)
    setter.y += size
    for text in form.signature:
        setter.right(setter.y, text, size)
        setter.y += size * 1.9


def page_number(number: int, count: int, style: Style) -> str:
    return {
        "spaced": f"第 {number} 页 ( 共 {count} 页 )",
        "tight": f"第{number}页 （共{count}页）",
        "slash": f"第 {number} 页 / 共 {count} 页",
        "none": "",
    }[style.page_number]


def pages(record: FormRecord, style: Style, measure: Width) -> list[Sheet]:
    """The record's pages, with the page number and the specimen mark on each."""
    form = forms.form(record, style)
    setter = Setter(style, measure)
    _new_page(setter, form)
    _table(setter, form, form.captions[0], form.employments, None)
    _table(setter, form, form.captions[1], form.contributions, style.rows_per_page)
    _closing(setter, form)
    for number in range(1, len(setter.sheets) + 1):
        _finish(setter, record, number)
    return setter.sheets


def _finish(setter: Setter, record: FormRecord, number: int) -> None:
    """Page number, specimen mark and what lies over the page."""
    style, (width, height), count = setter.style, setter.size, len(setter.sheets)
    page = Setter(style, setter.measure, [setter.sheets[number - 1]])
    page.centred(height - 40, page_number(number, count, style), style.font_size)
    page.write(width - 160, height - 26, forms.SPECIMEN, 6.0, colour=(0.5, 0.5, 0.5))
    if style.browser_lines:
        page.sheet.marks += overlays.browser_lines(width, height, record.print_day, number, count)
    page.sheet.marks += overlays.watermark(width, height, style, setter.measure)
