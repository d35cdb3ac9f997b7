"""The timeline as data. Months are inclusive; numbers of pairs and findings count from 1, as the other parts of a report count them."""

from dataclasses import dataclass
from enum import StrEnum

from sbparse.findings import Severity
from sbparse.values.month import Month, Period


class Lane(StrEnum):
    """Whose months: the record's (insured stints) or the declaration's (rows of 工作经历)."""

    RECORD = "record"
    DECLARED = "declared"


@dataclass(frozen=True, slots=True)
class Undecided:
    """Months of which some are unpaid, ``least`` to ``most`` of them; the record cannot tell which."""

    period: Period
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A stint in its lane.

    Attributes:
        lane: the lane.
        pair: the number of its pair: bars of both lanes with one number answer each other.
        level: 0 for the upper row of the lane; bars that overlap lie on different levels.
        period: the months drawn; a stint until 至今 is drawn to the month of the print.
        employer: the employer's name, of a renamed company its last.
        ongoing: whether the stint is declared until 至今.
        contract: whether it rests on a labour contract (依据 合同).
        worst: the weight of the heaviest finding about it; None without one.
        unpaid: unbroken months known to be unpaid.
        undecided: months among which unpaid ones lie.
        paid_months: 实际缴费月数 of an insured stint; None where not known, and for a declared one.
    """

    lane: Lane
    pair: int
    level: int
    period: Period
    employer: str
    ongoing: bool = False
    contract: bool = False
    worst: Severity | None = None
    unpaid: tuple[Period, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    paid_months: int | None = None


@dataclass(frozen=True, slots=True)
class RenameMark:
    """A declared rename: its number, its month, the names before and after."""

    number: int
    month: Month
    former: str
    current: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Months between the first and the last of a lane in which it has no stint."""

    lane: Lane
    period: Period


@dataclass(frozen=True, slots=True)
class Difference:
    """Months that only one side of a pair has.

    Attributes:
        only: the lane that has them.
        pair: the pair's number.
        findings: numbers of the findings about them, worst first.
    """

    period: Period
    only: Lane
    pair: int
    findings: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """Both lanes on one axis.

    Attributes:
        axis: whole calendar years around everything drawn.
        bars: by lane, record first, then in time order.
        renames: in time order; those outside the axis are left out.
        gaps, differences: in time order.
        silent: months about which the record says nothing: outside its query period, or not posted yet when it was printed.
        printed: the month of the newest print; None where nothing tells it.
    """

    axis: Period
    bars: tuple[Bar, ...]
    renames: tuple[RenameMark, ...]
    gaps: tuple[Gap, ...]
    differences: tuple[Difference, ...]
    silent: tuple[Period, ...]
    printed: Month | None

    def lane(self, lane: Lane) -> tuple[Bar, ...]:
        """The bars of a lane."""
        return tuple(bar for bar in self.bars if bar.lane is lane)

    @property
    def years(self) -> int:
        """How many calendar years the axis has."""
        return self.axis.months // 12
