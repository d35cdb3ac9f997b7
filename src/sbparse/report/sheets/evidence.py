"""证据: the piece of the PDF page that proves each finding, beside what it proves."""

from io import BytesIO
from typing import Final

from openpyxl import Workbook
from openpyxl.drawing.image import Image
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.utils import get_column_letter

from sbparse.report import wording
from sbparse.report.evidence.model import Evidence, Picture
from sbparse.report.sheets.cell import Cell, location
from sbparse.report.sheets.table import FIRST_ROW, Column, Table, add_table, columns
from sbparse.report.voice import Voice
from sbparse.review.model import Review

_WIDTHS: Final = {"number": 6.0, "rule-title": 18.0, "severity": 8.0, "recorded": 24.0, "pdf-page": 6.0}
_PICTURE: Final = 104.0  # digits
_PIXELS: Final = 720  # that a picture is wide at most; the column is a little wider
_OFF: Final = 4  # pixels between a picture and the lines of its cell
_POINTS_A_PIXEL: Final = 0.75
_EMU: Final = 9525  # a pixel in the unit of drawings
_HIGHEST: Final = 400.0  # points; a row can have 409


def picture_links(evidence: Evidence | None, voice: Voice) -> dict[int, str]:
    """Where each finding's picture is, by the finding's number."""
    return {number: location(voice.say("sheet.evidence"), row) for row, number in enumerate(_numbers(evidence), start=FIRST_ROW)}


def add_evidence(book: Workbook, review: Review, evidence: Evidence, title: str, voice: Voice) -> None:
    """Append the sheet; one row a finding that has a picture, or a reason for having none."""
    numbers = _numbers(evidence)
    rows = [_row(number, review, evidence, voice) for number in numbers]
    headings = (*columns(voice, _WIDTHS), Column(voice.say("column.picture"), _PICTURE))
    add_table(book, Table(voice.say("sheet.evidence"), headings, rows, still=1), title, voice)
    sheet = book[voice.say("sheet.evidence")]
    letter = get_column_letter(len(headings))
    sheet.column_dimensions[letter].width = _PICTURE
    for row, number in enumerate(numbers, start=FIRST_ROW):
        picture = evidence.pictures.get(number)
        if picture:
            image = _image(picture)
            image.anchor = _inside(len(headings), row, image)
            sheet.add_image(image)
            height = sheet.row_dimensions[row].height or 0
            sheet.row_dimensions[row].height = max(height, (image.height + 2 * _OFF) * _POINTS_A_PIXEL)


def _numbers(evidence: Evidence | None) -> list[int]:
    return sorted({*evidence.pictures, *evidence.missing}) if evidence else []


def _row(number: int, review: Review, evidence: Evidence, voice: Voice) -> list[Cell]:
    finding = review.findings[number - 1]
    missing = evidence.missing.get(number)
    return [
        Cell(number, link=location(voice.say("sheet.findings"), number + FIRST_ROW - 1)),
        Cell(wording.rule_title(voice, finding.rule)),
        Cell(wording.severity(voice, finding.severity)),
        Cell(wording.recorded_side(voice, finding, review.sources)),
        Cell(finding.where.page if finding.where else None),
        Cell(voice.tell(missing) if missing else None, quiet=True),
    ]


def _inside(column: int, row: int, image: Image) -> OneCellAnchor:
    """Where a picture leaves the lines of its cell to be seen."""
    marker = AnchorMarker(col=column - 1, row=row - 1, colOff=_OFF * _EMU, rowOff=_OFF * _EMU)
    return OneCellAnchor(marker, XDRPositiveSize2D(image.width * _EMU, image.height * _EMU))


def _image(picture: Picture) -> Image:
    """The picture at the size of the column, lower where a row could not hold it."""
    image = Image(BytesIO(picture.png))
    scale = min(_PIXELS / picture.width, _HIGHEST / (picture.height * _POINTS_A_PIXEL), 1.0)
    image.width, image.height = round(picture.width * scale), round(picture.height * scale)
    return image
