"""A review as plain data, ready for JSON: CONTRACT section 3, ``sbparse.check/1``."""

from typing import Final

from sbparse.findings import Check
from sbparse.history.model import DeclaredStint, Evidence
from sbparse.messages import Lang
from sbparse.report.masking import mask_for, masked
from sbparse.report.record_data import Data, cumulative_data, day, finding_data, record_data, sentence
from sbparse.review.model import Eligibility, PrintWindow, Review, Route, SuggestedAssessment, SuggestedStint

CHECK_SCHEMA: Final = "sbparse.check/1"


def review_data(review: Review, *, lang: Lang = "zh", show_ids: bool = True) -> Data:
    """A review as the object of CONTRACT section 3; sentences of findings and reasons in ``lang``.

    Each record also names its ``file``. ``show_ids=False`` masks numbers of persons and 校验码.
    """
    data: Data = {
        "schema": CHECK_SCHEMA,
        "verdict": str(review.verdict),
        "records": [{"file": source.file, **record_data(source.record, lang)} for source in review.sources],
        "history": [_declared(stint) for stint in review.history.stints],
        "findings": [finding_data(finding, lang) for finding in review.findings],
        "checks": [_check(check, lang) for check in review.checks],
        "suggested_history": [_suggested(stint) for stint in review.suggested_history],
        "suggested_assessments": [_assessment(row) for row in review.suggested_assessments],
        "cumulative": cumulative_data(review.cumulative),
        "print_window": _print_window(review.print_window) if review.print_window else None,
        "eligibility": _eligibility(review.eligibility, lang) if review.eligibility else None,
    }
    if show_ids:
        return data
    return masked(data, mask_for((source.record for source in review.sources), review.history.claim))


def _declared(stint: DeclaredStint) -> Data:
    data: Data = {
        "row": stint.row,
        "employer": stint.employer,
        "start": str(stint.start),
        "end": str(stint.end) if stint.end else None,
        "evidence": str(stint.evidence),
    }
    # 至今 is no month: the end stays null, and the key says why.
    return data if stint.end else {**data, "ongoing": True}


def _check(check: Check, lang: Lang) -> Data:
    data: Data = {"rule": check.rule, "outcome": str(check.outcome)}
    return {**data, "reason": sentence(check.reason, lang)} if check.reason else data


def _suggested(stint: SuggestedStint) -> Data:
    """Three keys that are always there, the others only where the row has them, so that a plain correction stays plain."""
    data: Data = {"employer": stint.employer, "start": str(stint.start), "end": str(stint.end)}
    extra: Data = {
        "ongoing": stint.ongoing,
        "work": stint.work,
        "post": stint.post,
        "reference": stint.reference,
        "evidence": None if stint.evidence is Evidence.INSURANCE else str(stint.evidence),
    }
    return data | {key: value for key, value in extra.items() if value}


def _assessment(row: SuggestedAssessment) -> Data:
    return {"start": str(row.start), "end": str(row.end), "kind": row.kind, "employer": row.employer}


def _print_window(window: PrintWindow) -> Data:
    return {
        "print_date": day(window.print_date),
        "submitted": day(window.submitted),
        "age_days": window.age_days,
        "limit_days": window.limit_days,
        "latest_submission": day(window.latest_submission),
        "basis": str(window.basis),
        "verification_until": day(window.verification_until),
    }


def _eligibility(eligibility: Eligibility, lang: Lang) -> Data:
    data: Data = {
        "level": eligibility.level,
        "eligible": eligibility.eligible,
        "routes": [_route(route) for route in eligibility.routes],
    }
    return {**data, "note": sentence(eligibility.note, lang)} if eligibility.note else data


def _route(route: Route) -> Data:
    return {
        "route": route.route,
        "required_months": route.required_months,
        "available_months": route.available_months,
        "met": route.met,
        "met_on": str(route.met_on) if route.met_on else None,
    }
