"""Whether what a run would write is written already: then a run that found nothing changed has nothing left to do."""

import json
from collections.abc import Sequence
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Final

from sbparse.audit.state import State

_NOTE: Final = "written"


def is_written(state: State, how: Sequence[object]) -> bool:
    """Whether the run's outcomes were last written in this way, and the files are still as they were written.

    Args:
        state: the state at the end of the run.
        how: everything beside the outcomes that the files' content depends on.
    """
    note = json.loads(state.recall(_NOTE) or "{}")
    return bool(note) and note["run"] == _run(state, how) and all(_digest(Path(file)) == was for file, was in note["files"].items())


def note_written(state: State, how: Sequence[object], files: Sequence[Path]) -> None:
    """Remember what was written, and into which files."""
    state.remember(_NOTE, json.dumps({"run": _run(state, how), "files": {str(file.resolve()): _digest(file) for file in files}}))


def _run(state: State, how: Sequence[object]) -> str:
    whole = sha256(json.dumps(how, default=str).encode())
    for row in state.select("SELECT position, name, key, report FROM run ORDER BY position"):
        whole.update(json.dumps(row).encode())
    return whole.hexdigest()


def _digest(file: Path) -> str | None:
    try:
        with file.open("rb") as stream:
            return file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None
