"""The page's tables about the person: stints side by side, years, limits, routes, what to fill in, what the records are."""

from collections.abc import Iterator, Mapping
from operator import itemgetter
from typing import Final

from sbparse.findings import Outcome
from sbparse.messages import Message
from sbparse.record.model import Insurance
from sbparse.report import facts, wording
from sbparse.report.page.view import Cell, Fact, Table, table
from sbparse.report.rows import Declared, numbered_pairs
from sbparse.report.suggestion import change, span
from sbparse.report.timeline.words import months
from sbparse.report.voice import Voice
from sbparse.review.model import Eligibility, InsuredStint, Pair, PrintWindow, Review, Route, Source

_OPTIONAL: Final = ("work", "post", "reference")
"""Columns of the suggested history that are shown only where a row has them."""


def pairs_table(review: Review, voice: Voice) -> Table:
    """Declared rows and insured stints side by side, a row a pair; each finding of the pair is linked."""
    none = (voice.say("none"),)
    rows = [
        (
            str(number),
            Cell(tuple(line for row in pair.declared for line in (voice.quote(row.employer), wording.declared_span(voice, row))) or none),
            Cell(tuple(line for stint in pair.insured for line in _insured(stint, voice)) or none),
            _result(pair, numbers, voice),
        )
        for number, (pair, numbers) in enumerate(numbered_pairs(review), start=1)
    ]
    return table(voice, voice.say("sheet.pairs"), ("stint", "declared", "recorded", "result"), rows, figures=(0,))


def _insured(stint: InsuredStint, voice: Voice) -> Iterator[str]:
    yield voice.quote(" → ".join(stint.names) or stint.employer)
    paid = Message("timeline.paid", {"months": months(stint.paid_months)}) if stint.paid_months is not None else None
    period = wording.period(voice, stint.period)
    yield voice.say("named", name=period, rule=paid) if paid else period


def _result(pair: Pair, numbers: Mapping[int, int], voice: Voice) -> Cell:
    """The pair's findings as links, by their positions in it and numbers in the review."""
    links = tuple(
        (number, f"{wording.severity(voice, pair.findings[at].severity)} {wording.rule_title(voice, pair.findings[at].rule)}")
        for at, number in sorted(numbers.items(), key=itemgetter(1))
    )
    return Cell(() if links else (voice.say("note.no-difference"),), links)


def cumulative_table(review: Review, voice: Voice) -> Table:
    """The five insurances: computed from the rows against the two printed figures."""
    rows = [
        (
            voice.tell(wording.insurance(row.insurance)),
            wording.number(voice, row.computed),
            wording.years(voice, row.computed),
            wording.figures(voice, row.totals),
            wording.figures(voice, row.printed),
        )
        for row in wording.cumulative(review.cumulative, [source.record for source in review.sources])
    ]
    names = ("insurance", "computed-months", "computed-years", "total-months", "printed-months")
    return table(voice, voice.say("heading.cumulative"), names, rows, figures=range(1, 5))


def pension_years(review: Review, voice: Voice) -> str:
    return wording.years(voice, review.cumulative.get(Insurance.PENSION))


def window_facts(window: PrintWindow, voice: Voice) -> list[Fact]:
    """The print date with what it rests on, and both limits."""
    return [Fact(label, value) for label, value in facts.window_facts(window, voice)]


def window_sign(review: Review, voice: Voice) -> str:
    """What became of the rules about the limit: the page judges no date itself."""
    outcomes = {check.rule: check.outcome for check in review.checks}
    if outcomes.get("print-date-after-submission") is Outcome.FAILED:
        return voice.tell(Message("page.window.after"))
    outcome = outcomes.get("print-date-stale", Outcome.NOT_RUN)
    return voice.tell(Message(f"page.window.{outcome}"))


def route_words(route: Route, voice: Voice) -> str:
    """A route in a sentence: what it needs, what is there, what is missing, when it is met."""
    available = route.available_months or 0
    missing = max(0, route.required_months - available)
    if route.met:
        key = "met"
    elif route.available_months is None:
        key = "not-given"
    elif not route.certain:
        key = "unclear"
    else:
        key = "unmet" if not missing else "short" if route.met_on else "short-open"
    values = {"route": route.route, "required": months(route.required_months), "available": months(available), "missing": months(missing)}
    return voice.tell(Message(f"page.route.{key}", {**values, "month": route.met_on}))


def routes_table(eligibility: Eligibility, voice: Voice) -> Table:
    """Every route of the guide's table for the level and the education."""
    return table(voice, voice.say("heading.eligibility"), facts.ROUTE_COLUMNS, facts.route_rows(eligibility, voice), figures=(1, 2))


def history_table(review: Review, voice: Voice) -> Table:
    """The suggested 工作经历; columns that no row fills are left out."""
    stints, declared = review.suggested_history, Declared.of(review.history)
    optional = [name for name in _OPTIONAL if any(getattr(stint, name) for stint in stints)]
    rows = [
        (
            voice.quote(stint.employer),
            span(stint.start, None if stint.ongoing else stint.end, voice),
            *(voice.quote(getattr(stint, name) or voice.say("none")) for name in optional),
            str(stint.evidence),
            change(stint, declared, voice),
        )
        for stint in stints
    ]
    return table(voice, voice.say("heading.suggestions"), ("unit", "span", *optional, "evidence", "change"), rows)


def assessments_table(review: Review, voice: Voice) -> Table:
    """The suggested 考核情况."""
    rows = [(span(row.start, row.end, voice), voice.quote(row.kind), voice.quote(row.employer)) for row in review.suggested_assessments]
    return table(voice, voice.say("heading.assessments"), ("span", "assessment-kind", "organiser"), rows)


def record_facts(source: Source, voice: Voice) -> list[Fact]:
    """What tells one record from another."""
    told = [Fact(label, value) for label, value in facts.record_facts(source.record, voice)]
    return [Fact(voice.say("column.file"), voice.quote(source.file)), *told]
