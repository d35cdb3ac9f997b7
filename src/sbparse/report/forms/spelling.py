"""A month or a period written as somebody else wrote one: ``2018年9月至2023年3月`` stays in that form when its months change.

A day in the pattern is left out, because nobody knows the day of a corrected month. What is written is read again before it is used; where
the pattern cannot carry the months for certain, the plain form stands in its place.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, TypeAlias

from sbparse.report.forms.declared import DECLARED
from sbparse.report.suggestion import span
from sbparse.review.ruling import NOW
from sbparse.values.dates import NOW_WORDS, DateError, parse_month, parse_span
from sbparse.values.month import Month

CellValue: TypeAlias = str | int | float | datetime | None
"""What a cell of a workbook is given."""
TEXT: Final = "@"

_TOKEN: Final = re.compile(
    r"(?P<year>\d{4})(?:"
    r"(?P<nian>\s*年\s*)(?P<m1>\d{1,2})(?P<yue>\s*月份?)?(?:\s*\d{1,2}\s*[日号]?)?"
    r"|(?P<sign>\s*[-./．／－]\s*)(?P<m2>\d{1,2})(?:(?P=sign)\d{1,2}(?!\d))?(?!\d)"
    r"|(?P<m3>\d{2})(?:\d{2})?(?!\d))"
)
_NOW: Final = re.compile("|".join(NOW_WORDS), re.IGNORECASE)
_FULL_WIDTH: Final = str.maketrans("0123456789", "０１２３４５６７８９")
_QUOTED: Final = re.compile(r'"[^"]*"|\[[^]]*\]|\\.')


def span_like(pattern: str, start: Month, end: Month | None) -> str:
    """The period in the manner of ``pattern``, another period's text; the plain form where that cannot be done for certain."""
    tokens = list(_TOKEN.finditer(pattern))
    if not tokens:
        return span(start, end, DECLARED)
    ways = (_in_place(pattern, tokens, start, end), f"{_like(tokens[0], start)}-{_like(tokens[-1], end) if end else NOW}")
    return next((text for text in ways if _read_span(text) == (start, end)), span(start, end, DECLARED))


def _in_place(pattern: str, tokens: list[re.Match[str]], start: Month, end: Month | None) -> str:
    """The pattern with its months exchanged, all else as it stands."""
    first, rest = tokens[0], pattern[tokens[0].end() :]
    until = _like(tokens[-1], end) if end else NOW
    if len(tokens) > 1:
        between, tail = pattern[first.end() : tokens[1].start()], pattern[tokens[1].end() :]
    else:
        now = _NOW.search(rest)
        between, tail = (rest[: now.start()], rest[now.end() :]) if now else ("-", "")
        if end and now and not between.strip():  # 2018.9至今: its 至 is the word between as well
            between = NOW[0]
    return pattern[: first.start()] + _like(first, start) + between + until + tail


def _read_span(text: str) -> tuple[Month, Month | None] | None:
    try:
        return parse_span(text)
    except DateError:
        return None


def _like(token: re.Match[str], month: Month) -> str:
    """A month as a token is written: its signs, its leading zero where it has one, the width of its digits; without a day."""
    written = token["m1"] or token["m2"] or token["m3"]
    padded = token["m3"] is not None or (len(written) == 2 and (written.startswith(("0", "０")) or _usually_padded(token)))
    number = f"{month.month:02d}" if padded else str(month.month)
    between, behind = (token["nian"], token["yue"] or "月") if token["nian"] else (token["sign"] or "", "")
    text = f"{month.year}{between}{number}{behind}"
    return text.translate(_FULL_WIDTH) if token["year"][0] in "０１２３４５６７８９" else text


def _usually_padded(token: re.Match[str]) -> bool:
    """Whether 10, 11 or 12 stand where one would write 09 as well: with a hyphen between year and month."""
    return (token["sign"] or "").strip() in {"-", "－"}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A cell that holds a month: its value, its number format, and whether the format shows a number as a date in Chinese Excel."""

    value: CellValue | date
    number_format: str
    east_asian_date: bool = False


def month_like(pattern: Pattern, month: Month) -> tuple[CellValue, str]:
    """A month in the manner of another cell, with its number format."""
    value = pattern.value
    if isinstance(value, date) or pattern.east_asian_date:  # a datetime is a date
        return datetime(month.year, month.month, 1), _without_day(pattern)
    if isinstance(value, int | float) and not isinstance(value, bool) and float(value).is_integer():
        return month.year * 100 + month.month, pattern.number_format
    if isinstance(value, float):
        return f"{month.year}.{month.month}", TEXT  # as a number, 2018.10 would be January
    token = _TOKEN.search(value) if isinstance(value, str) else None
    text = _like(token, month) if token else str(month)
    return (text if _is_month(text, month) else str(month)), pattern.number_format


def _without_day(pattern: Pattern) -> str:
    """The date format, one without a day where it shows one."""
    shown = _QUOTED.sub("", pattern.number_format).lower()
    if not pattern.east_asian_date and "d" not in shown and "y" in shown:
        return pattern.number_format
    forms: dict[str, Callable[[str], bool]] = {
        'yyyy"年"m"月"': lambda code: "年" in code or pattern.east_asian_date,
        "yyyy/m": lambda code: "/" in code,
        "yyyy.m": lambda code: "." in code,
    }
    return next((form for form, fits in forms.items() if fits(pattern.number_format)), "yyyy-mm")


def _is_month(text: str, month: Month) -> bool:
    try:
        return parse_month(text) == month
    except DateError:
        return False
