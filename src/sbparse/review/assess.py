"""The 考核情况 that follow from the stints: the last three years, cut at each new year and each change of employer.

A stint that goes on to December of a year gives ``2021年度``, one that ends before it 任职期满. The same stints may be cut more finely
where a row of 工作经历 begins (a rename, another post or host): an applicant who follows his own rows is right too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sbparse.review.case import Case, on_record
from sbparse.review.companies import host
from sbparse.review.model import SuggestedAssessment, SuggestedStint
from sbparse.values.month import Month, Period

YEARS: Final = 3
YEAR_KIND: Final = "{year}年度"
END_KIND: Final = "任职期满"


@dataclass(frozen=True, slots=True)
class Work:
    """An unbroken time at one company, renames and posts left aside.

    Attributes:
        company: the company's key.
        rows: its rows of the corrected 工作经历, in time order.
        period: first to last month of its rows.
        cuts: first months of parts in which an assessment may be cut as well: where a row begins, declared or corrected, and at a rename.
        running: whether it goes on after ``period``.
        may_run: whether it ends with the last posted month, so that it may go on although an end was declared.
    """

    company: str
    rows: tuple[SuggestedStint, ...]
    period: Period
    cuts: frozenset[Month]
    running: bool
    may_run: bool

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that 组织单位 may give: employers as declared or recorded, and the hosts in them."""
        employers = dict.fromkeys(row.employer for row in self.rows)
        return (*employers, *(found for found in map(host, employers) if found))

    def in_year(self, year: int) -> Period | None:
        """The work's months in a year; one that runs on has all months to December."""
        last = Month.of(year, 12)
        period = Period(self.period.start, max(self.period.end, last)) if self.running else self.period
        return period.overlap(Period(Month.of(year, 1), last))


def kind_of(part: Period) -> str:
    return YEAR_KIND.format(year=part.end.year) if part.end.month == 12 else END_KIND


def base_year(case: Case) -> int | None:
    """The year of the submission, or of the print when none is given; the three years before it are assessed."""
    day = case.submitted or (case.print_date.day if case.print_date else None)
    return day.year if day else None


def works_of(case: Case, rows: Sequence[SuggestedStint]) -> tuple[Work, ...]:
    """The corrected rows, which are in time order, joined to works: neighbours of one company without a gap."""
    works: list[Work] = []
    for row in rows:
        work = _work(case, row)
        same = next((w for w in works if w.company == work.company and row.start <= w.period.end + 1), None)
        if same is None:
            works.append(work)
        else:
            works[works.index(same)] = _joined(same, work)
    return tuple(works)


def _work(case: Case, row: SuggestedStint) -> Work:
    may_run = not row.ongoing and row.end == case.clock.posted and case.clock.still_running(row.end)
    company = case.companies.of(row.employer)
    cuts = {other.start for other in case.history.stints if case.companies.of(other.employer) == company}
    for rename in case.companies.renames(row.employer):
        cuts |= {rename.month, rename.month + 1}
    return Work(company, (row,), Period(row.start, row.end), frozenset(cuts), row.ongoing, may_run)


def _joined(one: Work, other: Work) -> Work:
    cuts = one.cuts | other.cuts | {other.period.start}
    running, may_run = one.running or other.running, one.may_run or other.may_run
    return Work(one.company, (*one.rows, *other.rows), one.period.hull(other.period), cuts, running, may_run)


def bridged(case: Case, works: Sequence[Work]) -> tuple[Work, ...]:
    """The works with gaps closed that a declared row spans: unpaid months inside a stint are a warning, no change of employer."""
    found: list[Work] = []
    for work in works:
        before = next((w for w in found if w.company == work.company and _spanned(case, w, work)), None)
        if before is None:
            found.append(work)
        else:
            joined = _joined(before, work)
            found[found.index(before)] = replace(joined, cuts=joined.cuts | {before.period.end + 1})
    return tuple(found)


def _spanned(case: Case, one: Work, other: Work) -> bool:
    """Whether one declared row has the end of one work, the start of the next and so the gap between them."""
    gap = (one.period.end, other.period.start)
    rows = (case.clock.period(row) for pair in case.matched for row in on_record(pair) if case.companies.of(row.employer) == one.company)
    return any(all(month in period for month in gap) for period in rows)


def suggested_assessments(works: Iterable[Work], year: int | None) -> tuple[SuggestedAssessment, ...]:
    """One row a work and year, the last three years before ``year``; none where the year is not known."""
    if year is None:
        return ()
    found = [
        SuggestedAssessment(part.start, part.end, kind_of(part), _employer_at(work, part))
        for work in works
        for each in range(year - YEARS, year)
        if (part := work.in_year(each))
    ]
    return tuple(sorted(found, key=lambda row: (row.start, row.end)))


def _employer_at(work: Work, part: Period) -> str:
    """The employer of the last row that has begun when a part ends."""
    return [row.employer for row in work.rows if row.start <= part.end][-1]
