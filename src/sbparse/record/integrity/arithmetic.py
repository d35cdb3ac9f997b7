"""Sums and spans: what a genuine, correctly read record adds up to."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from sbparse.findings import Finding, Severity
from sbparse.messages import Message, message
from sbparse.record.integrity.facts import Facts, Outcome, found
from sbparse.record.model import Contribution, Insurance, RightsRecord
from sbparse.values.month import years_text
from sbparse.values.place import Place

_FIRST_QUERY_YEAR = 1992
"""The site offers the months since October 1992, when the city's individual records begin; a later start is the person's choice."""


def total_mismatch(facts: Facts) -> Outcome:
    """Each 合计 equals the sum of its own column, months and yuan to the fen; one finding a column.

    A column that reads blank sums up to nothing: under a printed sum it was lost, by the file or in reading.
    """
    record = facts.record
    if not record.contributions:
        return message("integrity.no-rows")
    if record.totals is None:
        return message("integrity.no-total")
    findings: list[Finding] = []
    unsummed = False
    for insurance, totals in record.totals.amounts.items():
        for name in ("months", "base", "personal"):
            printed = getattr(totals, name)
            column = [getattr(row.amounts[insurance], name) for row in record.contributions if insurance in row.amounts]
            computed = sum((value for value in column if value is not None), Decimal(0) if name != "months" else 0)
            if printed is None:
                unsummed |= name == "months" and computed > 0
            elif computed != printed:
                findings.append(_total(insurance, name, record.totals.where, computed, printed))
    checked = any(totals.months is not None for totals in record.totals.amounts.values())
    return findings if findings or (checked and not unsummed) else message("integrity.no-total")


def _total(insurance: Insurance, name: str, where: Place, computed: object, printed: object) -> Finding:
    column = message(f"amount.{name}")
    what = message("integrity.total", insurance=_name(insurance), column=column, printed=printed, computed=computed)
    return found("total-mismatch", what, where, expected=computed, actual=printed)


def employment_months_mismatch(facts: Facts) -> Outcome:
    """Σ 实际缴费月数 equals the pension months of the table.

    Months at two employers, and months without an employer row, explain a difference.
    """
    record = facts.record
    counts = [e.months for e in record.employments]
    if not record.employments or not record.contributions:
        return message("integrity.no-rows")
    if None in counts:
        return message("integrity.months-blank")
    declared = sum(count for count in counts if count is not None)
    paid = sum(row.amounts[Insurance.PENSION].months or 0 for row in record.contributions if Insurance.PENSION in row.amounts)
    employed: set[int] = set()
    shared = 0
    for employment in record.employments:
        months = employment.period.indices
        shared += len(employed.intersection(months))
        employed.update(months)
    alone = sum(min(_months(row, Insurance.PENSION), len(set(row.period.indices) - employed)) for row in record.contributions)
    if paid - alone <= declared <= paid + shared:
        return []
    what = message("integrity.employment-months", declared=declared, paid=paid)
    return [found("employment-months-mismatch", what, record.employments[0].where, expected=paid, actual=declared)]


def row_exceeds_span(facts: Facts) -> Outcome:
    """No row has more months than its period, and rows of one period together no more than it has."""
    record = facts.record
    if not any(_counted(record)) and all(employment.months is None for employment in record.employments):
        return message("integrity.no-rows")
    findings = []
    for index, employment in enumerate(record.employments):
        if employment.months is not None and employment.months > employment.period.months:
            what = message("integrity.employment-span", period=employment.period, months=employment.months, span=employment.period.months)
            findings.append(
                found(
                    "row-exceeds-span",
                    what,
                    employment.where,
                    employment=index,
                    expected=employment.period.months,
                    actual=employment.months,
                )
            )
    for row, insurance, months in _counted(record):
        if months > (span := len(row.period.indices)):
            what = message("integrity.row-span", period=row.period, insurance=_name(insurance), months=months, span=span)
            findings.append(found("row-exceeds-span", what, row.where, expected=span, actual=months))
    return findings or _repeated(record)


def _repeated(record: RightsRecord) -> list[Finding]:
    """Rows of the very same period count its months twice; two employers in one month explain it."""
    findings = []
    seen: dict[tuple[range, Insurance], int] = {}
    employers = Counter(month for employment in record.employments for month in employment.period.indices)
    for row, insurance, months in _counted(record):
        period = row.period.indices
        total = seen[period, insurance] = seen.get((period, insurance), 0) + months
        if total > len(period) and all(employers[month] < 2 for month in period):
            what = message("integrity.repeated", period=row.period, insurance=_name(insurance), months=total, span=len(period))
            findings.append(found("row-exceeds-span", what, row.where, expected=len(period), actual=total))
    return findings


def cumulative_mismatch(facts: Facts) -> Outcome:
    """The printed 累计年限 equals table plus back-filled months.

    Below the table is a contradiction. Above it, a shorter query period, transferred or lump-sum years may explain it (information).
    """
    record = facts.record
    printed = {Insurance.PENSION: record.supplement.pension_months, Insurance.MEDICAL: record.supplement.medical_months}
    if all(months is None for months in printed.values()):
        return message("integrity.no-cumulative")
    if not record.contributions:
        return message("integrity.no-rows")
    return [f for insurance, months in printed.items() if months is not None for f in _cumulative_of(record, insurance, months)]


def _cumulative_of(record: RightsRecord, insurance: Insurance, printed: int) -> list[Finding]:
    computed = record.cumulative[insurance]
    extras = _extras(record, insurance)
    if printed in {computed, computed + sum(extras.values())}:
        return []
    shown = {
        "insurance": _name(insurance),
        "printed": years_text(printed),
        "computed": years_text(computed),
        "difference": abs(printed - computed),
    }
    expected = years_text(computed + sum(extras.values()))
    if printed < computed:
        what = message("integrity.cumulative-below", **shown)
        return [found("cumulative-mismatch", what, record.supplement.where, expected=expected, actual=years_text(printed))]
    why = message("integrity.cumulative-above", **shown, explanation=_explanation(record, extras))
    return [
        found("cumulative-mismatch", why, record.supplement.where, severity=Severity.INFO, expected=expected, actual=years_text(printed))
    ]


def _extras(record: RightsRecord, insurance: Insurance) -> dict[str, int]:
    """Months that the printed figure holds beside the table's, by name; none where not printed."""
    supplement = record.supplement
    if insurance is Insurance.MEDICAL:
        parts = {"lump-sum": supplement.medical_lump_sum_months}
    else:
        parts = {
            "backfilled": supplement.backfilled_months,
            "rural": supplement.rural_months,
            "lump-sum": supplement.pension_lump_sum_months,
        }
    return {name: months for name, months in parts.items() if months}


def _explanation(record: RightsRecord, extras: dict[str, int]) -> Message:
    fits = [message(f"integrity.explained-{name}", months=months) for name, months in extras.items()]
    if record.supplement.transferred_months:
        fits.append(message("integrity.explained-transferred", months=record.supplement.transferred_months))
    period = record.query_period
    if period is not None and period.start.year > _FIRST_QUERY_YEAR:
        fits.append(message("integrity.explained-query", start=period.start))
    return message("integrity.explained", explanations=fits) if fits else message("integrity.unexplained")


def _counted(record: RightsRecord) -> Iterator[tuple[Contribution, Insurance, int]]:
    for row in record.contributions:
        for insurance, amounts in row.amounts.items():
            if amounts.months is not None:
                yield row, insurance, amounts.months


def _months(row: Contribution, insurance: Insurance) -> int:
    return (row.amounts[insurance].months or 0) if insurance in row.amounts else 0


def _name(insurance: Insurance) -> Message:
    return message(f"insurance.{insurance}")
