"""Two prints held against each other: every change is found, and what only the query period cut is none."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from review_build import BAY, BLUE, GREEN, month, period, record
from review_worlds import worlds

from sbparse.record.model import Amounts, Insurance, Person, RightsRecord, Supplement, Totals
from sbparse.review.changes import PrintChanges, other_person, print_changes
from sbparse.review.model import Source
from sbparse.values.month import Month, Period
from sbparse.values.place import Place

slow = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def between(before: RightsRecord, after: RightsRecord) -> PrintChanges:
    return print_changes(Source("old.pdf", before), Source("new.pdf", after))


def employments(changes: PrintChanges) -> list[tuple]:
    return [
        (c.before and (c.before.employer, str(c.before.period)), c.after and (c.after.employer, str(c.after.period)), c.fields)
        for c in changes.employments
    ]


def months_changed(changes: PrintChanges, insurance: Insurance = Insurance.PENSION) -> list[tuple]:
    return [
        (str(c.before), str(c.after), f.before, f.after, c.months_inside(f.before or 0, f.after or 0))
        for c in changes.contributions
        for f in c.figures
        if f.what == "months" and f.insurance is insurance
    ]


JANUARY = record((BLUE, "2020-03/2022-12"), query="1992-10/2023-01", printed="2023-01-20")


def test_new_months_of_a_year_that_goes_on():
    after = record((BLUE, "2020-03/2023-03"), printed="2023-04-26")
    changes = between(record((BLUE, "2020-03/2023-01"), query="1992-10/2023-02", printed="2023-02-20"), after)
    assert employments(changes) == [((BLUE, "2020-03–2023-01"), (BLUE, "2020-03–2023-03"), ("end",))]
    assert months_changed(changes) == [("2023-01–2023-01", "2023-01–2023-03", 1, 3, 0)]
    assert not changes.same and changes.uncompared == ()


def test_new_months_of_a_new_year():
    changes = between(JANUARY, record((BLUE, "2020-03/2023-03")))
    assert months_changed(changes) == [("None", "2023-01–2023-03", None, 3, 0)]


def test_a_month_paid_back_inside_an_old_year():
    gap = {month("2021-05")}
    changes = between(record((BLUE, "2020-03/2023-03"), unpaid=gap), record((BLUE, "2020-03/2023-03")))
    assert employments(changes) == [((BLUE, "2020-03–2023-03"), (BLUE, "2020-03–2023-03"), ("months",))]
    assert months_changed(changes) == [("2021-01–2021-12", "2021-01–2021-12", 11, 12, 1)]


def test_a_back_payment_beside_new_months_is_told_apart():
    before = record((BLUE, "2020-03/2023-01"), unpaid={month("2021-05")}, query="1992-10/2023-02", printed="2023-02-20")
    changes = between(before, record((BLUE, "2020-03/2023-03")))
    assert employments(changes)[0][2] == ("end", "months")
    assert months_changed(changes)[0] == ("2021-01–2021-12", "2021-01–2021-12", 11, 12, 1)


def test_a_mark_of_back_payments_alone():
    after = replace(JANUARY, contributions=(replace(JANUARY.contributions[0], supplemental=True), *JANUARY.contributions[1:]))
    [change] = between(JANUARY, after).contributions
    assert (change.figures, change.marked_before, change.marked_after) == ((), False, True)


def test_a_renamed_employer_is_the_same_stint_under_another_name():
    changes = between(record((BAY, "2020-03/2023-03")), record((BLUE, "2020-03/2023-03")))
    assert employments(changes) == [((BAY, "2020-03–2023-03"), (BLUE, "2020-03–2023-03"), ("employer",))]


def test_a_rename_beside_new_months():
    changes = between(JANUARY, record((BAY, "2020-03/2023-03")))
    assert employments(changes)[0][2] == ("employer", "end")


def test_another_spelling_of_a_name_is_no_rename():
    name = "北京远山仪器（集团）有限公司"
    assert between(record((name, "2020-03/2023-03")), record((name.replace("（", "(").replace("）", ")"), "2020-03/2023-03"))).same


def test_a_row_that_is_gone_and_one_that_is_new():
    changes = between(record((BLUE, "2016-03/2018-06"), (GREEN, "2018-07/2023-03")), record((GREEN, "2018-07/2023-03")))
    assert employments(changes) == [((BLUE, "2016-03–2018-06"), None, ())]
    assert [str(c.after) for c in changes.contributions] == ["None", "None", "2018-07–2018-12"]
    back = between(changes.after.record, changes.before.record)
    assert employments(back) == [(None, (BLUE, "2016-03–2018-06"), ())]


def test_a_stint_that_starts_earlier_now_or_ends_earlier():
    changes = between(
        record((BLUE, "2016-03/2018-06"), (GREEN, "2018-07/2023-03")), record((BLUE, "2016-02/2018-05"), (GREEN, "2018-07/2023-03"))
    )
    assert employments(changes) == [((BLUE, "2016-03–2018-06"), (BLUE, "2016-02–2018-05"), ("start", "end"))]


def amounts_of(row, **figures):
    changed = {**row.amounts, Insurance.MEDICAL: replace(row.amounts[Insurance.MEDICAL], **figures)}
    return replace(row, amounts=changed)


def test_amounts_that_were_changed():
    rows = [amounts_of(row, base=Decimal("1000.00"), personal=Decimal("20.00")) for row in JANUARY.contributions]
    before = replace(JANUARY, contributions=tuple(rows))
    after = replace(JANUARY, contributions=(amounts_of(rows[0], personal=Decimal("20.05")), *rows[1:]))
    [change] = between(before, after).contributions
    assert [(f.insurance, f.what, f.before, f.after) for f in change.figures] == [
        (Insurance.MEDICAL, "personal", Decimal("20.00"), Decimal("20.05"))
    ]


def test_an_amount_that_is_blank_now_is_not_nought():
    before = replace(JANUARY, contributions=tuple(amounts_of(row, base=Decimal("0.00")) for row in JANUARY.contributions))
    assert not between(before, JANUARY).same


def test_equal_amounts_with_more_decimals_are_equal():
    one, other = (
        replace(JANUARY, contributions=tuple(amounts_of(r, base=Decimal(text)) for r in JANUARY.contributions))
        for text in ("1000", "1000.00")
    )
    assert between(one, other).same


def totals(months: int) -> Totals:
    return Totals({Insurance.PENSION: Amounts(months)}, Place(1, (0.0, 0.0, 1.0, 1.0)))


def test_totals_supplement_and_header():
    before = replace(JANUARY, totals=totals(34), supplement=Supplement(pension_months=34, account_balance=Decimal("1.00")))
    after = replace(
        JANUARY,
        totals=totals(35),
        supplement=Supplement(pension_months=35, account_balance=Decimal("2.50")),
        person=Person("张三", None, BLUE),
    )
    changes = between(before, after)
    assert [(f.insurance, f.before, f.after) for f in changes.totals] == [(Insurance.PENSION, 34, 35)]
    assert [(f.field, f.before, f.after) for f in changes.supplement] == [
        ("pension_months", 34, 35),
        ("account_balance", Decimal("1.00"), Decimal("2.50")),
    ]
    assert [(f.field, f.before, f.after) for f in changes.header] == [("employer", None, BLUE)]


def test_what_differs_in_every_print_is_no_difference():
    other = replace(JANUARY, code="zzz999", serial="1", layout="other", pages=(3,), issuer="别处", origin=None)
    assert between(JANUARY, other).same


def test_a_print_asked_for_fewer_years_lacks_nothing():
    full = record((BLUE, "2016-03/2018-06"), (GREEN, "2018-07/2023-03"))
    part = record((GREEN, "2019-05/2023-03"), query="2019-05/2023-04")
    for one, other in ((full, part), (part, full)):
        changes = between(one, other)
        assert changes.same, changes
        assert changes.uncompared == (period("2016-03/2019-04"),) and changes.totals is None


def test_a_print_asked_for_an_earlier_end_lacks_nothing():
    full, part = record((BLUE, "2020-03/2023-03")), record((BLUE, "2020-03/2022-12"), query="1992-10/2022-12")
    changes = between(full, part)
    assert changes.same and changes.uncompared == (period("2023-01/2023-03"),)


def test_prints_in_the_wrong_order_are_said_to_be():
    assert between(record((BLUE, "2020-03/2023-03")), JANUARY).backwards
    assert not between(JANUARY, record((BLUE, "2020-03/2023-03"))).backwards
    assert not between(JANUARY, JANUARY).backwards
    assert not between(replace(JANUARY, print_date=None), JANUARY).backwards


def test_a_print_without_rows_is_compared_by_what_it_was_asked_for():
    empty = replace(JANUARY, employments=(), contributions=())
    assert employments(between(empty, JANUARY)) == [(None, (BLUE, "2020-03–2022-12"), ())]
    assert between(replace(empty, query_period=None), JANUARY).asked is None


@slow
@given(worlds())
def test_a_print_and_itself_are_the_same(world):
    assert between(world.record, world.record).same


@slow
@given(worlds(unpaid=False), st.integers(0, 30))
def test_months_posted_since_are_all_that_is_found(world, back):
    """An earlier print is the same record up to a month; what is found is what was posted since, to the month."""
    last = max(row.period.end for row in world.record.employments)
    until = last + -back
    earlier = cut(world.record, until)
    changes = between(earlier, world.record)
    assert changes.same == (not back)
    assert all(change.after is not None and set(change.fields) <= {"end", "months"} for change in changes.employments)
    gained = sum((f.after or 0) - (f.before or 0) for c in changes.contributions for f in c.figures if f.insurance is Insurance.PENSION)
    counted = [sum(row.amounts[Insurance.PENSION].months for row in r.contributions) for r in (earlier, world.record)]
    assert gained == counted[1] - counted[0]
    assert changes.uncompared == ()


def cut(full: RightsRecord, until: Month) -> RightsRecord:
    """The record, every month of it paid, as it was printed when nothing was posted after a month."""
    spans = [(row.employer, row.period) for row in full.employments if row.period.start <= until]
    rows = [(name, f"{span.start}/{min(span.end, until)}") for name, span in spans]
    query = Period(full.query_period.start, until)
    if not rows:
        return replace(full, employments=(), contributions=(), query_period=query)
    made = record(*rows, monthly=all(row.period.months == 1 for row in full.contributions))
    return replace(made, query_period=query, print_date=None)


@slow
@given(worlds(), st.integers(1, 60))
def test_what_a_shorter_query_period_cuts_is_never_a_difference(world, later):
    full = world.record
    first = min(row.period.start for row in full.employments) + later
    last = max(row.period.end for row in full.employments)
    if first > last:
        return
    part = replace(
        full,
        query_period=Period(first, full.query_period.end),
        employments=tuple(
            replace(r, period=Period(max(r.period.start, first), r.period.end), months=None)
            for r in full.employments
            if r.period.end >= first
        ),
        contributions=tuple(
            replace(r, period=Period(max(r.period.start, first), r.period.end), amounts={}) if r.period.start < first else r
            for r in full.contributions
            if r.period.end >= first
        ),
    )
    assert between(full, part).same and between(part, full).same


def test_monthly_and_yearly_tables_of_the_same_months_are_the_same():
    rows = (BLUE, "2020-03/2023-03")
    assert between(record(rows), record(rows, monthly=True)).same
    changes = between(record(rows, unpaid={month("2021-05")}), record(rows, monthly=True))
    assert months_changed(changes) == [("2021-01–2021-12", "2021-01–2021-12", 11, 12, 1)]


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (("张三", "110199199003070017"), ("张三", "110199199003070017"), None),
        (("张三", "110199199003070017"), ("张*", "110***********0017"), None),
        (("张三", None), ("张三", "110199199003070017"), None),
        (("张三", "110199199003070017"), ("李四", "110199199003070017"), "name"),
        (("张三", "110199199003070017"), ("张三", "110199199003070025"), "id_number"),
        ((None, "110199199003070017"), ("张三", None), "unknown"),
    ],
)
def test_whether_the_records_are_one_persons(one, other, why):
    records = [replace(JANUARY, person=Person(*who, None)) for who in (one, other)]
    assert other_person(*records) == why
