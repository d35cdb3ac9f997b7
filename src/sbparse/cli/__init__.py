"""The command: arguments in, exit code out. All work is elsewhere; what is heavy is imported by the command that needs it.

Exit codes (CONTRACT section 3): 0 pass, 1 the verdict is fail, 2 the command line or an input could not be used, 130 interrupted.
``extract`` and ``years`` give no verdict and end with 0 whatever the integrity rules found; their findings stand in the output.
"""

import os
import sys
from datetime import date
from enum import StrEnum
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TypeVar

import typer

from sbparse.cli.output import say, say_written, show, write
from sbparse.errors import SbparseError, UsageError
from sbparse.messages import Lang, message, render

try:  # typer carries its own click since 0.26
    from typer._click.exceptions import Abort, ClickException
except ImportError:
    from click.exceptions import Abort, ClickException

if TYPE_CHECKING:
    from rich.console import Console

    from sbparse.record.document import Engine
    from sbparse.record.model import Extraction


def _help_lang() -> Lang:
    """The language of ``--help``, which is shown before any option is read: that of ``--lang`` on the command line, else of
    ``SBPARSE_LANG``."""
    arguments = sys.argv[1:]
    asked = [after for before, after in pairwise(arguments) if before == "--lang"]
    return "en" if "en" in asked or "--lang=en" in arguments or (not asked and os.environ.get("SBPARSE_LANG") == "en") else "zh"


def _text(key: str) -> str:
    return render(message(f"cli.{key}"), _help_lang())


class Language(StrEnum):
    ZH = "zh"
    EN = "en"


class EngineName(StrEnum):
    PDFIUM = "pdfium"
    PDFPLUMBER = "pdfplumber"


class ExtractFormat(StrEnum):
    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


class CheckFormat(StrEnum):
    TABLE = "table"
    JSON = "json"
    XLSX = "xlsx"


app: Final = typer.Typer(
    help=_text("app"), no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False
)

_Lang = Annotated[Language, typer.Option("--lang", help=_text("option.lang"), envvar="SBPARSE_LANG")]
_Output = Annotated[Path | None, typer.Option("-o", "--output", help=_text("option.output"))]
_ShowIds = Annotated[bool, typer.Option("--show-ids", help=_text("option.show-ids"))]
_EngineOption = Annotated[EngineName, typer.Option("--engine", help=_text("option.engine"))]
_Ruleset = Annotated[Path | None, typer.Option("--ruleset", help=_text("option.ruleset"))]


@app.callback(invoke_without_command=True)
def _main(version: Annotated[bool, typer.Option("--version", help=_text("option.version"))] = False) -> None:
    if version:
        from sbparse import __version__

        sys.stdout.write(f"sbparse {__version__}\n")
        raise typer.Exit


@app.command(help=_text("command.extract"))
def extract(
    files: Annotated[list[Path], typer.Argument(help=_text("option.files"), metavar="FILE...")],
    format: Annotated[ExtractFormat | None, typer.Option("--format", help=_text("option.format"))] = None,
    output: _Output = None,
    engine: _EngineOption = EngineName.PDFIUM,
    cross_check: Annotated[bool, typer.Option("--cross-check", help=_text("option.cross-check"))] = False,
    lang: _Lang = Language.ZH,
    show_ids: _ShowIds = False,
) -> None:
    chosen = format or _format_of(output, ExtractFormat, ExtractFormat.TABLE)
    read: list[Extraction] = []
    failures: list[SbparseError] = []
    for path in files:
        try:
            read.append(_read(path, engine.value, cross_check=cross_check))
        except SbparseError as error:
            failures.append(error)
    if read:
        _write_extractions(read, chosen, output, lang.value, show_ids=show_ids)
    for failure in failures:
        say(failure, lang.value)
    if failures:
        raise typer.Exit(2)


@app.command(help=_text("command.check"))
def check(
    files: Annotated[list[Path], typer.Argument(help=_text("option.check-files"), metavar="RECORD.pdf... HISTORY")],
    submitted: Annotated[str | None, typer.Option("--submitted", help=_text("option.submitted"))] = None,
    print_date: Annotated[str | None, typer.Option("--print-date", help=_text("option.print-date"))] = None,
    ruleset: _Ruleset = None,
    format: Annotated[CheckFormat | None, typer.Option("--format", help=_text("option.format"))] = None,
    output: _Output = None,
    engine: _EngineOption = EngineName.PDFIUM,
    lang: _Lang = Language.ZH,
    show_ids: _ShowIds = False,
) -> None:
    from sbparse.api import reconcile
    from sbparse.policy import load_ruleset

    chosen = format or _format_of(output, CheckFormat, CheckFormat.TABLE)
    rules = load_ruleset(ruleset)
    submitted_on, printed_on = _day(submitted), _day(print_date)
    records, history = _told_apart(files)
    extractions = [_read(path, engine.value, ruleset=ruleset) for path in records]
    result = reconcile(extractions, history, submitted=submitted_on, print_date=printed_on, ruleset=rules)
    if chosen is CheckFormat.XLSX:
        from sbparse.report.workbook import Input, review_workbook

        inputs = [Input(e.file, e.sha256) for e in extractions] + [Input(str(history))]
        write(review_workbook(result, lang=lang.value, show_ids=show_ids, inputs=inputs), output, lang.value)
    elif chosen is CheckFormat.JSON:
        from sbparse.report.record_data import to_json
        from sbparse.report.review_data import review_data

        write((to_json(review_data(result, lang=lang.value)) + "\n").encode(), output, lang.value)
    else:
        from sbparse.report.terminal import show_review

        show(lambda console: show_review(result, console, lang=lang.value, show_ids=show_ids), output, lang.value)
    if result.verdict.value == "fail":
        raise typer.Exit(1)


@app.command(help=_text("command.years"))
def years(
    files: Annotated[list[Path], typer.Argument(help=_text("option.files"), metavar="RECORD.pdf...")],
    output: _Output = None,
    engine: _EngineOption = EngineName.PDFIUM,
    lang: _Lang = Language.ZH,
    show_ids: _ShowIds = False,
) -> None:
    from sbparse.report.terminal import show_years

    for path in files:
        draw = partial(show_years, _read(path, engine.value), lang=lang.value, show_ids=show_ids)
        show(draw, output, lang.value)


@app.command(help=_text("command.rules"))
def rules(name: Annotated[str | None, typer.Argument(help=_text("option.name"), metavar="NAME")] = None, lang: _Lang = Language.ZH) -> None:
    from sbparse.findings import RULES
    from sbparse.report.terminal import show_rule, show_rules

    if name is None:
        show(lambda console: show_rules(console, lang=lang.value), None, lang.value)
    elif name in RULES:
        show(lambda console: show_rule(name, console, lang=lang.value), None, lang.value)
    else:
        raise UsageError(message("cli.error.no-such-rule", name=name))


@app.command(help=_text("command.debug"))
def debug(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    output: Annotated[Path, typer.Option("-o", "--output", help=_text("option.output"))],
    page: Annotated[int | None, typer.Option("--page", help=_text("option.page"))] = None,
    engine: _EngineOption = EngineName.PDFIUM,
    lang: _Lang = Language.ZH,
) -> None:
    from sbparse.report.debug import draw_pages

    for target in draw_pages(file, output, page=page, engine=engine.value):
        say_written(target, lang.value)


def _read(path: Path, engine: "Engine", *, cross_check: bool = False, ruleset: Path | None = None) -> "Extraction":
    """Read a file; ``ruleset`` also serves the integrity rules."""
    from sbparse.policy import load_ruleset
    from sbparse.record.document import load, read_bytes

    data = load(path)
    if cross_check:
        from sbparse.record.second import cross_checked

        return cross_checked(data, str(path))
    return read_bytes(data, str(path), engine=engine, ruleset=load_ruleset(ruleset) if ruleset else None)[0]


def _told_apart(files: list[Path]) -> tuple[list[Path], Path]:
    """Record files and the one history among the arguments, by content; the history need not come last."""
    histories = [path for path in files if not _is_pdf(path)]
    records = [path for path in files if path not in histories]
    if len(histories) != 1:
        raise UsageError(message("cli.error.one-history", count=len(histories)))
    if not records:
        raise UsageError(message("cli.error.no-record"))
    return records, histories[0]


def _is_pdf(path: Path) -> bool:
    if path.suffix.lower() == ".pdf":
        return True
    try:
        with path.open("rb") as stream:
            return b"%PDF-" in stream.read(1024)
    except OSError:
        return False


def _day(text: str | None) -> date | None:
    from sbparse.values.dates import DateError, parse_day

    if text is None:
        return None
    try:
        return parse_day(text)
    except DateError:
        raise UsageError(message("cli.error.bad-date", text=text)) from None


_F = TypeVar("_F", bound=StrEnum)


def _format_of(output: Path | None, formats: type[_F], default: _F) -> _F:
    """The format that an output file's ending names."""
    if output is None:
        return default
    ending = output.suffix.lower().lstrip(".")
    if ending in ("txt", ""):
        return default
    try:
        return formats(ending)
    except ValueError:
        raise UsageError(message("cli.error.unknown-format", formats=[f.value for f in formats]), file=str(output)) from None


def _write_extractions(read: "list[Extraction]", chosen: ExtractFormat, output: Path | None, lang: Lang, *, show_ids: bool) -> None:
    match chosen:
        case ExtractFormat.JSON:
            from sbparse.report.record_data import extractions_data, to_json

            write((to_json(extractions_data(read, lang=lang)) + "\n").encode(), output, lang)
        case ExtractFormat.CSV:
            from sbparse.report.csvfile import extraction_csv

            write(extraction_csv(read, lang=lang, show_ids=show_ids), output, lang)
        case ExtractFormat.XLSX:
            from sbparse.report.workbook import extraction_workbook

            if output is None:
                raise UsageError(message("cli.error.needs-output", format="xlsx"))
            write(extraction_workbook(read, lang=lang, show_ids=show_ids), output, lang)
        case _:
            from sbparse.report.terminal import show_extraction

            def draw(console: "Console") -> None:
                for extraction in read:
                    show_extraction(extraction, console, lang=lang, show_ids=show_ids)

            show(draw, output, lang)


def main() -> None:
    """Run the command line; the one place that catches errors and sets the exit code."""
    lang = _help_lang()
    try:
        code = app(standalone_mode=False)
    except SbparseError as error:
        say(error, lang)
        code = error.exit_code
    except ClickException as error:
        say(UsageError(message("cli.error.usage", why=error.format_message())), lang)
        code = 2
    except (KeyboardInterrupt, Abort):
        code = 130
    except BrokenPipeError:
        # The reader of our output has gone (`sbparse … | head`); nothing more to say, and nothing to flush at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code if isinstance(code, int) else 0)
