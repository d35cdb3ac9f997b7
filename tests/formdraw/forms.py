"""What the pages say: a record in a style as titles, pairs, tables and sentences; no positions yet."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from formdraw import vocabulary as words
from formdraw.model import INSURANCES, PAID_BY_PERSON, Amounts, FormRecord, Job, Month, Row
from formdraw.style import Style

TITLE: Final = "北京市社会保险个人权益记录"
SUBTITLE: Final = "参保人员缴费信息"
SPECIMEN: Final = "样例 SPECIMEN 合成数据"
WATERMARK: Final = "样例 SPECIMEN 仅供解析测试使用"
CAPTIONS: Final = ("一、养老保险单位变动记录", "二、五险缴费明细", "三、补充资料")
EMPLOYMENT_LABELS: Final = ("缴费起始年月", "缴费截止年月", "实际缴费月数", "单位名称", "缴费区县")
GROUPS: Final = ("养老实际缴费", "失业实际缴费", "工伤实际缴费", "医疗实际缴费", "生育实际缴费")
NOTES: Final = (
    "1.如需鉴定真伪，请30日内通过登录 http://fuwu.rsj.beijing.gov.cn/bjdkhy/ggfw/ ，进入“社保权益单校验”，录入校验码和查询流水号进行甄别。",
    "2.为保证信息安全，请妥善保管个人权益记录。",
    "3.上述“缴费起止年月”栏目中带“*”标识为该年内含有补缴信息。",
    "4.养老、工伤、失业保险相关数据来源于社保经办机构，医疗、生育保险相关数据来源于医保经办机构。",
)


@dataclass(frozen=True, slots=True)
class Column:
    """A table column. ``weight`` shares out spare room.

    ``kind``: ``fixed`` never wraps, ``period`` wraps after 至, ``name`` and ``place`` anywhere.
    """

    kind: str
    weight: float
    label: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns, the groups over them (label, first column, count), rows of cell texts, and whether the last row is 合计."""

    columns: tuple[Column, ...]
    groups: tuple[tuple[str, int, int], ...]
    rows: tuple[tuple[str, ...], ...]
    has_total: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """The whole document: what a page shows, in order."""

    title: tuple[str, ...]
    left: tuple[tuple[str, str], ...]
    right: tuple[tuple[str, str], ...]
    captions: tuple[str, str, str]
    employments: Table
    contributions: Table
    sentences: tuple[str, ...]
    notes: tuple[str, ...]
    signature: tuple[str, ...]


def spaced(text: str, style: Style) -> str:
    """A two-character label with a gap, as 姓 名 and 合 计 are often set."""
    return " ".join(text) if style.spaced_labels and len(text) == 2 else text


def money(amount: Decimal | None, style: Style, *, whole: bool) -> str:
    """An amount as printed. ``whole``: ``integer`` styles print 年缴费基数 without decimals where it has no fen."""
    if amount is None or style.amounts == "blank":
        return ""
    if style.amounts == "integer" and whole and amount == amount.to_integral_value():
        return f"{amount:.0f}"
    return f"{amount:,.2f}" if style.amounts == "thousands" else f"{amount:.2f}"


def period(row: Row, style: Style) -> str:
    text = f"{row.start}至{row.end}"
    if not row.supplemental:
        return text
    return f"*{text}" if style.star == "before" else f"{text}*"


def years(months: int) -> str:
    return f"{months // 12:02d}年{months % 12:02d}个月"


def jobs_shown(record: FormRecord, style: Style) -> tuple[Job, ...]:
    return record.jobs[::-1] if style.newest_first else record.jobs


def rows_shown(record: FormRecord, style: Style) -> tuple[Row, ...]:
    return record.rows[::-1] if style.newest_first else record.rows


def pension_printed(record: FormRecord, style: Style) -> int:
    """养老保险累计实际缴费年限: the table's months, those before the query window, and the parts named in brackets."""
    extra = {"2023": record.extra.backfilled + record.extra.rural, "2026": record.extra.pension_lump, "national": 0}
    return record.total_months("pension") + record.extra.earlier + extra[style.supplement]


def medical_printed(record: FormRecord, style: Style) -> int:
    return record.total_months("medical") + record.extra.earlier + (record.extra.medical_lump if style.supplement == "2026" else 0)


def date_text(record: FormRecord, form: str) -> str:
    return f"{record.print_day:%Y年%m月%d日}" if form == "chinese" else f"{record.print_day:%Y-%m-%d}"


def _month_text(month: Month, form: str) -> str:
    return f"{month.year:04d}年{month.month:02d}月" if form == "chinese" else str(month)


def _digits(text: str, style: Style) -> str:
    return text.translate(words.FULL_WIDTH) if style.full_width else text


def _amount_cells(insurance: str, amounts: Amounts, style: Style) -> list[str]:
    cells = ["" if amounts.months is None else str(amounts.months), money(amounts.base, style, whole=True)]
    if insurance in PAID_BY_PERSON:
        cells.append(money(amounts.personal, style, whole=False))
    return cells


def _total_cells(insurance: str, record: FormRecord, style: Style) -> list[str]:
    months = record.total_months(insurance)
    cells = [str(months) if months else "", style.dash]
    if insurance in PAID_BY_PERSON:
        cells.append(money(record.total_personal(insurance), style, whole=False))
    return cells


def _employments(record: FormRecord, style: Style) -> Table:
    kinds = ("fixed", "fixed", "fixed", "name", "place")
    weights = (1.0, 1.0, 1.0, 3.0, 2.6)
    columns = tuple(Column(k, w, t) for k, w, t in zip(kinds, weights, EMPLOYMENT_LABELS, strict=True))
    rows = []
    for job in jobs_shown(record, style):
        facts = [_digits(text, style) for text in (str(job.start), str(job.end), str(len(job.paid)))]
        rows.append((*facts, job.employer, words.district_name(job.district, office=style.office)))
    return Table(columns, (), tuple(rows))


def _contributions(record: FormRecord, style: Style) -> Table:
    columns = [Column("period" if style.wrapped_period else "fixed", 0.6, "缴费起止年月")]
    groups = []
    base = "缴费基数" if record.monthly else "年缴费基数"
    for insurance, label in zip(INSURANCES, GROUPS, strict=True):
        names = ["月数", base, *(["个人缴费"] if insurance in PAID_BY_PERSON else [])]
        groups.append((label, len(columns), len(names)))
        columns.extend(Column("fixed", 0.2 if name == "月数" else 1.0, name) for name in names)
    rows = []
    for row in rows_shown(record, style):
        amounts = [cell for insurance in INSURANCES for cell in _amount_cells(insurance, row.amounts[insurance], style)]
        rows.append(tuple(_digits(text, style) for text in (period(row, style), *amounts)))
    total = [cell for insurance in INSURANCES for cell in _total_cells(insurance, record, style)]
    rows.append((spaced("合计", style), *(_digits(text, style) for text in total)))
    return Table(tuple(columns), tuple(groups), tuple(rows), has_total=True)


def _sentences(record: FormRecord, style: Style) -> tuple[str, ...]:
    pension, medical = pension_printed(record, style), medical_printed(record, style)
    extra = record.extra
    balance = "" if extra.balance is None else money(extra.balance, style, whole=False) or f"{extra.balance:.2f}"
    start = "参保人在我市养老保险累计实际缴费"
    if style.supplement == "national":
        text = f"{start}月数为{pension}个月，医疗保险累计实际缴费月数为{medical}个月。北京市养老保险个人账户资金余额为{balance}元。"
        return (text,)
    if style.supplement == "2026":
        first = (
            f"{start}年限 {years(pension)} (其中趸缴年限 {years(extra.pension_lump)})，"
            f"医疗保险累计实际缴费年限 {years(medical)}(其中趸缴年限 {years(extra.medical_lump)})。"
        )
    else:
        first = (
            f"{start}年限 {years(pension)} (其中含本市补填记录缴费年限 {years(extra.backfilled)}; 农转非年限 {years(extra.rural)}), "
            f"2010年前外省转入补填记录缴费年限 {years(extra.transferred)}; 医疗保险累计实际缴费年限 {years(medical)}。"
        )
    second = f"截至 {extra.account_year} 年末, 参保人在我市养老保险个人账户本息合计金额: {balance} 元。"
    return (_punctuated(first, style), _punctuated(second, style))


def _punctuated(text: str, style: Style) -> str:
    if style.punctuation == "half":
        return text
    wide = text.replace(", ", "，").replace("; ", "；").replace(": ", "：").replace("(", "（").replace(")", "）")
    return wide.replace(" ", "") if style.punctuation == "tight" else wide


def _pairs(record: FormRecord, style: Style) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    window = f"{_month_text(record.query_start, style.query_form)}至{_month_text(record.query_end, style.query_form)}"
    left = [("参保人姓名", record.name), ("社会保障号码", record.id_number), ("单位名称", record.employer)]
    asked = window if style.query == "range" else date_text(record, style.query_form)
    right = [("校验码", record.code), ("查询流水号", record.serial), ("查询日期", asked)]
    if style.query == "both":
        left.append(("查询时间段", window))
    return tuple((spaced(k, style) + style.colon, v) for k, v in left), tuple((k + style.colon, v) for k, v in right)


def form(record: FormRecord, style: Style) -> Form:
    """The document's content; white space and line breaks inside cells come later, with the widths."""
    one_line = style.title == "one-line"
    left, right = _pairs(record, style)
    captions = tuple(text + (style.caption_colon if n < 2 else "") for n, text in enumerate(CAPTIONS))
    colon = "：" if style.date_line == "chinese" else ": "
    dated = () if style.date_line == "none" else (f"日期{colon}{date_text(record, style.date_line)}",)
    return Form(
        title=(f"{TITLE}({SUBTITLE})",) if one_line else (TITLE, f"（{SUBTITLE}）"),
        left=left,
        right=right,
        captions=(captions[0], captions[1], captions[2]),
        employments=_employments(record, style),
        contributions=_contributions(record, style),
        sentences=_sentences(record, style),
        notes=("备注" + (style.colon or "："), *NOTES[: style.notes]) if style.notes else (),
        signature=((record.issuer,) if style.issuer else ()) + dated,
    )
