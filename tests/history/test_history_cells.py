"""Single cells that cannot be read for certain, each refused with its place, its text and what to do; and those beside them that can."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from history_files import changed, csv_text, docx, json_text, read, xlsx
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from sbparse.errors import HistoryError
from sbparse.history.cells import CellError, read_month
from sbparse.history.model import Evidence
from sbparse.history.raw import Cell, address
from sbparse.messages import LANGS

TWO = ["单位", "开始时间", "结束时间"]


def refusal(path: Path, data: bytes | str) -> HistoryError:
    with pytest.raises(HistoryError) as caught:
        read(path, data)
    for lang in LANGS:
        assert "\n" not in caught.value.line(lang)
    return caught.value


def start_of(tmp_path: Path, value: Any, end: Any = "2040.12") -> str:
    return str(read(tmp_path / "h.xlsx", xlsx({"工作经历": [TWO, ["甲公司", value, end]]})).stints[0].start)


@pytest.mark.parametrize("number", [2018.1, 2018.10, 1999.1])
def test_the_number_that_may_be_january_or_october(tmp_path: Path, number: float) -> None:
    for grid in ([TWO, ["甲公司", number, "至今"]], [TWO, ["甲公司", "1999.1", number]]):
        error = refusal(tmp_path / "h.xlsx", xlsx({"工作经历": grid}))
        assert error.what.key == "history.january-or-october"
        assert str(number) in error.line()
        assert f"工作经历 第 2 行 {'B2' if grid[1][1] == number else 'C2'}" in error.line()


def test_a_number_format_does_not_make_it_certain(tmp_path: Path) -> None:
    def two_decimals(book: Workbook) -> None:
        book.worksheets[0]["B2"].number_format = "0.00"

    data = changed(xlsx({"工作经历": [TWO, ["甲公司", 2018.1, "至今"]]}), two_decimals)
    assert refusal(tmp_path / "h.xlsx", data).what.key == "history.january-or-october"


@pytest.mark.parametrize(
    ("value", "month"),
    [
        (2018.2, "2018-02"),
        (2018.9, "2018-09"),
        (2018.01, "2018-01"),
        (2018.11, "2018-11"),
        (2018.12, "2018-12"),
        (201809, "2018-09"),
        (201810.0, "2018-10"),
        (20180930, "2018-09"),
        ("2018.1", "2018-01"),
        ("2018.10", "2018-10"),
        (datetime(2018, 10, 31, 23, 59), "2018-10"),
        (date(1950, 1, 1), "1950-01"),
    ],
)
def test_numbers_texts_and_dates_that_are_one_month(tmp_path: Path, value: Any, month: str) -> None:
    assert start_of(tmp_path, value) == month


@pytest.mark.parametrize(
    ("value", "key"),
    [
        (2018, "bare-number"),
        (2018.0, "bare-number"),
        (43344, "bare-number"),  # a day of 2018 without its format
        (2018.123, "bare-number"),
        (-2018.9, "bare-number"),
        (2018.13, "bad-month"),
        (201813, "bad-month"),
        (True, "bad-month"),
        ("2018", "bad-month"),
        ("2018.13", "bad-month"),
        ("18.9", "bad-month"),
        ("2018年", "bad-month"),
        ("去年", "bad-month"),
        ("至今", "bad-month"),
        (time(9, 30), "bad-month"),
        (timedelta(hours=30), "bad-month"),
        (datetime(1905, 7, 10), "number-as-date"),  # the number 2018 under a date format
        (datetime(1929, 12, 31), "number-as-date"),
        (None, "blank-cell"),
        ("—", "blank-cell"),
    ],
)
def test_what_names_no_month_is_refused(tmp_path: Path, value: Any, key: str) -> None:
    error = refusal(tmp_path / "h.xlsx", xlsx({"工作经历": [TWO, ["甲公司", value, "2040.12"]]}))
    assert error.what.key == f"history.{key}"
    assert "第 2 行 B2" in error.line()


def test_a_csv_has_no_types_so_its_bare_number_is_doubtful_too(tmp_path: Path) -> None:
    error = refusal(tmp_path / "h.csv", csv_text([TWO, ["甲公司", "2018.1", "至今"]]))
    assert error.what.key == "history.january-or-october"
    assert "第 2 行 B2" in error.line()
    for text in ("2018.10", "2018.01", "2018-1", "2018.2"):
        assert read(tmp_path / "h.csv", csv_text([TWO, ["甲公司", text, "至今"]])).stints[0].start.year == 2018
    assert str(read(tmp_path / "h.csv", csv_text([["单位", "起止时间"], ["甲公司", "2018.1-2019.1"]])).stints[0].start) == "2018-01"


def test_a_json_number_is_doubtful_and_a_json_text_is_not(tmp_path: Path) -> None:
    assert refusal(tmp_path / "h", '[{"单位": "甲", "开始时间": 2018.1, "结束时间": "至今"}]').what.key == "history.january-or-october"
    assert refusal(tmp_path / "h", '[{"单位": "甲", "开始时间": 2018.10, "结束时间": "至今"}]').what.key == "history.january-or-october"
    for value in ('"2018.1"', "201801", "2018.01"):
        found = read(tmp_path / "h", f'[{{"单位": "甲", "开始时间": {value}, "结束时间": "至今"}}]')
        assert str(found.stints[0].start) == "2018-01"


@pytest.mark.parametrize(
    ("start", "end", "span"),
    [
        ("2018.9", "2023.3", "2018-09 2023-03"),
        ("2018.9", "2018.9", "2018-09 2018-09"),
        ("2018.9", "至今", "2018-09 None"),
        ("2018.9", " 现在 ", "2018-09 None"),
        ("2018.9-2023.3", None, "2018-09 2023-03"),
        ("2018.9至今", "", "2018-09 None"),
        ("2018.9-2023.3", "2018.9-2023.3", "2018-09 2023-03"),
    ],
)
def test_start_and_end_in_two_cells(tmp_path: Path, start: str, end: str | None, span: str) -> None:
    [stint] = read(tmp_path / "h.xlsx", xlsx({"工作经历": [TWO, ["甲公司", start, end]]})).stints
    assert f"{stint.start} {stint.end}" == span


@pytest.mark.parametrize(
    ("start", "end", "key", "cell"),
    [
        ("2018.9", None, "blank-cell", "C2"),
        ("2018.9", "—", "blank-cell", "C2"),
        (None, "2018.9", "blank-cell", "B2"),
        ("2018.9", "2018.8", "end-before-start", "C2"),
        ("2018.9-2023.3", "2023.3", "bad-month", "B2"),
        ("2018.9", "离职", "bad-month", "C2"),
    ],
)
def test_start_and_end_that_do_not_fit(tmp_path: Path, start: str | None, end: str | None, key: str, cell: str) -> None:
    error = refusal(tmp_path / "h.xlsx", xlsx({"工作经历": [TWO, ["甲公司", start, end]]}))
    assert (error.what.key, cell in error.line()) == (f"history.{key}", True)


@pytest.mark.parametrize(
    "text", ["2018.9", "2018.9-2018.8", "2018.9-", "2018.9-2019.13", "2018.9，2019.3", "x", 2018.9, datetime(2018, 9, 1)]
)
def test_a_period_that_cannot_be_read(tmp_path: Path, text: Any) -> None:
    error = refusal(tmp_path / "h.xlsx", xlsx({"工作经历": [["单位", "起止时间"], ["甲公司", text]]}))
    assert error.what.key == "history.bad-period"
    assert "工作经历 第 2 行 B2" in error.line()
    assert str(text)[:10] in error.line()


def test_a_period_and_a_start_and_end_must_agree(tmp_path: Path) -> None:
    header = ["单位", "起止时间", "开始时间", "结束时间"]

    def data(*cells: str | None) -> bytes:
        return xlsx({"工作经历": [header, ["甲", *cells]]})

    assert refusal(tmp_path / "h", data("2018.9-2019.3", "2018.9", "2019.4")).what.key == "history.two-periods"
    for cells in (("2018.9-2019.3", "2018-09", "2019-03"), ("2018.9-2019.3", None, None), (None, "2018.9", "2019.3")):
        assert str(read(tmp_path / "h", data(*cells)).stints[0].end) == "2019-03"


def test_the_row_and_cell_are_named_in_every_kind_of_file(tmp_path: Path) -> None:
    grid = [["单位", "起止时间"], ["甲公司", "2018.9-2019.3"], ["乙公司", "2019年"]]
    places = {
        "工作经历 第 3 行 B3": xlsx({"工作经历": grid}),
        "第 3 行 B3": csv_text(grid),
        "表格 1 第 3 行 B3": docx([grid]),
        "工作经历 第 2 行 起止时间": json_text([dict(zip(grid[0], row, strict=True)) for row in grid[1:]]),
    }
    for place, data in places.items():
        line = refusal(tmp_path / "h", data).line()
        assert place in line
        assert "2019年" in line
        assert str(tmp_path / "h") in line


def test_an_employer_must_be_there(tmp_path: Path) -> None:
    for blank in (None, "", "  ", "—", "/"):
        error = refusal(tmp_path / "h", xlsx({"工作经历": [["单位", "起止时间"], [blank, "2018.9-2019.3"]]}))
        assert error.what.key == "history.blank-cell"
        assert "A2" in error.line()
        assert "单位" in error.line()


def test_an_employer_is_kept_as_written_without_its_line_breaks(tmp_path: Path) -> None:
    def employer(text: str) -> str:
        return read(tmp_path / "h", xlsx({"工作经历": [["单位", "起止时间"], [text, "2018.9-2019.3"]]})).stints[0].employer

    assert employer("  北京（蓝鲸）\n 有限公司 ") == "北京（蓝鲸）有限公司"
    assert employer("Blue Whale\nSoftware 有限公司") == "Blue Whale Software 有限公司"
    assert employer("蓝鲸_x000D_\n公司") == "蓝鲸公司"


def test_an_undecoded_character_is_refused(tmp_path: Path) -> None:
    error = refusal(tmp_path / "h", xlsx({"工作经历": [["单位", "起止时间"], ["北京蓝\ufffd公司", "2018.9-2019.3"]]}))
    assert error.what.key == "history.unreadable-text"


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        (None, Evidence.INSURANCE),
        ("社保", Evidence.INSURANCE),
        ("社保记录", Evidence.INSURANCE),
        ("Social Insurance", Evidence.INSURANCE),
        ("合同", Evidence.CONTRACT),
        ("劳动合同（见附件）", Evidence.CONTRACT),
        ("contract", Evidence.CONTRACT),
    ],
)
def test_evidence(tmp_path: Path, text: str | None, evidence: Evidence) -> None:
    grid = [["单位", "起止时间", "依据"], ["甲公司", "2018.9-2019.3", text]]
    assert read(tmp_path / "h", xlsx({"工作经历": grid})).stints[0].evidence is evidence


@pytest.mark.parametrize("text", ["社保和合同", "无", "劳务", "离职证明"])
def test_any_other_evidence_is_refused(tmp_path: Path, text: str) -> None:
    error = refusal(tmp_path / "h", xlsx({"工作经历": [["单位", "起止时间", "依据"], ["甲公司", "2018.9-2019.3", text]]}))
    assert error.what.key == "history.unknown-evidence"
    assert "C2" in error.line()
    assert text in error.line()


def test_several_bad_cells_are_named_in_one_line_and_the_rest_counted(tmp_path: Path) -> None:
    def line(count: int) -> str:
        rows = [["甲公司", f"2018年第{n}季"] for n in range(count)]
        return refusal(tmp_path / "h", xlsx({"工作经历": [["单位", "起止时间"], *rows]})).line()

    assert [f"B{n}" in line(2) for n in (2, 3)] == [True, True]
    assert "另有" not in line(5)
    assert [f"B{n}：" in line(7) for n in range(2, 9)] == [True] * 5 + [False] * 2
    assert "另有 2 处" in line(7)


def test_bad_cells_of_all_sheets_are_named_together(tmp_path: Path) -> None:
    line = refusal(
        tmp_path / "h",
        xlsx(
            {
                "工作经历": [["单位", "起止时间"], ["甲公司", "2018"]],
                "更名": [["曾用名", "现用名", "更名日期"], ["甲公司", "乙公司", "去年"]],
                "考核情况": [["起止时间", "种类"], ["2020.1-至今", "2020年度"]],
                "申报信息": [["学历", "研究生"]],
            }
        ),
    ).line()
    for place in ("工作经历 第 2 行 B2", "更名 第 2 行 C2", "考核情况 第 2 行 A2", "申报信息 第 1 行 B1"):
        assert place in line


def test_a_long_text_is_quoted_in_part(tmp_path: Path) -> None:
    line = refusal(tmp_path / "h", xlsx({"工作经历": [["单位", "起止时间"], ["甲公司", "很" * 500]]})).line()
    assert "很" * 40 + "…" in line
    assert "很" * 41 not in line


@given(
    st.one_of(st.floats(), st.integers(), st.decimals(), st.text(), st.booleans(), st.dates(), st.datetimes(), st.times(), st.timedeltas())
)
def test_any_content_is_a_month_or_refused(value: Any) -> None:
    for typed in (True, False):
        try:
            read_month(Cell(1, "A1", value, typed=typed), "开始时间")
        except CellError as error:
            assert error.what.key.startswith("history.")


def test_cells_are_named_as_spreadsheets_do() -> None:
    assert [address(3, column) for column in (0, 25, 26, 27, 701, 702)] == ["A3", "Z3", "AA3", "AB3", "ZZ3", "AAA3"]
