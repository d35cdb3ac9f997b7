"""The city's older site: one monthly table an insurance and year, without 单位变动记录, 合计 or 补充资料 (DOMAIN section 5).

``2014年养老保险缴费信息`` over 缴费年月 · 缴费类型 · 缴费基数 · 单位缴费 · 个人缴费 · 缴费单位名称, ``-`` where a month is unpaid.
Medical may have several lines a month, which add up. Rows of the five insurances for one month become one contribution; the employers
of the pension rows become the employments, a row for each unbroken time under one name.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from sbparse.findings import Finding
from sbparse.page.words import Line
from sbparse.record.cumulative import cumulative
from sbparse.record.header import HeaderBlock, query_of, read_header
from sbparse.record.layouts import YEARLY, FlatTable, Layout
from sbparse.record.model import PAID_BY_PERSON, Amounts, Contribution, Employment, Insurance, Person, RightsRecord, Supplement
from sbparse.record.parts import PageParts
from sbparse.record.refusal import reading_page
from sbparse.record.table import CellReader, HeaderMissing, TableState, read_rows
from sbparse.record.tablehead import header_lines, is_data, is_header_of, is_piece_of
from sbparse.values.dates import parse_month
from sbparse.values.money import blank, parse_amount
from sbparse.values.month import Month, Period
from sbparse.values.place import Place

NAME: Final = "beijing-monthly-by-insurance"
TABLE: Final = FlatTable(
    columns={
        "month": ("缴费年月", "缴费月份", "年月"),
        "kind": ("缴费类型", "缴费类别"),
        "base": ("缴费基数", "月缴费基数", "缴费工资"),
        "employer_share": ("单位缴费", "单位缴纳", "单位缴费金额"),
        "personal": ("个人缴费", "个人缴纳", "个人缴费金额"),
        "employer": ("缴费单位名称", "单位名称", "缴费单位"),
    },
    required=frozenset({"month", "kind", "base", "employer"}),
)
ID_NUMBER: Final = re.compile(r"(?:号码|号):?([0-9X*]{15,18})")
"""The line of the header block that says whose page it is."""
_SECTION: Final = re.compile(
    r"(?:[(]?[一二三四五六七八九十]+[)]?[、.]?)?(?:\d{4}年(?:度)?)?(?:基本)?(?P<insurance>养老|失业|工伤|医疗|生育)(?:保险)?(?:个人)?"
    r"(?:缴费|参保)?(?:信息|明细|情况|记录)(?:\(?\d{4}年(?:度)?\)?)?:?"
)
_INSURANCES: Final = {
    "养老": Insurance.PENSION,
    "失业": Insurance.UNEMPLOYMENT,
    "工伤": Insurance.WORK_INJURY,
    "医疗": Insurance.MEDICAL,
    "生育": Insurance.MATERNITY,
}
_BACK_PAYMENT: Final = "补缴"
_PAYMENT: Final = re.compile("缴|补|正常")
_UNPAID: Final = re.compile("未缴|欠缴|缓缴|停缴|断缴|中断")
"""缴费类型 that says a month was not paid, whatever amounts were due. A kind that says neither is refused."""
_LONGEST_BREAK: Final = 3
"""Months that one employer may leave unpaid between two paid ones without counting as left; a longer break starts a new row."""


@dataclass(slots=True)
class _Paid:
    """One line of a table: a paid month of one insurance."""

    month: Month
    base: Decimal | None
    personal: Decimal | None
    employer: str
    back_payment: bool
    where: Place


@dataclass(slots=True)
class _Older:
    """A record of the older site in reading."""

    pages: list[PageParts] = field(default_factory=list)
    header: HeaderBlock = field(default_factory=lambda: HeaderBlock({}, None))
    paid: dict[Insurance, list[_Paid]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    insurance: Insurance | None = None
    state: TableState = field(default_factory=lambda: TableState(TABLE))


def is_older(page: PageParts) -> bool:
    """Whether a page carries the older site's table: its header row, or a section's caption over rows that begin with a month."""
    if not any("缴费类型" in line.folded for line in page.body):
        return False
    return any("缴费类型" in line.folded for line in header_lines(page.body, TABLE))


def opens_older(page: PageParts) -> bool:
    """Whether a page holds no more than what stands above the first table, the title and whose record it is: the older site's where a page
    of its tables follows."""
    titled = any(YEARLY.title[0] in line.folded for line in page.body)
    return titled and any(ID_NUMBER.search(line.folded) for line in page.body) and not any(map(is_data, page.body))


def read_older(pages: Sequence[PageParts], file: str, layout: Layout = YEARLY) -> RightsRecord:
    """The record of the older site on some pages, in order.

    Raises:
        UnreadableRecordError: a table has no caption or header, or its rows can't be told apart.
    """
    older = _Older(list(pages))
    for page in pages:
        with reading_page(file, page.sheet.number):
            _read_page(older, page, layout)
    return _record(older)


def _read_page(older: _Older, page: PageParts, layout: Layout) -> None:
    lines = list(page.body)
    first = next((i for i, line in enumerate(lines) if _section(line) or is_header_of(line, TABLE) or is_data(line)), len(lines))
    title = [line for line in lines[:first] if any(text in line.folded for text in layout.title)]
    page.sheet.use("title", title)
    header = read_header(page.sheet, [line for line in lines[:first] if line not in title], layout)
    if header.texts and not older.header.texts:
        older.header = header
    section: list[Line] = []
    for line in lines[first:]:
        if (insurance := _section(line)) is not None:
            _read_section(older, page, section)
            section = []
            page.sheet.use("caption", [line])
            older.insurance = insurance
            older.state = TableState(TABLE, older.state.columns)
        else:
            section.append(line)
    _read_section(older, page, section)


def _section(line: Line) -> Insurance | None:
    match = _SECTION.fullmatch(line.folded)
    return _INSURANCES[match["insurance"]] if match else None


def _read_section(older: _Older, page: PageParts, lines: list[Line]) -> None:
    if not any(is_data(line) for line in lines):
        page.sheet.use("table-header", [line for line in lines if is_header_of(line, TABLE) or is_piece_of(line, TABLE)])
        return
    if older.insurance is None:
        raise HeaderMissing
    older.state.rows = []
    read_rows(older.state, page.sheet, lines)
    older.state.report_orphans(older.findings)
    older.state.orphans = []
    paid = older.paid.setdefault(older.insurance, [])
    for sheet, row, columns in older.state.rows:
        cells = CellReader(sheet, row, columns, older.findings)
        month, kind = cells.read("month", parse_month), cells.text("kind")
        base, personal = cells.read("base", parse_amount), cells.read("personal", parse_amount)
        share, employer = cells.read("employer_share", parse_amount), cells.text("employer")
        nothing = base is None and personal is None and share is None
        if month is None or _UNPAID.search(kind) or (blank(kind) and nothing):
            continue
        if nothing or not (blank(kind) or _PAYMENT.search(kind)):
            cells.trouble(cells.words, f"{kind} {month}")
            continue
        paid.append(_Paid(month, base, personal, employer, _BACK_PAYMENT in kind, sheet.page.place(row.box)))


def _record(older: _Older) -> RightsRecord:
    texts = older.header.texts
    rows = tuple(_contributions(older.paid))
    period, day = query_of(older.header, older.pages[0].sheet.number, older.findings)
    return RightsRecord(
        pages=tuple(page.sheet.number for page in older.pages),
        layout=NAME,
        person=Person(texts.get("name"), texts.get("id_number"), texts.get("employer")),
        code=texts.get("code"),
        serial=texts.get("serial"),
        query_period=period,
        query_date=day,
        print_date=None,
        issuer=None,
        employments=tuple(_employments(older.paid.get(Insurance.PENSION, []))),
        contributions=rows,
        totals=None,
        supplement=Supplement(),
        cumulative=cumulative(rows),
        origin=older.header.place,
        findings=tuple(older.findings),
    )


def _contributions(paid: Mapping[Insurance, Sequence[_Paid]]) -> list[Contribution]:
    """One row a month in which any insurance was paid; lines of one month and insurance add up."""
    months = sorted({line.month for lines in paid.values() for line in lines})
    rows = []
    for month in months:
        lines = {insurance: [line for line in paid.get(insurance, ()) if line.month == month] for insurance in Insurance}
        amounts = {insurance: _summed(insurance, of_month) for insurance, of_month in lines.items()}
        found = [line for of_month in lines.values() for line in of_month]
        rows.append(Contribution(Period(month, month), any(line.back_payment for line in found), amounts, found[0].where))
    return rows


def _summed(insurance: Insurance, lines: Sequence[_Paid]) -> Amounts:
    if not lines:
        return Amounts()
    bases = [line.base for line in lines if line.base is not None]
    personal = [line.personal for line in lines if line.personal is not None] if insurance in PAID_BY_PERSON else []
    return Amounts(1, sum(bases, Decimal(0)) if bases else None, sum(personal, Decimal(0)) if personal else None)


def _employments(paid: Sequence[_Paid]) -> list[Employment]:
    """The pension's paid months as employments: one for each time under one name."""
    stints: list[list[_Paid]] = []
    for line in sorted(paid, key=lambda line: line.month):
        last = stints[-1][-1] if stints else None
        if last is not None and last.employer == line.employer and line.month - last.month <= _LONGEST_BREAK + 1:
            stints[-1].append(line)
        else:
            stints.append([line])
    return [
        Employment(Period(stint[0].month, stint[-1].month), len({line.month for line in stint}), stint[0].employer, None, stint[0].where)
        for stint in stints
        if not blank(stint[0].employer)
    ]
