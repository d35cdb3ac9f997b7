"""Marks drawn by fpdf2, with an embedded TrueType subset."""

from contextlib import ExitStack
from datetime import date, datetime, timedelta, timezone
from typing import Final

from fpdf import FPDF

from formdraw import faces
from formdraw.draw_reportlab import Drawn
from formdraw.marks import Box, Colour, Line, Mark, Text
from formdraw.style import Style

_FAMILY: Final = "formdraw"
_BEIJING: Final = timezone(timedelta(hours=8))


def draw(pages: list[Drawn], style: Style, day: date) -> bytes:
    """The pages as one PDF with /CreationDate on ``day``."""
    pdf = FPDF(unit="pt")
    pdf.set_auto_page_break(False)
    pdf.set_margin(0)
    pdf.c_margin = 0
    pdf.set_creation_date(datetime(day.year, day.month, day.day, 10, 20, 30, tzinfo=_BEIJING))
    pdf.set_title("样例 SPECIMEN")
    pdf.add_font(_FAMILY, "", faces.FILES[style.font])
    for width, height, marks in pages:
        pdf.add_page(format=(width, height))
        pdf._out("0 J")  # butt ends, as the other producers draw them; fpdf2's own would eat into crossing rules when erasing
        for mark in marks:
            _mark(pdf, mark)
    return bytes(pdf.output())


def _rgb(colour: Colour) -> tuple[int, int, int]:
    red, green, blue = (round(part * 255) for part in colour)
    return red, green, blue


def _mark(pdf: FPDF, mark: Mark) -> None:
    if isinstance(mark, Text):
        _text(pdf, mark)
    elif isinstance(mark, Line):
        _pen(pdf, mark.width, mark.colour, mark.dashed)
        pdf.line(mark.x0, mark.y0, mark.x1, mark.y1)
    else:
        _box(pdf, mark)


def _pen(pdf: FPDF, width: float, colour: Colour, dashed: bool) -> None:
    pdf.set_line_width(width)
    pdf.set_draw_color(*_rgb(colour))
    pdf.set_dash_pattern(*((2, 1.2) if dashed else (0, 0)))


def _box(pdf: FPDF, box: Box) -> None:
    kind = ("D" if box.stroke is not None else "") + ("F" if box.fill is not None else "")
    if box.stroke is not None:
        _pen(pdf, box.width, box.stroke, box.dashed)
    if box.fill is not None:
        pdf.set_fill_color(*_rgb(box.fill))
    pdf.rect(box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0, style=kind)


def _text(pdf: FPDF, text: Text) -> None:
    pdf.set_font("Helvetica" if text.latin else _FAMILY, size=text.size)
    pdf.set_text_color(*_rgb(text.colour))
    with ExitStack() as stack:
        if text.alpha != 1.0:
            stack.enter_context(pdf.local_context(fill_opacity=text.alpha))
        if text.angle:
            stack.enter_context(pdf.rotation(text.angle, text.x, text.y))
        pdf.text(text.x, text.y, text.text)
