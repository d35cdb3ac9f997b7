"""A command within limits: its work is done in a child process, so that a file at which native code hangs, crashes or takes all memory ends
in one line and exit code 2.

The child is a fork made before anything large is loaded, which costs a millisecond or two; it tells through a pipe how long it may take,
once the command line is read. Where a system has no fork (Windows) the command runs without limits.
"""

import os
import select
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

from sbparse.errors import UsageError
from sbparse.messages import message

SECONDS: Final = 120
"""A file of 2,000 pages, the most that is read, takes some 15 seconds."""
MEGABYTES: Final = 2048
"""Reading takes some 50 MB, a report with pictures some hundred more; pdfium stops by itself when an allocation fails."""

_channel: list[int] = []  # the child's end of the pipe
_MOMENT: Final = 0.5
_DIE_WITH_PARENT: Final = 1  # PR_SET_PDEATHSIG of prctl(2)


def apply_limits(seconds: int, megabytes: int) -> None:
    """Put the limits of the command line in force; nothing happens outside :func:`within_limits`."""
    if not _channel:
        return
    os.write(_channel[0], f"{seconds}\n".encode())
    if sys.platform == "linux":
        import ctypes
        import resource

        # numpy, which openpyxl brings, sets room aside for a thread a core; on a machine with many that alone would pass the limit.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20, megabytes * 2**20))
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)


def is_want_of_memory(error: MemoryError | ImportError) -> bool:
    """Whether it was memory that did not suffice: also where a library could not be loaded for that."""
    return isinstance(error, MemoryError) or "failed to map" in str(error) or "cannot allocate memory" in str(error)


def within_limits(work: Callable[[], int]) -> int:
    """The exit code of ``work``, which prints and reads as if it ran in this process.

    Raises:
        UsageError: it took longer than it may, or its process was killed by what it read.
    """
    if not hasattr(os, "fork"):
        return work()
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        _channel.append(theirs)
        os._exit(work())
    os.close(theirs)
    stops: list[int] = []
    before = _handlers(child, stops)
    try:
        seconds = _waited(ours)
    finally:
        os.close(ours)
        signal.setitimer(signal.ITIMER_REAL, 0)
        for each, handler in before.items():
            signal.signal(each, handler)
    if seconds is not None:
        os.kill(child, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if seconds is not None:
        raise UsageError(message("cli.error.timed-out", seconds=seconds))
    if code < 0 and stops:
        return 128 + stops[0]
    if code < 0:
        raise UsageError(message("cli.error.crashed", signal=signal.Signals(-code).name))
    return code


def _handlers(child: int, stops: list[int]) -> dict[signal.Signals, Any]:
    """Pass on what asks this process to stop, which is noted in ``stops``; gives back the handlers of before.

    Ctrl-C reaches the child by itself. Sent to this process alone it is passed on a moment later, and native code that does not hear it is
    ended after one more.
    """
    steps = iter((signal.SIGINT, signal.SIGKILL))

    def stopped(number: int, _: object) -> None:
        stops.append(number)
        if number == signal.SIGINT:
            signal.setitimer(signal.ITIMER_REAL, _MOMENT, _MOMENT)
        else:
            _send(child, signal.SIGKILL)

    def still_there(_: int, __: object) -> None:
        _send(child, next(steps, signal.SIGKILL))

    handlers: dict[signal.Signals, Callable[[int, Any], None]]
    handlers = {signal.SIGINT: stopped, signal.SIGTERM: stopped, signal.SIGALRM: still_there}
    return {each: signal.signal(each, handler) for each, handler in handlers.items()}


def _send(child: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(child, number)


def _waited(pipe: int) -> int | None:
    """Wait for the end of the child, which closes its end of the pipe; gives back the time that it may take where it took longer."""
    seconds = SECONDS
    while True:
        if not select.select([pipe], [], [], seconds)[0]:
            return seconds
        told = os.read(pipe, 32)
        if not told:
            return None
        seconds = int(told)
