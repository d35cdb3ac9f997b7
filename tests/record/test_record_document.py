"""A file and its records: dates of PDFs, limits, signatures, and the second engine where the first lost glyphs."""

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from form_pages import TITLE, WHOLE, page_of, without

from sbparse.errors import UnusableFileError
from sbparse.findings import Finding, Severity
from sbparse.messages import message
from sbparse.page.model import Page
from sbparse.record import document
from sbparse.record.document import creation_day, load, open_document, read_bytes
from sbparse.record.model import PrintBasis, PrintDate
from sbparse.signing import SignatureRuling
from sbparse.signing.model import Seal, SealedFile


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("D:20230426102200+08'00'", date(2023, 4, 26)),
        ("D:20230426", date(2023, 4, 26)),
        ("20230426102200", date(2023, 4, 26)),
        ("D:20230426235959", date(2023, 4, 26)),
        # In Beijing it is the next day already, eight hours ahead of Greenwich.
        ("D:20230426160000Z", date(2023, 4, 27)),
        ("D:20230426155959Z", date(2023, 4, 26)),
        ("D:20230426160000+00'00'", date(2023, 4, 27)),
        ("D:20230426160000+00", date(2023, 4, 27)),
        ("D:20230426-15'00'", date(2023, 4, 26)),
        ("D:20230426235959+08'00'", date(2023, 4, 26)),
        ("D:20230426000000+09'00'", date(2023, 4, 25)),
        ("D:20230426110000-05'00'", date(2023, 4, 27)),
        ("D:20230426105959-05'00'", date(2023, 4, 26)),
        ("D:20230426212959+05'30'", date(2023, 4, 26)),
        ("D:20230426213000+05'30'", date(2023, 4, 27)),
        ("D:202304261559", date(2023, 4, 26)),
        ("D:2023042616", date(2023, 4, 26)),
        ("D:20231326", None),
        ("D:20230230", None),
        ("D:20230426250000", None),
        ("D:20230426102200+99'00'", None),
        ("D:2023", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_the_day_of_a_pdf_date_in_beijing(raw: str | None, day: date | None) -> None:
    assert creation_day(raw) == day


def test_the_header_may_stand_within_the_first_kilobyte(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    for before, fine in ((0, True), (1019, True), (1020, False)):
        path.write_bytes(b" " * before + b"%PDF-1.7")
        if fine:
            assert load(path) == b" " * before + b"%PDF-1.7"
        else:
            with pytest.raises(UnusableFileError) as caught:
                load(path)
            assert (caught.value.what.key, caught.value.file) == ("reading.not-pdf", str(path))


def test_a_file_that_is_too_large_is_told_in_megabytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(b"%PDF-" + b" " * 3 * 2**20)
    monkeypatch.setattr(document, "MOST_BYTES", 2 * 2**20)
    with pytest.raises(UnusableFileError) as caught:
        load(path)
    assert (caught.value.what.key, caught.value.what.params, caught.value.file) == ("reading.too-large", {"megabytes": 2}, str(path))


@pytest.mark.parametrize(("strerror", "why"), [("no such luck", "no such luck"), (None, "OSError")])
def test_why_a_file_cannot_be_opened_is_told(strerror: str | None, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: Path) -> bytes:
        raise OSError(5, strerror) if strerror else OSError

    (tmp_path / "x.pdf").write_bytes(b"%PDF-")
    monkeypatch.setattr(Path, "read_bytes", fails)
    with pytest.raises(UnusableFileError) as caught:
        load(tmp_path / "x.pdf")
    assert (caught.value.what.key, caught.value.what.params, caught.value.file) == (
        "reading.cannot-open",
        {"why": why},
        str(tmp_path / "x.pdf"),
    )
    with pytest.raises(UnusableFileError) as caught:
        load(tmp_path / "none.pdf")
    assert (caught.value.what.key, caught.value.file) == ("reading.no-file", str(tmp_path / "none.pdf"))


# A document in memory, of either engine.


class Opened:
    """Pages given by the test, as a document of an engine."""

    closed = 0

    def __init__(self, make: Callable[[int], Page], count: int, created: str | None) -> None:
        self._make, self.page_count, self._created = make, count, created

    def __enter__(self) -> "Opened":
        return self

    def __exit__(self, *_: object) -> None:
        Opened.closed += 1

    def creation_date(self) -> str | None:
        return self._created

    def page(self, index: int) -> Page:
        return self._make(index)


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Have both engines open documents of the test's; gives back which engines were asked."""
    asked: list[str] = []

    def give(
        first: Callable[[int], Page], second: Callable[[int], Page] | None = None, count: int = 1, created: str | None = None
    ) -> list[str]:
        def opens(name: str, make: Callable[[int], Page]) -> Callable[[bytes, str], Opened]:
            def opened(data: bytes, file: str) -> Opened:
                assert (data, file) == (b"data", "x.pdf")
                asked.append(name)
                return Opened(make, count, created)

            return opened

        monkeypatch.setattr("sbparse.page.pdfium.Document", opens("pdfium", first))
        monkeypatch.setattr("sbparse.page.plumber.PlumberDocument", opens("pdfplumber", second or first))
        monkeypatch.setattr(document, "sealed_file", lambda _: None)
        monkeypatch.setattr(document, "ruled", lambda *_: SignatureRuling((), {}))
        return asked

    return give


def test_an_extraction_names_its_file(given: Callable[..., list[str]]) -> None:
    asked = given(lambda index: page_of(WHOLE if index == 1 else [(50.0, 100.0, "劳动合同")], index + 1), count=3, created="D:20210203")
    found, read = read_bytes(b"data", "x.pdf")
    assert (found.file, found.sha256, found.page_count, found.skipped_pages) == ("x.pdf", sha256(b"data").hexdigest(), 3, (1, 3))
    assert found.records == tuple(r.record for r in read)
    assert (found.records[0].pages, found.records[0].signed, read[0].pages) == ((2,), None, None)
    assert asked == ["pdfium"]
    assert read_bytes(b"data", "x.pdf", keep_pages=True)[1][0].pages is not None
    assert asked == ["pdfium"] * 2
    read_bytes(b"data", "x.pdf", engine="pdfplumber")
    assert asked[2:] == ["pdfplumber"]


def test_the_pdf_s_own_date_is_the_weakest_basis(given: Callable[..., list[str]]) -> None:
    given(lambda _: page_of(without("日期")), created="D:20210203")
    assert read_bytes(b"data", "x.pdf")[0].records[0].print_date == PrintDate(date(2021, 2, 3), PrintBasis.PDF_METADATA)


def test_a_document_of_too_many_pages_is_closed_and_refused(given: Callable[..., list[str]]) -> None:
    for engine in ("pdfium", "pdfplumber"):
        given(lambda _: page_of(), count=2000)
        closed = Opened.closed
        assert open_document(b"data", "x.pdf", engine).page_count == 2000
        given(lambda _: page_of(), count=2001)
        with pytest.raises(UnusableFileError) as caught:
            open_document(b"data", "x.pdf", engine)
        assert (caught.value.what.key, caught.value.what.params) == ("reading.too-many-pages", {"pages": 2001, "limit": 2000})
        assert (caught.value.file, Opened.closed) == ("x.pdf", closed + 1)


def test_where_glyphs_may_be_lost_the_second_engine_reads_and_it_is_told(given: Callable[..., list[str]]) -> None:
    def losing(index: int) -> Page:
        made = page_of(TITLE, index + 1)
        made.dropped = 1 if index == 1 else 0
        return made

    asked = given(losing, lambda index: page_of(WHOLE, index + 1, (index + 1, 2)), count=2)
    (record, _) = read_bytes(b"data", "x.pdf", keep_pages=True)[0].records[0], None
    assert asked == ["pdfium", "pdfplumber"]
    told = record.findings[-1]
    assert (told.rule, told.severity, told.message.key, told.message.params) == (
        "unreadable-text",
        Severity.INFO,
        "reading.zero-glyphs",
        {"page": 2},
    )
    assert told.where is not None and (told.where.page, told.where.bbox) == (2, (0.0, 0.0, 800.0, 600.0))


def test_what_is_said_of_signatures(given: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    given(lambda _: page_of())
    told = Finding(rule="not-signed", severity=Severity.INFO, message=message("second.blank"))
    ruling = SignatureRuling((told,), {"signature-invalid": message("second.blank")})
    monkeypatch.setattr(document, "ruled", lambda *_: ruling)
    for seals, signed in (((), False), ((Seal(sub_filter=None, byte_range=()),), True)):
        monkeypatch.setattr(document, "sealed_file", lambda _, seals=seals: SealedFile(4, seals))
        (record,) = read_bytes(b"data", "x.pdf")[0].records
        assert (record.signed, record.findings[-1]) == (signed, told)
        assert record.not_run["signature-invalid"] == message("second.blank")
        assert "incomplete-pages" in record.not_run
