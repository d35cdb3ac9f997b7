"""The same document through both engines gives the same record: every fixture, every style, any mixture of them."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from record_documents import FILES, FIXTURES, STYLES, truth_of
from record_profiles import documents
from record_truth import judged

import formdraw
from formdraw import bundles, older_site, papers
from formdraw.model import FormRecord
from formdraw.older_site import Site
from formdraw.style import Style
from sbparse.errors import SbparseError
from sbparse.record.document import read_bytes
from sbparse.record.model import Extraction
from sbparse.record.second import cross_check, differences
from sbparse.values.place import Place

CASES = sorted(FIXTURES.glob("check/*/record.pdf"))
NEAR = 3.0
"""How far apart, in points, the engines may see the same row: they make the box of a line differently high."""


def same(pdf: bytes) -> tuple[Extraction, Extraction]:
    """Both readings, which differ in no value and in no place by more than :data:`NEAR`."""
    first, again = (read_bytes(pdf, "record.pdf", engine=engine)[0] for engine in ("pdfium", "pdfplumber"))
    assert list(differences(first, again)) == []
    places = list(zip(where(first), where(again), strict=True))
    assert places
    for place, other in places:
        assert place.page == other.page
        assert other.bbox == pytest.approx(place.bbox, abs=NEAR)
    return first, again


def where(extraction: Extraction) -> Iterator[Place]:
    for record in extraction.records:
        for part in (*record.employments, *record.contributions, record.totals):
            if part is not None:
                yield part.where


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_fixture_reads_as_its_truth_by_the_second_engine(path: Path) -> None:
    truth = truth_of(path)
    judgement = judged(path.read_bytes(), truth["records"], truth["skipped_pages"], engine="pdfplumber")
    assert judgement.error is None
    assert (judgement.refused, judgement.wrong) == ((), ())
    assert judgement.read
    assert [finding for read in judgement.read for finding in read.record.findings if finding.rule.startswith("unread")] == []


@pytest.mark.parametrize("path", [*FILES, *CASES], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_fixture_is_one_record_to_both_engines(path: Path) -> None:
    same(path.read_bytes())


def test_the_specimens_are_there() -> None:
    assert len(FILES) >= 14
    assert len(CASES) >= 10


@pytest.mark.parametrize("name", STYLES)
def test_a_style_is_one_record_to_both_engines(name: str) -> None:
    number = list(STYLES).index(name)
    record = formdraw.make_record(2000 + number, jobs=(2, 1, 4)[number % 3], years=8, rare=(None, "bmp", "supplementary")[number % 3])
    pdf = formdraw.build(record, STYLES[name])
    first, _ = same(pdf)
    assert [r.person.name for r in first.records] == [record.name]


def test_a_bundle_with_every_foreign_paper_is_the_same_records_to_both_engines() -> None:
    people = [formdraw.make_record(seed, jobs=2, years=5) for seed in (41, 42)]
    prints = [bundles.Printed(people[0], STYLES["seed-2023"]), bundles.Printed(people[1], STYLES["fpdf2-sans"])]
    foreign = [bundles.Foreign(kind, people[0]) for kind in papers.PAPERS]
    made = bundles.bundle([*foreign[:2], prints[0], *foreign[2:], prints[1]])
    first, _ = same(made.pdf)
    assert len(first.records) == 2
    assert list(first.skipped_pages) == made.truth["skipped_pages"]


@pytest.mark.parametrize("site", [Site(), Site(caption="insurance-first", month="201201", second_lines=False, repeat_header=False)])
def test_the_older_site_s_print_is_one_record_to_both_engines(site: Site) -> None:
    pdf = older_site.build(formdraw.make_record(43, monthly=True, jobs=2, years=3), site)
    first, again = (read_bytes(pdf, "record.pdf", engine=engine)[0] for engine in ("pdfium", "pdfplumber"))
    assert list(differences(first, again)) == []
    assert first.records


@given(formdraw.styles(), formdraw.records(max_jobs=4))
@documents(0.25)
def test_any_mixture_is_read_alike_or_refused_by_both(style: Style, record: FormRecord) -> None:
    try:
        check = cross_check(formdraw.build(record, style), "record.pdf")
    except SbparseError:
        return  # by both
    assert check.failure is None
    assert check.differences == ()


@pytest.mark.parametrize("style", ["char-objects", "seed-2023"])
def test_without_any_font_the_second_engine_reads_and_says_so(style: str, tmp_path: Path) -> None:
    """pypdfium2, imported first, starts pdfium with the machine's fonts, and of fonts that are not embedded pdfium then loses glyphs."""
    record = formdraw.make_record(1, jobs=2, years=5)
    pdf = tmp_path / "record.pdf"
    pdf.write_bytes(formdraw.build(record, STYLES[style]))
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    paths = os.pathsep.join(map(str, (Path(__file__).parent, Path(__file__).parents[1], *sys.path)))
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name("second_slim.py"), fonts, pdf],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": paths},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["dropped"] > 0
    truth = json.loads(json.dumps(formdraw.truth(record, STYLES[style])))
    assert {name: said["record"][name] for name in truth} == truth
    assert said["findings"] == [["info", "reading.zero-glyphs", True], ["info", "signing.none", False]]
    assert said["failed"] == ["pdfium", "reading.zero-glyphs", False]
