"""Nothing on a page is dropped in silence: every glyph has a use with a name, and what has none is quoted."""

from dataclasses import replace
from pathlib import Path

import pytest
from record_documents import FILES, STYLES, read_fixture, read_style
from record_truth import Judgement, judged

import formdraw
from formdraw import forms
from formdraw.forms import Form
from formdraw.style import Style
from sbparse.findings import Finding
from sbparse.messages import render
from sbparse.record.model import Insurance, Person, Supplement

UNKNOWN = "本行说明从未见过"
FIELDS = {
    *("name", "id_number", "employer", "code", "serial", "query_date", "query_period"),
    *("index", "start", "end", "months", "employer", "district", "period"),
    *("month", "kind", "base", "personal", "employer_share"),
    *(f"{insurance}.{leaf}" for insurance in Insurance for leaf in ("months", "base", "personal")),
    *(name for name in Supplement.__slots__ if name != "where"),
    *("issuer", "print_date"),
}
"""What a glyph is read as."""
BOILERPLATE = {"title", "label", "caption", "table-header", "filler", "note", "page-number", "browser-line", "specimen-mark", "doubled"}
"""The named rules by which a glyph is passed over."""


def unread_and_unnamed(judgement: Judgement) -> tuple[list[str], set[str]]:
    sheets = [page.sheet for read in judgement.read for page in read.pages]
    unread = [line.text for sheet in sheets for line in sheet.unread()]
    return unread, {name for sheet in sheets for name in sheet.uses.values()} - FIELDS - BOILERPLATE


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_glyph_of_a_fixture_has_a_use(path: Path) -> None:
    assert unread_and_unnamed(read_fixture(path)) == ([], set())


@pytest.mark.parametrize("name", STYLES)
def test_every_glyph_of_a_style_has_a_use(name: str) -> None:
    assert unread_and_unnamed(read_style(name)) == ([], set())


@pytest.mark.parametrize("name", STYLES)
def test_the_uses_account_for_every_glyph(name: str) -> None:
    """``unread`` is no shortcut: the glyphs used are exactly those on the page."""
    for read in read_style(name).read:
        for page in read.pages:
            assert sorted(page.sheet.uses) == list(range(len(page.sheet.page.chars)))


def read_with(monkeypatch: pytest.MonkeyPatch, style: Style, **changed: object) -> tuple[Judgement, list[Finding]]:
    """A record whose pages say something more, and its findings about unread text."""
    plain = forms.form
    with monkeypatch.context() as patch:
        patch.setattr(forms, "form", lambda record, style: _more(plain(record, style), changed))
        record = formdraw.make_record(1, jobs=2, years=4)
        judgement = judged(formdraw.build(record, style), [formdraw.truth(record, style)])
    assert judgement.error is None
    return judgement, [f for read in judgement.read for f in read.record.findings if f.rule == "unread-text"]


def _more(form: Form, changed: dict[str, object]) -> Form:
    more = {name: (*getattr(form, name), text) if not callable(text) else text(getattr(form, name)) for name, text in changed.items()}
    return replace(form, **more)  # type: ignore[arg-type]


NATIONAL = replace(STYLES["national"], repeat_header=False)


@pytest.mark.parametrize(
    ("style", "part"),
    [(STYLES["seed-2023"], "sentences"), (STYLES["seed-2023"], "signature"), (STYLES["form-2026"], "notes"), (NATIONAL, "sentences")],
    ids=["behind the sentences", "behind the signature", "behind the notes", "in the national form"],
)
def test_an_unknown_sentence_is_quoted_once(style: Style, part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    judgement, findings = read_with(monkeypatch, style, **{part: UNKNOWN})
    assert judgement.wrong == ()
    assert [UNKNOWN in render(finding.message) for finding in findings] == [True]
    assert findings[0].where is not None and findings[0].where.page == judgement.read[0].record.pages[-1]


@pytest.mark.parametrize("colon", [":", ""])
@pytest.mark.parametrize("header", ["text", "ruled"])
@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("place", ["first", "last"])
def test_an_unknown_label_is_quoted_and_changes_no_value(
    colon: str, header: str, side: str, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    style = replace(STYLES["seed-2023"], colon=colon, header=header, repeat_header=False)  # type: ignore[arg-type]
    pair = ("参保状态" + colon, "正常")

    def more(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        return (pair, *pairs) if place == "first" else (*pairs, pair)

    judgement, findings = read_with(monkeypatch, style, **{side: more})
    assert judgement.wrong == ()
    assert ["参保状态" in render(finding.message) for finding in findings] == [True]


def test_an_unknown_line_above_the_title_block_is_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    style = replace(STYLES["seed-2023"], repeat_header=False)
    judgement, findings = read_with(monkeypatch, style, title=UNKNOWN)
    assert judgement.wrong == ()
    assert [UNKNOWN in render(finding.message) for finding in findings] == [True]


def test_a_name_that_is_no_field_would_show() -> None:
    """The sets above say what there is; a use that they lack fails the tests above."""
    assert set(Person.__slots__) <= FIELDS
    assert not FIELDS & BOILERPLATE
