"""From the header rows of a table to its columns: which field stands where.

Columns are told by their header text alone, never by their position; a text that no layout knows is an error that names it.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from operator import attrgetter
from typing import Final, NamedTuple

from sbparse.page.words import Line, Word, lines_of, part
from sbparse.record.layouts import FlatTable, GroupedTable
from sbparse.record.model import Insurance
from sbparse.record.reading import Sheet
from sbparse.record.tablehead import header_text, header_texts


class HeaderColumn(NamedTuple):
    """A column by its header: its field (``employer``, or ``pension.base``) and the header text's extent in points.

    A named tuple, as a table of five insurances has sixteen on every page.
    """

    field: str
    x0: float
    x1: float


class HeaderMisfit(Exception):
    """The header is not this table's: ``unknown`` texts it should not have, ``missing`` fields it should."""

    def __init__(self, words: Sequence[Word], *, unknown: Sequence[str] = (), missing: Sequence[str] = ()) -> None:
        super().__init__(f"unknown {list(unknown)}, missing {list(missing)}")
        self.words = words
        self.unknown = tuple(unknown)
        self.missing = tuple(missing)


_LEFT: Final = attrgetter("x0")

_SLACK: Final = 1.0
"""Header texts of neighbouring columns may come this close (points) or overlap by as much."""


def columns_of(sheet: Sheet, lines: Sequence[Line], table: FlatTable | GroupedTable) -> list[HeaderColumn]:
    """The columns under a table's header lines, from left to right; raises HeaderMisfit where they are not this table's."""
    return flat_columns(sheet, lines, table) if isinstance(table, FlatTable) else grouped_columns(sheet, lines, table)


def flat_columns(sheet: Sheet, lines: Sequence[Line], table: FlatTable) -> list[HeaderColumn]:
    """The columns of a table with one header row, from left to right.

    Raises:
        HeaderMisfit: a text is unknown, a field twice, or a required one missing.
    """
    fields = {text: field for field, texts in table.columns.items() for text in texts}
    words = _unglued(sheet, lines, table)
    stacks = _stacks(words)
    columns = [HeaderColumn(fields.get(_text(stack), ""), *_extent(stack)) for stack in stacks]
    found = [column.field for column in columns if column.field]
    unknown = [_text(stack) for stack, column in zip(stacks, columns, strict=True) if not column.field]
    missing = sorted(table.required - set(found))
    if unknown or missing or len(set(found)) < len(found):
        raise HeaderMisfit(words, unknown=unknown, missing=missing)
    return columns


def grouped_columns(sheet: Sheet, lines: Sequence[Line], table: GroupedTable) -> list[HeaderColumn]:
    """The columns of a table with a group row above a leaf row: the key column as field ``period``, then ``<insurance>.<leaf>``.

    Raises:
        HeaderMisfit: as above; also where groups and leaves do not stand under each other.
    """
    words = _unglued(sheet, lines, table)
    opening = table.leaves[table.opener]
    openers = sorted([w for w in words if header_text(w.folded) in opening], key=_LEFT)
    if not openers:
        raise HeaderMisfit(words, missing=[opening[0]])
    insurances = {text: insurance for insurance, texts in table.groups.items() for text in texts}
    key_words: list[Word] = []
    others: list[Word] = []
    for word in words:
        beside = word.centre < openers[0].x0 - _SLACK and not _is_group(word, table)
        (key_words if beside else others).append(word)
    if _text(key_words) not in table.key:
        raise HeaderMisfit(key_words or words, unknown=[_text(key_words)] if key_words else [], missing=[table.key[0]])
    upper, lower = _by_row(others, openers, table)
    groups = _stacks(upper)
    names = [_text(stack) for stack in groups]
    unknown = [name for name in names if name not in insurances]
    found = {insurances[name] for name in names if name in insurances}
    if unknown or len(groups) != len(openers) or len(found) < len(groups):
        raise HeaderMisfit(words, unknown=unknown, missing=[i.value for i in table.groups if i not in found])
    columns = [HeaderColumn("period", *_extent(key_words))]
    lefts = [opener.x0 - _SLACK for opener in openers]
    below: list[list[Word]] = [[] for _ in range(len(openers) + 1)]
    for word in lower:
        below[bisect_right(lefts, word.centre)].append(word)
    for position, (name, stack) in enumerate(zip(names, groups, strict=True), 1):
        if bisect_right(lefts, sum(_extent(stack)) / 2) != position:
            raise HeaderMisfit(stack, unknown=[name])
        columns += _leaves(insurances[name], below[position], table)
    return columns


def _leaves(insurance: Insurance, words: Sequence[Word], table: GroupedTable) -> list[HeaderColumn]:
    fields = _leaf_fields(table)
    stacks = _stacks(words)
    texts = [_text(stack) for stack in stacks]
    unknown = [text for text in texts if text not in fields]
    names = [fields[text] for text in texts if text in fields]
    if unknown or len(set(names)) < len(names):
        raise HeaderMisfit(words, unknown=unknown or names)
    return [HeaderColumn(f"{insurance}.{name}", *_extent(stack)) for name, stack in zip(names, stacks, strict=True)]


@cache
def _leaf_fields(table: GroupedTable) -> dict[str, str]:
    return {text: field for field, texts in table.leaves.items() for text in texts}


@cache
def _group_names(table: GroupedTable) -> tuple[str, ...]:
    return tuple(texts[0] for texts in table.groups.values())


def _is_group(word: Word, table: GroupedTable) -> bool:
    return any(name in word.folded for name in _group_names(table))


def _by_row(words: list[Word], openers: Sequence[Word], table: GroupedTable) -> tuple[list[Word], list[Word]]:
    """Words of the group row and of the leaf row; a piece of a wrapped text belongs to the row that it stands nearer to."""
    leaf_texts = _leaf_fields(table)
    upper: list[Word] = []
    others: list[Word] = []
    for word in words:
        (upper if _is_group(word, table) else others).append(word)
    if not upper:
        raise HeaderMisfit(words, missing=[texts[0] for texts in table.groups.values()])
    upper_middle = sum([w.middle for w in upper]) / len(upper)
    lower_middle = sum([w.middle for w in openers]) / len(openers)
    lower: list[Word] = []
    for word in others:
        is_leaf = header_text(word.folded) in leaf_texts
        (lower if is_leaf or abs(word.middle - lower_middle) < abs(word.middle - upper_middle) else upper).append(word)
    return upper, lower


def _stacks(words: Sequence[Word]) -> list[list[Word]]:
    """Words one above the other, from left to right: each stack is the text of one header cell."""
    stacks: list[list[Word]] = []
    end = float("-inf")
    for word in sorted(words, key=_LEFT):
        if word.x0 < end - _SLACK:
            stacks[-1].append(word)
            end = max(end, word.x1)
        else:
            stacks.append([word])
            end = word.x1
    return stacks


def _text(stack: Sequence[Word]) -> str:
    return header_text(stack[0].folded if len(stack) == 1 else "".join(line.folded for line in lines_of(stack)))


def _extent(stack: Sequence[Word]) -> tuple[float, float]:
    if len(stack) == 1:
        return stack[0].x0, stack[0].x1
    return min([w.x0 for w in stack]), max([w.x1 for w in stack])


@cache
def _sequence(table: FlatTable | GroupedTable) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, header_texts(table)), key=len, reverse=True)))


def _unglued(sheet: Sheet, lines: Sequence[Line], table: FlatTable | GroupedTable) -> list[Word]:
    """The header's words; one that is several header texts without a gap is cut between them, spaced letters of one are joined."""
    words: list[Word] = []
    known = header_texts(table)
    for line in lines:
        for word in _joined_letters(sheet, line, table):
            if word.folded in known:  # as nearly all are
                words.append(word)
                continue
            matches = list(_sequence(table).finditer(word.folded))
            if "".join(m[0] for m in matches) == word.folded:
                words += [part(sheet.page, word.glyphs[m.start() : m.end()]) for m in matches]
            else:
                words.append(word)
    return words


def _joined_letters(sheet: Sheet, line: Line, table: FlatTable | GroupedTable) -> list[Word]:
    """Letter-spaced header texts (``月 数``) as one word each."""
    joined: list[Word] = []
    known = header_texts(table)
    for word in line.words:
        if joined and 1 in (len(word.folded), len(joined[-1].folded)) and word.x0 - joined[-1].x1 < 1.2 * word.height:
            both = joined[-1].folded + word.folded
            if any(both in text for text in known):
                joined[-1] = part(sheet.page, (*joined[-1].glyphs, *word.glyphs))
                continue
        joined.append(word)
    return joined
