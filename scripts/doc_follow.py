"""Follows a page of the documentation to the letter, in a copy of the project: runs its commands, makes its edits.

The copy is a folder of its own, so that a page may write files and change sources; its ``sbparse`` and ``python`` are the ones of the copy.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from doc_blocks import ANY_LINES, Block, Command, agrees, blocks_of, commands_of, console, edited

ROOT: Final = Path(__file__).parents[1]
# What reading, checking and drawing takes; caches, the history and other people's environments stay behind.
_COPIED: Final = ("docs", "fixtures", "schema", "scripts", "src", "tests", "pyproject.toml", "README.md")
_TIME_LIMIT: Final = 300  # seconds a command, for a busy machine
_DURATION: Final = re.compile(r" in \d+\.\d+s( \(\d+:\d\d:\d\d\))?")  # what pytest took, which no page can know


class Project:
    """A copy of the project in a folder, and a shell in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "sbparse"
        for name in _COPIED:
            source, target = ROOT / name, self.folder / name
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
            elif source.exists():
                shutil.copy2(source, target)
        self._commands = folder / "bin"
        self._commands.mkdir()
        self._write_command("python", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
        self._write_command("pytest", f'#!/bin/sh\nexec "{sys.executable}" -m pytest "$@"\n')
        self._write_command(
            "sbparse", f'#!{sys.executable}\nfrom sbparse.cli import command\n\nif __name__ == "__main__":\n    command()\n'
        )

    def _write_command(self, name: str, script: str) -> None:
        target = self._commands / name
        target.write_text(script, "utf-8")
        target.chmod(0o755)

    def run(self, command: str, status: int = 0) -> tuple[tuple[str, ...], int]:
        """Run a command after one that ended with ``status``; what it prints, line by line without trailing spaces, and its status."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("SBPARSE_", "PYTEST_", "COV_"))}
        environment |= {
            "PATH": f"{self._commands}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
            "PYTHONPATH": str(self.folder / "src"),
            "PYTHONUTF8": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "COLUMNS": "80",
            "LANG": "C.UTF-8",
            "NO_COLOR": "1",
        }
        done = subprocess.run(
            ["/bin/sh", "-c", f"(exit {status})\n{command}"],
            cwd=self.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_TIME_LIMIT,
            check=False,
        )
        printed = _DURATION.sub(" in 1.00s", done.stdout.decode().rstrip("\n"))
        return tuple(line.rstrip() for line in printed.split("\n")) if printed else (), done.returncode

    def edit(self, block: Block) -> None:
        """Change a file as a block of a page says."""
        target = self.folder / str(block.option("edit"))
        before = target.read_text("utf-8") if target.exists() else None
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(edited(before, block), "utf-8")


def followed(page: str, project: Project) -> str:
    """The page with the output that its commands really print; what agrees with the page already stays as it is.

    Raises:
        ValueError: a command breaks down, or prints something that an excerpt (with ``…``) on the page is not part of.
    """
    pieces: list[str] = []
    done = 0
    for block in blocks_of(page):
        if block.option("edit"):
            project.edit(block)
        elif block.language == "console":
            pieces += [page[done : block.start], console(_run(commands_of(block.body), project))]
            done = block.end
    return "".join([*pieces, page[done:]])


def _run(commands: Sequence[Command], project: Project) -> list[Command]:
    ran: list[Command] = []
    status = 0
    for command in commands:
        printed, status = project.run(command.line, status)
        if agrees(command.output, printed):
            ran.append(command)
        elif ANY_LINES in command.output or any(line.startswith("Traceback ") for line in printed):
            raise ValueError("\n".join(["what the page shows is not what is printed:", *command.shown, *printed]))
        else:
            ran.append(replace(command, output=printed))
    return ran
