"""``compare_prints`` and ``write_changes``, and the shape that other programs rely on."""

import json
from dataclasses import replace

import jsonschema
import pytest
from changes_prints import FORM, earlier, earlier_form, example, later, pdf
from openpyxl import load_workbook

import sbparse
from commanding import CASES, run
from sbparse.errors import UnusableFileError
from sbparse.record.model import Extraction
from sbparse.report.changes_data import changes_data
from sbparse.report.record_data import to_json
from sbparse.report.schema import diff_schema
from sbparse.review.changes import print_changes
from sbparse.review.model import Source


@pytest.fixture(scope="module")
def prints(tmp_path_factory):
    folder = tmp_path_factory.mktemp("prints")
    old, new = folder / "old.pdf", folder / "new.pdf"
    old.write_bytes(pdf(earlier_form(2)))
    new.write_bytes(pdf(FORM))
    return old, new


def validator():
    jsonschema.Draft202012Validator.check_schema(diff_schema())
    return jsonschema.Draft202012Validator(diff_schema(), format_checker=jsonschema.FormatChecker())


def shown(changes, **options):
    return json.loads(to_json(changes_data(changes, **options)))


class TestSchema:
    def same(self):
        return print_changes(Source("a.pdf", earlier()), Source("b.pdf", earlier()))

    def bare(self):
        """Prints that say as little as prints can."""
        one, other = (replace(made, totals=None, print_date=None, query_period=None) for made in (earlier(), later()))
        return print_changes(Source("a.pdf", one), Source("b.pdf", other))

    def backwards(self):
        return print_changes(Source("b.pdf", later()), Source("a.pdf", earlier()))

    @pytest.mark.parametrize("make", [lambda _: example(), same, bare, backwards])
    @pytest.mark.parametrize("show_ids", [True, False])
    def test_output_is_valid(self, make, show_ids):
        validator().validate(shown(make(self), show_ids=show_ids))

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda d: d.pop("same"),
            lambda d: d.update(extra=1),
            lambda d: d.update(schema="sbparse.diff/2"),
            lambda d: d["before"].update(print_date="2023"),
            lambda d: d["employments"][0].update(fields=["colour"]),
            lambda d: d["contributions"][0]["figures"][0].update(before=1.5),
            lambda d: d["contributions"][0]["figures"][0].update(insurance="housing"),
            lambda d: d["totals"][0].pop("after"),
            lambda d: d["supplement"][0].update(field="where"),
            lambda d: d["header"].append({"field": "code", "before": "a", "after": "b"}),
        ],
    )
    def test_spoilt_output_is_not(self, spoil):
        data = shown(example())
        validator().validate(data)
        spoil(data)
        assert not validator().is_valid(data)

    def test_the_commands_output_is_the_files(self, capsys, prints):
        _, out, _ = run(capsys, "diff", *prints, "--format", "json")
        validator().validate(json.loads(out))


class TestApi:
    def test_files_and_what_was_read_of_them_are_the_same(self, prints):
        changes = sbparse.compare_prints(*prints)
        assert isinstance(changes, sbparse.PrintChanges) and not changes.same
        assert sbparse.compare_prints(*map(sbparse.read_records, prints)) == changes
        assert sbparse.compare_prints(prints[0], prints[0]).same

    def test_the_order_is_the_callers(self, prints):
        changes = sbparse.compare_prints(prints[1], prints[0])
        assert (changes.before.file, changes.after.file) == (str(prints[1]), str(prints[0]))

    def test_either_engine(self, prints):
        changes, other = (sbparse.compare_prints(*prints, engine=engine) for engine in ("pdfium", "pdfplumber"))
        assert shown(changes) == shown(other)

    def test_another_person(self, prints):
        with pytest.raises(UnusableFileError) as error:
            sbparse.compare_prints(prints[0], CASES / "02_start_mismatch/record.pdf")
        assert error.value.file == str(CASES / "02_start_mismatch/record.pdf")

    def test_several_records_in_a_file(self, prints):
        extraction = sbparse.read_records(prints[0])
        twice = Extraction("two.pdf", extraction.sha256, 2, extraction.records * 2, ())
        with pytest.raises(UnusableFileError) as error:
            sbparse.compare_prints(twice, prints[1])
        assert error.value.file == "two.pdf"

    @pytest.mark.parametrize(("show_ids", "seen"), [(None, {"json"}), (True, {"json", "xlsx"}), (False, set())])
    def test_what_is_written_and_what_is_masked(self, prints, tmp_path, show_ids, seen):
        number = FORM.id_number
        named = tmp_path / f"{number}.pdf"
        named.write_bytes(prints[0].read_bytes())
        changes = sbparse.compare_prints(named, prints[1])
        for ending in ("json", "xlsx"):
            sbparse.write_changes(changes, tmp_path / f"out.{ending}", lang="en", show_ids=show_ids)
        data = json.loads((tmp_path / "out.json").read_text("utf-8"))
        book = load_workbook(tmp_path / "out.xlsx")
        texts = {"json": str(data), "xlsx": str([list(sheet.values) for sheet in book])}
        assert {ending for ending, text in texts.items() if number in text} == seen
