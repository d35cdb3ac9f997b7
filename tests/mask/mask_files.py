"""Files to mask, and ways to look into them."""

from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pikepdf

import formdraw
from formdraw.style import Style
from sbparse.mask import Masked, masked
from sbparse.record.document import read_bytes
from sbparse.record.model import Extraction, RightsRecord
from sbparse.report.record_data import record_data

FIXTURES: Final = Path(__file__).parents[2] / "fixtures"
FILES: Final = sorted(path for folder in ("extract", "chromium", "record", "signed") for path in (FIXTURES / folder).glob("*.pdf"))
SEED: Final = FIXTURES / "extract/x1_seed_2023.pdf"
EMBEDDED: Final = FIXTURES / "extract/x3_portrait_national.pdf"
BUNDLE: Final = FIXTURES / "extract/x8_bundle.pdf"
OLDER: Final = FIXTURES / "record/older-site.pdf"
STYLES: Final = {style.name: style for style in formdraw.ALL_STYLES}


@cache
def masked_file(path: Path) -> Masked:
    return masked(path.read_bytes(), path.name, seed=7)


def read(data: bytes, engine: Any = "pdfium") -> Extraction:
    return read_bytes(data, "x.pdf", engine=engine)[0]


def bare(record: RightsRecord) -> dict[str, Any]:
    """A record as data without places and findings."""
    data: dict[str, Any] = {key: value for key, value in record_data(record, "zh").items() if key != "findings"}
    for rows in ("employments", "contributions"):
        data[rows] = [{key: value for key, value in row.items() if key != "where"} for row in data[rows]]
    return data


def drawn(style: str | Style, seed: int = 1, **knobs: Any) -> bytes:
    return formdraw.build(formdraw.make_record(seed, **knobs), STYLES[style] if isinstance(style, str) else style)


def rewritten(data: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    """The file after something was done to it."""
    with pikepdf.open(BytesIO(data)) as pdf:
        change(pdf)
        out = BytesIO()
        pdf.save(out)
        return out.getvalue()


def retold(data: bytes, old: str, new: str) -> bytes:
    """The file with another text in its strings, which are in UniGB-UCS2-H."""
    one, other = old.encode("utf-16-be"), new.encode("utf-16-be")

    def change(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            steps = [([_told(each, one, other) for each in step.operands], step.operator) for step in pikepdf.parse_content_stream(page)]
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(steps))

    return rewritten(data, change)


def _told(operand: Any, old: bytes, new: bytes) -> Any:
    return pikepdf.String(bytes(operand).replace(old, new)) if isinstance(operand, pikepdf.String) else operand


def added_text(data: bytes, text: str, *, mode: int = 0, at: tuple[int, int] = (30, 300)) -> bytes:
    """The file with one more text on its first page, in the font that it has for Chinese (UniGB-UCS2-H)."""

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        fonts = page.Resources.Font
        name = next(key for key in fonts.keys() if str(fonts[key].get("/Encoding")) == "/UniGB-UCS2-H")  # noqa: SIM118 - no dict
        content = f"q BT {name} 9 Tf {mode} Tr {at[0]} {at[1]} Td <{text.encode('utf-16-be').hex()}> Tj ET Q".encode()
        page.contents_add(pdf.make_stream(content))

    return rewritten(data, change)


def everything(data: bytes) -> bytes:
    """All that stands in a file, streams decompressed."""
    with pikepdf.open(BytesIO(data)) as pdf:
        out = BytesIO()
        level, mode = pikepdf.StreamDecodeLevel.all, pikepdf.ObjectStreamMode.disable
        pdf.save(out, compress_streams=False, stream_decode_level=level, object_stream_mode=mode)
        return out.getvalue()


def in_gbk(data: bytes) -> bytes:
    """The seed with its Chinese in GBK-EUC-H."""

    def change(pdf: pikepdf.Pdf) -> None:
        for font in pdf.objects:
            if isinstance(font, pikepdf.Dictionary) and font.get("/Encoding") == pikepdf.Name("/UniGB-UCS2-H"):
                font.Encoding = pikepdf.Name("/GBK-EUC-H")
        _recoded(pdf, lambda text: text.decode("utf-16-be").encode("gb18030"))

    return rewritten(data, change)


def in_a_cmap_of_its_own(data: bytes) -> bytes:
    """The seed with codes that only a CMap in the file and a map to Unicode explain."""
    codes: dict[str, int] = {}

    def coded(text: bytes) -> bytes:
        return b"".join((codes.setdefault(char, len(codes) + 5) + 0x4000).to_bytes(2) for char in text.decode("utf-16-be"))

    def change(pdf: pikepdf.Pdf) -> None:
        _recoded(pdf, coded)
        ranges = "".join(f"<{code + 0x4000:04x}> {code}\n" for code in codes.values())
        names = "".join(f"<{code + 0x4000:04x}> <{ord(char):04x}>\n" for char, code in codes.items())
        head = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Own def\n/CMapType 1 def\n"
        space = "1 begincodespacerange\n<4000> <4fff>\nendcodespacerange\n"
        cmap = pdf.make_stream(f"{head}{space}{len(codes)} begincidchar\n{ranges}endcidchar\nendcmap\nend\nend\n".encode())
        cmap.Type, cmap.CMapName = pikepdf.Name.CMap, pikepdf.Name("/Own")
        cmap.CIDSystemInfo = pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0)
        unicode = pdf.make_stream(f"{head}{space}{len(codes)} beginbfchar\n{names}endbfchar\nendcmap\nend\nend\n".encode())
        for font in pdf.objects:
            if isinstance(font, pikepdf.Dictionary) and font.get("/Encoding") == pikepdf.Name("/UniGB-UCS2-H"):
                font.Encoding, font.ToUnicode = cmap, unicode
                inner = font.DescendantFonts[0]
                inner.CIDSystemInfo = pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0)
                inner.W = pikepdf.Array([each for code in sorted(codes.values()) for each in (code, pikepdf.Array([600]))])

    return rewritten(data, change)


def _recoded(pdf: pikepdf.Pdf, recode: Callable[[bytes], bytes]) -> None:
    """Every string that is shown in the font for Chinese under other codes."""
    for page in pdf.pages:
        fonts, steps, chinese = page.Resources.Font, [], False
        for step in pikepdf.parse_content_stream(page):
            operands = list(step.operands)
            if str(step.operator) == "Tf":
                chinese = fonts[str(operands[0])].get("/Subtype") == pikepdf.Name.Type0
            if chinese:
                operands = [pikepdf.String(recode(bytes(each))) if isinstance(each, pikepdf.String) else each for each in operands]
            steps.append((operands, step.operator))
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(steps))
