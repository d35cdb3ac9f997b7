"""What ``check`` gives out: a terminal page, JSON, a workbook or a web page."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from sbparse.cli.output import show, write
from sbparse.messages import Lang

if TYPE_CHECKING:
    from rich.console import Console

    from sbparse.record.model import Extraction
    from sbparse.report.evidence import Evidence
    from sbparse.report.inputs import Input
    from sbparse.review.model import Review
    from sbparse.review.plan import Plan
    from sbparse.traces import TraceReport


class CheckFormat(StrEnum):
    TABLE = "table"
    JSON = "json"
    XLSX = "xlsx"
    HTML = "html"


def write_review(
    review: "Review",
    chosen: CheckFormat,
    output: Path | None,
    read: "Sequence[tuple[Path, Extraction]]",
    history: Path,
    plan: "Plan",
    *,
    lang: Lang,
    show_ids: bool | None,
) -> None:
    """Write a review in a format; ``read`` are the record files with what was read from them, ``plan`` is what follows from it.

    Numbers and codes are masked unless ``show_ids``; in JSON only where it is False.
    """
    ids = bool(show_ids)
    match chosen:
        case CheckFormat.HTML:
            from sbparse.report.page import review_page

            evidence = _evidence(review, read, show_ids=ids)
            page = review_page(
                review, lang=lang, show_ids=ids, evidence=evidence, inputs=_inputs(read, history), plan=plan, traces=_traces(read)
            )
            write(page.encode(), output, lang)
        case CheckFormat.XLSX:
            from sbparse.report.workbook import review_workbook

            evidence = _evidence(review, read, show_ids=ids)
            book = review_workbook(
                review, lang=lang, show_ids=ids, inputs=_inputs(read, history), evidence=evidence, plan=plan, traces=_traces(read)
            )
            write(book, output, lang)
        case CheckFormat.JSON:
            from sbparse.report.record_data import to_json
            from sbparse.report.review_data import review_data

            write((to_json(review_data(review, lang=lang, show_ids=show_ids is not False)) + "\n").encode(), output, lang)
        case CheckFormat.TABLE:
            from sbparse.report.terminal import show_review
            from sbparse.report.terminal.plan import show_plan

            def draw(console: "Console") -> None:
                show_review(review, console, lang=lang, show_ids=ids)
                show_plan(plan, console, lang=lang)

            show(draw, output, lang)


def _inputs(read: "Sequence[tuple[Path, Extraction]]", history: Path) -> "list[Input]":
    from sbparse.report.inputs import Input

    return [*(Input(extraction.file, extraction.sha256) for _, extraction in read), Input(str(history))]


def _traces(read: "Sequence[tuple[Path, Extraction]]") -> "list[TraceReport]":
    """What each file shows of how it was made. It changes no finding and no verdict."""
    from sbparse.record.document import load
    from sbparse.traces import traces_of

    return [traces_of(load(path), extraction.file) for path, extraction in read]


def _evidence(review: "Review", read: "Sequence[tuple[Path, Extraction]]", *, show_ids: bool) -> "Evidence":
    from sbparse.record.document import load
    from sbparse.report.evidence.gather import evidence_of

    return evidence_of(review, {extraction.file: load(path) for path, extraction in read}, show_ids=show_ids)
