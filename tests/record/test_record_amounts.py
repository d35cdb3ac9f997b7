"""Payments and bases against rates and caps: what the findings say, rows without a number of months, rows in any order."""

from dataclasses import replace
from decimal import Decimal

import pytest
from record_build import findings, job, record, row, says, yuan

from sbparse.messages import Message
from sbparse.policy.load import default_ruleset
from sbparse.policy.model import RateRow, RuleSet
from sbparse.record.integrity import CHECKS, Facts
from sbparse.record.model import Amounts, Insurance, RightsRecord
from sbparse.values.month import Month, Period
from sbparse.values.place import Place

THERE = Place(2, (5.0, 5.0, 20.0, 20.0))
PENSION, UNEMPLOYMENT, MEDICAL = Insurance.PENSION, Insurance.UNEMPLOYMENT, Insurance.MEDICAL
YEAR = Period.parse("2019-01", "2019-12")


def paying(insurance: Insurance, personal: str, *, base: str = "60000.00", start: str = "2019-01", end: str = "2019-12") -> RightsRecord:
    period = Period.parse(start, end)
    amounts = {insurance: Amounts(period.months, yuan(base), yuan(personal))}
    return record([replace(row(start, end), amounts=amounts, where=THERE)])


def test_a_payment_that_is_off() -> None:
    (told,) = findings("personal-amount-mismatch", paying(PENSION, "1.00", base="5000.05"))
    values = {"period": YEAR, "insurance": "insurance.pension", "base": yuan("5000.05"), "personal": yuan("1.00"), "expected": "400.00"}
    assert says(told) == ("integrity.personal-amount", values)
    assert (told.where, told.expected, told.actual) == (THERE, "400.00", "1.00")
    (told,) = findings("personal-amount-mismatch", paying(MEDICAL, "1.00"))
    assert (told.expected, told.actual) == ("1200.00–1236.00", "1.00")
    # Half a fen is rounded up.
    (told,) = findings("personal-amount-mismatch", paying(PENSION, "1.00", base="5000.0625"))
    assert told.expected == "400.01"


@pytest.mark.parametrize(("months", "personal"), [(None, "1236.12"), (0, "1236.12")])
def test_a_row_without_a_number_of_months_is_held_against_its_period(months: int | None, personal: str) -> None:
    amounts = {MEDICAL: Amounts(months, yuan("60000.00"), yuan(personal))}
    assert findings("personal-amount-mismatch", record([replace(row("2019-01", "2019-12"), amounts=amounts)])) == []
    over = {MEDICAL: Amounts(months, yuan("60000.00"), yuan(personal) + Decimal("0.01"))}
    assert len(findings("personal-amount-mismatch", record([replace(row("2019-01", "2019-12"), amounts=over)]))) == 1


def test_rates_are_those_of_each_row_s_own_months() -> None:
    """The unemployment rate of May 2021 on is another than before; the rows come in any order."""
    before = replace(row("2021-04", "2021-04"), amounts={UNEMPLOYMENT: Amounts(1, yuan("5000.00"), yuan("10.00"))})
    after = replace(row("2021-05", "2021-05"), amounts={UNEMPLOYMENT: Amounts(1, yuan("5000.00"), yuan("25.00"))})
    both = replace(row("2021-04", "2021-05"), amounts={UNEMPLOYMENT: Amounts(2, yuan("10000.00"), yuan("35.00"))})
    for rows in ((before, after), (after, before), (before, both), (after, both), (both, before, after)):
        assert findings("personal-amount-mismatch", record(rows)) == []
    assert len(findings("personal-amount-mismatch", record((before, replace(after, amounts=before.amounts))))) == 1
    assert len(findings("personal-amount-mismatch", record((after, replace(before, amounts=after.amounts))))) == 1


def test_a_row_of_two_rates_says_nothing_of_the_next() -> None:
    both = replace(row("2021-04", "2021-05"), amounts={UNEMPLOYMENT: Amounts(2, yuan("10000.00"), yuan("35.00"))})
    april = replace(row("2021-04", "2021-04"), amounts={UNEMPLOYMENT: Amounts(1, yuan("5000.00"), yuan("25.00"))})
    assert len(findings("personal-amount-mismatch", record((both, april)))) == 1
    again = [replace(april, period=Period.parse(month, month)) for month in ("2021-06", "2021-07", "2021-08")]
    assert findings("personal-amount-mismatch", record(again)) == []
    low = replace(again[2], amounts={UNEMPLOYMENT: Amounts(1, yuan("5000.00"), yuan("10.00"))})
    assert len(findings("personal-amount-mismatch", record((*again[:2], low)))) == 1


def test_a_payment_that_is_not_judged_says_nothing_of_the_others() -> None:
    amounts = {
        PENSION: Amounts(12, None, yuan("4800.00")),
        UNEMPLOYMENT: Amounts(12, yuan("60000.00"), yuan("0.00")),
        MEDICAL: Amounts(12, yuan("60000.00"), yuan("1.00")),
    }
    assert len(findings("personal-amount-mismatch", record([replace(row("2019-01", "2019-12"), amounts=amounts)]))) == 1


def ruled(of: RightsRecord, rule: str, **changed: object) -> list[str] | str:
    """What a rule expects with other rates and caps than those shipped."""
    result = CHECKS[rule](Facts(of, replace(default_ruleset(), **changed)))  # type: ignore[arg-type]
    return result.key if isinstance(result, Message) else [str(f.expected) for f in result]


def test_only_the_unemployment_insurance_has_years_of_either_of_two_rates() -> None:
    two = (RateRow(None, None, (Decimal("0.08"), Decimal("0.10"))),)
    none = (RateRow(None, None, ()),)
    for insurance in (PENSION, MEDICAL):
        assert ruled(paying(insurance, "5000.00"), "personal-amount-mismatch", rates={insurance: two}) == "integrity.no-amounts"
    assert ruled(paying(UNEMPLOYMENT, "6000.00"), "personal-amount-mismatch", rates={UNEMPLOYMENT: two}) == []
    assert ruled(paying(UNEMPLOYMENT, "6001.00"), "personal-amount-mismatch", rates={UNEMPLOYMENT: two}) == ["4800.00–6000.00"]
    assert ruled(paying(UNEMPLOYMENT, "1.00"), "personal-amount-mismatch", rates={UNEMPLOYMENT: none}) == "integrity.no-amounts"
    mixed = (RateRow(None, Month.parse("2019-06"), (Decimal("0.08"),)), RateRow(Month.parse("2019-07"), None, ()))
    for insurance in (PENSION, UNEMPLOYMENT):
        assert ruled(paying(insurance, "1.00"), "personal-amount-mismatch", rates={insurance: mixed}) == "integrity.no-amounts"


def test_without_a_monthly_amount_on_top_the_rate_is_all() -> None:
    plain = (RateRow(None, None, (Decimal("0.02"),)),)
    assert ruled(paying(MEDICAL, "1200.12"), "personal-amount-mismatch", rates={MEDICAL: plain}) == []
    assert ruled(paying(MEDICAL, "1200.13"), "personal-amount-mismatch", rates={MEDICAL: plain}) == ["1200.00"]


def test_an_insurance_without_a_cap_says_nothing_of_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RuleSet, "cap", lambda _, month, insurance: Decimal(100) if insurance is MEDICAL and month else None)
    amounts = {PENSION: Amounts(12, yuan("1201.00")), MEDICAL: Amounts(12, yuan("1201.00"))}
    assert ruled(record([replace(row("2019-01", "2019-12"), amounts=amounts)]), "base-above-cap") == ["1200"]


@pytest.mark.parametrize(
    ("start", "end", "before", "after"), [("2021-01", "2021-07", 6, 1), ("2020-12", "2021-08", 7, 2), ("2021-06", "2021-07", 1, 1)]
)
def test_a_period_has_so_many_months_of_each_cap(start: str, end: str, before: int, after: int) -> None:
    rules = default_ruleset()
    caps = [rules.cap(Month.parse(month), PENSION) for month in ("2021-06", "2021-07")]
    assert caps[0] is not None and caps[1] is not None and caps[0] < caps[1]
    limit = caps[0] * before + caps[1] * after
    expected: list[str]
    for base, expected in ((limit, []), (limit + 1, [str(limit)])):
        amounts = {PENSION: Amounts(None, base)}
        assert ruled(record([replace(row(start, end), amounts=amounts)]), "base-above-cap") == expected


def test_who_pays_alone_may_do_so_for_the_pension_alone() -> None:
    payer = job("2019-06", "2019-06", employer="北京市海淀区灵活就业人员")
    assert findings("personal-amount-mismatch", replace(paying(PENSION, "12000.12"), employments=(payer,))) == []
    assert len(findings("personal-amount-mismatch", replace(paying(PENSION, "12000.13"), employments=(payer,)))) == 1
    assert len(findings("personal-amount-mismatch", replace(paying(MEDICAL, "12000.00"), employments=(payer,)))) == 1


def test_a_base_above_its_cap() -> None:
    (told,) = findings("base-above-cap", paying(PENSION, "0.00", base="400000.00"))
    assert says(told) == (
        "integrity.base",
        {"period": YEAR, "insurance": "insurance.pension", "base": yuan("400000.00"), "limit": Decimal(told.expected or 0)},
    )
    assert (told.where, told.actual) == (THERE, "400000.00")
    for months in (None, 0):
        amounts = {PENSION: Amounts(months, yuan("293796.00"), None)}
        assert findings("base-above-cap", record([replace(row("2019-01", "2019-12"), amounts=amounts)])) == []
