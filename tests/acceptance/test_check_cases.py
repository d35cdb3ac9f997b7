"""Each given case through the command, as a user runs it; and its correction checked again (the fixpoint through files)."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from acceptance_cases import CASES, FIXPOINT_RULES, case, cases, complaints, written_back


def _check(*arguments: str) -> tuple[int, dict[str, Any]]:
    command = [sys.executable, "-m", "sbparse", "check", *arguments, "--format", "json"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode in (0, 1), run.stderr
    return run.returncode, json.loads(run.stdout)


@pytest.mark.parametrize("name", cases())
def test_case(name: str, tmp_path: Path) -> None:
    wanted = case(name)
    files = [str(CASES / name / file) for file in wanted["files"]]
    code, result = _check(*files, *wanted["options"])
    assert list(complaints(wanted, result)) == []
    assert code == wanted["exit"]
    if wanted["fixpoint"]:
        corrected = tmp_path / "corrected.json"
        corrected.write_text(json.dumps(written_back(wanted, result), ensure_ascii=False), "utf-8")
        _, again = _check(files[0], str(corrected), *wanted["options"])
        assert [f for f in again["findings"] if f["severity"] == "error" and f["rule"] in FIXPOINT_RULES] == []


def test_every_given_case_is_there() -> None:
    assert len(cases()) >= 10
