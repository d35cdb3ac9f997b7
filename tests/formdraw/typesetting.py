"""How texts become text objects: radicals, fonts that change inside a cell, odd splits, one object a character, order of drawing."""

import random
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from formdraw import vocabulary as words
from formdraw.faces import Width
from formdraw.marks import Mark, Sheet, Text
from formdraw.style import Style

_RADICALS = str.maketrans(words.TO_RADICAL)


def typeset(sheet: Sheet, style: Style, measure: Width) -> list[Mark]:
    """The page's marks in drawing order: rules first, as the sheet has them, then the texts in the style's objects and order."""
    marks = [mark for mark in sheet.marks if not isinstance(mark, Text) and mark is not None]
    texts = [mark for mark in sheet.marks if isinstance(mark, Text) and mark.text]
    if style.radicals:
        texts = [replace(text, text=text.text.translate(_RADICALS)) for text in texts]
    pieces = [piece for number, text in enumerate(texts) for piece in _pieces(text, style, measure, number)]
    return [*marks, *_ordered(pieces, style)]


def _pieces(text: Text, style: Style, measure: Width, number: int) -> Iterable[Text]:
    if text.angle:
        return [text]
    parts = _cut(text.text, style.objects, number)
    if style.latin:
        parts = [run for part in parts for run in _by_script(part)]
    pieces, x = [], text.x
    for part in parts:
        pieces.append(replace(text, x=x, text=part, latin=style.latin and part.isascii()))
        x += sum(map(measure, part)) * text.size
    return [piece for piece in pieces if piece.text.strip()]


def _cut(text: str, objects: str, number: int) -> list[str]:
    """The text's objects. ``split`` cuts at an odd place that depends on the text's number on the page: 233 + 99.20."""
    if objects == "char":
        return list(text)
    if objects == "split" and len(text) > 1:
        at = 1 + (number * 7 + 3) % (len(text) - 1)
        return [text[:at], text[at:]]
    return [text]


def _by_script(text: str) -> list[str]:
    return ["".join(run) for _, run in groupby(text, key=str.isascii)]


def _ordered(texts: list[Text], style: Style) -> list[Text]:
    if style.order == "columns":
        return sorted(texts, key=lambda t: (round(t.x / 12), t.y))
    if style.order == "shuffled":
        shuffled = list(texts)
        random.Random(len(texts)).shuffle(shuffled)  # noqa: S311
        return shuffled
    return texts
