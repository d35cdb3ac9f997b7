"""Rows of 缴费明细 and the row 合计."""

from decimal import Decimal

import pytest
from record_sheets import Text, sheet

from sbparse.findings import Finding
from sbparse.page.model import Ruling
from sbparse.record.layouts import YEARLY_CONTRIBUTIONS
from sbparse.record.model import Amounts, Contribution, Insurance, Totals
from sbparse.record.table import TableState, contributions, read_rows
from sbparse.values.month import Period

XS = (20.0, 180.0, 240.0, 340.0, 430.0, 480.0, 580.0)
HEADER: list[Text] = [
    (20.0, 110.0, "缴费起止年月"),
    (240.0, 100.0, "养老实际缴费"),
    (480.0, 100.0, "工伤实际缴费"),
    *[(x, 120.0, text) for x, text in zip(XS[1:], ("月数", "年缴费基数", "个人缴费", "月数", "年缴费基数", "个人缴费"), strict=True)],
]


def row(top: float, *texts: str) -> list[Text]:
    return [(x, top, text) for x, text in zip(XS, texts, strict=True) if text]


def read(*rows: list[Text], horizontals: tuple[Ruling, ...] = ()) -> tuple[list[Contribution], Totals | None, list[tuple[str, object]]]:
    made = sheet([*HEADER, *(text for each in rows for text in each)], horizontals=horizontals)
    state = TableState(YEARLY_CONTRIBUTIONS)
    read_rows(state, made, made.lines)
    findings: list[Finding] = []
    found, totals = contributions(state, findings)
    assert all(f.rule == "unreadable-text" and f.severity == "error" and f.where is not None and f.where.page == 1 for f in findings)
    assert findings or made.unread() == []
    return found, totals, [(f.message.key, f.message.params.get("text") or str(f.message.params["insurance"].key)) for f in findings]  # type: ignore[attr-defined]


YEAR = row(140, "2019-01至2019-12", "12", "60000.00", "4800.00", "12", "60,000.00", "-")


def test_a_row_by_insurance() -> None:
    found, totals, findings = read(YEAR)
    assert [(r.period, r.supplemental) for r in found] == [(Period.parse("2019-01", "2019-12"), False)]
    assert found[0].amounts == {
        Insurance.PENSION: Amounts(12, Decimal("60000.00"), Decimal("4800.00")),
        Insurance.WORK_INJURY: Amounts(12, Decimal("60000.00"), None),
    }
    assert (totals, findings) == (None, [])
    assert found[0].where.bbox == (20.0, 140.0, 585.0, 150.0)


@pytest.mark.parametrize(
    ("text", "start", "end", "supplemental"),
    [
        ("2019-01至2019-12", "2019-01", "2019-12", False),
        ("*2019-01至2019-12", "2019-01", "2019-12", True),
        ("2019-01至2019-12*", "2019-01", "2019-12", True),
        ("2019-03", "2019-03", "2019-03", False),
        ("201903*", "2019-03", "2019-03", True),
        ("2019年1月-2019年2月", "2019-01", "2019-02", False),
    ],
)
def test_periods_and_the_star_of_back_payments(text: str, start: str, end: str, supplemental: bool) -> None:
    found, _, findings = read(row(140, text, "1", "5000.00", "400.00", "", "", ""))
    assert [(str(r.period.start), str(r.period.end), r.supplemental) for r in found] == [(start, end, supplemental)]
    assert findings == []


def test_a_row_whose_period_cannot_be_read_is_left_out_and_told() -> None:
    found, _, findings = read(row(140, "2019-13", "1", "5000.00", "400.00", "", "", ""), row(160, *[text for _, _, text in YEAR]))  # type: ignore[misc]
    assert [str(r.period.start) for r in found] == ["2019-01"]
    assert findings == [("reading.unreadable-cell", "2019-13")]


@pytest.mark.parametrize("text", ["合计", "总计：", "累计", "合 计"])
def test_the_row_of_sums(text: str) -> None:
    found, totals, findings = read(YEAR, row(160, text, "12", "-", "4800.00", "12", "", ""))
    assert totals is not None and totals.amounts == {
        Insurance.PENSION: Amounts(12, None, Decimal("4800.00")),
        Insurance.WORK_INJURY: Amounts(12, None, None),
    }
    assert (len(found), findings, totals.where.bbox[1]) == (1, [], 160.0)


@pytest.mark.parametrize(("column", "text"), [(1, "1x"), (2, "6万"), (3, "4800..00"), (4, "一"), (5, "\ufffd"), (6, "x")])
def test_a_cell_that_cannot_be_read_is_told_and_the_others_stay(column: int, text: str) -> None:
    texts = ["2019-01至2019-12", "12", "60000.00", "4800.00", "12", "60000.00", "1.00"]
    plain = read(row(140, *texts))[0][0].amounts
    texts[column] = text
    found, _, findings = read(row(140, *texts))
    assert ("reading.unreadable-cell", text) in findings
    changed = [
        (insurance, name)
        for insurance, amounts in found[0].amounts.items()
        for name in ("months", "base", "personal")
        if getattr(amounts, name) != getattr(plain[insurance], name)
    ]
    insurance = Insurance.PENSION if column < 4 else Insurance.WORK_INJURY
    assert changed == [(insurance, ("months", "base", "personal")[(column - 1) % 3])]
    lost = [("reading.months-lost", f"insurance.{insurance}")] if column in (1, 4) else []
    assert findings == [("reading.unreadable-cell", text), *lost]


@pytest.mark.parametrize(
    ("months", "base", "personal", "lost"),
    [
        ("", "60000.00", "", True),
        ("", "", "4800.00", True),
        ("-", "60000.00", "4800.00", True),
        ("0", "60000.00", "4800.00", False),
        ("", "", "", False),
        ("", "0.00", "0.00", False),
        ("12", "", "", False),
    ],
)
def test_an_amount_without_months_is_told(months: str, base: str, personal: str, lost: bool) -> None:
    found, _, findings = read(row(140, "2019-01至2019-12", "12", "60000.00", "4800.00", months, base, personal))
    assert (len(found), findings) == (1, [("reading.months-lost", "insurance.work_injury")] if lost else [])


def test_a_sum_without_months_is_none_s_loss() -> None:
    assert read(YEAR, row(160, "合计", "", "60000.00", "4800.00", "", "", ""))[2] == []


def test_what_was_lost_is_shown_where_the_amount_stands() -> None:
    made = sheet([*HEADER, *row(140, "2019-01至2019-12", "12", "60000.00", "4800.00", "", "60000.00", "1.00")])
    state = TableState(YEARLY_CONTRIBUTIONS)
    read_rows(state, made, made.lines)
    findings: list[Finding] = []
    contributions(state, findings)
    assert [f.where.bbox for f in findings if f.where] == [(480.0, 140.0, 600.0, 150.0)]


def test_text_among_the_rows_that_belongs_to_none_is_told() -> None:
    rulings = tuple(Ruling(at, 10.0, 700.0) for at in (133.0, 153.0, 173.0, 193.0))
    rows = (YEAR, row(160, "", "", "60000.00", "", "", "", ""), row(180, "2020-01", "1", "5000.00", "400.00", "", "", ""))
    found, _, findings = read(*rows, horizontals=rulings)
    assert ([str(r.period.start) for r in found], findings) == (["2019-01", "2020-01"], [("reading.orphan-text", "60000.00")])
    assert [r.where.bbox[1::2] for r in found] == [(133.0, 153.0), (173.0, 193.0)]


def test_a_ruling_within_the_header_bounds_no_row() -> None:
    rulings = tuple(Ruling(at, 10.0, 700.0) for at in (116.0, 155.0))
    assert read(YEAR, horizontals=rulings)[0][0].where.bbox[1::2] == (140.0, 150.0)
