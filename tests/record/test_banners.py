"""Lines that are no part of the form, above its title, under it and above the tables: told as unread, and never taken into a value."""

import pytest
from record_truth import shown

from formdraw import ALL_STYLES, Style, draw_fpdf2, draw_reportlab, faces, make_record, sheets, truth, typesetting
from formdraw.marks import Sheet, Text
from formdraw.model import FormRecord
from sbparse.record.document import read_bytes

BANNER = "样例网络信息技术研究院"  # of characters that the fixtures' fonts have
STYLES = {style.name: style for style in ALL_STYLES}
CHOSEN = ("seed-2023", "form-2026", "embedded-sans", "fpdf2-sans", "horizontal-rules", "no-rules", "portrait")


def title_of(sheet: Sheet) -> Text | None:
    texts = [mark for mark in sheet.marks if isinstance(mark, Text) and "个人权益记录" in mark.text]
    return max(texts, key=lambda text: text.size, default=None)


def printed(record: FormRecord, style: Style, *, below: float, share: float, size: float) -> bytes:
    """The record with a line of its own so many points below each title's baseline, beginning at a share of the page's width."""
    measure = faces.width_of(style)
    pages = sheets(record, style)
    for sheet in pages:
        if title := title_of(sheet):
            sheet.marks.insert(0, Text(sheet.width * share, title.y + below, BANNER, size))
    drawn = [(sheet.width, sheet.height, typesetting.typeset(sheet, style, measure)) for sheet in pages]
    return (draw_fpdf2 if style.producer == "fpdf2" else draw_reportlab).draw(drawn, style, record.print_day)


@pytest.mark.parametrize("name", CHOSEN)
@pytest.mark.parametrize("share", [0.08, 0.25, 0.42, 0.6])
def test_a_line_above_the_title_is_nobodys(name: str, share: float) -> None:
    style, record = STYLES[name], make_record(7, jobs=3)
    extraction, _ = read_bytes(printed(record, style, below=-24, share=share, size=7), "r.pdf")
    (found,) = extraction.records
    assert shown(found) == truth(record, style)
    unread = [finding for finding in found.findings if finding.rule == "unread-text"]
    assert unread and {finding.message.params["text"] for finding in unread} == {BANNER}


@pytest.mark.parametrize("name", CHOSEN)
@pytest.mark.parametrize("share", [0.08, 0.25, 0.42, 0.6])
def test_a_line_under_the_title_is_in_no_name(name: str, share: float) -> None:
    style, record = STYLES[name], make_record(7, jobs=3)
    extraction, _ = read_bytes(printed(record, style, below=9, share=share, size=7), "r.pdf")
    (found,) = extraction.records
    assert found.person.name == record.name
    assert shown(found) == truth(record, style)
