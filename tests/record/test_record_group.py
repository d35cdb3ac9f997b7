"""Pages by record: which go on with one, which begin one, which belong to none."""

from dataclasses import replace

import pytest
from record_lines import EMPLOYMENT_HEADER, GROUPS, JOB, LEAVES, SENTENCE, SUM, TITLE, YEAR
from record_sheets import PITCH, page, set_lines

from sbparse.record.group import PageGroup, group_of, is_titled, serial_of
from sbparse.record.layouts import LAYOUTS, YEARLY
from sbparse.record.parts import PageParts, page_parts
from sbparse.record.reading import sheet_of


def of(*lines: str, number: int | None = None, total: int | None = None) -> PageParts:
    parts = page_parts(sheet_of(page(set_lines(lines, pitch=PITCH * 0.9))))
    parts.number, parts.total = number, total
    return parts


def grouped(*pages: PageParts) -> list[list[int]]:
    """Which pages, by position, each record has."""
    groups: list[PageGroup] = []
    for parts in pages:
        group_of(parts, groups, LAYOUTS)
    return [[at for at, parts in enumerate(pages) if any(parts is mine for mine in group.pages)] for group in groups]


SERIAL = "流水号：110108202304260001"
OTHER = "流水号：110108202304260002"

# Numbers of pages.


def group(*numbers: int | None, total: int | None = None, serial: str | None = None) -> PageGroup:
    return PageGroup(serial, [of("甲", number=number, total=total) for number in numbers])


def test_pages_in_the_order_of_their_numbers() -> None:
    assert [p.number for p in group(3, 1, 2).in_order()] == [1, 2, 3]
    for numbers in ((3, None, 1), (3, 1, 1), (2,)):
        assert [p.number for p in group(*numbers).in_order()] == list(numbers)


def test_what_is_missing_of_a_printed_total() -> None:
    assert (group(1, 3, total=4).missing, group(1, 3, total=4).complete) == ([2, 4], False)
    assert group(2, total=2).missing == [1]
    assert (group(2, 1, total=2).missing, group(2, 1, total=2).complete) == ([], True)
    assert (group(1, 3).missing, group(1, 3).complete, group(1, 3).total) == ([], False, None)
    assert (group().missing, group().complete) == ([], False)


def test_the_total_is_the_last_page_s_that_tells_one() -> None:
    pages = [of("甲", number=1, total=3), of("乙", number=2, total=4), of("丙", number=3)]
    assert PageGroup(None, pages).total == 4


@pytest.mark.parametrize(
    ("begun", "number", "total", "takes"),
    [
        (group(1, total=2), 2, 2, True),
        (group(1, total=2), 1, 2, False),
        (group(1, total=2), 2, 3, False),
        (group(1, total=2), 2, None, True),
        (group(1), 2, 5, True),
        (group(1), None, None, True),
        (group(1, total=2), None, None, True),
        (group(1, 2, total=2), None, None, False),
        (group(1, 2, total=2), 3, None, True),
        (group(None), 1, None, True),
    ],
)
def test_a_number_is_taken_once_and_of_one_total(begun: PageGroup, number: int | None, total: int | None, takes: bool) -> None:
    assert begun.takes(of("甲", number=number, total=total)) is takes


def test_a_record_that_was_read_takes_no_more() -> None:
    begun = group(1, total=2)
    begun.close()
    assert (begun.takes(of("甲", number=2, total=2)), begun.pages, begun.closed) == (False, [], True)
    assert begun.takes(of("甲")) is False


# Titles and serial numbers.


def test_the_title_stands_in_the_first_six_lines_whole() -> None:
    assert is_titled(of(TITLE), YEARLY)
    assert is_titled(of("社会保险个人权益记录", "（参保人员缴费信息）"), YEARLY)
    assert is_titled(of("一", "二", "三", "四", "五", TITLE), YEARLY)
    assert not is_titled(of("一", "二", "三", "四", "五", "六", TITLE), YEARLY)
    assert not is_titled(of("社会保险个人权益记录"), YEARLY)
    assert not is_titled(of("参保人员缴费信息"), YEARLY)
    assert not is_titled(of(TITLE, "社会保险个人权益记录补缴信息"), YEARLY)


def test_the_serial_number_stands_in_the_first_twelve_lines() -> None:
    assert serial_of(of(TITLE, "查询" + SERIAL)) == "110108202304260001"
    assert serial_of(of(*"一二三四五六七八九十甲", SERIAL)) == "110108202304260001"
    assert serial_of(of(*"一二三四五六七八九十甲乙", SERIAL)) is None
    assert serial_of(of("流水号12345678")) == "12345678"
    assert serial_of(of("流水号：1234567")) is None
    assert serial_of(of("流水号：1234\ufffd678", SERIAL)) == "1234\ufffd678"
    assert serial_of(of(TITLE)) is None


# Which record a page belongs to.


def test_pages_of_one_serial_number_are_one_record() -> None:
    assert grouped(of(TITLE, SERIAL, number=1), of(TITLE, SERIAL, number=2)) == [[0, 1]]
    assert grouped(of(TITLE, SERIAL, number=1), of(TITLE, OTHER, number=2)) == [[0], [1]]
    assert grouped(of(TITLE, SERIAL, number=1), of(TITLE, OTHER, number=1), of(TITLE, SERIAL, number=2)) == [[0, 2], [1]]
    assert grouped(of(TITLE, SERIAL, number=1), of(TITLE, SERIAL, number=1)) == [[0], [1]]
    assert grouped(of(TITLE, number=1), of(TITLE, number=2)) == [[0, 1]]
    assert grouped(of(TITLE, SERIAL, number=1), of(TITLE, number=2)) == [[0], [1]]


def test_of_two_records_of_one_number_the_later_goes_on() -> None:
    assert grouped(of(TITLE, SERIAL, number=1), of(TITLE, SERIAL, number=1), of(TITLE, SERIAL, number=2)) == [[0], [1, 2]]


def test_without_page_numbers_the_first_section_begins_another_print() -> None:
    assert grouped(of(TITLE, SERIAL, "一、养老保险单位变动记录"), of(TITLE, SERIAL, "二、五险缴费明细")) == [[0, 1]]
    assert grouped(of(TITLE, SERIAL, "一、养老保险单位变动记录"), of(TITLE, SERIAL, "一、养老保险单位变动记录")) == [[0], [1]]
    numbered = [of(TITLE, SERIAL, "一、养老保险单位变动记录", number=number) for number in (1, 2)]
    assert grouped(*numbered) == [[0, 1]]


def test_a_titled_page_says_so() -> None:
    titled, plain = of(TITLE, SERIAL), of(YEAR)
    grouped(titled, plain)
    assert (titled.titled, plain.titled) == (True, False)


def test_a_page_without_title_belongs_to_none_where_no_record_was_begun() -> None:
    groups: list[PageGroup] = []
    assert group_of(of(YEAR), groups, LAYOUTS) is None
    assert groups == []
    begun = group_of(of(TITLE, SERIAL), groups, LAYOUTS)
    assert begun is groups[0] and begun.serial == "110108202304260001"
    assert group_of(of(YEAR), groups, LAYOUTS) is begun
    assert group_of(of("劳动合同", "甲方"), groups, LAYOUTS) is None


def test_one_of_the_layouts_is_enough() -> None:
    other = replace(YEARLY, name="other", title=("另一标题",), captions={}, sentences=(), notes=YEARLY.notes[:0])
    for layouts in ((YEARLY, other), (other, YEARLY)):
        groups: list[PageGroup] = []
        begun = group_of(of(TITLE, SERIAL), groups, layouts)
        assert begun is not None
        assert group_of(of("备注", "某某"), groups, layouts) is begun


@pytest.mark.parametrize(
    ("serial", "same"),
    [("11010820230426�001", True), ("11010820230426�002", False), ("11010820230426�01", False), ("110108202304260001", True)],
)
def test_a_character_that_was_not_read_may_be_any(serial: str, same: bool) -> None:
    assert grouped(of(TITLE, SERIAL, number=1), of(TITLE, f"流水号：{serial}", number=2)) == ([[0, 1]] if same else [[0], [1]])
    assert grouped(of(TITLE, f"流水号：{serial}", number=1), of(TITLE, SERIAL, number=2)) == ([[0, 1]] if same else [[0], [1]])


def goes_on(*lines: str, **numbered: int) -> bool:
    return grouped(of(TITLE, SERIAL, number=1, total=2), of(*lines, **numbered)) == [[0, 1]]


MONTHLY_LEAVES = "月数 缴费基数 个人缴费 月数 缴费基数"


@pytest.mark.parametrize(
    "lines",
    [
        ("某某", "一、养老保险单位变动记录"),
        ("某某", "二、五险缴费明细：", "某某"),
        ("某某", "三、补充资料"),
        ("某某", f"其中，{SENTENCE}"),
        ("某某", "医疗保险累计实际缴费年限：55个月"),
        (EMPLOYMENT_HEADER, "某某"),
        (YEAR,),
        (JOB,),
        (SUM,),
        ("某某", "某某", "某某", YEAR),
        (YEAR, *"一二三四五六七"),
        ("北京市海淀区社会保险基金管理中心", "日期：2021年1月5日"),
        ("日期：2021年1月5日", "某某"),
        ("备注", "某某"),
        ("截至2020年末", "某某"),
        ("如需鉴定真伪，请凭校验码甄别", "某某"),
    ],
)
def test_a_page_that_carries_the_form_goes_on(lines: tuple[str, ...]) -> None:
    assert goes_on(*lines)


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("某某",),
        ("四、其他", "某某"),
        ("缴费起始年月 单位名称", "某某"),  # of a header that lacks a column
        ("某某", "某某", "某某", "某某", YEAR),
        (YEAR, *"一二三四五六七八"),
        ("某某", "北京市海淀区社会保险基金管理中心"),
        ("日期：2021年1月5日", "某某", "某某"),
        ("日期：2021年1月5日起", "某某"),
        ("截至2020年末", "某某", "某某"),
        ("请妥善保管", "某某"),
    ],
)
def test_a_page_of_another_paper_does_not(lines: tuple[str, ...]) -> None:
    assert not goes_on(*lines)


def test_a_header_of_the_contributions_carries_the_form_in_either_layout() -> None:
    """Placed as a table's: each group over its leaves."""
    for leaves in (LEAVES, MONTHLY_LEAVES):
        base = leaves.split()[1]
        placed = [
            (20.0, 110.0, "缴费起止年月"),
            (140.0, 100.0, "养老实际缴费"),
            (110.0, 120.0, "月数"),
            (150.0, 120.0, base),
            (220.0, 120.0, "个人缴费"),
        ]
        parts = page_parts(sheet_of(page([*placed, (20.0, 150.0, "某某")])))
        assert grouped(of(TITLE, SERIAL, number=1, total=2), parts) == [[0, 1]]
        assert GROUPS.split()[0] == placed[0][2]


def test_a_page_whose_number_does_not_fit_does_not_go_on() -> None:
    assert goes_on(YEAR, number=2, total=2)
    assert not goes_on(YEAR, number=1, total=2)
    assert not goes_on(YEAR, number=2, total=3)


def test_a_page_without_title_goes_on_with_the_last_record_alone() -> None:
    first, second = of(TITLE, SERIAL, number=1, total=2), of(TITLE, OTHER, number=1, total=1)
    assert grouped(first, second, of(YEAR, number=2, total=2)) == [[0], [1]]
