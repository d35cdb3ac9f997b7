"""Documents whose content is known, read back: every field equals the truth, or is refused with its place."""

import json
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import event, given
from record_profiles import documents
from record_truth import judged

import formdraw
from formdraw.model import FormRecord
from formdraw.style import Style
from sbparse.findings import Severity

FIXTURES = Path(__file__).parents[2] / "fixtures"
FILES = sorted([*(FIXTURES / "extract").glob("*.pdf"), *(FIXTURES / "chromium").glob("*.pdf"), *(FIXTURES / "record").glob("*.pdf")])
JOBS = (3, 1, 6, 12)


def unlike_the_form(style: Style) -> dict[str, object]:
    """The knobs in which a style departs from the form of 2023."""
    plain = Style()
    return {f.name: value for f in fields(Style) if (value := getattr(style, f.name)) != getattr(plain, f.name)}


def test_the_fixtures_are_there() -> None:
    assert len(FILES) >= 14


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_fixture_reads_as_its_truth(path: Path) -> None:
    truth = json.loads(path.with_suffix(".truth.json").read_text("utf-8"))
    judgement = judged(path.read_bytes(), truth["records"], truth["skipped_pages"])
    assert judgement.error is None
    assert (judgement.refused, judgement.wrong) == ((), ())
    assert [f for r in judgement.read for f in r.record.findings if f.severity is not Severity.INFO] == []


@pytest.mark.parametrize("number", range(len(formdraw.ALL_STYLES)), ids=[style.name for style in formdraw.ALL_STYLES])
def test_a_style_reads_as_its_truth(number: int) -> None:
    """No error, no warning, nothing unread: a page of the form, however printed, raises no false alarm."""
    style = formdraw.ALL_STYLES[number]
    record = formdraw.make_record(1000 + number, jobs=JOBS[number % 4])
    judgement = judged(formdraw.build(record, style), [formdraw.truth(record, style)])
    assert judgement.error is None
    assert (judgement.refused, judgement.wrong) == ((), ())
    (read,) = judgement.read
    assert [f for f in read.record.findings if f.severity is not Severity.INFO or f.rule == "unread-text"] == []


@pytest.mark.parametrize("style", formdraw.HARD_STYLES, ids=lambda style: style.name)
@pytest.mark.parametrize("seed", range(4))
def test_a_hard_page_is_right_or_refused(style: Style, seed: int) -> None:
    record = formdraw.make_record(seed, jobs=JOBS[seed])
    assert judged(formdraw.build(record, style), [formdraw.truth(record, style)]).wrong == ()


def may_be_refused(style: Style) -> bool:
    """Whether a page may leave something open: to which row or column a text belongs where rulings are missing, or how many digits there
    are where each is doubled by more than half its width. With all rulings there, never."""
    few_rulings = style.rulings in ("horizontal", "vertical", "none") or style.edges == "no-page-edges"
    return few_rulings or style.fake_bold > 0.25 * style.font_size


@documents()
@given(formdraw.records(), formdraw.styles())
def test_any_mixture_reads_as_its_truth_or_is_refused(record: FormRecord, style: Style) -> None:
    judgement = judged(formdraw.build(record, style), [formdraw.truth(record, style)])
    assert judgement.wrong == (), unlike_the_form(style)
    if judgement.exact:
        event("exact")
        (read,) = judgement.read
        alarms = [f for f in read.record.findings if f.severity is not Severity.INFO or f.rule == "unread-text"]
        assert alarms == [], unlike_the_form(style)
    else:
        event(f"refused: {judgement.error.what.key if judgement.error else 'cells'}")
        assert may_be_refused(style), (judgement, unlike_the_form(style))
