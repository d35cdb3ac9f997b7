"""The city's older site: one monthly table an insurance and year, in one PDF, with its truth.

Columns 缴费年月 · 缴费类型 · 缴费基数 · 单位缴费 · 个人缴费 · 缴费单位名称; ``-`` where a month is unpaid. Medical may have two lines
a month (正常缴费 and 补差), whose amounts add up to the month's. A line that says 补缴 makes the month ``supplemental``. The site prints
no 单位变动记录, no 合计 and no 补充资料, so the truth has none.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from typing import Final, Literal

from formdraw import draw_reportlab, faces, forms, typesetting
from formdraw.draw_reportlab import Drawn
from formdraw.forms import Column, Table
from formdraw.marks import Sheet
from formdraw.model import INSURANCES, PAID_BY_PERSON, Amounts, FormRecord, Month
from formdraw.money import fen
from formdraw.paging import A4, BOTTOM, SIDE, Setter, place_part
from formdraw.style import Style
from formdraw.tables import Laid, lay
from formdraw.truth import Json, span_text

COLUMNS: Final = ("缴费年月", "缴费类型", "缴费基数", "单位缴费", "个人缴费", "缴费单位名称")
NAMES: Final = {"pension": "养老", "unemployment": "失业", "work_injury": "工伤", "medical": "医疗", "maternity": "生育"}
SHARES: Final = {"pension": "0.16", "unemployment": "0.005", "work_injury": "0.004", "medical": "0.098", "maternity": "0.008"}
STYLE: Final = Style(name="older-site", producer="reportlab-ttf", orientation="portrait", font_size=8.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """How the older site prints: the caption's wording, the month's form, and medical's second lines."""

    caption: Literal["year-first", "insurance-first"] = "year-first"
    month: Literal["2012-01", "201201"] = "2012-01"
    second_lines: bool = True
    repeat_header: bool = True


Line = tuple[str, ...]


def _month(month: Month, site: Site) -> str:
    return str(month) if site.month == "2012-01" else f"{month.year:04d}{month.month:02d}"


def _caption(insurance: str, year: int, site: Site) -> str:
    name = f"{NAMES[insurance]}保险"
    return f"{year}年{name}缴费信息" if site.caption == "year-first" else f"{name}缴费明细（{year}年）"


def _employer(record: FormRecord, month: Month) -> str:
    return next((job.employer for job in record.jobs if job.start <= month <= job.end), "-")


def _line(kind: str, insurance: str, amounts: Amounts, month: str, employer: str) -> Line:
    base = amounts.base or Decimal(0)
    personal = "-" if insurance not in PAID_BY_PERSON else f"{amounts.personal or Decimal(0):.2f}"
    return (month, kind, f"{base:.2f}", f"{fen(base * Decimal(SHARES[insurance])):.2f}", personal, employer)


def _lines(insurance: str, record: FormRecord, year: int, site: Site) -> Iterator[Line]:
    """The year's twelve months of one insurance, oldest first."""
    rows = {row.start: row for row in record.rows}
    for number in range(1, 13):
        month = Month(year, number)
        row, text, employer = rows.get(month), _month(month, site), _employer(record, month)
        amounts = row.amounts[insurance] if row else Amounts()
        if row is None or amounts.base is None:
            yield (text, "-", "-", "-", "-", "-")
        elif site.second_lines and insurance == "medical" and random.Random(str(month)).random() < 0.3:  # noqa: S311
            extra = Amounts(1, Decimal(200), Decimal("4.00"))
            own = Amounts(1, amounts.base - Decimal(200), (amounts.personal or Decimal(0)) - Decimal(4))
            yield _line("正常缴费", insurance, own, text, employer)
            yield _line("补差", insurance, extra, text, employer)
        else:
            yield _line("补缴" if row.supplemental else "正常缴费", insurance, amounts, text, employer)


def _new_page(setter: Setter, record: FormRecord, site: Site) -> None:
    first = not setter.sheets
    setter.sheets.append(Sheet(*A4))
    setter.y = 48.0
    if not first and not site.repeat_header:
        return
    setter.centred(setter.y, forms.TITLE, 14.0)
    setter.y += 26
    for label, value in (("姓名", record.name), ("社会保障号码", record.id_number), ("单位名称", record.employer)):
        setter.write(SIDE + 4, setter.y, f"{label}：{value}", 8.5)
        setter.y += 15
    setter.y += 6


def _place(setter: Setter, laid: Laid, caption: str, record: FormRecord, site: Site) -> None:
    height = laid.head.height + sum(band.height for band in laid.rows) + 18
    if height > A4[1] - BOTTOM - setter.y:
        _new_page(setter, record, site)
    setter.write(SIDE + 4, setter.y, caption, 9.0)
    setter.y += 16
    rows = list(laid.rows)
    while rows:  # a table of very long names is taller than a page
        ends = accumulate((band.height for band in rows), initial=setter.y + laid.head.height)
        fitting = max(1, sum(end <= A4[1] - BOTTOM for end in ends) - 1)
        place_part(setter, laid, [laid.head, *rows[:fitting]], (False, False))
        rows = rows[fitting:]
        if rows:
            _new_page(setter, record, site)
    setter.y += 12


def pages(record: FormRecord, site: Site) -> list[Sheet]:
    """All insurances' tables, year by year; each whole on one page where it fits."""
    setter = Setter(STYLE, faces.width_of(STYLE))
    _new_page(setter, record, site)
    columns = tuple(Column("name" if label == COLUMNS[-1] else "fixed", 1.0, label) for label in COLUMNS)
    for year in sorted({row.start.year for row in record.rows}):
        for insurance in INSURANCES:
            rows = tuple(_lines(insurance, record, year, site))
            laid = lay(Table(columns, (), rows), setter.room, setter.measure, STYLE)
            _place(setter, laid, _caption(insurance, year, site), record, site)
    for sheet in setter.sheets:
        Setter(STYLE, setter.measure, [sheet]).write(A4[0] - 160, A4[1] - 26, forms.SPECIMEN, 6.0, colour=(0.5, 0.5, 0.5))
    return setter.sheets


def build(record: FormRecord, site: Site) -> bytes:
    """The older site's print of a monthly record (``make_record(…, monthly=True)``).

    Raises:
        ValueError: the record has yearly rows.
    """
    if not record.monthly:
        raise ValueError("the older site prints months: make_record(monthly=True)")
    measure = faces.width_of(STYLE)
    drawn: list[Drawn] = [(s.width, s.height, typesetting.typeset(s, STYLE, measure)) for s in pages(record, site)]
    return draw_reportlab.draw(drawn, STYLE, record.print_day)


def _amounts(insurance: str, amounts: Amounts) -> Json:
    shown: Json = {"months": amounts.months, "base": None if amounts.base is None else f"{amounts.base:.2f}"}
    if insurance in PAID_BY_PERSON:
        shown["personal"] = None if amounts.base is None else f"{amounts.personal or Decimal(0):.2f}"
    return shown


def truth(record: FormRecord, site: Site) -> Json:
    """A record of the contract, with what the older site does not print empty or None."""
    rows = [
        {"start": str(row.start), "end": str(row.end), "supplemental": row.supplemental}
        | {insurance: _amounts(insurance, row.amounts[insurance]) for insurance in INSURANCES}
        for row in record.rows
    ]
    counted = {insurance: record.total_months(insurance) for insurance in INSURANCES}
    return {
        "pages": list(range(1, len(pages(record, site)) + 1)),
        "person": {"name": record.name, "id_number": record.id_number, "employer": record.employer},
        "verification": {"code": None, "serial": None},
        "query_period": None,
        "query_date": None,
        "print_date": {"date": f"{record.print_day:%Y-%m-%d}", "basis": "pdf-metadata"},
        "issuer": None,
        "employments": [],
        "contributions": rows,
        "totals": None,
        "supplement": None,
        "cumulative": {insurance: {"months": n, "text": span_text(n)} for insurance, n in counted.items()},
    }
