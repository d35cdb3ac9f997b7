"""Office files as zip packages: looked over before any library opens them.

A workbook is somebody's attachment. What could fill the memory or never end is refused by its directory: too much to unpack, an XML
part with a document type (entities that grow), encrypted members. What the libraries still stumble over is one known set of exceptions.
"""

import re
import struct
import zipfile
import zlib
from contextlib import suppress
from io import BytesIO
from typing import IO, Final
from xml.parsers import expat

from sbparse.errors import UnusableFileError
from sbparse.messages import Message, message

MAX_MEMBERS: Final = 2000
"""Files in a package; a workbook of ten sheets has some thirty."""
MAX_UNPACKED: Final = 200 * 2**20
"""Bytes that all members unpack to."""
MAX_PART: Final = 32 * 2**20
"""Bytes that one XML part unpacks to; 5,000 rows of a history take two megabytes."""
MAX_RATIO: Final = 200
"""How much smaller than unpacked a large member may be; sheets compress some twentyfold, a bomb a thousandfold."""
RATIO_FROM: Final = 2**20
"""Bytes unpacked from which the ratio is asked: small parts full of one character are harmless."""

DAMAGED: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,  # also RecursionError, NotImplementedError (an unknown compression)
    SyntaxError,  # lxml's XMLSyntaxError is one
    TypeError,
    ValueError,
    expat.ExpatError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
"""What zipfile, openpyxl, python-docx and the XML parsers raise over a file that is not what it says; caught around them alone."""

_ENCRYPTED: Final = 0x1
_XML: Final = (".xml", ".rels", ".vml")
_MARKUP: Final = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*<")
_PLAIN: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^<>]*\?>)?\s*<[A-Za-z_]")
"""The root element follows the declaration at once: no document type can come any more, in any encoding that reads so far as ASCII."""
_OPENING: Final = 512
_CHUNK: Final = 2**16
"""Bytes that are read of a part: at first, and then at a time."""


class _PrologEndError(Exception):
    """The root element has begun without a document type before it."""


def open_package(data: bytes, file: str) -> zipfile.ZipFile:
    """The package, its directory checked against the limits and its XML parts for document types.

    Raises:
        UnusableFileError: not a zip, damaged, encrypted, too large unpacked, or with a document type.
    """
    try:
        package = zipfile.ZipFile(BytesIO(data))
        problem = _problem(package)
    except DAMAGED as error:
        raise damaged(file, error) from error
    if problem is not None:
        raise UnusableFileError(problem, file=file)
    return package


def damaged(file: str, error: BaseException) -> UnusableFileError:
    """The error for a file that a library could not read; it names the library's own error for whoever looks into it."""
    return UnusableFileError(message("history.damaged", error=type(error).__name__), file=file)


def _problem(package: zipfile.ZipFile) -> Message | None:
    members = package.infolist()
    if any(member.flag_bits & _ENCRYPTED for member in members):
        return message("history.encrypted")
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
        return message("history.too-large-unpacked")
    if len({member.filename for member in members}) != len(members):
        return message("history.damaged", error="duplicate member")
    for member in members:
        if _oversized(member):
            return message("history.too-large-unpacked")
        if (member.filename.lower().endswith(_XML) or _is_markup(package, member)) and _has_document_type(package, member):
            return message("history.document-type")
    return None


def _oversized(member: zipfile.ZipInfo) -> bool:
    if member.filename.lower().endswith(_XML) and member.file_size > MAX_PART:
        return True
    return member.file_size > RATIO_FROM and member.file_size > MAX_RATIO * max(member.compress_size, 1)


def _is_markup(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Whether a member begins as XML does: a package may name its parts as it likes."""
    with package.open(member) as part:
        return _MARKUP.match(part.read(64)) is not None


def _has_document_type(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Whether a document type stands before the root element, in whatever encoding; only that much is read."""
    with package.open(member) as part:
        chunk = part.read(_OPENING)
        return not _PLAIN.match(chunk) and _declares_type(chunk, part)  # nearly all are plain


def _declares_type(chunk: bytes, part: IO[bytes]) -> bool:
    parser = expat.ParserCreate()
    found: list[str] = []

    def end_of_prolog(*_: object) -> None:
        raise _PrologEndError

    parser.StartDoctypeDeclHandler = lambda name, *_: found.append(name)
    parser.StartElementHandler = end_of_prolog
    with suppress(_PrologEndError):
        while chunk and not found:
            parser.Parse(chunk)
            chunk = part.read(_CHUNK)
    return bool(found)
