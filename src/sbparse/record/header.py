"""The header block: labels and values in two columns, with or without colons, in the open or in a ruled table; a value may wrap."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import zip_longest
from typing import Final

from sbparse.findings import RULES, Finding
from sbparse.messages import message
from sbparse.page.words import Line, Word, lines_of, part
from sbparse.record.layouts import Layout
from sbparse.record.reading import Sheet
from sbparse.values.dates import DateError, parse_day, parse_period
from sbparse.values.month import Period
from sbparse.values.place import Place
from sbparse.values.text import fold, plain

APART: Final = 2.5
"""A gap this many times as wide as the text is high ends a value: the header's columns lie further apart, a value's own words do not."""

_WITHIN: Final = 3.0
"""A wrapped line may start this much (points) left of its value's first line."""

_ALIKE: Final = 1.6
"""A wrapped line's type is no larger or smaller than its label's by more than this: a title near by is. Fonts of one size differ by 1.4."""

_FULL: Final = 2.0
"""A value goes on under its label only where its first line leaves less room than this many heights before the next label."""

_LABEL: Final = re.compile("[\u4e00-\u9fff]{2,}:")


@dataclass(frozen=True, slots=True)
class HeaderBlock:
    """The texts of the header block by field, as printed (white space removed), and the block's place. A field without a value is
    absent."""

    texts: Mapping[str, str]
    place: Place | None

    def query(self) -> tuple[Period | None, date | None]:
        """The query period and the query day: 查询日期 holds the one or the other, 查询时间段 may stand beside it.

        Raises:
            DateError: a text is neither.
        """
        period: Period | None = None
        day: date | None = None
        for text in (self.texts.get("query_period"), self.texts.get("query_date")):
            if not text:
                continue
            try:
                asked = parse_period(text)
            except DateError:
                day = parse_day(text)
            else:
                period = period or asked
        return period, day


def query_of(header: HeaderBlock, page: int, findings: list[Finding]) -> tuple[Period | None, date | None]:
    """The query period and day of a header block; both None, with a finding, where a text is neither.

    Args:
        header: the block.
        page: the page to name where the block has no place.
        findings: where to say what could not be read.
    """
    try:
        return header.query()
    except DateError:
        place = header.place
        text = header.texts.get("query_date") or header.texts.get("query_period") or ""
        what = message("reading.unreadable-cell", page=place.page if place else page, text=text[:40])
        findings.append(Finding(rule="unreadable-text", severity=RULES["unreadable-text"], message=what, where=place))
        return None, None


@dataclass(slots=True)
class _Value:
    """A label met on the page and the pieces of its value, which may stand from ``left`` up to ``right``, where the next labels do."""

    label: Word
    text: str
    field: str
    left: float
    right: float
    pieces: list[Word]

    @property
    def middle(self) -> float:
        return self.label.middle


@cache
def _labels(layout: Layout) -> re.Pattern[str]:
    texts = sorted((t for texts in layout.labels.values() for t in texts), key=len, reverse=True)
    return re.compile("(" + "|".join(map(re.escape, texts)) + "):*")


def read_header(sheet: Sheet, lines: Sequence[Line], layout: Layout) -> HeaderBlock:
    """The header block of a page, from the lines of its part; every glyph of a label or value is used up."""
    fields = {text: field for field, texts in layout.labels.items() for text in texts}
    values: list[_Value] = []
    loose: list[list[Word]] = []
    for line in lines:
        found = _labelled(sheet, line, _labels(layout), fields)
        values += found
        taken = {glyph for value in found for word in (value.label, *value.pieces) for glyph in word.glyphs}
        if len(taken) < len(line.folded):  # labels and values are all there is on most lines
            rest = [[glyph for glyph in word.glyphs if glyph not in taken] for word in line.words]
            loose.append([part(sheet.page, glyphs) for glyphs in rest if glyphs])
    for value in values:
        value.right = min((v.label.x0 for v in values if v.label.x0 > value.left), default=float("inf"))
    for words in loose:
        _carry_on(sheet, words, values, fields)
    texts: dict[str, str] = {}
    for value in values:
        sheet.use(value.field, value.pieces)
        text = plain("".join(line.text for line in lines_of(value.pieces)))
        if text and value.field not in texts:
            texts[value.field] = text if value.field in ("name", "employer") else fold(text)
    used = [line for line in lines if any(glyph in sheet.uses for glyph in line.glyphs)]
    return HeaderBlock(texts, sheet.place(used) if used else None)


def _labelled(sheet: Sheet, line: Line, labels: re.Pattern[str], fields: Mapping[str, str]) -> list[_Value]:
    """The labels on a line, each with what stands right of it up to the next label."""
    matches = [m for m in labels.finditer(line.folded) if _starts_word(line, m.start())]
    values: list[_Value] = []
    glyphs = line.glyphs
    for match, following in zip_longest(matches, matches[1:]):
        label = part(sheet.page, glyphs[match.start() : match.end()])
        sheet.use("label", [label])
        pieces = _value(sheet, line, match.end(), following.start() if following else len(line.folded))
        values.append(_Value(label, match[1], fields[match[1]], pieces[0].x0 if pieces else label.x1, float("inf"), pieces))
    return values


def _value(sheet: Sheet, line: Line, start: int, end: int) -> list[Word]:
    """What a label's value is: the text behind it, up to a wide gap or a ruling.

    Behind those stands a label that no layout knows, and its value: left over, to be reported. So it may behind a label with a blank value.
    """
    value: list[Word] = []
    position = 0
    for word in line.words:
        glyphs = word.glyphs[max(0, start - position) : max(0, end - position)]
        position += len(word.glyphs)
        if not glyphs:
            continue
        piece = part(sheet.page, glyphs) if len(glyphs) < len(word.glyphs) else word
        if _is_label(piece) or (value and _is_apart(sheet, value[-1], piece)):
            break
        value.append(piece)
    return value


def _carry_on(sheet: Sheet, words: Sequence[Word], values: Sequence[_Value], fields: Mapping[str, str]) -> None:
    """Give the words of a line that stand behind no label to the values, or the label, that they carry on.

    A text where the labels stand, which is no rest of one, is a label that no layout knows: what follows it is no known label's value.
    """
    unknown: Word | None = None
    for word in words:
        owner = _owner(sheet, word, values)
        if owner is None:
            label = next((v for v in values if v.text + word.folded.rstrip(":") in fields and _below(v.label, word)), None)
            if label is None:
                unknown = word
                continue
            label.text += word.folded.rstrip(":")
            label.field = fields[label.text]
            sheet.use("label", [word])
        elif unknown is None or unknown.x0 < owner.label.x0 - _WITHIN:
            owner.pieces.append(word)


def _below(above: Word, word: Word) -> bool:
    """Whether a word stands in the line below another, and under it."""
    return 0 < word.middle - above.middle < 2.2 * word.height and word.x0 < above.x1 and word.x1 > above.x0


def _is_apart(sheet: Sheet, left: Word, right: Word) -> bool:
    """Whether a wide gap or a ruling parts two words of one line, so that they are of two values."""
    if right.x0 - left.x1 > APART * right.height:
        return True
    return any(left.x1 - 1 <= r.at <= right.x0 + 1 and r.start <= left.middle <= r.end for r in sheet.page.verticals)


def _is_label(word: Word) -> bool:
    """Whether a text begins as a label: ideographs and a colon, which no value has."""
    return _LABEL.match(word.folded) is not None


def _starts_word(line: Line, position: int) -> bool:
    """Whether a label begins where a word of the line begins; inside a word it is part of a value."""
    start = 0
    for word in line.words:
        if start == position:
            return True
        start += len(word.folded)
    return False


def _owner(sheet: Sheet, word: Word, values: Sequence[_Value]) -> _Value | None:
    """The value that a line without a label carries on: in its column, the nearest above or level; a centred label may also stand
    below."""
    column = [v for v in values if _may_carry_on(sheet, word, v)]
    if not column:
        return None

    def distance(value: _Value) -> float:
        return round(min(abs(word.middle - at) for at in (value.middle, *(piece.middle for piece in value.pieces))), 1)

    owner = min(column, key=distance)  # of two as near the first, which stands above
    return owner if distance(owner) < 2.2 * word.height else None


def _may_carry_on(sheet: Sheet, word: Word, value: _Value) -> bool:
    """Whether a text without a label may be part of a value.

    The lines of a wrapped value are set in one type and begin, end or have their middle at one place, or go on under the label; what stands
    above or below the header block does not.
    """
    label = value.label
    if _is_label(word) or not label.height / _ALIKE < word.height < label.height * _ALIKE:
        return False
    in_column = value.left - _WITHIN <= word.x0 < value.right
    beside = [piece for piece in value.pieces if abs(piece.middle - value.middle) < label.height / 2]
    if not beside:  # the label stands between two lines
        return in_column
    if abs(word.middle - value.middle) < label.height / 2:
        return in_column and not _is_apart(sheet, beside[-1], word)
    left, right = beside[0].x0, beside[-1].x1
    if in_column:
        return min(abs(word.x0 - left), abs(word.x1 - right), abs(word.centre - (left + right) / 2)) < _WITHIN
    under = word.middle > value.middle and abs(word.x0 - label.x0) < _WITHIN and ":" not in word.folded
    return under and value.right - right < _FULL * label.height
