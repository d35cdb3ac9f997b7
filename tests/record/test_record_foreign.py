"""Pages of no record: what is kept of them, and what a file seems to be that has no others."""

import pytest
from record_sheets import parts_of

from sbparse.messages import render
from sbparse.record.foreign import ForeignPage, foreign_page, why_no_record
from sbparse.record.siblings import is_sibling, paper_of


def test_what_is_kept_of_a_page() -> None:
    parts = parts_of("劳动合同 ab", "\ufffd\ue000\uf8ff\ue0aa", "第2页")
    parts.sheet.page.pictures = 0.25
    assert foreign_page(parts) == ForeignPage(1, 13, 4, 6, 0.25, "劳动合同ab\n\ufffd\ue000\uf8ff\ue0aa")


def test_the_bounds_of_what_has_a_meaning() -> None:
    """Ideographs from U+4E00 to U+9FFF; the private use area from U+E000 to U+F8FF."""
    found = foreign_page(parts_of("\u4e00\u9fff\u3400\ua000\udfff\uf900".replace("\udfff", "")))
    assert (found.glyphs, found.hanzi, found.undecoded) == (5, 2, 0)


def page(glyphs: int, undecoded: int = 0, hanzi: int = 1, pictures: float = 0.0, text: str = "") -> ForeignPage:
    return ForeignPage(1, glyphs, undecoded, hanzi, pictures, text)


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
