"""The words that workbook and terminal share: labels of rules, severities, months, places, and the verdict in one sentence."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sbparse.findings import INTEGRITY_RULES, Check, Finding, Outcome, Severity
from sbparse.history.model import Assessment, DeclaredStint
from sbparse.messages import Message, message
from sbparse.record.model import Insurance, PrintDate, RightsRecord, Supplement, Totals
from sbparse.report.rows import Declared
from sbparse.report.voice import Voice
from sbparse.review.model import Review, Route, Source, Verdict
from sbparse.values.month import Month, Period, runs
from sbparse.values.place import Place


@dataclass(frozen=True, slots=True)
class CumulativeRow:
    """One insurance: months computed from the rows, and what each record printed as 合计 and in 补充资料 (None is not printed)."""

    insurance: Insurance
    computed: int | None
    totals: tuple[int | None, ...]
    printed: tuple[int | None, ...]


def verdict(voice: Voice, review: Review) -> str:
    """The verdict in one sentence, which also says that rules were not run."""
    errors = sum(finding.severity is Severity.ERROR for finding in review.findings)
    sentence = message(f"report.verdict.{review.verdict}", errors=errors)
    skipped = len(not_run(review.checks))
    return voice.tell(message("report.verdict.not-run", verdict=sentence, count=skipped) if skipped else sentence)


def counts(voice: Voice, review: Review) -> str:
    """How many findings of each severity, and how many rules were not run."""
    by = Counter(finding.severity for finding in review.findings)
    return voice.say(
        "verdict.counts",
        errors=by[Severity.ERROR],
        warnings=by[Severity.WARNING],
        infos=by[Severity.INFO],
        not_run=len(not_run(review.checks)),
    )


def not_run(checks: Iterable[Check]) -> list[Check]:
    """The rules that could not be run."""
    return [check for check in checks if check.outcome is Outcome.NOT_RUN]


def passed(review: Review) -> bool:
    return review.verdict is Verdict.PASS


def severity(voice: Voice, value: Severity) -> str:
    """Symbol and word, so that nothing rests on a colour."""
    return voice.say(f"severity.{value}")


def rule_title(voice: Voice, rule: str) -> str:
    return voice.say(f"rule.{rule}.title")


def insurance(value: Insurance) -> Message:
    return Message(f"report.insurance.{value}")


def months(voice: Voice, values: Sequence[Month]) -> str:
    """Months as runs: ``2018-08、2020-03至2020-09``."""
    return voice.say("list", items=[period(voice, run) for run in runs(values)])


def period(voice: Voice, value: Period) -> str:
    """A period, or a single month by itself."""
    return str(value.start) if value.months == 1 else voice.say("period", start=value.start, end=value.end)


def years(voice: Voice, count: int | None) -> str:
    """A number of months in years and months."""
    return voice.say("none") if count is None else voice.say("years", years=count // 12, months=count % 12)


def number(voice: Voice, value: int | None) -> str:
    return voice.say("none") if value is None else str(value)


def place(voice: Voice, value: Place | None) -> str | None:
    """Where on the page, in whole points from its top left corner."""
    if value is None:
        return None
    left, top, right, bottom = (round(edge) for edge in value.bbox)
    return voice.say("place", left=left, top=top, right=right, bottom=bottom)


def print_date(voice: Voice, value: PrintDate | None) -> str:
    if value is None:
        return voice.say("none")
    return voice.say("named", name=value.day.isoformat(), rule=Message(f"report.basis.{value.basis}"))


def route_met(voice: Voice, route: Route) -> str:
    """Met, not met, or not known because something was not given or the record cannot tell."""
    if route.met:
        return voice.say("yesno.yes")
    if route.available_months is None:
        return voice.say("yesno.unknown")
    return voice.say("yesno.no" if route.certain else "yesno.unclear")


def eligible(voice: Voice, review: Review) -> str:
    """What the review says of eligibility; where its rule could not be run, that it cannot be told."""
    if review.eligibility and review.eligibility.eligible:
        return voice.say("yesno.yes")
    unclear = any(check.rule == "not-eligible" and check.outcome is Outcome.NOT_RUN for check in review.checks)
    return voice.say("yesno.unclear" if unclear else "yesno.no")


def declared_side(voice: Voice, finding: Finding, declared_rows: Declared) -> str | None:
    """What is declared, as far as a finding is about it: the compared value, or the declared row."""
    if finding.rule in INTEGRITY_RULES:
        return None
    if finding.actual is not None:
        return voice.quote(finding.actual)
    if finding.history_row is None:
        return None
    if finding.rule == "assessment-mismatch":  # its row is one of 考核情况
        row = declared_rows.assessments.get(finding.history_row)
        return _assessment(voice, row) if row else None
    stint = declared_rows.stints.get(finding.history_row)
    return declared(voice, stint) if stint else None


def recorded_side(voice: Voice, finding: Finding, sources: Sequence[Source]) -> str | None:
    """What the record says, as far as a finding is about it; of two figures inside one record, both."""
    if finding.rule in INTEGRITY_RULES and finding.actual is not None:
        if finding.expected is None:
            return voice.quote(finding.actual)
        return voice.say("computed", actual=finding.actual, expected=finding.expected)
    if finding.expected is not None:
        return voice.quote(finding.expected)
    if finding.record is None or finding.employment is None:
        return None
    row = sources[finding.record].record.employments[finding.employment]
    return voice.say("stint", employer=row.employer, start=row.period.start, end=row.period.end)


def declared(voice: Voice, stint: DeclaredStint) -> str:
    """A declared row in words."""
    if stint.end is None:
        return voice.say("stint-ongoing", employer=stint.employer, start=stint.start)
    return voice.say("stint", employer=stint.employer, start=stint.start, end=stint.end)


def declared_span(voice: Voice, stint: DeclaredStint) -> str:
    """The months of a declared row: ``2018-08至2023-03``, ``2018-08至今``."""
    return voice.say("since", start=stint.start) if stint.end is None else voice.say("period", start=stint.start, end=stint.end)


def _assessment(voice: Voice, row: Assessment) -> str:
    return voice.say("stint", employer=row.kind or row.organiser or voice.say("none"), start=row.start, end=row.end)


def finding_file(finding: Finding, sources: Sequence[Source]) -> str | None:
    """The record file a finding stands in; with one file there is no doubt."""
    if finding.record is not None:
        return sources[finding.record].file
    return sources[0].file if finding.where and len(sources) == 1 else None


def cumulative(computed: dict[Insurance, int], records: Sequence[RightsRecord]) -> list[CumulativeRow]:
    """The five insurances, computed against printed."""
    return [
        CumulativeRow(
            value,
            computed.get(value),
            tuple(_total_months(record.totals, value) for record in records),
            tuple(_printed_months(record.supplement, value) for record in records),
        )
        for value in Insurance
    ]


def figures(voice: Voice, values: tuple[int | None, ...]) -> str:
    """One figure a record, in the records' order."""
    return " / ".join(number(voice, value) for value in values) or voice.say("none")


def supplement(printed: Supplement) -> Iterator[tuple[str, int | Decimal | None]]:
    """The printed figures of 补充资料 by the names of their labels."""
    yield "pension_months", printed.pension_months
    yield "medical_months", printed.medical_months
    yield "backfilled_months", printed.backfilled_months
    yield "rural_months", printed.rural_months
    yield "transferred_months", printed.transferred_months
    yield "pension_lump_sum_months", printed.pension_lump_sum_months
    yield "medical_lump_sum_months", printed.medical_lump_sum_months
    yield "account_balance", printed.account_balance
    yield "account_year", printed.account_year


def _total_months(totals: Totals | None, value: Insurance) -> int | None:
    amounts = totals.amounts.get(value) if totals else None
    return amounts.months if amounts else None


def _printed_months(printed: Supplement, value: Insurance) -> int | None:
    return {Insurance.PENSION: printed.pension_months, Insurance.MEDICAL: printed.medical_months}.get(value)
