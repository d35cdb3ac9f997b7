"""Glyphs → words → lines: gaps, pieces drawn out of order, doubles, lines that overlap."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_build import Text, flat, page, shown, words

from sbparse.page.bands import split_at_rulings
from sbparse.page.model import Page, Ruling
from sbparse.page.runs import CHANGE, DOUBLED, GAP, relined, words_of
from sbparse.page.words import LEVEL, Word, fold_each, lines_of, part


@pytest.mark.parametrize(("gap", "count"), [(0.0, 1), (GAP - 0.01, 1), (GAP + 0.01, 2), (3.0, 2)])
def test_a_gap_ends_a_word(gap: float, count: int) -> None:
    assert len(words([(10, 10, "北京"), (30 + 10 * gap, 10, "中心")])) == count


@pytest.mark.parametrize(("gap", "count"), [(CHANGE - 0.01, 1), (CHANGE + 0.01, 2)])
def test_between_a_number_and_a_name_a_small_gap_does(gap: float, count: int) -> None:
    assert len(words([(10, 10, "12"), (20 + 10 * gap, 10, "中心")])) == count


@given(st.permutations(list("2018-09至2018-12")), st.booleans())
def test_a_word_drawn_in_any_order_is_whole(order: list[str], level: bool) -> None:
    text = "2018-09至2018-12"
    places = [10.0]
    for char in text:
        places.append(places[-1] + (5 if char.isascii() else 10))
    left = list(range(len(text)))
    pieces: list[Text] = []
    for char in order:
        at = next(i for i in left if text[i] == char)
        left.remove(at)
        pieces.append((places[at], 10 if level else 10 + 0.4 * (at % 2), char))
    assert shown(words(pieces)) == [text]


def words_and_doubles(made: Page) -> tuple[list[Word], list[int]]:
    found = words_of(made)
    return flat(found.by_line), found.doubled


class TestDoubles:
    @pytest.mark.parametrize("offset", [0.3, 0.35, 0.8, 1.5])
    @pytest.mark.parametrize("text", ["参保人姓名", "1122.33", "合计:", "jpsffll"])
    def test_fake_bold_is_read_once(self, offset: float, text: str) -> None:
        made = page([(10, 10, text), (10 + offset, 10, text)])
        found, doubled = words_and_doubles(made)
        if offset > 1.2 and text == "jpsffll":
            return  # letters doubled further than a narrow letter is wide can't be told from letters
        assert shown(found) == [text]
        assert sorted(made.chars[g] for g in doubled) == sorted(text)

    def test_repeated_characters_are_no_doubles(self) -> None:
        for text in ("11111", "ffllttjj", "人人", "......", "2222.22"):
            found, doubled = words_and_doubles(page([(10, 10, text)]))
            assert (shown(found), doubled) == ([text], [])

    def test_repeated_characters_drawn_one_by_one_are_no_doubles(self) -> None:
        for text in ("11111", "ffllttjj", "2222.22"):
            found, doubled = words_and_doubles(page([(10 + 5 * n, 10, char) for n, char in enumerate(text)]))
            assert (shown(found), doubled) == ([text], [])

    def test_a_text_over_another_is_kept(self) -> None:
        """Only the same character is a double: an overprinted value is for the reader to refuse."""
        found, doubled = words_and_doubles(page([(10, 10, "12345"), (11, 10, "98760")]))
        assert doubled == [] and sorted("".join(shown(found))) == sorted("1234598760")

    def test_every_double_is_accounted_for(self) -> None:
        made = page([(10, 10, "校验码"), (10 + 10 * DOUBLED / 2, 10, "校验码"), (60, 10, "abc")])
        found, doubled = words_and_doubles(made)
        assert sorted([*doubled, *(g for word in found for g in word.glyphs)]) == list(range(len(made.chars)))


class TestLines:
    @pytest.mark.parametrize(("off", "count"), [(0.0, 1), (LEVEL - 0.01, 1), (LEVEL + 0.01, 2), (1.2, 2)])
    def test_a_line_is_what_overlaps_in_height(self, off: float, count: int) -> None:
        assert len(lines_of(words([(10, 10, "北京"), (60, 10 + 10 * off, "中心")]))) == count

    def test_of_two_lines_that_overlap_a_word_is_in_the_nearer(self) -> None:
        """A small point set in another font between a wrapped cell's two lines and the level text beside it."""
        texts = words([(10, 10, "2023-01至"), (10, 20.5, "2023-07"), (90, 15.2, "11950633"), (150, 13.4, "·")])
        assert [[word.text for word in line.words] for line in lines_of(texts)] == [["2023-01至"], ["11950633", "·"], ["2023-07"]]

    def test_lines_come_from_top_to_bottom_and_words_from_left_to_right(self) -> None:
        texts = [(10.0 + 40 * (n % 3), 10.0 + 15 * (n // 3), f"{n}") for n in range(9)]
        random.Random(3).shuffle(texts)  # noqa: S311
        assert [line.text for line in lines_of(words(texts))] == ["012", "345", "678"]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 12), st.integers(0, 40), st.sampled_from(["北京", "12", "A", "2018-09"]), st.sampled_from([4.0, 10.0, 10.5])
        ),
        min_size=1,
        max_size=14,
    ),
    st.lists(st.integers(0, 130), max_size=3),
)
def test_lines_in_which_words_were_joined_or_cut_are_those_of_all_words(
    texts: list[tuple[int, int, str, float]], verticals: list[int]
) -> None:
    made = page([], verticals=[Ruling(float(at), 0, 100) for at in sorted(verticals)])
    for column, top, text, size in texts:
        one = page([(10.0 * column, float(top), text)], size=size)
        for name in ("chars", "x0", "top", "x1", "bottom"):
            getattr(made, name).extend(getattr(one, name))
    whole = words_of(made)
    cut = split_at_rulings(made, whole.by_line)
    assert relined(whole.lines, cut) == lines_of(flat(cut))


def test_folding_keeps_the_number_of_characters() -> None:
    assert fold_each("（２０１８—０９）⽉") == "(2018-09)月"
    for char in "①㈱ﬁ㎡½…⑩Ⅻ":
        assert len(fold_each(char)) == 1


def test_a_part_of_a_word_has_its_own_box() -> None:
    made = page([(10, 10, "北京A1")])
    (word,) = flat(words_of(made).by_line)
    tail = part(made, word.glyphs[2:])
    assert (tail.text, tail.box) == ("A1", (30, 10, 40, 20))
