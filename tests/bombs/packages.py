"""Office files from their parts, byte by byte: members that lie about their size, overlap, or are deflated without ever being whole."""

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Final

TYPES: Final = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
)
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml."
WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True, slots=True)
class Member:
    """A member as it is stored: raw deflate data, and what it says that it unpacks to."""

    data: bytes
    size: int
    sum: int = 0

    @classmethod
    def of(cls, content: bytes) -> "Member":
        """A member; one of more than a megabyte gets a comment of noise behind it, so that it does not compress too well to be read."""
        if len(content) > 2**20 and content.startswith(b"<"):
            content += b"<!--" + Random(0).randbytes(len(content) // 250).hex().encode() + b"-->"
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        return cls(packer.compress(content) + packer.flush(), len(content), zlib.crc32(content))


def package(members: Mapping[str, Member | bytes]) -> bytes:
    """A zip of these members."""
    out, central = bytearray(), bytearray()
    for name, given in members.items():
        member = given if isinstance(given, Member) else Member.of(given)
        central += directory_entry(name, member, len(out))
        out += local_header(name, member) + member.data
    return bytes(out) + bytes(central) + end_of(len(members), len(central), len(out))


def local_header(name: str, member: Member) -> bytes:
    raw = name.encode()
    return struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 0x21, member.sum, len(member.data), member.size, len(raw), 0) + raw


def directory_entry(name: str, member: Member, offset: int) -> bytes:
    raw = name.encode()
    sizes = (member.sum, len(member.data), member.size)
    return struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 0x21, *sizes, len(raw), 0, 0, 0, 0, 0, offset) + raw


def end_of(count: int, size: int, offset: int) -> bytes:
    shown = min(count, 0xFFFF)
    return struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, shown, shown, size, offset, 0)


def workbook(
    sheet: Member | bytes, *, strings: Member | bytes | None = None, styles: Member | bytes | None = None
) -> dict[str, Member | bytes]:
    """The members of a workbook with one sheet, 工作经历."""
    parts = {"worksheets/sheet1.xml": "worksheet+xml", "sharedStrings.xml": "sharedStrings+xml", "styles.xml": "styles+xml"}
    given = dict(zip(parts, (sheet, strings, styles), strict=True))
    overrides = "".join(
        f'<Override PartName="/xl/{part}" ContentType="{_SHEET_TYPE}{kind}"/>' for part, kind in parts.items() if given[part] is not None
    )
    overrides += f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET_TYPE}sheet.main+xml"/>'
    relations = "".join(
        f'<Relationship Id="r{at}" Type="{_OFFICE}/{kind}" Target="{part}"/>'
        for at, (part, kind) in enumerate(zip(parts, ("worksheet", "sharedStrings", "styles"), strict=True))
        if given[part] is not None
    )
    book = f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="工作经历" sheetId="1" r:id="r0"/></sheets></workbook>'
    return {
        "[Content_Types].xml": TYPES.format(overrides=overrides).encode(),
        "_rels/.rels": _relations(f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'),
        "xl/workbook.xml": book.encode(),
        "xl/_rels/workbook.xml.rels": _relations(relations),
        **{f"xl/{part}": content for part, content in given.items() if content is not None},
    }


def _relations(entries: str) -> bytes:
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{entries}</Relationships>'.encode()


def sheet(rows: str, *, dimension: str = "A1:B2", after: str = "") -> bytes:
    """A worksheet part."""
    return f'<worksheet xmlns="{_MAIN}"><dimension ref="{dimension}"/><sheetData>{rows}</sheetData>{after}</worksheet>'.encode()


def text_cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


HEADER_ROW: Final = f'<row r="1">{text_cell("A1", "单位")}{text_cell("B1", "起止时间")}</row>'
ONE_ROW: Final = f'<row r="2">{text_cell("A2", "北京样例有限公司")}{text_cell("B2", "2018.9-2023.3")}</row>'


def document(body: str) -> dict[str, bytes]:
    """The members of a Word document."""
    override = (
        '<Override PartName="/word/document.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    )
    return {
        "[Content_Types].xml": TYPES.format(overrides=override).encode(),
        "_rels/.rels": _relations(f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'),
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'.encode(),
    }


def word_row(*cells: str, span: int = 1) -> str:
    """A row of a table."""
    properties = f'<w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>' if span > 1 else ""
    return "<w:tr>" + "".join(f"<w:tc>{properties}<w:p><w:r><w:t>{each}</w:t></w:r></w:p></w:tc>" for each in cells) + "</w:tr>"
