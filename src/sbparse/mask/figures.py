"""Other amounts, with the arithmetic of the old ones.

A 年缴费基数 becomes another of as many digits, the same wherever it was the same; what is paid on it follows in proportion; a total moves
by as much as its rows do, so that it agrees afterwards where it agreed before, and is off by as much where it was off. Every amount keeps
its number of digits, since a table's geometry hangs on it.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from sbparse.policy import default_ruleset
from sbparse.record.model import Amounts, Contribution, Insurance, RightsRecord, Supplement, Totals

_TRIES: Final = 400
_LOWEST, _HIGHEST = 0.3, 3.0
_WIDEST: Final = 0.5
"""How far one base's factor may lie from the file's, as a share; narrowed from try to try until all totals keep their digits."""

_MEDICAL_RATE, _MEDICAL_FLAT = Decimal("0.02"), 3  # 2 % of the base and 3 yuan a month


@dataclass(frozen=True, slots=True)
class _Window:
    """Factors under which amounts keep their numbers of digits; 1 is always among them."""

    low: float
    high: float

    def narrowed(self, amount: Decimal | None) -> "_Window":
        if not amount:
            return self
        digits = len(str(int(amount)))
        least = Decimal(10) ** (digits - 1) if amount >= 1 else Decimal("0.01")
        most = Decimal(10) ** digits - 1
        return _Window(max(self.low, float(least / amount)), min(self.high, float(most / amount)))

    def below(self, limit: Decimal | None, base: Decimal) -> "_Window":
        """Not above what the base may be, where it was not above it before."""
        return self if limit is None else _Window(self.low, min(self.high, max(1.0, float(limit / base))))


class NoFiguresError(Exception):
    """No other amounts of the same shape were found."""


def other_figures(records: Sequence[RightsRecord], rng: random.Random) -> tuple[RightsRecord, ...]:
    """The records with other amounts.

    Raises:
        NoFiguresError: none keep all numbers of digits.
    """
    for attempt in range(_TRIES):
        made = _tried(records, rng, _WIDEST * (1 - attempt / _TRIES))
        if made is not None:
            return made
    raise NoFiguresError


def amounts_of(record: RightsRecord) -> Iterator[Decimal]:
    """All amounts of a record."""
    groups = [row.amounts for row in record.contributions] + ([record.totals.amounts] if record.totals else [])
    for group in groups:
        for amounts in group.values():
            yield from (amount for amount in (amounts.base, amounts.personal) if amount is not None)
    if record.supplement.account_balance is not None:
        yield record.supplement.account_balance


def _tried(records: Sequence[RightsRecord], rng: random.Random, spread: float) -> tuple[RightsRecord, ...] | None:
    window = _Window(_LOWEST, _HIGHEST)
    for record in records:
        for amounts in record.totals.amounts.values() if record.totals else ():
            window = window.narrowed(amounts.base).narrowed(amounts.personal)
    factor = rng.uniform(window.low, max(window.low, min(1.0, window.high)))
    factors = _Factors(factor, spread, rng, _windows(records))
    made = tuple(_other(record, factors) for record in records)
    old = {amount for record in records for amount in amounts_of(record) if amount >= 10}
    for before, after in zip(records, made, strict=True):
        pairs = list(zip(amounts_of(before), amounts_of(after), strict=True))
        if any(_shape(one) != _shape(other) for one, other in pairs):
            return None
        # An amount that is another one's original would look like a leak, and might be one.
        if any(one >= 1000 and other in old for one, other in pairs):
            return None
    return made


def _shape(amount: Decimal) -> int:
    return len(format(amount, "f"))


def _windows(records: Sequence[RightsRecord]) -> dict[Decimal, _Window]:
    """For each base the factors that keep its digits and those of what was paid on it."""
    windows: dict[Decimal, _Window] = {}
    for record in records:
        for row in record.contributions:
            for insurance, amounts in row.amounts.items():
                base = amounts.base if amounts.base is not None else amounts.personal
                if base:
                    window = windows.get(base, _Window(_LOWEST, _HIGHEST))
                    windows[base] = window.narrowed(base).narrowed(amounts.personal).below(_limit(insurance, row), base)
    return windows


def _limit(insurance: Insurance, row: Contribution) -> Decimal | None:
    """What the base of a row may be by the caps of its first and last month, None where one is not known."""
    months = row.amounts[insurance].months or 0
    caps = [default_ruleset().cap(month, insurance) for month in (row.period.start, row.period.end)]
    return None if None in caps else months * min(cap for cap in caps if cap is not None)


@dataclass(slots=True)
class _Factors:
    """The factor of each base, near the file's own."""

    factor: float
    spread: float
    rng: random.Random
    windows: dict[Decimal, _Window]
    _made: dict[Decimal, Decimal] = field(default_factory=dict)

    def other(self, base: Decimal) -> Decimal:
        if not base:
            return base
        if base not in self._made:
            window = self.windows.get(base, _Window(_LOWEST, _HIGHEST).narrowed(base))
            low, high = max(window.low, self.factor * (1 - self.spread)), min(window.high, self.factor * (1 + self.spread))
            if low > high:  # the window's end that lies nearer to the file's factor
                low, high = (window.low, 0.9 * window.low + 0.1 * window.high) if self.factor < window.low else (
                    0.1 * window.low + 0.9 * window.high, window.high)  # fmt: skip
            whole = base == base.to_integral_value()
            step = Decimal(1) if whole else Decimal("0.01")
            made = (base * Decimal(self.rng.uniform(low, high))).quantize(step, ROUND_HALF_UP)
            self._made[base] = made.quantize(Decimal(1).scaleb(int(base.as_tuple().exponent)))
        return self._made[base]


def _other(record: RightsRecord, factors: _Factors) -> RightsRecord:
    rows = tuple(
        replace(row, amounts={key: _amounts(key, value, factors) for key, value in row.amounts.items()}) for row in record.contributions
    )
    return replace(
        record,
        contributions=rows,
        totals=_totals(record.totals, record.contributions, rows),
        supplement=_supplement(record.supplement, factors),
    )


def _amounts(insurance: Insurance, amounts: Amounts, factors: _Factors) -> Amounts:
    base = None if amounts.base is None else factors.other(amounts.base)
    personal = amounts.personal
    if personal:
        personal = _paid(insurance, amounts, base).quantize(_step(personal), ROUND_HALF_UP) if base else factors.other(personal)
    return Amounts(amounts.months, base, personal)


def _paid(insurance: Insurance, amounts: Amounts, base: Decimal) -> Decimal:
    paid, old = amounts.personal or Decimal(0), amounts.base or Decimal(1)
    flat = Decimal(_MEDICAL_FLAT * (amounts.months or 0))
    if insurance is Insurance.MEDICAL and abs(paid - _MEDICAL_RATE * old - flat) <= Decimal("0.01") * (amounts.months or 0):
        return _MEDICAL_RATE * base + flat
    return paid * base / old


def _totals(totals: Totals | None, before: Sequence[Contribution], after: Sequence[Contribution]) -> Totals | None:
    if totals is None:
        return None
    made: dict[Insurance, Amounts] = {}
    for insurance, amounts in totals.amounts.items():
        base = _moved(amounts.base, [_pair(one, other, insurance, "base") for one, other in zip(before, after, strict=True)])
        personal = _moved(amounts.personal, [_pair(one, other, insurance, "personal") for one, other in zip(before, after, strict=True)])
        made[insurance] = Amounts(amounts.months, base, personal)
    return replace(totals, amounts=made)


def _pair(one: Contribution, other: Contribution, insurance: Insurance, name: str) -> Decimal:
    """How much a row's amount has moved."""
    old, new = (getattr(row.amounts.get(insurance, Amounts()), name) for row in (one, other))
    return (new or Decimal(0)) - (old or Decimal(0))


def _moved(total: Decimal | None, moves: Sequence[Decimal]) -> Decimal | None:
    return None if total is None else (total + sum(moves, Decimal(0))).quantize(_step(total), ROUND_HALF_UP) if total else total


def _step(amount: Decimal) -> Decimal:
    return Decimal(1).scaleb(int(amount.as_tuple().exponent))


def _supplement(supplement: Supplement, factors: _Factors) -> Supplement:
    balance = supplement.account_balance
    return supplement if not balance else replace(supplement, account_balance=factors.other(balance).quantize(_step(balance)))
