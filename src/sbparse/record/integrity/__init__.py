"""A record held against itself (DOMAIN section 3): arithmetic, completeness, readability.

One pure function a rule, each in the module that tells its part of the story; :func:`examined` runs them all. A rule that could not look
says why: nothing found is never "fine". A failed check proves that the file or our reading is wrong, so every finding shows its place.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from sbparse.findings import Finding
from sbparse.messages import Message
from sbparse.record.integrity.amounts import base_above_cap, personal_amount_mismatch
from sbparse.record.integrity.arithmetic import cumulative_mismatch, employment_months_mismatch, row_exceeds_span, total_mismatch
from sbparse.record.integrity.facts import Facts, Outcome
from sbparse.record.integrity.form import id_checksum, incomplete_pages, outside_query_period, personal_payer, unread_text, unreadable_text
from sbparse.record.model import RightsRecord

CHECKS: Final[dict[str, Callable[[Facts], Outcome]]] = {
    "total-mismatch": total_mismatch,
    "employment-months-mismatch": employment_months_mismatch,
    "row-exceeds-span": row_exceeds_span,
    "cumulative-mismatch": cumulative_mismatch,
    "outside-query-period": outside_query_period,
    "personal-amount-mismatch": personal_amount_mismatch,
    "base-above-cap": base_above_cap,
    "personal-payer": personal_payer,
    "incomplete-pages": incomplete_pages,
    "id-checksum": id_checksum,
    "unreadable-text": unreadable_text,
    "unread-text": unread_text,
}
"""The integrity rules of CONTRACT section 3 in its order, but for those about signatures, which ``signing`` decides."""


def examined(record: RightsRecord, facts: Facts) -> RightsRecord:
    """The record with what its integrity rules found; what reading itself had found stays."""
    findings: list[Finding] = []
    not_run: dict[str, Message] = {}
    for rule, check in CHECKS.items():
        findings += [finding for finding in record.findings if finding.rule == rule]
        outcome = check(facts)
        if isinstance(outcome, Message):
            not_run[rule] = outcome
        else:
            findings += outcome
    return replace(record, findings=tuple(findings), not_run=not_run)


__all__ = ["CHECKS", "Facts", "examined"]
