"""What was paid: the ledger of a person's months, and the rows that the form prints of it.

Rates and caps as in the domain notes: pension 8 %, unemployment 0.2 % until April 2021 and 0.5 % since, medical 2 % with or without 3 yuan
a month; monthly caps by insurance year (July to June). Each month is rounded to the fen, rows add months, so sums agree to the fen.
"""

import random
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from formdraw.model import INSURANCES, PAID_BY_PERSON, Amounts, Month, Row

SINCE: Final = {
    "pension": Month(1992, 10),
    "unemployment": Month(1999, 1),
    "work_injury": Month(2004, 1),
    "medical": Month(2001, 4),
    "maternity": Month(2005, 7),
}
UNEMPLOYMENT_RISE: Final = Month(2021, 5)
# Monthly caps from data/beijing_contribution_bases.csv; before 2013 none is published there, so older bases just stay small.
CAPS: Final = {
    2013: 15669, 2014: 17379, 2015: 19389, 2016: 21258, 2017: 23118, 2018: 25401, 2019: 23565, 2020: 26541, 2021: 28221, 2022: 31884,
    2023: 33891, 2024: 35283, 2025: 35811, 2026: 36348,
}  # fmt: skip
FEN: Final = Decimal("0.01")


def cap(month: Month) -> int:
    """The month's cap in yuan; a made-up small one before 2013."""
    year = month.year if month.month >= 7 else month.year - 1
    return CAPS.get(year) or (int(15669 * 0.89 ** (2013 - year)) if year < 2013 else CAPS[2026])


def fen(amount: Decimal) -> Decimal:
    return amount.quantize(FEN, ROUND_HALF_UP)


class Ledger:
    """Months paid, an insurance at a time. ``lag`` months at the end have no medical and maternity yet."""

    def __init__(self, rng: random.Random, paid: Iterable[Month], *, lag: int, fen_bases: bool, one_base: bool, rural: bool) -> None:
        self.paid = sorted(paid)
        self.rural = rural
        self.three = Decimal(3) if rng.random() < 0.7 else Decimal(0)
        share = rng.uniform(0.1, 1.0)
        shares = {i: share if one_base else min(1.0, share * rng.uniform(0.8, 1.2)) for i in INSURANCES}
        shares["unemployment"] = shares["pension"]  # one floor and one cap for the two
        late = set(self.paid[len(self.paid) - lag :] if lag else ())
        self.bases: dict[str, dict[Month, Decimal]] = {}
        for insurance in INSURANCES:
            fractions = rng.random() if fen_bases else 0.0
            self.bases[insurance] = {
                month: self._base(month, shares[insurance], fractions)
                for month in self.paid
                if month >= SINCE[insurance] and not (month in late and insurance in ("medical", "maternity"))
            }

    @staticmethod
    def _base(month: Month, share: float, fractions: float) -> Decimal:
        top = cap(month)
        return min(Decimal(top), Decimal(max(300, int(top * share))) + fen(Decimal(fractions)))

    def personal(self, insurance: str, month: Month) -> Decimal | None:
        """The month's 个人缴费, None where the person pays none."""
        base = self.bases[insurance].get(month)
        if base is None or insurance not in PAID_BY_PERSON:
            return None
        if insurance == "pension":
            return fen(base * Decimal("0.08"))
        if insurance == "medical":
            return fen(base * Decimal("0.02") + self.three)
        if month < UNEMPLOYMENT_RISE:
            return None if self.rural else fen(base * Decimal("0.002"))
        return fen(base * Decimal("0.005"))

    def amounts(self, insurance: str, span: Iterable[Month]) -> Amounts:
        paid = [month for month in span if month in self.bases[insurance]]
        if not paid:
            return Amounts()
        own = [p for month in paid if (p := self.personal(insurance, month)) is not None]
        base = sum((self.bases[insurance][month] for month in paid), Decimal(0))
        return Amounts(len(paid), base, sum(own, Decimal("0.00")) if own else None)

    def row(self, start: Month, end: Month, *, supplemental: bool) -> Row:
        span = [start.plus(n) for n in range(start.until(end))]
        return Row(start, end, supplemental, {insurance: self.amounts(insurance, span) for insurance in INSURANCES})
