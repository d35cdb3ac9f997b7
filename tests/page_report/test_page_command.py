"""The web report through the command and the public API, from real PDFs."""

import json
import shutil
import subprocess
import sys
from base64 import b64decode
from pathlib import Path

import pytest
from page_reading import read

from sbparse import read_records, reconcile, write_report

CASES = Path(__file__).parents[2] / "fixtures/check"


def command(*arguments, cwd=None):
    return subprocess.run([sys.executable, "-m", "sbparse", "check", *map(str, arguments)], capture_output=True, check=False, cwd=cwd)


@pytest.fixture
def case(tmp_path):
    shutil.copytree(CASES / "02_start_mismatch", tmp_path / "case")
    return tmp_path / "case"


def pictures(html):
    return [b64decode(img.attributes["src"].partition("base64,")[2]) for img in read(html).all("img")]


def test_the_ending_names_the_format(case):
    run = command("record.pdf", "history.xlsx", "-o", "report.html", cwd=case)
    assert (run.returncode, run.stdout, run.stderr) == (1, b"", b"")
    html = (case / "report.html").read_text("utf-8")
    (picture,) = pictures(html)
    assert picture.startswith(b"\x89PNG")
    assert "2017.5-2023.3" in html
    assert "record.pdf" in html


def test_the_option_names_it_too_and_a_pipe_gets_the_same_page(case):
    command("record.pdf", "history.xlsx", "-o", "report.html", cwd=case)
    run = command("record.pdf", "history.xlsx", "--format", "html", cwd=case)
    assert run.stdout == (case / "report.html").read_bytes()


def test_numbers_are_hidden_unless_asked(case):
    number = read_records(case / "record.pdf").records[0].person.id_number
    for options, seen in (((), False), (("--show-ids",), True)):
        command("record.pdf", "history.xlsx", "-o", "report.html", *options, cwd=case)
        assert (number in (case / "report.html").read_text("utf-8")) is seen


def test_english(case):
    run = command("record.pdf", "history.xlsx", "--format", "html", "--lang", "en", cwd=case)
    assert b"Not passed: 1 error(s) found" in run.stdout


@pytest.mark.parametrize("name", sorted(path.name for path in CASES.iterdir()))
def test_every_case_has_a_page_with_a_picture_for_each_error_with_a_place(name, tmp_path):
    wanted = json.loads((CASES / name / "case.json").read_text("utf-8"))
    extraction = read_records(CASES / name / wanted["files"][0])
    result = reconcile(extraction, CASES / name / wanted["files"][1])
    write_report(result, tmp_path / "report.html")
    root = read((tmp_path / "report.html").read_text("utf-8"))
    for number, finding in enumerate(result.findings, start=1):
        article = root.by_id(f"finding-{number}")
        shown = article.all("img") or any(a.attributes["href"].startswith("#finding-") for a in article.all("a"))
        assert bool(shown) is (finding.where is not None)


def test_a_page_from_a_file_that_is_gone_says_so(case):
    result = reconcile(read_records(case / "record.pdf"), case / "history.xlsx")
    (case / "record.pdf").unlink()
    write_report(result, case / "report.htm")
    html = (case / "report.htm").read_text("utf-8")
    assert not pictures(html)
    assert "没有 PDF 文件，未附截图。" in html


def test_only_who_asks_for_a_page_loads_the_template_engine():
    code = "import sys; import sbparse.cli, sbparse.api; sys.exit('jinja2' in sys.modules or 'PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
