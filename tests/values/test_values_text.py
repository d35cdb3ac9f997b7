"""Text: what is kept is what was printed, what is compared is one spelling of it, and what no form holds is told."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sbparse.values.text import fold, misread, plain, unreadable

EVERY_CHARACTER = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize("folding", [fold, plain])
def test_no_character_between_two_letters_folds_twice(folding) -> None:
    assert [char for char in EVERY_CHARACTER if folding(folding(f"a{char}b")) != folding(f"a{char}b")] == []


@given(st.text())
def test_what_is_kept_folds_to_the_same(text: str) -> None:
    assert fold(plain(text)) == fold(text)


@given(st.text(), st.sampled_from([" ", "\t", "\n", "\r", "\u3000", "\u00a0", "\u200b", "\u200e", "\ufeff", "\u00ad", "\u2060"]))
def test_no_white_space_is_left_nor_any_invisible_mark(text: str, blank: str) -> None:
    for folding in (fold, plain):
        assert not any(char.isspace() for char in folding(text))
        assert folding(blank.join("北京示例公司")) == "北京示例公司"
        assert blank not in folding(f"{blank}a{blank}{text}")


@pytest.mark.parametrize(
    ("alike", "one"),
    [
        ("-‐‑‒–—―−─━﹣－", "-"),
        ("~～〜∼˜", "~"),
        ("*∗＊﹡✱✳", "*"),
        ("·・•‧∙⋅･", "·"),
        ("(（［〔【", "("),
        (")）］〕】", ")"),
        ('"“”„‟＂', '"'),
        (":：", ":"),
        ("A Ａ", "A"),
        ("7７", "7"),
    ],
)
def test_what_looks_alike_is_compared_as_one(alike: str, one: str) -> None:
    assert all(fold(f"甲{char}乙") == f"甲{one}乙" for char in alike if not char.isspace())


@pytest.mark.parametrize("text", ["北京（示例）公司", "中心－甲", "①２Ａ", "“北京”·示例", "㈱"])
def test_what_is_kept_keeps_brackets_widths_and_signs(text: str) -> None:
    assert plain(text) == text
    assert fold(text) != text


def test_signs_that_mean_something_else_stay_apart() -> None:
    """甲、乙 are two, 甲·乙 is one; 1.5 is a number."""
    assert len({fold(char) for char in '-~*·()[]<>",、。.;:/\\+=_'}) == len('-~*·()[]<>",、。.;:/\\+=_')


@pytest.mark.parametrize(("text", "kept"), [("⻔头沟", "门头沟"), ("⾦融", "金融"), ("\uf900", "豈"), ("\U0002f800", "丽"), ("⼾", "户")])
def test_radicals_and_compatibility_ideographs_are_kept_as_ordinary_characters(text: str, kept: str) -> None:
    assert plain(text) == fold(text) == kept


@given(st.text(st.characters(max_codepoint=0x7F)))
def test_ascii_loses_its_white_space_only(text: str) -> None:
    assert fold(text) == plain(text) == "".join(text.split())


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)))
def test_ordinary_chinese_is_left_alone(text: str) -> None:
    assert fold(text) == plain(text) == text


@pytest.mark.parametrize(
    "text",
    ["北京示例公司（甲）", "ABC-1 é", "Ωμ", "Ж", "—…“”①㈱々〇", "カタ", "𠮷𬭚", "１２．３４～", "ㄅ", "\t\r\n", "豈", "︵", "℃№", ""],
)
def test_what_a_form_may_hold(text: str) -> None:
    assert not unreadable(text)


@pytest.mark.parametrize(
    "char",
    [
        "\ufffd",
        "\ue000",
        "\uf8ff",
        "\U000f0000",
        "\x00",
        "\x07",
        "\x7f",
        "\x9f",
        "ⲁ",
        "ا",
        "א",
        "ก",
        "한",
        "𝔸",
        "😀",
        "\ud83d",
        "(cid:12)",
        "⻔",
        "⼾",
    ],
)
def test_what_was_decoded_wrongly(char: str) -> None:
    assert unreadable(char)
    assert unreadable(f"北京{char}公司")


@pytest.mark.parametrize("sign", list("\\^_`{|}~\u00a1\u00b6\u00b8ÿĀ\u024f"))
def test_a_stray_sign_among_ideographs_is_no_name(sign: str) -> None:
    assert misread(f"海淀{sign}") and misread(f"{sign}海淀")
    assert not misread(f"A{sign}B") and not misread(sign)  # as an address on the web might hold it


@pytest.mark.parametrize(
    "name",
    ["北京e样例公司", "北京样例（集团）A&B有限公司", "IBM(中国)投资-二部", "3M中国", "样例.com公司", "北京样例·一部+", "样例(L'Oréal)中国"],
)
def test_names_of_employers(name: str) -> None:
    assert not misread(name)


def test_a_person_s_name_has_no_lone_small_letter_among_ideographs() -> None:
    assert misread("周样p", person=True) and misread("p周", person=True) and misread("周p样", person=True)
    assert not misread("John样例", person=True) and not misread("样例de", person=True)
    assert not misread("周样p") and not misread("John Smith", person=True) and not misread("周样P", person=True)
    assert not misread("阿卜杜拉·买买提", person=True) and misread("周\ufffd", person=True)


@pytest.mark.parametrize("text", ["(cid)", "(cid:x)", "cid:12"])
def test_words_that_only_resemble_an_undecoded_glyph(text: str) -> None:
    assert not unreadable(text)


def test_no_letter_of_a_script_that_the_form_does_not_use_is_readable() -> None:
    foreign = ("ARABIC", "HEBREW", "THAI", "COPTIC", "DEVANAGARI", "HANGUL SYLLABLE", "CHEROKEE", "TIBETAN", "MONGOLIAN", "YI SYLLABLE")
    letters = [char for char in EVERY_CHARACTER if unicodedata.name(char, "").startswith(foreign)]
    assert len(letters) > 10_000
    assert [char for char in letters if not unreadable(unicodedata.normalize("NFD", char)) and not unreadable(char)] == []
