"""What stands in a form: an entry a cell, by sheet, row and column key of ``history.forms``."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from sbparse.messages import Message


class Mark(Enum):
    """What a cell tells by its fill, and in words by its note."""

    TO_FILL = "to-fill"  # left for the person to fill in
    CHANGED = "changed"  # corrected; the note has what was declared
    ADDED = "added"  # in a row that was not declared
    REMOVED = "removed"  # cleared; the note has what was declared
    NOTED = "noted"  # filled in, with something to know about it


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell of a form.

    Attributes:
        value: its text; None is empty.
        mark: what its fill and note tell; None for a cell without either.
        notes: the note's sentences, behind the mark's own word.
    """

    value: str | None = None
    mark: Mark | None = None
    notes: tuple[Message, ...] = ()


Entries: TypeAlias = Mapping[str, Entry]
"""A row of a form: an entry a column key; a key that is not there is an empty cell."""


@dataclass(frozen=True, slots=True)
class FormContent:
    """All entries of a form; ``claim`` by the key of the item."""

    stints: tuple[Entries, ...] = ()
    renames: tuple[Entries, ...] = ()
    assessments: tuple[Entries, ...] = ()
    claim: Entries | None = None
