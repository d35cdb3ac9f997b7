"""The application and the options that several commands share, with their texts in the language of the user."""

import os
import sys
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Final

import typer

from sbparse.messages import Lang, message, render


def help_lang() -> Lang:
    """The language of ``--help``, which is shown before any option is read: that of ``--lang`` on the command line, else of
    ``SBPARSE_LANG``."""
    arguments = sys.argv[1:]
    asked = [after for before, after in pairwise(arguments) if before == "--lang"]
    return "en" if "en" in asked or "--lang=en" in arguments or (not asked and os.environ.get("SBPARSE_LANG") == "en") else "zh"


def text(key: str) -> str:
    """The sentence ``cli.<key>`` of the catalogue."""
    return render(message(f"cli.{key}"), help_lang())


class Language(StrEnum):
    ZH = "zh"
    EN = "en"


class EngineName(StrEnum):
    PDFIUM = "pdfium"
    PDFPLUMBER = "pdfplumber"


app: Final = typer.Typer(help=text("app"), add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)

LangOption = Annotated[Language, typer.Option("--lang", help=text("option.lang"), envvar="SBPARSE_LANG")]
OutputOption = Annotated[Path | None, typer.Option("-o", "--output", help=text("option.output"))]
ShowIdsOption = Annotated[bool | None, typer.Option("--show-ids/--mask", help=text("option.show-ids"), show_default=False)]
"""None where neither is given: what people read is masked, what programs read (JSON) is exact."""
EngineOption = Annotated[EngineName, typer.Option("--engine", help=text("option.engine"))]
RulesetOption = Annotated[Path | None, typer.Option("--ruleset", help=text("option.ruleset"))]
SubmittedOption = Annotated[str | None, typer.Option("--submitted", help=text("option.submitted"))]
PrintDateOption = Annotated[str | None, typer.Option("--print-date", help=text("option.print-date"))]
