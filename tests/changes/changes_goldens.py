# ruff: noqa: E402
"""The goldens of ``diff``'s faces. Written only by ``python tests/changes/changes_goldens.py``."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

TESTS = Path(__file__).parents[1]
if __name__ == "__main__":
    sys.path += [str(TESTS), *(str(TESTS / folder) for folder in ("forms", "history", "report", "review"))]

from changes_prints import example
from rich.console import Console

from sbparse.report.changes_data import changes_data
from sbparse.report.record_data import to_json
from sbparse.report.terminal.changes import show_changes

FOLDER = Path(__file__).parent / "golden"


def printed(width: int, **options) -> str:
    console = Console(file=io.StringIO(), width=width, color_system=None, legacy_windows=False)
    show_changes(example(), console, **options)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines()) + "\n"


GOLDENS: dict[str, Callable[[], str]] = {
    "diff.80.txt": lambda: printed(80),
    "diff.en.120.txt": lambda: printed(120, lang="en"),
    "diff.json": lambda: to_json(changes_data(example())) + "\n",
}


def main() -> int:
    FOLDER.mkdir(exist_ok=True)
    for name, text in GOLDENS.items():
        (FOLDER / name).write_text(text(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
