"""Glyph by glyph: the engine sees what pdfium sees, and what pdfplumber itself sees where that is right."""

from collections import Counter
from dataclasses import astuple
from pathlib import Path

import pytest

import formdraw
from sbparse.page.model import Page
from sbparse.page.plumber import PlumberDocument
from sbparse.record.document import Engine, open_document
from sbparse.values.text import plain

FIXTURES = Path(__file__).parents[2] / "fixtures"
FILES = sorted([*FIXTURES.glob("extract/*.pdf"), *FIXTURES.glob("chromium/*.pdf")])
NAMES = (
    "seed-2023", "embedded-sans", "fpdf2-serif", "latin-font", "letters-far-apart", "char-objects-by-column", "cell-rects",
    "erased-header-filled", "phantom-rows", "dark-header", "watermark-horizontal", "watermark-alpha", "rotated-270", "sideways-90",
    "upside-down", "cropped-box", "in-form-rotated",
)  # fmt: skip
STYLES = [style for style in formdraw.ALL_STYLES if style.name in NAMES]


def pages(data: bytes, engine: Engine) -> list[Page]:
    with open_document(data, "record.pdf", engine) as document:
        return [document.page(index) for index in range(document.page_count)]


def same(data: bytes) -> None:
    both = list(zip(pages(data, "pdfium"), pages(data, "pdfplumber"), strict=True))
    assert both
    for page, other in both:
        assert (other.width, other.height, other.turn) == pytest.approx((page.width, page.height, page.turn), abs=0.01)
        assert Counter(other.chars) == Counter(page.chars)
        assert sorted(other.x0) == pytest.approx(sorted(page.x0), abs=2)
        assert levels(other) == pytest.approx(levels(page), abs=3)
        for name in ("horizontals", "verticals"):
            rulings = [astuple(ruling) for ruling in getattr(page, name)]
            assert [astuple(ruling) for ruling in getattr(other, name)] == [pytest.approx(ruling, abs=1) for ruling in rulings]
        assert sorted((item.rule, item.text) for item in other.set_aside) == sorted((item.rule, item.text) for item in page.set_aside)
        assert other.pictures == pytest.approx(page.pictures, abs=0.01)


def levels(page: Page) -> list[float]:
    """The middles of the glyphs, sorted; the engines make the box of a line differently high."""
    return sorted((top + bottom) / 2 for top, bottom in zip(page.top, page.bottom, strict=True))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_fixture_s_glyphs_are_those_of_pdfium(path: Path) -> None:
    same(path.read_bytes())


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_a_style_s_glyphs_are_those_of_pdfium(style: formdraw.Style) -> None:
    assert len(STYLES) == len(NAMES)
    same(formdraw.build(formdraw.make_record(5, jobs=3), style))


@pytest.mark.parametrize("name", ["x2_landscape_2026", "x3_portrait_national", "x4_monthly", "x5_wrapped_names"])
def test_the_glyphs_are_pdfplumber_s_own(name: str) -> None:
    import pdfplumber

    path = FIXTURES / "extract" / f"{name}.pdf"
    with pdfplumber.open(path) as theirs, PlumberDocument(path.read_bytes(), "record.pdf") as ours:
        for index, page in enumerate(theirs.pages):
            upright = [char for char in page.chars if char["matrix"][1] == 0 and plain(char["text"])]
            expected = Counter((plain(char["text"]), round(char["x0"], 1), round(char["top"], 1)) for char in upright)
            read = ours.page(index)
            found = Counter((char, round(x, 1), round(y, 1)) for char, x, y in zip(read.chars, read.x0, read.top, strict=True))
            aside = Counter(char for item in read.set_aside for char in item.text)
            assert not found - expected
            assert not Counter(char for char, *_ in (expected - found).elements()) - aside
