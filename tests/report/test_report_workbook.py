"""The workbooks as files: texts that stay texts, shape, print set-up, bytes, masking."""

import re
from datetime import datetime
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from report_example import clean_review, review
from report_example_record import CODE, ID_NUMBER, SHA256, bare_record, extraction
from report_hostile import FORMULAS, with_employer
from report_reading import opened, rows, texts

from sbparse.api import read_records, reconcile
from sbparse.history.load import read_history
from sbparse.record.model import Extraction
from sbparse.report.workbook import extraction_workbook, review_workbook

NAMES = ["结论", "问题清单", "逐段核对", "时间轴", "参保记录", "缴费明细", "验算", "建议填写"]
DATA = NAMES[1:]
# All that a formula of the report is made of: sums, months of a date, cells of its own sheets, arithmetic.
OURS = re.compile(r"(?:SUMIF|SUM|YEAR|MONTH|'(?:缴费明细|参保记录)'!|\$?[A-Z]\$?\d+|\d+|[-+*(),:])+")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def formulas(content):
    """The formulas of every sheet, and the types of cells that hold texts, from the file's own XML."""
    found, types = [], set()
    with ZipFile(BytesIO(content)) as file:
        for name in file.namelist():
            if name.startswith("xl/worksheets/"):
                root = ET.fromstring(file.read(name))  # noqa: S314 - our own file
                found += [(name, formula.text) for formula in root.iter(f"{MAIN}f")]
                types |= {cell.get("t") for cell in root.iter(f"{MAIN}c") if cell.find(f"{MAIN}is") is not None}
    return found, types


class TestTextStaysText:
    @pytest.mark.parametrize("text", FORMULAS)
    def test_no_cell_becomes_a_formula(self, text):
        own = formulas(review_workbook(with_employer("北京样例有限公司")))
        assert formulas(review_workbook(with_employer(text))) == own
        assert own[1] == {"inlineStr"}
        assert all(OURS.fullmatch(formula) for _, formula in own[0])

    @pytest.mark.parametrize("text", [t for t in FORMULAS if t[0] in "=+-@＝"])
    def test_editing_the_cell_does_not_make_it_one_either(self, text):
        sheet = opened(review_workbook(with_employer(text)))["参保记录"]
        cell = next(c for c in sheet[2] if c.value == text)
        assert cell.quotePrefix
        assert cell.data_type == "s"
        assert not next(c for c in opened(review_workbook(review()))["参保记录"][2] if c.value == "北京市第三无线电器材厂").quotePrefix

    @given(st.text(st.characters(codec=None), min_size=1, max_size=30))
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_any_text_gives_a_file_that_opens(self, text):
        own, types = formulas(review_workbook(with_employer(text)))
        assert types == {"inlineStr"}
        assert all(OURS.fullmatch(formula) for _, formula in own)

    def test_characters_that_xml_forbids_are_left_out(self):
        sheet = opened(review_workbook(with_employer("北\x00京\x1b\x0b\ufffe\ud800样例\u202e公司")))["参保记录"]
        assert sheet["F2"].value == "北京样例公司"

    def test_a_text_too_long_for_a_cell_ends_with_an_ellipsis(self):
        sheet = opened(review_workbook(with_employer("长" * 40_000)))["参保记录"]
        assert len(sheet["F2"].value) == 32_767
        assert sheet["F2"].value.endswith("…")


class TestShape:
    def test_sheets(self, book):
        assert book.sheetnames == NAMES
        assert opened(extraction_workbook([extraction()])).sheetnames == ["参保记录", "缴费明细", "补充资料", "提示"]

    def test_english(self):
        english = opened(review_workbook(review(), lang="en"))
        assert english.sheetnames == [
            "Conclusion", "Findings", "Side by side", "Timeline", "Employers", "Contributions", "Proof", "Suggested entries",
        ]  # fmt: skip
        assert rows(english["Findings"])[0]["Severity"] == "× Error"

    @pytest.mark.parametrize("name", DATA)
    def test_data_sheets_are_made_to_work_with(self, book, name):
        sheet = book[name]
        assert not sheet.merged_cells.ranges
        assert sheet.freeze_panes.endswith("2")
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.print_title_rows == "$1:$1"
        assert all(isinstance(cell.value, str) or sheet.column_dimensions[cell.column_letter].width == 2 for cell in sheet[1])

    @pytest.mark.parametrize("name", NAMES)
    def test_every_sheet_prints_on_a4_with_page_numbers(self, book, name):
        sheet = book[name]
        wide = 6 if name == "时间轴" else 1  # 31 years
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (9, wide, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.orientation == ("portrait" if name == "结论" else "landscape")
        assert "&P" in sheet.oddFooter.center.text
        assert name in sheet.oddHeader.left.text

    @pytest.mark.parametrize("name", NAMES)
    def test_fonts_and_heights(self, book, name):
        used = [cell for row in book[name].iter_rows() for cell in row if cell.value is not None]
        assert {cell.font.name for cell in used} == {"Microsoft YaHei"}
        assert all(10 < book[name].row_dimensions[cell.row].height <= 409 for cell in used)

    def test_columns_fit_their_texts_or_wrap_them(self, book):
        sheet = book["参保记录"]
        width = sheet.column_dimensions["F"].width
        for row in range(2, 14):
            cell = sheet.cell(row, 6)
            lines = -(-len(cell.value) * 2 // (width - 2))
            assert cell.alignment.wrap_text
            assert sheet.row_dimensions[row].height >= lines * 14

    def test_a_column_is_never_wider_than_its_cap(self):
        sheet = opened(review_workbook(with_employer("长" * 500)))["参保记录"]
        assert sheet.column_dimensions["F"].width == 46

    def test_empty_review_still_opens(self):
        book = opened(review_workbook(clean_review()))
        assert book["问题清单"].max_row == 1
        assert "√ 核对通过：未检出错误" in texts(book)

    def test_record_without_anything(self):
        book = opened(extraction_workbook([Extraction("a.pdf", SHA256, 1, (bare_record(),), ())]))
        assert [book[name].max_row for name in ("参保记录", "缴费明细", "提示")] == [1, 1, 1]
        assert opened(extraction_workbook([])).sheetnames == ["参保记录", "缴费明细", "补充资料", "提示"]


class TestSameBytes:
    def test_same_bytes_on_every_run(self):
        assert review_workbook(review()) == review_workbook(review())
        assert extraction_workbook([extraction()]) == extraction_workbook([extraction()])

    def test_no_time_of_writing(self):
        with ZipFile(BytesIO(review_workbook(review()))) as file:
            assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}

    def test_no_folder_of_a_file(self):
        case = Path(__file__).parents[2] / "fixtures/check/02_start_mismatch"
        extracted = read_records(case / "record.pdf")
        result = reconcile(extracted, read_history(case / "history.xlsx"))
        for made, names in ((review_workbook(result), {"record.pdf", "history.xlsx"}), (extraction_workbook([extracted]), {"record.pdf"})):
            assert {text for text in texts(opened(made)) if ".pdf" in text or ".xlsx" in text} == names

    def test_nothing_of_the_machine(self, book):
        assert (book.properties.creator, book.properties.lastModifiedBy) == ("sbparse", None)
        assert book.properties.created == book.properties.modified == datetime(1980, 1, 1)


class TestMasking:
    @pytest.mark.parametrize("make", [lambda **k: review_workbook(review(), **k), lambda **k: extraction_workbook([extraction()], **k)])
    def test_hidden_unless_asked(self, make):
        hidden = "\n".join(texts(opened(make())))
        assert ID_NUMBER not in hidden
        assert CODE not in hidden
        shown = "\n".join(texts(opened(make(show_ids=True))))
        assert ID_NUMBER in shown
        assert CODE in shown

    def test_says_so(self):
        note = "本报告中的号码和校验码已部分遮盖。"
        assert note in texts(opened(review_workbook(review())))
        assert note not in texts(opened(review_workbook(review(), show_ids=True)))
