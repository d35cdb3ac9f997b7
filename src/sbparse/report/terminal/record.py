"""``extract`` and ``years`` on a terminal: what a record says, and how many years it comes to."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from rich.console import Console

from sbparse.findings import Severity
from sbparse.messages import Lang
from sbparse.record.model import Amounts, Extraction, Insurance, RightsRecord
from sbparse.report import facts, wording
from sbparse.report.terminal.blocks import show_cumulative, show_findings, show_heading, show_not_run, show_pairs
from sbparse.report.terminal.prose import Prose
from sbparse.report.terminal.tables import Grid, show_grid
from sbparse.report.voice import Voice

# Below this width only the months of the five insurances are shown, above it what the person paid as well.
_WIDE: Final = 100
_BLANK: Final = Amounts()
# What is said of every file, that nobody or who has signed it, is no problem.
_ABOUT_SIGNING: Final = frozenset({"not-signed", "signature-invalid"})
_MONEY: Final = (
    (Insurance.PENSION, "base"),
    (Insurance.PENSION, "personal"),
    (Insurance.UNEMPLOYMENT, "personal"),
    (Insurance.MEDICAL, "personal"),
)


def show_extraction(extraction: Extraction, console: Console, *, lang: Lang = "zh", show_ids: bool = False) -> None:
    """Print the records of one file; ID numbers and 校验码 are hidden unless ``show_ids``."""
    voice = Voice.of_extractions((extraction,), lang, show_ids=show_ids)
    for number, record in enumerate(extraction.records, start=1):
        show_heading(console, _title(extraction, number, voice))
        show_pairs(console, facts.record_facts(record, voice))
        _show_employments(console, record, voice)
        _show_contributions(console, record, voice)
        show_cumulative(console, record.cumulative, [record], voice)
        _show_supplement(console, record, voice)
        show_findings(console, record.findings, voice)
        if all(finding.rule in _ABOUT_SIGNING and finding.severity is Severity.INFO for finding in record.findings):
            console.print()
            console.print(Prose(voice.say("note.no-findings")))
        show_not_run(console, [(rule, voice.tell(reason)) for rule, reason in record.not_run.items()], voice)
    if extraction.skipped_pages:
        console.print()
        console.print(Prose(voice.say("note.skipped", pages=extraction.skipped_pages)))


def show_years(extraction: Extraction, console: Console, *, lang: Lang = "zh", show_ids: bool = False) -> None:
    """Print the cumulative years of each record of a file, computed against printed."""
    voice = Voice.of_extractions((extraction,), lang, show_ids=show_ids)
    for number, record in enumerate(extraction.records, start=1):
        show_heading(console, _title(extraction, number, voice))
        show_pairs(console, list(facts.record_facts(record, voice))[:2])
        show_cumulative(console, record.cumulative, [record], voice)
        show_findings(console, [f for f in record.findings if f.rule == "cumulative-mismatch"], voice)


def _title(extraction: Extraction, number: int, voice: Voice) -> str:
    if len(extraction.records) == 1:
        return voice.quote(extraction.file)
    return voice.say("labelled", label=extraction.file, value=voice.say("heading.record-number", number=number))


def _show_employments(console: Console, record: RightsRecord, voice: Voice) -> None:
    show_heading(console, voice.say("heading.employments"))
    headings = [voice.say(f"column.{name}") for name in ("start", "end", "paid-months", "employer", "pdf-page")]
    rows = [
        (str(row.period.start), str(row.period.end), wording.number(voice, row.months), voice.quote(row.employer), str(row.where.page))
        for row in record.employments
    ]
    show_grid(console, Grid(headings, rows, right=(2, 4), flexible=(3,)))


def _show_contributions(console: Console, record: RightsRecord, voice: Voice) -> None:
    show_heading(console, voice.say("heading.contributions"))
    money = _MONEY if console.width >= _WIDE else ()
    figures = [*((insurance, "months") for insurance in Insurance), *money]
    headings = [voice.say(f"amount.{kind}", insurance=wording.insurance(insurance)) for insurance, kind in figures]
    rows = [
        ("*" if row.supplemental else "", str(row.period.start), str(row.period.end), *_figures(row.amounts, money))
        for row in record.contributions
    ]
    totals = record.totals
    foot = [("", voice.say("part.total"), "", *_figures(totals.amounts, money))] if totals else []
    dates = ["", voice.say("column.start"), voice.say("column.end")]
    show_grid(console, Grid([*dates, *headings], rows, foot, right=range(len(dates), len(dates) + len(headings))))


def _figures(amounts: dict[Insurance, Amounts], money: Sequence[tuple[Insurance, str]]) -> list[str]:
    months = [amounts.get(insurance, _BLANK).months for insurance in Insurance]
    paid: list[Decimal | None] = [
        amounts.get(insurance, _BLANK).base if kind == "base" else amounts.get(insurance, _BLANK).personal for insurance, kind in money
    ]
    return [*("" if count is None else str(count) for count in months), *("" if amount is None else f"{amount:,.2f}" for amount in paid)]


def _show_supplement(console: Console, record: RightsRecord, voice: Voice) -> None:
    printed = [(name, value) for name, value in wording.supplement(record.supplement) if value is not None]
    if printed:
        show_heading(console, voice.say("heading.supplement"))
        show_pairs(
            console, [(voice.say(f"field.{name}"), f"{value:,}" if isinstance(value, Decimal) else str(value)) for name, value in printed]
        )
