"""Rows and columns of a table: from its rulings where there are any, from the gaps between its words where there are none.

A column is given by its header's box, a row by its *anchor*, the text in the key column. Rulings that do not lie between two of these do
no harm; where neither rulings nor gaps tell two columns or rows apart, :class:`Undecided` says so, and nothing is guessed.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from sbparse.page.extents import column_extents
from sbparse.page.model import Page, Ruling
from sbparse.page.owners import owners_of
from sbparse.page.words import Line, Word, lines_of, part
from sbparse.values.place import Box

CUT: Final = 0.2
"""A ruling that leaves at least this share of a glyph on either side runs through it: the text overflows its cell."""


@dataclass(frozen=True, slots=True)
class Span:
    """A column: from ``left`` to ``right`` in points. What lies between two columns belongs to neither."""

    left: float
    right: float


def split_at_rulings(page: Page, by_line: Sequence[Sequence[Word]]) -> list[Sequence[Word]]:
    """Words, given by lines, cut where a vertical ruling passes between two of their glyphs; text that overflows its cell (a cut glyph)
    stays whole. Lines without a cut are given back as they are."""
    at = [*(ruling.at for ruling in page.verticals), float("inf")]
    return [_split(page, words, at) for words in by_line]


def _split(page: Page, words: Sequence[Word], at: list[float]) -> Sequence[Word]:
    split: list[Word] = []
    for word in words:
        _, _, x0, _, x1, _, _ = word
        low = bisect_right(at, x0 + 1)
        if at[low] >= x1 - 1:  # as behind most words
            split.append(word)
            continue
        cuts = [r.at for r in page.verticals[low : bisect_left(at, x1 - 1)] if r.start <= word.middle <= r.end]
        split += _cut(page, word, cuts) if cuts else [word]
    return split if len(split) > len(words) else words


def _cut(page: Page, word: Word, cuts: list[float]) -> list[Word]:
    pieces: list[list[int]] = [[]]
    pending = list(cuts)
    for glyph in word.glyphs:
        x0, x1 = page.x0[glyph], page.x1[glyph]
        while pending and pending[0] <= x0 + CUT * (x1 - x0):
            pending.pop(0)
            if pieces[-1]:
                pieces.append([])
        if pending and pending[0] < x1 - CUT * (x1 - x0):
            return [word]
        pieces[-1].append(glyph)
    return [part(page, piece) for piece in pieces if piece]


def column_spans(headers: Sequence[tuple[float, float]], verticals: Sequence[Ruling], words: Sequence[Word]) -> list[Span]:
    """The columns under header texts given as ``(x0, x1)`` from left to right.

    Args:
        headers: the header boxes.
        verticals: the page's vertical rulings.
        words: the words of the table's body; they decide where no ruling does.

    Raises:
        Undecided: words of two columns overlap, or may belong to either.
    """
    top = min((w.top for w in words), default=0.0)
    bottom = max((w.bottom for w in words), default=0.0)
    reach = 0.5 * (bottom - top)
    borders = [r.at for r in verticals if min(r.end, bottom) - max(r.start, top) >= reach] if words else []
    centres = [(x0 + x1) / 2 for x0, x1 in headers]
    ruled = [[at for at in borders if here < at < there] for here, there in pairwise(centres)]
    extents = list(headers) if all(ruled) else column_extents(headers, words)
    spans: list[Span] = []
    left = float("-inf")
    for index, between in enumerate(ruled):
        if between:
            right, following = between[0], between[-1]
        else:
            right = following = (extents[index][1] + extents[index + 1][0]) / 2
        spans.append(Span(left, right))
        left = following
    spans.append(Span(left, float("inf")))
    return spans


def in_columns(spans: Sequence[Span], words: Sequence[Word]) -> tuple[list[tuple[int, Word]], list[Word]]:
    """Each word with the column that its middle lies in; and the words between columns."""
    rights = [span.right for span in spans]
    placed: list[tuple[int, Word]] = []
    between: list[Word] = []
    for word in words:
        _, _, x0, _, x1, _, _ = word
        centre = (x0 + x1) / 2
        column = bisect_left(rights, centre)
        if column < len(spans) and spans[column].left <= centre:
            placed.append((column, word))
        else:
            between.append(word)
    return placed, between


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its words by column, and its box: between its rulings where it has them, else around its words and as wide as the table."""

    cells: tuple[tuple[Word, ...], ...]
    box: Box


@dataclass(slots=True)
class Body:
    """A table's body.

    Attributes:
        rows: its rows, from top to bottom.
        orphans: words that stand among the rows without one: between rulings with nothing in the key column, or between columns.
        stray: words beyond the rows.
    """

    rows: list[Row] = field(default_factory=list)
    orphans: list[Word] = field(default_factory=list)
    stray: list[Word] = field(default_factory=list)


def rows_of(spans: Sequence[Span], words: Sequence[Word], horizontals: Sequence[Ruling], top: float) -> Body:
    """The rows of a table's body and the words that belong to none.

    Args:
        spans: the columns; the first is the key column.
        words: the words of the body.
        horizontals: the page's horizontal rulings; those that cross the key column part rows.
        top: where the body begins.

    Raises:
        Undecided: wrapped text fits two rows.
    """
    body = Body()
    placed, between = in_columns(spans, words)
    body.orphans += between
    keys = [word for column, word in placed if column == 0]
    if not keys:
        body.stray += words
        return body
    across = (min(k.x0 for k in keys) + max(k.x1 for k in keys)) / 2
    crossing = [r for r in horizontals if r.start <= across <= r.end and r.at >= top - 2]
    left = min([r.start for r in crossing] or [word.x0 for _, word in placed])
    right = max([r.end for r in crossing] or [word.x1 for _, word in placed])
    borders = sorted({r.at for r in crossing})
    bands: list[list[tuple[int, Word]]] = [[] for _ in range(len(borders) + 1)]
    for column, word in placed:
        bands[bisect_left(borders, word.middle)].append((column, word))
    for band, (low, high) in zip(bands, pairwise([float("-inf"), *borders, float("inf")]), strict=True):
        closed = low != float("-inf") and high != float("inf")
        found, left_over = _band_rows(len(spans), band, closed=closed) if band else ([], [])
        # Below the last ruling stands what follows the table; anywhere else a text without a row has lost it.
        (body.stray if high == float("inf") else body.orphans).extend(left_over)
        for row in found:
            x0, y0, x1, y1 = row.box
            y0, y1 = (low, high) if closed and len(found) == 1 else (y0, y1)
            body.rows.append(Row(row.cells, (min(left, x0), y0, max(right, x1), y1)))
    return body


def _band_rows(columns: int, band: list[tuple[int, Word]], *, closed: bool) -> tuple[list[Row], list[Word]]:
    """The rows between two rulings: one where the band is closed and has one anchor, else one an anchor."""
    anchors = lines_of([word for column, word in band if column == 0])
    if not anchors:
        return [], [word for _, word in band]
    if closed and (len(anchors) == 1 or _continued(anchors)):
        return [_row(columns, band)], []
    groups = _joined_anchors(anchors)
    shares: list[list[tuple[int, Word]]] = [[(0, word) for line in group for word in line.words] for group in groups]
    middles = [(group[0].top + group[-1].bottom) / 2 for group in groups]
    edges = [(group[0].top, group[-1].bottom) for group in groups]
    stray: list[Word] = []
    by_column = _by_column(columns, band)
    for column in range(1, columns):
        lines = lines_of(by_column[column])
        for line, owner in zip(lines, owners_of(lines, middles, edges), strict=True):
            if owner is None:
                stray += line.words
            else:
                shares[owner] += [(column, word) for word in line.words]
    return [_row(columns, share) for share in shares], stray


def _continued(anchors: list[Line]) -> bool:
    """Whether the key itself is wrapped: each line but the last breaks off at 至 or a dash, or the next begins with one or is a lone
    star."""
    return all(
        a.folded.endswith(("至", "-", "~", "到")) or b.folded.startswith(("至", "-", "~", "到")) or b.folded == "*"
        for a, b in pairwise(anchors)
    )


def _joined_anchors(anchors: list[Line]) -> list[list[Line]]:
    groups: list[list[Line]] = []
    for line in anchors:
        if groups and _continued([groups[-1][-1], line]):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _row(columns: int, share: list[tuple[int, Word]]) -> Row:
    cells = tuple([tuple(cell) if len(cell) < 2 else _reading_order(cell) for cell in _by_column(columns, share)])
    _, _, x0, top, x1, bottom, _ = zip(*[word for _, word in share], strict=True)
    return Row(cells, (min(x0), min(top), max(x1), max(bottom)))


def _by_column(columns: int, placed: list[tuple[int, Word]]) -> list[list[Word]]:
    by_column: list[list[Word]] = [[] for _ in range(columns)]
    for column, word in placed:
        by_column[column].append(word)
    return by_column


def _reading_order(words: list[Word]) -> tuple[Word, ...]:
    return tuple([word for line in lines_of(words) for word in line.words])
