"""A form with files, taken in as it streams: bounded while it comes, and kept in memory alone.

Starlette's own form reading puts larger files into temporary ones; here nothing touches a disk, and what is too large is refused before it
is there.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Final

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from sbparse.messages import Message, message

MOST_FILE: Final = 50 * 2**20
"""Bytes of one file: the guide lets applicants hand in at most 50 MB."""
MOST_BYTES: Final = 64 * 2**20
"""Bytes of a whole form."""
MOST_FILES: Final = 8
MOST_FIELDS: Final = 20
MOST_FIELD: Final = 4096
"""Bytes of one field that is no file."""
SECONDS: Final = 120.0
"""How long a form may take to come in."""
QUIET: Final = 20.0
"""How long nothing may come."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a form may be; the defaults are the page's."""

    file: int = MOST_FILE
    total: int = MOST_BYTES
    files: int = MOST_FILES
    fields: int = MOST_FIELDS
    field: int = MOST_FIELD
    seconds: float = SECONDS
    quiet: float = QUIET


@dataclass(frozen=True, slots=True)
class Upload:
    """One file: the field it came in, its name without any folder, its bytes."""

    field: str
    name: str
    data: bytes


@dataclass(slots=True)
class Form:
    """A form as it came in; a file without a name and without bytes was not chosen and is left out."""

    fields: dict[str, str] = field(default_factory=dict)
    files: list[Upload] = field(default_factory=list)


class RefusedUploadError(Exception):
    """A form is too large, too slow, or no form.

    Attributes:
        what: the sentence for the page.
        status: the HTTP status.
    """

    def __init__(self, what: Message, status: int) -> None:
        super().__init__(what.key)
        self.what = what
        self.status = status


async def read_form(stream: AsyncIterator[bytes], content_type: str, length: int | None, limits: Limits = Limits()) -> Form:
    """Read a ``multipart/form-data`` body.

    Args:
        stream: the body, in pieces as they come.
        content_type: the header, with the boundary.
        length: what Content-Length says, None without one.
        limits: how much and how long.

    Raises:
        RefusedUploadError: a limit is passed, or the body is no form; nothing more is read then.
    """
    if length is not None and length > limits.total:
        raise _too_large(limits.total)
    kind, options = parse_options_header(content_type)
    if kind != b"multipart/form-data" or b"boundary" not in options:
        raise _no_form()
    try:
        parts = _Parts(options[b"boundary"], limits)
        async with asyncio.timeout(limits.seconds):
            await parts.feed(stream)
    except TimeoutError:
        raise RefusedUploadError(message("web.upload.slow"), 408) from None
    except FormParserError:
        raise _no_form() from None
    return parts.form


class _Parts:
    """What the parser tells, put together part by part."""

    def __init__(self, boundary: bytes, limits: Limits) -> None:
        self.form = Form()
        self._limits = limits
        self._ended = False
        self._header, self._value = bytearray(), bytearray()
        self._disposition = b""
        self._data = bytearray()
        self._name = ""
        self._file: str | None = None
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin,
                "on_header_field": lambda data, start, end: self._header.extend(data[start:end]),
                "on_header_value": lambda data, start, end: self._value.extend(data[start:end]),
                "on_header_end": self._header_end,
                "on_headers_finished": self._opened,
                "on_part_data": self._more,
                "on_part_end": self._end,
                "on_end": self._finish,
            },
        )

    async def feed(self, stream: AsyncIterator[bytes]) -> None:
        total = 0
        pieces = aiter(stream)
        while True:
            try:
                async with asyncio.timeout(self._limits.quiet):
                    piece = await anext(pieces)
            except StopAsyncIteration:
                break
            total += len(piece)
            if total > self._limits.total:
                raise _too_large(self._limits.total)
            if piece:
                self._parser.write(piece)
        if not self._ended:
            raise _no_form()

    def _begin(self) -> None:
        self._disposition = b""
        self._data = bytearray()

    def _header_end(self) -> None:
        if bytes(self._header).lower() == b"content-disposition":
            self._disposition = bytes(self._value)
        self._header.clear()
        self._value.clear()

    def _opened(self) -> None:
        _, options = parse_options_header(self._disposition)
        if b"name" not in options:
            raise _no_form()
        self._name = options[b"name"].decode("utf-8", "replace")
        named = options.get(b"filename")
        self._file = None if named is None else _plain_name(named.decode("utf-8", "replace"))
        if self._file is None and len(self.form.fields) >= self._limits.fields:
            raise _no_form()
        if self._file and len(self.form.files) >= self._limits.files:
            raise RefusedUploadError(message("web.upload.too-many", limit=self._limits.files), 413)

    def _more(self, data: bytes, start: int, end: int) -> None:
        most = self._limits.field if self._file is None else self._limits.file
        if len(self._data) + end - start > most:
            raise _no_form() if self._file is None else _too_large(most)
        self._data += data[start:end]

    def _end(self) -> None:
        if self._file is None:
            self.form.fields[self._name] = self._data.decode("utf-8", "replace")
        elif self._file or self._data:
            self.form.files.append(Upload(self._name, self._file, bytes(self._data)))
        self._data = bytearray()

    def _finish(self) -> None:
        self._ended = True


def _plain_name(name: str) -> str:
    """The name without folders and characters that no name needs."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(char for char in last if char.isprintable())[:120].strip()


def _too_large(limit: int) -> RefusedUploadError:
    return RefusedUploadError(message("web.upload.too-large", limit=limit // 2**20), 413)


def _no_form() -> RefusedUploadError:
    return RefusedUploadError(message("web.upload.no-form"), 400)
