"""Records and histories in memory, written as briefly as a case can be told."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from string import Formatter

from sbparse.history.model import Assessment, Claim, DeclaredHistory, DeclaredStint, Evidence, Rename
from sbparse.messages import Message, catalogue
from sbparse.record.cumulative import cumulative
from sbparse.record.model import (
    Amounts,
    Contribution,
    Employment,
    Insurance,
    Person,
    PrintBasis,
    PrintDate,
    RightsRecord,
    Supplement,
)
from sbparse.review import Review, Source, review
from sbparse.values.dates import parse_span
from sbparse.values.month import Month, Period, runs
from sbparse.values.place import Place

BLUE, GREEN, BAMBOO = "北京蓝鲸样例软件有限公司", "北京青禾样例生物科技有限公司", "北京竹间光电技术研究所"
BAY, AGENCY, HOST = "北京海棠湾数字技术有限公司", "北京中科创嘉人力资源咨询有限公司", "中国科学院示例天文台"

ZHANG = Person("张三", "110199199003070017", None)


def month(text: str) -> Month:
    return Month.parse(text)


def period(text: str) -> Period:
    """``2016-03/2020-06`` or one month."""
    start, _, end = text.partition("/")
    return Period.parse(start, end or start)


def months(*texts: str) -> set[Month]:
    return {m for text in texts for m in period(text)}


def indices(*texts: str) -> set[int]:
    """The same by :attr:`Month.index`."""
    return {m.index for m in months(*texts)}


def record(
    *rows: tuple,
    unpaid: Iterable[Month] = (),
    query: str | None = "1992-10/2023-04",
    printed: str | None = "2023-04-26",
    basis: PrintBasis = PrintBasis.PRINTED,
    monthly: bool = False,
    person: Person = ZHANG,
    **more,
) -> RightsRecord:
    """A record of rows ``(employer, "2016-03/2020-06")``, a third item 实际缴费月数; 缴费明细 by year from the months that are paid."""
    unpaid = set(unpaid)
    employments, paid = [], set()
    for position, (employer, span, *count) in enumerate(rows):
        own = set(period(span)) - unpaid
        paid |= own
        place = Place(1, (47.0, 100.0 + 20 * position, 802.0, 120.0 + 20 * position))
        employments.append(Employment(period(span), count[0] if count else len(own), employer, "海淀区", place))
    values = {
        "pages": (1,),
        "layout": "beijing-test",
        "person": person,
        "code": "abc123",
        "serial": "110108",
        "query_period": period(query) if query else None,
        "query_date": None,
        "print_date": PrintDate(date.fromisoformat(printed), basis) if printed else None,
        "issuer": None,
        "employments": tuple(employments),
        "contributions": contributions([e.period for e in employments], paid, monthly=monthly),
        "totals": None,
        "supplement": Supplement(),
        "origin": Place(1, (0.0, 0.0, 842.0, 90.0)),
    }
    values |= more
    return RightsRecord(**values, cumulative=cumulative(values["contributions"]))


def contributions(spans: Sequence[Period], paid: set[Month], *, monthly: bool = False) -> tuple[Contribution, ...]:
    rows = []
    for run in runs(m for span in spans for m in span):
        years = [Period(max(run.start, Month.of(y, 1)), min(run.end, Month.of(y, 12))) for y in range(run.start.year, run.end.year + 1)]
        rows += [Period(m, m) for m in run] if monthly else years
    places = [Place(2, (47.0, 100.0 + i, 802.0, 101.0 + i)) for i in range(len(rows))]
    amounts = [dict.fromkeys(Insurance, Amounts(sum(m in paid for m in row))) for row in rows]
    return tuple(Contribution(*row) for row in zip(rows, [False] * len(rows), amounts, places, strict=True))


def stints(*rows: tuple) -> tuple[DeclaredStint, ...]:
    """Rows ``(employer, "2016.3-2020.6")``, a third item a dict of further fields; numbered from 2."""
    declared = []
    for number, (employer, span, *more) in enumerate(rows, 2):
        start, end = parse_span(span)
        declared.append(DeclaredStint(number, employer, start, end, **(more[0] if more else {})))
    return tuple(declared)


CONTRACT = {"evidence": Evidence.CONTRACT}


def history(*rows: tuple, renames: Sequence[tuple] = (), assessments: Sequence[tuple] | None = None, **claim) -> DeclaredHistory:
    """Renames ``(former, current, "2019-11")``, assessments ``("2020.1-2020.12", kind, organiser)``, the rest fields of 申报信息."""
    return DeclaredHistory(
        "history.xlsx",
        stints(*rows),
        tuple(Rename(i, former, current, month(at)) for i, (former, current, at) in enumerate(renames, 2)),
        Claim(**claim),
        None if assessments is None else tuple(_assessment(i, *row) for i, row in enumerate(assessments, 2)),
    )


def _assessment(row: int, span: str, kind: str | None, organiser: str | None = None) -> Assessment:
    start, end = parse_span(span)
    return Assessment(row, start, end, kind, "合格", organiser)


def check(records: RightsRecord | Sequence[RightsRecord], declared: DeclaredHistory, **options) -> Review:
    many = [records] if isinstance(records, RightsRecord) else list(records)
    return review([Source(f"{i}.pdf", each) for i, each in enumerate(many)], declared, **options)


def rules(result: Review, *severities: str) -> list[str]:
    """Names of the rules that found something, errors and warnings unless said otherwise."""
    return [f.rule for f in result.findings if f.severity in (severities or ("error", "warning"))]


def only(result: Review, rule: str):
    """The one finding of a rule."""
    found = [f for f in result.findings if f.rule == rule]
    assert len(found) == 1, [f.rule for f in result.findings]
    return found[0]


def outcome(result: Review, rule: str) -> str:
    return next(c.outcome for c in result.checks if c.rule == rule)


def fed_back(result: Review, *, now: bool = False) -> DeclaredHistory:
    """The suggestion as the declared history; ``now`` writes 至今 where the suggestion allows it, otherwise the last paid month.

    A contract's 至今 stays in any case: no record says when the contract ends.
    """
    rows = []
    for i, s in enumerate(result.suggested_history, 2):
        open_end = s.ongoing and (now or s.evidence is Evidence.CONTRACT)
        rows.append(DeclaredStint(i, s.employer, s.start, None if open_end else s.end, s.evidence, s.work, s.post, s.reference))
    assessed = tuple(Assessment(i, a.start, a.end, a.kind, "合格", a.employer) for i, a in enumerate(result.suggested_assessments, 2))
    return replace(result.history, stints=tuple(rows), assessments=assessed if result.history.assessments is not None else None)


def said(text: Message) -> tuple[str, dict[str, object]]:
    """A sentence's key and the values that it shows, as texts; both languages show the same (``test_review_messages``)."""
    shown = {name for _, name, _, _ in Formatter().parse(catalogue("zh")[text.key]) if name}
    return text.key, {name: _said(text.params[name]) for name in sorted(shown)}


def _said(value: object) -> object:
    if isinstance(value, Message):
        return said(value)
    return [_said(each) for each in value] if isinstance(value, list | tuple) else str(value)
