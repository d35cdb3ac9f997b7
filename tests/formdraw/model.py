"""A synthetic record as facts: what the office would know, before anything is printed.

Months are ``Month`` (a plain count, so arithmetic is addition), money is ``Decimal`` yuan.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

INSURANCES: Final = ("pension", "unemployment", "work_injury", "medical", "maternity")
PAID_BY_PERSON: Final = ("pension", "unemployment", "medical")


class Month(NamedTuple):
    """A calendar month."""

    year: int
    month: int

    def plus(self, months: int) -> "Month":
        count = self.year * 12 + self.month - 1 + months
        return Month(count // 12, count % 12 + 1)

    def until(self, end: "Month") -> int:
        """Months from this one to ``end``, both counted."""
        return (end.year - self.year) * 12 + end.month - self.month + 1

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


def months(start: Month, end: Month) -> list[Month]:
    return [start.plus(n) for n in range(start.until(end))]


@dataclass(frozen=True, slots=True)
class Job:
    """One row of 养老保险单位变动记录; ``unpaid`` are months inside it without contribution."""

    start: Month
    end: Month
    employer: str
    district: str
    unpaid: frozenset[Month] = frozenset()

    @property
    def paid(self) -> list[Month]:
        return [m for m in months(self.start, self.end) if m not in self.unpaid]


@dataclass(frozen=True, slots=True)
class Amounts:
    """One insurance in one row; None throughout where the insurance was not paid."""

    months: int | None = None
    base: Decimal | None = None
    personal: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of 五险缴费明细, a part of one calendar year or a single month."""

    start: Month
    end: Month
    supplemental: bool
    amounts: dict[str, Amounts]


@dataclass(frozen=True, slots=True)
class Extra:
    """What 补充资料 adds to the table, in months, and the account's balance (yuan) at the end of ``account_year``."""

    backfilled: int = 0
    rural: int = 0
    transferred: int = 0
    pension_lump: int = 0
    medical_lump: int = 0
    earlier: int = 0  # paid before the query window, so in no row
    balance: Decimal | None = None
    account_year: int = 2022


@dataclass(frozen=True, slots=True)
class FormRecord:
    """One person's record on the day of a print. Rows and jobs are oldest first; a ``Style`` decides how they are shown."""

    name: str
    id_number: str
    employer: str
    code: str
    serial: str
    query_start: Month
    query_end: Month
    print_day: date
    issuer: str
    jobs: tuple[Job, ...]
    rows: tuple[Row, ...]
    extra: Extra
    monthly: bool = False

    def total_months(self, insurance: str) -> int:
        return sum(row.amounts[insurance].months or 0 for row in self.rows)

    def total_personal(self, insurance: str) -> Decimal | None:
        paid = [p for row in self.rows if (p := row.amounts[insurance].personal) is not None]
        return sum(paid, Decimal("0.00")) if paid else None
