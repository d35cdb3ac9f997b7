"""What a review says, as values; reports only format it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sbparse.findings import Check, Finding
from sbparse.history.model import DeclaredHistory, DeclaredStint, Evidence
from sbparse.messages import Message
from sbparse.record.model import Insurance, PrintBasis, RightsRecord
from sbparse.values.month import Month, Period
from sbparse.values.place import Place


class Verdict(StrEnum):
    """``fail`` when a finding is an error; never 真 or 假."""

    PASS = "pass"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class InsuredStint:
    """An unbroken time at one insured employer, over all records of the person.

    Rows of one employer that follow each other without a gap (a change of district, a rename) are one stint.

    Attributes:
        employer: the name in the record's last row of the stint; ``names`` all names, in time order.
        period: first to last month.
        paid_months: sum of 实际缴费月数 of its rows, None where a row has none.
        record: position of the (first) row's record; ``employments`` positions of its rows in that record.
        where: place of the first row. ``file`` is the record file it stands in.
    """

    employer: str
    names: tuple[str, ...]
    period: Period
    paid_months: int | None
    record: int
    employments: tuple[int, ...]
    where: Place
    file: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Which declared rows answer which insured stints; one side is empty where nothing answers. Shown side by side in reports."""

    declared: tuple[DeclaredStint, ...]
    insured: tuple[InsuredStint, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class SuggestedStint:
    """A row of the corrected 工作经历. ``end`` is the last paid month; ``ongoing`` says that 至今 is right as well and was declared."""

    employer: str
    start: Month
    end: Month
    ongoing: bool = False
    evidence: Evidence = Evidence.INSURANCE
    work: str | None = None
    post: str | None = None
    reference: str | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class SuggestedAssessment:
    """A row of the corrected 考核情况."""

    start: Month
    end: Month
    kind: str
    employer: str


@dataclass(frozen=True, slots=True)
class PrintWindow:
    """Until when the print serves. Days are counted as the difference of dates; ``limit_days`` still passes.

    ``verification_until`` is the last day of the office's online check of 校验码 and 流水号, a second limit that is not the review's.
    """

    print_date: date
    basis: PrintBasis
    submitted: date | None
    age_days: int | None
    limit_days: int
    latest_submission: date
    verification_until: date


@dataclass(frozen=True, slots=True)
class Route:
    """One way to be eligible, after the guide's table. ``available_months`` is None where what it needs was not given.

    Where the record cannot tell whether it is met, it is not ``certain``, and ``available_months`` are those that there are at least.
    """

    route: str
    required_months: int
    available_months: int | None
    met: bool
    met_on: Month | None
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Eligibility:
    level: str
    eligible: bool
    routes: tuple[Route, ...]
    note: Message | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A record and the file it came from."""

    file: str
    record: RightsRecord


@dataclass(frozen=True, slots=True)
class Review:
    """Everything a review says, already in the order in which it is shown."""

    verdict: Verdict
    sources: tuple[Source, ...]
    history: DeclaredHistory
    findings: tuple[Finding, ...]
    checks: tuple[Check, ...]
    pairs: tuple[Pair, ...]
    suggested_history: tuple[SuggestedStint, ...]
    suggested_assessments: tuple[SuggestedAssessment, ...]
    cumulative: dict[Insurance, int]
    print_window: PrintWindow | None
    eligibility: Eligibility | None
