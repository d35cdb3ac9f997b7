"""The ground truth: what a reader must make of a record printed in a style, in the contract's shape (§1).

Without ``where``, ``layout`` and ``findings``; ``pages`` is filled by whoever knows the paging.
"""

from decimal import Decimal
from typing import Any

from formdraw import forms
from formdraw import vocabulary as words
from formdraw.model import INSURANCES, PAID_BY_PERSON, Amounts, FormRecord, Job, Row
from formdraw.style import Style

Json = dict[str, Any]


def _printed(amount: Decimal | None, style: Style, *, whole: bool) -> str | None:
    return forms.money(amount, style, whole=whole).replace(",", "") or None


def _amounts(insurance: str, amounts: Amounts, style: Style) -> Json:
    shown: Json = {"months": amounts.months, "base": _printed(amounts.base, style, whole=True)}
    if insurance in PAID_BY_PERSON:
        shown["personal"] = _printed(amounts.personal, style, whole=False)
    return shown


def _totals(record: FormRecord, style: Style) -> Json:
    shown: Json = {}
    for insurance in INSURANCES:
        months = record.total_months(insurance) or None
        shown[insurance] = {"months": months, "base": None}
        if insurance in PAID_BY_PERSON:
            shown[insurance]["personal"] = _printed(record.total_personal(insurance), style, whole=False)
    return shown


def _employment(job: Job, style: Style) -> Json:
    district = words.district_name(job.district, office=style.office)
    return {"start": str(job.start), "end": str(job.end), "months": len(job.paid), "employer": job.employer, "district": district}


def _contribution(row: Row, style: Style) -> Json:
    shown: Json = {"start": str(row.start), "end": str(row.end), "supplemental": row.supplemental}
    return shown | {insurance: _amounts(insurance, row.amounts[insurance], style) for insurance in INSURANCES}


def _supplement(record: FormRecord, style: Style) -> Json:
    extra = record.extra
    of_2023, of_2026 = style.supplement == "2023", style.supplement == "2026"
    return {
        "pension_months": forms.pension_printed(record, style),
        "medical_months": forms.medical_printed(record, style),
        "backfilled_months": extra.backfilled if of_2023 else None,
        "rural_months": extra.rural if of_2023 else None,
        "transferred_months": extra.transferred if of_2023 else None,
        "pension_lump_sum_months": extra.pension_lump if of_2026 else None,
        "medical_lump_sum_months": extra.medical_lump if of_2026 else None,
        "account_balance": None if extra.balance is None else f"{extra.balance:.2f}",
        "account_year": None if style.supplement == "national" else extra.account_year,
    }


def print_date(record: FormRecord, style: Style) -> Json | None:
    """The day of the print and its strongest basis on the paper; None where nothing tells it."""
    if style.date_line != "none":
        basis = "printed"
    elif style.query != "range":
        basis = "query-date"
    elif style.metadata_date:
        basis = "pdf-metadata"
    else:
        return None
    return {"date": f"{record.print_day:%Y-%m-%d}", "basis": basis}


def span_text(months: int) -> str:
    return f"{months // 12}年{months % 12}个月"


def truth(record: FormRecord, style: Style, pages: list[int] | None = None) -> Json:
    """One entry of the contract's ``records``."""
    day = f"{record.print_day:%Y-%m-%d}"
    window = {"start": str(record.query_start), "end": str(record.query_end)}
    counted = {insurance: record.total_months(insurance) for insurance in INSURANCES}
    return {
        "pages": pages or [],
        "person": {"name": record.name, "id_number": record.id_number, "employer": record.employer},
        "verification": {"code": record.code, "serial": record.serial},
        "query_period": None if style.query == "date" else window,
        "query_date": None if style.query == "range" else day,
        "print_date": print_date(record, style),
        "issuer": record.issuer if style.issuer else None,
        "employments": [_employment(job, style) for job in forms.jobs_shown(record, style)],
        "contributions": [_contribution(row, style) for row in forms.rows_shown(record, style)],
        "totals": _totals(record, style),
        "supplement": _supplement(record, style),
        "cumulative": {insurance: {"months": n, "text": span_text(n)} for insurance, n in counted.items()},
    }
