"""Outputs read as the programs read them that people open them with; what is given back is what should not be there."""

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final
from zipfile import ZipFile

import lxml.etree
import lxml.html

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_CELL: Final = r"'?[\w ]+'?!\$?[A-Z]{1,2}\$?\d+"
_RANGE: Final = rf"{_CELL}:\$?[A-Z]{{1,2}}\$?\d+"
_OWN: Final = {
    ("验算", "D"): rf"SUM\({_RANGE}\)(\+\d+)?|SUMIF\({_RANGE},\d+,{_RANGE}\)(\+\d+)?"
    rf"|\(YEAR\({_CELL}\)-YEAR\({_CELL}\)\)\*12\+MONTH\({_CELL}\)-MONTH\({_CELL}\)\+1",
    ("验算", "F"): rf"SUM\({_RANGE}\)|SUMIF\({_RANGE},\d+,{_RANGE}\)|{_CELL}",
    ("验算", "G"): r"D\d+-F\d+",
    ("缴费明细", ""): r"SUM\(([A-Z]{1,2})\$2:\1\$\d+\)|SUMIF\(\$A\$2:\$A\$\d+,\d+,([A-Z]{1,2})\$2:\2\$\d+\)",
}
"""The formulas that this program writes, by sheet and column ("" for any)."""


def strange_cells(book: bytes) -> list[str]:
    """Formulas and links of a workbook that are none of this program's own, and texts that would be obeyed elsewhere in it."""
    found: list[str] = []
    with ZipFile(io.BytesIO(book)) as package:
        sheets = _sheets(package)
        for name, part in sheets.items():
            root = lxml.etree.fromstring(package.read(part))
            for cell in root.iter(f"{_MAIN}c"):
                found += _cell(name, cell)
            found += [f"{name}: {each.tag}" for each in root.iter(f"{_MAIN}oleObject", f"{_MAIN}control", f"{_MAIN}legacyDrawingHF")]
            for link in root.iter(f"{_MAIN}hyperlink"):
                found += _link(name, link, _targets(package, part), set(sheets))
        for part in package.namelist():
            if re.search(r"external|vba|activeX|embeddings|connections|queryTable", part):
                found.append(part)
    return found


def _sheets(package: ZipFile) -> dict[str, str]:
    targets = _targets(package, "xl/workbook.xml")
    root = lxml.etree.fromstring(package.read("xl/workbook.xml"))
    return {each.get("name"): "xl/" + targets[each.get(f"{_RELATION}id")][0].removeprefix("/xl/") for each in root.iter(f"{_MAIN}sheet")}


def _targets(package: ZipFile, part: str) -> dict[str, tuple[str, str]]:
    folder, _, name = part.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in package.namelist():
        return {}
    root = lxml.etree.fromstring(package.read(relations))
    return {each.get("Id"): (each.get("Target"), each.get("TargetMode", "")) for each in root}


def _cell(sheet: str, cell: Any) -> Iterator[str]:
    formula = cell.find(f"{_MAIN}f")
    if formula is not None:
        column = re.match("[A-Z]+", cell.get("r"))[0]  # type: ignore[index]
        own = _OWN.get((sheet, column)) or _OWN.get((sheet, ""))
        if not own or not re.fullmatch(own, formula.text or ""):
            yield f"{sheet}!{cell.get('r')}: ={formula.text}"
    if cell.get("t") in ("e", "str") and formula is None:
        yield f"{sheet}!{cell.get('r')}: {cell.get('t')}"


def _link(sheet: str, link: Any, targets: dict[str, tuple[str, str]], sheets: set[str]) -> Iterator[str]:
    """A link leads to a sheet of the same workbook, or to a submission's report in a folder beside it."""
    number = link.get(f"{_RELATION}id")
    if number is None:
        named = re.fullmatch(r"'((?:[^']|'')+)'!A\d+|([^'!]+)!A\d+", link.get("location") or "")
        inside = named and (named[1] or named[2]).replace("''", "'") in sheets
        if not inside:
            yield f"{sheet}: {link.get('location')}"
    elif not re.fullmatch(r"(?:file:///[\w/.-]*/)?reports/[\w%.~()+,;'!@$&=/-]+\.(html|xlsx)", targets[number][0]):
        yield f"{sheet}: {targets[number][0]}"


_TRIMMED: Final = " \t\r\n\v\f\"'\u00a0\u3000\ufeff\u200b\u200c\u200d\u2060\x00"
_SIGNS: Final = tuple("=+-@＝＋－＠\t\r\n")
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?")


def strange_fields(data: bytes) -> list[str]:
    """Fields of a CSV that a spreadsheet would take for a formula; an apostrophe in front says that it is a text."""
    text = data.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), strict=True))
    assert len({len(row) for row in rows}) == 1, "the rows are of different lengths"
    return [field for row in rows for field in row if not _NUMBER.fullmatch(field) and _is_formula(field)]


def _is_formula(field: str) -> bool:
    return not field.startswith("'") and (field.startswith(_SIGNS) or field.lstrip(_TRIMMED).startswith(_SIGNS))


_SHOWN: Final = {"title", "alt", "aria-label", "value", "placeholder", "rows", "data-label", "content"}
"""Attributes that hold texts, or count their lines."""


def structure(html: str) -> Counter[tuple[Any, ...]]:
    """The elements of a page by path, with all their attributes; of those that hold texts only that they are there."""
    root = lxml.html.document_fromstring(html)
    shape: Counter[tuple[Any, ...]] = Counter()
    for element in root.iter():
        if not isinstance(element.tag, str):
            shape["comment", element.text] += 1
            continue
        attributes = {name: None if name in _SHOWN else value for name, value in element.attrib.items()}
        path = "/".join(each.tag for each in reversed([element, *element.iterancestors()]))
        shape[(path, *sorted(attributes.items(), key=str))] += 1
        if element.tag in ("script", "style"):
            shape[path, element.text] += 1
    return shape


_STYLES: Final = re.compile(r"\x1b\[[0-9;]*m")
_OBEYED: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def obeyed(text: str, *, styled: bool = False) -> list[str]:
    """What a terminal would obey in a text, or show in another order; ``styled`` where colours are the program's own."""
    plain = _STYLES.sub("", text) if styled else text
    return [f"U+{ord(char):04X} {unicodedata.name(char, '')}" for char in _OBEYED.findall(plain)]
