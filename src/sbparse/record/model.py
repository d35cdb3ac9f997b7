"""The record as values: 北京市社会保险个人权益记录(参保人员缴费信息).

Months are inclusive, money is yuan as ``Decimal`` with the decimals that were printed, unknown is None and never 0.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sbparse.findings import Finding
from sbparse.messages import Message
from sbparse.values.month import Month, Period
from sbparse.values.place import Place


class Insurance(StrEnum):
    """The five insurances, in the order of the form."""

    PENSION = "pension"  # 养老
    UNEMPLOYMENT = "unemployment"  # 失业
    WORK_INJURY = "work_injury"  # 工伤
    MEDICAL = "medical"  # 医疗
    MATERNITY = "maternity"  # 生育


PAID_BY_PERSON = (Insurance.PENSION, Insurance.UNEMPLOYMENT, Insurance.MEDICAL)
"""The insurances with a 个人缴费 column; 工伤 and 生育 are paid by the employer alone."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """One insurance in one row: 月数, 年缴费基数 (yuan, over the row's period) and 个人缴费 (yuan). None is blank."""

    months: int | None = None
    base: Decimal | None = None
    personal: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Employment:
    """A row of 养老保险单位变动记录.

    Attributes:
        period: 缴费起始年月 to 缴费截止年月.
        months: 实际缴费月数; below the period's length where months in between were not paid.
        employer: 单位名称 as printed, white space removed.
        district: 缴费区县 or the office's name; None where the column is blank.
        where: the row's place.
    """

    period: Period
    months: int | None
    employer: str
    district: str | None
    where: Place


@dataclass(frozen=True, slots=True)
class Contribution:
    """A row of 五险缴费明细: a year, a part of one, or a single month.

    ``supplemental`` is the ``*`` of a period with back-payments (补缴).
    """

    period: Period
    supplemental: bool
    amounts: dict[Insurance, Amounts]
    where: Place


@dataclass(frozen=True, slots=True)
class Totals:
    """The row 合计, from its labelled cells."""

    amounts: dict[Insurance, Amounts]
    where: Place


@dataclass(frozen=True, slots=True)
class Supplement:
    """补充资料: the printed cumulative figures. Months unless said; None where the layout does not print the figure.

    Attributes:
        pension_months: 养老保险累计实际缴费年限.
        medical_months: 医疗保险累计实际缴费年限.
        backfilled_months: 本市补填记录缴费年限, part of ``pension_months``.
        rural_months: 农转非年限, part of ``pension_months``.
        transferred_months: 2010年前外省转入补填记录缴费年限, outside ``pension_months``' brackets.
        pension_lump_sum_months: 趸缴年限 of the pension.
        medical_lump_sum_months: 趸缴年限 of the medical insurance.
        account_balance: 个人账户本息合计金额, yuan.
        account_year: the year at whose end the balance stood.
        where: the place of the sentence with ``pension_months``.
    """

    pension_months: int | None = None
    medical_months: int | None = None
    backfilled_months: int | None = None
    rural_months: int | None = None
    transferred_months: int | None = None
    pension_lump_sum_months: int | None = None
    medical_lump_sum_months: int | None = None
    account_balance: Decimal | None = None
    account_year: int | None = None
    where: Place | None = None


class PrintBasis(StrEnum):
    """Where a print date comes from, strongest last word first: given, printed, query-date, pdf-metadata (weak)."""

    GIVEN = "given"
    PRINTED = "printed"
    QUERY_DATE = "query-date"
    PDF_METADATA = "pdf-metadata"


@dataclass(frozen=True, slots=True)
class PrintDate:
    """The day of the print (社保打印时间) and what it rests on."""

    day: date
    basis: PrintBasis


@dataclass(frozen=True, slots=True)
class Person:
    """参保人姓名, 社会保障号码, 单位名称 of the header block."""

    name: str | None
    id_number: str | None
    employer: str | None


@dataclass(frozen=True, slots=True)
class Recognised:
    """A text that was read from a picture.

    Attributes:
        field: what it was read as: ``name``, ``employer``, ``pension.base`` …
        text: the characters, U+FFFD for one that is unread.
        confidence: that of its least sure character, 0 to 1.
        where: its place.
    """

    field: str
    text: str
    confidence: float
    where: Place


@dataclass(frozen=True, slots=True)
class RightsRecord:
    """One record: all that its pages say, and what is wrong with it by itself.

    Attributes:
        pages: page numbers in the file, from 1, in the record's own order.
        layout: name of the layout that fitted.
        code: 校验码; serial: 查询流水号.
        query_period: the months that the print was asked for, None where not printed.
        query_date: 查询日期 where it is a day.
        issuer: the issuing office.
        employments: rows of 单位变动记录 in the order printed.
        contributions: rows of 缴费明细 in the order printed.
        totals: the row 合计; None where there is none.
        cumulative: distinct paid months an insurance, computed from the rows.
        findings: what the integrity rules found.
        not_run: integrity rules that could not be run, with the reason.
        origin: place of the header block, for findings about the record as a whole.
        signed: whether its file carries an electronic signature; None where nobody looked.
        recognised: every value that was read from a picture (OCR), with its confidence; empty where the pages have text.
    """

    pages: tuple[int, ...]
    layout: str
    person: Person
    code: str | None
    serial: str | None
    query_period: Period | None
    query_date: date | None
    print_date: PrintDate | None
    issuer: str | None
    employments: tuple[Employment, ...]
    contributions: tuple[Contribution, ...]
    totals: Totals | None
    supplement: Supplement
    cumulative: dict[Insurance, int]
    origin: Place | None = None
    findings: tuple[Finding, ...] = ()
    not_run: dict[str, Message] = field(default_factory=dict)
    signed: bool | None = None
    recognised: tuple[Recognised, ...] = ()

    @property
    def last_paid(self) -> Month | None:
        """The last month of the last employment, None without one."""
        return max((e.period.end for e in self.employments), default=None)


@dataclass(frozen=True, slots=True)
class Extraction:
    """All records of one file.

    Attributes:
        file: the file's name as given.
        sha256: hex digest of its bytes.
        page_count: pages of the file.
        records: the records in the order in which they start.
        skipped_pages: pages that belong to no record (contracts, certificates), from 1.
    """

    file: str
    sha256: str
    page_count: int
    records: tuple[RightsRecord, ...]
    skipped_pages: tuple[int, ...]
