from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_example_record import bare_record

from sbparse.history.model import Claim
from sbparse.record.model import Person
from sbparse.report.clean import clean, encodable, starts_formula
from sbparse.report.masking import mask_code, mask_for, mask_number, masked

NUMBER = "110199197203152413"


def record(number=None, code=None):
    return replace(bare_record(), person=Person("样例", number, None), code=code)


@pytest.mark.parametrize(
    ("number", "hidden"),
    [
        (NUMBER, "110***********2413"),
        ("11019919720315241X", "110***********241X"),
        ("110199720315241", "110********5241"),
        ("H12345678", "*******78"),
        ("12345", "*****"),
        ("", ""),
    ],
)
def test_numbers(number, hidden):
    assert mask_number(number) == hidden
    assert len(hidden) == len(number)


def test_code():
    assert [mask_code(code) for code in ("k7m2qd", "k", "")] == ["k*****", "k", ""]


class TestMask:
    def test_numbers_of_record_and_claim_wherever_they_stand(self):
        mask = mask_for([record("G1234567", "abc123")], Claim(id_number="110199197203152421"))
        assert mask("号码G1234567，校验码：abc123；申报110199197203152421。") == "号码******67，校验码：a*****；申报110***********2421。"

    def test_any_other_number_of_a_person(self):
        assert mask_for([])("样例110199197203152413.pdf") == "样例110***********2413.pdf"

    @pytest.mark.parametrize(
        "text",
        [
            "11010820240610091530",  # a serial of 20 digits
            "110199197213152413",  # no month 13
            "3a7bd3e2360a3d29eea436fcfb7e44c735d117c42d1c1835420b6b9942dd4f1b",
            "512345.60",
        ],
    )
    def test_other_figures_stay(self, text):
        assert mask_for([record(NUMBER, "123456")])(text) == text

    def test_a_code_of_digits_spares_amounts(self):
        mask = mask_for([record(code="123456")])
        assert mask("123456 123456.00 1123456 0.123456") == "1***** 123456.00 1123456 0.123456"

    def test_a_secret_that_holds_another_is_hidden_whole(self):
        mask = mask_for([record("A-123456", "123456")])
        assert mask("A-123456") == "******56"

    def test_twice_is_once(self):
        mask = mask_for([record(NUMBER, "k7m2qd")])
        text = f"{NUMBER} k7m2qd"
        assert mask(mask(text)) == mask(text)

    def test_data_keeps_its_shape(self):
        data = {"a": [NUMBER, 1, None, True, {"b": f"号{NUMBER}"}], NUMBER: 2.5}
        assert masked(data, mask_for([])) == {"a": ["110***********2413", 1, None, True, {"b": "号110***********2413"}], NUMBER: 2.5}


class TestClean:
    @given(st.text(st.characters(codec=None)))
    def test_never_leaves_what_a_file_format_forbids(self, text):
        cleaned = clean(text)
        assert not {c for c in cleaned if (ord(c) < 32 and c not in "\t\n") or 0x7F <= ord(c) < 0xA0}
        cleaned.encode()
        assert clean(cleaned) == cleaned

    def test_ordinary_text_stays(self):
        text = "北京𬭚样例（集团）公司 ⼀⽉① a\tb\n·—…"
        assert clean(text) == text

    def test_line_ends_are_one(self):
        assert clean("a\r\nb\rc\u2028d") == "a\nb\nc\nd"

    def test_encodable(self):
        assert encodable("a\ud800b") == "a\ufffdb"

    @pytest.mark.parametrize("start", [*"=+-@\t\n＝＋－＠", " =", '"=', "\u200b=", ' "\t＋'])
    def test_what_starts_a_formula(self, start):
        assert starts_formula(f"{start}1")

    @pytest.mark.parametrize("text", ["", "北京", "1=1", "a =1", "—", "（"])
    def test_what_does_not(self, text):
        assert not starts_formula(text)
