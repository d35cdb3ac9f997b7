"""Foreign pages that applicants merge into one PDF with their records: contracts, certificates, and the record's sibling papers.

One page each, on A4 portrait, in the wording that the real papers are known by; a reader must skip them, or say which paper it sees.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from formdraw import draw_reportlab, faces, forms, typesetting
from formdraw.forms import Column, Table
from formdraw.marks import Sheet
from formdraw.model import FormRecord
from formdraw.paging import A4, SIDE, Setter, place_part
from formdraw.style import Style
from formdraw.tables import lay

STYLE: Final = Style(name="paper", producer="reportlab-ttf", orientation="portrait", font_size=9.0)


@dataclass(frozen=True, slots=True)
class Paper:
    """A page: title lines, label and value lines, sentences, a table of plain columns."""

    title: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...] = ()
    sentences: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def _contract(record: FormRecord) -> Paper:
    job = record.jobs[-1]
    return Paper(
        ("劳动合同书",),
        (("甲方", job.employer), ("乙方", record.name), ("身份证号码", record.id_number)),
        (
            f"第一条 本合同为固定期限劳动合同，期限自{job.start.year}年{job.start.month:02d}月01日起，三年。",
            "第二条 甲方依法为乙方缴纳养老、失业、工伤、医疗、生育等社会保险。",
            "第三条 工资：月基本工资 18000.00 元，缴费起始年月以社保记录为准。",
        ),
        ("起始年月", "截止年月", "岗位"),
        ((str(job.start), str(job.end), "研发岗"), (str(job.end), str(job.end.plus(24)), "研发主管")),
    )


def _leaving(record: FormRecord) -> Paper:
    job = record.jobs[0]
    lines = (
        f"兹证明 {record.name} 同志自{job.start.year}年{job.start.month:02d}月至{job.end.year}年{job.end.month:02d}月在我单位工作，",
        "岗位为测试工程岗，已办理离职手续。",
        "特此证明。",
        job.employer,
        f"日期：{record.print_day:%Y年%m月%d日}",
    )
    return Paper(("离职证明",), sentences=lines)


def _header(record: FormRecord) -> tuple[tuple[str, str], ...]:
    return (
        ("参保人姓名", record.name),
        ("社会保障号码", record.id_number),
        ("单位名称", record.employer),
        ("校验码", record.code),
        ("查询流水号", record.serial),
        ("查询日期", f"{record.query_start}至{record.query_end}"),
    )


def _back_payments(record: FormRecord) -> Paper:
    rows = tuple((str(n), "养老保险", f"{job.start}至{job.start}", "1", "5360.00", "428.80") for n, job in enumerate(record.jobs, 1))
    columns = ("序号", "补缴险种", "补缴起止年月", "补缴月数", "缴费基数", "个人缴费")
    return Paper((f"{forms.TITLE}(参保人员补缴信息)",), _header(record), ("一、补缴信息",), columns, rows)


def _staff_list(record: FormRecord) -> Paper:
    rows = tuple((str(n), name, "110199********0017", "21307.00", "1704.56") for n, name in enumerate(("张样例", "王示例", record.name), 1))
    columns = ("序号", "姓名", "社会保障号码", "缴费基数", "个人缴费")
    pairs = (("单位名称", record.employer), ("校验码", record.code), ("查询流水号", record.serial))
    return Paper(("北京市社会保险单位权益记录(单位职工缴费信息)",), pairs, (), columns, rows)


def _national_statement(record: FormRecord) -> Paper:
    rows = tuple((f"{row.start}", f"{row.end}", str(row.amounts["pension"].months or "")) for row in record.rows[-5:])
    pairs = (("姓名", record.name), ("社会保障号码", record.id_number), ("参保地", "北京市"))
    return Paper(("社会保险个人权益记录单",), pairs, ("（2022年度）",), ("起始年月", "终止年月", "缴费月数"), rows)


def _voucher(record: FormRecord) -> Paper:
    pairs = (("姓名", record.name), ("公民身份号码", record.id_number), ("转出地", "北京市"))
    rows = ((str(record.jobs[0].start), str(record.jobs[-1].end), str(record.total_months("pension")), "12345.67"),)
    return Paper(("基本养老保险参保缴费凭证",), pairs, (), ("起始时间", "截止时间", "实际缴费月数", "个人账户储存额"), rows)


def _other_region(record: FormRecord) -> Paper:
    rows = tuple((f"{row.start}", "缴费", "已到账", record.employer) for row in record.rows[-8:])
    pairs = (("姓名", record.name), ("证件号码", record.id_number), ("参保地区", "样例省示例市"))
    return Paper(("样例省社会保险参保证明", "历年参保缴费明细表"), pairs, (), ("缴费年月", "缴费情况", "到账情况", "缴费单位名称"), rows)


def _insured(record: FormRecord) -> Paper:
    text = f"兹证明 {record.name}，社会保障号码 {record.id_number}，在我市参加养老、失业、工伤、医疗、生育保险。"
    return Paper(("社会保险参保证明",), sentences=(text, record.issuer, f"日期：{record.print_day:%Y年%m月%d日}"))


PAPERS: Final[dict[str, Callable[[FormRecord], Paper]]] = {
    "contract": _contract,
    "leaving": _leaving,
    "insured": _insured,
    "back-payments": _back_payments,
    "staff-list": _staff_list,
    "national-statement": _national_statement,
    "voucher": _voucher,
    "other-region": _other_region,
}
"""The kinds of foreign page: 劳动合同, 离职证明, 参保证明, (参保人员补缴信息), (单位职工缴费信息), 个人权益记录单, 参保缴费凭证,
and another region's 参保证明."""


def sheet(paper: Paper, style: Style = STYLE) -> Sheet:
    """The paper laid out on one page."""
    setter = Setter(style, faces.width_of(style), [Sheet(*A4)], 90.0)
    for line in paper.title:
        setter.centred(setter.y, line, 16.0)
        setter.y += 28
    setter.y += 16
    for label, value in paper.pairs:
        setter.write(SIDE + 6, setter.y, f"{label}：{value}", style.font_size)
        setter.y += 17
    setter.y += 10
    for text in paper.sentences:
        setter.paragraph(SIDE + 6, text, style.font_size, setter.room - 12)
        setter.y += 9
    if paper.rows:
        table = Table(tuple(Column("name", 1.0, label) for label in paper.columns), (), paper.rows)
        laid = lay(table, setter.room, setter.measure, style)
        place_part(setter, laid, [laid.head, *laid.rows], (False, False))
    setter.write(A4[0] - 160, A4[1] - 26, forms.SPECIMEN, 6.0, colour=(0.5, 0.5, 0.5))
    return setter.sheet


def build_paper(kind: str, record: FormRecord, style: Style = STYLE) -> bytes:
    """The paper of that kind about the record's person, as a PDF of one page."""
    page = sheet(PAPERS[kind](record), style)
    marks = typesetting.typeset(page, style, faces.width_of(style))
    return draw_reportlab.draw([(page.width, page.height, marks)], style, record.print_day)
