"""How far the columns of a table without vertical rulings reach: which of its body's texts stand under which header.

The texts of one column overlap each other in x, however they are aligned, and those of two columns do not; so the body falls into
clusters. A cluster that overlaps one header belongs to it. One that overlaps none lies between two headers and belongs to either: the
table's alignment tells, or that the other header has its texts already, or the gaps. Where nothing tells, :class:`Undecided` says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from sbparse.page.words import Word

PLAIN_GAP: Final = 1.5
"""Of the gaps left and right of a cluster one must be this many times as wide as the other to tell where it belongs."""

PIECE_GAP: Final = 3.0
"""The same where both columns have their texts already, and a name in two pieces must not be torn."""

PIECE: Final = 1.5
"""Pieces of one text stand no further apart than this many times their height."""

ASKEW: Final = 0.1
"""A cluster whose middle lies this share of the header's width off the header's middle shows how the table is aligned."""


class Undecided(Exception):
    """Two columns or two rows cannot be told apart; ``word`` is a text that could belong to both."""

    def __init__(self, word: Word) -> None:
        super().__init__(word.text)
        self.word = word


@dataclass(slots=True)
class Cluster:
    """Texts of the body that overlap in x; ``header`` is the index of the header they stand under, None where they stand under none."""

    words: list[Word]
    x0: float
    x1: float
    header: int | None = None

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2


def column_extents(headers: Sequence[tuple[float, float]], words: Sequence[Word]) -> list[tuple[float, float]]:
    """The extent of each column, header and texts together.

    Args:
        headers: ``(x0, x1)`` of the header texts, from left to right.
        words: the words of the body.

    Raises:
        Undecided: a text overlaps two headers, or may belong to either of two.
    """
    clusters = _clusters(words)
    for cluster in clusters:
        under = [i for i, (a, b) in enumerate(headers) if min(b, cluster.x1) > max(a, cluster.x0)]
        if len(under) > 1:
            raise Undecided(cluster.words[0])
        cluster.header = under[0] if under else None
    side = _side(headers, clusters)
    occupied = {cluster.header for cluster in clusters}
    extents = list(headers)
    _extend(extents, clusters)
    for position in range(-1, len(headers)):
        between = [c for c in clusters if c.header is None and _position(headers, c) == position]
        _settle(between, position, extents, occupied, side)
        _extend(extents, between)
    for left, right in pairwise(extents):
        if left[1] > right[0] + 1:
            raise Undecided(clusters[0].words[0])
    return extents


def _clusters(words: Sequence[Word]) -> list[Cluster]:
    clusters: list[Cluster] = []
    for word in sorted(words, key=lambda w: w.x0):
        if clusters and word.x0 < clusters[-1].x1:
            clusters[-1].words.append(word)
            clusters[-1].x1 = max(clusters[-1].x1, word.x1)
        else:
            clusters.append(Cluster([word], word.x0, word.x1))
    return clusters


def _position(headers: Sequence[tuple[float, float]], cluster: Cluster) -> int:
    """The header left of a cluster that stands under none; -1 left of all."""
    return sum((a + b) / 2 < cluster.centre for a, b in headers) - 1


def _side(headers: Sequence[tuple[float, float]], clusters: Sequence[Cluster]) -> int:
    """How texts lie to their headers where that is plain: -1 all to the left, 1 all to the right, 0 mixed or not to be seen."""
    sides: set[int] = set()
    for cluster in clusters:
        if cluster.header is None:
            position = _position(headers, cluster)
            if position in (-1, len(headers) - 1):
                sides.add(-1 if position == -1 else 1)
            continue
        a, b = headers[cluster.header]
        off = cluster.centre - (a + b) / 2
        if abs(off) > ASKEW * (b - a):
            sides.add(-1 if off < 0 else 1)
    return sides.pop() if len(sides) == 1 else 0


def _extend(extents: list[tuple[float, float]], clusters: Sequence[Cluster]) -> None:
    """Let columns reach over the texts that are theirs."""
    for cluster in clusters:
        if cluster.header is not None:
            a, b = extents[cluster.header]
            extents[cluster.header] = (min(a, cluster.x0), max(b, cluster.x1))


def _settle(between: Sequence[Cluster], left: int, extents: Sequence[tuple[float, float]], occupied: set[int | None], side: int) -> None:
    """Give the clusters between column ``left`` and the next, as far as they are known to reach, to one of the two."""
    right = left + 1
    if left == -1 or right == len(extents):
        for cluster in between:
            cluster.header = max(left, 0)
        return
    if len(between) == 2 and left not in occupied and right not in occupied:
        between[0].header, between[1].header = left, right
        return
    end = extents[left][1]
    for cluster in between:
        if side:
            cluster.header = right if side < 0 else left
        elif (left in occupied) != (right in occupied):
            cluster.header = right if left in occupied else left
        else:
            before, after = cluster.x0 - end, extents[right][0] - cluster.x1
            plain = PLAIN_GAP
            if left in occupied and right in occupied:  # then it is a piece of a text, and stands near the rest of it
                plain = PIECE_GAP
                if min(before, after) > PIECE * cluster.words[0].height:
                    raise Undecided(cluster.words[0])
            if max(before, after) < plain * min(before, after):
                raise Undecided(cluster.words[0])
            cluster.header = left if before < after else right
            end = cluster.x1 if before < after else end
    order = [cluster.header or 0 for cluster in between]
    if order != sorted(order):
        raise Undecided(between[0].words[0])
