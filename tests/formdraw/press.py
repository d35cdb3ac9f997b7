"""From record and style to the bytes of a PDF, and to the truth with its page numbers."""

from formdraw import draw_fpdf2, draw_reportlab, faces, paging, turning, typesetting
from formdraw import truth as truths
from formdraw.marks import Sheet
from formdraw.model import FormRecord
from formdraw.style import Style


def sheets(record: FormRecord, style: Style) -> list[Sheet]:
    """The laid-out pages, with the boxes of all table cells in points as displayed (before ``sideways`` turns them)."""
    return paging.pages(record, style, faces.width_of(style))


def build(record: FormRecord, style: Style) -> bytes:
    """The record printed in the style, as a PDF file."""
    measure = faces.width_of(style)
    drawn = [(sheet.width, sheet.height, typesetting.typeset(sheet, style, measure)) for sheet in sheets(record, style)]
    producer = draw_fpdf2 if style.producer == "fpdf2" else draw_reportlab
    pdf = producer.draw(drawn, style, record.print_day)
    return turning.turn(pdf, style) if turning.needed(style) else pdf


def truth(record: FormRecord, style: Style) -> truths.Json:
    """What must be read from ``build(record, style)``: an entry of the contract's ``records`` without where, layout, findings."""
    return truths.truth(record, style, list(range(1, len(sheets(record, style)) + 1)))
