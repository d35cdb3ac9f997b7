"""What a process that examines submissions does before its first one."""

import gc
import os
import signal
import sys
import threading
import time
from typing import Final

_MEGABYTE: Final = 2**20


def settle_in(parent: int, megabytes: int, patience: float) -> None:
    """What a worker does first: leave Ctrl-C to its parent, take the memory limit, and not outlive its parent."""
    from pebble import CONSTS

    CONSTS.channel_lock_timeout = patience
    collect_seldom()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # a handler would wait until native code is done
    if sys.platform == "linux":
        import ctypes
        import resource

        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a thread a core, each with room of its own, may alone pass the limit
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * _MEGABYTE, megabytes * _MEGABYTE))
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: also while native code runs
    if hasattr(os, "getppid"):
        threading.Thread(target=_end_with, args=[parent], daemon=True).start()


def collect_seldom() -> None:
    """Look for cycles less often than is usual: a submission makes thousands of small values, and hardly any of these."""
    gc.set_threshold(20_000, 20, 20)


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
