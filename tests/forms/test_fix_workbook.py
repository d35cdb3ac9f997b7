"""A workbook corrected in place: formulas, validations, merged cells, notes and pictures move with their rows and stay what they were."""

import io

import pytest
from forms_files import notes, opened, saved
from forms_workbooks import OWN, decorated, fixed_workbook, read_workbook
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table
from PIL import Image as Picture
from review_build import AGENCY, BAY, BLUE, GREEN, check, record

from sbparse.errors import UnusableFileError
from sbparse.policy import default_ruleset
from sbparse.review.correct import correct

RENAMED = record((BLUE, "2016-03/2023-03"))


def fix_of(records, data: bytes):
    return correct(check(records, read_workbook(data)), default_ruleset())


def fixed(records, book: Workbook, **options):
    data = saved(book)
    return opened(fixed_workbook(data, fix_of(records, data), **options))


def table(*rows, columns=("单位", "技术职务", "起止时间", "证明人")) -> Workbook:
    book = Workbook()
    sheet = book.active
    sheet.title = "工作经历"
    sheet.append(list(columns))
    for row in rows:
        sheet.append(list(row))
    return book


def areas(sheet) -> list[str]:
    return sorted(str(area) for area in sheet.merged_cells.ranges)


def with_rename(book: Workbook) -> Workbook:
    sheet = book.create_sheet("更名")
    sheet.append(["曾用名", "现用名", "更名日期"])
    sheet.append([BAY, BLUE, "2019-11"])
    return book


@pytest.fixture(scope="module")
def split():
    """The decorated workbook with its row split at a rename: one row was put in under row 2."""
    return fixed(RENAMED, with_rename(decorated()))


def test_the_split_row_keeps_what_else_it_said(split):
    sheet = split["工作经历"]
    assert [[sheet.cell(row, n).value for n in range(1, 5)] for row in (2, 3)] == [
        [BAY, "研发岗", "2016.3-2019.10", "甲某"],
        [BLUE, "研发岗", "2019.11-2023.3", "甲某"],
    ]
    assert sheet["A3"].font.name == "FangSong" and sheet.row_dimensions[3].height == 33
    assert sheet["D3"].fill.start_color.rgb == sheet["A3"].fill.start_color.rgb  # both are marked as added


def test_what_refers_to_rows_has_moved(split):
    sheet = split["工作经历"]
    assert sheet["A5"].value == "注：由本人填写。" and sheet["A5"].hyperlink.ref == "A5"
    assert sheet.row_dimensions[5].height == 55 and sheet.row_dimensions[4].height is None
    assert areas(sheet) == ["A5:C5"]
    assert (sheet["E2"].value, sheet["E3"].value) == ("=LEN(C2)", "=LEN(C3)")
    assert sheet["E6"].value == "=COUNTA(A2:A4)"
    assert sheet.auto_filter.ref == "A1:E3" and sheet.print_area == "'工作经历'!$A$1:$E$6"
    [rule] = sheet.data_validations.dataValidation
    assert str(rule.sqref) == "B2:B4"
    assert (split[OWN]["A1"].value, split[OWN]["A2"].value) == ("='工作经历'!A5", "=工作经历!A2")


def test_what_does_not_move_is_where_it_was(split):
    sheet = split["工作经历"]
    assert sheet.freeze_panes == "A2"
    assert [sheet.column_dimensions[letter].width for letter in "ABCDE"] == [50, 20, 18, 9, 9]
    assert sheet["B2"].comment.text == "我的批注"
    assert split.sheetnames == ["工作经历", OWN, "更名"]


def test_changed_cells_are_marked_with_what_was_there_and_why(split):
    said = notes(split["工作经历"])
    assert said["A2"].startswith(f"已更正：原为“{BLUE}”。") and "2019-11" in said["A2"]
    assert said["C2"].startswith("已更正：原为“2016.3-2023.3”。")
    assert said["A3"].startswith("已补充：由原第 2 行拆分而来。")
    assert set(said) == {"A2", "B2", "C2", "A3", "B3", "C3", "D3"}


def test_a_note_that_was_there_stays_below_ours():
    book = table((BLUE, "研发岗", "2016.2-2023.3", "甲某"))
    book.active["C2"].comment = Comment("本人手写", "me")
    said = notes(fixed(RENAMED, book).active)["C2"]
    assert said.startswith("已更正：原为“2016.2-2023.3”。") and said.endswith("（以下为原有批注）\n本人手写")


def test_names_tables_formats_pictures_and_frozen_panes_move_too():
    book = with_rename(table(("表头之上",), columns=("2023年申报",)))
    sheet = book["工作经历"]
    sheet.delete_rows(2)
    sheet.append(["单位", "技术职务", "起止时间", "证明人"])
    sheet.append([BLUE, "研发岗", "2016.3-2023.3", "甲某"])
    sheet["A8"] = "注：附件见后。"
    sheet.add_table(Table(displayName="T1", ref="A2:D3"))
    sheet.conditional_formatting.add("A3:D7", FormulaRule(formula=['$B3=""'], fill=PatternFill("solid", bgColor="FFFF0000")))
    book.defined_names["最后"] = DefinedName("最后", attr_text="工作经历!$A$8")
    stream = io.BytesIO()
    Picture.new("RGB", (20, 10), "blue").save(stream, "PNG")
    sheet.add_image(Image(stream), "B9")
    sheet.freeze_panes = "B5"
    after = fixed(RENAMED, book)
    sheet = after["工作经历"]
    assert sheet.tables["T1"].ref == "A2:D4"
    [formatting] = sheet.conditional_formatting
    assert str(formatting.sqref) == "A3:D8" and formatting.rules[0].formula == ['$B3=""']
    assert after.defined_names["最后"].value == "工作经历!$A$9"
    assert [(image.anchor._from.row, image.anchor._from.col) for image in sheet._images] == [(9, 1)]
    assert sheet.freeze_panes == "B6"
    assert sheet["A9"].value == "注：附件见后。"


MERGED = record((BLUE, "2016-03/2018-06"), (GREEN, "2018-07/2023-03"))


def test_merged_cells_of_several_rows_are_divided_only_where_a_row_changes():
    book = table(
        (BLUE, "研发岗", "2016.2-2017.1", "甲某"),
        (None, "测试岗", "2017.2-2018.6", None),
        (GREEN, "研发岗", "2018.7-2020.1", "乙某"),
        (None, "项目主管", "2020.2-2023.3", None),
    )
    sheet = book.active
    for area in ("A2:A3", "D2:D3", "A4:A5", "D4:D5"):
        sheet.merge_cells(area)
    after = fixed(MERGED, book).active
    assert areas(after) == ["A4:A5", "D4:D5"]
    assert [after.cell(row, 1).value for row in range(2, 6)] == [BLUE, BLUE, GREEN, None]
    assert [after.cell(row, 4).value for row in range(2, 4)] == ["甲某", "甲某"]
    assert after["C2"].value == "2016.3-2017.1"


def test_a_stint_over_two_rows_is_split_below_both():
    book = with_rename(table((BLUE, "研发岗", "2016.3-2023.3", "甲某"), (None, None, None, "乙某")))
    for area in ("A2:A3", "B2:B3", "C2:C3"):
        book["工作经历"].merge_cells(area)
    data = saved(book)
    assert len(read_workbook(data).stints) == 1
    sheet = opened(fixed_workbook(data, fix_of(RENAMED, data)))["工作经历"]
    assert [sheet.cell(row, 3).value for row in (2, 3, 4)] == ["2016.3-2019.10", None, "2019.11-2023.3"]
    assert areas(sheet) == ["A2:A3", "B2:B3", "C2:C3"]
    assert [sheet.cell(row, 4).value for row in (2, 3, 4)] == ["甲某", "乙某", "甲某"]


def test_a_stint_over_two_rows_is_cleared_with_both():
    book = table(
        ("北京无名样例有限公司", "研发岗", "2010.3-2011.3", "甲某"), (None, None, None, "乙某"), (BLUE, "研发岗", "2016.3-2023.3", "丙某")
    )
    for area in ("A2:A3", "B2:B3", "C2:C3"):
        book.active.merge_cells(area)
    sheet = fixed(RENAMED, book).active
    assert [[sheet.cell(row, n).value for n in range(1, 5)] for row in (2, 3)] == [[None] * 4, [None] * 4]
    assert notes(sheet)["D3"] == "已清除：原为“乙某”。" and notes(sheet)["A2"].startswith("已清除：原为“北京无名样例有限公司”。")


def test_cells_merged_side_by_side_are_merged_in_a_new_row_as_well():
    book = with_rename(table((BLUE, "研发岗", "2016.3-2023.3", None, "甲某"), columns=("单位", "技术职务", "起止时间", None, "证明人")))
    book["工作经历"].merge_cells("C1:D1")
    book["工作经历"].merge_cells("C2:D2")
    after = fixed(RENAMED, book)["工作经历"]
    assert areas(after) == ["C1:D1", "C2:D2", "C3:D3"]
    assert [after.cell(3, n).value for n in (1, 3, 5)] == [BLUE, "2019.11-2023.3", "甲某"]


def test_a_column_that_counts_is_not_copied():
    book = with_rename(table((1, BLUE, "2016.3-2023.3"), columns=("序号", "单位", "起止时间")))
    after = fixed(RENAMED, book)["工作经历"]
    assert [after.cell(row, 1).value for row in (2, 3)] == [1, None]


def test_a_missing_stint_is_put_in_its_place_with_what_is_left_to_fill_in():
    book = table((BLUE, "研发岗", "2016年3月至2018年6月", "甲某", "社保"), columns=("单位", "技术职务", "起止时间", "证明人", "依据"))
    sheet = fixed(MERGED, book).active
    assert [sheet.cell(3, n).value for n in range(1, 6)] == [GREEN, None, "2018年7月至2023年3月", None, "社保"]
    said = notes(sheet)
    assert said["B3"].startswith("待填写：") and said["D3"].startswith("待填写：") and said["A3"].startswith("已补充：")


def test_the_first_stint_may_be_the_missing_one():
    sheet = fixed(MERGED, table((GREEN, "研发岗", "2018.7-2023.3", "甲某"))).active
    assert [sheet.cell(row, 1).value for row in (1, 2, 3)] == ["单位", BLUE, GREEN]


def test_two_missing_stints_stand_in_their_order():
    records = record((BLUE, "2012-03/2013-06"), (GREEN, "2013-07/2015-03"), (BAY, "2015-04/2023-03"))
    sheet = fixed(records, table((BAY, "研发岗", "2015.4-2023.3", "甲某"))).active
    assert [sheet.cell(row, 1).value for row in (2, 3, 4)] == [BLUE, GREEN, BAY]


def test_the_host_of_a_missing_dispatch_is_left_to_fill_in():
    records = record((BLUE, "2012-03/2013-06"), (AGENCY, "2013-07/2023-03"))
    sheet = fixed(records, table((BLUE, "研发岗", "2012.3-2013.6", "甲某"))).active
    assert sheet["A3"].value == f"{AGENCY}派遣至××" and notes(sheet)["A3"].startswith("待填写：")


def test_a_declaration_in_formulas_is_replaced_by_its_results():
    book = table((BLUE, "研发岗", "2016.2-2023.3", '="甲"&"某"'))
    data = with_results(saved(book), {"D2": "甲某"})
    assert read_workbook(data).stints[0].reference == "甲某"
    sheet = opened(fixed_workbook(data, fix_of(RENAMED, data))).active
    assert sheet["D2"].value == "甲某" and notes(sheet)["D2"].startswith("说明：原为公式")
    assert sheet["C2"].value == "2016.3-2023.3"


def with_results(data: bytes, results: dict[str, str]) -> bytes:
    """A workbook whose formulas have stored results, as a spreadsheet program would save them."""
    import re
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                for cell, text in results.items():
                    pattern = rf'(<c r="{cell}"[^>]*?)(?: t="\w+")?(>)(<f>.*?</f>)<v\s*/?>(?:</v>)?'.encode()
                    content, count = re.subn(pattern, rf'\1 t="str"\2\3<v>{text}</v>'.encode(), content)
                    assert count == 1
            target.writestr(name, content)
    return out.getvalue()


def test_formulas_are_computed_anew_when_the_file_is_opened(split):
    assert split.calculation.fullCalcOnLoad


def test_rich_text_elsewhere_stays_rich():
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    book = table((BLUE, "研发岗", "2016.2-2023.3", "甲某"))
    book.active["F1"] = CellRichText("甲", TextBlock(InlineFont(b=True), "乙"))
    data = saved(book)
    from openpyxl import load_workbook

    after = load_workbook(io.BytesIO(fixed_workbook(data, fix_of(RENAMED, data))), rich_text=True)
    assert isinstance(after.active["F1"].value, CellRichText)


def test_a_name_that_begins_like_a_formula_stays_a_text():
    name = '=HYPERLINK("http://x")北京样例有限公司'
    records = record((BLUE, "2016-03/2018-06"), (name, "2018-07/2023-03"))
    after = fixed(records, table((BLUE, "研发岗", "2016.3-2018.6", "甲某")))
    assert after.active["A3"].data_type == "s" and after.active["A3"].value == name


def test_notes_in_english_and_entries_as_they_were():
    book = table((BLUE, "研发岗", "2016.3-2018.6", "甲某"))
    sheet = fixed(MERGED, book, lang="en").active
    assert notes(sheet)["A3"].startswith("Added: ") and sheet["C3"].value == "2018.7-2023.3"


def test_what_would_be_read_otherwise_is_refused(monkeypatch):
    monkeypatch.setattr("sbparse.report.forms.correcting.span_like", lambda *_: "2011.1-2011.2")
    with pytest.raises(UnusableFileError) as error:
        fixed(RENAMED, table((BLUE, "研发岗", "2016.2-2023.3", "甲某")))
    assert error.value.what.key == "form.error.not-as-meant"
