"""The record of the example: twelve employers in thirty years, with a printed total that is one month off, and awkward texts.

Nobody in it exists; the ID number uses an area code that is not allocated.
"""

from datetime import date
from decimal import Decimal

from sbparse.findings import Finding, Severity
from sbparse.messages import message
from sbparse.record.model import (
    PAID_BY_PERSON,
    Amounts,
    Contribution,
    Employment,
    Extraction,
    Insurance,
    Person,
    PrintBasis,
    PrintDate,
    RightsRecord,
    Supplement,
    Totals,
)
from sbparse.values.month import Month, Period
from sbparse.values.place import Place

ID_NUMBER = "110199197203152413"
CODE = "k7m2qd"
FILE = "王样例_个人权益记录.pdf"
SHA256 = "3a7bd3e2360a3d29eea436fcfb7e44c735d117c42d1c1835420b6b9942dd4f1b"

# start, end, months, employer, district
ROWS = (
    ("1994-08", "1996-03", 20, "北京市第三无线电器材厂", "北京市西城区"),
    ("1996-04", "1998-12", 33, "北京白杨树样例电子技术开发公司", "北京市西城区"),
    ("1999-01", "2001-06", 30, "北京银杏谷样例自动化仪表与过程控制系统工程有限责任公司", "北京市海淀区"),
    ("2001-07", "2003-02", 20, "北京蓝鲸样例软件有限公司", "北京市海淀区"),
    ("2003-03", "2003-08", 6, "北京云雀样例网络科技有限公司", "北京市海淀区"),
    ("2003-09", "2006-05", 33, "北京青禾样例生物科技有限公司", "北京市昌平区"),
    ("2006-06", "2008-12", 31, "北京青禾样例生物科技股份有限公司", "北京市昌平区"),
    ("2009-01", "2009-12", 12, "北京市海淀区人才服务中心（存档）", "北京市海淀区"),
    ("2010-01", "2013-06", 42, "北京竹间样例光电技术研究所", "北京市海淀区社会保险基金管理中心"),
    (
        "2013-07",
        "2016-09",
        39,
        "北京远山样例（集团）航空航天遥感数据应用与空间信息服务有限公司北京经济技术开发区分公司",
        "北京经济技术开发区",
    ),
    ("2016-10", "2019-12", 37, "北京松果样例智能装备股份有限公司", "北京市朝阳区社会保险基金管理中心"),
    ("2020-01", "2024-05", 53, "北京中科创嘉人力资源咨询有限公司", "北京市海淀区社会保险基金管理中心"),
)


def place(page: int, row: int) -> Place:
    return Place(page, (47.04, 213.81 + 20 * row, 802.0, 233.84 + 20 * row))


def employments() -> tuple[Employment, ...]:
    return tuple(
        Employment(Period.parse(start, end), months, employer, district, place(1, row))
        for row, (start, end, months, employer, district) in enumerate(ROWS)
    )


def amounts(months: int, monthly: Decimal, year: int) -> dict[Insurance, Amounts]:
    rates = {Insurance.PENSION: "0.08", Insurance.UNEMPLOYMENT: "0.002" if year < 2021 else "0.005", Insurance.MEDICAL: "0.02"}
    base = monthly * months
    blank = {Insurance.MATERNITY: 2005, Insurance.MEDICAL: 2001, Insurance.WORK_INJURY: 1999}
    return {
        insurance: Amounts()
        if year < blank.get(insurance, 0)
        else Amounts(months, base, (base * Decimal(rates[insurance])).quantize(Decimal("0.01")) if insurance in PAID_BY_PERSON else None)
        for insurance in Insurance
    }


def contributions() -> tuple[Contribution, ...]:
    rows = []
    for year in range(1994, 2025):
        start, end = Month.of(year, 8 if year == 1994 else 1), Month.of(year, 5 if year == 2024 else 12)
        months = Period(start, end).months - (2 if year == 2018 else 0)
        monthly = Decimal(800 + (year - 1994) * 1075)
        rows.append(Contribution(Period(start, end), year == 1997, amounts(months, monthly, year), place(2, year - 1994)))
    return tuple(rows)


def totals(rows: tuple[Contribution, ...]) -> Totals:
    def total(insurance: Insurance) -> Amounts:
        cells = [row.amounts[insurance] for row in rows]
        personal = sum((c.personal for c in cells if c.personal is not None), Decimal()) if insurance in PAID_BY_PERSON else None
        # The printed pension total is one too many: that is what total-mismatch finds.
        return Amounts(sum(c.months or 0 for c in cells) + (insurance is Insurance.PENSION), None, personal)

    return Totals({insurance: total(insurance) for insurance in Insurance}, place(3, 2))


def record() -> RightsRecord:
    rows = contributions()
    cumulative = {insurance: sum(row.amounts[insurance].months or 0 for row in rows) for insurance in Insurance}
    return RightsRecord(
        pages=(1, 2, 3),
        layout="beijing-landscape",
        person=Person("王样例", ID_NUMBER, ROWS[-1][3]),
        code=CODE,
        serial="11010820240610091530",
        query_period=Period.parse("1992-10", "2024-06"),
        query_date=None,
        print_date=PrintDate(date(2024, 6, 10), PrintBasis.PRINTED),
        issuer="北京市海淀区社会保险基金管理中心",
        employments=employments(),
        contributions=rows,
        totals=totals(rows),
        supplement=Supplement(
            pension_months=359, medical_months=279, backfilled_months=3, account_balance=Decimal("512345.60"), account_year=2023
        ),
        cumulative=cumulative,
        origin=Place(1, (47.0, 60.0, 802.0, 130.0)),
        findings=(total_mismatch(None), unread(None)),
        not_run={"base-above-cap": message("example.needs")},
    )


def extraction() -> Extraction:
    return Extraction(FILE, SHA256, 5, (record(),), (4, 5))


def total_mismatch(number: int | None) -> Finding:
    return Finding(
        rule="total-mismatch",
        severity=Severity.ERROR,
        message=message("example.total", actual=357, expected=356),
        record=number,
        expected="356",
        actual="357",
        where=place(3, 2),
    )


def unread(number: int | None) -> Finding:
    # What a PDF may hold: a formula, markup, an escape sequence, a hidden direction change, somebody's number.
    text = f'=HYPERLINK("http://x","[red]样例[/red]")\x1b[31m\u202e {ID_NUMBER}'
    return Finding(
        rule="unread-text",
        severity=Severity.INFO,
        message=message("example.unread", text=text),
        record=number,
        actual=text,
        where=place(3, 5),
    )


def bare_record() -> RightsRecord:
    """A record in which nothing that may be missing is there."""
    return RightsRecord((1,), "beijing-bare", Person(None, None, None), None, None, None, None, None, None, (), (), None, Supplement(), {})
