"""sbparse: hold a Beijing social insurance record against a declared work history, month by month.

The tree tells the story of the data, each folder knowing only those before it::

    values, messages, findings   months, money, dates, texts; sentences; what a check says
    policy    the rule set: windows, limits, eligibility, rates, as dated tables
    page      a PDF page → glyphs, words, rulings → rows and columns
    record    parts, tables, sentences → RightsRecord; a record held against itself
    employer  one company under its names
    history   workbook, CSV, JSON, Word → DeclaredHistory
    review    record × history → findings, corrections
    report    findings → JSON, workbook, terminal
    cli       arguments in, exit code out

The names below are the public API. They are imported when first used, so that ``import sbparse`` costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sbparse.api import compare_prints, plan_submission, read_record, read_records, reconcile, write_changes, write_report
    from sbparse.errors import SbparseError
    from sbparse.history.load import read_history
    from sbparse.history.model import DeclaredHistory
    from sbparse.policy import load_ruleset
    from sbparse.record.model import Extraction, RightsRecord
    from sbparse.report.frames import contributions_frame, employments_frame, findings_frame
    from sbparse.review.changes import PrintChanges
    from sbparse.review.model import Review
    from sbparse.review.plan import Plan
    from sbparse.values.month import Month, Period

__version__ = "0.1.0"

_HOMES: Final[dict[str, str]] = {
    "DeclaredHistory": "sbparse.history.model",
    "Extraction": "sbparse.record.model",
    "Month": "sbparse.values.month",
    "Period": "sbparse.values.month",
    "Plan": "sbparse.review.plan",
    "PrintChanges": "sbparse.review.changes",
    "Review": "sbparse.review.model",
    "RightsRecord": "sbparse.record.model",
    "SbparseError": "sbparse.errors",
    "compare_prints": "sbparse.api",
    "contributions_frame": "sbparse.report.frames",
    "employments_frame": "sbparse.report.frames",
    "findings_frame": "sbparse.report.frames",
    "load_ruleset": "sbparse.policy",
    "plan_submission": "sbparse.api",
    "read_history": "sbparse.history.load",
    "read_record": "sbparse.api",
    "read_records": "sbparse.api",
    "reconcile": "sbparse.api",
    "write_changes": "sbparse.api",
    "write_report": "sbparse.api",
}

__all__ = [
    "DeclaredHistory",
    "Extraction",
    "Month",
    "Period",
    "Plan",
    "PrintChanges",
    "Review",
    "RightsRecord",
    "SbparseError",
    "compare_prints",
    "contributions_frame",
    "employments_frame",
    "findings_frame",
    "load_ruleset",
    "plan_submission",
    "read_history",
    "read_record",
    "read_records",
    "reconcile",
    "write_changes",
    "write_report",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return value
