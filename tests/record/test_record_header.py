"""The header block: labels and values in two columns, in the open or in a ruled table, values that wrap, labels that nobody knows."""

from dataclasses import replace

import pytest
from record_sheets import Text, sheet

from sbparse.page.model import Ruling
from sbparse.record.header import HeaderBlock, read_header
from sbparse.record.layouts import YEARLY
from sbparse.record.reading import Sheet


def read(*texts: Text, **more: object) -> tuple[dict[str, str], list[str], Sheet]:
    """The values by field, and what was left over."""
    made = sheet(texts, **more)
    block = read_header(made, made.lines, replace(YEARLY))  # a copy, of which nothing is remembered from another test
    return dict(block.texts), [line.text for line in made.unread()], made


def values(*texts: Text, **more: object) -> dict[str, str]:
    return read(*texts, **more)[0]


# Labels and what stands behind them.


@pytest.mark.parametrize("label", ["参保人姓名", "参保人员姓名", "姓名"])
@pytest.mark.parametrize("colon", ["", "：", ": :"])
def test_a_value_stands_behind_its_label(label: str, colon: str) -> None:
    found, left, made = read((50.0, 100.0, f"{label}{colon} 张样例"))
    assert (found, left) == ({"name": "张样例"}, [])
    assert sorted(set(made.uses.values())) == ["label", "name"]


def test_names_keep_their_characters_and_numbers_are_folded() -> None:
    assert values((50.0, 100.0, "单位名称：北京（样例）公司"), (50.0, 120.0, "姓名：古丽（样例）"), (50.0, 140.0, "校验码：ａｂ１２")) == {
        "employer": "北京（样例）公司",
        "name": "古丽（样例）",
        "code": "ab12",
    }


def test_two_columns() -> None:
    assert read(
        (50.0, 100.0, "姓名：张样例"),
        (400.0, 100.0, "校验码：abc234"),
        (50.0, 120.0, "查询日期：2021-01-05"),
        (400.0, 120.0, "流水号：11010812345678"),
    )[:2] == ({"name": "张样例", "code": "abc234", "query_date": "2021-01-05", "serial": "11010812345678"}, [])


def test_a_label_without_a_value_is_no_value() -> None:
    found, left, _ = read((50.0, 100.0, "姓名："), (400.0, 100.0, "校验码：abc234"))
    assert (found, left) == ({"code": "abc234"}, [])


@pytest.mark.parametrize("x", [90.0, 130.0, 250.0])
def test_behind_a_blank_value_a_label_that_nobody_knows_is_no_value(x: float) -> None:
    assert read((50.0, 100.0, "姓名："), (x, 100.0, "民族：汉族"))[:2] == ({}, ["民族：汉族"])
    assert read((50.0, 100.0, "姓名："), (x, 100.0, "证件类型： 身份证"))[:2] == ({}, ["证件类型：身份证"])


def test_of_a_label_that_stands_twice_the_first_value_counts() -> None:
    assert values((50.0, 100.0, "姓名：张样例"), (50.0, 120.0, "姓名：李样例")) == {"name": "张样例"}
    assert values((50.0, 100.0, "姓名："), (50.0, 120.0, "姓名：李样例")) == {"name": "李样例"}


def test_a_label_within_a_word_is_part_of_a_value() -> None:
    assert values((50.0, 100.0, "单位名称：北京姓名学会")) == {"employer": "北京姓名学会"}
    assert values((50.0, 100.0, "单位名称：北京 姓名：张样例")) == {"employer": "北京", "name": "张样例"}


def test_a_value_s_words_are_joined() -> None:
    assert values((50.0, 100.0, "查询日期：1992-10 至 2021-01")) == {"query_date": "1992-10至2021-01"}


@pytest.mark.parametrize(("gap", "one"), [(24.9, True), (25.0, True), (25.1, False)])
def test_a_gap_of_more_than_25_tenths_of_the_height_ends_a_value(gap: float, one: bool) -> None:
    """张样 ends at 100."""
    found, left, _ = read((50.0, 100.0, "姓名：张样"), (100.0 + gap, 100.0, "例某"))
    assert (found, left) == (({"name": "张样例某"}, []) if one else ({"name": "张样"}, ["例某"]))


def test_a_value_may_be_set_in_another_type_than_its_label() -> None:
    """Larger and smaller by more than a second line may be."""
    texts: list[Text] = [
        (50.0, 100.0, "姓名："),
        (75.0, 98.0, "张样例 某", 18.0),
        (400.0, 100.0, "单位名称："),
        (460.0, 102.0, "甲乙 公司", 6.0),
    ]
    assert values(*texts) == {"name": "张样例某", "employer": "甲乙公司"}


def test_what_no_label_owns_is_left_over_with_its_label() -> None:
    found, left, _ = read((50.0, 100.0, "姓名：张样例"), (300.0, 100.0, "民族：汉族"))
    assert (found, left) == ({"name": "张样例"}, ["民族：汉族"])


@pytest.mark.parametrize(
    ("ruling", "one"),
    [
        (Ruling(105.0, 90.0, 120.0), False),
        (Ruling(99.0, 90.0, 120.0), False),
        (Ruling(98.9, 90.0, 120.0), True),
        (Ruling(113.0, 90.0, 120.0), False),
        (Ruling(113.1, 90.0, 120.0), True),
        (Ruling(105.0, 105.0, 120.0), False),
        (Ruling(105.0, 105.1, 120.0), True),
        (Ruling(105.0, 90.0, 105.0), False),
        (Ruling(105.0, 90.0, 104.9), True),
    ],
)
def test_a_ruling_between_two_words_ends_a_value(ruling: Ruling, one: bool) -> None:
    """张样 ends at 100, 例某 begins at 112; their middle is at 105."""
    found, left, _ = read((50.0, 100.0, "姓名：张样"), (112.0, 100.0, "例某"), verticals=(ruling,))
    assert (found, left) == (({"name": "张样例某"}, []) if one else ({"name": "张样"}, ["例某"]))


def test_the_block_s_place_is_around_what_was_read() -> None:
    made = sheet([(300.0, 40.0, "某些文字", 20.0), (50.0, 100.0, "姓名：张样例"), (400.0, 120.0, "校验码：abc234")])
    place = read_header(made, made.lines, YEARLY).place
    assert place is not None and place.bbox == (50.0, 100.0, 470.0, 130.0)
    made = sheet([(50.0, 100.0, "姓名：张样例"), (300.0, 100.0, "民族：汉族")])
    place = read_header(made, made.lines, YEARLY).place
    assert place is not None and place.bbox == (50.0, 100.0, 350.0, 110.0)
    made = sheet([(300.0, 40.0, "某些文字")])
    assert read_header(made, made.lines, YEARLY) == HeaderBlock({}, None)


# Values that wrap.

LONG = "北京样例信息技术"


def wrapped(x: float, top: float, rest: str = "有限公司", size: float = 10.0, left: float = 50.0) -> str:
    """The employer with a second line; the first one's value stands from 110 to 190."""
    return values((left, 100.0, "单位名称： " + LONG), (x, top, rest, size))["employer"]


def test_a_second_line_begins_where_the_first_does() -> None:
    assert wrapped(105.0, 115.0) == LONG + "有限公司"


@pytest.mark.parametrize(
    ("x", "goes_on"),
    [
        (102.0, False),
        (102.1, True),
        (107.9, True),
        (108.0, False),
        (122.0, False),
        (122.1, True),  # its middle (142.1) lies within three points of the first line's (145)
        (127.9, True),
        (128.0, False),
        (142.0, False),
        (142.1, True),  # its end (182.1) lies within three points of the first line's (185)
        (147.9, True),
        (148.0, False),
    ],
)
def test_a_second_line_begins_ends_or_has_its_middle_with_the_first(x: float, goes_on: bool) -> None:
    assert wrapped(x, 115.0) == LONG + ("有限公司" if goes_on else "")


@pytest.mark.parametrize(("top", "goes_on"), [(116.0, True), (121.9, True), (122.0, False), (130.0, False)])
def test_a_second_line_stands_within_22_tenths_of_its_height(top: float, goes_on: bool) -> None:
    assert wrapped(105.0, top) == LONG + ("有限公司" if goes_on else "")


@pytest.mark.parametrize(("size", "goes_on"), [(6.2, False), (6.3, True), (15.9, True), (16.0, False), (17.0, False)])
def test_a_second_line_is_set_in_its_label_s_type(size: float, goes_on: bool) -> None:
    assert wrapped(105.0, 112.0, size=size) == LONG + ("有限公司" if goes_on else "")


def test_a_third_line_goes_on_with_the_second() -> None:
    assert (
        values((50.0, 100.0, "单位名称： " + LONG), (105.0, 115.0, "发展"), (105.0, 130.0, "有限公司"))["employer"] == LONG + "发展有限公司"
    )


def test_every_line_is_held_against_the_first() -> None:
    """The second has its middle with it, the third its end."""
    texts: list[Text] = [(50.0, 100.0, "单位名称： " + LONG), (125.0, 115.0, "发展集团"), (145.0, 130.0, "有限公司")]
    assert values(*texts)["employer"] == LONG + "发展集团有限公司"


def under(x: float, right: float, rest: str = "有限公司", top: float = 115.0) -> str:
    """A second line under the label, which stands at 50; the value ends at 185, the next label begins at ``right``."""
    return values((50.0, 100.0, "单位名称： " + LONG), (right, 100.0, "校验码：abc234"), (x, top, rest))["employer"]


@pytest.mark.parametrize(
    ("x", "right", "goes_on"),
    [
        (50.0, 200.0, True),
        (52.9, 200.0, True),
        (53.0, 200.0, False),
        (47.1, 200.0, True),
        (47.0, 200.0, False),
        (50.0, 204.9, True),
        (50.0, 205.0, False),
        (50.0, 300.0, False),
    ],
)
def test_a_second_line_may_stand_under_the_label_where_the_first_leaves_no_room(x: float, right: float, goes_on: bool) -> None:
    assert under(x, right) == LONG + ("有限公司" if goes_on else "")


def test_a_line_with_a_colon_or_above_is_no_second_line_under_the_label() -> None:
    assert under(50.0, 200.0, "民族：汉") == LONG
    assert under(50.0, 200.0, top=85.0) == LONG


def test_a_label_between_the_two_lines_of_its_value() -> None:
    """In a ruled table: nothing stands beside the label itself."""
    for x in (110.0, 130.0, 87.1):
        assert values((50.0, 106.0, "单位名称"), (x, 100.0 - 7, LONG), (x, 119.0, "有限公司")) == {"employer": LONG + "有限公司"}
    assert values((50.0, 106.0, "单位名称"), (86.9, 93.0, "某"), (86.9, 119.0, "某")) == {}


def test_a_line_belongs_to_the_nearest_value_in_its_column() -> None:
    assert values((50.0, 100.0, "单位名称："), (50.0, 140.0, "姓名："), (105.0, 115.0, "甲乙"), (105.0, 129.0, "丙")) == {
        "employer": "甲乙",
        "name": "丙",
    }
    # As near to both: the one above.
    assert values((50.0, 100.0, "单位名称："), (50.0, 130.0, "姓名："), (105.0, 115.0, "甲乙")) == {"employer": "甲乙"}


def test_a_column_ends_where_the_next_labels_begin() -> None:
    texts = ((50.0, 100.0, "单位名称："), (300.0, 130.0, "姓名：张样例"))
    assert values(*texts, (299.9, 112.0, "甲乙"))["employer"] == "甲乙"
    assert "employer" not in values(*texts, (300.0, 112.0, "甲乙"))
    assert "employer" not in values(*texts, (400.0, 112.0, "甲乙"), (550.0, 130.0, "校验码：abc234"))


def test_a_label_that_nobody_knows_keeps_its_value_from_the_one_above() -> None:
    found, left, _ = read((50.0, 100.0, "姓名： 张样例"), (50.0, 115.0, "民族： 汉族某"))
    assert (found, left) == ({"name": "张样例"}, ["民族：汉族某"])


@pytest.mark.parametrize(("x", "goes_on"), [(366.9, True), (367.0, False), (370.0, False)])
def test_a_label_that_nobody_knows_says_nothing_of_the_columns_right_of_it(x: float, goes_on: bool) -> None:
    """The employer's label stands at 370 and its value at 425; the unknown one, in small type, may be the left column's."""
    found, left, _ = read((370.0, 100.0, "单位名称： " + LONG), (x, 115.0, "民", 6.0), (425.0, 115.0, "有限公司"))
    assert (found["employer"], left) == ((LONG + "有限公司", ["民"]) if goes_on else (LONG, ["民有限公司"]))


@pytest.mark.parametrize(
    ("x", "top", "whole"),
    [
        (50.0, 112.0, True),
        (99.9, 112.0, True),
        (100.0, 112.0, False),
        (30.1, 112.0, True),
        (30.0, 112.0, False),
        (50.0, 121.9, True),
        (50.0, 122.0, False),
        (50.0, 88.0, False),
    ],
)
def test_a_wrapped_label_becomes_whole_by_what_stands_below_it(x: float, top: float, whole: bool) -> None:
    """社会保障号 stands from 50 to 100, and its value from 115 to 195."""
    found, left, made = read((50.0, 100.0, "社会保障号  1101991990030700"), (x, top, "码："))
    assert left == ([] if whole else ["码："])
    assert found == {"id_number": "1101991990030700"}
    assert list(made.uses.values()).count("label") == (7 if whole else 5)


def test_a_wrapped_label_may_become_another_field_s() -> None:
    layout = replace(YEARLY, labels={"code": ("查询",), "serial": ("查询号",)})
    made = sheet([(50.0, 100.0, "查询 123"), (50.0, 112.0, "号")])
    assert read_header(made, made.lines, layout).texts == {"serial": "123"}
