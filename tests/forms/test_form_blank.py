"""The blank form: the contract's columns, nothing in it that is read as data, help in every column."""

import re
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from forms_files import GUIDANCE, SHEETS, opened, read_back, saved
from openpyxl.worksheet.datavalidation import DataValidation

from sbparse.errors import HistoryError
from sbparse.history.claim import holds_a_claim
from sbparse.history.forms import ASSESSMENTS, CLAIM_ITEMS, RENAMES, STINTS
from sbparse.history.model import Claim
from sbparse.history.tables import find_header
from sbparse.history.xlsx import read_xlsx
from sbparse.messages import catalogue
from sbparse.report.forms.content import FormContent
from sbparse.report.forms.workbook import form_workbook

BLANK = form_workbook(FormContent(), 2026)


@pytest.fixture(scope="module")
def book():
    return opened(BLANK)


def validation(sheet, address: str) -> DataValidation:
    [found] = [rule for rule in sheet.data_validations.dataValidation if address in rule.sqref]
    return found


def test_the_sheets_and_their_columns_are_the_contracts(book):
    assert book.sheetnames == [*SHEETS, GUIDANCE]
    for name, columns in SHEETS.items():
        assert [cell.value for cell in book[name][1]] == columns
    assert [row[0].value for row in book["申报信息"].iter_rows(min_row=2)] == [item.name for item in CLAIM_ITEMS]


def test_it_is_refused_for_having_no_row(tmp_path: Path):
    with pytest.raises(HistoryError) as error:
        read_back(tmp_path, BLANK)
    assert error.value.what.key == "history.no-rows"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_guidance_is_no_data_whatever_else_is_deleted(tmp_path: Path, lang):
    [sheet] = [each for each in read_xlsx(form_workbook(FormContent(), 2026, lang=lang), "f") if each.name not in SHEETS]
    assert [find_header(form, sheet) for form in (STINTS, RENAMES, ASSESSMENTS)] == [None, None, None]
    assert not holds_a_claim(sheet)


@pytest.mark.parametrize("gone", [names for n in range(4) for names in combinations(["更名", "申报信息", "考核情况"], n)])
def test_without_some_sheets_a_filled_form_has_only_what_was_filled_in(tmp_path: Path, gone):
    edited = opened(BLANK)
    edited["工作经历"]["A2"], edited["工作经历"]["D2"] = "北京样例软件有限公司", "2018.10-2023.1"
    for name in gone:
        del edited[name]
    read = read_back(tmp_path, saved(edited))
    assert [(s.employer, str(s.start), str(s.end)) for s in read.stints] == [("北京样例软件有限公司", "2018-10", "2023-01")]
    assert read.claim == Claim() and read.renames == ()
    assert not read.assessments


def test_every_cell_to_fill_in_is_text_so_that_2018_10_stays_what_was_typed(book):
    for name, columns in SHEETS.items():
        sheet = book[name]
        for number, letter in enumerate("ABCDEF"[: len(columns)], 1):
            assert sheet.column_dimensions[letter].number_format == "@"
            assert {sheet.cell(row, number).number_format for row in range(2, sheet.max_row + 1)} == {"@"}


@pytest.mark.parametrize(
    ("sheet", "cell", "offered"),
    [
        ("工作经历", "F2", "社保,合同"),
        ("工作经历", "F1000", "社保,合同"),
        ("申报信息", "B4", "助理工程师,工程师,高级工程师,正高级工程师"),
        ("申报信息", "B5", "博士研究生,硕士研究生,本科,大专,中专"),
        ("考核情况", "B2", "2023年度,2024年度,2025年度,2026年度,任职期满"),
    ],
)
def test_what_may_be_chosen(book, sheet, cell, offered):
    rule = validation(book[sheet], cell)
    assert (rule.type, rule.formula1) == ("list", f'"{offered}"')
    assert rule.errorStyle == "warning"  # more spellings are read than are offered


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_column_and_item_has_its_hint_on_the_heading_and_while_typing(lang):
    made = opened(form_workbook(FormContent(), 2026, lang=lang))
    for name, columns in SHEETS.items():
        sheet = made[name]
        heads = [sheet.cell(1, n) for n in range(1, len(columns) + 1)]
        if name == "申报信息":
            heads = [sheet.cell(row, 1) for row in range(2, 2 + len(CLAIM_ITEMS))]
        for head in heads:
            rule = validation(sheet, f"B{head.row}" if name == "申报信息" else f"{head.column_letter}2")
            assert head.comment.text and rule.prompt == head.comment.text
            assert rule.promptTitle == head.value and rule.showInputMessage
            assert len(rule.promptTitle) <= 32 and len(rule.prompt) <= 255


def test_dates_are_looked_at_while_typing_and_never_refused(book):
    for sheet, cell in [("工作经历", "D2"), ("更名", "C2"), ("考核情况", "A2"), ("申报信息", "B3"), ("申报信息", "B10")]:
        rule = validation(book[sheet], cell)
        assert rule.type == "custom" and cell in rule.formula1 and rule.errorStyle == "warning"


def test_made_for_filling_in_and_printing(book):
    for name in SHEETS:
        sheet = book[name]
        assert sheet.freeze_panes == "A2" and sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.paperSize == 9 and sheet.page_setup.fitToWidth == 1
    assert book.active.title == "工作经历"


def test_the_same_form_is_the_same_bytes():
    assert form_workbook(FormContent(), 2026) == BLANK
    assert form_workbook(FormContent(), date.today().year + 40) != BLANK


OWN = sorted(key for part in ("form", "changes", "plan") for key in catalogue("zh") if key.startswith(f"{part}."))


@pytest.mark.parametrize("key", OWN)
def test_both_languages_say_the_same_in_their_own_punctuation(key):
    zh, en = catalogue("zh")[key], catalogue("en")[key]
    assert set(re.findall(r"{(\w+)}", zh)) == set(re.findall(r"{(\w+)}", en))
    assert not re.search(r"[\u4e00-\u9fff][,:;!?()]|[,:;!?()][\u4e00-\u9fff]", zh)
    assert not re.search("无问题|作假|造假|伪造|虚假|骗", zh)
