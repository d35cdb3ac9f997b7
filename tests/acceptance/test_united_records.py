"""Several records of one person through the command: what any print shows counts, once."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

FIXTURES = Path(__file__).parents[2] / "fixtures/extract"
HISTORY = [
    {"单位": "北京竹间光电技术研究所", "起止时间": "2001.1-2016.6"},
    {"单位": "北京青禾样例生物科技有限公司", "起止时间": "2016.7-2019.5"},
    {"单位": "北京银杏谷智能装备股份有限公司", "起止时间": "2019.6-至今"},
]


def _check(tmp_path: Path, history: list[dict[str, str]], *files: str) -> dict[str, Any]:
    declared = tmp_path / "history.json"
    declared.write_text(json.dumps(history, ensure_ascii=False), "utf-8")
    command = [sys.executable, "-m", "sbparse", "check", *files, str(declared), "--format", "json"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode in (0, 1), run.stderr
    return json.loads(run.stdout)


def _serious(result: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(f["rule"], f["actual"]) for f in result["findings"] if f["severity"] != "info"]


def test_two_records_of_a_bundle_make_one_history(tmp_path: Path) -> None:
    # Each record shows an employer that the other lacks, though the newer one's query period covers all.
    result = _check(tmp_path, HISTORY, str(FIXTURES / "x8_bundle.pdf"))
    assert _serious(result) == []
    assert len(result["records"]) == 2
    assert result["cumulative"]["pension"]["months"] == 232 + 35


def test_the_same_file_twice_counts_once(tmp_path: Path) -> None:
    once = _check(tmp_path, HISTORY, str(FIXTURES / "x8_bundle.pdf"))
    twice = _check(tmp_path, HISTORY, str(FIXTURES / "x8_bundle.pdf"), str(FIXTURES / "x8_bundle.pdf"))
    assert twice["cumulative"] == once["cumulative"]
    assert _serious(twice) == []


def test_what_no_record_shows_is_missed(tmp_path: Path) -> None:
    result = _check(tmp_path, HISTORY[:1] + HISTORY[2:], str(FIXTURES / "x8_bundle.pdf"))
    assert _serious(result) == [("missing-from-history", None)]


def test_records_of_two_people_are_not_united_silently(tmp_path: Path) -> None:
    result = _check(tmp_path, HISTORY, str(FIXTURES / "x8_bundle.pdf"), str(FIXTURES / "x7_watermark_html.pdf"))
    assert "person-mismatch" in {rule for rule, _ in _serious(result)}
