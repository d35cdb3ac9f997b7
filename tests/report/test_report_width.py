import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sbparse.report.sheets.width import LINE_HEIGHT, MAX_ROW_HEIGHT, ROW_PADDING, line_count, longest_word, row_height, text_width


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("abc", 3), ("北京", 4), ("ａ１", 4), ("（甲）", 6), ("甲\n乙丙", 4), ("e\u0301", 1), ("× 错误", 7)]
)
def test_width_in_digits(text, width):
    assert text_width(text) == width


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("北京样例公司", 12, 1),
        ("北京样例公司", 11, 2),
        ("北京样例公司", 4, 3),
        ("甲\n乙", 10, 2),
        ("ab cd", 3, 2),
        ("abcdefgh", 4, 2),
        ("abcdefghi", 4, 3),
        ("北京abcdef", 6, 2),
        ("甲", 0, 1),
    ],
)
def test_lines(text, width, lines):
    assert line_count(text, width) == lines


def test_longest_word():
    assert [longest_word(text) for text in ("", "申报行号", "Declared row", "PDF 页码")] == [0, 2, 8, 3]


def test_row_height():
    assert row_height([("甲", 10), ("乙\n丙", 10)]) == 2 * LINE_HEIGHT + ROW_PADDING
    assert row_height([]) == LINE_HEIGHT + ROW_PADDING
    assert row_height([("甲" * 10_000, 10)]) == MAX_ROW_HEIGHT


@given(st.text(max_size=40), st.integers(2, 40))
def test_lines_are_enough_for_the_text(text, width):
    assert line_count(text, width) * width >= max(text_width(line) for line in text.split("\n"))


@given(st.text(st.sampled_from("北京，（）。ab1 -\u0301“×\u3000é"), max_size=60), st.sampled_from([2, 2.5, 3, 5, 8.5, 10, 22.5]))
def test_a_line_takes_words_whole_and_chinese_characters_one_by_one(text, width):
    """Piece by piece, as a line is filled; what is counted in runs must come to the same."""
    lines, used = 1, 0.0
    for piece in re.findall(r"[!-~]+|.", text, re.DOTALL):
        if used and used + text_width(piece) > width:
            lines, used = lines + 1, 0.0
        used += text_width(piece)
        while used > width:
            lines, used = lines + 1, used - width
    assert line_count(text, width) == lines
