"""Two jobs, the 考核情况 that follow from them, and how they are checked."""

from datetime import date

from review_build import BLUE, GREEN, check, history, record, said

TWO = record((BLUE, "2019-04/2021-05"), (GREEN, "2021-06/2023-03"), printed="2023-04-03")
ROWS = ((BLUE, "2019.4-2021.5"), (GREEN, "2021.6-2023.3"))
RIGHT = [
    ("2020.1-2020.12", "2020年度", BLUE),
    ("2021.1-2021.5", "任职期满", BLUE),
    ("2021.6-2021.12", "2021年度", GREEN),
    ("2022.1-2022.12", "2022年度", GREEN),
]
SUBMITTED = date(2023, 4, 7)


def assessed(*rows: tuple, shown=TWO, declared=ROWS, submitted: date | None = SUBMITTED, **more):
    return check(shown, history(*declared, assessments=list(rows), **more), submitted=submitted)


def found(result):
    return [f for f in result.findings if f.rule == "assessment-mismatch"]


def years(result) -> list:
    return [f.message.params.get("year", "astray") for f in found(result)]


def reason(result):
    return next(each.reason and said(each.reason) for each in result.checks if each.rule == "assessment-mismatch")
