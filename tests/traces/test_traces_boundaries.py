"""Both sides of each boundary at which a trace begins to tell something."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from traces_build import FIELDS, PLAIN, ROWS, Built

from sbparse.findings import Finding, Severity
from sbparse.messages import message
from sbparse.record.model import Person, PrintBasis, PrintDate, RightsRecord, Supplement
from sbparse.traces import Weight
from sbparse.traces.canvas import Mark, Type
from sbparse.traces.cells import Part
from sbparse.traces.covering import FEW_BOXES, FEW_CELLS, covered_text, patched_cell
from sbparse.traces.figures import arithmetic, identity
from sbparse.traces.hidden import INK, hidden_text
from sbparse.traces.marks import annotation
from sbparse.traces.model import State
from sbparse.traces.placing import BASELINE, FEW, OFF, drawn_late, odd_place
from sbparse.traces.properties import Properties, dates, moment, producer
from sbparse.traces.revisions import ends_of
from sbparse.traces.serial import serial_date, serial_district
from sbparse.traces.typeset import COLOUR, SIZE, odd_type

DAY = date(2023, 4, 26)


def record(
    serial: str | None = "11010820230426102030", issuer: str | None = "北京市海淀区社会保险基金管理中心", **changes: object
) -> RightsRecord:
    known: dict[str, object] = {
        "pages": (1,), "layout": "beijing-yearly", "person": Person("张样例", None, None), "code": None, "serial": serial,
        "query_period": None, "query_date": None, "print_date": PrintDate(DAY, PrintBasis.PRINTED), "issuer": issuer, "employments": (),
        "contributions": (), "totals": None, "supplement": Supplement(), "cumulative": {},
    }  # fmt: skip
    return RightsRecord(**(known | changes))  # type: ignore[arg-type]


# The serial number: a hypothesis, so whatever contradicts it is only mentioned.


@pytest.mark.parametrize(("day", "told"), [("20230426", 0), ("20230425", 0), ("20230427", 0), ("20230424", 1), ("20230428", 1)])
def test_a_serial_number_may_be_a_day_off(day: str, told: int) -> None:
    trace = serial_date([record(f"110108{day}235959")])
    assert len(trace.facts) == told
    assert all(each.weight is Weight.MENTION for each in trace.facts)


@pytest.mark.parametrize("serial", [None, "123", "11010820231301102030", "1101082023042610203", "110108202304261020301"])
def test_a_serial_number_of_another_form_is_not_checked(serial: str | None) -> None:
    assert serial_date([record(serial)]).state is State.NOT_CHECKED
    assert serial_district([record(serial)]).state is State.NOT_CHECKED


def test_a_date_of_the_file_itself_is_no_print_date_to_compare() -> None:
    weak = record(print_date=PrintDate(DAY, PrintBasis.PDF_METADATA))
    assert serial_date([weak]).state is State.NOT_CHECKED


@pytest.mark.parametrize(
    ("code", "issuer", "state"),
    [
        ("110108", "北京市海淀区社会保险基金管理中心", State.NOT_SEEN),
        ("110105", "北京市海淀区社会保险基金管理中心", State.SEEN),
        ("110115", "北京经济技术开发区社会保险基金管理中心", State.NOT_SEEN),
        ("110103", "北京市东城区社会保险基金管理中心", State.NOT_SEEN),
        ("110199", "北京市海淀区社会保险基金管理中心", State.NOT_CHECKED),
        ("110108", "北京市社会保险基金管理中心", State.NOT_CHECKED),
        ("110108", None, State.NOT_CHECKED),
    ],
)
def test_districts(code: str, issuer: str | None, state: State) -> None:
    trace = serial_district([record(f"{code}20230426102030", issuer)])
    assert trace.state is state
    assert all(each.weight is Weight.MENTION for each in trace.facts)


# Arithmetic: what the rules found anyway.


def _found(rule: str, severity: Severity = Severity.ERROR, key: str = "integrity.header-differs") -> Finding:
    return Finding(rule=rule, severity=severity, message=message(key))


@pytest.mark.parametrize(
    ("findings", "weights"),
    [
        ((_found("total-mismatch"),), ["look"]),
        ((_found("base-above-cap", Severity.WARNING),), ["look"]),
        ((_found("cumulative-mismatch", Severity.INFO),), []),
        ((_found("start-mismatch"),), []),
        ((_found("total-mismatch"), _found("unreadable-text", Severity.INFO)), ["look"]),
        ((_found("total-mismatch"), _found("unreadable-text")), ["mention"]),
    ],
)
def test_arithmetic_tells_what_the_rules_found(findings: tuple[Finding, ...], weights: list[str]) -> None:
    """An information is explained; where cells could not be read, that is the likelier reason."""
    assert [str(each.weight) for each in arithmetic([record(findings=findings)]).facts] == weights


def test_missing_pages_contradict_nothing() -> None:
    assert identity([record(findings=(_found("incomplete-pages", key="integrity.pages-missing"),))]).state is State.NOT_SEEN
    assert identity([record(findings=(_found("incomplete-pages"),))]).state is State.SEEN


def test_rules_that_could_not_be_run_are_said() -> None:
    why = message("integrity.no-rows")
    partly = arithmetic([record(not_run={"total-mismatch": why})])
    assert (partly.state, partly.unchecked) == (State.NOT_SEEN, (why,))
    assert identity([record(not_run={"incomplete-pages": why, "id-checksum": why})]).state is State.NOT_CHECKED


# What the file says of itself.


def at(days: int) -> datetime:
    return datetime(DAY.year, DAY.month, DAY.day, 12) + timedelta(days=days)


@pytest.mark.parametrize(("days", "weights"), [(0, []), (-1, []), (-2, ["look"]), (1, []), (2, ["mention"])])
def test_a_file_is_made_on_the_day_of_its_print_or_later(days: int, weights: list[str]) -> None:
    assert [str(each.weight) for each in dates(Properties(created=at(days)), [record()]).facts] == weights


@pytest.mark.parametrize(("hours", "told"), [(0, 0), (24, 0), (25, 1), (-23, 0), (-24, 1)])
def test_a_file_saved_again_is_only_mentioned(hours: int, told: int) -> None:
    own = Properties(created=at(0), modified=at(0) + timedelta(hours=hours))
    facts = dates(own, [record()]).facts
    assert [each.weight for each in facts] == [Weight.MENTION] * told


@pytest.mark.parametrize(("days", "told"), [(0, 0), (1, 0), (2, 1), (-2, 1)])
def test_two_creation_dates(days: int, told: int) -> None:
    own = Properties(created=at(0), xmp_created=DAY + timedelta(days=days))
    assert len(dates(own, [record()]).facts) == told


def test_no_date_is_not_checked() -> None:
    assert dates(Properties(), [record()]).state is State.NOT_CHECKED


def test_the_time_zone_counts() -> None:
    assert moment("D:20230425200000Z") == datetime(2023, 4, 26, 4)
    assert moment("D:20230426040000+08'00'") == datetime(2023, 4, 26, 4)
    assert moment("D:20230426") == datetime(2023, 4, 26)
    assert moment("D:20231345") is None
    assert moment("yesterday") is None


@pytest.mark.parametrize(
    ("named", "weights"),
    [
        ("Adobe Illustrator 27.0", ["look"]),
        ("Adobe Photoshop CC", ["look"]),
        ("PDF-XChange Editor 9", ["mention"]),
        ("pikepdf 10.18.0", ["mention"]),
        ("Skia/PDF m156", []),
        ("Microsoft: Print To PDF", []),
        ("WPS 文字", []),
        ("Acrobat PDFMaker 23", []),
        ("macOS Version 14.5 (Build 23F79) Quartz PDFContext", []),
        ("ReportLab PDF Library - www.reportlab.com", []),
        ("iTextSharp 5", []),
        ("PyMuPDF 1.24", ["mention"]),
    ],
)
def test_programs(named: str, weights: list[str]) -> None:
    assert [str(each.weight) for each in producer(Properties(producer=named)).facts] == weights


def test_no_program_is_not_checked() -> None:
    assert producer(Properties()).state is State.NOT_CHECKED


# Type.


def test_a_page_set_alike_tells_nothing() -> None:
    built = Built()
    assert odd_type(built.page) == ([], True)
    assert odd_place(built.page) == ([], True)
    assert drawn_late(built.page) == ([], True)


@pytest.mark.parametrize(
    ("type", "told"),
    [
        (PLAIN._replace(font="Arial"), ["traces.fact.odd-font"]),
        (PLAIN._replace(size=8.0 * (1 + SIZE) + 0.1), ["traces.fact.odd-size"]),
        (PLAIN._replace(size=8.0 * (1 + SIZE) - 0.05), []),
        (PLAIN._replace(colour=(COLOUR + 1, 0, 0, 255)), ["traces.fact.odd-colour"]),
        (PLAIN._replace(colour=(COLOUR, 0, 0, 255)), []),
    ],
)
def test_a_cell_set_otherwise(type: Type, told: list[str]) -> None:
    built = Built()
    built.alter(built.cell(), type=type)
    facts, compared = odd_type(built.page)
    assert compared
    assert [each.what.key for each in facts] == told
    assert all(each.weight is Weight.LOOK for each in facts)


def test_one_digit_of_a_cell_is_enough() -> None:
    built = Built()
    number = built.cell().glyphs[2]
    built.page.canvas.glyphs[number] = built.page.glyph(number)._replace(type=PLAIN._replace(font="Arial"))
    assert len(odd_type(built.page)[0]) == 1


def test_a_font_that_all_cells_use_for_a_digit_is_no_oddity() -> None:
    """Programs choose fonts by characters."""
    built = Built()
    for number, glyph in enumerate(built.page.canvas.glyphs):
        if glyph.char in "17":
            built.page.canvas.glyphs[number] = glyph._replace(type=PLAIN._replace(font="Fallback"))
    assert odd_type(built.page)[0] == []


def test_longer_text_may_be_shrunk_and_shorter_text_may_not() -> None:
    small = PLAIN._replace(size=6.0)
    for text, told in (("1234567", 0), ("1234", 1)):
        built = Built()
        built.put(text, 150, 100 + 20 * ROWS, field=FIELDS[1], row=ROWS, type=small)
        assert len(odd_type(built.page)[0]) == told


def test_a_whole_row_set_otherwise_is_only_mentioned() -> None:
    built = Built()
    for column in range(len(FIELDS)):
        built.alter(built.cell(5, column), type=PLAIN._replace(font="Bold"))
    facts, _ = odd_type(built.page)
    assert len(facts) == len(FIELDS)
    assert {each.weight for each in facts} == {Weight.MENTION}


def _with_names(type: Type, name: str = "王小样") -> Built:
    built = Built()
    built.put(name, 50, 40, field="name", part=Part.HEADER, type=type)
    built.put("北京云杉样例科技有限公司", 50, 60, field="employer", part=Part.HEADER)
    for row in range(2):
        built.put("北京青禾样例软件有限公司", 50, 260 + 20 * row, field="employer", row=row, part=Part.EMPLOYMENTS)
    return built


def test_a_name_in_a_font_of_its_own() -> None:
    assert odd_type(_with_names(PLAIN).page)[0] == []
    facts, _ = odd_type(_with_names(PLAIN._replace(font="KaiTi")).page)
    assert [each.what.key for each in facts] == ["traces.fact.lonely-font"]


def test_a_rare_character_comes_from_another_font() -> None:
    built = _with_names(PLAIN, "王堃")
    number = next(number for number, glyph in enumerate(built.page.canvas.glyphs) if glyph.char == "堃")
    built.page.canvas.glyphs[number] = built.page.glyph(number)._replace(type=PLAIN._replace(font="SimSun-ExtB"))
    assert odd_type(built.page)[0] == []


def test_too_few_cells_are_not_compared() -> None:
    built = Built()
    built.page.cells = built.page.cells[:2]
    assert odd_type(built.page) == ([], False)
    assert odd_place(built.page) == ([], False)
    assert drawn_late(built.page) == ([], False)


# Place.


@pytest.mark.parametrize(("dy", "told"), [(BASELINE + 0.05, 1), (BASELINE - 0.05, 0), (-BASELINE - 0.05, 1)])
def test_off_the_baseline(dy: float, told: int) -> None:
    built = Built()
    built.alter(built.cell(), dy=dy)
    assert [each.what.key for each in odd_place(built.page)[0]] == ["traces.fact.odd-baseline"] * told


def test_a_column_may_stand_off_the_others() -> None:
    built = Built()
    for row in range(ROWS):
        built.alter(built.cell(row, 2), dy=1.0)
    assert odd_place(built.page)[0] == []


@pytest.mark.parametrize(("dx", "told"), [(OFF + 0.1, 1), (OFF - 0.1, 0), (-OFF - 0.1, 1)])
def test_off_the_alignment(dx: float, told: int) -> None:
    built = Built()
    built.alter(built.cell(), dx=dx)
    assert [each.what.key for each in odd_place(built.page)[0]] == ["traces.fact.odd-alignment"] * told


def test_a_column_without_alignment_tells_nothing() -> None:
    built = Built()
    for row in range(ROWS):
        built.alter(built.cell(row, 1), dx=3.0 * row)
    assert odd_place(built.page)[0] == []


@pytest.mark.parametrize(("late", "told"), [(1, 1), (FEW, FEW), (FEW + 1, 0)])
def test_drawn_late(late: int, told: int) -> None:
    built = Built()
    for index in range(late):
        built.alter(built.cell(index, 1), order=5000 + index)
    facts, ordered = drawn_late(built.page)
    assert len(facts) == told
    assert ordered is (told > 0)


@pytest.mark.parametrize(("rows", "told"), [(2, False), (3, True)])
def test_an_order_takes_three_rows_to_be_seen(rows: int, told: bool) -> None:
    """Painted right to left, so that no order but that of the rows can be seen."""
    built = Built()
    for row in range(rows):
        for column in range(len(FIELDS)):
            built.alter(built.cell(row, column), order=100 * row + 10 - column)
    built.page.cells = built.page.cells[: rows * len(FIELDS)]
    assert drawn_late(built.page) == ([], told)
    built.alter(built.cell(0, 1), order=5000)
    assert (len(drawn_late(built.page)[0]) == 1) is told


@pytest.mark.parametrize("whole", [True, False])
def test_a_cell_that_is_not_whole_has_no_place(whole: bool) -> None:
    built = Built()
    built.alter(built.cell(), dx=3.0)
    built.page.cells = [replace(cell, whole=whole or cell is not built.cell()) for cell in built.page.cells]
    assert (len(odd_place(built.page)[0]) == 1) is whole


def test_by_columns_is_an_order_too() -> None:
    built = Built()
    for row in range(ROWS):
        for column in range(len(FIELDS)):
            built.alter(built.cell(row, column), order=100 * column + row + 1)
    assert drawn_late(built.page) == ([], True)
    built.alter(built.cell(), order=5000)
    assert len(drawn_late(built.page)[0]) == 1


# Covers.


def test_covered_text_asks_for_a_look_and_text_beside_the_record_does_not() -> None:
    built = Built()
    cell = built.cell()
    built.cover(cell, 9000, hides=cell.glyphs)
    built.put("page 3", 10, 390, field="page-number")
    edge = built.page.cells.pop()
    built.cover(edge, 9001, hides=edge.glyphs)
    assert [each.weight for each in covered_text(built.page)] == [Weight.LOOK, Weight.MENTION]


def test_a_scan_is_no_cover() -> None:
    built = Built()
    built.cover(built.cell(), 9000, kind="image", hides=built.cell().glyphs)
    assert len(covered_text(built.page)) == 1
    whole = built.page.canvas.covers.pop()
    built.page.canvas.covers.append(type(whole)(whole.order, "image", 0, (0.0, 0.0, 600.0, 400.0), whole.hides))
    assert covered_text(built.page) == []


@pytest.mark.parametrize(
    ("shade", "order", "weights"),
    [(255, 165, ["look"]), (244, 165, ["mention"]), (199, 165, []), (255, 1, [])],
)
def test_a_box_under_one_cell(shade: int, order: int, weights: list[str]) -> None:
    """White like paper, light, dark; and one drawn before any text."""
    built = Built()
    built.cover(built.cell(), order, shade=shade)
    assert [str(each.weight) for each in patched_cell(built.page)] == weights


@pytest.mark.parametrize(("boxes", "told"), [(FEW_BOXES, FEW_BOXES), (FEW_BOXES + 1, 0)])
def test_many_boxes_are_how_a_program_draws(boxes: int, told: int) -> None:
    built = Built()
    for index in range(boxes):
        cell = built.page.cells[index + 1]
        built.cover(cell, built.page.glyph(cell.glyphs[0]).order - 1)
    assert len(patched_cell(built.page)) == told


@pytest.mark.parametrize(("cells", "told"), [(FEW_CELLS, 1), (FEW_CELLS + 1, 0)])
def test_a_ground_under_many_cells_is_a_row_s(cells: int, told: int) -> None:
    built = Built()
    first, last = built.cell(3, 0), built.cell(3, cells - 1)
    cover = built.cover(first, built.page.glyph(first.glyphs[0]).order - 1)
    built.page.canvas.covers[0] = type(cover)(cover.order, "box", 255, (first.box[0], first.box[1], last.box[2], last.box[3]))
    assert len(patched_cell(built.page)) == told


# Hidden text.


@pytest.mark.parametrize(("ink", "told"), [(INK, 0), (INK - 1, 1), (0, 1)])
def test_ink(ink: int, told: int) -> None:
    built = Built()
    built.picture(ink)
    facts, looked = hidden_text(built.page)
    assert looked
    assert bool(facts) is bool(told)


@pytest.mark.parametrize(
    "changes",
    [{"mode": 3}, {"mode": 7}, {"clipped": True}, {"type": PLAIN._replace(colour=(0, 0, 0, 0))}, {"type": PLAIN._replace(size=0.9)}],
)
def test_text_that_is_not_painted(changes: dict[str, object]) -> None:
    built = Built()
    built.picture(200)
    built.alter(built.cell(), **changes)
    assert [each.what.key for each in hidden_text(built.page)[0]] == ["traces.fact.hidden-cell"]


@pytest.mark.parametrize("changes", [{"mode": 0}, {"mode": 2}, {"type": PLAIN._replace(size=1.0)}])
def test_text_that_is_painted(changes: dict[str, object]) -> None:
    built = Built()
    built.picture(200)
    built.alter(built.cell(), **changes)
    assert hidden_text(built.page) == ([], True)


def test_fonts_that_are_not_in_the_file_are_not_looked_at_in_the_picture() -> None:
    built = Built()
    built.picture(0)
    for cell in built.page.cells:
        built.alter(cell, own=False)
    assert hidden_text(built.page) == ([], False)


def test_hidden_text_that_repeats_what_is_shown_is_no_fact() -> None:
    built = Built()
    built.picture(200)
    cell = built.cell()
    built.page.canvas.glyphs += [built.page.glyph(number)._replace(mode=3) for number in cell.glyphs]
    assert hidden_text(built.page)[0] == []
    built.page.canvas.glyphs[-1] = built.page.canvas.glyphs[-1]._replace(char="9")
    assert [each.what.key for each in hidden_text(built.page)[0]] == ["traces.fact.hidden-text"]


# Annotations.


@pytest.mark.parametrize(
    ("kind", "over", "beside"),
    [("text", "look", "mention"), ("field", "look", "mention"), ("redact", "look", "mention"), ("mark", "mention", "mention"),
     ("stamp", "mention", "mention"), ("shape", "mention", "mention"), ("signature", "mention", "mention"), ("link", "mention", None)],
)  # fmt: skip
def test_annotations(kind: str, over: str, beside: str | None) -> None:
    for box, weight in ((Built().cell().box, over), ((0.0, 0.0, 20.0, 20.0), beside)):
        built = Built()
        built.page.canvas.marks.append(Mark(kind, box, ""))
        assert [str(each.weight) for each in annotation(built.page)] == ([weight] if weight else [])


# Revisions.


def test_ends_of_revisions() -> None:
    end = b"startxref\n10\n%%EOF"
    assert ends_of(b"%PDF-1.7\n" + end) == [9 + len(end)]
    assert len(ends_of(b"%PDF-1.7\n" + end + b"\nmore\n" + end)) == 2
    linearised = b"%PDF-1.7\n1 0 obj <</Linearized 1>>\n" + end + b"\nmore\n" + end
    assert len(ends_of(linearised)) == 1
    assert ends_of(b"nothing") == []
