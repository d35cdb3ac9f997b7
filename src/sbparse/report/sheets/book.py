"""A new workbook in the report's font, and a workbook's bytes without the machine, its user or its clock in them."""

import re
from datetime import datetime
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook

from sbparse.report.sheets.style import BODY

NAME: Final = "sbparse"
# The zip format cannot say "no time"; this is the earliest that it can say.
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
_NO_DATE: Final = datetime(1980, 1, 1)
_MODIFIED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_CORE: Final = "docProps/core.xml"


def new_book(title: str) -> Workbook:
    """A workbook without a sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    # Column widths are counted in digits of this style's font.
    book._named_styles["Normal"].font = BODY  # type: ignore[attr-defined]  # openpyxl has no other way to the default font
    book.properties.creator = NAME
    book.properties.title = title
    book.properties.created = _NO_DATE
    return book


def saved(book: Workbook) -> bytes:
    """The workbook as a file; the same workbook gives the same bytes."""
    written, fixed = BytesIO(), BytesIO()
    book.save(written)
    with ZipFile(written) as source, ZipFile(fixed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == _CORE:
                content = _MODIFIED.sub(rb"\g<1>" + _NO_DATE.isoformat().encode() + rb"Z\g<2>", content)
            target.writestr(ZipInfo(name, _NO_TIME), content, ZIP_DEFLATED)
    return fixed.getvalue()
