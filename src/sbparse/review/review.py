"""The review: records and a declared history in, everything that is to be said about them out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from sys import maxsize
from typing import Final, TypeAlias

from sbparse.findings import INTEGRITY_RULES, RULES, Check, Finding, Severity, outcome_of
from sbparse.history.model import DeclaredHistory
from sbparse.messages import Message, message
from sbparse.policy import RuleSet, default_ruleset
from sbparse.review.assess import base_year, suggested_assessments, works_of
from sbparse.review.case import Case, case_of
from sbparse.review.eligibility import eligibility, standings
from sbparse.review.facts import distinct_months
from sbparse.review.model import Pair, Review, Source, Verdict
from sbparse.review.rules import REVIEW_RULES
from sbparse.review.rules.submission import print_window
from sbparse.review.ruling import Ruling

_LAST: Final = maxsize
_FILE_RULES: Final = frozenset({"signature-invalid", "edited-after-signing", "not-signed"})
# Rules whose findings belong to a pair of declared rows and insured stints.
_PAIR_RULES: Final = frozenset(list(RULES)[: list(RULES).index("print-date-missing")]) | {"personal-payer", "post-is-title"}
_Order: TypeAlias = tuple[int, int, int, int, int, float]
_Subject: TypeAlias = int | tuple[int | None, int | None]


def review(
    sources: Sequence[Source],
    history: DeclaredHistory,
    *,
    ruleset: RuleSet | None = None,
    submitted: date | None = None,
    print_date: date | None = None,
) -> Review:
    """Hold the records of one person against what was declared.

    Args:
        sources: the person's records, one or several prints; at least one.
        history: the declared history.
        ruleset: whose rules; the shipped ones for None.
        submitted: the day on which the paper material is handed in; goes before 提交纸质材料日期 of the history.
        print_date: the day of the print; goes before every print date found in the records.

    Raises:
        ValueError: no record was given.
    """
    if not sources:
        raise ValueError("a review needs a record")
    case = case_of(sources, history, ruleset or default_ruleset(), submitted, print_date)
    rulings = {rule: function(case) for rule, function in REVIEW_RULES.items()} | _integrity(sources)
    findings = tuple(sorted((finding for ruling in rulings.values() for finding in ruling.findings), key=_order))
    rows = case.suggested
    routes = standings(case)
    return Review(
        verdict=Verdict.FAIL if any(finding.severity is Severity.ERROR for finding in findings) else Verdict.PASS,
        sources=case.sources,
        history=history,
        findings=findings,
        checks=tuple(_check(rule, rulings[rule]) for rule in RULES),
        pairs=_with_findings(case, findings),
        suggested_history=rows,
        suggested_assessments=suggested_assessments(works_of(case, rows), base_year(case)),
        cumulative=distinct_months(case.prints),
        print_window=print_window(case),
        eligibility=None if isinstance(routes, Message) else eligibility(case, routes),
    )


def _integrity(sources: Sequence[Source]) -> dict[str, Ruling]:
    """What each record's own rules found, with the record named; ``personal-payer`` is the review's, which knows the declared row."""
    rulings: dict[str, Ruling] = {}
    for rule in INTEGRITY_RULES:
        if rule not in REVIEW_RULES:
            found = [replace(f, record=index) for index, source in enumerate(sources) for f in source.record.findings if f.rule == rule]
            reasons = [source.record.not_run[rule] for source in sources if rule in source.record.not_run]
            if rule in _FILE_RULES:
                found = _once_a_file(found, sources)
                reasons += [message("review.not-run.not-examined") for source in sources if source.record.signed is None]
            rulings[rule] = Ruling(tuple(found), reasons[0] if reasons else None)
    return rulings


def _once_a_file(found: Iterable[Finding], sources: Sequence[Source]) -> list[Finding]:
    """What a rule found about a file, told with the first of its records alone."""
    told: dict[tuple[str, str], Finding] = {}
    for finding in found:
        told.setdefault((sources[finding.record or 0].file, finding.message.key), finding)
    return list(told.values())


def _check(rule: str, ruling: Ruling) -> Check:
    return outcome_of(rule, list(ruling.findings), ruling.not_run)


def _order(finding: Finding) -> _Order:
    """Worst first, then as the rules stand in the contract, then by declared row, then by place in the records."""
    where = finding.where
    return (
        list(Severity).index(finding.severity),
        list(RULES).index(finding.rule),
        _LAST if finding.history_row is None else finding.history_row,
        _LAST if finding.record is None else finding.record,
        where.page if where else _LAST,
        where.bbox[1] if where else 0.0,
    )


def _with_findings(case: Case, findings: Iterable[Finding]) -> tuple[Pair, ...]:
    about_stints = [finding for finding in findings if finding.rule in _PAIR_RULES]
    known: dict[_Subject, list[int]] = {}
    for number, finding in enumerate(about_stints):
        known.setdefault(_subject(finding), []).append(number)
    return tuple(
        replace(pair, findings=tuple(about_stints[n] for n in sorted({n for each in _subjects(pair) for n in known.get(each, ())})))
        for pair in case.pairs
    )


def _subject(finding: Finding) -> _Subject:
    """What a finding is about: a declared row, or, without one, a row of a record."""
    return finding.history_row if finding.history_row is not None else (finding.record, finding.employment)


def _subjects(pair: Pair) -> Iterator[_Subject]:
    yield from (row.row for row in pair.declared)
    yield from ((stint.record, employment) for stint in pair.insured for employment in stint.employments)
