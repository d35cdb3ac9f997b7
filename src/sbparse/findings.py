"""What a check found: findings, and for every rule whether it passed, failed or could not be run.

Rule names and severities are the table of CONTRACT section 3, in its order; the names are stable.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sbparse.messages import Message
from sbparse.values.month import Month
from sbparse.values.place import Place


class Severity(StrEnum):
    """How much a finding weighs: an error fails the verdict, a warning and an information do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Outcome(StrEnum):
    """What became of a rule. What could not be checked is never shown as fine."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_RUN = "not-run"


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

RULES: Final[dict[str, Severity]] = {
    "start-mismatch": _E,
    "end-mismatch": _E,
    "employer-mismatch": _E,
    "employer-spelling": _E,
    "missing-from-history": _E,
    "missing-from-record": _E,
    "needs-contract": _W,
    "unpaid-months": _W,
    "overlap": _W,
    "rename-not-split": _E,
    "rename-unknown": _W,
    "dispatch-form": _E,
    "print-date-missing": _W,
    "print-date-stale": _E,
    "print-date-after-submission": _E,
    "outside-window": _E,
    "record-too-short": _E,
    "not-eligible": _E,
    "person-mismatch": _E,
    "career-start-mismatch": _E,
    "post-mismatch": _E,
    "post-is-title": _E,
    "assessment-mismatch": _E,
    "total-mismatch": _E,
    "employment-months-mismatch": _E,
    "row-exceeds-span": _E,
    "cumulative-mismatch": _E,
    "outside-query-period": _W,
    "personal-amount-mismatch": _W,
    "base-above-cap": _W,
    "personal-payer": _I,
    "incomplete-pages": _E,
    "id-checksum": _E,
    "unreadable-text": _E,
    "unread-text": _I,
    "signature-invalid": _E,
    "edited-after-signing": _E,
    "not-signed": _I,
}
"""Every rule of the contract with its severity, in the contract's order."""

INTEGRITY_RULES: Final[tuple[str, ...]] = tuple(RULES)[list(RULES).index("total-mismatch") :]
"""The rules about one record alone; they also run in ``extract``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that a rule found.

    Attributes:
        rule: a name in :data:`RULES`.
        severity: the rule's own severity, or a lower one where a lawful explanation covers what was found.
        message: what is wrong, with both sides.
        suggestion: what to do, where there is something to do.
        history_row: the declared row concerned, by its own number in its sheet.
        record: position of the record concerned in ``records``, from 0.
        employment: position of the employment row concerned in that record's ``employments``, from 0.
        expected: the month or name that the record says, where a rule compares one.
        actual: the month or name that was found instead.
        months: the months concerned, in time order.
        where: the place in the PDF that proves it.
    """

    rule: str
    severity: Severity
    message: Message
    suggestion: Message | None = None
    history_row: int | None = None
    record: int | None = None
    employment: int | None = None
    expected: str | None = None
    actual: str | None = None
    months: tuple[Month, ...] = ()
    where: Place | None = None

    def __post_init__(self) -> None:
        if self.rule not in RULES:
            raise ValueError(f"no such rule: {self.rule}")


@dataclass(frozen=True, slots=True)
class Check:
    """What became of one rule; ``reason`` says why it could not be run."""

    rule: str
    outcome: Outcome
    reason: Message | None = None


def outcome_of(rule: str, findings: list[Finding], not_run: Message | None = None) -> Check:
    """The outcome of a rule: failed by a finding of the rule's own weight, else not run where a reason is given, else passed.

    A finding lighter than its rule (a difference that a lawful explanation covers) does not fail it.
    """
    weights = list(Severity)
    if any(f.rule == rule and weights.index(f.severity) <= weights.index(RULES[rule]) for f in findings):
        return Check(rule, Outcome.FAILED)
    return Check(rule, Outcome.NOT_RUN, not_run) if not_run else Check(rule, Outcome.PASSED)
