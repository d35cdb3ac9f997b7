"""When pictures are read: where the text leaves something to be found, and never more of them than the limit."""

from collections.abc import Iterable, Iterator

import pytest
from record_build import record
from record_sheets import page, set_lines

from sbparse.errors import NoRecordError, UnreadableRecordError, UnusableFileError
from sbparse.findings import Finding, Severity
from sbparse.messages import message
from sbparse.ocr.engine import installed
from sbparse.page.model import Page
from sbparse.record import scans
from sbparse.record.model import RightsRecord
from sbparse.record.read import ReadRecord
from sbparse.record.scans import Records, Scans, is_scan, printed_texts, read_with_scans

NONE = NoRecordError(message("reading.scanned"), file="x.pdf")
REFUSED = UnreadableRecordError(message("reading.header-missing"), file="x.pdf")
INCOMPLETE = Finding(rule="incomplete-pages", severity=Severity.ERROR, message=message("integrity.no-page-numbers"))
OTHER = Finding(rule="unread-text", severity=Severity.ERROR, message=message("integrity.no-page-numbers"))


def drawn(pictures: float, chars: int = 0, number: int = 1) -> Page:
    made = page(set_lines(["甲" * chars]), number=number)
    made.pictures = pictures
    return made


@pytest.mark.parametrize(
    ("pictures", "chars", "scan"), [(0.31, 0, True), (0.3, 0, False), (0.0, 0, False), (0.9, 39, True), (0.9, 40, False), (0.3, 40, False)]
)
def test_a_scan_is_a_picture_with_hardly_a_character(pictures: float, chars: int, scan: bool) -> None:
    assert is_scan(drawn(pictures, chars)) is scan


def test_a_page_whose_text_is_of_no_use_is_read_as_it_looks() -> None:
    lost = page(set_lines(["\ufffd" * 30]))
    assert is_scan(lost) and lost.pictures == 0.0


def test_the_texts_that_copies_of_the_form_bear() -> None:
    known = printed_texts()
    assert {"社会保险个人权益记录", "参保人姓名", "五险缴费明细", "实际缴费月数", "养老实际缴费", "年缴费基数"} <= known
    assert {"养老保险累计实际缴费年限", "医疗保险累计实际缴费年限", "本市补填记录缴费年限", "农转非年限"} <= known
    assert {"2010年前外省转入补填记录缴费年限", "养老保险个人账户本息合计金额"} <= known
    assert {"社会保险基金管理中心", "社会保险事业管理中心", "缴费基数"} <= known
    assert "张样例" not in known


class Reader:
    """Gives the records of a file's text, then those of its pictures."""

    def __init__(self, by_text: RightsRecord | Exception, *, then: RightsRecord | None = None) -> None:
        self._by_text, self._then = by_text, then or record(layout="by-picture")
        self.passes = 0
        self.seen: list[list[int]] = []

    def __call__(self, pages: Iterable[Page]) -> Records:
        self.seen.append([page.number for page in pages])
        self.passes += 1
        found = self._by_text if self.passes == 1 else self._then
        if isinstance(found, Exception):
            raise found
        return [ReadRecord(found)], []


class Pictures(Scans):
    """Notes which pages it was given."""

    def __init__(self) -> None:
        super().__init__(b"", "x.pdf")
        self.given: list[int] = []

    def read(self, pages: Iterable[Page]) -> Iterator[Page]:
        for each in pages:
            self.given.append(each.number)
            yield each


def read(by_text: RightsRecord | Exception, *pages: Page, able: bool | None = True) -> tuple[str, int, list[int]]:
    reader, pictures = Reader(by_text), Pictures()
    found = read_with_scans(lambda: iter(pages), reader, pictures, able=able)
    assert reader.seen == [[page.number for page in pages]] * reader.passes
    return found[0][0].record.layout, reader.passes, pictures.given


WHOLE = record(layout="by-text")
SCAN, TEXT = drawn(0.9, number=1), drawn(0.0, number=2)


def test_a_whole_record_of_text_needs_no_picture() -> None:
    assert read(WHOLE, TEXT, SCAN) == ("by-text", 1, [])
    assert read(record(layout="by-text", findings=(OTHER,)), SCAN) == ("by-text", 1, [])


@pytest.mark.parametrize(
    "by_text",
    [
        NONE,
        REFUSED,
        record(layout="by-text", findings=(OTHER, INCOMPLETE)),
        record(layout="by-text", not_run={"incomplete-pages": message("integrity.no-page-numbers")}),
    ],
)
def test_pictures_are_read_where_text_leaves_something_to_be_found(by_text: RightsRecord | Exception) -> None:
    assert read(by_text, TEXT, SCAN) == ("by-picture", 2, [2, 1])


def test_where_nothing_is_a_picture_or_none_can_be_read_the_text_stands() -> None:
    partly = record(layout="by-text", findings=(INCOMPLETE,))
    assert read(partly, TEXT) == ("by-text", 1, [])
    assert read(partly, SCAN, able=False) == ("by-text", 1, [])
    for error in (NONE, REFUSED):
        for pages, able in (((TEXT,), True), ((SCAN,), False)):
            with pytest.raises(type(error)):
                read(error, *pages, able=able)
    with pytest.raises(UnusableFileError):
        read(UnusableFileError(message("reading.damaged"), file="x.pdf"), SCAN)


def test_one_record_that_is_not_whole_is_enough() -> None:
    def both(pages: Iterable[Page]) -> Records:
        list(pages)
        return [ReadRecord(WHOLE), ReadRecord(record(findings=(INCOMPLETE,)))], []

    pictures = Pictures()
    read_with_scans(lambda: iter([SCAN]), both, pictures, able=True)
    assert pictures.given == [1]


@pytest.mark.parametrize("by_text", [NONE, record(layout="by-text", findings=(INCOMPLETE,))])
def test_whether_pictures_can_be_read_is_asked_of_the_extra(by_text: RightsRecord | Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    for able in (True, False):
        monkeypatch.setattr(scans, "installed", lambda able=able: able)
        if able or isinstance(by_text, RightsRecord):
            assert read(by_text, SCAN, able=None)[0] == ("by-picture" if able else "by-text")
        else:
            with pytest.raises(NoRecordError):
                read(by_text, SCAN, able=None)


def test_more_pictures_than_the_limit_are_refused() -> None:
    pages = [drawn(0.9, number=number) for number in range(1, 61)]
    assert read(NONE, *pages)[1] == 2
    with pytest.raises(UnusableFileError) as caught:
        read(NONE, *pages, drawn(0.9, number=61))
    assert (caught.value.what.key, caught.value.what.params) == ("ocr.error.too-many-scans", {"pages": 61, "limit": 60})
    assert caught.value.file == "x.pdf"
    assert read(NONE, *pages, drawn(0.0, number=61))[1] == 2


def test_text_pages_pass_and_nothing_is_opened_for_them() -> None:
    with Scans(b"no PDF", "x.pdf") as opened:
        assert list(opened.read([TEXT])) == [TEXT]


@pytest.mark.skipif(not installed(), reason="needs the extra ocr")
def test_a_scan_is_drawn_from_the_file_once_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[object, ...]] = []

    class Opened:
        def __init__(self, data: bytes, file: str) -> None:
            asked.append((data, file))

        def __enter__(self) -> "Opened":
            return self

        def __exit__(self, *_: object) -> None:
            asked.append(("closed",))

        def raster(self, index: int, pixels: int) -> str | None:
            del pixels
            return None if index == 4 else f"raster {index}"

    def told(raster: str, number: int, engine: object, known: frozenset[str]) -> tuple[object, ...]:
        return (raster, number, engine, known == printed_texts())

    monkeypatch.setattr("sbparse.page.pdfium.Document", Opened)
    monkeypatch.setattr("sbparse.ocr.scan.scanned_page", told)
    unseen = drawn(0.9, number=5)
    engine = object()
    with Scans(b"data", "x.pdf", engine) as opened:  # type: ignore[arg-type]
        assert list(opened.read([SCAN, TEXT, drawn(0.9, number=3), unseen])) == [
            ("raster 0", 1, engine, True),
            TEXT,
            ("raster 2", 3, engine, True),
            unseen,
        ]
    assert asked == [(b"data", "x.pdf"), ("closed",)]
    monkeypatch.setattr("sbparse.ocr.models.models", lambda: "models")
    with Scans(b"data", "x.pdf") as opened:
        (drawn_page,) = opened.read([SCAN])
        assert drawn_page == ("raster 0", 1, "models", True)  # type: ignore[comparison-overlap]
