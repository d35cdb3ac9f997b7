"""Lines that were taken for one part and belong to the next: pieces of a wrapped header, and a row's wrapped first cell."""

import pytest
from record_lines import EMPLOYMENTS, JOB, SENTENCE, TITLE, YEAR, bare, split
from record_sheets import sheet

from sbparse.page.model import Ruling
from sbparse.record.layouts import Part
from sbparse.record.parts import page_parts


def stood(
    *placed: tuple[float, str], rulings: tuple[Ruling, ...] = (), open_part: Part | None = Part.SUPPLEMENT
) -> list[tuple[str, list[str]]]:
    made = page_parts(sheet([(50.0, top, text) for top, text in placed], horizontals=rulings))
    return split(made=made, open_part=open_part)


def test_pieces_of_a_wrapped_header_go_to_the_table_that_it_opens() -> None:
    for piece, header, part in (("区县", "缴费起始年月 单位名称", "employments"), ("个人", "养老 失业", "contributions")):
        assert stood((100, "甲乙"), (130, piece), (142, header)) == [("supplement", ["甲乙"]), (part, [piece, *bare(header)])]
        assert stood((130, piece), (142, header)) == [("supplement", []), (part, [piece, *bare(header)])]
    three = stood((100, "甲乙"), (118, "实际"), (130, "缴费"), (142, "缴费起始年月 单位名称"))
    assert three == [("supplement", ["甲乙"]), ("employments", ["实际", "缴费", "缴费起始年月单位名称"])]


@pytest.mark.parametrize(("top", "pulled"), [(117.9, True), (118.0, False), (118.1, False)])
def test_a_piece_less_than_8_tenths_of_its_height_above_is_close(top: float, pulled: bool) -> None:
    runs = stood((50, "甲乙"), (100, "实际缴费"), (top, "缴费起始年月 单位名称"))
    assert (runs[0][1] == ["甲乙"]) is pulled


def test_labels_and_lines_above_a_caption_are_not_pulled_down() -> None:
    labelled = stood((100, "甲乙"), (130, "单位名称"), (142, "缴费起始年月 单位名称"), open_part=Part.HEADER)
    assert labelled[-1] == ("employments", ["缴费起始年月单位名称"])
    assert stood((100, "甲乙"), (130, "实际缴费"), (142, EMPLOYMENTS)) == [("supplement", ["甲乙", "实际缴费"]), ("employments", [])]
    assert stood((100, "甲乙"), (130, "月数"), (142, SENTENCE), open_part=Part.CONTRIBUTIONS) == [
        ("contributions", ["甲乙", "月数"]),
        ("supplement", bare(SENTENCE)),
    ]
    assert stood((100, "甲乙"), (130, "年限"), (142, SENTENCE), open_part=Part.NOTES)[0] == ("notes", ["甲乙", "年限", *bare(SENTENCE)])


def test_the_title_is_no_wrapped_cell_of_a_row_close_below_it() -> None:
    assert stood((100, TITLE), (112, YEAR), open_part=Part.CONTRIBUTIONS) == [("title", [TITLE]), ("contributions", bare(YEAR))]
    assert stood((80, "首都之窗"), (100, TITLE), (112, YEAR), open_part=Part.CONTRIBUTIONS)[1] == ("contributions", bare(YEAR))


def title_and(*placed: tuple[float, str], rulings: tuple[Ruling, ...] = ()) -> list[str]:
    """What goes on with 缴费明细 below a repeated title."""
    runs = stood((80, TITLE), *placed, rulings=rulings, open_part=Part.CONTRIBUTIONS)
    return dict(runs)["contributions"]


def test_a_wrapped_first_cell_goes_to_its_row_where_it_stands_nearer_to_it() -> None:
    assert title_and((102, "某些文字"), (126, "北京示例"), (138, JOB)) == ["北京示例", *bare(JOB)]
    assert title_and((110, "某些文字"), (126, "北京示例"), (140, JOB)) == bare(JOB)


@pytest.mark.parametrize(("top", "pulled"), [(134.9, True), (135.0, False), (135.1, False)])
def test_nearer_is_less_than_half_of_the_gap_above(top: float, pulled: bool) -> None:
    """The line above ends at 110, ten points above the wrapped cell, which ends at 130."""
    assert ("北京示例" in title_and((100, "某些文字"), (120, "北京示例"), (top, JOB))) is pulled


@pytest.mark.parametrize(("top", "pulled"), [(139.9, True), (140.0, False), (140.1, False)])
def test_nearer_is_less_than_the_line_s_own_height(top: float, pulled: bool) -> None:
    assert ("北京示例" in title_and((80, "某些文字"), (120, "北京示例"), (top, JOB))) is pulled


@pytest.mark.parametrize(("at", "pulled"), [(119.0, True), (121.0, True), (121.1, False), (106.0, False), (106.1, True)])
def test_a_ruling_above_gives_a_line_to_the_row_below(at: float, pulled: bool) -> None:
    """A line at 120, far from the row at 160; the line above has its middle at 105."""
    ruling = Ruling(at, 20.0, 700.0)
    assert ("北京示例" in title_and((100, "某些文字"), (120, "北京示例"), (160, JOB), rulings=(ruling,))) is pulled


@pytest.mark.parametrize(("start", "end", "pulled"), [(20.0, 60.0, False), (80.0, 700.0, False), (69.0, 71.0, True), (70.0, 90.0, False)])
def test_a_ruling_counts_only_where_it_crosses_the_line_s_first_word(start: float, end: float, pulled: bool) -> None:
    """The word stands from 50 to 90."""
    ruling = Ruling(112.0, start, end)
    assert ("北京示例" in title_and((100, "某些文字"), (120, "北京示例"), (160, JOB), rulings=(ruling,))) is pulled
