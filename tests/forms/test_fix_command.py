"""``sbparse fix``: every kind of declaration is corrected into a workbook that passes, and nothing is overwritten or lost unasked."""

import json
from pathlib import Path

import pytest
from forms_files import notes, opened, saved
from history_files import csv_text, docx
from test_losses import with_macros, with_members

from commanding import CASES, run
from sbparse.findings import RULES
from sbparse.history.load import read_history

NAMES = sorted(folder.name for folder in CASES.iterdir() if (folder / "record.pdf").exists())
START = CASES / "02_start_mismatch"
STINT_RULES = set(list(RULES)[: list(RULES).index("print-date-missing")]) | {"assessment-mismatch"}


def errors(out: str) -> set[str]:
    return {finding["rule"] for finding in json.loads(out)["findings"] if finding["severity"] == "error"}


@pytest.mark.parametrize("name", NAMES)
def test_a_corrected_case_checks_without_a_stint_error(capsys, tmp_path: Path, name):
    case = json.loads((CASES / name / "case.json").read_text("utf-8"))
    files = [CASES / name / file for file in case["files"]]
    target = tmp_path / "corrected.xlsx"
    assert run(capsys, "fix", *files, *case["options"], "-o", target)[0] == 0
    _, out, _ = run(capsys, "check", *files[:-1], target, *case["options"], "--format", "json")
    assert not errors(out) & STINT_RULES
    if case["verdict"] == "pass":
        assert target.read_bytes() == files[-1].read_bytes()  # nothing to correct: not a byte is touched


GRID = [["单位", "专业技术工作", "起止时间", "证明人"], ["北京竹间光电技术研究所", "软件研发", "2017年4月至2023年3月", "某证明人"]]
SHEETS = {
    "工作经历": [dict(zip(*GRID, strict=True))],
    "申报信息": {"姓名": "钱样例"},
    "更名": [{"曾用名": "甲", "现用名": "乙", "更名日期": "2011-02"}],
}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("h.csv", csv_text(GRID).encode()),
        ("h.csv", csv_text(GRID).encode("gb18030")),
        ("h.json", json.dumps({key: value for key, value in SHEETS.items() if key != "申报信息"}, ensure_ascii=False).encode()),
        ("h.docx", docx([GRID])),
    ],
)
def test_other_kinds_of_declarations_become_a_form(capsys, tmp_path: Path, name, data):
    declared, target = tmp_path / name, tmp_path / "corrected.xlsx"
    declared.write_bytes(data)
    code, out, _ = run(capsys, "fix", START / "record.pdf", declared, "-o", target)
    assert code == 0 and "2017-05" in out
    [stint] = read_history(target).stints
    assert (str(stint.start), stint.work, stint.reference) == ("2017-05", "软件研发", "某证明人")
    assert notes(opened(target.read_bytes())["工作经历"])["D2"].startswith("已更正：原为“2017.4-2023.3”。")
    assert declared.read_bytes() == data
    if name == "h.json":
        assert [rename.former for rename in read_history(target).renames] == ["甲"]


def test_a_workbook_can_be_written_into_a_new_form(capsys, tmp_path: Path):
    target = tmp_path / "corrected.xlsx"
    assert run(capsys, "fix", START / "record.pdf", START / "history.xlsx", "-o", target, "--new-form")[0] == 0
    assert "填写说明" in opened(target.read_bytes()).sheetnames


def test_the_declaration_itself_is_never_the_output(capsys, tmp_path: Path):
    declared = tmp_path / "history.xlsx"
    declared.write_bytes((START / "history.xlsx").read_bytes())
    for force in ([], ["--force"]):
        code, _, err = run(capsys, "fix", START / "record.pdf", declared, "-o", declared, *force)
        assert code == 2 and str(declared) in err
    assert declared.read_bytes() == (START / "history.xlsx").read_bytes()


def test_an_existing_file_is_overwritten_on_request_only(capsys, tmp_path: Path):
    target = tmp_path / "c.xlsx"
    target.write_bytes(b"x")
    arguments = ("fix", START / "record.pdf", START / "history.xlsx", "-o", target)
    assert run(capsys, *arguments)[0] == 2 and target.read_bytes() == b"x"
    assert run(capsys, *arguments, "--force")[0] == 0 and target.read_bytes() != b"x"


def test_what_would_be_lost_stops_it_unless_it_is_given_up(capsys, tmp_path: Path):
    declared, target = tmp_path / "h.xlsx", tmp_path / "c.xlsx"
    declared.write_bytes(with_members((START / "history.xlsx").read_bytes(), {"xl/embeddings/oleObject1.bin": None}))
    arguments = ("fix", START / "record.pdf", declared, "-o", target)
    code, _, err = run(capsys, *arguments)
    assert code == 2 and "嵌入的对象" in err and "--new-form" in err and not target.exists()
    assert run(capsys, *arguments, "--allow-loss")[0] == 0
    assert run(capsys, *arguments, "--new-form", "--force")[0] == 0


def test_macros_ask_for_their_ending(capsys, tmp_path: Path):
    declared = tmp_path / "h.xlsm"
    declared.write_bytes(with_macros((START / "history.xlsx").read_bytes()))
    code, _, err = run(capsys, "fix", START / "record.pdf", declared, "-o", tmp_path / "c.xlsx")
    assert code == 2 and ".xlsm" in err
    assert run(capsys, "fix", START / "record.pdf", declared, "-o", tmp_path / "c.xlsm")[0] == 0
    assert str(read_history(tmp_path / "c.xlsm").stints[0].start) == "2017-05"


def test_another_persons_record_is_no_base(capsys, tmp_path: Path):
    book = opened((START / "history.xlsx").read_bytes())
    sheet = book.create_sheet("申报信息")
    sheet.append(["项目", "内容"])
    sheet.append(["姓名", "别人"])
    declared, target = tmp_path / "h.xlsx", tmp_path / "c.xlsx"
    declared.write_bytes(saved(book))
    code, _, err = run(capsys, "fix", START / "record.pdf", declared, "-o", target)
    assert code == 2 and "别人" in err and err.count("\n") == 1 and not target.exists()


@pytest.mark.parametrize("arguments", [["no-such.xlsx"], []])
def test_a_missing_file_is_one_line(capsys, tmp_path: Path, arguments):
    code, _, err = run(capsys, "fix", START / "record.pdf", *arguments, "-o", tmp_path / "c.xlsx")
    assert code == 2 and err.count("\n") == 1


def test_what_is_left_is_told(capsys, tmp_path: Path):
    book = opened((START / "history.xlsx").read_bytes())
    book.worksheets[0].cell(2, 3).value = "高级工程师"
    declared = tmp_path / "h.xlsx"
    declared.write_bytes(saved(book))
    _, out, _ = run(capsys, "fix", START / "record.pdf", declared, "-o", tmp_path / "c.xlsx")
    assert "post-is-title" in out and "start-mismatch" not in out
