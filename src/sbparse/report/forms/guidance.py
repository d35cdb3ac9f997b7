"""How the form helps: hints on headings and while typing, drop-downs, and a page 填写说明 with an example.

The example is no data: it stands in a sheet of its own, transposed, so that none of its rows can be taken for the header of a table even
where the form's own sheets were deleted.
"""

from collections.abc import Sequence
from typing import Final

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from sbparse.history.forms import CLAIM_ITEMS
from sbparse.messages import Message, catalogue, message
from sbparse.report.forms.sheets import ASSESSMENT_SHEET, CLAIM_TITLE, LOOKS, RENAME_SHEET, STINT_SHEET
from sbparse.report.sheets.page import WIDTH, Line, add_page, head, heading, note
from sbparse.report.voice import Voice

_LONGEST_TITLE: Final = 32  # characters of an input message's title, and
_LONGEST_PROMPT: Final = 255  # of its text, and
_LONGEST_LIST: Final = 255  # of the words of a drop-down together: limits of the file format
EXAMPLES: Final = 3


def hint(part: str, key: str) -> Message:
    """What to fill in under a heading."""
    return message(f"form.hint.{part}.{key}")


def guard(sheet: Worksheet, where: str, name: str, text: Message, voice: Voice, *, look: str | None, chosen: Sequence[str] | None) -> None:
    """Give cells an input message, and a drop-down or a look at what is typed.

    Args:
        where: the range of cells, by its address.
        name: the heading, the message's title.
        look: a key of :data:`LOOKS`; what does not fit is asked about, not refused.
        chosen: what the drop-down offers; anything else is asked about as well, since more spellings are read. There is none where the
            file format cannot hold it.
    """
    first, offered = where.partition(":")[0], _listed(chosen or ())
    rule = DataValidation(allow_blank=True, showInputMessage=True, errorStyle="warning")
    if offered:
        rule.type, rule.formula1 = "list", f'"{offered}"'
    elif look:
        rule.type, rule.formula1 = "custom", LOOKS[look].format(cell=first)
    rule.promptTitle, rule.prompt = name[:_LONGEST_TITLE], voice.tell(text)[:_LONGEST_PROMPT]
    rule.errorTitle = name[:_LONGEST_TITLE]
    rule.error = voice.tell(message("form.typing.list" if offered else f"form.typing.{look or 'period'}"))
    rule.showErrorMessage = bool(offered or look)
    rule.sqref = where
    sheet.add_data_validation(rule)


def _listed(chosen: Sequence[str]) -> str:
    """The words of a drop-down as the file format lists them; empty where one has a sign of its own there, or they are too long."""
    offered = ",".join(chosen)
    return offered if len(offered) <= _LONGEST_LIST and '"' not in offered and offered.count(",") == len(chosen) - 1 else ""


def add_guidance(book: Workbook, about: Sequence[Message], voice: Voice) -> None:
    """Append 填写说明: what the form is, what ``about`` says of this one, and what stands in each column, with an example."""
    name = voice.tell(message("form.guidance.title"))
    sections = [list(_opening(name, about, voice)), *(list(section) for section in _sections(voice))]
    add_page(book, name, sections, name, voice)


def _opening(name: str, about: Sequence[Message], voice: Voice) -> list[Line]:
    lines = [heading(name)]
    steps = [key for key in catalogue("zh") if key.startswith("form.guidance.step.")]
    return [*lines, *(note(voice.tell(Message(key))) for key in steps), *(note(voice.tell(text)) for text in about)]


def _sections(voice: Voice) -> list[list[Line]]:
    sections = [_section(each.title, each.part, [(column.key, column.name) for column in each.columns], voice) for each in _TABLES]
    claim = _section(CLAIM_TITLE, "claim", [(item.key, item.name) for item in CLAIM_ITEMS], voice)
    return [*sections[:2], claim, *sections[2:]]


_TABLES: Final = (STINT_SHEET, RENAME_SHEET, ASSESSMENT_SHEET)


def _section(title: str, part: str, columns: Sequence[tuple[str, str]], voice: Voice) -> list[Line]:
    """What to fill in, a column a line; below it the example, a row of the form a column, so that it is no table with a header."""
    places = {key: voice.tell(message("form.guidance.place", sheet=title, column=name)) for key, name in columns}
    lines = [heading(title), _line([("column", 1), ("hint", WIDTH - 1)], voice)]
    lines += [Line(((place, 1), (voice.tell(hint(part, key)), WIDTH - 1))) for key, place in places.items()]
    numbers = [n for n in range(1, EXAMPLES + 1) if any(_example(part, key, n, voice) for key in places)]
    lines += [Line(), _line([("example", 2), *((f"example-{n}", 1) for n in numbers)], voice)]
    return lines + [Line(((place, 2), *((_example(part, key, n, voice), 1) for n in numbers))) for key, place in places.items()]


def _line(names: Sequence[tuple[str, int]], voice: Voice) -> Line:
    return Line(tuple((head(voice.tell(Message(f"form.guidance.{name}"))), span) for name, span in names))


def _example(part: str, key: str, number: int, voice: Voice) -> str | None:
    name = f"form.example.{part}.{key}.{number}"
    return voice.tell(Message(name)) if name in catalogue("zh") else None
