"""A record read from pictures: what is unread stays unread, sums settle one open cell, contradictions are taken back.

The pages are those of text PDFs, given out as read from pictures: what an engine would make of them is told by the test.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from formdraw import build, make_record, truth
from formdraw.gallery import FORM_2023
from sbparse.findings import Severity
from sbparse.page.model import Page
from sbparse.page.pdfium import Document
from sbparse.record.model import Insurance, RightsRecord
from sbparse.record.read import read_records
from sbparse.record.reading import sheet_of

RECORD = make_record(12, jobs=2, years=6)
STYLE = replace(FORM_2023, producer="reportlab-ttf", notes=0)
PDF = build(RECORD, STYLE)
TRUTH = truth(RECORD, STYLE)
UNREAD = "\ufffd"

Change = Callable[[Page], None]


def scanned(*changes: Change) -> RightsRecord:
    """The record as a picture of it might be read, after changes to its pages."""
    with Document(PDF, "scan.pdf") as document:
        pages = [document.page(index) for index in range(document.page_count)]
    for page in pages:
        page.sure = [0.99] * len(page.chars)
        for change in changes:
            change(page)
    return read_records(pages, "scan.pdf")[0][0].record


def misread(text: str, read: str, *, nth: int = 0, page: int = 1, sure: float = 0.99) -> Change:
    """Have the nth word ``text`` read as another of the same length, or with characters unread."""

    def change(drawn: Page) -> None:
        if drawn.number != page:
            return
        word = [word for word in sheet_of(drawn).words if word.text == text][nth]
        for glyph, char in zip(word.glyphs, read, strict=True):
            if drawn.chars[glyph] != char:
                drawn.chars[glyph], drawn.sure[glyph] = char, 0.0 if char == UNREAD else sure

    return change


def errors(record: RightsRecord) -> list[str]:
    return [f.message.key for f in record.findings if f.severity is Severity.ERROR and f.rule == "unreadable-text"]


def keys(record: RightsRecord) -> list[str]:
    return [finding.message.key for finding in record.findings]


PERSONAL = TRUTH["contributions"][1]["pension"]["personal"]
MONTHS = str(TRUTH["contributions"][0]["pension"]["months"])


def test_a_scan_reads_like_the_text_and_says_that_it_was_read_by_ocr():
    record = scanned()
    assert [str(row.amounts[Insurance.PENSION].personal) for row in record.contributions] == [
        row["pension"]["personal"] for row in TRUTH["contributions"]
    ]
    assert keys(record)[0] == "ocr.read" and not errors(record)
    assert record.findings[0].severity is Severity.INFO and record.findings[0].message.params["pages"] == list(record.pages)


def test_every_value_has_its_confidence():
    record = scanned(misread(PERSONAL, PERSONAL[:-1] + UNREAD))
    values = {value.text: value for value in record.recognised}
    assert values[PERSONAL[:-1] + UNREAD].confidence == 0.0 and values[PERSONAL[:-1] + UNREAD].field == "pension.personal"
    assert values[RECORD.name].confidence == 0.99 and values[RECORD.name].field == "name"


def test_the_day_of_the_scan_is_no_print_date():
    with Document(PDF, "scan.pdf") as document:
        pages = [document.page(index) for index in range(document.page_count)]
    for page in pages:
        page.sure = [0.99] * len(page.chars)
        for glyph, char in enumerate(page.chars):
            if char == "日" and page.chars[glyph + 1] == "期" and page.number == len(pages):
                page.chars[glyph] = "目"
    assert read_records(pages, "scan.pdf", created=date(2026, 11, 24))[0][0].record.print_date is None


def test_one_open_cell_of_a_column_is_settled_by_the_sum_and_a_finding_says_so():
    record = scanned(misread(PERSONAL, UNREAD + PERSONAL[1:]))
    assert str(record.contributions[1].amounts[Insurance.PENSION].personal) == PERSONAL
    assert "ocr.settled" in keys(record) and not errors(record) and "total-mismatch" not in [f.rule for f in record.findings]


def test_a_sum_that_does_not_fit_what_was_read_settles_nothing():
    other = UNREAD + ("9" if PERSONAL[1] != "9" else "8") + PERSONAL[2:]
    record = scanned(misread(PERSONAL, other))
    assert record.contributions[1].amounts[Insurance.PENSION].personal is None
    assert "ocr.settled" not in keys(record) and "reading.unreadable-cell" in errors(record)


def test_two_open_cells_of_a_column_stay_open():
    second = TRUTH["contributions"][2]["pension"]["personal"]
    record = scanned(misread(PERSONAL, PERSONAL[:-1] + UNREAD), misread(second, second[:-1] + UNREAD))
    assert [record.contributions[row].amounts[Insurance.PENSION].personal for row in (1, 2)] == [None, None]
    assert errors(record).count("reading.unreadable-cell") == 2


def test_the_total_is_settled_by_its_rows():
    total = str(TRUTH["totals"]["pension"]["personal"])
    record = scanned(misread(total, total[0] + UNREAD + total[2:]))
    assert str(record.totals.amounts[Insurance.PENSION].personal) == total and not errors(record)


def test_a_column_that_does_not_add_up_is_unread_as_a_whole():
    wrong = PERSONAL[:-1] + ("1" if PERSONAL[-1] != "1" else "2")
    record = scanned(misread(PERSONAL, wrong))
    assert {row.amounts[Insurance.PENSION].personal for row in record.contributions} == {None}
    assert record.totals.amounts[Insurance.PENSION].personal is None
    assert "ocr.column-unread" in errors(record)
    assert record.contributions[1].amounts[Insurance.MEDICAL].personal is not None


def test_months_that_exceed_their_row_are_unread():
    row = TRUTH["contributions"][0]
    record = scanned(misread(row["start"] + "至" + row["end"], row["end"] + "至" + row["end"]))
    assert errors(record)
    assert all(
        row.amounts[i].months is None or row.amounts[i].months <= row.period.months for row in record.contributions for i in row.amounts
    )


def test_a_row_over_two_years_is_left_out():
    row = next(row for row in TRUTH["contributions"] if not row["supplemental"])
    period = row["start"] + "至" + row["end"]
    earlier = str(int(row["start"][:4]) - 1) + row["start"][4:]
    record = scanned(misread(period, earlier + "至" + row["end"]))
    assert "ocr.row-unread" in errors(record)
    assert row["end"] not in [str(kept.period.end) for kept in record.contributions]
    assert len(record.contributions) == len(TRUTH["contributions"]) - 1


def test_an_amount_that_nothing_bears_out_must_be_sure():
    base = TRUTH["contributions"][1]["work_injury"]["base"]
    low = scanned(misread(base, UNREAD + base[1:]))
    assert any(row.amounts[Insurance.WORK_INJURY].base is None for row in low.contributions) and errors(low)


def test_an_id_number_with_a_wrong_check_digit_is_unread_and_not_quoted():
    number = TRUTH["person"]["id_number"]
    wrong = number[:9] + str((int(number[9]) + 1) % 10) + number[10:]
    record = scanned(*(misread(number, wrong, page=page) for page in (1,)))
    assert record.person.id_number is None and "ocr.field-unread" in errors(record)
    assert all(wrong not in str(finding.message.params) for finding in record.findings if finding.message.key == "ocr.field-unread")


def test_an_employer_that_nearly_is_the_newest_one_is_unread():
    name = TRUTH["person"]["employer"]
    record = scanned(misread(name, "某" + name[1:], nth=0))
    assert record.person.employer is None or record.person.employer == name
    assert "ocr.field-unread" in errors(record)


def test_employment_months_without_an_unpaid_month_to_explain_them_are_unread():
    job = TRUTH["employments"][0]
    later = job["start"][:5] + ("02" if not job["start"].endswith("02") else "01")
    record = scanned(misread(job["start"], later))
    kept = [(str(row.period.start), str(row.period.end)) for row in record.employments]
    assert (later, job["end"]) not in kept and errors(record)


@pytest.mark.parametrize("sure", [0.95, 0.85])
def test_an_employment_with_unpaid_months_is_read_where_its_months_are_sure(sure: float):
    job = next(job for job in TRUTH["employments"] if job["months"] != span(job))
    record = scanned(lambda page: lower(page, job["start"], sure))
    kept = [str(row.period.start) for row in record.employments]
    assert (job["start"] in kept) is (sure > 0.9)


def span(job: dict) -> int:
    (start, end) = (int(job[edge][:4]) * 12 + int(job[edge][5:]) for edge in ("start", "end"))
    return end - start + 1


def lower(page: Page, text: str, sure: float) -> None:
    for word in sheet_of(page).words:
        if word.text == text:
            for glyph in word.glyphs:
                page.sure[glyph] = sure


def test_printed_years_below_those_of_the_table_are_unread():
    def change(page: Page) -> None:
        text = "".join(page.chars)
        at = text.find("年限") + 2
        if "养老保险累计" in text:
            page.chars[at], page.chars[at + 1] = "0", "1"

    record = scanned(change)
    assert record.supplement.pension_months is None and "ocr.field-unread" in errors(record)


@pytest.mark.parametrize("text", ["参保人姓名", "社会保障号码"])
def test_a_label_that_was_not_read_is_told(text: str):
    def change(page: Page) -> None:
        for glyph in range(len(page.chars) - len(text)):
            if "".join(page.chars[glyph : glyph + len(text)]) == text:
                page.chars[glyph + 2] = UNREAD

    record = scanned(change)
    assert errors(record)


def test_pages_of_one_record_stay_together_where_a_digit_of_the_serial_is_unread():
    serial = TRUTH["verification"]["serial"]
    record = scanned(misread(serial, serial[:-1] + UNREAD, page=2))
    assert len(record.pages) == len(TRUTH["pages"])
