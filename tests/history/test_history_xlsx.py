"""What a workbook may hold beside plain texts: formulas, Chinese date formats, references that no Excel would write."""

import io
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from history_files import read
from office_parts import WORKBOOK, refused, repacked, sheet_row, sheet_xml, with_sheet

from sbparse.history.xlsx import read_xlsx

CELL = '<c r="A1" t="inlineStr"><is><t>x</t></is></c>'


@pytest.mark.parametrize(
    "content",
    [
        '<sheetData><row r="99999999999"><c r="A99999999999"><v>1</v></c></row></sheetData>',
        '<sheetData><row r="2000000"><c r="A2000000"><v>1</v></c></row></sheetData>',
        '<sheetData><row r="1"><c r="ZZZZ1"><v>1</v></c></row></sheetData>',
        '<sheetData><row r="1"><c r="XFE1"><v>1</v></c></row></sheetData>',
        '<sheetData><row r="3"/><row r="2"/></sheetData>',
        '<sheetData><row r="2"/><row r="2"/></sheetData>',
        '<sheetData><row r="1"><c r="B1"/><c r="A1"/></row></sheetData>',
        '<sheetData><row r="1"><c r="A2"/></row></sheetData>',
        '<sheetData><row r="x"/></sheetData>',
        f'<sheetData><row r="1">{CELL}</row></sheetData><mergeCells><mergeCell ref="B1:A1"/></mergeCells>',
        f'<sheetData><row r="1">{CELL}</row></sheetData><mergeCells><mergeCell ref="A1:A9999999"/></mergeCells>',
        '<sheetData><row r="1"><c r="A1" t="s"><v>99</v></c></row></sheetData>',
        '<sheetData><row r="1"><c r="A1" t="n"><v>x</v></c></row></sheetData>',
        "<sheetData>",
    ],
)
def test_a_worksheet_that_excel_would_not_write_is_damaged(tmp_path: Path, content: str) -> None:
    assert refused(tmp_path / "h", with_sheet(content)).what.key == "history.damaged"


def test_far_cells_and_huge_ranges_cost_nothing(tmp_path: Path) -> None:
    header, first, last = sheet_row(1, "单位", "起止时间"), sheet_row(2, "甲", "2018.9-2019.3"), sheet_row(1048576, "乙", "2019.4-至今")
    ranges = '<mergeCells><mergeCell ref="A2:A1048576"/></mergeCells><hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>'
    history = read(tmp_path / "h", with_sheet(f"<sheetData>{header}{first}</sheetData>{ranges}"))
    assert [stint.row for stint in history.stints] == [2]
    history = read(tmp_path / "h", with_sheet(f'<dimension ref="A1"/><sheetData>{header}{first}{last}</sheetData>'))
    assert [stint.row for stint in history.stints] == [2, 1048576]
    far = '<row r="2"><c r="XFD2"><v>1</v></c></row>'
    assert refused(tmp_path / "h", with_sheet(f"<sheetData>{header}{far}</sheetData>")).what.key == "history.too-many-columns"
    wide = f'{sheet_row(1048576, "乙")[:-6]}<c r="I1048576"><v>1</v></c></row>'
    error = refused(tmp_path / "h", with_sheet(f"<sheetData>{header}{first}{wide}</sheetData>"))
    assert error.what.key == "history.too-far"
    assert "1048576" in error.line()


def test_what_stands_in_a_cell_arrives_as_what_it_is(tmp_path: Path) -> None:
    content = (
        '<c r="A1"><v>201809.0</v></c><c r="B1"><v>2018.9</v></c><c r="C1"><v>1.2E+3</v></c><c r="D1" t="b"><v>1</v></c>'
        '<c r="E1" t="d"><v>2018-09-01T00:00:00</v></c>'
        '<c r="F1" t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r><rPh sb="0" eb="1"><t>jia</t></rPh></is></c>'
        '<c r="G1" t="inlineStr"><is><t>a_x000A_b</t></is></c><c r="H1"><v>110101199003078000</v></c>'
    )
    data = with_sheet(f'<sheetData><row r="1">{content}</row></sheetData>')
    sheet = next(sheet for sheet in read_xlsx(data, "h") if sheet.name == "工作经历")
    whole, month, power, truth, day, text, lines, number = (cell.value for cell in sheet.rows[0].cells)
    assert (whole, type(whole), month, power, truth) == (201809, int, 2018.9, 1200, True)
    assert (day, text, lines, number) == (datetime(2018, 9, 1), "甲乙", "a\nb", 110101199003078000)


def test_two_sheets_of_one_name_are_damaged(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as package:
        workbook = package.read("xl/workbook.xml").decode()
    assert workbook.count('name="更名"') == 1
    data = repacked(WORKBOOK, xl__workbook_dot_xml=workbook.replace('name="更名"', 'name="工作经历"').encode())
    assert refused(tmp_path / "h", data).what.key == "history.damaged"


def test_formulas_are_read_by_their_stored_result(tmp_path: Path) -> None:
    def sheet(cells: str) -> bytes:
        return with_sheet(f"<sheetData>{sheet_row(1, '单位', '起止时间', '证明人')}{sheet_row(2, '甲', more=cells)}</sheetData>")

    period = '<c r="B2" t="str"><f>"2018.9-"&amp;"2019.3"</f><v>2018.9-2019.3</v></c>'
    assert str(read(tmp_path / "h", sheet(period)).stints[0].end) == "2019-03"
    for uncomputed in ('<c r="B2"><f>NOW()</f></c>', '<c r="B2"><f>NOW()</f><v></v></c>', '<c r="B2"><f>NOW()</f><v/></c>'):
        error = refused(tmp_path / "h", sheet(uncomputed))
        assert error.what.key == "history.formula-without-result"
        assert "工作经历 第 2 行 B2" in error.line()
    empty = '<c r="C2" t="str"><f>""</f><v></v></c>'
    assert read(tmp_path / "h", sheet(period + empty)).stints[0].reference is None
    error = refused(tmp_path / "h", sheet(period + '<c r="C2" t="e"><f>A9</f><v>#REF!</v></c>'))
    assert error.what.key == "history.error-value"
    assert "C2" in error.line()
    unread = '<c r="D2" t="e"><f>A9</f><v>#REF!</v></c>'
    assert len(read(tmp_path / "h", sheet(period + unread)).stints) == 1, "a column that is not read does no harm"


@pytest.mark.parametrize("number", [14, 27, 31, 57])
def test_dates_in_the_formats_of_chinese_excel(tmp_path: Path, number: int) -> None:
    styles = (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts><font/></fonts><fills><fill><patternFill/></fill></fills>'
        "<borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>"
        f'<cellXfs><xf/><xf numFmtId="{number}"/></cellXfs></styleSheet>'
    )
    dates = sheet_row(2, "甲", more='<c r="B2" s="1"><v>43344</v></c><c r="C2" s="1"><v>43921</v></c>')
    content = f"<sheetData>{sheet_row(1, '单位', '开始时间', '结束时间')}{dates}</sheetData>"
    data = repacked(WORKBOOK, xl__styles_dot_xml=styles.encode(), xl__worksheets__sheet1_dot_xml=sheet_xml(content))
    [stint] = read(tmp_path / "h", data).stints
    assert (str(stint.start), str(stint.end)) == ("2018-09", "2020-03")
