"""The rows of 单位变动记录 of all prints as insured stints: unbroken times at one employer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sbparse.record.model import Employment
from sbparse.review.companies import Companies
from sbparse.review.model import InsuredStint
from sbparse.review.prints import Print
from sbparse.values.month import Period


@dataclass(frozen=True, slots=True)
class _Piece:
    """A row, or the part of it for which its print speaks; ``months`` only for a whole row."""

    period: Period
    months: int | None
    row: Employment
    position: int
    origin: Print


def insured_stints(prints: Sequence[Print], companies: Companies) -> tuple[InsuredStint, ...]:
    """The stints in time order.

    Rows of one company that overlap or follow each other without a gap are one stint: a change of district, a rename (both names may be
    shown in its month), the same row in two prints. A gap of a month makes two.
    """
    by_company: dict[str, list[list[_Piece]]] = {}
    for piece in sorted(_pieces(prints), key=lambda p: (p.period, p.origin.index, p.position)):
        stints = by_company.setdefault(companies.of(piece.row.employer), [])
        if stints and piece.period.start <= max(p.period.end for p in stints[-1]) + 1:
            stints[-1].append(piece)
        else:
            stints.append([piece])
    found = [_stint(pieces) for stints in by_company.values() for pieces in stints]
    return tuple(sorted(found, key=lambda s: (s.period, s.record, s.employments)))


def _pieces(prints: Iterable[Print]) -> Iterable[_Piece]:
    for each in prints:
        for position, row in enumerate(each.record.employments):
            for part in each.heard_employed(row.period):
                yield _Piece(part, row.months if part == row.period else None, row, position, each)


def _stint(pieces: Sequence[_Piece]) -> InsuredStint:
    first, last = pieces[0], max(pieces, key=lambda p: p.period.end)
    months = [piece.months for piece in pieces]
    return InsuredStint(
        employer=last.row.employer,
        names=tuple(dict.fromkeys(piece.row.employer for piece in pieces)),
        period=Period(first.period.start, last.period.end),
        paid_months=None if None in months else sum(m for m in months if m),
        record=first.origin.index,
        employments=tuple(sorted({p.position for p in pieces if p.origin.index == first.origin.index})),
        where=first.row.where,
        file=first.origin.source.file,
    )
