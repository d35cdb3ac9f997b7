"""Several prints: which is the newest, which speaks for which months, and what day it is."""

from dataclasses import replace
from datetime import date

import pytest
from review_build import BLUE, GREEN, contributions, indices, month, months, period, record

from sbparse.record.model import PrintBasis, RightsRecord
from sbparse.review.model import Source
from sbparse.review.prints import Print, covered_months, print_date, printed_month, prints_of, query_ends, row_periods

GIVEN = date(2024, 2, 29)
METADATA = PrintBasis.PDF_METADATA


def of(*records: RightsRecord) -> tuple[Print, ...]:
    return prints_of([Source(f"{i}.pdf", each) for i, each in enumerate(records)])


def made(printed: str | None, *, query: str | None = None, until: str = "2020-06", basis: PrintBasis = PrintBasis.PRINTED) -> RightsRecord:
    return record((BLUE, f"2018-01/{until}"), query=query, printed=printed, basis=basis)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (made("2021-05-01"), made("2021-05-02")),
        (made("2021-05-01", until="2021-04"), made("2021-05-02")),
        (made("2021-05-01"), made("2021-05-01", until="2020-07")),
        (made(None, query="2018-01/2021-04"), made(None, query="2018-01/2021-05")),
        (made(None, query="2018-01/2021-04", until="2021-04"), made(None, query="2018-01/2021-05")),
        (made("2026-01-01", query="2018-01/2021-04", basis=METADATA), made(None, query="2018-01/2021-05")),
        (made("2021-05-01", basis=METADATA), made("2021-05-02", basis=METADATA)),
        (made(None, until="2020-05"), made(None)),
        (made(None), made("2020-06-02", basis=METADATA)),
        (made("2021-04-30"), made(None, query="2018-01/2021-05")),
        (made(None, query="2018-01/2021-05"), made("2021-05-02")),
        (record(query=None, printed=None), made(None)),
    ],
)
def test_the_newest_print_comes_first_whatever_the_order(older, newer):
    assert [each.index for each in of(older, newer)] == [1, 0]
    assert [each.index for each in of(newer, older)] == [0, 1]


def test_of_equal_prints_the_one_given_first_counts():
    assert [each.index for each in of(made("2021-05-01"), made("2021-05-01"), made("2021-05-02"))] == [2, 0, 1]


OLD = record((BLUE, "2017-05/2020-06"), (GREEN, "2020-07/2021-03"), query="1992-10/2021-04", printed="2021-04-20")
CUT = record((GREEN, "2021-01/2023-03"), query="2021-01/2023-04", printed="2023-04-20")


def test_each_print_speaks_for_the_months_that_no_newer_one_shows():
    new, old = of(OLD, CUT)
    assert (new.employed, new.paid) == ((period("2021-01/2023-03"),), (period("2021-01/2023-03"),))
    assert (old.employed, old.paid) == ((period("2017-05/2020-12"),), (period("2017-05/2020-12"),))
    assert old.heard_employed(period("2020-07/2021-03")) == [period("2020-07/2020-12")]
    assert old.heard_paid(period("2021-01/2021-03")) == [] and old.heard_paid(period("2020-12")) == [period("2020-12")]
    assert new.contributes and old.contributes and old.record is OLD


def test_the_two_tables_speak_apart():
    lonely = replace(CUT, contributions=(), cumulative={})
    new, old = of(OLD, lonely)
    assert (new.paid, old.employed, old.paid) == ((), (period("2017-05/2020-12"),), (period("2017-05/2021-03"),))
    bare = replace(CUT, employments=(), cumulative={})
    new, old = of(OLD, bare)
    assert (new.employed, old.employed, old.paid) == ((), (period("2017-05/2021-03"),), (period("2017-05/2020-12"),))


def test_a_print_amid_an_older_one_leaves_it_two_parts():
    middle = record((BLUE, "2019-01/2019-12"), query="2019-01/2019-12", printed="2023-04-20")
    old = of(OLD, middle)[1]
    assert old.heard_employed(period("2018-12/2020-01")) == [period("2018-12"), period("2020-01")]


@pytest.mark.parametrize(
    ("table", "paid", "employed"),
    [("employments", True, False), ("contributions", False, True), (None, True, True), ("both", False, False)],
)
def test_a_print_contributes_by_either_table(table, paid, employed):
    emptied = {name: () for name in ("employments", "contributions") if table in (name, "both")}
    (only,) = of(replace(OLD, **emptied))
    assert (bool(only.paid), bool(only.employed), only.contributes) == (paid, employed, paid or employed)


def test_a_print_that_newer_ones_show_whole_contributes_nothing():
    whole = record((BLUE, "2017-05/2020-06"), (GREEN, "2020-07/2023-03"), printed="2023-04-20")
    assert [each.contributes for each in of(OLD, whole)] == [True, False]


@pytest.mark.parametrize(
    ("query", "rows", "paid", "covered"),
    [
        ("2018-01/2021-04", "2019-01/2020-06", None, "2018-01/2021-04"),
        ("2018-01/2021-04", "2017-01/2021-06", None, "2017-01/2021-06"),
        ("2018-01/2021-04", "2019-01/2020-06", "2017-03/2021-07", "2017-03/2021-07"),
        (None, "2019-01/2020-06", None, "1992-10/2020-06"),
        (None, "1988-05/2020-06", None, "1988-05/2020-06"),
        (None, "2019-01/2020-06", "1990-01/2020-08", "1990-01/2020-08"),
    ],
)
def test_a_print_covers_what_was_asked_for_and_its_rows(query, rows, paid, covered):
    shown = record((BLUE, rows), query=query)
    if paid:
        shown = replace(shown, contributions=contributions([period(paid)], set(period(paid))))
    (only,) = of(shown)
    assert only.coverage == period(covered) and covered_months([only]) == indices(covered)


def test_a_print_without_rows_covers_nothing():
    empty = record()
    assert row_periods(empty) == [] and of(empty)[0].coverage is None
    assert covered_months(of(empty, CUT)) == indices("2021-01/2023-04")
    assert row_periods(CUT) == [period("2021-01/2023-03"), *(row.period for row in CUT.contributions)]


def test_where_query_periods_start_and_end():
    starts, ends = query_ends(of(OLD, CUT, record((BLUE, "2019-01/2019-02"), query=None)))
    assert (starts, ends) == (months("1992-10", "2021-01"), months("2021-04", "2023-04"))


def test_the_thirty_days_count_from_the_oldest_print_that_is_needed():
    whole = record((BLUE, "2017-05/2020-06"), (GREEN, "2020-07/2023-03"), printed="2023-04-20")
    needed, superseded = print_date(of(OLD, CUT), None), print_date(of(OLD, whole), None)
    assert (str(needed[0].day), needed[1].index) == ("2021-04-20", 0)
    assert (str(superseded[0].day), superseded[1].index) == ("2023-04-20", 1)
    undated = print_date(of(replace(OLD, print_date=None, query_period=period("1992-10/2021-04")), CUT), None)
    assert (undated[0], undated[1].index) == (None, 0)
    empty = print_date(of(record(printed="2023-04-01"), record(printed="2023-04-02")), None)
    assert (str(empty[0].day), empty[1].index) == ("2023-04-01", 0)


def test_a_date_given_goes_before_all():
    day, origin = print_date(of(OLD, CUT), GIVEN)
    assert (day.day, day.basis, origin) == (GIVEN, PrintBasis.GIVEN, None)
    assert printed_month(of(OLD, CUT), GIVEN) == month("2024-02")


def test_without_a_print_there_is_no_date():
    assert print_date((), None) == (None, None) and printed_month((), None) is None


@pytest.mark.parametrize(
    ("printed", "query", "basis", "then"),
    [
        ("2023-04-26", "2018-01/2023-01", PrintBasis.PRINTED, "2023-04"),
        ("2023-04-26", "2018-01/2023-01", METADATA, "2023-01"),
        ("2023-04-26", "2018-01/2023-05", METADATA, "2023-04"),
        ("2023-04-26", None, METADATA, "2023-04"),
        (None, "2018-01/2023-01", PrintBasis.PRINTED, "2023-01"),
        (None, None, PrintBasis.PRINTED, "2020-06"),
    ],
)
def test_the_month_of_the_newest_print(printed, query, basis, then):
    newest = made(printed, query=query, basis=basis)
    assert printed_month(of(newest), None) == month(then)
    assert printed_month(of(made("2018-02-01", until="2018-01"), newest), None) == month(then)
