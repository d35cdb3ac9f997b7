"""What stands for what in one masked file. Drawn at random, the same for the same original, never written down.

Characters are replaced one by one, so that a name keeps its length, and reads the same wherever it is wrapped, cut or drawn twice. Many
characters share one replacement: the way back is lost even where both files are compared. Numbers are replaced whole.
"""

import random
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from sbparse.values.text import fold

STAND_INS: Final = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
"""The ten stems and twelve branches: nobody takes them for a name, and no heading of the form is made of them."""

AREAS: Final = ("110199", "110198")
"""Area codes that are not allocated (the first as in ``fixtures/``), so that a made number is nobody's."""

_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = "10X98765432"
_FIRST_BIRTH, _LAST_BIRTH = date(1950, 1, 1), date(2004, 12, 31)
_TRIES: Final = 1000


@dataclass(slots=True)
class Substitution:
    """The replacements of one file, made as they are asked for.

    Attributes:
        rng: where they come from; the system's randomness unless the user gave a seed.
        area: what the numbers of persons begin with.
        tokens: numbers and codes that were replaced whole, folded → replacement.
    """

    rng: random.Random
    area: str = AREAS[0]
    tokens: dict[str, str] = field(default_factory=dict)
    _chars: dict[str, str] = field(default_factory=dict)

    def char(self, char: str) -> str:
        """A character in a name: its stand-in. Marks and blanks stay."""
        if not is_telling(char):
            return char
        if char not in self._chars:
            self._chars[char] = self._drawn(char)
        return self._chars[char]

    def text(self, text: str) -> str:
        return "".join(map(self.char, text))

    def _drawn(self, char: str) -> str:
        kind = fold(char)
        if kind.isascii() and kind.isdigit():
            return like(self.rng.choice([digit for digit in "0123456789" if digit != kind]), char)
        if kind.isascii() and kind.isalpha():
            pool = "ABCDEFGHJKLMNPQRSTUVWXYZ" if kind.isupper() else "abcdefghijkmnpqrstuvwxyz"
            return like(self.rng.choice([letter for letter in pool if letter != kind]), char)
        return self.rng.choice([each for each in STAND_INS if each != char])

    def token(self, text: str) -> str:
        """A number or code, folded: others of its kind, digit by digit and letter by letter. A first digit that is none stays none."""
        if text not in self.tokens:
            drawn = ("".join(self._other(char, first=at == 0) for at, char in enumerate(text)) for _ in range(_TRIES))
            self.tokens[text] = next((made for made in drawn if made != text), "".join(map(self.any_digit, text)))
        return self.tokens[text]

    def _other(self, char: str, *, first: bool) -> str:
        if char.isdigit():
            return char if first and char == "0" else self.rng.choice("123456789" if first else "0123456789")
        if char.isascii() and char.isalpha():
            return self.rng.choice("ABCDEFGHJKLMNPQRSTUVWXYZ" if char.isupper() else "abcdefghijkmnpqrstuvwxyz")
        return self.char(char)

    def any_digit(self, char: str) -> str:
        """Another digit each time it is asked; a mark stays."""
        return self.rng.choice([digit for digit in "0123456789" if digit != char]) if char.isdigit() else char

    def number_of_person(self, number: str) -> str:
        """A 社会保障号码: of no area, another birthday, a check digit that is right where it was and wrong where it was not."""
        if number in self.tokens:
            return self.tokens[number]
        made = self._identity(number) if len(number) == 18 and number[:17].isdigit() else None
        if made is None and len(number) == 15 and number.isdigit():
            made = self.area + self._birthday(number[6:8])[2:] + self._digits(3)
        if made is None:
            return self.token(number)
        self.tokens[number] = made
        return made

    def _identity(self, number: str) -> str | None:
        if number[17] not in "0123456789X":
            return None
        right = check_digit(number[:17]) == number[17]
        for _ in range(_TRIES):
            body = self.area + self._birthday(number[8:10]) + self._digits(3)
            check = check_digit(body)
            last = check if right else self.rng.choice([digit for digit in "0123456789" if digit != check])
            # The glyph of an X may be missing in a font that has digits; and an X stays an X.
            if (last == "X") == (number[17] == "X" and right):
                return body + last
        return None

    def serial(self, number: str, printed: date | None) -> str:
        """A 查询流水号: the day of the print stays where it stands in the number, since it is printed beside it; all else is drawn."""
        if number in self.tokens:
            return self.tokens[number]
        made = self.token(number)
        stamp = f"{printed:%Y%m%d}" if printed else ""
        at = number.find(stamp, 4) if stamp else -1
        if at >= 0 and number.isdigit():
            clock = f"{self.rng.randrange(9, 17):02d}{self.rng.randrange(60):02d}{self.rng.randrange(60):02d}"
            head = (self.area + made)[:at] if at >= len(self.area) else made[:at]
            made = (head + stamp + clock + made[at + 14 :])[: len(number)]
        self.tokens[number] = made
        return made

    def _birthday(self, year: str) -> str:
        """A day in another year than that with the last two digits given."""
        days = (_LAST_BIRTH - _FIRST_BIRTH).days
        drawn = (f"{_FIRST_BIRTH + timedelta(days=self.rng.randrange(days)):%Y%m%d}" for _ in range(_TRIES))
        return next(day for day in drawn if day[2:4] != year)

    def _digits(self, count: int) -> str:
        return "".join(self.rng.choice("0123456789") for _ in range(count))


def area_beside(numbers: Iterable[str]) -> str:
    """An area code that none of these numbers holds."""
    known = list(numbers)
    return next((area for area in AREAS if not any(area in number for number in known)), AREAS[-1])


def check_digit(body: str) -> str:
    """The eighteenth character of a number after its first seventeen (GB 11643)."""
    return _CHECKS[sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True)) % 11]


def like(char: str, original: str) -> str:
    """A character of ASCII in the width of another."""
    return chr(ord(char) + 0xFEE0) if "\uff01" <= original <= "\uff5e" else char


def is_telling(char: str) -> bool:
    """Whether a character can be part of a name or number: letters, digits, ideographs, and whatever has no plain meaning."""
    return unicodedata.category(char)[0] in "LNC" or unicodedata.category(char) in ("So", "Sk")
