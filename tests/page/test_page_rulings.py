"""Painted lines, rectangles and erasures → rulings: what is one, what is merged, what white paint takes away."""

import pytest
from page_build import flat, page

from sbparse.page.bands import CUT, split_at_rulings
from sbparse.page.model import Ruling, turned
from sbparse.page.rulings import BRIDGE, SHORTEST, SNAP, THIN, Paint, merged
from sbparse.page.runs import words_of
from sbparse.page.space import Frame, moved, quarter, times


class TestPaint:
    def test_level_and_upright_strokes_are_rulings_and_oblique_ones_are_not(self) -> None:
        paint = Paint()
        paint.line(10, 50, 90, 50.9)
        paint.line(40, 10, 40.9, 90)
        paint.line(10, 10, 60, 40)
        assert [round(at, 2) for at, _, _ in paint.horizontals] == [50.45]
        assert [round(at, 2) for at, _, _ in paint.verticals] == [40.45]

    @pytest.mark.parametrize(("thick", "count"), [(0.3, 1), (THIN, 1), (THIN + 0.1, 0)])
    def test_a_thin_filled_rectangle_is_a_ruling(self, thick: float, count: int) -> None:
        paint = Paint()
        paint.filled((10, 20, 110, 20 + thick))
        assert len(paint.horizontals) == count
        paint.filled((10, 20, 10 + thick, 120))
        assert len(paint.verticals) == count

    def test_white_over_a_line_takes_it_away(self) -> None:
        paint = Paint()
        paint.line(10, 50, 90, 50)
        paint.erase((5, 49.5, 95, 50.5))
        assert paint.horizontals == []

    def test_white_over_a_part_leaves_the_rest(self) -> None:
        paint = Paint()
        paint.line(10, 50, 90, 50)
        paint.erase((40, 49.5, 60, 50.5))
        assert paint.horizontals == [(50, 10, 40), (50, 60, 90)]

    def test_a_white_cell_keeps_its_border(self) -> None:
        paint = Paint()
        paint.outline((10, 10, 90, 50))
        paint.erase((10, 10, 90, 50))
        assert (len(paint.horizontals), len(paint.verticals)) == (2, 2)

    def test_what_is_painted_after_the_white_stays(self) -> None:
        paint = Paint()
        paint.erase((0, 0, 100, 100))
        paint.line(10, 50, 90, 50)
        assert len(paint.horizontals) == 1


class TestMerging:
    @pytest.mark.parametrize(("apart", "count"), [(0.0, 1), (SNAP, 1), (SNAP + 0.1, 2)])
    def test_parallel_strokes_close_together_are_one(self, apart: float, count: int) -> None:
        assert len(merged([(50, 10, 90), (50 + apart, 10, 90)])) == count

    @pytest.mark.parametrize(("gap", "count"), [(BRIDGE, 1), (BRIDGE + 0.1, 2)])
    def test_gaps_of_dashes_are_closed(self, gap: float, count: int) -> None:
        assert len(merged([(50, 10, 40), (50, 40 + gap, 90)])) == count

    @pytest.mark.parametrize(("length", "count"), [(SHORTEST, 1), (SHORTEST - 0.1, 0)])
    def test_short_strokes_are_none(self, length: float, count: int) -> None:
        assert len(merged([(50, 10, 10 + length)])) == count

    def test_many_dashes_are_one_ruling(self) -> None:
        assert merged([(50, 10 + 4 * n, 12 + 4 * n) for n in range(20)]) == [Ruling(50, 10, 88)]

    def test_nothing_gives_nothing(self) -> None:
        assert merged([]) == []


class TestCutting:
    @pytest.mark.parametrize(
        ("at", "pieces"),
        [
            (30.0, ["北京", "中心"]),
            (30.0 + 10 * CUT - 0.1, ["北京", "中心"]),
            (30.0 - 10 * CUT + 0.1, ["北京", "中心"]),
            (35.0, ["北京中心"]),
            (10.0, ["北京中心"]),
            (50.0, ["北京中心"]),
        ],
    )
    def test_a_ruling_between_two_glyphs_cuts_and_one_through_a_glyph_does_not(self, at: float, pieces: list[str]) -> None:
        made = page([(10, 10, "北京中心")], verticals=[Ruling(at, 0, 100)])
        assert [word.text for word in flat(split_at_rulings(made, words_of(made).by_line))] == pieces

    def test_a_ruling_elsewhere_on_the_page_does_not_cut(self) -> None:
        made = page([(10, 10, "北京中心")], verticals=[Ruling(30, 40, 100)])
        assert len(flat(split_at_rulings(made, words_of(made).by_line))) == 1


class TestSpace:
    @pytest.mark.parametrize("quarters", range(4))
    def test_reading_space_turns_the_text_upright(self, quarters: int) -> None:
        """A glyph that follows another along the text's direction stands right of it, a line below stands lower."""
        along = [(1, 0), (0, 1), (-1, 0), (0, -1)][quarters]
        below = [(0, -1), (1, 0), (0, 1), (-1, 0)][quarters]
        frame = Frame(100, 200, 700, 1000, quarters)
        first = frame.box((300, 500, 310, 510))
        after = frame.box((300 + 20 * along[0], 500 + 20 * along[1], 310 + 20 * along[0], 510 + 20 * along[1]))
        lower = frame.box((300 + 20 * below[0], 500 + 20 * below[1], 310 + 20 * below[0], 510 + 20 * below[1]))
        assert (round(after[0] - first[0]), round(after[1] - first[1])) == (20, 0)
        assert (round(lower[0] - first[0]), round(lower[1] - first[1])) == (0, 20)
        assert frame.size == ((600, 800), (800, 600))[quarters % 2]
        assert 0 <= first[0] < first[2] <= frame.size[0] and 0 <= first[1] < first[3] <= frame.size[1]

    @pytest.mark.parametrize("quarters", range(8))
    def test_four_quarter_turns_are_none(self, quarters: int) -> None:
        box, size = (10.0, 20.0, 40.0, 70.0), (600.0, 800.0)
        once = turned(box, *size, quarters)
        back = turned(once, *(size if quarters % 2 == 0 else size[::-1]), -quarters)
        assert back == box

    @pytest.mark.parametrize(
        ("matrix", "turns"), [((1, 0.03), 0), ((1, 0.05), None), ((-1, 0), 2), ((0, 1), 1), ((0, -1), 3), ((0.88, 0.47), None)]
    )
    def test_a_watermark_s_angle_is_no_quarter_turn(self, matrix: tuple[float, float], turns: int | None) -> None:
        assert quarter(*matrix) == turns

    def test_a_box_under_nested_matrices(self) -> None:
        inner, outer = (2.0, 0.0, 0.0, 2.0, 20.0, 10.0), (0.5, 0.0, 0.0, 0.5, -10.0, -5.0)
        assert moved((1, 2, 3, 4), times(inner, outer)) == (1, 2, 3, 4)
