"""What is asked of any bytes: they are read, or one of the package's own errors says in one line why not."""

import traceback
import zlib
from collections.abc import Callable

from sbparse.errors import SbparseError
from sbparse.history.load import history_of
from sbparse.messages import LANGS
from sbparse.record.document import Engine, read_bytes


def record_failure(data: bytes, engine: Engine | None = None) -> str | None:
    """What left the reader of records but should not have; None where all is well.

    Text is read, and no pictures: a page whose text a damage made undecodable would be read by models, for seconds. Without an engine one
    byte sequence in eight is the second one's, which takes some twenty times as long.
    """
    chosen: Engine = engine or ("pdfium" if zlib.crc32(data) % 8 else "pdfplumber")
    return _failure(lambda: read_bytes(data, "case.pdf", engine=chosen, pictures=False))


def history_failure(data: bytes) -> str | None:
    """The same of the reader of declared histories."""
    return _failure(lambda: history_of(data, "case"))


def _failure(read: Callable[[], object]) -> str | None:
    try:
        read()
    except SbparseError as error:
        lines = [error.line(lang) for lang in LANGS]
        return None if all(line and "\n" not in line for line in lines) else f"not one line: {lines}"
    except Exception:  # noqa: BLE001 - this is what is looked for
        return traceback.format_exc()
    return None
