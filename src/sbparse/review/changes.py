"""What changed between two prints of one person's record, as values: months posted since, back-payments, renamed employers, other figures.

Only what both prints were asked for is compared. A row that one of them was not asked for is neither new nor gone: it is listed as not
compared. What a change means is for people to say; here are facts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from decimal import Decimal

from sbparse.record.model import RightsRecord, Supplement
from sbparse.review.changed_rows import (
    Asked,
    ContributionChange,
    EmploymentChange,
    Figure,
    changed_contributions,
    changed_employments,
    figures_between,
)
from sbparse.review.model import Source
from sbparse.review.prints import prints_of, row_periods
from sbparse.review.rules.person import same_visible
from sbparse.values.month import Period


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A figure of 补充资料 or a text of the header block, by its name in ``Supplement`` or ``Person``."""

    field: str
    before: Decimal | int | str | None
    after: Decimal | int | str | None


@dataclass(frozen=True, slots=True)
class PrintChanges:
    """What differs between two prints.

    Attributes:
        before, after: the prints, in the order in which they were given.
        asked: the months that could be compared; None where a print has neither rows nor a query period, so that nothing could be.
        employments: rows of 单位变动记录 that differ.
        contributions: times of 缴费明细 that differ.
        totals: figures of 合计 that differ; None where they were not compared, since the rows are not the same time's.
        supplement: figures of 补充资料 that differ.
        header: what differs in the header block (单位名称).
        uncompared: months of rows that one of the prints was not asked for.
    """

    before: Source
    after: Source
    asked: Asked | None
    employments: tuple[EmploymentChange, ...]
    contributions: tuple[ContributionChange, ...]
    totals: tuple[Figure, ...] | None
    supplement: tuple[FieldChange, ...]
    header: tuple[FieldChange, ...]
    uncompared: tuple[Period, ...]

    @property
    def same(self) -> bool:
        """Whether nothing that could be compared differs."""
        return not (self.employments or self.contributions or self.totals or self.supplement or self.header)

    @property
    def backwards(self) -> bool:
        """Whether the print given first was made later than the other, as far as both say."""
        one, other = self.before.record.print_date, self.after.record.print_date
        return one is not None and other is not None and one.day > other.day


def other_person(before: RightsRecord, after: RightsRecord) -> str | None:
    """In what two records are not one person's: ``name``, ``id_number``, ``unknown`` where neither can be compared; None for one person."""
    compared = False
    for field in ("name", "id_number"):
        one, other = getattr(before.person, field), getattr(after.person, field)
        if one and other:
            compared = True
            if not same_visible(one, other):
                return field
    return None if compared else "unknown"


def print_changes(before: Source, after: Source) -> PrintChanges:
    """Hold two prints of one person against each other, in the order given."""
    old, new = before.record, after.record
    asked = _asked(before, after)
    uncompared = tuple(_uncompared(old, new, asked)) if asked else ()
    return PrintChanges(
        before=before,
        after=after,
        asked=asked,
        employments=changed_employments(old.employments, new.employments, asked) if asked else (),
        contributions=changed_contributions(old.contributions, new.contributions, asked) if asked else (),
        totals=_totals(old, new) if asked and not uncompared else None,
        supplement=tuple(_supplement(old.supplement, new.supplement)),
        header=tuple(_header(old, new)),
        uncompared=uncompared,
    )


def _asked(before: Source, after: Source) -> Asked | None:
    """From where both prints were asked, up to where the second was."""
    covered = {each.index: each.coverage or each.record.query_period for each in prints_of([before, after])}
    one, other = covered[0], covered[1]
    if one is None or other is None:
        return None
    return Asked(max(one.start, other.start), other.end)


def _uncompared(old: RightsRecord, new: RightsRecord, asked: Asked) -> Iterator[Period]:
    """The months, from the first to the last, of rows that one print was not asked for, at either end."""
    rows = row_periods(old)
    early = [period for period in (*rows, *row_periods(new)) if period.start < asked.start]
    late = [period for period in rows if period.end > asked.end]
    if early:
        yield Period(min(period.start for period in early), asked.start + -1)
    if late:
        yield Period(asked.end + 1, max(period.end for period in late))


def _totals(old: RightsRecord, new: RightsRecord) -> tuple[Figure, ...] | None:
    if old.totals is None or new.totals is None:
        return None
    return figures_between(old.totals.amounts, new.totals.amounts)


def _supplement(old: Supplement, new: Supplement) -> Iterator[FieldChange]:
    for name in (field.name for field in fields(Supplement) if field.name != "where"):
        one, other = getattr(old, name), getattr(new, name)
        if one != other:
            yield FieldChange(name, one, other)


def _header(old: RightsRecord, new: RightsRecord) -> Iterator[FieldChange]:
    """单位名称; who printed, when, with which number is another in every print and says nothing about the person."""
    one, other = old.person.employer, new.person.employer
    if one != other:
        yield FieldChange("employer", one, other)


__all__ = [
    "Asked",
    "ContributionChange",
    "EmploymentChange",
    "FieldChange",
    "Figure",
    "PrintChanges",
    "other_person",
    "print_changes",
]
