"""``form``: the declaration workbook, blank or started from a record."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from sbparse.cli.inputs import day, extraction_of
from sbparse.cli.options import (
    EngineName,
    EngineOption,
    LangOption,
    Language,
    PrintDateOption,
    RulesetOption,
    SubmittedOption,
    app,
    text,
)
from sbparse.cli.output import show, write
from sbparse.errors import UnusableFileError, UsageError
from sbparse.messages import Lang, message, render

if TYPE_CHECKING:
    from rich.console import Console

    from sbparse.review.draft import Draft

_WORKBOOK: Final = ".xlsx"

NewFile = Annotated[Path, typer.Option("-o", "--output", help=text("option.new-file"))]
Force = Annotated[bool, typer.Option("--force", help=text("option.force"))]


@app.command(help=text("command.form"))
def form(
    output: NewFile,
    files: Annotated[list[Path] | None, typer.Argument(help=text("option.form-files"), metavar="[RECORD.pdf...]")] = None,
    submitted: SubmittedOption = None,
    print_date: PrintDateOption = None,
    ruleset: RulesetOption = None,
    force: Force = False,
    engine: EngineOption = EngineName.PDFIUM,
    lang: LangOption = Language.ZH,
) -> None:
    from sbparse.policy import load_ruleset
    from sbparse.report.forms.content import FormContent
    from sbparse.report.forms.starting import about_record, started_form
    from sbparse.report.forms.workbook import form_workbook

    submitted_on, printed_on, rules = day(submitted), day(print_date), load_ruleset(ruleset)
    check_target(output, _WORKBOOK, force=force)
    if not files:
        write(form_workbook(FormContent(), (submitted_on or date.today()).year, ruleset=rules, lang=lang.value), output, lang.value)
        return
    drafted = _draft(files, engine, ruleset, submitted_on, printed_on)
    window = drafted.review.print_window
    reference = submitted_on or (window.print_date if window else date.today())
    about = about_record(drafted)
    write(form_workbook(started_form(drafted), reference.year, ruleset=rules, lang=lang.value, about=about), output, lang.value)
    _say_what_is_left(drafted, lang.value)


def _draft(files: list[Path], engine: EngineName, ruleset: Path | None, submitted: date | None, printed: date | None) -> "Draft":
    from sbparse.policy import load_ruleset
    from sbparse.review.correct import unreliable
    from sbparse.review.draft import draft
    from sbparse.review.model import Source

    rules = load_ruleset(ruleset)
    extractions = [extraction_of(path, engine.value, ruleset=ruleset) for path in files]
    sources = [Source(extraction.file, record) for extraction in extractions for record in extraction.records]
    drafted = draft(sources, rules, submitted=submitted, print_date=printed)
    stop = unreliable(drafted.review)
    if stop:
        raise UnusableFileError(message("form.error.unreliable", why=stop.message))
    if not drafted.history.stints:
        raise UnusableFileError(message("cli.error.no-employments"), file=str(files[0]))
    return drafted


def check_target(output: Path, ending: str, *, force: bool) -> None:
    """Raises UsageError for an output that has another ending, or that exists and may hold somebody's work."""
    if output.suffix.lower() != ending:
        raise UsageError(message("cli.error.ending", ending=ending), file=str(output))
    if output.exists() and not force:
        raise UsageError(message("cli.error.exists"), file=str(output))


def _say_what_is_left(drafted: "Draft", lang: Lang) -> None:
    from sbparse.report.forms.starting import about_record
    from sbparse.report.terminal.prose import Prose

    counts = {"stints": len(drafted.history.stints), "assessments": len(drafted.history.assessments or ())}
    sentences = [message("cli.form.filled", **counts), *about_record(drafted)]

    def draw(console: "Console") -> None:
        for sentence in sentences:
            console.print(Prose(render(sentence, lang)))

    show(draw, None, lang)
