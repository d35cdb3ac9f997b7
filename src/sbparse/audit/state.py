"""What is done, kept in one SQLite file, so that a run that was broken off goes on where it stopped.

Outcomes are kept by the key of what they were made from; the submissions of a run name their keys. A run holds the file locked from its
start to its end, also against other processes, and the lock goes with the process, however it ends. What came back together is written in
one transaction: what was in flight when a run was killed is all that is lost, and nothing is counted twice.
"""

import secrets
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final, Self

from sbparse.audit.outcome import Examined, Outcome, Standing, from_text
from sbparse.errors import UnusableFileError
from sbparse.messages import message
from sbparse.report.clean import encodable

FORMAT: Final = "1"
"""Of the file; one of another format is refused, not guessed at."""

_APPLICATION: Final = 0x5B9A55E  # marks the file as ours, whatever its name
_TABLES: Final = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE outcome (key TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE trace (key TEXT NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL, shown TEXT NOT NULL) STRICT;
CREATE INDEX trace_value ON trace (kind, value);
CREATE INDEX trace_key ON trace (key, kind);
CREATE TABLE run (position INTEGER PRIMARY KEY, name TEXT NOT NULL, key TEXT, report TEXT) STRICT;
CREATE INDEX run_key ON run (key);
CREATE TABLE report (file TEXT PRIMARY KEY, key TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""


class State:
    """The open file of one run; to be closed by a ``with`` block.

    Args:
        path: the file, made where it is not there; None for one that is gone when the run ends.

    Raises:
        UnusableFileError: it is in use by another run, is no state file, or cannot be written.
    """

    def __init__(self, path: Path | None) -> None:
        self.file = str(path) if path else ""
        with self._usable():
            if path:
                path.touch(mode=0o600)  # names of persons stand in it
                with closing(self._connection()) as base:
                    _ours(base)
            # An empty name is a file of SQLite's own, removed when it is closed; it spares the memory that ":memory:" would take.
            self._base = self._connection()
            try:
                self._open()
            except sqlite3.Error:
                self._base.close()
                raise

    @contextmanager
    def _usable(self) -> Iterator[None]:
        """Errors of the file as the one line that a user sees."""
        try:
            yield
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))
            what = message("audit.state-busy") if busy else message("audit.state-unusable", why=str(error))
            raise UnusableFileError(what, file=self.file) from None
        except OSError as error:
            raise UnusableFileError(message("audit.state-unusable", why=error.strerror or ""), file=self.file) from None
        except sqlite3.DatabaseError:
            raise UnusableFileError(message("audit.state-foreign"), file=self.file) from None

    def _connection(self) -> sqlite3.Connection:
        base = sqlite3.connect(self.file, isolation_level=None, timeout=0.2)
        base.execute("PRAGMA locking_mode = EXCLUSIVE")
        return base

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(sqlite3.Error):
            self._commit()
        with suppress(sqlite3.Error):
            self._base.close()

    def _open(self) -> None:
        base = self._base
        base.execute("PRAGMA journal_mode = WAL" if self.file else "PRAGMA journal_mode = OFF")
        base.execute("PRAGMA synchronous = NORMAL")
        base.execute("BEGIN EXCLUSIVE")  # takes the lock, which locking_mode then keeps
        if not _ours(base):
            for statement in _TABLES.split(";\n"):
                base.execute(statement)
            base.execute(f"PRAGMA application_id = {_APPLICATION}")
            base.executemany("INSERT INTO meta VALUES (?, ?)", [("format", FORMAT), ("salt", secrets.token_hex(16))])
        if self._meta("format") != FORMAT:
            raise sqlite3.DatabaseError
        base.execute("COMMIT")

    def _meta(self, name: str) -> str:
        return str(self._base.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()[0])

    @property
    def salt(self) -> str:
        """What numbers of persons are digested with in this file."""
        return self._meta("salt")

    def recall(self, name: str) -> str | None:
        """What was last remembered under a name."""
        row = self._base.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    def remember(self, name: str, value: str) -> None:
        """Keep a value under a name, beside the outcomes."""
        with self._usable():
            self._begun()
            self._base.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))
            self._base.execute("COMMIT")

    def begin(self) -> None:
        """Forget which submissions the run before had; their outcomes stay."""
        with self._usable():
            self._base.execute("DELETE FROM run")

    @property
    def holds_any(self) -> bool:
        """Whether any outcome is kept."""
        return bool(self._base.execute("SELECT EXISTS (SELECT 1 FROM outcome)").fetchone()[0])

    def standing(self, key: str) -> Standing | None:
        """How the outcome of a key came out; None where none is kept."""
        row = self._base.execute("SELECT json_extract(body, '$.standing') FROM outcome WHERE key = ?", (key,)).fetchone()
        return Standing(row[0]) if row else None

    def reported(self, file: Path) -> str | None:
        """The key of the outcome that a report was last written for."""
        row = self._base.execute("SELECT key FROM report WHERE file = ?", (encodable(str(file)),)).fetchone()
        return str(row[0]) if row else None

    def note(self, position: int, name: str, key: str, report: str | None) -> None:
        """Say that the submission at a position of the run has the outcome of a key, which is kept, and where its report is.

        Such a note is only good for this run, and is written with what is kept next, not by itself.
        """
        with self._usable():
            self._begun()
            self._base.execute("INSERT OR REPLACE INTO run VALUES (?, ?, ?, ?)", (position, name, key, report))

    def keep(
        self,
        position: int,
        name: str,
        key: str,
        examined: Examined,
        report: str | None,
        file: Path | None = None,
        *,
        more: bool = False,
    ) -> None:
        """Keep an outcome, note whose it is and, where it has a report, which file that is: all or nothing.

        With ``more`` the next one follows at once, and what is kept is only then, or when the file is closed, safe from a kill.
        """
        base = self._base
        with self._usable(), self._whole():
            base.execute("DELETE FROM trace WHERE key = ?", (key,))
            base.execute("INSERT OR REPLACE INTO outcome VALUES (?, ?)", (key, examined.body))
            base.executemany("INSERT INTO trace VALUES (?, ?, ?, ?)", [(key, *trace) for trace in examined.traces])
            if report and file:
                base.execute("INSERT OR REPLACE INTO report VALUES (?, ?)", (encodable(str(file)), key))
            self.note(position, name, key, report)
            if not more:
                self._commit()

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """A piece of a transaction; where it is broken off, what waits to be committed is forgotten with it."""
        whole = False
        self._begun()
        try:
            yield
            whole = True
        finally:
            if not whole and self._base.in_transaction:
                self._base.execute("ROLLBACK")

    def _commit(self) -> None:
        if self._base.in_transaction:
            self._base.execute("COMMIT")

    def _begun(self) -> None:
        if not self._base.in_transaction:
            self._base.execute("BEGIN")

    def outcome(self, position: int) -> Outcome:
        """The outcome of the submission at a position of the run; KeyError where it is not done."""
        with closing(self._base.execute(f"{_OUTCOMES} WHERE position = ?", (position,))) as rows:
            found = next(map(_outcome, rows), None)
        if found is None:
            raise KeyError(position)
        return found

    def outcomes(self) -> Iterator[Outcome]:
        """The outcomes of the run's submissions, in their order."""
        with closing(self._base.execute(f"{_OUTCOMES} ORDER BY position")) as rows:
            yield from map(_outcome, rows)

    def standings(self) -> Counter[Standing]:
        """How many submissions of the run came out how."""
        rows = self.select("SELECT json_extract(body, '$.standing'), count(*) FROM run JOIN outcome USING (key) GROUP BY 1")
        return Counter({Standing(str(standing)): int(str(count)) for standing, count in rows})

    def select(self, statement: str, parameters: Sequence[object] = ()) -> Iterator[tuple[object, ...]]:
        """Rows of a query over ``run`` and ``trace``, see ``audit.across``."""
        with closing(self._base.execute(statement, parameters)) as rows:
            yield from rows


def _ours(base: sqlite3.Connection) -> bool:
    """Whether a file is ours; False for an empty one, sqlite3.DatabaseError for another program's, in which nothing is changed."""
    ours = bool(base.execute("PRAGMA application_id").fetchone()[0] == _APPLICATION)
    if not ours and base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise sqlite3.DatabaseError
    return ours


_OUTCOMES: Final = "SELECT run.name, run.report, outcome.body FROM run JOIN outcome USING (key)"


def _outcome(row: tuple[str, str | None, str]) -> Outcome:
    name, report, body = row
    return from_text(name, body, report)
