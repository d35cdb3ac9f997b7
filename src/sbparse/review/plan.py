"""What to do and when, beyond what is wrong: when to print, until when this print serves, from when which route is open.

No clock is asked. Everything is seen from the day of the submission, where none is given from the day of the print; so the same papers
always give the same plan. Each piece of advice carries the rule that it follows from and where the rule is written.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Final

from sbparse.messages import Message, message
from sbparse.policy import RuleSet
from sbparse.policy.model import DayLimit, Window
from sbparse.record.model import PrintBasis
from sbparse.review.case import case_of
from sbparse.review.eligibility import eligibility, standings
from sbparse.review.model import Eligibility, PrintWindow, Review, Route
from sbparse.values.month import Month

_YEARS_AHEAD: Final = 60  # a route may be decades away


@dataclass(frozen=True, slots=True)
class Opening:
    """A window in which paper material is taken, in a certain year; both days inside."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Printing:
    """When to print for a submission: both days inside. ``opening`` is None for a submission on a given day."""

    first: date
    last: date
    opening: Opening | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """Until when a print serves.

    Attributes:
        printed: its date; ``sure`` is False where that is only the PDF file's own.
        until: the last day on which a submission may rest on it.
        days: the days of windows among those, none where it serves no submission; None where the level, and so the windows, are not known.
    """

    printed: date
    sure: bool
    until: date
    days: tuple[Opening, ...] | None


@dataclass(frozen=True, slots=True)
class RoutePlan:
    """A route of the table that is not open yet or not known to be.

    Attributes:
        route: its name.
        short: months that are missing; None where it cannot be told.
        since: the month from which it is met if things go on; None where that is not known, or never.
        opening: the first window after that month.
        certain: whether the record tells that it is not met; else it may lack fewer months, and be met earlier.
    """

    route: str
    short: int | None
    since: Month | None
    opening: Opening | None
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Advice:
    """A sentence, the rule behind it in its own words, and where that is written."""

    text: Message
    rule: Message
    source: str


@dataclass(frozen=True, slots=True)
class Plan:
    """All of it; parts whose dates were not given are None or empty.

    Attributes:
        printing: when to print.
        service: until when the newest print serves.
        open_routes: names of the routes that are met.
        routes: the others.
        advice: the same in sentences, in this order.
    """

    printing: Printing | None
    service: Service | None
    open_routes: tuple[str, ...]
    routes: tuple[RoutePlan, ...]
    advice: tuple[Advice, ...]


def plan(review: Review, ruleset: RuleSet, *, submitted: date | None = None) -> Plan:
    """The plan that follows from a review.

    Args:
        review: what was found.
        ruleset: whose windows, limits and routes.
        submitted: the day of the submission where it was given beside the history; goes before 提交纸质材料日期.
    """
    day = submitted or review.history.claim.submitted
    window = review.print_window
    reference = day or (window.print_date if window else None)
    level = ruleset.level(review.history.claim.level or "")
    windows = ruleset.windows_for(level) if level else ()
    printing = _printing(day, reference, windows, ruleset.print_limit)
    service = _service(window, windows) if window else None
    standing = _standing(review, ruleset, reference)
    routes = standing.routes if standing else ()
    closed = tuple(_route_plan(route, windows) for route in routes if not route.met)
    open_routes = tuple(route.route for route in routes if route.met)
    advice = (
        *_about_printing(printing, day, ruleset),
        *_about_service(service, ruleset),
        *_about_routes(standing, closed, review, ruleset),
    )
    return Plan(printing, service, open_routes, closed, advice)


def _openings(windows: Iterable[Window], since: date) -> Iterator[Opening]:
    """The windows from a day on, in time order, the one that is open then among them."""
    years = range(since.year, since.year + _YEARS_AHEAD)
    found = [Opening(window.name, *window.dates(year)) for year in years for window in windows]
    return (opening for opening in sorted(found, key=lambda each: (each.first, each.last)) if opening.last >= since)


def _earliest_print(submission: date, limit: DayLimit) -> date:
    return submission - (limit.last_day(submission) - submission)


def _printing(day: date | None, reference: date | None, windows: tuple[Window, ...], limit: DayLimit) -> Printing | None:
    """For a given day inside a window, that day; else for the last day of the next window."""
    if day and (not windows or any(day in window for window in windows)):
        return Printing(_earliest_print(day, limit), day)
    opening = next(_openings(windows, reference), None) if reference else None
    return Printing(_earliest_print(opening.last, limit), opening.last, opening) if opening else None


def _service(window: PrintWindow, windows: tuple[Window, ...]) -> Service:
    until = window.latest_submission
    days = (
        Opening(opening.name, max(opening.first, window.print_date), min(opening.last, until))
        for opening in takewhile(lambda opening: opening.first <= until, _openings(windows, window.print_date))
    )
    sure = window.basis is not PrintBasis.PDF_METADATA
    return Service(window.print_date, sure, until, tuple(days) if windows else None)


def _standing(review: Review, ruleset: RuleSet, reference: date | None) -> Eligibility | None:
    """The routes as the review has them; without a submission, as they stand on the day of the print."""
    if review.eligibility or reference is None:
        return review.eligibility
    window = review.print_window
    given = window.print_date if window and window.basis is PrintBasis.GIVEN else None
    case = case_of(review.sources, review.history, ruleset, reference, given)
    routes = standings(case)
    return None if isinstance(routes, Message) else eligibility(case, routes)


def _route_plan(route: Route, windows: tuple[Window, ...]) -> RoutePlan:
    short = None if route.available_months is None else max(0, route.required_months - route.available_months)
    if route.met_on is None:
        return RoutePlan(route.route, short, None, None, route.certain)
    after = (route.met_on + 1).first_day()  # some day of that month it is met: from the next month on for certain
    opening = next(_openings(windows, after), None)
    return RoutePlan(route.route, short, route.met_on, opening, route.certain)


def _about_printing(printing: Printing | None, day: date | None, ruleset: RuleSet) -> Iterator[Advice]:
    if printing is None:
        return
    rule, source = _print_rule(ruleset)
    values: dict[str, object] = {"first": printing.first, "last": printing.last, "submitted": day}
    if printing.opening is None:
        yield Advice(message("plan.print-for-day", **values), rule, source)
        return
    opening = printing.opening
    values |= {"window": opening.name, "opens": opening.first, "closes": opening.last}
    window_rule = message("plan.rule.window", window=opening.name, opens=opening.first, closes=opening.last)
    yield Advice(message("plan.next-window" if day else "plan.window", **values), window_rule, ruleset.sources.get("windows", ""))
    yield Advice(message("plan.print-for-window", **values), rule, source)


def _print_rule(ruleset: RuleSet) -> tuple[Message, str]:
    limit = ruleset.print_limit
    counted = message("plan.rule.day-passes" if limit.limit_passes else "plan.rule.day-fails", limit=limit.days)
    return message("plan.rule.print", limit=limit.days, counted=counted), ruleset.sources.get("print-date", "")


def _about_service(service: Service | None, ruleset: RuleSet) -> Iterator[Advice]:
    if service is None:
        return
    rule, source = _print_rule(ruleset)
    days = [message("plan.days", window=each.name, first=each.first, last=each.last) for each in service.days or ()]
    basis = message("plan.basis.sure" if service.sure else "plan.basis.weak", printed=service.printed)
    key = "plan.serves" if service.days is None else "plan.serves-in" if days else "plan.serves-no-window"
    yield Advice(message(key, basis=basis, until=service.until, days=days), rule, source)


def _about_routes(standing: Eligibility | None, closed: Iterable[RoutePlan], review: Review, ruleset: RuleSet) -> Iterator[Advice]:
    if standing is None:
        return
    claim = review.history.claim
    rule = message("plan.rule.route", education=claim.education, level=claim.level)
    texts = [message("plan.route.open", route=route.route) for route in standing.routes if route.met]
    texts += [_about_route(route) for route in closed]
    if not standing.routes and standing.note:
        texts = [standing.note]
    for text in texts:
        yield Advice(text, rule, ruleset.sources.get("eligibility", ""))


def _about_route(route: RoutePlan) -> Message:
    if route.since is None:
        return message("plan.route.unknown" if route.short is None else "plan.route.never", route=route.route, short=route.short)
    if not route.certain:
        return message("plan.route.unclear", route=route.route, short=route.short, since=route.since)
    if route.opening is None:
        return message("plan.route.since", route=route.route, short=route.short, since=route.since)
    opening = route.opening
    values = {"window": opening.name, "opens": max(opening.first, (route.since + 1).first_day()), "closes": opening.last}
    return message("plan.route.since-window", route=route.route, short=route.short, since=route.since, **values)
