"""Hostile files of every kind: small ones of each through both readers and ``verify``; and that every command keeps its limits.

``benchmarks/bombs.py`` gives the same files in the sizes that hurt to every command.
"""

import asyncio
import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from bombs import HISTORIES, RECORDS, Bomb
from sbparse.web.work import JobFailedError, Why, Workshop

HERE: Final = Path(__file__).parent
CASE: Final = HERE.parents[1] / "fixtures" / "check" / "01_clean"
TOLD: Final = {
    "pages-100k": "reading.too-many-pages",
    "pages-shared": "reading.too-many-pages",
    "pages-doubling": "reading.too-many-pages",
    "encrypted-oddly": "reading.encrypted",
    "zip-many": "history.too-large-unpacked",
    "zip-ratio": "history.too-large-unpacked",
    "zip-overlap": "history.too-large-unpacked",
    "zip-understated": "history.damaged",
    "billion-laughs": "history.document-type",
    "billion-laughs-word": "history.document-type",
    "external-entity": "history.document-type",
    "external-entity-word": "history.document-type",
    "document-type-hidden": "history.document-type",
    "sheet-far-cell": "history.too-far",
    "sheet-far-column": "history.too-many-columns",
    "sheet-rows": "history.too-many-rows",
    "word-wide": "history.too-large-unpacked",
    "word-tables": "history.too-many-tables",
    "json-wide": "history.too-many-columns",
    "json-keys": "history.too-many-tables",
    "json-deep": "history.bad-json",
    "json-digits": "history.bad-json",
    "stints-too-many": "history.too-many-rows",
    "csv-commas": "history.too-many-columns",
    "csv-cells": "history.too-many-columns",
    "csv-breaks": "history.too-many-rows",
    "csv-rows": "history.too-many-rows",
}
"""What is said of those that are refused for what they are, small as they are here."""


@cache
def ends(kind: str, engine: str) -> dict[str, str | None]:
    """What came of each file; None for the one that ended the process."""
    command = [sys.executable, str(HERE / "hostile_worker.py"), kind, engine]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found: dict[str, str | None] = dict(json.loads(line) for line in done.stdout.splitlines())
    if done.returncode < 0:
        found[list(found)[-1]] = f"{signal.Signals(-done.returncode).name} {done.stderr[-500:]}"
    return found


@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber", "verify"])
@pytest.mark.parametrize("bomb", RECORDS, ids=lambda bomb: bomb.name)
def test_a_hostile_record_is_read_or_refused_in_one_line(bomb: Bomb, engine: str) -> None:
    end = ends("records", engine)[bomb.name]
    assert end == "read" or (end or "").startswith("reading.")
    assert end == TOLD.get(bomb.name, end) or engine != "pdfium"


@pytest.mark.parametrize("bomb", HISTORIES, ids=lambda bomb: bomb.name)
def test_a_hostile_declaration_is_read_or_refused_in_one_line(bomb: Bomb) -> None:
    end = ends("histories", "")[bomb.name]
    assert end == "read" or (end or "").startswith("history.")
    assert end == TOLD.get(bomb.name, end)


def bomb_of(name: str) -> bytes:
    bomb = next(bomb for bomb in RECORDS if bomb.name == name)
    return bomb.make(bomb.size)


def sbparse(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "sbparse", *arguments], capture_output=True, text=True, check=False)


LIMITS: Final = [("deflate", ["--memory", "256"]), ("text-on-one-spot", ["--timeout", "1"])]
"""A file that takes more memory than it is given, in native code, and one that takes longer."""


@pytest.mark.parametrize(("name", "limit"), LIMITS)
@pytest.mark.parametrize("command", ["extract", "check", "verify"])
def test_a_command_ends_within_its_limits(tmp_path: Path, name: str, limit: list[str], command: str) -> None:
    if (name, command) == ("text-on-one-spot", "verify"):
        pytest.skip("verify reads no page")
    file = tmp_path / "bomb.pdf"
    file.write_bytes(bomb_of(name))
    done = sbparse(*limit, command, str(file), *([str(CASE / "history.xlsx")] if command == "check" else []), "--lang", "en")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert limit[0] in done.stderr


@pytest.mark.parametrize(("name", "limit"), LIMITS)
def test_an_audit_keeps_its_limits_for_each_submission(tmp_path: Path, name: str, limit: list[str]) -> None:
    for folder in ("1-bomb", "2-sound"):
        shutil.copytree(CASE, tmp_path / "all" / folder)
    (tmp_path / "all" / "1-bomb" / "record.pdf").write_bytes(bomb_of(name))
    done = sbparse(
        "audit", str(tmp_path / "all"), "--jobs", "1", "-o", str(tmp_path / "a.json"), "--format", "json", *limit, "--lang", "en"
    )
    first, second = json.loads((tmp_path / "a.json").read_text("utf-8"))["submissions"]
    assert (first["standing"], second["standing"], done.stderr) == ("unusable", "pass", "")
    assert limit[1] in first["unused"][0]["why"]


@pytest.mark.parametrize(
    ("name", "workshop", "whys"),
    [
        ("deflate", lambda: Workshop(memory=300 * 2**20), (Why.MEMORY, Why.CRASH)),
        ("text-on-one-spot", lambda: Workshop(seconds=1.5), (Why.TIME,)),
    ],
)
def test_the_page_keeps_its_limits_for_each_job(name: str, workshop: Callable[[], Workshop], whys: tuple[Why, ...]) -> None:
    async def ask() -> None:
        work = workshop()
        try:
            await work.run("read", {"lang": "en", "files": ["bomb.pdf"], "history": None, "chosen": {}}, [bomb_of(name)])
        finally:
            await work.close()

    with pytest.raises(JobFailedError) as failed:
        asyncio.run(ask())
    assert failed.value.why in whys
