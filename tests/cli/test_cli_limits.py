"""A command at which native code hangs, takes all memory or crashes ends in one line; real processes throughout."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pikepdf
import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there are no limits without fork")

CASE = Path(__file__).parents[2] / "fixtures/check/02_start_mismatch"
SBPARSE = (sys.executable, "-m", "sbparse")


@pytest.fixture(scope="module")
def bottomless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page whose form draws another twice, that one a third twice, forty deep: pdfium is at it for ages, in ever more memory."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    form = None
    for _ in range(40):
        inner, form = form, pdf.make_stream(b"q Q" if form is None else b"/F Do /F Do")
        form.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Form, "/BBox": [0, 0, 100, 100]})
        if inner is not None:
            form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=inner))
    page.Contents = pdf.make_stream(b"/F Do")
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
    path = tmp_path_factory.mktemp("limits") / "bottomless.pdf"
    pdf.save(path)
    return path


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*SBPARSE, *map(str, arguments)], capture_output=True, text=True, timeout=60, check=False)


def one_line(text: str) -> str:
    assert text.count("\n") == 1, text
    assert "Traceback" not in text
    return text


@contextmanager
def running(*arguments: object) -> Iterator[subprocess.Popen[str]]:
    """A command in a session of its own, so that a signal reaches it alone; nothing of it is left behind."""
    process = subprocess.Popen(
        [*SBPARSE, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        yield process
        process.wait(30)
        assert gone(process.pid)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)


def gone(group: int) -> bool:
    """Whether a process group has no member any more, in a moment at the latest."""
    until = time.monotonic() + 5
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def busy(process: subprocess.Popen[str]) -> None:
    """Wait until the child has spent a second of processor time: by then it is at the page."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    until = time.monotonic() + 30
    while time.monotonic() < until:
        for child in children.read_text().split():
            fields = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
            if (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") > 0.6:
                return
        time.sleep(0.05)
    raise AssertionError("the child never came to work")


def test_a_page_that_never_ends_is_stopped_after_the_time_given(bottomless: Path) -> None:
    done = run("--timeout", 1, "--memory", 12000, "extract", bottomless, "--lang", "en")
    assert done.returncode == 2
    assert "stopped after 1 seconds" in one_line(done.stderr)
    assert done.stdout == ""


def test_a_page_that_takes_all_memory_is_stopped(bottomless: Path) -> None:
    done = run("--memory", 400, "--timeout", 50, "check", bottomless, CASE / "history.xlsx", "--lang", "en")
    assert done.returncode == 2
    assert "--memory" in one_line(done.stderr)


def test_a_command_within_its_limits_is_as_without(tmp_path: Path) -> None:
    plain = run("check", CASE / "record.pdf", CASE / "history.xlsx", "--format", "json")
    limited = run("--timeout", 60, "--memory", 512, "check", CASE / "record.pdf", CASE / "history.xlsx", "--format", "json")
    assert (plain.returncode, limited.returncode) == (1, 1)
    assert plain.stdout == limited.stdout != ""
    assert plain.stderr == limited.stderr == ""


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="asks /proc")
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_hanging_command_can_be_stopped(bottomless: Path, sent: signal.Signals, code: int) -> None:
    with running("--memory", "12000", "extract", bottomless) as process:
        busy(process)
        process.send_signal(sent)
        assert process.wait(20) == code
    assert process.stdout is not None
    assert process.stderr is not None
    assert (process.stdout.read(), process.stderr.read()) == ("", "")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="asks /proc")
def test_a_crash_in_native_code_is_one_line(bottomless: Path) -> None:
    with running("--memory", "12000", "extract", bottomless, "--lang", "en") as process:
        busy(process)
        child = int(Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()[0])
        os.kill(child, signal.SIGSEGV)
        assert process.wait(20) == 2
    assert process.stderr is not None
    assert "SIGSEGV" in one_line(process.stderr.read())


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a child with its parent")
def test_nothing_outlives_a_command_that_was_killed(bottomless: Path) -> None:
    with running("--memory", "12000", "extract", bottomless) as process:
        busy(process)
        process.kill()


@pytest.mark.parametrize("limit", [("--timeout", 0), ("--memory", 255)])
def test_a_limit_that_makes_no_sense_is_refused(limit: tuple[str, int]) -> None:
    assert run(*limit, "rules").returncode == 2


def test_without_a_command_the_help_is_shown() -> None:
    done = run()
    assert done.returncode == 0
    assert "Commands:" in done.stdout
    assert done.stderr == ""
