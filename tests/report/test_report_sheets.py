"""What the sheets of the workbooks say."""

import shutil
import subprocess
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from report_example import review
from report_example_record import FILE, SHA256, bare_record, extraction
from report_reading import opened, rows, texts

from sbparse.findings import Finding, Severity
from sbparse.messages import message
from sbparse.report.workbook import extraction_workbook, review_workbook
from sbparse.values.month import Month, Period


class TestFindings:
    def test_columns(self, book):
        assert [cell.value for cell in book["问题清单"][1]] == [
            "序号", "规则", "规则说明", "级别", "申报内容", "记录内容", "说明", "更正建议", "PDF 文件", "PDF 页码",
            "位置（pt）", "申报行号", "月份",
        ]  # fmt: skip

    def test_one_row_a_finding_in_order(self, book):
        found = rows(book["问题清单"])
        assert [row["序号"] for row in found] == list(range(1, 10))
        assert [row["规则"] for row in found] == [finding.rule for finding in review().findings]

    def test_a_row(self, book):
        assert rows(book["问题清单"])[0] == {
            "序号": 1, "规则": "start-mismatch", "规则说明": "起始月份与记录不一致", "级别": "× 错误",
            "申报内容": "1994-07", "记录内容": "1994-08",
            "说明": "第 2 行申报从 1994-07 开始，记录中这一段从 1994-08 开始，相差 1 个月。", "更正建议": "起始时间改为 1994.8。",
            "PDF 文件": FILE, "PDF 页码": 1, "位置（pt）": "左47 上214 右802 下234", "申报行号": 2, "月份": "1994-07",
        }  # fmt: skip

    def test_sides_without_compared_values_show_the_rows(self, book):
        by_rule = {row["规则"]: row for row in rows(book["问题清单"])}
        assert by_rule["missing-from-history"]["申报内容"] is None
        assert by_rule["missing-from-history"]["记录内容"] == "北京云雀样例网络科技有限公司，2003-03至2003-08"
        assert by_rule["needs-contract"]["申报内容"] == "=cmd|' /C calc'!A0（样例），2009-01至2009-12"
        assert by_rule["total-mismatch"]["记录内容"] == "记录为357，算得356"
        assert by_rule["total-mismatch"]["申报内容"] is None
        assert by_rule["unpaid-months"]["月份"] == "2018-01至2018-04\n2018-09\n2018-11至2018-12"

    def test_an_assessment_is_not_taken_for_a_stint(self):
        finding = Finding(rule="assessment-mismatch", severity=Severity.ERROR, message=message("example.needs"), history_row=2)
        (row,) = rows(opened(review_workbook(replace(review(), findings=(finding,))))["问题清单"])
        assert row["申报内容"] == "2021年度，2021-01至2021-12"

    @pytest.mark.parametrize("severity", Severity)
    def test_severity_is_a_symbol_a_word_and_a_colour(self, book, severity):
        cells = {cell.value: cell.fill.start_color.rgb for cell in book["问题清单"]["D"][1:]}
        assert {"× 错误", "▲ 警告", "○ 提示"} == set(cells)
        assert len(set(cells.values())) == 3


class TestPairs:
    def marked(self, book):
        return {
            (row[0].value, cell.column_letter): (cell.value, cell.fill.start_color.rgb)
            for row in book["逐段核对"].iter_rows(min_row=2)
            for cell in row
            if "≠" in cell.number_format
        }

    def test_what_a_finding_names_is_marked_and_coloured_and_nothing_else(self, book):
        red, yellow = "FFF8D7DA", "FFFFF1CC"
        assert self.marked(book) == {
            (1, "D"): (datetime(1994, 7, 1), red),
            (1, "H"): (datetime(1994, 8, 1), red),
            (5, "G"): ("北京云雀样例网络科技有限公司", red),
            (5, "H"): (datetime(2003, 3, 1), red),
            (5, "I"): (datetime(2003, 8, 1), red),
            (6, "C"): ("北京青禾样例生物科拔股份有限公司", red),
            (6, "G"): ("北京青禾样例生物科技有限公司 → 北京青禾样例生物科技股份有限公司", red),
            (7, "F"): ("合同", yellow),
            (11, "J"): (37, yellow),
            (12, "C"): ("中国科学院样例空间应用工程与技术研究所", red),
            (12, "G"): ("北京中科创嘉人力资源咨询有限公司", red),
        }

    def test_names_that_differ_in_form_only_are_not_marked(self):
        """The report compares nothing: brackets of another width are no difference unless a finding says so."""
        pair = review().pairs[1]
        odd = replace(pair, declared=(replace(pair.declared[0], employer="北京白杨树样例电子技术开发公司（）"),))
        assert self.marked(opened(review_workbook(replace(review(), pairs=(odd,))))) == {}

    def test_results(self, book):
        results = [row["核对结果"] for row in rows(book["逐段核对"])]
        assert results[:3] == ["× 错误 起始月份与记录不一致", "未检出差异", "未检出差异"]
        assert results[5:8] == ["见同段的其他行", "× 错误 单位名称个别字不同", "▲ 警告 这一段须附劳动合同"]

    def test_as_many_rows_as_the_longer_side(self, book):
        assert [row["段"] for row in rows(book["逐段核对"])] == [1, 2, 3, 4, 5, 6, 6, 7, 8, 9, 9, 10, 11, 12]

    def test_ongoing(self, book):
        assert rows(book["逐段核对"])[-1]["申报结束"] == "至今"

    def test_a_finding_without_any_place_is_told_in_the_first_row(self):
        finding = Finding(rule="overlap", severity=Severity.WARNING, message=message("example.needs"))
        pair = replace(review().pairs[5], findings=(finding,))
        found = rows(opened(review_workbook(replace(review(), pairs=(pair,))))["逐段核对"])
        assert [row["核对结果"] for row in found] == ["▲ 警告 同一个月有两个单位", "见同段的其他行"]


class TestRecords:
    def test_months_are_dates_and_amounts_are_numbers(self, book):
        sheet = book["缴费明细"]
        assert (sheet["B2"].value, sheet["B2"].number_format) == (datetime(1994, 8, 1), "yyyy-mm")
        assert (sheet["E2"].value, sheet["F2"].value, sheet["F2"].number_format) == (5, 4000, "#,##0.00")
        assert isinstance(sheet["G2"].value, int | float)

    def test_blank_stays_blank(self, book):
        assert [book["缴费明细"].cell(2, column).value for column in range(11, 18)] == [None] * 7

    def test_thirteen_figures_a_row_as_in_the_form(self, book):
        assert [cell.value for cell in book["缴费明细"][1]][4:-1] == [
            "养老月数", "养老年缴费基数", "养老个人缴费", "失业月数", "失业年缴费基数", "失业个人缴费", "工伤月数", "工伤年缴费基数",
            "医疗月数", "医疗年缴费基数", "医疗个人缴费", "生育月数", "生育年缴费基数",
        ]  # fmt: skip

    def test_totals_printed_and_summed(self, book):
        sheet = book["缴费明细"]
        assert [sheet.cell(row, 2).value for row in (33, 34)] == ["合计（所印）", "合计（求和）"]
        assert (sheet["E33"].value, sheet["E34"].value) == (357, "=SUM(E$2:E$32)")
        assert sheet.auto_filter.ref == "A1:R32"

    def test_a_column_without_figures_has_no_sum(self):
        record = extraction().records[0]
        rows = tuple(replace(row, amounts={}) for row in record.contributions)
        book = opened(extraction_workbook([replace(extraction(), records=(replace(record, contributions=rows),))]))
        assert {cell.value for cell in book["缴费明细"][34][4:]} == {None}

    def test_sums_of_several_records_survive_sorting(self):
        sheet = opened(extraction_workbook([extraction(), extraction()]))["缴费明细"]
        assert sheet["E67"].value == "=SUMIF($A$2:$A$63,2,E$2:E$63)"
        assert sheet["B67"].value == "合计（求和）"

    def test_back_payment(self, book):
        assert [row["含补缴"] for row in rows(book["缴费明细"])[2:5]] == [None, "*", None]

    def test_employments_as_printed(self, book):
        assert rows(book["参保记录"])[-1] == {
            "记录": 1, "序号": 12, "缴费起始年月": datetime(2020, 1, 1), "缴费截止年月": datetime(2024, 5, 1), "实际缴费月数": 53,
            "单位名称": "北京中科创嘉人力资源咨询有限公司", "缴费区县": "北京市海淀区社会保险基金管理中心", "PDF 文件": FILE, "PDF 页码": 1,
        }  # fmt: skip

    def test_supplement_and_notices(self):
        book = opened(extraction_workbook([extraction()]))
        items = {row["项目"]: row["内容"] for row in rows(book["补充资料"])}
        assert items["养老保险累计实际缴费月数"] == 359
        assert items["其中农转非月数"] is None
        assert items["个人账户本息合计金额（元）"] == pytest.approx(512345.6)
        notices = rows(book["提示"])
        assert [row["级别"] for row in notices] == ["× 错误", "○ 提示", "？ 未检查", "○ 提示"]
        assert notices[3]["说明"] == "第4、5页不属于个人权益记录，未读取。"


class TestSuggestions:
    def test_in_the_declarations_own_columns(self, book):
        row = rows(book["建议填写"])[0]
        assert row["单位"] == "北京市第三无线电器材厂"
        assert (row["专业技术工作"], row["技术职务"], row["起止时间"], row["证明人"], row["依据"]) == (
            "电路设计",
            "技术员",
            "1994.8-1996.3",
            "甲某",
            "社保",
        )
        assert (row["考核起止时间"], row["种类"]) == ("2021.1-2021.12", "2021年度")

    def test_ongoing_and_changes(self, book):
        found = rows(book["建议填写"])
        assert found[-1]["起止时间"] == "2020.1-至今"
        assert [row["与申报相比"] for row in found] == [
            "改：起始", "不变", "不变", "不变", "新增", "不变", "改：单位", "不变", "不变", "不变", "不变", "不变", "改：单位",
        ]  # fmt: skip

    def test_spans_are_texts_that_no_spreadsheet_takes_for_numbers(self, book):
        assert {cell.number_format for cell in book["建议填写"]["D"][1:]} == {"@"}

    def test_more_assessments_than_stints(self):
        book = opened(review_workbook(replace(review(), suggested_history=())))
        assert [row["种类"] for row in rows(book["建议填写"])] == ["2021年度", "2022年度", "2023年度"]


class TestConclusion:
    def test_says_the_verdict_and_what_was_not_checked(self, book):
        shown = texts(book)
        assert "× 核对未通过：检出错误 5 项；另有 4 项规则未能检查" in shown
        assert "错误 5 项，警告 2 项，提示 2 项，未能检查 4 项" in shown
        assert "没有“考核情况”表" in shown
        assert SHA256 in shown

    def test_cumulative_computed_against_printed(self, book):
        lines = [[cell for cell in row if cell is not None] for row in book["结论"].iter_rows(values_only=True)]
        assert ["养老", 356, "29年8个月", 357, 359] in lines
        assert ["失业", 356, "29年8个月", 356, "—"] in lines

    def test_several_records_are_told_apart(self):
        full = review()
        other = replace(full.sources[0], file="b.pdf", record=bare_record())
        shown = texts(opened(review_workbook(replace(full, sources=(*full.sources, other)))))
        assert {"记录 1", "记录 2", "357 / —"} <= set(shown)

    def test_what_is_not_known_is_not_shown_as_unmet(self, book):
        lines = [[cell for cell in row if cell is not None] for row in book["结论"].iter_rows(values_only=True)]
        assert ["从事本专业 5年以上", 60, "？ 所需信息未给出"] in lines
        assert ["任工程师 5年以上", 60, 55, "× 未满足", datetime(2024, 12, 1)] in lines


@pytest.mark.skipif(shutil.which("libreoffice") is None, reason="LibreOffice is not installed")
def test_a_spreadsheet_program_computes_the_sums(tmp_path):
    (tmp_path / "report.xlsx").write_bytes(extraction_workbook([extraction(), extraction()]))
    command = [
        "libreoffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
    ]
    subprocess.run([*command, "--outdir", tmp_path / "out", tmp_path / "report.xlsx"], check=True, capture_output=True, timeout=300)
    sheet = load_workbook(tmp_path / "out/report.xlsx", data_only=True)["缴费明细"]
    own = extraction().records[0].contributions
    assert sheet["E67"].value == 356
    expected = sum((row.amounts["pension"].personal for row in own), Decimal())
    assert Decimal(str(sheet["G67"].value)) == expected
    assert Period.parse("1994-08", "1994-12").start == Month.of(sheet["B2"].value.year, sheet["B2"].value.month)
