"""The form as a web page, printed by Chromium, as people print the site's own page.

The browser decides wrapping, paging and fonts (Type 3 with ActualText where the machine's CJK font has CFF outlines), so there are no
cell boxes to check against. Committed prints lie in ``fixtures/chromium``, made by ``scripts/make_fixtures.py chromium``.
"""

import io
import shutil
import subprocess
import tempfile
from html import escape
from pathlib import Path
from typing import Final

import pikepdf

from formdraw import forms
from formdraw.forms import Form, Table
from formdraw.model import FormRecord
from formdraw.style import Style
from formdraw.truth import Json, truth

CHROMIUM: Final = shutil.which("chromium") or shutil.which("google-chrome")
"""The browser's path, None where there is none."""

_FAMILY: Final = {"serif": '"Noto Serif CJK SC", serif', "sans": '"Noto Sans CJK SC", sans-serif'}
_BORDERS: Final = {"none": "0", "horizontal": "0.5pt solid #000; border-left: 0; border-right: 0"}
_FILLS: Final = {
    "none": "",
    "light": "th { background: #e6e6e6; }",
    "dark": "th { background: #1a3373; color: #fff; }",
    "green": "th { background: #1abc9c; color: #fff; }",
    "blue": "th { background: #0d6efd; color: #fff; }",
    "orange": "th { background: #f0ad4e; color: #fff; }",
}


def page(record: FormRecord, style: Style) -> str:
    """The record as an HTML document."""
    form = forms.form(record, style)
    body = [
        *(f"<h1>{escape(line)}</h1>" for line in form.title),
        _header(form, style),
        f"<h2>{escape(form.captions[0])}</h2>",
        _table(form.employments),
        f"<h2>{escape(form.captions[1])}</h2>",
        _table(form.contributions),
        f"<h2{' class=alone' if style.supplement_page else ''}>{escape(form.captions[2])}</h2>",
        *(f"<p>{escape(text)}</p>" for text in form.sentences),
        *(f'<p class="note">{escape(text)}</p>' for text in form.notes),
        *(f'<p class="end">{escape(text)}</p>' for text in form.signature),
        f'<div class="specimen">{forms.SPECIMEN}</div>',
        f'<div class="watermark">{forms.WATERMARK}</div>' if style.watermark != "none" else "",
    ]
    title = "北京市社会保险网上服务平台"
    return f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>{title}</title><style>{_css(style)}</style>' + "\n".join(body)


def _css(style: Style) -> str:
    edge = _BORDERS.get(style.rulings, f"{style.rule_width}pt solid {style.rule_colour}")
    heading = "table-header-group" if style.repeat_table_header else "table-row-group"
    turn = "" if style.watermark == "horizontal" else "transform: rotate(-28deg);"
    return f"""
    @page {{ size: A4 {style.orientation}; margin: 14mm 12mm; }}
    body {{ font: {style.font_size}pt {_FAMILY[style.font]}; margin: 0; line-height: {style.leading}; }}
    h1 {{ font-size: 1.7em; font-weight: normal; text-align: center; margin: 0.2em; }}
    h2 {{ font-size: 1.1em; font-weight: {"bold" if style.fake_bold else "normal"}; margin: 0.8em 0 0.3em; break-after: avoid; }}
    table {{ border-collapse: collapse; width: 100%; }}
    thead {{ display: {heading}; }}
    tr {{ break-inside: avoid; }}
    th, td {{ border: {edge}; padding: 2pt; font-weight: normal; text-align: {style.align}; vertical-align: {style.valign};
              overflow-wrap: anywhere; }}
    th, td.short {{ text-align: center; }} td.short {{ white-space: nowrap; }}
    .header td {{ border-width: {"0.5pt" if style.header == "ruled" else "0"}; text-align: left; }}
    .note {{ font-size: 0.9em; margin: 0; }} .end {{ text-align: right; margin: 0.5em 3em 0 0; }}
    .alone {{ break-before: page; }}
    .specimen {{ position: fixed; bottom: 0; right: 0; color: #888; font-size: 6pt; }}
    .watermark {{ position: fixed; top: 42%; left: 24%; {turn} color: rgba(0, 0, 0, 0.13); font-size: 24pt; }}
    {_FILLS[style.fill]}
    """


def _header(form: Form, style: Style) -> str:
    rows = []
    for number in range(max(len(form.left), len(form.right))):
        cells = [pairs[number] if number < len(pairs) else ("", "") for pairs in (form.left, form.right)]
        rows.append("<tr>" + "".join(f"<td class=short>{escape(label)}</td><td>{escape(value)}</td>" for label, value in cells) + "</tr>")
    return f'<table class="header">{"".join(rows)}</table>'


def _table(table: Table) -> str:
    grouped = {at + n for _, at, count in table.groups for n in range(count)}
    spans = {at: (label, count) for label, at, count in table.groups}
    top, bottom = [], []
    for number, column in enumerate(table.columns):
        if number in spans:
            top.append(f"<th colspan={spans[number][1]}>{escape(spans[number][0])}</th>")
        if number in grouped:
            bottom.append(f"<th>{escape(column.label)}</th>")
        else:
            top.append(f"<th{' rowspan=2' if table.groups else ''}>{escape(column.label)}</th>")
    head = "".join(f"<tr>{''.join(cells)}</tr>" for cells in (top, bottom) if cells)
    return f"<table><thead>{head}</thead><tbody>{''.join(_row(table, texts) for texts in table.rows)}</tbody></table>"


def _row(table: Table, texts: tuple[str, ...]) -> str:
    cells = zip(table.columns, texts, strict=True)
    return (
        "<tr>" + "".join(f"<td{' class=short' if column.kind == 'fixed' else ''}>{escape(text)}</td>" for column, text in cells) + "</tr>"
    )


def build(record: FormRecord, style: Style) -> bytes:
    """The page printed by the machine's Chromium; the browser's own header and footer lines with ``browser_lines``.

    Raises:
        FileNotFoundError: there is no Chromium.
    """
    if CHROMIUM is None:
        raise FileNotFoundError("no chromium on this machine")
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "quanyi.html"), Path(folder, "quanyi.pdf")
        source.write_text(page(record, style), encoding="utf-8")
        flags = [] if style.browser_lines else ["--no-pdf-header-footer"]
        subprocess.run(
            [
                CHROMIUM,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                f"--user-data-dir={folder}/profile",
                *flags,
                f"--print-to-pdf={target}",
                source,
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return _dated(target.read_bytes(), record)


def _dated(pdf: bytes, record: FormRecord) -> bytes:
    """The file with the day of the record's print as its creation date, so that the truth does not depend on today."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for key in ("/CreationDate", "/ModDate"):
            document.docinfo[key] = f"D:{record.print_day:%Y%m%d}102030+08'00'"
        out = io.BytesIO()
        document.save(out, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def truth_of(pdf: bytes, record: FormRecord, style: Style) -> Json:
    """The truth file's content for a print: the record with the pages that the browser made of it."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        pages = len(document.pages)
    return {"tags": [style.name], "pages": pages, "skipped_pages": [], "records": [truth(record, style, list(range(1, pages + 1)))]}
