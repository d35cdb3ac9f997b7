"""Several records and foreign pages in one PDF: each record its own entry, whatever the order of the pages; foreign pages are skipped."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_documents import STYLES
from record_profiles import documents
from record_truth import Judgement, judged

import formdraw
from formdraw import papers
from formdraw.bundles import Bundle, Foreign, Part, Printed, bundle
from formdraw.model import FormRecord
from formdraw.style import Style
from sbparse.errors import NoRecordError, SbparseError
from sbparse.findings import Severity
from sbparse.messages import LANGS, render
from sbparse.record.document import read_bytes

TWO_PAGES = STYLES["supplement-alone"]
TITLED = replace(TWO_PAGES, repeat_header=True)
FIRST = formdraw.make_record(41, jobs=2, years=5)
SECOND = formdraw.make_record(42, jobs=3, years=8)


def read(file: Bundle) -> Judgement:
    """The file read; its records come in the order of their first pages."""
    return judged(file.pdf, sorted(file.truth["records"], key=lambda truth: truth["pages"][0]), file.truth["skipped_pages"])


def exact(parts: Sequence[Part], order: Sequence[int] | None = None) -> Judgement:
    judgement = read(bundle(parts, order))
    assert judgement.error is None
    assert (judgement.refused, judgement.wrong) == ((), ())
    return judgement


def serious(judgement: Judgement) -> list[list[str]]:
    """The rules broken by each record."""
    return [[f.rule for f in r.record.findings if f.severity is not Severity.INFO] for r in judgement.read]


@pytest.mark.parametrize("kind", papers.PAPERS)
@pytest.mark.parametrize("style", [TWO_PAGES, TITLED, STYLES["national"]], ids=["untitled", "titled", "national"])
def test_a_foreign_page_before_and_behind_a_record_is_skipped(kind: str, style: Style) -> None:
    judgement = exact([Foreign(kind, FIRST), Printed(FIRST, style), Foreign(kind, SECOND)])
    assert serious(judgement) == [[]]


@pytest.mark.parametrize("kind", papers.PAPERS)
@pytest.mark.parametrize("style", [TWO_PAGES, TITLED, STYLES["split-nothing-repeated"]], ids=["untitled", "titled", "split"])
def test_a_foreign_page_in_the_middle_of_a_record_is_skipped(kind: str, style: Style) -> None:
    count = len(formdraw.sheets(SECOND, style))
    assert count > 1
    judgement = exact([Printed(SECOND, style), Foreign(kind, SECOND)], [0, count, *range(1, count)])
    assert serious(judgement) == [[]]


def test_two_records_of_one_person_and_of_two() -> None:
    again = replace(FIRST, serial=SECOND.serial, code=SECOND.code)
    exact([Printed(FIRST, TWO_PAGES), Printed(again, TWO_PAGES)])
    exact([Printed(FIRST, TITLED), Foreign("leaving", FIRST), Printed(SECOND, TWO_PAGES), Foreign("contract", FIRST)])


@pytest.mark.parametrize("order", [[1, 0], [1, 2, 0], [2, 1, 0], [2, 0, 1]])
def test_pages_out_of_order(order: list[int]) -> None:
    exact([Printed(SECOND, TITLED), Foreign("contract", SECOND)], order)


@pytest.mark.parametrize("order", [[0, 2, 1, 3], [2, 0, 3, 1], [3, 1, 2, 0]])
def test_pages_of_two_titled_records_mixed(order: list[int]) -> None:
    exact([Printed(FIRST, TITLED), Printed(SECOND, TITLED)], order)


def test_untitled_pages_of_two_records_mixed_are_never_taken_for_sound() -> None:
    """Which record an untitled page belongs to only its place tells; a page taken to the wrong one breaks the sums."""
    first, second = (replace(style, name="s", rows_per_page=3) for style in (STYLES["split-nothing-repeated"],) * 2)
    count = len(formdraw.sheets(FIRST, first))
    file = bundle([Printed(FIRST, first), Printed(SECOND, second)], [0, count, *range(1, count)])
    judgement = read(file)
    assert judgement.error is not None or any(serious(judgement))


@pytest.mark.parametrize("style", [TWO_PAGES, TITLED, replace(TITLED, page_number="none")], ids=["untitled", "titled", "unnumbered"])
def test_the_same_record_twice_is_two_records(style: Style) -> None:
    count = len(formdraw.sheets(FIRST, style))
    judgement = exact([Printed(FIRST, style), Printed(FIRST, style)])
    assert [read.record.pages for read in judgement.read] == [tuple(range(1, count + 1)), tuple(range(count + 1, 2 * count + 1))]


@pytest.mark.parametrize(
    "style", [STYLES["split"], STYLES["split-nothing-repeated"], STYLES["split-table-header-only"]], ids=lambda s: s.name
)
def test_each_page_that_is_missing_is_said(style: Style) -> None:
    count = len(formdraw.sheets(SECOND, style))
    assert count > 1
    for missing in range(count):
        try:
            extraction, _ = read_bytes(bundle([Printed(SECOND, style)], [page for page in range(count) if page != missing]).pdf, "x.pdf")
        except SbparseError as error:
            assert missing == 0, error  # the page with the title and the tables' headers
            continue
        found = [f.message.params["missing"] for r in extraction.records for f in r.findings if f.rule == "incomplete-pages"]
        assert found == [[missing + 1]]


def test_the_print_date_of_a_bundle_is_not_its_parts() -> None:
    """Merging loses the parts' own dates; the merged file's is as weak, and better than none."""
    style = replace(TWO_PAGES, date_line="none")
    for created in (None, date(2024, 5, 6)):
        file = bundle([Printed(FIRST, style)], created=created)
        judgement = read(file)
        assert judgement.wrong == ()


NAMES = {
    "contract": "contract",
    "leaving": "leaving",
    "insured": "other-region",
    "back-payments": "back-payments",
    "staff-list": "employer-list",
    "national-statement": "national-slip",
    "voucher": "contribution-certificate",
    "other-region": "other-region",
}


@pytest.mark.parametrize("kind", papers.PAPERS)
def test_a_foreign_paper_alone_is_named(kind: str) -> None:
    with pytest.raises(NoRecordError) as caught:
        read_bytes(papers.build_paper(kind, FIRST), "paper.pdf")
    error = caught.value
    assert error.what.key == "reading.other-paper"
    assert getattr(error.what.params["paper"], "key", None) == f"paper.{NAMES[kind]}"
    for lang in LANGS:
        line = error.line(lang)
        assert line.startswith("paper.pdf") and "\n" not in line
        assert render(error.what.params["paper"], lang) in line and "参保人员缴费信息" in line  # type: ignore[arg-type]


RECORDS = st.lists(
    st.tuples(
        formdraw.records(max_jobs=3), st.sampled_from(["seed-2023", "form-2026", "national", "split", "supplement-alone", "rotated-90"])
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda pair: pair[0].serial,
)


@documents(0.3)
@given(RECORDS, st.lists(st.sampled_from(sorted(papers.PAPERS)), max_size=3), st.randoms(use_true_random=False))
def test_any_order_of_titled_pages(records: list[tuple[FormRecord, str]], kinds: list[str], random) -> None:  # type: ignore[no-untyped-def]
    parts: list[Part] = [Printed(record, replace(STYLES[name], repeat_header=True)) for record, name in records]
    parts += [Foreign(kind, records[0][0]) for kind in kinds]
    count = sum(len(formdraw.sheets(part.record, part.style)) if isinstance(part, Printed) else 1 for part in parts)
    order = list(range(count))
    random.shuffle(order)
    exact(parts, order)
