"""What the integrity rules say: the values, the place and the row of each finding, and the order of all of them."""

from dataclasses import replace

import pytest
from record_build import HERE, findings, job, outcome, page, record, row, says, totals_of, yuan

from sbparse.findings import Finding, Severity
from sbparse.messages import Message
from sbparse.record.model import Amounts, Insurance, Person, Totals
from sbparse.values.month import Period
from sbparse.values.place import Place

THERE = Place(2, (5.0, 5.0, 20.0, 20.0))
PENSION, UNEMPLOYMENT, MEDICAL = Insurance.PENSION, Insurance.UNEMPLOYMENT, Insurance.MEDICAL
YEAR = Period.parse("2019-01", "2019-12")


def test_a_sum_that_is_off() -> None:
    sound = record()
    totals = totals_of(sound.contributions)
    wrong = replace(totals, amounts={**totals.amounts, MEDICAL: Amounts(23, None, yuan("2472.01"))}, where=THERE)
    first, second = findings("total-mismatch", replace(sound, totals=wrong))
    assert says(first) == ("integrity.total", {"insurance": "insurance.medical", "column": "amount.months", "printed": 23, "computed": 24})
    assert says(second)[1] == {
        "insurance": "insurance.medical",
        "column": "amount.personal",
        "printed": yuan("2472.01"),
        "computed": yuan("2472.00"),
    }
    assert (first.where, first.severity, first.expected, first.actual) == (THERE, Severity.ERROR, "24", "23")


def test_an_insurance_that_some_rows_lack_is_summed_over_the_others() -> None:
    rows = [
        row("2019-01", "2019-12"),
        replace(row("2020-01", "2020-12"), amounts={PENSION: Amounts(12, yuan("60000.00"), yuan("4800.00"))}),
    ]
    totals = totals_of(rows[:1])
    pension = Amounts(24, None, yuan("9600.00"))
    of = record(jobs=[], totals=replace(totals, amounts={**totals.amounts, PENSION: pension}))
    assert findings("total-mismatch", replace(of, contributions=tuple(rows))) == []


def test_a_sum_that_is_off_is_told_though_another_is_blank() -> None:
    totals = totals_of(record().contributions)
    wrong = {**totals.amounts, PENSION: Amounts(None, None, yuan("9600.00")), MEDICAL: Amounts(24, None, yuan("1.00"))}
    assert len(findings("total-mismatch", record(totals=replace(totals, amounts=wrong)))) == 1


@pytest.mark.parametrize("months", [None, 0, 1])
def test_blank_sums_of_months_say_nothing(months: int | None) -> None:
    rows = [replace(row("2019-01", "2019-12"), amounts={PENSION: Amounts(months, None, None)})]
    blank = Totals({PENSION: Amounts()}, HERE)
    assert outcome("total-mismatch", record(rows, totals=blank)) == "integrity.no-total"
    both = Totals({PENSION: Amounts(), MEDICAL: Amounts(12)}, HERE)
    rows = [replace(rows[0], amounts={**rows[0].amounts, MEDICAL: Amounts(12)})]
    assert outcome("total-mismatch", record(rows, totals=both)) == ([] if not months else "integrity.no-total")


def test_rows_without_months_explain_no_employer_s() -> None:
    for amounts in ({PENSION: Amounts()}, {MEDICAL: Amounts(12)}):
        rows = [replace(row("2018-01", "2018-12"), amounts=amounts), row("2019-01", "2019-12")]
        assert len(findings("employment-months-mismatch", record(rows, jobs=[job("2019-01", "2019-12", 11)]))) == 1


def test_employers_months_that_are_off() -> None:
    jobs = [replace(job("2019-01", "2019-12"), where=THERE), job("2020-01", "2020-12", 11)]
    (found_,) = findings("employment-months-mismatch", record(jobs=jobs))
    assert says(found_) == ("integrity.employment-months", {"declared": 23, "paid": 24})
    assert (found_.where, found_.expected, found_.actual) == (THERE, "24", "23")


def test_rows_of_other_insurances_pay_no_months_of_an_employer() -> None:
    rows = [row("2019-01", "2019-12"), replace(row("2020-01", "2020-12"), amounts={MEDICAL: Amounts(12, None, None)})]
    blank = replace(row("2020-01", "2020-12"), amounts={PENSION: Amounts(None, None, None)})
    for second in (rows[1], blank):
        assert findings("employment-months-mismatch", record([rows[0], second], jobs=[job("2019-01", "2019-12")])) == []
        assert len(findings("employment-months-mismatch", record([rows[0], second], jobs=[job("2019-01", "2020-12", 13)]))) == 1


def test_more_months_than_a_period_has() -> None:
    jobs = [job("2019-01", "2019-12"), replace(job("2020-01", "2020-06", 7), where=THERE)]
    rows = [
        replace(
            row("2019-01", "2019-06", months=7), where=THERE, amounts={PENSION: Amounts(6, None, None), MEDICAL: Amounts(7, None, None)}
        )
    ]
    first, second = findings("row-exceeds-span", record(rows, jobs=jobs))
    assert says(first) == ("integrity.employment-span", {"period": jobs[1].period, "months": 7, "span": 6})
    assert (first.where, first.employment, first.expected, first.actual) == (THERE, 1, "6", "7")
    assert says(second) == ("integrity.row-span", {"period": rows[0].period, "insurance": "insurance.medical", "months": 7, "span": 6})
    assert (second.where, second.employment, second.expected, second.actual) == (THERE, None, "6", "7")


def test_rows_of_one_period() -> None:
    rows = [
        replace(row("2019-01", "2019-12"), amounts={PENSION: Amounts(months, None, None)}, where=where)
        for months, where in ((7, HERE), (6, THERE))
    ]
    (told,) = findings("row-exceeds-span", record(rows))
    assert says(told) == ("integrity.repeated", {"period": YEAR, "insurance": "insurance.pension", "months": 13, "span": 12})
    assert (told.where, told.expected, told.actual) == (THERE, "12", "13")
    # One month with two employers is enough to explain it.
    jobs = [job("2019-01", "2019-06"), job("2019-06", "2019-12")]
    assert findings("row-exceeds-span", record(rows, jobs=jobs)) == []
    # Another insurance, or another period, is another count.
    assert findings("row-exceeds-span", record([rows[0], replace(rows[1], amounts={MEDICAL: Amounts(6, None, None)})])) == []
    assert findings("row-exceeds-span", record([rows[0], replace(rows[1], period=Period.parse("2019-01", "2019-11"))])) == []


def test_the_employers_months_alone_can_be_looked_at() -> None:
    assert findings("row-exceeds-span", record([])) == []
    assert findings("row-exceeds-span", record(jobs=[job("2019-01", "2020-12", None)])) == []
    assert findings("row-exceeds-span", record([], jobs=[job("2019-01", "2019-12", None), job("2020-01", "2020-12")])) == []


def cumulated(pension: int | None = None, medical: int | None = None, **changed: object) -> list[Finding]:
    of = record()
    supplement = replace(of.supplement, pension_months=pension, medical_months=medical, where=THERE)
    extras = {name: value for name, value in changed.items() if name in type(supplement).__slots__}
    others = {name: value for name, value in changed.items() if name not in extras}
    return findings("cumulative-mismatch", replace(of, supplement=replace(supplement, **extras), **others))  # type: ignore[arg-type]


def test_cumulative_months_below_the_table_s() -> None:
    (told,) = cumulated(medical=11)
    assert (
        says(told)
        == (
            "integrity.cumulative-below",
            {"insurance": "insurance.medical", "printed": "0年11个月", "computed": "2年0个月", "difference": 13},
        )
        or told.message.params["difference"] == 13
    )
    assert (told.where, told.severity) == (THERE, Severity.ERROR)
    assert (told.expected, told.actual) == (told.message.params["computed"], told.message.params["printed"])


def test_cumulative_months_above_it_are_explained() -> None:
    (told,) = cumulated(pension=60, backfilled_months=1, rural_months=2, pension_lump_sum_months=3, transferred_months=4)
    assert told.message.key == "integrity.cumulative-above" and told.message.params["difference"] == 36
    why = told.message.params["explanation"]
    assert isinstance(why, Message) and why.key == "integrity.explained"
    explained = [(e.key, e.params) for e in why.params["explanations"]]  # type: ignore[attr-defined]
    assert explained == [
        ("integrity.explained-backfilled", {"months": 1}),
        ("integrity.explained-rural", {"months": 2}),
        ("integrity.explained-lump-sum", {"months": 3}),
        ("integrity.explained-transferred", {"months": 4}),
    ]
    assert (told.expected, told.actual) == ("2年6个月", "5年0个月")
    (medical,) = cumulated(medical=60, medical_lump_sum_months=3)
    why = medical.message.params["explanation"]
    assert isinstance(why, Message)
    assert [e.key for e in why.params["explanations"]] == ["integrity.explained-lump-sum"]  # type: ignore[attr-defined]
    # What is expected is the table with what stands beside it.
    (below,) = cumulated(pension=23, backfilled_months=1, rural_months=2, pension_lump_sum_months=3)
    assert told.expected == below.expected != cumulated(pension=23)[0].expected


@pytest.mark.parametrize(
    ("start", "explained"), [("1992-10", False), ("1992-12", False), ("1993-01", True), ("2010-01", True), (None, False)]
)
def test_a_query_that_begins_later_explains_more_months(start: str | None, explained: bool) -> None:
    period = Period.parse(start, "2021-01") if start else None
    (told,) = cumulated(medical=25, query_period=period)
    why = told.message.params["explanation"]
    assert isinstance(why, Message) and why.key == ("integrity.explained" if explained else "integrity.unexplained")
    if explained and period:
        assert [e.key for e in why.params["explanations"]] == ["integrity.explained-query"]  # type: ignore[attr-defined]
        assert why.params["explanations"][0].params == {"start": period.start}  # type: ignore[index]


# The form.


def test_rows_outside_the_query() -> None:
    rows = [replace(row("2018-01", "2018-12"), where=THERE), row("2019-01", "2019-12")]
    jobs = [job("2019-01", "2019-12"), replace(job("2018-12", "2019-12"), where=THERE)]
    first, second = findings("outside-query-period", record(rows, jobs=jobs, query_period=YEAR))
    assert says(first) == ("integrity.outside-query", {"row": rows[0].period, "period": YEAR})
    assert (first.where, first.employment) == (THERE, None)
    assert says(second) == ("integrity.outside-query", {"row": jobs[1].period, "period": YEAR})
    assert (second.where, second.employment) == (THERE, 1)


def test_a_personal_payer() -> None:
    payer = replace(job("2020-01", "2020-12", employer="北京市海淀区灵活就业人员"), where=THERE)
    (told,) = findings("personal-payer", record(jobs=[job("2019-01", "2019-12"), payer]))
    assert says(told) == ("integrity.personal-payer", {"employer": payer.employer, "period": payer.period})
    assert (told.where, told.employment) == (THERE, 1)


def test_pages_that_are_missing() -> None:
    (told,) = findings("incomplete-pages", record(origin=THERE), pages=[page(2, 4), page(4, 4), page(None, None)])
    assert says(told) == ("integrity.pages-missing", {"missing": [1, 3], "total": 4})
    assert (told.where, told.expected, told.actual) == (THERE, "4", "2")
    (told,) = findings("incomplete-pages", record(), pages=[page(1, 2), page(2, 3), page(3, 3)])
    assert told.expected == "3"
    assert says(told)[1] == {"missing": [1, 2, 3], "total": 3}


def test_a_header_that_differs() -> None:
    pages = [
        page(None, None),
        page(1, 3, {"code": "abc"}),
        page(None, None),
        page(2, 3, {"code": "abd"}),
        replace(page(3, 3, {"code": "abd", "name": "甲"}), where=THERE),
    ]
    _, told = findings("incomplete-pages", record(), pages=pages)
    assert says(told) == ("integrity.header-differs", {"page": 3, "field": "field.code", "here": "abd", "there": "abc"})
    assert (told.where, told.expected, told.actual) == (THERE, "abc", "abd")


@pytest.mark.parametrize("field", ["name", "id_number", "employer", "code", "serial", "query_date", "query_period"])
def test_each_field_of_the_header_is_the_same_on_all_pages(field: str) -> None:
    (told,) = findings("incomplete-pages", record(), pages=[page(1, 2, {field: "甲"}), page(2, 2, {field: "乙"})])
    assert says(told)[1]["field"] == f"field.{field}"


def test_what_the_identity_number_should_end_in() -> None:
    of = record(person=Person(None, "110199199003070018", None), origin=THERE)
    (told,) = findings("id-checksum", of)
    assert says(told) == ("integrity.id", {"expected": "7", "actual": "8"})
    assert (told.where, told.expected, told.actual) == (THERE, "7", "8")


def test_fields_with_characters_that_were_not_decoded() -> None:
    bad = "\ufffd甲"
    told = findings("unreadable-text", record(person=Person(bad, bad, bad), code=bad, issuer=bad, origin=THERE))
    assert [says(f) for f in told] == [
        ("integrity.unreadable-field", {"field": f"field.{name}", "text": bad})
        for name in ("name", "id_number", "employer", "code", "issuer")
    ]
    assert {f.where for f in told} == {THERE}


def test_what_nobody_read_is_quoted_with_its_first_sixty_characters() -> None:
    (told,) = findings("unread-text", record(), unread=[("某" * 61, THERE)])
    assert says(told) == ("integrity.unread", {"page": 2, "text": "某" * 60})
    assert told.where == THERE
    assert len(findings("unread-text", record(), unread=[("X", THERE), ("-_.", THERE)])) == 1
