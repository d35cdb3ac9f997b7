"""The audit as a workbook, written row by row so that its size costs no memory; past Excel's last row a table goes on in a further
sheet.

XlsxWriter keeps no row in memory and needs half of openpyxl's time. Texts from the documents are written as strings, whatever they begin
with; the only links are the report's own.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from urllib.parse import quote

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from sbparse.audit.outcome import Standing
from sbparse.audit.tables import Column, Row, Table, Tables
from sbparse.messages import Lang, message, render
from sbparse.report.clean import clean
from sbparse.report.sheets.palette import FONT_NAME, FONT_SIZE, Tone
from sbparse.report.sheets.width import row_height
from sbparse.report.whole import written_whole

MOST_ROWS: Final = 1_048_576
"""Rows of a worksheet, the header among them."""

_LONGEST_TEXT: Final = 32_767
"""Of a cell, in UTF-16 units."""
_LONGEST_LINK: Final = 2_000
_MOST_LINKS: Final = 65_530
"""Of a sheet."""
_NO_DATE: Final = datetime(1980, 1, 1)
_SIGNS: Final = {"×": Tone.ERROR, "●": Tone.GOOD, "▲": Tone.WARNING}
"""Cells that begin so are filled; the sign and the words say the same."""

_PADDING: Final = 1.5
_BARS: Final = 20
"""Rules that the chart shows, the most frequent ones."""


def write_book(tables: Tables, target: Path, reports: Path | None, lang: Lang, *, most_rows: int = MOST_ROWS) -> None:
    """Write the workbook.

    Args:
        tables: what is written.
        target: the file; it is written in place of what was there.
        reports: the folder of the submissions' own reports, for links relative to the workbook.
        lang: the language of the sheets' names.
        most_rows: rows of a sheet before the next begins.

    Raises:
        UsageError: the file cannot be written.
    """
    # What waits to be written lies beside the workbook, not in a folder that all users of the machine share.
    with written_whole(target) as unfinished, TemporaryDirectory(dir=target.parent, prefix=".") as waiting:
        book = xlsxwriter.Workbook(str(unfinished), {"constant_memory": True, "tmpdir": waiting})
        book.set_properties({"title": render(message("audit.title"), lang), "author": "sbparse", "created": _NO_DATE})
        writer = _Writer(book, tables, _link_base(target, reports), lang, most_rows)
        for table in tables.all():
            writer.table(table)
        try:
            book.close()
        except FileCreateError as error:
            cause = error.__cause__ or error.__context__
            raise cause if isinstance(cause, OSError) else OSError(str(error)) from None


def _link_base(target: Path, reports: Path | None) -> str:
    """The reports' folder as an address seen from the workbook's, or where it is on this machine when the two have no common root."""
    if reports is None:
        return ""
    with suppress(ValueError):
        base = Path(os.path.relpath(reports.resolve(), target.resolve().parent)).as_posix()
        return "" if base == "." else f"{quote(base)}/"
    return f"{reports.resolve().as_uri()}/"


class _Writer:
    """Writes tables into a book, each as one sheet or several."""

    def __init__(self, book: Any, tables: Tables, base: str, lang: Lang, most_rows: int) -> None:
        self._book = book
        self._tables = tables
        self._base = base
        self._lang: Lang = lang
        self._most = most_rows
        font = {"font_name": FONT_NAME, "font_size": FONT_SIZE, "valign": "vcenter", "border": 1, "border_color": "#B8C0C8"}
        book.formats[0].set_font_name(FONT_NAME)
        book.formats[0].set_font_size(FONT_SIZE)
        self._heading = book.add_format({**font, "bold": True, "align": "center", "text_wrap": True, "bg_color": f"#{Tone.HEADER.value}"})
        self._text = book.add_format({**font, "num_format": "@", "text_wrap": True})
        self._number = book.add_format({**font, "num_format": "0", "align": "center"})
        self._day = book.add_format({**font, "num_format": "yyyy-mm-dd", "align": "center"})
        self._link = book.add_format({**font, "font_color": "#0F5494", "underline": 1, "align": "center"})
        self._filled = {sign: book.add_format({**font, "text_wrap": True, "bg_color": f"#{tone.value}"}) for sign, tone in _SIGNS.items()}

    def table(self, table: Table) -> None:
        sheet, row, number = None, 0, 0
        for values in table.rows():
            if sheet is None or row == self._most:
                if sheet is not None:
                    sheet.autofilter(0, 0, row - 1, len(table.columns) - 1)
                number += 1
                sheet, row = self._sheet(table, number), 1
            self._row(sheet, row, table.columns, values)
            row += 1
        if sheet is None:
            sheet, row = self._sheet(table, 1), 1
        sheet.autofilter(0, 0, row - 1, len(table.columns) - 1)
        if table.name == "statistics":
            self._chart(sheet, table, row)

    def _sheet(self, table: Table, number: int) -> Any:
        name = render(message(f"audit.sheet.{table.name}"), self._lang)
        sheet = self._book.add_worksheet(name if number == 1 else f"{name} {number}")
        for at, column in enumerate(table.columns):
            sheet.set_column(at, at, column.width)
        sheet.set_row(0, 32)
        for at, column in enumerate(table.columns):
            sheet.write_string(0, at, self._tables.heading(column), self._heading)
        sheet.freeze_panes(1, 2)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        sheet.set_header(f"&L&8{render(message('audit.title'), self._lang)} · {name}")
        sheet.set_footer("&C&8&P / &N")
        return sheet

    def _row(self, sheet: Any, row: int, columns: Sequence[Column], values: Row) -> None:
        _forget(sheet, row - 2)
        # Not every program makes room for wrapped text by itself; and a row's height must be told before its cells.
        texts = [
            (value, column.width - _PADDING)
            for column, value in zip(columns, values, strict=True)
            if isinstance(value, str) and (len(value) * 2 > column.width - _PADDING or "\n" in value)
        ]
        if texts:
            sheet.set_row(row, row_height(texts))
        for at, (column, value) in enumerate(zip(columns, values, strict=True)):
            if value is None:
                sheet.write_blank(row, at, None, self._text)
            elif isinstance(value, int):
                sheet.write_number(row, at, value, self._number)
            elif isinstance(value, date):
                sheet.write_datetime(row, at, value, self._day)
            elif column.kind == "link":
                self._report(sheet, row, at, value)
            else:
                sheet.write_string(row, at, _fit(value), self._filled.get(value[:1], self._text))

    def _report(self, sheet: Any, row: int, at: int, report: str) -> None:
        address = f"{self._base}{quote(report)}"
        if len(address) > _LONGEST_LINK or sheet.hlink_count >= _MOST_LINKS:  # then the name stands alone
            sheet.write_string(row, at, _fit(report), self._text)
            return
        sheet.write_url(row, at, f"external:{address}", self._link, string=render(message("audit.open-report"), self._lang))
        # The library writes backslashes, which lead into a folder on Windows alone.
        sheet.hyperlinks[row][at]._relationship_link = address

    def _chart(self, sheet: Any, table: Table, rows: int) -> None:
        """The most frequent rules as bars; no rule, no chart."""
        first = 1 + len(Standing)
        last = min(rows, first + _BARS) - 1
        if last < first:
            return
        item = next(at for at, column in enumerate(table.columns) if column.name == "item")
        count = next(at for at, column in enumerate(table.columns) if column.name == "submissions")
        chart = self._book.add_chart({"type": "bar"})
        chart.add_series(
            {
                "name": [sheet.get_name(), 0, count],
                "categories": [sheet.get_name(), first, item, last, item],
                "values": [sheet.get_name(), first, count, last, count],
                "fill": {"color": "#5B7FA6"},
                "data_labels": {"value": True},
                "gap": 60,
            }
        )
        chart.set_title({"name": render(message("audit.chart"), self._lang), "name_font": {"name": FONT_NAME, "size": 11}})
        chart.set_legend({"none": True})
        chart.set_y_axis({"reverse": True, "num_font": {"name": FONT_NAME, "size": 9}})
        chart.set_x_axis({"major_gridlines": {"visible": False}, "visible": False, "min": 0})
        chart.set_size({"width": 760, "height": 120 + 26 * (last - first + 1)})
        sheet.insert_chart(1, len(table.columns) + 1, chart)


def _forget(sheet: Any, row: int) -> None:
    """The library keeps how high every row is to the end, although a row is written out as soon as the next but one begins."""
    for name in ("row_info", "row_sizes"):
        getattr(sheet, name, {}).pop(row, None)


def _fit(text: str) -> str:
    text = clean(text)
    if len(text) * 2 <= _LONGEST_TEXT:  # no character takes more than two
        return text
    units = text.encode("utf-16-le")
    return text if len(units) <= 2 * _LONGEST_TEXT else units[: 2 * (_LONGEST_TEXT - 1)].decode("utf-16-le", "ignore") + "…"
