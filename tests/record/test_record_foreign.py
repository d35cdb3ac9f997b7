"""Pages of no record: what is kept of them, and what a file seems to be that has no others."""

from dataclasses import replace

import pytest
from record_sheets import parts_of

from sbparse.findings import Severity
from sbparse.messages import render
from sbparse.record.decoding import is_undecodable
from sbparse.record.foreign import ForeignPage, foreign_page, undecodable, why_no_record
from sbparse.record.scans import is_scan
from sbparse.record.siblings import is_sibling, paper_of
from sbparse.values.place import Place


def test_what_is_kept_of_a_page() -> None:
    parts = parts_of("劳动合同 ab", "\ufffd\ue000\uf8ff\ue0aa", "第2页")
    parts.sheet.page.pictures = 0.25
    kept = ForeignPage(1, WHOLE, 13, 10, 4, 6, pictures=0.25, text="劳动合同ab\n\ufffd\ue000\uf8ff\ue0aa")
    assert replace(foreign_page(parts), place=WHOLE) == kept


def test_the_bounds_of_what_has_a_meaning() -> None:
    """Ideographs from U+4E00 to U+9FFF; the private use area from U+E000 to U+F8FF; extension A from U+3400 to U+4DBF."""
    found = foreign_page(parts_of("\u4e00\u9fff\ua000\uf900\u33ff\u4dc0"))
    assert (found.glyphs, found.hanzi, found.undecoded) == (6, 2, 0)
    assert foreign_page(parts_of("\u3400\u4dbf")).undecoded == 2


WHOLE = Place(1, (0.0, 0.0, 595.0, 842.0))


def page(glyphs: int, undecoded: int = 0, hanzi: int = 1, pictures: float = 0.0, text: str = "") -> ForeignPage:
    return ForeignPage(1, WHOLE, glyphs, glyphs, undecoded, hanzi, pictures=pictures, text=text)


@pytest.mark.parametrize(
    ("pages", "key"),
    [
        ([], "reading.empty"),
        ([page(0)], "reading.empty"),
        ([page(0, pictures=0.3)], "reading.empty"),
        ([page(0, pictures=0.31)], "reading.scanned"),
        ([page(0), page(0, pictures=0.9)], "reading.scanned"),
        ([page(1, pictures=0.9)], "reading.no-record"),
        ([page(10, undecoded=1)], "reading.no-record"),
        ([page(10, undecoded=2)], "reading.undecodable"),
        ([page(10, undecoded=2), page(10)], "reading.no-record"),
        ([page(10, undecoded=2), page(10, undecoded=1)], "reading.undecodable"),
        ([page(10, hanzi=0)], "reading.undecodable"),
        ([page(10, hanzi=0), page(10)], "reading.no-record"),
        ([page(10, text="劳动合同")], "reading.other-paper"),
        ([page(10), page(10, text="离职证明")], "reading.other-paper"),
    ],
)
def test_what_a_file_without_a_record_seems_to_be(pages: list[ForeignPage], key: str) -> None:
    assert why_no_record(pages).key == key


def test_figures_do_not_hide_that_a_text_is_lost() -> None:
    lost = replace(page(100, undecoded=2), beyond=10)
    assert why_no_record([lost]).key == "reading.undecodable"
    assert why_no_record([replace(lost, beyond=20)]).key == "reading.no-record"


@pytest.mark.parametrize(("lost", "beyond", "told"), [(20, 20, False), (21, 21, True), (21, 209, True), (21, 210, False), (0, 500, False)])
def test_a_page_whose_text_is_of_no_use(lost: int, beyond: int, told: bool) -> None:
    assert is_undecodable(["\ufffd"] * lost + ["北"] * (beyond - lost) + ["1"] * 1000) is told


@pytest.mark.parametrize(
    ("pictures", "text", "scan"),
    [(0.0, "\ufffd" * 30, True), (0.0, "北" * 30, False), (0.31, "北" * 39, True), (0.31, "北" * 40, False), (0.3, "", False)],
)
def test_which_pages_are_read_as_they_look(pictures: float, text: str, scan: bool) -> None:
    drawn = parts_of(text or "").sheet.page
    drawn.pictures = pictures
    assert is_scan(drawn) is scan


def test_a_page_beside_a_record_that_cannot_be_decoded_is_told_and_others_are_not() -> None:
    lost = foreign_page(parts_of("\u3400" * 30, "1234567890" * 30))
    (finding,) = undecodable([page(100), lost])
    assert (finding.rule, finding.severity, finding.message.key) == ("unreadable-text", Severity.INFO, "reading.undecodable-page")
    assert finding.where == lost.place and "1" in render(finding.message) and "1" in render(finding.message, "en")


PAPERS = {
    "back-payments": ["(参保人员补缴信息)", "个人权益记录补缴信息", "社会保险个人权益记录(年)补缴信息"],
    "employer-list": ["(单位职工缴费信息)", "单位职工缴费信息"],
    "national-slip": ["个人权益记录单"],
    "contribution-certificate": ["参保缴费凭证", "转移接续凭证"],
    "other-region": ["参保证明", "参保缴费证明", "历年参保缴费明细", "缴费证明", "参保缴费记录", "缴费明细表"],
    "contract": ["劳动合同", "聘用合同", "劳务合同", "聘用协议"],
    "leaving": ["离职证明", "解除劳动合同", "终止劳动合同"],
    "other-record": ["社会保险个人权益记录"],
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in PAPERS.items() for text in texts])
def test_papers_by_their_titles(name: str, text: str) -> None:
    if text in ("解除劳动合同", "终止劳动合同"):  # a contract says so of itself too
        name = "contract"
    found = paper_of(["某某", f"甲{text}乙"])
    assert found is not None and found.key == f"paper.{name}"
    assert render(found) and render(found, "en")


def test_a_text_over_two_pages_is_no_title_and_none_is_known_of_others() -> None:
    assert paper_of(["劳动", "合同"]) is None
    assert paper_of([]) is None


@pytest.mark.parametrize("text", [text for name in ("back-payments", "employer-list", "national-slip") for text in PAPERS[name]])
def test_siblings_bear_the_record_s_own_title(text: str) -> None:
    assert is_sibling(text)


@pytest.mark.parametrize("text", ["社会保险个人权益记录(参保人员缴费信息)", "参保证明", "劳动合同", ""])
def test_others_are_no_siblings(text: str) -> None:
    assert not is_sibling(text)
