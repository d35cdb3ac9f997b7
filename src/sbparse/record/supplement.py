"""补充资料, 备注, issuer and print date: the parts of a record that are sentences."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Final

from sbparse.findings import RULES, Finding
from sbparse.messages import Message, message
from sbparse.page.words import Line
from sbparse.record.layouts import Layout
from sbparse.record.model import Supplement
from sbparse.record.reading import Sheet
from sbparse.values.dates import DateError, parse_day
from sbparse.values.money import parse_amount
from sbparse.values.place import Place
from sbparse.values.text import plain

_YEARS_MONTHS: Final = re.compile(r"(?:(\d+)年)?零?(?:(\d+)个?月)?", re.ASCII)
_NUMBER: Final = re.compile(r"(?:备注:?)?(?:\d{1,2}|[一二三四五六七八九十])[.、,)]")
_SENTENCE: Final = re.compile("[^。]+。?")


@dataclass(slots=True)
class Prose:
    """Lines of running text over one or more pages, as one folded text in which each character knows its glyph."""

    text: str = ""
    glyphs: list[tuple[Sheet, int]] = field(default_factory=list)

    def add(self, sheet: Sheet, lines: Sequence[Line]) -> None:
        for line in lines:
            self.text += line.folded
            self.glyphs += [(sheet, glyph) for glyph in line.glyphs]

    def use(self, name: str, start: int, end: int) -> None:
        for sheet, glyph in self.glyphs[start:end]:
            sheet.uses[glyph] = name

    def place(self, start: int, end: int) -> Place:
        """The place of a stretch of text; of its first page where it runs over two."""
        sheet = self.glyphs[start][0]
        page = sheet.page
        at = [g for s, g in self.glyphs[start:end] if s is sheet]
        return page.place(
            (min(page.x0[g] for g in at), min(page.top[g] for g in at), max(page.x1[g] for g in at), max(page.bottom[g] for g in at))
        )


def read_supplement(prose: Prose, layout: Layout, findings: list[Finding]) -> Supplement:
    """The figures of 补充资料; one that is no figure, or is printed twice with two values, is a finding and stays None."""
    values: dict[str, object] = {}
    spans: dict[str, tuple[int, int]] = {}
    for match in layout.filler.finditer(prose.text):  # first, as marks stand in figures too
        prose.use("filler", *match.span())
    for sentence in layout.sentences:
        low, high = _scope(sentence.after, spans, len(prose.text))
        for match in sentence.pattern.finditer(prose.text, low, high):
            trouble: Message | None = None
            value: object = None
            try:
                value = _value(sentence.field, match["value"])
            except ValueError:
                trouble = message("reading.unreadable-cell", page=prose.place(*match.span()).page, text=match[0][:40])
            if sentence.field in values and values[sentence.field] != value:
                trouble = trouble or message("reading.two-figures", text=match[0][:40])
            if trouble is not None:
                place = prose.place(*match.span())
                findings.append(Finding(rule="unreadable-text", severity=RULES["unreadable-text"], message=trouble, where=place))
            values[sentence.field] = None if trouble is not None else value
            spans.setdefault(sentence.field, match.span())
            prose.use(sentence.field, *match.span())
    where = prose.place(*spans["pension_months"]) if "pension_months" in spans else None
    return Supplement(**values, where=where)  # type: ignore[arg-type]


def _scope(after: str | None, spans: dict[str, tuple[int, int]], end: int) -> tuple[int, int]:
    """Where a sentence may stand: behind the one it follows and before the next other subject; nowhere if that one is absent."""
    if after is None:
        return 0, end
    if after not in spans:
        return end, end
    start = spans[after][1]
    later = [s for name, (s, _) in spans.items() if name in ("pension_months", "medical_months", "account_balance") and s >= start]
    return start, min(later, default=end)


def _value(name: str, text: str) -> object:
    """What a figure's text says: a year, yuan, or months; None for a blank amount. ValueError where it says none."""
    if name == "account_year":
        return int(text)
    if name == "account_balance":
        return parse_amount(text) if text else None
    match = _YEARS_MONTHS.fullmatch(text)
    if match is None or (match[1] and int(match[2] or 0) > 11):
        raise ValueError(f"no years and months: {text!r}")
    return int(match[1] or 0) * 12 + int(match[2] or 0)


def read_notes(sheet: Sheet, lines: Sequence[Line], layout: Layout) -> None:
    """Use up the known notes under 备注, sentence by sentence: a note may run over several lines, and an unknown sentence may follow it,
    which is left over, to be quoted."""
    prose = Prose()
    starts = [0]
    for line in lines:
        if _NUMBER.match(line.folded):
            starts.append(len(prose.text))
        prose.add(sheet, [line])
    for start, end in pairwise([*starts, len(prose.text)]):
        for sentence in _SENTENCE.finditer(prose.text, start, end):
            bare = _NUMBER.sub("", sentence[0], count=1) if sentence.start() == start else sentence[0]
            if any(pattern.fullmatch(bare) for pattern in layout.notes):
                prose.use("note", *sentence.span())


def read_end(sheet: Sheet, lines: Sequence[Line], layout: Layout) -> tuple[str | None, list[tuple[date, Line]]]:
    """The issuing office at the record's end, None where it does not stand there, and the print dates (``日期:``), of which there should be
    one, with their lines."""
    issuer: str | None = None
    days: list[tuple[date, Line]] = []
    for line in lines:
        text = line.folded
        if (match := layout.print_date.search(text)) is not None:
            try:
                days.append((parse_day(match["value"]), line))
            except DateError:
                continue
            sheet.use_glyphs("print_date", line.glyphs[match.start() : match.end()])
            text = text[: match.start()]
        if text and (match := layout.issuer.fullmatch(text)) is not None:
            start, end = match.span("value")
            issuer = plain("".join(sheet.page.chars[g] for g in line.glyphs[start:end]))
            sheet.use_glyphs("issuer", line.glyphs[: len(text)])
    return issuer, days
