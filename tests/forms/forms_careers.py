"""Careers with a declaration that has slips in its stints and in its assessments."""

from dataclasses import replace

from hypothesis import strategies as st
from review_build import check
from review_worlds import World, correct, worlds, wrong

from sbparse.history.model import Assessment, DeclaredHistory
from sbparse.policy import default_ruleset
from sbparse.review.correct import correct as corrected_of
from sbparse.review.corrections import Correction
from sbparse.review.model import Review


@st.composite
def careers(draw, declaration=wrong) -> tuple[World, DeclaredHistory]:
    world = draw(worlds())
    declared = draw(declaration(world))
    suggested = check(world.record, declared).suggested_assessments
    rows = [Assessment(0, row.start, row.end, row.kind, "合格", draw(st.sampled_from([row.employer, None]))) for row in suggested]
    rows = draw(slipped(rows)) if declaration is wrong else rows
    assessments = draw(st.sampled_from([None, tuple(rows), tuple(rows)]))
    return world, replace(declared, assessments=_numbered(assessments))


def _numbered(rows: tuple[Assessment, ...] | None) -> tuple[Assessment, ...] | None:
    return None if rows is None else tuple(replace(row, row=n) for n, row in enumerate(rows, 2))


@st.composite
def slipped(draw, rows: list[Assessment]) -> list[Assessment]:
    """Rows left out, joined with the next, moved, under another kind or by somebody else."""
    rows = list(rows)
    for _ in range(draw(st.integers(0, 3))):
        if not rows:
            break
        at = draw(st.integers(0, len(rows) - 1))
        row = rows[at]
        match draw(st.integers(0, 4)):
            case 0:
                rows.pop(at)
            case 1 if at + 1 < len(rows):
                rows[at : at + 2] = [replace(row, end=rows[at + 1].end)]
            case 2:
                rows[at] = replace(row, start=row.start + -draw(st.integers(1, 30)))
            case 3:
                rows[at] = replace(row, kind=draw(st.sampled_from(["任职期满", "2021年度", None])))
            case 4:
                rows[at] = replace(row, organiser="北京无名样例有限公司")
    return rows


def correction(world: World, declared: DeclaredHistory) -> tuple[Review, Correction]:
    found = check(world.record, declared)
    return found, corrected_of(found, default_ruleset())


__all__ = ["careers", "correct", "correction", "wrong"]
