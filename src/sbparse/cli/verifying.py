"""``verify``: the electronic signatures of PDFs, and attestations of a result (``cli.attesting``). Nothing is asked online.

Exit code 0 where every file has signatures and all hold, 1 where one does not or a file has none, 2 where a file cannot be used.
"""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sbparse.cli.inputs import format_of
from sbparse.cli.options import (
    EngineName,
    LangOption,
    Language,
    OutputOption,
    PrintDateOption,
    RulesetOption,
    SubmittedOption,
    app,
    text,
)
from sbparse.cli.output import say, show, write
from sbparse.errors import SbparseError, UnusableFileError, UsageError
from sbparse.messages import message

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate
    from rich.console import Console

    from sbparse.ocr.engine import TextEngine


class VerifyFormat(StrEnum):
    TABLE = "table"
    JSON = "json"


@app.command(help=text("command.verify"))
def verify(
    files: Annotated[list[Path], typer.Argument(help=text("option.verify-files"), metavar="RECORD.pdf... [HISTORY]")],
    trust: Annotated[list[Path] | None, typer.Option("--trust", help=text("option.trust"), metavar="ROOT.pem")] = None,
    format: Annotated[VerifyFormat | None, typer.Option("--format", help=text("option.format"))] = None,
    output: OutputOption = None,
    attest: Annotated[Path | None, typer.Option("--attest", help=text("option.attest"), metavar="OUT.json")] = None,
    confirm: Annotated[Path | None, typer.Option("--confirm", help=text("option.confirm"), metavar="ATTESTED.json")] = None,
    submitted: SubmittedOption = None,
    print_date: PrintDateOption = None,
    ruleset: RulesetOption = None,
    engine: Annotated[EngineName | None, typer.Option("--engine", help=text("option.engine"))] = None,
    lang: LangOption = Language.ZH,
) -> None:
    from sbparse.cli.attesting import Attesting, run
    from sbparse.signing import can_verify

    asked = Attesting(attest=attest, confirm=confirm, submitted=submitted, print_date=print_date, ruleset=ruleset, engine=engine)
    if asked.asked():
        as_json = (format or format_of(output, VerifyFormat, VerifyFormat.TABLE)) is VerifyFormat.JSON
        raise typer.Exit(run(asked, files, trust or (), output, as_json=as_json, lang=lang.value))

    if not can_verify():
        raise UsageError(message("cli.error.no-sign-extra"))
    from sbparse.record.document import load
    from sbparse.record.verification import verified_file
    from sbparse.traces import traces_of

    chosen = format or format_of(output, VerifyFormat, VerifyFormat.TABLE)
    roots = [each for path in trust or () for each in _certificates(path)]
    found, failures = [], []
    for path in files:
        try:
            data = load(path)
            found.append((verified_file(data, str(path), roots), traces_of(data, str(path), engine=engine_of_pictures())))
        except SbparseError as error:
            failures.append(error)
    if found and chosen is VerifyFormat.JSON:
        from sbparse.report.record_data import to_json
        from sbparse.report.verification_data import verifications_data

        write((to_json(verifications_data(found, lang=lang.value)) + "\n").encode(), output, lang.value)
    elif found:
        from sbparse.report.terminal.verification import show_verification

        def draw(console: "Console") -> None:
            for each, traces in found:
                show_verification(each, traces, console, lang=lang.value)

        show(draw, output, lang.value)
    for failure in failures:
        say(failure, lang.value)
    if failures:
        raise typer.Exit(2)
    if not all(each.report.holds(trusted=bool(roots)) for each, _ in found):
        raise typer.Exit(1)


def engine_of_pictures() -> "TextEngine | None":
    """What reads pictures, where the extra ``ocr`` is installed."""
    from sbparse.ocr.engine import installed

    if not installed():
        return None
    from sbparse.ocr.models import models

    return models()


def _certificates(path: Path) -> "tuple[Certificate, ...]":
    from sbparse.signing.verify import certificates

    try:
        return certificates(path.read_bytes(), str(path))
    except FileNotFoundError:
        raise UnusableFileError(message("reading.no-file"), file=str(path)) from None
    except OSError as error:
        raise UnusableFileError(message("reading.cannot-open", why=error.strerror or type(error).__name__), file=str(path)) from None
