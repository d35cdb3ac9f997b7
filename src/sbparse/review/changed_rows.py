"""The rows of two prints held against each other: 单位变动记录 by employer and start, 缴费明细 by the time that rows share."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from sbparse.employer.names import normal
from sbparse.record.model import Amounts, Contribution, Employment, Insurance
from sbparse.values.month import Month, Period
from sbparse.values.text import fold

Side: TypeAlias = Literal["before", "after"]
What: TypeAlias = Literal["months", "base", "personal"]
EmploymentField: TypeAlias = Literal["employer", "start", "end", "months", "district"]

WHATS: Final[tuple[What, ...]] = ("months", "base", "personal")
EMPLOYMENT_FIELDS: Final[tuple[EmploymentField, ...]] = ("employer", "start", "end", "months", "district")


@dataclass(frozen=True, slots=True)
class Asked:
    """The months that can be compared: from ``start`` both prints were asked, up to ``end`` the later one; what begins later is new."""

    start: Month
    end: Month

    def clipped(self, period: Period) -> Period | None:
        return period.overlap(Period(self.start, self.end)) if self.start <= self.end else None

    def whole(self, period: Period) -> bool:
        """Whether a period lies inside, so that its figures can be compared."""
        return self.start <= period.start and period.end <= self.end


@dataclass(frozen=True, slots=True)
class EmploymentChange:
    """A row of 单位变动记录 in the earlier and in the later print; None where it has none. ``fields`` are those that differ."""

    before: Employment | None
    after: Employment | None
    fields: tuple[EmploymentField, ...] = ()

    @property
    def start(self) -> Month:
        row = self.after or self.before
        if row is None:
            raise ValueError("a change has a row on one side")
        return row.period.start


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure that differs: 月数, 年缴费基数 or 个人缴费 of an insurance; None is blank."""

    insurance: Insurance
    what: What
    before: Decimal | int | None
    after: Decimal | int | None


@dataclass(frozen=True, slots=True)
class ContributionChange:
    """The rows of 缴费明细 that share their time, in the earlier and in the later print.

    Attributes:
        before, after: from the first to the last month of the rows; None where a print has none.
        figures: what differs in their sums.
        marked_before, marked_after: whether a row bears the ``*`` of back-payments.
    """

    before: Period | None
    after: Period | None
    figures: tuple[Figure, ...]
    marked_before: bool
    marked_after: bool

    @property
    def period(self) -> Period:
        spans = [span for span in (self.before, self.after) if span]
        return spans[0].hull(spans[-1])

    def months_inside(self, before: int, after: int) -> int:
        """Of the paid months that were added, how many at least lie in the time that the earlier print showed already."""
        if self.before is None or self.after is None:
            return 0
        outside = len(set(self.after) - set(self.before))
        return max(0, after - before - outside)


def changed_employments(before: Sequence[Employment], after: Sequence[Employment], asked: Asked) -> tuple[EmploymentChange, ...]:
    """The rows that differ, in time order."""
    old = [row for row in before if asked.clipped(row.period)]
    new = [row for row in after if row.period.end >= asked.start]
    pairs = _paired(old, new, asked)
    changes = [EmploymentChange(one, other, _differing(one, other, asked)) for one, other in pairs]
    changes = [change for change in changes if change.fields]
    changes += [EmploymentChange(row, None) for row in old if all(row is not one for one, _ in pairs)]
    changes += [EmploymentChange(None, row) for row in new if all(row is not other for _, other in pairs)]
    return tuple(sorted(changes, key=lambda change: (change.start, change.before is None)))


def _paired(old: Sequence[Employment], new: Sequence[Employment], asked: Asked) -> list[tuple[Employment, Employment]]:
    """Rows that are one stint in both prints: the likest first, each row once."""
    pairs: list[tuple[Employment, Employment]] = []
    for alike in _WAYS:
        for one in old:
            free = [other for other in new if all(other is not taken for _, taken in pairs)]
            if all(one is not taken for taken, _ in pairs):
                pairs += [(one, other) for other in free if alike(one, other, asked)][:1]
    return pairs


def _start(row: Employment, asked: Asked) -> Month:
    return max(row.period.start, asked.start)


def _end(row: Employment, asked: Asked) -> Month:
    return min(row.period.end, asked.end)


def _same_name(one: Employment, other: Employment) -> bool:
    return normal(one.employer) == normal(other.employer)


def _same_start(one: Employment, other: Employment, asked: Asked) -> bool:
    return _start(one, asked) == _start(other, asked)


_WAYS: Final[tuple[Callable[[Employment, Employment, Asked], bool], ...]] = (
    lambda one, other, asked: _same_name(one, other) and _same_start(one, other, asked) and _end(one, asked) == other.period.end,
    lambda one, other, asked: _same_name(one, other) and _same_start(one, other, asked),
    lambda one, other, asked: _same_name(one, other) and other.period.overlap(Period(_start(one, asked), _end(one, asked))) is not None,
    _same_start,
)
"""When a row of the earlier and one of the later print are one stint, the surest sign first."""


def _differing(one: Employment, other: Employment, asked: Asked) -> tuple[EmploymentField, ...]:
    longer = (other.period.end - _start(other, asked)) - (_end(one, asked) - _start(one, asked))
    counted = one.months is not None and other.months is not None and asked.whole(one.period) and asked.start <= other.period.start
    differs: dict[EmploymentField, bool] = {
        "employer": not _same_name(one, other),
        "start": _start(one, asked) != _start(other, asked),
        "end": one.period.end <= asked.end and one.period.end != other.period.end,
        "months": counted and (other.months or 0) - (one.months or 0) != longer,
        "district": bool(one.district and other.district) and fold(one.district or "") != fold(other.district or ""),
    }
    return tuple(name for name in EMPLOYMENT_FIELDS if differs[name])


def changed_contributions(before: Sequence[Contribution], after: Sequence[Contribution], asked: Asked) -> tuple[ContributionChange, ...]:
    """The times whose sums or marks differ, in order; times that one print was not asked for in full are left out."""
    changes = [_contribution(group) for group in _groups(before, after)]
    compared = [c for c in changes if (c.before is None or asked.whole(c.before)) and (c.after is None or asked.start <= c.after.start)]
    return tuple(c for c in compared if c.figures or c.marked_before != c.marked_after or None in (c.before, c.after))


_Group: TypeAlias = dict[Side, list[Contribution]]


def _groups(before: Iterable[Contribution], after: Iterable[Contribution]) -> list[_Group]:
    """Rows of both prints that overlap, directly or through each other: a year in one may be twelve months in the other."""
    sided: list[tuple[Contribution, Side]] = [(row, "before") for row in before]
    sided += [(row, "after") for row in after]
    groups: list[_Group] = []
    until: Month | None = None
    for row, side in sorted(sided, key=lambda item: (item[0].period, item[1])):
        if until is None or row.period.start > until:
            groups.append({"before": [], "after": []})
        groups[-1][side].append(row)
        until = row.period.end if until is None else max(until, row.period.end)
    return groups


def _contribution(group: _Group) -> ContributionChange:
    before, after = group["before"], group["after"]
    return ContributionChange(
        before=_hull(before),
        after=_hull(after),
        figures=figures_between(_sums(before), _sums(after)),
        marked_before=any(row.supplemental for row in before),
        marked_after=any(row.supplemental for row in after),
    )


def _hull(rows: Sequence[Contribution]) -> Period | None:
    return Period(min(row.period.start for row in rows), max(row.period.end for row in rows)) if rows else None


def _sums(rows: Sequence[Contribution]) -> dict[Insurance, Amounts]:
    return {insurance: _sum([row.amounts.get(insurance, Amounts()) for row in rows]) for insurance in Insurance}


def _sum(amounts: Sequence[Amounts]) -> Amounts:
    months = [a.months for a in amounts if a.months is not None]
    base = [a.base for a in amounts if a.base is not None]
    personal = [a.personal for a in amounts if a.personal is not None]
    return Amounts(
        sum(months) if months else None,
        sum(base, Decimal(0)) if base else None,
        sum(personal, Decimal(0)) if personal else None,
    )


def figures_between(before: dict[Insurance, Amounts], after: dict[Insurance, Amounts]) -> tuple[Figure, ...]:
    """The figures that differ, in the form's order; a blank and a nought differ."""
    found = [
        Figure(insurance, what, getattr(before.get(insurance, Amounts()), what), getattr(after.get(insurance, Amounts()), what))
        for insurance in Insurance
        for what in WHATS
    ]
    return tuple(figure for figure in found if figure.before != figure.after)
