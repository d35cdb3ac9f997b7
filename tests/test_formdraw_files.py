"""The generator's files of several papers, of the older site, of damage and of browsers, by means that know nothing of sbparse."""

import json
import re
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

import formdraw
from formdraw import damage, draw_chromium, older_site, papers
from formdraw.bundles import Foreign, Part, Printed, bundle
from formdraw.model import INSURANCES, FormRecord
from formdraw.older_site import Site
from formdraw.style import Style


def folded(text: str) -> str:
    """Without white space and widths."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def sample() -> FormRecord:
    return formdraw.make_record(7, jobs=3, years=13)


def styled(name: str) -> Style:
    return next(style for style in formdraw.ALL_STYLES if style.name == name)


def text_of(pdf: bytes) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def test_a_bundle_says_which_pages_belong_to_whom() -> None:
    style = styled("supplement-alone")
    first, second = formdraw.make_record(4, jobs=2, years=5), formdraw.make_record(5, jobs=1, years=3)
    parts: list[Part] = [Foreign("contract", first), Printed(first, style), Foreign("leaving", first), Printed(second, style)]
    whole = bundle(parts)
    assert [record["pages"] for record in whole.truth["records"]] == [[2, 3], [5, 6]]
    assert whole.truth["skipped_pages"] == [1, 4]
    assert whole.missing == ((), ())
    part = bundle(parts, [5, 4, 3, 2], created=date(2024, 5, 6))
    assert [record["pages"] for record in part.truth["records"]] == [[2, 1], [4]]
    assert part.missing == ((), (1,))
    texts = [folded(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(part.pdf)]
    assert "补充资料" in texts[0] and "变动记录" in texts[1] and "离职证明" in texts[2] and "补充资料" in texts[3]


def test_a_bundle_loses_the_print_date_of_its_parts_metadata() -> None:
    style = replace(formdraw.ALL_STYLES[0], date_line="none")
    parts: list[Part] = [Printed(formdraw.make_record(4), style)]
    assert bundle(parts).truth["records"][0]["print_date"] is None
    dated = bundle(parts, created=date(2024, 5, 6)).truth["records"][0]["print_date"]
    assert dated == {"date": "2024-05-06", "basis": "pdf-metadata"}


@pytest.mark.parametrize("kind", papers.PAPERS)
def test_a_foreign_page_prints_its_title_and_rows(kind: str) -> None:
    record = formdraw.make_record(11, jobs=2)
    text = folded(pypdfium2.PdfDocument(papers.build_paper(kind, record))[0].get_textpage().get_text_range())
    paper = papers.PAPERS[kind](record)
    assert all(folded(part) in text for part in (*paper.title, *(cell for row in paper.rows for cell in row if len(cell) < 20)))


@pytest.mark.parametrize("site", [Site(), Site(caption="insurance-first", month="201201", second_lines=False, repeat_header=False)])
def test_the_older_site_prints_every_month_of_every_insurance(site: Site) -> None:
    record = formdraw.make_record(21, monthly=True, years=2.5, jobs=2)
    document = pypdfium2.PdfDocument(older_site.build(record, site))
    text = "".join(folded(page.get_textpage().get_text_range()) for page in document)
    truth = older_site.truth(record, site)
    assert truth["pages"] == list(range(1, len(document) + 1))
    years = {row.start.year for row in record.rows}
    second_lines = text.count("补差")
    month = f"{min(years)}-01" if site.month == "2012-01" else f"{min(years)}01"
    assert text.count(month) >= len(INSURANCES)
    assert (second_lines > 0) == site.second_lines
    assert all(f"{row.amounts['pension'].personal:.2f}" in text for row in record.rows)


def test_damaged_files_are_what_they_are_called() -> None:
    style = styled("embedded-serif")
    pdf = formdraw.build(sample(), style)
    for broken in (damage.encrypted(pdf), damage.truncated(pdf), damage.without_xref(pdf), damage.not_a_pdf(), damage.empty()):
        with pytest.raises(pypdfium2.PdfiumError):
            pypdfium2.PdfDocument(broken)
    assert "参保人员" in text_of(damage.owner_locked(pdf))
    assert text_of(damage.image_only(pdf)) == text_of(damage.empty_pages()) == ""
    assert "参保" not in text_of(damage.without_to_unicode(pdf)) + text_of(damage.with_wrong_to_unicode(pdf))
    assert len(text_of(damage.without_to_unicode(pdf))) > 500


PRINTS = sorted((Path(__file__).parents[1] / "fixtures" / "chromium").glob("*.pdf"))


@pytest.mark.parametrize("path", PRINTS, ids=lambda path: path.stem)
def test_a_browser_print_holds_what_its_truth_says(path: Path) -> None:
    truth = json.loads(path.with_suffix("").with_suffix(".truth.json").read_text(encoding="utf-8"))
    text = folded(text_of(path.read_bytes()))
    record = truth["records"][0]
    assert len(pypdfium2.PdfDocument(path.read_bytes())) == truth["pages"]
    assert all(
        folded(value) in text for value in (record["person"]["name"], record["person"]["id_number"], record["verification"]["serial"])
    )
    assert all(f"{row['start']}至{row['end']}" in text and str(row["pension"]["personal"]) in text for row in record["contributions"])


@pytest.mark.skipif(draw_chromium.CHROMIUM is None, reason="no chromium on this machine; its committed prints are tested all the same")
def test_chromium_prints_a_record() -> None:
    style = formdraw.ALL_STYLES[0]
    record = sample()
    pdf = draw_chromium.build(record, style)
    assert folded(record.name) in folded(text_of(pdf))
    assert draw_chromium.truth_of(pdf, record, style)["records"][0]["print_date"]["date"] == f"{record.print_day:%Y-%m-%d}"
