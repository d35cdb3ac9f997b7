"""The form's own words: what may stay in a masked file, because it stands on everybody's record.

Everything here is folded (``values.text.fold``). Made of what the reader looks for (``record.layouts``, ``record.older``), and of the
sentences of the form, which the reader knows by pattern only. A pattern is no proof that a text is the form's: ``.*`` lets anything in.
"""

import re
from functools import cache
from typing import Final

from sbparse.record.layouts import CAPTIONS, LABELS, LAYOUTS, FlatTable, GroupedTable
from sbparse.record.older import TABLE
from sbparse.record.tablehead import SUM, header_texts
from sbparse.values.text import fold

_TITLES: Final = (
    "北京市社会保险个人权益记录", "社会保险个人权益记录", "参保人员缴费信息", "参保人员补缴信息", "单位职工缴费信息",
    "个人权益记录单", "养老保险缴费信息", "失业保险缴费信息", "工伤保险缴费信息", "医疗保险缴费信息", "生育保险缴费信息",
    "年养老保险", "缴费信息",
)  # fmt: skip
_SENTENCES: Final = (
    "参保人在我市养老保险累计实际缴费年限", "参保人在我市养老保险累计实际缴费月数为", "参保人员在我市", "参保人在我市",
    "养老保险累计实际缴费年限", "养老保险累计实际缴费月数", "医疗保险累计实际缴费年限", "医疗保险累计实际缴费月数为",
    "累计实际缴费月数为", "累计实际缴费年限", "其中含本市补填记录缴费年限", "本市补填记录缴费年限", "农转非年限",
    "2010年前外省转入补填记录缴费年限", "外省转入补填记录缴费年限", "其中趸缴年限", "趸缴年限", "养老保险个人账户本息合计金额",
    "北京市养老保险个人账户资金余额为", "养老保险个人账户资金余额为", "个人账户本息合计金额", "截至目前", "个月", "年末", "截至",
    "其中",
)  # fmt: skip
_NOTES: Final = (
    "如需鉴定真伪", "请30日内通过登录", "http://fuwu.rsj.beijing.gov.cn/bjdkhy/ggfw/", "http://fuwu.rsj.beijing.gov.cn",
    "社保权益单校验", "录入校验码和查询流水号进行甄别", "为保证信息安全", "请妥善保管个人权益记录", "上述", "缴费起止年月",
    "栏目中带", "标识为该年内含有补缴信息", "标识为该年内含有补缴", "养老、工伤、失业保险相关数据来源于社保经办机构",
    "医疗、生育保险相关数据来源于医保经办机构", "相关数据来源于", "社保经办机构", "医保经办机构", "进入",
)  # fmt: skip
_OTHERS: Final = (
    "日期", "打印日期", "打印时间", "正常缴费", "补缴", "未缴费", "未缴", "缴费", "单位缴费", "个人缴费", "元", "单位:元", "页",
    "样例", "SPECIMEN", "合成数据", "仅供解析测试使用", "上午", "下午",
)  # fmt: skip
OFFICE: Final = "社会保险基金管理中心"
"""How the name of the issuing office ends; what stands before it names a district."""

OFFICE_ENDINGS: Final = (
    OFFICE, "社会保险事业管理中心", "社会保险管理中心", "中心", "管理局", "保障局", "管理处", "经办处", "事务所", "大厅", "分局",
)  # fmt: skip

_LONG: Final = 5
"""A phrase of so many characters counts wherever it stands, over the end of a line too; a shorter one only as a word of its own."""

_YEAR: Final = r"(?<![\d,.])(?:19|20)\d{2}"
_MONTH: Final = r"(?:1[0-2]|0?[1-9])"
_DAY: Final = r"(?:3[01]|[12]\d|0?[1-9])"
_DATE: Final = (
    rf"{_YEAR}年{_MONTH}月(?:{_DAY}日)?"
    rf"|{_YEAR}[-/.]{_MONTH}[-/.]{_DAY}(?![\d.])"
    rf"|{_YEAR}[-/]{_MONTH}(?![\d.])"
    rf"|{_YEAR}年"
)
DATE: Final = re.compile(_DATE)
"""What is a date wherever it stands. Months of a day that does not exist are none."""

BARE_DATE: Final = re.compile(rf"\*?{_YEAR}\.?{_MONTH}(?![\d.])(?:(?:至|-|~|到){_YEAR}\.?{_MONTH}(?![\d.]))?\*?")
"""Months that could be an amount as well (``2018.09``, ``201809``): months where they open a line of the table."""

_TIME: Final = r"(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)"
NUMBER: Final = re.compile(r"\d[\d,.]*")
_COUNT: Final = r"(?<![\d,.])\d{1,3}(?![\d.,]*\d)"
_UNIT: Final = r"(?:个?月|年|日|元|页|份|第|共|至|到|零)"
_ORDINAL: Final = r"[一二三四五六七八九十](?=[、.)])"


@cache
def phrases() -> tuple[str, ...]:
    """Every phrase, the longest first."""
    texts = {text for names in LABELS.values() for text in names} | {text for names in CAPTIONS.values() for text in names}
    for table in _tables():
        texts |= header_texts(table)
    texts |= SUM | set(map(fold, (*_TITLES, *_SENTENCES, *_NOTES, *_OTHERS)))
    return tuple(sorted(texts, key=lambda text: (-len(text), text)))


def _tables() -> tuple[FlatTable | GroupedTable, ...]:
    return (*(table for layout in LAYOUTS for table in (layout.employments, layout.contributions)), TABLE)


@cache
def anywhere() -> re.Pattern[str]:
    """The long phrases, to be found in running text."""
    return _alternatives(text for text in phrases() if len(text) >= _LONG)


@cache
def labels() -> re.Pattern[str]:
    """A label of the header block at the start of a word, with its colons."""
    return re.compile(f"(?:{_alternatives(text for names in LABELS.values() for text in names).pattern}):*")


@cache
def _tiles() -> re.Pattern[str]:
    singles = _alternatives(text for text in phrases() if len(text) > 1).pattern
    return re.compile(rf"(?:{singles}|{_DATE}|{_TIME}|{_COUNT}|{_UNIT}|{_ORDINAL}|[^\w]|_)*")


def _alternatives(texts: object) -> re.Pattern[str]:
    ordered = sorted(set(texts), key=lambda text: (-len(text), text))  # type: ignore[call-overload]
    return re.compile("|".join(map(re.escape, ordered)))


@cache
def is_known(word: str) -> bool:
    """Whether a folded word is made of the form's phrases, dates, short numbers and marks alone, or is a piece of a phrase."""
    if BARE_DATE.fullmatch(word):
        return "-" in word or "至" in word or "~" in word
    return _tiles().fullmatch(word) is not None or (len(word) > 1 and any(word in phrase for phrase in phrases()))


@cache
def is_piece(char: str) -> bool:
    """Whether a character stands in one of the form's headings, so that it may be what is left of a wrapped one."""
    return any(char in text for table in _tables() for text in header_texts(table))
