"""What a rule says, and the few things that most rules say alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sbparse.findings import Finding
from sbparse.messages import Message, message
from sbparse.review.case import Case
from sbparse.values.month import Month, Period, runs

NOW: Final = "至今"
"""How a stint that goes on is declared; the value of ``actual`` where that is what does not fit."""
UNKNOWN_HOST: Final = "××"
"""Where the host of a dispatched stint was not declared."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a rule found, and why it could not be run where it could not.

    A rule may have both: it is failed by what it found, and "not run" counts only where it found nothing of its own weight.
    """

    findings: tuple[Finding, ...] = ()
    not_run: Message | None = None


def not_comparable(case: Case) -> Message | None:
    """Why declared rows and record cannot be held against each other at all, None where they can."""
    if not case.stints:
        return message("review.not-run.no-employments")
    return None if case.history.stints else message("review.not-run.no-history")


def not_matched(case: Case) -> Message | None:
    """Why no declared row can be compared with the insured stint that it answers, None where some can."""
    return not_comparable(case) or (None if case.matched else message("review.not-run.no-match"))


def not_given(*fields: str) -> Message:
    """ "申报级别 not given": fields by their name in the catalogue (``review.field.…``)."""
    return message("review.not-run.not-given", fields=[message(f"review.field.{field}") for field in fields])


def shown(months: Iterable[Month]) -> list[str]:
    """Months for a sentence: single months and unbroken runs."""
    return [span(run) for run in runs(months)]


def span(period: Period) -> str:
    """A period for a sentence; a single month once."""
    return str(period.start) if period.months == 1 else str(period)


def between(one: Month, other: Month) -> tuple[Month, ...]:
    """The months from the earlier of two months up to the one before the later."""
    first, last = sorted((one, other))
    return tuple(Period(first, last + -1)) if first < last else ()
