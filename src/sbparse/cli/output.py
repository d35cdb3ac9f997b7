"""Where output goes: a file, written whole or not at all, or the terminal; errors as one line on stderr."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sbparse.errors import SbparseError
from sbparse.messages import Lang, message, render
from sbparse.report.clean import clean
from sbparse.report.whole import written_whole

if TYPE_CHECKING:
    from rich.console import Console


def write(data: bytes, output: Path | None, lang: Lang) -> None:
    """Bytes to a file (through a temporary one beside it, so that a broken run leaves no half file), or to stdout."""
    if output is None:
        try:
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            fall_silent()
        return
    with written_whole(output) as unfinished:
        unfinished.write_bytes(data)
    say_written(output, lang)


def fall_silent() -> None:
    """The reader of our output has gone (``sbparse … | head``): nothing more to say, and nothing to flush at exit. It is no error."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def show(draw: Callable[["Console"], None], output: Path | None, lang: Lang) -> None:
    """What ``draw`` puts on a console: the terminal, or as plain text into a file."""
    from io import StringIO

    from rich.console import Console

    class Terminal(Console):
        def on_broken_pipe(self) -> None:
            fall_silent()

    if output is None:
        try:
            draw(Terminal())
        except BrokenPipeError:
            fall_silent()
        return
    text = StringIO()
    draw(Console(file=text, width=120, color_system=None))
    write(text.getvalue().encode(), output, lang)


def say_written(target: Path, lang: Lang) -> None:
    """Tell a person at a terminal where the output went; a program that reads stderr sees nothing."""
    if sys.stderr.isatty():
        sys.stderr.write(clean(render(message("cli.written", file=str(target)), lang)) + "\n")


def say(error: SbparseError, lang: Lang) -> None:
    """One line on stderr: which file, what is wrong, what to do; red on a terminal."""
    line = clean(error.line(lang))
    if sys.stderr.isatty() and "NO_COLOR" not in os.environ:
        line = f"\x1b[31m{line}\x1b[0m"
    sys.stderr.write(line + "\n")
