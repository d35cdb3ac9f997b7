"""Bases and personal payments against rates and caps: both sides of each boundary, and where the rules cannot look."""

from dataclasses import replace
from decimal import Decimal

import pytest
from record_build import actuals, job, outcome, record, row

from sbparse.policy.load import default_ruleset
from sbparse.record.model import Amounts, Contribution, Insurance
from sbparse.values.month import Month

PENSION, UNEMPLOYMENT, MEDICAL = Insurance.PENSION, Insurance.UNEMPLOYMENT, Insurance.MEDICAL


def paying(start: str, end: str, insurance: Insurance, personal: str | None, *, base: str = "60000.00", months: int | None = None,
           supplemental: bool = False) -> Contribution:  # fmt: skip
    """A row in which only one insurance has amounts."""
    plain = row(start, end, months=months, supplemental=supplemental)
    blank = {i: replace(a, base=None, personal=None) for i, a in plain.amounts.items()}
    own = Amounts(plain.amounts[insurance].months, Decimal(base), None if personal is None else Decimal(personal))
    return replace(plain, amounts={**blank, insurance: own})


def passes(rows: list[Contribution], **changed: object) -> bool:
    return actuals("personal-amount-mismatch", record(rows, **changed)) == []  # type: ignore[arg-type]


class TestPersonalAmount:
    @pytest.mark.parametrize(
        ("personal", "fits"), [("4800.00", True), ("4800.12", True), ("4800.13", False), ("4799.88", True), ("4799.87", False)]
    )
    def test_pension_is_8_percent_give_or_take_a_fen_a_month(self, personal: str, fits: bool) -> None:
        assert passes([paying("2019-01", "2019-12", PENSION, personal)]) is fits

    @pytest.mark.parametrize(("personal", "fits"), [("400.01", True), ("400.02", False), ("399.99", True), ("399.98", False)])
    def test_in_a_monthly_row_the_allowance_is_one_fen(self, personal: str, fits: bool) -> None:
        assert passes([paying("2019-03", "2019-03", PENSION, personal, base="5000.00")]) is fits

    def test_fewer_paid_months_allow_fewer_fen(self) -> None:
        assert passes([paying("2019-01", "2019-12", PENSION, "4800.03", months=3)])
        assert not passes([paying("2019-01", "2019-12", PENSION, "4800.04", months=3)])

    @pytest.mark.parametrize(
        ("start", "end", "personal", "fits"),
        [
            ("2020-01", "2020-12", "120.12", True),
            ("2020-01", "2020-12", "120.13", False),
            ("2020-01", "2020-12", "300.00", False),
            ("2022-01", "2022-12", "300.12", True),
            ("2022-01", "2022-12", "299.87", False),
            ("2021-01", "2021-12", "119.88", True),
            ("2021-01", "2021-12", "240.00", True),
            ("2021-01", "2021-12", "300.13", False),
            ("2021-04", "2021-04", "120.01", True),
            ("2021-04", "2021-04", "300.00", False),
            ("2021-05", "2021-05", "300.00", True),
            ("2021-05", "2021-05", "120.00", False),
        ],
    )
    def test_unemployment_rose_in_may_2021(self, start: str, end: str, personal: str, fits: bool) -> None:
        assert passes([paying(start, end, UNEMPLOYMENT, personal)]) is fits

    @pytest.mark.parametrize(
        ("personal", "fits"), [("1199.88", True), ("1199.87", False), ("1218.00", True), ("1236.12", True), ("1236.13", False)]
    )
    def test_medical_is_2_percent_with_or_without_3_yuan_a_month(self, personal: str, fits: bool) -> None:
        assert passes([paying("2019-01", "2019-12", MEDICAL, personal)]) is fits

    def test_back_payments_are_judged_by_the_pension_alone(self) -> None:
        sound = paying("2019-01", "2019-12", PENSION, "4800.00")
        assert passes([sound, paying("2020-01", "2020-12", UNEMPLOYMENT, "500.00", supplemental=True)])
        assert not passes([paying("2020-01", "2020-12", PENSION, "5000.00", supplemental=True)])

    def test_a_rural_household_pays_no_unemployment_insurance(self) -> None:
        sound = paying("2019-01", "2019-12", PENSION, "4800.00")
        assert passes([sound, paying("2020-01", "2020-12", UNEMPLOYMENT, "0.00")])
        assert passes([sound, paying("2020-01", "2020-12", UNEMPLOYMENT, None)])

    def test_who_pays_alone_may_print_20_percent(self) -> None:
        whole = [paying("2019-01", "2019-12", PENSION, "12000.00")]
        payer = next(name for name in ("北京市海淀区灵活就业人员", "灵活就业") if default_ruleset().personal_payer(name))
        assert not passes(whole)
        assert passes(whole, jobs=[job("2019-01", "2019-12", employer=payer)])
        assert not passes(whole, jobs=[job("2018-01", "2018-12", employer=payer)])

    def test_before_2006_and_without_amounts_the_rule_is_not_run(self) -> None:
        old = [paying("2005-01", "2005-12", PENSION, "1.00")]
        assert outcome("personal-amount-mismatch", record(old)) == "integrity.no-amounts"
        assert outcome("personal-amount-mismatch", record([paying("2019-01", "2019-12", PENSION, None)])) == "integrity.no-amounts"
        assert outcome("personal-amount-mismatch", record([])) == "integrity.no-amounts"


def cap(month: str, insurance: Insurance = PENSION) -> Decimal:
    limit = default_ruleset().cap(Month.parse(month), insurance)
    assert limit is not None
    return limit


def too_high(start: str, end: str, insurance: Insurance, base: Decimal, months: int | None = None) -> list[tuple[str | None, str | None]]:
    return actuals("base-above-cap", record([paying(start, end, insurance, None, base=str(base), months=months)]))


class TestCap:
    @pytest.mark.parametrize("insurance", Insurance)
    def test_a_month_at_its_cap(self, insurance: Insurance) -> None:
        limit = cap("2019-07", insurance)
        assert too_high("2019-07", "2019-07", insurance, limit) == []
        assert too_high("2019-07", "2019-07", insurance, limit + Decimal("0.01")) == [(str(limit), f"{limit + Decimal('0.01')}")]

    @pytest.mark.parametrize(("month", "year"), [("2021-06", 2020), ("2021-07", 2021)])
    def test_the_year_of_a_cap_runs_from_july(self, month: str, year: int) -> None:
        limit = default_ruleset().caps[year].general
        assert too_high(month, month, PENSION, limit) == []
        assert len(too_high(month, month, PENSION, limit + 1)) == 1

    def test_a_calendar_year_has_six_months_of_each(self) -> None:
        limit = 6 * cap("2021-01") + 6 * cap("2021-12")
        assert too_high("2021-01", "2021-12", PENSION, limit) == []
        assert len(too_high("2021-01", "2021-12", PENSION, limit + 1)) == 1

    def test_of_a_year_s_months_the_highest_caps_count(self) -> None:
        """Which seven of the twelve were paid the record does not say."""
        limit = 6 * cap("2021-12") + cap("2021-01")
        assert too_high("2021-01", "2021-12", PENSION, limit, months=7) == []
        assert len(too_high("2021-01", "2021-12", PENSION, limit + 1, months=7)) == 1

    def test_medical_had_a_cap_of_its_own(self) -> None:
        assert cap("2019-07", MEDICAL) > cap("2019-07", PENSION)
        assert too_high("2019-07", "2019-07", MEDICAL, cap("2019-07", MEDICAL)) == []
        assert len(too_high("2019-07", "2019-07", PENSION, cap("2019-07", MEDICAL))) == 1

    @pytest.mark.parametrize(("start", "end"), [("2013-06", "2013-06"), ("2013-01", "2013-12"), ("2028-01", "2028-01")])
    def test_without_a_cap_for_every_month_the_rule_is_not_run(self, start: str, end: str) -> None:
        rows = [paying(start, end, PENSION, None, base="9999999.00")]
        assert outcome("base-above-cap", record(rows)) == "integrity.no-bases"

    def test_without_bases_the_rule_is_not_run(self) -> None:
        assert outcome("base-above-cap", record([])) == "integrity.no-bases"
