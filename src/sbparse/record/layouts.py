"""How the known forms look, as data: every label, caption, column and sentence that the reader looks for.

A new year's form is a :class:`Layout` made from the ones below with :func:`dataclasses.replace`, and a fixture; the reader itself never
names a layout. Texts are compared after ``values.text.fold`` (white space gone, widths, brackets and dashes made one), so write them in
that form.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from sbparse.record.model import Insurance
from sbparse.values.text import fold


class Part(StrEnum):
    """The parts of a record, in the order of the form."""

    TITLE = "title"
    HEADER = "header"
    EMPLOYMENTS = "employments"  # 一、养老保险单位变动记录
    CONTRIBUTIONS = "contributions"  # 二、五险缴费明细
    SUPPLEMENT = "supplement"  # 三、补充资料
    NOTES = "notes"  # 备注
    END = "end"  # issuing office and print date


@dataclass(frozen=True, slots=True, eq=False)
class FlatTable:
    """A table with one header row.

    Attributes:
        columns: field name → its header texts. The first field is the *key*: every data row has something in it.
        required: fields without which the header is not this table's.
    """

    columns: Mapping[str, tuple[str, ...]]
    required: frozenset[str]

    def __post_init__(self) -> None:
        _distinct("column", self.columns)
        if not self.required <= set(self.columns):
            raise ValueError(f"required columns that are not defined: {self.required - set(self.columns)}")


@dataclass(frozen=True, slots=True, eq=False)
class GroupedTable:
    """A table with two header rows: a key column, then for each group (an insurance) its leaf columns.

    Attributes:
        key: header texts of the key column.
        groups: insurance → header texts of its group.
        leaves: leaf field → header texts. The first leaf opens a group, from left to right.
    """

    key: tuple[str, ...]
    groups: Mapping[Insurance, tuple[str, ...]]
    leaves: Mapping[str, tuple[str, ...]]

    def __post_init__(self) -> None:
        _distinct("group", self.groups)
        _distinct("leaf", self.leaves)

    @property
    def opener(self) -> str:
        return next(iter(self.leaves))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of 补充资料: ``pattern`` finds it in the folded text of the part; its group ``value`` is what ``field`` holds.

    A sentence that follows another one's subject (趸缴年限 after 养老 or 医疗) names that field in ``after``.
    """

    field: str
    pattern: re.Pattern[str]
    after: str | None = None

    def __post_init__(self) -> None:
        if "value" not in self.pattern.groupindex:
            raise ValueError(f"sentence for {self.field} has no group 'value'")


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """One form.

    Attributes:
        name: stable name, given out as ``layout``.
        title: folded texts that all stand in the title, on one line or on neighbouring lines.
        labels: header field → its labels, longest first; a colon may follow.
        captions: part → texts that, alone on a line (with a number before and a colon after), open it.
        employments, contributions: the two tables.
        sentences: what 补充资料 says.
        filler: pattern of words between the sentences that say nothing by themselves.
        notes: patterns of the known notes under 备注; they tell the reader of the paper how to verify it.
        print_date: pattern of the line that holds the print date, group ``value``.
        issuer: pattern of the issuing office's name.
    """

    name: str
    title: tuple[str, ...]
    labels: Mapping[str, tuple[str, ...]]
    captions: Mapping[Part, tuple[str, ...]]
    employments: FlatTable
    contributions: GroupedTable
    sentences: tuple[Sentence, ...]
    filler: re.Pattern[str]
    notes: tuple[re.Pattern[str], ...]
    print_date: re.Pattern[str]
    issuer: re.Pattern[str]

    def __post_init__(self) -> None:
        _distinct("label", self.labels)
        for texts in (*self.labels.values(), *self.captions.values()):
            for text in texts:
                if fold(text) != text:
                    raise ValueError(f"layout {self.name}: {text!r} is not in folded form")


def _distinct(what: str, texts: Mapping[str, tuple[str, ...]] | Mapping[Insurance, tuple[str, ...]]) -> None:
    seen: dict[str, str] = {}
    for name, variants in texts.items():
        for text in variants:
            if text in seen:
                raise ValueError(f"{what} text {text!r} stands for both {seen[text]} and {name}")
            seen[text] = name


_DURATION: Final = r"(?P<value>\d{1,2}年(?:零)?\d{1,2}个?月|\d{1,3}年(?!零?\d|[^。,;()]{0,12}\d个?月)|\d{1,4}个?月)"
"""``04年07个月``, ``55个月``; read by ``record.supplement``. Years whose months stand a few characters further on have been torn from them,
and are no whole years."""

_MEANS: Final = r"(?:为|是|共计|共|计)?:?"
_CUMULATIVE: Final = r"累计(?:实际)?缴费(?:年限|月数|时间)"

SENTENCES: Final = (
    Sentence("pension_months", re.compile(rf"养老保险{_CUMULATIVE}{_MEANS}{_DURATION}")),
    Sentence("medical_months", re.compile(rf"医疗保险{_CUMULATIVE}{_MEANS}{_DURATION}")),
    Sentence("backfilled_months", re.compile(rf"(?<!转入)(?:本市)?补填(?:记录)?缴费(?:年限|月数){_MEANS}{_DURATION}")),
    Sentence("rural_months", re.compile(rf"农转非(?:缴费)?(?:年限|月数){_MEANS}{_DURATION}")),
    Sentence("transferred_months", re.compile(rf"(?:2010年前)?外省转入(?:补填)?(?:记录)?缴费(?:年限|月数){_MEANS}{_DURATION}")),
    Sentence("account_year", re.compile(r"截(?:至|止)(?:到)?(?P<value>\d{4})年(?:年)?(?:末|底)")),
    Sentence(
        "account_balance",
        re.compile(rf"养老保险个人账户(?:本息合计|资金|储存|累计储存)?(?:金额|余额|额|总额){_MEANS}(?P<value>[\d,.]*)(?:元|-+元?)"),
    ),
    # Last, as a subject that stands behind the one they follow ends their stretch of the text.
    Sentence("pension_lump_sum_months", re.compile(rf"趸缴(?:缴费)?(?:年限|月数){_MEANS}{_DURATION}"), after="pension_months"),
    Sentence("medical_lump_sum_months", re.compile(rf"趸缴(?:缴费)?(?:年限|月数){_MEANS}{_DURATION}"), after="medical_months"),
)

LABELS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": ("参保人姓名", "参保人员姓名", "姓名"),
    "id_number": ("社会保障号码", "社会保障号", "公民身份号码", "身份证号码", "证件号码"),
    "employer": ("单位名称", "现参保单位名称", "参保单位名称", "现单位名称"),
    "code": ("校验码", "验证码"),
    "serial": ("查询流水号", "业务流水号", "流水号"),
    "query_date": ("查询日期", "查询时间"),
    "query_period": ("查询时间段", "查询期间", "查询起止年月", "查询时段"),
}

CAPTIONS: Final[Mapping[Part, tuple[str, ...]]] = {
    Part.EMPLOYMENTS: ("养老保险单位变动记录", "养老保险参保单位变动记录", "单位变动记录", "养老保险单位变动情况"),
    Part.CONTRIBUTIONS: ("五险缴费明细", "缴费明细", "社会保险缴费明细", "五险缴费信息"),
    Part.SUPPLEMENT: ("补充资料", "补充信息"),
    Part.NOTES: ("备注", "说明", "注"),
}

EMPLOYMENTS: Final = FlatTable(
    columns={
        "index": ("序号",),
        "start": ("缴费起始年月", "起始年月", "缴费开始年月"),
        "end": ("缴费截止年月", "截止年月", "缴费终止年月"),
        "months": ("实际缴费月数", "缴费月数", "实缴月数"),
        "employer": ("单位名称", "缴费单位名称", "参保单位名称", "单位"),
        "district": ("缴费区县", "参保区县", "区县", "缴费地区", "社保经办机构", "经办机构"),
    },
    required=frozenset({"start", "end", "employer"}),
)

_GROUPS: Final[Mapping[Insurance, tuple[str, ...]]] = {
    Insurance.PENSION: ("养老", "养老实际缴费", "养老保险", "基本养老保险", "养老保险实际缴费"),
    Insurance.UNEMPLOYMENT: ("失业", "失业实际缴费", "失业保险", "失业保险实际缴费"),
    Insurance.WORK_INJURY: ("工伤", "工伤实际缴费", "工伤保险", "工伤保险实际缴费"),
    Insurance.MEDICAL: ("医疗", "医疗实际缴费", "医疗保险", "基本医疗保险", "医疗保险实际缴费"),
    Insurance.MATERNITY: ("生育", "生育实际缴费", "生育保险", "生育保险实际缴费"),
}
_KEY: Final = ("缴费起止年月", "缴费年月", "起止年月", "缴费起止时间", "缴费期间")

YEARLY_CONTRIBUTIONS: Final = GroupedTable(
    key=_KEY,
    groups=_GROUPS,
    leaves={
        "months": ("月数", "缴费月数", "实际缴费月数"),
        "base": ("年缴费基数", "年缴费工资基数", "年度缴费基数"),
        "personal": ("个人缴费", "个人缴费金额", "个人缴纳", "个人缴费额"),
    },
)

MONTHLY_CONTRIBUTIONS: Final = GroupedTable(
    key=_KEY,
    groups=_GROUPS,
    leaves={**YEARLY_CONTRIBUTIONS.leaves, "base": ("缴费基数", "月缴费基数", "缴费工资", "基数")},
)

NOTES: Final = tuple(
    map(
        re.compile,
        (
            r"如需鉴定真伪.*(?:校验码|查询流水号|甄别|鉴定|验证).*",
            r".*登录.*(?:校验码|流水号).*",
            r".*妥善保管.*",
            r'.*["“]?\*["”]?.*补缴.*',
            r".*(?:数据来源|以.*为准).*",
            r".*(?:养老|医疗|失业|工伤|生育).*(?:社保|医保)经办机构.*",
        ),
    )
)

# 北京市社会保险个人权益记录(参保人员缴费信息): the city's site, landscape, seen for 2023 and 2026; the national platform, portrait.
YEARLY: Final = Layout(
    name="beijing-yearly",
    title=("社会保险个人权益记录", "参保人员缴费信息"),
    labels=LABELS,
    captions=CAPTIONS,
    employments=EMPLOYMENTS,
    contributions=YEARLY_CONTRIBUTIONS,
    sentences=SENTENCES,
    filler=re.compile(
        r"参保人(?:员)?(?:在)?(?:我市|本市|北京市)?|(?:在)?(?:我市|本市|北京市)|其中(?:含|包含|包括)?|截至目前|[(),.;:、。·]|元"
    ),
    notes=NOTES,
    print_date=re.compile(
        r"(?:(?<!查询)(?:打印|出具|制表|填表|开具)?(?:日期|时间):?|^(?=\d{4}[-年]\d{1,2}[-月]\d{1,2}日?$))"
        r"(?P<value>\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?)(?:\d{1,2}:\d{2}(?::\d{2})?)?"
    ),
    issuer=re.compile(
        r"(?:经办机构|经办单位|单位)?(?:\(章\)|\(盖章\))?:?(?P<value>[^:]{2,40}?(?:中心|管理局|保障局|管理处|经办处|事务所|大厅|分局))(?:\(章\)|\(盖章\)|章)?"
    ),
)

# The same form with one row a month.
MONTHLY: Final = replace(
    YEARLY,
    name="beijing-monthly",
    contributions=MONTHLY_CONTRIBUTIONS,
)

LAYOUTS: Final[tuple[Layout, ...]] = (YEARLY, MONTHLY)
"""All layouts; exactly one may fit a record."""
