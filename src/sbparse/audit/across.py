"""What only shows when submissions are held against each other: a person twice, one paper for two people, one employer spelled in two ways.

Each is a finding with the submissions concerned. It says what agrees, not why: the same person may well apply twice.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final, TypeAlias

from sbparse.audit.outcome import Kind
from sbparse.audit.state import State
from sbparse.employer.names import alike, normal
from sbparse.findings import Severity
from sbparse.messages import Message, message

AUDIT_RULES: Final[dict[str, Severity]] = {
    "repeated-person": Severity.WARNING,
    "shared-file": Severity.ERROR,
    "shared-serial": Severity.ERROR,
    "employer-spellings": Severity.INFO,
}
"""The rules about several submissions, with their severities; they change no submission's verdict."""

MOST_NAMED: Final = 20
"""Submissions that a sentence names; the finding itself has them all."""


Holder: TypeAlias = tuple[int, str]
"""A submission: its position in the run, and its name."""


@dataclass(frozen=True, slots=True)
class AcrossFinding:
    """What several submissions have in common.

    Attributes:
        rule: a name in :data:`AUDIT_RULES`; severity: its severity.
        message: what is shared, and by whom.
        submissions: position in the run and name of each, in the run's order.
    """

    rule: str
    severity: Severity
    message: Message
    submissions: tuple[Holder, ...]


def across(state: State) -> Iterator[AcrossFinding]:
    """What the submissions of a run share, rule by rule, always in the same order."""
    for rule, find in _FINDERS.items():
        for shown, holders in find(state):
            named = [*(name for _, name in holders[:MOST_NAMED]), *(["…"] if len(holders) > MOST_NAMED else [])]
            what = message(f"audit.rule.{rule}.found", shown=shown, count=len(holders), names=named)
            yield AcrossFinding(rule, AUDIT_RULES[rule], what, holders)


_Shared: TypeAlias = Iterator[tuple[str, tuple[Holder, ...]]]
"""What is shared, as it is shown, and who shares it."""

_SHARED: Final = """
SELECT trace.value, min(trace.shown) FROM trace JOIN run USING (key)
LEFT JOIN trace AS applicant ON applicant.key = trace.key AND applicant.kind = 'applicant'
WHERE trace.kind = ? GROUP BY trace.value HAVING count(DISTINCT run.position) > 1 {further}
"""
_HOLDERS: Final = """
SELECT DISTINCT run.position, run.name FROM run JOIN trace USING (key) WHERE trace.kind = ? AND trace.value = ? ORDER BY run.position
"""
_OF_TWO_PEOPLE: Final = "AND count(DISTINCT applicant.value) > 1"
# A file that is shared shares its serial too: that is one finding, not two.
_IN_TWO_FILES: Final = "AND count(DISTINCT trace.shown) > 1"


def _repeated_person(state: State) -> _Shared:
    return _shared(state, Kind.PERSON, "")


def _shared_file(state: State) -> _Shared:
    return _shared(state, Kind.FILE, _OF_TWO_PEOPLE)


def _shared_serial(state: State) -> _Shared:
    return _shared(state, Kind.SERIAL, f"{_OF_TWO_PEOPLE} {_IN_TWO_FILES}")


def _shared(state: State, kind: Kind, further: str) -> _Shared:
    found = [
        (_holders(state, kind, str(value)), str(value if kind is Kind.SERIAL else shown))
        for value, shown in state.select(_SHARED.format(further=further), (kind,))
    ]
    # By what is seen: a digest's order is another in every state file.
    yield from ((shown, holders) for holders, shown in sorted(found))


def _holders(state: State, kind: Kind, value: str) -> tuple[Holder, ...]:
    return tuple((int(str(position)), str(name)) for position, name in state.select(_HOLDERS, (kind, value)))


def _employer_spellings(state: State) -> _Shared:
    """Declared names that are one name in normal form, or a slip apart where the office prints only one of the two.

    Two names that stand in records are two employers, however alike: 第十四研究所 and 第十五研究所.
    """
    declared = _names(state, Kind.DECLARED_EMPLOYER)
    insured = _names(state, Kind.INSURED_EMPLOYER)
    for one, other in sorted(set(_one_name(declared)) | set(_slips(declared, insured))):
        holders = [_holders(state, Kind.DECLARED_EMPLOYER, name) for name in (one, other)]
        if len({*holders[0], *holders[1]}) > 1:
            yield f"{one} / {other}", tuple(sorted({*holders[0], *holders[1]}))


def _names(state: State, kind: Kind) -> list[str]:
    rows = state.select("SELECT DISTINCT trace.value FROM trace JOIN run USING (key) WHERE trace.kind = ? ORDER BY trace.value", (kind,))
    return [str(name) for (name,) in rows]


def _one_name(names: list[str]) -> Iterator[tuple[str, str]]:
    by_form: dict[str, list[str]] = defaultdict(list)
    for name in names:
        by_form[normal(name)].append(name)
    for spellings in by_form.values():
        yield from ((spellings[0], other) for other in spellings[1:])


def _slips(declared: list[str], insured: list[str]) -> Iterator[tuple[str, str]]:
    """Pairs of names that are a slip apart, of which the office prints at most one."""
    told, official = set(declared), set(map(normal, insured))
    for names in _near(sorted({*declared, *insured})):
        for one, other in combinations(names, 2):
            if told & {one, other} and not official >= {normal(one), normal(other)} and alike(one, other):
                yield one, other


def _near(names: list[str]) -> Iterator[list[str]]:
    """Names that may be one character apart, without holding each against all: leaving out one character each, they come to the same."""
    seen: set[int] = set()
    again: set[int] = set()
    for name in names:
        for mark in _marks(name):
            (again if mark in seen else seen).add(mark)
    together: dict[int, list[str]] = defaultdict(list)
    for name in names:
        for mark in _marks(name) & again:
            together[mark].append(name)
    yield from together.values()


def _marks(name: str) -> set[int]:
    form = normal(name).replace("有限责任公司", "有限公司")  # the slip that is made most
    return {hash(form), *(hash(form[:at] + form[at + 1 :]) for at in range(len(form)))}


_FINDERS: Final[dict[str, Callable[[State], _Shared]]] = {
    "repeated-person": _repeated_person,
    "shared-file": _shared_file,
    "shared-serial": _shared_serial,
    "employer-spellings": _employer_spellings,
}
