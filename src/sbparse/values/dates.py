"""The one place that reads dates as people and forms write them.

Read here: ``2018.9``, ``2018-09``, ``2018/9``, ``2018年9月``, ``201809``, each also with a day, and two of them with ``-`` ``—`` ``~``
``至`` ``到``
between, the second perhaps ``至今``. A month needs a four-digit year; nothing is guessed from two digits.
"""

import re
import unicodedata
from datetime import date
from typing import Final

from sbparse.values.month import Month, Period
from sbparse.values.text import fold

EARLIEST: Final = 1910
LATEST: Final = 2150
"""Years that are read. Nobody's career lies outside them, and the months next to any that is read, or decades on, are months too."""

NOW_WORDS: Final = ("至今为止", "至今", "迄今", "现在", "目前", "在职", "今", "present", "now", "today")
"""What says that something goes on, in any capitals; a word that begins with another stands before it."""

# A month, perhaps with a day and a time of day, in any of the spellings; after `fold`, so that dashes and widths are one.
_TOKEN: Final = (
    r"(?P<y{n}>\d{{4}})"
    r"(?:年(?P<ma{n}>\d{{1,2}})(?:月(?:份|(?P<da{n}>\d{{1,2}})[日号]?)?)?"
    r"|(?P<s{n}>[-./])(?P<mb{n}>\d{{1,2}})(?:(?P=s{n})(?P<db{n}>\d{{1,2}}))?[月日]?"
    r"|(?P<mc{n}>\d{{2}})(?P<dc{n}>\d{{2}})?)"
)
# A time of day after a space; one without a space only behind a two-digit day, else 1-2 9:00 and 1-21 9:00 could be taken for each other.
_CLOCK: Final = re.compile(r"[\sT]+\d{1,2}[:：时]\d{1,2}(?:[:：分]\d{1,2}(?:\.\d+)?秒?)?分?\s*$")
_ONE: Final = re.compile(_TOKEN.format(n=1) + r"(?:(?<=[-./月]\d\d)\d\d:\d\d(?::\d\d)?)?", re.ASCII)
# 2018.1 1 may be 1 January as well as a torn 2018.11; only 月 behind it decides. Looked for before folding, which joins what spaces part.
_TORN: Final = re.compile(r"(?:[-./年]|\d{4})\s*1\s+[12](?!\s*[\d月])", re.ASCII)
_NOW: Final = f"(?:{'|'.join(NOW_WORDS)})"
_BETWEEN: Final = r"(?:-+|~+|至|到|起至|起-|to|->|→)"
_TWO: Final = re.compile(
    rf"(?:自|从)?{_TOKEN.format(n=1)}(?:起|开始)?(?:{_BETWEEN}(?:{_TOKEN.format(n=2)}(?:止|为止)?|(?P<now1>{_NOW}))|(?P<now2>至今|起))",
    re.ASCII | re.IGNORECASE,
)


class DateError(ValueError):
    """The text names no month (or no day) for certain."""


def parse_month(text: str) -> Month:
    """The month a text names; a day in it is read and dropped.

    Raises:
        DateError: the text is no date, or names a month or day that does not exist.
    """
    match = _matched(_ONE, _CLOCK.sub("", text))
    if match is None:
        raise DateError(f"not a month: {text!r}")
    return _month(match, 1)


def parse_day(text: str) -> date:
    """The day a text names; DateError when it names none, or only a month."""
    match = _matched(_ONE, _CLOCK.sub("", text))
    if match is None or _part(match, "d", 1) is None:
        raise DateError(f"not a day: {text!r}")
    _month(match, 1)
    return date(int(match["y1"]), _number(match, "m", 1), _number(match, "d", 1))


def parse_span(text: str) -> tuple[Month, Month | None]:
    """Start and end month of a period; the end is None for ``至今``.

    Raises:
        DateError: the text is no period, a month does not exist, or the end lies before the start.
    """
    match = _matched(_TWO, text)
    if match is None:
        raise DateError(f"not a period: {text!r}")
    start = _month(match, 1)
    if match["y2"] is None:
        return start, None
    end = _month(match, 2)
    if end < start:
        raise DateError(f"period ends before it starts: {text!r}")
    return start, end


def parse_period(text: str) -> Period:
    """A period with both ends named; DateError for ``至今`` or anything else."""
    start, end = parse_span(text)
    if end is None:
        raise DateError(f"no end month: {text!r}")
    return Period(start, end)


def means_now(text: str) -> bool:
    """Whether a text says only that something goes on: ``至今``, ``现在``."""
    return re.fullmatch(_NOW, fold(text), re.IGNORECASE) is not None


def _matched(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    torn = _TORN.search(unicodedata.normalize("NFKC", text))
    return None if torn else pattern.fullmatch(fold(text))


def _month(match: re.Match[str], n: int) -> Month:
    year = int(match[f"y{n}"])
    if not EARLIEST <= year <= LATEST:
        raise DateError(f"year outside {EARLIEST}-{LATEST}: {match[0]!r}")
    try:
        month = Month.of(year, _number(match, "m", n))
        if _part(match, "d", n) is not None:
            date(month.year, month.month, _number(match, "d", n))
    except ValueError as error:
        raise DateError(f"{error}: {match[0]!r}") from None
    return month


def _part(match: re.Match[str], letter: str, n: int) -> str | None:
    return match[f"{letter}a{n}"] or match[f"{letter}b{n}"] or match[f"{letter}c{n}"]


def _number(match: re.Match[str], letter: str, n: int) -> int:
    return int(_part(match, letter, n) or 0)
