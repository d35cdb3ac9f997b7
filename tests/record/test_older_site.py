"""The city's older site: monthly tables an insurance and year, read by their headers."""

import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from older_lines import CAPTION, HEADER, NAME, NUMBER, TITLE, placed
from older_lines import month as row_of
from record_profiles import documents
from record_sheets import page
from record_truth import Json, shown

import formdraw
from formdraw import older_site
from formdraw.bundles import Foreign, Printed, bundle
from formdraw.model import FormRecord
from formdraw.older_site import Line, Site
from sbparse.errors import SbparseError, UnreadableRecordError
from sbparse.findings import Severity
from sbparse.record.document import read_bytes
from sbparse.record.model import RightsRecord
from sbparse.record.read import read_records

RECORD = formdraw.make_record(71, monthly=True, jobs=2, years=2.2)
SITE = Site()
EVERY_CHARACTER = replace(older_site.STYLE, producer="reportlab-cid")
"""The committed fonts hold the generator's own words alone."""
NOT_PRINTED = ("employments", "supplement")
"""What the older site's truth does not tell; the reader makes employments of the pension rows."""


def read(pdf: bytes) -> RightsRecord:
    (record,) = read_bytes(pdf, "older.pdf")[0].records
    return record


def employments(record: FormRecord) -> list[Json]:
    """A row for each unbroken time under one name; up to three months may be unpaid in between."""
    rows: list[Json] = []
    paid = [(month, job.employer) for job in record.jobs for month in job.paid if record.rows[0].start <= month]
    for month, employer in sorted(paid):
        index = month.year * 12 + month.month
        if rows and rows[-1]["employer"] == employer and index - rows[-1]["last"] <= 4:
            rows[-1] |= {"end": str(month), "months": rows[-1]["months"] + 1, "last": index}
        else:
            rows.append({"start": str(month), "end": str(month), "months": 1, "employer": employer, "district": None, "last": index})
    return [{key: value for key, value in row.items() if key != "last"} for row in rows]


def assert_exact(record: RightsRecord, source: FormRecord, site: Site) -> None:
    found, truth = shown(record), older_site.truth(source, site)
    assert {key: found[key] for key in truth if key not in NOT_PRINTED} == {k: v for k, v in truth.items() if k not in NOT_PRINTED}
    assert found["employments"] == employments(source)
    assert set(found["supplement"].values()) == {None}
    assert [f for f in record.findings if f.severity is not Severity.INFO or f.rule == "unread-text"] == []


@pytest.mark.parametrize("caption", ["year-first", "insurance-first"])
@pytest.mark.parametrize("month", ["2012-01", "201201"])
@pytest.mark.parametrize("second_lines", [True, False])
@pytest.mark.parametrize("repeat_header", [True, False])
def test_every_wording_reads_as_its_truth(caption: str, month: str, second_lines: bool, repeat_header: bool) -> None:
    site = Site(caption=caption, month=month, second_lines=second_lines, repeat_header=repeat_header)  # type: ignore[arg-type]
    assert_exact(read(older_site.build(RECORD, site)), RECORD, site)


SITES = st.builds(
    Site,
    caption=st.sampled_from(["year-first", "insurance-first"]),
    month=st.sampled_from(["2012-01", "201201"]),
    second_lines=st.booleans(),
    repeat_header=st.booleans(),
)


@documents(0.15)
@given(st.integers(0, 2**32 - 1), st.integers(1, 5), st.floats(0.2, 4), st.sampled_from([None, "bmp", "supplementary"]), SITES)
def test_any_career_reads_as_its_truth(seed: int, jobs: int, years: float, rare: str | None, site: Site) -> None:
    record = formdraw.make_record(seed, monthly=True, jobs=jobs, years=years, rare=rare)
    assert_exact(read(older_site.build(record, site)), record, site)


@pytest.mark.parametrize("title", [TITLE, "北京市社会保险个人权益记录"])
def test_a_page_with_whose_it_is_alone_opens_the_record_that_follows(title: str) -> None:
    opening, rows = page(placed(title, NAME, NUMBER)), page(placed(CAPTION, HEADER, row_of("2014-01")), number=2)
    ((found,), skipped) = read_records([opening, rows], "older.pdf")
    assert (found.record.pages, found.record.person.name, skipped) == ((1, 2), "张样例", [])
    contract = page(placed("劳动合同", "甲方：甲公司"), number=2)
    ((found,), skipped) = read_records([page(placed(title[4:7], NAME, NUMBER)), rows], "older.pdf")
    assert (found.record.pages, found.record.person.name, skipped) == ((2,), None, [1])
    rows = page(placed(CAPTION, HEADER, row_of("2014-01")), number=3)
    with_title = [page(placed("北京市社会保险个人权益记录", NAME, NUMBER)), contract, rows]
    ((found,), skipped) = read_records(with_title, "older.pdf")
    assert (found.record.pages, found.record.person.name, skipped) == ((3,), None, [1, 2])


def test_what_the_site_does_not_print_is_not_run() -> None:
    not_run = read(older_site.build(RECORD, SITE)).not_run
    assert {"total-mismatch", "cumulative-mismatch", "outside-query-period", "incomplete-pages"} <= set(not_run)


def test_beside_a_newer_print_and_a_contract_each_is_its_own() -> None:
    newer = formdraw.make_record(72, jobs=2, years=4)
    file = bundle([Foreign("contract", newer), Printed(newer, formdraw.ALL_STYLES[0]), Foreign("leaving", newer)])
    joined = _joined(file.pdf, older_site.build(RECORD, SITE))
    extraction, _ = read_bytes(joined, "all.pdf")
    assert [record.layout for record in extraction.records] == ["beijing-yearly", "beijing-monthly-by-insurance"]
    assert extraction.skipped_pages == tuple(file.truth["skipped_pages"])
    assert len(extraction.records[1].contributions) == len(RECORD.rows)


def _joined(*files: bytes) -> bytes:
    import pikepdf

    merged = pikepdf.new()
    for file in files:
        merged.pages.extend(pikepdf.open(io.BytesIO(file)).pages)
    out = io.BytesIO()
    merged.save(out)
    return out.getvalue()


def saying(monkeypatch: pytest.MonkeyPatch, kind: str, *, blank: bool = False) -> RightsRecord:
    """The record in which one paid month of the pension is of another 缴费类型, perhaps without amounts."""
    plain = older_site._lines
    month = older_site._month(RECORD.rows[4].start, SITE)

    def changed(insurance: str, record: FormRecord, year: int, site: Site) -> list[Line]:
        lines = list(plain(insurance, record, year, site))
        if insurance != "pension":
            return lines
        amounts = ("-", "-", "-")
        return [(line[0], kind, *(amounts if blank else line[2:5]), line[5]) if line[0] == month else line for line in lines]

    with monkeypatch.context() as patch:
        patch.setattr(older_site, "_lines", changed)
        patch.setattr(older_site, "STYLE", EVERY_CHARACTER)
        return read(older_site.build(RECORD, SITE))


@pytest.mark.parametrize("kind", ["未缴费", "欠缴", "缓缴", "中断"])
@pytest.mark.parametrize("blank", [True, False])
def test_a_month_that_is_said_to_be_unpaid_does_not_count(kind: str, blank: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    record = saying(monkeypatch, kind, blank=blank)
    assert record.cumulative == read(older_site.build(RECORD, SITE)).cumulative | {"pension": len(RECORD.rows) - 1}
    assert [f.rule for f in record.findings if f.severity is Severity.ERROR] == []


@pytest.mark.parametrize(("kind", "blank"), [("冻结", False), ("正常缴费", True)])
def test_a_month_of_an_unknown_kind_or_paid_without_amounts_is_refused(kind: str, blank: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    record = saying(monkeypatch, kind, blank=blank)
    assert record.cumulative["pension"] == len(RECORD.rows) - 1  # type: ignore[index]
    assert [f.rule for f in record.findings if f.severity is Severity.ERROR] == ["unreadable-text"]


@pytest.mark.parametrize("kind", ["补缴", "补差", "一次性补缴", "首次缴费"])
def test_other_payments_count(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    record = saying(monkeypatch, kind)
    assert record.cumulative["pension"] == len(RECORD.rows)  # type: ignore[index]
    changed = next(row for row in record.contributions if str(row.period.start) == str(RECORD.rows[4].start))
    assert changed.supplemental is ("补缴" in kind or RECORD.rows[4].supplemental)


def test_a_table_without_a_caption_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(older_site, "_caption", lambda *_: "")
    with pytest.raises(SbparseError) as caught:
        read_bytes(older_site.build(RECORD, SITE), "older.pdf")
    assert isinstance(caught.value, UnreadableRecordError)


def test_an_unknown_column_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = tuple(label.replace("单位缴费", "单位部分") for label in older_site.COLUMNS)
    monkeypatch.setattr(older_site, "COLUMNS", columns)
    monkeypatch.setattr(older_site, "STYLE", EVERY_CHARACTER)
    with pytest.raises(UnreadableRecordError, match="单位部分"):
        read_bytes(older_site.build(RECORD, SITE), "older.pdf")
