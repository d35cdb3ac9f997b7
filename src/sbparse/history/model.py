"""The declared history as values (CONTRACT section 2). Months inclusive; None is not given."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sbparse.values.month import Month


class Evidence(StrEnum):
    """依据: what a declared stint rests on."""

    INSURANCE = "社保"
    CONTRACT = "合同"


@dataclass(frozen=True, slots=True)
class DeclaredStint:
    """A row of 工作经历.

    Attributes:
        row: the row's number in its sheet or CSV (the header is row 1 where nothing stands above it), its position from 1 in JSON, its
            row in a Word table.
        employer: 单位 as written, outer spaces removed.
        start: first month.
        end: last month; None is 至今.
        evidence: 依据.
        work: 专业技术工作. post: 技术职务. reference: 证明人.
    """

    row: int
    employer: str
    start: Month
    end: Month | None
    evidence: Evidence = Evidence.INSURANCE
    work: str | None = None
    post: str | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Rename:
    """A row of 更名: ``former`` (曾用名) became ``current`` (现用名) in ``month`` (更名日期)."""

    row: int
    former: str
    current: str
    month: Month


@dataclass(frozen=True, slots=True)
class Assessment:
    """A row of 考核情况: 起止时间, 种类 (``2020年度``, ``任职期满``), 结论, 组织单位."""

    row: int
    start: Month
    end: Month
    kind: str | None
    result: str | None = None
    organiser: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """申报信息: who applies for what, when.

    Dates keep the day where one was written; a month alone is its first day (CONTRACT, fine print on years).
    """

    name: str | None = None  # 姓名
    id_number: str | None = None  # 社会保障号码
    level: str | None = None  # 申报级别
    education: str | None = None  # 学历
    graduated: date | None = None  # 毕业时间
    title: str | None = None  # 现有职称
    title_since: date | None = None  # 取得时间
    profession_since: Month | None = None  # 从事本专业起始时间
    career_start: Month | None = None  # 参加工作时间
    post: str | None = None  # 现有技术职务
    submitted: date | None = None  # 提交纸质材料日期


@dataclass(frozen=True, slots=True)
class DeclaredHistory:
    """Everything declared.

    ``assessments`` is None where there is no sheet 考核情况, and an empty tuple where the sheet is empty.
    ``missing_columns`` names optional columns that the input does not have (a rule that needs one is not run).
    """

    file: str
    stints: tuple[DeclaredStint, ...]
    renames: tuple[Rename, ...] = ()
    claim: Claim = Claim()
    assessments: tuple[Assessment, ...] | None = None
    missing_columns: frozenset[str] = frozenset()
