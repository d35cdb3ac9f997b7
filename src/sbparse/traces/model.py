"""Traces as values: which there are, what was seen of each, and what could not be looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sbparse.messages import Message, message
from sbparse.record.model import RightsRecord
from sbparse.values.place import Place

TRACES: Final[tuple[str, ...]] = (
    "arithmetic",
    "identity",
    "serial-date",
    "serial-district",
    "dates",
    "producer",
    "covered-text",
    "patched-cell",
    "odd-type",
    "odd-place",
    "drawn-late",
    "hidden-text",
    "annotation",
    "revision",
    "display",
)
"""Every trace, in the order of the table; the names are stable."""


class Weight(StrEnum):
    """How a fact is told.

    ``LOOK`` is a fact that the ordinary ways of making, saving, merging and marking a record do not leave; it asks for a look at the
    original. ``MENTION`` is one that they do leave, or that rests on a hypothesis about the form.
    """

    LOOK = "look"
    MENTION = "mention"


class State(StrEnum):
    """What became of a trace. That nothing was seen says nothing about the file beyond that."""

    SEEN = "seen"
    NOT_SEEN = "not-seen"
    NOT_CHECKED = "not-checked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that was seen.

    Attributes:
        what: what was seen, as a fact.
        harmless: how that comes about without anybody's intent.
        weight: see :class:`Weight`.
        where: the place on the page; None where it is in the file.
    """

    what: Message
    harmless: Message
    weight: Weight = Weight.LOOK
    where: Place | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """One trace in one file.

    Attributes:
        name: one of :data:`TRACES`.
        facts: what was seen.
        unchecked: what could not be looked at, and why; may stand beside facts, or beside nothing seen in what could be.
        looked: whether anything was looked at at all.
    """

    name: str
    facts: tuple[Fact, ...] = ()
    unchecked: tuple[Message, ...] = ()
    looked: bool = True

    @property
    def state(self) -> State:
        if self.facts:
            return State.SEEN
        return State.NOT_SEEN if self.looked else State.NOT_CHECKED


@dataclass(frozen=True, slots=True)
class TraceReport:
    """All traces of a file, in the order of :data:`TRACES`; ``records`` are those that were read, whose numbers reports hide."""

    file: str
    traces: tuple[Trace, ...]
    records: tuple[RightsRecord, ...] = ()

    @property
    def facts(self) -> tuple[Fact, ...]:
        return tuple(fact for trace in self.traces for fact in trace.facts)


def fact(key: str, /, where: Place | None = None, *, weight: Weight = Weight.LOOK, harmless: str | None = None, **params: object) -> Fact:
    """A fact by its sentence ``traces.fact.<key>``; its harmless reading is that of the same key, unless given."""
    return Fact(
        what=message(f"traces.fact.{key}", **params), harmless=message(f"traces.harmless.{harmless or key}"), weight=weight, where=where
    )


def seen(name: str, facts: Sequence[Fact], unchecked: Sequence[Message] = ()) -> Trace:
    """A trace that was looked for."""
    return Trace(name, tuple(facts), tuple(unchecked))


def unseen(name: str, *why: Message) -> Trace:
    """A trace that could not be looked for."""
    return Trace(name, unchecked=why, looked=False)
