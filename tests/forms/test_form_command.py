"""``sbparse form``: what is written, what is refused, and that nobody's work is overwritten."""

from pathlib import Path

import pytest
from forms_files import SHEETS, opened

from commanding import CASES, run

FOUND = sorted(folder.name for folder in CASES.iterdir() if (folder / "record.pdf").exists())


def test_a_blank_form(capsys, tmp_path: Path):
    target = tmp_path / "申报.xlsx"
    assert run(capsys, "form", "-o", target) == (0, "", "")
    assert set(SHEETS) < set(opened(target.read_bytes()).sheetnames)


@pytest.mark.parametrize("name", FOUND)
def test_started_from_a_record_it_passes_the_check(capsys, tmp_path: Path, name):
    target, record = tmp_path / "f.xlsx", CASES / name / "record.pdf"
    code, out, _ = run(capsys, "form", record, "-o", target)
    assert code == 0 and "待填写" in out
    code, out, _ = run(capsys, "check", record, target)
    assert code == 0, out


def test_an_existing_file_is_overwritten_on_request_only(capsys, tmp_path: Path):
    target = tmp_path / "f.xlsx"
    target.write_bytes(b"somebody's work")
    code, _, err = run(capsys, "form", "-o", target)
    assert code == 2 and str(target) in err and target.read_bytes() == b"somebody's work"
    assert run(capsys, "form", "-o", target, "--force")[0] == 0
    assert target.read_bytes().startswith(b"PK")


@pytest.mark.parametrize("name", ["f.xls", "f", "f.csv"])
def test_another_ending_is_refused(capsys, tmp_path: Path, name):
    code, _, err = run(capsys, "form", "-o", tmp_path / name)
    assert code == 2 and ".xlsx" in err and not (tmp_path / name).exists()


def test_records_of_two_persons_are_refused(capsys, tmp_path: Path):
    records = [CASES / name / "record.pdf" for name in FOUND[:2]]
    code, _, err = run(capsys, "form", *records, "-o", tmp_path / "f.xlsx")
    assert code == 2 and err.count("\n") == 1 and not (tmp_path / "f.xlsx").exists()


def test_the_output_must_be_named(capsys):
    assert run(capsys, "form")[0] == 2
