"""Lines that are no part of the form, above its title, under it and above the tables: told as unread, and never taken into a value."""

from dataclasses import replace

import pytest
from record_truth import shown

from formdraw import ALL_STYLES, Style, draw_fpdf2, draw_reportlab, faces, make_record, sheets, truth, typesetting
from formdraw.marks import Sheet, Text
from formdraw.model import FormRecord
from sbparse.record.document import read_bytes

BANNER = "样例网络信息技术研究院"  # of characters that the fixtures' fonts have
STYLES = {style.name: style for style in ALL_STYLES}
CHOSEN = ("seed-2023", "form-2026", "embedded-sans", "fpdf2-sans", "horizontal-rules", "no-rules", "portrait")


def inserted(record: FormRecord, style: Style, page: int, below: str, text: str, share: float = 0.06) -> bytes:
    """The record with a line of its own on a page, under the first text that begins so; what stands further down makes room for it."""
    measure = faces.width_of(style)
    pages = sheets(record, style)
    sheet = pages[page]
    cut = 2.2 + next(mark.y for mark in sheet.marks if isinstance(mark, Text) and mark.text.startswith(below))

    def moved(y: float) -> float:
        return y + 12 if y > cut else y

    sheet.marks[:] = [
        replace(mark, y=moved(mark.y)) if isinstance(mark, Text) else replace(mark, y0=moved(mark.y0), y1=moved(mark.y1))
        for mark in sheet.marks
    ]
    sheet.marks.append(Text(sheet.width * share, cut + 8.5, text, 7))
    drawn = [(sheet.width, sheet.height, typesetting.typeset(sheet, style, measure)) for sheet in pages]
    return (draw_fpdf2 if style.producer == "fpdf2" else draw_reportlab).draw(drawn, style, record.print_day)


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


@pytest.mark.parametrize("name", ["seed-2023", "form-2026", "fpdf2-sans"])
@pytest.mark.parametrize("share", [0.3, 0.62])
def test_a_line_under_the_name_that_begins_elsewhere_is_in_no_value(name: str, share: float) -> None:
    style, record = STYLES[name], make_record(7, jobs=3)
    extraction, _ = read_bytes(inserted(record, style, 0, "参保人姓名", BANNER, share), "r.pdf")
    (found,) = extraction.records
    assert shown(found)["person"] == truth(record, style)["person"]
    assert BANNER in {finding.message.params.get("text") for finding in found.findings}


@pytest.mark.parametrize("text", ["合计", "日期: 2019-05-06"])
def test_rows_behind_a_line_that_ends_their_table_are_told_as_lost(text: str) -> None:
    style, record = STYLES["seed-2023"], make_record(7, jobs=3)
    whole = read_bytes(inserted(record, style, 0, "缴费起止年月", " ", 0.9), "r.pdf")[0].records[0]
    row = whole.contributions[3].period.start
    (found,) = read_bytes(inserted(record, style, 0, str(row), text), "r.pdf")[0].records
    missing = len(whole.contributions) - len(found.contributions)
    lost = [finding for finding in found.findings if finding.message.key == "reading.lost-row"]
    assert missing > 0 and len(lost) >= missing
    assert all(finding.rule == "unreadable-text" and finding.where for finding in lost)


def test_two_print_dates_are_no_print_date_for_certain() -> None:
    style, record = STYLES["seed-2023"], make_record(7, jobs=3)
    last = len(sheets(record, style)) - 1
    for text, keys in (("日期: 2019-05-06", ["reading.several-print-dates"]), (f"日期: {record.print_day:%Y-%m-%d}", [])):
        (found,) = read_bytes(inserted(record, style, last, "日期", text, 0.6), "r.pdf")[0].records
        assert [finding.message.key for finding in found.findings if finding.message.key == "reading.several-print-dates"] == keys


def test_years_torn_from_their_months_are_no_whole_years() -> None:
    """The sentence is broken within 17年08个月, and something else stands there."""
    style, record = STYLES["no-rules"], make_record(7, jobs=3)
    last = sheets(record, style)[-1]
    broken = next(mark.text for mark in last.marks if isinstance(mark, Text) and mark.text.endswith("17年08"))
    (found,) = read_bytes(inserted(record, style, len(sheets(record, style)) - 1, broken, "单位:元"), "r.pdf")[0].records
    assert truth(record, style)["supplement"]["medical_months"] == 212
    assert found.supplement.medical_months is None
