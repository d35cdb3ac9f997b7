"""申报信息 in the shapes in which it is written, and its words brought to the contract's."""

from pathlib import Path
from typing import Any

import pytest
from history_files import json_text, read, xlsx

from sbparse.errors import HistoryError
from sbparse.history.cells import CellError, read_id_number
from sbparse.history.model import Claim
from sbparse.history.raw import Cell

STINTS = [["单位", "起止时间"], ["甲公司", "2018.9-2020.3"]]


def claim(tmp_path: Path, *grid: list[Any], name: str = "申报信息", merge: list[str] | None = None) -> Claim:
    return read(tmp_path / "h", xlsx({"工作经历": STINTS, name: grid}, merge={name: merge or []})).claim


def refused(tmp_path: Path, *grid: list[Any]) -> HistoryError:
    with pytest.raises(HistoryError) as caught:
        claim(tmp_path, *grid)
    return caught.value


def test_two_columns_with_and_without_a_header_row(tmp_path: Path) -> None:
    items = [["姓名", "张三"], ["学历", "本科"]]
    expected = Claim(name="张三", education="本科")
    assert claim(tmp_path, ["项目", "内容"], *items) == expected
    assert claim(tmp_path, *items) == expected
    assert claim(tmp_path, ["申报信息"], *items, merge=["A1:B1"]) == expected


def test_several_pairs_in_a_row_and_a_header_row_of_items(tmp_path: Path) -> None:
    expected = Claim(name="张三", education="本科", level="工程师")
    assert claim(tmp_path, ["姓名", "张三", "学历", "本科"], ["申报级别", "工程师"]) == expected
    assert claim(tmp_path, ["姓名", "性别", "学历", "申报级别"], ["张三", "男", "本科", "工程师"]) == expected


def test_a_sheet_of_any_name_is_found_by_its_items(tmp_path: Path) -> None:
    assert claim(tmp_path, ["姓名", "张三"], ["学历", "本科"], name="Sheet2") == Claim(name="张三", education="本科")
    assert claim(tmp_path, ["姓名", "张三"], ["电话", "1"], name="Sheet2") == Claim(), "one known item may be anything"
    assert claim(tmp_path, ["项目", "内容"], ["姓名", "张三"], name="Sheet2") == Claim(name="张三")


def test_synonyms_and_unknown_items(tmp_path: Path) -> None:
    found = claim(
        tmp_path, ["申报人姓名", "张三"], ["身份证号", "11010199003070017X"], ["民族", "汉"], ["毕业日期（年月）", "2012.7"], ["备注", None]
    )
    assert (found.name, found.id_number, str(found.graduated)) == ("张三", "11010199003070017X", "2012-07-01")


def test_dates_keep_a_day_that_is_written(tmp_path: Path) -> None:
    found = claim(
        tmp_path, ["毕业时间", "2012年7月15日"], ["取得时间", "2018-12"], ["参加工作时间", "2012.8.1"], ["提交纸质材料日期", "2023.8.15"]
    )
    assert (str(found.graduated), str(found.title_since)) == ("2012-07-15", "2018-12-01")
    assert (str(found.career_start), str(found.submitted)) == ("2012-08", "2023-08-15")


def test_the_submission_needs_its_day(tmp_path: Path) -> None:
    error = refused(tmp_path, ["提交纸质材料日期", "2023.8"])
    assert error.what.key == "history.bad-day"
    assert "申报信息 第 1 行 B1" in error.line()


def test_blank_items_are_not_given_and_the_word_none_is_kept(tmp_path: Path) -> None:
    assert claim(tmp_path, ["姓名", None], ["学历", "—"], ["毕业时间", ""], ["现有职称", "无"]) == Claim(title="无")


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("工程师", "工程师"),
        ("中级", "工程师"),
        ("工程师/中级", "工程师"),
        ("工程师（中级）", "工程师"),
        ("正高", "正高级工程师"),
        ("正高级", "正高级工程师"),
        ("教授级高级工程师", "正高级工程师"),
        ("副高", "高级工程师"),
        ("高级", "高级工程师"),
        ("助理", "助理工程师"),
    ],
)
def test_levels(tmp_path: Path, text: str, level: str) -> None:
    assert claim(tmp_path, ["申报级别", text]).level == level


@pytest.mark.parametrize(
    ("text", "education"),
    [
        ("研究生(硕士)", "硕士研究生"),
        ("研究生（博士）", "博士研究生"),
        ("硕士", "硕士研究生"),
        ("大学本科", "本科"),
        ("大学本科/学士", "本科"),
        ("学士", "本科"),
        ("本科（全日制）", "本科"),
        ("专科", "大专"),
        ("高职", "大专"),
        ("中等专业学校", "中专"),
    ],
)
def test_educations(tmp_path: Path, text: str, education: str) -> None:
    assert claim(tmp_path, ["学历", text]).education == education


@pytest.mark.parametrize(
    ("item", "text"), [("申报级别", "技术员"), ("申报级别", "工程师/高级"), ("学历", "研究生"), ("学历", "高中"), ("学历", "本科/硕士")]
)
def test_words_that_mean_none_or_two_are_refused(tmp_path: Path, item: str, text: str) -> None:
    error = refused(tmp_path, [item, text])
    assert error.what.key in ("history.unknown-level", "history.unknown-education")
    assert text in error.line()
    assert "B1" in error.line()
    assert (
        "助理工程师、工程师、高级工程师、正高级工程师" if item == "申报级别" else "博士研究生、硕士研究生、本科、大专、中专"
    ) in error.line()


def test_an_item_given_twice_with_one_meaning_is_fine(tmp_path: Path) -> None:
    assert claim(tmp_path, ["申报级别", "中级"], ["申报职称", "工程师"]).level == "工程师"
    assert refused(tmp_path, ["申报级别", "中级"], ["申报职称", "高级"]).what.key == "history.item-twice"


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("11010199003070017X", "11010199003070017X"),
        (" 110101 19900307 0017 ", "110101199003070017"),
        ("'110101199003070017", "110101199003070017"),
        (110101900307001, "110101900307001"),
        (None, None),
        ("—", None),
    ],
)
def test_id_numbers(value: Any, number: str | None) -> None:
    assert read_id_number(Cell(1, "B1", value)) == number


@pytest.mark.parametrize(
    "value", [110101199003070017, 1.1010199003070016e17, 10**15, "1.10102E+17", "1.10102e17", float("inf"), float("nan")]
)
def test_an_id_number_that_a_spreadsheet_has_rounded_is_refused(value: Any) -> None:
    with pytest.raises(CellError) as caught:
        read_id_number(Cell(1, "B1", value))
    assert caught.value.what.key == "history.rounded-number"


@pytest.mark.parametrize("number", [110101199003070017, 1.1010199003070017e17])
def test_a_rounded_id_number_is_refused_with_its_cell(tmp_path: Path, number: float) -> None:
    error = refused(tmp_path, ["姓名", "张三"], ["身份证号", number])
    assert error.what.key == "history.rounded-number"
    assert "申报信息 第 2 行 B2" in error.line()


def test_the_claim_in_json_may_be_an_object_or_pairs(tmp_path: Path) -> None:
    stints = [{"单位": "甲公司", "起止时间": "2018.9-2020.3"}]
    shapes = [
        {"姓名": "张三", "学历": "学士"},
        [["姓名", "张三"], ["学历", "学士"]],
        [{"项目": "姓名", "内容": "张三"}, {"项目": "学历", "内容": "学士"}],
        [{"姓名": "张三"}, {"学历": "学士"}],
        [{"item": "name", "value": "张三"}, {"item": "education", "value": "学士"}],
    ]
    for shape in shapes:
        assert read(tmp_path / "h", json_text({"工作经历": stints, "申报信息": shape})).claim == Claim(name="张三", education="本科")
    with pytest.raises(HistoryError) as caught:
        read(tmp_path / "h", json_text({"工作经历": stints, "申报信息": {"学历": "研究生"}}))
    assert "申报信息 第 1 行 学历" in caught.value.line()
