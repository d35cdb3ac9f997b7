"""What a workbook holds that would not survive being opened, corrected and saved, and whether it can be opened at all.

openpyxl keeps cells, styles, sheets, widths, notes, validations, conditional formats, tables, names and common pictures. It drops
shapes and much else without a word, so that is looked for in the package itself, before anything is opened.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from sbparse.errors import UnusableFileError
from sbparse.history.package import DAMAGED, damaged, open_package
from sbparse.history.xlsx_scan import scan
from sbparse.messages import Message, message

MOST_CELLS: Final = 1_000_000
"""Cells that merged ranges may cover together: openpyxl makes each of them."""
MACROS: Final = "xl/vbaProject.bin"

_PICTURES: Final = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff")
_SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml")
_DRAWING: Final = re.compile(r"xl/drawings/[^/]+\.xml")


@dataclass(frozen=True, slots=True)
class _Loss:
    """A kind of content that is lost: by the names of its members, or by what stands in the parts of a kind."""

    key: str
    members: str = r"(?!)"
    parts: re.Pattern[str] = re.compile(r"(?!)")
    content: bytes = rb"(?!)"
    kept_with_macros: bool = False


_LOSSES: Final = (
    _Loss("shapes", parts=_DRAWING, content=rb"<(?:\w+:)?(?:sp|cxnSp|grpSp)[\s>]"),
    _Loss("charts", r"xl/charts/.*"),
    _Loss("controls", r"xl/(?:ctrlProps|activeX)/.*", kept_with_macros=True),
    _Loss("objects", r"xl/embeddings/.*"),
    _Loss("threads", r"xl/threadedComments/.*"),
    _Loss("slicers", r"xl/(?:slicers|timelines)/.*"),
    _Loss("queries", r"xl/(?:connections\.xml|queryTables/.*|model/.*)"),
    _Loss("cell-pictures", r"xl/(?:richData/.*|cellimages\.xml)"),
    _Loss("header-pictures", parts=_SHEET, content=rb"<(?:\w+:)?legacyDrawingHF\s"),
    _Loss("extensions", parts=_SHEET, content=rb"<x14:(?:sparklineGroups|conditionalFormattings|dataValidations)\b"),
    _Loss("other-sheets", r"xl/(?:dialogsheets|macrosheets)/.*"),
    _Loss("signature", r"_xmlsignatures/.*"),
)


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found in a workbook: ``losses`` that saving it again would bring, and whether it has macros, which are kept."""

    losses: tuple[Message, ...]
    macros: bool


def is_workbook(data: bytes) -> bool:
    """Whether a file is a workbook that can be corrected in place, by its content."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return "xl/workbook.xml" in package.namelist()
    except DAMAGED:
        return False


def inspect(data: bytes, file: str) -> Inspection:
    """Look a workbook over.

    Raises:
        UnusableFileError: damaged, encrypted, too large unpacked, or with merged ranges too large to be opened.
    """
    with open_package(data, file) as package:
        names = package.namelist()
        macros = MACROS in names
        try:
            _check_merges(package, file)
            found = [loss.key for loss in _LOSSES if _occurs(loss, package) and not (macros and loss.kept_with_macros)]
        except DAMAGED as error:
            raise damaged(file, error) from error
        if any(name.startswith("xl/media/") and not name.lower().endswith(_PICTURES) for name in names):
            found.append("pictures")
    return Inspection(tuple(message(f"form.loss.{key}") for key in found), macros)


def _check_merges(package: zipfile.ZipFile, file: str) -> None:
    covered = 0
    for part in _parts(package, _SHEET.fullmatch):
        with package.open(part) as stream:
            covered += sum((merge.bottom - merge.top + 1) * (merge.right - merge.left + 1) for merge in scan(stream).merges)
    if covered > MOST_CELLS:
        raise UnusableFileError(message("form.error.merged-too-large"), file=file)


def _occurs(loss: _Loss, package: zipfile.ZipFile) -> bool:
    if any(re.fullmatch(loss.members, name) for name in package.namelist()):
        return True
    pattern = re.compile(loss.content)
    return any(pattern.search(package.read(part)) for part in _parts(package, loss.parts.fullmatch))


def _parts(package: zipfile.ZipFile, fits: Callable[[str], re.Match[str] | None]) -> Iterator[str]:
    return (name for name in package.namelist() if fits(name))
