"""The second opinion word by word: how each value is named and shown, where it stands, and where rows cannot be compared one by one."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from record_build import HERE, job, record, row, totals_of

from sbparse.errors import NoRecordError, SbparseError, UnusableFileError
from sbparse.findings import Finding, Severity
from sbparse.messages import LANGS, Message, message, render
from sbparse.record import second
from sbparse.record.model import Amounts, Extraction, Insurance, PrintBasis, PrintDate, RightsRecord
from sbparse.record.second import CrossCheck, Difference, cross_check, cross_checked, differences
from sbparse.values.month import Period
from sbparse.values.place import Place

THERE = Place(3, (1.0, 2.0, 3.0, 4.0))
ONE = record(origin=THERE)


def of(*records: RightsRecord, skipped: tuple[int, ...] = ()) -> Extraction:
    return Extraction("x.pdf", "0", 4, records, skipped)


def between(first: RightsRecord, other: RightsRecord) -> list[Difference]:
    return list(differences(of(first), of(other)))


def named(field: Message) -> str:
    """A field's sentence by its keys: ``part/row/field``."""
    names = [field.params[name] for name in ("part", "row", "insurance", "amount", "field") if name in field.params]
    return "/".join(named(name) if isinstance(name, Message) else str(name) for name in names) or field.key


def readings(first: RightsRecord, other: RightsRecord) -> list[tuple[str, str | None, str | None]]:
    return [(named(d.field), d.pdfium, d.pdfplumber) for d in between(first, other)]


def test_the_fields_of_the_header_block_and_the_end() -> None:
    other = replace(
        ONE,
        layout="other",
        person=replace(ONE.person, name="甲", id_number="1", employer=None),
        code="2",
        serial=None,
        query_period=None,
        query_date=date(2021, 1, 5),
        print_date=PrintDate(date(2021, 1, 5), PrintBasis.PRINTED),
        issuer="乙",
    )
    assert readings(ONE, other) == [
        ("second.field.layout", "beijing-yearly", "other"),
        ("field.name", "张样例", "甲"),
        ("field.id_number", "110199199003070017", "1"),
        ("field.employer", "北京示例有限公司", None),
        ("field.code", "abc234", "2"),
        ("field.serial", "11010820210105120000", None),
        ("second.field.query_period", str(ONE.query_period), None),
        ("second.field.query_date", None, "2021-01-05"),
        ("second.field.print_date", None, "2021-01-05 printed"),
        ("field.issuer", "北京市海淀区社会保险基金管理中心", "乙"),
    ]
    assert {d.where for d in between(ONE, other)} == {THERE}
    assert {(d.record, d.employment) for d in between(ONE, other)} == {(0, None)}


def test_the_fields_of_a_row_of_the_employers() -> None:
    jobs = [job("2019-01", "2019-12"), replace(job("2020-01", "2020-12"), where=THERE)]
    changed = replace(job("2020-02", "2020-11", None, "丙"), district=None, where=HERE)
    found = readings(record(jobs=jobs), record(jobs=[jobs[0], changed]))
    row_two = "second.part.employments/2/second.field."
    assert found == [
        (f"{row_two}start", "2020-01", "2020-02"),
        (f"{row_two}end", "2020-12", "2020-11"),
        (f"{row_two}months", "12", None),
        (f"{row_two}employer", "北京示例有限公司", "丙"),
        (f"{row_two}district", "北京市海淀区", None),
    ]
    told = between(record(jobs=jobs), record(jobs=[jobs[0], changed]))
    assert {(d.where, d.employment, d.finding().employment) for d in told} == {(THERE, 1, 1)}


@pytest.mark.parametrize(("name", "settled"), [("start", False), ("end", False), ("months", False), ("employer", True), ("district", True)])
def test_only_names_are_settled_by_reasons(name: str, settled: bool) -> None:
    texts = {"employer": ("甲（乙）", "甲(乙)"), "district": ("东城（区）", "东城(区)")}
    first = job("2019-01", "2020-12")
    other = job("2019-02", "2020-11", 7)
    values = {
        "start": {"period": Period(other.period.start, first.period.end)},
        "end": {"period": Period(first.period.start, other.period.end)},
        "months": {"months": 7},
    }
    changed = values.get(name)
    one = first if changed else replace(first, **{name: texts[name][0]})  # type: ignore[arg-type]
    again = replace(first, **changed) if changed else replace(first, **{name: texts[name][1]})  # type: ignore[arg-type]
    (told,) = between(record(jobs=[one]), record(jobs=[again], supplement=record(jobs=[one]).supplement))
    assert told.settled == ("same-characters" if settled else None)
    assert told.finding().severity == (Severity.INFO if settled else Severity.ERROR)


def test_the_fields_of_a_row_of_the_contributions() -> None:
    rows = [row("2019-01", "2019-12"), replace(row("2020-01", "2020-12"), where=THERE)]
    amounts = {**rows[1].amounts, Insurance.MEDICAL: Amounts(11, None, rows[1].amounts[Insurance.MEDICAL].personal)}
    changed = replace(rows[1], period=Period.parse("2020-02", "2020-11"), supplemental=True, amounts=amounts, where=HERE)
    one = record(rows)
    row_two = "second.part.contributions/2/"
    assert readings(one, replace(one, contributions=(rows[0], changed))) == [
        (f"{row_two}second.field.start", "2020-01", "2020-02"),
        (f"{row_two}second.field.end", "2020-12", "2020-11"),
        (f"{row_two}second.field.supplemental", None, "*"),
        (f"{row_two}insurance.medical/amount.months", "12", "11"),
        (f"{row_two}insurance.medical/amount.base", "60000.00", None),
    ]
    assert {(d.where, d.employment) for d in between(one, replace(one, contributions=(rows[0], changed)))} == {(THERE, None)}


def test_rows_of_another_number_are_counted_and_the_rest_is_compared() -> None:
    fewer = replace(ONE, employments=(), contributions=ONE.contributions[:1], code="x")
    assert readings(ONE, fewer) == [
        ("field.code", "abc234", "x"),
        ("second.part.employments/second.field.rows", "1", "0"),
        ("second.part.contributions/second.field.rows", "2", "1"),
    ]
    assert {d.where for d in between(ONE, fewer)} == {THERE}


def test_a_row_of_sums_that_one_reading_lacks() -> None:
    totals = replace(totals_of(ONE.contributions), where=HERE)
    found = readings(replace(ONE, totals=None), replace(ONE, totals=totals))
    assert found[:2] == [
        ("second.part.totals/second.field.rows", "0", "1"),
        ("second.part.totals/insurance.pension/amount.months", None, "24"),
    ]
    # Where the first reading has no place the other's is shown.
    assert {d.where for d in between(replace(ONE, totals=None), replace(ONE, totals=totals))} == {HERE}
    assert len(found) == 1 + 5 + 3


def test_the_fields_of_the_supplement() -> None:
    other = replace(ONE, supplement=replace(ONE.supplement, pension_months=None, account_year=2020, where=None))
    assert readings(ONE, other) == [
        ("second.part.supplement/second.field.pension_months", "24", None),
        ("second.part.supplement/second.field.account_year", None, "2020"),
    ]
    assert {d.where for d in between(ONE, other)} == {HERE}


def test_what_the_rules_said_of_each_is_compared_as_a_whole() -> None:
    said = [Finding(rule=rule, severity=Severity.INFO, message=message("second.blank")) for rule in ("unread-text", "id-checksum")]
    first, other = replace(ONE, findings=tuple(said)), replace(ONE, findings=tuple(reversed(said)))
    assert between(first, other) == []
    (told,) = between(first, replace(ONE, findings=tuple(said[1:])))
    assert (told.field.key, told.where) == ("second.field.remarks", THERE)
    assert (told.pdfium or "").count("; ") == 1 and (told.pdfium or "").startswith("id-checksum: ")
    assert told.pdfplumber == (told.pdfium or "").split("; ")[0]
    assert between(ONE, replace(ONE, findings=tuple(said)))[0].pdfium is None


def test_records_and_pages_that_differ() -> None:
    two = replace(ONE, pages=(3, 4), code="x")
    assert [(d.record, named(d.field), d.pdfium, d.pdfplumber) for d in differences(of(ONE, two), of(ONE))] == [
        (None, "second.field.records", "1,2; 3,4", "1,2")
    ]
    found = list(differences(of(ONE, two, skipped=(5, 6)), of(ONE, replace(two, code="y"))))
    assert [(d.record, named(d.field), d.pdfium, d.pdfplumber) for d in found] == [
        (None, "second.field.skipped_pages", "5,6", None),
        (1, "field.code", "x", "y"),
    ]


@pytest.mark.parametrize(
    ("field", "settled"), [("name", True), ("employer", True), ("issuer", True), ("code", False), ("serial", False), ("id_number", False)]
)
def test_names_of_the_header_block_and_the_office_are_settled(field: str, settled: bool) -> None:
    def saying(text: str) -> RightsRecord:
        own = field in ("issuer", "code", "serial")
        return replace(ONE, **{field: text} if own else {"person": replace(ONE.person, **{field: text})})

    (told,) = between(saying("甲（乙）"), saying("甲(乙)"))
    assert told.settled == ("same-characters" if settled else None)
    (told,) = between(saying("甲乙"), saying("甲\ufffd"))
    assert told.settled == ("undecoded" if settled else None)
    for other in ("甲\ufffd\ufffd", "丙\ufffd", "甲"):
        (told,) = between(saying("甲乙"), saying(other))
        assert told.settled is None
    for unread, other in (("甲\ufffd", "甲乙"), ("甲\ufffd（", "甲\ufffd(")):
        (told,) = between(saying(unread), saying(other))
        assert told.settled is None


def test_a_rare_character_is_two_codes() -> None:
    for other, settled in (("张\ufffd\ufffd", "undecoded"), ("张\ufffd", None)):
        (told,) = between(*[replace(ONE, person=replace(ONE.person, name=text)) for text in ("张𬭚", other)])
        assert told.settled == settled


def test_an_amount_that_is_only_spelled_otherwise_is_not_settled() -> None:
    first, other = (replace(ONE, supplement=replace(ONE.supplement, account_balance=value)) for value in (Decimal("1.0"), Decimal("1.00")))
    assert [d.settled for d in between(first, other)] == [None]


def test_what_an_engine_says_of_a_name_that_is_settled_is_no_difference() -> None:
    said = Finding(rule="unreadable-text", severity=Severity.ERROR, message=message("second.blank"))
    first = replace(ONE, person=replace(ONE.person, name="张三"))
    unread = replace(ONE, person=replace(ONE.person, name="张\ufffd"), findings=(said,))
    assert [d.settled for d in between(first, unread)] == ["undecoded"]
    other = replace(ONE, person=replace(ONE.person, name="李四"), findings=(said,))
    assert [(d.settled, d.field.key) for d in between(first, other)] == [(None, "field.name"), (None, "second.field.remarks")]


def test_fields_have_their_sentences() -> None:
    fewer = replace(ONE.contributions[0], amounts={})
    told = between(ONE, replace(ONE, employments=(), contributions=(fewer, ONE.contributions[1])))
    keys = {(d.field.key, getattr(d.field.params.get("field"), "key", None)) for d in told}
    assert {key for key, _ in keys} == {"second.of-part", "second.of-row"}
    assert ("second.of-row", "second.of-insurance") in keys
    assert all(render(d.field, lang) for d in told for lang in LANGS)


def test_how_a_difference_is_told() -> None:
    plain = Difference(0, message("field.code"), "甲", None, THERE)
    told = plain.finding()
    assert (told.rule, told.message.key, told.where) == ("unreadable-text", "second.differ", THERE)
    assert told.message.params == {"field": message("field.code"), "pdfium": "甲", "pdfplumber": message("second.blank")}
    told = replace(plain, settled="undecoded").finding()
    assert told.message.key == "second.settled" and told.message.params["reason"] == message("second.reason.undecoded")


# Reading with both.


def reads(monkeypatch: pytest.MonkeyPatch, **found: Extraction | SbparseError) -> CrossCheck:
    def read(data: bytes, file: str, *, engine: str, ruleset: object) -> tuple[Extraction, list[object]]:
        assert (data, file, ruleset) == (b"data", "x.pdf", "rules")
        one = found[engine]
        if isinstance(one, SbparseError):
            raise one
        return one, []

    monkeypatch.setattr(second, "read_bytes", read)
    return cross_check(b"data", "x.pdf", ruleset="rules")  # type: ignore[arg-type]


def test_both_engines_are_asked_with_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    check = reads(monkeypatch, pdfium=of(ONE), pdfplumber=of(replace(ONE, code="x")))
    assert (check.extraction, check.failure) == (of(ONE), None)
    assert [d.pdfplumber for d in check.differences] == ["x"]
    settled = reads(monkeypatch, pdfium=of(ONE), pdfplumber=of(replace(ONE, code="x", person=replace(ONE.person, name="张\ufffd例"))))
    assert ([d.settled for d in settled.differences], [d.pdfplumber for d in settled.unsettled]) == (["undecoded", None], ["x"])


@pytest.mark.parametrize("disagrees", [True, False])
@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
def test_where_one_fails_the_other_s_reading_is_given(engine: str, disagrees: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    error = (NoRecordError if disagrees else UnusableFileError)(message("reading.empty"), file="x.pdf")
    two = replace(ONE, pages=(3,), not_run={"id-checksum": message("integrity.no-id")})
    found: dict[str, Extraction | SbparseError] = {"pdfium": of(ONE, two), "pdfplumber": of(ONE, two)} | {engine: error}
    check = reads(monkeypatch, **found)
    assert check.failure is not None and (check.failure.engine, check.failure.why, check.failure.disagrees) == (
        engine,
        error.what,
        disagrees,
    )
    assert (check.extraction, check.differences) == (of(ONE, two), ())
    told = cross_checked(b"data", "x.pdf", ruleset="rules").records  # type: ignore[arg-type]
    if disagrees:
        assert {r.findings[-1].message.key for r in told} == {f"second.refused-by-{engine}"}
        assert [(r.findings[-1].where, r.not_run) for r in told] == [(THERE, {}), (THERE, two.not_run)]
    else:
        why = "second.second-alone" if engine == "pdfium" else "second.unchecked"
        assert [list(r.not_run) for r in told] == [["unreadable-text"], ["id-checksum", "unreadable-text"]]
        assert {r.not_run["unreadable-text"].key for r in told} == {why}
        assert [r.findings for r in told] == [ONE.findings, two.findings]


def test_pages_that_were_given_up_for_the_second_engine_s_are_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    dropped = Finding(rule="unreadable-text", severity=Severity.INFO, message=message("reading.zero-glyphs", page=1))
    other = Finding(rule="unread-text", severity=Severity.INFO, message=message("second.blank"))
    check = reads(monkeypatch, pdfium=of(ONE, replace(ONE, findings=(other, dropped))), pdfplumber=of(ONE))
    assert check.failure is not None and (check.failure.engine, check.failure.why, check.failure.disagrees) == (
        "pdfium",
        dropped.message,
        False,
    )
    assert check.extraction.records[1].findings == (other, dropped)


def test_each_record_is_told_its_own_and_the_first_those_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    two = replace(ONE, pages=(3, 4))
    first, other = of(ONE, two, skipped=(5,)), of(replace(ONE, code="x"), replace(two, code="y"))
    reads(monkeypatch, pdfium=first, pdfplumber=other)
    told = cross_checked(b"data", "x.pdf", ruleset="rules").records  # type: ignore[arg-type]
    assert [[f.message.params["pdfplumber"] for f in r.findings] for r in told] == [[message("second.blank"), "x"], ["y"]]
    kept = Finding(rule="unread-text", severity=Severity.INFO, message=message("second.blank"))
    reads(monkeypatch, pdfium=of(replace(ONE, findings=(kept,))), pdfplumber=of(replace(ONE, findings=(kept,), code="x")))
    (alone,) = cross_checked(b"data", "x.pdf", ruleset="rules").records  # type: ignore[arg-type]
    assert (alone.findings[0], len(alone.findings)) == (kept, 2)
