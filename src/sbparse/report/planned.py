"""A plan in words, for every report: advice that follows from one rule stands together above that rule and its source."""

from dataclasses import dataclass
from itertools import groupby
from typing import Final

from sbparse.messages import message
from sbparse.report.voice import Voice
from sbparse.review.plan import Advice, Plan

HEADING: Final = message("plan.heading")


@dataclass(frozen=True, slots=True)
class Planned:
    """Sentences about what to do, and what they follow from.

    Attributes:
        texts: what to do.
        rule: the rule behind them, in its own words.
        source: where it is written; empty where the rule set does not say.
        basis: rule and source in a sentence.
    """

    texts: tuple[str, ...]
    rule: str
    source: str
    basis: str


def planned(plan: Plan | None, voice: Voice) -> list[Planned]:
    """The plan's advice in its order; empty where there is no plan, or nothing can be planned."""
    advice = plan.advice if plan else ()
    return [_planned(tuple(same), voice) for _, same in groupby(advice, key=lambda each: (each.rule, each.source))]


def _planned(advice: tuple[Advice, ...], voice: Voice) -> Planned:
    rule, source = advice[0].rule, advice[0].source
    basis = message("plan.rule-and-source", rule=rule, source=source) if source else message("plan.rule-alone", rule=rule)
    return Planned(tuple(voice.tell(each.text) for each in advice), voice.tell(rule), voice.quote(source), voice.tell(basis))
