"""From rows of the record to facts about paid months (see ``possible``), and the months that they add up to.

A row of 缴费明细 has so many paid months of its period, exactly; rows that overlap may be about the same months, so then at least. A row
of 单位变动记录 has at least so many (another employer may have paid as well), its first and its last month are paid. Months of the query
period outside every row are not paid, as long as the table is complete.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from sbparse.record.cumulative import cumulative
from sbparse.record.model import Contribution, Insurance, RightsRecord
from sbparse.review.possible import Fact, PaidMonths, paid_months
from sbparse.review.prints import Print, covered_months
from sbparse.values.month import Period, runs_of

_Row: TypeAlias = tuple[Period, int | None]
# With one of these found, rows may be missing, and no row does not mean no payment.
_INCOMPLETE: Final = frozenset({"incomplete-pages", "unreadable-text", "total-mismatch"})


def pension_months(prints: Sequence[Print]) -> PaidMonths | None:
    """What is possible for the pension months of all prints; None where the rows contradict each other."""
    if complete(prints):
        return paid_months([*_contribution_facts(prints, Insurance.PENSION), *_employment_facts(prints), *_closed(prints)])
    return paid_months([*_contribution_facts(prints, Insurance.PENSION), *_employment_facts(prints), *_employment_limits(prints)])


def distinct_months(prints: Sequence[Print]) -> dict[Insurance, int]:
    """Paid months an insurance over all prints, the same calendar month once; of one print what that print's reading says."""
    if len(prints) == 1:
        return dict(prints[0].record.cumulative)
    return cumulative(row for each in prints for row in _heard_rows(each))


def _heard_rows(each: Print) -> Iterator[Contribution]:
    """The rows of a print as far as it speaks for them; of a row cut by a newer print the months that must lie in the rest."""
    for row in each.record.contributions:
        heard = each.heard_paid(row.period)
        elsewhere = row.period.months - sum(part.months for part in heard)
        for part in heard[:1]:
            kept = {name: replace(a, months=max(0, (a.months or 0) - elsewhere)) for name, a in row.amounts.items()}
            yield row if part == row.period else replace(row, period=Period(part.start, heard[-1].end), amounts=kept)


def complete(prints: Iterable[Print]) -> bool:
    """Whether every print has its whole table of contributions, as far as its own arithmetic tells."""
    return all(_complete(each.record) for each in prints)


def _complete(record: RightsRecord) -> bool:
    if any(finding.rule in _INCOMPLETE for finding in record.findings):
        return False
    return bool(record.contributions) and all(_months(row, Insurance.PENSION)[1] is not None for row in record.contributions)


def _contribution_facts(prints: Iterable[Print], insurance: Insurance) -> list[Fact]:
    facts: list[Fact] = []
    for each in prints:
        rows = [_months(row, insurance) for row in each.record.contributions]
        facts += _row_facts(each.heard_paid, rows)
    return facts


def _months(row: Contribution, insurance: Insurance) -> _Row:
    amounts = row.amounts.get(insurance)
    return row.period, amounts.months if amounts else None


def _row_facts(heard_of: Callable[[Period], list[Period]], rows: Sequence[_Row]) -> list[Fact]:
    facts: list[Fact] = []
    at = _rows_by_month(rows)
    for position, (period, months) in enumerate(rows):
        heard = heard_of(period)
        if not heard:
            continue
        if months is None:
            facts.append(Fact(period, 0, period.months))
        elif heard == [period]:
            others = (_shared(period, rows[i]) for i in {i for month in period.indices for i in at[month]} - {position})
            facts.append(Fact(period, months, min(max(period.months, months), months + sum(others))))
        else:  # a newer print may have more months in the part it covers, never fewer
            facts.append(Fact(period, months, max(period.months, months)))
            facts += [Fact(part, 0, min(part.months, months)) for part in heard]
    return facts


def _rows_by_month(rows: Sequence[_Row]) -> Mapping[int, list[int]]:
    """The positions of the rows that have a month, by its index; that is what keeps forty years of monthly rows quick."""
    at: defaultdict[int, list[int]] = defaultdict(list)
    for position, (period, _) in enumerate(rows):
        for month in period.indices:
            at[month].append(position)
    return at


def _shared(period: Period, row: _Row) -> int:
    """How many months of a period another row may have paid."""
    overlap = period.overlap(row[0])
    if overlap is None:
        return 0
    return overlap.months if row[1] is None else min(overlap.months, row[1])


def _employment_facts(prints: Iterable[Print]) -> list[Fact]:
    facts: list[Fact] = []
    for each in prints:
        for row in each.record.employments:
            if row.months and each.heard_employed(row.period):
                facts.append(Fact(row.period, row.months, max(row.period.months, row.months)))
                ends = (row.period.start, row.period.end)
                facts += [Fact(Period(end, end), 1, 1) for end in ends if each.heard_employed(Period(end, end))]
    return facts


def _employment_limits(prints: Iterable[Print]) -> list[Fact]:
    """At most so many months: what an employment row says when no table of contributions adds up beside it."""
    facts: list[Fact] = []
    for each in prints:
        facts += _row_facts(each.heard_employed, [(row.period, row.months) for row in each.record.employments])
    return facts


def _closed(prints: Sequence[Print]) -> list[Fact]:
    """Months that a print covers and no row has."""
    closed = set(covered_months(prints))
    for each in prints:
        for row in each.record.contributions:
            for part in each.heard_paid(row.period):
                closed.difference_update(part.indices)
    return [Fact(run, 0, 0) for run in runs_of(closed)]
