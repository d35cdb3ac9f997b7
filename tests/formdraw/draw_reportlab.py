"""Marks drawn by reportlab: with the non-embedded CID font STSong-Light, or an embedded TrueType subset."""

import io
from datetime import date

from reportlab.pdfgen.canvas import Canvas

from formdraw import faces
from formdraw.marks import Box, Line, Mark, Text
from formdraw.style import Style

Drawn = tuple[float, float, list[Mark]]
"""A page: width, height, marks in drawing order."""


class _Stamp:
    """reportlab's clock, stopped: ten in the morning, Beijing time, of the day of the print."""

    def __init__(self, day: date) -> None:
        self.YMDhms = (day.year, day.month, day.day, 10, 20, 30)
        self.dhh, self.dmm = 8, 0
        self.t = 0.0
        self.lt = self.YMDhms
        self.tzname = "CST"


def draw(pages: list[Drawn], style: Style, day: date) -> bytes:
    """The pages as one PDF with /CreationDate on ``day``."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, initialFontName=_font(style))
    canvas._doc._timeStamp = _Stamp(day)
    canvas.setTitle("样例 SPECIMEN")
    for width, height, marks in pages:
        canvas.setPageSize((width, height))
        for mark in marks:
            _mark(canvas, mark, height, style)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _font(style: Style) -> str:
    return faces.cid() if style.producer == "reportlab-cid" else faces.embedded(style.font)


def _mark(canvas: Canvas, mark: Mark, height: float, style: Style) -> None:
    if isinstance(mark, Text):
        _text(canvas, mark, height, style)
    elif isinstance(mark, Line):
        canvas.setLineWidth(mark.width)
        canvas.setStrokeColorRGB(*mark.colour)
        canvas.setDash([2, 1.2] if mark.dashed else [])
        canvas.line(mark.x0, height - mark.y0, mark.x1, height - mark.y1)
    else:
        _box(canvas, mark, height)


def _box(canvas: Canvas, box: Box, height: float) -> None:
    if box.fill is not None:
        canvas.setFillColorRGB(*box.fill)
    if box.stroke is not None:
        canvas.setStrokeColorRGB(*box.stroke)
        canvas.setLineWidth(box.width)
        canvas.setDash([2, 1.2] if box.dashed else [])
    canvas.rect(
        box.x0, height - box.y1, box.x1 - box.x0, box.y1 - box.y0, stroke=int(box.stroke is not None), fill=int(box.fill is not None)
    )


def _text(canvas: Canvas, text: Text, height: float, style: Style) -> None:
    plain = not text.angle and text.alpha == 1.0
    if not plain:
        canvas.saveState()
    canvas.setFont(faces.LATIN if text.latin else _font(style), text.size)
    canvas.setFillColorRGB(*text.colour)
    if plain:
        canvas.drawString(text.x, height - text.y, text.text)
        return
    canvas.setFillAlpha(text.alpha)
    canvas.translate(text.x, height - text.y)
    canvas.rotate(text.angle)
    canvas.drawString(0, 0, text.text)
    canvas.restoreState()
