"""Where glyphs end to which pdfium gives a full em, as it does to digits where a font is not embedded."""

import pytest
from plumber_pdf import cid_font, one_page, seen


@pytest.mark.parametrize(
    ("shown", "closer", "ends"),
    [
        ("23", 4, [26, 31]),  # at the next glyph, the last after half an em
        ("2中", 4, [26, 36]),
        ("2 3", 4, [26, 37]),  # at a blank
        ("23", 0, [25, 35]),  # after half an em where the next stands a whole one away
        ("22 3", 9, [22, 22, 28]),  # a double (fake bold) is not the next one, a blank behind it is
        ("中 2", 4, [30, 37]),
    ],
)
def test_a_wide_digit_ends_where_the_next_glyph_or_blank_begins(shown: str, closer: int, ends: list[float]) -> None:
    content = f"BT /F1 10 Tf -{closer} Tc 20 200 Td <{shown.encode('utf-16-be').hex()}> Tj ET".encode()
    page = seen(one_page(content, cid_font("UniGB-UCS2-H")), "pdfium")
    assert "".join(page.chars) == shown.replace(" ", "")
    assert page.x1 == pytest.approx(ends, abs=0.1)
