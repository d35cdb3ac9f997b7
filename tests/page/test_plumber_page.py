"""What is painted, in which colour, where and in what order: each expected by itself, and the same as pdfium sees it."""

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from plumber_pdf import aside, at, chars, form, one_page, seen

from sbparse.page.model import Ruling

BLACK_INK = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array([0, 0, 0, 1]), N=1)
BLACK = Array([Name.Separation, Name.Black, Name.DeviceCMYK, BLACK_INK])
TWO_COLOURS = Array([Name.Indexed, Name.DeviceRGB, 1, pikepdf.String(b"\x00\x00\x00\xff\xff\xff")])
FADED = Dictionary(G=Dictionary(ca=0.12, CA=0.12), H=Dictionary(ca=1))


def both(data: bytes, shown: str, *left_out: tuple[str, str]) -> None:
    """Both engines read the text and set aside the same."""
    assert (chars(data), aside(data)) == (shown, list(left_out))
    assert (chars(data, "pdfium"), aside(data, "pdfium")) == (shown, list(left_out))


# Colour: light text is a watermark.


@pytest.mark.parametrize("colour", [b"0 g", b"0.5 g", b"0 0 0 rg", b"1 0 0 rg", b"0 0 0 1 k", b"0 1 1 0 k", b"0.54 g"])
def test_dark_text_is_read(colour: bytes) -> None:
    both(one_page(colour + b" " + at(20, 20, "Dark")), "Dark")


@pytest.mark.parametrize("colour", [b"1 g", b"0.8 g", b"0.8 0.8 0.9 rg", b"0 0 0 0.2 k", b"0.56 g"])
def test_light_text_is_set_aside(colour: bytes) -> None:
    both(one_page(colour + b" " + at(20, 20, "Pale")), "", ("light", "Pale"))


@pytest.mark.parametrize("tint", [b"1 scn", b"", b"0.9 scn"])
def test_full_ink_of_a_separation_is_dark(tint: bytes) -> None:
    both(one_page(b"/C cs " + tint + b" " + at(20, 20, "Ink"), Resources_ColorSpace=Dictionary(C=BLACK)), "Ink")


def test_little_ink_of_a_separation_is_light() -> None:
    both(one_page(b"/C cs 0.1 scn " + at(20, 20, "Pale"), Resources_ColorSpace=Dictionary(C=BLACK)), "", ("light", "Pale"))


def test_a_colour_that_only_its_space_knows_is_read() -> None:
    data = one_page(
        b"1 g /C cs 1 scn " + at(20, 20, "Indexed") + b"1 g /Unknown cs 1 scn " + at(20, 60, "Unknown"),
        Resources_ColorSpace=Dictionary(C=TWO_COLOURS),
    )
    assert chars(data) == "IndexedUnknown"


def test_alpha_fades_text_until_the_state_changes() -> None:
    both(one_page(b"/G gs " + at(20, 20, "Faded") + b"/H gs " + at(20, 60, "Full"), Resources_ExtGState=FADED), "Full", ("light", "Faded"))


def test_a_form_is_painted_in_the_state_around_it() -> None:
    inside = {"X": form(at(20, 20, "Inside"))}
    both(one_page(b"q /G gs /X Do Q " + at(20, 60, "After"), forms=inside, Resources_ExtGState=FADED), "After", ("light", "Inside"))
    both(one_page(b"q 1 g /X Do Q " + at(20, 60, "After"), forms=inside), "After", ("light", "Inside"))


def test_a_transparency_group_is_faded_as_a_whole() -> None:
    """pdfium reads what stands in the group, since it looks at the text objects alone."""
    inside = {"X": form(at(20, 20, "Inside"), group=True)}
    data = one_page(b"q /G gs /X Do Q " + at(20, 60, "After"), forms=inside, Resources_ExtGState=FADED)
    assert (chars(data), aside(data)) == ("After", [("light", "Inside")])


def test_light_text_on_a_dark_ground_is_read() -> None:
    both(one_page(b"0 0 0.5 rg 10 10 200 30 re f 1 g " + at(20, 20, "Header") + at(20, 100, "Beside")), "Header", ("light", "Beside"))


def test_a_ground_painted_later_does_not_count() -> None:
    both(one_page(b"1 g " + at(20, 20, "Covered") + b"0 0 0.5 rg 10 10 200 30 re f"), "", ("light", "Covered"))


# How text is painted.


def test_unpainted_text_is_hidden() -> None:
    data = one_page(b"BT /F1 10 Tf 3 Tr 20 20 Td (Hidden) Tj 0 Tr (Shown) Tj ET BT /F1 10 Tf 7 Tr 20 60 Td (Clip) Tj ET")
    both(data, "Shown", ("hidden", "Hidden"), ("hidden", "Clip"))


def test_stroked_text_has_the_stroke_s_colour() -> None:
    both(one_page(b"1 G 0 g BT /F1 10 Tf 1 Tr 20 20 Td (Outline) Tj 0 Tr (Shown) Tj ET"), "Shown", ("light", "Outline"))


@pytest.mark.parametrize(
    ("matrix", "read"), [("1 0 0 1", True), ("1 0 .3 1", True), ("1 .03 -.03 1", True), (".9 .2 -.2 .9", False), ("0 1 -1 0", False)]
)
def test_text_turned_against_the_page_is_set_aside(matrix: str, read: bool) -> None:
    data = one_page(at(20, 20, "Page") + at(20, 60, "Text") + f"BT /F1 10 Tf {matrix} 100 100 Tm (Mark) Tj ET".encode())
    both(data, "PageTextMark" if read else "PageText", *([] if read else [("rotated", "Mark")]))


def test_a_run_painted_again_a_little_further_on_is_fake_bold() -> None:
    data = one_page(at(20, 20, "Bold") + at(20.8, 20, "Bold") + at(20, 60, "Bold"))
    assert (chars(data), aside(data)) == ("BoldBold", [("doubled", "Bold")])
    assert chars(data, "pdfium") == "BoldBold"


@pytest.mark.parametrize(("first", "second", "shown"), [("1", "1", "11"), ("/", "/", "//"), ("12", "12", "1212")])
def test_what_follows_closely_is_no_fake_bold(first: str, second: str, shown: str) -> None:
    width = sum({"1": 5.56, "2": 5.56, "/": 2.78}[char] for char in first)
    data = one_page(at(20, 20, first) + at(20 + width * 0.95, 20, second))
    assert chars(data) == chars(data, "pdfium") == shown


def test_spacing_follows_every_glyph() -> None:
    data = one_page(b"BT /F1 10 Tf 5 Tc 20 20 Td (Ab) Tj (Cd) Tj [-500 (Ef)] TJ ET")
    assert seen(data).x0 == pytest.approx(seen(data, "pdfium").x0, abs=0.1)
    assert seen(data).x0[2] == pytest.approx(42.2, abs=0.1)


def test_quotation_mark_operators_go_to_the_next_line() -> None:
    data = one_page(b"BT /F1 10 Tf 12 TL 20 90 Td (One) Tj (Two) ' 1 2 (Three) \" T* (Four) Tj ET")
    assert seen(data).bottom == pytest.approx(seen(data, "pdfium").bottom, abs=1)
    assert chars(data) == "OneTwoThreeFour"


# Lines.


def rulings(data: bytes) -> tuple[list[Ruling], list[Ruling]]:
    """As both engines have them, to half a point."""
    page, other = seen(data), seen(data, "pdfium")
    for ours, theirs in ((page.horizontals, other.horizontals), (page.verticals, other.verticals)):
        assert [(r.at, r.start, r.end) for r in ours] == [pytest.approx((r.at, r.start, r.end), abs=0.6) for r in theirs]
    return page.horizontals, page.verticals


LINES = [
    b"20 50 m 220 50 l S",
    b"20 49.8 200 0.4 re f",
    b"20 49.8 200 0.4 re F",
    b"20 49.8 200 0.4 re f*",
    b"0.1 0 0 0.1 0 0 cm 5 w 200 500 m 2200 500 l S",
]


@pytest.mark.parametrize("drawn", LINES)
def test_a_ruling_in_any_way_of_drawing_it(drawn: bytes) -> None:
    (level,), upright = rulings(one_page(drawn))
    assert (level.at, level.start, level.end) == pytest.approx((250, 20, 220), abs=1)
    assert upright == []


def test_a_frame_is_four_rulings() -> None:
    level, upright = rulings(one_page(b"20 50 200 30 re S"))
    assert [r.at for r in level] == pytest.approx([220, 250])
    assert [r.at for r in upright] == pytest.approx([20, 220])


def test_subpaths_of_one_path_are_rulings_each() -> None:
    level, _ = rulings(one_page(b"20 50 m 220 50 l 20 80 m 220 80 l S"))
    assert [r.at for r in level] == pytest.approx([220, 250])
    filled = seen(one_page(b"20 50 200 1 re 20 80 200 1 re 20 50 1 30 re 220 50 1 30 re f"))
    assert (len(filled.horizontals), len(filled.verticals)) == (2, 2)


@pytest.mark.parametrize("drawn", [b"20 50 m 220 60 l S", b"20 50 m 21 50 l S", b"20 50 m 220 50 l n", b"20 50 m 50 90 90 50 120 90 c S"])
def test_what_is_no_ruling(drawn: bytes) -> None:
    assert rulings(one_page(drawn)) == ([], [])


def test_white_paint_takes_lines_away_and_later_lines_stay() -> None:
    level, _ = rulings(one_page(b"20 50 m 220 50 l S 1 G 3 w 100 50 m 150 50 l S 0 G 1 w 20 80 m 220 80 l S 1 g 60 70 80 20 re f"))
    assert [(round(r.at), round(r.start), round(r.end)) for r in level] == [(220, 20, 60), (220, 140, 220), (250, 20, 100), (250, 150, 220)]
    level, _ = rulings(one_page(b"1 G 3 w 100 50 m 150 50 l S 0 G 1 w 20 50 m 220 50 l S"))
    assert [(round(r.start), round(r.end)) for r in level] == [(20, 220)]


def test_white_paint_inside_a_form_takes_away_only_what_was_painted_before() -> None:
    white = {"W": form(b"1 g 100 40 50 60 re f")}
    level, _ = rulings(one_page(b"20 50 m 220 50 l S /W Do 20 80 m 220 80 l S", forms=white))
    assert [(round(r.at), round(r.start), round(r.end)) for r in level] == [(220, 20, 220), (250, 20, 100), (250, 150, 220)]


# Where things stand.

PAGES: list[tuple[str, dict[str, object], tuple[float, float, int], tuple[float, float]]] = [
    ("plain", {}, (400, 300, 0), (150, 150)),
    ("shifted", {"MediaBox": Array([100, 100, 500, 400])}, (400, 300, 0), (50, 250)),
    ("cropped", {"CropBox": Array([100, 100, 300, 250])}, (200, 150, 0), (50, 100)),
    ("crop beyond the page", {"CropBox": Array([-100, -100, 900, 900])}, (400, 300, 0), (150, 150)),
    ("corners swapped", {"CropBox": Array([300, 250, 100, 100])}, (200, 150, 0), (50, 100)),
    ("rotated", {"Rotate": 90}, (400, 300, 1), (150, 150)),
    ("rotated twice round", {"Rotate": 450}, (400, 300, 1), (150, 150)),
    ("rotated back", {"Rotate": -90}, (400, 300, 3), (150, 150)),
    ("cropped and rotated", {"CropBox": Array([100, 100, 300, 250]), "Rotate": 180}, (200, 150, 2), (50, 100)),
]


@pytest.mark.parametrize(("page", "frame", "place"), [case[1:] for case in PAGES], ids=[case[0] for case in PAGES])
def test_page_boxes(page: dict[str, object], frame: tuple[float, float, int], place: tuple[float, float]) -> None:
    data = one_page(at(150, 150, "Here"), **page)
    for found in (seen(data), seen(data, "pdfium")):
        assert (found.width, found.height, found.turn) == pytest.approx(frame)
        assert (found.x0[0], found.bottom[0]) == pytest.approx(place, abs=3)


@pytest.mark.parametrize("turn", ["1 0 0 1 0 0", "0 1 -1 0 300 0", "-1 0 0 -1 400 300", "0 -1 1 0 0 300"])
def test_a_page_drawn_turned_is_read_upright(turn: str) -> None:
    data = one_page(f"q {turn} cm ".encode() + at(50, 60, "First") + at(50, 40, "Second") + b"10 10 m 110 10 l S Q")
    page, other = seen(data), seen(data, "pdfium")
    assert (page.turn, page.width, page.height) == pytest.approx((other.turn, other.width, other.height))
    assert page.x0[0] < page.x0[1] and page.top[0] < page.top[5]
    assert sorted(page.x0) == pytest.approx(sorted(other.x0), abs=1)
    assert [r.end - r.start for r in page.horizontals] == pytest.approx([100], abs=1)


def test_a_form_s_matrix_ends_with_the_form() -> None:
    data = one_page(b"/X Do " + at(20, 60, "After"), forms={"X": form(at(20, 20, "Inside"), Matrix=Array([1, 0, 0, 1, 30, 20]))})
    assert seen(data).x0 == pytest.approx(seen(data, "pdfium").x0, abs=0.1)
    assert (seen(data).x0[0], seen(data).x0[6]) == pytest.approx((50, 20))


def test_the_share_of_pictures() -> None:
    data = one_page(b"q 200 0 0 150 20 20 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \xff EI Q " + at(20, 20, "x"))
    assert seen(data).pictures == pytest.approx(seen(data, "pdfium").pictures) == pytest.approx(0.25)
