"""Mutations that keep the form of a file: of what a PDF's objects say, of the XML inside an office package.

libFuzzer's own mutations of bytes mostly break a file's structure, and of a zip only its checksum; these lead further in. All are drawn
from a seed, so that libFuzzer can make a case again.
"""

import io
import random
import re
import zipfile
from typing import Final

Random = random.Random

_OBJECT: Final = re.compile(rb"(?<![0-9])(\d{1,6}) 0 obj\b.*?\bendobj", re.DOTALL)
_LENGTH: Final = re.compile(rb"/Length \d+")
_STREAM: Final = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_TOKEN: Final = re.compile(rb"\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>|/?[^\s\[\]()<>/]+|\[|\]")
_NUMBER: Final = re.compile(rb"[-+.\d]+")
_NUMBERS: Final = (
    b"0",
    b"-1",
    b"1",
    b"2",
    b"1e9",
    b"99999999999",
    b"0.00001",
    b"-32768",
    b"3.4e38",
    b"2147483648",
    b"nan",
    b"--5",
    b".",
    b"65535",
)
_WORDS: Final = (
    b"Tj", b"TJ", b"Tm", b"Td", b"Tf", b"T*", b"'", b"BT", b"ET", b"q", b"Q", b"cm", b"re", b"f", b"S", b"l", b"m", b"h", b"c", b"Do", b"Tr",
    b"Tz", b"Tc", b"Tw", b"TL", b"Ts", b"n", b"W", b"rg", b"g", b"w", b"d", b"gs", b"BI", b"ID", b"EI", b"BDC", b"EMC", b"null", b"true",
)  # fmt: skip
_NAMES: Final = (
    b"/Identity-H", b"/Identity-V", b"/UniGB-UCS2-H", b"/GBK-EUC-H", b"/WinAnsiEncoding", b"/Type0", b"/Type1", b"/Type3", b"/TrueType",
    b"/CIDFontType0", b"/CIDFontType2", b"/Form", b"/Image", b"/FlateDecode", b"/LZWDecode", b"/ASCIIHexDecode", b"/RunLengthDecode",
    b"/DCTDecode", b"/Rotate", b"/MediaBox", b"/CropBox", b"/UserUnit", b"/Contents", b"/Resources", b"/Font", b"/XObject", b"/ToUnicode",
    b"/Encoding", b"/W", b"/DW", b"/Differences", b"/Kids", b"/Parent", b"/Count", b"/Length", b"/Filter", b"/DecodeParms", b"/Sig",
    b"/ByteRange", b"/AcroForm", b"/Encrypt", b"/StandardEncoding", b"/Widths", b"/FirstChar", b"/Matrix", b"/BBox", b"/SMask", b"/Annots",
)  # fmt: skip
_XML_TOKEN: Final = re.compile(rb'<[^<>]*>|"[^"]*"|[^<>"]+')
_CELLS: Final = (
    "至今", "2018.9-2023.3", "2018年9月至2023年3月", "201809-202303", "2018.1", "43344", "0001.1-9999.12", "2018-13", "——", "", "=1+1", "单位",
    "起止时间", "开始时间", "曾用名", "现用名", "更名日期", "项目", "内容", "姓名", "申报级别", "毕业时间", "工程师", "派遣至", "北京甲有限公司派遣至乙",
    "合同", "2018-02-30", "2018.9.31", "１２３", "\u0000", "\ud7ff", "1e999", "-5", "TRUE", "#REF!", "2018/9—", "3650000", "年度", "A" * 40_000,
)  # fmt: skip
_ATTRIBUTES: Final = (
    b'"0"',
    b'"-1"',
    b'"s"',
    b'"n"',
    b'"d"',
    b'"e"',
    b'"str"',
    b'"inlineStr"',
    b'"b"',
    b'"A1"',
    b'"XFD1048576"',
    b'"99999999999"',
    b'"A1:XFD9"',
    b'"hidden"',
)


def pdf_mutated(data: bytes, rng: Random) -> bytes:
    """Some tokens of some objects exchanged, left out or doubled; lengths and the cross-reference table written anew."""
    objects = [(int(match[1]), match[0]) for match in _OBJECT.finditer(data)]
    if not objects:
        return data
    for _ in range(rng.choice((1, 1, 2, 4))):
        at = rng.randrange(len(objects))
        number, body = objects[at]
        match rng.randrange(12):
            case 0 if len(objects) > 1:
                del objects[at]
            case 1:
                objects[at] = (number, re.sub(rb"^\d+", b"%d" % number, rng.choice(objects)[1], count=1))
            case _:
                objects[at] = (number, _tokens(body, rng))
    return _put_together(objects, data)


def _tokens(body: bytes, rng: Random) -> bytes:
    spans = [match.span() for match in _TOKEN.finditer(body)][3:-1]
    for start, end in sorted(rng.sample(spans, min(len(spans), rng.choice((1, 1, 2, 3, 8)))), reverse=True):
        body = body[:start] + _token(body[start:end], rng) + body[end:]
    return body


def _token(token: bytes, rng: Random) -> bytes:
    chance = rng.random()
    if chance < 0.08:
        return b""
    if chance < 0.16:
        return token + b" " + token
    if _NUMBER.fullmatch(token):
        return rng.choice((*_NUMBERS, b"%d" % rng.randint(-900, 900), b"%.2f" % rng.uniform(-900, 900)))
    if token[:1] in (b"(", b"<"):
        inner = bytearray(token[1:-1])
        for _ in range(rng.choice((1, 2, 8))):
            if inner:
                inner[rng.randrange(len(inner))] = rng.choice(b"0123456789ABCDEF" if token[:1] == b"<" else bytes(range(32, 256)))
        return token[:1] + bytes(inner).translate(None, b"()<>\\") + token[-1:]
    return rng.choice(_NAMES) if token[:1] == b"/" else rng.choice(_WORDS)


def _put_together(objects: list[tuple[int, bytes]], original: bytes) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    offsets: dict[int, int] = {}
    for number, body in objects:
        found = _STREAM.search(body)
        sized = _LENGTH.sub(b"/Length %d" % len(found[1]), body, count=1) if found else body
        offsets[number] = len(out)
        out += sized + b"\n"
    at = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, offset in sorted(offsets.items()):
        out += b"%d 1\n%010d 00000 n \n" % (number, offset)
    trailer = re.search(rb"trailer\s*(<<.*?>>)\s*startxref", original, re.DOTALL)
    out += b"trailer %b\nstartxref\n%d\n%%%%EOF\n" % (trailer[1] if trailer else b"<< /Size 99 /Root 1 0 R >>", at)
    return bytes(out)


def package_mutated(data: bytes, rng: Random) -> bytes:
    """Some tags, attributes or texts of one XML part exchanged, left out or doubled; packed again."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(member.file_size for member in package.infolist()) > 2**20:
                return data
            parts = {name: package.read(name) for name in package.namelist()}
    except Exception:  # noqa: BLE001 - whatever zipfile finds wrong with a mutated package
        return data
    if not parts:
        return data
    name = rng.choice([name for name in parts if "theme" not in name] or list(parts))
    if rng.random() < 0.04:
        del parts[name]
    else:
        parts[name] = _markup(parts[name], rng)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for part, content in parts.items():
            package.writestr(zipfile.ZipInfo(part), content)
    return out.getvalue()


def _markup(xml: bytes, rng: Random) -> bytes:
    spans = [match.span() for match in _XML_TOKEN.finditer(xml)]
    for start, end in sorted(rng.sample(spans, min(len(spans), rng.choice((1, 1, 2, 4)))), reverse=True):
        xml = xml[:start] + _piece(xml[start:end], rng) + xml[end:]
    return xml


def _piece(piece: bytes, rng: Random) -> bytes:
    chance = rng.random()
    if chance < 0.1:
        return b""
    if chance < 0.25:
        return piece * rng.choice((2, 2, 3, 50))
    if piece[:1] == b"<":
        quoted = [match.span() for match in re.finditer(rb'"[^"]*"', piece)]
        if quoted:
            start, end = rng.choice(quoted)
            return piece[:start] + rng.choice(_ATTRIBUTES) + piece[end:]
        return piece
    return cell(rng).encode("utf-8", "surrogatepass")


def cell(rng: Random) -> str:
    """The text of some cell."""
    return rng.choice(_CELLS)


def text_mutated(data: bytes, rng: Random) -> bytes:
    """Some fields of a CSV or JSON exchanged, left out or doubled."""
    spans = [match.span() for match in re.finditer(rb'"[^"]*"|[^,\n"\[\]{}:]+|[\[\]{}]', data)]
    for start, end in sorted(rng.sample(spans, min(len(spans), rng.choice((1, 1, 2, 4)))), reverse=True):
        piece = data[start:end]
        chance = rng.random()
        if chance < 0.15:
            other = b""
        elif chance < 0.3:
            other = piece * rng.choice((2, 3, 50))
        else:
            text = cell(rng).encode("utf-8", "surrogatepass")
            other = b'"%s"' % text if piece[:1] == b'"' else text
        data = data[:start] + other + data[end:]
    return data
