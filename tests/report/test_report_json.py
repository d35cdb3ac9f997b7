import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
from report_example import clean_review, review
from report_example_record import CODE, FILE, ID_NUMBER, SHA256, bare_record, extraction, place

from sbparse.findings import RULES
from sbparse.history.model import DeclaredStint, Evidence
from sbparse.messages import message
from sbparse.record.model import (
    Amounts,
    Contribution,
    Employment,
    Extraction,
    Insurance,
    Person,
    PrintBasis,
    PrintDate,
    Supplement,
    Totals,
)
from sbparse.report.record_data import extraction_data, extractions_data, to_json
from sbparse.report.review_data import review_data
from sbparse.report.schema import check_schema, extract_schema
from sbparse.review.model import PrintWindow, SuggestedStint
from sbparse.values.month import Month, Period
from sbparse.values.place import Place

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "fixtures"


def record_of(**changes):
    return replace(bare_record(), **changes)


def data_of(record):
    return extraction_data(Extraction("a.pdf", SHA256, 1, (record,), ()))["records"][0]


class TestRecord:
    def test_keys_are_the_contracts_in_its_order(self):
        assert list(extraction_data(extraction())) == ["schema", "source", "records", "skipped_pages"]
        assert list(data_of(extraction().records[0])) == [
            "pages", "layout", "person", "verification", "query_period", "query_date", "print_date", "issuer", "employments",
            "contributions", "totals", "supplement", "cumulative", "findings",
        ]  # fmt: skip

    def test_what_is_unknown_is_null_and_the_key_stays(self):
        data = data_of(bare_record())
        assert data["person"] == {"name": None, "id_number": None, "employer": None}
        assert data["verification"] == {"code": None, "serial": None}
        assert data["query_period"] is data["query_date"] is data["print_date"] is data["issuer"] is None
        assert data["totals"]["pension"] == {"months": None, "base": None, "personal": None}
        assert data["totals"]["maternity"] == {"months": None, "base": None}
        assert set(data["supplement"].values()) == {None}
        assert data["cumulative"]["medical"] == {"months": None, "text": None}

    def test_zero_is_not_unknown(self):
        data = data_of(record_of(cumulative={Insurance.PENSION: 0}))
        assert data["cumulative"]["pension"] == {"months": 0, "text": "0年0个月"}

    def test_a_row_as_in_the_contract(self):
        amounts = {
            Insurance.PENSION: Amounts(4, Decimal("33880.00"), Decimal("2710.40")),
            Insurance.WORK_INJURY: Amounts(4, Decimal("33880")),
        }
        row = Contribution(Period.parse("2018-09", "2018-12"), True, amounts, Place(1, (47.04, 300, 802, 319.96)))
        (data,) = data_of(record_of(contributions=(row,)))["contributions"]
        assert data == {
            "start": "2018-09",
            "end": "2018-12",
            "supplemental": True,
            "pension": {"months": 4, "base": "33880.00", "personal": "2710.40"},
            "unemployment": {"months": None, "base": None, "personal": None},
            "work_injury": {"months": 4, "base": "33880"},
            "medical": {"months": None, "base": None, "personal": None},
            "maternity": {"months": None, "base": None},
            "where": {"page": 1, "bbox": [47.0, 300.0, 802.0, 320.0]},
        }

    @pytest.mark.parametrize(("amount", "text"), [("0.00", "0.00"), ("1E+3", "1000"), ("123456789012.34", "123456789012.34")])
    def test_money_never_has_an_exponent(self, amount, text):
        totals = Totals({Insurance.MEDICAL: Amounts(None, None, Decimal(amount))}, place(1, 0))
        assert data_of(record_of(totals=totals))["totals"]["medical"]["personal"] == text

    def test_box_has_no_negative_zero(self):
        row = replace(extraction().records[0].employments[0], where=Place(1, (-0.04, 0.0, 1.26, 2.0)))
        (data,) = data_of(record_of(employments=(row,)))["employments"]
        assert to_json(data["where"]["bbox"]).split() == ["[", "0.0,", "0.0,", "1.3,", "2.0", "]"]

    def test_dates(self):
        data = data_of(record_of(query_date=date(2023, 4, 1), query_period=Period.parse("1992-10", "2023-04")))
        assert (data["query_date"], data["query_period"]) == ("2023-04-01", {"start": "1992-10", "end": "2023-04"})

    def test_one_file_is_an_object_and_several_are_a_list(self):
        assert extractions_data([extraction()])["source"] == {"file": FILE, "sha256": SHA256, "pages": 5}
        assert [entry["schema"] for entry in extractions_data([extraction(), extraction()])] == ["sbparse.extract/1"] * 2

    def test_sentences_in_the_language_asked_for(self):
        def messages(lang):
            return [finding["message"] for finding in extraction_data(extraction(), lang=lang)["records"][0]["findings"]]

        assert messages("zh")[0] == "养老月数的合计印为 357，各行之和为 356。"
        assert messages("en")[0] == "the total of pension months says 357, the rows add up to 356."

    @pytest.mark.parametrize("path", sorted(FIXTURES.glob("extract/*.truth.json")), ids=lambda path: path.stem)
    def test_values_of_a_specimen_are_written_as_its_truth_has_them(self, path):
        for truth in json.loads(path.read_text("utf-8"))["records"]:
            data = data_of(record_of_truth(truth))
            assert {key: bare(data[key]) for key in truth} == truth


def bare(data):
    """Without the places, which truth files do not have."""
    if isinstance(data, list):
        return [bare(entry) for entry in data]
    return {key: bare(value) for key, value in data.items() if key != "where"} if isinstance(data, dict) else data


def record_of_truth(truth):
    nowhere = Place(1, (0, 0, 0, 0))

    def amounts(row):
        return {i: Amounts(row[i]["months"], money(row[i]["base"]), money(row[i].get("personal"))) for i in Insurance}

    def money(text):
        return None if text is None else Decimal(text)

    printed, query = truth["print_date"], truth["query_period"]
    supplement = truth["supplement"]
    return record_of(
        pages=tuple(truth["pages"]),
        person=Person(**truth["person"]),
        code=truth["verification"]["code"],
        serial=truth["verification"]["serial"],
        query_period=Period.parse(query["start"], query["end"]) if query else None,
        query_date=date.fromisoformat(truth["query_date"]) if truth["query_date"] else None,
        print_date=PrintDate(date.fromisoformat(printed["date"]), PrintBasis(printed["basis"])) if printed else None,
        issuer=truth["issuer"],
        employments=tuple(
            Employment(Period.parse(e["start"], e["end"]), e["months"], e["employer"], e["district"], nowhere) for e in truth["employments"]
        ),
        contributions=tuple(
            Contribution(Period.parse(c["start"], c["end"]), c["supplemental"], amounts(c), nowhere) for c in truth["contributions"]
        ),
        totals=Totals(amounts(truth["totals"]), nowhere),
        supplement=Supplement(**supplement | {"account_balance": money(supplement["account_balance"])}),
        cumulative={i: truth["cumulative"][i]["months"] for i in Insurance},
    )


class TestReview:
    def test_keys_are_the_contracts_in_its_order(self):
        assert list(review_data(review())) == [
            "schema", "verdict", "records", "history", "findings", "checks", "suggested_history", "suggested_assessments", "cumulative",
            "print_window", "eligibility",
        ]  # fmt: skip

    def test_records_are_those_of_extract_with_their_file(self):
        own = review().sources[0].record
        (data,) = review_data(review())["records"]
        assert data == {"file": FILE, **data_of(own)}

    def test_ongoing_is_said_and_is_no_month(self):
        stints = (DeclaredStint(2, "甲", Month.of(2020, 1), Month.of(2020, 2)), DeclaredStint(3, "乙", Month.of(2020, 3), None))
        data = review_data(replace(review(), history=replace(review().history, stints=stints)))
        assert data["history"] == [
            {"row": 2, "employer": "甲", "start": "2020-01", "end": "2020-02", "evidence": "社保"},
            {"row": 3, "employer": "乙", "start": "2020-03", "end": None, "evidence": "社保", "ongoing": True},
        ]

    def test_suggestion_has_more_keys_only_where_they_say_something(self):
        plain = SuggestedStint("甲", Month.of(2018, 9), Month.of(2023, 3))
        full = SuggestedStint("乙", Month.of(2018, 9), Month.of(2023, 3), True, Evidence.CONTRACT, "研发", "研发岗", "丙", 4)
        data = review_data(replace(review(), suggested_history=(plain, full)))["suggested_history"]
        assert data[0] == {"employer": "甲", "start": "2018-09", "end": "2023-03"}
        assert data[1] == {
            "employer": "乙", "start": "2018-09", "end": "2023-03", "ongoing": True, "work": "研发", "post": "研发岗", "reference": "丙",
            "evidence": "合同",
        }  # fmt: skip

    def test_checks_name_every_rule_once_and_give_reasons(self):
        checks = review_data(review())["checks"]
        assert [check["rule"] for check in checks] == list(RULES)
        assert all((check["outcome"] == "not-run") == ("reason" in check) for check in checks)

    def test_finding_has_every_key(self):
        finding = review_data(review())["findings"][0]
        assert finding == {
            "rule": "start-mismatch", "severity": "error",
            "message": "第 2 行申报从 1994-07 开始，记录中这一段从 1994-08 开始，相差 1 个月。", "suggestion": "起始时间改为 1994.8。",
            "history_row": 2, "record": 0, "employment": 0, "expected": "1994-08", "actual": "1994-07", "months": ["1994-07"],
            "where": {"page": 1, "bbox": [47.0, 213.8, 802.0, 233.8]},
        }  # fmt: skip
        nowhere = next(f for f in review_data(review())["findings"] if f["rule"] == "needs-contract")
        assert (nowhere["where"], nowhere["record"], nowhere["months"], nowhere["suggestion"]) == (None, None, [], None)

    def test_print_window_without_a_submission(self):
        window = PrintWindow(date(2023, 4, 1), PrintBasis.PRINTED, None, None, 30, date(2023, 5, 1), date(2023, 5, 1))
        assert review_data(replace(review(), print_window=window))["print_window"] == {
            "print_date": "2023-04-01", "submitted": None, "age_days": None, "limit_days": 30, "latest_submission": "2023-05-01",
            "basis": "printed", "verification_until": "2023-05-01",
        }  # fmt: skip

    def test_what_was_not_given_is_null(self):
        data = review_data(clean_review())
        assert data["print_window"] is data["eligibility"] is None
        assert data["verdict"] == "pass"

    def test_note_of_eligibility(self):
        noted = replace(review().eligibility, routes=(), note=message("example.guide"))
        data = review_data(replace(review(), eligibility=noted))["eligibility"]
        assert data == {"level": "高级工程师", "eligible": False, "routes": [], "note": "申报指南没有这一学历的途径。"}


class TestMasking:
    def test_shown_by_default(self):
        text = to_json(review_data(review()))
        assert ID_NUMBER in text
        assert f'"code": "{CODE}"' in text

    @pytest.mark.parametrize("make", [lambda: extraction_data(extraction(), show_ids=False), lambda: review_data(review(), show_ids=False)])
    def test_hidden_everywhere_when_asked(self, make):
        text = to_json(make())
        assert ID_NUMBER not in text
        assert CODE not in text
        assert "110***********2413" in text


class TestText:
    def test_json_can_always_be_written_as_utf8(self):
        assert json.loads(to_json({"file": "a\udcff.pdf"}).encode()) == {"file": "a\ufffd.pdf"}

    def test_characters_stand_for_themselves(self):
        assert "北京" in to_json({"a": "北京"})

    def test_an_amount_is_never_a_float(self):
        with pytest.raises(TypeError):
            to_json({"a": Decimal("0.1")})


class TestSchema:
    @pytest.fixture
    def extract(self):
        return self.validator(extract_schema())

    @pytest.fixture
    def check(self):
        return self.validator(check_schema())

    @staticmethod
    def validator(schema):
        jsonschema.Draft202012Validator.check_schema(schema)
        return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())

    def test_output_is_valid(self, extract, check):
        bare = Extraction("a.pdf", SHA256, 0, (bare_record(),), ())
        for extractions in ([extraction()], [bare], [extraction(), bare]):
            extract.validate(json.loads(to_json(extractions_data(extractions))))
        for each in (review(), clean_review()):
            check.validate(json.loads(to_json(review_data(each))))

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda d: d.pop("verdict"),
            lambda d: d.update(verdict="真"),
            lambda d: d.update(extra=1),
            lambda d: d["records"][0].pop("file"),
            lambda d: d["records"][0]["employments"][0].update(start="2018-13"),
            lambda d: d["records"][0]["contributions"][0]["pension"].update(base=4000.0),
            lambda d: d["records"][0]["contributions"][0]["maternity"].update(personal="1.00"),
            lambda d: d["findings"][0].update(rule="no-such-rule"),
            lambda d: d["checks"].pop(),
            lambda d: d["history"][0].update(end=""),
        ],
    )
    def test_spoilt_output_is_not(self, check, spoil):
        data = json.loads(to_json(review_data(review())))
        check.validate(data)
        spoil(data)
        assert not check.is_valid(data)

    def test_files_are_fresh(self):
        done = subprocess.run([sys.executable, ROOT / "scripts/make_schema.py", "--check"], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


def test_data_needs_no_heavy_package():
    heavy = {"pandas", "openpyxl", "rich", "docx"}
    code = f"import sys, sbparse.report.review_data, sbparse.report.schema; print(sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
