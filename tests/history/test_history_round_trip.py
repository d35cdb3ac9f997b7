"""What was declared is what is read, in every kind of file and every spelling of a date."""

from dataclasses import replace
from pathlib import Path

import pytest
from history_files import csv_text, docx, grid_of, histories, json_text, numbered, other_rows, read, stint_rows, xlsx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sbparse.history.model import Claim, DeclaredHistory

SLOW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
STINT_COLUMNS = ["单位", "专业技术工作", "技术职务", "起止时间", "证明人", "依据"]
HEADERS = {
    "更名": ["曾用名", "现用名", "更名日期"],
    "考核情况": ["起止时间", "种类", "结论", "组织单位"],
    "申报信息": ["项目", "内容"],
}


@SLOW
@given(st.data(), histories(), st.booleans())
def test_a_workbook(tmp_path: Path, data: st.DataObject, history: DeclaredHistory, two_columns: bool) -> None:
    stints = data.draw(stint_rows(history, two_columns=two_columns, spreadsheet=True))
    others = data.draw(other_rows(history, spreadsheet=True))
    sheets = {"工作经历": grid_of(stints)} | {name: grid_of(rows, HEADERS[name]) for name, rows in others.items()}
    assert read(tmp_path / "history", xlsx(sheets)) == history


@SLOW
@given(
    st.data(),
    histories(),
    st.booleans(),
    st.sampled_from([",", ";", "\t", "，"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
)
def test_a_csv(tmp_path: Path, data: st.DataObject, history: DeclaredHistory, two_columns: bool, delimiter: str, encoding: str) -> None:
    stints = data.draw(stint_rows(history, two_columns=two_columns))
    text = csv_text(grid_of(stints), delimiter)
    alone = replace(history, renames=(), claim=Claim(), assessments=None)
    assert read(tmp_path / "history", text.encode(encoding)) == alone


@SLOW
@given(st.data(), histories(), st.booleans())
def test_json(tmp_path: Path, data: st.DataObject, history: DeclaredHistory, two_columns: bool) -> None:
    stints = data.draw(stint_rows(history, two_columns=two_columns))
    others = data.draw(other_rows(history))
    items = [(row["项目"], row["内容"]) for row in others["申报信息"]]
    claim = data.draw(st.sampled_from([dict(items), items, others["申报信息"], [dict([item]) for item in items]]))
    assert read(tmp_path / "history", json_text({"工作经历": stints, **others, "申报信息": claim})) == numbered(history, first=1)


@SLOW
@given(st.data(), histories())
def test_a_bare_json_list_is_the_work_history(tmp_path: Path, data: st.DataObject, history: DeclaredHistory) -> None:
    stints = data.draw(stint_rows(history, two_columns=False))
    alone = replace(history, renames=(), claim=Claim(), assessments=None)
    assert read(tmp_path / "history", json_text(stints)).stints == numbered(alone, first=1).stints


@SLOW
@given(st.data(), histories(), st.booleans())
def test_a_word_document(tmp_path: Path, data: st.DataObject, history: DeclaredHistory, two_columns: bool) -> None:
    stints = data.draw(stint_rows(history, two_columns=two_columns))
    others = data.draw(other_rows(history))
    grids = [grid_of(stints), *(grid_of(rows, HEADERS[name]) for name, rows in others.items())]
    assert read(tmp_path / "history", docx(grids)) == history


@pytest.mark.parametrize("kind", ["xlsx", "csv", "json", "docx"])
def test_english_headers(tmp_path: Path, kind: str) -> None:
    stints = [
        {
            "Employer": "Blue Whale Ltd",
            "Work": "software",
            "Post": "engineer",
            "Start": "2018-09",
            "End": "present",
            "Reference": "N.N.",
            "Evidence": "contract",
        }
    ]
    if kind == "xlsx":
        found = read(tmp_path / "h", xlsx({"Work history": grid_of(stints)}))
    elif kind == "csv":
        found = read(tmp_path / "h", csv_text(grid_of(stints)))
    elif kind == "json":
        found = read(tmp_path / "h", json_text({"work_history": stints}))
    else:
        found = read(tmp_path / "h", docx([grid_of(stints)]))
    [stint] = found.stints
    assert (stint.employer, str(stint.start), stint.end, stint.evidence) == ("Blue Whale Ltd", "2018-09", None, "合同")
    assert (stint.work, stint.post, stint.reference) == ("software", "engineer", "N.N.")
    assert found.missing_columns == frozenset()


def test_english_json_of_all_sheets(tmp_path: Path) -> None:
    found = read(
        tmp_path / "h",
        json_text(
            {
                "work_history": [{"employer": "甲", "period": "2018.9-2020.3"}],
                "renames": [{"former": "甲", "current": "乙", "date": "2019-11-08"}],
                "claim": {
                    "name": "张三",
                    "id_number": "11010199003070017X",
                    "level": "中级",
                    "title_since": "2019.7",
                    "submitted": "2023-08-15",
                },
                "assessments": [{"period": "2020.1-2020.3", "kind": "任职期满", "result": "合格", "organiser": "乙"}],
            }
        ),
    )
    assert [(r.former, r.current, str(r.month)) for r in found.renames] == [("甲", "乙", "2019-11")]
    assert found.claim.level == "工程师"
    assert str(found.claim.title_since) == "2019-07-01"
    assert [(a.kind, a.result, a.organiser) for a in found.assessments or ()] == [("任职期满", "合格", "乙")]
    assert found.missing_columns == {"work", "post", "reference", "evidence"}
