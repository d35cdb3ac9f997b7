"""What the integrity rules look at, and what they give back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from sbparse.findings import RULES, Finding, Severity
from sbparse.messages import Message
from sbparse.policy.model import RuleSet
from sbparse.record.model import RightsRecord
from sbparse.values.month import Month
from sbparse.values.place import Place

Outcome: TypeAlias = list[Finding] | Message
"""The findings of a rule, none where it holds; or the reason why it could not be run."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What one page says of itself: its printed number and total, and its header block's texts by field."""

    page: int
    number: int | None
    total: int | None
    header: Mapping[str, str]
    where: Place | None


@dataclass(frozen=True, slots=True)
class Facts:
    """A record with its pages and with the texts on them that reading did not use."""

    record: RightsRecord
    ruleset: RuleSet
    pages: Sequence[PageFacts] = field(default_factory=tuple)
    unread: Sequence[tuple[str, Place]] = field(default_factory=tuple)


def found(
    rule: str,
    message: Message,
    where: Place | None,
    *,
    severity: Severity | None = None,
    suggestion: Message | None = None,
    employment: int | None = None,
    expected: object = None,
    actual: object = None,
    months: tuple[Month, ...] = (),
) -> Finding:
    """A finding of ``rule`` with the rule's own severity unless a lighter one is given."""
    return Finding(
        rule=rule,
        severity=severity or RULES[rule],
        message=message,
        suggestion=suggestion,
        employment=employment,
        expected=None if expected is None else str(expected),
        actual=None if actual is None else str(actual),
        months=months,
        where=where,
    )
