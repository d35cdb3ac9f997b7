"""``sbparse diff``: 0 for the same, 1 for different, 2 for what cannot be compared."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from changes_prints import FORM, earlier_form, pdf
from openpyxl import load_workbook

from commanding import CASES, run


@pytest.fixture(scope="module")
def prints(tmp_path_factory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("prints")
    old, new = folder / "old.pdf", folder / "new.pdf"
    old.write_bytes(pdf(earlier_form(2)))
    new.write_bytes(pdf(FORM))
    return old, new


def test_the_same_print_twice(capsys, prints):
    code, out, _ = run(capsys, "diff", prints[1], prints[1])
    assert code == 0 and "未检出差异" in out


def test_two_months_posted_since(capsys, prints):
    code, out, _ = run(capsys, "diff", *prints, "--format", "json")
    data = json.loads(out)
    assert code == 1 and data["schema"] == "sbparse.diff/1" and data["uncompared"] == []
    assert [change["fields"] for change in data["employments"]] == [["end"]]
    new = [change["after"] for change in data["contributions"]]
    assert [period["start"] for period in new] == [str(row.start) for row in FORM.rows[-2:]]
    assert all(change["before"] is None for change in data["contributions"])
    assert [(t["before"], t["after"]) for t in data["totals"] if t["insurance"] == "pension" and t["figure"] == "months"] == [
        (len(FORM.rows) - 2, len(FORM.rows))
    ]


def test_a_renamed_employer(capsys, prints, tmp_path: Path):
    renamed = tmp_path / "renamed.pdf"
    *jobs, last = FORM.jobs
    renamed.write_bytes(pdf(replace(FORM, jobs=(*jobs, replace(last, employer="北京更名样例科技有限公司")))))
    code, out, _ = run(capsys, "diff", prints[1], renamed)
    assert code == 1 and f"由“{last.employer}”变为“北京更名样例科技有限公司”" in out.replace("\n", "")


@pytest.mark.parametrize("name", ["d.xlsx", "d.json", "d.txt"])
def test_into_a_file(capsys, prints, tmp_path: Path, name):
    code, out, _ = run(capsys, "diff", *prints, "-o", tmp_path / name)
    assert code == 1 and out == "" and (tmp_path / name).stat().st_size
    if name.endswith("xlsx"):
        assert load_workbook(tmp_path / name).sheetnames == ["说明", "差异"]


def test_another_person_is_an_error(capsys, prints):
    other = next(folder / "record.pdf" for folder in sorted(CASES.iterdir()) if (folder / "record.pdf").exists())
    code, out, err = run(capsys, "diff", prints[0], other)
    assert code == 2 and out == "" and err.count("\n") == 1 and str(other) in err


@pytest.mark.parametrize("missing", [0, 1])
def test_a_file_that_is_not_there_is_an_error(capsys, prints, tmp_path: Path, missing):
    files = list(prints)
    files[missing] = tmp_path / "none.pdf"
    code, _, err = run(capsys, "diff", *files)
    assert code == 2 and "none.pdf" in err


def test_a_workbook_needs_a_file(capsys, prints):
    assert run(capsys, "diff", *prints, "--format", "xlsx")[0] == 2


def test_two_records_in_one_file_are_an_error(capsys, prints):
    bundle = Path(CASES).parent / "extract/x8_bundle.pdf"
    assert run(capsys, "diff", bundle, prints[0])[0] == 2
