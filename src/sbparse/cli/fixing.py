"""``fix``: the declared workbook with its corrections."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from sbparse.cli.forms import Force, NewFile, check_target
from sbparse.cli.inputs import day, extraction_of, told_apart
from sbparse.cli.options import (
    EngineName,
    EngineOption,
    LangOption,
    Language,
    PrintDateOption,
    RulesetOption,
    ShowIdsOption,
    SubmittedOption,
    app,
    text,
)
from sbparse.cli.output import show, write
from sbparse.errors import UnusableFileError, UsageError
from sbparse.messages import Lang, message

if TYPE_CHECKING:
    from sbparse.policy import RuleSet
    from sbparse.report.forms.losses import Inspection
    from sbparse.review.corrections import Correction

_WORKBOOK: Final = ".xlsx"
_WITH_MACROS: Final = ".xlsm"


@app.command(help=text("command.fix"))
def fix(
    files: Annotated[list[Path], typer.Argument(help=text("option.check-files"), metavar="RECORD.pdf... HISTORY")],
    output: NewFile,
    submitted: SubmittedOption = None,
    print_date: PrintDateOption = None,
    ruleset: RulesetOption = None,
    new_form: Annotated[bool, typer.Option("--new-form", help=text("option.new-form"))] = False,
    allow_loss: Annotated[bool, typer.Option("--allow-loss", help=text("option.allow-loss"))] = False,
    force: Force = False,
    engine: EngineOption = EngineName.PDFIUM,
    lang: LangOption = Language.ZH,
    show_ids: ShowIdsOption = None,
) -> None:
    from sbparse.api import reconcile
    from sbparse.policy import load_ruleset
    from sbparse.review.correct import correct, errors_left, unreliable

    rules, submitted_on, printed_on = load_ruleset(ruleset), day(submitted), day(print_date)
    records, history = told_apart(files)
    found = None if new_form else _inspected(history)
    _check_output(output, history, found, force=force)
    if found and found.losses and not allow_loss:
        raise UnusableFileError(message("form.error.losses", losses=list(found.losses)), file=str(history))
    extractions = [extraction_of(path, engine.value, ruleset=ruleset) for path in records]
    result = reconcile(extractions, history, submitted=submitted_on, print_date=printed_on, ruleset=rules)
    stop = unreliable(result)
    if stop:
        raise UnusableFileError(message("form.error.unreliable", why=stop.message))
    correction = correct(result, rules, submitted=submitted_on, print_date=printed_on)
    write(_written(history, correction, rules, found, lang.value), output, lang.value)
    _say_what_was_done(correction, lang.value, show_ids=bool(show_ids))
    if errors_left(correction.review):
        raise typer.Exit(1)


def _inspected(history: Path) -> "Inspection | None":
    """What the declared workbook holds; None for another kind of file."""
    from sbparse.report.forms.losses import inspect, is_workbook

    data = history.read_bytes() if history.is_file() else b""
    return inspect(data, str(history)) if is_workbook(data) else None


def _check_output(output: Path, history: Path, found: "Inspection | None", *, force: bool) -> None:
    """Raises UsageError where the output has the wrong ending, is the declaration itself, or exists."""
    if output.exists() and history.exists() and output.samefile(history):
        raise UsageError(message("cli.error.same-file"), file=str(output))
    if found and found.macros and output.suffix.lower() != _WITH_MACROS:
        raise UsageError(message("form.error.macro-ending"), file=str(output))
    check_target(output, _WITH_MACROS if found and found.macros else _WORKBOOK, force=force)


def _written(history: Path, correction: "Correction", rules: "RuleSet", found: "Inspection | None", lang: Lang) -> bytes:
    if found is None:
        from datetime import date

        from sbparse.report.forms.corrected import corrected_form
        from sbparse.report.forms.workbook import form_workbook

        window = correction.review.print_window
        reference = (window.submitted or window.print_date) if window else date.today()
        return form_workbook(corrected_form(correction), reference.year, ruleset=rules, lang=lang)
    from sbparse.report.forms.fixing import corrected_workbook

    data = history.read_bytes()
    if correction.empty:
        return data
    return corrected_workbook(data, str(history), correction, ruleset=rules, macros=found.macros, lang=lang)


def _say_what_was_done(correction: "Correction", lang: Lang, *, show_ids: bool) -> None:
    from sbparse.report.terminal.correction import show_correction

    show(lambda console: show_correction(correction, console, lang=lang, show_ids=show_ids), None, lang)
