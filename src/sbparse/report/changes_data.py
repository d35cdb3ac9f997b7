"""The differences between two prints as plain data, ready for JSON (``sbparse.diff/1``)."""

from decimal import Decimal
from typing import Final

from sbparse.messages import Lang
from sbparse.record.model import Employment
from sbparse.report.changes import caveats, words
from sbparse.report.masking import mask_for, masked
from sbparse.report.record_data import Data, day
from sbparse.report.voice import Voice
from sbparse.review.changed_rows import ContributionChange, Figure
from sbparse.review.changes import FieldChange, PrintChanges
from sbparse.review.model import Source
from sbparse.values.month import Period

DIFF_SCHEMA: Final = "sbparse.diff/1"


def changes_data(changes: PrintChanges, *, lang: Lang = "zh", show_ids: bool = True) -> Data:
    """The differences as an object; ``sentences`` says them in ``lang``. ``show_ids=False`` masks numbers of persons and 校验码."""
    voice = Voice(lang)
    data: Data = {
        "schema": DIFF_SCHEMA,
        "same": changes.same,
        "before": _print(changes.before),
        "after": _print(changes.after),
        "uncompared": [_period(period) for period in changes.uncompared],
        "employments": [
            {"before": _employment(change.before), "after": _employment(change.after), "fields": list(change.fields)}
            for change in changes.employments
        ],
        "contributions": [_contribution(change) for change in changes.contributions],
        "totals": None if changes.totals is None else [_figure(figure) for figure in changes.totals],
        "supplement": [_field(change) for change in changes.supplement],
        "header": [_field(change) for change in changes.header],
        "caveats": [voice.tell(text) for text in caveats(changes)],
        "sentences": [text for _, texts in words(changes, voice) for text in texts],
    }
    return data if show_ids else masked(data, mask_for([changes.before.record, changes.after.record]))


def _print(source: Source) -> Data:
    record = source.record
    return {
        "file": source.file,
        "print_date": day(record.print_date.day) if record.print_date else None,
        "query_period": _period(record.query_period) if record.query_period else None,
    }


def _employment(row: Employment | None) -> Data | None:
    return {**_period(row.period), "months": row.months, "employer": row.employer, "district": row.district} if row else None


def _contribution(change: ContributionChange) -> Data:
    return {
        "before": _period(change.before) if change.before else None,
        "after": _period(change.after) if change.after else None,
        "supplemental": {"before": change.marked_before, "after": change.marked_after},
        "figures": [_figure(figure) for figure in change.figures],
    }


def _figure(figure: Figure) -> Data:
    return {"insurance": str(figure.insurance), "figure": figure.what, "before": _plain(figure.before), "after": _plain(figure.after)}


def _field(change: FieldChange) -> Data:
    return {"field": change.field, "before": _plain(change.before), "after": _plain(change.after)}


def _plain(value: Decimal | int | str | None) -> int | str | None:
    return str(value) if isinstance(value, Decimal) else value


def _period(period: Period) -> Data:
    return {"start": str(period.start), "end": str(period.end)}
