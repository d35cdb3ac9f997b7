"""The Excel workbooks of a review and of records alone, as bytes.

The same values give the same bytes: nothing of the machine, its user or its clock goes in.
"""

from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import version

from openpyxl import Workbook

from sbparse.messages import Lang
from sbparse.record.model import Extraction
from sbparse.report.evidence.model import Evidence
from sbparse.report.inputs import Input, short_names, with_short_names
from sbparse.report.planned import planned
from sbparse.report.sheets.book import NAME, new_book, saved
from sbparse.report.sheets.conclusion import add_conclusion
from sbparse.report.sheets.contributions import contributions_table
from sbparse.report.sheets.employments import employments_table
from sbparse.report.sheets.evidence import add_evidence, picture_links
from sbparse.report.sheets.findings import findings_table, notices_table
from sbparse.report.sheets.links import Links
from sbparse.report.sheets.pairs import pairs_table
from sbparse.report.sheets.proof import proof_table
from sbparse.report.sheets.suggestions import suggestions_table
from sbparse.report.sheets.supplement import supplement_table
from sbparse.report.sheets.table import Table, add_table
from sbparse.report.sheets.timeline import add_timeline
from sbparse.report.sheets.traces import traces_table
from sbparse.report.timeline.build import timeline_of
from sbparse.report.voice import Voice
from sbparse.review.model import Review, Source
from sbparse.review.plan import Plan
from sbparse.traces.model import TraceReport

__all__ = ["Input", "extraction_workbook", "review_workbook"]


def review_workbook(
    review: Review,
    *,
    lang: Lang = "zh",
    show_ids: bool = False,
    inputs: Sequence[Input] = (),
    evidence: Evidence | None = None,
    plan: Plan | None = None,
    traces: Sequence[TraceReport] = (),
) -> bytes:
    """The check workbook: 结论, 问题清单, 证据, 逐段核对, 时间轴, 参保记录, 缴费明细, 验算, 建议填写.

    Args:
        review: what is shown.
        lang: the language of all that is not quoted.
        show_ids: show ID numbers and 校验码 in full; a workbook is made to be passed on, so they are hidden by default.
        inputs: the files that went in, with their SHA-256; without it, the files' names alone.
        evidence: the pictures of the findings, made with the same ``show_ids``; without it there is no sheet 证据. The sheet 时间轴 is
            left out where neither side has a stint.
        plan: what follows from the review, for the sheet 结论; without it, nothing is said there about what to do when.
        traces: what the files show of how they were made, for the sheet 痕迹; without it there is no such sheet.
    """
    voice = Voice.of_review(review, lang, show_ids=show_ids)
    review, inputs = with_short_names(review, inputs)
    title = voice.say("title.check")
    book = new_book(title)
    add_conclusion(book, review, planned(plan, voice), inputs, version(NAME), voice)
    add_table(book, findings_table(review, voice, Links.of(review, picture_links(evidence, voice), voice)), title, voice)
    if evidence and (evidence.pictures or evidence.missing):
        add_evidence(book, review, evidence, title, voice)
    add_table(book, pairs_table(review, voice), title, voice)
    timeline = timeline_of(review)
    if timeline:
        add_timeline(book, timeline, title, voice)
    tables = [*_record_tables(review.sources, voice), proof_table(review.sources, voice), suggestions_table(review, voice)]
    tables += [traces_table(traces, voice)] if traces else []
    return _finished(book, tables, title, voice)


def extraction_workbook(extractions: Sequence[Extraction], *, lang: Lang = "zh", show_ids: bool = False) -> bytes:
    """The records of one or more files: 参保记录, 缴费明细, 补充资料, 提示."""
    voice = Voice.of_extractions(tuple(extractions), lang, show_ids=show_ids)
    names = short_names(extraction.file for extraction in extractions)
    extractions = [replace(extraction, file=names[extraction.file]) for extraction in extractions]
    sources = [Source(extraction.file, record) for extraction in extractions for record in extraction.records]
    tables = [*_record_tables(sources, voice), supplement_table(sources, voice), notices_table(extractions, voice)]
    return _finished(new_book(voice.say("title.extract")), tables, voice.say("title.extract"), voice)


def _record_tables(sources: Sequence[Source], voice: Voice) -> list[Table]:
    return [employments_table(sources, voice), contributions_table(sources, voice)]


def _finished(book: Workbook, tables: Sequence[Table], title: str, voice: Voice) -> bytes:
    for table in tables:
        add_table(book, table, title, voice)
    return saved(book)
