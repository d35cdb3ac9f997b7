"""The timeline in block characters, for a terminal or a text file: as wide as the console, a month or several a cell.

Every row is plain text that means the same without colour; rich leaves the colours out where output is piped.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from sbparse.messages import Message, message
from sbparse.report.timeline import words
from sbparse.report.timeline.legend import legend_text, occurring
from sbparse.report.timeline.model import Bar, Lane, Timeline
from sbparse.report.timeline.scale import bands, labelled_years
from sbparse.report.voice import Voice
from sbparse.values.month import Month, Period

_NARROWEST: Final = 24  # cells an axis gets even where the terminal is narrower
_WIDEST_MONTH: Final = 3  # cells
_DENSEST: Final = 3  # months a cell; with more the axis goes on in another band
# Neighbouring stints are told apart by their shade.
_FULL: Final = ("█", "▓")
# A cell of several months in which a stint starts, ends, or does both. All signs are in GBK, which Chinese Windows consoles write.
_STARTS: Final = "▕"
_ENDS: Final = "▌"
_WITHIN: Final = "┃"
_SILENT: Final = "┄"
_GAP: Final = "·"
_NOTHING: Final = " "
_UNDECIDED: Final = "?"
_BOTH: Final = "※"
_STYLES: Final = {"record": "blue", "declared": "magenta", "differences": "bold red", "renames": "bold", "years": "dim"}


@dataclass(frozen=True, slots=True)
class Scale:
    """How the months of a band become cells.

    Attributes:
        band: the months.
        months: months a cell; 1 where a month takes one cell or several.
        slots: the months of each cell, left to right.
    """

    band: Period
    months: int
    slots: tuple[Period, ...]

    @classmethod
    def of(cls, band: Period, room: int) -> "Scale":
        """The finest scale at which a band fits into so many cells."""
        months = -(-band.months // room)
        cells = min(room // band.months, _WIDEST_MONTH) if months == 1 else 1
        steps = range(band.start.index, band.end.index + 1, months)
        slots = [Period(Month(start), Month(min(start + months - 1, band.end.index))) for start in steps]
        return cls(band, months, tuple(slot for slot in slots for _ in range(cells)))

    def cells(self, period: Period) -> range:
        """The cells that some of the months lie in."""
        at = [cell for cell, slot in enumerate(self.slots) if slot.overlap(period)]
        return range(at[0], at[-1] + 1) if at else range(0)

    def row(self, sign: Callable[[Period], str]) -> list[str]:
        """A row with a sign for each cell's months."""
        return [sign(slot) for slot in self.slots]


def show_timeline(console: Console, timeline: Timeline, voice: Voice) -> None:
    """Print the timeline, its key and what differs; the heading is the caller's."""
    names = {name: voice.tell(Message(f"timeline.lane.{name}")) for name in _STYLES}
    gutter = max(cell_len(name) for name in names.values()) + 1
    room = max(console.width - gutter, _NARROWEST)
    scales = [Scale.of(band, room) for band in bands(timeline.axis, max(1, room * _DENSEST // 12))]
    for scale in scales:
        for kind, row in _rows(timeline, scale):
            label = names[kind]
            line = Text(label + " " * (gutter - cell_len(label)), style="dim", no_wrap=True, overflow="ignore")
            console.print(line.append(row.rstrip(), style=_STYLES[kind]), crop=False, soft_wrap=True)
        console.print()
    _show_key(console, timeline, scales[0].months, voice)


def _rows(timeline: Timeline, scale: Scale) -> Iterator[tuple[str, str]]:
    yield "years", _years(scale)
    if any(rename.month in scale.band for rename in timeline.renames):
        yield "renames", "".join(scale.row(lambda slot: words.RENAMED if any(r.month in slot for r in timeline.renames) else _NOTHING))
    yield from (("record", row) for row in _lane(timeline, scale, Lane.RECORD))
    if any(difference.period.overlap(scale.band) for difference in timeline.differences):
        yield "differences", _differences(timeline, scale)
    yield from (("declared", row) for row in _lane(timeline, scale, Lane.DECLARED))


def _years(scale: Scale) -> str:
    row = [_NOTHING] * len(scale.slots)
    for january in labelled_years(scale.band, len(row) / scale.band.months, len("2000 ")):
        at = scale.cells(Period(january, january)).start
        row[at : at + 4] = f"{january.year}"
    return "".join(row)


def _lane(timeline: Timeline, scale: Scale, lane: Lane) -> Iterator[str]:
    bars = timeline.lane(lane)
    here = [(position, bar) for position, bar in enumerate(bars) if bar.period.overlap(scale.band)]
    for level in range(max((bar.level + 1 for _, bar in here), default=1)):
        cells = scale.row(lambda slot: _ground(timeline, lane, slot)) if level == 0 else [_NOTHING] * len(scale.slots)
        for position, bar in here:
            if bar.level == level:
                _draw(cells, bar, scale, _FULL[position % 2])
        yield "".join(cells)


def _ground(timeline: Timeline, lane: Lane, slot: Period) -> str:
    """What stands where no bar is."""
    if lane is Lane.RECORD and any(slot.overlap(run) for run in timeline.silent):
        return _SILENT
    return _GAP if any(slot.overlap(gap.period) for gap in timeline.gaps if gap.lane is lane) else _NOTHING


def _draw(cells: list[str], bar: Bar, scale: Scale, full: str) -> None:
    taken = scale.cells(bar.period)
    for cell in taken:
        cells[cell] = _cell(bar, scale.slots[cell], full)
    ends_here = bar.ongoing and bar.period.end in scale.band
    if ends_here:
        cells[taken[-1]] = words.GOES_ON
    number = str(bar.pair)
    # The number stands where all of it fits with some of the bar left to be seen.
    if len(taken) > len(number) + ends_here:
        cells[taken.start : taken.start + len(number)] = number


def _cell(bar: Bar, slot: Period, full: str) -> str:
    if any(slot.overlap(run) for run in bar.unpaid):
        return words.UNPAID
    if any(slot.overlap(part.period) for part in bar.undecided):
        return _UNDECIDED
    if bar.period.covers(slot):
        return full
    starts, ends = bar.period.start > slot.start, bar.period.end < slot.end
    return _WITHIN if starts and ends else _STARTS if starts else _ENDS


def _differences(timeline: Timeline, scale: Scale) -> str:
    def sign(slot: Period) -> str:
        only = {difference.only for difference in timeline.differences if slot.overlap(difference.period)}
        return _BOTH if len(only) == 2 else words.SYMBOLS[next(iter(only))] if only else _NOTHING

    return "".join(scale.row(sign))


def _show_key(console: Console, timeline: Timeline, months: int, voice: Voice) -> None:
    from sbparse.report.terminal.prose import Prose

    parts = [voice.tell(message("timeline.legend.cell", months=words.months(months)))] if months > 1 else []
    signs: dict[str, Callable[[str], str]] = {
        "gap": lambda text: f"{_GAP} {text}",
        "silent": lambda text: f"{_SILENT} {text}",
    }
    plain = ("record", "declared", "contract")
    names = [name for name in occurring(timeline) if name not in plain]
    if len({difference.only for difference in timeline.differences}) == 2:
        names.append("only-both")
    parts += [signs.get(name, str)(legend_text(voice, name)) for name in names]
    if parts:
        console.print(Prose("   ".join(parts), "dim"))
    for line in _told(timeline, voice):
        console.print(Prose(line))


def _told(timeline: Timeline, voice: Voice) -> Iterator[str]:
    """What cells cannot show: which employer a number is, the exact months that differ, the names of a rename."""
    employers = {bar.pair: bar.employer for bar in (*timeline.lane(Lane.DECLARED), *timeline.lane(Lane.RECORD))}
    for pair, employer in sorted(employers.items()):
        yield f"{pair} {voice.quote(employer)}"
    for difference in timeline.differences:
        yield f"{words.SYMBOLS[difference.only]} {words.difference_words(voice, difference)}"
    for rename in timeline.renames:
        yield words.rename_words(voice, rename)
