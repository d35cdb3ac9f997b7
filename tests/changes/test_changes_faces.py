"""The differences as people and programs see them: goldens, a workbook that no text can turn into formulas, hidden numbers."""

import io
import json
from dataclasses import replace

import pytest
from changes_goldens import FOLDER, GOLDENS
from changes_prints import earlier, example, later
from openpyxl import load_workbook
from report_hostile import FORMULAS

from sbparse.record.model import Insurance
from sbparse.report.changes import count, headline, lines, words
from sbparse.report.changes_data import changes_data
from sbparse.report.changes_workbook import changes_workbook
from sbparse.report.voice import Voice
from sbparse.review.changes import print_changes
from sbparse.review.model import Source


@pytest.mark.parametrize("name", GOLDENS)
def test_golden(name):
    assert GOLDENS[name]() == (FOLDER / name).read_text("utf-8"), "python tests/changes/changes_goldens.py"


def test_every_difference_is_in_every_face():
    changes = example()
    told = [text for _, texts in words(changes, Voice()) for text in texts]
    assert len(told) == 17 and count(changes) == 17
    data = changes_data(changes)
    assert data["sentences"] == told and data["same"] is False
    assert len(data["employments"]) == 5 and len(data["contributions"]) == 4
    json.dumps(data, allow_nan=False)


def test_the_gain_of_two_numbers_and_of_nothing_else():
    gains = {(line.part, line.item): line.gain for line in lines(example(), Voice())}
    assert str(gains["supplement", "个人账户本息合计金额（元）"]) == "8765.50"
    assert gains["supplement", "账户金额截至年末"] is None and gains["employments", "单位名称"] is None
    assert gains["employments", "实际缴费月数"] == 1


def test_prints_without_a_difference():
    changes = print_changes(Source("a.pdf", earlier()), Source("b.pdf", earlier()))
    assert headline(changes).key == "changes.same" and not list(words(changes, Voice()))
    assert changes_data(changes)["totals"] == []


def test_the_workbook_has_words_and_a_line_a_difference():
    book = load_workbook(io.BytesIO(changes_workbook(example())))
    assert book.sheetnames == ["说明", "差异"]
    sheet = book["差异"]
    assert [cell.value for cell in sheet[1]] == ["部分", "期间或单位", "项目", "前一份", "后一份", "增减"]
    assert sheet.max_row == 1 + 17 and sheet.freeze_panes == "A2"
    [balance] = [row for row in sheet.iter_rows(min_row=2, values_only=True) if row[2].startswith("个人账户")]
    assert balance[3:] == (81234.5, 90000, 8765.5)


@pytest.mark.parametrize("text", FORMULAS)
def test_no_name_becomes_a_formula(text):
    hostile = later()
    hostile = replace(hostile, employments=tuple(replace(row, employer=text, district=text) for row in hostile.employments))
    changes = print_changes(Source(text, earlier()), Source(text, hostile))
    book = load_workbook(io.BytesIO(changes_workbook(changes)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type in ("f", "e")]


def test_numbers_of_persons_are_hidden_in_what_is_passed_on():
    number = earlier().person.id_number
    changes = print_changes(Source(f"{number}.pdf", earlier()), Source("b.pdf", later()))
    assert number in json.dumps(changes_data(changes)) and number not in json.dumps(changes_data(changes, show_ids=False))
    texts = [str(c.value) for sheet in load_workbook(io.BytesIO(changes_workbook(changes))) for row in sheet.iter_rows() for c in row]
    assert not any(number in text for text in texts)


def test_insurances_that_differ_alike_are_told_together():
    told = [text for part, texts in words(example(), Voice()) for text in texts if part == "contributions"]
    assert any("五险由 1 个月变为 5 个月" in text for text in told)
    behind = later()
    *rows, last = behind.contributions
    last = replace(last, amounts=last.amounts | {Insurance.MEDICAL: replace(last.amounts[Insurance.MEDICAL], months=4)})
    changes = print_changes(Source("a", earlier()), Source("b", replace(behind, contributions=(*rows, last))))
    told = [text for part, texts in words(changes, Voice()) for text in texts if part == "contributions"]
    assert any("养老、失业、工伤、生育由 1 个月变为 5 个月" in text for text in told) and any(
        "医疗由 1 个月变为 4 个月" in text for text in told
    )
