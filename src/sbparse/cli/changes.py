"""``diff``: what the office changed between two prints of one person. Exit code 0 for none, 1 for some, 2 where they cannot be compared."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sbparse.cli.inputs import extraction_of, format_of
from sbparse.cli.options import EngineName, EngineOption, LangOption, Language, OutputOption, ShowIdsOption, app, text
from sbparse.cli.output import show, write
from sbparse.errors import UsageError
from sbparse.messages import message


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
    from sbparse.api import compare_prints

    chosen = format or format_of(output, DiffFormat, DiffFormat.TABLE)
    if chosen is DiffFormat.XLSX and output is None:
        raise UsageError(message("cli.error.needs-output", format="xlsx"))
    changes = compare_prints(extraction_of(before, engine.value), extraction_of(after, engine.value))
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
