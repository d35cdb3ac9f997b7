"""Values that a picture was read to hold and that the form's own arithmetic contradicts: taken back, each with a finding.

On a text page such a contradiction is the file's; on a picture it is first of all the reading's, and nobody can tell which of the figures
was read wrongly. So all that take part count as unread. What another check bears out stays: a column that adds up needs no rate.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from sbparse.findings import RULES, Finding
from sbparse.messages import Message, message
from sbparse.policy.model import RuleSet
from sbparse.record.integrity.amounts import base_above_cap, personal_amount_mismatch
from sbparse.record.integrity.facts import Facts
from sbparse.record.integrity.form import check_digit
from sbparse.record.model import Contribution, Employment, Insurance, RightsRecord
from sbparse.record.settle import NAMES, cells_of, open_cells, surety, value_of, with_value
from sbparse.record.table import TableState
from sbparse.values.month import Period
from sbparse.values.place import Place
from sbparse.values.text import fold

_RULE = "unreadable-text"

CERTAIN = 0.9
"""An amount that nothing bears out is taken where every reading is as sure as this of every character."""


def uncontradicted(record: RightsRecord, table: TableState, jobs: TableState, ruleset: RuleSet) -> RightsRecord:
    """The record without the values that its arithmetic contradicts.

    Args:
        record: as read.
        table, jobs: what was read of each cell of 缴费明细 and of 单位变动记录.
        ruleset: rates and caps.
    """
    record = _rows(record, table)
    sums = {(insurance, name): _sum_holds(record, table, insurance, name) for insurance in Insurance for name in NAMES}
    for (insurance, name), holds in sums.items():
        if holds is False:
            record = _column_unread(record, insurance, name)
    sure = {key for key, holds in sums.items() if holds}
    record = _borne_out(_cells(record, ruleset, sure), table, ruleset, sure)
    return _person(_supplement(_employments(record, jobs)))


def unread(record: RightsRecord, what: Message, where: Place | None) -> RightsRecord:
    """The record with a finding that something in it is unread."""
    return replace(record, findings=(*record.findings, Finding(rule=_RULE, severity=RULES[_RULE], message=what, where=where)))


def _rows(record: RightsRecord, table: TableState) -> RightsRecord:
    """Rows of 缴费明细 whose months cannot be: over more than one year, outside the query, or shared with another row; and those that no
    insurance fills and that a reading is not sure of."""
    rows = record.contributions
    bad = {index for index, row in enumerate(rows) if row.period.start.year != row.period.end.year or _outside(record, row.period)}
    for index, row in enumerate(rows):
        filled = any(amounts.months == row.period.months for amounts in row.amounts.values())
        if not filled and surety(table, row.where, ("period",)) < CERTAIN:
            bad.add(index)
    order = sorted(range(len(rows)), key=lambda index: rows[index].period)
    for one, other in pairwise(order):
        if rows[one].period.overlap(rows[other].period):
            bad |= {one, other}
    for index in sorted(bad):
        record = unread(record, message("ocr.row-unread", period=rows[index].period), rows[index].where)
    return replace(record, contributions=tuple(row for index, row in enumerate(rows) if index not in bad)) if bad else record


def _outside(record: RightsRecord, period: Period) -> bool:
    return record.query_period is not None and not record.query_period.covers(period)


def _sum_holds(record: RightsRecord, table: TableState, insurance: Insurance, name: str) -> bool | None:
    """Whether a column adds up to its 合计; None where that cannot be told, as a cell or a row was not read."""
    total = value_of(record, None, insurance, name)
    if total is None or len(table.rows) != len(record.contributions) + 1 or open_cells(record, table, insurance, name):
        return None
    values = [value_of(record, row, insurance, name) for row in range(len(record.contributions))]
    return sum((value for value in values if value is not None), Decimal(0)) == total


def _column_unread(record: RightsRecord, insurance: Insurance, name: str) -> RightsRecord:
    values = [value_of(record, row, insurance, name) for row in range(len(record.contributions))]
    computed = sum((value for value in values if value is not None), Decimal(0))
    what = message(
        "ocr.column-unread",
        insurance=message(f"insurance.{insurance}"),
        column=message(f"amount.{name}"),
        computed=computed,
        printed=value_of(record, None, insurance, name),
    )
    places = [row.where for row in record.contributions]
    if record.totals is not None:
        places.append(record.totals.where)
    for row in (*range(len(record.contributions)), None):
        if value_of(record, row, insurance, name) is not None:
            record = with_value(record, row, insurance, name, None)
    for place in places:
        record = unread(record, what, place)
    return record


def _cells(record: RightsRecord, ruleset: RuleSet, sure: set[tuple[Insurance, str]]) -> RightsRecord:
    """Cells that do not fit the others of their row, in columns that no sum bears out."""
    for index, row in enumerate(record.contributions):
        for insurance, amounts in row.amounts.items():
            if amounts.months is not None and amounts.months > row.period.months:
                record = _cell_unread(record, index, insurance, "months")
    for index, insurance, names in _misfits(record, ruleset):
        if not all((insurance, name) in sure for name in names):
            for name in names:
                if value_of(record, index, insurance, name) is not None:
                    record = _cell_unread(record, index, insurance, name)
    return record


def _borne_out(record: RightsRecord, table: TableState, ruleset: RuleSet, sure: set[tuple[Insurance, str]]) -> RightsRecord:
    """In columns that no sum bears out: months that neither fill their row nor come again in it are unread, and amounts of which a reading
    is not sure, or whose point is doubtful, unless the rate or another insurance bears them out."""
    for insurance, name in ((insurance, name) for insurance in Insurance for name in NAMES if (insurance, name) not in sure):
        odd = _odd_decimals(record, insurance, name)
        for cell in cells_of(record, table, insurance, name):
            value = None if cell.row is None else value_of(record, cell.row, insurance, name)
            if cell.row is None or value is None:
                continue
            row = record.contributions[cell.row]
            certain = value == row.period.months if name == "months" else cell.sure >= CERTAIN and cell.row not in odd
            again = any(getattr(row.amounts[other], name) == value for other in row.amounts if other is not insurance)
            if not (certain or again or (name != "months" and _fits_rate(record, ruleset, cell.row, insurance))):
                record = _cell_unread(record, cell.row, insurance, name)
    return record


def _fits_rate(record: RightsRecord, ruleset: RuleSet, index: int, insurance: Insurance) -> bool:
    """Whether the base and the personal payment of a row were held against a rate, and fit."""
    row = record.contributions[index]
    alone = replace(row, amounts={insurance: row.amounts[insurance]})
    return personal_amount_mismatch(Facts(replace(record, contributions=(alone,)), ruleset)) == []


def _misfits(record: RightsRecord, ruleset: RuleSet) -> Iterator[tuple[int, Insurance, Sequence[str]]]:
    """Rows whose base and personal payment do not fit the rates, or whose base is above the cap."""
    for row, _ in enumerate(record.contributions):
        facts = Facts(replace(record, contributions=(record.contributions[row],)), ruleset)
        for check, names in ((personal_amount_mismatch, ("base", "personal")), (base_above_cap, ("base",))):
            found = check(facts)
            for finding in [] if isinstance(found, Message) else found:
                told = finding.message.params["insurance"]
                yield from ((row, insurance, names) for insurance in Insurance if told == message(f"insurance.{insurance}"))


def _odd_decimals(record: RightsRecord, insurance: Insurance, name: str) -> set[int]:
    """Rows whose amount has other decimals than most of its column: a point was lost, perhaps, or a speck taken for one."""
    values = {row: value for row in range(len(record.contributions)) if (value := value_of(record, row, insurance, name)) is not None}
    shapes = [Decimal(value).as_tuple().exponent for value in values.values()]
    usual = max(set(shapes), key=shapes.count, default=0)
    return {row for row, value in values.items() if Decimal(value).as_tuple().exponent != usual}


def _cell_unread(record: RightsRecord, row: int, insurance: Insurance, name: str) -> RightsRecord:
    printed: Contribution = record.contributions[row]
    what = message(
        "ocr.cell-unread",
        period=printed.period,
        insurance=message(f"insurance.{insurance}"),
        column=message(f"amount.{name}"),
        value=value_of(record, row, insurance, name),
    )
    return unread(with_value(record, row, insurance, name, None), what, printed.where)


def _employments(record: RightsRecord, jobs: TableState) -> RightsRecord:
    """Rows of 单位变动记录 whose months neither fill their period nor are explained by unpaid ones in 缴费明细."""
    kept: list[Employment] = []
    for job in record.employments:
        filled = job.months == job.period.months
        certain = filled or surety(jobs, job.where, ("start", "end")) >= CERTAIN
        if _outside(record, job.period) or not certain or not (filled or _explained(record, job)):
            record = unread(record, message("ocr.row-unread", period=job.period), job.where)
        else:
            kept.append(job)
    return replace(record, employments=tuple(kept))


def _explained(record: RightsRecord, job: Employment) -> bool:
    """Whether 缴费明细 pays the first and the last month of an employment, and leaves as many unpaid as the employment does."""
    if not record.contributions:
        return job.months is None
    unpaid = set(job.period.indices)
    count = 0
    for row in record.contributions:
        shared = unpaid.intersection(row.period.indices)
        months = getattr(row.amounts.get(Insurance.PENSION), "months", None)
        if shared and (months is None or months > 0):
            unpaid -= shared
            count += min(len(shared), row.period.months - (months or 0))
    ends_paid = unpaid.isdisjoint({job.period.start.index, job.period.end.index})
    return ends_paid and (job.months is None or 0 <= job.period.months - job.months <= len(unpaid) + count)


def _supplement(record: RightsRecord) -> RightsRecord:
    """Printed cumulative months below those of the table; and others than the table's that a reading is not sure of."""
    for insurance, name in ((Insurance.PENSION, "pension_months"), (Insurance.MEDICAL, "medical_months")):
        supplement = record.supplement
        months = getattr(supplement, name)
        paid = sum(value_of(record, row, insurance, "months") or 0 for row in range(len(record.contributions)))
        sure = min((value.confidence for value in record.recognised if value.field == name), default=1.0)
        if months is not None and (months < paid or (months > paid and sure < CERTAIN)):
            what = message("ocr.field-unread", field=message(f"second.field.{name}"), text=months)
            record = unread(replace(record, supplement=replace(supplement, **{name: None})), what, supplement.where)
    return record


def _person(record: RightsRecord) -> RightsRecord:
    """A name of ideographs with a letter in it, an ID number whose check digit is wrong, an employer that is nearly the newest one."""
    person = record.person
    if person.name and re.search("[A-Za-z0-9]", person.name) and re.search("[\u4e00-\u9fff]", person.name):
        what = message("ocr.field-unread", field=message("field.name"), text=person.name)
        record = unread(replace(record, person=replace(person, name=None)), what, record.origin)
        person = record.person
    number = fold(person.id_number or "").upper()
    if len(number) == 18 and number[:17].isdecimal() and check_digit(number[:17]) != number[17]:
        what = message("ocr.field-unread", field=message("field.id_number"), text=f"{number[:3]}…")
        record = unread(replace(record, person=replace(person, id_number=None)), what, record.origin)
    newest = max(record.employments, key=lambda job: job.period.end, default=None)
    if newest is not None and person.employer and _nearly(fold(person.employer), fold(newest.employer)):
        what = message("ocr.field-unread", field=message("field.employer"), text=person.employer)
        record = unread(replace(record, person=replace(record.person, employer=None)), what, record.origin)
        kept = tuple(job for job in record.employments if job is not newest)
        record = unread(replace(record, employments=kept), what, newest.where)
    return record


def _nearly(one: str, other: str) -> bool:
    """Whether two names differ in few characters of many."""
    apart = sum(a != b for a, b in zip(one, other, strict=False))
    return len(one) == len(other) and 0 < apart <= max(1, len(one) // 6)
