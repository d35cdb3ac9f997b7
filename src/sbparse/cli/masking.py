"""``mask``: a record's PDF with other identities and amounts, to be sent with a report of what fails."""

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sbparse.cli.forms import Force, check_target
from sbparse.cli.options import LangOption, Language, app, text
from sbparse.cli.output import show, write
from sbparse.errors import UsageError
from sbparse.messages import Lang, Message, message, render

if TYPE_CHECKING:
    from rich.console import Console

    from sbparse.mask import Masked


@app.command(help=text("command.mask"))
def mask(
    file: Annotated[Path, typer.Argument(metavar="RECORD.pdf", help=text("option.mask-file"))],
    output: Annotated[Path, typer.Option("-o", "--output", help=text("option.output"))],
    seed: Annotated[int | None, typer.Option("--seed", help=text("option.seed"))] = None,
    force: Force = False,
    lang: LangOption = Language.ZH,
) -> None:
    if not (find_spec("pikepdf") and find_spec("fontTools")):
        raise UsageError(message("mask.error.no-extra"))
    from sbparse.mask import masked
    from sbparse.record.document import load

    data = load(file)
    if output.exists() and file.samefile(output):
        raise UsageError(message("mask.error.same-file"), file=str(output))
    check_target(output, ".pdf", force=force)
    made = masked(data, str(file), seed=seed)
    write(made.data, output, lang.value)
    _say(made, lang.value)


def _say(made: "Masked", lang: Lang) -> None:
    from sbparse.report.terminal.prose import Prose

    def draw(console: "Console") -> None:
        for sentence in sentences(made):
            console.print(Prose(render(sentence, lang)))

    show(draw, None, lang)


def sentences(made: "Masked") -> list[Message]:
    """What a person is told about a masked file."""
    told = [message(f"mask.written-{made.way.name.lower()}", records=made.records)]
    if made.before is not None:
        told.append(_about_failure(made))
    if made.blank:
        told.append(message("mask.blank", pages=made.blank))
    if made.pictures:
        told.append(message("mask.pictures", count=made.pictures))
    if made.signatures:
        told.append(message("mask.signatures"))
    if made.rules:
        told.append(message("mask.rules", rules=made.rules))
    return [*told, message("mask.limits")]


def _about_failure(made: "Masked") -> Message:
    before, after = made.before, made.after
    if after is None:
        return message("mask.reads-now", before=before)
    if before is not None and before.key == after.key:
        return message("mask.same-failure", why=before)
    return message("mask.other-failure", before=before, after=after)
