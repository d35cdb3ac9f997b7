"""Points at which a small fault once went unnoticed by all other tests (scripts/mutate.py)."""

from dataclasses import replace
from decimal import Decimal

from record_build import actuals, record, row

from sbparse.record.header import HeaderBlock, query_of
from sbparse.record.model import Amounts, Insurance


def test_a_base_above_its_cap_is_found_behind_an_insurance_without_a_base() -> None:
    plain = row("2019-01", "2019-12")
    amounts = {insurance: Amounts(12, None, None) for insurance in plain.amounts}
    last = list(amounts)[-1]
    amounts[last] = Amounts(12, Decimal("9999999.00"), None)
    assert last is not Insurance.PENSION
    # 319122: the sum of the monthly caps of 2019, six months of each of two years.
    assert actuals("base-above-cap", record([replace(plain, amounts=amounts)])) == [("319122", "9999999.00")]


def test_a_query_period_that_cannot_be_read_is_told_with_its_first_forty_characters() -> None:
    findings: list = []
    text = "1992年13月至" + "二〇二三" * 20
    assert query_of(HeaderBlock({"query_period": text}, None), 3, findings) == (None, None)
    (found,) = findings
    assert (found.rule, found.message.params["page"], found.message.params["text"]) == ("unreadable-text", 3, text[:40])
