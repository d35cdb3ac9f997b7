"""The form generator against itself, by means that know nothing of sbparse: pdfium's text inside the boxes that were laid out."""

import io
import json
import random
import re
import unicodedata
from collections import Counter
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import get_args

import numpy
import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import formdraw
from formdraw import faces, turning, vocabulary
from formdraw.marks import Text
from formdraw.model import INSURANCES, FormRecord, Month
from formdraw.money import UNEMPLOYMENT_RISE, cap
from formdraw.people import id_number
from formdraw.style import Style

STYLES = [pytest.param(style, id=style.name) for style in formdraw.ALL_STYLES]
FROM_RADICAL = str.maketrans({radical: plain for plain, radical in vocabulary.TO_RADICAL.items()})


def folded(text: str) -> str:
    """Without white space, radicals and widths: what two readings of the same cell have in common."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text.translate(FROM_RADICAL)))


def sample(style: Style, seed: int = 7) -> FormRecord:
    return formdraw.make_record(seed, jobs=3, years=13, name_length=None if style.overflow == "none" else 45)


def cell_texts(pdf: bytes, style: Style, record: FormRecord) -> list[tuple[str, str]]:
    """What was meant and what pdfium finds in each cell."""
    document = pypdfium2.PdfDocument(pdf)
    pairs = []
    for page, sheet in zip(document, formdraw.sheets(record, style), strict=True):
        text = page.get_textpage()
        (a, b, c, d, e, f), _ = turning.matrix(style, sheet.width, sheet.height)
        for meant, (left, top, right, bottom) in sheet.cells:
            corners = [(x, sheet.height - y) for x, y in ((left + 0.2, top + 0.2), (right - 0.2, bottom - 0.2))]
            (x0, y0), (x1, y1) = [(a * x + c * y + e, b * x + d * y + f) for x, y in corners]
            found = text.get_text_bounded(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            pairs.append((folded(meant), folded(found)))
    return pairs


def undisturbed(style: Style) -> bool:
    """Whether pdfium alone returns a cell's text in order and with nothing else in it."""
    return style.watermark == "none" and style.order == "reading" and style.objects == "run" and style.overflow == "none"


def text_of(pdf: bytes) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


@pytest.mark.parametrize("style", STYLES)
def test_every_cell_reads_where_it_was_laid(style: Style) -> None:
    record = sample(style)
    pairs = cell_texts(formdraw.build(record, style), style, record)
    assert len(pairs) > 100
    if undisturbed(style):
        assert [pair for pair in pairs if pair[0] != pair[1]] == []
    else:
        assert [(meant, found) for meant, found in pairs if Counter(meant) - Counter(found)] == []


@pytest.mark.parametrize("style", STYLES)
def test_every_page_says_specimen(style: Style) -> None:
    for page in pypdfium2.PdfDocument(formdraw.build(sample(style), style)):
        assert "样例SPECIMEN" in folded(page.get_textpage().get_text_range()) or not undisturbed(style)


@pytest.mark.parametrize("style", [s for s in formdraw.ALL_STYLES if s.rotate or s.box != "plain" or s.in_form], ids=lambda s: s.name)
def test_a_turned_page_looks_like_the_plain_one(style: Style) -> None:
    record = sample(style)
    plain = replace(style, rotate=0, sideways=False, box="plain", in_form=False)
    turned = {90: 3, 180: 2, 270: 1}.get(style.rotate, 0) if style.sideways else 0
    for page, expected in zip(
        pypdfium2.PdfDocument(formdraw.build(record, style)), pypdfium2.PdfDocument(formdraw.build(record, plain)), strict=True
    ):
        shown, meant = page.render(scale=0.5).to_numpy(), expected.render(scale=0.5).to_numpy()
        shown = numpy.rot90(shown, -turned if turned != 2 else 2)
        assert abs(shown.shape[0] - meant.shape[0]) <= 1
        rows, columns = min(shown.shape[0], meant.shape[0]), min(shown.shape[1], meant.shape[1])
        difference = numpy.abs(shown[:rows, :columns].astype(int) - meant[:rows, :columns].astype(int))
        assert difference.mean() < (255 - meant.astype(int)).mean() / 2


@pytest.mark.parametrize("producer", ["reportlab-cid", "reportlab-ttf", "fpdf2"])
@pytest.mark.parametrize("rare", ["bmp", "supplementary"])
def test_rare_characters_are_in_the_file(producer: str, rare: str) -> None:
    style = replace(formdraw.ALL_STYLES[0], producer=producer)
    record = formdraw.make_record(3, rare=rare)
    text = folded(text_of(formdraw.build(record, style)))
    assert folded(record.name) in text


def test_the_gallery_has_every_variant_of_every_knob() -> None:
    for field in fields(Style):
        options = {True, False} if field.type is bool else {value for value in get_args(field.type) if not isinstance(value, type)}
        shown = {getattr(style, field.name) for style in formdraw.ALL_STYLES + formdraw.HARD_STYLES}
        assert options <= shown, field.name
    assert len({style.name for style in formdraw.ALL_STYLES}) == len(formdraw.ALL_STYLES)


def test_thirty_employers_go_on_over_pages() -> None:
    style = formdraw.ALL_STYLES[0]
    record = formdraw.make_record(8, jobs=30, years=15, gaps=False, name_length=30)
    sheets = formdraw.sheets(record, style)
    assert len(record.jobs) == 30
    assert [any(text == "缴费起始年月" for text, _ in sheet.cells) for sheet in sheets] == [True, True, False]
    assert [pair for pair in cell_texts(formdraw.build(record, style), style, record) if pair[0] != pair[1]] == []


def test_names_that_overflow_do_so() -> None:
    style = next(style for style in formdraw.ALL_STYLES if style.overflow == "slight")
    sheet = formdraw.sheets(sample(style), style)[0]
    measure = faces.width_of(style)
    texts = [mark for mark in sheet.marks if isinstance(mark, Text)]
    wide = [(left, right) for meant, (left, _, right, _) in sheet.cells if len(meant) > 40]
    ends = [(text.x, text.x + faces.text_width(text.text, text.size, measure)) for text in texts]
    assert any(start < left and end > right for left, right in wide for start, end in ends)


@pytest.mark.parametrize("seed", range(60))
def test_a_record_obeys_the_arithmetic(seed: int) -> None:
    record = formdraw.make_record(
        seed, monthly=seed % 4 == 0, rare=(None, "bmp", "supplementary")[seed % 3], jobs=30 if seed == 5 else None
    )
    assert sum(len(job.paid) for job in record.jobs) == record.total_months("pension")
    assert all(before.end < after.start for before, after in pairwise(record.jobs))
    assert all(4 <= len(job.employer) <= 60 for job in record.jobs)
    for row in record.rows:
        assert row.start.year == row.end.year and row.start <= row.end <= record.query_end
        for insurance in INSURANCES:
            amounts = row.amounts[insurance]
            assert (amounts.months is None) == (amounts.base is None)
            if amounts.months is None or amounts.base is None:
                continue
            assert 0 < amounts.months <= row.start.until(row.end)
            assert amounts.base <= sum(
                sorted((cap(row.start.plus(n)) for n in range(row.start.until(row.end))), reverse=True)[: amounts.months]
            )
        pension, unemployment = row.amounts["pension"], row.amounts["unemployment"]
        if pension.base is not None and pension.personal is not None:
            assert abs(pension.personal - pension.base * Decimal("0.08")) <= Decimal("0.01") * (pension.months or 0)
        if unemployment.base is not None and unemployment.personal is not None and row.end < UNEMPLOYMENT_RISE:
            assert abs(unemployment.personal - unemployment.base * Decimal("0.002")) <= Decimal("0.01") * (unemployment.months or 0)


def test_caps_are_those_of_the_table() -> None:
    assert (cap(Month(2021, 6)), cap(Month(2021, 7)), cap(Month(2013, 7))) == (26541, 28221, 15669)
    assert cap(Month(2013, 6)) < 15669


@given(st.randoms(use_true_random=False))
def test_id_numbers_have_the_right_check_digit(rng: random.Random) -> None:
    number = id_number(rng)
    values = [10 if digit == "X" else int(digit) for digit in number]
    assert number.startswith("110199")
    assert sum(value * 2 ** (17 - place) for place, value in enumerate(values)) % 11 == 1


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(formdraw.records(), formdraw.styles())
def test_any_mixture_reads_where_it_was_laid(record: FormRecord, style: Style) -> None:
    pdf = formdraw.build(record, style)
    truth = formdraw.truth(record, style)
    assert len(pypdfium2.PdfDocument(pdf)) == len(truth["pages"])
    assert len(truth["contributions"]) == len(record.rows)
    assert [(meant, found) for meant, found in cell_texts(pdf, style, record) if Counter(meant) - Counter(found)] == []


def test_the_truth_has_the_shape_of_the_specimens() -> None:
    specimens = Path(__file__).parents[1] / "fixtures" / "extract"
    for path, seed in zip(sorted(specimens.glob("*.truth.json")), range(20), strict=False):
        given_record = json.loads(path.read_text(encoding="utf-8"))["records"][0]
        ours = formdraw.truth(formdraw.make_record(seed), formdraw.ALL_STYLES[0])
        assert shape(ours) == shape(given_record)


def shape(value: object) -> object:
    """Keys at every depth; a list is the shape of its first element."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items() if key not in ("query_period", "query_date", "print_date")}
    return [shape(value[0])] if isinstance(value, list) and value and isinstance(value[0], dict) else None


def test_a_record_without_any_print_date_has_none_in_the_file() -> None:
    style = replace(formdraw.ALL_STYLES[0], date_line="none", metadata_date=False)
    record = sample(style)
    with pikepdf.open(io.BytesIO(formdraw.build(record, style))) as pdf:
        assert "/CreationDate" not in pdf.docinfo
    assert formdraw.truth(record, style)["print_date"] is None


def test_the_creation_date_is_the_day_of_the_print() -> None:
    for producer in ("reportlab-cid", "reportlab-ttf", "fpdf2"):
        style = replace(formdraw.ALL_STYLES[0], producer=producer, date_line="none")
        record = formdraw.make_record(1, print_day=date(2023, 4, 26))
        with pikepdf.open(io.BytesIO(formdraw.build(record, style))) as pdf:
            assert str(pdf.docinfo["/CreationDate"]).startswith("D:20230426102030")
        assert formdraw.truth(record, style)["print_date"] == {"date": "2023-04-26", "basis": "pdf-metadata"}


def test_building_twice_gives_the_same_bytes() -> None:
    for style in formdraw.ALL_STYLES[::9]:
        assert formdraw.build(sample(style), style) == formdraw.build(sample(style), style)


def test_the_committed_fonts_hold_every_character_of_the_generator() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parent / "formdraw").glob("*.py")))
    for path in faces.FILES.values():
        held = TTFont(path).getBestCmap()
        missing = {char for char in text if char.isprintable() and ord(char) not in held}
        assert not missing, f"{path.name} lacks {''.join(sorted(missing))}: run scripts/make_fixtures.py fonts"
        assert path.stat().st_size <= 600_000
