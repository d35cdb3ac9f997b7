"""Who may apply: the routes of the guide's table for level and 学历, each need held against the record or the calendar.

从事 counts the paid pension months from 从事本专业起始时间 to the submission, both ends; where the record leaves open how many those are,
the least decides, and a need that only the most would meet is neither met nor failed. 任 and 毕业 run by the calendar; 以上 includes the
number (CONTRACT, fine print on years).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from sbparse.messages import Message, message
from sbparse.policy.model import EligibilityRoute, Need, NeedKind
from sbparse.review.case import Case
from sbparse.review.model import Eligibility, Route
from sbparse.review.ruling import not_given
from sbparse.values.month import Month, Period


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a need is met.

    Attributes:
        required, available: months; ``available`` is None where what it needs was not given.
        met: None where it cannot be told. ``why`` says what is missing then.
        met_on: the month in which it will be met if things go on; None where it is met or cannot be told, or never will be.
    """

    required: int
    available: int | None
    met: bool | None
    met_on: Month | None = None
    why: Message | None = None


@dataclass(frozen=True, slots=True)
class RouteStanding:
    """A route of the table with how far its needs are met; ``met`` is None where it cannot be told."""

    route: EligibilityRoute
    needs: tuple[Standing, ...]

    @property
    def met(self) -> bool | None:
        if any(need.met is False for need in self.needs):
            return False
        return None if any(need.met is None for need in self.needs) else True

    @property
    def limiting(self) -> Standing:
        """The need that decides: the failed one that is furthest away, else the unknown one, else the one met most narrowly."""
        failed = [need for need in self.needs if need.met is False]
        unknown = [need for need in self.needs if need.met is None]
        return max(failed or unknown or self.needs, key=lambda need: need.required - (need.available or 0))

    @property
    def met_on(self) -> Month | None:
        """When the last need will be met."""
        awaited = [need.met_on for need in self.needs if not need.met]
        months = [month for month in awaited if month]
        return max(months) if months and len(months) == len(awaited) else None


def standings(case: Case) -> tuple[RouteStanding, ...] | Message:
    """The routes for the applicant's level and 学历, or why they cannot be looked at."""
    claim, ruleset, submitted = case.history.claim, case.ruleset, case.submitted
    missing = [field for field, value in (("level", claim.level), ("education", claim.education), ("submitted", submitted)) if not value]
    if missing or submitted is None:
        return not_given(*missing)
    level, education = ruleset.level(claim.level or ""), ruleset.education(claim.education or "")
    if level is None:
        return message("review.not-run.unknown-value", field=message("review.field.level"), value=claim.level)
    if education is None:
        return message("review.not-run.unknown-value", field=message("review.field.education"), value=claim.education)
    routes = ruleset.routes_for(level, education)
    return tuple(RouteStanding(route, tuple(_standing(case, need, submitted) for need in route.needs)) for route in routes)


def eligibility(case: Case, routes: Sequence[RouteStanding]) -> Eligibility:
    """What the report shows; ``eligible`` only when a route is met for certain."""
    claim = case.history.claim
    note = None if routes else message("review.not-run.no-such-route", education=claim.education, level=claim.level)
    unknown = next((need.why for standing in routes for need in standing.needs if need.why), None)
    return Eligibility(
        level=case.ruleset.level(claim.level or "") or "",
        eligible=any(standing.met for standing in routes),
        routes=tuple(_route(standing) for standing in routes),
        note=note or unknown,
    )


def _route(standing: RouteStanding) -> Route:
    limiting = standing.limiting
    met = standing.met is True
    met_on = None if met else standing.met_on
    return Route(standing.route.name, limiting.required, limiting.available, met, met_on, certain=standing.met is not None)


def _standing(case: Case, need: Need, submitted: date) -> Standing:
    if need.kind is NeedKind.PROFESSION:
        return _in_profession(case, need, submitted)
    if need.kind is NeedKind.GRADUATION:
        return _by_calendar(case.history.claim.graduated, need, submitted, "graduated")
    return _under_title(case, need, submitted)


def _by_calendar(since: date | None, need: Need, submitted: date, field: str) -> Standing:
    required = need.years * 12
    if since is None:
        return Standing(required, None, None, why=not_given(field))
    passed, full = relativedelta(submitted, since), since + relativedelta(years=need.years)
    met = full <= submitted
    return Standing(required, max(0, passed.years * 12 + passed.months), met, None if met else Month.of_date(full))


def _under_title(case: Case, need: Need, submitted: date) -> Standing:
    """Years since a title; a higher one held says that this one was held before, but not since when."""
    required, titles, claimed = need.years * 12, case.ruleset.titles, case.history.claim.title
    if not claimed:
        return Standing(required, None, None, why=not_given("title"))
    held = titles.title(claimed)
    if held == need.title:
        return _by_calendar(case.history.claim.title_since, need, submitted, "title-since")
    ranks = list(dict.fromkeys(titles.series.values()))
    lower = held is not None and need.title is not None and ranks.index(held) < ranks.index(need.title)
    if lower or titles.says_none(claimed) or (titles.is_title(claimed) and held is None):
        return Standing(required, 0, False)
    return Standing(required, None, None, why=message("review.not-run.title-unclear", title=claimed, needed=need.title))


def _in_profession(case: Case, need: Need, submitted: date) -> Standing:
    required, since = need.years * 12, case.history.claim.profession_since
    if since is None:
        return Standing(required, None, None, why=not_given("profession-since"))
    if case.paid is None:
        return Standing(required, None, None, why=message("review.not-run.contradiction"))
    if not case.clock.covered:
        return Standing(required, None, None, why=message("review.not-run.no-employments"))
    last = min(Month.of_date(submitted), case.clock.last)
    least, most = case.paid.bounds(Period(since, last)) if since <= last else (0, 0)
    most += _undated(case, since)
    if least >= required:
        return Standing(required, least, True)
    met_on = _counted_to(case, submitted) + (required - least)
    if most < required:
        return Standing(required, least, False, met_on)
    return Standing(required, least, None, met_on, _unclear(case, since, least, most))


def _undated(case: Case, since: Month) -> int:
    """Back-filled and transferred months: paid before the first month of the table, but nobody can see which months they are."""
    first = min((stint.period.start for stint in case.stints), default=None)
    if first is None or since >= first:
        return 0
    supplement = case.prints[0].record.supplement
    return (supplement.backfilled_months or 0) + (supplement.transferred_months or 0)


def _counted_to(case: Case, submitted: date) -> Month:
    """The month from which missing months are counted on: the last posted one of a running stint, else the submission's."""
    posted, now = case.clock.posted, Month.of_date(submitted)
    return posted if posted and posted <= now and case.clock.still_running(posted) else now


def _unclear(case: Case, since: Month, least: int, most: int) -> Message:
    undated, first = _undated(case, since), case.clock.first
    key = "undated" if undated else "before" if since < first else "open"
    return message(f"review.not-run.profession-{key}", least=least, most=most, first=first, undated=undated)
