"""A company name taken apart: place, 字号, line of business, legal form, numerals, branch.

Works on normal forms (:func:`sbparse.employer.names.normal`). What it says serves likeness alone, which only ever shows or warns and never
accepts a name, so a word that the vocabulary lacks does no harm beyond a missed warning.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

from sbparse.employer import vocabulary as words

Place: TypeAlias = tuple[str, str | None]
"""Province or municipality, and the city where the name says one."""

_PLACES: Final[dict[str, Place]] = {
    **{city: (province, city) for province, cities in words.CITIES.items() for city in cities},
    **{province: (province, None) for province in words.CITIES},
    **{city: (city, None) for city in words.MUNICIPALITIES},
}
_PLACE: Final = f"({'|'.join(sorted(_PLACES, key=len, reverse=True))})(?:省|市|(?:[壮回维]吾?[尔族]?族?)?自治区|特别行政区)?"
_LEADING: Final = re.compile(_PLACE)
_COUNTRY: Final = re.compile(r"中国|中华人民共和国")
_DISTRICT: Final = re.compile(rf"(?:{'|'.join(words.BEIJING_DISTRICTS)})(?:区|县)")
_BRACKET: Final = re.compile(r"\(([^()]*)\)")

_NUMERAL: Final = "[0-9〇○零一二三四五六七八九十百]+"
_COUNTING: Final = re.compile(rf"第({_NUMERAL})|({_NUMERAL})(?={'|'.join(words.COUNTED)})|([0-9]+)")
_DIGITS: Final = {**{char: value for value, char in enumerate("零一二三四五六七八九")}, "〇": 0, "○": 0, **{str(n): n for n in range(10)}}

# Of the heads only whole words: the 台 of 烟台分公司 ends no head company.
_HEAD: Final = "|".join(word for word in words.HEADS if len(word) > 1)
_BRANCH: Final = re.compile(rf"(?P<head>.+(?:{_HEAD}))?(?P<part>.*?(?:{'|'.join(words.BRANCHES)}))")


@dataclass(frozen=True, slots=True)
class Anatomy:
    """The parts of a name that decide whether two names may be one company.

    Attributes:
        place: where the company is registered, the one in brackets before the one in front; None where the name says none.
        core: the name without place and legal form: 字号 and line of business.
        brand: the 字号 alone; empty where nothing but lines of business is left or the rest is a beginning that many share.
        numerals: what is counted in it (第十四, 七一一所), as numbers.
    """

    place: Place | None
    core: str
    brand: str
    numerals: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """A name that is a part of a company: ``head`` is the company (empty where the name does not spell it out), ``part`` the branch."""

    head: str
    part: str


@lru_cache(2000)  # a review asks for its few names again and again
def dissect(name: str) -> Anatomy:
    """Take a normal form apart."""
    numerals = tuple(_counted(match) for match in _COUNTING.finditer(name))
    arabic = _COUNTING.sub(lambda match: f"第{_counted(match)}", name)
    rest, inner = _without_brackets(arabic.casefold())
    rest, front = _without_place(rest)
    core = _without_endings(rest, words.COMPANY_FORMS)
    return Anatomy(place=inner or front, core=core, brand=_brand(core), numerals=numerals)


def split_branch(name: str) -> Branch | None:
    """The branch that a normal form names (``…有限公司上海分公司``, ``…（上海分公司）``), or None."""
    unwrapped = re.sub(r"\(([^()]*)\)$", r"\1", name)
    match = _BRANCH.fullmatch(unwrapped)
    if match is None:
        return None
    head, part = match["head"] or "", match["part"]
    return Branch(head, part) if head else _branch_without_head(part)


def _branch_without_head(name: str) -> Branch:
    """``某某电信北京分公司``: the branch begins at the last place, else at its own word."""
    ending = next(word for word in words.BRANCHES if name.endswith(word))
    stem = name.removesuffix(ending)
    places = [match for match in _LEADING.finditer(stem) if match.end() == len(stem) and match.start()]
    start = places[-1].start() if places else len(stem)
    return Branch(name[:start], name[start:])


def is_part_of(whole: str, name: str) -> bool:
    """Whether ``name`` is ``whole`` and a part of it (清华大学 / 清华大学出版社): a unit of its own, but no later name of the whole."""
    if not name.startswith(whole) or not whole.endswith(words.HEADS):
        return False
    return _without_endings(_BRACKET.sub("", name[len(whole) :]), words.COMPANY_FORMS, all_of_it=True) != ""


def names_a_parent(brand: str) -> bool:
    """Whether a 字号 has the name of a whole institution in it (青禾大学附属中学): its parts differ in a character without a slip."""
    return re.search(_HEAD, brand) is not None


def apart(one: Place | None, other: Place | None) -> bool:
    """Whether two places exclude each other; a province and a city in it do not."""
    if one is None or other is None:
        return False
    return one[0] != other[0] or (one[1] is not None and other[1] is not None and one[1] != other[1])


def _without_brackets(name: str) -> tuple[str, Place | None]:
    place: Place | None = None
    for inside in _BRACKET.findall(name):
        match = _LEADING.fullmatch(inside)
        if match:
            place = _PLACES[match[1]]
        if match or _COUNTRY.fullmatch(inside) or inside in words.PARTNERSHIPS:
            name = name.replace(f"({inside})", "", 1)
    return name.replace("(", "").replace(")", ""), place


def _without_place(name: str) -> tuple[str, Place | None]:
    """The name behind its leading places (中国, 江苏省南京市, 北京市海淀区) and the narrowest of them."""
    country = _COUNTRY.match(name)
    rest = name[country.end() :] if country and country.end() < len(name) else name
    place: Place | None = None
    while (match := _LEADING.match(rest)) and match.end() < len(rest) and (place is None or _PLACES[match[1]][0] == place[0]):
        place, rest = _PLACES[match[1]], rest[match.end() :]
    district = _DISTRICT.match(rest)
    return (rest[district.end() :] if district and district.end() < len(rest) else rest), place


def _without_endings(name: str, endings: tuple[str, ...], *, all_of_it: bool = False) -> str:
    """The name without any of the endings, however many follow each other; the last one stays unless ``all_of_it``."""
    while ending := next((word for word in endings if name.endswith(word) and (all_of_it or len(name) > len(word))), None):
        name = name.removesuffix(ending)
    return name


def _brand(core: str) -> str:
    """The 字号: what stands before the lines of business. One left-over character belongs with the word behind it (``新`` + ``技术``)."""
    rest = core
    while trade := next((word for word in words.TRADES if rest.endswith(word)), None):
        shorter = rest.removesuffix(trade)
        if len(shorter) == 1:
            break
        rest = shorter
    shared = rest in words.COMMON_STEMS or rest.endswith(words.PARENTS)
    return "" if shared or len(rest) < 2 else rest


def _counted(match: re.Match[str]) -> int:
    """``十四``, ``一四`` and ``14`` are 14."""
    numeral = next(filter(None, match.groups()))
    if not set(numeral) & set("十百"):
        return int("".join(str(_DIGITS[char]) for char in numeral))
    total, digit = 0, None
    for char in numeral:
        if char in "十百":
            total, digit = total + (1 if digit is None else digit) * (100 if char == "百" else 10), None
        else:
            digit = _DIGITS[char]
    return total + (digit or 0)
