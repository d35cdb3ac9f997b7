"""Files that are there whole or not at all: a run that is broken off while it writes leaves what was there before, and nothing else."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sbparse.errors import UsageError
from sbparse.messages import message


@contextmanager
def written_whole(target: Path) -> Iterator[Path]:
    """A file beside the target to write into, which takes its place at the end.

    Raises:
        UsageError: one of the two cannot be written.
    """
    unfinished = target.with_name(f".{os.urandom(8).hex()}.unfinished")  # a name may already be as long as names can be
    try:
        yield unfinished
        unfinished.replace(target)
    except OSError as error:
        raise UsageError(message("cli.error.cannot-write", why=error.strerror or type(error).__name__), file=str(target)) from None
    finally:
        with suppress(OSError):
            unfinished.unlink()
