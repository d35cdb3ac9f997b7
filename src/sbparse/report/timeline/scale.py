"""How an axis of months is laid out: cut into bands that can be read, with as many year labels as there is room for."""

from collections.abc import Iterator
from math import ceil
from typing import Final

from sbparse.values.month import Month, Period

_YEAR_STEPS: Final = (1, 2, 5, 10, 20, 50, 100)


def bands(axis: Period, most_years: int) -> list[Period]:
    """The axis in whole years, cut into bands of equal length, none longer than ``most_years``; the last may be shorter."""
    years = axis.months // 12
    each = ceil(years / ceil(years / most_years)) * 12
    starts = range(axis.start.index, axis.end.index + 1, each)
    return [Period(Month(start), Month(min(start + each - 1, axis.end.index))) for start in starts]


def labelled_years(band: Period, month_width: float, label_width: float) -> Iterator[Month]:
    """The Januaries that get a label: every one, or where labels would touch, every second, fifth, tenth … year.

    Args:
        band: whole years.
        month_width: what a month takes, in the unit of ``label_width``.
        label_width: what a label takes, with the space after it.
    """
    step = next((step for step in _YEAR_STEPS if step * 12 * month_width >= label_width), _YEAR_STEPS[-1])
    free = band.start.index
    for index in range(band.start.index, band.end.index + 1, 12):
        if ((index // 12) % step == 0 or index == band.start.index) and index >= free:
            free = index + ceil(label_width / month_width)
            yield Month(index)
