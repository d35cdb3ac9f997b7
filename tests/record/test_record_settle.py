"""Cells that a picture left unread, settled where sums leave one reading."""

from dataclasses import replace
from decimal import Decimal

import pytest
from scan_build import SURE, UNSURE, jobs_of, table_of

from sbparse.record.model import Amounts, Insurance, RightsRecord
from sbparse.record.settle import cells_of, open_cells, settled, surety, value_of, with_value

PENSION, MEDICAL = Insurance.PENSION, Insurance.MEDICAL
FIRST = "2019-01至2019-12 12 60000.00 4800.00 12 60000.00 120.00 12 60000.00 1236.00"
SECOND = "2020-01至2020-12 12 72000.00 5760.00 12 72000.00 144.00 12 72000.00 1476.00"
SUM = "合计 24 _ 10560.00 24 _ 264.00 24 _ 2712.00"


def settle(*rows: str) -> tuple[RightsRecord, list[tuple[str, str, str]]]:
    record, table = table_of(*rows)
    done = settled(record, table)
    new = [f for f in done.findings if f not in record.findings]
    assert all((f.rule, f.severity) == ("unreadable-text", "info") and f.where is not None for f in new)
    return done, [(f.message.key, str(f.message.params["text"]), str(f.message.params["value"])) for f in new]


def test_nothing_is_open() -> None:
    record, table = table_of(FIRST, SECOND, SUM)
    assert settled(record, table) == record
    assert record.findings == ()


def test_one_open_cell_is_what_the_sum_leaves() -> None:
    done, told = settle(FIRST, SECOND.replace("5760.00", "5?60.00"), SUM)
    assert done.contributions[1].amounts[PENSION] == Amounts(12, Decimal("72000.00"), Decimal("5760.00"))
    assert told == [("ocr.settled", "5\ufffd60.00", "5760.00")]
    # Its own finding is gone, and the one about it shows the cell.
    assert [f.message.key for f in done.findings] == ["ocr.settled"]
    assert done.findings[0].where is not None and done.findings[0].where.bbox == (270.0, 160.0, 305.0, 170.0)


def test_one_open_number_of_months() -> None:
    done, told = settle(FIRST, SECOND.replace("2020-12 12 72000.00 5760.00 12", "2020-12 12 72000.00 5760.00 1?"), SUM)
    assert done.contributions[1].amounts[Insurance.UNEMPLOYMENT].months == 12
    assert isinstance(done.contributions[1].amounts[Insurance.UNEMPLOYMENT].months, int)
    assert ("ocr.settled", "1\ufffd", "12") in told


def test_one_month_is_a_number_of_months() -> None:
    done, told = settle(FIRST, SECOND.replace("2020-12 12 7", "2020-12 ? 7"), SUM.replace("合计 24", "合计 13"))
    assert (done.contributions[1].amounts[PENSION].months, told) == (1, [("ocr.settled", "\ufffd", "1")])


def test_one_open_base_where_bases_are_summed() -> None:
    done, told = settle(
        FIRST, SECOND.replace("12 72000.00 5760.00", "12 ?2000.00 5760.00"), SUM.replace("24 _ 10560.00", "24 132000.00 10560.00")
    )
    assert done.contributions[1].amounts[PENSION].base == Decimal("72000.00")
    assert told == [("ocr.settled", "\ufffd2000.00", "72000.00")]


def test_an_open_sum_is_what_the_rows_add_up_to() -> None:
    done, told = settle(FIRST, SECOND, SUM.replace("10560.00", "1056?.00").replace("合计 24", "合计 2?"))
    assert done.totals is not None and done.totals.amounts[PENSION] == Amounts(24, None, Decimal("10560.00"))
    assert told == [("ocr.settled", "2\ufffd", "24"), ("ocr.settled", "1056\ufffd.00", "10560.00")]
    assert isinstance(done.totals.amounts[PENSION].months, int)
    assert done.contributions == settle(FIRST, SECOND, SUM)[0].contributions


@pytest.mark.parametrize(
    ("cell", "fits"),
    [
        ("?????.??", True),  # characters that several readings met twice
        ("5760.0?", True),
        ("5,76?.00", True),
        ("?5760.00", False),
        ("5761.0?", False),
        ("5?60.00", True),
        ("57?.00", False),
        ("57??.00", True),
        ("57???.00", True),
        ("5?760.00", True),  # the separator
        ("5760?00", True),
        ("5760x0?", False),
    ],
)
def test_the_value_must_fit_what_was_read(cell: str, fits: bool) -> None:
    done, told = settle(FIRST, SECOND.replace("5760.00", cell), SUM)
    assert (done.contributions[1].amounts[PENSION].personal == Decimal("5760.00")) is fits
    assert bool(told) is fits


@pytest.mark.parametrize(
    "rows",
    [
        (FIRST.replace("4800.00", "48?0.00"), SECOND.replace("5760.00", "57?0.00"), SUM),  # two open cells
        (FIRST, SECOND.replace("5760.00", "57?0.00"), SUM.replace("10560.00", "1056?.00")),
        (FIRST, SECOND.replace("5760.00", "57?0.00"), SUM.replace("10560.00", "_")),  # no sum
        (FIRST, SECOND.replace("5760.00", "57?0.00")),
        (FIRST.replace("2019-01", "20?9-01"), SECOND.replace("5760.00", "?????.??"), SUM),  # a row was left out
        (FIRST, SECOND.replace("5760.00", "????.??"), SUM.replace("10560.00", "4800.00")),  # nothing is left
        (FIRST, SECOND.replace("5760.00", "????.??"), SUM.replace("10560.00", "4000.00")),
        (FIRST, SECOND.replace("5760.00", "57x0.00"), SUM),  # read, and no number
    ],
)
def test_where_sums_leave_more_than_one_reading_nothing_is_settled(rows: tuple[str, ...]) -> None:
    done, told = settle(*rows)
    assert told == []
    assert done == table_of(*rows)[0]


def test_open_cells_are_those_that_hold_something_unread() -> None:
    record, table = table_of(FIRST.replace("4800.00", "48?0.00"), SECOND.replace("5760.00", "_"), SUM.replace("10560.00", "1056?.00"))
    found = open_cells(record, table, PENSION, "personal")
    assert [(cell.row, cell.text, cell.sure) for cell in found] == [(0, "48\ufffd0.00", 0.0), (None, "1056\ufffd.00", 0.0)]
    assert found[0].place.bbox == (270.0, 140.0, 305.0, 150.0)
    assert open_cells(record, table, PENSION, "base") == []
    record, table = table_of(FIRST.replace("4800.00", "48x0.00"), SECOND.replace("5760.00", "57?0.00"), SUM)
    assert [cell.row for cell in open_cells(record, table, PENSION, "personal")] == [1]
    filled = with_value(record, 1, PENSION, "personal", Decimal("5760.00"))
    assert open_cells(filled, table, PENSION, "personal") == []


def test_cells_with_how_sure_their_least_sure_character_is() -> None:
    record, table = table_of(FIRST, SECOND.replace("72000.00 5760.00", "72000.00~ 5760.00"), SUM)
    assert [(c.row, c.text, c.sure) for c in cells_of(record, table, PENSION, "base")] == [(0, "60000.00", SURE), (1, "72000.00", UNSURE)]
    assert [c.row for c in cells_of(record, table, PENSION, "months")] == [0, 1, None]
    assert list(cells_of(record, table, Insurance.MATERNITY, "months")) == []
    for sheet, _, _ in table.rows:
        sheet.page.sure = []  # a page of text
    assert {c.sure for c in cells_of(record, table, PENSION, "base")} == {1.0}


def test_how_sure_a_row_s_fields_are() -> None:
    jobs, table = jobs_of("2019-01 2019-12~ 12 甲公司~ 乙", "2020-01 2020-12 12~ 丙公司 丁")
    assert surety(table, jobs[0].where, ("start",)) == SURE
    assert surety(table, jobs[0].where, ("start", "end")) == UNSURE
    assert surety(table, jobs[1].where, ("start", "end")) == SURE
    assert surety(table, jobs[1].where, ("months",)) == UNSURE
    assert surety(table, jobs[1].where, ("index",)) == 0.0
    assert surety(table, replace(jobs[1].where, page=9), ("start",)) == 0.0
    for sheet, _, _ in table.rows:
        sheet.page.sure = []
    assert surety(table, jobs[0].where, ("start", "end")) == 1.0


def test_values_of_rows_and_of_the_sum() -> None:
    record, _ = table_of(FIRST, SECOND, SUM)
    assert value_of(record, 1, PENSION, "months") == 12
    assert value_of(record, 0, MEDICAL, "personal") == Decimal("1236.00")
    assert value_of(record, None, MEDICAL, "personal") == Decimal("2712.00")
    assert value_of(record, None, MEDICAL, "base") is None
    assert value_of(record, 0, Insurance.MATERNITY, "months") is None
    assert value_of(replace(record, totals=None), None, MEDICAL, "personal") is None


def test_a_value_put_in_changes_nothing_else() -> None:
    record, _ = table_of(FIRST, SECOND, SUM)
    changed = with_value(record, 1, MEDICAL, "base", Decimal(7))
    assert value_of(changed, 1, MEDICAL, "base") == 7
    assert with_value(changed, 1, MEDICAL, "base", Decimal("72000.00")) == record
    changed = with_value(record, None, PENSION, "months", None)
    assert value_of(changed, None, PENSION, "months") is None
    assert with_value(changed, None, PENSION, "months", 24) == record
    bare = replace(record, totals=None)
    assert with_value(bare, None, PENSION, "months", 24) is bare
