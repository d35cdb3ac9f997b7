"""The command: arguments in, exit code out. All work is elsewhere; what is heavy is imported by the command that needs it.

Exit codes (CONTRACT section 3): 0 pass, 1 the verdict is fail, 2 the command line or an input could not be used, 130 interrupted.
``extract`` and ``years`` give no verdict and end with 0 whatever the integrity rules found; their findings stand in the output.
"""

import sys
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from sbparse.cli.inputs import day, extraction_of, format_of, told_apart
from sbparse.cli.limits import MEGABYTES, SECONDS, apply_limits, is_want_of_memory, within_limits
from sbparse.cli.options import (
    EngineName,
    EngineOption,
    LangOption,
    Language,
    OutputOption,
    PrintDateOption,
    RulesetOption,
    ShowIdsOption,
    SubmittedOption,
    app,
    help_lang,
    text,
)
from sbparse.cli.output import fall_silent, say, say_written, show, write
from sbparse.cli.reviews import CheckFormat, write_review
from sbparse.errors import SbparseError, UsageError
from sbparse.messages import Lang, message

try:  # typer carries its own click since 0.26
    from typer._click.exceptions import ClickException
except ImportError:
    from click.exceptions import ClickException  # type: ignore[assignment]

if TYPE_CHECKING:
    from rich.console import Console

    from sbparse.record.model import Extraction


class ExtractFormat(StrEnum):
    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


_GLOBAL: Final = ("--timeout", "--memory")
_WITHOUT_LIMITS: Final = ("audit", "web")
"""Commands that put every file into a process of its own, within limits of their own."""


@app.callback(invoke_without_command=True)
def _main(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help=text("option.version"))] = False,
    timeout: Annotated[int, typer.Option(_GLOBAL[0], min=1, help=text("option.command-timeout"))] = SECONDS,
    memory: Annotated[int, typer.Option(_GLOBAL[1], min=256, help=text("option.command-memory"))] = MEGABYTES,
) -> None:
    apply_limits(timeout, memory)
    if version:
        from sbparse import __version__

        write(f"sbparse {__version__}\n".encode(), None, help_lang())
        raise typer.Exit
    if context.invoked_subcommand is None:
        write(f"{context.get_help()}\n".encode(), None, help_lang())
        raise typer.Exit


@app.command(help=text("command.extract"))
def extract(
    files: Annotated[list[Path], typer.Argument(help=text("option.files"), metavar="FILE...")],
    format: Annotated[ExtractFormat | None, typer.Option("--format", help=text("option.format"))] = None,
    output: OutputOption = None,
    engine: EngineOption = EngineName.PDFIUM,
    cross_check: Annotated[bool, typer.Option("--cross-check", help=text("option.cross-check"))] = False,
    lang: LangOption = Language.ZH,
    show_ids: ShowIdsOption = None,
) -> None:
    chosen = format or format_of(output, ExtractFormat, ExtractFormat.TABLE)
    read, failures = _read_each(files, engine, cross_check=cross_check)
    if read:
        _write_extractions(read, chosen, output, lang.value, show_ids=show_ids)
    _end(failures, lang.value)


@app.command(help=text("command.check"))
def check(
    files: Annotated[list[Path], typer.Argument(help=text("option.check-files"), metavar="RECORD.pdf... HISTORY")],
    submitted: SubmittedOption = None,
    print_date: PrintDateOption = None,
    ruleset: RulesetOption = None,
    format: Annotated[CheckFormat | None, typer.Option("--format", help=text("option.format"))] = None,
    output: OutputOption = None,
    engine: EngineOption = EngineName.PDFIUM,
    lang: LangOption = Language.ZH,
    show_ids: ShowIdsOption = None,
) -> None:
    from sbparse.api import reconcile
    from sbparse.policy import load_ruleset
    from sbparse.review.plan import plan

    chosen = format or format_of(output, CheckFormat, CheckFormat.TABLE)
    rules = load_ruleset(ruleset)
    submitted_on, printed_on = day(submitted), day(print_date)
    records, history = told_apart(files)
    extractions = [extraction_of(path, engine.value, ruleset=ruleset) for path in records]
    result = reconcile(extractions, history, submitted=submitted_on, print_date=printed_on, ruleset=rules)
    read = list(zip(records, extractions, strict=True))
    write_review(result, chosen, output, read, history, plan(result, rules, submitted=submitted_on), lang=lang.value, show_ids=show_ids)
    if result.verdict.value == "fail":
        raise typer.Exit(1)


@app.command(help=text("command.years"))
def years(
    files: Annotated[list[Path], typer.Argument(help=text("option.files"), metavar="RECORD.pdf...")],
    output: OutputOption = None,
    engine: EngineOption = EngineName.PDFIUM,
    lang: LangOption = Language.ZH,
    show_ids: ShowIdsOption = None,
) -> None:
    from sbparse.report.terminal import show_years

    read, failures = _read_each(files, engine)

    def draw(console: "Console") -> None:
        for extraction in read:
            show_years(extraction, console, lang=lang.value, show_ids=bool(show_ids))

    if read:
        show(draw, output, lang.value)
    _end(failures, lang.value)


@app.command(help=text("command.rules"))
def rules(
    name: Annotated[str | None, typer.Argument(help=text("option.name"), metavar="NAME")] = None, lang: LangOption = Language.ZH
) -> None:
    from sbparse.findings import RULES
    from sbparse.report.terminal import show_rule, show_rules

    if name is None:
        show(lambda console: show_rules(console, lang=lang.value), None, lang.value)
    elif name in RULES:
        show(lambda console: show_rule(name, console, lang=lang.value), None, lang.value)
    else:
        raise UsageError(message("cli.error.no-such-rule", name=name))


@app.command(help=text("command.debug"))
def debug(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    output: Annotated[Path, typer.Option("-o", "--output", help=text("option.output"))],
    page: Annotated[int | None, typer.Option("--page", help=text("option.page"))] = None,
    engine: EngineOption = EngineName.PDFIUM,
    lang: LangOption = Language.ZH,
) -> None:
    from sbparse.report.debug import draw_pages

    for target in draw_pages(file, output, page=page, engine=engine.value):
        say_written(target, lang.value)


def _read_each(files: list[Path], engine: EngineName, *, cross_check: bool = False) -> "tuple[list[Extraction], list[SbparseError]]":
    """The files that could be read, and what is wrong with the others: a bad file does not stop the good ones."""
    read: list[Extraction] = []
    failures: list[SbparseError] = []
    for path in files:
        try:
            read.append(extraction_of(path, engine.value, cross_check=cross_check))
        except SbparseError as error:
            failures.append(error)
    return read, failures


def _end(failures: list[SbparseError], lang: Lang) -> None:
    """One line for each file that could not be read; exit code 2 where there is one."""
    for failure in failures:
        say(failure, lang)
    if failures:
        raise typer.Exit(2)


def _write_extractions(read: "list[Extraction]", chosen: ExtractFormat, output: Path | None, lang: Lang, *, show_ids: bool | None) -> None:
    ids = bool(show_ids)
    match chosen:
        case ExtractFormat.JSON:
            from sbparse.report.record_data import extractions_data, to_json

            write((to_json(extractions_data(read, lang=lang, show_ids=show_ids is not False)) + "\n").encode(), output, lang)
        case ExtractFormat.CSV:
            from sbparse.report.csvfile import extraction_csv

            write(extraction_csv(read, lang=lang, show_ids=ids), output, lang)
        case ExtractFormat.XLSX:
            from sbparse.report.workbook import extraction_workbook

            if output is None:
                raise UsageError(message("cli.error.needs-output", format="xlsx"))
            write(extraction_workbook(read, lang=lang, show_ids=ids), output, lang)
        case _:
            from sbparse.report.terminal import show_extraction

            def draw(console: "Console") -> None:
                for extraction in read:
                    show_extraction(extraction, console, lang=lang, show_ids=ids)

            show(draw, output, lang)


# The commands of the other modules stand behind these in the help.
from sbparse.cli import audits, changes, fixing, forms, masking, verifying, web  # noqa: E402, F401


def command() -> None:
    """What ``sbparse`` runs: :func:`main` within limits of time and memory."""
    lang = help_lang()
    try:
        code = _run(lang) if _command() in _WITHOUT_LIMITS else within_limits(lambda: _run(lang))
    except SbparseError as error:
        say(error, lang)
        code = error.exit_code
    sys.exit(code)


def main() -> None:
    """Run the command line in this process; the one place that catches errors and sets the exit code."""
    sys.exit(_run(help_lang()))


def _command() -> str | None:
    """The command on the command line: the first word that is neither an option nor an option's value."""
    return next((word for before, word in pairwise(["", *sys.argv[1:]]) if not word.startswith("-") and before not in _GLOBAL), None)


def _run(lang: Lang) -> int:
    try:
        code = app(standalone_mode=False)
    except SbparseError as error:
        say(error, lang)
        code = error.exit_code
    except ClickException as error:
        say(UsageError(message("cli.error.usage", why=error.format_message())), lang)
        code = 2
    except (MemoryError, ImportError) as error:
        if not is_want_of_memory(error):
            raise
        say(UsageError(message("cli.error.out-of-memory")), lang)
        code = 2
    except (KeyboardInterrupt, typer.Abort):
        code = 130
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        fall_silent()
    return code if isinstance(code, int) else 0
