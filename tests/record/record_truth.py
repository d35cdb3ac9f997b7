"""A record as read, beside its ground truth: exact, refused, or wrong.

Refused is a value that is blank where the truth has one, or a row that is missing, as long as a finding ``unreadable-text`` says so at its
place. Anything else that differs is wrong, and no test tolerates it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sbparse.errors import SbparseError
from sbparse.findings import Finding
from sbparse.record.document import read_bytes
from sbparse.record.model import PAID_BY_PERSON, Amounts, Insurance, RightsRecord
from sbparse.record.read import ReadRecord
from sbparse.values.month import Period, years_text
from sbparse.values.place import Place
from sbparse.values.text import unreadable

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of a document: the error where it was refused as a whole, the places refused, and what is wrong."""

    error: SbparseError | None = None
    refused: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    read: tuple[ReadRecord, ...] = ()
    cells: int = 0

    @property
    def exact(self) -> bool:
        return self.error is None and not self.refused and not self.wrong


def shown(record: RightsRecord) -> Json:
    """The record in the truth's shape: the contract's, less ``layout``, ``where`` and ``findings``."""
    period, printed = record.query_period, record.print_date
    return {
        "pages": list(record.pages),
        "person": {"name": record.person.name, "id_number": record.person.id_number, "employer": record.person.employer},
        "verification": {"code": record.code, "serial": record.serial},
        "query_period": period and _period(period),
        "query_date": record.query_date and str(record.query_date),
        "print_date": printed and {"date": str(printed.day), "basis": str(printed.basis)},
        "issuer": record.issuer,
        "employments": [
            _period(e.period) | {"months": e.months, "employer": e.employer, "district": e.district} for e in record.employments
        ],
        "contributions": [_period(c.period) | {"supplemental": c.supplemental} | _insurances(c.amounts) for c in record.contributions],
        "totals": record.totals and _insurances(record.totals.amounts),
        "supplement": _supplement(record),
        "cumulative": {str(i): {"months": n, "text": years_text(n)} for i, n in record.cumulative.items()},
    }


def _period(period: Period) -> Json:
    return {"start": str(period.start), "end": str(period.end)}


def _insurances(amounts: dict[Insurance, Amounts]) -> Json:
    return {str(insurance): _amounts(insurance, amount) for insurance, amount in amounts.items()}


def _amounts(insurance: Insurance, amount: Amounts) -> Json:
    texts: Json = {"months": amount.months, "base": None if amount.base is None else str(amount.base)}
    if insurance in PAID_BY_PERSON:
        texts["personal"] = None if amount.personal is None else str(amount.personal)
    return texts


def _supplement(record: RightsRecord) -> Json:
    names = [name for name in type(record.supplement).__slots__ if name != "where"]
    values = {name: getattr(record.supplement, name) for name in names}
    if values["account_balance"] is not None:
        values["account_balance"] = str(values["account_balance"])
    return values


def leaves(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Every single value of a truth with its path."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, f"{path}[{index}]")
    else:
        yield path, value


def judged(pdf: bytes, truths: Sequence[Json], skipped: Sequence[int] = (), *, file: str = "record.pdf", **options: Any) -> Judgement:
    """Read a document and hold it against the truth of each record in it."""
    try:
        extraction, read = read_bytes(pdf, file, keep_pages=True, **options)
    except SbparseError as error:
        return Judgement(error=error)
    wrong: list[str] = []
    refused: list[str] = []
    if list(extraction.skipped_pages) != list(skipped):
        wrong.append(f"skipped {extraction.skipped_pages}, should be {list(skipped)}")
    if len(extraction.records) != len(truths):
        wrong.append(f"{len(extraction.records)} records, should be {len(truths)}")
    else:
        for record, truth in zip(extraction.records, truths, strict=True):
            _compare(record, truth, refused, wrong)
    cells = sum(1 for truth in truths for _ in leaves(truth))
    return Judgement(None, tuple(refused), tuple(wrong), tuple(read), cells)


def _compare(record: RightsRecord, truth: Json, refused: list[str], wrong: list[str]) -> None:
    found = shown(record)
    said = [f for f in record.findings if f.rule == "unreadable-text"]
    for table, rows in (("employments", record.employments), ("contributions", record.contributions)):
        missing = _without_missing(found[table], truth[table])
        if len(missing) > len(said):
            wrong.append(f"{table}: rows {missing} of the truth are missing, and {len(said)} findings say so")
        refused += [f"{table}: row {index} left out" for index in missing]
        kept = [row for index, row in enumerate(truth[table]) if index not in missing]
        if len(kept) != len(rows):
            wrong.append(f"{table}: {len(rows)} rows, should be {len(kept)}")
            continue
        for row, printed, expected in zip(rows, found[table], kept, strict=True):
            _values(printed, expected, f"{table} {expected['start']}", _at(said, row.where), refused, wrong)
    for name in truth:
        if name == "cumulative" and refused:
            continue  # computed from rows of which some were refused
        if name not in ("employments", "contributions"):
            _values(found[name], truth[name], name, said, refused, wrong)


def _without_missing(found: list[Json], expected: list[Json]) -> list[int]:
    """Which rows of the truth are not among those read, by their period and, where periods repeat, their order."""
    missing: list[int] = []
    position = 0
    for index, row in enumerate(expected):
        if position < len(found) and all(found[position][end] == row[end] for end in ("start", "end")):
            position += 1
        else:
            missing.append(index)
    return missing


def _at(findings: Sequence[Finding], where: Place) -> list[Finding]:
    return [f for f in findings if f.where is not None and f.where.page == where.page and _meet(f.where.bbox, where.bbox)]


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return all(min(one[i + 2], other[i + 2]) >= max(one[i], other[i]) for i in (0, 1))


def _values(found: object, expected: object, name: str, said: Sequence[Finding], refused: list[str], wrong: list[str]) -> None:
    got, due = dict(leaves(found, name)), dict(leaves(expected, name))
    wrong.extend(f"{path}: {got[path]!r} should not be there" for path in got.keys() - due.keys())
    for path, value in due.items():
        here = got.get(path, "absent")
        if here == value:
            continue
        if said and (here is None or (isinstance(here, str) and unreadable(here))):
            refused.append(f"{path}: {value}")
        else:
            wrong.append(f"{path}: {here!r}, should be {value!r}")
