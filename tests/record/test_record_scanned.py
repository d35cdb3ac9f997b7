"""A record of pages that were read from pictures: it says so, tells what was lost, and gives every value with its confidence."""

from dataclasses import replace
from datetime import date

import pytest
from record_build import record
from record_sheets import page, set_lines
from scan_build import jobs_of, table_of

from sbparse.findings import Severity
from sbparse.messages import LANGS, render
from sbparse.policy.load import default_ruleset
from sbparse.record.layouts import Part
from sbparse.record.model import Insurance, PrintBasis, PrintDate, RightsRecord
from sbparse.record.parts import PageParts, page_parts
from sbparse.record.reading import sheet_of
from sbparse.record.scanned import from_pictures

BARE = record([], [])


def parts(*lines: str, part: Part = Part.HEADER, sure: float | None = 0.99, number: int = 1) -> PageParts:
    made = page_parts(sheet_of(page(set_lines(lines), sure=sure, number=number)))
    made.runs = [(part, made.body)]
    return made


def given(*pages: PageParts, of: RightsRecord = BARE) -> RightsRecord:
    return from_pictures(of, pages, default_ruleset())


def test_pages_of_text_change_nothing() -> None:
    assert given(parts("甲", sure=None)) is BARE
    assert given() is BARE


def test_it_says_which_pages_were_read_and_how_surely() -> None:
    first, text, second = parts("甲乙", number=1), parts("丙", sure=None, number=2), parts("丁\ufffd", number=3)
    first.sheet.page.sure[1] = 0.876
    second.sheet.page.sure = [0.9, 0.1]  # what was not read was not taken
    told = given(first, text, second).findings[0]
    assert (told.rule, told.severity, told.message.key) == ("unreadable-text", Severity.INFO, "ocr.read")
    assert (told.message.params["pages"], told.message.params["sure"]) == ([1, 3], "0.88")
    assert told.where is not None and (told.where.page, told.where.bbox) == (1, (0.0, 0.0, 800.0, 600.0))
    assert all(render(told.message, lang) for lang in LANGS)
    nothing = given(parts("\ufffd")).findings[0]
    assert nothing.message.params["sure"] == "0.00"


@pytest.mark.parametrize(
    ("basis", "kept"), [(PrintBasis.PDF_METADATA, False), (PrintBasis.PRINTED, True), (PrintBasis.QUERY_DATE, True), (None, True)]
)
def test_the_day_of_the_scan_is_no_print_date(basis: PrintBasis | None, kept: bool) -> None:
    printed = PrintDate(date(2021, 1, 5), basis) if basis else None
    assert given(parts("甲"), of=replace(BARE, print_date=printed)).print_date == (printed if kept else None)


def lost(text: str, part: Part = Part.HEADER) -> list[str]:
    """What is told of a line that nobody used."""
    found = given(parts(text, part=part)).findings[1:]
    assert all((f.rule, f.severity, f.message.key) == ("unreadable-text", Severity.ERROR, "reading.unreadable-cell") for f in found)
    assert all(f.where is not None and f.where.bbox[0] == 50.0 and f.message.params["page"] == 1 for f in found)
    return [str(f.message.params["text"]) for f in found]


@pytest.mark.parametrize("part", [Part.HEADER, Part.EMPLOYMENTS, Part.CONTRIBUTIONS, Part.SUPPLEMENT])
def test_a_line_among_the_values_that_was_not_read_whole_is_told(part: Part) -> None:
    assert lost("社会保障\ufffd码：110199", part) == ["社会保障\ufffd码：1"]
    assert lost("甲\ufffd", part) == ["甲\ufffd"]
    assert lost("甲乙", part) == []  # told as unread text
    assert lost("\ufffd·\ufffd", part) == []  # what is left of a seal


@pytest.mark.parametrize("part", [Part.TITLE, Part.NOTES])
def test_lines_elsewhere_hold_no_values(part: Part) -> None:
    assert lost("社会保障\ufffd码：110199", part) == []


def test_at_the_end_only_a_date_is_a_value() -> None:
    assert lost("某某\ufffd中心", Part.END) == []
    assert lost("20\ufffd1年", Part.END) == ["20\ufffd1年"]


def test_what_was_used_is_not_lost() -> None:
    made = parts("甲\ufffd", "乙\ufffd")
    made.sheet.use("name", made.body[:1])
    assert [f.message.params["text"] for f in given(made).findings[1:]] == ["乙\ufffd"]
    # Glyphs of no part, as those that are furniture, hold nothing.
    made.runs = []
    assert len(given(made).findings) == 1


def test_every_value_has_its_confidence() -> None:
    made = parts("姓名 张样例", "单位 甲")
    made.sheet.use_glyphs("label", [0, 1, 5, 6])
    made.sheet.use_glyphs("name", [2, 3, 4])
    made.sheet.use_glyphs("employer", [7])
    made.sheet.page.sure[3] = 0.5
    found = given(made, parts("乙", sure=None, number=2)).recognised
    assert [(v.field, v.text, v.confidence) for v in found] == [("name", "张样例", 0.5), ("employer", "甲", 0.99)]
    assert (found[0].where.page, found[0].where.bbox) == (1, (75.0, 100.0, 105.0, 110.0))


@pytest.mark.parametrize(
    "use", ["title", "caption", "label", "table-header", "filler", "note", "page-number", "browser-line", "specimen-mark", "doubled"]
)
def test_what_is_no_value_is_not_given(use: str) -> None:
    made = parts("甲乙")
    made.sheet.use_glyphs(use, [0])
    made.sheet.use_glyphs("code", [1])
    assert [(v.field, v.text) for v in given(made).recognised] == [("code", "乙")]


def test_a_word_of_two_fields_is_two_values() -> None:
    made = parts("甲乙丙丁")
    made.sheet.use_glyphs("print_date", [0, 1])
    made.sheet.use_glyphs("issuer", [2])
    assert [(v.field, v.text) for v in given(made).recognised] == [("print_date", "甲乙"), ("issuer", "丙")]


def test_tables_are_settled_and_held_against_their_sums_and_counted_anew() -> None:
    rows = (
        "2019-01至2019-12 12 60000.00 4800.00 12 60000.00 120.00 12 60000.00 1236.00",
        "2020-01至2020-12 1? 72000.00 5760.00 12 72000.00 144.00 12 72000.00 1476.00",
        "合计 24 _ 10560.00 24 _ 264.00 24 _ 9999.00",
    )
    of, table = table_of(*rows)
    jobs, state = jobs_of("2019-01 2020-12 24 甲公司 乙")
    of = replace(of, employments=jobs)
    done = from_pictures(of, [parts("甲")], default_ruleset(), (table, state))
    assert done.contributions[1].amounts[Insurance.PENSION].months == 12
    assert {row.amounts[Insurance.MEDICAL].personal for row in done.contributions} == {None}
    assert done.cumulative[Insurance.PENSION] == 24
    alone = from_pictures(of, [parts("甲")], default_ruleset())
    assert (alone.contributions, alone.cumulative[Insurance.PENSION]) == (of.contributions, 12)
