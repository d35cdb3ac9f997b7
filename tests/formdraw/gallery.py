"""The named styles, each a variant that the form is known or feared to come in, and a strategy for mixtures."""

from dataclasses import fields, replace
from typing import Any, Final, get_args

from hypothesis import strategies as st

from formdraw.style import Style

FORM_2023: Final = Style()
FORM_2026: Final = Style(name="form-2026", supplement="2026", amounts="integer", dash="------", notes=4, punctuation="full")
NATIONAL: Final = Style(
    name="national",
    orientation="portrait",
    title="two-lines",
    colon="",
    query="both",
    query_form="iso",
    caption_colon="",
    supplement="national",
    amounts="integer",
    dash="",
    office=False,
    notes=4,
    date_line="chinese",
    page_number="tight",
    margin_top=34.0,
    font_size=7.0,
)
_TTF: Final = Style(producer="reportlab-ttf")
_FPDF: Final = Style(producer="fpdf2", font="sans")

_WORDING: Final = (
    FORM_2023,
    FORM_2026,
    NATIONAL,
    replace(FORM_2023, name="seed-blank", amounts="blank", issuer=False, date_line="none"),
    replace(FORM_2023, name="query-day-only", query="date", date_line="none", page_number="slash", caption_colon=":"),
    replace(FORM_2023, name="query-day-and-span", query="both", query_form="chinese", date_line="none", page_number="none"),
    replace(FORM_2023, name="no-date-at-all", date_line="none", metadata_date=False, issuer=False),
    replace(FORM_2023, name="punctuation-full", punctuation="full", colon="：", date_line="chinese"),
    replace(FORM_2023, name="punctuation-tight", punctuation="tight", colon="", notes=3),
    replace(FORM_2026, name="form-2026-tight", punctuation="tight", producer="reportlab-ttf"),
    replace(NATIONAL, name="national-newest-first", newest_first=True, header="ruled"),
    replace(FORM_2023, name="thousands", amounts="thousands", star="after"),
    replace(_TTF, name="ruled-header-block", header="ruled", colon=""),
    replace(FORM_2023, name="narrow-values", narrow_values=True),
    replace(_TTF, name="narrow-values-ruled", narrow_values=True, header="ruled", query="both", font="sans"),
)

_TYPE: Final = (
    replace(_TTF, name="embedded-serif"),
    replace(_TTF, name="embedded-sans", font="sans"),
    replace(_FPDF, name="fpdf2-sans"),
    replace(_FPDF, name="fpdf2-serif", font="serif", rulings="filled"),
    replace(FORM_2023, name="latin-font", latin=True),
    replace(_FPDF, name="fpdf2-latin-font", latin=True),
    replace(_TTF, name="align-left-top", align="left", valign="top"),
    replace(_TTF, name="align-right", align="right"),
    replace(_TTF, name="tiny-type", font_size=5.5, leading=1.15, orientation="portrait"),
    replace(_TTF, name="large-type", font_size=10.0, leading=1.7),
    replace(FORM_2023, name="fake-bold-0.35", fake_bold=0.35),
    replace(_TTF, name="fake-bold-0.8", fake_bold=0.8),
    replace(_FPDF, name="fake-bold-1.5", fake_bold=1.5),
    replace(_TTF, name="spaced-labels", spaced_labels=True, letter_spacing=0.6),
    replace(FORM_2023, name="letters-far-apart", spaced_labels=True, letter_spacing=1.6, font_size=6.5),
    replace(_TTF, name="full-width-digits", full_width=True, font_size=6.5),
    replace(_TTF, name="radicals", radicals=True, font="sans"),
    replace(FORM_2023, name="char-objects", objects="char"),
    replace(_TTF, name="char-objects-by-column", objects="char", order="columns"),
    replace(FORM_2023, name="split-objects", objects="split"),
    replace(_FPDF, name="split-objects-shuffled", objects="split", order="shuffled"),
    replace(_TTF, name="shuffled", order="shuffled"),
    replace(FORM_2023, name="by-column", order="columns"),
    replace(_TTF, name="wrapped-labels-and-periods", header_labels="wrapped", wrapped_period=True),
    replace(_FPDF, name="names-overflow", overflow="slight"),
)

_LINES: Final = (
    replace(FORM_2023, name="long-rules", rulings="long"),
    replace(FORM_2023, name="filled-rules", rulings="filled", rule_width=0.8),
    replace(_TTF, name="cell-rects", rulings="rects"),
    replace(_TTF, name="horizontal-rules", rulings="horizontal"),
    replace(FORM_2023, name="vertical-rules", rulings="vertical"),
    replace(_TTF, name="no-rules", rulings="none"),
    replace(FORM_2023, name="no-rules-left", rulings="none", align="left", valign="top"),
    replace(FORM_2023, name="no-side-rules", edges="no-sides", rulings="long"),
    replace(_TTF, name="no-page-edge-rules", edges="no-page-edges", rulings="long", rows_per_page=6),
    replace(FORM_2023, name="erased-header", merged="erased", rulings="long"),
    replace(_FPDF, name="erased-header-filled", merged="erased", rulings="filled"),
    replace(_TTF, name="phantom-rows", phantom=True),
    replace(FORM_2023, name="grey-dashed", rule_colour="grey", dashed=True, rulings="long", rule_width=0.3),
    replace(_FPDF, name="thick-rules", rule_width=1.5),
    replace(FORM_2023, name="light-header", fill="light"),
    replace(_TTF, name="dark-header", fill="dark"),
    replace(_FPDF, name="dark-header-no-rules", fill="dark", rulings="none"),
    replace(_TTF, name="green-header", fill="green"),
    replace(FORM_2023, name="blue-header", fill="blue", watermark="diagonal"),
    replace(_FPDF, name="orange-header", fill="orange", rulings="horizontal"),
)

_PAPER: Final = (
    replace(_TTF, name="portrait", orientation="portrait", font_size=7.0),
    replace(FORM_2023, name="split", rows_per_page=7),
    replace(_TTF, name="split-nothing-repeated", rows_per_page=7, repeat_header=False, repeat_table_header=False),
    replace(FORM_2023, name="split-at-the-top", rows_per_page=6, repeat_header=False, repeat_table_header=False, margin_top=15.0),
    replace(_FPDF, name="split-header-only", rows_per_page=6, repeat_table_header=False),
    replace(_TTF, name="split-table-header-only", rows_per_page=6, repeat_header=False),
    replace(_TTF, name="supplement-alone", supplement_page=True, repeat_header=False),
    replace(FORM_2023, name="total-alone", total_page=True, repeat_table_header=False),
    replace(_TTF, name="total-alone-bare", total_page=True, repeat_table_header=False, repeat_header=False, rulings="none"),
    replace(_TTF, name="watermark-diagonal", watermark="diagonal"),
    replace(FORM_2023, name="watermark-horizontal", watermark="horizontal"),
    replace(_FPDF, name="watermark-alpha", watermark="alpha"),
    replace(_TTF, name="browser-lines", browser_lines=True, date_line="none", query="both"),
    replace(_TTF, name="rotated-90", rotate=90),
    replace(FORM_2023, name="rotated-180", rotate=180),
    replace(_FPDF, name="rotated-270", rotate=270),
    replace(_TTF, name="sideways-90", rotate=90, sideways=True),
    replace(_TTF, name="sideways-270", rotate=270, sideways=True),
    replace(_TTF, name="upside-down", rotate=180, sideways=True),
    replace(_TTF, name="shifted-box", box="shifted"),
    replace(FORM_2023, name="cropped-box", box="cropped", rotate=90),
    replace(_TTF, name="in-form", in_form=True),
    replace(_FPDF, name="in-form-rotated", in_form=True, rotate=270, box="shifted", watermark="diagonal"),
)

ALL_STYLES: Final = (*_WORDING, *_TYPE, *_LINES, *_PAPER)

HARD_STYLES: Final = (
    replace(_TTF, name="names-overflow-far", overflow="far"),
    replace(FORM_2023, name="names-overflow-far-chars", overflow="far", objects="char"),
    replace(FORM_2023, name="names-overflow-far-no-rules", overflow="far", rulings="none"),
)
"""Pages that a reader may refuse, but must not read wrongly."""

_RANGES: Final[dict[str, tuple[object, ...]]] = {
    "font_size": (8.0, 5.5, 6.0, 7.0, 9.0, 10.0),
    "leading": (1.35, 1.15, 1.6),
    "letter_spacing": (0.0, 0.4, 0.8),
    "fake_bold": (0.0, 0.35, 0.8, 1.5),
    "rule_width": (0.5, 0.3, 1.0),
    "margin_top": (60.0, 34.0, 15.0),
    "rows_per_page": (None, 3, 8, 15),
    "overflow": ("none", "slight"),
}
# Knobs that make a page unlike any real one when many are mixed; drawn rarely.
_RARELY: Final = (
    "overflow", "sideways", "rotate", "in_form", "box", "full_width", "radicals", "phantom", "browser_lines", "total_page", "watermark",
    "order", "objects", "narrow_values", "merged", "dashed", "letter_spacing", "fake_bold",
)  # fmt: skip


def _choices(name: str, kind: Any) -> tuple[object, ...]:
    """A knob's values, the default several times and first, so that a mixture departs from the form of 2023 in about ten ways."""
    options = _RANGES.get(name) or get_args(kind) or (False, True)
    default = getattr(FORM_2023, name)
    rest = tuple(option for option in options if option != default)
    return (default,) * (len(rest) * (6 if name in _RARELY else 2)) + rest


def styles(**fixed: object) -> st.SearchStrategy[Style]:
    """Any mixture of knobs, shrinking towards the form of 2023; ``fixed`` pins fields: ``styles(rulings="none")``."""
    drawn = {field.name: st.sampled_from(_choices(field.name, field.type)) for field in fields(Style) if field.name not in ("name", *fixed)}
    pinned = {name: st.just(value) for name, value in fixed.items()}
    return st.builds(Style, name=st.just("mixed"), **drawn, **pinned).map(sensible)


def sensible(style: Style) -> Style:
    """The mixture without what contradicts itself on paper."""
    if style.overflow != "none":  # names spill evenly to both sides only where they are centred
        style = replace(style, align="center", letter_spacing=0.0)
    if style.sideways and not style.rotate:
        style = replace(style, sideways=False)
    if style.fill != "none":  # white erasing lines would show on a coloured ground
        style = replace(style, merged="true")
    if style.fill not in ("none", "light") and style.watermark == "horizontal":  # light grey over white letters can't be told by anybody
        style = replace(style, watermark="diagonal")
    if style.browser_lines:  # below the browser's line
        style = replace(style, margin_top=max(style.margin_top, 34.0))
    return style
