"""The Excel workbooks of a review and of records alone, as bytes.

The same values give the same bytes: nothing of the machine, its user or its clock goes in.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from importlib.metadata import version
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook

from sbparse.messages import Lang
from sbparse.record.model import Extraction
from sbparse.report.sheets.conclusion import Input, add_conclusion
from sbparse.report.sheets.contributions import contributions_table
from sbparse.report.sheets.employments import employments_table
from sbparse.report.sheets.findings import findings_table, notices_table
from sbparse.report.sheets.pairs import pairs_table
from sbparse.report.sheets.style import BODY
from sbparse.report.sheets.suggestions import suggestions_table
from sbparse.report.sheets.supplement import supplement_table
from sbparse.report.sheets.table import Table, add_table
from sbparse.report.voice import Voice
from sbparse.review.model import Review, Source

__all__ = ["Input", "extraction_workbook", "review_workbook"]

_NAME: Final = "sbparse"
# The zip format cannot say "no time"; this is the earliest that it can say.
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
_NO_DATE: Final = datetime(1980, 1, 1)
_MODIFIED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_CORE: Final = "docProps/core.xml"


def review_workbook(review: Review, *, lang: Lang = "zh", show_ids: bool = False, inputs: Sequence[Input] = ()) -> bytes:
    """The check workbook: 结论, 问题清单, 逐段核对, 参保记录, 缴费明细, 建议填写.

    Args:
        review: what is shown.
        lang: the language of all that is not quoted.
        show_ids: show ID numbers and 校验码 in full; a workbook is made to be passed on, so they are hidden by default.
        inputs: the files that went in, with their SHA-256; without it, the files' names alone.
    """
    voice = Voice.of_review(review, lang, show_ids=show_ids)
    book = _new_book(voice.say("title.check"))
    add_conclusion(book, review, inputs, version(_NAME), voice)
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
    return _finished(_new_book(voice.say("title.extract")), tables, voice.say("title.extract"), voice)


def _record_tables(sources: Sequence[Source], voice: Voice) -> list[Table]:
    return [employments_table(sources, voice), contributions_table(sources, voice)]


def _new_book(title: str) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    # Column widths are counted in digits of this style's font.
    book._named_styles["Normal"].font = BODY  # type: ignore[attr-defined]  # openpyxl has no other way to the default font
    book.properties.creator = _NAME
    book.properties.title = title
    book.properties.created = _NO_DATE
    return book


def _finished(book: Workbook, tables: Sequence[Table], title: str, voice: Voice) -> bytes:
    for table in tables:
        add_table(book, table, title, voice)
    written, fixed = BytesIO(), BytesIO()
    book.save(written)
    with ZipFile(written) as source, ZipFile(fixed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == _CORE:
                content = _MODIFIED.sub(rb"\g<1>" + _NO_DATE.isoformat().encode() + rb"Z\g<2>", content)
            target.writestr(ZipInfo(name, _NO_TIME), content, ZIP_DEFLATED)
    return fixed.getvalue()
