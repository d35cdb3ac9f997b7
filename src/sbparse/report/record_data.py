"""Records as plain data, ready for JSON: CONTRACT section 1, ``sbparse.extract/1``.

Keys, their order and the forms of months, dates and amounts are the contract's; what is unknown is ``None`` and the key stays.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, TypeAlias

from sbparse.findings import Finding
from sbparse.messages import Lang, Message, render
from sbparse.record.model import (
    PAID_BY_PERSON,
    Amounts,
    Contribution,
    Employment,
    Extraction,
    Insurance,
    Recognised,
    RightsRecord,
    Supplement,
    Totals,
)
from sbparse.report.clean import escaped
from sbparse.report.masking import mask_for, masked
from sbparse.values.month import Period, years_text
from sbparse.values.place import Place

Data: TypeAlias = dict[str, object]

EXTRACT_SCHEMA: Final = "sbparse.extract/1"
_BLANK: Final = Amounts()


def extraction_data(extraction: Extraction, *, lang: Lang = "zh", show_ids: bool = True) -> Data:
    """One file's records as the object of CONTRACT section 1; sentences of findings in ``lang``.

    Numbers of persons and 校验码 are shown by default, since JSON is read by programs on the same machine; ``show_ids=False`` masks them.
    """
    data: Data = {
        "schema": EXTRACT_SCHEMA,
        "source": {"file": extraction.file, "sha256": extraction.sha256, "pages": extraction.page_count},
        "records": [record_data(record, lang) for record in extraction.records],
        "skipped_pages": list(extraction.skipped_pages),
    }
    return data if show_ids else masked(data, mask_for(extraction.records))


def extractions_data(extractions: Sequence[Extraction], *, lang: Lang = "zh", show_ids: bool = True) -> Data | list[Data]:
    """What ``extract`` prints: the object of one file, or a list of such objects for several."""
    entries = [extraction_data(extraction, lang=lang, show_ids=show_ids) for extraction in extractions]
    return entries[0] if len(entries) == 1 else entries


def to_json(data: object) -> str:
    """Data as indented JSON without a final line end; characters stand for themselves, but for those that a terminal would obey. A lone
    surrogate becomes U+FFFD."""
    return escaped(json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False))


def record_data(record: RightsRecord, lang: Lang) -> Data:
    """One entry of ``records``."""
    printed = record.print_date
    # Only a scan has the key: what has text was not recognised.
    recognised: Data = {"recognised": [_recognised(value) for value in record.recognised]} if record.recognised else {}
    return {
        "pages": list(record.pages),
        "layout": record.layout,
        "person": {"name": record.person.name, "id_number": record.person.id_number, "employer": record.person.employer},
        "verification": {"code": record.code, "serial": record.serial},
        "query_period": _period(record.query_period) if record.query_period else None,
        "query_date": day(record.query_date),
        "print_date": {"date": day(printed.day), "basis": str(printed.basis)} if printed else None,
        "issuer": record.issuer,
        "employments": [_employment(row) for row in record.employments],
        "contributions": [_contribution(row) for row in record.contributions],
        "totals": _totals(record.totals),
        "supplement": _supplement(record.supplement),
        "cumulative": cumulative_data(record.cumulative),
        "findings": [finding_data(finding, lang) for finding in record.findings],
        **recognised,
    }


def _recognised(value: Recognised) -> Data:
    confidence = round(value.confidence, 3)
    return {"field": value.field, "text": value.text, "confidence": confidence, "where": place_data(value.where)}


def finding_data(finding: Finding, lang: Lang) -> Data:
    """One entry of ``findings``, in a record or in a review."""
    return {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "message": render(finding.message, lang),
        "suggestion": sentence(finding.suggestion, lang),
        "history_row": finding.history_row,
        "record": finding.record,
        "employment": finding.employment,
        "expected": finding.expected,
        "actual": finding.actual,
        "months": [str(month) for month in finding.months],
        "where": place_data(finding.where),
    }


def cumulative_data(cumulative: Mapping[Insurance, int]) -> Data:
    """Paid months of the five insurances, and the same in years and months; the text is the contract's, whatever the language."""
    return {str(insurance): _cumulated(cumulative.get(insurance)) for insurance in Insurance}


def place_data(place: Place | None) -> Data | None:
    """Page and box, the box in PDF points rounded to a tenth."""
    # Adding 0.0 turns the -0.0 that rounding can leave into 0.0.
    return {"page": place.page, "bbox": [round(edge, 1) + 0.0 for edge in place.bbox]} if place else None


def sentence(text: Message | None, lang: Lang) -> str | None:
    return render(text, lang) if text else None


def day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _period(period: Period) -> Data:
    return {"start": str(period.start), "end": str(period.end)}


def _employment(row: Employment) -> Data:
    return {
        **_period(row.period),
        "months": row.months,
        "employer": row.employer,
        "district": row.district,
        "where": place_data(row.where),
    }


def _contribution(row: Contribution) -> Data:
    return {**_period(row.period), "supplemental": row.supplemental, **_insurances(row.amounts), "where": place_data(row.where)}


def _totals(totals: Totals | None) -> Data:
    return _insurances(totals.amounts if totals else {})


def _insurances(amounts: Mapping[Insurance, Amounts]) -> Data:
    return {str(insurance): _amounts(insurance, amounts.get(insurance, _BLANK)) for insurance in Insurance}


def _amounts(insurance: Insurance, amounts: Amounts) -> Data:
    data: Data = {"months": amounts.months, "base": _money(amounts.base)}
    if insurance in PAID_BY_PERSON:
        data["personal"] = _money(amounts.personal)
    return data


def _supplement(supplement: Supplement) -> Data:
    return {
        "pension_months": supplement.pension_months,
        "medical_months": supplement.medical_months,
        "backfilled_months": supplement.backfilled_months,
        "rural_months": supplement.rural_months,
        "transferred_months": supplement.transferred_months,
        "pension_lump_sum_months": supplement.pension_lump_sum_months,
        "medical_lump_sum_months": supplement.medical_lump_sum_months,
        "account_balance": _money(supplement.account_balance),
        "account_year": supplement.account_year,
    }


def _cumulated(months: int | None) -> Data:
    return {"months": months, "text": None if months is None else years_text(months)}


def _money(amount: Decimal | None) -> str | None:
    # "f" keeps the decimals that were printed and never writes an exponent.
    return None if amount is None else format(amount, "f")
