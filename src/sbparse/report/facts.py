"""What terminal and page list alike: the facts of a record and of its print date, the routes to a title, each with its label."""

from collections.abc import Iterator
from typing import Final

from sbparse.record.model import RightsRecord
from sbparse.report import wording
from sbparse.report.voice import Voice
from sbparse.review.model import Eligibility, PrintWindow

ROUTE_COLUMNS: Final = ("route", "required-months", "available-months", "met", "met-on")


def record_facts(record: RightsRecord, voice: Voice) -> Iterator[tuple[str, str]]:
    """What tells one record from another, label and value; what is not printed is said to be none."""
    values = {
        "name": record.person.name,
        "id-number": record.person.id_number,
        "employer": record.person.employer,
        "code": record.code,
        "serial": record.serial,
        "query-period": wording.period(voice, record.query_period) if record.query_period else None,
        "query-date": record.query_date.isoformat() if record.query_date else None,
        "print-date": wording.print_date(voice, record.print_date),
        "issuer": record.issuer,
        "pages": voice.say("list", items=record.pages),
    }
    return ((voice.say(f"field.{name}"), voice.quote(value or voice.say("none"))) for name, value in values.items())


def window_facts(window: PrintWindow, voice: Voice) -> Iterator[tuple[str, str]]:
    """The print date with what it rests on, and both limits; what was not given is left out."""
    values = {
        "print-date": voice.say("named", name=window.print_date.isoformat(), rule=voice.say(f"basis.{window.basis}")),
        "submitted": window.submitted.isoformat() if window.submitted else None,
        "age": voice.say("days", days=window.age_days) if window.age_days is not None else None,
        "limit": voice.say("days", days=window.limit_days),
        "latest-submission": window.latest_submission.isoformat(),
        "verification-until": window.verification_until.isoformat(),
    }
    return ((voice.say(f"field.{name}"), value) for name, value in values.items() if value is not None)


def route_rows(eligibility: Eligibility, voice: Voice) -> list[tuple[str, ...]]:
    """Every route of the guide's table for the level and the education, under ``ROUTE_COLUMNS``."""
    return [
        (
            voice.quote(route.route),
            str(route.required_months),
            wording.number(voice, route.available_months),
            wording.route_met(voice, route),
            str(route.met_on or voice.say("none")),
        )
        for route in eligibility.routes
    ]
