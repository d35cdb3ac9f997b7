"""``diff``: what the office changed between two prints of one person. Exit code 0 for none, 1 for some, 2 where they cannot be compared."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sbparse.cli.inputs import extraction_of, format_of
from sbparse.cli.options import EngineName, EngineOption, LangOption, Language, OutputOption, ShowIdsOption, app, text
from sbparse.cli.output import show, write
from sbparse.errors import UnusableFileError, UsageError
from sbparse.messages import message

if TYPE_CHECKING:
    from sbparse.review.model import Source


class DiffFormat(StrEnum):
    TABLE = "table"
    JSON = "json"
    XLSX = "xlsx"


@app.command(help=text("command.diff"))
def diff(
    before: Annotated[Path, typer.Argument(help=text("option.before"), metavar="OLD.pdf")],
    after: Annotated[Path, typer.Argument(help=text("option.after"), metavar="NEW.pdf")],
    format: Annotated[DiffFormat | None, typer.Option("--format", help=text("option.format"))] = None,
    output: OutputOption = None,
    engine: EngineOption = EngineName.PDFIUM,
    lang: LangOption = Language.ZH,
    show_ids: ShowIdsOption = None,
) -> None:
    from sbparse.review.changes import other_person, print_changes

    chosen = format or format_of(output, DiffFormat, DiffFormat.TABLE)
    if chosen is DiffFormat.XLSX and output is None:
        raise UsageError(message("cli.error.needs-output", format="xlsx"))
    old, new = _source(before, engine), _source(after, engine)
    other = other_person(old.record, new.record)
    if other:
        raise UnusableFileError(message(f"changes.error.{other}"), file=str(after))
    changes = print_changes(old, new)
    if changes.asked is None:
        raise UnusableFileError(message("changes.error.no-rows"), file=str(after))
    if chosen is DiffFormat.JSON:
        from sbparse.report.changes_data import changes_data
        from sbparse.report.record_data import to_json

        write((to_json(changes_data(changes, lang=lang.value, show_ids=show_ids is not False)) + "\n").encode(), output, lang.value)
    elif chosen is DiffFormat.XLSX:
        from sbparse.report.changes_workbook import changes_workbook

        write(changes_workbook(changes, lang=lang.value, show_ids=bool(show_ids)), output, lang.value)
    else:
        from sbparse.report.terminal.changes import show_changes

        show(lambda console: show_changes(changes, console, lang=lang.value, show_ids=bool(show_ids)), output, lang.value)
    if not changes.same:
        raise typer.Exit(1)


def _source(path: Path, engine: EngineName) -> "Source":
    """The one record of a file; UnusableFileError where it holds several."""
    from sbparse.review.model import Source

    extraction = extraction_of(path, engine.value)
    if len(extraction.records) != 1:
        raise UnusableFileError(message("reading.several-records", count=len(extraction.records)), file=extraction.file)
    return Source(extraction.file, extraction.records[0])
