"""``web``: the page on this machine. Serves until it is interrupted."""

from typing import Annotated

import typer

from sbparse.cli.options import LangOption, Language, app, text
from sbparse.errors import UsageError
from sbparse.messages import message, render


@app.command(help=text("command.web"))
def web(
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help=text("option.port"))] = 0,
    no_open: Annotated[bool, typer.Option("--no-open", help=text("option.no-open"))] = False,
    idle: Annotated[int, typer.Option("--idle", min=1, max=600, help=text("option.idle"), metavar="MINUTES")] = 30,
    lang: LangOption = Language.ZH,
) -> None:
    try:
        from sbparse.web.serve import serve
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith("sbparse"):
            raise
        raise UsageError(message("web.error.no-extra")) from None

    def said(address: str) -> None:
        for line in (message("web.address", address=address), message("web.stop")):
            typer.echo(render(line, lang.value))

    serve(port, lang.value, idle * 60.0, said, open_page=not no_open)
