"""The command in a process of its own, as a user starts it."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FIXTURES: Final = Path(__file__).parents[2] / "fixtures" / "extract"
SEED: Final = FIXTURES / "x1_seed_2023.pdf"
MONTHLY: Final = FIXTURES / "x4_monthly.pdf"


@dataclass(frozen=True, slots=True)
class Done:
    """What a command left: exit code, standard output and standard error."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode("utf-8")


def sbparse(*arguments: str | Path, **environment: str) -> Done:
    """Run ``python -m sbparse``; ``environment`` is added to the process's own, which asks for no language."""
    env = {name: value for name, value in os.environ.items() if name not in ("SBPARSE_LANG", "COLUMNS", "NO_COLOR")} | environment
    command = [sys.executable, "-m", "sbparse", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, env=env, check=False)
    return Done(done.returncode, done.stdout, done.stderr.decode("utf-8"))


def failed(done: Done) -> str:
    """The one line on standard error of a command that could not do it (exit 2)."""
    assert done.code == 2, done
    assert done.err.count("\n") == 1 and "Traceback" not in done.err, done.err
    return done.err.strip()
