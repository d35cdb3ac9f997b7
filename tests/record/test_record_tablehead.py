"""Which lines are a table's header and which are data rows."""

from dataclasses import replace

import pytest
from record_sheets import Text, line, set_lines, sheet_lines, texts

from sbparse.record.layouts import EMPLOYMENTS, YEARLY_CONTRIBUTIONS, FlatTable, GroupedTable
from sbparse.record.tablehead import (
    close,
    header_lines,
    header_text,
    header_texts,
    is_data,
    is_header_of,
    is_piece_of,
    opens_as_row,
    shows_header,
)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("月数(月)", "月数"),
        ("月数(个月)", "月数"),
        ("基数(元)", "基数"),
        ("基数(单位:元)", "基数"),
        ("基数(美元)", "基数(美元)"),
        ("(元)基数", "(元)基数"),
        ("基数(元)(元)", "基数(元)"),
        ("月数", "月数"),
        ("月数)", "月数)"),
    ],
)
def test_a_unit_is_no_part_of_a_header_text(text: str, bare: str) -> None:
    assert header_text(text) == bare


def test_all_texts_of_a_table() -> None:
    assert {"序号", "起始年月", "单位", "经办机构"} <= header_texts(replace(EMPLOYMENTS))
    assert {"缴费起止年月", "缴费期间", "养老", "生育保险", "月数", "个人缴费额"} <= header_texts(replace(YEARLY_CONTRIBUTIONS))
    assert "月数" not in header_texts(replace(EMPLOYMENTS)) and "单位" not in header_texts(replace(YEARLY_CONTRIBUTIONS))


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("2019-01 甲", True),
        ("2019-01", True),
        ("201901", True),
        ("2019年1月", True),
        ("2019.01", True),
        ("2019/1", True),
        ("*2019-01", True),
        ("2019-01*", True),
        ("2019-01至2019-12", True),
        ("2019-01至", True),
        ("2019-01-2019-12*", True),
        ("2019-01~2019-12", True),
        ("2019年1月到12月", True),
        ("2019-01（月）", True),
        ("2019", False),
        ("2019-123", False),
        ("甲2019-01", False),
        ("2019-01某", False),
        ("年月 2019-01", False),
        ("合计 12", False),
    ],
)
def test_what_opens_as_a_row(text: str, row: bool) -> None:
    assert opens_as_row(line(text)) is row


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("2019-01至2019-12 12", True),
        ("合计 12", True),
        ("合计：", True),
        ("总计", True),
        ("累计月数", True),
        ("合 计 12", True),
        ("小计 12", False),
        ("养老 12", False),
        ("12 合计", False),
        ("2019-01（月）", False),
    ],
)
def test_data_rows_and_the_sum(text: str, data: bool) -> None:
    assert is_data(line(text)) is data


@pytest.mark.parametrize(
    ("text", "table", "shown"),
    [
        ("缴费起始年月 单位名称", EMPLOYMENTS, True),
        ("单位名称 某某 区县", EMPLOYMENTS, True),
        ("单位名称（元） 序号", EMPLOYMENTS, True),
        ("单位名称", EMPLOYMENTS, False),
        ("单位名称 某某", EMPLOYMENTS, False),
        ("缴费 缴费 单位", EMPLOYMENTS, True),  # three pieces of wrapped texts
        ("缴费 起始", EMPLOYMENTS, False),  # two
        ("缴费 起始 某某", EMPLOYMENTS, False),
        ("缴费 起始 某某 年月", EMPLOYMENTS, False),
        ("单位名称 区县 2019-01", EMPLOYMENTS, False),
        ("养老 失业", YEARLY_CONTRIBUTIONS, True),
        ("养老 失业", EMPLOYMENTS, False),
        ("月数 年缴费基数 个人缴费", YEARLY_CONTRIBUTIONS, True),
        ("养老保险 月数 2019-01至2019-12", YEARLY_CONTRIBUTIONS, False),
    ],
)
def test_a_header_shows_itself_by_two_whole_texts_or_three_pieces(text: str, table: FlatTable | GroupedTable, shown: bool) -> None:
    assert shows_header(line(text), replace(table)) is shown
    assert is_header_of(line(text), table) is shown


def test_a_row_is_no_header_whatever_it_holds() -> None:
    assert not is_header_of(line("2019-01 单位名称 区县"), EMPLOYMENTS)
    assert not shows_header(line("2019-01 单位名称 区县"), EMPLOYMENTS)


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("起始", True),
        ("缴费 名称", True),
        ("名称（元）", True),
        ("缴费 某", False),
        ("某 缴费", False),
        ("年缴费基数", False),
        ("机构 称", True),
    ],
)
def test_pieces_of_header_texts(text: str, piece: bool) -> None:
    assert is_piece_of(line(text), replace(EMPLOYMENTS)) is piece


@pytest.mark.parametrize(("top", "near"), [(117.9, True), (118.0, False), (118.1, False), (105.0, True)])
def test_lines_closer_than_8_tenths_of_the_upper_one_may_be_one_text(top: float, near: bool) -> None:
    assert close(line("甲"), line("乙", top=top)) is near


def test_the_height_of_the_upper_line_is_the_measure() -> None:
    (above,) = sheet_lines([(50.0, 100.0, "甲", 20.0)])
    (below,) = sheet_lines([(50.0, 135.9, "乙", 5.0)])
    assert close(above, below)
    assert not close(line("甲", top=117.0), below)


# The lines of a header in a page.


def found(*placed: Text, table: FlatTable | GroupedTable = EMPLOYMENTS) -> list[str]:
    return texts(header_lines(sheet_lines(placed), replace(table)))


def of(*rows: str, table: FlatTable | GroupedTable = EMPLOYMENTS, pitch: float = 20.0) -> list[str]:
    return texts(header_lines(sheet_lines(set_lines(rows, pitch=pitch)), replace(table)))


def test_a_header_among_other_lines() -> None:
    assert of("某某", "缴费起始年月 缴费截止年月 单位名称", "2019-01 2019-12 甲") == ["缴费起始年月缴费截止年月单位名称"]
    assert of("某某", "2019-01 2019-12 甲") == []
    assert of() == []


def test_a_header_in_two_rows_with_the_key_between() -> None:
    rows: list[Text] = [(100.0, 100.0, "养老 失业"), (20.0, 110.5, "缴费起止年月"), (100.0, 121.0, "月数 年缴费基数"), (20.0, 140.0, "甲")]
    assert found(*rows, table=YEARLY_CONTRIBUTIONS) == ["养老失业", "缴费起止年月", "月数年缴费基数"]


@pytest.mark.parametrize(("top", "inside"), [(119.9, True), (120.0, False), (120.1, False)])
def test_a_text_between_two_header_rows_overlaps_the_lower_one(top: float, inside: bool) -> None:
    """A key that no layout knows: it stands from 110 to 120, beside both rows, and is the header's to be named."""
    rows: list[Text] = [(100.0, 98.0, "养老 失业"), (20.0, 110.0, "所属期间"), (100.0, top, "月数 年缴费基数")]
    expected = ["养老失业", "所属期间", "月数年缴费基数"] if inside else ["养老失业"]
    assert found(*rows, table=YEARLY_CONTRIBUTIONS) == expected


def test_a_text_that_overlaps_another_beside_a_header_is_none_of_it() -> None:
    rows: list[Text] = [(100.0, 98.0, "养老 失业"), (20.0, 110.0, "所属期间"), (100.0, 118.0, "某某 某")]
    assert found(*rows, table=YEARLY_CONTRIBUTIONS) == ["养老失业"]


def test_a_row_of_a_header_with_an_unknown_text_is_the_header_s() -> None:
    assert of("养老 失业", "月数 本人扣缴 年缴费基数", "某某", table=YEARLY_CONTRIBUTIONS) == ["养老失业", "月数本人扣缴年缴费基数"]


def test_a_row_between_two_header_rows_is_none_of_the_header() -> None:
    rows: list[Text] = [(100.0, 98.0, "养老 失业"), (20.0, 110.0, "2019-01至2019-12"), (100.0, 118.0, "月数 年缴费基数")]
    assert found(*rows, table=YEARLY_CONTRIBUTIONS) == ["养老失业"]


def test_pieces_of_wrapped_texts_around_it() -> None:
    assert of("某某", "参保", "缴费起始年月 单位名称", "区县", "机构", "某某", pitch=15.0) == [
        "参保",
        "缴费起始年月单位名称",
        "区县",
        "机构",
    ]
    assert of("缴费", "参保", "缴费起始年月 单位名称", pitch=15.0) == ["缴费", "参保", "缴费起始年月单位名称"]
    assert of("缴费起始年月 单位名称", "区县", "某某", pitch=15.0) == ["缴费起始年月单位名称", "区县"]
    # Too far above, or none of the table's: no part of it.
    assert of("参保", "缴费起始年月 单位名称", pitch=18.0) == ["缴费起始年月单位名称"]
    assert of("某某", "缴费起始年月 单位名称", pitch=15.0) == ["缴费起始年月单位名称"]


def test_of_two_headers_the_first_with_whole_texts_counts() -> None:
    pieces, whole = "缴费 起始 年月", "缴费起始年月 单位名称"
    assert of(pieces, "某某", whole, "某某", "区县 单位 序号") == ["缴费起始年月单位名称"]
    assert of(pieces, "某某", "机构", whole, pitch=15.0) == ["机构", "缴费起始年月单位名称"]
    assert of(whole, "某某", pieces) == ["缴费起始年月单位名称"]
    assert of(pieces, "某某", "缴费 截止 年月") == ["缴费起始年月"]
    assert of("某某", "单位名称 区县", "某某", "区县 单位 序号") == ["单位名称区县"]
