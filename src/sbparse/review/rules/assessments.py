"""assessment-mismatch: the 考核情况 of the last three years follow the stints, year by year."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sbparse.findings import RULES, Finding
from sbparse.history.model import Assessment
from sbparse.messages import Message, message
from sbparse.review.assess import END_KIND, YEAR_KIND, YEARS, Work, base_year, bridged, kind_of, works_of
from sbparse.review.case import Case
from sbparse.review.companies import equal
from sbparse.review.ruling import UNKNOWN_HOST, Ruling, not_comparable, span
from sbparse.values.month import Period
from sbparse.values.text import fold


def assessment_mismatch(case: Case) -> Ruling:
    rows, year = case.history.assessments, base_year(case)
    works = works_of(case, case.suggested)
    reason = _not_run(case, works, year)
    if reason or not rows or year is None:
        return Ruling(not_run=reason)
    readings = _readings(case, works)
    years = range(year - YEARS, year)
    findings = [finding for each in years for finding in _year(case, each, rows, readings)]
    findings += [_astray(row) for row in rows if not _touches(row, years) and not _inside_a_stint(row, readings)]
    return Ruling(tuple(findings))


def _not_run(case: Case, works: Sequence[Work], year: int | None) -> Message | None:
    if not case.history.assessments:
        return message("review.not-run.no-assessments")
    if year is None:
        return message("review.not-run.no-year")
    return not_comparable(case) or (None if works else message("review.not-run.no-match"))


def _readings(case: Case, works: tuple[Work, ...]) -> list[tuple[Work, ...]]:
    """The works as assessments may follow them: as the record has them; with gaps closed that a row spans; each also going on unposted."""
    readings = [works, bridged(case, works)]
    return readings + [tuple(replace(work, running=work.running or work.may_run) for work in reading) for reading in readings]


def _touches(row: Assessment, years: range) -> bool:
    return row.end.year >= years.start and row.start.year < years.stop


def _inside_a_stint(row: Assessment, readings: Sequence[Sequence[Work]]) -> bool:
    """The running year and older years are held against the stints alone."""
    period = Period(row.start, row.end)
    return any(work.period.covers(period) or (work.running and work.period.start <= row.start) for works in readings for work in works)


def _year(case: Case, year: int, rows: Sequence[Assessment], readings: Sequence[tuple[Work, ...]]) -> Iterator[Finding]:
    ours = sorted((row for row in rows if row.start.year <= year <= row.end.year), key=lambda row: (row.start, row.end, row.row))
    if any(_follows(case, year, ours, works) for works in readings):
        return
    expected = [message("review.assessment-mismatch.row", period=span(part), kind=kind_of(part)) for _, part in _parts(year, readings[0])]
    declared = [message("review.assessment-mismatch.row", period=span(Period(row.start, row.end)), kind=row.kind or "") for row in ours]
    nobody = message("review.assessment-mismatch.nothing")
    named = next((row for row in ours if not any(_named(case, row, works) for works in readings)), None)
    periods_fit = any(_follows(case, year, [replace(row, organiser=None) for row in ours], works) for works in readings)
    how = "organiser" if periods_fit and named else "periods"
    values = {
        "year": year,
        "rows": [row.row for row in ours],
        "declared": declared or nobody,
        "expected": expected or nobody,
        "organiser": (named.organiser if named else None) or "",
        "employers": list(dict.fromkeys(name for work, _ in _parts(year, readings[0]) for name in work.names)),
    }
    yield Finding(
        rule="assessment-mismatch",
        severity=RULES["assessment-mismatch"],
        message=message(f"review.assessment-mismatch.{how}", **values),
        suggestion=message(f"review.assessment-mismatch.{how}.fix", **values),
    )


def _parts(year: int, works: Sequence[Work]) -> list[tuple[Work, Period]]:
    """What a year's assessments should be: each work with its months in the year, in time order."""
    parts = [(work, part) for work in works if (part := work.in_year(year))]
    return sorted(parts, key=lambda item: item[1])


def _follows(case: Case, year: int, rows: Sequence[Assessment], works: Sequence[Work]) -> bool:
    """Whether the rows of a year are the works' months in it, each row to one work."""
    left = list(rows)
    for work, part in _parts(year, works):
        tiles = _tiles(case, left, part, work)
        if not tiles or not all(_is_kind(row, YEAR_KIND.format(year=year)) or _is_kind(row, END_KIND) for row in tiles[:-1]):
            return False
        if not _is_kind(tiles[-1], kind_of(part)):
            return False
        left = [row for row in left if row not in tiles]
    return not left


def _tiles(case: Case, rows: Sequence[Assessment], part: Period, work: Work) -> list[Assessment]:
    """Rows side by side over a work's months in a year, cut only where the work may be; empty where they do not fill it."""
    tiles: list[Assessment] = []
    start = part.start
    while start == part.start or start in work.cuts:
        row = next((row for row in rows if row.start == start and row.end <= part.end and _of_work(case, row, work)), None)
        if row is None:
            break
        tiles.append(row)
        start = row.end + 1
        if row.end == part.end:
            return tiles
    return []


def _is_kind(row: Assessment, kind: str) -> bool:
    """Whether 种类 says a kind, in any wording with its word and no other year: ``2021年度考核``, ``年度``; a blank one says nothing."""
    if row.kind is None:
        return True
    said = fold(row.kind)
    if kind == END_KIND:
        return "期满" in said
    digits = "".join(char for char in said if char.isdigit())
    return ("年度" in said and "期满" not in said and digits in {"", kind[:4]}) or said in {kind[:4], f"{kind[:4]}年"}


def _of_work(case: Case, row: Assessment, work: Work) -> bool:
    """Whether 组织单位 is the work's employer: company, agency, host, or the whole 派遣至 name; a blank one may be any."""
    if row.organiser is None or UNKNOWN_HOST in work.names:
        return True
    return case.companies.of(row.organiser) == work.company or any(equal(row.organiser, name) for name in work.names)


def _named(case: Case, row: Assessment, works: Sequence[Work]) -> bool:
    return any(_of_work(case, row, work) and work.period.overlap(Period(row.start, row.end)) for work in works)


def _astray(row: Assessment) -> Finding:
    return Finding(
        rule="assessment-mismatch",
        severity=RULES["assessment-mismatch"],
        message=message("review.assessment-mismatch.astray", row=row.row, period=span(Period(row.start, row.end))),
        suggestion=message("review.assessment-mismatch.astray.fix"),
    )
