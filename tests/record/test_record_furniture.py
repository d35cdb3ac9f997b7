"""What of a page is none of the form's: page numbers, browser lines, specimen marks; and what opens a part by itself."""

from dataclasses import replace

import pytest
from record_sheets import line, parts_of, sheet, texts

from sbparse.record.layouts import YEARLY, Part
from sbparse.record.parts import caption_of, opens_title, page_parts

# Furniture.


@pytest.mark.parametrize(
    ("text", "number", "total"),
    [
        ("第1页", 1, None),
        ("第 2 页 （ 共 13 页 ）", 2, 13),
        ("-第1页-", 1, None),
        ("（第1页，共2页）", 1, 2),
        ("第12页/共20页", 12, 20),
        ("第1页；共2页", 1, 2),
        ("第1页、共2页", 1, 2),
        ("第1页（共\ufffd\ufffd页）", 1, None),
        ("共3页第2页", 2, 3),
        ("共3页，第2页", 2, 3),
        ("共3页 （第2页）", 2, 3),
    ],
)
def test_the_form_s_own_page_numbers_are_told_anywhere(text: str, number: int, total: int | None) -> None:
    parts = parts_of("甲", text)
    assert (parts.number, parts.total) == (number, total)
    assert texts(parts.body) == ["甲"]
    assert set(parts.sheet.uses.values()) == {"page-number"}


@pytest.mark.parametrize(
    ("text", "number", "total"),
    [("1/2", 1, 2), ("（1/2）", 1, 2), ("-10/12-", 10, 12), ("-3-", 3, None), ("Page 3 of 14", 3, 14), ("PAGE3/4", 3, 4)],
)
def test_bare_page_numbers_are_told_at_the_page_s_edges_alone(text: str, number: int, total: int | None) -> None:
    for top in (20.0, 570.0):
        parts = page_parts(sheet([(300.0, top, text)]))
        assert (parts.number, parts.total, parts.body) == (number, total, [])
    parts = page_parts(sheet([(300.0, 300.0, text)]))
    assert (parts.number, parts.total, len(parts.body)) == (None, None, 1)


@pytest.mark.parametrize("text", ["第1页共2页的说明", "页", "1234/2", "1/2/3", "第二页", "12", "-1234-"])
def test_other_texts_are_no_page_numbers(text: str) -> None:
    for top in (20.0, 300.0):
        parts = page_parts(sheet([(300.0, top, text)]))
        assert (parts.number, texts(parts.body)) == (None, [text])


@pytest.mark.parametrize(("first", "last"), [("1/9", "第2页共3页"), ("第2页共3页", "1/9")])
def test_the_form_s_numbering_outranks_a_browser_s(first: str, last: str) -> None:
    parts = page_parts(sheet([(300.0, 20.0, first), (300.0, 570.0, last)]))
    assert (parts.number, parts.total) == (2, 3)


def test_of_two_bare_numbers_the_first_counts() -> None:
    parts = page_parts(sheet([(300.0, 20.0, "1/9"), (300.0, 570.0, "-4-")]))
    assert (parts.number, parts.total) == (1, 9)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2026/11/24 15:43", "browser-line"),
        ("26-1-2，上午9:05:11 个人权益记录", "browser-line"),
        ("11/24/2026, 3:43 PM", "browser-line"),
        ("2026.11.24 下午 03:05 AM 甲", "browser-line"),
        ("https://rsj.beijing.gov.cn/csibiz/indinfo/1/2", "browser-line"),
        ("http://a.b", "browser-line"),
        ("FILE:///C:/甲.html".lower(), "browser-line"),
        ("about:blank", "browser-line"),
        ("data:text/html", "browser-line"),
        ("blob:https://x", "browser-line"),
        ("样例", "specimen-mark"),
        ("样例 合成数据", "specimen-mark"),
        ("SPECIMEN", "specimen-mark"),
        ("Sample-样张·样本", "specimen-mark"),
        ("示例（测试数据）", "specimen-mark"),
        ("仅供软件测试使用", "specimen-mark"),
    ],
)
def test_browser_lines_and_specimen_marks_are_told_at_the_edges_alone(text: str, name: str) -> None:
    for top in (20.0, 570.0):
        made = sheet([(60.0, top, text)])
        assert page_parts(made).body == []
        assert set(made.uses.values()) == {name}
        assert len(made.uses) == len(made.page.chars)
    made = sheet([(60.0, 300.0, text)])
    assert len(page_parts(made).body) == 1
    assert made.uses == {}


@pytest.mark.parametrize("text", ["2026/11/24", "样例公司", "ftp:甲", "合计", "仅供使用", "2026年11月24日"])
def test_what_is_no_furniture_stays_at_the_edges(text: str) -> None:
    assert texts(page_parts(sheet([(60.0, 20.0, text)])).body) == [text]


@pytest.mark.parametrize(("top", "at_edge"), [(72.9, True), (73.0, False), (73.1, False), (516.9, False), (517.0, False), (517.1, True)])
def test_the_edge_is_the_outer_13_hundredths_by_a_line_s_middle(top: float, at_edge: bool) -> None:
    assert (page_parts(sheet([(60.0, top, "样例")])).body == []) is at_edge


# Captions and the title.


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("一、养老保险单位变动记录：", Part.EMPLOYMENTS),
        ("养老保险参保单位变动记录", Part.EMPLOYMENTS),
        ("（二）五险缴费明细", Part.CONTRIBUTIONS),
        ("2. 缴费明细：", Part.CONTRIBUTIONS),
        ("二 社会保险缴费明细", Part.CONTRIBUTIONS),
        ("三、补充资料::", Part.SUPPLEMENT),
        ("备注：", Part.NOTES),
        ("注", Part.NOTES),
        ("养 老 保 险 参 保 单 位 变 动 记 录", Part.EMPLOYMENTS),
        ("五险缴费明细如下", None),
        ("见补充资料", None),
        ("甲、补充资料", None),
        ("1 养 老 保 险 参 保 单 位 变 动 记 录", None),  # a row of so many words is a table's
    ],
)
def test_captions(text: str, part: Part | None) -> None:
    assert caption_of(line(text), replace(YEARLY)) is part


def test_any_text_of_the_title_opens_it() -> None:
    assert opens_title(line("北京市社会保险个人权益记录"), YEARLY)
    assert opens_title(line("（参保人员缴费信息）"), YEARLY)
    assert not opens_title(line("社会保险"), YEARLY)
