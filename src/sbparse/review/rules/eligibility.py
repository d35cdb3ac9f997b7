"""not-eligible: one route of the table for level and 学历 is met on the submission date."""

from collections.abc import Iterable, Sequence

from sbparse.findings import RULES, Finding
from sbparse.messages import Message, message
from sbparse.review.case import Case
from sbparse.review.eligibility import RouteStanding, Standing, standings
from sbparse.review.ruling import Ruling


def not_eligible(case: Case) -> Ruling:
    """An error only where every route is failed for certain; what was not given or cannot be told makes the rule not run."""
    routes = standings(case)
    if isinstance(routes, Message):
        return Ruling(not_run=routes)
    if any(standing.met for standing in routes):
        return Ruling()
    unknown = [standing for standing in routes if standing.met is None]
    if unknown:
        return Ruling(not_run=_why(unknown))
    return Ruling((_finding(case, routes),))


def _why(standings_: Iterable[RouteStanding]) -> Message:
    reasons = [need.why for standing in standings_ for need in standing.needs if need.why]
    return message("review.not-run.eligibility", reasons=reasons)


def _finding(case: Case, routes: Sequence[RouteStanding]) -> Finding:
    claim = case.history.claim
    values = {"education": claim.education, "level": claim.level, "submitted": case.submitted}
    key = "no-route" if not routes else "short"
    return Finding(
        rule="not-eligible",
        severity=RULES["not-eligible"],
        message=message(f"review.not-eligible.{key}", routes=[_route(standing) for standing in routes], **values),
        suggestion=message(f"review.not-eligible.{key}.fix"),
    )


def _route(standing: RouteStanding) -> Message:
    need = standing.limiting
    values = {"route": standing.route.name, "required": need.required, "available": need.available, "short": _short(need)}
    if standing.met_on is None:
        return message("review.not-eligible.never", **values)
    return message("review.not-eligible.route", met_on=standing.met_on, **values)


def _short(need: Standing) -> int:
    return max(0, need.required - (need.available or 0))
