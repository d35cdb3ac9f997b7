"""Generated careers: what really happened, the record that shows it, a correct declaration of it, and declarations with slips."""

from dataclasses import dataclass, replace

from hypothesis import strategies as st
from review_build import AGENCY, BAMBOO, BAY, BLUE, GREEN, HOST, record

from sbparse.history.model import DeclaredHistory, DeclaredStint, Evidence, Rename
from sbparse.record.model import RightsRecord
from sbparse.values.month import Month, Period

EMPLOYERS = [BLUE, GREEN, BAMBOO, "北京远山仪器（集团）有限公司", "天津白鹭样例检测技术有限公司", AGENCY]
OTHERS = [*EMPLOYERS, BAY, HOST, "北京无名样例有限公司"]
CAREER_END = Month.of(2023, 3)
PRINTED = "2023-04-26"
POSTS = ["研发岗", "测试岗", "项目主管"]


@dataclass(frozen=True)
class Job:
    """An unbroken time at one employer; ``renamed`` is the month from which the record's name is the current one."""

    employer: str
    period: Period
    former: str | None = None
    renamed: Month | None = None
    unpaid: frozenset[Month] = frozenset()
    split_in_record: bool = False


@dataclass(frozen=True)
class World:
    jobs: tuple[Job, ...]
    record: RightsRecord
    renames: tuple[Rename, ...]

    @property
    def has_unpaid(self) -> bool:
        return any(job.unpaid for job in self.jobs)


@st.composite
def worlds(draw, *, unpaid: bool = True) -> World:
    count = draw(st.integers(1, 5))
    jobs: list[Job] = []
    end = CAREER_END + -draw(st.sampled_from([0, 0, 0, 1, 7]))
    for _ in range(count):
        length = draw(st.integers(1, 40))
        period = Period(end + (1 - length), end)
        employer = draw(st.sampled_from([e for e in EMPLOYERS if not jobs or e != jobs[-1].employer]))
        jobs.append(_job(draw, employer, period, unpaid))
        end = period.start + -draw(st.sampled_from([1, 1, 1, 2, 9]))
    jobs.reverse()
    return World(tuple(jobs), _record(draw, jobs), _renames(jobs))


def _job(draw, employer: str, period: Period, unpaid: bool) -> Job:
    inside = list(period)[1:-1]
    job = Job(employer, period)
    if unpaid and inside and draw(st.integers(0, 3)) == 0:
        job = replace(job, unpaid=frozenset(draw(st.lists(st.sampled_from(inside), min_size=1, max_size=4))))
    if inside and employer == BLUE and draw(st.booleans()):
        job = replace(job, former=BAY, renamed=draw(st.sampled_from(inside)), split_in_record=draw(st.booleans()))
    return job


def _renames(jobs: list[Job]) -> tuple[Rename, ...]:
    """At most one rename: a company has one history, whichever of its jobs it falls into."""
    month = next((job.renamed for job in jobs if job.renamed), None)
    return (Rename(2, BAY, BLUE, month),) if month else ()


def _record(draw, jobs: list[Job]) -> RightsRecord:
    rows = []
    for job in jobs:
        parts = [(job.employer, job.period)]
        if job.split_in_record and job.renamed:
            before, after = Period(job.period.start, job.renamed + -1), Period(job.renamed, job.period.end)
            parts = [(job.former, before), (job.employer, after)]
        rows += [(name, f"{p.start}/{p.end}", len(set(p) - job.unpaid)) for name, p in parts]
    if draw(st.booleans()):
        rows.reverse()
    gone = {m for job in jobs for m in job.unpaid}
    return record(*rows, unpaid=gone, printed=PRINTED, monthly=draw(st.booleans()))


@st.composite
def two_prints(draw, world: World) -> tuple[RightsRecord, RightsRecord]:
    """An older print up to a month and a newer one from a month on, which together cover the career.

    Neither cut is at an unpaid month: there a row would end early or begin late, and no reader could tell that from a stint that ended.
    """
    first, last = world.jobs[0].period.start, world.jobs[-1].period.end
    gone = {m for job in world.jobs for m in job.unpaid}
    until = draw(st.integers(0, last - first).filter(lambda n: first + n not in gone))
    since = draw(st.integers(0, until + 1).filter(lambda n: first + n not in gone))
    monthly = draw(st.booleans())
    old = Period(Month.of(1992, 10), first + until)
    new = Period(first + since, Month.of(2023, 4))
    return _cut(world, old, str((first + until).first_day()), monthly), _cut(world, new, PRINTED, monthly)


def _cut(world: World, asked: Period, printed: str, monthly: bool) -> RightsRecord:
    rows = []
    for job in world.jobs:
        paid = sorted(m for m in set(job.period) - job.unpaid if m in asked)
        if paid:
            rows.append((job.employer, f"{paid[0]}/{paid[-1]}", len(paid)))
    gone = {m for job in world.jobs for m in job.unpaid}
    return record(*rows, unpaid=gone, query=f"{asked.start}/{asked.end}", printed=printed, monthly=monthly)


def spelled(draw, name: str) -> str:
    """The same name as people write it."""
    how = draw(st.integers(0, 3))
    if how == 1:
        return name.replace("（", "(").replace("）", ")")
    return f" {name[:2]} {name[2:]} " if how == 2 else name


@st.composite
def correct(draw, world: World) -> DeclaredHistory:
    """A declaration that says what the record says: any order, spelling, split into posts, at a rename on either side of its month."""
    rows: list[DeclaredStint] = []
    renamed = world.renames[0].month if world.renames else None
    for number, job in enumerate(world.jobs):
        cuts: set[Month] = set()
        if renamed and job.employer == BLUE and job.period.start < renamed < job.period.end:
            cuts.add(renamed + draw(st.integers(0, 1)))
        for month in draw(st.lists(st.sampled_from(list(job.period)), max_size=2)):
            if not cuts or draw(st.booleans()):
                cuts.add(month)
        starts = sorted(cuts - {job.period.start})
        starts = [job.period.start, *(m for m in starts if m <= job.period.end)]
        ends = [m + -1 for m in starts[1:]] + [job.period.end]
        last = number == len(world.jobs) - 1
        for start, end in zip(starts, ends, strict=True):
            name = draw(st.sampled_from([BLUE, BAY])) if renamed and job.employer == BLUE else job.employer
            written = _dispatched(draw, name) if name == AGENCY else spelled(draw, name)
            now = last and end == world.jobs[-1].period.end and _may_run(world) and draw(st.booleans())
            rows.append(DeclaredStint(0, written, start, None if now else end, post=draw(st.sampled_from(POSTS))))
    rows = draw(st.permutations(rows))
    return DeclaredHistory("h.xlsx", tuple(replace(row, row=i) for i, row in enumerate(rows, 2)), world.renames)


def _may_run(world: World) -> bool:
    return world.jobs[-1].period.end >= Month.of(2023, 2)


def _dispatched(draw, agency: str) -> str:
    form = draw(st.sampled_from(["{a}派遣至{h}", "{a}劳务派遣至{h}", "{a}（派遣至{h}）", "{a}派驻{h}"]))
    return form.format(a=agency, h=HOST)


@st.composite
def wrong(draw, world: World) -> DeclaredHistory:
    """A declaration with slips of every kind."""
    declared = draw(correct(world))
    rows = list(declared.stints)
    for _ in range(draw(st.integers(1, 4))):
        if not rows:
            break
        position = draw(st.integers(0, len(rows) - 1))
        row = rows[position]
        match draw(st.integers(0, 9)):
            case 0:
                rows[position] = _between(row, row.start + draw(st.integers(-14, 14)), row.end)
            case 1:
                rows[position] = _between(row, row.start, (row.end or CAREER_END) + draw(st.integers(-14, 14)))
            case 2:
                rows.pop(position)
            case 3:
                rows[position] = replace(
                    row, employer=draw(st.sampled_from([*EMPLOYERS, BAY, "北京无名样例有限公司", "中国科学院示例天文台"]))
                )
            case 4:
                rows[position] = replace(row, employer=row.employer[:3] + draw(st.sampled_from("问川")) + row.employer[4:])
            case 5:
                rows[position] = replace(row, end=None)
            case 6:
                rows[position] = replace(row, evidence=Evidence.CONTRACT)
            case 7:
                rows.append(replace(row, start=row.start + -30, end=row.start + -20))
            case 8:
                rows.append(replace(row, employer=draw(st.sampled_from(EMPLOYERS))))
            case 9 if len(rows) > 1:
                other = rows.pop(0)
                rows[0] = _between(rows[0], min(rows[0].start, other.start), rows[0].end)
    return replace(declared, stints=tuple(replace(row, row=i) for i, row in enumerate(rows, 2)))


def _between(row: DeclaredStint, start: Month, end: Month | None) -> DeclaredStint:
    return replace(row, start=min(start, end) if end else start, end=end)
