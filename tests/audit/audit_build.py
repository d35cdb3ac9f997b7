"""Folders of submissions made of the fixtures, and an audit of them in this process or in one of its own."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any, Final

from sbparse.audit.batches import Waiting
from sbparse.audit.contents import Settings, contents, key_of
from sbparse.audit.examine import examine
from sbparse.audit.outcome import Examined, Outcome
from sbparse.audit.reports import Reports
from sbparse.audit.run import Step, run
from sbparse.audit.state import State
from sbparse.audit.submission import Submission, submissions
from sbparse.audit.workers import Done

CHECKED: Final = Path(__file__).parents[2] / "fixtures" / "check"
CASES: Final = tuple(sorted(path.name for path in CHECKED.iterdir()))
CLEAN: Final = "01_clean"
SETTINGS: Final = Settings("0.0.test", salt="5a17")
NO_REPORTS: Final = Reports(None)


def marked(data: bytes, mark: object) -> bytes:
    """Another PDF of the same record: a comment line behind its end."""
    return data + f"\n%{mark}\n".encode()


def record_of(case: str) -> bytes:
    return (CHECKED / case / "record.pdf").read_bytes()


@cache
def facts_of(case: str) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads((CHECKED / case / "case.json").read_text())
    return facts


def submit(folder: Path, case: str = CLEAN, *, mark: object = None, claim: Mapping[str, str] | None = None) -> Path:
    """A submission: the case's papers; with a ``mark`` a PDF of its own, with a ``claim`` that 申报信息 in a JSON history."""
    folder.mkdir(parents=True)
    data = record_of(case)
    (folder / "record.pdf").write_bytes(data if mark is None else marked(data, mark))
    if claim is None:
        shutil.copy(CHECKED / case / "history.xlsx", folder)
    else:
        items = [{"项目": item, "内容": text} for item, text in claim.items()]
        sheets = {**facts_of(case)["sheets"], "申报信息": items}
        (folder / "history.json").write_text(json.dumps(sheets, ensure_ascii=False), encoding="utf-8")
    return folder


def several(folder: Path, count: int, case: str = CLEAN) -> Path:
    """``count`` submissions of one record, each with a PDF of its own."""
    for number in range(1, count + 1):
        submit(folder / f"{number:02}", case, mark=number)
    return folder


def every_case(folder: Path) -> Path:
    for case in CASES:
        submit(folder / case, case)
    return folder


class Here:
    """A place without processes; ``looked_at`` and ``examined`` have the names of what was, in order; ``last`` first where it is turned
    round."""

    def __init__(self, settings: Settings = SETTINGS, *, turned: bool = False) -> None:
        self.settings = settings
        self.turned = turned
        self.looked_at: list[str] = []
        self.examined: list[str] = []

    def unseen(self, found: Iterable[tuple[int, Submission]]) -> Iterator[Waiting]:
        return (Waiting(position, one, None) for position, one in found)

    def keys(self, found: Iterable[tuple[int, Submission]]) -> Iterator[Waiting]:
        for position, one in found:
            self.looked_at.append(one.name)
            yield Waiting(position, one, key_of(one, contents(one), self.settings))

    def examine(self, waiting: Iterable[Waiting | None]) -> Iterator[Done | None]:
        for one in reversed(list(waiting)) if self.turned else waiting:
            if one is None:
                yield None
            else:
                self.examined.append(one.submission.name)
                yield Done(one.position, one.submission, *self.look(one.submission))

    def look(self, submission: Submission) -> tuple[str, Examined]:
        return examine(submission, self.settings)


def steps_of(source: Path, state: State, place: Here, reports: Reports = NO_REPORTS) -> list[Step]:
    with closing(run(submissions(source), state, place.settings, place, reports)) as steps:
        return list(steps)


def outcomes_of(source: Path, settings: Settings = SETTINGS) -> list[Outcome]:
    """The outcomes of an audit in this process, in order, with nothing kept."""
    with State(None) as state:
        steps_of(source, state, Here(settings))
        return list(state.outcomes())


def outcome_of(folder: Path, settings: Settings = SETTINGS) -> Outcome:
    (outcome,) = outcomes_of(folder, settings)
    return outcome


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "sbparse", "audit", *map(str, arguments)]


def environment(**more: str) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in ("SBPARSE_LANG", "COLUMNS", "NO_COLOR")} | more


def audited(*arguments: object, **more: str) -> subprocess.CompletedProcess[str]:
    """``sbparse audit`` in a process of its own."""
    return subprocess.run(command(*arguments), capture_output=True, text=True, encoding="utf-8", env=environment(**more), check=False)


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """The one line of a command that could not do it."""
    assert done.returncode == 2, done
    assert done.stderr.count("\n") == 1 and "Traceback" not in done.stderr, done.stderr
    return done.stderr.strip()


def told(file: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return data


def by_name(file: Path) -> dict[str, dict[str, Any]]:
    """The submissions of a JSON result, each of which must be there once."""
    rows: Sequence[dict[str, Any]] = told(file)["submissions"]
    named = {row["name"]: row for row in rows}
    assert len(named) == len(rows)
    return named
