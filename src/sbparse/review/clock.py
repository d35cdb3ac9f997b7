"""What a record can know: the months it covers, the last month posted, the month in which it was printed."""

from dataclasses import dataclass

from sbparse.history.model import DeclaredStint
from sbparse.values.month import Month, Period


@dataclass(frozen=True, slots=True)
class Clock:
    """Months against which a declared stint is held.

    Attributes:
        posted: the last paid month of any stint; None for a record without stints.
        printed: the month of the newest print, or what comes nearest to it.
        lag: how many months before ``printed`` a current stint's last posted month may lie.
        covered: the months that the prints cover, by :attr:`Month.index`.
        query_starts, query_ends: first and last months of the query periods that were asked for.
    """

    posted: Month | None
    printed: Month | None
    lag: int
    covered: frozenset[int]
    query_starts: frozenset[Month] = frozenset()
    query_ends: frozenset[Month] = frozenset()

    @property
    def first(self) -> Month:
        """The first month covered; ValueError where none is, as with :attr:`last`."""
        return Month(min(self.covered))

    @property
    def last(self) -> Month:
        """The last month covered."""
        return Month(max(self.covered))

    @property
    def due(self) -> Month | None:
        """The last month that must have been posted when the newest print was made."""
        return self.printed + -self.lag if self.printed else None

    def still_running(self, end: Month) -> bool:
        """Whether a stint with this last paid month may go on: 至今 is right for it."""
        return self.due is None or end >= self.due

    def not_yet_posted(self, month: Month) -> bool:
        """Whether a month may be paid although the record does not have it yet."""
        return self.posted is not None and month > self.posted and (self.due is None or month > self.due)

    def pending(self, stint: DeclaredStint) -> bool:
        """Whether a declared row goes on from a month that may be paid and is not posted yet, no later than the print."""
        return stint.end is None and self.not_yet_posted(stint.start) and (self.printed is None or stint.start <= self.printed)

    def period(self, stint: DeclaredStint) -> Period:
        """The months of a declared row; 至今 reaches as far as anything is posted."""
        end = stint.end or max(stint.start, self.posted or stint.start)
        return Period(stint.start, end)

    def reach(self, stint: DeclaredStint) -> Period:
        """The months that a declared row claims; 至今 reaches to the print."""
        end = stint.end or max(stint.start, *(month for month in (self.posted, self.printed) if month), stint.start)
        return Period(stint.start, end)

    def cut_before(self, month: Month) -> bool:
        """Whether what is shown from this month on may have begun earlier: a query period starts here, no print covers the month before."""
        return month in self.query_starts and month.index - 1 not in self.covered

    def cut_after(self, month: Month) -> bool:
        """Whether what is shown up to this month may have gone on: a query period ends here, no print covers the next month."""
        return month in self.query_ends and month.index + 1 not in self.covered
