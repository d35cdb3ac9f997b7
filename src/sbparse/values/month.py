"""Calendar months, the only unit of time the review knows.

A :class:`Month` is one calendar month, a :class:`Period` an unbroken run of months that includes both ends. Neither has a day: the form
prints months, and a declaration that names a day counts as its month (CONTRACT section 2).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final, Self

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199

_ISO: Final = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Month:
    """One calendar month.

    Attributes:
        index: months since year 0, ``year * 12 + month - 1``; arithmetic is on this number.

    Raises:
        ValueError: the year lies outside 1900-2199.
    """

    index: int

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.index // 12 <= LAST_YEAR:
            raise ValueError(f"year {self.index // 12} outside {FIRST_YEAR}-{LAST_YEAR}")

    @classmethod
    def of(cls, year: int, month: int) -> Self:
        """The month ``month`` (1-12) of ``year``; ValueError for a month that does not exist."""
        if not 1 <= month <= 12:
            raise ValueError(f"month {month} outside 1-12")
        return cls(year * 12 + month - 1)

    @classmethod
    def of_date(cls, day: date) -> Self:
        """The month in which ``day`` lies."""
        return cls.of(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``YYYY-MM`` exactly; ValueError otherwise. People's spellings are read by ``values.dates``."""
        match = _ISO.fullmatch(text)
        if match is None:
            raise ValueError(f"not YYYY-MM: {text!r}")
        return cls.of(int(match[1]), int(match[2]))

    @property
    def year(self) -> int:
        return self.index // 12

    @property
    def month(self) -> int:
        return self.index % 12 + 1

    def first_day(self) -> date:
        """The first day of the month; a date without a day counts as this day (CONTRACT, fine print on years)."""
        return date(self.year, self.month, 1)

    # Written out, as those that a dataclass makes build tuples, and a review compares months and looks them up by the thousand.
    def __eq__(self, other: object) -> bool:
        return other.__class__ is Month and self.index == other.index

    def __hash__(self) -> int:
        return self.index

    def __lt__(self, other: "Month") -> bool:
        return self.index < other.index

    def __le__(self, other: "Month") -> bool:
        return self.index <= other.index

    def __gt__(self, other: "Month") -> bool:
        return self.index > other.index

    def __ge__(self, other: "Month") -> bool:
        return self.index >= other.index

    def __add__(self, months: int) -> "Month":
        return Month(self.index + months)

    def __sub__(self, other: "Month") -> int:
        """Whole months from ``other`` to this month; 0 for the same month."""
        return self.index - other.index

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


@cache  # 3,600 at most, and periods are walked month by month again and again
def _month(index: int) -> Month:
    return Month(index)


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """An unbroken run of months, both ends included.

    Raises:
        ValueError: ``end`` lies before ``start``.
    """

    start: Month
    end: Month

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"period ends ({self.end}) before it starts ({self.start})")

    @classmethod
    def parse(cls, start: str, end: str) -> Self:
        """Two ``YYYY-MM`` texts."""
        return cls(Month.parse(start), Month.parse(end))

    @property
    def months(self) -> int:
        """How many months, both ends counted."""
        return self.end - self.start + 1

    @property
    def indices(self) -> range:
        """The months by :attr:`Month.index`, for counting many of them."""
        return range(self.start.index, self.end.index + 1)

    def __contains__(self, month: Month) -> bool:
        return self.start <= month <= self.end

    def __iter__(self) -> Iterator[Month]:
        return map(_month, self.indices)

    def overlap(self, other: "Period") -> "Period | None":
        """The months in both periods, or None."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Period(start, end) if start <= end else None

    def covers(self, other: "Period") -> bool:
        return self.start <= other.start and other.end <= self.end

    def hull(self, other: "Period") -> "Period":
        """The shortest period that holds both."""
        return Period(min(self.start, other.start), max(self.end, other.end))

    def __str__(self) -> str:
        return f"{self.start}–{self.end}"


def runs(months: Iterable[Month]) -> list[Period]:
    """The months as unbroken periods in time order; a month given twice counts once."""
    return runs_of(month.index for month in months)


def runs_of(indices: Iterable[int]) -> list[Period]:
    """The same of months given by :attr:`Month.index`."""
    numbers = set(indices)
    starts = sorted([index for index in numbers if index - 1 not in numbers])
    ends = sorted([index for index in numbers if index + 1 not in numbers])
    return [Period(_month(start), _month(end)) for start, end in zip(starts, ends, strict=True)]


def years_text(months: int) -> str:
    """A number of months as the form's readers say it: 55 is ``4年7个月``."""
    return f"{months // 12}年{months % 12}个月"
