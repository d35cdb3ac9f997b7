"""Rows and stints of one company laid along each other: the cut into groups that differ in the fewest months."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, product, takewhile
from typing import Final, TypeAlias

from sbparse.history.model import DeclaredStint
from sbparse.review.model import InsuredStint
from sbparse.values.month import Period

Cost: TypeAlias = tuple[int, int, int]
"""Months that differ, then minus the number of groups, then how many rows and stints are in groups; the least is best."""

# A row and a stint of one company that share no month are still one time with a slip in the dates when they lie so close, in months.
_NEAR: Final = 12
# Rows times stints of a cluster that touches; above this it is one group, for nobody has so many jobs or posts at one company.
_LARGE: Final = 64


@dataclass(frozen=True, slots=True)
class Row:
    """A declared row.

    Attributes:
        period: its months, 至今 up to what is posted.
        counted: those of them that the record can confirm or deny, by :attr:`Month.index`; none for a row that rests on a contract.
        pending: whether it goes on from a month that is not posted yet: a new post at a company whose stint runs on, or a new company.
    """

    stint: DeclaredStint
    period: Period
    counted: frozenset[int]
    pending: bool

    @property
    def left_out(self) -> Cost:
        """The cost of a row that answers nothing."""
        return len(self.counted) + self.pending, 0, 0


@dataclass(frozen=True)
class Group:
    """Rows that answer stints."""

    rows: tuple[Row, ...]
    stints: tuple[InsuredStint, ...]

    @cached_property
    def insured(self) -> frozenset[int]:
        """The stints' months, by index."""
        return frozenset(month for stint in self.stints for month in stint.period.indices)

    @cached_property
    def months_off(self) -> int:
        """Months declared too often or not at all; months that the record cannot confirm are free, and a contract row may cover any."""
        insured = Counter(chain.from_iterable(stint.period.indices for stint in self.stints))
        counted = Counter(chain.from_iterable(row.counted for row in self.rows))
        covered = Counter(chain.from_iterable(row.period.indices for row in self.rows))
        return (counted - insured).total() + (insured - covered).total()

    @property
    def cost(self) -> Cost:
        return self.months_off, -1, len(self.rows) + len(self.stints)


def grouped(rows: Sequence[Row], stints: Sequence[InsuredStint]) -> list[Group]:
    """The groups of least cost, in time order; rows and stints left out answer nothing. Both must be in time order and of one company."""
    links = _Links(rows, stints)
    best: dict[tuple[int, int], tuple[Cost, list[Group]]] = {(0, 0): ((0, 0, 0), [])}
    for i, j in product(range(len(rows) + 1), range(len(stints) + 1)):
        choices = [_plus(best[i - 1, j], rows[i - 1].left_out)] if i else []
        choices += [_plus(best[i, j - 1], (stints[j - 1].period.months, 0, 0))] if j else []
        choices += [_plus(best[a, b], group.cost, group) for a, b, group in links.groups_ending_at(i, j)]
        if choices:
            best[i, j] = min(choices, key=lambda choice: choice[0])
    return best[len(rows), len(stints)][1]


def _plus(so_far: tuple[Cost, list[Group]], cost: Cost, group: Group | None = None) -> tuple[Cost, list[Group]]:
    (a, b, c), groups = so_far
    return (a + cost[0], b + cost[1], c + cost[2]), [*groups, group] if group else groups


class _Links:
    """Which rows touch which stints, and the clusters that this makes; a group of several never reaches beyond a cluster."""

    def __init__(self, rows: Sequence[Row], stints: Sequence[InsuredStint]) -> None:
        self._rows, self._stints = rows, stints
        clusters = _clusters(rows, stints)
        self._of_rows, self._of_stints = clusters[: len(rows)], clusters[len(rows) :]
        many, others = Counter(self._of_rows), Counter(self._of_stints)
        self._large = {cluster for cluster in many if many[cluster] * others[cluster] > _LARGE}

    def groups_ending_at(self, i: int, j: int) -> list[tuple[int, int, Group]]:
        """Groups of the rows a..i-1 and the stints b..j-1, with a and b."""
        if not i or not j:
            return []
        cluster = self._of_rows[i - 1]
        if cluster != self._of_stints[j - 1]:
            return [self._group(i - 1, i, j - 1, j)] if _near(self._rows[i - 1], self._stints[j - 1]) else []
        if cluster in self._large:
            last = cluster not in self._of_rows[i:] and cluster not in self._of_stints[j:]
            return [self._group(_run_back(self._of_rows, i)[-1], i, _run_back(self._of_stints, j)[-1], j)] if last else []
        starts = product(_run_back(self._of_rows, i), _run_back(self._of_stints, j))
        return [found for a, b in starts if _connected((found := self._group(a, i, b, j))[2])]

    def _group(self, a: int, i: int, b: int, j: int) -> tuple[int, int, Group]:
        return a, b, Group(tuple(self._rows[a:i]), tuple(self._stints[b:j]))


def _run_back(clusters: Sequence[int], end: int) -> list[int]:
    """Starts of unbroken runs of one cluster that end before ``end``, the shortest run first."""
    return list(takewhile(lambda start: clusters[start] == clusters[end - 1], range(end - 1, -1, -1)))


def _touch(row: Row, stint: InsuredStint) -> bool:
    """Whether a row shares a month with a stint, or is pending, and so after every stint."""
    return row.pending or row.period.overlap(stint.period) is not None


def _near(row: Row, stint: InsuredStint) -> bool:
    gap = max(row.period.start - stint.period.end, stint.period.start - row.period.end)
    return bool(row.counted) and gap <= _NEAR


def _clusters(rows: Sequence[Row], stints: Sequence[InsuredStint]) -> list[int]:
    """A number for each row, then for each stint; those that touch, directly or through others, have the same."""
    numbers = list(range(len(rows) + len(stints)))
    for i, j in product(range(len(rows)), range(len(stints))):
        if _touch(rows[i], stints[j]):
            ours, theirs = numbers[i], numbers[len(rows) + j]
            numbers = [ours if number == theirs else number for number in numbers]
    return numbers


def _connected(group: Group) -> bool:
    return len(set(_clusters(group.rows, group.stints))) == 1
