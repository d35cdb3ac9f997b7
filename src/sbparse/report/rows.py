"""Which rows and findings belong together, looked up and not searched: a hostile declaration may have hundreds of rows and thousands of
findings."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from sbparse.history.model import Assessment, DeclaredHistory, DeclaredStint
from sbparse.review.model import Pair, Review, SuggestedStint
from sbparse.values.month import Period


@dataclass(frozen=True, slots=True)
class Declared:
    """The declared rows by their own numbers; of two with one number, the first."""

    stints: Mapping[int, DeclaredStint]
    assessments: Mapping[int, Assessment]

    @classmethod
    def of(cls, history: DeclaredHistory) -> Self:
        return cls(
            {stint.row: stint for stint in reversed(history.stints)},
            {row.row: row for row in reversed(history.assessments or ())},
        )


@dataclass(frozen=True, slots=True)
class Suggested:
    """The rows of the suggested history by the declared row that each came from; ``added``, which came from none, by their start."""

    by_row: Mapping[int, Sequence[SuggestedStint]]
    added: Sequence[SuggestedStint]

    @classmethod
    def of(cls, review: Review) -> Self:
        by_row: dict[int, list[SuggestedStint]] = {}
        for stint in review.suggested_history:
            if stint.row is not None:
                by_row.setdefault(stint.row, []).append(stint)
        added = (stint for stint in review.suggested_history if stint.row is None)
        return cls(by_row, sorted(added, key=lambda stint: stint.start))

    def added_in(self, period: Period) -> Sequence[SuggestedStint]:
        """The added rows that start in a period."""
        first = bisect_left(self.added, period.start, key=lambda stint: stint.start)
        return self.added[first : bisect_right(self.added, period.end, key=lambda stint: stint.start)]


def numbered_pairs(review: Review) -> Iterator[tuple[Pair, Mapping[int, int]]]:
    """The pairs, each with the numbers of its findings in the review's list by their position in the pair.

    A pair holds the review's own findings, the very same objects: values are not compared, since a pair of a hundred rows can have
    thousands that are nearly alike. A finding that the review does not have has no number.
    """
    numbers = {id(finding): number for number, finding in enumerate(review.findings, start=1)}
    for pair in review.pairs:
        yield pair, {at: numbers[id(finding)] for at, finding in enumerate(pair.findings) if id(finding) in numbers}
