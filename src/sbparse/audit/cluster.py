"""The same work on a Dask cluster, for when one machine is outgrown (extra ``cluster``).

Workers need this version of sbparse and see every input, at a path or at an address of a file system that fsspec knows. Examining changes
nothing but its result, so what a dying worker took with it is simply examined again, somewhere else; a document that would hang or kill a
worker meets the same limits there as here (``audit.workers.isolated``).
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from sbparse.audit.batches import Waiting
from sbparse.audit.contents import Settings, contents, key_of
from sbparse.audit.outcome import Unused, unusable
from sbparse.audit.submission import Submission
from sbparse.audit.workers import Done, Place, isolated
from sbparse.errors import UsageError
from sbparse.messages import message, render

if TYPE_CHECKING:
    from distributed import Client, Future, as_completed

AHEAD: Final = 8
"""Submissions a thread of the cluster that are handed out ahead; a scheduler keeps all that it was given in memory."""

_AGAIN: Final = ("lost", "pending")
"""A worker that dies takes finished results with it which had not been fetched; the scheduler has them made again."""

RETRIES: Final = 3
"""How often a submission is tried again elsewhere when its worker dies."""


@contextmanager
def on_cluster(address: str, settings: Settings) -> Iterator[Place]:
    """The cluster of a scheduler as a place to work at; the connection is closed at the end, the cluster goes on.

    Raises:
        UsageError: distributed is not installed, or the scheduler cannot be reached or has no worker.
    """
    try:
        from distributed import Client
    except ImportError:
        raise UsageError(message("audit.needs-cluster")) from None
    try:
        client = Client(address, timeout="10s", set_as_default=False)
        client.wait_for_workers(1, timeout=10)
    except (OSError, TimeoutError, ValueError) as error:
        raise UsageError(message("audit.no-scheduler", address=address, why=type(error).__name__)) from None
    with client:
        yield _Cluster(client, address, settings)


class _Cluster:
    """See :class:`audit.workers.Place`."""

    def __init__(self, client: "Client", address: str, settings: Settings) -> None:
        self._client = client
        self._address = address
        self._settings = settings
        threads: dict[str, int] = client.nthreads()
        self._most = AHEAD * max(1, sum(threads.values()))

    def keys(self, submissions: Iterable[tuple[int, Submission]]) -> Iterator[Waiting]:
        """The inputs are read where they are near, not carried here to be looked at."""
        running: deque[tuple[int, Submission, Future]] = deque()
        for position, submission in submissions:
            running.append((position, submission, self._submitted(_key, submission)))
            if len(running) >= self._most:
                yield self._waiting(*running.popleft())
        while running:
            yield self._waiting(*running.popleft())

    def unseen(self, submissions: Iterable[tuple[int, Submission]]) -> Iterator[Waiting]:
        return (Waiting(position, submission, None) for position, submission in submissions)

    def examine(self, waiting: Iterable[Waiting | None]) -> Iterator[Done | None]:
        from distributed import as_completed

        running: dict[Future, Waiting] = {}
        done = as_completed([], loop=self._client.loop)
        for one in waiting:
            if one is None:
                yield None
                continue
            future = self._submitted(isolated, one.submission)
            running[future] = one
            done.add(future)
            while len(running) >= self._most:
                yield self._next_done(running, done)
        while running:
            yield self._next_done(running, done)

    def _next_done(self, running: "dict[Future, Waiting]", done: "as_completed") -> Done:
        future: Future = next(done)
        while future.status in _AGAIN:
            done.add(future)
            future = next(done)
        return self._done(running.pop(future), future)

    def _done(self, one: Waiting, future: "Future") -> Done:
        if future.status == "finished":
            return Done(one.position, one.submission, *future.result())
        self._must_be_there(future)
        why = render(message("audit.cluster-failed", error=type(future.exception()).__name__), self._settings.lang)
        key = self._settings.once(one.key or _stand_in(one.submission))  # what became of the cluster says nothing of the submission
        return Done(one.position, one.submission, key, unusable(one.submission.name, [Unused(None, why)]))

    def _submitted(self, work: Callable[[Submission, Settings], object], submission: Submission) -> "Future":
        # The settings go with every submission: scattered, they would be lost with the workers that hold them.
        return self._client.submit(work, submission, self._settings, pure=False, retries=RETRIES)

    def _waiting(self, position: int, submission: Submission, key: "Future") -> Waiting:
        if _ended(key) == "finished":
            return Waiting(position, submission, key.result())
        self._must_be_there(key)
        return Waiting(position, submission, _stand_in(submission))  # whoever examines it finds the true one

    def _must_be_there(self, future: "Future") -> None:
        """UsageError where the scheduler is gone, and all that it was given with it."""
        if future.status != "error":
            raise UsageError(message("audit.no-scheduler", address=self._address, why=str(future.status)))


def _ended(future: "Future") -> str:
    """What became of a future, once something has."""
    with suppress(CancelledError):
        future.exception()
        while future.status in _AGAIN:
            future.exception()
    return str(future.status)


def _stand_in(submission: Submission) -> str:
    """For the key of what a submission holds, where nobody could read it."""
    return sha256(repr(submission).encode()).hexdigest()


def _key(submission: Submission, settings: Settings) -> str:
    return key_of(submission, contents(submission), settings)
