"""Which submissions are handed out to a process together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from sbparse.audit.submission import Submission

BATCH: Final = 16
"""Submissions that are handed out together, once the run has got going: to hand one out and to take its outcome back costs a tenth of what
it takes to examine it."""
BATCH_BYTES: Final = 2**20
"""What the files of a batch may have together: scans, which take seconds, go alone."""
AHEAD: Final = 2
"""Batches a process that are handed out ahead: enough that none waits, few enough that none is held long."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A submission to be examined, with its position in the run, the key of what it held when it was looked at, and the size of that.

    Without a key it was not looked at: no outcome was kept yet that it could have had.
    """

    position: int
    submission: Submission
    key: str | None
    size: int = 0


Batch: TypeAlias = list[Waiting]


def batches(waiting: Iterable[Waiting | None], jobs: int) -> Iterator[Batch | None]:
    """Submissions to be handed out together: at first one by one, so that a short run has all its processes at work."""
    batch: Batch = []
    room = count = 0
    for one in waiting:
        if one is None:
            yield None
            continue
        if batch and one.size > room:
            yield batch
            batch = []
        count += 1
        room = (room if batch else BATCH_BYTES) - one.size
        batch.append(one)
        if len(batch) >= min(BATCH, count // (AHEAD * jobs)):
            yield batch
            batch = []
    if batch:
        yield batch
