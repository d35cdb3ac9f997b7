"""The audit as a workbook, Parquet and JSON: the same rows in each, texts as they are, never a formula."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from datetime import date, datetime
from pathlib import Path
from posixpath import normpath
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
import pytest
from audit_build import SETTINGS, Here, every_case, several, steps_of, submit
from hypothesis import given, settings
from hypothesis import strategies as st

from sbparse.audit.across import across
from sbparse.audit.book import write_book
from sbparse.audit.exports import frame, write_json, write_parquet
from sbparse.audit.outcome import FoundRow, Outcome, Standing, Unused
from sbparse.audit.reports import Reports
from sbparse.audit.state import State
from sbparse.audit.submission import submissions
from sbparse.audit.tables import Tables
from sbparse.errors import UsageError
from sbparse.findings import Severity
from sbparse.messages import LANGS, message, render
from sbparse.record.model import Insurance
from sbparse.report.clean import clean

LONGEST = 32_767
SHEETS = {"zh": ["总览", "问题明细", "无法处理", "统计"], "en": ["Overview", "Findings", "Not usable", "Statistics"]}


def tables_of(outcomes: list[Outcome], shared=(), lang="zh") -> Tables:
    return Tables(lambda: iter(outcomes), list(shared), lang)


def book_of(tables: Tables, folder: Path, *, reports: Path | None = None, lang="zh", **options: int) -> openpyxl.Workbook:
    target = folder / "audit.xlsx"
    write_book(tables, target, reports, lang, **options)
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []
    return openpyxl.load_workbook(target)


def rows_of(sheet: Any) -> list[tuple[Any, ...]]:
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=2)]


def row_of(**changed: Any) -> FoundRow:
    return FoundRow(**{"rule": "start-mismatch", "severity": "error", "message": "m", **changed})


def full(**changed: Any) -> Outcome:
    return replace(
        Outcome(
            "a/b",
            Standing.FAIL,
            person="张三",
            errors=1,
            warnings=2,
            infos=3,
            not_run=4,
            valid_until="2023-05-01",
            cumulative={str(insurance): number for number, insurance in enumerate(Insurance, start=60)},
            level="工程师",
            eligible=False,
            eligible_from="2027-01",
            findings=(row_of(suggestion="s", declared="d", recorded="r", file="f.pdf", page=2, row=3),),
            unused=(Unused("contract.pdf", "w"), Unused(None, "v")),
        ),
        **changed,
    )


# Texts --------------------------------------------------------------------------------------------------------------------------------

_STARTS = ["=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "{=1}", "http://x.y/z", "mailto:a@b.c", "internal:A1", "external:a.xlsx", "1e5", "2023-04-01", "TRUE", "_x0041_", "&lt;", "", " ", "\t", "a\nb", " a ", "'a", "00123", "~$", "×", "● ", "𠮷", "\ufeff"]  # fmt: skip  # noqa: E501
_TEXTS = st.one_of(
    st.text(max_size=40),
    st.builds("{}{}".format, st.sampled_from(_STARTS), st.text(max_size=10)),
    st.sampled_from(_STARTS),
    st.text(st.characters(max_codepoint=0x20), max_size=6),
)


@settings(max_examples=40)
@given(st.lists(_TEXTS, min_size=12, max_size=12))
def test_any_text_in_any_field_comes_back_as_the_same_text(tmp_path_factory, texts):
    name, person, level, since, told, suggestion, declared, recorded, file, why, other, where = texts
    finding = row_of(message=told, suggestion=suggestion, declared=declared, recorded=recorded, file=file)
    outcome = full(
        name=name, person=person, level=level, eligible_from=since, findings=(finding,), unused=(Unused(where, why), Unused(None, other))
    )
    folder = tmp_path_factory.mktemp("book")
    overview, findings, unused, _ = book_of(tables_of([outcome]), folder).worksheets
    assert same(overview, {2: name, 3: person, 16: level, 18: since})
    assert same(findings, {2: name, 3: person, 6: told, 7: suggestion, 8: declared, 9: recorded, 10: file})
    assert same(unused, {2: name, 3: where, 5: why})
    assert text_at(unused, 3, 5) == clean(other)
    for sheet in (overview, findings, unused):
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
        assert not any(cell.hyperlink for row in sheet.iter_rows() for cell in row)


def same(sheet: Any, texts: dict[int, str]) -> bool:
    """Whether the first row's cells hold the texts, less what no file can hold."""
    for column, text in texts.items():
        assert text_at(sheet, 2, column) == clean(text), (column, text)
        assert sheet.cell(2, column).data_type in ("s", "n")
    return True


def text_at(sheet: Any, row: int, column: int) -> str:
    value = sheet.cell(row, column).value
    assert value is None or isinstance(value, str)
    # Such text is escaped in every string of a workbook; openpyxl undoes it in the shared ones alone.
    return re.sub("_x([0-9A-F]{4})_", lambda match: chr(int(match[1], 16)), value or "")


@pytest.mark.parametrize("length", [LONGEST, LONGEST + 1, 40_000])
@pytest.mark.parametrize("letter", ["长", "𠮷"])
def test_the_longest_text_a_cell_takes_and_one_longer(tmp_path, length, letter):
    long = letter * length
    cell = book_of(tables_of([full(unused=(Unused(None, long),))]), tmp_path)["无法处理"].cell(2, 5).value
    units = len(cell.encode("utf-16-le")) // 2
    if len(long.encode("utf-16-le")) // 2 <= LONGEST:
        assert cell == long
    else:
        assert LONGEST - 2 < units <= LONGEST and cell[-1] == "…" and long.startswith(cell[:-1])


# Shape --------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_four_sheets_with_headings_frozen_and_filtered(tmp_path, lang):
    tables = tables_of([full()], lang=lang)
    book = book_of(tables, tmp_path, lang=lang)
    assert book.sheetnames == SHEETS[lang]
    for sheet, table in zip(book.worksheets, tables.all(), strict=True):
        assert [cell.value for cell in sheet[1]] == [render(message(f"audit.column.{column.name}"), lang) for column in table.columns]
        assert sheet.freeze_panes == "C2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.max_row > 1


def test_days_are_days_and_numbers_numbers(tmp_path):
    overview = book_of(tables_of([full()]), tmp_path)["总览"]
    row = dict(zip([column.name for column in tables_of([]).all()[0].columns], overview[2], strict=True))
    assert row["valid_until"].value == datetime(2023, 5, 1) and row["valid_until"].number_format == "yyyy-mm-dd"
    assert [row[name].value for name in ("position", "errors", "warnings", "infos", "not_run", "unused")] == [1, 1, 2, 3, 4, 2]
    assert [row[f"{insurance}_months"].value for insurance in Insurance] == [60, 61, 62, 63, 64]
    assert row["eligible_from"].value == "2027-01" and row["report"].value is None


def test_what_is_not_known_is_blank_and_not_nothing(tmp_path):
    overview = book_of(tables_of([Outcome("a", Standing.UNUSABLE, unused=(Unused(None, "w"),))]), tmp_path)["总览"]
    row = dict(zip([column.name for column in tables_of([]).all()[0].columns], overview[2], strict=True))
    assert [row[name].value for name in ("person", "valid_until", "pension_months", "level", "report")] == [None] * 5
    assert row["errors"].value == 0 and row["eligible"].value == "未检"


@pytest.mark.parametrize(("eligible", "word"), [(True, "是"), (False, "否"), (None, "未检")])
def test_eligibility_in_three_words(eligible, word):
    (row,) = tables_of([full(eligible=eligible)]).all()[0].rows()
    assert word in row


@pytest.mark.parametrize(("standing", "word"), [(Standing.PASS, "仅此文件未用"), (Standing.UNUSABLE, "此份未核对")])
def test_what_a_file_that_could_not_be_used_means_for_its_submission(standing, word):
    (row,) = tables_of([full(standing=standing, unused=(Unused("f", "w"),))]).all()[2].rows()
    assert row == (1, "a/b", "f", word, "w")


@pytest.mark.parametrize("count", [4, 5, 9])
def test_past_the_last_row_a_table_goes_on_in_a_further_sheet(tmp_path, count):
    outcomes = [full(name=f"s{number}", findings=(), unused=()) for number in range(1, count + 1)]
    tables = tables_of(outcomes)
    book = book_of(tables, tmp_path, most_rows=5)
    sheets = [sheet for sheet in book.worksheets if sheet.title.startswith("总览")]
    assert [sheet.title for sheet in sheets] == ["总览", "总览 2", "总览 3"][: -(-count // 4)]
    assert [row[:2] for sheet in sheets for row in rows_of(sheet)] == [(number, f"s{number}") for number in range(1, count + 1)]
    for sheet in sheets:
        assert sheet.max_row <= 5 and sheet.freeze_panes == "C2" and sheet.auto_filter.ref == sheet.dimensions
        assert sheet.cell(1, 2).value == "申报"


def test_findings_of_all_stand_in_the_order_of_the_submissions_with_what_is_shared(tmp_path):
    folder = tmp_path / "all"
    submit(folder / "a", mark=1)
    submit(folder / "b", "02_start_mismatch")
    submit(folder / "c", mark=2)
    with State(None) as state:
        steps_of(folder, state, Here())
        outcomes, shared = list(state.outcomes()), list(across(state))
    tables = tables_of(outcomes, shared)
    rows = list(tables.all()[1].rows())
    for position, outcome in enumerate(outcomes, start=1):
        own = [row.rule for row in outcome.findings if row.rule != "not-signed"]
        assert [row[-1] for row in rows if row[0] == position] == own + ["repeated-person"] * (position != 2)
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    assert [row[7] for row in tables.all()[0].rows()] == [1, 0, 1]
    assert all("a、c" in row[5] for row in rows if row[-1] == "repeated-person")


def test_what_is_true_of_nearly_all_is_counted_and_not_listed(tmp_path):
    quiet, note = row_of(rule="not-signed", severity="info"), row_of(rule="personal-payer", severity="info")
    tables = tables_of([full(infos=2, findings=(quiet, note)), full(infos=1, findings=(quiet,))], lang="en").all()
    assert [row[6] for row in tables[0].rows()] == [1, 0]
    assert [(row[0], row[-1]) for row in tables[1].rows()] == [(1, "personal-payer")]
    assert {row[-1]: row[3] for row in tables[3].rows()}["not-signed"] == 2


def test_statistics_count_submissions_and_times(tmp_path):
    one, other = row_of(), row_of(rule="unpaid-months", severity="warning")
    outcomes = [full(findings=(one, one, other)), full(findings=(one,)), full(standing=Standing.PASS, findings=())]
    outcomes.append(Outcome("d", Standing.UNUSABLE))
    rows = list(tables_of(outcomes, lang="en").all()[3].rows())
    assert [row[3] for row in rows[:3]] == [1, 2, 1]
    assert [(row[5], row[3], row[4]) for row in rows[3:]] == [("start-mismatch", 2, 3), ("unpaid-months", 1, 1)]
    weights = [render(message(f"report.severity.{weight}"), "en") for weight in (Severity.ERROR, Severity.WARNING)]
    assert [row[2] for row in rows[3:]] == weights


@pytest.mark.parametrize(("findings", "charts"), [((row_of(),), 1), ((), 0)])
def test_the_chart_of_the_rules_where_there_is_one(tmp_path, findings, charts):
    book = book_of(tables_of([full(findings=findings)]), tmp_path)
    assert len(book["统计"]._charts) == charts


def test_an_audit_of_nothing_found_has_its_headings(tmp_path):
    book = book_of(tables_of([]), tmp_path)
    assert book.sheetnames == SHEETS["zh"] and rows_of(book["问题明细"]) == []


# Links --------------------------------------------------------------------------------------------------------------------------------

_AWKWARD = ["张三", "a b", "a#b", "100%", "a%20b", "a&b", "a'b", "a;b,c", "部门/李四", "(x) [y]", "a+b=c", "é", "~x", "#1"]


def links_in(target: Path, sheet: int = 1) -> Iterator[str]:
    with ZipFile(target) as book:
        parts = ElementTree.fromstring(book.read(f"xl/worksheets/_rels/sheet{sheet}.xml.rels"))  # noqa: S314 - our own file
    for part in parts:
        if part.get("Type", "").endswith("/hyperlink"):
            assert part.get("TargetMode") == "External"
            yield str(part.get("Target"))


def led_to(link: str, start: Path) -> Path:
    """The file that a link leads to, as a program that follows a relative reference finds it."""
    assert "#" not in link and "?" not in link and "\\" not in link and link.isascii()
    return Path(normpath(start / unquote(link)))


@pytest.mark.parametrize("place", ["reports", "报告 #1", "deep/er", "../elsewhere"])
def test_links_lead_to_the_reports_that_were_written(tmp_path, place):
    folder = tmp_path / "all"
    for number, name in enumerate(_AWKWARD):
        submit(folder / name, mark=number)
    (tmp_path / "out").mkdir()
    reports = Reports(tmp_path / "out" / place)
    with State(None) as state:
        steps_of(folder, state, Here(replace(SETTINGS, report="html")), reports)
        book = book_of(Tables(state.outcomes, [], "zh"), tmp_path / "out", reports=reports.folder)
        names = [outcome.name for outcome in state.outcomes()]
    assert sorted(names) == sorted(_AWKWARD)
    reached = [led_to(link, tmp_path / "out") for link in links_in(tmp_path / "out" / "audit.xlsx")]
    assert len(set(reached)) == len(_AWKWARD)
    for path in reached:
        assert path.is_file() and path.is_relative_to((tmp_path / "out" / place).resolve()), path
    linked = [row[-1].value for row in book["总览"].iter_rows(min_row=2)]
    assert linked == ["打开"] * len(_AWKWARD)


@pytest.mark.filterwarnings("error")
def test_a_link_too_long_for_a_workbook_is_its_text(tmp_path):
    report = "/".join(["长" * 80] * 4) + ".html"
    book = book_of(tables_of([full(report=report)]), tmp_path, reports=tmp_path / "reports")
    cell = book["总览"].cell(2, book["总览"].max_column)
    assert cell.value == report and cell.hyperlink is None


def test_links_beyond_what_a_sheet_takes_are_texts(tmp_path, monkeypatch):
    monkeypatch.setattr("sbparse.audit.book._MOST_LINKS", 2)
    outcomes = [full(name=name, report=f"{name}.html") for name in "abc"]
    overview = book_of(tables_of(outcomes), tmp_path, reports=tmp_path)["总览"]
    cells = [overview.cell(row, overview.max_column) for row in (2, 3, 4)]
    assert [cell.value for cell in cells] == ["打开", "打开", "c.html"]
    assert [cell.hyperlink and cell.hyperlink.target for cell in cells] == ["a.html", "b.html", None]


# Other forms --------------------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def audited(tmp_path_factory):
    """Outcomes and shared findings of every case, one person twice, one that cannot be used."""
    folder = every_case(tmp_path_factory.mktemp("tables") / "all")
    several(folder / "more", 2)
    (submit(folder / "bad") / "record.pdf").write_bytes(b"no pdf")
    with State(None) as state:
        steps_of(folder, state, Here())
        return list(state.outcomes()), list(across(state))


def test_json_holds_the_outcomes_and_what_they_share(audited, tmp_path):
    outcomes, shared = audited
    write_json(outcomes, shared, tmp_path / "audit.json", "zh")
    data = json.loads((tmp_path / "audit.json").read_text(encoding="utf-8"))
    assert data["schema"] == "sbparse.audit/1"
    assert data["submissions"] == json.loads(json.dumps([asdict(outcome) for outcome in outcomes]))
    assert [(one["rule"], one["severity"], one["submissions"]) for one in data["shared"]] == [
        (finding.rule, finding.severity, [name for _, name in finding.submissions]) for finding in shared
    ]
    assert shared and [path.name for path in tmp_path.iterdir()] == ["audit.json"]


def test_the_workbook_holds_the_rows_of_the_tables(audited, tmp_path):
    outcomes, shared = audited
    tables = tables_of(outcomes, shared)
    book = book_of(tables, tmp_path)
    for sheet, table in zip(book.worksheets, tables.all(), strict=True):
        wanted = [tuple(datetime(v.year, v.month, v.day) if isinstance(v, date) else v for v in row) for row in table.rows()]
        assert rows_of(sheet) == wanted and wanted


def test_parquet_holds_the_rows_of_the_tables(audited, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow (extra parquet) is not installed")
    outcomes, shared = audited
    tables = tables_of(outcomes, shared)
    files = write_parquet(tables, tmp_path / "audit.parquet")
    assert [file.name for file in files] == [
        "audit.parquet",
        "audit.findings.parquet",
        "audit.unused.parquet",
        "audit.statistics.parquet",
    ]
    for file, table in zip(files, tables.all(), strict=True):
        read = parquet.read_table(file)
        assert read.column_names == [column.name for column in table.columns]
        assert [tuple(row.values()) for row in read.to_pylist()] == list(table.rows())
        kinds = {"text": "string", "link": "string", "number": "int64", "day": "date32[day]"}
        assert [str(kind) for kind in read.schema.types] == [kinds[column.kind] for column in table.columns]


def test_parquet_of_nothing_has_its_columns(tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow (extra parquet) is not installed")
    (overview, *_) = write_parquet(tables_of([]), tmp_path / "audit.parquet")
    assert parquet.read_table(overview).num_rows == 0


def test_names_that_are_no_unicode_can_be_written(tmp_path):
    pytest.importorskip("pyarrow", reason="pyarrow (extra parquet) is not installed")
    outcome = full(name="\udcd5", person="\ud800", unused=(Unused("\udcff.pdf", "w"),))
    write_json([outcome], [], tmp_path / "audit.json", "zh")
    write_parquet(tables_of([outcome]), tmp_path / "audit.parquet")
    assert json.loads((tmp_path / "audit.json").read_bytes())["submissions"][0]["name"] == "\ufffd"


@pytest.mark.parametrize("writer", ["xlsx", "json", "parquet"])
@pytest.mark.parametrize("where", ["none/audit", "folder"])
def test_what_cannot_be_written_is_told(tmp_path, writer, where):
    if writer == "parquet":
        pytest.importorskip("pyarrow", reason="pyarrow (extra parquet) is not installed")
    (tmp_path / "folder").mkdir()
    tables, target = tables_of([full()]), tmp_path / where
    with pytest.raises(UsageError) as caught:
        if writer == "xlsx":
            write_book(tables, target, None, "zh")
        elif writer == "json":
            write_json([full()], [], target, "zh")
        else:
            write_parquet(tables, target)
    assert caught.value.file and Path(caught.value.file).name == target.name
    assert [path.name for path in tmp_path.iterdir()] == ["folder"] and not list((tmp_path / "folder").iterdir())


# Frames -------------------------------------------------------------------------------------------------------------------------------


def columns() -> Iterable[str]:
    yield from ("name", "standing", "person", "errors", "warnings", "infos", "not_run", "valid_until")
    yield from (f"{insurance}_months" for insurance in Insurance)
    yield from ("level", "eligible", "eligible_from", "unused", "report")


@pytest.mark.parametrize("outcomes", [[], [Outcome("a", Standing.UNUSABLE)], [full()], [full(), Outcome("a", Standing.UNUSABLE)]])
def test_a_frame_has_the_same_columns_and_types_whatever_is_in_it(outcomes):
    made = frame(outcomes)
    assert list(made.columns) == list(columns()) and len(made) == len(outcomes)
    types = {name: str(kind) for name, kind in made.dtypes.items()}
    assert {types[name] for name in made.columns if name.endswith("_months")} == {"Int64"}
    assert [types[name] for name in ("name", "errors", "valid_until", "eligible", "unused")] == [
        "object",
        "Int64",
        "datetime64[ns]",
        "boolean",
        "Int64",
    ]


def test_a_frame_holds_what_the_outcomes_hold(audited):
    outcomes, _ = audited
    made = frame(iter(outcomes))
    assert list(made["name"]) == [outcome.name for outcome in outcomes]
    assert list(made["standing"]) == [str(outcome.standing) for outcome in outcomes]
    assert made["valid_until"].dt.date.dropna().astype(str).tolist() == [o.valid_until for o in outcomes if o.valid_until]
    assert made["pension_months"].dropna().tolist() == [o.cumulative["pension"] for o in outcomes if o.cumulative]
    assert made.loc[made["standing"] == "unusable", "pension_months"].isna().all()


# Again --------------------------------------------------------------------------------------------------------------------------------


def test_the_same_audit_makes_the_same_workbook(tmp_path):
    folder = every_case(tmp_path / "all")
    several(folder / "more", 2)
    made = []
    for run in ("a", "b"):
        (tmp_path / run).mkdir()
        with State(tmp_path / run / "state") as state:
            place = Here(replace(SETTINGS, salt=state.salt), turned=run == "b")
            assert len(steps_of(folder, state, place)) == len(list(submissions(folder)))
            write_book(Tables(state.outcomes, list(across(state)), "zh"), tmp_path / run / "audit.xlsx", None, "zh")
        with ZipFile(tmp_path / run / "audit.xlsx") as book:
            made.append({name: book.read(name) for name in book.namelist()})
    differing = [name for name in made[0] if made[0][name] != made[1].get(name)]
    assert made[0].keys() == made[1].keys() and differing == []
