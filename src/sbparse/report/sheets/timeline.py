"""时间轴: one column a month, the months of every stint filled, years folded away by their outline.

The first rows are the whole picture: the record's months, what differs, the declared months, each with the key to its signs; below them a
row for each stint of both sides.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import Outline
from openpyxl.worksheet.worksheet import Worksheet

from sbparse.messages import message
from sbparse.report.sheets.cell import Cell, Value, as_cell, shown, write
from sbparse.report.sheets.palette import Tone
from sbparse.report.sheets.printing import set_up_printing
from sbparse.report.sheets.table import FIRST_ROW
from sbparse.report.sheets.width import LINE_HEIGHT, ROW_PADDING, row_height
from sbparse.report.timeline import words
from sbparse.report.timeline.legend import legend_text, occurring
from sbparse.report.timeline.model import Bar, Lane, Timeline
from sbparse.report.voice import Voice
from sbparse.values.month import Month

_WIDTHS: Final = {"stint": 6.0, "side": 10.0, "unit": 34.0, "first-month": 10.0, "last-month": 10.0, "month-count": 7.0}
_MONTH_WIDTH: Final = 2.7
_HEADER_HEIGHT: Final = 56.0
_YEARS_A_PAGE: Final = 6
_UPRIGHT: Final = Alignment(text_rotation=90, horizontal="center", vertical="bottom")
_FULL: Final = "■"
_UNDECIDED: Final = "？"
_SILENT: Final = "·"
_UNPAID: Final = ("unpaid", "undecided")
_DIFFERENCES: Final = tuple(f"only-{lane}" for lane in Lane)
_TONES: Final = {Lane.RECORD: Tone.RECORD, Lane.DECLARED: Tone.DECLARED}
_ONLY_TONES: Final = {Lane.RECORD: Tone.ONLY_RECORD, Lane.DECLARED: Tone.ONLY_DECLARED}


@dataclass(frozen=True, slots=True)
class _Line:
    """A row: what stands in its first columns, and the cells of the months that have one."""

    head: Sequence[Value | Cell]
    months: Mapping[Month, Cell]


def add_timeline(book: Workbook, timeline: Timeline, title: str, voice: Voice) -> None:
    """Append the sheet."""
    sheet = book.create_sheet(voice.say("sheet.timeline"))
    months = list(timeline.axis)
    _write_header(sheet, months, voice)
    for row, line in enumerate(_lines(timeline, voice), start=FIRST_ROW):
        _write_line(sheet, row, line, months, voice)
    _fold_years(sheet, months)
    sheet.freeze_panes = sheet.cell(FIRST_ROW, len(_WIDTHS) + 1)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(_WIDTHS))}{sheet.max_row}"
    set_up_printing(sheet, title, voice, orientation="landscape")
    sheet.page_setup.fitToWidth = ceil(timeline.years / _YEARS_A_PAGE)
    sheet.print_title_rows, sheet.print_title_cols = "1:1", f"A:{get_column_letter(len(_WIDTHS))}"


def _write_header(sheet: Worksheet, months: Sequence[Month], voice: Voice) -> None:
    for index, (name, width) in enumerate(_WIDTHS.items(), start=1):
        write(sheet, 1, index, Cell(voice.say(f"column.{name}"), tone=Tone.HEADER, bold=True, side="centre"))
        sheet.column_dimensions[get_column_letter(index)].width = width
    for index, month in enumerate(months, start=len(_WIDTHS) + 1):
        write(sheet, 1, index, Cell(str(month), tone=Tone.HEADER, bold=month.month == 1, quiet=month.month != 1))
        sheet.cell(1, index).alignment = _UPRIGHT
        sheet.column_dimensions[get_column_letter(index)].width = _MONTH_WIDTH
    sheet.row_dimensions[1].height = _HEADER_HEIGHT


def _lines(timeline: Timeline, voice: Voice) -> Iterator[_Line]:
    yield _whole(timeline, Lane.RECORD, voice)
    yield _Line(_head(voice.say("sheet.differences"), _key(timeline, _DIFFERENCES, voice)), _differences(timeline))
    yield _whole(timeline, Lane.DECLARED, voice)
    if timeline.renames:
        text = "\n".join(words.rename_words(voice, rename) for rename in timeline.renames)
        marks = {rename.month: Cell(words.RENAMED, side="centre") for rename in timeline.renames}
        yield _Line(_head(voice.say("sheet.renames"), text), marks)
    for bar in sorted(timeline.bars, key=lambda bar: (bar.pair, list(Lane).index(bar.lane), bar.period)):
        yield _stint(bar, voice)


def _head(side: str, text: str | None = None) -> Sequence[Value | Cell]:
    return (None, Cell(side, bold=True), text, None, None, None)


def _key(timeline: Timeline, names: Sequence[str], voice: Voice) -> str | None:
    """What the signs of a row say, as far as they occur in it."""
    return "\n".join(legend_text(voice, name) for name in occurring(timeline) if name in names) or None


def _signs(timeline: Timeline, lane: Lane, voice: Voice) -> str:
    """The key of a lane's row."""
    full = voice.tell(message(f"timeline.sheet.{lane}", sign=_FULL))
    if lane is Lane.RECORD:
        silent = voice.tell(message("timeline.sheet.silent", sign=_SILENT)) if timeline.silent else None
        return "\n".join(text for text in (full, _key(timeline, _UNPAID, voice), silent) if text)
    goes_on = voice.tell(message("timeline.sheet.ongoing", sign=words.GOES_ON))
    return "\n".join([full, *([goes_on] if any(bar.ongoing for bar in timeline.lane(lane)) else [])])


def _whole(timeline: Timeline, lane: Lane, voice: Voice) -> _Line:
    """All months of a lane in one row; where stints overlap, a month that one has in full is full."""
    months = {month: Cell(_SILENT, quiet=True, side="centre") for run in timeline.silent for month in run} if lane is Lane.RECORD else {}
    drawn: dict[Month, Cell] = {}
    for bar in timeline.lane(lane):
        for month, cell in _of_bar(bar).items():
            if drawn.setdefault(month, cell).value != _FULL and cell.value == _FULL:
                drawn[month] = cell
    return _Line(_head(words.lane_name(voice, lane), _signs(timeline, lane, voice)), months | drawn)


def _stint(bar: Bar, voice: Voice) -> _Line:
    head = (
        bar.pair,
        words.lane_name(voice, bar.lane),
        bar.employer,
        bar.period.start,
        Cell(voice.say("ongoing") if bar.ongoing else bar.period.end, side="centre"),
        bar.period.months,
    )
    return _Line(head, _of_bar(bar))


def _of_bar(bar: Bar) -> dict[Month, Cell]:
    """The months of a stint: filled with a full sign, or one that says that it was not paid, or may not have been."""
    months = dict.fromkeys(bar.period, Cell(_FULL, tone=_TONES[bar.lane], side="centre"))
    if bar.ongoing:
        months[bar.period.end] = Cell(words.GOES_ON, tone=_TONES[bar.lane], side="centre")
    months.update((month, Cell(_UNDECIDED, tone=_TONES[bar.lane], side="centre")) for part in bar.undecided for month in part.period)
    months.update((month, Cell(words.UNPAID, side="centre")) for run in bar.unpaid for month in run)
    return months


def _differences(timeline: Timeline) -> dict[Month, Cell]:
    """The months that only one lane has, each with its lane's mark; both marks where each lane has one of its own."""
    only: dict[Month, list[Lane]] = {}
    for difference in timeline.differences:
        for month in difference.period:
            only.setdefault(month, []).append(difference.only)
    return {
        month: Cell("".join(words.SYMBOLS[lane] for lane in Lane if lane in lanes), tone=_ONLY_TONES[lanes[0]], side="centre")
        for month, lanes in only.items()
    }


def _write_line(sheet: Worksheet, row: int, line: _Line, months: Sequence[Month], voice: Voice) -> None:
    head = [as_cell(value, voice) for value in line.head]
    for index, cell in enumerate(head, start=1):
        write(sheet, row, index, cell)
    first = months[0].index - len(_WIDTHS) - 1
    for month in sorted(line.months):
        write(sheet, row, month.index - first, line.months[month])
    height = row_height((shown(cell), width - 2) for cell, width in zip(head, _WIDTHS.values(), strict=True))
    sheet.row_dimensions[row].height = max(height, LINE_HEIGHT + ROW_PADDING)


def _fold_years(sheet: Worksheet, months: Sequence[Month]) -> None:
    """An outline that leaves January of each year when it is folded."""
    sheet.sheet_properties.outlinePr = Outline(summaryRight=False)
    for index, month in enumerate(months, start=len(_WIDTHS) + 1):
        if month.month != 1:
            sheet.column_dimensions[get_column_letter(index)].outlineLevel = 1
