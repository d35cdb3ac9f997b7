"""Whatever bytes a file holds, nothing but the package's own error leaves the reader, and it ends.

A short, always equal run in CI; ``SBPARSE_FUZZ_MINUTES=10`` goes on with new cases for so long. What was ever found lies in
``fixtures/record/fuzz`` and is read again.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from fuzz_worker import failure

HERE: Final = Path(__file__).parent
FINDS: Final = sorted((HERE.parents[1] / "fixtures" / "record" / "fuzz").glob("*.pdf"))
MINUTES: Final = float(os.environ.get("SBPARSE_FUZZ_MINUTES", "0"))
SECONDS: Final = 60
"""What one case may take on a busy machine; a sound fixture takes a hundredth of a second, a tenth with the second engine."""


def run(engine: str, first: int, count: int) -> Iterator[tuple[int, str]]:
    """The cases from ``first`` on that went wrong, each with how; a case that killed the process is one of them."""
    last = first + count
    while first < last:
        done = subprocess.run(
            [sys.executable, str(HERE / "fuzz_worker.py"), engine, str(first), str(last - first), str(SECONDS)],
            capture_output=True,
            text=True,
            check=False,
        )
        case = first - 1
        for line in done.stdout.splitlines():
            if line.isdigit():
                case = int(line)
            else:
                yield case, json.loads(line)
        if done.returncode == 0:
            return
        assert case >= first, done.stderr
        how = signal.Signals(-done.returncode).name if done.returncode < 0 else f"exit {done.returncode}"
        yield case, f"{how} {done.stderr[-2000:]}"
        first = case + 1


@pytest.mark.parametrize(("engine", "count"), [("pdfium", 250), ("pdfplumber", 60)])
def test_mutated_files_give_the_package_s_own_errors(engine: str, count: int) -> None:
    assert list(run(engine, 0, count)) == []


@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
@pytest.mark.parametrize("path", FINDS, ids=lambda path: path.stem)
def test_what_was_found_once_stays_mended(path: Path, engine: str) -> None:
    assert failure(path.read_bytes(), engine) is None


@pytest.mark.skipif(MINUTES <= 0, reason="SBPARSE_FUZZ_MINUTES says how long")
@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
def test_new_cases_for_a_while(engine: str) -> None:
    until = time.monotonic() + 30 * MINUTES
    first = int(time.time())
    found: list[tuple[int, str]] = []
    read = 0
    while time.monotonic() < until:
        found += run(engine, first + read, 200)
        read += 200
    print(f"{engine}: {read} cases from {first}")
    assert found == []
