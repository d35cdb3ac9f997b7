"""Declared histories as people's workbooks: titles above, notes below, columns of their own, merged cells, other sheets."""

import io
from dataclasses import replace
from typing import Any

from history_files import other_rows, stint_rows
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from sbparse.history.model import DeclaredHistory
from sbparse.history.sheets import declared
from sbparse.history.xlsx import read_xlsx
from sbparse.report.forms.fixing import corrected_workbook
from sbparse.review.corrections import Correction

TITLE, FOOT, REMARK = "个人工作经历汇总", "注：以上内容属实。", "备注"
OWN = "我的笔记"


@st.composite
def workbooks(draw: st.DrawFn, history: DeclaredHistory) -> bytes:
    """A workbook that is read as this history."""
    two_columns = draw(st.booleans())
    stints = draw(stint_rows(history, two_columns=two_columns, spreadsheet=True))
    others = draw(other_rows(history, spreadsheet=True))
    book = Workbook()
    sheet = book.active
    sheet.title = draw(st.sampled_from(["工作经历", "Sheet1"]))
    _fill_stints(draw, sheet, stints)
    for name in ("更名", "申报信息", "考核情况"):
        if name == "考核情况" and history.assessments is None:
            continue
        other = book.create_sheet(name)
        columns = {
            "更名": ["曾用名", "现用名", "更名日期"],
            "申报信息": ["项目", "内容"],
            "考核情况": ["起止时间", "种类", "结论", "组织单位"],
        }
        other.append(columns[name])
        for row in others[name]:
            other.append([row.get(column) for column in columns[name]])
    notes = book.create_sheet(OWN)
    notes["A1"], notes["B2"] = "不要动", "=1+1"
    return _saved(book)


def _fill_stints(draw: st.DrawFn, sheet: Any, stints: list[dict[str, Any]]) -> None:
    above = draw(st.integers(0, 2))
    for number in range(1, above + 1):
        sheet.cell(number, 1, TITLE if number == 1 else None)
    numbered, remarked = draw(st.booleans()), draw(st.booleans())
    columns = [*(["序号"] if numbered else []), *stints[0], *([REMARK] if remarked else [])]
    for column, name in enumerate(columns, 1):
        sheet.cell(above + 1, column, name).font = Font(bold=True)
    row = above + 1
    for number, stint in enumerate(stints, 1):
        row += draw(st.sampled_from([1, 1, 1, 2]))
        for column, name in enumerate(columns, 1):
            value = number if name == "序号" else f"备注{number}" if name == REMARK else stint[name]
            cell = sheet.cell(row, column, value)
            cell.alignment = Alignment(wrap_text=True)
        sheet.row_dimensions[row].height = 20 + number
    if draw(st.booleans()):
        sheet.cell(row + 2, 1, FOOT)
        sheet.row_dimensions[row + 2].height = 77


def _saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read_workbook(data: bytes) -> DeclaredHistory:
    return replace(declared("w.xlsx", read_xlsx(data, "w.xlsx")), file="")


def fixed_workbook(data: bytes, fix: Correction, **options: Any) -> bytes:
    return corrected_workbook(data, "w.xlsx", fix, **options)


def decorated() -> Workbook:
    """A workbook with everything that refers to rows."""
    book = Workbook()
    sheet = book.active
    sheet.title = "工作经历"
    sheet.append(["单位", "技术职务", "起止时间", "证明人", "月数"])
    sheet.append(["北京蓝鲸样例软件有限公司", "研发岗", "2016.3-2023.3", "甲某", "=LEN(C2)"])
    sheet["A4"], sheet["E5"] = "注：由本人填写。", "=COUNTA(A2:A3)"
    sheet["A4"].hyperlink = "https://example.invalid/"
    sheet["B2"].comment = Comment("我的批注", "me")
    sheet["A2"].fill = PatternFill("solid", start_color="FFEEEEEE")
    sheet["A2"].font = Font(name="FangSong", size=14)
    for letter, width in zip("ABCDE", (50, 20, 18, 9, 9), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.row_dimensions[2].height, sheet.row_dimensions[4].height = 33, 55
    sheet.merge_cells("A4:C4")
    rule = DataValidation("list", formula1='"研发岗,测试岗"')
    rule.add("B2:B3")
    sheet.add_data_validation(rule)
    sheet.auto_filter.ref = "A1:E2"
    sheet.print_area = "A1:E5"
    sheet.freeze_panes = "A2"
    own = book.create_sheet(OWN)
    own["A1"], own["A2"] = "='工作经历'!A4", "=工作经历!A2"
    return book
