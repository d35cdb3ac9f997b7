"""Several prints of one person's record: which print speaks for which months, and what day it is.

Prints are united: a month that any of them shows counts, once. Where two show the same month the newer is right (a back-payment since, a
longer current row, a renamed employer), so each print speaks for the months of its rows that no newer print has a row for; the two tables
apart, since a row of 缴费明细 may be about fewer months than its period has. A newer print's silence takes nothing away: the site prints
what was asked for.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Final

from sbparse.record.model import PrintBasis, PrintDate, RightsRecord
from sbparse.review.model import Source
from sbparse.values.month import Month, Period, runs_of

# The start of the longest query period that the site offers: older contributions are in no record.
_FIRST_RECORDED: Final = Month.of(1992, 10)


@dataclass(frozen=True, slots=True)
class Print:
    """One record among all of the person.

    Attributes:
        index: its position in ``records``.
        source: the record and its file.
        coverage: the months that it covers: its query period with all its rows; None for a record without rows.
        employed: the months of its rows of 单位变动记录 that no newer print has a row for.
        paid: the same of 缴费明细.
    """

    index: int
    source: Source
    coverage: Period | None
    employed: tuple[Period, ...]
    paid: tuple[Period, ...]

    @property
    def record(self) -> RightsRecord:
        return self.source.record

    def heard_employed(self, period: Period) -> list[Period]:
        """The parts of a row of 单位变动记录 for which this print speaks."""
        return _parts(period, self.employed)

    def heard_paid(self, period: Period) -> list[Period]:
        """The parts of a row of 缴费明细 for which this print speaks."""
        return _parts(period, self.paid)

    @property
    def contributes(self) -> bool:
        """Whether a row of this print is not superseded by newer prints."""
        return bool(self.employed or self.paid)


def _parts(period: Period, spoken: Iterable[Period]) -> list[Period]:
    return [part for part in (period.overlap(run) for run in spoken) if part]


def prints_of(sources: Sequence[Source]) -> tuple[Print, ...]:
    """The prints, newest first; of equals the one given first."""
    newest = sorted(enumerate(sources), key=lambda item: (_made(item[1].record), -item[0]), reverse=True)
    prints: list[Print] = []
    employed: set[int] = set()  # months by index, of which there are hundreds
    paid: set[int] = set()
    for index, source in newest:
        own_employed = {month for row in source.record.employments for month in row.period.indices} - employed
        own_paid = {month for row in source.record.contributions for month in row.period.indices} - paid
        prints.append(Print(index, source, _coverage(source.record), tuple(runs_of(own_employed)), tuple(runs_of(own_paid))))
        employed |= own_employed
        paid |= own_paid
    return tuple(prints)


def covered_months(prints: Iterable[Print]) -> frozenset[int]:
    """All months that any print covers, by index: with no query period printed, those since the city's records began."""
    return frozenset(chain.from_iterable(each.coverage.indices for each in prints if each.coverage))


def query_ends(prints: Iterable[Print]) -> tuple[frozenset[Month], frozenset[Month]]:
    """The first and the last months of the query periods: where a stint shown may be cut."""
    asked = [each.record.query_period for each in prints if each.record.query_period]
    return frozenset(period.start for period in asked), frozenset(period.end for period in asked)


def _coverage(record: RightsRecord) -> Period | None:
    """The query period with all rows; a record that prints none shows everything since the city's records began."""
    rows = row_periods(record)
    if not rows:
        return None
    shown = Period(min(p.start for p in rows), max(p.end for p in rows))
    return shown.hull(record.query_period or Period(min(_FIRST_RECORDED, shown.start), shown.end))


def row_periods(record: RightsRecord) -> list[Period]:
    """The periods of both tables' rows."""
    return [row.period for row in record.employments] + [row.period for row in record.contributions]


def _made(record: RightsRecord) -> tuple[date, date]:
    """When a print was made, as far as it can be told, then its last paid month.

    A PDF's own date says when the *file* was made, perhaps by merging, so the query period's end goes before it.
    """
    posted = record.last_paid.first_day() if record.last_paid else date.min
    if record.print_date and record.print_date.basis is not PrintBasis.PDF_METADATA:
        return record.print_date.day, posted
    if record.query_period:
        return record.query_period.end.first_day(), posted
    return (record.print_date.day if record.print_date else posted), posted


def print_date(prints: Sequence[Print], given: date | None) -> tuple[PrintDate | None, Print | None]:
    """The print date that the 30 days count from, and the print it stands on.

    That is the newest print's, unless an older one contributes months that the newer lack: then the oldest that is needed counts. A date
    given by the user overrides all.
    """
    if given:
        return PrintDate(given, PrintBasis.GIVEN), None
    needed = [each for each in prints if each.contributes] or list(prints)
    if not needed:
        return None, None
    return needed[-1].record.print_date, needed[-1]


def printed_month(prints: Sequence[Print], given: date | None) -> Month | None:
    """The month in which the newest print was made: what 至今 is measured against; None where nothing tells it.

    Without a print date it is the end of the query period, without that the last paid month. A date from the PDF's metadata tells when the
    file was made, so a query period that ends earlier goes before it.
    """
    if given:
        return Month.of_date(given)
    if not prints:
        return None
    record = prints[0].record
    queried = record.query_period.end if record.query_period else None
    if record.print_date is None:
        return queried or record.last_paid
    month = Month.of_date(record.print_date.day)
    weak = record.print_date.basis is PrintBasis.PDF_METADATA
    return min(month, queried) if weak and queried else month
