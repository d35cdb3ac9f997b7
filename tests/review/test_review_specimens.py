"""The ten specimens of the contract, from values as their PDFs have them."""

import json
from datetime import date
from pathlib import Path

import pytest
from review_build import AGENCY, BAMBOO, BAY, BLUE, GREEN, check, fed_back, history, months, record, rules

from sbparse.values.dates import parse_day, parse_month

CASES = Path(__file__).parents[2] / "fixtures" / "check"
RECORDS = {
    "01_clean": record((BLUE, "2016-03/2020-06"), (GREEN, "2020-07/2023-03")),
    "02_start_mismatch": record((BAMBOO, "2017-05/2023-03")),
    "03_spelling": record((BAMBOO, "2015-10/2023-03")),
    "04_clean_rename": record((BAY, "2017-01/2023-03")),
    "05_rename_not_split": record((BAY, "2017-01/2023-03")),
    "06_print_day_31": record((BLUE, "2017-01/2023-06"), query="1992-10/2023-07", printed="2023-07-15"),
    "07_unpaid_month": record((GREEN, "2017-01/2023-03"), unpaid=months("2021-05")),
    "08_assessment": record((BLUE, "2019-04/2021-05"), (GREEN, "2021-06/2023-03"), printed="2023-04-03"),
    "09_dispatch_host_only": record((AGENCY, "2019-01/2023-03")),
    "10_not_eligible": record((BAMBOO, "2010-01/2023-07"), query="1992-10/2023-08", printed="2023-08-15"),
}


def declared(sheets):
    claim = {row["项目"]: row["内容"] for row in sheets.get("申报信息", [])}
    return history(
        *[(row["单位"], row["起止时间"], {"post": row["技术职务"]}) for row in sheets["工作经历"]],
        renames=[(row["曾用名"], row["现用名"], str(parse_month(row["更名日期"]))) for row in sheets.get("更名", [])],
        assessments=[(row["起止时间"], row["种类"], row["组织单位"]) for row in sheets["考核情况"]] if "考核情况" in sheets else None,
        level=claim.get("申报级别"),
        education=claim.get("学历"),
        graduated=date(2009, 7, 1) if "毕业时间" in claim else None,
        title=claim.get("现有职称"),
        profession_since=parse_month(claim["从事本专业起始时间"]) if "从事本专业起始时间" in claim else None,
        submitted=parse_day(claim["提交纸质材料日期"]) if "提交纸质材料日期" in claim else None,
    )


def fits(finding, wanted):
    return all(getattr(finding, key) == value for key, value in wanted.items())


def spans(result):
    return [(s.employer, str(s.start), str(s.end)) for s in result.suggested_history]


@pytest.mark.parametrize("name", RECORDS)
def test_specimen(name):
    case = json.loads((CASES / name / "case.json").read_text("utf-8"))
    result = check(RECORDS[name], declared(case["sheets"]))
    serious = [f for f in result.findings if f.severity in ("error", "warning")]
    for wanted in case["expect"]:
        assert any(fits(f, wanted) for f in serious), (wanted, serious)
    for finding in serious:
        assert any(fits(finding, wanted) for wanted in case["expect"] + case["allow"]), finding
    assert result.verdict == case["verdict"]
    if "suggested_history" in case:
        assert [{"employer": s.employer, "start": str(s.start), "end": str(s.end)} for s in result.suggested_history] == case[
            "suggested_history"
        ]
    if "suggested_assessments" in case:
        rows = [{"start": str(s.start), "end": str(s.end), "kind": s.kind} for s in result.suggested_assessments]
        assert rows == case["suggested_assessments"]
    for key, value in case.get("print_window", {}).items():
        shown = getattr(result.print_window, key)
        assert (str(shown) if isinstance(value, str) else shown) == value
    for key, value in case.get("eligibility", {}).items():
        assert getattr(result.eligibility, key) == value
    if "cumulative" in case:
        assert result.cumulative["pension"] == case["cumulative"]["pension"]["months"]


@pytest.mark.parametrize("name", RECORDS)
@pytest.mark.parametrize("now", [False, True])
def test_specimen_written_back(name, now):
    case = json.loads((CASES / name / "case.json").read_text("utf-8"))
    result = check(RECORDS[name], declared(case["sheets"]))
    again = check(RECORDS[name], fed_back(result, now=now))
    own = {"print-date-stale", "not-eligible", "unpaid-months"}
    assert set(rules(again)) <= own, again.findings
    assert [(s.employer, s.start, s.end) for s in again.suggested_history] == [
        (s.employer, s.start, s.end) for s in result.suggested_history
    ]
