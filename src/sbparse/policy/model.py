"""The tables of a rule set as values. Months are inclusive, amounts yuan, rates shares of the base; unknown is None."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from sbparse.values.month import Month, Period
from sbparse.values.text import fold

_CAP_YEAR_STARTS: Final = 7  # a contribution year runs from July to June
_OWN_CAP: Final = frozenset({"medical", "maternity"})


def spelled(text: str) -> str:
    """A level, 学历 or title as its spellings are compared: folded, without capitals."""
    return fold(text).casefold()


@dataclass(frozen=True, slots=True)
class DayLimit:
    """So many days after a day that something still passes.

    Attributes:
        days: the difference of dates that is the limit.
        limit_passes: whether a difference of exactly ``days`` passes (以内 includes the number).
    """

    days: int
    limit_passes: bool

    def last_day(self, start: date) -> date:
        """The last day that passes, counted from ``start``."""
        return start + timedelta(days=self.days if self.limit_passes else self.days - 1)

    def passes(self, age_days: int) -> bool:
        return age_days <= self.days if self.limit_passes else age_days < self.days


@dataclass(frozen=True, slots=True)
class Window:
    """When paper material is taken, every year; ``first`` and ``last`` are (month, day), both inside."""

    name: str
    first: tuple[int, int]
    last: tuple[int, int]
    levels: frozenset[str]

    def __contains__(self, day: date) -> bool:
        return self.first <= (day.month, day.day) <= self.last

    def dates(self, year: int) -> tuple[date, date]:
        """First and last day in ``year``."""
        return date(year, *self.first), date(year, *self.last)


class NeedKind(StrEnum):
    """What years of a route count, in the words of the guide's table."""

    PROFESSION = "从事"  # paid pension months in the profession
    TITLE = "任"  # by the calendar since a title was obtained
    GRADUATION = "毕业"  # by the calendar since graduation


@dataclass(frozen=True, slots=True)
class Need:
    """One condition of a route; ``title`` only for :attr:`NeedKind.TITLE`."""

    kind: NeedKind
    years: int
    title: str | None = None


@dataclass(frozen=True, slots=True)
class EligibilityRoute:
    """One way to be eligible: all its needs are met. ``name`` is how the guide's readers say it."""

    level: str
    education: str
    name: str
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class Titles:
    """Professional titles: the series with the short forms of each, words for no title, and titles of other series."""

    series: Mapping[str, str]  # spelling as `spelled` gives it -> title
    none: frozenset[str]
    others: frozenset[str]

    def title(self, text: str) -> str | None:
        """The title of the series that a text names in any spelling, None where it names none."""
        return self.series.get(spelled(text))

    def says_none(self, text: str) -> bool:
        """Whether a text says that no title is held."""
        return spelled(text) in self.none

    def is_title(self, text: str) -> bool:
        """Whether a text is nothing but a professional title; 软件工程师 and 总工程师 are not."""
        return spelled(text) in self.series or spelled(text) in self.others


@dataclass(frozen=True, slots=True)
class PersonalPayer:
    """How the payer's name tells 灵活就业 or a 存档机构: holds one of ``words`` and does not end like an employer's name."""

    words: tuple[str, ...]
    employer_endings: tuple[str, ...]

    def matches(self, name: str) -> bool:
        folded = fold(name)
        return any(word in folded for word in self.words) and not folded.endswith(self.employer_endings)


@dataclass(frozen=True, slots=True)
class RateRow:
    """Rates that may apply in the months ``start`` to ``end`` (None is open), with monthly amounts that may come on top."""

    start: Month | None
    end: Month | None
    rates: tuple[Decimal, ...]
    flat: tuple[Decimal, ...] = (Decimal(0),)

    def __contains__(self, month: Month) -> bool:
        return (self.start is None or self.start <= month) and (self.end is None or month <= self.end)

    def months_in(self, period: Period) -> int:
        """How many months of a period the row holds for."""
        start = period.start if self.start is None else max(self.start, period.start)
        end = period.end if self.end is None else min(self.end, period.end)
        return max(0, end - start + 1)


@dataclass(frozen=True, slots=True)
class Cap:
    """Upper limits of the monthly base in one contribution year, yuan; ``medical_maternity`` where those two had their own."""

    general: Decimal
    medical_maternity: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet:
    """All rules of a review that may change from year to year or from review to review.

    Attributes:
        name: whose rules these are.
        print_limit: days from the print (社保打印时间) to the submission.
        verification_days: days from the print in which the office's online check works.
        lag_months: how many months before the print the last posted month may lie for 至今 to be right.
        windows: when paper material is taken.
        routes: the eligibility table, in its order.
        level_spellings: every spelling of an 申报级别, as :func:`spelled` gives it, to the level; in the order of the levels.
        educations: likewise of a 学历 to the table's word.
        agencies: dispatch agencies by full name.
        rates: rows an insurance (its value in ``record.model.Insurance``), in time order.
        caps: limits of the base by contribution year (July to June).
        sources: source of each table.
    """

    name: str
    print_limit: DayLimit
    verification_days: int
    lag_months: int
    windows: tuple[Window, ...]
    routes: tuple[EligibilityRoute, ...]
    level_spellings: Mapping[str, str]
    educations: Mapping[str, str]
    titles: Titles
    agencies: tuple[str, ...]
    payer: PersonalPayer
    rates: Mapping[str, tuple[RateRow, ...]]
    caps: Mapping[int, Cap]
    sources: Mapping[str, str]

    def verification_until(self, printed: date) -> date:
        """The last day of the office's online check of a print."""
        return printed + timedelta(days=self.verification_days)

    def personal_payer(self, name: str) -> bool:
        """Whether a payer is 灵活就业 or a 存档机构 and no employer."""
        return self.payer.matches(name)

    def education(self, text: str) -> str | None:
        """The table's word for a 学历, None for one that it does not know."""
        return self.educations.get(spelled(text))

    def level(self, text: str) -> str | None:
        """The table's word for an 申报级别, None for one that it does not know."""
        return self.level_spellings.get(spelled(text))

    @property
    def levels(self) -> frozenset[str]:
        """All levels; each has a window or a route."""
        return frozenset(self.level_names)

    @property
    def level_names(self) -> tuple[str, ...]:
        """The levels in the order of the table."""
        return tuple(dict.fromkeys(self.level_spellings.values()))

    @property
    def education_names(self) -> tuple[str, ...]:
        """The words for a 学历 in the order of the table."""
        return tuple(dict.fromkeys(self.educations.values()))

    def routes_for(self, level: str, education: str) -> tuple[EligibilityRoute, ...]:
        """The cell of the eligibility table; empty where the guide has no route."""
        return tuple(r for r in self.routes if r.level == level and r.education == education)

    def windows_for(self, level: str) -> tuple[Window, ...]:
        return tuple(w for w in self.windows if level in w.levels)

    def pension_rate(self, month: Month) -> Decimal | None:
        """The employee's pension rate in a month, None where it is not known."""
        rates = self._row("pension", month).rates
        return rates[0] if len(rates) == 1 else None

    def unemployment_rates(self, month: Month) -> tuple[Decimal, ...]:
        """The unemployment rates possible in a month, lowest first; empty where none is known."""
        return self._row("unemployment", month).rates

    def medical_rate(self, month: Month) -> Decimal | None:
        """The medical rate in a month, None where it is not known."""
        rates = self._row("medical", month).rates
        return rates[0] if len(rates) == 1 else None

    def medical_flat(self, month: Month) -> tuple[Decimal, ...]:
        """The amounts in yuan that may come on top of the medical rate in a month (0, or 3 for 大额互助); empty where none is known."""
        return self._row("medical", month).flat

    def rates_in(self, insurance: str, period: Period) -> tuple[RateRow, ...]:
        """The rows that hold in a period, in time order; none where a month of it has no row."""
        held = [(row, row.months_in(period)) for row in self.rates.get(insurance, ())]
        # Rows do not overlap, so that their months add up to the period's where each month has one.
        return tuple(row for row, months in held if months) if sum(months for _, months in held) == period.months else ()

    def _row(self, insurance: str, month: Month) -> RateRow:
        return next((row for row in self.rates.get(insurance, ()) if month in row), _UNKNOWN)

    def cap(self, month: Month, insurance: str) -> Decimal | None:
        """The upper limit of the monthly base in yuan, None for a year that the table does not have."""
        cap = self.caps.get((month.index - (_CAP_YEAR_STARTS - 1)) // 12)  # years that begin in July
        if cap is None:
            return None
        return cap.medical_maternity if insurance in _OWN_CAP and cap.medical_maternity is not None else cap.general


_UNKNOWN: Final = RateRow(None, None, (), ())
