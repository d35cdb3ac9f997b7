"""Layouts are data: exactly one fits a record; where none or several do the error says why; a new one is a few lines."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from record_documents import FILES, STYLES, truth_of
from record_truth import judged

import formdraw
from formdraw import forms
from formdraw.forms import Form, Table
from formdraw.style import Style
from sbparse.errors import NoRecordError, UnreadableRecordError
from sbparse.messages import LANGS, message
from sbparse.record.document import read_bytes
from sbparse.record.layouts import LAYOUTS, MONTHLY, SENTENCES, YEARLY, FlatTable, GroupedTable, Layout, Sentence
from sbparse.record.model import Insurance

RECORD = formdraw.make_record(51, jobs=2, years=4)
STYLE = replace(STYLES["seed-2023"], repeat_header=False)
Renamed = tuple[str, str]


def renamed(table: Table, names: Renamed) -> Table:
    old, new = names
    columns = tuple(replace(column, label=column.label.replace(old, new)) for column in table.columns)
    return replace(table, columns=columns, groups=tuple((label.replace(old, new), at, count) for label, at, count in table.groups))


def drawn(monkeypatch: pytest.MonkeyPatch, change: Callable[[Form], Form], style: Style = STYLE) -> bytes:
    plain = forms.form
    with monkeypatch.context() as patch:
        patch.setattr(forms, "form", lambda record, style: change(plain(record, style)))
        return formdraw.build(RECORD, style)


def contributions(old: str, new: str) -> Callable[[Form], Form]:
    return lambda form: replace(form, contributions=renamed(form.contributions, (old, new)))


def employments(old: str, new: str) -> Callable[[Form], Form]:
    return lambda form: replace(form, employments=renamed(form.employments, (old, new)))


@pytest.mark.parametrize("path", [path for path in FILES if path.stem != "older-site"], ids=lambda path: path.stem)
def test_exactly_one_layout_fits_each_fixture(path: Path) -> None:
    truth = truth_of(path)
    fitting = []
    for layout in LAYOUTS:
        judgement = judged(path.read_bytes(), truth["records"], truth["skipped_pages"], layouts=(layout,))
        if judgement.error is None:
            assert judgement.wrong == ()
            fitting.append(layout.name)
        else:
            assert judgement.error.what.key == "reading.no-layout"
    monthly = all(row["start"] == row["end"] for record in truth["records"] for row in record["contributions"])
    assert fitting == [MONTHLY.name if monthly else YEARLY.name]


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("年缴费基数", "年基数额", "年基数额"),
        ("个人缴费", "本人扣缴", "本人扣缴"),
        ("工伤实际缴费", "职伤实际缴费", "职伤实际缴费"),
        ("缴费起止年月", "所属期间", "所属期间"),
    ],
)
def test_an_unknown_header_is_named_for_each_layout(old: str, new: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnreadableRecordError) as caught:
        read_bytes(drawn(monkeypatch, contributions(old, new)), "record.pdf")
    error = caught.value
    assert error.what.key == "reading.no-layout" and error.place == message("place.page", page=1)
    for lang in LANGS:
        line = error.line(lang)
        assert all(layout.name in line for layout in LAYOUTS)
        assert text in line


@pytest.mark.parametrize(("old", "new"), [("缴费区县", "参保属地"), ("单位名称", "用工主体"), ("缴费起始年月", "参保自何月")])
def test_an_unknown_header_of_the_employers_is_named(old: str, new: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnreadableRecordError) as caught:
        read_bytes(drawn(monkeypatch, employments(old, new)), "record.pdf")
    assert caught.value.what.key == "reading.unknown-columns"
    assert new in caught.value.line()


def test_a_missing_column_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def without_end(form: Form) -> Form:
        columns = tuple(c for c in form.employments.columns if c.label != "缴费截止年月")
        rows = tuple((row[0], *row[2:]) for row in form.employments.rows)
        return replace(form, employments=replace(form.employments, columns=columns, rows=rows))

    with pytest.raises(UnreadableRecordError) as caught:
        read_bytes(drawn(monkeypatch, without_end), "record.pdf")
    assert caught.value.what.key == "reading.unknown-columns"
    assert caught.value.what.params["texts"] == ("end",)


def test_two_layouts_that_fit_are_ambiguous() -> None:
    twin = replace(YEARLY, name="twin")
    with pytest.raises(UnreadableRecordError) as caught:
        read_bytes(formdraw.build(RECORD, STYLE), "record.pdf", layouts=(YEARLY, twin))
    assert caught.value.what.key == "reading.several-layouts"
    for lang in LANGS:
        assert "beijing-yearly" in caught.value.line(lang) and "twin" in caught.value.line(lang)


def test_a_layout_of_another_title_knows_no_record_here() -> None:
    with pytest.raises(NoRecordError):
        read_bytes(formdraw.build(RECORD, STYLE), "record.pdf", layouts=(replace(YEARLY, title=("从未见过的标题",)),))


def test_a_new_layout_is_a_few_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """The walk-through of the documentation: a form of next year with a new label, a new column text and a new sentence."""

    def of_2027(form: Form) -> Form:
        form = contributions("年缴费基数", "全年基数")(employments("缴费区县", "参保属地")(form))
        left = tuple((label.replace("参保人姓名", "参保人"), value) for label, value in form.left)
        return replace(form, left=left, sentences=tuple(text.replace("累计实际缴费年限", "累计缴纳时长") for text in form.sentences))

    next_year = replace(
        YEARLY,
        name="beijing-2027",
        labels={**YEARLY.labels, "name": ("参保人",)},
        employments=FlatTable(columns={**YEARLY.employments.columns, "district": ("参保属地",)}, required=YEARLY.employments.required),
        contributions=GroupedTable(
            key=YEARLY.contributions.key,
            groups=YEARLY.contributions.groups,
            leaves={**YEARLY.contributions.leaves, "base": ("全年基数",)},
        ),
        sentences=tuple(
            Sentence(s.field, _with(s, "累计缴纳时长") if s.field in ("pension_months", "medical_months") else s.pattern, s.after)
            for s in SENTENCES
        ),
    )
    pdf = drawn(monkeypatch, of_2027)
    with pytest.raises(UnreadableRecordError, match="全年基数"):
        read_bytes(pdf, "record.pdf")
    judgement = judged(pdf, [formdraw.truth(RECORD, STYLE)], layouts=(*LAYOUTS, next_year))
    assert judgement.error is None
    assert (judgement.refused, judgement.wrong) == ((), ())
    assert judgement.read[0].record.layout == "beijing-2027"
    assert [finding.rule for finding in judgement.read[0].record.findings] == ["not-signed"]


def _with(sentence: Sentence, words: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"累计.*?时间\)", words, sentence.pattern.pattern))


class TestLayoutsCheckThemselves:
    @pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
    def test_every_layout_has_the_five_insurances(self, layout: Layout) -> None:
        assert set(layout.contributions.groups) == set(Insurance)
        assert layout.contributions.opener == "months"

    def test_names_are_distinct(self) -> None:
        assert len({layout.name for layout in LAYOUTS}) == len(LAYOUTS)

    def test_one_text_for_two_fields_is_refused(self) -> None:
        with pytest.raises(ValueError, match="姓名"):
            replace(YEARLY, labels={**YEARLY.labels, "employer": ("姓名",)})
        with pytest.raises(ValueError, match="月数"):
            replace(YEARLY.contributions, leaves={"months": ("月数",), "base": ("月数",)})

    def test_a_text_that_is_not_folded_is_refused(self) -> None:
        with pytest.raises(ValueError, match="not in folded form"):
            replace(YEARLY, labels={**YEARLY.labels, "name": ("姓 名",)})

    def test_a_required_column_must_be_defined(self) -> None:
        with pytest.raises(ValueError, match="required"):
            FlatTable(columns={"start": ("起",)}, required=frozenset({"end"}))

    def test_a_sentence_needs_its_value(self) -> None:
        with pytest.raises(ValueError, match="value"):
            Sentence("pension_months", re.compile("养老"))
