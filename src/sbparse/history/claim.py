"""申报信息: the items of a two-column sheet, with or without a header row, or of a form with several pairs in a row."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

from sbparse.history.cells import CellError, Problems, quote, read_day, read_id_number, read_month, read_text
from sbparse.history.forms import CLAIM_HEADINGS, CLAIM_ITEMS, CLAIM_TITLES, Column, heading
from sbparse.history.model import Claim
from sbparse.history.raw import Cell, RawSheet, Row
from sbparse.messages import message
from sbparse.policy.model import RuleSet
from sbparse.values.text import fold

FEWEST_ITEMS: Final = 2
"""A sheet without a telling name is 申报信息 when it has at least so many of its items."""

_Reader: TypeAlias = Callable[[Cell, str], object]

_ITEMS: Final = {heading(name): item for item in CLAIM_ITEMS for name in item.names}
_HEADINGS: Final = tuple(frozenset(heading(name) for name in names) for names in CLAIM_HEADINGS)


def is_claim_title(name: str) -> bool:
    return heading(name) in {heading(title) for title in CLAIM_TITLES}


def holds_a_claim(sheet: RawSheet) -> bool:
    """Whether a sheet looks like 申报信息 by its content: its header row, or several of its items each with a cell beside it."""
    first = [heading(cell.text) for cell in sheet.rows[0].cells if not cell.empty] if sheet.rows else []
    headed = len(first) == 2 and all(name in names for name, names in zip(first, _HEADINGS, strict=True))
    return headed or len({item for item, _, _ in claim_cells(sheet)}) >= FEWEST_ITEMS


def read_claim(sheets: Iterable[RawSheet], problems: Problems, ruleset: RuleSet) -> Claim:
    """The claim that the sheets hold together, its 申报级别 and 学历 in the words of the rule set.

    An item that is not known is left out, one that cannot be read goes to ``problems``.
    """
    readers = _readers(ruleset)
    values: dict[str, object] = {}
    for where, key, name, cell in ((sheet, *pair) for sheet in sheets for pair in claim_cells(sheet)):
        try:
            value = None if cell.empty else readers[key](cell, name)
        except CellError as error:
            problems.append((where, error))
            continue
        if value is not None and values.setdefault(key, value) != value:
            problems.append((where, CellError(cell, message("history.item-twice", item=name))))
    given: Mapping[str, Any] = values
    return Claim(**given)


def claim_cells(sheet: RawSheet) -> Iterator[tuple[str, str, Cell]]:
    """Every known item with its cell: key, contract's name, cell.

    The cell stands to the right of the item; where two items stand side by side they are a header row, and it stands below.
    """
    for position, row in enumerate(sheet.rows):
        cells = _distinct(row)
        items = [(place, item) for place, cell in enumerate(cells) if (item := _item(cell))]
        if any(_item(cell) for place, _ in items for cell in cells[place + 1 : place + 2]):
            yield from (
                (item.key, item.name, below.at(row.cells.index(cells[place])))
                for below in sheet.rows[position + 1 :]
                for place, item in items
            )
            return
        yield from ((item.key, item.name, cells[place + 1]) for place, item in items if place + 1 < len(cells))


def _item(cell: Cell) -> Column | None:
    return _ITEMS.get(heading(cell.value)) if isinstance(cell.value, str) else None


def _distinct(row: Row) -> list[Cell]:
    """The row's own cells, each merged one once."""
    cells: list[Cell] = []
    for cell in row.cells:
        if row.owns(cell) and not (cells and cells[-1] is cell):
            cells.append(cell)
    return cells


def _meaning(known: Callable[[str], str | None], text: str) -> str | None:
    """The word that a text means, by its spellings; ``大学本科/学士`` is fine because both mean the same."""
    whole = known(text) or known(heading(text))
    if whole or "/" not in fold(text):
        return whole
    parts = {_meaning(known, part) for part in fold(text).split("/")}
    return parts.pop() if len(parts) == 1 else None


def _word(known: Callable[[str], str | None], words: Sequence[str], problem: str) -> _Reader:
    """A reader of one of the rule set's words; any other text is refused with the words that there are."""

    def read(cell: Cell, _: str) -> str | None:
        text = read_text(cell)
        meaning = _meaning(known, text) if text else None
        if text and meaning is None:
            raise CellError(cell, message(problem, text=quote(text), known=list(words)))
        return meaning

    return read


def _readers(ruleset: RuleSet) -> Mapping[str, _Reader]:
    return {
        "name": lambda cell, _: read_text(cell),
        "id_number": lambda cell, _: read_id_number(cell),
        "level": _word(ruleset.level, ruleset.level_names, "history.unknown-level"),
        "education": _word(ruleset.education, ruleset.education_names, "history.unknown-education"),
        "graduated": read_day,
        "title": lambda cell, _: read_text(cell),
        "title_since": read_day,
        "profession_since": read_month,
        "career_start": read_month,
        "post": lambda cell, _: read_text(cell),
        "submitted": lambda cell, name: read_day(cell, name, month_will_do=False),
    }
