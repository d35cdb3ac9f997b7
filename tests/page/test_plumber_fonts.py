"""What pdfminer garbles or leaves out in silence comes out right, or as U+FFFD."""

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name
from plumber_pdf import Maker, at, chars, cid_font, one_page, seen, text

from formdraw import faces
from sbparse.page.plumber_fonts import UNKNOWN, _walked
from sbparse.values.text import plain

GIVEN = "张𬭚例·单位ABC12"
HANZI = st.text(st.sampled_from("张三李𬭚𬭛㐂例·单位（）ABC 12⼀⻔"), min_size=1, max_size=12)


@pytest.mark.parametrize("encoding", ["UniGB-UCS2-H", "UniGB-UTF16-H"])
def test_a_rare_character_leaves_the_rest_of_the_string_alone(encoding: str) -> None:
    data = one_page(text(GIVEN, "utf-16-be"), cid_font(encoding))
    assert chars(data) == chars(data, "pdfium") == GIVEN


@given(HANZI)
def test_text_in_a_unicode_encoding_is_its_own_code(shown: str) -> None:
    assert chars(one_page(text(shown, "utf-16-be"), cid_font("UniGB-UCS2-H"))) == plain(shown)


@pytest.mark.parametrize(("encoding", "codec"), [("UniGB-UTF8-H", "utf-8"), ("UniGB-UTF32-H", "utf-32-be")])
def test_the_other_unicode_encodings(encoding: str, codec: str) -> None:
    assert chars(one_page(text(GIVEN, codec), cid_font(encoding))) == GIVEN


@pytest.mark.parametrize(
    ("encoding", "codec", "shown"),
    [
        ("GBK-EUC-H", "gbk", "张三例·单位镕ABC12"),
        ("GBKp-EUC-H", "gbk", "张三例·单位镕ABC12"),
        ("GB-EUC-H", "gb2312", "张三例单位ABC12"),
        ("GBK2K-H", "gb18030", "张三㐂例·单位镕ABC12"),
    ],
)
def test_the_national_encodings(encoding: str, codec: str, shown: str) -> None:
    assert chars(one_page(text(shown, codec), cid_font(encoding))) == shown


def test_a_rare_character_takes_up_two_ems_in_ucs_2_and_one_in_utf_16() -> None:
    ucs2 = seen(one_page(text("张𬭚例", "utf-16-be"), cid_font("UniGB-UCS2-H")))
    utf16 = seen(one_page(text("张𬭚例", "utf-16-be"), cid_font("UniGB-UTF16-H")))
    assert ucs2.x0 == pytest.approx([20, 30, 50])
    assert ucs2.x1 == pytest.approx([30, 50, 60])
    assert utf16.x0 == pytest.approx([20, 30, 40])


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ("5F204E09", "张三"),
        ("5F204E095F", "张三\ufffd"),  # a byte too many
        ("5F20D86C4E09", "张\ufffd三"),  # half of a pair
        ("5F20DF5A4E09", "张\ufffd三"),
    ],
)
def test_half_a_character_is_unknown(codes: str, expected: str) -> None:
    data = one_page(f"BT /F1 10 Tf 20 200 Td <{codes}> Tj ET".encode(), cid_font("UniGB-UCS2-H"))
    assert chars(data) == expected


def test_a_code_that_the_cmap_lacks_is_unknown_not_left_out() -> None:
    data = one_page(b"BT /F1 10 Tf 20 200 Td <D5C5FFFFC8FD> Tj ET", cid_font("GBK-EUC-H"))
    shown = chars(data)
    assert (shown[0], shown[-1]) == ("张", "三")
    assert set(shown[1:-1]) == {"\ufffd"}


def test_walking_a_cmap_gives_every_code() -> None:
    trie = {0x20: 1, 0x81: {0x40: 2}}
    assert list(_walked(trie, b"\x20\x81\x40\x20")) == [1, 2, 1]
    assert list(_walked(trie, b"\x99\x20")) == [UNKNOWN, 1]
    assert list(_walked(trie, b"\x81\x99\x20")) == [UNKNOWN, 1]
    assert list(_walked(trie, b"\x20\x81")) == [1, UNKNOWN]


def to_unicode(pdf: pikepdf.Pdf, lines: str) -> pikepdf.Object:
    return pdf.make_stream(f"/CIDInit /ProcSet findresource begin begincmap {lines} endcmap end".encode())


def identity(lines: str | None) -> Maker:
    def make(pdf: pikepdf.Pdf) -> Dictionary:
        font = cid_font("Identity-H", ordering="Identity")
        if lines is not None:
            font.ToUnicode = to_unicode(pdf, lines)
        return font

    return make


def test_a_code_without_an_entry_in_to_unicode_is_unknown() -> None:
    font = identity("2 beginbfchar <0001> <5F20> <0003> <> endbfchar")
    assert chars(one_page(b"BT /F1 10 Tf 20 200 Td <000100020003> Tj ET", font)) == "张\ufffd\ufffd"


def test_an_identity_font_without_to_unicode_is_unknown() -> None:
    assert chars(one_page(b"BT /F1 10 Tf 20 200 Td <00010002> Tj ET", identity(None))) == "\ufffd\ufffd"


def test_a_font_program_is_not_asked_what_its_glyphs_mean() -> None:
    """Several characters may share a glyph there, of which pdfminer would take the last."""

    def font(pdf: pikepdf.Pdf) -> Dictionary:
        made = cid_font("Identity-H", ordering="Identity")
        made.DescendantFonts[0].Subtype = Name.CIDFontType2
        made.DescendantFonts[0].FontDescriptor.FontFile2 = pdf.make_stream(faces.FILES["sans"].read_bytes())
        return made

    assert set(chars(one_page(b"BT /F1 10 Tf 20 200 Td <000A000B000C> Tj ET", font))) == {"\ufffd"}


def test_an_embedded_cmap_is_unknown_not_left_out() -> None:
    def font(pdf: pikepdf.Pdf) -> Dictionary:
        made = cid_font("UniGB-UCS2-H")
        made.Encoding = pdf.make_stream(b"begincmap endcmap", CMapName=Name.Own, Type=Name.CMap)
        return made

    assert set(chars(one_page(b"BT /F1 10 Tf 20 200 Td <5F204E09> Tj ET", font))) == {"\ufffd"}


def simple_font(flags: int, lines: str | None = None) -> Maker:
    def make(pdf: pikepdf.Pdf) -> Dictionary:
        descriptor = Dictionary(
            Type=Name.FontDescriptor, FontName=Name.AAAAAA, Flags=flags, FontBBox=Array([0, 0, 1000, 1000]), FontFile2=pdf.make_stream(b"")
        )
        font = Dictionary(
            Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name.AAAAAA, FirstChar=65, Widths=Array([500, 500]), FontDescriptor=descriptor
        )
        if lines is not None:
            font.ToUnicode = to_unicode(pdf, lines)
        return font

    return make


def test_codes_of_a_symbolic_subset_are_no_latin_letters() -> None:
    assert chars(one_page(at(20, 20, "AB"), simple_font(4))) == "\ufffd\ufffd"
    assert chars(one_page(at(20, 20, "AB"), simple_font(4, "1 beginbfchar <41> <5F20> endbfchar"))) == "张\ufffd"
    assert chars(one_page(at(20, 20, "AB"), simple_font(32))) == "AB"


def test_a_glyph_for_several_characters_is_shared_among_them() -> None:
    page = seen(one_page(b"BT /F1 10 Tf 20 200 Td <0001> Tj ET", identity("1 beginbfchar <0001> <FB01> endbfchar")))
    assert "".join(page.chars) == "fi"
    assert page.x1[0] == pytest.approx(page.x0[1])
    assert (page.x0[0], page.x1[1]) == pytest.approx((20, 30))


def test_radicals_are_folded() -> None:
    assert chars(one_page(text("⼀⻔⽉", "utf-16-be"), cid_font("UniGB-UCS2-H"))) == "一门月"


def test_a_font_set_through_a_graphics_state_is_used() -> None:
    states = Dictionary(G=Dictionary(Font=Array([cid_font("UniGB-UCS2-H"), 10])))
    assert chars(one_page(b"BT /G gs 20 200 Td <5F204E09> Tj ET", Resources_ExtGState=states)) == "张三"
