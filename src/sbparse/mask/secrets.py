"""What must not be found in a masked file: every piece of the original that was replaced, less what stays on the page anyway."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from sbparse.mask import catalogue
from sbparse.mask.fates import Fates
from sbparse.mask.pages import Char
from sbparse.mask.substitution import STAND_INS
from sbparse.page.words import fold_each
from sbparse.record.model import RightsRecord
from sbparse.values.text import fold

WORD: Final = 2
"""Characters of a name that are a leak when they stand together: no shorter piece tells anything."""

DIGITS: Final = 6
"""Digits of a number that are a leak: of fewer, made numbers hold some by chance."""

_LONG: Final = 9
"""Digits of a number that is no amount: amounts are looked for whole."""

_CODE: Final = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]{6,}(?![0-9A-Za-z])")
_TOKEN: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z.,]*")
_AMOUNT: Final = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(slots=True)
class Secrets:
    """Pieces of the original.

    Attributes:
        words: pairs of neighbouring characters, letters and digits left out.
        numbers: runs of :data:`DIGITS` digits, and whole codes.
        amounts: whole amounts of as many digits, without separators.
        kept_words, kept_numbers: the same of what stays, which is no leak.
        chars: characters that stay or were drawn: no others may be named in a font.
    """

    words: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    amounts: set[str] = field(default_factory=set)
    kept_words: set[str] = field(default_factory=set)
    kept_numbers: set[str] = field(default_factory=set)
    chars: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.chars |= set(STAND_INS)
        for phrase in (*catalogue.phrases(), *catalogue.OFFICE_ENDINGS):
            self.kept_words |= pairs(phrase)
            self.kept_numbers |= set(_CODE.findall(phrase))

    def add_page(self, fates: Fates) -> None:
        """The lines of a page and what was set aside, split into what stays and what does not."""
        chars = fates.seen.chars
        for line in fates.sheet.lines:
            self._add_words([(chars[glyph][0], fates.masked[glyph]) for glyph in line.glyphs])
            for word in line.words:
                self._add_numbers([(chars[glyph][0], fates.masked[glyph]) for glyph in word.glyphs])
        for run in fates.seen.aside:
            self._add_words([(char, glyph.masked) for char, _, glyph in run])
            self._add_numbers([(char, glyph.masked) for char, _, glyph in run])

    def add_kept(self, text: str) -> None:
        """A text that is written though nobody drew it: the day of the file's making, which a 流水号 may hold."""
        self.kept_numbers |= set(_windows(text))

    def add_blank(self, chars: Sequence[Char]) -> None:
        """All of a page that was emptied."""
        self.words |= pairs(fold_each("".join(char for char, _, _ in chars)))

    def add_record(self, record: RightsRecord) -> None:
        """The values that the default engine read, whatever the masking took them for."""
        person = record.person
        names = [person.name, person.employer, *(row.employer for row in record.employments), *(row.district for row in record.employments)]
        for text in names:
            self.words |= pairs(fold(text or ""))
        for text in (person.id_number, record.code, record.serial):
            self.numbers |= _numbers(fold(text or ""))
        if record.print_date:  # stands in the 流水号 as well as beside it, and stays in both
            stamp = f"{record.print_date.day:%Y%m%d}"
            self.kept_numbers |= {window for digit in "0123456789" for window in _windows(f"{digit}{stamp}{digit}")}

    def _add_words(self, line: Iterable[tuple[str, str | None]]) -> None:
        for masked, text in _runs(line):
            folded = fold_each(text)
            if masked:
                self.words |= pairs(folded)
            else:
                self.kept_words |= pairs(folded)
                self.kept_numbers |= set(_windows(folded))  # neighbours on a line may read as one number
                self.chars |= set(text) | set(folded)

    def _add_numbers(self, word: Iterable[tuple[str, str | None]]) -> None:
        """The numbers of a word: each is replaced where one of its digits is, since its marks stay."""
        chars = list(word)
        folded = fold_each("".join(char for char, _ in chars))
        for match in _TOKEN.finditer(folded):
            if any(masked is not None for _, masked in chars[match.start() : match.end()]):
                self.numbers |= _numbers(match[0])
                self.amounts |= amounts(match[0])
            else:
                self.kept_numbers |= {*_windows(match[0]), *_CODE.findall(match[0])}

    @property
    def telling_words(self) -> set[str]:
        return self.words - self.kept_words

    @property
    def telling_numbers(self) -> set[str]:
        return self.numbers - self.kept_numbers


def _runs(line: Iterable[tuple[str, str | None]]) -> Iterator[tuple[bool, str]]:
    """A line cut where what stays and what does not meet."""
    run, state = "", False
    for char, masked in line:
        if run and (masked is not None) is not state:
            yield state, run
            run = ""
        run, state = run + char, masked is not None
    if run:
        yield state, run


def pairs(text: str) -> set[str]:
    """Neighbouring characters of which neither is a letter, a digit or a mark of ASCII."""
    return {
        text[at : at + WORD] for at in range(len(text) - 1) if all(char >= "\u2e80" and char.isalnum() for char in text[at : at + WORD])
    }


def _numbers(text: str) -> set[str]:
    """What of a text would be a number or code of somebody's: pieces of long numbers, and codes of letters and digits whole."""
    long = {window for run in re.findall(rf"(?<![\d.,])\d{{{_LONG},}}(?![\d.,]*\d)", text) for window in _windows(run)}
    return long | {code for code in _CODE.findall(text) if not code.isdigit()}


def _windows(text: str) -> Iterator[str]:
    for run in re.findall(rf"[0-9]{{{DIGITS},}}", text):
        yield from (run[at : at + DIGITS] for at in range(len(run) - DIGITS + 1))


def amounts(text: str) -> set[str]:
    """Whole amounts of a text that have enough digits, without separators."""
    found = {match.replace(",", "") for match in _AMOUNT.findall(text)}
    return {each for each in found if sum(char.isdigit() for char in each) >= DIGITS}
