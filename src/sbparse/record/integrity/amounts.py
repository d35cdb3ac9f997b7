"""Bases and personal payments against the rates and caps of their months (rule set)."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from sbparse.messages import message
from sbparse.policy.model import RateRow, RuleSet
from sbparse.record.integrity.facts import Facts, Outcome, found
from sbparse.record.model import PAID_BY_PERSON, Contribution, Insurance
from sbparse.values.month import Month, Period

_FEN: Final = Decimal("0.01")
_JULY: Final = 6
"""What the index of a July leaves when divided by 12."""

_SELF_EMPLOYED_RATE: Final = Decimal("0.20")
"""灵活就业 may print the whole contribution as personal (DOMAIN section 3)."""


def personal_amount_mismatch(facts: Facts) -> Outcome:
    """个人缴费 lies between the lowest and the highest amount that base and rates allow, give or take a fen a month."""
    record = facts.record
    findings = []
    compared = 0
    self_employed = [e.period for e in record.employments if facts.ruleset.personal_payer(e.employer)]
    rates: dict[Insurance, tuple[RateRow, ...]] = {}
    for row in record.contributions:
        for insurance in PAID_BY_PERSON:
            amounts = row.amounts.get(insurance)
            if amounts is None or amounts.base is None or amounts.personal is None:
                continue
            months = amounts.months or row.period.months
            own_account = insurance is Insurance.PENSION and any(period.overlap(row.period) for period in self_employed)
            rates[insurance] = _rates_in(facts.ruleset, insurance, row.period, rates.get(insurance, ()))
            span = _allowed(rates[insurance], insurance, amounts.base, months, own_account=own_account)
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


def _rates_in(rules: RuleSet, insurance: Insurance, period: Period, before: tuple[RateRow, ...]) -> tuple[RateRow, ...]:
    """The rates of a row's months; mostly those of the row before it, given as ``before``."""
    if len(before) == 1 and period.start in before[0] and period.end in before[0]:
        return before
    return rules.rates_in(insurance, period)


def _allowed(
    rows: tuple[RateRow, ...], insurance: Insurance, base: Decimal, months: int, *, own_account: bool
) -> tuple[Decimal, Decimal] | None:
    """The lowest and highest personal payment, in yuan; None where the rates of a month are not known."""
    # Only the unemployment insurance has years in which either of two rates was paid.
    if not rows or not all(len(r.rates) == 1 or (r.rates and insurance is Insurance.UNEMPLOYMENT) for r in rows):
        return None
    rates = [rate for r in rows for rate in r.rates]
    if own_account:
        rates.append(_SELF_EMPLOYED_RATE)
    low, high = base * min(rates), base * max(rates)
    if insurance is Insurance.MEDICAL:
        high += max(Decimal(0), *[flat for r in rows for flat in r.flat]) * months
    return low, high


def _shown(low: Decimal, high: Decimal) -> str:
    low, high = low.quantize(_FEN, ROUND_HALF_UP), high.quantize(_FEN, ROUND_HALF_UP)
    return str(low) if low == high else f"{low}–{high}"


def base_above_cap(facts: Facts) -> Outcome:
    """年缴费基数 is not above the sum of the monthly caps of as many of its period's months as were paid, the highest ones."""
    findings = []
    compared = 0
    for row in facts.record.contributions:
        years = _cap_years(row.period)
        for insurance, amounts in row.amounts.items():
            if amounts.base is None:
                continue
            limit = _limit(facts.ruleset, insurance, years, amounts.months or row.period.months)
            if limit is None:
                continue
            compared += 1
            if amounts.base > limit:
                what = message(
                    "integrity.base", period=row.period, insurance=message(f"insurance.{insurance}"), base=amounts.base, limit=limit
                )
                findings.append(found("base-above-cap", what, row.where, expected=limit, actual=amounts.base))
    return findings if compared else message("integrity.no-bases")


def _cap_years(period: Period) -> list[tuple[Month, int]]:
    """The months of a period by the years that share a cap (from July): the first month and how many."""
    years: list[tuple[Month, int]] = []
    month, end = period.start, period.end.index
    while month.index <= end:
        months = min(12 - (month.index - _JULY) % 12, end + 1 - month.index)
        years.append((month, months))
        month += months
    return years


def _limit(rules: RuleSet, insurance: Insurance, years: list[tuple[Month, int]], months: int) -> Decimal | None:
    """The sum of the highest ``months`` of the monthly caps in some cap years; None where one is not known."""
    caps: list[tuple[Decimal, int]] = []
    for first, count in years:
        cap = rules.cap(first, insurance)
        if cap is None:
            return None
        caps.append((cap, count))
    limit = Decimal(0)
    for cap, count in sorted(caps, reverse=True):
        limit += cap * min(count, months)
        months -= min(count, months)
    return limit
