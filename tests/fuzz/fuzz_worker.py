"""Reads mutated files, one case after the other, in a process of its own, so that a crash of native code or a hang ends it alone.

    python fuzz_worker.py ENGINE FIRST COUNT SECONDS

One line a case on stdout, written before the case is read: its number. A second line follows for a case that let another exception out
than the package's own. A case that takes longer than SECONDS is killed by an alarm.
"""

import json
import resource
import signal
import sys
import traceback
from pathlib import Path
from typing import Final

from mutations import mutated

from sbparse.errors import SbparseError
from sbparse.messages import LANGS
from sbparse.record.document import read_bytes

SEEDS: Final = Path(__file__).parents[2] / "fixtures"
MEMORY: Final = 4 * 2**30


def seeds() -> list[bytes]:
    """The committed fixtures, in an order that does not depend on the machine."""
    return [path.read_bytes() for folder in ("extract", "chromium", "record") for path in sorted((SEEDS / folder).glob("*.pdf"))]


def failure(data: bytes, engine: str) -> str | None:
    """What left the reader of texts but should not have; None where all is well."""
    try:
        read_bytes(data, "case.pdf", engine=engine, pictures=False)  # type: ignore[arg-type]
    except SbparseError as error:
        lines = [error.line(lang) for lang in LANGS]
        return None if all(line and "\n" not in line for line in lines) else f"not one line: {lines}"
    except Exception:  # noqa: BLE001 - this is what is looked for
        return traceback.format_exc()
    return None


def main(engine: str, first: int, count: int, seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    whole = seeds()
    for case in range(first, first + count):
        data = mutated(case, whole)
        sys.stdout.write(f"{case}\n")
        sys.stdout.flush()
        signal.alarm(seconds)
        found = failure(data, engine)
        signal.alarm(0)
        if found:
            sys.stdout.write(json.dumps(found) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
