"""The rules about the form itself: query period, pages and their headers, identity number, characters, payers, unread text."""

from dataclasses import replace

import pytest
from record_build import HERE, actuals, job, outcome, page, record, row

from sbparse.record.integrity.form import check_digit
from sbparse.record.model import Person, RightsRecord
from sbparse.values.month import Period

HEADER = {"name": "张样例", "id_number": "110199199003070017", "code": "abc234", "serial": "11010820210105120000", "employer": "甲公司",
          "query_period": "1992-10至2021-01"}  # fmt: skip


class TestQueryPeriod:
    @pytest.mark.parametrize(
        ("start", "end", "found"),
        [
            ("2019-01", "2020-12", 0),
            ("2019-02", "2020-12", 1),
            ("2019-01", "2020-11", 1),
            ("2019-02", "2020-11", 2),
            ("2021-01", "2021-12", 2),
        ],
    )
    def test_rows_lie_inside(self, start: str, end: str, found: int) -> None:
        asked = record(jobs=[], query_period=Period.parse(start, end))
        assert len(actuals("outside-query-period", asked)) == found

    def test_employers_lie_inside(self) -> None:
        jobs = [job("2018-12", "2019-05"), job("2019-06", "2020-12")]
        findings = outcome("outside-query-period", record([], jobs=jobs, query_period=Period.parse("2019-01", "2020-12")))
        assert [finding.employment for finding in findings if not isinstance(finding, str)] == [0]

    def test_without_a_period_or_rows_the_rule_is_not_run(self) -> None:
        assert outcome("outside-query-period", record(query_period=None)) == "integrity.no-query-period"
        assert outcome("outside-query-period", record([], jobs=[])) == "integrity.no-rows"


class TestPages:
    def test_all_pages_pass_in_any_order(self) -> None:
        assert outcome("incomplete-pages", record(), pages=[page(2, 3), page(1, 3), page(3, 3)]) == []

    @pytest.mark.parametrize("missing", [1, 2, 3])
    def test_a_page_missing(self, missing: int) -> None:
        pages = [page(number, 3) for number in (1, 2, 3) if number != missing]
        findings = outcome("incomplete-pages", record(), pages=pages)
        assert [f.message.params["missing"] for f in findings if not isinstance(f, str)] == [[missing]]

    def test_pages_of_two_prints(self) -> None:
        assert len(actuals("incomplete-pages", record(), pages=[page(1, 2), page(2, 3)])) == 1

    def test_without_numbers_the_rule_is_not_run(self) -> None:
        assert (
            outcome("incomplete-pages", record(), pages=[page(None, None, HEADER), page(None, None, HEADER)]) == "integrity.no-page-numbers"
        )
        assert outcome("incomplete-pages", record(), pages=[page(1, None)]) == "integrity.no-page-numbers"

    @pytest.mark.parametrize("field", HEADER)
    def test_a_header_that_differs(self, field: str) -> None:
        pages = [page(1, 2, HEADER), page(2, 2, {**HEADER, field: "不同"})]
        assert actuals("incomplete-pages", record(), pages=pages) == [(HEADER[field], "不同")]
        assert len(actuals("incomplete-pages", record(), pages=[replace(p, number=None, total=None) for p in pages])) == 1

    def test_widths_and_pages_without_a_header_make_no_difference(self) -> None:
        pages = [page(1, 3, HEADER), page(2, 3), page(3, 3, {"name": "张样例", "id_number": "１１０１９９１９９００３０７００１７"})]
        assert outcome("incomplete-pages", record(), pages=pages) == []


def of(number: str | None) -> RightsRecord:
    return record(person=Person("张样例", number, None))


class TestIdentityNumber:
    @pytest.mark.parametrize(
        "number", ["110199199003070017", "11019919720306312X", "11019919720306312x", "１１０１９９１９９００３０７００１７"]
    )
    def test_the_right_check_digit(self, number: str) -> None:
        assert outcome("id-checksum", of(number)) == []

    @pytest.mark.parametrize("digit", "012345689X")
    def test_every_other_digit_is_wrong(self, digit: str) -> None:
        assert actuals("id-checksum", of(f"11019919900307001{digit}")) == [("7", digit)]

    def test_any_one_changed_digit_shows(self) -> None:
        number = "110199199003070017"
        for place in range(17):
            changed = f"{number[:place]}{(int(number[place]) + 1) % 10}{number[place + 1 :]}"
            assert len(actuals("id-checksum", of(changed))) == 1

    @pytest.mark.parametrize("number", ["JPN001234567890123", "110199900307001", "1101991990030700171"])
    def test_other_numbers_are_not_run(self, number: str) -> None:
        assert outcome("id-checksum", of(number)) == "integrity.other-id"

    def test_no_number_is_not_run(self) -> None:
        assert outcome("id-checksum", of(None)) == "integrity.no-id"

    def test_the_digit_of_the_standard_s_example(self) -> None:
        """GB 11643-1999, annex: 11010519491231002X and 440524188001010014."""
        assert (check_digit("11010519491231002"), check_digit("44052418800101001")) == ("X", "4")


class TestCharacters:
    @pytest.mark.parametrize("text", ["张\ufffd例", "张\ue123例", "张(cid:12)例", "张Ⲁ例"])
    def test_a_character_that_was_not_decoded(self, text: str) -> None:
        assert len(actuals("unreadable-text", record(person=Person(text, None, None)))) == 1
        assert len(actuals("unreadable-text", record(person=Person(None, None, text)))) == 1
        assert len(actuals("unreadable-text", record(issuer=text))) == 1
        assert len(actuals("unreadable-text", record(code=text))) == 1

    @pytest.mark.parametrize("text", ["古丽样例·买买提", "𬭚样", "欧阳㐂", "ABC（北京）有限公司"])
    def test_rare_characters_are_characters(self, text: str) -> None:
        assert outcome("unreadable-text", record(person=Person(text, None, text))) == []


def test_a_personal_payer_is_told() -> None:
    jobs = [job("2019-01", "2019-12", employer="北京市海淀区灵活就业人员"), job("2020-01", "2020-12")]
    findings = outcome("personal-payer", record(jobs=jobs))
    assert [finding.employment for finding in findings if not isinstance(finding, str)] == [0]
    assert outcome("personal-payer", record()) == []
    assert outcome("personal-payer", record(jobs=[])) == "integrity.no-rows"


def test_unread_text_is_quoted_and_bare_strokes_are_not() -> None:
    assert outcome("unread-text", record()) == []
    unread = [("本行说明从未见过", HERE), ("----", HERE), ("——", HERE), ("_ _", HERE)]
    findings = outcome("unread-text", record(), unread=unread)
    assert [f.message.params["text"] for f in findings if not isinstance(f, str)] == ["本行说明从未见过"]
    assert outcome("unread-text", record([row("2019-01", "2019-12")])) == []
