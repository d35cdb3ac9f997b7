"""QR and bar codes in pictures of pages: covered, since one may carry a number; what is none for certain stays."""

import io
import random

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image, ImageDraw
from test_evidence import FILE, RECORD, STYLES, TWIN, pictures, pixels

from formdraw import build
from sbparse.report.picture import drawings
from sbparse.values.place import Place

HEADER = Place(1, (5, 5, 590, 180))
AT = (480.0, 40.0, 540.0, 100.0)  # left, top, right, bottom as displayed


def modules(number, side=25):
    """A square that looks like a QR code, another one for another number."""
    chance = random.Random(number)  # noqa: S311 - no secret
    return [[chance.random() < 0.5 for _ in range(side)] for _ in range(side)]


def picture_of(number, mode="1", ink=0, paper=1):
    code = modules(number)
    image = Image.new(mode, (27, 27), paper)
    for y, row in enumerate(code, start=1):
        for x, dark in enumerate(row, start=1):
            if dark:
                image.putpixel((x, y), ink)
    return image.resize((270, 270), Image.Resampling.NEAREST)


class Stamp:
    """A PDF's first page with something put on it."""

    def __init__(self, pdf):
        self.document = pypdfium2.PdfDocument(pdf)
        self.page = self.document[0]
        self.height = self.page.get_bbox()[3]  # of user space, also where the page is displayed turned

    def image(self, image, box=AT):
        placed = pypdfium2.PdfImage.new(self.document)
        placed.set_bitmap(pypdfium2.PdfBitmap.from_pil(image))
        x0, top, x1, bottom = box
        placed.set_matrix(pypdfium2.PdfMatrix().scale(x1 - x0, bottom - top).translate(x0, self.height - bottom))
        self.page.insert_obj(placed)
        return self

    def rectangle(self, x0, top, x1, bottom, colour=(0, 0, 0, 255), path=None):
        made = path or pdfium.FPDFPageObj_CreateNewRect(x0, self.height - bottom, x1 - x0, bottom - top)
        pdfium.FPDFPageObj_SetFillColor(made, *colour)
        pdfium.FPDFPath_SetDrawMode(made, pdfium.FPDF_FILLMODE_WINDING, False)
        pdfium.FPDFPage_InsertObject(self.page, made)

    def squares(self, number, colour=(0, 0, 0, 255), size=2.0):
        for y, row in enumerate(modules(number)):
            for x, dark in enumerate(row):
                if dark:
                    left, top = AT[0] + size * x, AT[1] + size * y
                    self.rectangle(left, top, left + size, top + size, colour)
        return self

    def one_path(self, number, size=2.0):
        path = pdfium.FPDFPageObj_CreateNewPath(0, 0)
        for y, row in enumerate(modules(number)):
            for x, dark in enumerate(row):
                if dark:
                    left, low = AT[0] + size * x, self.height - AT[1] - size * (y + 1)
                    pdfium.FPDFPath_MoveTo(path, left, low)
                    for right, up in ((left + size, low), (left + size, low + size), (left, low + size)):
                        pdfium.FPDFPath_LineTo(path, right, up)
                    pdfium.FPDFPath_Close(path)
        self.rectangle(0, 0, 0, 0, path=path)
        return self

    def ruled_path(self, rows=13, wide=380.0, high=14.0):
        """A table's rulings filled as one path, narrower than the page."""
        path = pdfium.FPDFPageObj_CreateNewPath(0, 0)
        for row in range(rows):
            left, low = 60.0, self.height - 30 - high * row
            pdfium.FPDFPath_MoveTo(path, left, low)
            for x, y in ((left + wide, low), (left + wide, low + 0.5), (left, low + 0.5)):
                pdfium.FPDFPath_LineTo(path, x, y)
            pdfium.FPDFPath_Close(path)
        self.rectangle(0, 0, 0, 0, path=path)
        return self

    def outline(self, number):
        """Modules that touch drawn as one shape: a staircase of many corners."""
        path = pdfium.FPDFPageObj_CreateNewPath(AT[0], self.height - AT[3])
        x, chance = AT[0], random.Random(number)  # noqa: S311 - no secret
        while x < AT[2]:
            y = self.height - AT[3] + 4 * chance.randrange(1, 14)
            pdfium.FPDFPath_LineTo(path, x, y)
            x += 1.5
            pdfium.FPDFPath_LineTo(path, x, y)
        pdfium.FPDFPath_LineTo(path, AT[2], self.height - AT[3])
        pdfium.FPDFPath_LineTo(path, AT[2], self.height - AT[1])
        pdfium.FPDFPath_Close(path)
        self.rectangle(0, 0, 0, 0, path=path)
        return self

    def stroked(self, number, size=2.0):
        """Each row's runs as strokes, all in one path, as some makers of SVG draw it."""
        path = pdfium.FPDFPageObj_CreateNewPath(0, 0)
        for y, row in enumerate(modules(number)):
            for x, dark in enumerate(row):
                if dark:
                    left, middle = AT[0] + size * x, self.height - AT[1] - size * (y + 0.5)
                    pdfium.FPDFPath_MoveTo(path, left, middle)
                    pdfium.FPDFPath_LineTo(path, left + size, middle)
        pdfium.FPDFPageObj_SetStrokeWidth(path, size)
        pdfium.FPDFPath_SetDrawMode(path, pdfium.FPDF_FILLMODE_NONE, True)
        pdfium.FPDFPage_InsertObject(self.page, path)
        return self

    def rulings(self, rows, columns, wide, high, thick=0.5):
        """A table's rulings as thin filled rectangles, cell by cell, around where the codes are."""
        for row in range(rows):
            for column in range(columns):
                left, top = AT[0] + 40 - wide * column, AT[1] - 20 + high * row
                self.rectangle(left, top, left + wide, top + thick)
                self.rectangle(left, top, left + thick, top + high)
        return self

    def bars(self, number, high=28.0):
        left = AT[0]
        for row in modules(number, 9):
            for dark in row:
                if dark:
                    self.rectangle(left, AT[1], left + 0.9, AT[1] + high)
                left += 0.9
        return self

    def done(self):
        self.page.gen_content()
        written = io.BytesIO()
        self.document.save(written)
        return written.getvalue()


CODES = {
    "image": lambda stamp, number: stamp.image(picture_of(number)),
    "dark blue image": lambda stamp, number: stamp.image(picture_of(number, "RGB", (20, 20, 120), (255, 255, 255))),
    "squares": Stamp.squares,
    "one path": Stamp.one_path,
    "outline": Stamp.outline,
    "stroked": Stamp.stroked,
    "bars": Stamp.bars,
    "low bars": lambda stamp, number: stamp.bars(number, 12.0),
    "large squares": lambda stamp, number: stamp.squares(number, size=4.0),
    "squares among rulings": lambda stamp, number: stamp.rulings(8, 4, 30, 14).squares(number),
    "bars among rulings": lambda stamp, number: stamp.rulings(8, 4, 30, 14).bars(number),
}


@pytest.fixture(scope="module")
def pages():
    return {record.id_number: build(record, STYLES["form-2026"]) for record in (RECORD, TWIN)}


@pytest.mark.parametrize("draw", CODES.values(), ids=CODES)
def test_a_code_is_covered_like_the_number_in_it(pages, draw):
    one, other = (draw(Stamp(pdf), number).done() for number, pdf in pages.items())
    hidden = [pictures(pdf, HEADER).pictures[1] for pdf in (one, other)]
    shown = [pictures(pdf, HEADER, show_ids=True).pictures[1] for pdf in (one, pages[RECORD.id_number])]
    assert shown[0].png != shown[1].png, "the code was not drawn"
    assert hidden[0].png == hidden[1].png
    assert all(picture.covered for picture in hidden)


@pytest.mark.parametrize("draw", CODES.values(), ids=CODES)
def test_a_code_outside_the_piece_changes_nothing(pages, draw):
    pdf = pages[RECORD.id_number]
    low = Place(1, (5, 400, 590, 420))
    assert pictures(draw(Stamp(pdf), 1).done(), low).pictures[1].png == pictures(pdf, low).pictures[1].png


def seal(colour=(220, 30, 30)):
    image = Image.new("RGBA", (300, 300), (255, 255, 255, 0))
    ImageDraw.Draw(image).ellipse((10, 10, 290, 290), outline=(*colour, 255), width=16)
    return image


def boxes(pdf):
    return drawings(pdf, [1], 1.0, FILE)[0].codes


OTHERS = {
    "a red seal": lambda stamp: stamp.image(seal()),
    "a pale watermark": lambda stamp: stamp.image(picture_of(1, "L", 205, 255)),
    "a scan as wide as the page": lambda stamp: stamp.image(picture_of(1), (0, 0, stamp.page.get_width(), 40)),
    "a picture of half the page": lambda stamp: stamp.image(picture_of(1), (0, 0, stamp.page.get_width() * 0.75, stamp.height * 0.75)),
    "red squares": lambda stamp: stamp.squares(1, (210, 20, 20, 255)),
    "a table of small rows": lambda stamp: stamp.rulings(30, 4, 20, 7),
    "rulings in one path": Stamp.ruled_path,
    "many rulings in one path": lambda stamp: stamp.ruled_path(25, 380.0, 7.0),
    "thick rulings": lambda stamp: stamp.rulings(8, 4, 30, 14, 2.0),
    "pale squares": lambda stamp: stamp.squares(1, (0, 0, 0, 40)),
}


@pytest.mark.parametrize("draw", OTHERS.values(), ids=OTHERS)
def test_what_is_no_code_for_certain_stays(pages, draw):
    stamped = draw(Stamp(pages[RECORD.id_number])).done()
    assert boxes(stamped) == ()
    image = pixels(pictures(stamped, HEADER).pictures[1])
    assert image.tobytes() != pixels(pictures(pages[RECORD.id_number], HEADER).pictures[1]).tobytes()


def test_a_black_seal_may_be_a_code_and_is_covered(pages):
    [box] = boxes(Stamp(pages[RECORD.id_number]).image(seal((30, 30, 30))).done())
    assert [round(edge) for edge in box] == list(AT)


@pytest.mark.parametrize("name", ["seed-2023", "filled-rules", "cell-rects", "grey-dashed", "no-rules", "in-form-rotated"])
def test_the_form_itself_has_none(name):
    assert boxes(build(RECORD, STYLES[name])) == ()


@pytest.mark.parametrize("name", ["rotated-90", "rotated-180", "sideways-90", "cropped-box", "shifted-box"])
def test_the_box_lies_on_the_code_however_the_page_is_turned_or_cropped(name):
    pdf = Stamp(build(RECORD, STYLES[name])).image(picture_of(1), (200, 200, 260, 260)).done()
    [drawing] = drawings(pdf, [1], 2.0, FILE)
    [box] = drawing.codes
    page = Image.open(io.BytesIO(drawing.png)).convert("L")
    inside = page.crop([round(2 * edge) for edge in box])
    dark = inside.histogram()[:100]
    assert 0.35 < sum(dark) / (inside.width * inside.height) < 0.65
