"""The older site's employers, which pages are its own, and its columns in other words."""

from decimal import Decimal

import pytest
from older_lines import CAPTION, HEADER, NAME, PENSION, TITLE, XS, month, months, parts, read, table
from record_sheets import page

from sbparse.errors import UnreadableRecordError
from sbparse.record.model import Amounts
from sbparse.record.older import is_older, read_older
from sbparse.record.parts import page_parts
from sbparse.record.reading import sheet_of

# Employers.


def jobs(*rows: tuple[str, str]) -> list[tuple[str, str, int | None, str]]:
    record = read(*table(*(month(at, employer=employer) for at, employer in rows)))[0]
    return [(str(e.period.start), str(e.period.end), e.months, e.employer) for e in record.employments]


def test_an_unbroken_time_under_one_name_is_one_row() -> None:
    assert jobs(("2014-02", "甲"), ("2014-01", "甲"), ("2014-03", "乙")) == [
        ("2014-01", "2014-02", 2, "甲"),
        ("2014-03", "2014-03", 1, "乙"),
    ]
    assert jobs(("2014-01", "甲"), ("2014-02", "乙"), ("2014-03", "甲"))[2] == ("2014-03", "2014-03", 1, "甲")
    assert jobs(("2014-01", "甲"), ("2014-01", "甲")) == [("2014-01", "2014-01", 1, "甲")]


@pytest.mark.parametrize(("second", "rows"), [("2014-04", 1), ("2014-05", 1), ("2014-06", 2)])
def test_a_break_of_up_to_three_months_is_none(second: str, rows: int) -> None:
    assert len(jobs(("2014-01", "甲"), (second, "甲"))) == rows


def test_a_month_without_an_employer_s_name_is_no_employment() -> None:
    assert jobs(("2014-01", "甲"), ("2014-02", "-"), ("2014-03", "甲")) == [
        ("2014-01", "2014-01", 1, "甲"),
        ("2014-03", "2014-03", 1, "甲"),
    ]


# Which pages are the older site's.


@pytest.mark.parametrize(
    ("lines", "older"),
    [
        ((HEADER,), True),
        ((CAPTION, HEADER, month("2014-01")), True),
        (("某某", "缴费年月 缴费类型"), True),
        (("缴费年月 缴费基数",), False),
        (("缴费类型",), False),
        (("本表缴费类型的说明", "缴费年月 缴费基数"), False),
        ((month("2014-01"),), False),
        ((), False),
    ],
)
def test_pages_by_their_header_row(lines: tuple[str, ...], older: bool) -> None:
    assert is_older(parts(*lines)) is older


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("缴费年月", "缴费月份"),
        ("缴费年月", "年月"),
        ("缴费类型", "缴费类别"),
        ("缴费基数", "月缴费基数"),
        ("缴费基数", "缴费工资"),
        ("单位缴费", "单位缴纳"),
        ("单位缴费", "单位缴费金额"),
        ("个人缴费", "个人缴纳"),
        ("个人缴费", "个人缴费金额"),
        ("缴费单位名称", "单位名称"),
        ("缴费单位名称", "缴费单位"),
    ],
)
def test_columns_in_other_words(old: str, new: str) -> None:
    record, findings, left = read(TITLE, NAME, CAPTION, HEADER.replace(old, new), month("2014-01"))
    assert (months(record), findings, left) == (["2014-01"], [], [])
    assert record.contributions[0].amounts[PENSION] == Amounts(1, Decimal("5000.00"), Decimal("400.00"))
    assert record.employments[0].employer == "甲公司"


@pytest.mark.parametrize("needed", ["缴费年月", "缴费类型", "缴费基数", "缴费单位名称"])
def test_columns_that_must_be_there(needed: str) -> None:
    left = [(x, 130.0, text) for x, text in zip(XS, HEADER.split(), strict=True) if text != needed]
    made = page_parts(sheet_of(page([(50.0, 90.0, NAME), (50.0, 110.0, CAPTION), *left, (50.0, 150.0, "2014-01"), (440.0, 150.0, "甲")])))
    with pytest.raises(UnreadableRecordError):
        read_older([made], "older.pdf")
