"""A print and a later one of the same person, with one change of every kind; and both as PDFs."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from review_build import BAY, BLUE, GREEN, month, record

from formdraw import build, make_record
from formdraw.gallery import FORM_2023
from formdraw.model import FormRecord
from sbparse.record.model import Amounts, Insurance, RightsRecord, Supplement, Totals
from sbparse.review.changes import PrintChanges, print_changes
from sbparse.review.model import Source
from sbparse.values.place import Place

_HERE = Place(1, (0.0, 0.0, 1.0, 1.0))


def earlier() -> RightsRecord:
    gone = {month("2017-05")}
    rows = [(BAY, "2012-03/2015-06"), (GREEN, "2015-07/2018-02"), ("北京远山仪器有限公司", "2018-03/2018-05"), (BLUE, "2018-06/2023-01")]
    made = record(*rows, unpaid=gone, query="1992-10/2023-02", printed="2023-02-20")
    rows = list(made.contributions)
    rows[1] = replace(rows[1], amounts=rows[1].amounts | {Insurance.PENSION: Amounts(12, Decimal("120000.00"), Decimal("9600.00"))})
    return replace(
        made,
        contributions=tuple(rows),
        totals=Totals({Insurance.PENSION: Amounts(129, None, Decimal("9600.00"))}, _HERE),
        supplement=Supplement(pension_months=129, medical_months=129, account_balance=Decimal("81234.50"), account_year=2021),
    )


def later() -> RightsRecord:
    rows = [
        ("北京海棠湾数字技术股份有限公司", "2012-03/2015-06"),
        (GREEN, "2015-07/2018-02"),
        (BLUE, "2018-06/2023-03"),
        (GREEN, "2023-04/2023-05"),
    ]
    made = record(*rows, query="1992-10/2023-06", printed="2023-06-20")
    rows = list(made.contributions)
    rows[1] = replace(rows[1], amounts=rows[1].amounts | {Insurance.PENSION: Amounts(12, Decimal("120120.00"), Decimal("9609.60"))})
    return replace(
        made,
        contributions=tuple(replace(row, supplemental=row.period.start.year == 2017) for row in rows),
        totals=Totals({Insurance.PENSION: Amounts(131, None, Decimal("9609.60"))}, _HERE),
        supplement=Supplement(pension_months=131, medical_months=131, account_balance=Decimal("90000.00"), account_year=2022),
    )


def example() -> PrintChanges:
    return print_changes(Source("前次打印.pdf", earlier()), Source("本次打印.pdf", later()))


FORM = make_record(7, jobs=2, years=3, monthly=True, gaps=False, unpaid=False, stars=False, extra=False, lag=0, print_day=date(2023, 4, 26))
"""A record of single months."""


def earlier_form(months: int) -> FormRecord:
    """The same record as it was printed some months before."""
    *jobs, last = FORM.jobs
    return replace(
        FORM, jobs=(*jobs, replace(last, end=last.end.plus(-months))), rows=FORM.rows[:-months], query_end=FORM.query_end.plus(-months)
    )


def pdf(form: FormRecord) -> bytes:
    return build(form, FORM_2023)
