"""Jobs in child processes: one process a job, killed when it takes too long, gone with whatever its file did to it.

A spare child that has everything imported waits for the next job, so that nobody waits for Python to start.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from enum import StrEnum
from typing import Any, Final

from sbparse.web.parcel import BrokenParcelError, Parcel, packed, unpacked

SECONDS: Final = 60.0
"""How long one job may take."""
WAITING: Final = 30.0
"""How long a job may wait for others to end before it is refused."""
AT_ONCE: Final = 2
"""Jobs that run side by side."""
MEMORY: Final = 3 * 2**30
"""Address space of a child, in bytes, where the platform can limit it."""
MOST_BYTES: Final = 200 * 2**20
"""What a child may send back."""
OUT_OF_MEMORY: Final = 71
"""The exit code of a child that says so itself."""
_FAREWELL: Final = 10.0  # seconds for a killed child to be gone


class Why(StrEnum):
    """What became of a job that gave no result; named in the catalogue as ``web.failed.<why>``."""

    TIME = "time"
    CRASH = "crash"
    MEMORY = "memory"
    BUSY = "busy"


class JobFailedError(Exception):
    """A job gave no result."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


class Workshop:
    """Where jobs run; a bounded number at once, the others wait their turn.

    Args:
        seconds: wall time of one job.
        memory: address space of a child, in bytes.
        at_once: jobs side by side.
        waiting: seconds that a job may wait for its turn.
        command: what starts a child; tests put another program there.
    """

    def __init__(
        self,
        *,
        seconds: float = SECONDS,
        memory: int = MEMORY,
        at_once: int = AT_ONCE,
        waiting: float = WAITING,
        command: Sequence[str] = (sys.executable, "-B", "-m", "sbparse.web.child"),
    ) -> None:
        self._seconds = seconds
        self._waiting = waiting
        self._command = (*command, str(memory))
        self._turns = asyncio.Semaphore(at_once)
        self._spare: asyncio.subprocess.Process | None = None

    async def run(self, job: str, values: Mapping[str, Any], blobs: Sequence[bytes] = ()) -> Parcel:
        """Have a job done.

        Args:
            job: its name in ``sbparse.web.jobs``.
            values: what it gets, plain.
            blobs: files for it.

        Raises:
            JobFailedError: it took too long, broke down, or had no turn.
        """
        try:
            await asyncio.wait_for(self._turns.acquire(), self._waiting)
        except TimeoutError:
            raise JobFailedError(Why.BUSY) from None
        try:
            child = await self._child()
            try:
                return await asyncio.wait_for(_asked(child, packed({"job": job, **values}, blobs)), self._seconds)
            except TimeoutError:
                raise JobFailedError(Why.TIME) from None
            finally:
                await _ended(child)
        finally:
            self._turns.release()

    async def prepare(self) -> None:
        """Have a child wait for the next job."""
        if self._spare is None or self._spare.returncode is not None:
            self._spare = await self._started()

    async def close(self) -> None:
        """End the child that waits."""
        spare, self._spare = self._spare, None
        if spare is not None:
            await _ended(spare)

    async def _child(self) -> asyncio.subprocess.Process:
        spare, self._spare = self._spare, None
        if spare is not None and spare.returncode is None:
            return spare
        return await self._started()

    async def _started(self) -> asyncio.subprocess.Process:
        pipe = asyncio.subprocess.PIPE
        nothing = asyncio.subprocess.DEVNULL  # a traceback would hold names and numbers
        # A session of its own, so that the child's own children end with it.
        return await asyncio.create_subprocess_exec(*self._command, stdin=pipe, stdout=pipe, stderr=nothing, start_new_session=True)


async def _asked(child: asyncio.subprocess.Process, question: bytes) -> Parcel:
    """Send a job to a child and take its answer, no larger than allowed."""
    if child.stdin is None or child.stdout is None:
        raise JobFailedError(Why.CRASH)
    sending = asyncio.ensure_future(_sent(child.stdin, question))
    try:
        answer = bytearray()
        while piece := await child.stdout.read(2**16):
            answer += piece
            if len(answer) > MOST_BYTES:
                raise JobFailedError(Why.MEMORY)
        await sending
    finally:
        sending.cancel()
    code = await child.wait()
    if code != 0:
        raise JobFailedError(Why.MEMORY if code == OUT_OF_MEMORY else Why.CRASH)
    try:
        return unpacked(bytes(answer))
    except BrokenParcelError:
        raise JobFailedError(Why.CRASH) from None


async def _sent(stream: asyncio.StreamWriter, data: bytes) -> None:
    with suppress(BrokenPipeError, ConnectionResetError):  # a child that is gone is told by its exit code
        stream.write(data)
        await stream.drain()
        stream.close()


async def _ended(child: asyncio.subprocess.Process) -> None:
    """Kill a child with its own children, and wait until it is gone."""
    with suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()
    # Whoever waits for a process waits for its pipes as well, and a pipe that nobody empties never ends.
    with suppress(TimeoutError):
        async with asyncio.timeout(_FAREWELL):
            while child.stdout is not None and await child.stdout.read(2**16):
                pass
            await child.wait()
