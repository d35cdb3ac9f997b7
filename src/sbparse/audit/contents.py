"""A submission's files as bytes, and the key under which its outcome is kept: everything that the outcome depends on, and nothing else."""

import errno
import json
import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from secrets import token_hex
from typing import IO, Final, Literal

from sbparse.audit.submission import Submission
from sbparse.errors import SbparseError, UnusableFileError
from sbparse.messages import Lang, message
from sbparse.policy.model import RuleSet
from sbparse.report.clean import encodable
from sbparse.report.inputs import short_names
from sbparse.values.sizes import LARGEST_HISTORY, LARGEST_RECORD

ReportFormat = Literal["html", "xlsx"]

_PIECE: Final = 2**16

FORMAT: Final = 1
"""Counted up whenever the same inputs give another outcome although the version stays; kept outcomes of before are then made anew."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an audit asks for, the same for all its submissions.

    Attributes:
        version: of the package.
        lang, show_ids: how findings are worded, and whether numbers of persons stand in them.
        submitted: the day of the submission where the manifest names none.
        ruleset: whose rules, None for the shipped ones; rules: the SHA-256 of the file it is from.
        report: the format of the submissions' own reports, None for none.
        salt: what numbers of persons are digested with; it changes no outcome.
        seconds: of wall time that a submission may take; megabytes: of address space that a process may take (no limit where the platform
            knows none).
    """

    version: str
    lang: Lang = "zh"
    show_ids: bool = False
    submitted: date | None = None
    ruleset: RuleSet | None = None
    rules: str | None = None
    report: ReportFormat | None = None
    salt: str = ""
    seconds: float = 120.0
    megabytes: int = 2048

    def lost(self, key: str) -> str:
        """The key of a submission that came to no outcome within the limits: with other limits it is tried again."""
        return f"{key} {self.seconds:g}s {self.megabytes}M"

    @staticmethod
    def once(key: str) -> str:
        """The key of one that came to no outcome for a reason that lies outside it and may be gone: the next run tries it again."""
        return f"{key} {token_hex(8)}"


@dataclass(frozen=True, slots=True)
class Content:
    """A file by its name in the submission: its bytes, or why there are none."""

    name: str
    data: bytes = b""
    error: SbparseError | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """The files of a submission."""

    records: tuple[Content, ...]
    history: Content | None

    @property
    def all(self) -> Iterable[Content]:
        return self.records if self.history is None else (*self.records, self.history)


def contents(submission: Submission) -> Contents:
    """A submission's files, read; a file that cannot be read says why. Nothing is read of a submission with a flaw."""
    if submission.flaw is not None or submission.history is None:
        return Contents((), None)
    names = {file: encodable(name) for file, name in short_names([*submission.records, submission.history]).items()}
    records = tuple(_content(path, names[path], LARGEST_RECORD) for path in submission.records)
    return Contents(records, _content(submission.history, names[submission.history], LARGEST_HISTORY))


def size(submission: Submission) -> int:
    """How many bytes its files have on disk, without reading any; of one that cannot be told, or lies elsewhere, the most it may have."""
    return sum(map(_size, submission.records), _size(submission.history) if submission.history else 0)


def _size(path: str) -> int:
    if "://" not in path:
        with suppress(OSError):
            return os.stat(path).st_size  # noqa: PTH116 - thousands
    return LARGEST_RECORD


def _content(path: str, name: str, limit: int) -> Content:
    try:
        data = _bytes(path, limit + 1)
    except ImportError:
        return Content(name, error=UnusableFileError(message("audit.no-reader"), file=name))
    except MemoryError:  # says something of the limits, not of the file
        raise
    except Exception as error:  # noqa: BLE001 - a file system behind an address raises what it likes
        why = getattr(error, "strerror", None) or type(error).__name__
        return Content(name, error=UnusableFileError(message("audit.cannot-open", why=why), file=name))
    if len(data) > limit:
        return Content(name, error=UnusableFileError(message("reading.too-large", megabytes=limit // 2**20), file=name))
    return Content(name, data)


def _bytes(path: str, most: int) -> bytes:
    if "://" not in path:
        if stat.S_ISFIFO(os.stat(path).st_mode):  # noqa: PTH116 - thousands; to open one waits for somebody to write
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        with open(path, "rb", buffering=0) as stream:  # noqa: PTH123
            return _up_to(stream, most)
    import fsspec

    with fsspec.open(path, "rb") as stream:
        return _up_to(stream, most)


def _up_to(stream: IO[bytes], most: int) -> bytes:
    """At most so many bytes, in pieces: a buffer for the most would be 200 MB for every file."""
    pieces: list[bytes] = []
    while most > 0 and (piece := stream.read(min(most, _PIECE))):
        pieces.append(piece)
        most -= len(piece)
    return b"".join(pieces)


def key_of(submission: Submission, read: Contents, settings: Settings) -> str:
    """The SHA-256 of everything that the outcome depends on: the files' names and contents, the settings, the version.

    The submission's own name is not among it: the same papers in another folder have the same outcome.
    """
    flaw = submission.flaw and [submission.flaw.key, str(sorted(submission.flaw.params.items()))]
    parts = [
        FORMAT,
        settings.version,
        settings.lang,
        settings.show_ids,
        submission.submitted or (settings.submitted.isoformat() if settings.submitted else None),
        settings.rules,
        settings.report,
        flaw,
        [[file.name, file.error.line("en") if file.error else sha256(file.data).hexdigest()] for file in read.all],
    ]
    return sha256(json.dumps(parts).encode()).hexdigest()
