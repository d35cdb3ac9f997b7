"""Renames: which names are one company, and which it bore when.

How a set of declared renames is read, entry by entry in the order of time:

* ``A→B, B→C`` is a chain: one company throughout, also where a name comes back (``A→B, B→A``).
* ``A→C, B→C`` at different months: 现用名 is often filled in with *today's* name, so this is A, then B, then C.
* ``A→B, A→C`` at different months: likewise 曾用名 with the *first* name, so this is A, then B, then C.
* What fits none of these is contradictory: one name given up for two others in the same month, a name taken by a company while
  another still bears it, a chain that would run backwards in time. Such an entry links nothing (two companies are never taken for
  one on the strength of a contradiction) and is listed in :attr:`RenameBook.contradictions`.

A merger is not a rename (DOMAIN section 2); nothing here can tell the two apart, so what is declared under 更名 counts as a rename.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol, TypeAlias

from sbparse.employer.names import normal
from sbparse.values.month import Month


class RenameEntry(Protocol):
    """A declared rename, such as :class:`sbparse.history.model.Rename`."""

    @property
    def former(self) -> str: ...

    @property
    def current(self) -> str: ...

    @property
    def month(self) -> Month: ...


class Renaming(NamedTuple):
    """In ``month`` the company gave up ``former`` and took ``current``; names as written."""

    month: Month
    former: str
    current: str


_Chain: TypeAlias = tuple[Renaming, ...]
"""The renames of one company in time order; each gives up the name that the one before took."""
_NO_CHAIN: Final[_Chain] = ()


@dataclass(frozen=True, slots=True)
class RenameBook:
    """The companies that the declared renames make, each under all its names.

    A company is known by a key, :meth:`company_of` any of its names: the normal form of its first name. Methods that take a company
    take any of its names too. A name in no rename is a company of its own.

    Attributes:
        chains: the renames of each company, in time order.
        contradictions: entries that could not be brought into an order of time, as declared.
    """

    chains: tuple[_Chain, ...] = ()
    contradictions: tuple[RenameEntry, ...] = ()

    @classmethod
    def of(cls, entries: Iterable[RenameEntry]) -> "RenameBook":
        """Read declared renames; see the module for what becomes of each shape."""
        chains: list[_Chain] = []
        contradictions: list[RenameEntry] = []
        in_time = sorted(entries, key=lambda entry: entry.month)
        torn = _torn(in_time)
        for entry in in_time:
            if normal(entry.former) == normal(entry.current):
                continue
            joined = None if (normal(entry.former), entry.month) in torn else _join(chains, entry)
            if joined is None:
                contradictions.append(entry)
            else:
                chains = joined
        return cls(tuple(chains), tuple(contradictions))

    def company_of(self, name: str) -> str:
        """The key of the company that bears or bore the name."""
        chain = _holding(self.chains, name)
        return normal(chain[0].former if chain else name)

    def same(self, one: str, other: str) -> bool:
        """Whether two names are equal in normal form or linked by renames."""
        return self.company_of(one) == self.company_of(other)

    def names_of(self, company: str) -> tuple[str, ...]:
        """All names of a company in the order in which it first bore them, as written; the name itself where there is no rename."""
        chain = _holding(self.chains, company)
        written = {normal(name): name for step in reversed(chain) for name in (step.current, step.former)}
        order = dict.fromkeys(normal(name) for step in chain for name in (step.former, step.current))
        return tuple(written[name] for name in order) or (company,)

    def rename_months(self, company: str) -> tuple[Renaming, ...]:
        """The renames ``(month, former, current)`` of a company in time order; empty without one."""
        return _holding(self.chains, company)

    def name_in(self, company: str, month: Month) -> str:
        """The name borne in a month; in the month of a rename the new one, although the old one is right there too."""
        chain = _holding(self.chains, company)
        if not chain:
            return company
        return next((step.current for step in reversed(chain) if step.month <= month), chain[0].former)


def _torn(entries: Sequence[RenameEntry]) -> set[tuple[str, Month]]:
    """The names, with the month, that are given up for two different names at once."""
    taken: dict[tuple[str, Month], str] = {}
    torn: set[tuple[str, Month]] = set()
    for entry in entries:
        key = normal(entry.former), entry.month
        if taken.setdefault(key, normal(entry.current)) != normal(entry.current):
            torn.add(key)
    return torn


def _join(chains: list[_Chain], entry: RenameEntry) -> list[_Chain] | None:
    """The chains with one more entry, not earlier than any in them; None where it contradicts them."""
    step = Renaming(entry.month, entry.former, entry.current)
    ours, theirs = _holding(chains, step.former), _holding(chains, step.current)
    joined: _Chain | None
    if _repeats(ours, step):
        return chains
    if not ours and not theirs:
        joined = (step,)
    elif not theirs or ours is theirs:
        joined = _lengthened(ours, step, comes_back=bool(theirs))
    elif not ours:
        joined = _led_into(theirs, step)
    else:
        joined = _bridged(ours, step, theirs)
    if joined is None:
        return None
    return [chain for chain in chains if chain is not ours and chain is not theirs] + [joined]


def _lengthened(chain: _Chain, step: Renaming, *, comes_back: bool) -> _Chain | None:
    """A company takes one more name, or one of its own again."""
    if _same(step.former, chain[-1].current):
        return (*chain, step)
    if comes_back or step.month <= chain[-1].month:
        return None
    return (*chain, step._replace(former=chain[-1].current))  # A→B, A→C


def _led_into(chain: _Chain, step: Renaming) -> _Chain | None:
    """An unknown name became one that a company has."""
    if step.month == chain[0].month and _same(step.current, chain[0].former):
        return (step, *chain)  # two renames in one month, declared in the wrong order
    if step.month > chain[-1].month and _same(step.current, chain[-1].current):
        return (*chain[:-1], chain[-1]._replace(current=step.former), step)  # A→C, B→C
    return None


def _bridged(before: _Chain, step: Renaming, after: _Chain) -> _Chain | None:
    """A rename between two known companies: they are one where the second begins when the first ends."""
    if _same(step.former, before[-1].current) and _same(step.current, after[0].former) and step.month == after[0].month:
        return (*before, step, *after)
    return None


def _repeats(chain: _Chain, step: Renaming) -> bool:
    return any(old.month == step.month and _same(old.former, step.former) and _same(old.current, step.current) for old in chain)


def _holding(chains: Iterable[_Chain], name: str) -> _Chain:
    """The chain with the name in it, empty where there is none; no name is in two."""
    return next((chain for chain in chains if any(_same(name, n) for step in chain for n in (step.former, step.current))), _NO_CHAIN)


def _same(one: str, other: str) -> bool:
    return normal(one) == normal(other)
