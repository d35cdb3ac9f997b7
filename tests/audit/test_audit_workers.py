"""A document that hangs, crashes its process or eats memory costs only itself; a killed process loses nothing."""

import multiprocessing
import os
import signal
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import audit_trouble
import pytest
from audit_build import NO_REPORTS, SETTINGS, Here, outcomes_of, several, steps_of, submit
from pebble import ProcessExpired

from sbparse.audit import batches as audit_batches
from sbparse.audit import workers
from sbparse.audit.batches import Waiting
from sbparse.audit.contents import contents, size
from sbparse.audit.outcome import Outcome, Standing, from_text, to_text
from sbparse.audit.run import run
from sbparse.audit.state import State
from sbparse.audit.submission import Submission, submissions
from sbparse.audit.workers import Processes
from sbparse.values.sizes import LARGEST_RECORD


class Counted(Processes):
    """Processes whose settings the test's own run uses."""

    def __init__(self, jobs: int = 1, **limits: float) -> None:
        self.settings = replace(SETTINGS, **limits)  # type: ignore[arg-type]
        super().__init__(jobs, self.settings)


def audited_by(place: Counted, folder: Path, file: Path | None = None) -> dict[str, Outcome]:
    with State(file) as state:
        steps = steps_of(folder, state, place)  # type: ignore[arg-type]
        assert sorted(step.position for step in steps) == list(range(len(steps)))
        return {outcome.name: outcome for outcome in state.outcomes()}


def texts(outcomes: dict[str, Outcome]) -> dict[str, str]:
    return {name: to_text(outcome) for name, outcome in outcomes.items()}


def expected(folder: Path) -> dict[str, str]:
    """What comes of the same submissions without any process."""
    return texts({outcome.name: outcome for outcome in outcomes_of(folder)})


def why(outcome: Outcome) -> str:
    assert outcome.standing is Standing.UNUSABLE and not outcome.findings
    (unused,) = outcome.unused
    assert unused.file is None
    return unused.why


@pytest.fixture
def folder(tmp_path) -> Path:
    return several(tmp_path / "all", 3)


@pytest.fixture
def trouble(monkeypatch):
    monkeypatch.setattr(workers, "_within", audit_trouble.within)


def test_two_processes_say_what_one_says_and_what_none_says(folder):
    before = set(multiprocessing.active_children())
    assert texts(audited_by(Counted(2), folder)) == expected(folder)
    assert set(multiprocessing.active_children()) <= before  # and none is left


def test_a_document_that_hangs_is_stopped_and_told(folder, tmp_path):
    wanted = expected(folder)
    (submit(folder / "02b") / "record.pdf").write_bytes(audit_trouble.hanging())
    told = audited_by(Counted(1, seconds=3.0, megabytes=8192), folder, tmp_path / "state")
    assert "3 秒" in why(told["02b"]) and why(told.pop("02b")) == kept_reason(folder, tmp_path / "state")
    assert texts(told) == wanted


def kept_reason(folder: Path, file: Path) -> str:
    """The reason kept for the one that could not be used, from a run that starts no process."""
    with State(file) as state:
        place = Counted(1, seconds=3.0, megabytes=8192)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(workers, "_scheduled", None)
            assert all(step.kept for step in steps_of(folder, state, place))  # type: ignore[arg-type]
        return next(outcome.unused[0].why for outcome in state.outcomes() if outcome.unused)


def test_a_document_that_swells_beyond_the_limit_is_stopped_and_told(folder):
    wanted = expected(folder)
    (submit(folder / "02b") / "record.pdf").write_bytes(audit_trouble.swelling(400))
    assert outcomes_of(folder / "02b")[0].standing is Standing.PASS  # with room enough it is read
    told = audited_by(Counted(1, megabytes=320), folder)
    assert "320 MB" in why(told.pop("02b"))
    assert texts(told) == wanted


def test_whatever_costs_a_process_its_life_is_tried_once_more_alone_and_told(folder, trouble, tmp_path):
    wanted = expected(folder)
    for number, name in enumerate(("crash", "end", "eat", "raise", "crash-once", "killed")):
        submit(folder / f"{name} {number}", mark=name)
    told = audited_by(Counted(2), folder, tmp_path / "state")
    assert "代码 -11" in why(told.pop("crash 0"))
    assert "代码 7" in why(told.pop("end 1"))
    assert "2048 MB" in why(told.pop("eat 2"))
    assert "ZeroDivisionError" in why(told.pop("raise 3"))
    assert told.pop("crash-once 4").standing is Standing.PASS
    assert "代码 -9" in why(told.pop("killed 5"))
    assert texts(told) == wanted

    # What lay in the document would come to the same again; what may lie elsewhere is tried again by the next run.
    with State(tmp_path / "state") as state:
        place = Here()
        steps_of(folder, state, place)
        assert place.examined == ["killed 5", "raise 3"]
        assert sum(state.standings().values()) == 9


def test_an_offender_is_tried_twice_and_no_more(tmp_path, monkeypatch):
    tried = []

    def pooled(waiting, settings, jobs):
        for one in waiting:
            tried.append((one.submission.name, jobs))
            yield one, TimeoutError(), False

    monkeypatch.setattr(workers, "_pooled", pooled)
    several(tmp_path, 2)
    audited_by(Counted(2), tmp_path)
    assert tried == [("01", 2), ("02", 2), ("01", 1), ("02", 1)]


@pytest.mark.parametrize(
    ("code", "key"),
    [
        (-signal.SIGABRT, "audit.gave-up"),
        (-signal.SIGILL, "audit.gave-up"),
        (-signal.SIGSEGV, "audit.crashed"),
        (-signal.SIGKILL, "audit.crashed"),
        (1, "audit.crashed"),
        (workers._NO_MEMORY, "audit.out-of-memory"),
    ],
)
def test_how_a_process_ended_chooses_the_words(code, key):
    assert workers._cause(ProcessExpired("x", code=code), SETTINGS).key == key


def test_killed_workers_lose_nothing_and_nothing_counts_twice(tmp_path, monkeypatch):
    monkeypatch.setattr(workers, "_PATIENCE", 1.0)  # some of them may have the pipe of all in their hands
    folder = several(tmp_path / "all", 8)
    wanted = expected(folder)
    place, killed, seen = Counted(2), [], []
    with State(tmp_path / "state") as state:
        for step in run(submissions(folder), state, SETTINGS, place, NO_REPORTS):
            seen.append(step.position)
            if len(seen) in (2, 5):
                children = [child for child in multiprocessing.active_children() if child.is_alive()]
                killed += [child.pid for child in children]
                for child in children[: 2 if len(seen) == 2 else 1]:
                    os.kill(child.pid, signal.SIGKILL)
        told = {outcome.name: outcome for outcome in state.outcomes()}
    assert len(killed) >= 2
    assert sorted(seen) == list(range(8))
    assert texts(told) == wanted


def test_a_process_killed_before_it_has_anything_to_do_breaks_nothing(folder):
    """With nothing running the pool gives itself up, and with it all that it was handed; another takes its place."""
    wanted = expected(folder)
    place = Counted(1)
    killed = []

    def waiting() -> Iterator[Waiting]:
        for number, one in enumerate(place.keys(enumerate(submissions(folder)))):
            yield one
            if number == 0:
                (child,) = multiprocessing.active_children()
                os.kill(child.pid, signal.SIGKILL)
                killed.append(child.pid)
                child.join()
                time.sleep(0.5)  # until the pool sees it

    done = {one.submission.name: from_text(one.submission.name, one.examined.body) for one in place.examine(waiting()) if one is not None}
    assert killed and texts(done) == wanted


def test_a_process_killed_with_the_pipe_of_all_in_its_hands_stops_nobody_for_long(tmp_path, trouble, monkeypatch):
    monkeypatch.setattr(workers, "_PATIENCE", 0.3)
    wanted = expected(several(tmp_path / "all" / "then", 3))
    folder = tmp_path / "all"
    submit(folder / "hold", mark="hold")
    told = audited_by(Counted(2), folder)
    assert told.pop("hold").standing is Standing.PASS
    assert texts(told) == {f"then/{name}": text for name, text in wanted.items()}


def test_few_submissions_are_taken_ahead(tmp_path):
    """Memory stays flat however many there are: the next is asked for when one is done."""
    submit(tmp_path / "a")
    asked = []

    def waiting() -> Iterator[Waiting]:
        for position in range(40):
            asked.append(position)
            yield Waiting(position, next(submissions(tmp_path)), "")

    place = Counted(1)
    most = 0
    for number, _ in enumerate(place.examine(waiting()), start=1):
        most = max(most, len(asked) - number)
    assert len(asked) == 40 and most <= (audit_batches.AHEAD + 1) * audit_batches.BATCH


def batches(sizes: Iterable[int | None], jobs: int) -> list[list[int] | None]:
    """The positions of what is handed out together, for submissions of these sizes; None for what needs no examination."""
    submission = Submission("a", (), None)
    waiting = (None if size is None else Waiting(at, submission, "", size) for at, size in enumerate(sizes))
    return [batch and [one.position for one in batch] for batch in audit_batches.batches(waiting, jobs)]


def test_a_short_run_hands_out_one_by_one_and_a_long_one_in_batches():
    assert batches([1] * 8, 2) == [[at] for at in range(8)]
    handed = batches([1] * 200, 2)
    assert [at for batch in handed for at in batch] == list(range(200))
    sizes = [len(batch) for batch in handed[:-1]]
    assert sizes == sorted(sizes) and sizes[-1] == audit_batches.BATCH == max(map(len, handed))


def test_large_files_are_handed_out_alone():
    small = [1] * 100
    full = audit_batches.BATCH_BYTES
    assert [100] in batches([*small, full + 1, *small], 1)
    (half,) = [batch for batch in batches([*small, *[full // 2 - 4] * 2, *small], 1) if 100 in batch]
    (over,) = [batch for batch in batches([*small, *[full // 2 + 1] * 2, *small], 1) if 100 in batch]
    assert 101 in half and 101 not in over


def test_how_large_the_files_are_is_known_without_reading_them(tmp_path):
    (here,) = submissions(several(tmp_path / "all", 1))
    read = contents(here)
    assert size(here) == sum(len(file.data) for file in read.all) > 0
    elsewhere = [str(tmp_path / "gone.pdf"), "memory://a/record.pdf"]  # go alone, as a scan does
    assert {size(Submission("a", (file,), None)) for file in elsewhere} == {LARGEST_RECORD}
    for looked_at in (Processes(1, SETTINGS).unseen, Processes(1, SETTINGS).keys):
        (waiting,) = looked_at([(0, here)])
        assert (waiting.position, waiting.submission, waiting.size) == (0, here, size(here))


def test_what_needs_no_examination_waits_for_no_batch():
    handed = batches([1] * 50 + [None] + [1] * 3, 1)
    assert handed.count(None) == 1 and [at for batch in handed if batch for at in batch] == [at for at in range(54) if at != 50]
    assert handed.index(None) < next(number for number, batch in enumerate(handed) if batch and 51 in batch)


def test_an_offender_among_many_takes_none_of_its_batch_with_it(tmp_path, trouble):
    wanted = expected(several(tmp_path / "all" / "good", 24))
    for name in ("crash", "raise", "end"):
        submit(tmp_path / "all" / "good" / f"{name} 1", mark=name)  # in the middle of those that are handed out together
    told = audited_by(Counted(1), tmp_path / "all")
    assert all(told.pop(f"good/{name} 1").standing is Standing.UNUSABLE for name in ("crash", "raise", "end"))
    assert texts(told) == {f"good/{name}": text for name, text in wanted.items()}


def test_a_batch_that_takes_long_is_handed_out_one_by_one(tmp_path, trouble, monkeypatch):
    monkeypatch.setattr(workers, "BATCH_SECONDS", 0.2)
    folder = several(tmp_path / "all", 10)
    for number in range(10):
        (folder / f"{number + 1:02d}").rename(folder / f"slow {number:02d}")
    told = audited_by(Counted(1, seconds=30.0), folder)
    assert len(told) == 10 and all(outcome.standing is not Standing.UNUSABLE for outcome in told.values())


def test_what_needs_no_examination_is_told_while_another_is_waited_for(folder):
    met = []
    stream = Counted(1).examine(iter([None, None]))
    met.extend(stream)
    assert met == [None, None]


def test_a_process_is_replaced_after_so_many(tmp_path, monkeypatch):
    monkeypatch.setattr(workers, "RECYCLED", 2)
    folder = several(tmp_path / "all", 3)
    assert texts(audited_by(Counted(1), folder)) == expected(folder)


def test_cluster_workers_keep_a_process_of_their_own_until_the_limits_change(folder, monkeypatch):
    (submission, *_) = submissions(folder)
    wanted = to_text(outcomes_of(folder)[0])
    first = multiprocessing.active_children()
    pids = []
    for megabytes in (2048, 2048, 1024):
        _, examined = workers.isolated(submission, replace(SETTINGS, megabytes=megabytes))
        assert examined.body == wanted
        (child,) = [child for child in multiprocessing.active_children() if child not in first]
        pids.append(child.pid)
    assert pids[0] == pids[1] != pids[2]
    os.kill(pids[2], signal.SIGKILL)
    assert workers.isolated(submission, replace(SETTINGS, megabytes=1024))[1].body == wanted
    workers._ended(workers._own.pool)
    del workers._own.pool
