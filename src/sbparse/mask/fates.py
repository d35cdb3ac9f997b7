"""What becomes of each character: stays, or is replaced by which other.

Without a record: what is not known to be the form's own is replaced, by its kind. With one (``mask.roles``) the reader's own account of
what each glyph is goes first.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from sbparse.mask import catalogue
from sbparse.mask.pages import Char, SeenPage
from sbparse.mask.substitution import Substitution, is_telling, like
from sbparse.page.words import Line, Word, fold_each
from sbparse.record.reading import Sheet

_NUMBERED: Final = re.compile("号码|流水号|校验码|验证码|身份证|证件|出生|电话|手机|账号|卡号")
"""A line with such a word keeps no number: what is a date elsewhere may be a part of one here."""

_ASKED: Final = re.compile("(?:查询|打印)(?:日期|时间|期间|时段|起止)")
_SCHEME: Final = re.compile(r"(?:https?|file|about|data|blob):/*")
"""How the address begins that a browser prints at the page's edge; the reader knows the line by it."""

_NEAR: Final = 1.2
"""Digits that stand this near (heights) are taken for one number, however its digits are spread."""

_TOUCHING: Final = 0.35
"""A glyph drawn twice stands this near (heights) to its double."""

_OF_A_PERSON: Final = re.compile(r"(?<![0-9])[1-9]\d{16}[\dX](?![0-9])")
_LONG: Final = re.compile(r"\d{4,}|\d+[.,]\d+")


@dataclass(slots=True)
class Fates:
    """The characters of one page and what they become; ``masked[i]`` is None where character ``i`` stays."""

    seen: SeenPage
    sheet: Sheet
    known: bool = True
    masked: list[str | None] = field(init=False)
    settled: list[bool] = field(init=False)

    def __post_init__(self) -> None:
        self.masked = [None] * len(self.seen.chars)
        self.settled = [False] * len(self.seen.chars)

    def keep(self, glyphs: Iterable[int]) -> None:
        for glyph in glyphs:
            if not self.settled[glyph]:
                self.settled[glyph] = True

    def replace(self, glyphs: Sequence[int], text: Sequence[str]) -> None:
        """Let characters become others, one for one, in their width; what was settled before stays so."""
        for glyph, char in zip(glyphs, text, strict=True):
            if not self.settled[glyph]:
                original = self.seen.chars[glyph][0]
                made = like(char, original) if char.isascii() else char
                self.masked[glyph] = made if is_telling(original) or made != original else None
                self.settled[glyph] = True


def by_kind(fates: Fates, substitution: Substitution) -> None:
    """Settle every character that is not settled yet: the form's own words stay, all others are replaced by their kind.

    Where ``fates.known`` is False nothing on the page was recognised, and nothing stays.
    """
    if fates.known:
        _keep_phrases(fates)
        for line in fates.sheet.lines:
            _keep_words(fates, line)
    for line in fates.sheet.lines:
        _mask_numbers(fates, line, substitution)
    doubles = {glyph for glyph, use in fates.sheet.uses.items() if use == "doubled" and not fates.settled[glyph]}
    rest = [glyph for glyph, settled in enumerate(fates.settled) if not settled and glyph not in doubles]
    fates.replace(rest, [substitution.char(fates.seen.chars[glyph][0]) for glyph in rest])
    _follow_doubles(fates, doubles, substitution)


def _follow_doubles(fates: Fates, doubles: set[int], substitution: Substitution) -> None:
    """Let a glyph that was drawn twice become the same both times."""
    places = _places(fates)
    for glyph in sorted(doubles):
        char, box, _ = fates.seen.chars[glyph]
        others = (index for index, other in places[char] if index not in doubles and _touching(box, other[1]))
        other = next(others, None)
        fates.masked[glyph] = fates.masked[other] if other is not None else substitution.char(char) if is_telling(char) else None
        fates.settled[glyph] = True


def _places(fates: Fates) -> dict[str, list[tuple[int, Char]]]:
    places: dict[str, list[tuple[int, Char]]] = {}
    for index, char in enumerate(fates.seen.chars):
        places.setdefault(char[0], []).append((index, char))
    return places


def _keep_phrases(fates: Fates) -> None:
    """Long phrases, wherever they stand: a sentence goes over several lines."""
    glyphs = [glyph for line in fates.sheet.lines for glyph in line.glyphs]
    text = "".join(line.folded for line in fates.sheet.lines)
    for match in catalogue.anywhere().finditer(text):
        fates.keep(glyphs[match.start() : match.end()])


def _keep_words(fates: Fates, line: Line) -> None:
    """Words of the form, labels, and the marks between them; nothing of a value behind the label of a name or number."""
    header = len(line.words) > 1 and all(_is_heading(word) for word in line.words)
    valued = False
    for word in line.words:
        label = catalogue.labels().match(word.folded)
        if label is not None:
            fates.keep(word.glyphs[: label.end()])
            valued = _names_value(label[0])
            if label.end() < len(word.folded):
                _keep_value(fates, word.glyphs[label.end() :], word.folded[label.end() :], line, secret=valued)
        elif scheme := _SCHEME.match(word.folded):
            fates.keep(word.glyphs[: scheme.end()])
        elif header or (word is line.words[0] and catalogue.BARE_DATE.fullmatch(word.folded)):
            fates.keep(word.glyphs)
        else:
            _keep_value(fates, word.glyphs, word.folded, line, secret=valued)


def _is_heading(word: Word) -> bool:
    return (catalogue.is_known(word.folded) and not any(char.isdigit() for char in word.folded)) or (
        len(word.folded) == 1 and catalogue.is_piece(word.folded)
    )


def _names_value(label: str) -> bool:
    """Whether what follows a label is somebody's or something's: all but the query's dates."""
    return _ASKED.search(label) is None


def _keep_value(fates: Fates, glyphs: Sequence[int], folded: str, line: Line, *, secret: bool) -> None:
    """Keep a word that is all the form's own; behind a label that names a person, an employer or a number, marks alone."""
    if not secret and folded.endswith(catalogue.OFFICE):
        fates.keep(glyphs[-len(catalogue.OFFICE) :])
    if not secret and catalogue.is_known(folded) and not (_NUMBERED.search(line.folded) and any(c.isdigit() for c in folded)):
        fates.keep(glyphs)
    else:
        fates.keep([glyph for glyph, char in zip(glyphs, folded, strict=True) if not is_telling(char)])


def _mask_numbers(fates: Fates, line: Line, substitution: Substitution) -> None:
    """Numbers that are left: each whole, under one replacement a number; short counts stay where the page is the form's."""
    secret = _NUMBERED.search(line.folded) is not None or not fates.known
    for glyphs, text in _numbers(fates, line):
        dates = [] if secret else [match.span() for match in catalogue.DATE.finditer(text)]
        for start, end in dates:
            fates.keep(glyphs[start:end])
        for match in _OF_A_PERSON.finditer(text):
            fates.replace(glyphs[match.start() : match.end()], substitution.number_of_person(match[0]))
        for match in catalogue.NUMBER.finditer(text):
            inside = any(start <= match.start() and match.end() <= end for start, end in dates)
            if inside or not (secret or _LONG.search(match[0])):
                if not secret:
                    fates.keep(glyphs[match.start() : match.end()])
                continue
            fates.replace(glyphs[match.start() : match.end()], substitution.token(match[0]))


def _numbers(fates: Fates, line: Line) -> Iterable[tuple[list[int], str]]:
    """The digits of a line and what joins them, as runs of glyphs that stand together, with their folded text."""
    run: list[int] = []
    for word in line.words:
        near = run and word.x0 - fates.seen.chars[run[-1]][1][2] < _NEAR * word.height
        if not near and run:
            yield run, _folded(fates, run)
            run = []
        run += word.glyphs
    if run:
        yield run, _folded(fates, run)


def _folded(fates: Fates, glyphs: Sequence[int]) -> str:
    return fold_each("".join(fates.seen.chars[glyph][0] for glyph in glyphs))


def apply(fates: Fates, substitution: Substitution) -> None:
    """Put what was settled to the glyphs, those drawn twice or set aside among them."""
    places = _places(fates)
    for index, (_, _, glyph) in enumerate(fates.seen.chars):
        if fates.masked[index] is not None and glyph.masked is None:
            glyph.masked = fates.masked[index]
    for run in fates.seen.aside:
        _apply_aside(fates, run, places, substitution)


def _apply_aside(fates: Fates, run: Sequence[Char], places: dict[str, list[tuple[int, Char]]], substitution: Substitution) -> None:
    folded = fold_each("".join(char for char, _, _ in run))
    own = fates.known and catalogue.is_known(folded) and not _LONG.search(folded)
    other = list(folded) if own else _by_itself(folded, substitution)
    for (char, box, glyph), made in zip(run, other, strict=True):
        double = next((index for index, other in places.get(char, ()) if _touching(box, other[1])), None)
        if double is not None:
            glyph.masked = fates.masked[double]
        elif not own and is_telling(char):
            glyph.masked = like(made, char) if made.isascii() else made


def _by_itself(folded: str, substitution: Substitution) -> list[str]:
    """A text that no reader reads: its numbers whole, so that no digit always becomes the same other, its characters one by one."""
    made = [substitution.char(char) for char in folded]
    for match in catalogue.NUMBER.finditer(folded):
        number = substitution.token(match[0]) if _LONG.search(match[0]) else "".join(map(substitution.any_digit, match[0]))
        made[match.start() : match.end()] = number
    return made


def _touching(box: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    near = _TOUCHING * (box[3] - box[1])
    return abs(box[0] - other[0]) < near and abs(box[1] - other[1]) < near
