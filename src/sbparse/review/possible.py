"""Which months can have been paid, when the record only says how many.

The record gives months a year and months an employer, not which months. Each such statement bounds the paid months of a period: ``least <=
paid <= most``. With P(t) the number of paid months before month t, every statement is a difference constraint on P, and so is "a month is
paid once or not at all". Shortest paths over these constraints give the exact least and most number of paid months of *any* period, because
a system of difference constraints has whole-number solutions at its bounds.

Months between two neighbouring ends of statements cannot be told apart by any of them. So such a run of months is looked at as one: all
of it is paid, all of it is unpaid, or the record does not say which of its months are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from sys import maxsize
from typing import Final, TypeAlias

from sbparse.values.month import Month, Period

_Edge: TypeAlias = tuple[int, int, int]  # from node, to node, weight: P(to) <= P(from) + weight; nodes are month indices
_FAR: Final = maxsize


@dataclass(frozen=True, slots=True)
class Fact:
    """The record says that at least ``least`` and at most ``most`` months of ``period`` were paid."""

    period: Period
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class PaidMonths:
    """What is possible under all facts together. Months outside every fact may be paid or not.

    Attributes:
        facts: the statements, free of contradiction.
        paid: months that every possibility has paid. ``unpaid``: months that none has paid. Both by :attr:`Month.index`.
        undecided: runs of months of which some may be paid, in time order; which ones the record does not say.
    """

    facts: tuple[Fact, ...]
    paid: frozenset[int]
    unpaid: frozenset[int]
    undecided: tuple[Period, ...]

    def bounds(self, period: Period) -> tuple[int, int]:
        """The least and the most number of paid months in a period, both attained by some possibility."""
        return _bounds(self.facts, period)


def paid_months(facts: Sequence[Fact]) -> PaidMonths | None:
    """What is possible under the facts, None where they contradict each other."""
    nodes = _nodes(facts)
    if _shortest(dict.fromkeys(nodes, 0), _edges(facts, nodes)) is None:
        return None
    paid: set[int] = set()
    unpaid: set[int] = set()
    undecided: list[Period] = []
    for start, after in pairwise(nodes):
        run = Period(Month(start), Month(after - 1))
        least, most = _decided(facts, run) or _bounds(facts, run)
        if least == run.months:
            paid.update(run.indices)
        elif most == 0:
            unpaid.update(run.indices)
        else:
            undecided.append(run)
    return PaidMonths(tuple(facts), frozenset(paid), frozenset(unpaid), tuple(undecided))


def _decided(facts: Iterable[Fact], run: Period) -> tuple[int, int] | None:
    """The bounds of a run where one fact alone settles it: a full or an empty period around it. Saves most of the shortest paths."""
    for fact in facts:
        if fact.period.covers(run):
            if fact.least == fact.period.months:
                return run.months, run.months
            if fact.most == 0:
                return 0, 0
    return None


def _bounds(facts: Sequence[Fact], period: Period) -> tuple[int, int]:
    start, after = period.start.index, period.end.index + 1
    nodes = _nodes(facts, start, after)
    edges = _edges(facts, nodes)
    most = _distance(nodes, edges, start, after)
    least = -_distance(nodes, edges, after, start)
    return least, most


def _nodes(facts: Iterable[Fact], *more: int) -> list[int]:
    """The months at which a fact starts, or that follow one, in order."""
    ends = {end for fact in facts for end in (fact.period.start.index, fact.period.end.index + 1)}
    return sorted(ends.union(more))


def _edges(facts: Iterable[Fact], nodes: Sequence[int]) -> list[_Edge]:
    """The constraints, forward ones in time order and backward ones against it, so that one pass carries a value a long way."""
    forward = [(a, b, b - a) for a, b in pairwise(nodes)]
    backward = [(b, a, 0) for a, b in pairwise(nodes)]
    for fact in facts:
        start, after = fact.period.start.index, fact.period.end.index + 1
        forward.append((start, after, fact.most))
        backward.append((after, start, -fact.least))
    return sorted(forward) + sorted(backward, reverse=True)


def _distance(nodes: Iterable[int], edges: Sequence[_Edge], source: int, target: int) -> int:
    distances = _shortest({node: 0 if node == source else _FAR for node in nodes}, edges)
    if distances is None:
        raise ValueError("the facts contradict each other")
    return distances[target]


def _shortest(distance: dict[int, int], edges: Sequence[_Edge]) -> dict[int, int] | None:
    """Bellman-Ford; None for a negative circle, which is a contradiction."""
    for _ in range(len(distance) + 1):
        changed = False
        for source, target, weight in edges:
            if distance[source] + weight < distance[target]:
                distance[target] = distance[source] + weight
                changed = True
        if not changed:
            return distance
    return None
