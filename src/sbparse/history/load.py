"""The declared history from a file: workbook, CSV, JSON or Word document, told apart by its content and not by its name."""

from pathlib import Path
from typing import Final

from sbparse.errors import UnusableFileError
from sbparse.history.csvfile import read_csv
from sbparse.history.docx import read_docx
from sbparse.history.jsonfile import read_json
from sbparse.history.model import DeclaredHistory
from sbparse.history.package import open_package
from sbparse.history.raw import RawSheet
from sbparse.history.sheets import declared
from sbparse.history.xlsx import sheets_in
from sbparse.messages import Message, message
from sbparse.policy import RuleSet
from sbparse.values.sizes import LARGEST_HISTORY

MAX_BYTES: Final = LARGEST_HISTORY

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF: Final = b"%PDF-"
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
# Directory names in an OLE file: an encrypted office document, and what the formats before 2007 hold.
_OLE_CONTENTS: Final = (
    ("EncryptedPackage".encode("utf-16-le"), "history.password"),
    ("WordDocument".encode("utf-16-le"), "history.old-word"),
    ("Workbook".encode("utf-16-le"), "history.old-excel"),
    ("Book".encode("utf-16-le"), "history.old-excel"),
)
_MARKUP: Final = ("<", "{\\rtf")
_NO_TEXT: Final = frozenset(map(chr, range(9))) | {"\x0e", "\x7f"}


def read_history(path: Path | str, ruleset: RuleSet | None = None) -> DeclaredHistory:
    """The history that a file declares (CONTRACT section 2).

    Args:
        path: the file.
        ruleset: whose words 申报级别 and 学历 are brought to; the shipped one by default.

    Raises:
        UnusableFileError: the file cannot be opened, is too large, damaged, protected by a password, or of another kind.
        HistoryError: a column is missing, there is no row, or a cell cannot be read for certain; names sheet, row and cell.
    """
    return history_of(load(Path(path), MAX_BYTES), str(path), ruleset)


def history_of(data: bytes, file: str, ruleset: RuleSet | None = None) -> DeclaredHistory:
    """The history that a file's bytes declare; ``file`` is its name, for errors. Raises as :func:`read_history` does."""
    return declared(file, _raw_sheets(data, file), ruleset)


def load(path: Path, most: int) -> bytes:
    """A file's bytes; UnusableFileError where it cannot be opened or holds more than ``most``."""
    data = start_of(path, most + 1)
    if len(data) > most:
        raise UnusableFileError(message("history.too-large", limit=most // 2**20), file=str(path))
    return data


def start_of(path: Path, size: int) -> bytes:
    """A file's first bytes; UnusableFileError where it cannot be opened."""
    try:
        with path.open("rb") as stream:
            return stream.read(size)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
        raise UnusableFileError(message("history.cannot-open", reason=reason), file=str(path)) from error


def _raw_sheets(data: bytes, file: str) -> tuple[RawSheet, ...]:
    if data.startswith(_ZIP):
        return _office_sheets(data, file)
    if data.startswith(_OLE):
        key = next((key for name, key in _OLE_CONTENTS if name in data), "history.unknown-kind")
        raise UnusableFileError(message(key), file=file)
    if data.startswith(_PDF):
        raise UnusableFileError(message("history.is-pdf"), file=file)
    text = _decoded(data)
    if text is None or text.lstrip().startswith(_MARKUP):
        raise UnusableFileError(message("history.unknown-kind"), file=file)
    return read_json(text, file) if text.lstrip().startswith(("{", "[")) else read_csv(text, file)


def _office_sheets(data: bytes, file: str) -> tuple[RawSheet, ...]:
    with open_package(data, file) as package:
        members = package.namelist()
        if "xl/workbook.bin" in members:
            raise UnusableFileError(message("history.old-excel"), file=file)
        if any(member.startswith("xl/") for member in members):
            return sheets_in(package, data, file)
    if any(member.startswith("word/") for member in members):
        return read_docx(data, file)
    raise UnusableFileError(_other_package(members), file=file)


def _other_package(members: list[str]) -> Message:
    return message("history.open-document" if "content.xml" in members else "history.unknown-kind")


def _decoded(data: bytes) -> str | None:
    """The text of a file: UTF-8, UTF-16 with its mark, else GB18030, each strictly; None where it is no text."""
    encodings = ("utf-16",) if data.startswith(_UTF16) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if _NO_TEXT & set(text) else text
    return None
