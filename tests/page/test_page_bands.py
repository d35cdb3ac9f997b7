"""Rows and columns: from rulings where there are any, from gaps where there are none; where nothing tells, refused."""

import pytest
from page_build import Text, flat, page, shown

from sbparse.page.bands import column_spans, in_columns, rows_of
from sbparse.page.extents import Undecided
from sbparse.page.model import Ruling
from sbparse.page.runs import words_of

HEADERS = [(10.0, 50.0), (100.0, 140.0), (200.0, 240.0)]
GRID = [Ruling(at, 0, 200) for at in (0.0, 75.0, 170.0, 260.0)]


def columns_of(texts: list[Text], verticals: list[Ruling] | None = None) -> list[list[str]]:
    """Which texts stand in which of the three columns."""
    found = flat(words_of(page(texts)).by_line)
    spans = column_spans(HEADERS, verticals or [], found)
    return [[word.text for column, word in in_columns(spans, found)[0] if column == index] for index in range(3)]


class TestColumns:
    def test_rulings_part_columns_whatever_the_alignment(self) -> None:
        assert columns_of([(60, 20, "12"), (78, 20, "34"), (172, 20, "56")], GRID) == [["12"], ["34"], ["56"]]

    def test_without_rulings_a_text_is_in_the_column_whose_header_it_stands_under(self) -> None:
        assert columns_of([(45, 20, "12"), (95, 20, "34"), (230, 20, "56")]) == [["12"], ["34"], ["56"]]

    def test_a_text_under_two_headers_is_refused(self) -> None:
        with pytest.raises(Undecided):
            columns_of([(40, 20, "1234567890123456")])

    def test_a_text_midway_between_two_empty_columns_is_refused(self) -> None:
        with pytest.raises(Undecided):
            columns_of([(27.5, 20, "1"), (165, 20, "34"), (27.5, 40, "1")])

    def test_alignment_tells_where_a_text_stands_under_no_header(self) -> None:
        """All columns' texts stand left of their headers' middles: so does the one between."""
        assert columns_of([(5, 20, "12"), (70, 20, "34"), (200, 20, "56")]) == [["12"], ["34"], ["56"]]

    def test_no_word_is_between_two_columns_without_rulings(self) -> None:
        found = flat(words_of(page([(10, 20, "12"), (110, 20, "34")])).by_line)
        spans = column_spans(HEADERS, [], found)
        assert [span.left for span in spans[1:]] == [span.right for span in spans[:-1]]


def rows(texts: list[Text], horizontals: list[float] = []) -> list[list[list[str]]]:  # noqa: B006
    made = page(texts)
    found = flat(words_of(made).by_line)
    spans = column_spans(HEADERS, GRID, found)
    body = rows_of(spans, found, [Ruling(at, 0, 260) for at in horizontals], 0.0)
    assert sum(len(cell) for row in body.rows for cell in row.cells) + len(body.stray) + len(body.orphans) == len(found)
    return [[shown(cell) for cell in row.cells] for row in body.rows]


class TestRows:
    def test_a_ruled_row_holds_all_that_lies_between_its_rulings(self) -> None:
        texts = [(10, 30, "2018"), (100, 12, "北京"), (100, 30, "示例"), (100, 48, "中心"), (10, 75, "2019"), (100, 75, "上海")]
        assert rows(texts, [10, 62, 90]) == [[["2018"], ["北京", "示例", "中心"], []], [["2019"], ["上海"], []]]

    def test_a_wrapped_key_is_one_row(self) -> None:
        texts = [(10, 12, "2018-09至"), (10, 24, "2018-12"), (100, 18, "12")]
        assert rows(texts, [10, 40]) == [[["2018-09至", "2018-12"], ["12"], []]]

    @pytest.mark.parametrize("tops", [(12, 24, 36), (30, 42, 54), (21, 33, 45)], ids=["top", "bottom", "middle"])
    def test_without_rulings_wrapped_text_goes_to_the_row_it_is_aligned_with(self, tops: tuple[int, int, int]) -> None:
        key = {12: 12, 30: 54, 21: 33}[tops[0]]
        texts: list[Text] = [(10, key, "2018"), (10, key + 100, "2019"), (100, key + 100, "上海")]
        texts += [(100, top, text) for top, text in zip(tops, ("北京", "示例", "中心"), strict=True)]
        assert rows(texts) == [[["2018"], ["北京", "示例", "中心"], []], [["2019"], ["上海"], []]]

    def test_lines_that_fit_two_rows_are_refused(self) -> None:
        """Three lines without a wider gap: by their tops the second is the first row's, by their middles the second row's."""
        texts: list[Text] = [(10, 12, "2018"), (10, 30, "2019")]
        texts += [(100, 10.0 + 11 * n, text) for n, text in enumerate(("北京", "示例", "中心"))]
        with pytest.raises(Undecided):
            rows(texts)

    def test_a_text_far_from_every_row_is_left_over(self) -> None:
        assert rows([(10, 10, "2018"), (100, 10, "北京"), (100, 150, "备注")]) == [[["2018"], ["北京"], []]]

    def test_no_keys_no_rows(self) -> None:
        assert rows([(100, 10, "北京")]) == []
