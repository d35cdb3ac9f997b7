"""``rules`` on a terminal: the catalogue, and one rule explained with an example."""

from rich.console import Console

from sbparse.findings import RULES
from sbparse.messages import Lang
from sbparse.report import wording
from sbparse.report.terminal.blocks import QUIET, show_heading, show_pairs
from sbparse.report.terminal.prose import Prose
from sbparse.report.terminal.tables import Grid, show_grid
from sbparse.report.voice import Voice


def show_rules(console: Console, *, lang: Lang = "zh") -> None:
    """Print every rule with its severity and what it checks."""
    voice = Voice(lang)
    headings = [voice.say(f"column.{name}") for name in ("rule", "severity", "holds")]
    rows = [(rule, wording.severity(voice, severity), voice.say(f"rule.{rule}.holds")) for rule, severity in RULES.items()]
    show_grid(console, Grid(headings, rows, flexible=(2,)))
    console.print()
    console.print(Prose(voice.say("note.in-all", count=len(RULES)), QUIET))


def show_rule(rule: str, console: Console, *, lang: Lang = "zh") -> None:
    """Print one rule with an example; KeyError where there is no such rule."""
    voice = Voice(lang)
    severity = RULES[rule]
    show_heading(console, voice.say("named", name=wording.rule_title(voice, rule), rule=rule))
    labels = (("column.severity", wording.severity(voice, severity)), ("column.holds", voice.say(f"rule.{rule}.holds")))
    example = ("heading.example", voice.say(f"rule.{rule}.example"))
    show_pairs(console, [(voice.say(label), text) for label, text in (*labels, example)])
