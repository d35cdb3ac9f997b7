"""The same audit on a Dask cluster of this machine: the same outcomes, whatever happens to its workers."""

import os
import signal
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import audit_trouble
import pytest
from audit_build import CHECKED, CLEAN, NO_REPORTS, SETTINGS, audited, every_case, marked, outcomes_of, record_of, several, submit, told

from sbparse.audit.contents import Settings
from sbparse.audit.outcome import Outcome, Standing, to_text
from sbparse.audit.run import run
from sbparse.audit.state import State
from sbparse.audit.submission import submissions
from sbparse.errors import UsageError

distributed = pytest.importorskip("distributed", reason="distributed (extra cluster) is not installed")
fsspec = pytest.importorskip("fsspec", reason="fsspec (extra cluster) is not installed")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50, memory_limit=None
    ) as made:
        yield made


def on_it(cluster: Any, source: Path, settings: Settings = SETTINGS, *, file: Path | None = None, kill_at: int = 0) -> dict[str, Outcome]:
    """The outcomes of an audit on the cluster, whose workers are killed after so many steps."""
    from sbparse.audit.cluster import on_cluster

    with State(file) as state, on_cluster(cluster.scheduler_address, settings) as place:
        seen: list[int] = []
        with closing(run(submissions(source), state, settings, place, NO_REPORTS)) as steps:
            for step in steps:
                seen.append(step.position)
                if len(seen) == kill_at:
                    kill(cluster)
        outcomes = list(state.outcomes())
    assert sorted(seen) == list(range(len(outcomes)))
    return {outcome.name: outcome for outcome in outcomes}


def kill(cluster: Any, count: int = 1) -> None:
    pids = [nanny.pid for nanny in cluster.workers.values() if nanny.pid]
    assert len(pids) >= count
    for pid in pids[:count]:
        os.kill(pid, signal.SIGKILL)


def texts(outcomes: dict[str, Outcome]) -> dict[str, str]:
    return {name: to_text(outcome) for name, outcome in outcomes.items()}


def here(source: Path, settings: Settings = SETTINGS) -> dict[str, str]:
    """What comes of the same submissions on this machine, in this process."""
    return texts({outcome.name: outcome for outcome in outcomes_of(source, settings)})


def test_the_outcomes_are_those_of_one_machine_and_are_kept(cluster, tmp_path, monkeypatch):
    folder = every_case(tmp_path / "all")
    (submit(folder / "bad") / "record.pdf").write_bytes(b"no pdf")
    (folder / "lost.pdf").touch()
    wanted = here(folder)
    assert texts(on_it(cluster, folder, file=tmp_path / "state")) == wanted
    monkeypatch.setattr("sbparse.audit.cluster.isolated", None)  # nothing is left to be examined
    assert texts(on_it(cluster, folder, file=tmp_path / "state")) == wanted
    assert not Path("none").exists()


def test_a_worker_that_is_killed_costs_nothing(cluster, tmp_path):
    folder = several(tmp_path / "all", 24)
    assert texts(on_it(cluster, folder, kill_at=3)) == here(folder)


def test_a_document_that_hangs_is_told_as_it_is_here(cluster, tmp_path):
    folder = several(tmp_path / "all", 3)
    wanted = here(folder)
    (submit(folder / "02b") / "record.pdf").write_bytes(audit_trouble.hanging())
    outcomes = on_it(cluster, folder, replace(SETTINGS, seconds=3.0, megabytes=8192))
    hanging = outcomes.pop("02b")
    assert hanging.standing is Standing.UNUSABLE and [row.file for row in hanging.unused] == [None] and "3 秒" in hanging.unused[0].why
    assert texts(outcomes) == wanted


def test_inputs_at_addresses_that_workers_see(cluster, tmp_path):
    submit(tmp_path / "papers")
    rows = [
        f"a,file://{tmp_path}/papers/record.pdf,file://{tmp_path}/papers/history.xlsx",
        f"b,file://{tmp_path}/papers/none.pdf,file://{tmp_path}/papers/history.xlsx",
        "c,papers/record.pdf,papers/history.xlsx",
        "d,nosuch://papers/record.pdf,papers/history.xlsx",
    ]
    (tmp_path / "list.csv").write_text("\n".join(["name,records,history", *rows]))
    outcomes = on_it(cluster, tmp_path / "list.csv")
    assert [outcome.standing.value for outcome in outcomes.values()] == ["pass", "unusable", "pass", "unusable"]
    assert to_text(outcomes["a"]) == to_text(outcomes["c"])
    assert [row.file for row in outcomes["b"].unused] == ["none.pdf"]
    assert texts(outcomes) == here(tmp_path / "list.csv")


def test_inputs_from_memory(tmp_path):
    files = fsspec.filesystem("memory")
    files.pipe("/audit/record.pdf", marked(record_of(CLEAN), "memory"))
    files.pipe("/audit/history.xlsx", (CHECKED / CLEAN / "history.xlsx").read_bytes())
    (tmp_path / "list.csv").write_text("records,history\nmemory://audit/record.pdf,memory://audit/history.xlsx\n")
    submit(tmp_path / "papers")
    (outcome,) = outcomes_of(tmp_path / "list.csv")
    assert to_text(outcome) == to_text(outcomes_of(tmp_path / "papers")[0])


def test_a_file_system_without_its_package_is_told(tmp_path, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "fsspec", None)
    (tmp_path / "list.csv").write_text("records,history\nmemory://audit/record.pdf,memory://audit/history.xlsx\n")
    (outcome,) = outcomes_of(tmp_path / "list.csv")
    assert outcome.standing is Standing.UNUSABLE and "sbparse[cluster]" in outcome.unused[0].why


def test_the_command_writes_the_same_from_a_cluster(cluster, tmp_path):
    folder = several(tmp_path / "all", 2)
    submit(folder / "03", "02_start_mismatch")
    for name, options in (("here", ["--jobs", 1]), ("there", ["--scheduler", cluster.scheduler_address])):
        done = audited(folder, "-o", tmp_path / f"{name}.json", "--reports", tmp_path / name, *options)
        assert (done.returncode, done.stderr) == (1, ""), name
    assert told(tmp_path / "here.json") == told(tmp_path / "there.json")
    for report in (tmp_path / "here").iterdir():
        assert report.read_bytes() == (tmp_path / "there" / report.name).read_bytes()


def test_both_workers_killed_at_once_cost_nothing(cluster, tmp_path):
    folder = several(tmp_path / "all", 12)
    wanted = here(folder)
    from sbparse.audit.cluster import on_cluster

    with State(None) as state, on_cluster(cluster.scheduler_address, SETTINGS) as place:
        for number, _ in enumerate(run(submissions(folder), state, SETTINGS, place, NO_REPORTS)):
            if number == 1:
                kill(cluster, 2)
        assert texts({outcome.name: outcome for outcome in state.outcomes()}) == wanted


@pytest.mark.filterwarnings("ignore")
def test_a_scheduler_that_is_lost_is_told_and_what_is_done_is_kept(tmp_path):
    from sbparse.audit.cluster import on_cluster

    folder, done = several(tmp_path / "all", 12), 0
    cluster = distributed.LocalCluster(n_workers=1, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50)
    with cluster, State(tmp_path / "state") as state, on_cluster(cluster.scheduler_address, SETTINGS) as place:
        with pytest.raises(UsageError) as caught:
            for _ in run(submissions(folder), state, SETTINGS, place, NO_REPORTS):
                done += 1
                if done == 2:
                    cluster.close()
        assert caught.value.what.key == "audit.no-scheduler"
        assert 2 <= sum(state.standings().values()) == done < 12
        assert state.standings() == {Standing.PASS: done}
