"""The timeline in words: for screen readers, for tooltips, and wherever a picture cannot be seen."""

from collections.abc import Iterator
from typing import Final

from sbparse.findings import Severity
from sbparse.messages import Message, message
from sbparse.report import wording
from sbparse.report.timeline.model import Bar, Difference, Gap, Lane, RenameMark, Timeline, Undecided
from sbparse.report.voice import Voice
from sbparse.values.month import Month, Period

SYMBOLS: Final = {Lane.RECORD: "▲", Lane.DECLARED: "▼"}
"""Marks of months that only one lane has; each points to the lane that has them, the record's being the upper one."""
RENAMED: Final = "◆"
UNPAID: Final = "○"
GOES_ON: Final = "→"
TITLE: Final = message("timeline.title")


def lane_name(voice: Voice, lane: Lane) -> str:
    return voice.tell(_lane(lane))


def description(voice: Voice, timeline: Timeline) -> str:
    """The whole timeline in two sentences: its extent and what differs."""
    items = [_difference(voice, difference) for difference in timeline.differences]
    parts = message("timeline.differ", items=items) if items else message("timeline.same")
    return voice.tell(
        message(
            "timeline.description",
            start=min(bar.period.start for bar in timeline.bars),
            end=max(bar.period.end for bar in timeline.bars),
            recorded=len(timeline.lane(Lane.RECORD)),
            declared=len(timeline.lane(Lane.DECLARED)),
            parts=parts,
        )
    )


def bar_words(voice: Voice, bar: Bar) -> str:
    """A stint with everything that its bar shows."""
    values = {"pair": bar.pair, "lane": _lane(bar.lane), "employer": bar.employer, "start": bar.period.start}
    if bar.ongoing:
        text = message("timeline.stint-ongoing", **values)
    else:
        text = message("timeline.stint", **values, end=bar.period.end, months=months(bar.period.months))
    for more in _further(voice, bar):
        text = message("timeline.further", text=text, more=more)
    return voice.tell(text)


def difference_words(voice: Voice, difference: Difference) -> str:
    return voice.tell(_difference(voice, difference))


def gap_words(voice: Voice, gap: Gap) -> str:
    return voice.tell(message("timeline.gap", period=wording.period(voice, gap.period), months=months(gap.period.months)))


def rename_words(voice: Voice, rename: RenameMark) -> str:
    names = {"former": rename.former, "current": rename.current}
    return voice.tell(message("timeline.rename", number=rename.number, month=rename.month, **names))


def silent_words(voice: Voice, period: Period) -> str:
    return voice.tell(message("timeline.silent", period=wording.period(voice, period)))


def undecided_words(voice: Voice, part: Undecided) -> str:
    return voice.tell(_undecided(voice, part))


def months(count: int) -> Message:
    """A number of months; in English one month is no ``1 months``."""
    return message("timeline.month") if count == 1 else message("timeline.months", count=count)


def _lane(lane: Lane) -> Message:
    return Message(f"timeline.lane.{lane}")


def _difference(voice: Voice, difference: Difference) -> Message:
    only = Message(f"timeline.only.{difference.only}")
    return message("timeline.difference", period=wording.period(voice, difference.period), only=only, pair=difference.pair)


def _further(voice: Voice, bar: Bar) -> Iterator[Message]:
    if bar.contract:
        yield message("timeline.contract")
    if bar.paid_months is not None and bar.paid_months != bar.period.months:
        yield message("timeline.paid", months=months(bar.paid_months))
    if bar.unpaid:
        yield message("timeline.unpaid", periods=[wording.period(voice, run) for run in bar.unpaid])
    for part in bar.undecided:
        yield _undecided(voice, part)


def undecided_short(voice: Voice, part: Undecided) -> str:
    return voice.tell(message("timeline.undecided-short", count=_count(part)))


def _undecided(voice: Voice, part: Undecided) -> Message:
    return message("timeline.undecided", period=wording.period(voice, part.period), count=_count(part))


def _count(part: Undecided) -> object:
    return part.least if part.least == part.most else message("timeline.between", least=part.least, most=part.most)


def gap_short(voice: Voice, gap: Gap) -> str:
    return voice.tell(message("timeline.gap-short", months=months(gap.period.months)))


def printed_words(voice: Voice, month: Month) -> str:
    return voice.tell(message("timeline.printed", month=month))


def severity_symbol(voice: Voice, bar: Bar) -> str:
    """The sign of the heaviest finding about a stint, as everywhere in a report; nothing for a mere note."""
    return wording.severity(voice, bar.worst).partition(" ")[0] if bar.worst in (Severity.ERROR, Severity.WARNING) else ""
