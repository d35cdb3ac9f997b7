"""The check cases of ``fixtures/check``: what a case expects, held against what the command said."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CASES = Path(__file__).parents[2] / "fixtures/check"
FIXPOINT_RULES = {
    "start-mismatch", "end-mismatch", "employer-mismatch", "employer-spelling", "missing-from-history", "missing-from-record", "overlap",
    "rename-not-split", "dispatch-form", "assessment-mismatch",
}  # fmt: skip


def cases() -> list[str]:
    return sorted(path.parent.name for path in CASES.glob("*/case.json"))


def case(name: str) -> dict[str, Any]:
    return json.loads((CASES / name / "case.json").read_text("utf-8"))


def _fits(finding: dict[str, Any], wanted: dict[str, Any]) -> bool:
    return all(finding.get(key) == value for key, value in wanted.items())


def _contains(have: Any, want: Any) -> bool:
    """Whether ``have`` says all that ``want`` says; keys that ``want`` leaves out match anything."""
    if isinstance(want, dict):
        return isinstance(have, dict) and all(key in have and _contains(have[key], value) for key, value in want.items())
    if isinstance(want, list):
        return isinstance(have, list) and len(have) == len(want) and all(map(_contains, have, want))
    return bool(have == want)


def complaints(wanted: dict[str, Any], result: dict[str, Any]) -> Iterator[str]:
    """Everything in which a result differs from its case."""
    serious = [f for f in result["findings"] if f["severity"] in ("error", "warning")]
    for expected in wanted["expect"]:
        if not any(_fits(f, expected) for f in serious):
            yield f"missed: {expected}"
    for finding in serious:
        if not any(_fits(finding, tolerated) for tolerated in [*wanted["expect"], *wanted.get("allow", [])]):
            yield f"false alarm: {finding['rule']} {finding['message']}"
    if result["verdict"] != wanted["verdict"]:
        yield f"verdict {result['verdict']}"
    for key in ("suggested_history", "suggested_assessments", "print_window", "eligibility", "cumulative"):
        if key in wanted and not _contains(result[key], wanted[key]):
            yield f"{key}: {result[key]}"


def written_back(wanted: dict[str, Any], result: dict[str, Any]) -> dict[str, Any]:
    """The declared history of a case with the suggestions in place of what was declared, as JSON sheets."""
    sheets = dict(wanted["sheets"])
    sheets["工作经历"] = [
        {
            "单位": row["employer"],
            "起止时间": f"{row['start']}至{row['end']}",
            "技术职务": row.get("post", "岗位"),
            "依据": row.get("evidence", "社保"),
        }
        for row in result["suggested_history"]
    ]
    if "考核情况" in sheets:
        sheets["考核情况"] = [
            {"起止时间": f"{row['start']}至{row['end']}", "种类": row["kind"], "结论": "合格", "组织单位": row["employer"]}
            for row in result["suggested_assessments"]
        ]
    return sheets
