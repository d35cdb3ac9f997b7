"""person-mismatch, career-start-mismatch, post-mismatch, post-is-title: who applies, since when at work, in which post."""

import re
from collections.abc import Iterator

from sbparse.findings import RULES, Finding
from sbparse.history.model import DeclaredStint
from sbparse.messages import message
from sbparse.review.case import Case
from sbparse.review.model import Pair
from sbparse.review.rules.months import first_row, last_row
from sbparse.review.ruling import Ruling, not_comparable, not_given
from sbparse.values.text import fold

_MASK = re.compile(r"\*+")


def person_mismatch(case: Case) -> Ruling:
    """Name and number of every record against those of the first, and of 申报信息 against it."""
    findings = [*_differing(case, "name"), *_differing(case, "id_number")]
    compared = sum(_compared(case, field) for field in ("name", "id_number"))
    return Ruling(tuple(findings), None if compared else not_given("name", "id-number"))


def _values(case: Case, field: str) -> list[tuple[int, str]]:
    people = ((index, getattr(source.record.person, field)) for index, source in enumerate(case.sources))
    return [(index, value) for index, value in people if value]


def _compared(case: Case, field: str) -> int:
    """How many comparisons a field allows."""
    values, claimed = len(_values(case, field)), getattr(case.history.claim, field)
    return max(0, values - 1) + (1 if values and claimed else 0)


def _differing(case: Case, field: str) -> Iterator[Finding]:
    values = _values(case, field)
    if not values:
        return
    (first, expected), *others = values
    for index, value in others:
        if not same_visible(expected, value):
            yield _finding(case, field, "records", index, (expected, value))
    claimed = getattr(case.history.claim, field)
    if claimed and not any(same_visible(value, claimed) for _, value in values):
        yield _finding(case, field, "claim", first, (expected, claimed))


def _finding(case: Case, field: str, how: str, index: int, values: tuple[str, str]) -> Finding:
    expected, actual = values
    name = message(f"review.field.{field.replace('_', '-')}")
    return Finding(
        rule="person-mismatch",
        severity=RULES["person-mismatch"],
        message=message(f"review.person-mismatch.{how}", field=name, expected=expected, actual=actual, file=case.sources[index].file),
        suggestion=message("review.person-mismatch.fix"),
        record=index,
        expected=expected,
        actual=actual,
        where=case.sources[index].record.origin,
    )


def same_visible(one: str, other: str) -> bool:
    """Whether two names or numbers agree in what is visible: ``*`` masks characters; an old 15-digit number is its 18-digit one."""
    a, b = fold(one).upper(), fold(other).upper()
    if _old_number(a) == b or _old_number(b) == a:
        return True
    if len(a) == len(b):
        return all(x == y or "*" in {x, y} for x, y in zip(a, b, strict=True))
    return _matches(a, b) or _matches(b, a)


def _matches(masked: str, plain: str) -> bool:
    """Whether a masked text whose length does not tell how much is masked fits a plain one."""
    return "*" not in plain and re.fullmatch(".+".join(re.escape(part) for part in _MASK.split(masked)), plain) is not None


def _old_number(number: str) -> str:
    """The 15-digit number that people of before 2000 had: without century and check digit."""
    return number[:6] + number[8:17] if len(number) == 18 else ""


def career_start_mismatch(case: Case) -> Ruling:
    """参加工作时间 is the month of the first stint, after the record or, where a contract goes further back, after the contract."""
    actual, rows = case.history.claim.career_start, case.suggested
    if actual is None:
        return Ruling(not_run=not_given("career-start"))
    reason = not_comparable(case) or (None if rows else message("review.not-run.no-match"))
    if reason:
        return Ruling(not_run=reason)
    expected = rows[0].start
    if actual == expected:
        return Ruling()
    if actual < expected and case.clock.cut_before(expected):
        return Ruling(not_run=message("review.not-run.cut"))
    first = next((pair for pair in case.matched if pair.insured[0].period.start == expected), None)
    spot = case.spot(first.insured[0], expected) if first else None
    values = {"expected": expected, "actual": actual, "employer": rows[0].employer}
    finding = Finding(
        rule="career-start-mismatch",
        severity=RULES["career-start-mismatch"],
        message=message("review.career-start-mismatch", **values),
        suggestion=message("review.career-start-mismatch.fix", **values),
        history_row=first_row(first).row if first else None,
        record=spot.record if spot else None,
        employment=spot.employment if spot else None,
        expected=str(expected),
        actual=str(actual),
        where=spot.where if spot else None,
    )
    return Ruling((finding,))


def current_row(case: Case) -> DeclaredStint | None:
    """The current stint: the row that ends last, 至今 after every month."""
    rows = case.history.stints
    return last_row(Pair(rows, ())) if rows else None


def post_mismatch(case: Case) -> Ruling:
    actual, row = case.history.claim.post, current_row(case)
    if not actual or row is None or not row.post:
        return Ruling(not_run=not_given(*([] if actual else ["post"]), *([] if row and row.post else ["row-post"])))
    if fold(actual) == fold(row.post):
        return Ruling()
    values = {"expected": row.post, "actual": actual, "employer": row.employer}
    finding = Finding(
        rule="post-mismatch",
        severity=RULES["post-mismatch"],
        message=message("review.post-mismatch", **values),
        suggestion=message("review.post-mismatch.fix"),
        history_row=row.row,
        expected=row.post,
        actual=actual,
    )
    return Ruling((finding,))


def post_is_title(case: Case) -> Ruling:
    posts: list[tuple[str, int | None]] = [(row.post, row.row) for row in case.history.stints if row.post]
    if case.history.claim.post:
        posts.append((case.history.claim.post, None))
    if not posts:
        return Ruling(not_run=not_given("row-post"))
    return Ruling(tuple(_title(post, row) for post, row in posts if case.ruleset.titles.is_title(post)))


def _title(post: str, row: int | None) -> Finding:
    return Finding(
        rule="post-is-title",
        severity=RULES["post-is-title"],
        message=message("review.post-is-title.row" if row else "review.post-is-title.claim", post=post),
        suggestion=message("review.post-is-title.fix"),
        history_row=row,
        actual=post,
    )
