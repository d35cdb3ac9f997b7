"""Documents whose content is known, read back: every field equals the truth, or is refused with its place."""

from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import event, given
from record_documents import FILES, STYLES, drawn, read_fixture, read_style
from record_profiles import documents
from record_truth import Judgement, judged

import formdraw
from formdraw.model import FormRecord
from formdraw.style import Style
from sbparse.findings import Finding, Severity


def unlike_the_form(style: Style) -> dict[str, object]:
    """The knobs in which a style departs from the form of 2023."""
    plain = Style()
    return {f.name: value for f in fields(Style) if (value := getattr(style, f.name)) != getattr(plain, f.name)}


def alarms(judgement: Judgement) -> list[Finding]:
    """What a correct record must not raise: errors, warnings, and text that was not read."""
    findings = [finding for read in judgement.read for finding in read.record.findings]
    return [f for f in findings if f.severity is not Severity.INFO or f.rule == "unread-text"]


def test_the_fixtures_are_there() -> None:
    assert len(FILES) >= 14


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_fixture_reads_as_its_truth(path: Path) -> None:
    judgement = read_fixture(path)
    assert judgement.error is None
    assert (judgement.refused, judgement.wrong, alarms(judgement)) == ((), (), [])


@pytest.mark.parametrize("name", STYLES)
def test_a_style_reads_as_its_truth_without_alarm(name: str) -> None:
    judgement = read_style(name)
    assert judgement.error is None
    assert (judgement.refused, judgement.wrong, alarms(judgement)) == ((), (), [])


@pytest.mark.parametrize("style", formdraw.HARD_STYLES, ids=lambda style: style.name)
@pytest.mark.parametrize(("seed", "jobs"), [(0, 3), (1, 1), (2, 6), (3, 12)])
def test_a_hard_page_is_right_or_refused(style: Style, seed: int, jobs: int) -> None:
    assert drawn(seed, style, jobs=jobs).wrong == ()


def is_blurred(style: Style) -> bool:
    """Whether bold digits are doubled by half their width, which no printer does: where digits end only the sums tell."""
    return style.fake_bold > 0.25 * style.font_size


def may_be_refused(style: Style) -> bool:
    """Whether a page may leave open to which row or column a text belongs, or how many digits it has. With all rulings there, never."""
    return style.rulings in ("horizontal", "vertical", "none") or style.edges == "no-page-edges" or is_blurred(style)


@documents()
@given(formdraw.records(), formdraw.styles())
def test_any_mixture_reads_as_its_truth_or_is_refused(record: FormRecord, style: Style) -> None:
    judgement = judged(formdraw.build(record, style), [formdraw.truth(record, style)])
    assert judgement.wrong == () or (is_blurred(style) and alarms(judgement)), unlike_the_form(style)
    if judgement.exact:
        event("exact")
        assert alarms(judgement) == [], unlike_the_form(style)
    else:
        event(f"refused: {judgement.error.what.key if judgement.error else 'cells'}")
        assert may_be_refused(style), (judgement.error, judgement.refused, unlike_the_form(style))
