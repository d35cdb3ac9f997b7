"""``rules``, ``years``, ``--version``, ``--help``; a reader that goes away; what a cold start may not load."""

import subprocess
import sys
from pathlib import Path

import pytest
from cli_process import MONTHLY, SEED, failed, sbparse

import sbparse as package
from sbparse.findings import RULES

COMMANDS = ["extract", "check", "years", "rules", "form", "debug"]


def test_version() -> None:
    assert sbparse("--version").text == f"sbparse {package.__version__}\n"


@pytest.mark.parametrize(
    ("environment", "text"), [({}, "读取北京市社会保险个人权益记录"), ({"SBPARSE_LANG": "en"}, "Read a Beijing social insurance record")]
)
def test_help_in_the_user_s_language(environment: dict[str, str], text: str) -> None:
    done = sbparse("--help", **environment)
    assert done.code == 0 and text in done.text
    assert all(command in done.text for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_helps_in_both_languages(command: str) -> None:
    zh, en = sbparse(command, "--help", "--lang", "zh"), sbparse(command, "--lang", "en", "--help")
    assert (zh.code, en.code) == (0, 0)
    assert any("一" <= char <= "鿿" for char in zh.text)
    assert not any("一" <= char <= "鿿" for char in en.text.replace("xlsx", ""))


def test_rules_lists_every_rule() -> None:
    for lang in ("zh", "en"):
        done = sbparse("rules", "--lang", lang, COLUMNS="160")
        assert done.code == 0 and all(rule in done.text for rule in RULES)


@pytest.mark.parametrize("rule", ["total-mismatch", "start-mismatch", "not-signed"])
def test_a_rule_is_explained(rule: str) -> None:
    for lang in ("zh", "en"):
        done = sbparse("rules", rule, "--lang", lang)
        assert done.code == 0 and rule in done.text and len(done.text) > 40


def test_an_unknown_rule() -> None:
    assert "no-such" in failed(sbparse("rules", "no-such"))
    assert failed(sbparse("rules", "no-such", "--lang", "en")).startswith("there is no rule no-such")


def test_years_computes_and_shows_what_is_printed() -> None:
    done = sbparse("years", SEED, "--lang", "zh", COLUMNS="160")
    assert done.code == 0 and "4年7个月" in done.text and "4年6个月" in done.text


def test_years_of_several_files_go_into_one_file(tmp_path: Path) -> None:
    target = tmp_path / "years.txt"
    assert sbparse("years", SEED, MONTHLY, "-o", target).code == 0
    text = target.read_text("utf-8")
    assert "张三" in text and "赵示例" in text


def test_years_of_one_bad_file_among_good_ones(tmp_path: Path) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7\n")
    done = sbparse("years", bad, SEED)
    assert failed(done).startswith(str(bad))
    assert "张三" in done.text


@pytest.mark.parametrize("arguments", [(), ("nonsense",), ("--nonsense",)])
def test_no_or_an_unknown_command(arguments: tuple[str, ...]) -> None:
    done = sbparse(*arguments)
    assert done.code in ((0, 2) if not arguments else (2,))
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "arguments", [("extract", str(MONTHLY), "--format", "json"), ("extract", str(MONTHLY)), ("rules",), ("--version",)]
)
def test_a_reader_that_goes_away_is_no_error(arguments: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "sbparse", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    err = process.stderr.read()
    assert (process.wait(), err) == (0, b"")


HEAVY = ("pandas", "openpyxl", "docx", "pdfplumber", "pdfminer", "rich", "pypdfium2", "numpy", "PIL")


def loaded_after(code: str) -> set[str]:
    """Which of the heavy modules a fresh interpreter holds after running some code."""
    script = f"{code}\nimport sys; print('|'.join(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in done.stderr.strip().split("|")} & set(HEAVY)


def run_command(*arguments: str) -> str:
    return f"import sys; sys.argv = ['sbparse', *{arguments!r}]\nfrom sbparse.cli import main\ntry: main()\nexcept SystemExit: pass"


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert loaded_after("import sbparse") == set()
    assert loaded_after("from sbparse import read_record") == set()


def test_reading_a_record_loads_nothing_heavy() -> None:
    assert loaded_after(f"from sbparse import read_record; read_record({str(SEED)!r})") == set()


@pytest.mark.parametrize("format", ["json", "csv"])
def test_extract_loads_nothing_heavy(format: str) -> None:
    assert loaded_after(run_command("extract", str(SEED), "--format", format)) == set()


def test_only_the_table_loads_the_terminal_s_library() -> None:
    assert loaded_after(run_command("extract", str(SEED))) == {"rich"}
    assert loaded_after(run_command("--version")) == set()
