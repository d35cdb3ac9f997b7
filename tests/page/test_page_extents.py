"""Columns without rulings: which header a text stands under, and what nobody can tell."""

import pytest

from sbparse.page.extents import Undecided, column_extents
from sbparse.page.words import Word

HEADERS = [(100.0, 140.0), (300.0, 340.0)]


def word(x0: float, x1: float, top: float = 50.0) -> Word:
    return Word("文", "文", x0, top, x1, top + 10.0, (0,))


def test_a_text_under_a_header_widens_its_column() -> None:
    assert column_extents(HEADERS, [word(90.0, 150.0), word(310.0, 400.0)]) == [(90.0, 150.0), (300.0, 400.0)]


def test_a_text_under_two_headers_is_undecided() -> None:
    with pytest.raises(Undecided):
        column_extents(HEADERS, [word(130.0, 310.0)])


@pytest.mark.parametrize(("gap", "told"), [(0.5, True), (15.0, True), (15.1, False), (40.0, False)])
def test_a_piece_of_a_name_stands_near_the_rest_of_it(gap: float, told: bool) -> None:
    """Both columns have their texts: what stands between is a piece of one, and no further from it than one and a half heights."""
    words = [word(90.0, 150.0), word(150.0 + gap, 190.0), word(280.0, 360.0)]
    if told:
        assert column_extents(HEADERS, words) == [(90.0, 190.0), (280.0, 360.0)]
    else:
        with pytest.raises(Undecided):
            column_extents(HEADERS, words)


@pytest.mark.parametrize(
    ("x0", "x1", "columns"), [(154.0, 268.0, [(90.0, 268.0), (280.0, 360.0)]), (162.0, 276.0, [(90.0, 150.0), (162.0, 360.0)])]
)
def test_a_piece_belongs_to_the_text_that_is_three_times_as_near(x0: float, x1: float, columns: list[tuple[float, float]]) -> None:
    words = [word(90.0, 150.0), word(280.0, 360.0)]
    assert column_extents(HEADERS, [*words, word(x0, x1)]) == columns
    for shift in (-0.1, 0.1):
        between = word(x0 + shift, x1 + shift)
        nearer = (x0 < 160.0) == (shift < 0)
        if nearer:
            column_extents(HEADERS, [*words, between])
        else:
            with pytest.raises(Undecided):
                column_extents(HEADERS, [*words, between])


def test_a_name_in_three_pieces_is_one_name() -> None:
    words = [word(90.0, 150.0), word(155.0, 180.0), word(185.0, 220.0), word(280.0, 360.0)]
    assert column_extents(HEADERS, words) == [(90.0, 220.0), (280.0, 360.0)]


def test_a_text_between_belongs_to_the_header_without_texts() -> None:
    assert column_extents(HEADERS, [word(90.0, 150.0), word(160.0, 200.0)]) == [(90.0, 150.0), (160.0, 340.0)]
    assert column_extents(HEADERS, [word(150.0, 250.0), word(280.0, 360.0)]) == [(100.0, 250.0), (280.0, 360.0)]
