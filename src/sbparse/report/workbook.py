"""The Excel workbooks of a review and of records alone, as bytes.

The same values give the same bytes: nothing of the machine, its user or its clock goes in.
"""

from collections.abc import Sequence
from importlib.metadata import version

from openpyxl import Workbook

from sbparse.messages import Lang
from sbparse.record.model import Extraction
from sbparse.report.inputs import Input
from sbparse.report.sheets.book import NAME, new_book, saved
from sbparse.report.sheets.conclusion import add_conclusion
from sbparse.report.sheets.contributions import contributions_table
from sbparse.report.sheets.employments import employments_table
from sbparse.report.sheets.findings import findings_table, notices_table
from sbparse.report.sheets.pairs import pairs_table
from sbparse.report.sheets.suggestions import suggestions_table
from sbparse.report.sheets.supplement import supplement_table
from sbparse.report.sheets.table import Table, add_table
from sbparse.report.voice import Voice
from sbparse.review.model import Review, Source

__all__ = ["Input", "extraction_workbook", "review_workbook"]


def review_workbook(review: Review, *, lang: Lang = "zh", show_ids: bool = False, inputs: Sequence[Input] = ()) -> bytes:
    """The check workbook: 结论, 问题清单, 逐段核对, 参保记录, 缴费明细, 建议填写.

    Args:
        review: what is shown.
        lang: the language of all that is not quoted.
        show_ids: show ID numbers and 校验码 in full; a workbook is made to be passed on, so they are hidden by default.
        inputs: the files that went in, with their SHA-256; without it, the files' names alone.
    """
    voice = Voice.of_review(review, lang, show_ids=show_ids)
    book = new_book(voice.say("title.check"))
    add_conclusion(book, review, inputs, version(NAME), voice)
    tables = [
        findings_table(review, voice),
        pairs_table(review, voice),
        *_record_tables(review.sources, voice),
        suggestions_table(review, voice),
    ]
    return _finished(book, tables, voice.say("title.check"), voice)


def extraction_workbook(extractions: Sequence[Extraction], *, lang: Lang = "zh", show_ids: bool = False) -> bytes:
    """The records of one or more files: 参保记录, 缴费明细, 补充资料, 提示."""
    voice = Voice.of_extractions(tuple(extractions), lang, show_ids=show_ids)
    sources = [Source(extraction.file, record) for extraction in extractions for record in extraction.records]
    tables = [*_record_tables(sources, voice), supplement_table(sources, voice), notices_table(extractions, voice)]
    return _finished(new_book(voice.say("title.extract")), tables, voice.say("title.extract"), voice)


def _record_tables(sources: Sequence[Source], voice: Voice) -> list[Table]:
    return [employments_table(sources, voice), contributions_table(sources, voice)]


def _finished(book: Workbook, tables: Sequence[Table], title: str, voice: Voice) -> bytes:
    for table in tables:
        add_table(book, table, title, voice)
    return saved(book)
