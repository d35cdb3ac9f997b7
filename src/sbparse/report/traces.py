"""Traces as the rows of one neutral table (痕迹): what it is about, the fact, its place, its harmless reading.

The same rows stand on the terminal, in the workbook and on the page. A trace that was not seen and one that could not be looked for each
have a row of their own: that nothing stands in the table is never an answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sbparse.messages import Lang, Message, message, render
from sbparse.report.record_data import Data, place_data, sentence
from sbparse.report.voice import Voice
from sbparse.traces.model import Fact, Trace, TraceReport, Weight
from sbparse.values.place import Place

COLUMNS: Final = ("trace", "state", "fact", "place", "reading")


@dataclass(frozen=True, slots=True)
class TraceRow:
    """A row: its cells in the order of :data:`COLUMNS`; ``seen`` where it tells a fact that asks for a look at the original."""

    cells: tuple[str, ...]
    seen: bool


def headings(voice: Voice) -> tuple[str, ...]:
    return tuple(voice.tell(message(f"traces.column.{name}")) for name in COLUMNS)


def trace_rows(report: TraceReport, voice: Voice) -> list[TraceRow]:
    """The rows of a file, in the order of its traces."""
    return [row for trace in report.traces for row in _rows(trace, voice)]


def _rows(trace: Trace, voice: Voice) -> Iterator[TraceRow]:
    name = voice.tell(message(f"traces.name.{trace.name}"))
    why = voice.tell(Message("traces.partly", {"why": trace.unchecked})) if trace.unchecked and trace.looked else ""
    for each in trace.facts:
        state = voice.tell(message("traces.is.seen" if each.weight is Weight.LOOK else "traces.is.mentioned"))
        place, harmless = voice.tell(_place(each.where)), voice.tell(each.harmless)
        yield TraceRow((name, state, voice.tell(each.what), place, harmless), each.weight is Weight.LOOK)
    if not trace.facts:
        told = why if trace.looked else voice.tell(Message("traces.list", {"items": trace.unchecked}))
        yield TraceRow((name, voice.tell(message(f"traces.is.{trace.state}")), told, "", ""), False)
    elif why:
        yield TraceRow((name, voice.tell(message("traces.is.not-checked")), why, "", ""), False)


def _place(where: Place | None) -> Message:
    if where is None:
        return message("traces.whole-file")
    x0, top, _, _ = where.bbox
    return message("traces.page-at", page=where.page, left=round(x0), top=round(top))


def traces_data(report: TraceReport, *, lang: Lang = "zh") -> list[Data]:
    """The traces as plain data: ``state`` is ``seen``, ``not-seen`` or ``not-checked``; ``weight`` of a fact ``look`` or ``mention``."""
    return [
        {
            "trace": trace.name,
            "state": str(trace.state),
            "facts": [_fact(each, lang) for each in trace.facts],
            "unchecked": [sentence(why, lang) for why in trace.unchecked],
        }
        for trace in report.traces
    ]


def _fact(each: Fact, lang: Lang) -> Data:
    return {
        "fact": render(each.what, lang),
        "harmless": render(each.harmless, lang),
        "weight": str(each.weight),
        "where": place_data(each.where),
    }
