"""Pictures of what proves a finding: the right piece of the right page, and nobody's number in it."""

import io
from dataclasses import replace

import pytest
from PIL import Image
from review_build import history

from formdraw import ALL_STYLES, build, make_record
from sbparse.errors import UnusableFileError
from sbparse.findings import Finding, Severity
from sbparse.messages import catalogue, message
from sbparse.page.model import Page, SetAside
from sbparse.record.document import read_bytes
from sbparse.record.parts import PageParts
from sbparse.record.read import ReadRecord
from sbparse.record.reading import sheet_of
from sbparse.report.evidence import gather
from sbparse.report.evidence.cover import Secrets, covered_boxes
from sbparse.report.evidence.crop import PagePicture, piece
from sbparse.report.evidence.gather import evidence_of
from sbparse.review import Source, review
from sbparse.values.place import Place

FILE = "record.pdf"
RECORD = replace(make_record(3, jobs=3), code="472913")
# The same widths of text in the same places, so that only what is read in them differs.
TWIN = replace(RECORD, id_number=RECORD.id_number[:3] + RECORD.id_number[3:17][::-1] + RECORD.id_number[17], code=RECORD.code[::-1])
STYLES = {style.name: style for style in ALL_STYLES}
FRAME = (204, 20, 32)


def finding(where, record=0):
    return Finding(rule="unread-text", severity=Severity.INFO, message=message("review.personal-payer.fix"), record=record, where=where)


def reviewed(pdf, *places):
    """A review of a file's records with findings at places; by default at the first employment row."""
    extraction, _ = read_bytes(pdf, FILE)
    result = review([Source(FILE, record) for record in extraction.records], history())
    where = places or (extraction.records[0].employments[0].where,)
    return replace(result, findings=tuple(finding(place) for place in where))


def pictures(pdf, *places, **options):
    return evidence_of(reviewed(pdf, *places), {FILE: pdf}, **options)


def pixels(picture):
    return Image.open(io.BytesIO(picture.png)).convert("RGB")


def near(one, other):
    return all(abs(a - b) < 60 for a, b in zip(one, other, strict=True))


@pytest.fixture(scope="module")
def pdf():
    return build(RECORD, STYLES["form-2026"])


class TestNobodysNumber:
    @pytest.mark.parametrize(
        "name",
        [
            "seed-2023",
            "national",
            "narrow-values-ruled",
            "fake-bold-1.5",
            "full-width-digits",
            "char-objects",
            "watermark-diagonal",
            "rotated-90",
            "sideways-90",
            "no-rules",
        ],
    )
    def test_pictures_of_two_records_that_differ_in_number_and_code_are_the_same(self, name):
        """Whatever a picture shows of a number or a code would make a difference; the whole header is shown, in two overlapping pieces."""
        both = [build(record, STYLES[name]) for record in (RECORD, TWIN)]
        top, bottom = Place(1, (5, 5, 590, 415)), Place(1, (5, 400, 590, 590))
        one, other = (pictures(pdf, top, bottom) for pdf in both)
        open_ = pictures(both[0], top, bottom, show_ids=True)
        assert len(one.pictures) == 2
        assert [p.png for p in one.pictures.values()] == [p.png for p in other.pictures.values()]
        assert any(p.covered for p in one.pictures.values())
        assert [p.png for p in one.pictures.values()] != [p.png for p in open_.pictures.values()]
        assert not any(p.covered for p in open_.pictures.values())

    def text_page(self, *lines, aside=()):
        """A page of text lines 10 points high, a glyph every 10 points."""
        glyphs = [(char, 20 + 10 * x, 40 + 20 * y) for y, line in enumerate(lines) for x, char in enumerate(line) if char != " "]
        chars, x0, top = (list(column) for column in zip(*glyphs, strict=True))
        page = Page(1, 800, 600, 0, chars, x0, top, [x + 10 for x in x0], [y + 10 for y in top])
        page.set_aside = list(aside)
        return PageParts(sheet_of(page))

    def covered(self, parts, secrets=("472913", "110199198104099885"), uses=("id_number", "code")):
        """Boxes covered on the page of a record of which these fields were read on another page."""
        elsewhere = self.text_page("北京")
        elsewhere.sheet.uses = dict(enumerate(uses))
        read = ReadRecord(None, (elsewhere, parts))
        return covered_boxes(parts, read, Secrets.of(secrets))

    def holds(self, boxes, x, y):
        return any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in boxes)

    def test_a_number_anywhere_in_a_line(self):
        parts = self.text_page("说明", "凭校验码472913核验")
        boxes = self.covered(parts)
        assert self.holds(boxes, 65, 65)  # the 4 and the 3
        assert self.holds(boxes, 115, 65)
        assert not self.holds(boxes, 25, 65)
        assert not self.holds(boxes, 25, 45)

    def test_another_persons_number(self):
        assert self.holds(self.covered(self.text_page("号11010119900307001X号")), 120, 45)

    def test_the_serial_stays(self):
        assert self.covered(self.text_page("查询流水号11010820230426092345")) == []

    @pytest.mark.parametrize("texts", [["仅供110199198104099885使用"], list("仅供110199198104099885使用"), ["编号 00472913"]])
    def test_a_watermark_with_a_number(self, texts):
        box = (300.0, 300.0, 500.0, 320.0)
        parts = self.text_page("北京", aside=[SetAside("rotated", text, box) for text in texts])
        assert self.holds(self.covered(parts), 400, 310)

    @pytest.mark.parametrize("texts", [["样例 SPECIMEN"], list("样例SPECIMEN"), ["仅供2023年申报使用"]])
    def test_other_watermarks_stay(self, texts):
        parts = self.text_page("北京", aside=[SetAside("rotated", text, (300.0, 300.0, 500.0, 320.0)) for text in texts])
        assert not self.holds(self.covered(parts), 400, 310)

    @pytest.mark.parametrize("uses", [(), ("id_number",), ("code",)])
    def test_where_number_or_code_was_not_found_all_above_the_first_table_is_covered(self, uses):
        parts = self.text_page("姓名张三", "某号某某", "缴费起始年月", "2020-01")
        parts.sheet.use("table-header", [parts.sheet.lines[2]])
        boxes = self.covered(parts, uses=uses)
        assert self.holds(boxes, 700, 45)
        assert self.holds(boxes, 25, 65)
        assert not self.holds(boxes, 25, 105)

    def test_a_page_without_a_table_is_covered_whole_then(self):
        assert self.holds(self.covered(self.text_page("姓名张三"), uses=()), 790, 590)

    def test_boxes_are_turned_with_the_page(self):
        parts = self.text_page("凭校验码472913核验")
        parts.sheet.page.turn = 1
        assert self.holds(self.covered(parts), 600 - 45, 65)


class TestPiece:
    def test_the_row_is_framed_under_its_tables_header(self, pdf):
        (picture,) = pictures(pdf).pictures.values()
        image = pixels(picture)
        framed = [y for y in range(image.height) if near(image.getpixel((image.width // 2, y)), FRAME)]
        assert framed
        assert 25 < min(framed) < max(framed) < image.height - 20
        assert (picture.width, picture.height) == image.size
        assert picture.file == FILE

    def test_a_header_far_above_is_shown_over_the_row(self):
        extraction, _ = read_bytes(build(RECORD, STYLES["form-2026"]), FILE)
        rows = [row.where for row in extraction.records[0].contributions if row.where.page == 1]
        near_row, far_row = pictures(build(RECORD, STYLES["form-2026"]), rows[0], rows[-1]).pictures.values()
        middle = pixels(far_row)
        dotted = [y for y in range(middle.height) if near(middle.getpixel((6, y)), (120, 130, 140))]
        assert dotted
        assert not [y for y in range(near_row.height) if near(pixels(near_row).getpixel((6, y)), (120, 130, 140))]

    def white(self, *, headers=()):
        return PagePicture(Image.new("RGB", (1684, 1190), "white"), 2.0, (), tuple(headers))

    @pytest.mark.parametrize("box", [(-10, -10, 20, 20), (0, 0, 842, 595), (800, 580, 900, 700), (100, 100, 100, 100), (400, 10, 405, 590)])
    def test_any_box_gives_a_picture_inside_the_page(self, box):
        drawn = piece(self.white(), box)
        assert 0 < drawn.width <= 1684
        assert 0 < drawn.height <= 1190

    def test_a_small_place_is_shown_with_what_is_beside_it(self):
        assert piece(self.white(), (400, 300, 410, 310)).width == 600

    def test_a_header_of_another_column_block_is_not_taken(self):
        header = (700.0, 100.0, 800.0, 110.0)
        assert piece(self.white(headers=[header]), (47, 300, 400, 320)).height == piece(self.white(), (47, 300, 400, 320)).height


class TestGathering:
    def test_only_findings_with_a_place_have_a_picture(self, pdf):
        result = reviewed(pdf)
        bare = replace(result, findings=(replace(result.findings[0], where=None), *result.findings))
        evidence = evidence_of(bare, {FILE: pdf})
        assert list(evidence.pictures) == [2]
        assert not evidence.missing

    def test_the_same_bytes_on_every_run(self, pdf):
        assert pictures(pdf).pictures[1].png == pictures(pdf).pictures[1].png

    def why(self, evidence):
        assert not evidence.pictures
        return [why.key for why in evidence.missing.values()]

    def test_without_the_file(self, pdf):
        assert self.why(evidence_of(reviewed(pdf), {})) == ["evidence.no-file"]

    def test_a_file_that_changed_gives_no_picture(self, pdf):
        other = build(replace(RECORD, id_number=TWIN.id_number), STYLES["form-2026"])
        assert self.why(evidence_of(reviewed(pdf), {FILE: other})) == ["evidence.other-file"]

    def test_a_file_that_cannot_be_read_any_more(self, pdf):
        (why,) = self.why(evidence_of(reviewed(pdf), {FILE: b"%PDF-1.4 gone"}))
        assert why.startswith("reading.")

    def test_a_page_that_is_not_the_records(self, pdf):
        assert self.why(pictures(pdf, Place(99, (0, 0, 10, 10)))) == ["evidence.no-page"]

    def test_a_page_that_cannot_be_drawn(self, pdf, monkeypatch):
        def fail(*_):
            raise UnusableFileError(message("reading.no-picture", pages=["1"]))

        monkeypatch.setattr(gather, "drawings", fail)
        assert self.why(pictures(pdf)) == ["reading.no-picture"]

    def test_too_many_pictures_are_left_out_and_said(self, pdf, monkeypatch):
        row = read_bytes(pdf, FILE)[0].records[0].employments[0].where
        size = len(pictures(pdf).pictures[1].png)
        monkeypatch.setattr(gather, "MOST_BYTES", 2 * size)
        evidence = pictures(pdf, row, row, row)
        assert list(evidence.pictures) == [1, 2]
        assert [why.key for why in evidence.missing.values()] == ["evidence.too-many"]

    def test_every_reason_is_in_the_catalogue(self):
        for lang in ("zh", "en"):
            assert {"evidence.no-file", "evidence.other-file", "evidence.no-page", "evidence.too-many"} <= set(catalogue(lang))
