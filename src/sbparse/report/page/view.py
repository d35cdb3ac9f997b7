"""A review as the texts of its page, in the page's order. Everything is a finished text here; the template only places it."""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from sbparse.findings import Check, Finding, Outcome
from sbparse.messages import Message
from sbparse.report import wording
from sbparse.report.evidence.model import Evidence, Picture
from sbparse.report.inputs import Input
from sbparse.report.page.corrections import Correction, corrections
from sbparse.report.rows import Declared, Suggested
from sbparse.report.sheets.width import text_width
from sbparse.report.traces import headings, trace_rows
from sbparse.report.voice import Voice
from sbparse.review.model import Review
from sbparse.traces.model import TraceReport

_SHORT: Final = 14  # digits; a Chinese character counts two
_LINE: Final = 44  # digits that a line of a text to copy holds on a narrow screen


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell of one or more lines; ``links`` are findings' numbers and what each link says, ``code`` a name for programs."""

    lines: tuple[str, ...]
    links: tuple[tuple[int, str], ...] = ()
    code: str | None = None

    @property
    def short(self) -> bool:
        """Whether all lines are so short that a column should keep room for them."""
        return not self.links and all(text_width(line) <= _SHORT for line in self.lines)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its caption, its headings, its rows; ``figures`` are positions of columns of numbers."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    figures: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled value."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class CopyField:
    """A text to copy: its label, how many lines it takes at most."""

    label: str
    text: str
    rows: int


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture as a data URI, its size in CSS pixels, what it shows in words."""

    uri: str
    width: int
    height: int
    alt: str
    caption: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with all that is shown of it; ``picture_at`` is the number of the finding that has the same picture."""

    number: int
    severity: str
    sign: str
    title: str
    rule: str
    message: str
    suggestion: str | None
    facts: tuple[Fact, ...]
    copies: tuple[CopyField, ...]
    picture: PictureView | None
    picture_at: int | None
    no_picture: str | None


def text_cell(*lines: str) -> Cell:
    return Cell(tuple(lines))


def table(voice: Voice, caption: str, columns: Sequence[str], rows: Iterable[Sequence[str | Cell]], figures: Iterable[int] = ()) -> Table:
    """A table with headings by their names in the catalogue (``report.column.…``)."""
    cells = tuple(tuple(cell if isinstance(cell, Cell) else text_cell(cell) for cell in row) for row in rows)
    return Table(caption, tuple(voice.say(f"column.{name}") for name in columns), cells, frozenset(figures))


def finding_views(review: Review, evidence: Evidence | None, voice: Voice) -> Iterator[FindingView]:
    """The findings in the review's order, worst first."""
    declared, suggested = Declared.of(review.history), Suggested.of(review)
    shown_at: dict[tuple[str, object], int] = {}
    for number, finding in enumerate(review.findings, start=1):
        picture = evidence.pictures.get(number) if evidence else None
        missing = evidence.missing.get(number) if evidence else None
        before = shown_at.setdefault((picture.file, picture.place), number) if picture else number
        yield FindingView(
            number=number,
            severity=str(finding.severity),
            sign=wording.severity(voice, finding.severity),
            title=wording.rule_title(voice, finding.rule),
            rule=finding.rule,
            message=voice.tell(finding.message),
            suggestion=voice.tell(finding.suggestion) if finding.suggestion else None,
            facts=tuple(_facts(finding, review, declared, voice)),
            copies=tuple(_copy(each) for each in corrections(finding, review, declared, suggested, voice)),
            picture=_picture(picture, finding, review, voice) if picture and before == number else None,
            picture_at=before if before != number else None,
            no_picture=voice.tell(missing) if missing else None,
        )


def _facts(finding: Finding, review: Review, rows: Declared, voice: Voice) -> Iterator[Fact]:
    declared = wording.declared_side(voice, finding, rows)
    recorded = wording.recorded_side(voice, finding, review.sources)
    if declared is not None:
        row = voice.say("row", row=finding.history_row) if finding.history_row is not None else None
        yield Fact(voice.say("column.declared"), voice.say("named", name=declared, rule=row) if row else declared)
    if recorded is not None:
        yield Fact(voice.say("column.recorded"), recorded)
    if finding.months:
        yield Fact(voice.say("column.months"), wording.months(voice, finding.months))
    file = wording.finding_file(finding, review.sources)
    if finding.where is not None:
        page = voice.say("page", page=finding.where.page)
        yield Fact(voice.say("column.place-in-pdf"), voice.say("named", name=page, rule=file) if file else page)


def _copy(correction: Correction) -> CopyField:
    rows = sum(1 + text_width(line) // _LINE for line in correction.text.split("\n"))
    return CopyField(correction.label, correction.text, rows)


def _picture(picture: Picture, finding: Finding, review: Review, voice: Voice) -> PictureView:
    recorded = wording.recorded_side(voice, finding, review.sources) or wording.rule_title(voice, finding.rule)
    values = {"file": wording.finding_file(finding, review.sources), "page": picture.place.page, "what": recorded}
    caption = "page.picture.caption-covered" if picture.covered else "page.picture.caption"
    return PictureView(
        uri=f"data:image/png;base64,{b64encode(picture.png).decode('ascii')}",
        width=picture.width // 2,
        height=picture.height // 2,
        alt=voice.tell(Message("page.picture.alt", values)),
        caption=voice.tell(Message(caption, values)),
    )


def checks_table(checks: Sequence[Check], voice: Voice) -> Table:
    """Every rule with what became of it."""
    rows = [(_titled(voice, check.rule), voice.tell(Message(f"page.outcome.{check.outcome}"))) for check in checks]
    return table(voice, voice.tell(Message("page.heading.checks")), ("rule", "outcome"), rows)


def not_run_table(checks: Sequence[Check], voice: Voice) -> Table:
    """The rules that could not be run: what each would check, and what is missing."""
    rows = [
        (_titled(voice, check.rule), voice.say(f"rule.{check.rule}.holds"), voice.tell(check.reason) if check.reason else "")
        for check in checks
        if check.outcome is Outcome.NOT_RUN
    ]
    return table(voice, voice.say("heading.not-run"), ("rule", "holds", "reason"), rows)


def inputs_table(inputs: Sequence[Input], voice: Voice) -> Table:
    """The files that went in."""
    rows = tuple((text_cell(voice.quote(entry.file)), text_cell(entry.sha256 or voice.say("none"))) for entry in inputs)
    return Table(voice.say("heading.inputs"), (voice.say("column.file"), voice.say("field.sha256")), rows)


def traces_table(report: TraceReport, named: bool, voice: Voice) -> Table:
    """The traces of a file; its name stands above where there are several."""
    title = voice.tell(Message("traces.title"))
    caption = voice.quote(PurePath(report.file).name) if named else title
    rows = tuple(tuple(text_cell(*text.split("\n")) for text in row.cells) for row in trace_rows(report, voice))
    return Table(caption, headings(voice), rows)


def _titled(voice: Voice, rule: str) -> Cell:
    return Cell((voice.say(f"rule.{rule}.title"),), code=rule)
