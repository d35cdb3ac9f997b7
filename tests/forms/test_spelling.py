"""Months exchanged in what somebody wrote, whose manner stays."""

from datetime import date, datetime

import pytest
from history_files import BETWEEN, MONTH_SPELLINGS, MONTHS, period_text
from hypothesis import given
from hypothesis import strategies as st

from sbparse.report.forms.spelling import Pattern, month_like, span_like
from sbparse.values.dates import parse_month, parse_span
from sbparse.values.month import Month

START, END = Month.of(2017, 5), Month.of(2022, 10)


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        ("2018.9-2023.3", "2017.5-2022.10"),
        ("2018.09-2023.03", "2017.05-2022.10"),
        ("2018-09～2023-03", "2017-05～2022-10"),
        ("2018-10-2023-11", "2017-05-2022-10"),
        ("2018年9月至2023年3月", "2017年5月至2022年10月"),
        ("自2018年09月起至2023年03月止", "自2017年05月起至2022年10月止"),
        ("201809-202303", "201705-202210"),
        ("2018/9—2023/3", "2017/5—2022/10"),
        ("2018.10-2023.11", "2017.5-2022.10"),
        ("2018.9.1-2023.3.31", "2017.5-2022.10"),
        ("20180901-20230331", "201705-202210"),
        ("2018年9月1日 至 2023年3月31日", "2017年5月 至 2022年10月"),
        ("２０１８．９－２０２３．３", "２０１７．５－２０２２．１０"),
        ("2018/9—至今", "2017/5—2022/10"),
        ("2018.9至今", "2017.5至2022.10"),
        ("2018.9起", "2017.5-2022.10"),
        ("2018年9月-现在", "2017年5月-2022年10月"),
        ("", "2017.5-2022.10"),
        ("nothing like it", "2017.5-2022.10"),
    ],
)
def test_the_manner_stays(pattern, written):
    assert span_like(pattern, START, END) == written


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        ("2018.9-至今", "2017.5-至今"),
        ("2018年9月至2023年3月", "2017年5月至至今"),
        ("2018/9—现在", "2017/5—至今"),
        ("2018.9-2023.3", "2017.5-至今"),
    ],
)
def test_until_now(pattern, written):
    text = span_like(pattern, START, None)
    assert parse_span(text) == (START, None)
    assert text == written or text == "2017年5月-至今"


@given(st.data(), MONTHS, MONTHS, st.none() | MONTHS, MONTHS)
def test_whatever_the_pattern_the_months_are_those_that_were_meant(data, one, other, end, start):
    pattern = data.draw(period_text(min(one, other), data.draw(st.sampled_from([max(one, other), None]))))
    if end is not None and end < start:
        start, end = end, start
    assert parse_span(span_like(pattern, start, end)) == (start, end)


@given(st.text(st.sampled_from("0123456789年月日.-/至今自起 —～"), max_size=24), MONTHS)
def test_even_where_the_pattern_is_none(pattern, month):
    assert parse_span(span_like(pattern, month, month)) == (month, month)
    value, _ = month_like(Pattern(pattern, "General"), month)
    assert parse_month(value) == month


def test_every_way_to_write_a_period_keeps_its_word_between():
    for name, spelling in MONTH_SPELLINGS.items():
        for between in BETWEEN:
            text = span_like(f"{spelling(Month.of(2018, 9))}{between}{spelling(Month.of(2023, 3))}", START, END)
            assert between in text, name


@pytest.mark.parametrize(
    ("value", "shown", "written", "as_"),
    [
        ("2018.9", "General", "2022.10", "General"),
        ("2018-09-17", "@", "2022-10", "@"),
        ("2018年9月", "@", "2022年10月", "@"),
        (201809, "General", 202210, "General"),
        (20180901, "0", 202210, "0"),
        (201809.0, "General", 202210, "General"),
        (2018.9, "0.0", "2022.10", "@"),
        (datetime(2018, 9, 1), "yyyy-mm", datetime(2022, 10, 1), "yyyy-mm"),
        (datetime(2018, 9, 17), "yyyy-mm-dd", datetime(2022, 10, 1), "yyyy-mm"),
        (date(2018, 9, 17), "yyyy/m/d", datetime(2022, 10, 1), "yyyy/m"),
        (datetime(2018, 9, 17), 'yyyy"年"m"月"d"日"', datetime(2022, 10, 1), 'yyyy"年"m"月"'),
        (datetime(2018, 9, 1), 'yyyy"年"m"月"', datetime(2022, 10, 1), 'yyyy"年"m"月"'),
        (datetime(2018, 9, 1), "[$-804]yyyy.m", datetime(2022, 10, 1), "[$-804]yyyy.m"),
        (None, "General", "2022-10", "General"),
    ],
)
def test_a_month_in_a_cell(value, shown, written, as_):
    assert month_like(Pattern(value, shown), END) == (written, as_)


def test_a_number_that_chinese_excel_shows_as_a_date():
    assert month_like(Pattern(43344, "General", east_asian_date=True), END) == (datetime(2022, 10, 1), 'yyyy"年"m"月"')
