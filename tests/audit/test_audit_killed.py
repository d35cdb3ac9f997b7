"""A run that is killed or interrupted, as a real process: what was done is kept, the next run does the rest, no process is left behind."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import audit_trouble
import pytest
from audit_build import audited, command, environment, outcomes_of, refused, several, submit, told

from sbparse.audit.state import State

MANY = 40
"""Submissions enough that a run is in the midst of them when its first outcomes can be seen."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return several(tmp_path_factory.mktemp("killed") / "all", MANY)


@pytest.fixture(scope="module")
def undisturbed(folder) -> list[dict[str, Any]]:
    from dataclasses import asdict

    return [asdict(outcome) | {"findings": list(map(asdict, outcome.findings)), "unused": []} for outcome in outcomes_of(folder)]


@contextmanager
def started(folder: Path, output: Path, *options: object) -> Iterator[subprocess.Popen[str]]:
    """A run in a session of its own, so that it can be interrupted as a terminal does: the whole group at once."""
    process = subprocess.Popen(
        command(folder, "-o", output, *options),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment(),
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def until(what: Callable[[], Any], seconds: float = 60.0) -> Any:
    """What ``what`` gives once it gives something."""
    end = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < end, "it never came"
        time.sleep(0.002)
    return found


def in_log(output: Path) -> int:
    """How often outcomes stand in the write-ahead log of a run that goes on; a page that took another one stands there again."""
    log = output.with_name(f"{output.name}.state-wal")
    return log.read_bytes().count(b'"standing":"pass"') if log.exists() else 0


def children(parent: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                state, ppid = (entry / "stat").read_text().rpartition(")")[2].split()[:2]
            except OSError:
                continue
            if int(ppid) == parent and state != "Z":
                found.append(int(entry.name))
    return found


def runs(pid: int) -> bool:
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def kept_in(output: Path) -> int:
    """Outcomes that a run that is over left in its state file."""
    with State(output.with_name(f"{output.name}.state")) as state:
        ((outcomes,),) = state.select("SELECT count(*) FROM outcome")
        ((named,),) = state.select("SELECT count(*) FROM run JOIN outcome USING (key)")
    assert outcomes == named
    return int(str(outcomes))


def gone_on_with(folder: Path, output: Path, undisturbed: list[dict[str, Any]]) -> None:
    """The next run does the rest and comes to what a run without any trouble comes to."""
    done = audited(folder, "-o", output, "--jobs", 2)
    assert (done.returncode, done.stderr) == (0, "") and f"{MANY}" in done.stdout
    assert told(output)["submissions"] == undisturbed
    assert kept_in(output) == MANY


pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to see processes")


def test_a_killed_parent_loses_what_was_in_flight_alone_and_leaves_no_worker(folder, undisturbed, tmp_path):
    output = tmp_path / "audit.json"
    with started(folder, output, "--jobs", 2) as process:
        until(lambda: in_log(output) >= 6 or process.poll() is not None)
        workers = children(process.pid)
        process.kill()
        assert process.wait() == -signal.SIGKILL
    assert len(workers) >= 2
    until(lambda: not any(map(runs, workers)))
    assert not output.exists()
    assert 1 <= kept_in(output) < MANY
    gone_on_with(folder, output, undisturbed)


def seconds_of(pid: int) -> float:
    """Processor time that a process has used."""
    user, system = (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def test_a_worker_in_the_midst_of_native_code_does_not_outlive_its_parent(tmp_path):
    (submit(tmp_path / "all" / "a") / "record.pdf").write_bytes(audit_trouble.hanging())
    with started(tmp_path / "all", tmp_path / "audit.json", "--jobs", 1, "--timeout", 300, "--memory", 16384) as process:
        until(lambda: any(seconds_of(child) > 2 for child in children(process.pid)) or process.poll() is not None)
        workers = children(process.pid)
        assert workers and process.poll() is None
        process.kill()
        process.wait()
    until(lambda: not any(map(runs, workers)), 20)


def test_interrupted_it_says_so_in_one_line_and_keeps_what_is_done(folder, undisturbed, tmp_path):
    output = tmp_path / "audit.json"
    with started(folder, output, "--jobs", 2) as process:
        until(lambda: in_log(output) >= 6 or process.poll() is not None)
        workers = children(process.pid)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=60)
        assert process.returncode == 130, err
    assert out == "" and err.count("\n") == 1 and "Traceback" not in err
    kept = kept_in(output)
    # One may be kept and not yet counted at the moment of the interruption.
    assert any(f"{MANY} 份中完成 {count} 份" in err for count in (kept, kept - 1)) and f"{output.name}.state" in err
    assert 1 <= kept < MANY and not output.exists()
    until(lambda: not any(map(runs, workers)))
    gone_on_with(folder, output, undisturbed)


def test_interrupted_while_its_workers_start_it_says_so_in_one_line_too(folder, tmp_path):
    output = tmp_path / "audit.json"
    with started(folder, output, "--jobs", 2) as process:
        until(lambda: len(children(process.pid)) >= 2 or process.poll() is not None)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out == "" and err.count("\n") == 1 and f"{MANY} 份中完成 0 份" in err


def test_a_second_run_beside_the_first_is_refused_and_disturbs_nothing(folder, undisturbed, tmp_path):
    output = tmp_path / "audit.json"
    with started(folder, output, "--jobs", 1) as process:
        until(lambda: in_log(output) >= 1 or process.poll() is not None)
        os.kill(process.pid, signal.SIGSTOP)
        second = audited(folder, "-o", tmp_path / "second.json", "--state", f"{output}.state", "--jobs", 1)
        os.kill(process.pid, signal.SIGCONT)
        assert "audit.json.state" in refused(second) and not (tmp_path / "second.json").exists()
        process.communicate(timeout=60)
        assert process.returncode == 0
    assert told(output)["submissions"] == undisturbed
