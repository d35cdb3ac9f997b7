"""Which part of a workbook's package holds which sheet: the workbook names its sheets, its relations say where they are."""

import posixpath
import zipfile
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree

from sbparse.history.xlsx_scan import SheetError

WORKBOOK: Final = "xl/workbook.xml"
RELATIONS: Final = "xl/_rels/workbook.xml.rels"


def sheet_parts(package: zipfile.ZipFile) -> dict[str, str]:
    """The part of each sheet, by the sheet's name. The package has been looked over by ``open_package``.

    Raises:
        SheetError: two sheets of one name.
        KeyError, ElementTree.ParseError: no workbook in its usual place, or not well-formed.
    """
    targets = {attributes.get("Id"): attributes.get("Target", "") for attributes in _elements(package, RELATIONS, "Relationship")}
    parts: dict[str, str] = {}
    for attributes in _elements(package, WORKBOOK, "sheet"):
        name = attributes.get("name", "")
        if name in parts:
            raise SheetError(f"two sheets {name}")
        target = targets[next((value for key, value in attributes.items() if key.endswith("}id")), None)]
        parts[name] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
    return parts


def _elements(package: zipfile.ZipFile, part: str, tag: str) -> Iterator[dict[str, str]]:
    """The attributes of a part's elements of one name, whatever its namespace: strict and transitional files differ in it."""
    for element in ElementTree.fromstring(package.read(part)).iter():  # noqa: S314 - a document type has been refused before
        if element.tag.rpartition("}")[2] == tag:
            yield element.attrib
