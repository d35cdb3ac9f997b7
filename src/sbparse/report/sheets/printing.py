"""How a sheet prints: A4, as wide as the paper, with its title, its page numbers and its header row on every page."""

from typing import Final, Literal

from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sbparse.report.sheets.palette import FONT_NAME
from sbparse.report.voice import Voice

_A4: Final = 9
_HEADER_SIZE: Final = 8
_MARGINS: Final = PageMargins(left=0.4, right=0.4, top=0.7, bottom=0.6, header=0.3, footer=0.3)  # inches


def set_up_printing(sheet: Worksheet, title: str, voice: Voice, *, orientation: Literal["landscape", "portrait"]) -> None:
    """Page set-up of a sheet; ``title`` is the document's, the sheet's own name is added."""
    sheet.page_setup.orientation = orientation
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = _MARGINS
    sheet.print_options.horizontalCentered = True
    sheet.oddHeader = HeaderFooterItem(left=_part(voice.say("title.sheet", title=title, sheet=sheet.title)))
    sheet.oddFooter = HeaderFooterItem(center=_part(voice.say("footer", page="&P", pages="&N")))


def _part(text: str) -> _HeaderFooterPart:
    return _HeaderFooterPart(text, font=f"{FONT_NAME},Regular", size=_HEADER_SIZE)
