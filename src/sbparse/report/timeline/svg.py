"""The timeline as inline SVG: cut into bands that are read like lines of text, each with the record's lane above the declaration's.

Colours come from CSS variables (``timeline.css``); what a colour says is said again by a hatch, a symbol or a word. Names fit into their
bars or are cut there; whoever needs them whole finds them in the table that a report puts below.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Final
from xml.etree import ElementTree as ET

from sbparse.report import wording
from sbparse.report.timeline import words
from sbparse.report.timeline.canvas import Canvas, fitting, number, width_of
from sbparse.report.timeline.legend import draw_legend
from sbparse.report.timeline.model import Bar, Difference, Lane, Timeline
from sbparse.report.timeline.scale import bands, labelled_years
from sbparse.report.voice import Voice
from sbparse.values.month import Month, Period

BAR: Final = 24.0
"""Height of a bar."""
_STEP: Final = BAR + 3  # from one level of a lane to the next
_YEARS: Final = 18.0
_MARKS: Final = 16.0
_TRACK: Final = 17.0  # a row of differences between the lanes
_BAND_GAP: Final = 18.0
_MONTH_LABELS_FROM: Final = 15.0  # pixels a month; with less, only years are labelled

_PATTERNS: Final = {
    "record": (6, "M-1,1 l2,-2 M0,6 l6,-6 M5,7 l2,-2"),
    "declared": (6, "M-1,5 l2,2 M0,0 l6,6 M5,-1 l2,2"),
    "unpaid": (4, "M0,2 h4"),
    "undecided": (5, "M2.5,0 v5"),
    "silent": (7, "M1,1 h1 M4.5,4.5 h1"),
}
"""Hatches by what they say: months that only one lane has, unpaid, undecided, not shown by the record."""


@dataclass(frozen=True, slots=True)
class Face:
    """A size to draw for: its name (ids begin with it), its width, the longest band, the font size."""

    name: str
    width: float
    most_years: int
    font: float = 12.5


WIDE: Final = Face("tl-wide", 960, 15)
NARROW: Final = Face("tl-narrow", 360, 5)


def timeline_css() -> str:
    """The style rules that the drawings need, with their colours for light and dark."""
    return files(__package__ or "").joinpath("timeline.css").read_text("utf-8")


def timeline_svg(timeline: Timeline, voice: Voice, face: Face = WIDE) -> str:
    """The drawing as one ``<svg>`` element for an HTML page that has :func:`timeline_css`."""
    root = ET.Element("svg", {"class": f"tl {face.name}", "role": "img", "aria-labelledby": f"{face.name}-title {face.name}-desc"})
    for name, text in (("title", voice.tell(words.TITLE)), ("desc", words.description(voice, timeline))):
        ET.SubElement(root, name, {"id": f"{face.name}-{name}"}).text = text
    canvas = Canvas(ET.SubElement(root, "defs"), face.name)
    for name, (size, path) in _PATTERNS.items():
        canvas.pattern(name, size, path)
    top = 0.0
    for period in bands(timeline.axis, face.most_years):
        band = _Band(timeline, voice, face, period, Canvas(root, face.name), top)
        band.draw()
        top = band.bottom + _BAND_GAP
    height = draw_legend(timeline, voice, Canvas(root, face.name), top, face.width, face.font)
    root.set("viewBox", f"0 0 {number(face.width)} {number(height)}")
    return ET.tostring(root, "unicode")


@dataclass
class _Band:
    """One band while it is drawn: what is above what, and where a month lies. What is where is worked out once: everything asks for it."""

    timeline: Timeline
    voice: Voice
    face: Face
    period: Period
    canvas: Canvas
    top: float

    @cached_property
    def gutter(self) -> float:
        names = (words.lane_name(self.voice, lane) for lane in Lane)
        return max(width_of(name, self.face.font) for name in names) + 8

    @cached_property
    def month_width(self) -> float:
        longest = bands(self.timeline.axis, self.face.most_years)[0]
        return (self.face.width - self.gutter - 1) / longest.months

    @property
    def right(self) -> float:
        return self.after(self.period.end)

    def x(self, month: Month) -> float:
        """Where a month begins."""
        return self.gutter + (month - self.period.start) * self.month_width

    def after(self, month: Month) -> float:
        """Where a month ends."""
        return self.x(month) + self.month_width

    def room(self, period: Period) -> tuple[float, float]:
        """Left edge and width of months."""
        return self.x(period.start), period.months * self.month_width

    @cached_property
    def bars(self) -> dict[Lane, list[tuple[Bar, Period]]]:
        """The bars of each lane that reach into the band, each with its months here."""
        return {lane: [(bar, part) for bar in self.timeline.lane(lane) if (part := bar.period.overlap(self.period))] for lane in Lane}

    def inside(self, periods: Iterable[Period]) -> list[Period]:
        return [part for period in periods if (part := period.overlap(self.period))]

    def levels(self, lane: Lane) -> int:
        return max((bar.level + 1 for bar, _ in self.bars[lane]), default=1)

    @cached_property
    def marked(self) -> bool:
        """Whether something is marked above the lanes."""
        printed = self.timeline.printed
        return any(rename.month in self.period for rename in self.timeline.renames) or (printed is not None and printed in self.period)

    @cached_property
    def record_top(self) -> float:
        return self.top + _YEARS + (_MARKS if self.marked else 0)

    @cached_property
    def between_top(self) -> float:
        return self.record_top + self.levels(Lane.RECORD) * _STEP

    @cached_property
    def tracks(self) -> int:
        """Rows of differences: two where both lanes have months of their own at one time (another employer in each)."""
        drawn = [(difference.only, part) for difference in self.timeline.differences for part in self.inside([difference.period])]
        record, declared = ({month for only, part in drawn if only is lane for month in part} for lane in Lane)
        return 1 if record.isdisjoint(declared) else 2

    @cached_property
    def declared_top(self) -> float:
        return self.between_top + self.tracks * _TRACK

    @cached_property
    def bottom(self) -> float:
        return self.declared_top + self.levels(Lane.DECLARED) * _STEP

    def lane_top(self, lane: Lane) -> float:
        return self.record_top if lane is Lane.RECORD else self.declared_top

    def draw(self) -> None:
        self._axis()
        self._silence()
        parts = [(difference, part) for difference in self.timeline.differences for part in self.inside([difference.period])]
        for difference, part in parts:
            self._shade(difference, part)
        for difference, part in parts:
            self._difference(difference, part)
        self._marks()
        for lane in Lane:
            self.canvas.text("tl-lane", 0, self.lane_top(lane) + 16, words.lane_name(self.voice, lane))
            self._gaps(lane)
            for bar, part in self.bars[lane]:
                self._bar(bar, part)

    def _axis(self) -> None:
        for month in self.period:
            if month.month == 1:
                self.canvas.line("tl-year-line", self.x(month), self.top + 4, self.x(month), self.bottom)
        self.canvas.line("tl-year-line", self.right, self.top + 4, self.right, self.bottom)
        for january in labelled_years(self.period, self.month_width, width_of("2000", 11) + 8):
            self.canvas.text("tl-year", self.x(january) + 3, self.top + 13, str(january.year))
        if self.month_width >= _MONTH_LABELS_FROM:
            for month in self.period:
                if month.month in (4, 7, 10):
                    self.canvas.line("tl-month-line", self.x(month), self.top + 11, self.x(month), self.bottom)
                    self.canvas.text("tl-month", self.x(month) + 3, self.top + 13, str(month.month))

    def _silence(self) -> None:
        for run in self.inside(self.timeline.silent):
            left, width = self.room(run)
            group = self.canvas.group("tl-silent", words.silent_words(self.voice, run))
            group.filled("silent", left, self.record_top, width, self.between_top - self.record_top - 3)

    def _shade(self, difference: Difference, part: Period) -> None:
        left, width = self.room(part)
        group = self.canvas.group(f"tl-only-{difference.only}")
        group.rect("tl-shade", left, self.record_top, width, self.bottom - self.record_top - 3)

    def _difference(self, difference: Difference, part: Period) -> None:
        left, width = self.room(part)
        top = self.between_top + (_TRACK if self.tracks == 2 and difference.only is Lane.DECLARED else 0)
        group = self.canvas.group(f"tl-only-{difference.only}", words.difference_words(self.voice, difference))
        group.filled(difference.only, left, top, width, _TRACK - 3)
        symbol = words.SYMBOLS[difference.only]
        label = f"{symbol} {wording.period(self.voice, difference.period)}"
        shown = label if width_of(label, 11) + 8 <= width else symbol
        room = width_of(shown, 11) + 4
        if room < width:
            group.rect("tl-plate", left + (width - room) / 2, top, room, _TRACK - 3)
        group.text("tl-symbol", left + width / 2, top + 11.5, shown, anchor="middle")

    def _gaps(self, lane: Lane) -> None:
        middle = self.lane_top(lane) + BAR / 2
        for gap in self.timeline.gaps:
            for part in self.inside([gap.period] if gap.lane is lane else []):
                left, width = self.room(part)
                group = self.canvas.group("tl-gap", words.gap_words(self.voice, gap))
                group.line("tl-gap-line", left + 1, middle, left + width - 1, middle)
                label = words.gap_short(self.voice, gap)
                if width_of(label, 11) + 6 <= width:
                    group.text("tl-note", left + width / 2, middle - 4, label, anchor="middle")

    def _bar(self, bar: Bar, part: Period) -> None:
        left, width = self.room(part)
        top = self.lane_top(bar.lane) + bar.level * _STEP
        group = self.canvas.group(f"tl-bar tl-{bar.lane}", words.bar_words(self.voice, bar))
        kind = "tl-box tl-contract" if bar.contract else "tl-box"
        group.rect(kind, left + 0.7, top + 0.7, max(width - 1.4, 1.6), BAR - 1.4, round_=min(3, width / 4))
        for run in self.inside(bar.unpaid):
            self._hole(group, run, top, "unpaid", words.UNPAID)
        for undecided in bar.undecided:
            for run in self.inside([undecided.period]):
                self._hole(group, run, top, "undecided", words.undecided_short(self.voice, undecided))
        stretch, room, name = self._name(bar, part)
        group.text("tl-name", stretch + min(5, max(1, (room - width_of(name, self.face.font)) / 2)), top + 16.5, name)

    def _name(self, bar: Bar, part: Period) -> tuple[float, float, str]:
        """What is written into a bar, and the stretch it is written into: before the first hole, or where most room is between them.

        It is the bar's number, the sign of its findings and its name, as far as there is room.
        """
        mark = f"{bar.pair}{words.severity_symbol(self.voice, bar)}"
        tail = f" {words.GOES_ON}" if bar.ongoing and part.end == bar.period.end else ""
        stretches = self._stretches(bar, part)
        for stretch, room in stretches:
            whole = fitting(f"{mark} {self.voice.quote(bar.employer)}{tail}", room - 7, self.face.font)
            if whole:
                return stretch, room, whole
        for stretch, room in stretches:
            short = next((text for text in (mark, str(bar.pair)) if width_of(text, self.face.font) <= room - 2), "")
            if short:
                return stretch, room, short
        return (*self.room(part), "")

    def _stretches(self, bar: Bar, part: Period) -> list[tuple[float, float]]:
        """Left edge and width of the first stretch of a bar that no hole takes, and of the widest."""
        holes = sorted(self.inside([*bar.unpaid, *(undecided.period for undecided in bar.undecided)]))
        lefts = [self.x(part.start), *(self.after(run.end) for run in holes)]
        rights = [*(self.x(run.start) for run in holes), self.after(part.end)]
        stretches = [(left, right - left) for left, right in zip(lefts, rights, strict=True)]
        return [stretches[0], max(stretches, key=lambda stretch: stretch[1])]

    def _hole(self, group: Canvas, run: Period, top: float, pattern: str, label: str) -> None:
        """Months inside a bar that were not paid, or may not have been; the label, else its first character, on a plate."""
        left, width = self.room(run)
        group.filled(pattern, left, top + 2, width, BAR - 4)
        shown = next((text for text in (label, label[0]) if width_of(text, 11) <= width - 2), "")
        if shown:
            room = width_of(shown, 11)
            group.rect(f"tl-ground-{pattern} tl-bare", left + (width - room) / 2, top + 4, room, BAR - 8)
            group.text("tl-symbol", left + width / 2, top + 16, shown, anchor="middle")

    def _marks(self) -> None:
        base = self.record_top - 5
        taken: list[tuple[float, float]] = []
        for rename in self.timeline.renames:
            if rename.month in self.period:
                x, text = self.x(rename.month), f"{words.RENAMED}{rename.number}"
                group = self.canvas.group("tl-rename", words.rename_words(self.voice, rename))
                group.line("tl-rename-line", x, base + 2, x, self.bottom - 2)
                group.text("tl-mark", x - 5, base, text)
                taken.append((x - 5, x + width_of(text, 11)))
        printed = self.timeline.printed
        if printed is not None and printed in self.period:
            x = self.after(printed)
            self.canvas.line("tl-printed", x, base - 8, x, self.bottom - 2)
            self._printed_label(x, base, words.printed_words(self.voice, printed), taken)

    def _printed_label(self, x: float, base: float, text: str, taken: list[tuple[float, float]]) -> None:
        """The label left of its line, else right of it; nowhere where both sides are taken by other marks."""
        wide = width_of(text, 11) + 6
        for anchor, left in (("end", x - wide), ("start", x)):
            inside = left >= self.gutter and left + wide <= self.face.width
            if inside and not any(start < left + wide and left < end for start, end in taken):
                self.canvas.text("tl-note", x + (-3 if anchor == "end" else 3), base, text, anchor=anchor)
                return
