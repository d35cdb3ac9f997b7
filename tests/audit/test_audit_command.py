"""``sbparse audit`` as a user starts it: exit codes, one line for what cannot be done, formats by ending."""

import os
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
from audit_build import Here, audited, by_name, command, environment, refused, several, submit, told

from sbparse.cli import app

REFUSED = {
    "no such folder": (["none", "-o", "a.xlsx"], "none"),
    "nothing in it": (["empty", "-o", "a.xlsx"], "empty"),
    "no output": (["all"], "-o"),
    "an unknown ending": (["all", "-o", "a.docx"], "a.docx"),
    "an unknown format": (["all", "-o", "a", "--format", "docx"], "docx"),
    "no day": (["all", "-o", "a.xlsx", "--submitted", "soon"], "soon"),
    "no rule set": (["all", "-o", "a.xlsx", "--ruleset", "none.toml"], "none.toml"),
    "a bad rule set": (["all", "-o", "a.xlsx", "--ruleset", "bad.toml"], "bad.toml"),
    "too little memory": (["all", "-o", "a.xlsx", "--memory", "1"], "--memory"),
    "less than no process": (["all", "-o", "a.xlsx", "--jobs", "-1"], "--jobs"),
    "no place for the output": (["all", "-o", "none/a.xlsx"], "none"),
    "a state file that is none": (["all", "-o", "a.xlsx", "--state", "bad.toml"], "bad.toml"),
    "no scheduler": (["all", "-o", "a.xlsx", "--scheduler", "nowhere"], "nowhere"),
}


def called(capfd, *arguments: object) -> tuple[int, str]:
    """The command in this process, for what it refuses before it starts another; gives exit code and standard error."""
    import sys

    from sbparse.cli import main

    with pytest.MonkeyPatch.context() as patch, pytest.raises(SystemExit) as caught:
        patch.setattr(sys, "argv", ["sbparse", "audit", *map(str, arguments)])
        main()
    return int(str(caught.value.code)), capfd.readouterr().err


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_done_is_one_line_and_exit_code_2(tmp_path, monkeypatch, capfd, what, lang):
    if what == "no scheduler":
        pytest.importorskip("distributed", reason="distributed (extra cluster) is not installed")
    submit(tmp_path / "all" / "a")
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad.toml").write_text("x = 1\n")
    monkeypatch.chdir(tmp_path)
    arguments, named = REFUSED[what]
    code, err = called(capfd, *arguments, "--lang", lang)
    assert code == 2 and err.count("\n") == 1 and named in err and "Traceback" not in err
    assert not {path.suffix for path in tmp_path.iterdir()} & {".xlsx", ".docx"}


def test_a_scheduler_without_its_extra_is_told(tmp_path, monkeypatch, capfd):
    import sys

    submit(tmp_path / "all" / "a")
    monkeypatch.setitem(sys.modules, "distributed", None)
    code, err = called(capfd, tmp_path / "all", "-o", tmp_path / "a.json", "--scheduler", "tcp://127.0.0.1:1", "--lang", "en")
    assert code == 2 and err.count("\n") == 1 and "sbparse[cluster]" in err


def test_parquet_without_its_extra_is_told(tmp_path, monkeypatch, capfd):
    import sys

    submit(tmp_path / "all" / "a")
    for name in ("pyarrow", "pyarrow.parquet"):
        monkeypatch.setitem(sys.modules, name, None)
    code, err = called(capfd, tmp_path / "all", "-o", tmp_path / "a.parquet", "--lang", "en", "--jobs", 1)
    assert code == 2 and err.count("\n") == 1 and "sbparse[parquet]" in err


@pytest.fixture
def no_processes(monkeypatch):
    """What is tested is not where the work is done, and starting a process takes longer than it."""
    monkeypatch.setattr("sbparse.audit.workers.Processes", lambda _, settings: Here(settings))


@pytest.mark.parametrize(("cases", "code"), [(["01_clean"], 0), (["01_clean", "02_start_mismatch"], 1), (["02_start_mismatch", None], 2)])
def test_the_exit_code_is_that_of_the_worst(tmp_path, capfd, no_processes, cases, code):
    for number, case in enumerate(cases):
        folder = submit(tmp_path / "all" / str(number), case or "01_clean")
        if case is None:
            (folder / "record.pdf").write_bytes(b"no pdf")
    assert called(capfd, tmp_path / "all", "-o", tmp_path / "a.json", "--lang", "en") == (code, "")
    assert len(by_name(tmp_path / "a.json")) == len(cases)


def test_one_process_two_processes_and_a_resumed_run_write_the_same(tmp_path):
    folder = several(tmp_path / "all", 2)
    submit(folder / "部门" / "03", "02_start_mismatch")
    written = []
    for run, jobs in (("one", 1), ("two", 2), ("two", 2)):
        (tmp_path / run).mkdir(exist_ok=True)
        target, reports = tmp_path / run / "audit.json", tmp_path / run / "reports"
        target.unlink(missing_ok=True)
        done = audited(folder, "-o", target, "--jobs", jobs, "--reports", reports)
        assert (done.returncode, done.stderr) == (1, "")
        files = {str(path.relative_to(reports)): path.read_bytes() for path in reports.rglob("*") if path.is_file()}
        written.append((done.stdout, target.read_bytes(), files))
    assert written[0] == written[1] == written[2]
    rows = by_name(tmp_path / "one" / "audit.json")
    assert [row["standing"] for row in rows.values()] == ["pass", "pass", "fail"]
    assert sorted(written[0][2]) == sorted(row["report"] for row in rows.values())


@pytest.mark.parametrize(("ending", "start"), [("xlsx", b"PK"), ("json", b'{"schema"'), ("parquet", b"PAR1")])
def test_the_ending_names_the_format_and_the_option_goes_before_it(tmp_path, no_processes, ending, start):
    if ending == "parquet":
        pytest.importorskip("pyarrow", reason="pyarrow (extra parquet) is not installed")
    submit(tmp_path / "all" / "a")
    run(tmp_path / "all", "-o", tmp_path / f"a.{ending}", "--jobs", "1")
    run(tmp_path / "all", "-o", tmp_path / "b.out", "--format", ending, "--jobs", "1", "--state", tmp_path / f"a.{ending}.state")
    assert (tmp_path / f"a.{ending}").read_bytes().startswith(start)
    assert (tmp_path / "b.out").read_bytes().startswith(start)


def run(*arguments: object) -> None:
    """The command in this process; it must end with exit code 0."""
    assert not app(["audit", *map(str, arguments)], standalone_mode=False)


def test_reports_are_written_linked_and_written_again_where_one_is_gone(tmp_path, no_processes, capfd):
    folder = several(tmp_path / "all", 2)
    for _ in range(2):
        run(folder, "-o", tmp_path / "a.xlsx", "--reports", tmp_path / "reports", "--report-format", "xlsx", "--jobs", "1")
        overview = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
        links = [overview.cell(row, overview.max_column).hyperlink.target for row in (2, 3)]
        assert links == ["reports/01.xlsx", "reports/02.xlsx"]
        assert all(openpyxl.load_workbook(tmp_path / link).sheetnames for link in links)
        (tmp_path / "reports" / "02.xlsx").unlink()
    assert [path.name for path in (tmp_path / "reports").iterdir()] == ["01.xlsx"]
    assert capfd.readouterr().err == ""


def test_output_state_and_reports_may_lie_in_the_audited_folder(tmp_path, no_processes):
    folder = several(tmp_path / "all", 2)
    for _ in range(2):
        options = ["-o", folder / "audit.xlsx", "--reports", folder / "reports", "--report-format", "xlsx", "--jobs", "1"]
        run(folder, *options)
    book = openpyxl.load_workbook(folder / "audit.xlsx")
    assert [row[1].value for row in book.worksheets[0].iter_rows(min_row=2)] == ["01", "02"]
    assert book.worksheets[2].max_row == 1


def test_a_result_that_was_removed_or_changed_is_written_again(tmp_path, no_processes):
    folder, target = several(tmp_path / "all", 2), tmp_path / "a.json"
    run(folder, "-o", target, "--jobs", "1")
    first = target.read_bytes()
    target.unlink()
    run(folder, "-o", target, "--jobs", "1")
    assert target.read_bytes() == first
    target.write_bytes(b"edited")
    run(folder, "-o", target, "--jobs", "1")
    assert target.read_bytes() == first


def test_a_result_in_another_language_or_of_renamed_folders_is_written_anew(tmp_path, no_processes):
    folder, target = several(tmp_path / "all", 2), tmp_path / "a.xlsx"
    for name, sheet in (("zh", "总览"), ("en", "Overview"), ("zh", "总览")):
        run(folder, "-o", target, "--jobs", "1", "--lang", name)
        assert openpyxl.load_workbook(target).sheetnames[0] == sheet
    (folder / "02").rename(folder / "03")
    run(folder, "-o", target, "--jobs", "1")
    assert [row[1].value for row in openpyxl.load_workbook(target).worksheets[0].iter_rows(min_row=2)] == ["01", "03"]


def test_a_manifest_a_rule_set_and_a_day_from_the_command_line(tmp_path):
    submit(tmp_path / "p")
    (tmp_path / "list.csv").write_bytes("名称,权益记录,工作经历\n甲,p/record.pdf,p/history.xlsx\n".encode("gb18030"))
    shipped = Path(__file__).parents[2] / "src" / "sbparse" / "policy" / "beijing.toml"
    shutil.copy(shipped, tmp_path / "rules.toml")
    options = ["--ruleset", tmp_path / "rules.toml", "--submitted", "2031.1.1", "--show-ids", "--jobs", 1]
    done = audited(tmp_path / "list.csv", "-o", tmp_path / "a.json", *options)
    assert (done.returncode, done.stderr) == (1, "")
    assert "print-date-stale" in {row["rule"] for row in by_name(tmp_path / "a.json")["甲"]["findings"]}
    assert told(tmp_path / "a.json")["shared"] == []


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a terminal of its own")
def test_on_a_terminal_there_is_progress_and_elsewhere_none(tmp_path):
    folder, target = several(tmp_path / "all", 3), tmp_path / "a.json"
    for kept in (False, True):
        mine, theirs = os.openpty()
        with subprocess.Popen(
            command(folder, "-o", target, "--jobs", 1), stderr=theirs, stdout=subprocess.PIPE, env=environment(COLUMNS="120", TERM="xterm")
        ) as process:
            os.close(theirs)
            seen = read_all(mine)
            assert process.wait() == 0
        assert "3/3" in seen and "批量核对" in seen and "Traceback" not in seen
        assert ("其中 3 份未变" in seen) == kept
        assert ("a.json" in seen) != kept  # what is written already is not written again


def read_all(terminal: int) -> str:
    pieces = []
    with suppress(OSError):  # the other end is closed
        while piece := os.read(terminal, 4096):
            pieces.append(piece)
    os.close(terminal)
    return b"".join(pieces).decode()


def test_the_language_of_the_environment(tmp_path):
    done = audited(tmp_path / "none", "-o", tmp_path / "a.json", SBPARSE_LANG="en")
    assert refused(done).isascii()


def test_the_api_gives_each_outcome_once_and_lets_go_when_it_is_left(tmp_path):
    from sbparse.audit import audit

    one, other = several(tmp_path / "one", 2), several(tmp_path / "other", 2)
    state = tmp_path / "state"
    outcomes = list(audit([one, other], jobs=1, state=state, reports=tmp_path / "reports"))
    assert sorted(outcome.name for outcome in outcomes) == ["01", "01 (2)", "02", "02 (2)"]
    assert all((tmp_path / "reports" / str(outcome.report)).is_file() for outcome in outcomes)
    assert len({outcome.report for outcome in outcomes}) == 4

    stream = audit(one, jobs=1, state=state, lang="en")
    next(stream)
    stream.close()
    assert len(list(audit(one, jobs=1, state=state, lang="en"))) == 2  # the state file is free again
