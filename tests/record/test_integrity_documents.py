"""One value of a drawn record is not what it should be: the reader says exactly which rule that breaks, and no other."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial

import pytest
from record_documents import STYLES

import formdraw
from formdraw import forms
from formdraw.bundles import Printed, bundle
from formdraw.forms import Form, Table
from formdraw.model import FormRecord
from formdraw.money import cap
from formdraw.style import Style
from sbparse.errors import UnreadableRecordError
from sbparse.findings import Finding, Severity
from sbparse.record.document import read_bytes
from sbparse.record.model import RightsRecord

SOUND = formdraw.make_record(31, jobs=2, years=6, gaps=False, unpaid=False, stars=False, fen_bases=False, lag=0)
STYLE = STYLES["seed-2023"]
COLUMNS = {"period": 0, "pension.months": 1, "pension.personal": 3, "injury.months": 7, "injury.base": 8}
Change = Callable[[Form], Form]


def with_cell(table: Table, row: int, column: int, change: Callable[[str], str]) -> Table:
    rows = [list(cells) for cells in table.rows]
    rows[row][column] = change(rows[row][column])
    return replace(table, rows=tuple(tuple(cells) for cells in rows))


def cell(row: int, column: str, change: Callable[[str], str]) -> Change:
    """Change one cell of 缴费明细; row -1 is 合计."""
    return lambda form: replace(form, contributions=with_cell(form.contributions, row, COLUMNS[column], change))


def employed(row: int, column: int, change: Callable[[str], str]) -> Change:
    return lambda form: replace(form, employments=with_cell(form.employments, row, column, change))


def said(old: str, new: str) -> Change:
    """Change a text of 补充资料."""
    return lambda form: replace(form, sentences=tuple(text.replace(old, new, 1) for text in form.sentences))


def labelled(label: str, value: str) -> Change:
    """Change a value of the header block."""

    def change(form: Form) -> Form:
        left, right = ([(k, value if k.startswith(label) else v) for k, v in pairs] for pairs in (form.left, form.right))
        return replace(form, left=tuple(left), right=tuple(right))

    return change


def plus(number: str | int | Decimal, text: str) -> str:
    """``text`` as a number and ``number`` more, with as many decimals."""
    return str(Decimal(text) + Decimal(number))


def read(changes: tuple[Change, ...], monkeypatch: pytest.MonkeyPatch, style: Style = STYLE, record: FormRecord = SOUND) -> RightsRecord:
    """The record drawn with changes, and read."""
    plain = forms.form

    def changed(of: FormRecord, style: Style) -> Form:
        form = plain(of, style)
        for change in changes:
            form = change(form)
        return form

    with monkeypatch.context() as patch:
        patch.setattr(forms, "form", changed)
        pdf = formdraw.build(record, style)
    (only,) = read_bytes(pdf, "record.pdf")[0].records
    return only


def serious(record: RightsRecord) -> list[Finding]:
    return [finding for finding in record.findings if finding.severity is not Severity.INFO]


FIRST_PENSION = SOUND.rows[0].amounts["pension"]
ALLOWED = Decimal("0.01") * (FIRST_PENSION.months or 0)
CAPS = sum(Decimal(cap(SOUND.rows[-1].start.plus(n))) for n in range(SOUND.rows[-1].start.until(SOUND.rows[-1].end)))
INJURY_MONTHS = SOUND.rows[1].start.until(SOUND.rows[1].end)
PENSION_PRINTED = forms.years(forms.pension_printed(SOUND, STYLE))
WRONG_DIGIT = SOUND.id_number[:-1] + ("1" if SOUND.id_number[-1] != "1" else "2")
LATER = f"{SOUND.rows[1].start}至{SOUND.query_end}"

CASES: dict[str, tuple[str, tuple[Change, ...]]] = {
    "a total a fen too high": ("total-mismatch", (cell(-1, "pension.personal", partial(plus, "0.01")),)),
    "a total a month too low": ("total-mismatch", (cell(-1, "injury.months", partial(plus, -1)),)),
    "an amount a fen too low": ("total-mismatch", (cell(2, "pension.personal", partial(plus, "-0.01")),)),
    "a month too few at an employer": ("employment-months-mismatch", (employed(0, 2, partial(plus, -1)),)),
    "a month too many in a row": (
        "row-exceeds-span",
        (cell(1, "injury.months", partial(plus, 1)), cell(-1, "injury.months", partial(plus, 1))),
    ),
    "years a month below the table": (
        "cumulative-mismatch",
        (said(PENSION_PRINTED, forms.years(SOUND.total_months("pension") - 1)),),
    ),
    "a base above its caps": ("base-above-cap", (cell(-2, "injury.base", lambda _: str(CAPS + Decimal("0.01"))),)),
    "a payment a fen more than the allowance": (
        "personal-amount-mismatch",
        (
            cell(0, "pension.personal", partial(plus, ALLOWED + Decimal("0.01"))),
            cell(-1, "pension.personal", partial(plus, ALLOWED + Decimal("0.01"))),
        ),
    ),
    "a wrong check digit": ("id-checksum", (labelled("社会保障号码", WRONG_DIGIT),)),
    "rows before the query period": ("outside-query-period", (labelled("查询日期", LATER),)),
    "a base that is no number": ("unreadable-text", (cell(1, "injury.base", lambda text: text + "X"),)),
}


def test_the_sound_record_is_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    assert INJURY_MONTHS == SOUND.rows[1].amounts["work_injury"].months == 12
    assert serious(read((), monkeypatch)) == []


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("style", ["seed-2023", "embedded-serif", "no-rules"])
def test_one_value_breaks_one_rule(case: str, style: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rule, changes = CASES[case]
    found = serious(read(changes, monkeypatch, STYLES[style]))
    assert {finding.rule for finding in found} == {rule}
    assert all(finding.where is not None for finding in found)


ON_THE_BOUNDARY: dict[str, tuple[Change, ...]] = {
    "a base at its caps": (cell(-2, "injury.base", lambda _: str(CAPS)),),
    "a payment at the allowance": (
        cell(0, "pension.personal", partial(plus, ALLOWED)),
        cell(-1, "pension.personal", partial(plus, ALLOWED)),
    ),
    "years equal to the table": (said(PENSION_PRINTED, forms.years(SOUND.total_months("pension"))),),
    "a query period that begins with the first row": (labelled("查询日期", f"{SOUND.rows[0].start}至{SOUND.query_end}"),),
}


@pytest.mark.parametrize("case", ON_THE_BOUNDARY)
def test_on_the_boundary_nothing_is_said(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert serious(read(ON_THE_BOUNDARY[case], monkeypatch)) == []


@pytest.mark.parametrize("lost", range(3))
def test_one_of_three_rows_dropped_fails_the_total(lost: int, monkeypatch: pytest.MonkeyPatch) -> None:
    record = formdraw.make_record(1, jobs=1, years=2.1, gaps=False, unpaid=False)
    assert len(record.rows) == 3

    def drop(form: Form) -> Form:
        rows = tuple(cells for number, cells in enumerate(form.contributions.rows) if number != lost)
        return replace(form, contributions=replace(form.contributions, rows=rows))

    found = {finding.rule for finding in serious(read((drop,), monkeypatch, record=record))}
    assert {"total-mismatch", "employment-months-mismatch"} <= found


def test_an_empty_table_is_not_run_and_not_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    def empty(form: Form) -> Form:
        return replace(form, contributions=replace(form.contributions, rows=form.contributions.rows[-1:]))

    record = read((empty,), monkeypatch)
    assert record.contributions == ()
    assert {"total-mismatch", "employment-months-mismatch", "cumulative-mismatch", "personal-amount-mismatch", "base-above-cap"} <= set(
        record.not_run
    )


def two_pages(first: FormRecord, second: FormRecord, pages: list[int]) -> list[Finding]:
    """Findings on a file of pages of two prints: 0 and 1 of the first, 2 and 3 of the second."""
    style = STYLES["supplement-alone"]
    file = bundle([Printed(first, replace(style, repeat_header=True)), Printed(second, replace(style, repeat_header=True))], pages)
    (record,) = read_bytes(file.pdf, "record.pdf")[0].records
    return serious(record)


@pytest.mark.parametrize(
    "changed",
    [{"name": "王示例"}, {"employer": "上海样例中心"}, {"code": "zzz999"}, {"id_number": formdraw.make_record(5).id_number}],
    ids=lambda changed: next(iter(changed)),
)
def test_a_page_of_somebody_else_s_print(changed: dict[str, str]) -> None:
    assert two_pages(SOUND, SOUND, [0, 1]) == []
    found = two_pages(SOUND, replace(SOUND, **changed), [0, 3])  # type: ignore[arg-type]
    assert [(f.rule, f.expected, f.actual) for f in found] == [
        ("incomplete-pages", getattr(SOUND, next(iter(changed))), next(iter(changed.values())))
    ]


def test_the_last_page_missing() -> None:
    found = two_pages(SOUND, SOUND, [0])
    assert [(f.rule, f.message.params["missing"]) for f in found] == [("incomplete-pages", [2])]


def test_the_page_with_the_tables_missing() -> None:
    with pytest.raises(UnreadableRecordError) as caught:
        two_pages(SOUND, SOUND, [1])
    assert (caught.value.what.key, caught.value.what.params) == ("reading.pages-missing", {"missing": [1]})


def test_a_name_that_was_not_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    found = serious(read((labelled("参保人姓名", "张\ue123例"),), monkeypatch))
    assert [finding.rule for finding in found] == ["unreadable-text"]
