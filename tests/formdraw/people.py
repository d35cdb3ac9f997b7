"""Invented people and their careers: ``make_record`` from a seed, ``records`` as a hypothesis strategy."""

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from hypothesis import strategies as st

from formdraw import vocabulary as words
from formdraw.model import Extra, FormRecord, Job, Month, Row, months
from formdraw.money import Ledger

FIRST_MONTH: Final = Month(1992, 10)
_CODE: Final = "abcdefghjkmnpqrstuvwxyz23456789"
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def id_number(rng: random.Random) -> str:
    """An 18-digit number of the unallocated area 110199 with a correct GB 11643 check digit."""
    born = date(rng.randint(1950, 2000), rng.randint(1, 12), rng.randint(1, 28))
    body = f"110199{born:%Y%m%d}{rng.randint(0, 999):03d}"
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, _WEIGHTS, strict=True)) % 11]


def person_name(rng: random.Random, rare: str | None = None) -> str:
    """``rare``: None, ``bmp`` (rare but in the basic plane) or ``supplementary`` (a surrogate pair in UTF-16)."""
    if rare is None and rng.random() < 0.1:
        return rng.choice(words.MINORITY)
    name = rng.choice(words.SURNAMES) + rng.choice(words.GIVEN)
    if rare is None:
        return name
    return name[:-1] + rng.choice(words.RARE_BMP if rare == "bmp" else words.SUPPLEMENTARY) + rng.choice(("例", "样"))


def employer_name(rng: random.Random, length: int | None = None) -> str:
    """An invented employer of 4 to 60 characters, about ``length`` where given."""
    place, brand, trade, form = rng.choice(words.PLACES), rng.choice(words.BRANDS), rng.choice(words.TRADES), rng.choice(words.FORMS)
    if length is not None and length < 8:
        return (brand + form)[:2] + rng.choice(("中心", "公司", "学校", "书店"))
    name = rng.choice(
        (f"{place}{brand}{trade}{form}", f"{brand}（{place}）{trade}{form}", f"{brand}({place}){trade}{form}", f"{place}{brand}{form}")
    )
    while length is not None and len(name) < length - 4:
        name += rng.choice(words.BRANCHES)
    return name[:60]


def _spans(rng: random.Random, last: Month, jobs: int, years: float, gaps: bool) -> list[tuple[Month, Month]]:
    """Job spans, oldest first, ending in ``last`` and not before October 1992; fewer than ``jobs`` where time runs out."""
    spans: list[tuple[Month, Month]] = []
    end = last
    for _ in range(jobs):
        length = max(1, round(years * 12 / jobs * rng.uniform(0.5, 1.5)))
        start = max(FIRST_MONTH, end.plus(1 - length))
        spans.insert(0, (start, end))
        end = start.plus(-1 - (rng.choice((0, 0, 1, 3, 14)) if gaps else 0))
        if end < FIRST_MONTH:
            break
    return spans


def _jobs(rng: random.Random, spans: list[tuple[Month, Month]], unpaid: bool, name_length: int | None) -> tuple[Job, ...]:
    jobs: list[Job] = []
    for start, end in spans:
        back = jobs and rng.random() < 0.2  # the same employer again
        employer = rng.choice(jobs).employer if back else employer_name(rng, name_length or rng.choice((None, None, None, 4, 30, 60)))
        inside = months(start, end)[1:-1]
        missing = frozenset(rng.sample(inside, min(len(inside), rng.randint(1, 5)))) if unpaid and rng.random() < 0.5 else frozenset()
        jobs.append(Job(start, end, employer, rng.choice(words.DISTRICTS), missing))
    return tuple(jobs)


def _rows(rng: random.Random, jobs: tuple[Job, ...], ledger: Ledger, *, monthly: bool, stars: bool) -> tuple[Row, ...]:
    def star() -> bool:
        return stars and rng.random() < 0.15

    if monthly:
        return tuple(ledger.row(month, month, supplemental=star()) for month in ledger.paid)
    covered = sorted({month for job in jobs for month in months(job.start, job.end)})
    rows = []
    for year in sorted({month.year for month in ledger.paid}):
        within = [month for month in covered if month.year == year]
        rows.append(ledger.row(within[0], within[-1], supplemental=star()))
    return tuple(rows)


def _extra(rng: random.Random, present: bool, print_day: date, earlier: int) -> Extra:
    balance = Decimal(rng.randint(1, 99_999_999)) / 100 if rng.random() < 0.8 else None
    year = print_day.year - 1
    if not present:
        return Extra(earlier=earlier, balance=balance, account_year=year)
    backfilled, rural, transferred, pension, medical = (rng.choice((0, 1, 11, 12, 25, 130)) for _ in range(5))
    return Extra(backfilled, rural, transferred, pension, medical, earlier, balance, year)


def make_record(
    seed: random.Random | int,
    *,
    jobs: int | None = None,
    years: float | None = None,
    monthly: bool = False,
    gaps: bool = True,
    unpaid: bool = True,
    stars: bool = True,
    lag: int | None = None,
    fen_bases: bool = True,
    one_base: bool = False,
    rural: bool = False,
    rare: str | None = None,
    extra: bool = True,
    earlier: int = 0,
    foreigner: bool = False,
    name_length: int | None = None,
    print_day: date | None = None,
) -> FormRecord:
    """A record that obeys the form's arithmetic.

    Args:
        seed: what decides all that the knobs leave open; the same seed and knobs give the same record.
        jobs: employers' rows, 1 to 30. years: length of the career, about.
        monthly: one row a month (the career is then at most four years).
        gaps, unpaid, stars: months between jobs, unpaid months inside jobs, ``*`` periods.
        lag: newest months without medical and maternity, 0 to 2.
        fen_bases: bases with fen. one_base: the same base for all insurances (else columns differ, so that a mix-up shows).
        rural: unemployment's 个人缴费 blank until April 2021.
        rare: a rare character in the person's and the last employer's name: ``bmp`` or ``supplementary``.
        extra: months in 补充资料 beside the table's. earlier: months paid before the query window, which then starts with the first job.
        foreigner: a number that is not an 18-digit one. name_length: of the employers' names.
    """
    rng = random.Random(seed) if isinstance(seed, int) else seed  # noqa: S311
    day = print_day or date(2016, 1, 1) + timedelta(days=rng.randint(0, 3900))
    count = jobs if jobs is not None else rng.choice((1, 1, 2, 3, 4, 6, 9, 12))
    career = years if years is not None else rng.uniform(0.2, 28)
    if monthly:
        career = min(career, 4.0)
    last = Month(day.year, day.month).plus(-rng.choice((1, 1, 2, 8)))
    work = _jobs(rng, _spans(rng, last, count, career, gaps), unpaid, name_length)
    late = rng.choice((0, 1, 1, 2)) if lag is None else lag
    ledger = Ledger(
        rng, [m for job in work for m in job.paid], lag=late, fen_bases=fen_bases and rng.random() < 0.5, one_base=one_base, rural=rural
    )
    employer = work[-1].employer
    if rare is not None:
        employer = employer[:58] + rng.choice(words.RARE_BMP if rare == "bmp" else words.SUPPLEMENTARY) + "样"
        work = (*work[:-1], Job(work[-1].start, work[-1].end, employer, work[-1].district, work[-1].unpaid))
    start = FIRST_MONTH if rng.random() < 0.6 and not earlier else work[0].start
    return FormRecord(
        name=person_name(rng, rare),
        id_number=f"JPN{rng.randint(0, 10**12 - 1):012d}" if foreigner else id_number(rng),
        employer=employer,
        code="".join(rng.choices(_CODE, k=6)),
        serial=f"110108{day:%Y%m%d}{rng.randint(8, 20):02d}{rng.randint(0, 59):02d}{rng.randint(0, 59):02d}",
        query_start=start,
        query_end=Month(day.year, day.month),
        print_day=day,
        issuer=words.district_name(rng.choice(words.DISTRICTS), office=True),
        jobs=work,
        rows=_rows(rng, work, ledger, monthly=monthly, stars=stars),
        extra=_extra(rng, extra, day, earlier),
        monthly=monthly,
    )


@st.composite
def records(draw: st.DrawFn, *, rare: bool = True, max_jobs: int = 12) -> FormRecord:
    """Records of any kind; shrinks towards one employer, few months, no peculiarities. ``rare`` allows rare characters in names."""
    return make_record(
        draw(st.integers(0, 2**32 - 1)),
        jobs=draw(st.integers(1, max_jobs)),
        years=draw(st.floats(0.1, 30)),
        monthly=draw(st.booleans()),
        gaps=draw(st.booleans()),
        unpaid=draw(st.booleans()),
        stars=draw(st.booleans()),
        lag=draw(st.integers(0, 2)),
        fen_bases=draw(st.booleans()),
        one_base=draw(st.booleans()),
        rare=draw(st.sampled_from((None, None, "bmp", "supplementary"))) if rare else None,
        extra=draw(st.booleans()),
        earlier=draw(st.sampled_from((0, 0, 17))),
        name_length=draw(st.sampled_from((None, None, 4, 20, 60))),
    )
