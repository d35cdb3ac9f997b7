"""Documents and workers that misbehave. Workers are spawned: what they do instead of examining stands in a module they can import."""

import gc
import io
import os
import signal
import time
import zlib
from collections.abc import Sequence
from pathlib import Path

import pikepdf
from audit_build import CLEAN, record_of
from pebble.pool.channel import WorkerChannel

from sbparse.audit import examine, workers
from sbparse.audit.contents import Settings
from sbparse.audit.outcome import Examined
from sbparse.audit.submission import Submission


def hanging(levels: int = 40) -> bytes:
    """A record whose page draws a form that draws a form twice, and so on: 2 to the power of ``levels`` drawings, in native code."""
    with pikepdf.open(io.BytesIO(record_of(CLEAN))) as document:
        form = _form(document, b"0 0 m 1 1 l S")
        for _ in range(levels):
            outer = _form(document, b"q /F0 Do Q q /F0 Do Q")
            outer.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F0=form))
            form = outer
        page = document.pages[0]
        page.Resources.XObject = pikepdf.Dictionary(F0=form)
        page.contents_add(b" /F0 Do ")
        return _bytes(document)


def _form(document: pikepdf.Pdf, content: bytes) -> pikepdf.Object:
    form = document.make_indirect(document.make_stream(content))
    form.Type, form.Subtype, form.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, pikepdf.Array([0, 0, 600, 600])
    return form


def swelling(megabytes: int) -> bytes:
    """A record whose page has a small stream that becomes so large when it is unpacked."""
    with pikepdf.open(io.BytesIO(record_of(CLEAN))) as document:
        stream = pikepdf.Stream(document, zlib.compress(b" " * (megabytes * 2**20), 9))
        stream.Filter = pikepdf.Name.FlateDecode
        page = document.pages[0]
        page.contents_coalesce()
        page.Contents = pikepdf.Array([page.Contents, document.make_indirect(stream)])
        return _bytes(document)


def _bytes(document: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def within(batch: Sequence[Submission], settings: Settings) -> list[tuple[str, Examined]]:
    """What a worker does in place of examining: what a submission's name says, else what it should."""
    for submission in batch:
        do = _DONE.get(submission.name.rpartition("/")[2].split()[0])
        if do is not None:
            do(submission)
    return workers._within(batch, settings)


def _crash(_: Submission) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def _crash_once(submission: Submission) -> None:
    flag = Path(submission.records[0]).parent / "crashed"
    if not flag.exists():
        flag.touch()
        os.kill(os.getpid(), signal.SIGKILL)


def _killed(_: Submission) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _end(_: Submission) -> None:
    os._exit(7)


def _eat(_: Submission) -> None:
    def examined(submission: Submission, settings: Settings) -> tuple[str, Examined]:
        raise MemoryError(len(bytearray(2**40)))

    examine.examine = examined  # this process ends with it


def _hold(submission: Submission) -> None:
    """Once, end as a process does that is killed while it has the pipe that all share."""
    flag = Path(submission.records[0]).parent / "held"
    if not flag.exists():
        flag.touch()
        channel = next(known for known in gc.get_objects() if isinstance(known, WorkerChannel))
        channel.mutex.acquire()
        os.kill(os.getpid(), signal.SIGKILL)


def _slow(_: Submission) -> None:
    time.sleep(0.15)


def _raise(_: Submission) -> None:
    raise ZeroDivisionError


_DONE = {
    "crash": _crash,
    "crash-once": _crash_once,
    "killed": _killed,
    "end": _end,
    "eat": _eat,
    "raise": _raise,
    "hold": _hold,
    "slow": _slow,
}
