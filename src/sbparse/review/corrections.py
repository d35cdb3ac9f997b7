"""What a correction is: a declared row with what becomes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from sbparse.findings import Finding
from sbparse.history.model import Assessment, DeclaredHistory, DeclaredStint
from sbparse.review.model import Review
from sbparse.values.month import Month

RowT = TypeVar("RowT", DeclaredStint, Assessment)


@dataclass(frozen=True, slots=True)
class Change(Generic[RowT]):
    """What becomes of a declared row, or a row that is added.

    Attributes:
        origin: the declared row; None for a row that nothing declared answers.
        corrected: the row as it should be, under the number of its origin (0 without one); None where the row is to be cleared.
        added: whether it is a row of its own beside its origin's: a second part of a split one, or a stint that was missing.
        findings: why.
    """

    origin: RowT | None
    corrected: RowT | None
    added: bool = False
    findings: tuple[Finding, ...] = ()

    @property
    def fields(self) -> frozenset[str]:
        """The fields in which a row that stays differs from what was declared; empty for one that is added or cleared."""
        if self.added or self.origin is None or self.corrected is None:
            return frozenset()
        names = [name for name in self.origin.__slots__ if name != "row"]
        return frozenset(name for name in names if getattr(self.origin, name) != getattr(self.corrected, name))

    @property
    def start(self) -> Month | None:
        """When the corrected row starts; None for one that is cleared."""
        return self.corrected.start if self.corrected else None

    @property
    def cleared(self) -> bool:
        return self.corrected is None

    @property
    def untouched(self) -> bool:
        return not self.added and not self.cleared and not self.fields


@dataclass(frozen=True, slots=True)
class Correction:
    """All corrections of a declared history.

    Attributes:
        stints: rows of 工作经历 in the order in which they should stand.
        assessments: rows of 考核情况 likewise; empty where there is no such sheet.
        history: the declared history with the corrections; its rows are numbered anew, from 2.
        review: what the review says of it.
    """

    stints: tuple[Change[DeclaredStint], ...]
    assessments: tuple[Change[Assessment], ...]
    history: DeclaredHistory
    review: Review

    @property
    def empty(self) -> bool:
        """Whether nothing is corrected."""
        return all(change.untouched for change in self.stints) and all(change.untouched for change in self.assessments)


def newest_first(starts: Sequence[Month]) -> bool:
    """Whether a table has its newest row first."""
    return len(set(starts)) > 1 and all(earlier >= later for earlier, later in pairwise(starts))


def place_in_time(starts: Sequence[Month | None], start: Month, *, descending: bool) -> int:
    """Where a row goes in a table: behind the last row that starts no later, or before the first such row where the newest comes first.

    A row that has no start any more (None) decides nothing.
    """
    earlier = [position for position, other in enumerate(starts) if other is not None and other <= start]
    if descending:
        return earlier[0] if earlier else len(starts)
    return earlier[-1] + 1 if earlier else 0
