"""``arithmetic`` and ``identity``: what the integrity rules found anyway, told as facts. Nothing is computed anew.

A failed check proves that the file or our reading is wrong (DOMAIN section 3); sums that agree prove nothing.
"""

from collections.abc import Sequence
from typing import Final

from sbparse.findings import Finding, Severity
from sbparse.messages import Message
from sbparse.record.model import RightsRecord
from sbparse.traces.model import Fact, Trace, Weight, seen, unseen

_ARITHMETIC: Final = (
    "total-mismatch",
    "employment-months-mismatch",
    "row-exceeds-span",
    "cumulative-mismatch",
    "outside-query-period",
    "personal-amount-mismatch",
    "base-above-cap",
)
_IDENTITY: Final = ("incomplete-pages", "id-checksum")
_PAGES_MISSING: Final = "integrity.pages-missing"
"""That pages are not there is no contradiction between those that are."""


def arithmetic(records: Sequence[RightsRecord]) -> Trace:
    """Sums, spans, rates and caps that contradict each other."""
    return _told("arithmetic", _ARITHMETIC, records)


def identity(records: Sequence[RightsRecord]) -> Trace:
    """Header blocks that differ from page to page, and a person's number whose check digit does not fit (GB 11643)."""
    return _told("identity", _IDENTITY, records)


def _told(name: str, rules: Sequence[str], records: Sequence[RightsRecord]) -> Trace:
    reasons = [record.not_run[rule] for record in records for rule in rules if rule in record.not_run]
    if reasons and len(reasons) == len(records) * len(rules):
        return unseen(name, *_distinct(reasons))
    facts = [
        Fact(what=each.message, harmless=Message(f"traces.harmless.{name}"), weight=_weight(record), where=each.where)
        for record in records
        for each in record.findings
        if each.rule in rules and _contradicts(each)
    ]
    return seen(name, facts, _distinct(reasons))


def _contradicts(finding: Finding) -> bool:
    return finding.severity is not Severity.INFO and finding.message.key != _PAGES_MISSING


def _weight(record: RightsRecord) -> Weight:
    """Where cells of a record could not be read for certain, our reading is the likelier reason."""
    unread = any(finding.rule == "unreadable-text" and finding.severity is Severity.ERROR for finding in record.findings)
    return Weight.MENTION if unread else Weight.LOOK


def _distinct(reasons: Sequence[Message]) -> list[Message]:
    """Reasons, each once."""
    kept: list[Message] = []
    for reason in reasons:
        if reason not in kept:
            kept.append(reason)
    return kept
