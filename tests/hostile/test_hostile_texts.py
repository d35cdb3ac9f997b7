"""Every text field of everything that is reported, with every text that somebody might want obeyed, in every output made from values.

``test_hostile_commands`` goes the same way from files. A text field that is added to any value is in the sweep by itself.
"""

import io
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import page_examples
import pytest
import report_example
from changes_prints import example as changed_prints
from hostile_reading import obeyed, strange_cells, strange_fields, structure
from hostile_texts import PAYLOADS, filled, harmless
from rich.console import Console

from sbparse.audit.book import write_book
from sbparse.audit.exports import write_json
from sbparse.audit.outcome import FoundRow, Outcome, Standing, Unused
from sbparse.audit.tables import Tables
from sbparse.page.native import pdfium
from sbparse.policy import default_ruleset
from sbparse.record.document import read_bytes
from sbparse.record.verification import verified_file
from sbparse.report.changes_data import changes_data
from sbparse.report.changes_workbook import changes_workbook
from sbparse.report.csvfile import extraction_csv
from sbparse.report.forms.declared import declared_form
from sbparse.report.forms.workbook import form_workbook
from sbparse.report.page import review_page
from sbparse.report.record_data import to_json
from sbparse.report.review_data import review_data
from sbparse.report.terminal import show_review
from sbparse.report.terminal.changes import show_changes
from sbparse.report.terminal.plan import show_plan
from sbparse.report.terminal.record import show_extraction, show_years
from sbparse.report.terminal.verification import show_verification
from sbparse.report.verification_data import verification_data
from sbparse.report.workbook import extraction_workbook, review_workbook
from sbparse.review.plan import plan
from sbparse.traces import traces_of

pdfium()
FIXTURES = Path(__file__).parents[2] / "fixtures"
SIGNED = FIXTURES / "signed" / "changed.pdf"


@pytest.fixture(autouse=True)
def _sentences():
    with report_example.example_sentences():
        yield


@cache
def values() -> dict[str, Any]:
    """One of everything that is reported, as honest files make it."""
    with report_example.example_sentences():
        review = report_example.review()
        finding = FoundRow("start-mismatch", "error", "m", suggestion="s", declared="d", recorded="r", file="f", page=1, row=2)
        outcome = Outcome(
            "a/b",
            Standing.FAIL,
            person="p",
            valid_until="2023-05-01",
            level="l",
            eligible_from="e",
            findings=(finding,),
            unused=(Unused("f", "w"), Unused(None, "w")),
        )
        return {
            "review": review,
            "plan": plan(review, default_ruleset()),
            "evidence": page_examples.evidence(review),
            "traces": traces_of(SIGNED.read_bytes(), "changed.pdf"),
            "verified": verified_file(SIGNED.read_bytes(), "changed.pdf"),
            "extraction": read_bytes((FIXTURES / "extract/x1_seed_2023.pdf").read_bytes(), "x1.pdf")[0],
            "changes": changed_prints(),
            "outcome": outcome,
        }


def everywhere(name: str, text: str) -> Any:
    return filled(values()[name], lambda _: text)


def printed(draw: Callable[[Console], None]) -> str:
    """What a terminal with colours and links gets."""
    out = io.StringIO()
    draw(Console(file=out, force_terminal=True, color_system="standard", width=100))
    return out.getvalue()


def page(text: str) -> str:
    parts = {name: everywhere(name, text) for name in ("review", "plan", "evidence", "traces")}
    return review_page(parts["review"], plan=parts["plan"], evidence=parts["evidence"], traces=[parts["traces"]], show_ids=True)


each_text = pytest.mark.parametrize("text", PAYLOADS, ids=ascii)


@each_text
def test_page(text):
    assert structure(page(text)) == structure(page(harmless(text)))


@each_text
def test_workbooks(text, tmp_path):
    parts = {name: everywhere(name, text) for name in values()}
    target = tmp_path / "audit.xlsx"
    write_book(Tables(lambda: iter([parts["outcome"]]), [], "zh"), target, None, "zh")
    books = {
        "check": review_workbook(parts["review"], plan=parts["plan"], evidence=parts["evidence"], traces=[parts["traces"]], show_ids=True),
        "extract": extraction_workbook([parts["extraction"]], show_ids=True),
        "diff": changes_workbook(parts["changes"], show_ids=True),
        "form": form_workbook(declared_form(parts["review"].history), 2023),
        "audit": target.read_bytes(),
    }
    assert {name: found for name, book in books.items() if (found := strange_cells(book))} == {}


@each_text
def test_csv(text):
    assert strange_fields(extraction_csv([everywhere("extraction", text)], show_ids=True)) == []


@each_text
def test_terminal(text):
    parts = {name: everywhere(name, text) for name in values()}

    def draw(console):
        show_review(parts["review"], console, show_ids=True)
        show_plan(parts["plan"], console)
        show_extraction(parts["extraction"], console, show_ids=True)
        show_years(parts["extraction"], console, show_ids=True)
        show_changes(parts["changes"], console, show_ids=True)
        show_verification(parts["verified"], parts["traces"], console)

    assert obeyed(printed(draw), styled=True) == []


@each_text
def test_json(text, tmp_path):
    parts = {name: everywhere(name, text) for name in values()}
    target = tmp_path / "audit.json"
    write_json([parts["outcome"]], [], target, "zh")
    made = [
        to_json(review_data(parts["review"])),
        to_json(changes_data(parts["changes"])),
        to_json(verification_data(parts["verified"], parts["traces"])),
        target.read_text("utf-8"),
    ]
    assert [obeyed(each) for each in made] == [[]] * len(made)
    for each in made:
        assert json.dumps(text)[1:-1] in json.dumps(json.loads(each)), "the text itself is exact"
