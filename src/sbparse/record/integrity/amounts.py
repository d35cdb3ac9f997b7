"""Bases and personal payments against the rates and caps of their months (rule set)."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from sbparse.messages import message
from sbparse.policy.model import RuleSet
from sbparse.record.integrity.facts import Facts, Outcome, found
from sbparse.record.model import PAID_BY_PERSON, Contribution, Insurance
from sbparse.values.month import Period

_FEN: Final = Decimal("0.01")
_SELF_EMPLOYED_RATE: Final = Decimal("0.20")
"""灵活就业 may print the whole contribution as personal (DOMAIN section 3)."""


def personal_amount_mismatch(facts: Facts) -> Outcome:
    """个人缴费 lies between the lowest and the highest amount that base and rates allow, give or take a fen a month."""
    record = facts.record
    findings = []
    compared = 0
    self_employed = [e.period for e in record.employments if facts.ruleset.personal_payer(e.employer)]
    for row in record.contributions:
        for insurance in PAID_BY_PERSON:
            amounts = row.amounts.get(insurance)
            if amounts is None or amounts.base is None or amounts.personal is None:
                continue
            months = amounts.months or row.period.months
            own_account = insurance is Insurance.PENSION and any(period.overlap(row.period) for period in self_employed)
            span = _allowed(facts.ruleset, insurance, row.period, amounts.base, months, own_account=own_account)
            if span is None or _lenient(row, insurance, amounts.personal):
                continue
            compared += 1
            low, high = span
            slack = _FEN * max(1, months)
            if not low - slack <= amounts.personal <= high + slack:
                what = message(
                    "integrity.personal-amount",
                    period=row.period,
                    insurance=message(f"insurance.{insurance}"),
                    base=amounts.base,
                    personal=amounts.personal,
                    expected=_shown(low, high),
                )
                findings.append(found("personal-amount-mismatch", what, row.where, expected=_shown(low, high), actual=amounts.personal))
    return findings if compared else message("integrity.no-amounts")


def _lenient(row: Contribution, insurance: Insurance, personal: Decimal) -> bool:
    """Only the pension's rate is strict: back-payments mix the rates of several years, and rural households pay no unemployment
    insurance."""
    return insurance is not Insurance.PENSION and (row.supplemental or not personal)


def _allowed(
    rules: RuleSet, insurance: Insurance, period: Period, base: Decimal, months: int, *, own_account: bool
) -> tuple[Decimal, Decimal] | None:
    """The lowest and highest personal payment, in yuan; None where the rates of a month are not known."""
    rows = rules.rates_in(insurance, period)
    # Only the unemployment insurance has years in which either of two rates was paid.
    if not rows or not all(len(r.rates) == 1 or (r.rates and insurance is Insurance.UNEMPLOYMENT) for r in rows):
        return None
    rates = {rate for r in rows for rate in r.rates}
    flats = {flat for r in rows for flat in r.flat} if insurance is Insurance.MEDICAL else {Decimal(0)}
    if own_account:
        rates.add(_SELF_EMPLOYED_RATE)
    return base * min(rates), base * max(rates) + max(Decimal(0), *flats) * months


def _shown(low: Decimal, high: Decimal) -> str:
    low, high = low.quantize(_FEN, ROUND_HALF_UP), high.quantize(_FEN, ROUND_HALF_UP)
    return str(low) if low == high else f"{low}–{high}"


def base_above_cap(facts: Facts) -> Outcome:
    """年缴费基数 is not above the sum of the monthly caps of as many of its period's months as were paid, the highest ones."""
    findings = []
    compared = 0
    for row in facts.record.contributions:
        for insurance, amounts in row.amounts.items():
            if amounts.base is None:
                continue
            caps = [facts.ruleset.cap(month, insurance) for month in row.period]
            known = sorted((cap for cap in caps if cap is not None), reverse=True)
            if len(known) < len(caps):
                continue
            compared += 1
            limit = sum(known[: amounts.months] if amounts.months else known, Decimal(0))
            if amounts.base > limit:
                what = message(
                    "integrity.base", period=row.period, insurance=message(f"insurance.{insurance}"), base=amounts.base, limit=limit
                )
                findings.append(found("base-above-cap", what, row.where, expected=limit, actual=amounts.base))
    return findings if compared else message("integrity.no-bases")
