"""Dates: every spelling is read as the month it names, whatever its dashes, widths and spaces; what names none for certain is refused."""

from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from values_spellings import BETWEEN, CLOCKS, DAYS, MONTHS, NOW, READ_MONTHS, noisy

from sbparse.api import read_records, reconcile
from sbparse.values.dates import NOW_WORDS, DateError, means_now, parse_day, parse_month, parse_period, parse_span
from sbparse.values.month import Month, Period

RECORD = Path(__file__).parents[2] / "fixtures/check/01_clean/record.pdf"
READERS = (parse_month, parse_day, parse_span, parse_period)


def refused(text: str) -> bool:
    """Whether no reader takes the text for a date."""
    for read in READERS:
        try:
            read(text)
        except DateError:
            continue
        return False
    return True


@pytest.mark.parametrize("spelling", MONTHS)
@given(READ_MONTHS, st.data())
def test_every_spelling_of_a_month_is_read_as_it(spelling: str, month: Month, data: st.DataObject) -> None:
    text = data.draw(noisy(MONTHS[spelling](month)))
    assert parse_month(text) == month
    with pytest.raises(DateError, match="not a day"):
        parse_day(text)


@pytest.mark.parametrize("spelling", DAYS)
@given(st.dates(date(1910, 1, 1), date(2150, 12, 31)), st.data())
def test_every_spelling_of_a_day_is_read_as_it_and_as_its_month(spelling: str, day: date, data: st.DataObject) -> None:
    text = data.draw(noisy(DAYS[spelling](Month.of_date(day), day.day)))
    assert parse_day(text) == day
    assert parse_month(text) == Month.of_date(day)


@st.composite
def token(draw: st.DrawFn, month: Month) -> str:
    """A month with or without a day, in any spelling."""
    if draw(st.booleans()):
        return MONTHS[draw(st.sampled_from(sorted(MONTHS)))](month)
    return DAYS[draw(st.sampled_from(sorted(DAYS)))](month, draw(st.integers(1, 28)))


@pytest.mark.parametrize("between", BETWEEN)
@given(READ_MONTHS, READ_MONTHS, st.data())
def test_every_spelling_of_a_period_is_read_as_it(between: str, one: Month, other: Month, data: st.DataObject) -> None:
    start, end = sorted((one, other))
    text = data.draw(noisy(data.draw(token(start)))) + between + data.draw(noisy(data.draw(token(end))))
    assert parse_span(text) == (start, end)
    assert parse_period(text) == Period(start, end)
    if start < end:
        backwards = MONTHS["2018年9月"](end) + between + MONTHS["2018年9月"](start)
        with pytest.raises(DateError, match="before it starts"):
            parse_span(backwards)


@pytest.mark.parametrize("now", NOW)
@given(READ_MONTHS, st.sampled_from(BETWEEN), st.data())
def test_a_period_that_goes_on_has_no_end_month(now: str, start: Month, between: str, data: st.DataObject) -> None:
    text = data.draw(token(start)) + between + now
    assert parse_span(text) == (start, None)
    with pytest.raises(DateError, match="no end month"):
        parse_period(text)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("2018.9至今", None),
        ("2018年9月起", None),
        ("自2018年9月起至今", None),
        ("从2018年9月开始至2023年3月止", "2023-03"),
        ("自2018年9月1日起至2023年3月31日止", "2023-03"),
        ("2018.9-2023.3为止", "2023-03"),
        ("2018-9-2023-3", "2023-03"),
        ("2018-9-1-2023-3-31", "2023-03"),
        ("2018.9-2018.9", "2018-09"),
    ],
)
def test_words_around_a_period(text: str, end: str | None) -> None:
    assert parse_span(text) == (Month.of(2018, 9), Month.parse(end) if end else None)


@pytest.mark.parametrize("now", NOW)
def test_words_that_mean_now(now: str) -> None:
    assert means_now(f" {now}　")
    assert not means_now(f"2018.9-{now}") and not means_now(f"{now}{now}x")


def test_the_words_for_now_can_be_looked_for_in_their_order() -> None:
    assert {word.lower() for word in NOW} == set(NOW_WORDS)
    assert not any(later.startswith(earlier) for earlier, later in combinations(NOW_WORDS, 2))


@pytest.mark.parametrize("text", ["", "—", "离职", "2018.9", "today is"])
def test_words_that_do_not(text: str) -> None:
    assert not means_now(text)


@pytest.mark.parametrize("clock", CLOCKS)
@pytest.mark.parametrize("day", ["2018-09-05", "2018/9/5", "2018年9月5日", "20180905"])
def test_a_time_of_day_is_dropped(day: str, clock: str) -> None:
    assert parse_day(day + clock) == date(2018, 9, 5)
    assert parse_month(day + clock) == Month.of(2018, 9)


def test_a_time_without_a_space_stands_behind_a_two_digit_day_only() -> None:
    assert parse_day("2018-01-2109:00") == parse_day("2018年01月2109:00:00") == date(2018, 1, 21)
    for text in ("2018-01-219:00", "2018-1-19:00", "201801219:00"):
        assert refused(text)


@pytest.mark.parametrize("year", [1909, 2151, 0, 9999, 1899, 2200])
@pytest.mark.parametrize("spelling", ["{y:04d}-12", "{y:04d}年1月", "{y:04d}.6.1", "{y:04d}0101", "{y:04d}.1-2018.9", "1990.1-{y:04d}.9"])
def test_years_outside_are_refused(year: int, spelling: str) -> None:
    assert refused(spelling.format(y=year))


def test_the_first_and_the_last_year_are_read() -> None:
    assert (parse_month("1910.1"), parse_month("2150-12")) == (Month.of(1910, 1), Month.of(2150, 12))
    assert (parse_day("1910-01-01"), parse_day("2150年12月31日")) == (date(1910, 1, 1), date(2150, 12, 31))
    assert parse_span("191001-215012") == (Month.of(1910, 1), Month.of(2150, 12))


@pytest.mark.parametrize(
    "text",
    ["2018-00", "2018.13", "201813", "2018年0月", "2018-02-30", "2018.4.31", "20190229", "2018-09-00", "2018年9月32日", "2018.13-2019.1"],
)
def test_months_and_days_that_do_not_exist(text: str) -> None:
    assert refused(text)


def test_29_february_exists_every_four_years_but_not_every_hundred() -> None:
    assert parse_day("2020-02-29") == date(2020, 2, 29) and parse_day("2000.2.29") == date(2000, 2, 29)
    assert refused("2100-02-29")


@pytest.mark.parametrize(
    "text",
    [
        "18.9", "18-09", "18年9月", "1809", "９８年９月", "180905", "2018", "2018年", "20181", "2018101", "2018.9.", "2018-9月-1",
        "2018.9/1", "9/2018", "2018.9-23.3", "2018年1-12月", "2018.9-", "-2018.9", "至今", "2018.9 2023.3", "2018.9,2023.3",
        "2018.9-2023.3-2024.1", "2018年9月及2019年1月", "2018年十月", "二〇一八年九月", "a2018.9", "2018.9x", "", "—",
        "\u0662\u0660\u0661\u0668.\u0669",
    ],
)  # fmt: skip
def test_what_names_no_month_for_certain(text: str) -> None:
    assert refused(text)


@pytest.mark.parametrize("blank", [" ", "　", "\n", "\t", "\u00a0"])
@pytest.mark.parametrize("torn", ["2018.1{}1", "2018-1{}2", "2018{}1{}1", "2018年1{}2", "2018.1{}1日", "２０１８．１{}１", "2018.9.1{}2"])
def test_a_1_torn_from_another_digit_may_be_a_day_or_a_month(torn: str, blank: str) -> None:
    text = torn.replace("{}", blank)
    assert refused(text)
    assert refused(f"{text}-2019.3") and refused(f"2017.3-{text}") and refused(f"{text}至今")


@pytest.mark.parametrize(
    "text", ["2018 11", "2018.11 ", "2018 . 11", "2018年1 1月", "2 0 1 8 年 1 1 月", "2018.11 - 2018.12", "2011 11", "20 18.11"]
)
def test_spaces_that_leave_one_month_only(text: str) -> None:
    read = parse_span(text)[0] if "- " in text else parse_month(text)
    assert read.month == 11


@given(st.text(st.sampled_from("0129-./年月日至今 ~T:1"), max_size=24) | st.text(max_size=12))
def test_any_text_is_a_date_or_a_date_error(text: str) -> None:
    for read in READERS:
        try:
            value = read(text)
        except DateError:
            continue
        assert value


@pytest.mark.parametrize("period", ["1910.1-2150.12", "2017.5-2150.12", "2150.12-2150.12", "1910.1-1910.1", "2150.12-至今"])
def test_a_history_at_the_ends_of_the_years_that_are_read_is_reviewed(tmp_path: Path, period: str) -> None:
    history = tmp_path / "history.csv"
    history.write_text(f"单位,起止时间\n北京竹间光电技术研究所,{period}\n", "utf-8")
    assert reconcile(read_records(RECORD), history, submitted=date(2023, 7, 3)).findings
