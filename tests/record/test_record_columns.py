"""From header rows to columns: by their texts alone, glued, spaced and wrapped ones among them; what fits not is named."""

from dataclasses import replace

import pytest
from record_sheets import Text, sheet

from sbparse.page.model import Ruling
from sbparse.record.columns import HeaderMisfit, columns_of, flat_columns, grouped_columns
from sbparse.record.layouts import EMPLOYMENTS, MONTHLY_CONTRIBUTIONS, YEARLY_CONTRIBUTIONS

# Copies of layouts and tables: what is remembered of one from another test is not looked up.

# One header row.


def flat(*texts: Text, verticals: tuple[Ruling, ...] = ()) -> list[tuple[str, float, float]]:
    made = sheet(texts, verticals=verticals)
    return [(column.field, column.x0, column.x1) for column in flat_columns(made, made.lines, replace(EMPLOYMENTS))]


def misfit(*texts: Text) -> HeaderMisfit:
    made = sheet(texts)
    with pytest.raises(HeaderMisfit) as caught:
        flat_columns(made, made.lines, replace(EMPLOYMENTS))
    return caught.value


START, END, EMPLOYER = (50.0, 100.0, "缴费起始年月"), (130.0, 100.0, "缴费截止年月"), (210.0, 100.0, "单位名称")
FIELDS = [("start", 50.0, 110.0), ("end", 130.0, 190.0), ("employer", 210.0, 250.0)]


def test_columns_from_left_to_right_with_the_extent_of_their_texts() -> None:
    assert flat(START, END, EMPLOYER) == FIELDS
    assert flat(EMPLOYER, (300.0, 100.0, "区县"), START, (10.0, 100.0, "序号"), END) == [
        ("index", 10.0, 30.0),
        *FIELDS,
        ("district", 300.0, 320.0),
    ]


def test_a_unit_is_no_part_of_a_column_s_text() -> None:
    assert flat(START, END, EMPLOYER, (300.0, 100.0, "实际缴费月数（月）"))[-1] == ("months", 300.0, 390.0)


def test_an_unknown_text_is_named_with_what_is_missing() -> None:
    found = misfit(START, END, (210.0, 100.0, "用工主体"), (300.0, 100.0, "甲乙"))
    assert (found.unknown, found.missing) == (("用工主体", "甲乙"), ("employer",))
    assert [word.text for word in found.words] == ["缴费起始年月", "缴费截止年月", "用工主体", "甲乙"]
    assert str(found) == "unknown ['用工主体', '甲乙'], missing ['employer']"


def test_what_is_missing_is_named_in_order() -> None:
    assert (misfit((50.0, 100.0, "区县")).missing, misfit((50.0, 100.0, "区县")).unknown) == (("employer", "end", "start"), ())


def test_a_column_that_stands_twice_is_a_misfit() -> None:
    found = misfit(START, END, EMPLOYER, (300.0, 100.0, "参保单位名称"))
    assert (found.unknown, found.missing) == ((), ())


def test_a_text_in_two_lines_is_one_column() -> None:
    assert flat(START, END, EMPLOYER, (300.0, 94.0, "实际缴费"), (310.0, 106.0, "月数")) == [*FIELDS, ("months", 300.0, 340.0)]
    assert flat(START, END, EMPLOYER, (310.0, 94.0, "实际"), (300.0, 106.0, "缴费月数")) == [*FIELDS, ("months", 300.0, 340.0)]


@pytest.mark.parametrize(("left", "columns"), [(250.5, True), (249.0, True), (248.9, False), (230.0, False)])
def test_texts_that_overlap_by_no_more_than_a_point_are_two_columns(left: float, columns: bool) -> None:
    """单位名称 ends at 250; the other text stands lower, as centred headers do."""
    texts = (START, END, EMPLOYER, (left, 112.0, "区县"))
    if columns:
        assert flat(*texts) == [*FIELDS, ("district", left, left + 20)]
    else:
        assert misfit(*texts).unknown == ("单位名称区县",)


def test_a_stack_reaches_as_far_as_its_widest_line() -> None:
    """The last line met is the narrowest: the text beside it still overlaps the first."""
    texts = (START, END, (210.0, 94.0, "实际缴费月数"), (215.0, 106.0, "（月）"), (260.0, 118.0, "单位名称"))
    assert misfit(*texts).missing == ("employer",)


def test_texts_without_a_gap_are_parted() -> None:
    assert flat((50.0, 100.0, "缴费起始年月缴费截止年月单位名称区县")) == [
        ("start", 50.0, 110.0),
        ("end", 110.0, 170.0),
        ("employer", 170.0, 210.0),
        ("district", 210.0, 230.0),
    ]


@pytest.mark.parametrize("text", ["缴费起始年月缴费截止年月甲", "甲缴费起始年月缴费截止年月", "缴费起始年月甲缴费截止年月"])
def test_what_holds_other_characters_is_not_parted(text: str) -> None:
    assert misfit((50.0, 100.0, text), (300.0, 100.0, "单位名称")).unknown == (text,)


def test_spaced_letters_are_one_text() -> None:
    # 单位 is a text by itself too.
    assert flat(START, END, (210.0, 100.0, "单 位 名 称"))[2] == ("employer", 210.0, 265.0)
    assert flat(START, END, (210.0, 100.0, "单 位"))[2] == ("employer", 210.0, 235.0)
    assert flat(START, (130.0, 100.0, "截 止 年 月"), EMPLOYER) == [FIELDS[0], ("end", 130.0, 185.0), FIELDS[2]]
    assert flat(START, END, EMPLOYER, (300.0, 100.0, "序 号"), (330.0, 100.0, "区县"))[-2:] == [
        ("index", 300.0, 325.0),
        ("district", 330.0, 350.0),
    ]
    assert flat(START, END, EMPLOYER, (300.0, 100.0, "经办 机 构"))[-1] == ("district", 300.0, 350.0)


@pytest.mark.parametrize(("gap", "joined"), [(11.9, True), (12.0, False), (12.1, False)])
def test_letters_further_apart_than_12_tenths_of_their_height_are_two_texts(gap: float, joined: bool) -> None:
    texts = (START, END, EMPLOYER, (300.0, 100.0, "区"), (310.0 + gap, 100.0, "县"))
    if joined:
        assert flat(*texts)[-1] == ("district", 300.0, 320.0 + gap)
    else:
        assert misfit(*texts).unknown == ("区", "县")


def test_letters_that_are_no_text_together_stay_apart() -> None:
    assert misfit(START, END, EMPLOYER, (300.0, 100.0, "县 区")).unknown == ("县", "区")
    # Words of two letters each are no spaced letters.
    assert misfit(START, END, EMPLOYER, (300.0, 100.0, "缴费 区县")).unknown == ("缴费",)


# A group row over a leaf row.


def grouped(*texts: Text, monthly: bool = False) -> list[tuple[str, float, float]]:
    made = sheet(texts)
    table = replace(MONTHLY_CONTRIBUTIONS if monthly else YEARLY_CONTRIBUTIONS)
    return [(column.field, column.x0, column.x1) for column in grouped_columns(made, made.lines, table)]


def grouped_misfit(*texts: Text) -> HeaderMisfit:
    made = sheet(texts)
    with pytest.raises(HeaderMisfit) as caught:
        grouped_columns(made, made.lines, replace(YEARLY_CONTRIBUTIONS))
    return caught.value


KEY = (20.0, 110.0, "缴费起止年月")
PENSION, INJURY = (140.0, 100.0, "养老实际缴费"), (330.0, 100.0, "工伤实际缴费")
LEAVES = [
    (110.0, 120.0, "月数"),
    (150.0, 120.0, "年缴费基数"),
    (220.0, 120.0, "个人缴费"),
    (310.0, 120.0, "月数"),
    (350.0, 120.0, "年缴费基数"),
]
WHOLE = [KEY, PENSION, INJURY, *LEAVES]
COLUMNS = [
    ("period", 20.0, 80.0),
    ("pension.months", 110.0, 130.0),
    ("pension.base", 150.0, 200.0),
    ("pension.personal", 220.0, 260.0),
    ("work_injury.months", 310.0, 330.0),
    ("work_injury.base", 350.0, 400.0),
]


def without(*taken: Text) -> list[Text]:
    return [text for text in WHOLE if text not in taken]


def test_the_columns_of_each_group() -> None:
    assert grouped(*WHOLE) == COLUMNS


def test_three_groups_and_a_leaf_that_stands_high() -> None:
    medical: list[Text] = [(530.0, 100.0, "医疗"), (510.0, 120.0, "月数"), (560.0, 109.0, "年缴费基数")]
    high = (150.0, 109.0, "年缴费基数")
    assert grouped(*without(LEAVES[1]), high, *medical) == [*COLUMNS, ("medical.months", 510.0, 530.0), ("medical.base", 560.0, 610.0)]


def test_either_table_by_its_kind() -> None:
    made = sheet(WHOLE)
    assert [c.field for c in columns_of(made, made.lines, YEARLY_CONTRIBUTIONS)] == [field for field, _, _ in COLUMNS]
    made = sheet([START, END, EMPLOYER])
    assert [c.field for c in columns_of(made, made.lines, EMPLOYMENTS)] == [field for field, _, _ in FIELDS]


def test_the_base_tells_the_yearly_form_from_the_monthly_one() -> None:
    monthly = [(x, top, text.replace("年缴费基数", "缴费基数")) for x, top, text in WHOLE]
    assert [field for field, _, _ in grouped(*monthly, monthly=True)] == [field for field, _, _ in COLUMNS]
    assert grouped_misfit(*monthly).unknown == ("缴费基数",)


def test_without_a_leaf_that_opens_a_group() -> None:
    found = grouped_misfit(*without(LEAVES[0], LEAVES[3]))
    assert (found.missing, found.unknown) == (("月数",), ())


@pytest.mark.parametrize("x", [20.0, 48.0])
def test_the_key_column_is_told_by_its_text(x: float) -> None:
    found = grouped_misfit(*without(KEY), (x, 110.0, "所属期间"))
    assert (found.unknown, found.missing) == (("所属期间",), ("缴费起止年月",))
    assert [word.text for word in found.words] == ["所属期间"]
    found = grouped_misfit(*without(KEY))
    assert (found.unknown, found.missing) == ((), ("缴费起止年月",))
    assert len(found.words) == len(WHOLE) - 1


def test_a_key_in_two_lines() -> None:
    assert grouped(*without(KEY), (25.0, 104.0, "缴费起止"), (35.0, 116.0, "年月"))[0] == ("period", 25.0, 65.0)


@pytest.mark.parametrize(("x", "key"), [(78.9, True), (79.0, False)])
def test_the_key_s_middle_lies_more_than_a_point_left_of_the_first_group(x: float, key: bool) -> None:
    """月数 begins at 110; the key text is 60 points wide."""
    texts = [*without(KEY), (x, 132.0, "缴费起止年月")]
    if key:
        assert grouped(*texts)[0] == ("period", x, x + 60)
    else:
        assert grouped_misfit(*texts).missing == ("缴费起止年月",)


@pytest.mark.parametrize("pension", ["养老", "养老保险", "基本养老保险", "养老保险实际缴费"])
def test_groups_in_every_spelling_are_told_from_the_key_and_the_leaves(pension: str) -> None:
    assert grouped(*without(PENSION), (140.0, 100.0, pension)) == COLUMNS
    assert grouped_misfit(*without(PENSION, KEY), (10.0, 132.0, "缴费年月"), (40.0, 100.0, pension)).unknown == (pension,)


def test_a_group_left_of_its_leaves_is_no_key() -> None:
    texts = [*without(PENSION, KEY), (10.0, 132.0, "缴费年月"), (40.0, 100.0, "养老实际缴费")]
    assert grouped_misfit(*texts).unknown == ("养老实际缴费",)


def test_an_unknown_group_is_named_and_the_insurances_that_are_missing() -> None:
    found = grouped_misfit(*without(PENSION), (140.0, 100.0, "养老缴费额"))
    assert (found.unknown, found.missing) == (("养老缴费额",), ("pension", "unemployment", "medical", "maternity"))


def test_as_many_groups_as_leaves_that_open_one() -> None:
    assert grouped_misfit(*without(LEAVES[3])).missing == ("unemployment", "medical", "maternity")
    assert grouped_misfit(*without(INJURY)).missing == ("unemployment", "work_injury", "medical", "maternity")
    twice = grouped_misfit(*without(INJURY), (330.0, 100.0, "养老"))
    assert (twice.unknown, twice.missing) == ((), ("unemployment", "work_injury", "medical", "maternity"))


def test_a_header_without_groups() -> None:
    assert grouped_misfit(KEY, *LEAVES).missing == ("养老", "失业", "工伤", "医疗", "生育")


@pytest.mark.parametrize(("x", "fits"), [(79.0, True), (78.9, False), (278.9, True), (279.1, False)])
def test_a_group_s_middle_stands_over_its_leaves(x: float, fits: bool) -> None:
    """From a point left of its 月数 (109) up to a point left of the next one's (309); the text is 60 points wide."""
    texts = [*without(PENSION, INJURY, KEY), (10.0, 120.0, "缴费年月"), (x, 100.0, "养老实际缴费"), (400.0, 100.0, "工伤")]
    if fits:
        assert [field for field, _, _ in grouped(*texts)][1:] == [field for field, _, _ in COLUMNS[1:]]
    else:
        assert grouped_misfit(*texts).unknown == ("养老实际缴费",)


def test_the_last_group_has_no_right_end() -> None:
    assert grouped(*without(INJURY), (700.0, 100.0, "工伤")) == COLUMNS


def test_a_leaf_belongs_to_the_group_under_which_its_middle_lies() -> None:
    """月数 of the second group begins at 310; the text is 40 points wide."""
    assert ("pension.personal", 288.9, 328.9) in grouped(*without(LEAVES[2]), (288.9, 132.0, "个人缴费"))
    assert grouped_misfit(*without(LEAVES[2]), (289.0, 132.0, "个人缴费")).unknown == ("月数个人缴费",)


def test_an_unknown_leaf_and_one_that_stands_twice_are_named() -> None:
    assert grouped_misfit(*without(LEAVES[2]), (220.0, 120.0, "本人扣缴")).unknown == ("本人扣缴",)
    assert grouped_misfit(*without(LEAVES[2]), (220.0, 120.0, "年缴费基数")).unknown == ("months", "base", "base")


def test_wrapped_leaves_and_groups() -> None:
    wrapped: list[Text] = [(150.0, 114.0, "年缴费"), (155.0, 126.0, "基数"), (140.0, 88.0, "养老实际"), (150.0, 100.0, "缴费")]
    assert grouped(*without(PENSION, LEAVES[1]), *wrapped) == [
        COLUMNS[0],
        COLUMNS[1],
        ("pension.base", 150.0, 180.0),
        *COLUMNS[3:],
    ]


@pytest.mark.parametrize(("top", "leaf"), [(110.1, True), (110.0, False), (109.9, False)])
def test_a_piece_belongs_to_the_row_whose_middle_is_nearer(top: float, leaf: bool) -> None:
    """The group row has its middle at 105, the leaf row at 125."""
    assert grouped_misfit(*WHOLE, (230.0, top, "人缴")).unknown == (("人缴个人缴费",) if leaf else ("人缴",))
