"""An attestation worked out again: confirmed where everything is the same, else what differs."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from sbparse.attest.make import attested, marked, ruleset_digest
from sbparse.attest.model import Attestation, FindingMark, Input, Inputs, Outcome, Role
from sbparse.messages import Message, message

_SHORT: Final = 12
"""Digits of a digest that a person compares."""


class What(StrEnum):
    """What differs."""

    VERSION = "version"
    RULESET = "ruleset"
    SETTINGS = "settings"
    INPUT = "input"
    VERDICT = "verdict"
    CHECK = "check"
    FINDING = "finding"
    SIGNATURES = "signatures"
    CONTENT = "content"  # the digest alone


@dataclass(frozen=True, slots=True)
class Deviation:
    """One difference; ``attested`` and ``now`` are short texts for programs, None where there is nothing on that side."""

    what: What
    said: Message
    attested: str | None = None
    now: str | None = None


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The differences, none where the attestation is confirmed; ``compared`` says whether the result was worked out again."""

    deviations: tuple[Deviation, ...]
    compared: bool

    @property
    def holds(self) -> bool:
        return not self.deviations


def confirmed(attestation: Attestation, inputs: Inputs, *, version: str, signatures: bool, scans: bool) -> Confirmation:
    """Hold an attestation against the same work done now.

    Records may be given in any order: they are taken in that of the attestation. Where an input is another, nothing is read: another
    file's result says nothing about the attested one's.

    Args:
        attestation: what is claimed.
        inputs: the files.
        version: this program's.
        signatures: whether signatures can be verified here.
        scans: whether scanned pages can be read here; told where the result is another, as most results do not depend on it.

    Raises:
        SbparseError: a file cannot be used, though it is the attested one.
    """
    inputs = _in_order(attestation, inputs)
    before = [*_program(attestation, inputs, version, signatures=signatures), *_inputs(attestation, inputs)]
    if any(each.what is What.INPUT for each in before):
        return Confirmation(tuple(before), compared=False)
    now = attested(inputs, replace(attestation.settings, signatures=signatures, scans=scans))
    results = list(_results(attestation.outcome, now.outcome))
    if results and attestation.settings.scans != scans:
        before.append(_capability("scans", attestation.settings.scans, here=scans))
    return Confirmation((*before, *results), compared=True)


def _in_order(attestation: Attestation, inputs: Inputs) -> Inputs:
    order = [each.sha256 for each in attestation.of_role(Role.RECORD)]
    hashes = [each.sha256 for each in marked(inputs) if each.role is Role.RECORD]
    if Counter(order) != Counter(hashes):
        return inputs
    by_hash = dict(zip(hashes, inputs.records, strict=True))
    return replace(inputs, records=[by_hash[each] for each in order])


def _program(attestation: Attestation, inputs: Inputs, version: str, *, signatures: bool) -> Iterator[Deviation]:
    if attestation.version != version:
        yield _differs(What.VERSION, attestation.version, version)
    rules = ruleset_digest(inputs.ruleset)
    if attestation.ruleset_sha256 != rules:
        yield _differs(What.RULESET, attestation.ruleset_sha256[:_SHORT], rules[:_SHORT])
    if attestation.settings.signatures != signatures:
        yield _capability("signatures", attestation.settings.signatures, here=signatures)


def _capability(name: str, then: bool, *, here: bool) -> Deviation:
    """Something that could be done then and not here, or the reverse."""
    said = message(f"attest.differs.{name}-{'without' if then else 'with'}")
    return Deviation(What.SETTINGS, said, f"{name}: {str(then).lower()}", f"{name}: {str(here).lower()}")


def _inputs(attestation: Attestation, inputs: Inputs) -> Iterator[Deviation]:
    given = marked(inputs)
    for role in Role:
        claimed, here = attestation.of_role(role), tuple(each for each in given if each.role is role)
        if len(claimed) != len(here):
            params = {"role": _role(role), "attested": len(claimed), "now": len(here)}
            yield Deviation(What.INPUT, message("attest.differs.input-count", **params), str(len(claimed)), str(len(here)))
            continue
        pairs = zip(claimed, here, strict=True)
        yield from (_input(number, *pair) for number, pair in enumerate(pairs, start=1) if pair[0] != pair[1])


def _input(number: int, claimed: Input, here: Input) -> Deviation:
    left, right = claimed.sha256[:_SHORT], here.sha256[:_SHORT]
    said = message("attest.differs.input", role=_role(claimed.role), number=number, attested=left, now=right)
    return Deviation(What.INPUT, said, left, right)


def _role(role: Role) -> Message:
    return message(f"attest.role.{role}")


def _results(claimed: Outcome, now: Outcome) -> Iterator[Deviation]:
    if claimed.verdict != now.verdict:
        yield _differs(What.VERDICT, claimed.verdict or "—", now.verdict or "—")
    yield from _checks(dict(claimed.checks), dict(now.checks))
    yield from _findings(claimed.findings, now.findings)
    if claimed.signatures != now.signatures:
        yield Deviation(What.SIGNATURES, message("attest.differs.signatures"))
    if claimed.sha256 != now.sha256:
        yield _differs(What.CONTENT, claimed.sha256[:_SHORT], now.sha256[:_SHORT])


def _checks(claimed: dict[str, str], now: dict[str, str]) -> Iterator[Deviation]:
    for rule in dict.fromkeys([*claimed, *now]):
        left, right = claimed.get(rule), now.get(rule)
        if left != right:
            said = message("attest.differs.check", rule=rule, attested=left or "—", now=right or "—")
            yield Deviation(What.CHECK, said, left and f"{rule}: {left}", right and f"{rule}: {right}")


def _findings(claimed: Sequence[FindingMark], now: Sequence[FindingMark]) -> Iterator[Deviation]:
    """How many findings of each rule are marked on one side alone."""
    gone, new = Counter(claimed) - Counter(now), Counter(now) - Counter(claimed)
    for rule in dict.fromkeys(mark.rule for mark in [*gone, *new]):
        left, right = (sum(count for mark, count in side.items() if mark.rule == rule) for side in (gone, new))
        said = message("attest.differs.finding", rule=rule, attested=left, now=right)
        yield Deviation(What.FINDING, said, f"{rule}: {left}", f"{rule}: {right}")


def _differs(what: What, claimed: str, now: str) -> Deviation:
    return Deviation(what, message(f"attest.differs.{what}", attested=claimed, now=now), claimed, now)
