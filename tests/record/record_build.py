"""A sound record in memory, two whole years at one employer, to be changed in one place by a test."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from sbparse.findings import Finding
from sbparse.messages import LANGS, Message, render
from sbparse.policy.load import default_ruleset
from sbparse.record.cumulative import cumulative
from sbparse.record.integrity import CHECKS, Facts
from sbparse.record.integrity.facts import PageFacts
from sbparse.record.model import Amounts, Contribution, Employment, Insurance, Person, RightsRecord, Supplement, Totals
from sbparse.values.month import Period
from sbparse.values.place import Place

HERE: Final = Place(1, (0.0, 0.0, 10.0, 10.0))
BLANK: Final = Amounts()


def yuan(text: str) -> Decimal:
    return Decimal(text)


def amounts(months: int = 12, base: str = "60000.00") -> dict[Insurance, Amounts]:
    """A row's five insurances, personal payments by the rates of 2019 and 2020 (medical with 3 yuan a month)."""
    whole, fen = yuan(base), Decimal("0.01")
    return {
        Insurance.PENSION: Amounts(months, whole, (whole * yuan("0.08")).quantize(fen)),
        Insurance.UNEMPLOYMENT: Amounts(months, whole, (whole * yuan("0.002")).quantize(fen)),
        Insurance.WORK_INJURY: Amounts(months, whole),
        Insurance.MEDICAL: Amounts(months, whole, (whole * yuan("0.02")).quantize(fen) + 3 * months),
        Insurance.MATERNITY: Amounts(months, whole),
    }


def row(start: str, end: str, *, supplemental: bool = False, months: int | None = None, base: str = "60000.00") -> Contribution:
    period = Period.parse(start, end)
    return Contribution(period, supplemental, amounts(period.months if months is None else months, base), HERE)


def job(start: str, end: str, months: int | None = -1, employer: str = "北京示例有限公司") -> Employment:
    """A row of 单位变动记录; all months of its period paid unless said."""
    period = Period.parse(start, end)
    return Employment(period, period.months if months == -1 else months, employer, "北京市海淀区", HERE)


def totals_of(rows: Sequence[Contribution]) -> Totals:
    """The row 合计 as the form prints it: months and personal payments summed, bases not."""
    sums: dict[Insurance, Amounts] = {}
    for insurance in Insurance:
        column = [r.amounts.get(insurance, BLANK) for r in rows]
        paid = [a.personal for a in column if a.personal is not None]
        sums[insurance] = Amounts(sum(a.months or 0 for a in column) or None, None, sum(paid, Decimal(0)) if paid else None)
    return Totals(sums, HERE)


def record(rows: Sequence[Contribution] | None = None, jobs: Sequence[Employment] | None = None, **changed: object) -> RightsRecord:
    """The sound record; totals, cumulative figures and 补充资料 follow the rows unless given."""
    rows = [row("2019-01", "2019-12"), row("2020-01", "2020-12")] if rows is None else rows
    jobs = [job("2019-01", "2020-12")] if jobs is None else jobs
    counted = cumulative(rows)
    sound = RightsRecord(
        pages=(1, 2),
        layout="beijing-yearly",
        person=Person("张样例", "110199199003070017", "北京示例有限公司"),
        code="abc234",
        serial="11010820210105120000",
        query_period=Period.parse("1992-10", "2021-01"),
        query_date=None,
        print_date=None,
        issuer="北京市海淀区社会保险基金管理中心",
        employments=tuple(jobs),
        contributions=tuple(rows),
        totals=totals_of(rows) if rows else None,
        supplement=Supplement(counted[Insurance.PENSION], counted[Insurance.MEDICAL], where=HERE),
        cumulative=counted,
        origin=HERE,
    )
    return replace(sound, **changed)  # type: ignore[arg-type]


def page(number: int | None, total: int | None, header: Mapping[str, str] | None = None) -> PageFacts:
    return PageFacts(number or 1, number, total, header or {}, HERE)


PAGES: Final = (page(1, 2, {"name": "张样例"}), page(2, 2, {"name": "张样例"}))


def outcome(
    rule: str, of: RightsRecord, pages: Sequence[PageFacts] = PAGES, unread: Sequence[tuple[str, Place]] = ()
) -> str | list[Finding]:
    """The findings of one rule, or the key of the reason why it could not be run."""
    result = CHECKS[rule](Facts(of, default_ruleset(), pages, unread))
    return result.key if isinstance(result, Message) else result


def actuals(rule: str, of: RightsRecord, **facts: object) -> list[tuple[str | None, str | None]]:
    """What the findings of a rule expected and what they found instead."""
    findings = outcome(rule, of, **facts)  # type: ignore[arg-type]
    assert not isinstance(findings, str), findings
    assert all(finding.rule == rule and finding.where is not None for finding in findings)
    return [(finding.expected, finding.actual) for finding in findings]


def findings(rule: str, of: RightsRecord, **facts: object) -> list[Finding]:
    """The findings of a rule that could be run; each has its sentences."""
    result = outcome(rule, of, **facts)  # type: ignore[arg-type]
    assert not isinstance(result, str), result
    for finding in result:
        assert finding.rule == rule
        assert all(render(finding.message, lang) for lang in LANGS)
    return result


def says(finding: Finding) -> tuple[str, dict[str, object]]:
    """The key of a finding's sentence and what is filled in, sentences within it by their keys."""
    return finding.message.key, {name: value.key if isinstance(value, Message) else value for name, value in finding.message.params.items()}
