"""Several readings of one line: what they have in common counts, everything else is a glyph without a meaning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("numpy")

from ocr_picture import reading

from sbparse.ocr.agree import DIGIT, HANZI, MARK, UNREAD, agreed


def test_what_all_readings_say_surely_is_read():
    assert agreed([reading("2710.40")] * 3).text == "2710.40"


@pytest.mark.parametrize("position", range(7))
def test_a_character_that_one_reading_has_otherwise_is_unread(position: int):
    other = "2710.40"[:position] + "8" + "2710.40"[position + 1 :]
    text = agreed([reading("2710.40"), reading("2710.40"), reading(other)]).text
    assert text == "2710.40"[:position] + UNREAD + "2710.40"[position + 1 :]


def test_a_character_that_one_reading_has_more_leaves_a_mark():
    assert sorted(agreed([reading("11"), reading("11"), reading("111")]).text) == sorted("11" + UNREAD)


def test_a_character_that_one_reading_has_less_is_unread():
    assert agreed([reading("100"), reading("10")]).text.count(UNREAD) == 1


@pytest.mark.parametrize(("char", "least"), [("7", DIGIT), (".", DIGIT), ("x", DIGIT), ("中", HANZI), (":", MARK), ("）", MARK)])
def test_two_of_three_readings_must_be_as_sure_as_the_character_needs(char: str, least: float):
    sure = [reading(char, least), reading(char, least), reading(char, 0.2)]
    unsure = [reading(char, least), reading(char, least - 0.01), reading(char, 0.2)]
    assert agreed(sure).text == char
    assert agreed(unsure).text == UNREAD


def test_an_ideograph_that_may_be_another_ones_twin_is_unread():
    assert agreed([reading("鹤", 0.99)] * 3).text == "鹤"
    assert agreed([reading("鶴", 0.99)] * 3).text == UNREAD


def test_the_confidence_is_that_of_the_least_sure_reading():
    assert agreed([reading("7", 0.99), reading("7", 0.95), reading("7", 0.4)]).sure == (0.4,)


def test_a_text_of_the_form_needs_less():
    weak = [reading("实际缴费月数", 0.4)] * 3
    assert agreed(weak).text == UNREAD * 6
    assert agreed(weak, {"实际缴费月数"}).text == "实际缴费月数"
    assert agreed([reading("实际缴货月数", 0.4), reading("实际缴费月数", 0.4)], {"实际缴费月数"}).text == "实际缴费月数"


def test_a_text_of_the_form_vouches_for_nothing_around_it():
    text = agreed([reading("农转非年限03年", 0.5)], {"农转非年限"}).text
    assert text == "农转非年限" + UNREAD * 3


def test_brackets_among_ideographs_are_wide():
    assert agreed([reading("甲(乙)")]).text == "甲（乙）"
    assert agreed([reading("(1/2)")]).text == "(1/2)"


def test_readings_differing_in_width_alone_agree():
    assert agreed([reading("甲（乙）"), reading("甲(乙)")]).text == "甲（乙）"


@given(st.lists(st.text("0123456789.", min_size=1, max_size=8), min_size=2, max_size=3))
def test_no_digit_is_read_that_a_reading_does_not_have(texts: list[str]):
    common = agreed([reading(text) for text in texts])
    for char in set(common.text) - {UNREAD}:
        assert all(text.count(char) >= common.text.count(char) for text in texts)
    if UNREAD not in common.text:
        assert set(texts) == {common.text}
    assert list(common.at) == sorted(common.at)
