"""Employments, cumulative months and the header block of a scan that the form's other values contradict."""

from dataclasses import replace

import pytest
from record_build import HERE
from scan_build import jobs_of, table_of

from sbparse.findings import Finding
from sbparse.messages import Message
from sbparse.policy.load import default_ruleset
from sbparse.record.contradicted import uncontradicted
from sbparse.record.model import Recognised, RightsRecord
from sbparse.record.table import TableState

FIRST = "2019-01至2019-12 12 60000.00 4800.00 12 60000.00 120.00 12 60000.00 1236.00"
SECOND = "2020-01至2020-12 12 72000.00 5760.00 12 72000.00 144.00 12 72000.00 1476.00"


def checked(record: RightsRecord, table: TableState, jobs: TableState | None = None) -> tuple[RightsRecord, list[Finding]]:
    done = uncontradicted(record, table, jobs or TableState(table.table), default_ruleset())
    new = [f for f in done.findings if f not in record.findings]
    assert all((f.rule, f.severity) == ("unreadable-text", "error") and f.where is not None for f in new)
    return done, new


# 单位变动记录.


def employed(*jobs: str, rows: tuple[str, ...] = (), **changed: object) -> list[str]:
    """The employers that stay; each that goes is told with its period and place."""
    record, table = table_of(*rows) if rows else (table_of(FIRST)[0], TableState(table_of(FIRST)[1].table))
    found, state = jobs_of(*jobs)
    record = replace(record, employments=found, **{"contributions": () if not rows else record.contributions} | changed)  # type: ignore[arg-type]
    done, new = checked(record, table, state)
    gone = [job for job in found if job not in done.employments]
    told = [(f.message.params["period"], f.where) for f in new if f.message.key == "ocr.row-unread"]
    assert told == [(job.period, job.where) for job in gone]
    return [job.employer for job in done.employments]


@pytest.mark.parametrize(
    ("job", "stays"),
    [
        ("2019-01 2019-12 12 甲公司 乙", True),
        ("2019-01~ 2019-12~ 12 甲公司 乙", True),
        ("2019-01 2019-12 11 甲公司 乙", False),
        ("2019-01 2019-12 _ 甲公司 乙", True),
        ("2019-01= 2019-12= _ 甲公司 乙", True),
        ("2019-01 2019-12~ _ 甲公司 乙", False),
        ("2019-01~ 2019-12 _ 甲公司 乙", False),
        ("2019-01 2021-02 26 甲公司 乙", False),  # outside the query
    ],
)
def test_employments_without_a_table_of_contributions(job: str, stays: bool) -> None:
    assert employed(job) == (["甲公司"] if stays else [])


@pytest.mark.parametrize(
    ("job", "stays"),
    [
        ("2019-01 2020-12 24 甲公司 乙", True),
        ("2019-01 2020-12 _ 甲公司 乙", True),
        ("2019-01 2020-12 22 甲公司 乙", True),  # two months of 2020 are unpaid
        ("2019-01 2020-12 21 甲公司 乙", False),
        ("2019-01 2020-12 25 甲公司 乙", False),
        ("2018-12 2020-12 24 甲公司 乙", False),  # its first month is not paid
        ("2019-01 2021-01 24 甲公司 乙", False),  # nor is its last
        ("2019-01 2021-01 _ 甲公司 乙", False),
        ("2018-12 2020-12 25 甲公司 乙", True),  # filled, whatever the other table says
    ],
)
def test_employments_and_the_months_that_the_other_table_pays(job: str, stays: bool) -> None:
    second = "2020-01至2020-12 10 60000.00 4800.00 10 60000.00 120.00 10 60000.00 1230.00"
    assert employed(job, rows=(FIRST, second)) == (["甲公司"] if stays else [])


@pytest.mark.parametrize(("months", "stays"), [("18", True), ("17", False), ("24", True)])
def test_months_of_no_row_and_of_rows_without_a_number_count_as_unpaid(months: str, stays: bool) -> None:
    """Six months between the rows belong to none."""
    third = "2020-07至2020-12 6 36000.00 2880.00 6 36000.00 72.00 6 36000.00 738.00"
    assert employed(f"2019-01 2020-12 {months} 甲公司 乙", rows=(FIRST, third)) == (["甲公司"] if stays else [])


def test_a_row_of_one_month_pays_it() -> None:
    one = "2020-01 1 6000.00 480.00 1 6000.00 12.00 1 6000.00 123.00"
    assert employed("2019-06 2020-01 7 甲公司 乙", rows=(FIRST.replace("2019-12 12", "2019-12 11"), one)) == ["甲公司"]


def test_a_row_paid_with_nothing_pays_no_month() -> None:
    none = "2020-01至2020-12 0 0.00 0.00 0 0.00 0.00 12 72000.00 1476.00"
    assert employed("2019-01 2020-12 12 甲公司 乙", rows=(FIRST, none)) == []
    blank = "2020-01至2020-12 _ _ _ 12 72000.00 144.00 12 72000.00 1476.00"
    assert employed("2019-01 2020-12 12 甲公司 乙", rows=(FIRST, blank)) == ["甲公司"]


# 补充资料 and the header block.


@pytest.mark.parametrize(
    ("months", "sure", "stays"),
    [(24, 0.5, True), (23, 0.99, False), (25, 0.9, True), (25, 0.89, False), (None, 0.1, True), (25, None, True)],
)
@pytest.mark.parametrize("name", ["pension_months", "medical_months"])
def test_cumulative_months_are_no_fewer_than_the_table_s(name: str, months: int | None, sure: float | None, stays: bool) -> None:
    record, table = table_of(FIRST, SECOND)
    recognised = (
        () if sure is None else (Recognised(name, "x", 0.99, HERE), Recognised(name, "y", sure, HERE), Recognised("other", "z", 0.0, HERE))
    )
    record = replace(record, supplement=replace(record.supplement, where=HERE, **{name: months}), recognised=recognised)  # type: ignore[arg-type]
    done, new = checked(record, table)
    assert getattr(done.supplement, name) == (months if stays else None)
    assert [(f.message.key, field_of(f), f.message.params["text"], f.where) for f in new] == (
        [] if stays else [("ocr.field-unread", f"second.field.{name}", months, HERE)]
    )


def test_rows_without_months_of_the_insurance_count_none() -> None:
    record, table = table_of(FIRST, SECOND.replace("12 72000.00 1476.00", "_ _ _"))
    record = replace(record, supplement=replace(record.supplement, where=HERE, pension_months=24, medical_months=12))
    assert checked(record, table) == (record, [])


def field_of(finding: Finding) -> str:
    field = finding.message.params["field"]
    assert isinstance(field, Message)
    return field.key


def person(**changed: object) -> tuple[dict[str, object], list[tuple[str, object]]]:
    """What of the header block goes, and what is told."""
    record, table = table_of(FIRST)
    record = replace(record, person=replace(record.person, **changed))  # type: ignore[arg-type]
    done, new = checked(record, table)
    gone = {
        name: getattr(record.person, name)
        for name in ("name", "id_number", "employer")
        if getattr(done.person, name) != getattr(record.person, name)
    }
    assert all(getattr(done.person, name) is None and f.where == record.origin for name in gone for f in new)
    assert [field_of(f) for f in new] == [f"field.{name}" for name in gone]
    return gone, [(f.message.key, f.message.params["text"]) for f in new]


@pytest.mark.parametrize(
    ("name", "stays"), [("张样例", True), ("张样A例", False), ("张1", False), ("张z", False), ("JOHN 2", True), ("", True), (None, True)]
)
def test_a_name_is_of_ideographs_or_of_letters(name: str | None, stays: bool) -> None:
    assert person(name=name) == (({}, []) if stays else ({"name": name}, [("ocr.field-unread", name)]))


@pytest.mark.parametrize(
    ("number", "stays"),
    [
        ("110199199003070017", True),
        ("110199199003070018", False),
        ("11019919900307001X", False),
        ("11010119900307803X", True),
        ("１１０１９９１９９００３０７００１８", False),
        ("11010119900307803x", True),
        ("1101991990030700", True),  # no such number: of another kind
        ("A10199199003070018", True),
        (None, True),
    ],
)
def test_an_identity_number_must_check(number: str | None, stays: bool) -> None:
    assert person(id_number=number) == (
        ({}, []) if stays else ({"id_number": number}, [("ocr.field-unread", f"{(number or '')[:3].replace('１１０', '110')}…")])
    )


@pytest.mark.parametrize(
    ("employer", "stays"),
    [
        ("北京示例有限公司", True),
        ("北京示列有限公司", False),  # one of eight differs
        ("北京未列有限公司", True),  # two
        ("北京示列有限责任公司", True),
        ("北京示列有限公司二", True),
        ("北京示例有限公司二", True),
        ("上海某某某某公司", True),
        (None, True),
    ],
)
def test_an_employer_is_the_newest_one_or_another(employer: str | None, stays: bool) -> None:
    record, table = table_of(FIRST, SECOND)
    jobs, state = jobs_of("2020-01 2020-12 12 北京示例有限公司 乙", "2019-01 2019-12 12 北京示列有限公司 乙")
    record = replace(record, employments=jobs, person=replace(record.person, employer=employer))
    done, new = checked(record, table, state)
    assert done.person.employer == (employer if stays else None)
    assert done.employments == (jobs if stays else jobs[1:])
    assert [(f.message.params["text"], f.where) for f in new] == ([] if stays else [(employer, record.origin), (employer, jobs[0].where)])
    assert {(f.message.key, field_of(f)) for f in new} == (set() if stays else {("ocr.field-unread", "field.employer")})


def test_the_newest_employer_is_the_one_that_ends_last() -> None:
    record, table = table_of(FIRST, SECOND)
    jobs, state = jobs_of("2019-01 2020-12 24 北京示例有限公司 乙", "2020-03 2020-06 4 上海某某中心 乙")
    record = replace(record, employments=jobs, person=replace(record.person, employer="北京示列有限公司"))
    assert checked(record, table, state)[0].employments == jobs[1:]


@pytest.mark.parametrize(("apart", "near"), [(0, False), (1, True), (2, True), (3, False)])
def test_names_of_twelve_characters_may_differ_in_two(apart: int, near: bool) -> None:
    record, table = table_of(FIRST)
    jobs, state = jobs_of("2019-01 2019-12 12 甲乙丙丁戊己庚辛壬癸公司 乙")
    record = replace(record, employments=jobs, person=replace(record.person, employer="某" * apart + jobs[0].employer[apart:]))
    assert (checked(record, table, state)[0].person.employer is None) is near
