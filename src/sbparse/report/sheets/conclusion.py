"""结论: one page to read first – the verdict in a sentence, years, limits, routes, what could not be checked, and what went in."""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from openpyxl import Workbook

from sbparse.report import wording
from sbparse.report.inputs import Input
from sbparse.report.planned import HEADING, Planned
from sbparse.report.sheets.cell import Cell, Value
from sbparse.report.sheets.page import WIDTH, Line, add_page, head, header, heading, note, pair, row_of
from sbparse.report.sheets.palette import Tone
from sbparse.report.voice import Voice
from sbparse.review.model import Eligibility, PrintWindow, Review, Source

Lines: TypeAlias = Iterator[Line]


def add_conclusion(book: Workbook, review: Review, plan: Sequence[Planned], inputs: Sequence[Input], version: str, voice: Voice) -> None:
    """Append the page to the workbook; nothing about what to do when where there is no plan."""
    sections = [list(section) for section in _sections(review, plan, inputs, version, voice)]
    add_page(book, voice.say("sheet.conclusion"), sections, voice.say("title.check"), voice)


def _sections(review: Review, plan: Sequence[Planned], inputs: Sequence[Input], version: str, voice: Voice) -> Iterator[Lines]:
    yield _verdict(review, voice)
    if plan:
        yield _plan(plan, voice)
    for number, source in enumerate(review.sources, start=1):
        yield _source(number, source, len(review.sources), voice)
    yield _cumulative(review, voice)
    yield _print_window(review.print_window, voice)
    yield _eligibility(review.eligibility, wording.eligible(voice, review), voice)
    yield _not_run(review, voice)
    yield _inputs(review, inputs, voice)
    yield _about(version, voice)


def _verdict(review: Review, voice: Voice) -> Lines:
    tone = Tone.GOOD if wording.passed(review) else Tone.ERROR
    yield Line(((Cell(voice.say("title.check"), boxed=False), WIDTH),), size=16)
    yield Line(((Cell(wording.verdict(voice, review), tone=tone), WIDTH),), size=13)
    yield Line(((wording.counts(voice, review), WIDTH),))


def _plan(plan: Sequence[Planned], voice: Voice) -> Lines:
    """Each piece of advice with its rule beside it, so that a copied row still says why."""
    yield heading(voice.tell(HEADING))
    yield Line(tuple((head(voice.say(f"column.{name}")), span) for name, span in (("advice", 2), ("basis", WIDTH - 2))))
    for part in plan:
        for text in part.texts:
            yield Line(((text, 2), (voice.say("named", name=part.rule, rule=part.source) if part.source else part.rule, WIDTH - 2)))


def _source(number: int, source: Source, sources: int, voice: Voice) -> Lines:
    record = source.record
    yield heading(voice.say("heading.record") if sources == 1 else voice.say("heading.record-number", number=number))
    yield pair("name", record.person.name, voice)
    yield pair("id-number", record.person.id_number, voice)
    yield pair("employer", record.person.employer, voice)
    yield pair("code", record.code, voice)
    yield pair("serial", record.serial, voice)
    yield pair("query-period", wording.period(voice, record.query_period) if record.query_period else None, voice)
    yield pair("print-date", wording.print_date(voice, record.print_date), voice)
    yield pair("issuer", record.issuer, voice)


def _cumulative(review: Review, voice: Voice) -> Lines:
    yield heading(voice.say("heading.cumulative"))
    yield header(("insurance", "computed-months", "computed-years", "total-months", "printed-months"), voice)
    for row in wording.cumulative(review.cumulative, [source.record for source in review.sources]):
        yield row_of(
            voice.tell(wording.insurance(row.insurance)),
            row.computed,
            wording.years(voice, row.computed),
            _one_figure(row.totals, voice),
            _one_figure(row.printed, voice),
        )


def _print_window(window: PrintWindow | None, voice: Voice) -> Lines:
    yield heading(voice.say("heading.print-window"))
    if window is None:
        yield note(voice.say("note.no-print-window"))
        return
    yield pair("print-date", window.print_date, voice)
    yield pair("print-basis", voice.say(f"basis.{window.basis}"), voice)
    yield pair("submitted", window.submitted, voice)
    yield pair("age", voice.say("days", days=window.age_days) if window.age_days is not None else None, voice)
    yield pair("limit", voice.say("days", days=window.limit_days), voice)
    yield pair("latest-submission", window.latest_submission, voice)
    yield pair("verification-until", window.verification_until, voice)


def _eligibility(eligibility: Eligibility | None, met: str, voice: Voice) -> Lines:
    yield heading(voice.say("heading.eligibility"))
    if eligibility is None:
        yield note(voice.say("note.no-eligibility"))
        return
    yield pair("level", eligibility.level, voice)
    yield pair("eligible", met, voice)
    if eligibility.note:
        yield pair("note", voice.tell(eligibility.note), voice)
    if eligibility.routes:
        yield header(("route", "required-months", "available-months", "met", "met-on"), voice)
    for route in eligibility.routes:
        yield row_of(route.route, route.required_months, route.available_months, wording.route_met(voice, route), route.met_on)


def _not_run(review: Review, voice: Voice) -> Lines:
    yield heading(voice.say("heading.not-run"))
    checks = wording.not_run(review.checks)
    if not checks:
        yield note(voice.say("note.all-run"))
        return
    yield Line(tuple((head(voice.say(f"column.{name}")), span) for name, span in (("rule", 1), ("holds", 2), ("reason", 2))))
    for check in checks:
        reason = voice.tell(check.reason) if check.reason else None
        yield Line(((check.rule, 1), (voice.say(f"rule.{check.rule}.holds"), 2), (reason, 2)))


def _inputs(review: Review, inputs: Sequence[Input], voice: Voice) -> Lines:
    yield heading(voice.say("heading.inputs"))
    known = inputs or [Input(file) for file in dict.fromkeys([*(s.file for s in review.sources), review.history.file])]
    yield Line(((head(voice.say("column.file")), 1), (head(voice.say("field.sha256")), WIDTH - 1)))
    for entry in known:
        yield Line(((entry.file, 1), (entry.sha256, WIDTH - 1)))


def _about(version: str, voice: Voice) -> Lines:
    yield heading(voice.say("heading.about"))
    for name in ("neutral", "verification", "differs", *(["masked"] if voice.hides else [])):
        yield note(voice.say(f"note.{name}"))
    yield pair("version", version, voice)


def _one_figure(values: tuple[int | None, ...], voice: Voice) -> Value:
    """A real number where there is one record; with several, their figures beside each other."""
    return values[0] if len(values) == 1 and values[0] is not None else wording.figures(voice, values)
