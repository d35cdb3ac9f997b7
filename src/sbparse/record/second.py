"""A second opinion: both engines read the file, and every value on which they differ is settled by a stated reason or refused.

The engines share nothing below the page: pdfium and pdfminer decode text, place glyphs and paint lines each by its own means, and pdfminer
does not look at ActualText, which pdfium believes. Where nothing tells which of two readings is right, the finding shows both.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Final

from sbparse.errors import SbparseError, UnusableFileError
from sbparse.findings import RULES, Finding, Severity
from sbparse.messages import Message, message, render
from sbparse.policy.model import RuleSet
from sbparse.record.document import Engine, read_bytes
from sbparse.record.model import Amounts, Contribution, Employment, Extraction, Insurance, RightsRecord, Supplement
from sbparse.values.place import Place
from sbparse.values.text import fold, unreadable

_RULE: Final = "unreadable-text"
_DROPPED: Final = "reading.zero-glyphs"


def _same_characters(first: str, second: str) -> bool:
    return fold(first) == fold(second)


def _undecoded(first: str, second: str) -> bool:
    """Whether the second engine only says that it does not know some characters. Counted in UTF-16, as a rare character of two codes comes
    back as two unknown ones."""
    one, other = (text.encode("utf-16-be", "surrogatepass") for text in (first, second))
    pairs = ((one[at : at + 2], other[at : at + 2]) for at in range(0, len(one), 2))
    return len(one) == len(other) and all(b in (a, b"\xff\xfd") for a, b in pairs)


REASONS: Final[dict[str, Callable[[str, str], bool]]] = {"same-characters": _same_characters, "undecoded": _undecoded}
"""Why the default engine's reading of a name stands, by name. Never asked about a number, a month or a date.

What else is known of pdfminer needs no reason here, since the engine does not pass it on: characters left out (``·``), strings garbled by a
supplementary character, doubled glyphs.
"""


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that the engines read differently.

    Attributes:
        record: position of the record in ``records``, from 0; None for the file as a whole.
        field: the value's name, as a sentence of the catalogue.
        pdfium, pdfplumber: the two readings, None for blank.
        where: the value's place, None where it has none.
        employment: position of the row in ``employments`` where it is one of these.
        settled: the reason in :data:`REASONS` why pdfium's reading stands; None where nothing tells.
    """

    record: int | None
    field: Message
    pdfium: str | None
    pdfplumber: str | None
    where: Place | None = None
    employment: int | None = None
    settled: str | None = None

    def finding(self) -> Finding:
        """An error where nothing settles the difference, an information where a reason does."""
        readings = {"field": self.field, "pdfium": _shown(self.pdfium), "pdfplumber": _shown(self.pdfplumber)}
        if self.settled is None:
            what, severity = message("second.differ", **readings), RULES[_RULE]
        else:
            what, severity = message("second.settled", reason=message(f"second.reason.{self.settled}"), **readings), Severity.INFO
        return Finding(rule=_RULE, severity=severity, message=what, where=self.where, employment=self.employment)


@dataclass(frozen=True, slots=True)
class Failure:
    """One engine read no record where the other did.

    Attributes:
        engine: the one that did not.
        why: what it says.
        disagrees: whether it opened the file and saw something else; else it could not look, and nothing was cross-checked.
    """

    engine: Engine
    why: Message
    disagrees: bool


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """A file as read by both engines.

    Attributes:
        extraction: the default engine's reading; the second one's where the default engine failed.
        differences: every value that differs, in the order of the form.
        failure: the engine that failed, where one did; then there are no differences.
    """

    extraction: Extraction
    differences: tuple[Difference, ...] = ()
    failure: Failure | None = None

    @property
    def unsettled(self) -> tuple[Difference, ...]:
        return tuple(difference for difference in self.differences if difference.settled is None)


def cross_check(data: bytes, file: str, *, ruleset: RuleSet | None = None) -> CrossCheck:
    """Read a PDF with both engines and compare.

    Args:
        data: the file's bytes.
        file: its name, for errors.
        ruleset: rates, caps and payers for the integrity rules; the shipped ones by default.

    Raises:
        SbparseError: neither engine can read it; the default engine's error.
    """
    first = _attempt(data, file, "pdfium", ruleset)
    second = _attempt(data, file, "pdfplumber", ruleset)
    if isinstance(first, SbparseError):
        if isinstance(second, SbparseError):
            raise first
        return CrossCheck(second, failure=Failure("pdfium", first.what, not isinstance(first, UnusableFileError)))
    if isinstance(second, SbparseError):
        return CrossCheck(first, failure=Failure("pdfplumber", second.what, not isinstance(second, UnusableFileError)))
    if dropped := _dropped(first):
        return CrossCheck(first, failure=Failure("pdfium", dropped, disagrees=False))
    return CrossCheck(first, tuple(differences(first, second)))


def cross_checked(data: bytes, file: str, *, ruleset: RuleSet | None = None) -> Extraction:
    """A file's records with what the cross-check found among their findings; raises what :func:`cross_check` raises."""
    check = cross_check(data, file, ruleset=ruleset)
    return replace(check.extraction, records=tuple(_told(record, number, check) for number, record in enumerate(check.extraction.records)))


def _attempt(data: bytes, file: str, engine: Engine, ruleset: RuleSet | None) -> Extraction | SbparseError:
    try:
        return read_bytes(data, file, engine=engine, ruleset=ruleset)[0]
    except SbparseError as error:
        return error


def _dropped(extraction: Extraction) -> Message | None:
    """What the reader says where it gave up pdfium's pages for the second engine's: then both readings are the second's."""
    said = (finding.message for record in extraction.records for finding in record.findings)
    return next((what for what in said if what.key == _DROPPED), None)


def _told(record: RightsRecord, number: int, check: CrossCheck) -> RightsRecord:
    found = [d.finding() for d in check.differences if d.record == number or (d.record is None and number == 0)]
    failure = check.failure
    if failure and failure.disagrees:
        what = message(f"second.refused-by-{failure.engine}", why=failure.why)
        found.append(Finding(rule=_RULE, severity=RULES[_RULE], message=what, where=record.origin))
    elif failure:
        what = message("second.second-alone" if failure.engine == "pdfium" else "second.unchecked", why=failure.why)
        return replace(record, not_run={**record.not_run, _RULE: what})
    return replace(record, findings=(*record.findings, *found))


@dataclass(frozen=True, slots=True)
class _Fact:
    """One value of a record as text; ``name`` where it is a name, which reasons may settle."""

    field: Message
    text: str | None
    where: Place | None = None
    employment: int | None = None
    name: bool = False


def differences(first: Extraction, second: Extraction) -> Iterator[Difference]:
    """What two readings of one file differ in, pdfium's first."""
    if [record.pages for record in first.records] != [record.pages for record in second.records]:
        yield Difference(None, _field("records"), _pages(first), _pages(second))
        return
    if first.skipped_pages != second.skipped_pages:
        yield Difference(None, _field("skipped_pages"), _text(first.skipped_pages), _text(second.skipped_pages))
    for number, (one, other) in enumerate(zip(first.records, second.records, strict=True)):
        yield from _between(number, one, other)


def _between(number: int, first: RightsRecord, second: RightsRecord) -> Iterator[Difference]:
    settled: set[str | None] = set()
    for fact, again in zip(_facts(first, second), _facts(second, first), strict=True):
        if fact.text != again.text:
            reason = _settled(fact.text, again.text) if fact.name else None
            settled.add(reason)
            yield Difference(number, fact.field, fact.text, again.text, fact.where or again.where, fact.employment, reason)
    # What an engine cannot read it reports by itself; where that is settled, the report is not another difference.
    told = {_RULE} if settled - {None} else set()
    said, said_again = _remarks(first, told), _remarks(second, told)
    if said != said_again:
        yield Difference(number, _field("remarks"), said, said_again, first.origin)


def _remarks(record: RightsRecord, told: set[str]) -> str | None:
    remarks = sorted(f"{finding.rule}: {render(finding.message)}" for finding in record.findings if finding.rule not in told)
    return "; ".join(remarks) or None


def _settled(first: str | None, second: str | None) -> str | None:
    if not first or not second or unreadable(first):
        return None
    return next((name for name, holds in REASONS.items() if holds(first, second)), None)


def _facts(record: RightsRecord, other: RightsRecord) -> Iterator[_Fact]:
    """Every value in the order of the form. Rows are told one by one where the other reading has as many; else their number says enough."""
    yield from _header(record)
    yield _Fact(_of("employments", _field("rows")), str(len(record.employments)), record.origin)
    if len(record.employments) == len(other.employments):
        for number, job in enumerate(record.employments):
            yield from _employment(job, number)
    yield _Fact(_of("contributions", _field("rows")), str(len(record.contributions)), record.origin)
    if len(record.contributions) == len(other.contributions):
        for number, row in enumerate(record.contributions):
            yield from _contribution(row, number)
    totals = record.totals
    place = totals.where if totals else None
    yield _Fact(_of("totals", _field("rows")), "1" if totals else "0", place)
    for field, text in _amounts(totals.amounts if totals else {}):
        yield _Fact(_of("totals", field), text, place)
    for item in fields(Supplement):
        if item.name != "where":
            yield _Fact(_of("supplement", _field(item.name)), _text(getattr(record.supplement, item.name)), record.supplement.where)


def _header(record: RightsRecord) -> Iterator[_Fact]:
    person, place = record.person, record.origin
    yield _Fact(_field("layout"), record.layout, place)
    yield _Fact(message("field.name"), person.name, place, name=True)
    yield _Fact(message("field.id_number"), person.id_number, place)
    yield _Fact(message("field.employer"), person.employer, place, name=True)
    yield _Fact(message("field.code"), record.code, place)
    yield _Fact(message("field.serial"), record.serial, place)
    yield _Fact(_field("query_period"), _text(record.query_period), place)
    yield _Fact(_field("query_date"), _text(record.query_date), place)
    printed = record.print_date
    yield _Fact(_field("print_date"), f"{printed.day} {printed.basis}" if printed else None, place)
    yield _Fact(message("field.issuer"), record.issuer, place, name=True)


def _employment(row: Employment, number: int) -> Iterator[_Fact]:
    texts = {"start": str(row.period.start), "end": str(row.period.end), "months": _text(row.months), "employer": row.employer}
    for name, text in {**texts, "district": row.district}.items():
        yield _Fact(_of("employments", _field(name), number), text, row.where, number, name in ("employer", "district"))


def _contribution(row: Contribution, number: int) -> Iterator[_Fact]:
    texts = {"start": str(row.period.start), "end": str(row.period.end), "supplemental": "*" if row.supplemental else None}
    for field, text in [*((_field(name), text) for name, text in texts.items()), *_amounts(row.amounts)]:
        yield _Fact(_of("contributions", field, number), text, row.where)


def _amounts(amounts: Mapping[Insurance, Amounts]) -> Iterator[tuple[Message, str | None]]:
    for insurance in Insurance:
        for item in fields(Amounts):
            field = message("second.of-insurance", insurance=message(f"insurance.{insurance}"), amount=message(f"amount.{item.name}"))
            yield field, _text(getattr(amounts.get(insurance), item.name, None))


def _field(name: str) -> Message:
    return message(f"second.field.{name}")


def _of(part: str, field: Message, number: int | None = None) -> Message:
    """A field of a part of the form; rows are counted from 1."""
    name = message(f"second.part.{part}")
    if number is None:
        return message("second.of-part", part=name, field=field)
    return message("second.of-row", part=name, row=number + 1, field=field)


def _pages(extraction: Extraction) -> str:
    return "; ".join(",".join(map(str, record.pages)) for record in extraction.records)


def _text(value: object) -> str | None:
    if isinstance(value, tuple):
        return ",".join(map(str, value)) or None
    return None if value is None else str(value)


def _shown(reading: str | None) -> object:
    return message("second.blank") if reading is None else reading
