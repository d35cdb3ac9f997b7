"""``diff`` on a terminal: the result in a sentence, the differences in words, then one by one as a table."""

from rich.console import Console

from sbparse.messages import Lang
from sbparse.report.changes import about, columns, headline, lines, part_name, shown, words
from sbparse.report.masking import mask_for
from sbparse.report.terminal.blocks import QUIET, show_heading
from sbparse.report.terminal.prose import Prose
from sbparse.report.terminal.tables import Grid, show_grid
from sbparse.report.voice import Voice
from sbparse.review.changes import PrintChanges


def show_changes(changes: PrintChanges, console: Console, *, lang: Lang = "zh", show_ids: bool = False) -> None:
    """Print the differences between two prints; ID numbers and 校验码 are hidden unless ``show_ids``."""
    voice = Voice(lang) if show_ids else Voice(lang, mask_for([changes.before.record, changes.after.record]))
    console.print(Prose(voice.tell(headline(changes)), "bold green" if changes.same else "bold yellow"))
    for text in about(changes, voice):
        console.print(Prose(text, QUIET))
    for part, texts in words(changes, voice):
        show_heading(console, part_name(part, voice))
        for text in texts:
            console.print(Prose(f"· {text}"))
    rows = [  # two long names side by side are no table: a rename is told in words alone
        (part_name(line.part, voice), line.subject, line.item, shown(line.before, voice), shown(line.after, voice), _gain(line.gain))
        for line in lines(changes, voice)
        if not line.names
    ]
    if rows:
        console.print()
        show_grid(console, Grid(columns(voice), rows, right=(3, 4, 5), flexible=(1, 2)))


def _gain(value: object) -> str:
    return "" if value is None else f"{value:+,}"
