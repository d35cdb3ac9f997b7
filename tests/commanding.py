"""The command line in this process: arguments in, exit code and both streams out."""

import sys
from pathlib import Path

import pytest

from sbparse.cli import main

CASES = Path(__file__).parents[1] / "fixtures/check"


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    before, sys.argv = sys.argv, ["sbparse", *map(str, arguments)]
    try:
        with pytest.raises(SystemExit) as stop:
            main()
    finally:
        sys.argv = before
    out, err = capsys.readouterr()
    return int(stop.value.code or 0), out, err
