"""How a cell tells what is to be done or was done: a light fill, and a note whose first word says it."""

from collections.abc import Iterable, Sequence
from typing import Final

from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.comments import Comment

from sbparse.messages import Message
from sbparse.report.forms.content import Mark
from sbparse.report.sheets.book import NAME
from sbparse.report.sheets.palette import Tone
from sbparse.report.sheets.style import fill
from sbparse.report.sheets.width import line_count
from sbparse.report.voice import Voice

TONES: Final[dict[Mark, Tone]] = {
    Mark.TO_FILL: Tone.WARNING,
    Mark.CHANGED: Tone.INFO,
    Mark.ADDED: Tone.GOOD,
    Mark.REMOVED: Tone.ERROR,
    Mark.NOTED: Tone.TOTAL,
}

_LONGEST_NOTE: Final = 2000  # characters; more than anybody reads beside a cell
_WIDTH: Final = 280  # pixels of a note
_DIGITS: Final = 36.0  # of a note's own small font in that width
_LINE: Final = 17  # pixels
_MARGIN: Final = 14


def mark_cell(cell: SheetCell, mark: Mark, notes: Iterable[Message], voice: Voice) -> None:
    """Give a cell the mark's fill and a note: the mark's word, then the sentences; a note that is there already stays below."""
    cell.fill = fill(TONES[mark])
    texts = [voice.tell(note) for note in notes]
    word = voice.tell(Message(f"form.mark.{mark.value}"))
    lines = [voice.tell(Message("form.mark.first", {"word": word, "text": texts[0]})), *texts[1:]] if texts else [word]
    put_note(cell, lines, voice)


def put_note(cell: SheetCell, lines: Sequence[str], voice: Voice) -> None:
    """Put lines into a cell's note, above what it has."""
    before = [voice.tell(Message("form.note.before")), cell.comment.text] if cell.comment else []
    text = "\n".join([*lines, *before])[:_LONGEST_NOTE]
    cell.comment = Comment(text, NAME, width=_WIDTH, height=line_count(text, _DIGITS) * _LINE + _MARGIN)
