"""The sheets that show the timeline, the evidence and the proof, and the links between the sheets."""

import re
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from page_examples import PIXEL, evidence, thirty_years, three_years
from report_example_record import record
from report_hostile import FORMULAS, with_employer
from report_reading import opened, rows
from review_build import BLUE, GREEN, check, history
from review_build import record as small_record

from sbparse.messages import render
from sbparse.policy import default_ruleset
from sbparse.record.model import Insurance
from sbparse.report.evidence import Evidence
from sbparse.report.sheets.contributions import total_rows
from sbparse.report.sheets.proof import proof_table
from sbparse.report.voice import Voice
from sbparse.report.workbook import review_workbook
from sbparse.review.model import Source
from sbparse.review.plan import plan

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture(scope="module")
def thirty():
    from report_example import example_sentences

    with example_sentences():
        review = thirty_years()
        return opened(review_workbook(review, evidence=evidence(review)))


@pytest.fixture(scope="module")
def three():
    return opened(review_workbook(three_years()))


def months_of(sheet, row):
    """The signs of a row by month."""
    head = {cell.column: cell.value for cell in sheet[1]}
    return {head[cell.column]: cell.value for cell in sheet[row][6:] if cell.value is not None}


class TestTimeline:
    def test_one_column_a_month_of_whole_years(self, three):
        head = [cell.value for cell in three["时间轴"][1]]
        assert head[:6] == ["段", "一侧", "单位", "起始月份", "结束月份", "月数"]
        assert head[6:] == [f"{year}-{month:02d}" for year in range(2020, 2024) for month in range(1, 13)]

    def test_the_first_rows_are_both_lanes_and_what_differs(self, three):
        sheet = three["时间轴"]
        assert [sheet.cell(row, 2).value for row in range(2, 6)] == ["记录", "差异", "申报", "更名"]
        recorded, differs, declared, renamed = (months_of(sheet, row) for row in range(2, 6))
        assert differs == {"2020-02": "▼", "2021-06": "▲"}
        assert renamed == {"2022-01": "◆"}
        assert min(recorded), max(recorded) == ("2020-03", "2023-04")
        assert {recorded[f"2022-{month:02d}"] for month in range(1, 13)} == {"？"}
        assert recorded["2023-04"] == "·"
        assert declared["2023-04"] == "→"
        assert "2021-06" not in declared

    def test_a_row_for_each_stint_of_both_sides(self, three):
        stints = [[cell.value for cell in row[:6]] for row in three["时间轴"].iter_rows(min_row=6)]
        assert stints == [
            [1, "记录", BLUE, datetime(2020, 3, 1), datetime(2021, 6, 1), 16],
            [1, "申报", BLUE, datetime(2020, 2, 1), datetime(2021, 5, 1), 16],
            [2, "记录", GREEN, datetime(2021, 7, 1), datetime(2023, 3, 1), 21],
            [2, "申报", GREEN, datetime(2021, 7, 1), "至今", 22],
        ]
        assert len(months_of(three["时间轴"], 6)) == 16

    def test_every_sign_is_explained_in_its_row_and_no_other(self, three, thirty):
        sheet = three["时间轴"]
        recorded, differs, declared, _ = (sheet.cell(row, 3).value for row in range(2, 6))
        assert recorded.split("\n") == [
            "■ 记录中的参保月份",
            "？ 其中有未缴费的月份，记录看不出是哪几个月",
            "· 记录未显示（查询期间之外，或打印时尚未入账）",
        ]
        assert differs.split("\n") == ["▲ 仅见于记录的月份", "▼ 仅见于申报的月份"]
        assert declared.split("\n") == ["■ 申报的月份", "→ 申报至今"]
        for sheet in (three["时间轴"], thirty["时间轴"]):
            for row in (2, 3, 4):
                explained = {line[0] for line in (sheet.cell(row, 3).value or "").split("\n") if line}
                assert set("".join(months_of(sheet, row).values())) <= explained

    def test_a_filled_cell_has_a_sign_as_well_as_a_colour(self, thirty):
        for row in thirty["时间轴"].iter_rows(min_row=2, min_col=7):
            for cell in row:
                assert (cell.fill.fill_type == "solid") <= (cell.value is not None)

    def test_years_fold_to_their_january(self, thirty):
        sheet = thirty["时间轴"]
        assert sheet.sheet_properties.outlinePr.summaryRight is False
        folded = {cell.value[-2:] for cell in sheet[1][6:] if sheet.column_dimensions[cell.column_letter].outlineLevel}
        assert folded == {f"{month:02d}" for month in range(2, 13)}

    def test_nothing_to_draw(self):
        assert "时间轴" not in opened(review_workbook(check(small_record(), history()))).sheetnames


class TestLinks:
    def links(self, book):
        """Every link: where it stands, the row of the sheet that it leads to."""
        for sheet in book:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.hyperlink:
                        assert cell.hyperlink.target is None
                        name, at = re.fullmatch(r"'(.+)'!A(\d+)", cell.hyperlink.location).groups()
                        yield sheet.title, cell, [target.value for target in book[name][int(at)]], name

    def test_each_leads_to_the_row_that_it_says(self, thirty):
        found = Counter()
        review = thirty_years()
        for title, cell, target, name in self.links(thirty):
            found[title, name] += 1
            if title == "证据":
                assert target[0] == cell.value
                continue
            finding = review.findings[thirty[title].cell(cell.row, 1).value - 1]
            if name == "证据":
                assert target[0] == cell.value
            elif name == "逐段核对":
                assert target[1] == finding.history_row
            elif name == "参保记录":
                row = review.sources[0].record.employments[finding.employment]
                assert (target[1], target[5]) == (finding.employment + 1, row.employer)
            else:
                assert name == "缴费明细"
        to = {"逐段核对": 5, "参保记录": 6, "缴费明细": 1, "证据": 8}
        assert found == {("证据", "问题清单"): 8} | {("问题清单", name): count for name, count in to.items()}

    def test_a_row_of_the_table_and_a_total_are_found_by_their_place(self):
        review = thirty_years()
        own = review.sources[0].record
        at = [own.contributions[4].where, own.totals.where]
        assert len({row.where for row in own.contributions} | {own.totals.where}) == len(own.contributions) + 1
        found = tuple(replace(review.findings[4], where=where) for where in at)
        book = opened(review_workbook(replace(review, findings=found)))
        targets = [(cell.value, target, name) for _, cell, target, name in self.links(book)]
        assert [name for _, _, name in targets] == ["缴费明细"] * 2
        assert targets[0][1][1].year == own.contributions[4].period.start.year
        assert targets[1][1][1] == "合计（所印）"

    def test_rows_of_a_second_record_and_totals(self):
        sources = [Source("a.pdf", record()), Source("b.pdf", replace(record(), totals=None)), Source("c.pdf", record())]
        rows_of_one = len(record().contributions)
        start = 2 + 3 * rows_of_one
        assert total_rows(sources) == {0: (start, start + 1), 1: (None, start + 2), 2: (start + 3, start + 4)}


class TestEvidence:
    def test_a_row_for_each_finding_with_a_place(self, thirty):
        found = rows(thirty["证据"])
        placed = [n for n, f in enumerate(thirty_years().findings, start=1) if f.where]
        assert [row["序号"] for row in found] == placed
        assert [row["截图"] for row in found] == [None, *["没有 PDF 文件，未附截图。"] * (len(placed) - 2), None]

    def test_the_pictures_lie_in_their_rows_and_the_rows_hold_them(self, thirty):
        sheet = thirty["证据"]
        assert [(image.anchor._from.row + 1, image.anchor._from.col) for image in sheet._images] == [(2, 5), (9, 5)]
        for image in sheet._images:
            corner, extent = image.anchor._from, image.anchor.ext
            assert extent.cx <= 720 * 9525
            assert corner.colOff > 0 < corner.rowOff  # the lines of the cell stay to be seen
            assert sheet.row_dimensions[corner.row + 1].height >= (corner.rowOff + extent.cy) / 12700

    def test_the_picture_is_kept_byte_for_byte_and_the_file_is_the_same_on_every_run(self):
        review = thirty_years()
        one, other = (review_workbook(review, evidence=evidence(review)) for _ in range(2))
        assert one == other
        with ZipFile(BytesIO(one)) as file:
            assert {file.read(name) for name in file.namelist() if name.startswith("xl/media/")} == {PIXEL}

    @pytest.mark.parametrize("none", [None, Evidence()])
    def test_no_sheet_without_evidence(self, none):
        assert "证据" not in opened(review_workbook(thirty_years(), evidence=none)).sheetnames


class TestPlan:
    def lines(self, book):
        """The rows of the plan on 结论, without what merging leaves empty."""
        shown = [[cell for cell in row if cell is not None] for row in book["结论"].iter_rows(values_only=True)]
        if ["下一步安排"] not in shown:
            return []
        below = shown[shown.index(["下一步安排"]) + 1 :]
        return below[: below.index([])]

    def test_each_advice_with_its_rule_and_source(self):
        review = thirty_years()
        advice = plan(review, default_ruleset())
        head, *lines = self.lines(opened(review_workbook(review, plan=advice)))
        assert head == ["安排", "依据的规则及其出处"]
        assert [line[0] for line in lines] == [render(each.text, "zh") for each in advice.advice]
        assert all(line[1] == f"{render(each.rule, 'zh')}（{each.source}）" for line, each in zip(lines, advice.advice, strict=True))
        assert lines[1] == [
            "本次打印（2024-06-10），可用至 2024-07-10；其间的受理时间：秋季 2024-07-01 至 2024-07-10",
            "社保打印时间须在提交纸质材料之日前 30 天以内（第 30 天有效）"
            "（申报指南：社保打印时间须在提交纸质材料之日前30天以内；权益记录备注：校验码30天内可在网上查验）",
        ]

    def test_a_rule_set_without_sources_names_the_rule_alone(self):
        advice = plan(thirty_years(), replace(default_ruleset(), sources={}))
        _, *lines = self.lines(opened(review_workbook(thirty_years(), plan=advice)))
        assert [line[1] for line in lines] == [render(each.rule, "zh") for each in advice.advice]

    def test_without_a_plan_nothing_is_said(self, thirty):
        assert self.lines(thirty) == []


class TestProof:
    def lines(self, book):
        return {row["验算内容"]: row for row in rows(book["验算"])}

    def test_each_printed_total_against_its_column(self, thirty):
        lines = self.lines(thirty)
        own = record()
        printed = [a for a in own.totals.amounts.values() for v in (a.months, a.base, a.personal) if v is not None]
        assert sum(name.startswith("合计：") for name in lines) == len(printed)
        assert lines["合计：养老月数"]["甲的数值"] == "=SUM('缴费明细'!E$2:E$32)"
        assert lines["合计：养老月数"]["乙的数值"] == "='缴费明细'!E33"
        assert lines["合计：养老月数"]["差（甲－乙）"] == "=D2-F2"

    def test_what_was_not_printed_makes_no_line(self, thirty):
        assert not any("年缴费基数" in name for name in self.lines(thirty))
        bare = replace(record(), totals=None, contributions=(), supplement=type(record().supplement)())
        table = proof_table([Source("a.pdf", bare)], Voice())
        assert len(table.rows) == len(bare.employments)

    def test_back_filled_months_stand_in_no_row_and_are_added(self, thirty):
        line = self.lines(thirty)["养老累计缴费月数"]
        assert line["甲"] == "各行之和，加补填 3 个月"
        assert line["甲的数值"] == "=SUM('缴费明细'!E$2:E$32)+3"
        assert line["乙的数值"] == 359

    def test_only_what_it_should_be_looks_right(self, thirty):
        """The sign stands in the number format: positive, negative, nothing."""
        formats = {row[1].value: row[6].number_format for row in thirty["验算"].iter_rows(min_row=2)}
        assert formats["合计：养老月数"] == '"≠ "0;"≠ "-0;"√ "0'
        assert formats["养老累计缴费月数"] == '"≠ "0;"○ "-0;"√ "0'
        assert next(f for name, f in formats.items() if name.startswith("第1行期间")) == '"○ "0;"≠ "-0;"√ "0'

    @pytest.mark.parametrize("text", FORMULAS)
    def test_a_hostile_name_is_in_no_formula(self, text):
        def formulas(name):
            return [
                [c.value for c in row if c.data_type == "f"] for row in opened(review_workbook(with_employer(name)))["验算"].iter_rows()
            ]

        assert formulas(text) == formulas("北京样例有限公司")

    @pytest.mark.skipif(shutil.which("libreoffice") is None, reason="LibreOffice is not installed: apt-get install libreoffice-calc")
    def test_a_spreadsheet_program_computes_what_the_proof_expects(self, tmp_path):
        review = thirty_years()
        review = replace(review, sources=(*review.sources, Source("b.pdf", replace(record(), totals=None))))
        (tmp_path / "report.xlsx").write_bytes(review_workbook(review))
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        target = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", tmp_path / "out"]
        command = ["libreoffice", profile, "--headless", *target, tmp_path / "report.xlsx"]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        computed = load_workbook(tmp_path / "out/report.xlsx", data_only=True)["验算"]
        expected = proof_table(review.sources, Voice()).rows
        assert computed.max_row == len(expected) + 1
        differences = []
        for number, row in enumerate(expected, start=2):
            for column in (3, 5, 6):
                cell = row[column]
                value = getattr(cell, "value", cell)
                sample = getattr(value, "sample", value)
                assert computed.cell(number, column + 1).value == pytest.approx(float(sample), abs=0.001), (number, column)
            differences.append(computed.cell(number, 7).value)
        assert [d for d in differences if abs(d) > 0.001] == [
            -1,
            2,
            2,
        ]  # the total that is one month off; two unpaid months, in both records


def test_the_workbook_of_thirty_years_can_be_mailed():
    review = thirty_years()
    assert len(review_workbook(review, evidence=evidence(review))) < 150_000
    assert Insurance.PENSION in review.cumulative
