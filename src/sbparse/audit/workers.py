"""Submissions examined in processes of their own, so that a document that hangs, crashes or eats memory costs only itself.

pdfium is native code that cannot be interrupted from within; a process can. Each submission has a time limit, each process a memory
limit, and after some hundred submissions a process is replaced by a fresh one. A submission that cost its process the life is tried once
more, alone and at the end; then it is told to be unusable.
"""

import os
import signal
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import current_process, get_context, resource_tracker
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

from sbparse.audit.batches import AHEAD, Batch, Waiting, batches
from sbparse.audit.contents import Settings, contents, key_of, size
from sbparse.audit.outcome import Examined, Unused, unusable
from sbparse.audit.settling import settle_in
from sbparse.audit.submission import Submission
from sbparse.messages import Message, message, render

if TYPE_CHECKING:  # a run that finds nothing changed starts no process, and needs neither the pool nor what reads a record
    from pebble import ProcessPool

RECYCLED: Final = 250
"""Batches that a process examines before a fresh one takes its place; to start one takes as long as thirty submissions."""

BATCH_SECONDS: Final = 10.0
"""After this long a batch is given up and its submissions are handed out one by one, each with the whole time it may take."""

_PATIENCE: Final = 5.0
"""Seconds that a process waits for the others' common pipe. One that is killed while it holds it keeps it: they end, and the pool is
replaced."""
_KILLED: Final = getattr(signal, "SIGKILL", 9)
_NO_MEMORY: Final = 83
"""Exit code of a process that came to its memory limit where it could still say so."""
_GIVING_UP: Final = (signal.SIGABRT, signal.SIGILL, getattr(signal, "SIGTRAP", signal.SIGILL))
"""How native code ends that is given no more memory."""


@dataclass(frozen=True, slots=True)
class Done:
    """A submission examined, with the key of what was read; ``more`` where the next one came back with it."""

    position: int
    submission: Submission
    key: str
    examined: Examined
    more: bool = False


def cores() -> int:
    """As many processes as this one may use cores."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Place(Protocol):
    """Where submissions are looked at and examined: in processes here, or on a cluster (``audit.cluster``)."""

    def keys(self, submissions: Iterable[tuple[int, Submission]]) -> Iterator[Waiting]:
        """The submissions, numbered, with their keys; in their order."""
        ...

    def unseen(self, submissions: Iterable[tuple[int, Submission]]) -> Iterator[Waiting]:
        """The same without their keys, for a run before which nothing was kept: whoever examines them reads them."""
        ...

    def examine(self, waiting: Iterable[Waiting | None]) -> Iterator[Done | None]:
        """Examine submissions; gives them back as they come to an end. A None is given back as it is met, so that what needed no
        examination can be told meanwhile."""
        ...


class Processes:
    """A place of ``jobs`` processes on this machine."""

    def __init__(self, jobs: int, settings: Settings) -> None:
        self._jobs = jobs or cores()
        self._settings = settings

    def keys(self, submissions: Iterable[tuple[int, Submission]]) -> Iterator[Waiting]:
        for position, submission in submissions:
            read = contents(submission)
            yield Waiting(position, submission, key_of(submission, read, self._settings), sum(len(file.data) for file in read.all))

    def unseen(self, submissions: Iterable[tuple[int, Submission]]) -> Iterator[Waiting]:
        return (Waiting(position, submission, None, size(submission)) for position, submission in submissions)

    def examine(self, waiting: Iterable[Waiting | None]) -> Iterator[Done | None]:
        offenders: list[Waiting] = []
        for met in _pooled(waiting, self._settings, self._jobs):
            if met is None:
                yield None
            elif isinstance(met[1], BaseException):
                offenders.append(met[0])
            else:
                one, (key, examined), more = met[0], met[1], met[2]
                yield Done(one.position, one.submission, key, examined, more)
        for one in offenders:
            yield Done(one.position, one.submission, *_alone(one, self._settings))


def isolated(submission: Submission, settings: Settings) -> tuple[str, Examined]:
    """Examine a submission from within a worker of a cluster, within the limits: in a process of that worker's own, kept for the next one.

    Gives back the key of what was read and what came of it, as ``examine`` does.
    """
    pool = _lasting(settings)
    future = _scheduled(pool, [submission], settings)
    while future is not None and not future.done() and pool.active:
        wait([future], timeout=1)
    if future is not None and future.done() and future.exception() is None:
        return future.result()[0]
    return _alone(Waiting(0, submission, None), settings)


def _lasting(settings: Settings) -> "ProcessPool":
    """The process of a cluster worker's thread; a new one for an audit with another memory limit, or where it is broken."""
    # Dask's workers are daemonic, and such a process may have no children lest they outlive it; ours end with their parent.
    current_process()._config["daemon"] = False  # type: ignore[attr-defined]
    pool: ProcessPool | None = getattr(_own, "pool", None)
    if pool is not None and (_own.megabytes != settings.megabytes or not pool.active):
        _ended(pool)
        pool = None
    if pool is None:
        _own.pool = pool = _pool(1, settings)
        _own.megabytes = settings.megabytes
    return pool


_own: Final = threading.local()


def _alone(offender: Waiting, settings: Settings) -> tuple[str, Examined]:
    """One that has cost a process its life, in a pool of its own."""
    ((_, result, _),) = filter(None, _pooled([offender], settings, 1))
    if not isinstance(result, BaseException):
        return result
    why = Unused(None, render(_cause(result, settings), settings.lang))
    key = offender.key or key_of(offender.submission, contents(offender.submission), settings)
    return settings.lost(key) if _by_itself(result) else settings.once(key), unusable(offender.submission.name, [why])


_Result: TypeAlias = tuple[str, Examined] | BaseException
"""What a process gave back, or what became of the process."""
_Future: TypeAlias = Future[list[tuple[str, Examined]]]


def _pooled(waiting: Iterable[Waiting | None], settings: Settings, jobs: int) -> Iterator[tuple[Waiting, _Result, bool] | None]:
    """Each submission with what came back and whether another one came back with it, in the order in which they end; a None as it is met.

    What becomes of a batch that costs its process the life is no word about its submissions: they are handed out again one by one.
    """
    pool: ProcessPool | None = None
    running: dict[_Future, Batch] = {}
    lost: list[Waiting] = []
    try:
        for handed in (batches(waiting, jobs), ([one] for one in lost)):
            for batch in handed:
                if batch is None:
                    yield None
                    continue
                pool = pool or _pool(jobs, settings)
                while (future := _scheduled(pool, [one.submission for one in batch], settings)) is None:
                    while running:
                        yield from _finished(running, pool, lost)
                    _ended(pool)
                    pool = _pool(jobs, settings)
                running[future] = batch
                while len(running) >= AHEAD * jobs:
                    yield from _finished(running, pool, lost)
            while pool and running:  # then it is known what is lost
                yield from _finished(running, pool, lost)
    finally:
        if pool:
            _ended(pool)


def _pool(jobs: int, settings: Settings) -> "ProcessPool":
    from pebble import ProcessPool

    pool = ProcessPool(
        max_workers=jobs,
        max_tasks=RECYCLED,
        context=get_context("spawn"),  # a fork would take over the parent's locks and its open state file
        initializer=settle_in,
        initargs=[os.getpid(), settings.megabytes, _PATIENCE],
    )
    with _deaf():
        _ = pool.active  # to look whether it is starts it
    return pool


@contextmanager
def _deaf() -> Iterator[None]:
    """Ctrl-C on a terminal reaches workers too, and one that is only starting would die of it with a page of words. They inherit what their
    parent's thread blocks, and so do those that the pool's threads start later."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # which else is started meanwhile, and then unblocks the signal
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _scheduled(pool: "ProcessPool", batch: Sequence[Submission], settings: Settings) -> "_Future | None":
    """Submissions handed to a pool; None where the pool is broken, as when a process is killed between two batches."""
    seconds = settings.seconds if len(batch) == 1 else min(settings.seconds, BATCH_SECONDS)
    with suppress(RuntimeError):
        return pool.schedule(_within, args=[batch, settings], timeout=seconds)
    return None


def _within(batch: Sequence[Submission], settings: Settings) -> list[tuple[str, Examined]]:
    """What a worker does with submissions: after one that took all its memory it makes room for a fresh process."""
    from sbparse.audit.examine import examine

    try:
        return [examine(submission, settings) for submission in batch]
    except MemoryError:
        os._exit(_NO_MEMORY)


def _finished(running: "dict[_Future, Batch]", pool: "ProcessPool", lost: list[Waiting]) -> Iterator[tuple[Waiting, _Result, bool]]:
    done, _ = wait(running, timeout=1, return_when=FIRST_COMPLETED)
    # A broken pool forgets what it had not handed out yet.
    for future in done or (list(running) if not pool.active else ()):
        batch = running.pop(future)
        error = future.exception() if future.done() else BrokenProcessPool()
        if error is None:
            for left, (one, result) in zip(reversed(range(len(batch))), zip(batch, future.result(), strict=True), strict=True):
                yield one, result, left > 0
        elif len(batch) > 1:
            lost += batch
        else:
            yield batch[0], error, False


def _ended(pool: "ProcessPool") -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()


def _by_itself(error: BaseException) -> bool:
    """Whether it will come to the same end again within the same limits; not so where somebody killed its process (which may have been the
    system, for want of memory), or where no process could be started."""
    from pebble import ProcessExpired

    return isinstance(error, TimeoutError) or (isinstance(error, ProcessExpired) and error.exitcode != -_KILLED)


def _cause(error: BaseException, limits: Settings) -> Message:
    from pebble import ProcessExpired

    if isinstance(error, TimeoutError):
        return message("audit.timed-out", seconds=round(limits.seconds))
    if isinstance(error, ProcessExpired) and error.exitcode == _NO_MEMORY:
        return message("audit.out-of-memory", megabytes=limits.megabytes)
    if isinstance(error, ProcessExpired) and -error.exitcode in _GIVING_UP:
        return message("audit.gave-up", code=error.exitcode, megabytes=limits.megabytes)
    if isinstance(error, ProcessExpired):
        return message("audit.crashed", code=error.exitcode)
    return message("audit.bug", error=type(error).__name__)
