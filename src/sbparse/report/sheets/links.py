"""From a finding to the rows that it is about: in 逐段核对, in 参保记录 or 缴费明细, and to its picture."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Self

from sbparse.findings import Finding
from sbparse.report.sheets.cell import location
from sbparse.report.sheets.contributions import total_rows
from sbparse.report.sheets.table import FIRST_ROW
from sbparse.report.voice import Voice
from sbparse.review.model import Review, Source
from sbparse.values.place import Place


@dataclass(frozen=True, slots=True)
class Links:
    """Where a finding's rows are, as locations in the workbook.

    Attributes:
        declared: by the declared row's own number.
        employments: by record and position of the employment row.
        places: by record and place of a row of 缴费明细.
        pictures: by the finding's number.
    """

    declared: Mapping[int, str]
    employments: Mapping[tuple[int, int], str]
    places: Mapping[tuple[int, Place], str]
    pictures: Mapping[int, str]

    @classmethod
    def of(cls, review: Review, pictures: Mapping[int, str], voice: Voice) -> Self:
        return cls(
            _declared(review, voice.say("sheet.pairs")),
            _employments(review, voice.say("sheet.employments")),
            _contributions(review, voice.say("sheet.contributions")),
            pictures,
        )

    def to_declared(self, finding: Finding) -> str | None:
        """The declared row in 逐段核对; a row of 考核情况 has none there."""
        if finding.history_row is None or finding.rule == "assessment-mismatch":
            return None
        return self.declared.get(finding.history_row)

    def to_record(self, finding: Finding) -> str | None:
        """The row of the record: that of 缴费明细 where the finding points at one, else its employment."""
        if finding.record is None:
            return None
        at = self.places.get((finding.record, finding.where)) if finding.where else None
        return at or (self.employments.get((finding.record, finding.employment)) if finding.employment is not None else None)


def _declared(review: Review, sheet: str) -> dict[int, str]:
    lines = [max(len(pair.declared), len(pair.insured)) for pair in review.pairs]
    starts = accumulate(lines, initial=FIRST_ROW)
    return {
        row.row: location(sheet, start + offset)
        for pair, start in zip(review.pairs, starts, strict=False)
        for offset, row in enumerate(pair.declared)
    }


def _starts(counts: list[int]) -> list[int]:
    """The worksheet row at which each record's rows begin."""
    return list(accumulate(counts, initial=FIRST_ROW))[:-1]


def _employments(review: Review, sheet: str) -> dict[tuple[int, int], str]:
    starts = _starts([len(source.record.employments) for source in review.sources])
    return {
        (record, position): location(sheet, start + position)
        for record, (source, start) in enumerate(zip(review.sources, starts, strict=True))
        for position in range(len(source.record.employments))
    }


def _contributions(review: Review, sheet: str) -> dict[tuple[int, Place], str]:
    starts = _starts([len(source.record.contributions) for source in review.sources])
    found = {
        (record, row.where): location(sheet, start + position)
        for record, (source, start) in enumerate(zip(review.sources, starts, strict=True))
        for position, row in enumerate(source.record.contributions)
    }
    return found | dict(_totals(review.sources, sheet))


def _totals(sources: tuple[Source, ...], sheet: str) -> list[tuple[tuple[int, Place], str]]:
    printed = {record: row for record, (row, _) in total_rows(sources).items() if row is not None}
    return [((record, totals.where), location(sheet, row)) for record, row in printed.items() if (totals := sources[record].record.totals)]
