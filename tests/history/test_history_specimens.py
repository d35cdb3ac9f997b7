"""The given cases: each workbook says what its case says in data."""

import json
from pathlib import Path
from typing import Any

import pytest
from history_files import ITEMS

from sbparse.history.load import read_history
from sbparse.history.model import DeclaredStint
from sbparse.values.dates import parse_month, parse_period, parse_span

CASES = sorted((Path(__file__).parents[2] / "fixtures" / "check").iterdir())


def test_the_cases_are_there() -> None:
    assert len(CASES) >= 10


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_workbook_says_what_the_case_says(case: Path) -> None:
    sheets: dict[str, list[dict[str, Any]]] = json.loads((case / "case.json").read_text("utf-8"))["sheets"]
    history = read_history(case / "history.xlsx")
    assert history.file == str(case / "history.xlsx")
    assert history.stints == tuple(
        DeclaredStint(
            row=number,
            employer=row["单位"],
            start=parse_span(row["起止时间"])[0],
            end=parse_span(row["起止时间"])[1],
            work=row["专业技术工作"],
            post=row["技术职务"],
            reference=row["证明人"],
        )
        for number, row in enumerate(sheets["工作经历"], 2)
    )
    assert history.missing_columns == {"evidence"}
    assert [(r.former, r.current, r.month) for r in history.renames] == [
        (row["曾用名"], row["现用名"], parse_month(row["更名日期"])) for row in sheets.get("更名", [])
    ]
    assert (history.assessments is None) == ("考核情况" not in sheets)
    assert [(a.row, a.start, a.end, a.kind, a.result, a.organiser) for a in history.assessments or ()] == [
        (number, parse_period(row["起止时间"]).start, parse_period(row["起止时间"]).end, row["种类"], row["结论"], row["组织单位"])
        for number, row in enumerate(sheets.get("考核情况", []), 2)
    ]
    given = {row["项目"]: row["内容"] for row in sheets.get("申报信息", [])}
    for key, item in ITEMS.items():
        value = getattr(history.claim, key)
        assert (value is None) == (item not in given)
        if value is not None:
            assert str(value).startswith(given[item])
