"""The parts that terminal pages are made of: headings, labelled values, tables, lists of findings."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from sbparse.findings import Finding, Severity
from sbparse.record.model import Insurance, RightsRecord
from sbparse.report import wording
from sbparse.report.terminal.prose import Prose
from sbparse.report.terminal.tables import Grid, show_grid
from sbparse.report.voice import Voice

STYLES: Final = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
QUIET: Final = "dim"
_STRONG: Final = "bold"


def show_heading(console: Console, text: str, style: str = _STRONG) -> None:
    """A title with a line of space above it."""
    console.print()
    console.print(Text(text, style=style))


def show_pairs(console: Console, pairs: Iterable[tuple[str, str]]) -> None:
    """Labels and values in two columns."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, style=QUIET)
    grid.add_column(ratio=1)
    for label, value in pairs:
        grid.add_row(Text(label), Prose(value))
    console.print(grid)


def show_findings(console: Console, findings: Sequence[Finding], voice: Voice, files: Sequence[str] = ()) -> None:
    """The findings by severity, worst first, each with its number in the whole list; of several ``files``, each names its own."""
    numbered = sorted(enumerate(findings, start=1), key=lambda entry: list(Severity).index(entry[1].severity))
    for severity, group in groupby(numbered, key=lambda entry: entry[1].severity):
        entries = list(group)
        label = voice.say("counted", label=wording.severity(voice, severity), count=len(entries))
        show_heading(console, label, STYLES[severity])
        grid = Table.grid(padding=(0, 1))
        grid.add_column(justify="right", no_wrap=True, style=QUIET)
        grid.add_column(ratio=1)
        for number, finding in entries:
            for position, line in enumerate(_finding(finding, voice, files)):
                grid.add_row(str(number) if position == 0 else "", line)
            if number != entries[-1][0]:
                grid.add_row()
        console.print(grid)


def show_not_run(console: Console, rules: Sequence[tuple[str, str]], voice: Voice) -> None:
    """The rules that could not be run, with the reason."""
    if not rules:
        return
    show_heading(console, voice.say("counted", label=voice.say("heading.not-run"), count=len(rules)))
    show_pairs(console, rules)


def show_cumulative(console: Console, computed: dict[Insurance, int], records: Sequence[RightsRecord], voice: Voice) -> None:
    """Cumulative years of the five insurances, computed against printed."""
    show_heading(console, voice.say("heading.cumulative"))
    names = ("insurance", "computed-months", "computed-years", "total-months", "printed-months")
    rows = [
        (
            voice.tell(wording.insurance(row.insurance)),
            wording.number(voice, row.computed),
            wording.years(voice, row.computed),
            wording.figures(voice, row.totals),
            wording.figures(voice, row.printed),
        )
        for row in wording.cumulative(computed, records)
    ]
    show_grid(console, Grid([voice.say(f"column.{name}") for name in names], rows, right=(1, 2, 3, 4)))


def _finding(finding: Finding, voice: Voice, files: Sequence[str]) -> Iterable[RenderableType]:
    yield Prose(voice.say("named", name=wording.rule_title(voice, finding.rule), rule=finding.rule), _STRONG)
    yield Prose(voice.tell(finding.message))
    if finding.suggestion:
        yield Prose(f"→ {voice.tell(finding.suggestion)}", "green")
    where = _where(finding, voice, files)
    if where:
        yield Prose(" · ".join(where), QUIET)


def _where(finding: Finding, voice: Voice, files: Sequence[str]) -> list[str]:
    parts = [voice.quote(files[finding.record])] if finding.record is not None and len(files) > 1 else []
    if finding.where:
        parts.append(voice.say("page", page=finding.where.page))
    if finding.history_row is not None:
        parts.append(voice.say("row", row=finding.history_row))
    if finding.months:
        parts.append(wording.months(voice, finding.months))
    return parts
