"""The fenced blocks of a Markdown page that can be followed: commands with their output, edits of a file, Python sessions.

A ``console`` block holds commands after ``$ `` (continued after a trailing backslash) and what each prints; a line ``…`` in the output
stands for any lines. A block of any language whose opening line carries ``edit=FILE`` changes that file: ``new`` writes it, ``append`` adds
to its end, ``after='LINE'`` and ``before='LINE'`` insert beside that line, ``replace='LINE'`` puts the block in its place. A ``pycon``
block is a Python session.
"""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_FENCE: Final = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
ANY_LINES: Final = "…"


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, the rest of its opening line as words, its text, and where that text stands in the page."""

    language: str
    options: tuple[str, ...]
    body: str
    start: int
    end: int

    def option(self, name: str) -> str | None:
        """The value of ``name=VALUE`` in the opening line, None where it is not there."""
        return next((word.split("=", 1)[1] for word in self.options if word.startswith(f"{name}=")), None)


@dataclass(frozen=True, slots=True)
class Command:
    """A shell command as the page shows it, line by line, and the lines it prints."""

    shown: tuple[str, ...]
    output: tuple[str, ...]

    @property
    def line(self) -> str:
        """The command as a shell reads it."""
        first, *more = self.shown
        return "\n".join([first.removeprefix("$ "), *(line.removeprefix("> ") for line in more)])


def blocks_of(page: str) -> Iterator[Block]:
    """All fenced blocks of a page, in order."""
    for match in _FENCE.finditer(page):
        language, *options = shlex.split(match["info"]) or [""]
        yield Block(language, tuple(options), match["body"], match.start("body"), match.end("body"))


def commands_of(body: str) -> list[Command]:
    """The commands of a ``console`` block; ValueError where it does not open with one."""
    commands: list[Command] = []
    shown: list[str] = []
    output: list[str] = []
    for line in body.splitlines():
        goes_on = bool(shown) and not output and shown[-1].endswith("\\")
        if line.startswith("$ ") and not goes_on:
            if shown:
                commands.append(Command(tuple(shown), tuple(output)))
            shown, output = [line], []
        elif goes_on:
            shown.append(line)
        elif not shown:
            raise ValueError(f"output before any command: {line!r}")
        else:
            output.append(line)
    if shown:
        commands.append(Command(tuple(shown), tuple(output)))
    return commands


def agrees(shown: tuple[str, ...], printed: tuple[str, ...]) -> bool:
    """Whether what a page shows is what was printed, ``…`` standing for any lines."""
    if not shown:
        return not printed
    if shown[0] == ANY_LINES:
        return any(agrees(shown[1:], printed[skipped:]) for skipped in range(len(printed) + 1))
    return bool(printed) and shown[0] == printed[0] and agrees(shown[1:], printed[1:])


def console(commands: list[Command]) -> str:
    """The body of a ``console`` block."""
    return "".join(f"{line}\n" for command in commands for line in (*command.shown, *command.output))


def edited(text: str | None, block: Block) -> str:
    """The text of a file after the edit that a block describes.

    Raises:
        ValueError: the file is (or is not) there already, or the line is not in it exactly once.
    """
    name = block.option("edit")
    if "new" in block.options:
        if text is not None:
            raise ValueError(f"{name} is there already")
        return block.body
    if text is None:
        raise ValueError(f"{name} is not there")
    if "append" in block.options:
        return text + block.body
    way, line = next((way, line) for way in ("after", "before", "replace") if (line := block.option(way)))
    lines = text.split("\n")
    if lines.count(line) != 1:
        raise ValueError(f"{name}: the line {line!r} should stand in it once, so that the edit has a place")
    at = lines.index(line)
    put = {"after": f"{line}\n{block.body}", "before": f"{block.body}{line}\n", "replace": block.body}[way]
    return "".join(f"{each}\n" for each in lines[:at]) + put + "\n".join(lines[at + 1 :])
