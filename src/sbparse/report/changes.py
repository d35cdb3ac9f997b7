"""The differences between two prints in words, as lines of a table, and as plain data; nothing is decided here."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from sbparse.messages import Message, message
from sbparse.record.model import Insurance
from sbparse.report import wording
from sbparse.report.voice import Voice
from sbparse.review.changed_rows import ContributionChange, EmploymentChange, Figure, What
from sbparse.review.changes import FieldChange, PrintChanges
from sbparse.review.model import Source
from sbparse.values.month import Month, Period

Value = Decimal | int | str | Month | None
_MONTHS: Final = "months"
_YEAR: Final = "account_year"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: which part, about what, which item, what was and what is; ``gain`` is the difference of two numbers, ``names``
    whether the values are names of employers."""

    part: str
    subject: str
    item: str
    before: Value
    after: Value
    names: bool = False

    @property
    def gain(self) -> Decimal | int | None:
        if isinstance(self.before, str | Month) or isinstance(self.after, str | Month) or self.before is self.after is None:
            return None
        return (self.after or 0) - (self.before or 0)


def count(changes: PrintChanges) -> int:
    """How many differences there are, a line of the table each."""
    return len(list(lines(changes, Voice())))


def headline(changes: PrintChanges) -> Message:
    """The result in one sentence."""
    return message("changes.same") if changes.same else message("changes.different", count=count(changes))


def caveats(changes: PrintChanges) -> Iterator[Message]:
    """What to know about the comparison itself."""
    if changes.backwards:
        yield message("changes.backwards")
    if changes.uncompared:
        yield message("changes.uncompared", periods=[message("report.period", start=p.start, end=p.end) for p in changes.uncompared])
    elif changes.asked and changes.totals is None:
        yield message("changes.no-totals")


def words(changes: PrintChanges, voice: Voice) -> Iterator[tuple[str, list[str]]]:
    """The differences in words, part by part; a part without any is left out."""
    parts = {
        "employments": [text for change in changes.employments for text in _employment(change, voice)],
        "contributions": [text for change in changes.contributions for text in _contribution(change, voice)],
        "totals": [_total(group, voice) for group in groups(changes.totals or ())],
        "supplement": [_field(change, voice) for change in changes.supplement],
        "header": [_field(change, voice) for change in changes.header],
    }
    return ((part, texts) for part, texts in parts.items() if texts)


def _employment(change: EmploymentChange, voice: Voice) -> Iterator[str]:
    before, after = change.before, change.after
    row = after or before
    if row is None:
        return
    period, months = wording.period(voice, row.period), wording.number(voice, row.months)
    if before is None or after is None:
        kind = "new" if after else "gone"
        yield voice.tell(message(f"changes.employment.{kind}", employer=row.employer, period=period, months=months))
        return
    for field in change.fields:
        values = {
            "employer": row.employer,
            "period": period,
            "before": _employment_value(before, field),
            "after": _employment_value(after, field),
        }
        yield voice.tell(message(f"changes.employment.{field}", **values))


def _employment_value(row: object, field: str) -> Value:
    owner = getattr(row, "period") if field in ("start", "end") else row  # noqa: B009
    value: Value = getattr(owner, field)
    return value


def _contribution(change: ContributionChange, voice: Voice) -> Iterator[str]:
    period = wording.period(voice, change.period)
    months = [group for group in groups(change.figures) if group.what == _MONTHS]
    if change.before is None or change.after is None:
        kind = "gone" if change.before else "new"
        texts = [_one_side(group, voice) for group in months] or [voice.tell(message("changes.contribution.blank"))]
        yield voice.tell(message(f"changes.contribution.{kind}", period=period, figures=texts))
        return
    for group in months:
        yield _both_sides(change, change.before, group, voice)
    counted = {insurance for group in months for insurance in group.insurances}
    for group in groups([figure for figure in change.figures if figure.what != _MONTHS and figure.insurance not in counted]):
        values = {"name": group.name(voice), "before": shown(group.before, voice), "after": shown(group.after, voice)}
        yield voice.tell(message("changes.contribution.amount", period=period, **values))
    if change.marked_before != change.marked_after:
        yield voice.tell(message(f"changes.contribution.{'marked' if change.marked_after else 'unmarked'}", period=period))


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """A figure that differs in the same way for several insurances, as the five mostly do."""

    insurances: tuple[Insurance, ...]
    what: What
    before: Decimal | int | None
    after: Decimal | int | None

    def name(self, voice: Voice) -> str:
        """The columns of the form: 养老、失业月数."""
        return voice.say(f"amount.{self.what}", insurance=self.insured())

    def insured(self) -> list[Message]:
        if len(self.insurances) == len(Insurance):
            return [message("changes.item.all")]
        return [wording.insurance(insurance) for insurance in self.insurances]


def groups(figures: Iterable[Figure]) -> list[FigureGroup]:
    """The figures with those that differ alike taken together, in the form's order."""
    found: dict[tuple[What, Decimal | int | None, Decimal | int | None], list[Insurance]] = {}
    for figure in figures:
        found.setdefault((figure.what, figure.before, figure.after), []).append(figure.insurance)
    return [FigureGroup(tuple(insurances), *key) for key, insurances in found.items()]


def _one_side(group: FigureGroup, voice: Voice) -> str:
    months = group.after if group.before is None else group.before
    return voice.tell(message("changes.contribution.one-side", insurances=group.insured(), months=months))


def _both_sides(change: ContributionChange, span: Period, group: FigureGroup, voice: Voice) -> str:
    """Months before and after; of months that were added, how many lie where the first print had rows already."""
    before, after = int(group.before or 0), int(group.after or 0)
    inside = change.months_inside(before, after)
    kind = "changed" if not inside else "inside" if inside == after - before else "partly-inside"
    values = {"insurances": group.insured(), "before": before, "after": after, "inside": inside, "span": wording.period(voice, span)}
    return voice.tell(message(f"changes.contribution.{kind}", period=wording.period(voice, change.period), **values))


def _total(group: FigureGroup, voice: Voice) -> str:
    values = {"name": group.name(voice), "before": shown(group.before, voice), "after": shown(group.after, voice)}
    return voice.tell(message("changes.field.changed", **values))


def _field(change: FieldChange, voice: Voice) -> str:
    values = {"name": voice.say(f"field.{change.field}"), "before": shown(change.before, voice), "after": shown(change.after, voice)}
    return voice.tell(message("changes.field.changed", **values))


def shown(value: Value, voice: Voice) -> str:
    """A value as text; amounts with their thousands apart."""
    if value is None:
        return voice.say("none")
    return f"{value:,}" if isinstance(value, Decimal) else voice.quote(str(value))


def lines(changes: PrintChanges, voice: Voice) -> Iterator[Line]:
    """The differences one by one, in the order of the form."""
    for employment in changes.employments:
        yield from _employment_lines(employment, voice)
    for contribution in changes.contributions:
        yield from _contribution_lines(contribution, voice)
    for group in groups(changes.totals or ()):
        yield Line("totals", voice.say("none"), group.name(voice), group.before, group.after)
    yield from _field_lines("supplement", changes.supplement, voice)
    yield from _field_lines("header", changes.header, voice)


def _employment_lines(change: EmploymentChange, voice: Voice) -> Iterator[Line]:
    row = change.after or change.before
    if row is None:
        return
    if change.before is None or change.after is None:
        subject = voice.tell(message("changes.item.stint", employer=row.employer, period=wording.period(voice, row.period)))
        yield _presence("employments", subject, change, voice)
    else:
        for field in change.fields:
            values = (_employment_value(change.before, field), _employment_value(change.after, field))
            yield Line("employments", voice.quote(row.employer), _item(field, voice), *values, names=field == "employer")


def _contribution_lines(change: ContributionChange, voice: Voice) -> Iterator[Line]:
    subject = wording.period(voice, change.period)
    if (change.before is None or change.after is None) and not change.figures:
        yield _presence("contributions", subject, change, voice)
    for group in groups(change.figures):
        yield Line("contributions", subject, group.name(voice), group.before, group.after)
    if change.marked_before != change.marked_after:
        before, after = (_item("present" if marked else "absent", voice) for marked in (change.marked_before, change.marked_after))
        yield Line("contributions", subject, _item("marked", voice), before, after)


def _presence(part: str, subject: str, change: EmploymentChange | ContributionChange, voice: Voice) -> Line:
    """A row that one print does not have."""
    before, after = (_item("absent" if row is None else "present", voice) for row in (change.before, change.after))
    return Line(part, subject, _item("row", voice), before, after)


def _field_lines(part: str, changes: Iterable[FieldChange], voice: Voice) -> Iterator[Line]:
    for change in changes:
        before: Value = change.before
        after: Value = change.after
        if change.field == _YEAR:  # a year is no amount that grows
            before, after = (None if year is None else str(year) for year in (before, after))
        yield Line(part, voice.say("none"), voice.say(f"field.{change.field}"), before, after, names=change.field == "employer")


def _item(name: str, voice: Voice) -> str:
    return voice.tell(message(f"changes.item.{name}"))


def columns(voice: Voice) -> Sequence[str]:
    """The headings of the table."""
    return [voice.tell(message(f"changes.column.{name}")) for name in ("part", "subject", "item", "before", "after", "difference")]


def part_name(part: str, voice: Voice) -> str:
    """The name of a part of the record."""
    return voice.tell(message(f"changes.part.{part}"))


def about(changes: PrintChanges, voice: Voice) -> list[str]:
    """Which prints were compared, and what to know about it."""
    prints = [_print(key, source, voice) for key, source in (("before", changes.before), ("after", changes.after))]
    return [*prints, *(voice.tell(text) for text in caveats(changes))]


def _print(key: str, source: Source, voice: Voice) -> str:
    printed, query = source.record.print_date, source.record.query_period
    values = {
        "file": source.file,
        "printed": printed.day if printed else voice.say("none"),
        "query": wording.period(voice, query) if query else voice.say("none"),
    }
    return voice.tell(message(f"changes.about.{key}", **values))
