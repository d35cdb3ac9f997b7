"""The second opinion: what counts as a difference, what settles one, and what is said where an engine fails."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from functools import cache

import pytest
from record_documents import FIXTURES
from second_files import lying, packed_wrongly

import formdraw
from sbparse.errors import NoRecordError, SbparseError, UnreadableRecordError, UnusableFileError
from sbparse.findings import Finding, Severity
from sbparse.messages import LANGS, message, render
from sbparse.record import second
from sbparse.record.document import Engine, read_bytes
from sbparse.record.model import Amounts, Extraction, Insurance, PrintBasis, PrintDate, RightsRecord, Supplement
from sbparse.record.second import REASONS, Difference, cross_check, cross_checked, differences
from sbparse.values.month import Month, Period

FILE = FIXTURES / "extract" / "x2_landscape_2026.pdf"


@cache
def extraction() -> Extraction:
    return read_bytes(FILE.read_bytes(), "record.pdf")[0]


def changed(**values: object) -> Extraction:
    """The reading with other values in its one record."""
    return replace(extraction(), records=(replace(extraction().records[0], **values),))  # type: ignore[arg-type]


def between(**values: object) -> list[Difference]:
    return list(differences(extraction(), changed(**values)))


def record() -> RightsRecord:
    return extraction().records[0]


def test_the_same_reading_differs_in_nothing() -> None:
    assert between() == []


JOB = 1
ROW = 2


def job(**values: object) -> dict[str, object]:
    jobs = list(record().employments)
    jobs[JOB] = replace(jobs[JOB], **values)  # type: ignore[arg-type]
    return {"employments": tuple(jobs)}


def row(**values: object) -> dict[str, object]:
    rows = list(record().contributions)
    rows[ROW] = replace(rows[ROW], **values)  # type: ignore[arg-type]
    return {"contributions": tuple(rows)}


def amount(insurance: Insurance, **values: object) -> dict[Insurance, Amounts]:
    amounts = record().contributions[ROW].amounts
    return {**amounts, insurance: replace(amounts[insurance], **values)}  # type: ignore[arg-type]


PERIOD = Period(Month.of(2001, 2), Month.of(2001, 3))
CHANGES = {
    "layout": lambda: {"layout": "another"},
    "name": lambda: {"person": replace(record().person, name="李四")},
    "no name": lambda: {"person": replace(record().person, name=None)},
    "number": lambda: {"person": replace(record().person, id_number="110199")},
    "employer": lambda: {"person": replace(record().person, employer="甲")},
    "code": lambda: {"code": "abcdef"},
    "serial": lambda: {"serial": "1"},
    "query date": lambda: {"query_date": date(2020, 1, 2)},
    "query period": lambda: {"query_period": PERIOD},
    "print date": lambda: {"print_date": PrintDate(date(2020, 1, 2), PrintBasis.PRINTED)},
    "no print date": lambda: {"print_date": None},
    "issuer": lambda: {"issuer": "乙"},
    "job's employer": lambda: job(employer="丙"),
    "job's district": lambda: job(district=None),
    "job's months": lambda: job(months=1),
    "job's end": lambda: job(period=Period(record().employments[JOB].period.start, Month.of(2099, 1))),
    "no job": lambda: {"employments": record().employments[1:]},
    "row's start": lambda: row(period=Period(Month.of(1999, 1), record().contributions[ROW].period.end)),
    "row's mark": lambda: row(supplemental=not record().contributions[ROW].supplemental),
    "row's months": lambda: row(amounts=amount(Insurance.MATERNITY, months=3)),
    "row's base": lambda: row(amounts=amount(Insurance.PENSION, base=Decimal("1.00"))),
    "row's payment": lambda: row(amounts=amount(Insurance.MEDICAL, personal=None)),
    "no row": lambda: {"contributions": record().contributions[:-1]},
    "balance": lambda: {"supplement": replace(record().supplement, account_balance=Decimal("0.01"))},
    "cumulative": lambda: {"supplement": replace(record().supplement, pension_months=1)},
    "remark": lambda: {"findings": (Finding(rule="unread-text", severity=Severity.INFO, message=message("second.blank")),)},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_value_read_differently_is_one_difference_with_both_readings(change) -> None:  # type: ignore[no-untyped-def]
    (difference,) = between(**change())
    assert (difference.record, difference.settled) == (0, None)
    assert difference.pdfium != difference.pdfplumber
    assert difference.where is not None
    finding = difference.finding()
    assert (finding.rule, finding.severity) == ("unreadable-text", Severity.ERROR)
    for lang in LANGS:
        sentence = render(finding.message, lang)
        assert all(reading in sentence for reading in (difference.pdfium, difference.pdfplumber) if reading)


def test_a_difference_in_a_row_names_row_and_place() -> None:
    (difference,) = between(**job(employer="丙"))
    assert difference.employment == JOB
    assert difference.where == record().employments[JOB].where
    assert "第2行单位名称" in render(difference.finding().message)
    assert difference.finding().employment == JOB
    (difference,) = between(**row(amounts=amount(Insurance.MATERNITY, months=3)))
    assert (difference.where, difference.employment) == (record().contributions[ROW].where, None)
    assert "第3行生育月数" in render(difference.finding().message)


def test_a_missing_total_row_is_told_with_its_values() -> None:
    found = between(totals=None)
    assert [d.pdfplumber for d in found] == ["0"] + [None] * (len(found) - 1)
    assert len(found) > 1


def test_every_field_of_the_supplement_is_compared() -> None:
    for field in fields(Supplement):
        if field.name != "where":
            value = Decimal("0.07") if field.name == "account_balance" else 7
            (difference,) = between(supplement=replace(record().supplement, **{field.name: value}))
            assert difference.pdfplumber == str(value)
            assert render(difference.field, "en") != render(difference.field, "zh")


def test_pages_and_records() -> None:
    assert [d.pdfplumber for d in between(pages=(1, 2))] == ["1,2"]
    other = replace(extraction(), records=())
    (difference,) = differences(extraction(), other)
    assert (difference.record, difference.pdfium, difference.pdfplumber) == (None, "1,2,3", "")
    (difference,) = differences(extraction(), replace(extraction(), skipped_pages=(4,)))
    assert (difference.record, difference.pdfium, difference.pdfplumber) == (None, None, "4")


# What settles a difference, and what does not.


@pytest.mark.parametrize(
    ("first", "again", "settled"),
    [
        ("北京样例（京）公司", "北京样例(京)公司", "same-characters"),
        ("古丽·样例", "古丽・样例", "same-characters"),
        ("北京样例公司", "北京样列公司", None),
        ("张𬭚例", "张\ufffd\ufffd例", "undecoded"),
        ("张三例", "张\ufffd例", "undecoded"),
        ("张𬭚例", "张\ufffd例", None),  # one unknown glyph is half of the character: the other half may be another one
        ("张三例", "张\ufffd列", None),
        ("张三例", "张\ufffd", None),
        ("张\ufffd例", "张三例", None),
        ("张\ufffd例", "张\ufffd\ufffd例", None),
        ("张三", "张三丰", None),
        ("张三", None, None),
    ],
)
def test_what_settles_a_name(first: str, again: str | None, settled: str | None) -> None:
    one = changed(person=replace(record().person, name=first))
    other = changed(person=replace(record().person, name=again))
    (difference,) = differences(one, other)
    assert difference.settled == settled
    assert difference.finding().severity == (Severity.INFO if settled else Severity.ERROR)
    for lang in LANGS:
        assert render(difference.finding().message, lang)


@pytest.mark.parametrize("field", ["code", "serial"])
def test_nothing_settles_what_is_no_name(field: str) -> None:
    (difference,) = differences(changed(**{field: "123"}), changed(**{field: "１２３"}))
    assert difference.settled is None
    (difference,) = differences(changed(**{field: "123"}), changed(**{field: "12\ufffd"}))
    assert difference.settled is None


def test_an_engine_s_own_remark_is_no_second_difference_where_the_value_is_settled() -> None:
    remark = Finding(rule="unreadable-text", severity=Severity.ERROR, message=message("second.blank"))
    remarks = (*record().findings, remark)
    person = replace(record().person, name="张\ufffd例")
    one = changed(person=replace(person, name="张三例"))
    assert [d.settled for d in differences(one, changed(person=person, findings=remarks))] == ["undecoded"]
    assert [d.settled for d in differences(one, changed(person=replace(person, name="张三例"), findings=remarks))] == [None]


def test_reasons_have_their_sentences() -> None:
    for reason in REASONS:
        for lang in LANGS:
            assert render(message(f"second.reason.{reason}"), lang)


# Where an engine fails.


def failing(monkeypatch: pytest.MonkeyPatch, **errors: SbparseError) -> None:
    def read(data: bytes, file: str, *, engine: Engine = "pdfium", ruleset: object = None) -> tuple[Extraction, list[object]]:
        if engine in errors:
            raise errors[engine]
        return extraction(), []

    monkeypatch.setattr(second, "read_bytes", read)


@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
@pytest.mark.parametrize("kind", [UnusableFileError, NoRecordError, UnreadableRecordError])
def test_where_one_engine_fails_it_is_said(monkeypatch: pytest.MonkeyPatch, engine: str, kind: type[SbparseError]) -> None:
    failing(monkeypatch, **{engine: kind(message("reading.damaged"), file="record.pdf")})
    check = cross_check(b"", "record.pdf")
    assert check.failure is not None
    assert (check.failure.engine, check.failure.disagrees) == (engine, kind is not UnusableFileError)
    (told,) = cross_checked(b"", "record.pdf").records
    said = [finding for finding in told.findings if finding not in record().findings]
    if kind is UnusableFileError:
        assert said == []
        assert "交叉核对" in render(told.not_run["unreadable-text"])
    else:
        assert [(f.rule, f.severity, f.where) for f in said] == [("unreadable-text", Severity.ERROR, record().origin)]
    for what in (*(f.message for f in said), *told.not_run.values()):
        assert all(render(what, lang) for lang in LANGS)


def test_where_both_fail_the_default_engine_s_error_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(
        monkeypatch,
        pdfium=NoRecordError(message("reading.no-record"), file="record.pdf"),
        pdfplumber=UnusableFileError(message("reading.damaged"), file="record.pdf"),
    )
    with pytest.raises(NoRecordError):
        cross_check(b"", "record.pdf")


def test_a_damaged_stream_that_pdfium_overlooks_is_told() -> None:
    check = cross_check(packed_wrongly(FILE.read_bytes()), "record.pdf")
    assert check.failure is not None
    assert (check.failure.engine, check.failure.why.key, check.failure.disagrees) == ("pdfplumber", "reading.damaged-page", False)


# Where they really differ.


MADE = formdraw.make_record(1, jobs=2, years=6)
OTHER = MADE.jobs[-1].start.plus(-12)


@pytest.mark.parametrize(
    ("drawn", "claimed", "field"),
    [
        (str(MADE.jobs[-1].start), str(OTHER), "缴费起始年月"),
        (MADE.employer, MADE.employer[:-1] + "厂", "单位名称"),
        (MADE.name, MADE.name[:-1] + "戊", "参保人姓名"),
        (MADE.serial, MADE.serial[:-1] + "0", "查询流水号"),
    ],
)
def test_text_that_claims_to_be_another_is_refused_with_both_readings(drawn: str, claimed: str, field: str) -> None:
    """By ActualText, which pdfium believes and the second engine does not look at."""
    honest = formdraw.build(MADE, formdraw.ALL_STYLES[0])
    assert cross_check(honest, "record.pdf").differences == ()
    check = cross_check(lying(honest, drawn, claimed), "record.pdf")
    differing = {(render(d.field)[-len(field) :], d.pdfium, d.pdfplumber) for d in check.unsettled}
    assert (field, claimed, drawn) in differing
    (told,) = cross_checked(lying(honest, drawn, claimed), "record.pdf").records
    assert any(drawn in render(f.message) and claimed in render(f.message) and f.where for f in told.findings)


def test_text_that_claims_to_be_the_same_is_settled() -> None:
    honest = formdraw.build(MADE, formdraw.ALL_STYLES[0])
    claimed = MADE.employer.replace("（", "(").replace("）", ")")
    assert claimed != MADE.employer
    check = cross_check(lying(honest, MADE.employer, claimed), "record.pdf")
    assert [(d.pdfium, d.pdfplumber, d.settled) for d in check.differences] == [(claimed, MADE.employer, "same-characters")]
    (told,) = cross_checked(lying(honest, MADE.employer, claimed), "record.pdf").records
    assert [f.severity for f in told.findings if f.rule == "unreadable-text"] == [Severity.INFO]
