"""``sbparse debug``: what was read, drawn on the page.

Every glyph is coloured by what became of it: read as a field, set aside by a named rule, or used by nothing. Rulings, the words of the
engine and the rows of the tables are outlined. For developers of layouts, and for whoever has to see why a value is not what the page
seems to say.
"""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sbparse.errors import SbparseError, UsageError
from sbparse.messages import message
from sbparse.page.model import Page
from sbparse.record.document import Engine, load, open_document, read_bytes
from sbparse.record.read import ReadRecord
from sbparse.record.reading import Sheet, sheet_of
from sbparse.report.picture import render_pages
from sbparse.values.place import Box

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

_SCALE: Final = 2.0
_IGNORED: Final = frozenset(
    {"title", "caption", "label", "table-header", "filler", "note", "page-number", "browser-line", "specimen-mark", "doubled"}
)
_FIELD, _RULE, _UNREAD, _ASIDE = (0, 150, 60), (70, 110, 220), (230, 30, 30), (150, 150, 150)
_RULING, _WORD, _ROW = (160, 60, 200), (200, 200, 120), (240, 140, 0)
_LEGEND: Final = (("field", _FIELD), ("ignore rule", _RULE), ("unread", _UNREAD), ("set aside", _ASIDE), ("ruling", _RULING), ("row", _ROW))


def draw_pages(file: Path, output: Path, *, page: int | None = None, engine: Engine = "pdfium") -> list[Path]:
    """Draw a file's pages; several go to ``OUT-1.png``, ``OUT-2.png`` and so on.

    Args:
        file: the PDF.
        output: the picture to write.
        page: one page, from 1; all by default.
        engine: which engine reads.

    Returns:
        The files written. Where the file cannot be read as a record its words and rulings are drawn all the same.

    Raises:
        UsageError: there is no such page, or a picture cannot be written.
        UnusableFileError: the file cannot be opened or drawn.
    """
    data = load(file)
    sheets = _sheets(data, str(file), engine)
    chosen = sheets if page is None else [s for s in sheets if s.number == page]
    if not chosen:
        raise UsageError(message("cli.error.bad-page", page=page, pages=len(sheets)), file=str(file))
    rows = _rows(data, str(file), engine)
    pictures = render_pages(data, [sheet.number for sheet in chosen], _SCALE, str(file))
    written = []
    for sheet, picture in zip(chosen, pictures, strict=True):
        target = output if len(chosen) == 1 else output.with_name(f"{output.stem}-{sheet.number}{output.suffix}")
        try:
            target.write_bytes(_drawn(picture, sheet, rows.get(sheet.number, [])))
        except OSError as error:
            raise UsageError(message("cli.error.cannot-write", why=error.strerror or ""), file=str(target)) from None
        written.append(target)
    return written


def _read(data: bytes, file: str, engine: Engine) -> list[ReadRecord]:
    try:
        return read_bytes(data, file, engine=engine, keep_pages=True)[1]
    except SbparseError:
        return []


def _sheets(data: bytes, file: str, engine: Engine) -> list[Sheet]:
    """All pages, those of records with the use of each glyph."""
    read = {parts.sheet.number: parts.sheet for record in _read(data, file, engine) for parts in record.pages or ()}
    with open_document(data, file, engine) as document:
        return [read.get(index + 1) or sheet_of(document.page(index)) for index in range(document.page_count)]


def _rows(data: bytes, file: str, engine: Engine) -> Mapping[int, list[Box]]:
    """The boxes of table rows by page, as displayed."""
    boxes: dict[int, list[Box]] = {}
    for read in _read(data, file, engine):
        record = read.record
        places = [row.where for row in record.employments] + [row.where for row in record.contributions]
        if record.totals is not None:
            places.append(record.totals.where)
        for place in places:
            boxes.setdefault(place.page, []).append(place.bbox)
    return boxes


def _drawn(picture: bytes, sheet: Sheet, rows: list[Box]) -> bytes:
    from PIL import Image, ImageDraw

    image = Image.open(BytesIO(picture)).convert("RGB")
    page = sheet.page
    draw = ImageDraw.Draw(image, "RGBA")
    pen = _Pen(draw, page, image.width / page.displayed_width)
    for ruling in page.horizontals:
        pen.box((ruling.start, ruling.at, ruling.end, ruling.at), outline=_RULING, width=2)
    for ruling in page.verticals:
        pen.box((ruling.at, ruling.start, ruling.at, ruling.end), outline=_RULING, width=2)
    for word in sheet.words:
        pen.box(word.box, outline=_WORD)
    for glyph in range(len(page.chars)):
        use = sheet.uses.get(glyph)
        colour = _UNREAD if use is None else _RULE if use in _IGNORED else _FIELD
        pen.box((page.x0[glyph], page.top[glyph], page.x1[glyph], page.bottom[glyph]), fill=(*colour, 60))
    for aside in page.set_aside:
        pen.box(aside.box, outline=_ASIDE, width=2)
    for box in rows:
        pen.displayed(box, outline=_ROW, width=2)
    pen.legend()
    result = BytesIO()
    image.save(result, "PNG")
    return result.getvalue()


class _Pen:
    """Draws boxes of reading space on the displayed page."""

    def __init__(self, draw: "ImageDraw", page: Page, scale: float) -> None:
        self._draw = draw
        self._page = page
        self._scale = scale

    def box(self, box: Box, **style: object) -> None:
        self.displayed(self._page.displayed(box), **style)

    def displayed(self, box: Box, **style: object) -> None:
        self._draw.rectangle([value * self._scale for value in box], **style)  # type: ignore[arg-type]

    def legend(self) -> None:
        x = 8.0
        for name, colour in _LEGEND:
            self._draw.rectangle((x, 6, x + 12, 18), fill=colour)
            self._draw.text((x + 16, 6), name, fill=(0, 0, 0))
            x += 24 + self._draw.textlength(name)
