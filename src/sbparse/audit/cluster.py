"""The same work on a Dask cluster, for when one machine is outgrown (extra ``cluster``).

Workers need this version of sbparse and see every input, at a path or at an address of a file system that fsspec knows. Examining changes
nothing but its result, so what a dying worker took with it is simply examined again, somewhere else; a document that would hang or kill a
worker meets the same limits there as here (``audit.workers.isolated``).
"""

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from sbparse.audit.contents import Settings, contents, key_of
from sbparse.audit.examine import unusable
from sbparse.audit.outcome import Unused
from sbparse.audit.submission import Submission
from sbparse.audit.workers import Done, Place, Waiting, isolated
from sbparse.errors import UsageError
from sbparse.messages import message, render

if TYPE_CHECKING:
    from distributed import Client, Future

AHEAD: Final = 8
"""Submissions a thread of the cluster that are handed out ahead; a scheduler keeps all that it was given in memory."""

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
        yield _Cluster(client, settings)


class _Cluster:
    """See :class:`audit.workers.Place`."""

    def __init__(self, client: "Client", settings: Settings) -> None:
        self._client = client
        self._settings = settings
        self._shared: Any = client.scatter(settings, broadcast=True)
        threads: dict[str, int] = client.nthreads()
        self._most = AHEAD * max(1, sum(threads.values()))

    def keys(self, submissions: Iterable[tuple[int, Submission]]) -> Iterator[Waiting]:
        """The inputs are read where they are near, not carried here to be looked at."""
        running: deque[tuple[int, Submission, Future]] = deque()
        for position, submission in submissions:
            running.append((position, submission, self._client.submit(_key, submission, self._shared, pure=False, retries=RETRIES)))
            if len(running) >= self._most:
                yield _waiting(*running.popleft())
        while running:
            yield _waiting(*running.popleft())

    def examine(self, waiting: Iterable[Waiting | None]) -> Iterator[Done | None]:
        from distributed import as_completed

        running: dict[Future, Waiting] = {}
        done = as_completed([])
        for one in waiting:
            if one is None:
                yield None
                continue
            future = self._client.submit(isolated, one.submission, self._shared, pure=False, retries=RETRIES)
            running[future] = one
            done.add(future)
            while len(running) >= self._most:
                yield self._done(running, next(done))
        while running:
            yield self._done(running, next(done))

    def _done(self, running: "dict[Future, Waiting]", future: "Future") -> Done:
        one = running.pop(future)
        if future.status == "finished":
            return Done(one.position, one.submission, *future.result())
        why = render(message("audit.cluster-failed", error=type(future.exception()).__name__), self._settings.lang)
        return Done(one.position, one.submission, self._settings.lost(one.key), unusable(one.submission, [Unused(None, why)]))


def _key(submission: Submission, settings: Settings) -> str:
    return key_of(submission, contents(submission), settings)


def _waiting(position: int, submission: Submission, key: "Future") -> Waiting:
    return Waiting(position, submission, key.result())
