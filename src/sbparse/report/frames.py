"""Records and reviews as pandas data frames, for the Python API.

Months are ``period[M]``, counts ``Int64`` (blank is ``<NA>``), amounts in yuan stay ``Decimal`` objects (blank is None); pandas is imported
when a frame is made.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from sbparse.messages import Lang, render
from sbparse.record.model import PAID_BY_PERSON, Amounts, Contribution, Insurance, RightsRecord
from sbparse.report.record_data import sentence
from sbparse.review.model import Review
from sbparse.values.month import Month

if TYPE_CHECKING:
    import pandas as pd

_Columns: TypeAlias = "dict[str, pd.Series]"

_BLANK: Final = Amounts()


def employments_frame(record: RightsRecord) -> "pd.DataFrame":
    """The rows of 单位变动记录: start, end, months, employer, district, page."""
    rows = record.employments
    return _frame(
        {
            "start": _months(row.period.start for row in rows),
            "end": _months(row.period.end for row in rows),
            "months": _counts(row.months for row in rows),
            "employer": _objects(row.employer for row in rows),
            "district": _objects(row.district for row in rows),
            "page": _counts(row.where.page for row in rows),
        }
    )


def contributions_frame(record: RightsRecord) -> "pd.DataFrame":
    """The rows of 缴费明细: start, end, supplemental, ``<insurance>_months``, ``_base`` and ``_personal`` (as the form has them), page."""
    rows = record.contributions
    return _frame(
        {
            "start": _months(row.period.start for row in rows),
            "end": _months(row.period.end for row in rows),
            "supplemental": _flags(row.supplemental for row in rows),
            **{name: column for insurance in Insurance for name, column in _insurance(insurance, rows).items()},
            "page": _counts(row.where.page for row in rows),
        }
    )


def findings_frame(review: Review, *, lang: Lang = "zh") -> "pd.DataFrame":
    """The findings in the review's order, their sentences in ``lang``.

    Columns: rule, severity, message, suggestion, history_row, file, record, employment, page, expected, actual, months. ``months``
    holds a tuple of ``YYYY-MM`` texts a row; ``record`` and ``employment`` count from 0.
    """
    found = review.findings
    return _frame(
        {
            "rule": _objects(f.rule for f in found),
            "severity": _objects(str(f.severity) for f in found),
            "message": _objects(render(f.message, lang) for f in found),
            "suggestion": _objects(sentence(f.suggestion, lang) for f in found),
            "history_row": _counts(f.history_row for f in found),
            "file": _objects(None if f.record is None else review.sources[f.record].file for f in found),
            "record": _counts(f.record for f in found),
            "employment": _counts(f.employment for f in found),
            "page": _counts(f.where.page if f.where else None for f in found),
            "expected": _objects(f.expected for f in found),
            "actual": _objects(f.actual for f in found),
            "months": _objects(tuple(map(str, f.months)) for f in found),
        }
    )


def _insurance(insurance: Insurance, rows: Sequence[Contribution]) -> _Columns:
    amounts = [row.amounts.get(insurance, _BLANK) for row in rows]
    columns = {f"{insurance}_months": _counts(a.months for a in amounts), f"{insurance}_base": _objects(a.base for a in amounts)}
    if insurance in PAID_BY_PERSON:
        columns[f"{insurance}_personal"] = _objects(a.personal for a in amounts)
    return columns


def _frame(columns: _Columns) -> "pd.DataFrame":
    import pandas as pd

    return pd.DataFrame(columns)


def _months(values: Iterable[Month]) -> "pd.Series":
    import pandas as pd

    return pd.Series(pd.PeriodIndex([str(month) for month in values], freq="M"))


def _counts(values: Iterable[int | None]) -> "pd.Series":
    return _series(values, "Int64")


def _flags(values: Iterable[bool]) -> "pd.Series":
    return _series(values, "bool")


def _objects(values: Iterable[object]) -> "pd.Series":
    return _series(values, "object")


def _series(values: Iterable[object], dtype: str) -> "pd.Series":
    import pandas as pd

    return pd.Series(list(values), dtype=dtype)
