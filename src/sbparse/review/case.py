"""Everything that a rule looks at: the records united into stints, the declared rows aligned with them, and what day it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sbparse.history.model import DeclaredHistory, DeclaredStint, Evidence
from sbparse.policy import RuleSet
from sbparse.record.model import PrintDate
from sbparse.review.align import align
from sbparse.review.clock import Clock
from sbparse.review.companies import Companies
from sbparse.review.facts import pension_months
from sbparse.review.model import InsuredStint, Pair, Source, SuggestedStint
from sbparse.review.possible import PaidMonths
from sbparse.review.prints import Print, covered_months, print_date, printed_month, prints_of, query_ends
from sbparse.review.stints import insured_stints
from sbparse.values.month import Month
from sbparse.values.place import Place


@dataclass(frozen=True, slots=True)
class Spot:
    """A row of 单位变动记录: position of its record, its position there, and its place in the PDF."""

    record: int
    employment: int
    where: Place
    employer: str


@dataclass(frozen=True, kw_only=True)  # without slots, for its cached property
class Case:
    """A review in progress; made once by :func:`case_of`, read by every rule.

    Attributes:
        submitted: the day on which the paper material is handed in; None where not given.
        print_date: the date that the 30 days count from, ``dated`` the print that it stands on (None for a given date).
        paid: what is possible for the paid pension months; None where the record contradicts itself.
        pairs: declared rows with the insured stints that they answer, in time order.
    """

    sources: tuple[Source, ...]
    history: DeclaredHistory
    ruleset: RuleSet
    companies: Companies
    submitted: date | None
    print_date: PrintDate | None
    dated: Print | None
    prints: tuple[Print, ...]
    stints: tuple[InsuredStint, ...]
    paid: PaidMonths | None
    clock: Clock
    pairs: tuple[Pair, ...]

    @cached_property
    def suggested(self) -> tuple[SuggestedStint, ...]:
        """The corrected rows (``review.suggest``), which two rules look at and the review gives back."""
        from sbparse.review.suggest import suggested_history  # which looks at the case

        return suggested_history(self)

    @property
    def matched(self) -> tuple[Pair, ...]:
        """The pairs with both sides."""
        return tuple(pair for pair in self.pairs if pair.declared and pair.insured)

    def spot(self, stint: InsuredStint, month: Month) -> Spot:
        """The row of the record that shows a month of a stint, of the newest print that speaks for it."""
        company = self.companies.of(stint.employer)
        for each in self.prints:
            if any(month in run for run in each.employed):
                for position, row in enumerate(each.record.employments):
                    if month in row.period and self.companies.of(row.employer) == company:
                        return Spot(each.index, position, row.where, row.employer)
        return Spot(stint.record, stint.employments[0], stint.where, stint.employer)


def case_of(
    sources: Sequence[Source], history: DeclaredHistory, ruleset: RuleSet, submitted: date | None, given_print_date: date | None
) -> Case:
    """Unite the records, align the declared rows with them.

    Args:
        submitted: goes before 提交纸质材料日期 of the history.
        given_print_date: goes before every print date found.
    """
    prints = prints_of(sources)
    companies = Companies.of_history(history, ruleset)
    stints = insured_stints(prints, companies)
    day, dated = print_date(prints, given_print_date)
    posted = max((stint.period.end for stint in stints), default=None)
    clock = Clock(posted, printed_month(prints, given_print_date), ruleset.lag_months, covered_months(prints), *query_ends(prints))
    return Case(
        sources=tuple(sources),
        history=history,
        ruleset=ruleset,
        companies=companies,
        submitted=submitted or history.claim.submitted,
        print_date=day,
        dated=dated,
        prints=prints,
        stints=stints,
        paid=pension_months(prints),
        clock=clock,
        pairs=align(history.stints, stints, companies, clock),
    )


def on_record(pair: Pair) -> tuple[DeclaredStint, ...]:
    """The rows of a pair that rest on the record (依据 社保)."""
    return tuple(row for row in pair.declared if row.evidence is Evidence.INSURANCE)


def on_contract(pair: Pair) -> tuple[DeclaredStint, ...]:
    """The rows of a pair that rest on a labour contract (依据 合同)."""
    return tuple(row for row in pair.declared if row.evidence is Evidence.CONTRACT)
