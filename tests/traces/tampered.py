"""Records changed by hand, for the traces to be looked for in: each way is a function from a specimen to a changed file.

All are 样例: made records of nobody. A way gives None where a specimen cannot be changed so (no such text, an encoding without the digit).
"""

import ctypes
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image, ImageDraw, ImageFont
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

import formdraw
from formdraw import ALL_STYLES
from sbparse.record.document import read_bytes
from sbparse.traces.cells import Cell, Part, RecordPage, record_page
from sbparse.traces.opened import OpenFile

ROOT = Path(__file__).parents[2]
FONTS = ROOT / "fixtures" / "fonts"
raw: Any = pypdfium2.raw

_STYLES = ("seed-2023", "form-2026", "embedded-serif", "embedded-sans", "fpdf2-sans", "latin-font")
_FILES = ("extract/x2_landscape_2026", "extract/x4_monthly", "extract/x6_no_rules", "chromium/browser-plain")


@dataclass(frozen=True, slots=True)
class Specimen:
    """A record to be changed, with its values where they stand on its first page."""

    name: str
    data: bytes
    page: RecordPage

    @property
    def height(self) -> float:
        return self.page.canvas.height

    def cell(self, field: str, part: Part = Part.CONTRIBUTIONS, row: int | None = None) -> Cell | None:
        """A cell by its field; of a table that of the row in the middle unless ``row`` says which."""
        cells = [cell for cell in self.page.cells if cell.field == field and cell.part is part]
        if not cells:
            return None
        return cells[len(cells) // 2] if row is None else next((cell for cell in cells if cell.row == row), None)

    @property
    def amount(self) -> Cell:
        """A number of the table: an amount where amounts are printed."""
        cell = self.cell("pension.base") or self.cell("pension.months")
        assert cell
        return cell


def specimen(name: str, data: bytes) -> Specimen:
    _, read = read_bytes(data, name, keep_pages=True)
    parts = next(parts for parts in read[0].pages or () if parts.sheet.number == 1)
    with OpenFile(data, name) as opened:
        return Specimen(name, data, record_page(opened.canvas(1), parts, read[0]))


def specimens() -> list[Specimen]:
    """Ten records of several programs, all with the serial number and dates of their print."""
    styles = {style.name: style for style in ALL_STYLES}
    made = [(name, formdraw.build(formdraw.make_record(40 + n, jobs=3, years=9), styles[name])) for n, name in enumerate(_STYLES)]
    return [specimen(name, data) for name, data in [*made, *((name, (ROOT / f"fixtures/{name}.pdf").read_bytes()) for name in _FILES)]]


def other_digits(text: str) -> str:
    """The text with its first digit raised by one, or lowered where it is 9."""
    at = next(index for index, char in enumerate(text) if char.isdigit())
    digit = int(text[at])
    return text[:at] + str(digit + 1 if digit < 9 else 8) + text[at + 1 :]


# Editing the page's own objects, as an editor of PDFs does.


class Edited:
    """The first page opened for editing with pdfium; boxes are as displayed."""

    def __init__(self, source: Specimen) -> None:
        self.source = source
        self.document = pypdfium2.PdfDocument(source.data)
        self.page = self.document[0]
        self.changed = False

    def texts(self, box: tuple[float, float, float, float]) -> list[Any]:
        """The text objects whose middles lie in a box."""
        x0, top, x1, bottom = box
        found = []
        for each in self.page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=1):
            left, low, right, high = each.get_bounds()
            x, y = (left + right) / 2, self.source.height - (low + high) / 2
            if x0 <= x <= x1 and top <= y <= bottom:
                found.append(each)
        return found

    def text(self, each: Any) -> str:
        view = self.page.get_textpage()
        size = raw.FPDFTextObj_GetText(each.raw, view.raw, None, 0)
        room = ctypes.create_string_buffer(size)
        raw.FPDFTextObj_GetText(each.raw, view.raw, ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort)), size)
        return room.raw[: size - 2].decode("utf-16-le")

    def reword(self, each: Any, text: str) -> None:
        room = ctypes.create_string_buffer(text.encode("utf-16-le") + b"\0\0")
        raw.FPDFText_SetText(each.raw, ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort)))
        self.changed = True

    def remove(self, each: Any) -> None:
        self.page.remove_obj(each)
        self.changed = True

    def saved(self) -> bytes:
        raw.FPDFPage_GenerateContent(self.page.raw)
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()


@contextmanager
def edited(source: Specimen) -> Iterator[Edited]:
    work = Edited(source)
    yield work
    work.document.close()


def _reworded(source: Specimen, cell: Cell | None, text: str, scale: float = 1.0, shift: float = 0.0) -> bytes | None:
    """A cell's own text objects made to say something else of the same length; None where that does not come out."""
    if cell is None:
        return None
    with edited(source) as work:
        for each in work.texts(cell.box):
            old = work.text(each).strip()
            at = cell.text.find(old) if old else -1
            new = text[at : at + len(old)]
            if at >= 0 and new != old:
                work.reword(each, new)
            if at >= 0 and (scale != 1.0 or shift):
                matrix = each.get_matrix()
                left, low, _, _ = each.get_bounds()
                each.set_matrix(matrix.translate(-left, -low).scale(scale, scale).translate(left, low + shift))
        if not work.changed:
            return None
        data = work.saved()
    return data if _says(data, source, text) else None


def _words(data: bytes) -> str:
    """The text of the first page."""
    return "".join(pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range().split())


def _says(data: bytes, source: Specimen, text: str) -> bool:
    """Whether the first page now bears a text that it did not bear as often before."""
    return _words(data).count(text) > _words(source.data).count(text)


def _erased(data: bytes, source: Specimen, text: str) -> bool:
    """Whether the first page still can be read, and bears a text less often."""
    return len(_words(data)) > 0 and _words(data).count(text) < _words(source.data).count(text)


def digit_in_stream(source: Specimen) -> bytes | None:
    return _reworded(source, source.amount, other_digits(source.amount.text))


def total_changed(source: Specimen) -> bytes | None:
    cell = source.cell("pension.months", Part.TOTALS)
    return _reworded(source, cell, other_digits(cell.text)) if cell else None


def employer_reworded(source: Specimen) -> bytes | None:
    """A character of an employer's name made another one of the same page, in its own font: a change that leaves nothing to be seen."""
    cell = source.cell("employer", Part.EMPLOYMENTS)
    if cell is None:
        return None
    other = next(
        (glyph.char for glyph in source.page.canvas.glyphs if "\u4e00" <= glyph.char <= "\u9fff" and glyph.char not in cell.text), ""
    )
    return _reworded(source, cell, other + cell.text[1:])


def map_swapped(source: Specimen) -> bytes | None:
    """Two digits exchanged in the fonts' maps of characters: the pages show what they showed, and say something else."""
    import re

    with pikepdf.open(io.BytesIO(source.data)) as document:
        changed = False
        for each in document.objects:
            if isinstance(each, pikepdf.Dictionary) and "/ToUnicode" in each:
                text = each.ToUnicode.read_bytes()
                new = re.sub(rb"(<[0-9A-Fa-f]+>\s*)<003([38])>", lambda m: m[1] + (b"<0033>" if m[2] == b"8" else b"<0038>"), text)
                if new != text:
                    each.ToUnicode = document.make_stream(new)
                    changed = True
        out = io.BytesIO()
        document.save(out)
    return out.getvalue() if changed and _words(out.getvalue()).count("3") != _words(source.data).count("3") else None


def serial_changed(source: Specimen) -> bytes | None:
    cell = source.cell("serial", Part.HEADER, -1)
    if cell is None:
        return None
    year = cell.text[6:10]
    return _reworded(source, cell, cell.text[:6] + f"{int(year) - 1}" + cell.text[10:])


def print_date_changed(source: Specimen) -> bytes | None:
    """The line 日期 a year later than the file was made."""
    import re

    with edited(source) as work:
        for number in range(len(work.document)):
            work.page = work.document[number]
            for each in work.page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=1):
                text = work.text(each)
                if match := re.fullmatch(r"(日期[:：]\s*)(\d{4})(.*)", text.strip()):
                    work.reword(each, f"{match[1]}{int(match[2]) + 1}{match[3]}")
                    return work.saved()
    return None


def row_removed(source: Specimen) -> bytes | None:
    """All text of a row of 缴费明细 taken out."""
    row = source.amount.row
    cells = [cell for cell in source.page.cells if cell.part is Part.CONTRIBUTIONS and cell.row == row]
    with edited(source) as work:
        for cell in cells:
            for each in work.texts(cell.box):
                work.remove(each)
        data = work.saved() if work.changed else None
    return data if data and _erased(data, source, source.amount.text) else None


def same_font_other_size(source: Specimen) -> bytes | None:
    return _reworded(source, source.amount, other_digits(source.amount.text), scale=0.9)


def same_font_moved(source: Specimen) -> bytes | None:
    """The cell's text again, a little higher, as where it is set anew by hand."""
    return _reworded(source, source.amount, other_digits(source.amount.text), shift=0.8)


def set_anew(source: Specimen) -> bytes | None:
    """The text taken out, and new text in the same font put at the end of the page's content."""
    cell = source.amount
    with edited(source) as work:
        old = work.texts(cell.box)
        if not old:
            return None
        x, y, size = _start(source, cell)
        font = raw.FPDFTextObj_GetFont(old[0].raw)
        new = raw.FPDFPageObj_CreateTextObj(work.document.raw, font, ctypes.c_float(size))
        room = ctypes.create_string_buffer(other_digits(cell.text).encode("utf-16-le") + b"\0\0")
        raw.FPDFText_SetText(new, ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort)))
        raw.FPDFPageObj_Transform(new, 1, 0, 0, 1, x, y)
        for each in old:
            work.remove(each)
        raw.FPDFPage_InsertObject(work.page.raw, new)
        data = work.saved()
    return data if _says(data, source, other_digits(cell.text)) else None


def _start(source: Specimen, cell: Cell) -> tuple[float, float, float]:
    """Where a cell's text begins, in user space, and its size."""
    glyph = source.page.glyph(cell.glyphs[0])
    return glyph.base[0], source.height - glyph.base[1], glyph.type.size


def shown_by_mode(source: Specimen) -> bytes | None:
    """The cell's text made invisible where it stands, a picture with other digits over it."""
    with edited(source) as work:
        found = work.texts(source.amount.box)
        for each in found:
            raw.FPDFTextObj_SetTextRenderMode(each.raw, 3)
        data = work.saved() if found else None
    if data is None or b" 3 Tr" not in _content(data):
        return None
    return _with_image(data, source, source.amount, transparent=True)


def _content(data: bytes) -> bytes:
    """The first page's content."""
    with pikepdf.open(io.BytesIO(data)) as document:
        document.pages[0].contents_coalesce()
        return document.pages[0].Contents.read_bytes()


# Putting something over the page.


def _overlaid(data: bytes, draw: Callable[[Canvas], None], size: tuple[float, float], *, page: int = 0) -> bytes:
    """Something drawn over a page by reportlab."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    with pikepdf.open(io.BytesIO(data)) as document, pikepdf.open(io.BytesIO(out.getvalue())) as over:
        document.pages[page].add_overlay(over.pages[0])
        written = io.BytesIO()
        document.save(written)
    return written.getvalue()


def _size(source: Specimen) -> tuple[float, float]:
    return source.page.canvas.width, source.page.canvas.height


def _whited_out(canvas: Canvas, source: Specimen, cell: Cell) -> None:
    x0, top, x1, bottom = cell.box
    canvas.setFillColorRGB(1, 1, 1)
    canvas.rect(x0 - 0.5, source.height - bottom + 0.3, x1 - x0 + 1, bottom - top - 0.6, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)


def whited_out(source: Specimen) -> bytes:
    """A white box and new digits in Helvetica."""
    cell = source.amount

    def draw(canvas: Canvas) -> None:
        _whited_out(canvas, source, cell)
        x, y, size = _start(source, cell)
        canvas.setFont("Helvetica", size)
        canvas.drawString(x, y, other_digits(cell.text))

    return _overlaid(source.data, draw, _size(source))


def erased_and_patched(source: Specimen) -> bytes | None:
    """The text taken out of the stream, a white box and new digits in its place."""
    with edited(source) as work:
        for each in work.texts(source.amount.box):
            work.remove(each)
        data = work.saved() if work.changed else None
    if data is None or not _erased(data, source, source.amount.text):
        return None
    return whited_out(Specimen(source.name, data, source.page))


def covered_row(source: Specimen) -> bytes:
    """A row whited out, nothing put in its place."""
    row = source.amount.row
    cells = [cell for cell in source.page.cells if cell.part is Part.CONTRIBUTIONS and cell.row == row]

    def draw(canvas: Canvas) -> None:
        for cell in cells:
            _whited_out(canvas, source, cell)

    return _overlaid(source.data, draw, _size(source))


def name_replaced(source: Specimen) -> bytes | None:
    """The name taken out and another put there in another font."""
    cell = source.cell("name", Part.HEADER, -1)
    if cell is None:
        return None
    with edited(source) as work:
        for each in work.texts(cell.box):
            work.remove(each)
        data = work.saved() if work.changed else None
    if data is None or not _erased(data, source, cell.text):
        return None
    used = source.page.glyph(cell.glyphs[0]).type.font
    face = "NotoSansSC-subset" if "Serif" in used or "Song" in used else "NotoSerifSC-subset"
    pdfmetrics.registerFont(TTFont(face, FONTS / f"{face}.ttf"))

    def draw(canvas: Canvas) -> None:
        x, y, size = _start(source, cell)
        canvas.setFont(face, size)
        canvas.drawString(x, y, "李示例")

    return _overlaid(data, draw, _size(source))


def hidden_layer(source: Specimen) -> bytes:
    """Other digits in invisible text over the cell."""
    cell = source.amount

    def draw(canvas: Canvas) -> None:
        x, y, size = _start(source, cell)
        text = canvas.beginText(x, y)
        text.setFont("Helvetica", size)
        text.setTextRenderMode(3)
        text.textOut(other_digits(cell.text))
        canvas.drawText(text)

    return _overlaid(source.data, draw, _size(source))


def white_text(source: Specimen) -> bytes:
    """Other digits in white below the cell's text, on white."""
    cell = source.amount

    def draw(canvas: Canvas) -> None:
        x, y, size = _start(source, cell)
        canvas.setFont("Helvetica", size / 2)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(x, y - size * 0.5, other_digits(cell.text))

    return _overlaid(source.data, draw, _size(source))


def _drawn(text: str, cell: Cell, *, transparent: bool) -> Image.Image:
    width, height = (round((cell.box[i + 2] - cell.box[i]) * 6) for i in (0, 1))
    image = Image.new("RGBA", (width, height), (255, 255, 255, 0 if transparent else 255))
    font = ImageFont.truetype(str(FONTS / "NotoSansSC-subset.ttf"), round(height * 0.7))
    ImageDraw.Draw(image).text((0, 0), text, fill=(0, 0, 0, 255), font=font)
    return image if transparent else image.convert("RGB")


def _with_image(data: bytes, source: Specimen, cell: Cell, *, transparent: bool) -> bytes:
    from reportlab.lib.utils import ImageReader

    image = ImageReader(_drawn(other_digits(cell.text), cell, transparent=transparent))
    x0, top, x1, bottom = cell.box

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(image, x0, source.height - bottom, x1 - x0, bottom - top, mask="auto" if transparent else None)

    return _overlaid(data, draw, _size(source))


def image_patch(source: Specimen) -> bytes:
    """An image of other digits over the cell."""
    return _with_image(source.data, source, source.amount, transparent=False)


def _annotated(source: Specimen, entries: dict[str, Any], *, field: bool = False) -> bytes:
    cell = source.amount
    x0, top, x1, bottom = cell.box
    with pikepdf.open(io.BytesIO(source.data)) as document:
        page = document.pages[0]
        annotation = document.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Annot, Rect=[x0, source.height - bottom, x1, source.height - top], F=4, **entries)
        )
        if "/Annots" not in page:
            page.Annots = pikepdf.Array()
        page.Annots.append(annotation)
        if field:
            document.Root.AcroForm = pikepdf.Dictionary(Fields=[annotation], DA="/Helv 8 Tf 0 g")
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def free_text(source: Specimen) -> bytes:
    """A text annotation with a white ground over the cell."""
    words = {"Contents": other_digits(source.amount.text), "DA": "/Helv 8 Tf 0 g", "C": [1, 1, 1]}
    return _annotated(source, {"Subtype": pikepdf.Name.FreeText, **words})


def form_field(source: Specimen) -> bytes:
    """A form field over the cell."""
    words = {"FT": pikepdf.Name.Tx, "T": "f1", "V": other_digits(source.amount.text), "DA": "/Helv 8 Tf 0 g"}
    return _annotated(source, {"Subtype": pikepdf.Name.Widget, **words}, field=True)


def incremental(source: Specimen) -> bytes:
    """A white box and new digits in an update behind the file's end."""
    cell = source.amount
    x0, top, x1, bottom = cell.box
    x, y, size = _start(source, cell)
    left, low, width, high = x0 - 0.5, source.height - bottom + 0.3, x1 - x0 + 1, bottom - top - 0.6
    box = f"1 1 1 rg {left:.2f} {low:.2f} {width:.2f} {high:.2f} re f"
    words = f"0 g BT /Later {size} Tf {x:.2f} {y:.2f} Td ({other_digits(cell.text)}) Tj ET"
    writer = IncrementalPdfFileWriter(io.BytesIO(source.data), strict=False)
    reference = writer.find_page_for_modification(0)[0]
    writer.mark_update(reference)
    page, name = reference.get_object(), generic.pdf_name
    contents = page.raw_get("/Contents")
    held = contents.get_object() if isinstance(contents, generic.IndirectObject) else contents
    before = list(held) if isinstance(held, generic.ArrayObject) else [contents]
    first = writer.add_object(generic.StreamObject(stream_data=b"q"))
    last = writer.add_object(generic.StreamObject(stream_data=f"Q q {box} {words} Q".encode()))
    page[name("/Contents")] = generic.ArrayObject([first, *before, last])
    kinds = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = generic.DictionaryObject({name(key): name(value) for key, value in kinds.items()})
    resources = generic.DictionaryObject(page["/Resources"])
    resources[name("/Font")] = generic.DictionaryObject({**resources["/Font"].get_object(), name("/Later"): writer.add_object(font)})
    page[name("/Resources")] = resources
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _information(source: Specimen, entries: dict[str, str]) -> bytes:
    with pikepdf.open(io.BytesIO(source.data)) as document:
        for name, value in entries.items():
            document.docinfo[name] = value
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def dates_changed(source: Specimen) -> bytes:
    """The file's dates put to a day long before the print."""
    return _information(source, {"/CreationDate": "D:20150105100000+08'00'", "/ModDate": "D:20150105100000+08'00'"})


def drawing_program(source: Specimen) -> bytes:
    """The file saved by a drawing program."""
    return _information(source, {"/Creator": "Adobe Illustrator 27.0 (Windows)", "/Producer": "Adobe PDF library 17.00"})


WAYS: dict[str, Callable[[Specimen], bytes | None]] = {
    "digit in the content stream": digit_in_stream,
    "total changed": total_changed,
    "row taken out": row_removed,
    "row whited out": covered_row,
    "white box, new text in another font": whited_out,
    "text taken out, white box, new text": erased_and_patched,
    "text taken out, same font set anew": set_anew,
    "same font, other size": same_font_other_size,
    "same font, moved": same_font_moved,
    "image over a cell": image_patch,
    "text made invisible, image over it": shown_by_mode,
    "invisible text over a cell": hidden_layer,
    "white text on white": white_text,
    "text annotation over a cell": free_text,
    "form field over a cell": form_field,
    "update behind the end": incremental,
    "name in another font": name_replaced,
    "digits exchanged in the font's map": map_swapped,
    "character of an employer, same font": employer_reworded,
    "serial number changed": serial_changed,
    "print date changed": print_date_changed,
    "dates of the file changed": dates_changed,
    "saved by a drawing program": drawing_program,
}
