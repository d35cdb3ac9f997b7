"""Values of a scan that the form's own arithmetic contradicts are taken back, each with a finding; what a sum bears out stays."""

from dataclasses import replace

import pytest
from scan_build import table_of

from sbparse.findings import Finding
from sbparse.policy.load import default_ruleset
from sbparse.record.contradicted import uncontradicted
from sbparse.record.model import Insurance, RightsRecord
from sbparse.record.settle import NAMES, value_of
from sbparse.record.table import TableState
from sbparse.values.month import Period

PENSION, UNEMPLOYMENT, MEDICAL = Insurance.PENSION, Insurance.UNEMPLOYMENT, Insurance.MEDICAL
FIRST = "2019-01至2019-12 12 60000.00 4800.00 12 60000.00 120.00 12 60000.00 1236.00"
SECOND = "2020-01至2020-12 12 72000.00 5760.00 12 72000.00 144.00 12 72000.00 1476.00"
SUM = "合计 24 _ 10560.00 24 _ 264.00 24 _ 2712.00"

Lost = set[tuple[int | None, str, str]]
"""Cells by row, insurance and name."""


def checked(record: RightsRecord, table: TableState, jobs: TableState | None = None) -> tuple[RightsRecord, list[Finding]]:
    done = uncontradicted(record, table, jobs or TableState(table.table), default_ruleset())
    new = [f for f in done.findings if f not in record.findings]
    assert all((f.rule, f.severity) == ("unreadable-text", "error") and f.where is not None for f in new)
    return done, new


def lost(before: RightsRecord, after: RightsRecord) -> Lost:
    assert len(before.contributions) == len(after.contributions)
    rows = [*range(len(before.contributions)), None]
    cells = [(row, insurance, name) for row in rows for insurance in (PENSION, UNEMPLOYMENT, MEDICAL) for name in NAMES]
    return {(row, str(i), name) for row, i, name in cells if value_of(before, row, i, name) != value_of(after, row, i, name)}


def taken(*rows: str) -> tuple[Lost, list[str]]:
    """The cells taken back, and the findings' keys."""
    record, table = table_of(*rows)
    done, new = checked(record, table)
    return lost(record, done), [f.message.key for f in new]


def test_what_adds_up_stays() -> None:
    for rows in ((FIRST, SECOND, SUM), (FIRST, SECOND), (FIRST,)):
        record, table = table_of(*rows)
        assert checked(record, table) == (record, [])


# Rows.


def kept(*rows: str, **changed: object) -> list[str]:
    """The first months of the rows that stay; each that goes is told with its period and place."""
    record, table = table_of(*rows)
    record = replace(record, **changed)  # type: ignore[arg-type]
    done, new = checked(record, table)
    gone = [row for row in record.contributions if row.where not in {still.where for still in done.contributions}]
    told = [(f.message.params["period"], f.where) for f in new if f.message.key == "ocr.row-unread"]
    assert told == [(row.period, row.where) for row in gone]
    return [str(row.period.start) for row in done.contributions]


def test_a_row_is_of_one_year() -> None:
    assert kept(FIRST, SECOND.replace("2020-01", "2019-12")) == []  # the years overlap as well
    assert kept(FIRST, SECOND.replace("2020-12 12 7", "2021-01 12 7")) == ["2019-01"]
    assert kept(FIRST, SECOND) == ["2019-01", "2020-01"]


def test_a_row_lies_within_the_query() -> None:
    for period, rows in (("2020-12", ["2019-01", "2020-01"]), ("2020-11", ["2019-01"])):
        assert kept(FIRST, SECOND, query_period=Period.parse("2019-01", period)) == rows
    assert kept(FIRST, SECOND, query_period=Period.parse("2019-02", "2021-01")) == ["2020-01"]
    assert kept(FIRST, SECOND, query_period=None) == ["2019-01", "2020-01"]


def test_rows_share_no_month() -> None:
    third = "2020-12 1 6000.00 480.00 1 6000.00 12.00 1 6000.00 123.00"
    assert kept(third, SECOND, FIRST) == ["2019-01"]
    assert kept(third, SECOND.replace("2020-12 12", "2020-11 11"), FIRST) == ["2020-12", "2020-01", "2019-01"]


@pytest.mark.parametrize(
    ("period", "months", "stays"),
    [
        ("2020-01至2020-12", "11", True),
        ("2020-01至2020-12=", "11", True),
        ("2020-01至2020-12~", "11", False),
        ("2020-01至2020-12~", "12", True),
    ],
)
def test_a_row_that_no_insurance_fills_is_kept_where_its_period_is_sure(period: str, months: str, stays: bool) -> None:
    row = f"{period} {months} 72000.00 5760.00 11 72000.00 144.00 11 72000.00 1473.00"
    assert kept(FIRST, row) == (["2019-01", "2020-01"] if stays else ["2019-01"])


# Columns.


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("10560.00", "10561.00", (PENSION, "personal")),
        ("合计 24", "合计 23", (PENSION, "months")),
        ("2712.00", "2712.01", (MEDICAL, "personal")),
    ],
)
def test_a_column_that_does_not_add_up_is_unread(old: str, new: str, column: tuple[Insurance, str]) -> None:
    record, table = table_of(FIRST, SECOND, SUM.replace(old, new))
    done, told = checked(record, table)
    insurance, name = column
    assert {(row, str(insurance), name) for row in (0, 1, None)} <= lost(record, done)
    columns = [f for f in told if f.message.key == "ocr.column-unread"]
    places = [row.where for row in record.contributions]
    assert record.totals is not None and [f.where for f in columns] == [*places, record.totals.where]
    assert {str(f.message.params["printed"]) for f in columns} == {new.removeprefix("合计 ")}
    assert {str(f.message.params["computed"]) for f in columns} == {old.removeprefix("合计 ")}
    assert {f.message.params["insurance"].key for f in columns} == {f"insurance.{insurance}"}  # type: ignore[attr-defined]
    assert {f.message.params["column"].key for f in columns} == {f"amount.{name}"}  # type: ignore[attr-defined]


def test_a_column_with_an_open_cell_or_a_lost_row_is_not_summed() -> None:
    for rows in (
        (FIRST, SECOND.replace("5760.00", "57?0.00"), SUM),
        (FIRST.replace("2019-12", "20?9-12"), SECOND, SUM),
        (FIRST, SECOND, SUM.replace("10560.00", "_")),
        (FIRST, SECOND, SUM.replace("10560.00", "105?0.00")),
    ):
        assert taken(*rows)[1] == []


def test_a_blank_cell_counts_as_nothing() -> None:
    rows = (FIRST, SECOND.replace("12 72000.00 144.00", "_ _ _"), SUM.replace("24 _ 264.00", "12 _ 120.00"))
    assert taken(*rows) == (set(), [])


# Cells.


def test_more_months_than_the_row_has_are_unread() -> None:
    assert taken(FIRST.replace("2019-12 12", "2019-12 13"), SECOND) == ({(0, "pension", "months")}, ["ocr.cell-unread"])
    record, table = table_of(FIRST.replace("2019-12 12", "2019-12 13"), SECOND)
    (told,) = checked(record, table)[1]
    assert told.where == record.contributions[0].where
    assert (str(told.message.params["period"]), told.message.params["value"]) == (str(record.contributions[0].period), 13)
    assert told.message.params["insurance"].key == "insurance.pension" and told.message.params["column"].key == "amount.months"  # type: ignore[attr-defined]


def test_a_payment_that_fits_no_rate_takes_its_base_with_it() -> None:
    assert taken(FIRST, SECOND.replace("5760.00", "5790.00")) == (
        {(1, "pension", "base"), (1, "pension", "personal")},
        ["ocr.cell-unread"] * 2,
    )
    assert taken(FIRST, SECOND.replace("144.00", "441.00"))[0] == {(1, "unemployment", "base"), (1, "unemployment", "personal")}


def test_a_sum_bears_a_payment_out_but_not_its_base() -> None:
    """The form prints no sum of bases: one of the two is wrong, and nobody can tell which."""
    rows = (FIRST, SECOND.replace("5760.00", "5790.00"), SUM.replace("10560.00", "10590.00"))
    assert taken(*rows)[0] == {(1, "pension", "base"), (1, "pension", "personal")}
    summed = SUM.replace("24 _ 10560.00", "24 132000.00 10590.00")
    assert taken(FIRST, SECOND.replace("5760.00", "5790.00"), summed) == (set(), [])


def test_a_base_above_its_cap_is_unread() -> None:
    """In 2019 and 2020 the caps of a year are 319,122 and 355,092 yuan at most."""
    high = FIRST.replace("12 60000.00 1236.00", "12 960000.00 19236.00")
    found, keys = taken(high, SECOND)
    assert (0, "medical", "base") in found and (0, "medical", "months") not in found
    assert set(keys) == {"ocr.cell-unread"}
    summed = SUM.replace("24 _ 2712.00", "24 1032000.00 20712.00")
    assert taken(high, SECOND, summed) == (set(), [])


@pytest.mark.parametrize(
    ("months", "base", "stays"),
    [
        ("11", "60000.00", False),  # neither its row's nor again in it
        ("12~", "60000.00", True),
    ],
)
def test_months_fill_their_row_or_come_again_in_it(months: str, base: str, stays: bool) -> None:
    row = f"2019-01至2019-12 12 60000.00 4800.00 12 60000.00 120.00 {months} {base} 1233.00"
    found, keys = taken(row, SECOND)
    assert found == (set() if stays else {(0, "medical", "months")})
    assert keys == ([] if stays else ["ocr.cell-unread"])


def test_months_that_come_again_in_the_row_or_add_up_stay() -> None:
    row = "2019-01至2019-12 12 60000.00 4800.00 11 60000.00 120.00 11 60000.00 1233.00"
    assert taken(row, SECOND) == (set(), [])
    row = "2019-01至2019-12 12 60000.00 4800.00 12 60000.00 120.00 11 60000.00 1233.00"
    assert taken(row, SECOND, SUM.replace("24 _ 2712.00", "23 _ 2709.00")) == (set(), [])


@pytest.mark.parametrize(("mark", "stays"), [("", True), ("=", True), ("~", False)])
def test_an_amount_that_nothing_bears_out_must_be_sure(mark: str, stays: bool) -> None:
    """The base stands alone: no payment, and no other insurance with it."""
    row = f"2019-01至2019-12 12 60000.00{mark} _ 12 50000.00 _ 12 40000.00 _"
    assert taken(row)[0] == (set() if stays else {(0, "pension", "base")})


def test_cells_behind_one_that_was_not_read_are_looked_at_too() -> None:
    rows = ("2019-01至2019-12 12 6????.?? _ 12 50000.00 _ 12 40000.00 _", "2020-01至2020-12 12 70000.00~ _ 12 50000.00 _ 12 40000.00 _")
    assert taken(*rows)[0] == {(1, "pension", "base")}


def test_an_unsure_amount_stays_where_the_rate_or_another_insurance_bears_it_out() -> None:
    assert taken(FIRST.replace("4800.00", "4800.00~")) == (set(), [])
    assert taken(FIRST.replace("12 60000.00 4800.00", "12 60000.00~ 4800.00~")) == (set(), [])
    again = "2019-01至2019-12 12 60000.00~ _ 12 60000.00~ _ 12 40000.00 _"
    assert taken(again) == (set(), [])


def test_an_amount_with_other_decimals_than_its_column_is_not_sure() -> None:
    rows = [
        f"{year}-01至{year}-12 12 {base} _ 12 1000.00 _ 12 2000.00 _" for year, base in ((2017, "500.00"), (2018, "600.00"), (2019, "7000"))
    ]
    assert taken(*rows)[0] == {(2, "pension", "base")}
    assert taken(*[row.replace(".00", "") for row in rows]) == (set(), [])
