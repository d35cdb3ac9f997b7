"""The sheets of a declared history as data (CONTRACT section 2): their names, their columns, and how people call these.

The first name of each is the contract's; a new spelling is one more word here and no code. Names are compared by :func:`heading`.
"""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from sbparse.history.model import Evidence
from sbparse.values.text import fold

_BRACKETS: Final = re.compile(r"\([^()]*\)")
_FILLER: Final = re.compile(r"[\s*:：_\-.。·'\"※#]")


@lru_cache(4000)  # of a season's workbooks most say the same
def heading(text: str) -> str:
    """A heading to compare by: without what stands in brackets (``单位（全称）``), marks, spaces and capitals."""
    return _FILLER.sub("", _BRACKETS.sub("", fold(text))).casefold()


@dataclass(frozen=True)  # without slots, for its cached property
class Column:
    """A column: its key in the model and its names, the contract's first."""

    key: str
    names: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.names[0]

    @cached_property
    def headings(self) -> frozenset[str]:
        """Its names as :func:`heading` gives them."""
        return frozenset(map(heading, self.names))


@dataclass(frozen=True)
class SheetForm:
    """A sheet: its names, its columns, and which it must have.

    Attributes:
        titles: names of the sheet, the contract's first.
        columns: all columns that are read.
        required: keys without which there is nothing to read.
        dates: the alternatives of which one must be there: a period, or a start and an end. Empty where the sheet has no period.
    """

    titles: tuple[str, ...]
    columns: tuple[Column, ...]
    required: frozenset[str]
    dates: tuple[frozenset[str], ...] = ()

    def __post_init__(self) -> None:
        keys = {column.key for column in self.columns}
        if not self.required.union(*self.dates) <= keys:
            raise ValueError(f"{self.titles[0]}: a required column is no column")
        names = [heading(name) for column in self.columns for name in column.names]
        if len(names) != len(set(names)):
            raise ValueError(f"{self.titles[0]}: one name for two columns, or twice")

    @property
    def optional(self) -> frozenset[str]:
        """Keys of the columns that may be left out."""
        return frozenset(column.key for column in self.columns) - self.required.union(*self.dates)

    @cached_property
    def headings(self) -> frozenset[str]:
        """The names of all its columns, as :func:`heading` gives them."""
        return frozenset().union(*(column.headings for column in self.columns))

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)

    def also(self, column: Column) -> tuple[str, ...]:
        """What may stand there instead: the other columns that say the same together, and the column's other names."""
        of_dates = any(column.key in way for way in self.dates)
        ways = [way for way in self.dates if of_dates and column.key not in way]
        return (*("+".join(other.name for other in self.columns if other.key in way) for way in ways), *column.names[1:])

    def missing(self, keys: frozenset[str]) -> tuple[Column, ...]:
        """The columns that are needed beyond these; a period is asked for where neither it nor a start and end are there."""
        needed = set(self.required)
        if self.dates and not any(way <= keys for way in self.dates):
            needed |= next((way for way in self.dates if way & keys), self.dates[0])
        return tuple(column for column in self.columns if column.key in needed - keys)


def _words(text: str) -> tuple[str, ...]:
    """Names separated by spaces; one of several words has ``_`` between them, which :func:`heading` drops as it drops spaces."""
    return tuple(text.split())


def _column(key: str, *names: str) -> Column:
    return Column(key, _words(" ".join(names)))


_PERIOD: Final = _column("period", "起止时间 起止年月 起止日期 起止 起止时间段 时间段 任职时间 任职起止时间 工作时间 period dates")
_START: Final = _column(
    "start",
    "开始时间 起始时间 开始年月 起始年月 开始日期 起始日期 入职时间 入职日期 入职年月 起始 开始 start from start_date",
    "start_month",
)
_END: Final = _column(
    "end",
    "结束时间 截止时间 终止时间 结束年月 截止年月 结束日期 截止日期 终止日期 离职时间 离职日期 离职年月 截止 结束 end to",
    "end_date end_month",
)
_EITHER: Final = (frozenset({"period"}), frozenset({"start", "end"}))

STINTS: Final = SheetForm(
    titles=_words(
        """
        工作经历 工作履历 工作简历 工作经历表 工作履历表 专业技术工作经历 任职经历 履历 work_history employment_history work history
        """
    ),
    columns=(
        _column(
            "employer",
            "单位 工作单位 单位名称 工作单位名称 所在单位 任职单位 用人单位 公司 公司名称 企业名称 employer company employer_name",
            "organization organisation",
        ),
        _column("work", "专业技术工作 从事专业技术工作 从事何专业技术工作 从事何种专业技术工作 从事工作 工作内容 work duties"),
        _column("post", "技术职务 职务 岗位 岗位名称 专业技术职务 担任职务 任职岗位 职务岗位 职位 post position job_title"),
        _PERIOD,
        _START,
        _END,
        _column("reference", "证明人 证明人姓名 证明 reference referee witness"),
        _column("evidence", "依据 证明依据 证明材料 依据材料 evidence basis"),
    ),
    required=frozenset({"employer"}),
    dates=_EITHER,
)

RENAMES: Final = SheetForm(
    titles=_words("更名 单位更名 公司更名 更名情况 更名记录 名称变更 单位名称变更 renames renaming name_changes"),
    columns=(
        _column("former", "曾用名 原名 原名称 原单位名称 变更前 变更前名称 更名前 旧名称 former former_name old_name from"),
        _column("current", "现用名 现名 现名称 现单位名称 变更后 变更后名称 更名后 新名称 current current_name new_name to"),
        _column("month", "更名日期 更名时间 更名年月 变更日期 变更时间 变更年月 日期 month date renamed rename_date"),
    ),
    required=frozenset({"former", "current", "month"}),
)

ASSESSMENTS: Final = SheetForm(
    titles=_words("考核情况 考核 年度考核 年度考核情况 考核结果 近三年考核情况 assessments assessment appraisals"),
    columns=(
        _PERIOD,
        _START,
        _END,
        _column("kind", "种类 考核种类 考核类型 考核类别 kind"),
        _column("result", "结论 考核结论 考核结果 结果 考核等次 等次 result conclusion"),
        _column("organiser", "组织单位 考核单位 考核组织单位 组织考核单位 单位 organiser organizer employer"),
    ),
    required=frozenset({"kind"}),
    dates=_EITHER,
)

CLAIM_TITLES: Final = _words("申报信息 个人信息 基本信息 申报人信息 申报情况 申报人基本信息 claim applicant application")
CLAIM_HEADINGS: Final = (_words("项目 名称 字段 item field key"), _words("内容 值 填写内容 value content"))

CLAIM_ITEMS: Final = (
    _column("name", "姓名 申报人 申报人姓名 name"),
    _column(
        "id_number",
        "社会保障号码 社会保障号 社保号码 社保号 身份证号 身份证号码 居民身份证号码 公民身份号码 证件号码 id_number",
        "social_security_number",
    ),
    _column("level", "申报级别 申报职称级别 申报职称 申报等级 拟申报级别 拟申报职称 申报专业技术资格 level"),
    _column("education", "学历 最高学历 现有学历 education"),
    _column("graduated", "毕业时间 毕业日期 毕业年月 graduated graduation graduation_date"),
    _column("title", "现有职称 现职称 现任职称 目前职称 现有专业技术资格 title"),
    _column("title_since", "取得时间 职称取得时间 现有职称取得时间 现职称取得时间 取得职称时间 取得日期 取得年月 title_since"),
    _column(
        "profession_since", "从事本专业起始时间 从事专业起始时间 从事本专业时间 从事本专业开始时间 从事本专业起始年月 profession_since"
    ),
    _column("career_start", "参加工作时间 参加工作日期 参加工作年月 career_start"),
    _column("post", "现有技术职务 现任技术职务 现技术职务 技术职务 现任职务 现任岗位 post"),
    _column("submitted", "提交纸质材料日期 提交纸质材料时间 纸质材料提交日期 提交材料日期 提交日期 submitted submission submission_date"),
)

EVIDENCE: Final[dict[str, Evidence]] = {
    heading(name): evidence
    for evidence, names in {
        Evidence.INSURANCE: """
            社保 社会保险 社保记录 社保缴费 社保缴费记录 社保权益记录 个人权益记录 参保 insurance social_insurance social_security
            """,
        Evidence.CONTRACT: """
            合同 劳动合同 劳动合同书 聘用合同 聘任合同 合同书 contract labour_contract labor_contract employment_contract
            """,
    }.items()
    for name in names.split()
}
"""依据 as people write it."""
