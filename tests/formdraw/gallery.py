"""The named styles, each a variant that the form is known or feared to come in, and a strategy for mixtures."""

from typing import Final

from hypothesis import strategies as st

from formdraw.style import Style

FORM_2023: Final = Style()
FORM_2026: Final = Style(name="form-2026", supplement="2026", amounts="integer", dash="------", notes=4)

ALL_STYLES: Final = (
    FORM_2023,
    FORM_2026,
    Style(
        name="portrait-national",
        orientation="portrait",
        title="two-lines",
        colon="",
        query="both",
        supplement="national",
        date_line="chinese",
    ),
    Style(name="embedded-serif", producer="reportlab-ttf"),
    Style(name="embedded-sans", producer="reportlab-ttf", font="sans", rulings="long"),
    Style(name="filled-rules", rulings="filled"),
    Style(name="cell-rects", rulings="rects", producer="reportlab-ttf"),
    Style(name="no-rules", rulings="none"),
    Style(name="horizontal-rules", rulings="horizontal"),
    Style(name="erased-header", rulings="long", merged="erased"),
    Style(name="split-table", rows_per_page=7, repeat_header=False, repeat_table_header=False),
    Style(name="split-table-repeated", rows_per_page=5, supplement_page=True),
    Style(name="total-alone", total_page=True, repeat_table_header=False),
)


def styles() -> st.SearchStrategy[Style]:
    return st.sampled_from(ALL_STYLES)
