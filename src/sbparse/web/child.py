"""The program of a child process: one job from stdin, its result to stdout, and no trace.

Where the platform can, the operating system itself holds the child to its limits: memory, and not one byte written to a file.
"""

import sys
from contextlib import suppress
from typing import Final

from sbparse.web.diskless import keep_off_disk
from sbparse.web.parcel import packed, unpacked
from sbparse.web.work import OUT_OF_MEMORY

CPU_SECONDS: Final = 120
"""A parent that is there ends its child long before; this ends one whose parent was killed."""


def main(memory: int) -> None:
    """Do the job on stdin."""
    keep_off_disk()
    # Imported before the job comes: a spare child waits with everything at hand.
    from sbparse.web.jobs import JOBS, preload

    preload()
    limit(memory)
    try:
        parcel = unpacked(sys.stdin.buffer.read())
        result = JOBS[parcel.values.pop("job")](parcel)
        sys.stdout.buffer.write(packed(result.values, result.blobs))
        sys.stdout.buffer.flush()
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)


def limit(memory: int) -> None:
    """Bound this process and its children: address space in bytes, no file output, no memory image after a crash, seconds of CPU."""
    try:
        import resource
    except ImportError:  # not on Windows
        return
    limits = ((resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_CPU, CPU_SECONDS))
    for what, most in limits:
        with suppress(ValueError, OSError):  # macOS refuses RLIMIT_AS
            resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    main(int(sys.argv[1]))
