"""Attestations and confirmations as JSON.

An attestation is canonical: keys sorted, no white space, UTF-8, one line end; so two runs that agree write the same bytes. It holds no
time of day for that reason.
"""

import json
from typing import Final

from sbparse.attest.confirm import Confirmation, Deviation
from sbparse.attest.model import Attestation, FindingMark, Outcome, Settings
from sbparse.messages import Lang, render
from sbparse.report.record_data import Data, day

ATTEST_SCHEMA: Final = "sbparse.attest/1"
CONFIRM_SCHEMA: Final = "sbparse.confirm/1"


def canonical(attestation: Attestation) -> bytes:
    """The file's bytes."""
    text = json.dumps(attestation_data(attestation), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return f"{text}\n".encode()


def attestation_data(attestation: Attestation) -> Data:
    return {
        "schema": ATTEST_SCHEMA,
        "version": attestation.version,
        "ruleset": {"name": attestation.ruleset, "sha256": attestation.ruleset_sha256},
        "settings": _settings(attestation.settings),
        "inputs": [{"role": str(each.role), "sha256": each.sha256, "bytes": each.size} for each in attestation.inputs],
        "result": _outcome(attestation.outcome),
    }


def _settings(settings: Settings) -> Data:
    return {
        "submitted": day(settings.submitted),
        "print_date": day(settings.print_date),
        "engine": settings.engine,
        "signatures": settings.signatures,
        "scans": settings.scans,
    }


def _outcome(outcome: Outcome) -> Data:
    return {
        "verdict": outcome.verdict,
        "checks": [{"rule": rule, "outcome": what} for rule, what in outcome.checks],
        "findings": [_finding(each) for each in outcome.findings],
        "signatures": list(outcome.signatures),
        "sha256": outcome.sha256,
    }


def _finding(mark: FindingMark) -> Data:
    return {
        "rule": mark.rule,
        "severity": mark.severity,
        "history_row": mark.history_row,
        "record": mark.record,
        "employment": mark.employment,
        "months": [str(month) for month in mark.months],
        "page": mark.page,
    }


def confirmation_data(confirmation: Confirmation, *, lang: Lang = "zh") -> Data:
    """The outcome of a confirmation; sentences in ``lang``."""
    return {
        "schema": CONFIRM_SCHEMA,
        "confirmed": confirmation.holds,
        "result_compared": confirmation.compared,
        "differences": [_deviation(each, lang) for each in confirmation.deviations],
    }


def _deviation(each: Deviation, lang: Lang) -> Data:
    return {"what": str(each.what), "attested": each.attested, "now": each.now, "message": render(each.said, lang)}
