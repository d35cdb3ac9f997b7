"""``fix`` on a terminal: what was changed, row by row, and what the check says of the result."""

from collections.abc import Iterator

from rich.console import Console

from sbparse.findings import Severity
from sbparse.history.model import Assessment, DeclaredStint
from sbparse.messages import Lang, Message, message
from sbparse.report import wording
from sbparse.report.terminal.blocks import show_findings, show_heading
from sbparse.report.terminal.prose import Prose
from sbparse.report.voice import Voice
from sbparse.review.corrections import Change, Correction


def show_correction(correction: Correction, console: Console, *, lang: Lang = "zh", show_ids: bool = False) -> None:
    """Print what a correction changed; ID numbers and 校验码 are hidden unless ``show_ids``."""
    voice = Voice.of_review(correction.review, lang, show_ids=show_ids)
    console.print(Prose(voice.tell(message("form.done.nothing" if correction.empty else "form.done.heading")), "bold"))
    lines = [*(line for change in correction.stints for line in _change(change, voice))]
    lines += [line for change in correction.assessments for line in _change(change, voice)]
    for line in lines:
        console.print(Prose(f"· {voice.tell(line)}"))
    left = [finding for finding in correction.review.findings if finding.severity is not Severity.INFO]
    show_heading(console, voice.tell(message("form.done.checked", counts=wording.counts(voice, correction.review))))
    show_findings(console, left, voice, [source.file for source in correction.review.sources])


def _change(change: Change[DeclaredStint] | Change[Assessment], voice: Voice) -> Iterator[Message]:
    before, after = _told(change.origin, voice), _told(change.corrected, voice)
    row = change.origin.row if change.origin else None
    if change.cleared:
        yield message("form.done.cleared", row=row, before=before)
    elif change.added:
        yield message("form.done.part" if row else "form.done.added", row=row, after=after)
    elif change.fields:
        yield message("form.done.changed", row=row, before=before, after=after)


def _told(row: DeclaredStint | Assessment | None, voice: Voice) -> str:
    """A row in words: who, when."""
    if row is None:
        return ""
    name = row.employer if isinstance(row, DeclaredStint) else row.kind or row.organiser or voice.say("none")
    return voice.say("stint", employer=name, start=row.start, end=row.end or voice.say("ongoing"))
