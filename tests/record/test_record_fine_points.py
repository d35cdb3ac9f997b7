"""Points at which a small fault once went unnoticed by all other tests (scripts/mutate.py)."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from record_build import actuals, outcome, record, row

from sbparse.findings import Finding
from sbparse.record.document import read_bytes
from sbparse.record.group import _same
from sbparse.record.header import HeaderBlock, query_of
from sbparse.record.model import Amounts, Insurance
from sbparse.record.supplement import _value

FIXTURE = Path(__file__).parents[2] / "fixtures" / "extract" / "x1_seed_2023.pdf"


def test_a_base_above_its_cap_is_found_behind_an_insurance_without_a_base() -> None:
    plain = row("2019-01", "2019-12")
    amounts = {insurance: Amounts(12, None, None) for insurance in plain.amounts}
    last = list(amounts)[-1]
    amounts[last] = Amounts(12, Decimal("9999999.00"), None)
    assert last is not Insurance.PENSION
    # 319122: the sum of the monthly caps of 2019, six months of each of two years.
    assert actuals("base-above-cap", record([replace(plain, amounts=amounts)])) == [("319122", "9999999.00")]


def test_a_query_period_that_cannot_be_read_is_told_with_its_first_forty_characters() -> None:
    findings: list[Finding] = []
    text = "1992年13月至" + "二〇二三" * 20
    assert query_of(HeaderBlock({"query_period": text}, None), 3, findings) == (None, None)
    (found,) = findings
    assert (found.rule, found.message.params["page"], found.message.params["text"]) == ("unreadable-text", 3, text[:40])


@pytest.mark.parametrize(("text", "months"), [("1年11个月", 23), ("30个月", 30), ("2年", 24), ("11个月", 11)])
def test_years_and_months_of_the_supplement(text: str, months: int) -> None:
    assert _value("medical_months", text) == months


@pytest.mark.parametrize("text", ["1年12个月", "两年", "1.5年"])
def test_what_is_no_years_and_months_is_not_guessed(text: str) -> None:
    with pytest.raises(ValueError):
        _value("medical_months", text)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("11010820230426", "11010820230426", True),
        ("11010820230426", "11010820230427", False),
        ("1101082023042\ufffd", "11010820230426", True),
        ("1101082023042\ufffd", "110108202304261", False),
        ("11010820230426", None, False),
        (None, "11010820230426", False),
        (None, None, True),
    ],
)
def test_serial_numbers_are_one_where_no_read_character_differs(one: str | None, other: str | None, same: bool) -> None:
    assert _same(one, other) is same


def test_a_row_with_a_base_alone_is_not_compared_with_a_rate() -> None:
    plain = row("2019-01", "2019-12")
    bases = {insurance: replace(amounts, base=Decimal("60000.00"), personal=None) for insurance, amounts in plain.amounts.items()}
    assert outcome("personal-amount-mismatch", record([replace(plain, amounts=bases)])) == "integrity.no-amounts"


def test_an_employer_that_was_not_decoded_is_told_with_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sbparse.record.table.misread", lambda text: text.endswith("公司"))
    (record_read,) = read_bytes(FIXTURE.read_bytes(), "x.pdf")[0].records
    told = [found.where for found in record_read.findings if found.rule == "unreadable-text"]
    assert [row.where.page for row in record_read.employments if row.employer.endswith("公司")] == [where.page for where in told if where]
    assert told
