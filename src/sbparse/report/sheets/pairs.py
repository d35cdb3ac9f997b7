"""逐段核对: declared rows and insured stints side by side; what a finding is about is coloured and marked with ``≠``.

Nothing is compared here: a cell is marked because a finding of the review names it.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Final

from sbparse.findings import Finding, Severity
from sbparse.history.model import DeclaredStint
from sbparse.report import wording
from sbparse.report.sheets.cell import Cell, Value
from sbparse.report.sheets.findings import TONES
from sbparse.report.sheets.style import Side
from sbparse.report.sheets.table import Row, Table, columns
from sbparse.report.voice import Voice
from sbparse.review.model import InsuredStint, Pair, Review

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
    rows = [row for number, pair in enumerate(review.pairs, start=1) for row in _pair(number, pair, voice)]
    return Table(voice.say("sheet.pairs"), columns(voice, _WIDTHS), rows, still=2)


def _pair(number: int, pair: Pair, voice: Voice) -> Iterator[Row]:
    lines = list(zip_longest(pair.declared, pair.insured))
    own = [_of_line(pair, declared, insured, first=index == 0) for index, (declared, insured) in enumerate(lines)]
    for (declared, insured), findings in zip(lines, own, strict=True):
        yield (
            number,
            *_declared(declared, [f for f in pair.findings if _is_about(f, pair, declared)], voice),
            *_insured(insured, [f for f in pair.findings if _is_at(f, pair, insured)]),
            _result(findings, pair, voice),
        )


def _of_line(pair: Pair, declared: DeclaredStint | None, insured: InsuredStint | None, *, first: bool) -> list[Finding]:
    """The findings to be told in a line: those that name its declared row, else its insured stint; the rest in the first line."""
    rows = {stint.row for stint in pair.declared}
    told = []
    for finding in pair.findings:
        if finding.history_row in rows:
            here = declared is not None and finding.history_row == declared.row
        elif finding.employment is not None and any(_names(finding, stint) for stint in pair.insured):
            here = insured is not None and _names(finding, insured)
        else:
            here = first
        if here:
            told.append(finding)
    return told


def _is_about(finding: Finding, pair: Pair, declared: DeclaredStint | None) -> bool:
    """Whether a finding names this declared stint; a lone one is meant by every finding of its pair."""
    return declared is not None and (finding.history_row == declared.row or (finding.history_row is None and len(pair.declared) == 1))


def _is_at(finding: Finding, pair: Pair, insured: InsuredStint | None) -> bool:
    """Whether a finding names this insured stint; a lone one is meant by every finding of its pair."""
    return insured is not None and (_names(finding, insured) or (finding.employment is None and len(pair.insured) == 1))


def _names(finding: Finding, insured: InsuredStint) -> bool:
    return finding.record == insured.record and finding.employment in insured.employments


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


def _insured(stint: InsuredStint | None, findings: Sequence[Finding]) -> Iterator[Value | Cell]:
    if stint is None:
        return iter([None] * 6)
    return iter(
        [
            _marked("employer", " → ".join(stint.names) or stint.employer, findings),
            _marked("start", stint.period.start, findings),
            _marked("end", stint.period.end, findings),
            _marked("months", stint.paid_months, findings),
            stint.file,
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
