"""Workbooks without temporary files.

openpyxl writes each sheet to a file of its own before it goes into the package. A page that promises to write nothing to disk lets it
write to memory instead.
"""

from io import BytesIO
from typing import Any


def keep_off_disk() -> None:
    """From now on, in this process, openpyxl saves through memory alone."""
    from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
    from openpyxl.worksheet._writer import WorksheetWriter
    from openpyxl.writer.excel import ExcelWriter

    def write_worksheet(self: Any, sheet: Any) -> None:
        """As the method it stands for, its file aside."""
        sheet._drawing = SpreadsheetDrawing()
        sheet._drawing.charts, sheet._drawing.images = sheet._charts, sheet._images
        stream = BytesIO()
        writer: Any = WorksheetWriter(sheet, stream)
        writer.write()
        sheet._rels = writer._rels
        self._archive.writestr(sheet.path[1:], stream.getvalue())
        self.manifest.append(sheet)

    ExcelWriter.write_worksheet = write_worksheet  # type: ignore[assignment, method-assign]
