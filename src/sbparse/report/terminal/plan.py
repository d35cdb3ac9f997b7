"""The plan on a terminal: what to do when, each with the rule that it follows from."""

from rich.console import Console

from sbparse.messages import Lang
from sbparse.report.planned import HEADING, planned
from sbparse.report.terminal.blocks import QUIET, show_heading
from sbparse.report.terminal.prose import Prose
from sbparse.report.voice import Voice
from sbparse.review.plan import Plan


def show_plan(plan: Plan, console: Console, *, lang: Lang = "zh") -> None:
    """Print a plan; nothing where nothing can be planned."""
    voice = Voice(lang)
    parts = planned(plan, voice)
    if parts:
        show_heading(console, voice.tell(HEADING))
    for part in parts:
        for text in part.texts:
            console.print(Prose(f"· {text}"))
        console.print(Prose(part.basis, QUIET))
