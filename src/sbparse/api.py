"""The steps of the main job for programs: read, review, write. See the package's docstring for the values they pass on."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sbparse.errors import UnusableFileError
from sbparse.history.load import read_history
from sbparse.history.model import DeclaredHistory
from sbparse.messages import Lang, message
from sbparse.policy import RuleSet, load_ruleset
from sbparse.record.document import Engine, load, read_bytes
from sbparse.record.model import Extraction, RightsRecord
from sbparse.review.changes import PrintChanges, other_person, print_changes
from sbparse.review.model import Review, Source
from sbparse.review.plan import Plan, plan
from sbparse.review.review import review

if TYPE_CHECKING:
    from sbparse.report.evidence import Evidence
    from sbparse.traces import TraceReport


def read_records(source: Path | str | bytes, *, engine: Engine = "pdfium", file: str | None = None) -> Extraction:
    """All records of a PDF.

    Args:
        source: a path, or the file's bytes.
        engine: ``pdfium`` (default) or ``pdfplumber``.
        file: the name to tell in errors, where bytes are given.

    Raises:
        UnusableFileError: the file cannot be opened.
        NoRecordError: it holds no record.
        UnreadableRecordError: a record in it cannot be read for certain.
    """
    if isinstance(source, bytes):
        return read_bytes(source, file or "record.pdf", engine=engine)[0]
    return read_bytes(load(Path(source)), file or str(source), engine=engine)[0]


def read_record(source: Path | str | bytes, *, engine: Engine = "pdfium", file: str | None = None) -> RightsRecord:
    """The one record of a PDF; like :func:`read_records`, and UnusableFileError where the file holds several."""
    return _print(read_records(source, engine=engine, file=file), engine).record


def reconcile(
    records: Extraction | Sequence[Extraction],
    history: DeclaredHistory | Path | str,
    *,
    submitted: date | None = None,
    print_date: date | None = None,
    ruleset: RuleSet | Path | str | None = None,
) -> Review:
    """Hold the records of one person against a declared history.

    Args:
        records: what :func:`read_records` gave, of one file or several; overlapping prints count once.
        history: a declared history, or the file that holds it.
        submitted: the day on which the paper material is handed in; goes before the history's 提交纸质材料日期.
        print_date: the day of the print; goes before every date found in the records.
        ruleset: whose rules; the shipped ones by default.

    Raises:
        HistoryError, RuleSetError: a file cannot be used.
    """
    extractions = [records] if isinstance(records, Extraction) else list(records)
    sources = [Source(extraction.file, record) for extraction in extractions for record in extraction.records]
    rules = _rules(ruleset)
    declared = history if isinstance(history, DeclaredHistory) else read_history(history, rules)
    return review(sources, declared, ruleset=rules, submitted=submitted, print_date=print_date)


def plan_submission(review: Review, *, submitted: date | None = None, ruleset: RuleSet | Path | str | None = None) -> Plan:
    """What follows from a review for what to do and when: when to print, until when a print serves, from when a route is open.

    Args:
        review: what :func:`reconcile` gave.
        submitted, ruleset: the same as there; a plan by other rules than the review's would contradict it.

    Raises:
        RuleSetError: the rule set cannot be used.
    """
    return plan(review, _rules(ruleset), submitted=submitted)


def write_report(review: Review, path: Path | str, *, lang: Lang = "zh", show_ids: bool | None = None, plan: Plan | None = None) -> None:
    """Write a review to a file: ``.xlsx`` a workbook, ``.html`` a web page, anything else JSON.

    ID numbers and 校验码 are masked in workbook and page unless ``show_ids``; JSON is exact unless ``show_ids`` is False. Workbook and
    page show pieces of the PDFs and their traces where these still lie under the names that the review knows, and the ``plan`` where one is
    given.
    """
    target = Path(path)
    ids = bool(show_ids)
    match target.suffix.lower():
        case ".xlsx":
            from sbparse.report.workbook import review_workbook

            target.write_bytes(
                review_workbook(review, lang=lang, show_ids=ids, evidence=_evidence(review, ids), plan=plan, traces=_traces(review))
            )
        case ".html" | ".htm":
            from sbparse.report.page import review_page

            target.write_text(
                review_page(review, lang=lang, show_ids=ids, evidence=_evidence(review, ids), plan=plan, traces=_traces(review)), "utf-8"
            )
        case _:
            from sbparse.report.record_data import to_json
            from sbparse.report.review_data import review_data

            target.write_text(to_json(review_data(review, lang=lang, show_ids=show_ids is not False)) + "\n", "utf-8")


def compare_prints(before: Extraction | Path | str, after: Extraction | Path | str, *, engine: Engine = "pdfium") -> PrintChanges:
    """What the office changed between two prints of one person's record.

    Args:
        before, after: the earlier and the later print: what :func:`read_records` gave, or the file.
        engine: as there, for files.

    Raises:
        UnusableFileError: a file holds several records, the records are not one person's, or nothing in them can be compared.
        NoRecordError, UnreadableRecordError: as :func:`read_records`.
    """
    old, new = _print(before, engine), _print(after, engine)
    other = other_person(old.record, new.record)
    if other:
        raise UnusableFileError(message(f"changes.error.{other}"), file=new.file)
    changes = print_changes(old, new)
    if changes.asked is None:
        raise UnusableFileError(message("changes.error.no-rows"), file=new.file)
    return changes


def write_changes(changes: PrintChanges, path: Path | str, *, lang: Lang = "zh", show_ids: bool | None = None) -> None:
    """Write what changed to a file: ``.xlsx`` a workbook, anything else JSON; ``show_ids`` as for :func:`write_report`."""
    target = Path(path)
    if target.suffix.lower() == ".xlsx":
        from sbparse.report.changes_workbook import changes_workbook

        target.write_bytes(changes_workbook(changes, lang=lang, show_ids=bool(show_ids)))
    else:
        from sbparse.report.changes_data import changes_data
        from sbparse.report.record_data import to_json

        target.write_text(to_json(changes_data(changes, lang=lang, show_ids=show_ids is not False)) + "\n", "utf-8")


def _print(given: Extraction | Path | str, engine: Engine) -> Source:
    """The one record of a file."""
    extraction = given if isinstance(given, Extraction) else read_records(given, engine=engine)
    if len(extraction.records) != 1:
        raise UnusableFileError(message("reading.several-records", count=len(extraction.records)), file=extraction.file)
    return Source(extraction.file, extraction.records[0])


def _rules(given: RuleSet | Path | str | None) -> RuleSet:
    return given if isinstance(given, RuleSet) else load_ruleset(given)


def _evidence(review: Review, show_ids: bool) -> "Evidence":
    """The pictures from those PDFs that are still there."""
    from sbparse.report.evidence.gather import evidence_of

    return evidence_of(review, _files(review), show_ids=show_ids)


def _traces(review: Review) -> "list[TraceReport]":
    """The traces of those PDFs that are still there."""
    from sbparse.traces import traces_of

    reports: list[TraceReport] = []
    for file, data in _files(review).items():
        with suppress(UnusableFileError):
            reports.append(traces_of(data, file))
    return reports


def _files(review: Review) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for source in review.sources:
        with suppress(UnusableFileError):
            files[source.file] = load(Path(source.file))
    return files
