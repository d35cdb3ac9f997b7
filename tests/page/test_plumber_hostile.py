"""Files made to cost time or memory, and damaged ones: an error of the package, soon, whatever pdfminer meets."""

import io
import logging

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name
from plumber_pdf import Maker, at, chars, cid_font, deflated, form, one_page, packed, seen

import formdraw
from formdraw import damage
from sbparse.errors import UnusableFileError
from sbparse.page import plumber_device, plumber_streams
from sbparse.record.document import open_document

GOOD = formdraw.build(formdraw.make_record(1, jobs=1, years=2), formdraw.ALL_STYLES[0])


def refused(data: bytes) -> str:
    """The message's key that the engine refuses the first page with."""
    with pytest.raises(UnusableFileError) as error:
        seen(data)
    assert error.value.file == "page.pdf"
    assert "\n" not in error.value.line()
    return error.value.what.key


def identity(lines: bytes) -> Maker:
    def make(pdf: pikepdf.Pdf) -> Dictionary:
        return cid_font("Identity-H", ordering="Identity", ToUnicode=pdf.make_stream(b"begincmap " + lines + b" endcmap"))

    return make


def wide(widths: list[object]) -> Dictionary:
    font = cid_font("Identity-H", ordering="Identity")
    font.DescendantFonts[0].W = Array(widths)
    return font


def nested(depth: int, each: int) -> Maker:
    """Forms in forms: ``each`` to the power of ``depth`` texts."""

    def make(pdf: pikepdf.Pdf) -> pikepdf.Object:
        inner = pdf.make_indirect(form(at(20, 20, "x"))(pdf))
        for _ in range(depth):
            inner = pdf.make_indirect(form(b"/A Do " * each, Resources=Dictionary(XObject=Dictionary(A=inner)))(pdf))
        return inner

    return make


def itself(pdf: pikepdf.Pdf) -> pikepdf.Object:
    made = pdf.make_indirect(form(b"/A Do " + at(20, 20, "x"))(pdf))
    made.Resources.XObject = Dictionary(A=made)
    return made


TOO_MUCH: dict[str, bytes] = {
    "a stream that unpacks to a hundred megabytes": one_page(packed(deflated(bytes(100 * 2**20)))),
    "a page of three megabytes of operators": one_page(b"q Q " * (3 * 2**18)),
    "a ToUnicode range of four thousand million": one_page(
        at(20, 20, "ab"), identity(b"1 beginbfrange <00000000> <FFFFFFFF> <0000> endbfrange")
    ),
    "widths for two thousand million glyphs": one_page(at(20, 20, "ab"), wide([0, 2_000_000_000, 500])),
    "widths again and again": one_page(at(20, 20, "ab"), wide([0, 60_000, 500] * 100)),
    "states in states": one_page(b"q " * 1000),
    "forms in forms": one_page(b"/X Do", forms={"X": nested(9, 1)}),
    "forms without end": one_page(b"/X Do", forms={"X": nested(6, 20)}),
    "many forms": one_page(b"/X Do " * 20_000, forms={"X": form(b"")}),
    "many glyphs": one_page(at(20, 20, "x" * 60_000)),
}


@pytest.mark.parametrize("data", TOO_MUCH.values(), ids=TOO_MUCH)
def test_too_much_is_refused(data: bytes) -> None:
    assert refused(data) == "reading.page-too-full"


def test_a_form_that_draws_itself_is_drawn_once() -> None:
    assert chars(one_page(b"/X Do " + at(20, 60, "After"), forms={"X": itself})) == "xAfter"


def test_both_sides_of_the_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    content = at(20, 20, "x")
    monkeypatch.setattr(plumber_device, "MOST_CONTENT", len(content))
    assert chars(one_page(content)) == "x"
    monkeypatch.setattr(plumber_device, "MOST_CONTENT", len(content) - 1)
    assert refused(one_page(content)) == "reading.page-too-full"
    monkeypatch.undo()
    assert chars(one_page(b"/X Do", forms={"X": nested(plumber_device.DEEPEST - 1, 1)})) == "x"
    for lines, allowed in ((9, True), (10, False)):  # a text counts for one
        monkeypatch.setattr(plumber_device, "MOST_OBJECTS", 10)
        drawn = one_page(content + b"0 0 m 90 0 l S " * lines)
        assert (chars(drawn) if allowed else refused(drawn)) == ("x" if allowed else "reading.page-too-full")
    monkeypatch.undo()
    monkeypatch.setattr(plumber_streams, "MOST_DECODED", 2 * len(content) - 1)
    assert chars(one_page(content)) == "x"
    assert refused(one_page(lambda pdf: Array([pdf.make_stream(content), pdf.make_stream(content)]))) == "reading.page-too-full"


DAMAGED: dict[str, bytes] = {
    "a stream that breaks off": one_page(packed(deflated(at(20, 20, "shown") * 50)[:-20])),
    "a stream with a wrong checksum": one_page(packed(deflated(at(20, 20, "shown"))[:-4] + b"abcd")),
    "a stream that is not packed": one_page(packed(at(20, 20, "shown"))),
    "a Type 0 font without a descendant": one_page(at(20, 20, "x"), Dictionary(Type=Name.Font, Subtype=Name.Type0)),
    "a Type 3 font of nothing": one_page(at(20, 20, "x"), Dictionary(Type=Name.Font, Subtype=Name.Type3)),
    "a predictor wider than its data": one_page(
        lambda pdf: pdf.make_stream(deflated(b"abc"), Filter=Name.FlateDecode, DecodeParms=Dictionary(Predictor=12, Columns=2_000_000_000))
    ),
}


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED)
def test_damage_is_told_by_page(data: bytes) -> None:
    assert refused(data) == "reading.damaged-page"


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (damage.encrypted(GOOD), "reading.encrypted"),
        (damage.truncated(GOOD), "reading.damaged"),
        (damage.truncated(GOOD, 0.98), "reading.damaged"),
        (damage.not_a_pdf(), "reading.damaged"),
        (damage.named_pdf_but_zip(), "reading.damaged"),
        (b"", "reading.damaged"),
    ],
)
def test_a_file_that_does_not_open(data: bytes, key: str) -> None:
    assert refused(data) == key


@pytest.mark.parametrize("options", [{}, {"R": 4}, {"R": 3, "aes": False, "metadata": False}, {"R": 2, "aes": False, "metadata": False}])
def test_an_owner_s_password_alone_does_not_stop_reading(options: dict[str, object]) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(GOOD)) as document:
        document.save(out, encryption=pikepdf.Encryption(user="", owner="owner-specimen", **options))  # type: ignore[arg-type]
    assert chars(out.getvalue()) == chars(GOOD)


@given(st.data())
def test_a_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    """Any byte changed, any part cut out: an error of the package or a page, never another exception."""
    at = data.draw(st.integers(0, len(GOOD) - 1))
    cut = data.draw(st.integers(0, 40))
    new = data.draw(st.binary(max_size=8))
    try:
        with open_document(GOOD[:at] + new + GOOD[at + cut :], "page.pdf", "pdfplumber") as document:
            for index in range(document.page_count):
                document.page(index)
    except UnusableFileError as error:
        assert error.what.key in ("reading.damaged", "reading.damaged-page", "reading.encrypted", "reading.page-too-full")


def test_pdfminer_s_warnings_do_not_reach_stderr(capfd: pytest.CaptureFixture[str]) -> None:
    odd = one_page(b"(no number) g /Nothing gs " + at(20, 20, "x"))
    root = logging.getLogger()
    handlers, root.handlers = root.handlers, []
    try:
        assert chars(odd) == "x"
    finally:
        root.handlers = handlers
    assert capfd.readouterr().err == ""
