"""``review_page``: a review laid out by the template."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, partial
from importlib.metadata import version
from importlib.resources import files
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from sbparse.findings import Outcome
from sbparse.messages import Lang, Message
from sbparse.record.model import Insurance
from sbparse.report import wording
from sbparse.report.evidence.model import Evidence
from sbparse.report.inputs import Input, with_short_names
from sbparse.report.page import summary
from sbparse.report.page.view import Fact, Table, checks_table, finding_views, inputs_table, not_run_table, traces_table
from sbparse.report.planned import HEADING, planned
from sbparse.report.timeline.build import timeline_of
from sbparse.report.timeline.model import Timeline
from sbparse.report.timeline.svg import NARROW, WIDE, timeline_css, timeline_svg
from sbparse.report.timeline.words import rename_words
from sbparse.report.voice import Voice
from sbparse.review.model import Review
from sbparse.review.plan import Plan
from sbparse.traces.model import TraceReport

_NAME: Final = "sbparse"
_DATE: Final = re.compile(r"(?<![\w-])\d{4}-\d\d(?:-\d\d)?(?![\w-])", re.ASCII)


def review_page(
    review: Review,
    *,
    lang: Lang = "zh",
    show_ids: bool = False,
    evidence: Evidence | None = None,
    inputs: Sequence[Input] = (),
    plan: Plan | None = None,
    traces: Sequence[TraceReport] = (),
) -> str:
    """The report of a review as one HTML file.

    Args:
        review: what is shown.
        lang: the language of all that is not quoted.
        show_ids: show ID numbers and 校验码 in full; they are hidden by default. Pictures are made with the same setting by the caller.
        evidence: the pictures of the findings; without it, their places in words alone.
        inputs: the files that went in, with their SHA-256; without it, the files' names alone.
        plan: what follows from the review, shown below the verdict; without it, nothing is said about what to do when.
        traces: what the files show of how they were made; without it, nothing is said about that.
    """
    return _template("report.html.jinja").render(_values(review, lang, evidence, inputs, plan, traces, show_ids=show_ids))


def review_parts(
    review: Review,
    *,
    lang: Lang = "zh",
    show_ids: bool = False,
    evidence: Evidence | None = None,
    inputs: Sequence[Input] = (),
    plan: Plan | None = None,
    traces: Sequence[TraceReport] = (),
) -> tuple[str, str]:
    """The same report as two pieces of HTML for a page that shows more than it: the summary, and the sections below it.

    They need the styles of :func:`report_css`. Arguments as for :func:`review_page`.
    """
    values = _values(review, lang, evidence, inputs, plan, traces, show_ids=show_ids)
    return _template("summary.html.jinja").render(values), _template("sections.html.jinja").render(values)


def _values(
    review: Review,
    lang: Lang,
    evidence: Evidence | None,
    inputs: Sequence[Input],
    plan: Plan | None,
    traces: Sequence[TraceReport],
    *,
    show_ids: bool,
) -> dict[str, object]:
    """Everything that the templates place."""
    voice = Voice.of_review(review, lang, show_ids=show_ids)
    shown = [Input(file) for file in [*(source.file for source in review.sources), review.history.file]] if not inputs else list(inputs)
    review, shown = with_short_names(review, shown)
    timeline = timeline_of(review)
    return dict(
        lang=lang,
        say=partial(_say, voice),
        word=voice.say,
        version=version(_NAME),
        css=Markup(report_css()),  # noqa: S704 - the package's own file
        **_summary(review, voice),
        plan=planned(plan, voice),
        plan_heading=voice.tell(HEADING),
        timeline=[Markup(timeline_svg(timeline, voice, face)) for face in (WIDE, NARROW)] if timeline else [],  # noqa: S704 - escaped there
        renames=[rename_words(voice, rename) for rename in timeline.renames] if timeline else [],
        contents=list(_contents(review, timeline, voice, traces)),
        pairs=summary.pairs_table(review, voice),
        findings=list(finding_views(review, evidence, voice)),
        not_run=not_run_table(review.checks, voice),
        suggested=list(_suggested(review, voice)),
        cumulative=summary.cumulative_table(review, voice),
        checks=checks_table(review.checks, voice),
        traces=[traces_table(report, len(traces) > 1, voice) for report in traces],
        traces_heading=voice.tell(Message("traces.title")),
        traces_note=voice.tell(Message("traces.note")),
        records=list(_records(review, voice)),
        inputs=inputs_table(shown, voice),
        notes=[voice.say(f"note.{name}") for name in ("neutral", "verification", *(["masked"] if voice.hides else []))],
    )


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=PackageLoader("sbparse.report.page", ""), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["whole"] = _with_whole_dates
    return environment.get_template(name)


def _with_whole_dates(text: str) -> Markup:
    """A text in which no line ends inside a date."""
    return Markup(_DATE.sub(r'<span class="whole">\g<0></span>', str(escape(text))))  # noqa: S704 - escaped just here


@cache
def report_css() -> str:
    """The styles of the page."""
    return timeline_css() + files(__package__ or "").joinpath("report.css").read_text("utf-8")


def _say(voice: Voice, key: str, /, **params: object) -> str:
    """The catalogue's sentence ``page.<key>``."""
    return voice.tell(Message(f"page.{key}", params))


def _summary(review: Review, voice: Voice) -> dict[str, object]:
    """What stands at the top: the verdict, and what decides whether one can hand in."""
    names = dict.fromkeys(source.record.person.name for source in review.sources if source.record.person.name)
    name = voice.quote(voice.say("list", items=names)) if names else voice.quote(review.history.file)
    pension = review.cumulative.get(Insurance.PENSION)
    return {
        "title": _say(voice, "document", title=voice.say("title.check"), name=name),
        "subject": list(_subject(review, list(names), voice)),
        "verdict": str(review.verdict),
        "verdict_text": wording.verdict(voice, review),
        "counts": wording.counts(voice, review),
        "pension_years": summary.pension_years(review, voice),
        "pension_months": wording.number(voice, pension),
        "window": _window(review, voice),
        "eligibility": _eligibility(review, voice),
    }


def _subject(review: Review, names: Sequence[str], voice: Voice) -> Iterator[str]:
    """Whose record was held against which declaration."""
    files = dict.fromkeys(source.file for source in review.sources)
    values = {"field.name": names, "heading.record": list(files), "field.history": [review.history.file]}
    for key, items in values.items():
        if items:
            yield voice.say("labelled", label=voice.say(key), value=voice.say("list", items=items))


def _window(review: Review, voice: Voice) -> dict[str, object] | None:
    window = review.print_window
    if window is None:
        return None
    return {
        "latest": window.latest_submission.isoformat(),
        "verify": window.verification_until.isoformat(),
        "sign": summary.window_sign(review, voice),
        "facts": summary.window_facts(window, voice),
    }


def _eligibility(review: Review, voice: Voice) -> dict[str, object] | None:
    eligibility = review.eligibility
    if eligibility is None:
        return None
    return {
        "state": _say(voice, "conditions", level=eligibility.level, state=wording.eligible(voice, review)),
        "note": voice.tell(eligibility.note) if eligibility.note else None,
        "routes": [summary.route_words(route, voice) for route in eligibility.routes],
        "table": summary.routes_table(eligibility, voice),
    }


def _suggested(review: Review, voice: Voice) -> Iterator[Table]:
    if review.suggested_history:
        yield summary.history_table(review, voice)
    if review.suggested_assessments:
        yield summary.assessments_table(review, voice)


def _records(review: Review, voice: Voice) -> Iterator[tuple[str, list[Fact]]]:
    for number, source in enumerate(review.sources, start=1):
        name = voice.say("heading.record") if len(review.sources) == 1 else voice.say("heading.record-number", number=number)
        yield name, summary.record_facts(source, voice)


def _contents(review: Review, timeline: Timeline | None, voice: Voice, traces: Sequence[TraceReport]) -> Iterator[tuple[str, str]]:
    """The sections below the summary that there are, by their anchors."""
    if timeline:
        yield "h-timeline", _say(voice, "heading.timeline")
    yield "h-findings", _say(voice, "heading.findings")
    if any(check.outcome is Outcome.NOT_RUN for check in review.checks):
        yield "h-not-run", voice.say("heading.not-run")
    if review.suggested_history or review.suggested_assessments:
        yield "h-suggestions", _say(voice, "heading.suggestions")
    yield "h-details", _say(voice, "heading.details")
    if traces:
        yield "h-traces", voice.tell(Message("traces.title"))
    yield "h-records", _say(voice, "heading.records")
