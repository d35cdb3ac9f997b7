"""逐段核对: declared rows and insured stints side by side; what a finding is about is coloured and marked with ``≠``.

Nothing is compared here: a cell is marked because a finding of the review names it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from operator import itemgetter
from typing import Final, Self, TypeAlias

from sbparse.findings import Finding, Severity
from sbparse.history.model import DeclaredStint
from sbparse.report import wording
from sbparse.report.sheets.cell import Cell, Value
from sbparse.report.sheets.findings import TONES
from sbparse.report.sheets.style import Side
from sbparse.report.sheets.table import Row, Table, columns
from sbparse.report.voice import Voice
from sbparse.review.model import InsuredStint, Pair, Review, Source

_Place: TypeAlias = tuple[int, int]
"""A record and a row of its employments."""

_ALL: Final = frozenset({"employer", "start", "end"})
# The fields of a stint that a rule speaks of; a rule that is not here marks no cell.
_FIELDS: Final[dict[str, frozenset[str]]] = {
    "start-mismatch": frozenset({"start"}),
    "end-mismatch": frozenset({"end"}),
    "employer-mismatch": frozenset({"employer"}),
    "employer-spelling": frozenset({"employer"}),
    "dispatch-form": frozenset({"employer"}),
    "rename-not-split": frozenset({"employer"}),
    "rename-unknown": frozenset({"employer"}),
    "missing-from-history": _ALL,
    "missing-from-record": _ALL,
    "needs-contract": frozenset({"evidence"}),
    "unpaid-months": frozenset({"months"}),
    "overlap": frozenset({"start", "end"}),
}
_WIDTHS: Final = {
    "stint": 6.0,
    "history-row": 6.0,
    "declared-employer": 32.0,
    "declared-start": 10.0,
    "declared-end": 10.0,
    "evidence": 6.0,
    "insured-employer": 32.0,
    "insured-start": 10.0,
    "insured-end": 10.0,
    "paid-months": 8.0,
    "pdf-file": 16.0,
    "pdf-page": 6.0,
    "result": 30.0,
}


def pairs_table(review: Review, voice: Voice) -> Table:
    """As many rows a pair as its longer side has stints; the pair's number stands in each."""
    rows = [row for number, pair in enumerate(review.pairs, start=1) for row in _pair(number, pair, review.sources, voice)]
    return Table(voice.say("sheet.pairs"), columns(voice, _WIDTHS), rows, still=2)


def _pair(number: int, pair: Pair, sources: Sequence[Source], voice: Voice) -> Iterator[Row]:
    found = _Found.of(pair)
    for index, (declared, insured) in enumerate(zip_longest(pair.declared, pair.insured)):
        yield (
            number,
            *_declared(declared, found.about(declared), voice),
            *_insured(insured, found.at(insured), sources),
            _result(found.told(declared, insured, first=index == 0), pair, voice),
        )


@dataclass(frozen=True, slots=True)
class _Found:
    """The findings of a pair by what they name.

    Attributes:
        rows: by the declared row; of None, those that name none.
        places: by the row of a record; of None, those that name none.
        lines: by what tells their line, each with its position in the pair: the declared row that they name, else the row of the record,
            else None for the first line.
    """

    pair: Pair
    rows: Mapping[int | None, Sequence[Finding]]
    places: Mapping[_Place | None, Sequence[Finding]]
    lines: Mapping[int | _Place | None, Sequence[tuple[int, Finding]]]

    @classmethod
    def of(cls, pair: Pair) -> Self:
        rows: dict[int | None, list[Finding]] = {stint.row: [] for stint in pair.declared}
        places: dict[_Place | None, list[Finding]] = {place: [] for stint in pair.insured for place in _places(stint)}
        lines: dict[int | _Place | None, list[tuple[int, Finding]]] = {}
        own_rows, own_places = frozenset(rows), frozenset(places)
        for position, finding in enumerate(pair.findings):
            row, place = finding.history_row, _place(finding)
            line = row if row in own_rows else place if place in own_places else None
            rows.setdefault(row, []).append(finding)
            places.setdefault(place, []).append(finding)
            lines.setdefault(line, []).append((position, finding))
        return cls(pair, rows, places, lines)

    def about(self, declared: DeclaredStint | None) -> list[Finding]:
        """Those that name a declared stint; a lone one is meant by every finding that names none."""
        if declared is None:
            return []
        return [*self.rows[declared.row], *(self.rows.get(None, ()) if len(self.pair.declared) == 1 else ())]

    def at(self, insured: InsuredStint | None) -> list[Finding]:
        """Those that name an insured stint; a lone one is meant by every finding that names none."""
        if insured is None:
            return []
        named = [finding for place in _places(insured) for finding in self.places[place]]
        return [*named, *(self.places.get(None, ()) if len(self.pair.insured) == 1 else ())]

    def told(self, declared: DeclaredStint | None, insured: InsuredStint | None, *, first: bool) -> list[Finding]:
        """Those to be told in a line: those that name its declared row, else its insured stint; the rest in the first line."""
        subjects: list[int | _Place | None] = [declared.row] if declared else []
        subjects += [*(_places(insured) if insured else ()), *([None] if first else [])]
        here = sorted((each for subject in subjects for each in self.lines.get(subject, ())), key=itemgetter(0))
        return [finding for _, finding in here]


def _places(stint: InsuredStint) -> list[_Place]:
    return [(stint.record, employment) for employment in stint.employments]


def _place(finding: Finding) -> _Place | None:
    return (finding.record, finding.employment) if finding.record is not None and finding.employment is not None else None


def _declared(stint: DeclaredStint | None, findings: Sequence[Finding], voice: Voice) -> Iterator[Value | Cell]:
    if stint is None:
        return iter([None] * 5)
    end: Value = stint.end or voice.say("ongoing")
    return iter(
        [
            stint.row,
            _marked("employer", stint.employer, findings),
            _marked("start", stint.start, findings),
            _marked("end", end, findings, side="centre"),
            _marked("evidence", str(stint.evidence), findings, side="centre"),
        ]
    )


def _insured(stint: InsuredStint | None, findings: Sequence[Finding], sources: Sequence[Source]) -> Iterator[Value | Cell]:
    if stint is None:
        return iter([None] * 6)
    return iter(
        [
            _marked("employer", " → ".join(stint.names) or stint.employer, findings),
            _marked("start", stint.period.start, findings),
            _marked("end", stint.period.end, findings),
            _marked("months", stint.paid_months, findings),
            sources[stint.record].file,
            stint.where.page,
        ]
    )


def _marked(field: str, value: Value, findings: Iterable[Finding], *, side: Side | None = None) -> Cell:
    worst = _worst(f for f in findings if field in _FIELDS.get(f.rule, ()))
    return Cell(value, tone=TONES[worst] if worst else None, differs=worst is not None, side=side)


def _worst(findings: Iterable[Finding]) -> Severity | None:
    return min((f.severity for f in findings), key=list(Severity).index, default=None)


def _result(findings: Sequence[Finding], pair: Pair, voice: Voice) -> Cell:
    if not findings:
        return Cell(voice.say("note.see-other" if pair.findings else "note.no-difference"))
    lines = [f"{wording.severity(voice, f.severity)} {wording.rule_title(voice, f.rule)}" for f in findings]
    worst = _worst(findings)
    return Cell("\n".join(dict.fromkeys(lines)), tone=TONES[worst] if worst else None)
