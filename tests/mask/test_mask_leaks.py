"""Nothing of the original is left; and what looks for it finds it where it is."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pikepdf
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTFont
from mask_files import (
    BUNDLE,
    EMBEDDED,
    FILES,
    FIXTURES,
    SEED,
    added_text,
    drawn,
    everything,
    in_a_cmap_of_its_own,
    in_gbk,
    masked_file,
    read,
    retold,
    rewritten,
)  # fmt: skip

from sbparse.errors import UnusableFileError
from sbparse.mask import Way, catalogue, masked, masking, programs
from sbparse.mask.catalogue import DATE
from sbparse.mask.proof import leaks
from sbparse.mask.secrets import Secrets, pairs
from sbparse.mask.substitution import STAND_INS, Substitution
from sbparse.record.document import open_document
from sbparse.record.reading import sheet_of
from sbparse.values.text import fold

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def forms_of(text: str) -> Iterator[bytes]:
    """A text as it may stand in a file."""
    for encoding in ("utf-8", "utf-16-be", "utf-16-le", "gb18030"):
        data = text.encode(encoding)
        yield from (data, data.hex().encode(), data.hex().upper().encode())


def secrets_in(path: Path) -> set[str]:
    found: set[str] = set()
    for record in read(path.read_bytes()).records:
        person = record.person
        texts = [person.name, person.id_number, person.employer, record.code, record.serial, *(row.employer for row in record.employments)]
        found |= {text for text in texts if text and len(text) > 1}
    return found


@each_file
def test_no_value_of_the_record_is_anywhere_in_the_bytes(path: Path) -> None:
    inside = everything(masked_file(path).data)
    for secret in secrets_in(path):
        for form in forms_of(secret):
            assert len(form) < 5 or form not in inside, secret


@each_file
def test_no_pair_of_a_name_s_characters_is_in_the_text(path: Path) -> None:
    form = set().union(*map(pairs, (*catalogue.phrases(), *catalogue.OFFICE_ENDINGS)))
    names = set().union(*(pairs(fold(secret)) for secret in secrets_in(path))) - form
    for engine in ("pdfium", "pdfplumber"):
        with open_document(masked_file(path).data, "x.pdf", engine) as document:  # type: ignore[arg-type]
            pages = [document.page(index) for index in range(document.page_count)]
        text = "\n".join(line.folded for page in pages for line in sheet_of(page).lines)
        assert not {pair for pair in names if pair in text} - {"样例"}


@each_file
def test_embedded_fonts_have_no_outline_but_those_shown(path: Path) -> None:
    with pikepdf.open(BytesIO(masked_file(path).data)) as pdf:
        for font in pdf.objects:
            if not isinstance(font, pikepdf.Dictionary) or font.get("/Type") != "/FontDescriptor" or "/FontFile2" not in font:
                continue
            program = TTFont(BytesIO(font.FontFile2.read_bytes()))
            inked = [name for name in program.getGlyphOrder() if program["glyf"][name].numberOfContours]
            users = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and _descriptor(each) == font.objgen]
            assert 0 < len(inked) <= sum(_codes(each) for each in users) + 40  # parts of composed letters
            assert not {tag for tag in program.keys() if tag in ("name", "meta", "GSUB", "DSIG")}  # noqa: SIM118 - no dict


def test_a_cff_program_keeps_no_pieces_of_outlines() -> None:
    with pikepdf.open(BytesIO(masked_file(FIXTURES / "extract/x2_landscape_2026.pdf").data)) as pdf:
        (program,) = [
            bytes(each.FontFile3.read_bytes()) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/FontFile3" in each
        ]
        fonts = CFFFontSet()
        fonts.decompile(BytesIO(program), TTFont())
        top = fonts[fonts.fontNames[0]]
        assert fonts.fontNames == ["Masked"] and not len(fonts.GlobalSubrs)
        assert all(not hasattr(each.Private, "Subrs") for each in getattr(top, "FDArray", [top]))
        texts = re.findall(rb"^<([0-9A-F]{4})> <", everything(masked_file(FIXTURES / "extract/x2_landscape_2026.pdf").data), re.MULTILINE)
        inked = {name for name in top.charset if len(top.CharStrings[name].bytecode or b"") > 2}
        assert inked <= {f"cid{int(code, 16):05d}" for code in texts} | {".notdef"}


@pytest.mark.parametrize(
    ("whole", "part", "after"),
    [
        ([0.001, 0, 0, 0.001, 0, 0], [1, 0, 0, 1, 0, 0], [0.001, 0, 0, 0.001, 0, 0]),
        ([0.0005, 0, 0, 0.0005, 0, 0], [1, 0, 0, 1, 0, 0], [1, 0, 0, 1, 0, 0]),
        ([0.001, 0, 0, 0.001, 0, 0], [1, 0, 0.2, 1, 0, 0], [1, 0, 0.2, 1, 0, 0]),
        (None, [0.001, 0, 0, 0.001, 0, 0], [0.001, 0, 0, 0.001, 0, 0]),
    ],
)
def test_outlines_keep_their_size(whole: list[float] | None, part: list[float], after: list[float]) -> None:
    """fontTools writes no matrix of the whole font that is the format's default, as Typst's fonts have it."""
    top = SimpleNamespace(rawDict={"FontMatrix": whole}, FDArray=[SimpleNamespace(rawDict={"FontMatrix": part})])
    programs._scaled_once(top)
    assert top.FDArray[0].rawDict["FontMatrix"] == after


def _descriptor(font: Any) -> tuple[int, int] | None:
    inner = font.get("/DescendantFonts")
    found = (inner[0] if inner is not None else font).get("/FontDescriptor") if font.get("/Type") == "/Font" else None
    return found.objgen if found is not None else None


def _codes(font: Any) -> int:
    return len(re.findall(rb"^<[0-9A-F]+> <", font.ToUnicode.read_bytes(), re.MULTILINE)) if "/ToUnicode" in font else 256


def test_a_character_of_a_name_alone_is_in_no_font() -> None:
    original, made = everything(EMBEDDED.read_bytes()), everything(masked_file(EMBEDDED).data)
    name = read(EMBEDDED.read_bytes()).records[0].employments[0].employer
    kept = "".join(catalogue.phrases()) + catalogue.OFFICE
    alone = {char for char in name if char not in kept and "\u4e00" <= char <= "\u9fff" and char not in STAND_INS}
    assert alone
    for char in alone:
        code = f"<{ord(char):04X}>".encode()
        assert code in original.upper() and code not in made


def hidden(pdf: pikepdf.Pdf) -> None:
    """Every place beside the pages in which a file may carry something."""
    secret = "张三丰绝密"
    page = pdf.pages[0]
    pdf.docinfo["/Author"] = secret
    pdf.docinfo["/Secret"] = secret
    with pdf.open_metadata() as metadata:
        metadata["dc:title"] = secret
    pdf.attachments["a.txt"] = secret.encode()
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents=secret)
    page.Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(note)]))
    field = pikepdf.Dictionary(FT=pikepdf.Name.Tx, T=secret, V=secret)
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[pdf.make_indirect(field)])
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=secret)
    pdf.Root.StructTreeRoot = pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, K=pikepdf.Dictionary(ActualText=secret))
    pdf.Root.Lang = secret
    page.PieceInfo = pikepdf.Dictionary(App=pikepdf.Dictionary(Private=secret))
    page.Thumb = pdf.make_stream(secret.encode())
    page.Resources.Properties = pikepdf.Dictionary(M=pikepdf.Dictionary(ActualText=secret))
    page.contents_add(pdf.make_stream(f"/Span <</ActualText <feff{secret.encode('utf-16-be').hex()}>>> BDC EMC % {secret}".encode()))
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(secret, 0))
    pdf.trailer["/ID"] = pikepdf.Array([pikepdf.String(secret), pikepdf.String(secret)])


def test_what_no_page_paints_is_gone() -> None:
    data = rewritten(SEED.read_bytes(), hidden)
    twice = data + rewritten(data, lambda pdf: None)[5:]  # and bytes of another file behind it
    for each in (data, twice):
        made = everything(masked(each, "x.pdf", seed=1).data)
        for form in (*forms_of("张三丰绝密"), *forms_of("丰绝密")):
            assert form in everything(data) or form not in made
            assert form not in made


@pytest.mark.parametrize("mode", [0, 3])
def test_any_other_text_on_a_page_is_replaced(mode: int) -> None:
    data = added_text(SEED.read_bytes(), "联系人欧阳锋电话13912345678", mode=mode)
    made = masked(data, "x.pdf", seed=1).data
    text = page_text(made)
    assert "欧阳" not in text and "联系" not in text and not re.search("13912|345678", text)


def page_text(data: bytes) -> str:
    with open_document(data, "x.pdf") as document:
        pages = [document.page(index) for index in range(document.page_count)]
    lines = [line.folded for page in pages for line in sheet_of(page).lines]
    return "\n".join([*lines, *(fold(aside.text) for page in pages for aside in page.set_aside)])


def words_in(data: bytes) -> list[str]:
    with open_document(data, "x.pdf") as document:
        sheets = [sheet_of(document.page(index)) for index in range(document.page_count)]
    return [word.folded for sheet in sheets for word in sheet.words]


UNREADABLE: dict[str, Callable[[], bytes]] = {
    "unknown column": lambda: retold(SEED.read_bytes(), "缴费起止年月", "缴费起止何年"),
    "other title": lambda: retold(SEED.read_bytes(), "社会保险个人权益记录", "社会保险某种样张记录"),
    "another paper": lambda: retold(SEED.read_bytes(), "参保人员缴费信息", "参保人员补缴信息"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_cannot_be_read_is_masked_by_kind_and_fails_the_same_way(name: str) -> None:
    data = UNREADABLE[name]()
    made = masked(data, "x.pdf", seed=5)
    assert made.way is Way.KIND and made.before and made.after and made.before.key == made.after.key
    before, after = words_in(data), words_in(made.data)
    assert list(map(len, before)) == list(map(len, after))
    form = set().union(*map(pairs, (*catalogue.phrases(), *catalogue.OFFICE_ENDINGS)), {"月至"})  # of a period
    assert not set().union(*map(pairs, before)) & set().union(*map(pairs, after)) - form
    numbers = {number for word in before for number in re.findall(r"\d{4,}", DATE.sub("", word))} - {"2010", "2022"}  # years
    assert numbers and not {number for number in numbers for word in after if number in DATE.sub("", word)}


def test_a_name_made_of_the_form_s_words_is_replaced_behind_its_label() -> None:
    data = retold(SEED.read_bytes(), read(SEED.read_bytes()).records[0].person.name or "", "缴费")
    data = retold(data, "缴费起止年月", "缴费起止何年")
    made = masked(data, "x.pdf", seed=5)
    line = next(line for line in page_text(made.data).split("\n") if line.startswith("参保人姓名"))
    assert made.way is Way.KIND and "缴费" not in line


def test_undecodable_text_is_shuffled() -> None:
    def without_maps(pdf: pikepdf.Pdf) -> None:
        for font in pdf.objects:
            if isinstance(font, pikepdf.Dictionary) and "/ToUnicode" in font:
                del font["/ToUnicode"]

    data = rewritten(EMBEDDED.read_bytes(), without_maps)
    made = masked(data, "x.pdf", seed=5)
    assert made.before and made.after and made.before.key == made.after.key == "reading.undecodable"
    original, others = codes_in(data), codes_in(made.data)
    assert len(original) == len(others)
    same = sum(one == other for one, other in zip(original, others, strict=True))
    assert same < len(original) / 10


def codes_in(data: bytes) -> list[bytes]:
    with pikepdf.open(BytesIO(data)) as pdf:
        shown: list[bytes] = []
        for page in pdf.pages:
            for step in pikepdf.parse_content_stream(page):
                strings = list(step.operands[0]) if str(step.operator) == "TJ" else step.operands if str(step.operator) == "Tj" else []
                text = b"".join(bytes(each) for each in strings if isinstance(each, pikepdf.String))
                shown += [text[at : at + 2] for at in range(0, len(text), 2)]
        return shown


def caught(monkeypatch: pytest.MonkeyPatch, data: bytes) -> tuple[bytes, Secrets]:
    """A masked file, and what must not be found in it."""
    kept: list[Secrets] = []

    def looking(masked_data: bytes, secrets: Secrets, **options: Any) -> Any:
        kept.append(secrets)
        return leaks(masked_data, secrets, **options)

    monkeypatch.setattr(masking, "leaks", looking)
    return masked(data, "x.pdf", seed=1).data, kept[-1]


def with_content(data: bytes, content: bytes) -> bytes:
    return rewritten(data, lambda pdf: pdf.pages[0].contents_add(pdf.make_stream(content)))


PLANTS: dict[str, Callable[[bytes, str], bytes]] = {
    "on the page": added_text,
    "hidden on the page": lambda data, text: added_text(data, text, mode=3),
    "two characters on the page": lambda data, text: added_text(data, f"甲{text[:2]}甲"),
    "information": lambda data, text: rewritten(data, lambda pdf: pdf.docinfo.__setitem__("/Title", text)),
    "another key": lambda data, text: rewritten(data, lambda pdf: pdf.docinfo.__setitem__("/Author", "x")),
    "metadata": lambda data, text: rewritten(data, lambda pdf: pdf.Root.__setitem__("/Metadata", pdf.make_stream(text.encode()))),
    "a stream in GBK": lambda data, text: rewritten(
        data, lambda pdf: pdf.pages[0].contents_add(pdf.make_stream(f"% {text}".encode("gbk")))
    ),
    "a string in hexadecimal": lambda data, text: rewritten(
        data, lambda pdf: pdf.pages[0].contents_add(pdf.make_stream(f"<{text.encode('gbk').hex()}> pop".encode()))
    ),
    "an older revision": lambda data, text: data + b"\nstartxref\n0\n%%EOF\n",
    "a name": lambda data, text: rewritten(data, lambda pdf: pdf.docinfo.__setitem__("/Producer", pikepdf.Name("/" + text))),
}


@pytest.mark.parametrize("place", PLANTS)
def test_a_planted_leak_is_found(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made, secrets = caught(monkeypatch, SEED.read_bytes())
    employer = read(SEED.read_bytes()).records[0].employments[0].employer
    text = next(employer[at : at + 5] for at in range(len(employer)) if pairs(employer[at : at + 2]) & secrets.telling_words)
    assert leaks(made, secrets) == []
    assert leaks(PLANTS[place](made, text), secrets)


@pytest.mark.parametrize("what", ["id_number", "serial", "code"])
def test_a_planted_number_is_found(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made, secrets = caught(monkeypatch, SEED.read_bytes())
    record = read(SEED.read_bytes()).records[0]
    number = str(record.person.id_number if what == "id_number" else getattr(record, what))
    for piece in (number, number[-8:]):
        assert leaks(added_text(made, piece), secrets)


def test_a_planted_amount_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    data = drawn("thousands", 5)
    made, secrets = caught(monkeypatch, data)
    rows = read(data).records[0].contributions
    amount = next(amounts.base for row in rows for amounts in row.amounts.values() if amounts.base and amounts.base > 9999)
    assert leaks(added_text(made, f"{amount:,}"), secrets)
    assert leaks(added_text(made, str(amount)), secrets)


def test_a_character_in_a_font_s_map_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    made, secrets = caught(monkeypatch, EMBEDDED.read_bytes())

    def grow(pdf: pikepdf.Pdf) -> None:
        for font in pdf.objects:
            if isinstance(font, pikepdf.Dictionary) and "/ToUnicode" in font:
                font.ToUnicode = pdf.make_stream(font.ToUnicode.read_bytes() + b"1 beginbfchar\n<FFF0> <9FA0>\nendbfchar\n")

    assert leaks(made, secrets) == []
    assert {leak.where for leak in leaks(rewritten(made, grow), secrets)} == {"map"}


@pytest.mark.parametrize("method", ["char", "number_of_person", "token"])
def test_a_substitution_that_replaces_nothing_is_refused(method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Substitution, method, lambda self, text, *_: text)
    with pytest.raises(UnusableFileError) as error:
        masked(SEED.read_bytes(), "x.pdf", seed=1)
    assert error.value.what.key in ("mask.error.leak", "mask.error.reads-differently")


def test_no_message_quotes_what_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Substitution, "char", lambda self, text: text)
    with pytest.raises(UnusableFileError) as error:
        masked(SEED.read_bytes(), "x.pdf", seed=1)
    line = error.value.line()
    assert not {pair for secret in secrets_in(SEED) for pair in pairs(secret) if pair in line}


def test_pages_of_another_paper_leave_nothing() -> None:
    skipped = read(BUNDLE.read_bytes()).skipped_pages
    with open_document(BUNDLE.read_bytes(), "x.pdf") as document:
        texts = ["".join(document.page(number - 1).chars) for number in skipped]
    inside = everything(masked_file(BUNDLE).data)
    form = set().union(*map(pairs, (*catalogue.phrases(), *catalogue.OFFICE_ENDINGS)))
    words = set().union(*map(pairs, texts)) - form
    assert len(words) > 20
    assert not {word for word in words if word.encode("utf-16-be").hex().encode() in inside.lower().replace(b" ", b"")} - {"样例", "示例"}


def test_other_encodings() -> None:
    made = masked(in_gbk(SEED.read_bytes()), "x.pdf", seed=1)
    assert made.way is Way.RECORD and b"/GBK-EUC-H" in made.data
    with pytest.raises(UnusableFileError) as error:  # only pdfium follows such a CMap: nobody can say what would be replaced
        masked(in_a_cmap_of_its_own(SEED.read_bytes()), "x.pdf", seed=1)
    assert error.value.what.key == "mask.error.reads-differently"


def test_pages_that_go_on_with_a_table_are_kept_though_nothing_can_be_read() -> None:
    data = retold(drawn("split-at-the-top", 5, jobs=6), "缴费起止年月", "缴费起止何年")
    made = masked(data, "x.pdf", seed=1)
    assert made.way is Way.KIND and not made.blank
    assert [len(word) for word in words_in(data)] == [len(word) for word in words_in(made.data)]
