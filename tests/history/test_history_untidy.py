"""Untidy files as people hand them in: what is no data is passed over, what may be data never is."""

from pathlib import Path
from typing import Any

import pytest
from history_files import Grid, changed, csv_text, docx, json_text, read, xlsx
from openpyxl import Workbook

from sbparse.errors import HistoryError
from sbparse.history.forms import ASSESSMENTS, RENAMES, STINTS, Column, SheetForm, heading
from sbparse.history.model import DeclaredHistory

HEADER = ["单位", "专业技术工作", "技术职务", "起止时间", "证明人"]
ONE = ["甲公司", "研发", "研发岗", "2018.9-2020.3", "某某"]
TWO = ["乙公司", "测试", "测试岗", "2020.4-至今", "某某"]


def rows(history: DeclaredHistory) -> list[tuple[int, str]]:
    return [(stint.row, stint.employer) for stint in history.stints]


def of(tmp_path: Path, *grid: Grid | list[Any], name: str = "工作经历", merge: list[str] | None = None) -> DeclaredHistory:
    return read(tmp_path / "h.xlsx", xlsx({name: grid}, merge={name: merge or []}))


def refused(tmp_path: Path, data: bytes | str) -> HistoryError:
    with pytest.raises(HistoryError) as caught:
        read(tmp_path / "h", data)
    return caught.value


def test_a_title_above_the_header_moves_the_row_numbers(tmp_path: Path) -> None:
    assert rows(of(tmp_path, ["工作经历表"], HEADER, ONE, TWO, merge=["A1:E1"])) == [(3, "甲公司"), (4, "乙公司")]


def test_hints_and_blank_rows_above_the_header(tmp_path: Path) -> None:
    assert rows(of(tmp_path, ["工作经历表"], [], ["填写说明：按时间顺序"], [], HEADER, ONE)) == [(6, "甲公司")]


def test_the_header_is_looked_for_in_the_first_rows_only(tmp_path: Path) -> None:
    assert rows(of(tmp_path, *[["说明"]] * 19, HEADER, ONE)) == [(21, "甲公司")]
    assert refused(tmp_path, xlsx({"工作经历": [*[["说明"]] * 20, HEADER, ONE]})).what.key == "history.missing-columns"


@pytest.mark.parametrize("name", ["Sheet1", "张三", "附件"])
def test_a_sheet_of_any_name_is_found_by_its_header(tmp_path: Path, name: str) -> None:
    data = xlsx({"封面": [["北京市工程系列"]], name: [HEADER, ONE], "空表": []})
    assert rows(read(tmp_path / "h", data)) == [(2, "甲公司")]


@pytest.mark.parametrize("name", ["工作经历", " 工作经历 ", "工作履历", "工作经历（2018年起）", "Work History"])
def test_a_sheet_with_the_name_comes_before_one_that_only_fits(tmp_path: Path, name: str) -> None:
    assert rows(read(tmp_path / "h", xlsx({"Sheet1": [HEADER, TWO], name: [HEADER, ONE]}))) == [(2, "甲公司")]


def test_two_sheets_that_could_be_meant_are_refused(tmp_path: Path) -> None:
    error = refused(tmp_path, xlsx({"张三": [HEADER, ONE], "李四": [HEADER, TWO]}))
    assert error.what.key == "history.several-sheets"
    assert "张三、李四" in error.line()
    assert refused(tmp_path, docx([[HEADER, ONE], [HEADER, TWO]])).what.key == "history.several-sheets"


def test_an_empty_copy_of_the_form_is_no_second_sheet(tmp_path: Path) -> None:
    assert rows(read(tmp_path / "h", xlsx({"Sheet1": [HEADER], "Sheet2": [HEADER, ONE]}))) == [(2, "甲公司")]


def test_a_hidden_sheet_is_read_only_by_its_name(tmp_path: Path) -> None:
    def with_hidden(name: str) -> bytes:
        def hide(book: Workbook) -> None:
            book[name].sheet_state = "hidden"

        return changed(xlsx({"Sheet1": [HEADER, ONE], name: [HEADER, TWO]}), hide)

    assert rows(read(tmp_path / "h", with_hidden("Sheet2"))) == [(2, "甲公司")]
    assert rows(read(tmp_path / "h", with_hidden("工作经历"))) == [(2, "乙公司")]


def test_assessments_with_a_column_of_employers_are_no_work_history(tmp_path: Path) -> None:
    assessments = [["起止时间", "种类", "结论", "单位"], ["2020.1-2020.12", "2020年度", "合格", "甲公司"]]
    history = read(tmp_path / "h", xlsx({"Sheet1": assessments, "Sheet2": [HEADER, ONE]}))
    assert rows(history) == [(2, "甲公司")]
    assert [(a.kind, a.organiser) for a in history.assessments or ()] == [("2020年度", "甲公司")]


def test_blank_rows_and_columns_between(tmp_path: Path) -> None:
    wide = [["", *HEADER[:2], "", *HEADER[2:]], [], ["", *ONE[:2], "", *ONE[2:]], [None, None], ["", *TWO[:2], "", *TWO[2:]]]
    assert rows(of(tmp_path, *wide)) == [(3, "甲公司"), (5, "乙公司")]


def test_a_numbered_row_without_content_is_blank(tmp_path: Path) -> None:
    assert rows(of(tmp_path, ["序号", *HEADER], [1, *ONE], [2], [3])) == [(2, "甲公司")]


@pytest.mark.parametrize(
    "note",
    [
        ["注：起止时间按社保记录填写，起止须到月"],
        ["※ 以上属实"],
        ["1. 按时间顺序填写"],
        ["以上内容由本人填写。"],
        ["填表人：某某", None, None, "日期：2024年1月5日"],
    ],
)
def test_notes_under_the_table_are_no_data(tmp_path: Path, note: list[str | None]) -> None:
    assert rows(of(tmp_path, HEADER, ONE, [], note)) == [(2, "甲公司")]
    assert rows(of(tmp_path, HEADER, ONE, note, merge=["A3:C3"])) == [(2, "甲公司")]


@pytest.mark.parametrize(
    ("row", "key"),
    [
        (["乙公司"], "blank-cell"),
        ([None, None, None, None, "某某"], "blank-cell"),
        ([None, None, None, "2018.9-2019.3"], "blank-cell"),
        (["注：乙公司", None, None, "2018:9-2019:3"], "bad-period"),
        (["单位：乙公司", None, None, "2018。9-2019。3"], "bad-period"),
    ],
)
def test_what_may_be_data_is_never_passed_over(tmp_path: Path, row: list[str | None], key: str) -> None:
    error = refused(tmp_path, xlsx({"工作经历": [HEADER, ONE, row]}))
    assert error.what.key == f"history.{key}"
    assert "第 3 行" in error.line()


def test_the_header_again_on_the_next_page(tmp_path: Path) -> None:
    assert rows(of(tmp_path, HEADER, ONE, HEADER, TWO)) == [(2, "甲公司"), (4, "乙公司")]


def test_one_employer_merged_over_several_rows(tmp_path: Path) -> None:
    later = [None, "测试", "测试岗", "2020.4-2021.3", "某某"]
    history = of(tmp_path, HEADER, ONE, later, TWO, merge=["A2:A3"])
    assert rows(history) == [(2, "甲公司"), (3, "甲公司"), (4, "乙公司")]


def test_a_stint_over_two_rows_is_one_stint(tmp_path: Path) -> None:
    second = [None, None, None, None, "另一证明人"]
    history = of(tmp_path, HEADER, ONE, second, TWO, merge=["A2:A3", "D2:D3"])
    assert [(s.row, s.reference) for s in history.stints] == [(2, "某某"), (4, "某某")]
    assert refused(tmp_path, xlsx({"工作经历": [HEADER, ONE, second]}, merge={"工作经历": ["A2:A3"]})).what.key == "history.blank-cell"


def test_a_merged_cell_does_not_fill_blank_rows(tmp_path: Path) -> None:
    assert rows(of(tmp_path, HEADER, ONE, [], [], TWO, merge=["A2:A4"])) == [(2, "甲公司"), (5, "乙公司")]


def test_a_blank_employer_that_is_not_merged_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, xlsx({"工作经历": [HEADER, ONE, [None, *ONE[1:]]]})).what.key == "history.blank-cell"


def test_a_period_heading_over_a_start_and_an_end(tmp_path: Path) -> None:
    two_lines = [["单位", "起止时间", None, "证明人"], [None, "开始时间", "结束时间", None], ["甲公司", "2018.9", "2020.3", "某某"]]
    for merge in (["B1:C1"], ["B1:C1", "A1:A2", "D1:D2"]):
        history = of(tmp_path, *two_lines, merge=merge)
        assert [(s.row, str(s.start), str(s.end), s.reference) for s in history.stints] == [(3, "2018-09", "2020-03", "某某")]
    one_line = [["单位", "起止时间", None], ["甲公司", "2018.9", "2020.3"], ["乙公司", "2020.4-2021.3", None]]
    assert [str(s.end) for s in of(tmp_path, *one_line, merge=["B1:C1", "B3:C3"]).stints] == ["2020-03", "2021-03"]


@pytest.mark.parametrize(
    "header",
    [
        ["工作单位", "从事专业技术工作", "职务", "起止年月", "证明人姓名"],
        ["单位名称（全称）", "专业技术 工作", "*技术职务", "起止时间：", "证明人"],
        ["*单 位*", "工作内容", "岗位", "起止时间\n(如2018.9-2020.3)", "证明人"],
        ["Employer", "WORK", "post", "Period", "reference"],
    ],
)
def test_headers_as_people_write_them(tmp_path: Path, header: list[str]) -> None:
    history = of(tmp_path, header, ONE)
    assert history.stints == of(tmp_path, HEADER, ONE).stints
    assert history.missing_columns == {"evidence"}


def test_the_contracts_name_decides_between_two_columns(tmp_path: Path) -> None:
    assert rows(of(tmp_path, ["公司", "单位", "起止时间"], ["x", "甲公司", "2018.9-2020.3"])) == [(2, "甲公司")]
    error = refused(tmp_path, xlsx({"工作经历": [["公司", "工作单位", "起止时间"], ["x", "甲公司", "2018.9-2020.3"]]}))
    assert error.what.key == "history.column-twice"
    assert "A1、B1" in error.line()


def test_optional_columns_that_are_not_there_are_named(tmp_path: Path) -> None:
    assert of(tmp_path, ["单位", "起止时间"], ["甲公司", "2018.9-2020.3"]).missing_columns == {"work", "post", "reference", "evidence"}
    full = of(tmp_path, [*HEADER, "依据"], [*ONE, ""])
    assert full.missing_columns == frozenset()
    assert full.stints[0].evidence == "社保"


@pytest.mark.parametrize(
    ("header", "missing"),
    [
        (["单位", "开始时间"], "结束时间"),
        (["单位", "截止时间"], "开始时间"),
        (["单位", "职务"], "起止时间"),
        (["起止时间", "职务"], "单位"),
        (["公司全称", "时间"], "单位、起止时间"),
    ],
)
def test_missing_columns_are_named_with_what_was_found(tmp_path: Path, header: list[str], missing: str) -> None:
    for data in (xlsx({"工作经历": [header, ["甲公司", "2018.9"]]}), csv_text([header, ["甲公司", "2018.9"]])):
        error = refused(tmp_path, data)
        assert error.what.key == "history.missing-columns"
        assert f"缺少 {missing}；" in error.line()
        assert "、".join(header) in error.line()
    assert "也可以写作" in error.line()


def test_a_missing_period_may_be_two_columns_as_well(tmp_path: Path) -> None:
    line = refused(tmp_path, csv_text([["公司全称", "时间"], ["甲公司", "2018.9"]])).line()
    assert "也可以写作 工作单位、" in line
    assert "、开始时间+结束时间、起止年月、" in line


def test_a_table_without_rows_is_refused(tmp_path: Path) -> None:
    for data in (xlsx({"工作经历": [HEADER]}), csv_text([HEADER]), docx([[HEADER]]), xlsx({"工作经历": [HEADER, ["注：无"]]})):
        assert refused(tmp_path, data).what.key == "history.no-rows"


def test_a_file_without_content_is_refused(tmp_path: Path) -> None:
    for data in (b"", xlsx({"工作经历": []}), "[]", "{}", '{"工作经历": []}', "\n\n", json_text({"备注": "无"})):
        assert refused(tmp_path, data).what.key == "history.empty"


def test_a_document_without_a_table_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, docx([])).what.key == "history.no-table"


def test_sheets_that_need_not_be_there(tmp_path: Path) -> None:
    alone = read(tmp_path / "h", xlsx({"工作经历": [HEADER, ONE]}))
    assert (alone.renames, alone.assessments) == ((), None)
    empty = read(tmp_path / "h", xlsx({"工作经历": [HEADER, ONE], "更名": [], "考核情况": [["起止时间", "种类"]]}))
    assert (empty.renames, empty.assessments) == ((), ())
    assert read(tmp_path / "h", xlsx({"工作经历": [HEADER, ONE], "考核情况": []})).assessments == ()


def test_a_sheet_by_name_without_its_columns_is_refused(tmp_path: Path) -> None:
    error = refused(tmp_path, xlsx({"工作经历": [HEADER, ONE], "更名": [["曾用名", "日期"], ["甲公司", "2019.11"]]}))
    assert error.what.key == "history.missing-columns"
    assert "更名：缺少" not in error.line()
    assert "缺少 现用名" in error.line()


def test_tables_of_a_word_document_are_told_by_their_headers(tmp_path: Path) -> None:
    history = read(
        tmp_path / "h",
        docx(
            [
                [["姓名", "张三", "学历", "本科"], ["申报级别", "工程师", "", ""]],
                [["曾用名", "现用名", "更名日期"], ["甲公司", "乙公司", "2019.11"]],
                [HEADER, ONE],
            ]
        ),
    )
    assert rows(history) == [(2, "甲公司")]
    assert [r.current for r in history.renames] == ["乙公司"]
    assert (history.claim.name, history.claim.education, history.claim.level) == ("张三", "本科", "工程师")


def test_a_csv_in_a_chinese_encoding_with_line_breaks_in_a_field(tmp_path: Path) -> None:
    title = "工作经历表,,,,\r\n单位,专业技术工作,技术职务,起止时间,证明人\r\n\r\n"
    text = title + '"北京\r\n甲公司",研发,研发岗,2018.9-2020.3,某某\r\n乙公司,,,2020.4-至今,\r\n'
    history = read(tmp_path / "h", text.encode("gb18030"))
    assert rows(history) == [(4, "北京甲公司"), (5, "乙公司")]


def test_a_csv_takes_the_delimiter_that_makes_columns(tmp_path: Path) -> None:
    assert rows(read(tmp_path / "h", "单位;起止时间\n甲,乙公司;2018.9-2020.3\n")) == [(2, "甲,乙公司")]
    assert rows(read(tmp_path / "h", "单位，起止时间\n甲公司，2018.9-2020.3\n")) == [(2, "甲公司")]


@pytest.mark.parametrize("form", [STINTS, RENAMES, ASSESSMENTS], ids=lambda form: form.titles[0])
def test_every_name_of_a_column_leads_to_it(form: SheetForm, tmp_path: Path) -> None:
    for column in form.columns:
        assert len({heading(name) for name in column.names}) == len(column.names)
        assert form.column(column.key) is column


def test_a_form_with_one_name_for_two_columns_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="one name"):
        SheetForm(("x",), (Column("a", ("单位",)), Column("b", ("单 位",))), frozenset())
    with pytest.raises(ValueError, match="required"):
        SheetForm(("x",), (Column("a", ("单位",)),), frozenset({"b"}))
