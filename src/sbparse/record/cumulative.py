"""Cumulative paid months from the rows of a record, each calendar month once."""

from collections.abc import Iterable

from sbparse.record.model import Contribution, Insurance
from sbparse.values.month import Period


def cumulative(rows: Iterable[Contribution]) -> dict[Insurance, int]:
    """Distinct paid months of each insurance.

    A row says how many months of its period were paid. Rows whose periods overlap share months, so together they count no more than the
    months their periods cover.
    """
    rows = list(rows)
    return {
        insurance: _distinct([(r.period, r.amounts[insurance].months or 0) for r in rows if insurance in r.amounts])
        for insurance in Insurance
    }


def _distinct(counted: list[tuple[Period, int]]) -> int:
    total = 0
    cluster: Period | None = None
    in_cluster = 0
    for period, months in sorted(counted):
        if cluster is not None and period.start <= cluster.end:
            cluster, in_cluster = cluster.hull(period), in_cluster + months
        else:
            total += min(in_cluster, cluster.months) if cluster else 0
            cluster, in_cluster = period, months
    return total + (min(in_cluster, cluster.months) if cluster else 0)
