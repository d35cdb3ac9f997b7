"""Declared histories written as people's files: workbook, CSV, JSON, Word; and strategies for what they may declare."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from docx import Document
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from sbparse.history.load import read_history
from sbparse.history.model import Assessment, Claim, DeclaredHistory, DeclaredStint, Evidence, Rename
from sbparse.values.month import Month

Grid = Sequence[Sequence[Any]]
Rows = Sequence[Mapping[str, Any]]


def xlsx(sheets: Mapping[str, Grid], *, merge: Mapping[str, Sequence[str]] | None = None) -> bytes:
    """A workbook of grids, with merged ranges by sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, grid in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(grid, 1):
            for column, value in enumerate(row, 1):
                if value is not None:
                    sheet.cell(number, column, value)
        for ranges in (merge or {}).get(name, ()):
            sheet.merge_cells(ranges)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def changed(data: bytes, change: Callable[[Workbook], None]) -> bytes:
    """A workbook opened, changed and saved again."""
    book = load_workbook(io.BytesIO(data))
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def docx(grids: Sequence[Grid]) -> bytes:
    """A Word document with a table for each grid."""
    document = Document()
    for grid in grids:
        table = document.add_table(len(grid), max(map(len, grid)))
        for number, row in enumerate(grid):
            for column, value in enumerate(row):
                table.cell(number, column).text = "" if value is None else str(value)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def csv_text(grid: Grid, delimiter: str = ",") -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows([["" if value is None else value for value in row] for row in grid])
    return stream.getvalue()


def grid_of(rows: Rows, columns: Sequence[str] | None = None) -> Grid:
    """A header row and a row for each mapping."""
    names = list(columns or dict.fromkeys(name for row in rows for name in row))
    return [names, *([row.get(name) for name in names] for row in rows)]


def read(path: Path, data: bytes | str) -> DeclaredHistory:
    """The history of a file with this content, its name taken out so that contents compare."""
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return replace(read_history(path), file="")


# What may be declared.

TEXT = st.text(st.sampled_from("甲乙丙丁研究所公司（）()·ABC软件 1２三"), min_size=1, max_size=12).map(str.strip).filter(bool)
OPTIONAL = st.none() | TEXT
MONTHS = st.integers(1950 * 12, 2049 * 12 + 11).map(Month)


@st.composite
def spans(draw: st.DrawFn) -> tuple[Month, Month]:
    start, end = sorted((draw(MONTHS), draw(MONTHS)))
    return start, end


@st.composite
def stints(draw: st.DrawFn) -> DeclaredStint:
    start, end = draw(spans())
    return DeclaredStint(
        row=0,
        employer=draw(TEXT),
        start=start,
        end=draw(st.sampled_from([end, end, None])),
        evidence=draw(st.sampled_from(Evidence)),
        work=draw(OPTIONAL),
        post=draw(OPTIONAL),
        reference=draw(OPTIONAL),
    )


@st.composite
def histories(draw: st.DrawFn) -> DeclaredHistory:
    """Rows are numbered as in a workbook whose header is row 1."""
    declared = draw(st.lists(stints(), min_size=1, max_size=4))
    renames = draw(st.lists(st.builds(Rename, st.just(0), TEXT, TEXT, MONTHS), max_size=2))
    assessments = draw(
        st.lists(st.builds(lambda span, *texts: Assessment(0, *span, *texts), spans(), TEXT, OPTIONAL, OPTIONAL), max_size=2)
    )
    return numbered(
        DeclaredHistory(
            file="",
            stints=tuple(declared),
            renames=tuple(renames),
            claim=draw(claims()),
            assessments=tuple(assessments),
        )
    )


def numbered(history: DeclaredHistory, first: int = 2) -> DeclaredHistory:
    def rows(entries: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(replace(entry, row=number) for number, entry in enumerate(entries, first))

    return replace(history, stints=rows(history.stints), renames=rows(history.renames), assessments=rows(history.assessments or ()))


DAYS = st.dates(date(1950, 1, 1), date(2049, 12, 31))


def claims() -> st.SearchStrategy[Claim]:
    maybe = {
        "name": TEXT,
        "id_number": st.from_regex(r"1101019[0-9]{10}[0-9X]", fullmatch=True),
        "level": st.sampled_from(["助理工程师", "工程师", "高级工程师", "正高级工程师"]),
        "education": st.sampled_from(["博士研究生", "硕士研究生", "本科", "大专", "中专"]),
        "graduated": DAYS,
        "title": TEXT,
        "title_since": DAYS,
        "profession_since": MONTHS,
        "career_start": MONTHS,
        "post": TEXT,
        "submitted": DAYS,
    }
    return st.builds(Claim, **{key: st.none() | values for key, values in maybe.items()})


ITEMS = {
    "name": "姓名",
    "id_number": "社会保障号码",
    "level": "申报级别",
    "education": "学历",
    "graduated": "毕业时间",
    "title": "现有职称",
    "title_since": "取得时间",
    "profession_since": "从事本专业起始时间",
    "career_start": "参加工作时间",
    "post": "现有技术职务",
    "submitted": "提交纸质材料日期",
}

# How a month is written.

MONTH_SPELLINGS: dict[str, Callable[[Month], str]] = {
    "2018.9": lambda m: f"{m.year}.{m.month}",
    "2018.09": lambda m: f"{m.year}.{m.month:02d}",
    "2018-09": str,
    "2018/9": lambda m: f"{m.year}/{m.month}",
    "201809": lambda m: f"{m.year}{m.month:02d}",
    "2018年9月": lambda m: f"{m.year}年{m.month}月",
    "2018年09月": lambda m: f"{m.year}年{m.month:02d}月",
    "2018-09-17": lambda m: f"{m}-17",
    "2018.9.1": lambda m: f"{m.year}.{m.month}.1",
    "20180930": lambda m: f"{m.year}{m.month:02d}28",
    "full width": lambda m: f"{m.year}．{m.month}".translate(str.maketrans("0123456789", "０１２３４５６７８９")),
}
BETWEEN = ["-", "—", "——", "～", "~", "至", " 至 ", "到", " - "]
SPELLINGS = st.sampled_from(list(MONTH_SPELLINGS.values()))


@st.composite
def period_text(draw: st.DrawFn, start: Month, end: Month | None) -> str:
    spelling = draw(SPELLINGS)
    return spelling(start) + draw(st.sampled_from(BETWEEN)) + ("至今" if end is None else spelling(end))


@st.composite
def month_cell(draw: st.DrawFn, month: Month, *, spreadsheet: bool) -> Any:
    """A month as a spreadsheet cell or as text. A CSV's lone 2018.1 is refused, so January is not written that way."""
    if spreadsheet and draw(st.booleans()):
        day = datetime(month.year, month.month, draw(st.integers(1, 28)))
        number = month.year * 100 + month.month
        return draw(st.sampled_from([day, day.date(), number, float(number)]))
    return draw(SPELLINGS.filter(lambda spelling: spreadsheet or not spelling(month).endswith(".1")))(month)


@st.composite
def stint_rows(draw: st.DrawFn, history: DeclaredHistory, *, two_columns: bool, spreadsheet: bool = False) -> Rows:
    """The rows of 工作经历, the period in one column or in two."""
    rows = []
    for stint in history.stints:
        row = {"单位": stint.employer, "专业技术工作": stint.work, "技术职务": stint.post}
        if two_columns:
            row["开始时间"] = draw(month_cell(stint.start, spreadsheet=spreadsheet))
            row["结束时间"] = "至今" if stint.end is None else draw(month_cell(stint.end, spreadsheet=spreadsheet))
        else:
            row["起止时间"] = draw(period_text(stint.start, stint.end))
        row["证明人"] = stint.reference
        row["依据"] = draw(st.sampled_from(["社保", "", None] if stint.evidence is Evidence.INSURANCE else ["合同", "劳动合同"]))
        rows.append(row)
    return rows


@st.composite
def other_rows(draw: st.DrawFn, history: DeclaredHistory, *, spreadsheet: bool = False) -> dict[str, Rows]:
    """The rows of the other sheets; a claim's dates keep their day."""
    renames = [
        {"曾用名": r.former, "现用名": r.current, "更名日期": draw(month_cell(r.month, spreadsheet=spreadsheet))} for r in history.renames
    ]
    assessments = [
        {"起止时间": draw(period_text(a.start, a.end)), "种类": a.kind, "结论": a.result, "组织单位": a.organiser}
        for a in history.assessments or ()
    ]
    claim = []
    for key, item in ITEMS.items():
        value = getattr(history.claim, key)
        if isinstance(value, Month):
            value = draw(month_cell(value, spreadsheet=spreadsheet))
        elif isinstance(value, date):
            value = draw(st.sampled_from([value if spreadsheet else str(value), str(value), f"{value.year}年{value.month}月{value.day}日"]))
        claim.append({"项目": item, "内容": value})
    return {"更名": renames, "考核情况": assessments, "申报信息": claim}


def json_text(sheets: Mapping[str, Any]) -> str:
    return json.dumps(sheets, ensure_ascii=False)
