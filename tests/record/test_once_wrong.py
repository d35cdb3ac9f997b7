"""Mixtures that were once read wrongly or refused, found by the generated tests; each reads exactly now."""

from dataclasses import replace
from typing import Final

import pytest
from record_documents import FIXTURES, drawn, read_fixture
from record_truth import judged

import formdraw
from formdraw.style import Style

ONCE_WRONG: Final[dict[str, Style]] = {
    "the double of a glyph of unknown width taken for the next glyph": Style(
        align="left", spaced_labels=True, letter_spacing=0.4, fake_bold=0.8, orientation="portrait", rotate=270
    ),
    "a doubled colon left beside its label": Style(header="ruled", colon="", caption_colon=":", fake_bold=0.8, rulings="none"),
    "a doubled colon read into the value": Style(title="two-lines", latin=True, fake_bold=0.8, align="right"),
    "doubled points in small bold digits": Style(
        full_width=True, producer="fpdf2", font="sans", fake_bold=1.5, objects="char", orientation="portrait", rows_per_page=15
    ),
    "points between the two lines of a wrapped period": Style(
        full_width=True, latin=True, wrapped_period=True, leading=1.15, narrow_values=True, order="shuffled"
    ),
    "bold labels doubled by more than a quarter of their type": Style(
        amounts="thousands", dash="", font_size=5.5, leading=1.15, letter_spacing=0.4, fake_bold=1.2, rulings="rects", in_form=True
    ),
    "a lone 月 below a narrow query date": Style(narrow_values=True, query_form="chinese", header_labels="wrapped", rows_per_page=3),
    "a star close to the next cell": Style(align="left", star="after", orientation="portrait", rulings="horizontal"),
    "thousands in full-width digits aligned to the right": Style(full_width=True, amounts="thousands", align="right"),
}


@pytest.mark.parametrize("what", ONCE_WRONG)
@pytest.mark.parametrize(("seed", "jobs"), [(3, 4), (8, 2)])
def test_once_wrong(what: str, seed: int, jobs: int) -> None:
    judgement = drawn(seed, ONCE_WRONG[what], jobs=jobs, rare="supplementary" if seed == 3 else None)
    assert judgement.error is None
    assert (judgement.refused, judgement.wrong) == ((), ())


CODES: Final = ("jpsffz", "ftjlfl", "ii1flr", "ffttjj", "11ll1l", "rrrrrr", "fjfjfj")


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    "style",
    [
        Style(),
        Style(rotate=180),
        Style(fake_bold=1.5),
        Style(objects="char", order="shuffled", font_size=5.5),
        Style(objects="split", order="columns"),
        Style(producer="reportlab-ttf", font="sans", objects="char"),
        Style(producer="fpdf2", letter_spacing=0.8),
        Style(latin=True, objects="char"),
    ],
    ids=["plain", "turned", "bold", "shuffled", "split", "sans", "spaced", "latin"],
)
def test_narrow_letters_in_a_row_are_all_there(code: str, style: Style) -> None:
    record = replace(formdraw.make_record(5, jobs=1, years=2), code=code)
    judgement = judged(formdraw.build(record, style), [formdraw.truth(record, style)])
    assert judgement.error is None
    assert (judgement.refused, judgement.wrong) == ((), ())


def test_a_wrapped_header_of_the_other_table_is_no_header_of_this_one() -> None:
    """``月 月 数``: single characters of 缴费起始年月, 缴费截止年月 and 实际缴费月数 are pieces of 月数 too."""
    assert read_fixture(FIXTURES / "chromium" / "browser-2026-alone.pdf").exact
