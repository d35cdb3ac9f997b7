"""Whole pages of a small record, set in memory: one employer, a year and a month, their sums, 补充资料, a note and the end."""

from collections.abc import Sequence
from typing import Final

from record_sheets import Text, page

from sbparse.page.model import Page

TITLE: Final[list[Text]] = [(200.0, 85.0, "北京市社会保险个人权益记录（参保人员缴费信息）")]
LABELS: Final[list[Text]] = [
    (50.0, 105.0, "参保人姓名：张样例"),
    (400.0, 105.0, "社会保障号码：110199199003070017"),
    (50.0, 120.0, "单位名称：甲公司"),
    (400.0, 120.0, "查询流水号：11010820210105120000"),
    (50.0, 135.0, "查询日期：1992-10至2021-01"),
    (400.0, 135.0, "校验码：abc234"),
]
_JOB_XS: Final = (20.0, 120.0, 220.0, 320.0, 600.0)
JOBS: Final[list[Text]] = [
    (50.0, 155.0, "一、养老保险单位变动记录："),
    *zip(_JOB_XS, [170.0] * 5, ("缴费起始年月", "缴费截止年月", "实际缴费月数", "单位名称", "缴费区县"), strict=True),
    *zip(_JOB_XS, [185.0] * 5, ("2019-01", "2020-01", "13", "甲公司", "海淀区"), strict=True),
]
CAPTION: Final[Text] = (50.0, 205.0, "二、五险缴费明细：")
XS: Final = (20.0, 180.0, 240.0, 340.0, 450.0, 510.0)
HEADER: Final[list[Text]] = [
    (20.0, 235.0, "缴费起止年月"),
    (220.0, 225.0, "养老实际缴费"),
    (470.0, 225.0, "工伤实际缴费"),
    *[(x, 245.0, text) for x, text in zip(XS[1:], ("月数", "年缴费基数", "个人缴费", "月数", "年缴费基数"), strict=True)],
]


def row(top: float, *texts: str) -> list[Text]:
    return [(x, top, text) for x, text in zip(XS, texts, strict=True) if text]


YEAR: Final = row(265.0, "2019-01至2019-12", "12", "60000.00", "4800.00", "12", "60000.00")
MONTH: Final = row(285.0, "2020-01", "1", "5000.00", "400.00", "1", "5000.00")
SUM: Final = row(305.0, "合计", "13", "", "5200.00", "13", "")
REST: Final[list[Text]] = [
    (50.0, 330.0, "三、补充资料"),
    (50.0, 345.0, "养老保险累计实际缴费年限：1年1个月。"),
    (50.0, 365.0, "备注"),
    (50.0, 380.0, "1.如需鉴定真伪，请凭校验码甄别。"),
    (500.0, 400.0, "北京市海淀区社会保险基金管理中心"),
    (500.0, 415.0, "日期：2021年1月5日"),
]
WHOLE: Final = [*TITLE, *LABELS, *JOBS, CAPTION, *HEADER, *YEAR, *MONTH, *SUM, *REST]


def without(*texts: str) -> list[Text]:
    """The whole page without the texts that begin so."""
    return [text for text in WHOLE if not text[2].startswith(texts)]


def saying(texts: Sequence[Text], *changes: tuple[str, str]) -> list[Text]:
    """Texts with some words changed to others."""
    changed: list[Text] = []
    for x, top, text, *_ in texts:
        for old, new in changes:
            text = text.replace(old, new)  # noqa: PLW2901 - the same text, word by word
        changed.append((x, top, text))
    return changed


def page_of(texts: Sequence[Text] = WHOLE, number: int = 1, numbered: tuple[int, int] | None = None) -> Page:
    """A page of the file, with its printed number and total."""
    printed: list[Text] = [(380.0, 560.0, f"第{numbered[0]}页（共{numbered[1]}页）")] if numbered else []
    return page([*texts, *printed], number=number)
