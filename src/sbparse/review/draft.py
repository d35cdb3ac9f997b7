"""A declaration to start from: what the record alone says, in the declaration's own terms, checked against the record that it came from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sbparse.history.model import Assessment, Claim, DeclaredHistory, DeclaredStint
from sbparse.policy import RuleSet
from sbparse.review.model import Review, Source, SuggestedAssessment, SuggestedStint
from sbparse.review.review import review
from sbparse.values.month import Month

_FIRST_ROW: Final = 2  # of a sheet with a header
_MASK: Final = "*"


@dataclass(frozen=True, slots=True)
class Draft:
    """A declaration after the record.

    Attributes:
        history: the rows, numbered as in a sheet with one header row, and what the record tells of 申报信息.
        posted: the last paid month of each row that goes on, by its number: a stint that was still running when the record was printed
            is declared until 至今, so that the next print confirms it as well.
        cut: the first month of the record where it was asked for from there on, so that an earlier start cannot be seen; else None.
        review: what checking this declaration against the record says.
    """

    history: DeclaredHistory
    posted: dict[int, Month]
    cut: Month | None
    review: Review


def draft(sources: Sequence[Source], ruleset: RuleSet, *, submitted: date | None = None, print_date: date | None = None) -> Draft:
    """The declaration that the records of one person support; without rows where they have no employer.

    Args:
        sources: the person's records, at least one.
        ruleset: whose rules.
        submitted: the day on which the paper material is handed in; the three years before it are assessed, else before the print.
        print_date: goes before the records' own.
    """

    def checked(history: DeclaredHistory) -> Review:
        return review(sources, history, ruleset=ruleset, submitted=submitted, print_date=print_date)

    empty = DeclaredHistory("", ())
    ended = _stints(checked(empty).suggested_history)
    going_on = checked(replace(empty, stints=tuple(_open(ended))))
    running = _running(going_on)
    stints = tuple(replace(stint, end=None) if stint.row in running else stint for stint in ended)
    assessed = checked(replace(empty, stints=stints)).suggested_assessments
    cut = _cut(sources, stints)
    history = DeclaredHistory("", stints, (), _claim(sources, stints, cut, submitted), _assessments(assessed))
    posted = {stint.row: stint.end for stint in ended if stint.row in running and stint.end}
    return Draft(history, posted, cut, checked(history))


def _stints(rows: Iterable[SuggestedStint]) -> tuple[DeclaredStint, ...]:
    return tuple(DeclaredStint(number, row.employer, row.start, row.end, row.evidence) for number, row in enumerate(rows, _FIRST_ROW))


def _assessments(rows: Iterable[SuggestedAssessment]) -> tuple[Assessment, ...]:
    return tuple(Assessment(number, row.start, row.end, row.kind, organiser=row.employer) for number, row in enumerate(rows, _FIRST_ROW))


def _open(stints: Sequence[DeclaredStint]) -> Iterable[DeclaredStint]:
    """The rows with those that end last left open, to see whether the record supports it."""
    last = max((stint.end for stint in stints if stint.end), default=None)
    return (replace(stint, end=None) if stint.end == last else stint for stint in stints)


def _running(result: Review) -> frozenset[int]:
    """The rows whose 至今 the record supports without a reservation."""
    doubted = {finding.history_row for finding in result.findings if finding.rule == "end-mismatch"}
    return frozenset(row.row for row in result.suggested_history if row.ongoing and row.row is not None) - doubted


def _cut(sources: Iterable[Source], stints: Sequence[DeclaredStint]) -> Month | None:
    """The first month where every print was asked for from there on, None where one shows that nothing was before."""
    if not stints:
        return None
    first = min(stint.start for stint in stints)
    asked = [source.record.query_period for source in sources]
    return first if all(period is not None and period.start >= first for period in asked) else None


def _claim(sources: Sequence[Source], stints: Sequence[DeclaredStint], cut: Month | None, submitted: date | None) -> Claim:
    person = sources[0].record.person
    number = person.id_number if person.id_number and _MASK not in person.id_number else None
    career_start = min((stint.start for stint in stints), default=None) if cut is None else None
    name = person.name if person.name and _MASK not in person.name else None
    return Claim(name=name, id_number=number, career_start=career_start, submitted=submitted)
