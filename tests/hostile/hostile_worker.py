"""Reads small hostile files, one after the other, in a process of its own, so that a crash of native code ends it alone.

    python hostile_worker.py records|histories ENGINE

One line of JSON a file on stdout, the name before it is read and the end after: what the package's error was, "read", or a traceback.
"""

import json
import resource
import signal
import sys
import traceback
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[1]))

from bombs import HISTORIES, RECORDS
from sbparse.errors import SbparseError
from sbparse.history.load import history_of
from sbparse.record import scans
from sbparse.record.document import read_bytes
from sbparse.record.verification import verified_file

MEMORY: Final = 2 * 2**30
SECONDS: Final = 60
"""What one file may take on a busy machine; all together take some ten."""


def end(kind: str, data: bytes, name: str, engine: str) -> str:
    """What came of a file."""
    try:
        if kind == "histories":
            history_of(data, name)
        elif engine == "verify":
            verified_file(data, name, ())
        else:
            read_bytes(data, name, engine=engine)  # type: ignore[arg-type]
    except SbparseError as error:
        return error.what.key if "\n" not in error.line("zh") + error.line("en") else "more than one line"
    except Exception:  # noqa: BLE001 - this is what is looked for
        return traceback.format_exc()
    return "read"


def main(kind: str, engine: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    scans.installed = lambda: False  # pictures are looked at by tests of their own
    for bomb in RECORDS if kind == "records" else HISTORIES:
        data = bomb.make(bomb.small)
        sys.stdout.write(json.dumps([bomb.name, None]) + "\n")
        sys.stdout.flush()
        signal.alarm(SECONDS)
        sys.stdout.write(json.dumps([bomb.name, end(kind, data, bomb.name, engine)]) + "\n")
        signal.alarm(0)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
