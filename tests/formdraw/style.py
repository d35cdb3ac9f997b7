"""How a record is printed: every knob of the generator, as one frozen value.

The defaults are the landscape form of 2023. ``gallery.ALL_STYLES`` names the variants; ``gallery.styles`` draws any mixture.
"""

from dataclasses import dataclass
from typing import Literal

Producer = Literal["reportlab-cid", "reportlab-ttf", "fpdf2"]
Rulings = Literal["segments", "long", "filled", "rects", "horizontal", "vertical", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """One way to print. Lengths in PDF points."""

    name: str = "seed-2023"

    # the wording
    title: Literal["one-line", "two-lines"] = "one-line"
    header: Literal["text", "ruled"] = "text"
    colon: Literal[":", "：", ""] = ":"
    query: Literal["range", "date", "both"] = "range"  # 查询日期 is a range; a day; a day beside 查询时间段
    query_form: Literal["chinese", "iso"] = "chinese"
    narrow_values: bool = False  # values of the header block wrap after a few characters
    caption_colon: Literal["：", ":", ""] = "："
    supplement: Literal["2023", "2026", "national"] = "2023"
    punctuation: Literal["half", "full", "tight"] = "half"
    notes: Literal[0, 3, 4] = 0
    issuer: bool = True
    date_line: Literal["none", "iso", "chinese"] = "iso"
    page_number: Literal["spaced", "tight", "slash", "none"] = "spaced"
    metadata_date: bool = True  # /CreationDate, on the day of the print

    # what stands in the cells
    amounts: Literal["blank", "integer", "fen", "thousands"] = "fen"
    dash: Literal["—", "------", ""] = "—"  # where 合计 has no sum
    newest_first: bool = False
    office: bool = True  # 缴费区县 as the office's name
    star: Literal["before", "after"] = "before"
    full_width: bool = False  # digits in cells
    radicals: bool = False  # compatibility radicals for ordinary characters
    header_labels: Literal["one-line", "wrapped"] = "one-line"
    wrapped_period: bool = False  # 2018-09至 / 2018-12

    # type
    producer: Producer = "reportlab-cid"
    font: Literal["serif", "sans"] = "serif"  # of the embedding producers
    font_size: float = 8.0
    leading: float = 1.35
    latin: bool = False  # digits and letters in Helvetica, so that a cell mixes fonts
    align: Literal["left", "center", "right"] = "center"
    valign: Literal["top", "middle"] = "middle"
    spaced_labels: bool = False  # 姓 名, 合 计
    letter_spacing: float = 0.0
    fake_bold: float = 0.0  # offset of the doubled glyphs, 0 for none
    objects: Literal["run", "char", "split"] = "run"
    order: Literal["reading", "columns", "shuffled"] = "reading"
    overflow: Literal["none", "slight", "far"] = "none"  # names run over their cell's rules: by less than half a glyph; by two

    # lines
    rulings: Rulings = "segments"
    edges: Literal["all", "no-sides", "no-page-edges"] = "all"  # outer rules that are missing
    merged: Literal["true", "erased"] = "true"  # merged header cells; erased: white lines over a full grid
    phantom: bool = False  # white lines through the rows' middles
    rule_width: float = 0.5
    rule_colour: Literal["black", "grey"] = "black"
    dashed: bool = False
    fill: Literal["none", "light", "dark", "green", "blue", "orange"] = "none"  # the header's background

    # paper
    orientation: Literal["landscape", "portrait"] = "landscape"
    margin_top: float = 60.0
    repeat_header: bool = True  # title and header block on every page
    repeat_table_header: bool = True
    supplement_page: bool = False  # 三 on a page of its own
    total_page: bool = False  # 合计 alone at the top of a page
    rows_per_page: int | None = None  # of the second table, before a page break
    watermark: Literal["none", "diagonal", "horizontal", "alpha"] = "none"
    browser_lines: bool = False
    rotate: Literal[0, 90, 180, 270] = 0
    sideways: bool = False  # with ``rotate``: displayed turned, instead of drawn so that it shows upright
    box: Literal["plain", "shifted", "cropped"] = "plain"
    in_form: bool = False  # the page's content inside a form XObject
