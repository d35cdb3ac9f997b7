"""A plan in words, for every report: advice that follows from one rule stands together above that rule and its source."""

from dataclasses import dataclass
from itertools import groupby

from sbparse.messages import Message, message
from sbparse.report.voice import Voice
from sbparse.review.plan import Advice, Plan


@dataclass(frozen=True, slots=True)
class Planned:
    """Sentences about what to do, and the rule behind them with its source."""

    texts: tuple[str, ...]
    rule: str


def planned(plan: Plan, voice: Voice) -> list[Planned]:
    """The plan's advice in its order; empty where nothing can be planned."""
    return [
        Planned(tuple(voice.tell(advice.text) for advice in advices), voice.tell(rule)) for rule, advices in groupby(plan.advice, key=_rule)
    ]


def _rule(advice: Advice) -> Message:
    if not advice.source:
        return message("plan.rule-alone", rule=advice.rule)
    return message("plan.rule-and-source", rule=advice.rule, source=advice.source)
