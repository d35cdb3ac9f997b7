"""``audit``: a folder of submissions in, one workbook out; progress while it runs, and nothing lost when it is broken off."""

import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from enum import StrEnum
from functools import cache
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated, Final

import typer

from sbparse.cli.inputs import day, format_of
from sbparse.cli.options import LangOption, Language, RulesetOption, SubmittedOption, app, text
from sbparse.cli.output import say_written, write
from sbparse.messages import Lang, message, render

if TYPE_CHECKING:
    from sbparse.audit.contents import Settings
    from sbparse.audit.run import Step
    from sbparse.audit.state import State
    from sbparse.audit.submission import Submission
    from sbparse.audit.workers import Place

_RATE_EVERY: Final = 0.2
"""Seconds."""


class AuditFormat(StrEnum):
    XLSX = "xlsx"
    PARQUET = "parquet"
    JSON = "json"


class ReportFormat(StrEnum):
    HTML = "html"
    XLSX = "xlsx"


@app.command(help=text("command.audit"))
def audit(
    source: Annotated[Path, typer.Argument(help=text("option.submissions"), metavar="FOLDER|MANIFEST.csv")],
    output: Annotated[Path, typer.Option("-o", "--output", help=text("option.output"))],
    submitted: SubmittedOption = None,
    ruleset: RulesetOption = None,
    format: Annotated[AuditFormat | None, typer.Option("--format", help=text("option.format"))] = None,
    jobs: Annotated[int, typer.Option("--jobs", min=0, help=text("option.jobs"))] = 0,
    reports: Annotated[Path | None, typer.Option("--reports", help=text("option.reports"))] = None,
    report_format: Annotated[ReportFormat, typer.Option("--report-format", help=text("option.report-format"))] = ReportFormat.HTML,
    state: Annotated[Path | None, typer.Option("--state", help=text("option.state"))] = None,
    scheduler: Annotated[str | None, typer.Option("--scheduler", help=text("option.scheduler"))] = None,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, help=text("option.timeout"))] = 120.0,
    memory: Annotated[int, typer.Option("--memory", min=256, help=text("option.memory"))] = 2048,
    lang: LangOption = Language.ZH,
    show_ids: Annotated[bool, typer.Option("--show-ids", help=text("option.show-ids"))] = False,
) -> None:
    from sbparse.audit.api import settings_of
    from sbparse.audit.reports import Reports
    from sbparse.audit.run import run
    from sbparse.audit.state import State
    from sbparse.audit.submission import submissions

    chosen = format or format_of(output, AuditFormat, AuditFormat.XLSX)
    if chosen is AuditFormat.PARQUET:
        from sbparse.audit.exports import need_parquet

        need_parquet()
    submitted_on = day(submitted)
    apart = [path for path in (output, reports) if path]

    def found() -> Iterator["Submission"]:  # made anew where it is needed: a hundred thousand are not held in memory
        return submissions(source, without=apart)

    next(found())  # nothing to audit is told before a state file is made
    with State(state or output.with_name(f"{output.name}.state")) as kept:
        settings = settings_of(
            salt=kept.salt,
            lang=lang.value,
            show_ids=show_ids,
            submitted=submitted_on,
            ruleset=ruleset,
            report=report_format.value if reports else None,
            seconds=timeout,
            megabytes=memory,
        )
        folder = Reports(reports, report_format.value)
        with (
            _place(scheduler, jobs, settings) as place,
            _progress(cache(lambda: sum(1 for _ in found())), kept.file, lang.value) as advance,
            closing(run(found(), kept, settings, place, folder)) as steps,
        ):
            for step in steps:
                advance(step)
        _write(kept, chosen, output, reports, lang.value)
        code = _told(kept, lang.value)
    if code:
        raise typer.Exit(code)


@contextmanager
def _place(scheduler: str | None, jobs: int, settings: "Settings") -> Iterator["Place"]:
    """Processes here, or the workers of a cluster."""
    from sbparse.audit.workers import Processes

    if scheduler is None:
        yield Processes(jobs, settings)
        return
    from sbparse.audit.cluster import on_cluster

    with on_cluster(scheduler, settings) as place:
        yield place


@contextmanager
def _progress(count: Callable[[], int], state: str, lang: Lang) -> Iterator[Callable[["Step"], None]]:
    """A bar with rate and time left on a terminal, nothing elsewhere; what is done is told when the run is broken off.

    Args:
        count: counts the submissions, which takes a look at every folder; asked where the number is shown.
        state: the state file; lang: the language.
    """
    shown = _bar(count(), lang) if sys.stderr.isatty() else nullcontext(_unseen)
    done = kept = 0

    def advance(step: "Step") -> None:
        nonlocal done, kept
        done, kept = done + 1, kept + step.kept
        show()

    try:
        with shown as show:
            yield advance
    except KeyboardInterrupt:
        sys.stderr.write(render(message("audit.stopped", done=done, total=count(), state=state), lang) + "\n")
        raise
    if kept and sys.stderr.isatty():
        sys.stderr.write(render(message("audit.kept", kept=kept, total=done), lang) + "\n")


def _unseen() -> None:
    """A step where nobody looks."""


@contextmanager
def _bar(total: int, lang: Lang) -> Iterator[Callable[[], None]]:
    """A bar on the terminal; gives what moves it on by one."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    told = 0.0
    bar = Progress(
        TextColumn(render(message("audit.title"), lang)),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )
    task = bar.add_task("", total=total, rate="")

    def move() -> None:
        nonlocal told
        bar.update(task, advance=1)
        if monotonic() - told >= _RATE_EVERY and (speed := bar.tasks[task].speed):  # which adds up a thousand steps
            told = monotonic()
            bar.update(task, rate=render(message("audit.rate", rate=f"{speed:.1f}"), lang))

    with bar:
        yield move


def _write(state: "State", chosen: AuditFormat, output: Path, reports: Path | None, lang: Lang) -> None:
    """Write the run's outcomes, unless they stand in the output already."""
    from sbparse import __version__
    from sbparse.audit.written import is_written, note_written

    how = (__version__, chosen.value, output.resolve(), reports and reports.resolve(), lang)
    if is_written(state, how):
        return
    from sbparse.audit.across import across

    shared = list(across(state))
    written = [output]
    if chosen is AuditFormat.JSON:
        from sbparse.audit.exports import write_json

        write_json(state.outcomes(), shared, output, lang)
    else:
        from sbparse.audit.tables import Tables

        tables = Tables(state.outcomes, shared, lang)
        if chosen is AuditFormat.PARQUET:
            from sbparse.audit.exports import write_parquet

            written = write_parquet(tables, output)
        else:
            from sbparse.audit.book import write_book

            write_book(tables, output, reports, lang)
    note_written(state, how, written)
    for file in written:
        say_written(file, lang)


def _told(state: "State", lang: Lang) -> int:
    """Say how many submissions came out how; gives back the exit code: 2 where one could not be used, 1 where one has errors, else 0."""
    from sbparse.audit.outcome import Standing

    counts = state.standings()
    values = {str(standing): counts.get(standing, 0) for standing in Standing}
    write((render(message("audit.summary", total=sum(values.values()), **values), lang) + "\n").encode(), None, lang)
    return 2 if values["unusable"] else 1 if values["fail"] else 0
