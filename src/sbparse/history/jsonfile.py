"""JSON as raw sheets: an object of sheets, or a bare list that is 工作经历 (CONTRACT section 2).

A row's number is its position in its list, from 1, and a cell's address is its key. Nothing may be lost: a key given twice is refused,
and a number keeps the digits that were written.
"""

import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Final, NoReturn, TypeAlias

from sbparse.errors import HistoryError, UnusableFileError
from sbparse.history.cells import quote
from sbparse.history.claim import is_claim_title
from sbparse.history.forms import ASSESSMENTS, CLAIM_HEADINGS, RENAMES, STINTS, heading
from sbparse.history.raw import Cell, RawSheet, Row, TooLargeError, check_size
from sbparse.messages import message

MAX_SHEETS: Final = 200
"""Keys that are looked at of the outermost object."""

_Json: TypeAlias = Any
_SCALAR: Final = (str, int, float, Decimal, type(None))
_TITLES: Final = {heading(title) for form in (STINTS, RENAMES, ASSESSMENTS) for title in form.titles}


class _Pairs(list[tuple[str, _Json]]):
    """A JSON object as its pairs, in order."""


class _JsonError(ValueError):
    """The text is JSON, but not of a form that can be a history; the argument says where."""


def read_json(text: str, file: str) -> tuple[RawSheet, ...]:
    """The sheets of a JSON history.

    Raises:
        UnusableFileError: no JSON.
        HistoryError: too many sheets, a sheet is no list of objects, a value is no text or number, a key stands twice.
    """
    try:
        root = json.loads(text, object_pairs_hook=_pairs, parse_float=Decimal, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise UnusableFileError(message("history.not-json", row=error.lineno, column=error.colno), file=file) from error
    except (_JsonError, RecursionError, ValueError, ArithmeticError) as error:
        raise UnusableFileError(message("history.bad-json", reason=quote(str(error))), file=file) from error
    sheets = root if isinstance(root, _Pairs) else _Pairs([(STINTS.titles[0], root)])
    if len(sheets) > MAX_SHEETS:
        raise HistoryError(message("history.too-many-tables", limit=MAX_SHEETS), file=file)
    return tuple(_sheet(name, content, file) for name, content in sheets if _known(name) or isinstance(content, list))


def _sheet(name: str, content: _Json, file: str) -> RawSheet:
    try:
        rows = _claim_rows(content) if is_claim_title(name) else _rows(content)
        check_size(len(rows), max((len(row.cells) for row in rows), default=0))
    except TooLargeError as error:
        raise HistoryError(error.what, file=file, place=message("history.place-sheet", sheet=quote(name))) from None
    except _JsonError as error:
        what = message("history.bad-json", reason=quote(str(error)))
        raise HistoryError(what, file=file, place=message("history.place-sheet", sheet=quote(name))) from None
    return RawSheet(name, quote(name), rows)


def _rows(content: _Json) -> tuple[Row, ...]:
    """A list of objects as a header row, number 0, of all their keys, and a row for each."""
    if not isinstance(content, list) or isinstance(content, _Pairs) or not all(isinstance(entry, _Pairs) for entry in content):
        raise _JsonError("[{…}]")
    keys = list(dict.fromkeys(key for entry in content for key, _ in entry))
    check_size(len(content), len(keys))  # before there are cells
    header = Row(0, tuple(Cell(0, key, key) for key in keys))
    return (header, *(_row(number, keys, dict(entry)) for number, entry in enumerate(content, 1))) if content else ()


def _row(number: int, keys: Sequence[str], values: dict[str, _Json]) -> Row:
    return Row(number, tuple(_cell(number, key, values.get(key)) for key in keys))


def _claim_rows(content: _Json) -> tuple[Row, ...]:
    """申报信息: an object ``{item: value}``, a list of pairs, or a list of objects with 项目 and 内容."""
    if isinstance(content, _Pairs):
        pairs: Iterable[tuple[_Json, _Json]] = content
    elif isinstance(content, list) and all(_is_pair(entry) for entry in content):
        pairs = [(entry[0], entry[1]) for entry in content]
    elif isinstance(content, list) and all(isinstance(entry, _Pairs) for entry in content) and not _headed(content):
        pairs = [pair for entry in content for pair in entry]  # [{"姓名": …}, {"学历": …}]
    else:
        return _rows(content)
    return tuple(
        Row(number, (_cell(number, str(item), item), _cell(number, str(item), value))) for number, (item, value) in enumerate(pairs, 1)
    )


def _is_pair(entry: _Json) -> bool:
    return isinstance(entry, list) and not isinstance(entry, _Pairs) and len(entry) == 2


def _headed(entries: list[_Pairs]) -> bool:
    names = {heading(name) for name in CLAIM_HEADINGS[0]}
    return any(heading(key) in names for entry in entries for key, _ in entry)


def _cell(number: int, key: str, value: _Json) -> Cell:
    if not isinstance(value, _SCALAR):
        raise _JsonError(f"{number} {key}")
    return Cell(number, key, value)


def _known(name: str) -> bool:
    return heading(name) in _TITLES or is_claim_title(name)


def _pairs(pairs: list[tuple[str, _Json]]) -> _Pairs:
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            raise _JsonError(key)
        seen.add(key)
    return _Pairs(pairs)


def _no_constant(name: str) -> NoReturn:
    raise _JsonError(name)
