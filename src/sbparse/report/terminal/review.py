"""``check`` on a terminal: the verdict first, then what to do about it, then what it rests on."""

from collections.abc import Sequence

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from sbparse.messages import Lang
from sbparse.report import facts, wording
from sbparse.report.rows import Declared
from sbparse.report.suggestion import change, span
from sbparse.report.terminal.blocks import show_cumulative, show_findings, show_heading, show_not_run, show_pairs
from sbparse.report.terminal.prose import Prose
from sbparse.report.terminal.tables import Grid, show_grid
from sbparse.report.timeline import words
from sbparse.report.timeline.blocks import show_timeline
from sbparse.report.timeline.build import timeline_of
from sbparse.report.voice import Voice
from sbparse.review.model import Eligibility, PrintWindow, Review


def show_review(review: Review, console: Console, *, lang: Lang = "zh", show_ids: bool = False) -> None:
    """Print a review; ID numbers and 校验码 are hidden unless ``show_ids``."""
    voice = Voice.of_review(review, lang, show_ids=show_ids)
    console.print(_verdict(review, voice))
    timeline = timeline_of(review)
    if timeline:
        show_heading(console, voice.tell(words.TITLE))
        show_timeline(console, timeline, voice)
    show_findings(console, review.findings, voice, [source.file for source in review.sources])
    if review.suggested_history and not wording.passed(review):
        _show_suggestions(console, review, voice)
    show_not_run(
        console, [(check.rule, voice.tell(check.reason) if check.reason else "") for check in wording.not_run(review.checks)], voice
    )
    show_cumulative(console, review.cumulative, [source.record for source in review.sources], voice)
    if review.print_window:
        _show_print_window(console, review.print_window, voice)
    if review.eligibility:
        _show_eligibility(console, review.eligibility, wording.eligible(voice, review), voice)


def _verdict(review: Review, voice: Voice) -> Panel:
    colour = "green" if wording.passed(review) else "red"
    lines = Table.grid()
    lines.add_column(ratio=1)
    lines.add_row(Prose(wording.verdict(voice, review), f"bold {colour}"))
    lines.add_row(Prose(wording.counts(voice, review)))
    for source in review.sources:
        person = source.record.person.name
        value = voice.say("named", name=person, rule=source.file) if person else source.file
        lines.add_row(Prose(voice.say("labelled", label=voice.say("heading.record"), value=value)))
    lines.add_row(Prose(voice.say("labelled", label=voice.say("field.history"), value=review.history.file)))
    return Panel(lines, title=Text(voice.say("sheet.conclusion")), border_style=colour)


def _show_suggestions(console: Console, review: Review, voice: Voice) -> None:
    show_heading(console, voice.say("heading.suggestions"))
    declared = Declared.of(review.history)
    rows = [
        (voice.quote(stint.employer), span(stint.start, None if stint.ongoing else stint.end, voice), change(stint, declared, voice))
        for stint in review.suggested_history
    ]
    show_grid(console, Grid(_headings(("unit", "span", "change"), voice), rows, flexible=(0,)))
    if review.suggested_assessments:
        show_heading(console, voice.say("heading.assessments"))
        texts = [
            (span(row.start, row.end, voice), voice.quote(row.kind), voice.quote(row.employer)) for row in review.suggested_assessments
        ]
        show_grid(console, Grid(_headings(("span", "assessment-kind", "organiser"), voice), texts, flexible=(2,)))


def _show_print_window(console: Console, window: PrintWindow, voice: Voice) -> None:
    show_heading(console, voice.say("heading.print-window"))
    show_pairs(console, facts.window_facts(window, voice))


def _show_eligibility(console: Console, eligibility: Eligibility, met: str, voice: Voice) -> None:
    show_heading(console, voice.say("labelled", label=voice.say("heading.eligibility"), value=f"{voice.quote(eligibility.level)} {met}"))
    if eligibility.note:
        console.print(Prose(voice.tell(eligibility.note)))
    if eligibility.routes:
        headings = _headings(facts.ROUTE_COLUMNS, voice)
        show_grid(console, Grid(headings, facts.route_rows(eligibility, voice), right=(1, 2), flexible=(0, 3)))


def _headings(names: Sequence[str], voice: Voice) -> list[str]:
    return [voice.say(f"column.{name}") for name in names]
