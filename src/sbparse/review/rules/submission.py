"""Is it the right print, in time: print-date-missing, print-date-stale, print-date-after-submission, outside-window, record-too-short."""

from sbparse.findings import RULES, Finding
from sbparse.messages import Message, message
from sbparse.policy.model import EligibilityRoute, NeedKind
from sbparse.record.model import PrintBasis
from sbparse.review.case import Case
from sbparse.review.model import PrintWindow
from sbparse.review.prints import row_periods
from sbparse.review.ruling import Ruling, not_given
from sbparse.values.month import Period, years_text


def print_window(case: Case) -> PrintWindow | None:
    """Until when the print serves; None without a print date. Days are differences of dates, limit and counting the rule set's."""
    if case.print_date is None:
        return None
    day, limit = case.print_date.day, case.ruleset.print_limit
    return PrintWindow(
        print_date=day,
        basis=case.print_date.basis,
        submitted=case.submitted,
        age_days=(case.submitted - day).days if case.submitted else None,
        limit_days=limit.days,
        latest_submission=limit.last_day(day),
        verification_until=case.ruleset.verification_until(day),
    )


def print_date_missing(case: Case) -> Ruling:
    if case.print_date:
        return Ruling()
    asked = case.dated.record.query_period if case.dated else None
    text = message("review.print-date-missing.range", query=asked) if asked else message("review.print-date-missing.none")
    return Ruling((_finding(case, "print-date-missing", text, message("review.print-date-missing.fix")),))


def print_date_stale(case: Case) -> Ruling:
    window = print_window(case)
    if window is None or window.age_days is None:
        return Ruling(not_run=_unknown(case))
    if case.ruleset.print_limit.passes(window.age_days):
        return Ruling()
    return _dates(case, "print-date-stale", window)


def print_date_after_submission(case: Case) -> Ruling:
    window = print_window(case)
    if window is None or window.age_days is None:
        return Ruling(not_run=_unknown(case))
    return Ruling() if window.age_days >= 0 else _dates(case, "print-date-after-submission", window)


def _unknown(case: Case) -> Message:
    return not_given(*(["submitted"] if case.submitted is None else []), *(["print-date"] if case.print_date is None else []))


def _dates(case: Case, rule: str, window: PrintWindow) -> Ruling:
    values = {
        "printed": window.print_date,
        "submitted": window.submitted,
        "age": window.age_days,
        "limit": window.limit_days,
        "latest": window.latest_submission,
    }
    basis = "weak" if window.basis is PrintBasis.PDF_METADATA else "sure"
    return Ruling((_finding(case, rule, message(f"review.{rule}.{basis}", **values), message(f"review.{rule}.fix", **values)),))


def _finding(case: Case, rule: str, text: Message, suggestion: Message) -> Finding:
    origin = case.dated
    return Finding(
        rule=rule,
        severity=RULES[rule],
        message=text,
        suggestion=suggestion,
        record=origin.index if origin else None,
        where=origin.record.origin if origin else None,
    )


def outside_window(case: Case) -> Ruling:
    """Without a level, only a day outside the windows of every level is outside for certain."""
    day = case.submitted
    if day is None:
        return Ruling(not_run=not_given("submitted"))
    level = case.ruleset.level(case.history.claim.level or "")
    windows = case.ruleset.windows_for(level) if level else case.ruleset.windows
    inside = [window for window in windows if day in window]
    if not windows:
        return Ruling(not_run=message("review.not-run.no-window", level=level))
    if not inside:
        dates = [message("review.outside-window.dates", first=first, last=last) for first, last in (w.dates(day.year) for w in windows)]
        values = {"submitted": day, "level": level or message("review.outside-window.any-level"), "windows": dates}
        return _error("outside-window", message("review.outside-window", **values), message("review.outside-window.fix", **values))
    sure = level is not None or case.ruleset.levels <= frozenset().union(*(window.levels for window in inside))
    return Ruling(not_run=None if sure else level_unknown(case))


def _error(rule: str, text: Message, suggestion: Message) -> Ruling:
    return Ruling((Finding(rule=rule, severity=RULES[rule], message=text, suggestion=suggestion),))


def level_unknown(case: Case) -> Message:
    """Why the level is not known: not given, or a word that the rule set does not have."""
    given = case.history.claim.level
    return message("review.not-run.unknown-value", field=message("review.field.level"), value=given) if given else not_given("level")


def record_too_short(case: Case) -> Ruling:
    """The months that the query period covers against those of the level's routes, whether paid or not.

    With 学历 unknown the routes of all are looked at: too short for each is too short, long enough for each is enough.
    """
    level = case.ruleset.level(case.history.claim.level or "")
    if level is None:
        return Ruling(not_run=level_unknown(case))
    education = case.ruleset.education(case.history.claim.education or "")
    needs = _needs(case, level, education)
    if not needs:
        return Ruling(not_run=message("review.not-run.no-route"))
    asked = any(each.record.query_period for each in case.prints)
    covered = len(case.clock.covered) if asked else _shown_months(case)
    if covered >= (min(needs) if education else max(needs)):
        return Ruling()
    if covered >= min(needs):
        return Ruling(not_run=not_given("education"))
    return _too_short(case, level, min(needs), covered) if asked else Ruling(not_run=message("review.not-run.no-query-period"))


def _needs(case: Case, level: str, education: str | None) -> list[int]:
    """Months that the record must show, a route each: those that the applicant can mean, all of the level's where he can mean none."""
    routes = [route for route in case.ruleset.routes if route.level == level and education in {None, route.education}]
    return [_months_needed(route) for route in routes if _invoked(case, route)] or [_months_needed(route) for route in routes]


def _shown_months(case: Case) -> int:
    """The span of the rows: what a record without a query period covers at least."""
    periods = [period for each in case.prints for period in row_periods(each.record)]
    return Period(min(p.start for p in periods), max(p.end for p in periods)).months if periods else 0


def _too_short(case: Case, level: str, needed: int, covered: int) -> Ruling:
    first, last = case.clock.first, case.clock.last
    values = {"level": level, "needed": years_text(needed), "covered": years_text(covered), "first": first, "start": last + (1 - needed)}
    text, fix = message("review.record-too-short", **values), message("review.record-too-short.fix", **values)
    newest = case.prints[0]
    place = newest.record.origin
    rule = "record-too-short"
    return Ruling((Finding(rule=rule, severity=RULES[rule], message=text, suggestion=fix, record=newest.index, where=place),))


def _invoked(case: Case, route: EligibilityRoute) -> bool:
    """Whether an applicant can mean a route: one that needs a title is meant by somebody who says that he holds it."""
    held = case.ruleset.titles.title(case.history.claim.title or "")
    return all(need.title is None or need.title == held for need in route.needs)


def _months_needed(route: EligibilityRoute) -> int:
    """The years of a route that the record must show: those in the profession or under a title, not those since graduation."""
    return 12 * max(need.years for need in route.needs if need.kind is not NeedKind.GRADUATION)
