"""Hostile declared histories."""

import json
from typing import Final

from bombs.kinds import MEGABYTE, Bomb, deflated
from bombs.packages import (
    HEADER_ROW,
    ONE_ROW,
    Member,
    directory_entry,
    document,
    end_of,
    local_header,
    package,
    sheet,
    text_cell,
    word_row,
    workbook,
)

PLAIN: Final = sheet(HEADER_ROW + ONE_ROW)
STINT: Final = {"单位": "北京样例有限公司", "起止时间": "2018.9-2023.3"}
WORD_TABLE: Final = "<w:tbl>{rows}</w:tbl>"
WORD_HEADER: Final = word_row("单位", "起止时间")


def zip_many(number: int) -> bytes:
    return package({**workbook(PLAIN), **{f"xl/x{at}.bin": b"" for at in range(number)}})


def zip_ratio(megabytes: int) -> bytes:
    """A sheet that unpacks to so much white space."""
    return package(workbook(Member(deflated(b" " * MEGABYTE, megabytes, wrapped=False), megabytes * MEGABYTE % 2**32)))


def zip_understated(megabytes: int) -> bytes:
    """The same, saying that it unpacks to a hundred bytes."""
    return package(workbook(Member(deflated(b" " * MEGABYTE, megabytes, wrapped=False), 100)))


def zip_overlap(number: int) -> bytes:
    """Members that all share the bytes of one."""
    big = Member(deflated(b" " * MEGABYTE, 20, wrapped=False), 20 * MEGABYTE)
    out, central = bytearray(), bytearray()
    members = workbook(PLAIN)
    for name, content in members.items():
        member = Member.of(content) if isinstance(content, bytes) else content
        central += directory_entry(name, member, len(out))
        out += local_header(name, member) + member.data
    at = len(out)
    out += local_header("xl/shared.xml", big) + big.data
    for each in range(number):
        central += directory_entry(f"xl/s{each}.xml", big, at)
    return bytes(out) + bytes(central) + end_of(len(members) + number, len(central), len(out))


def zip_in_limits(megabytes: int) -> bytes:
    """A sheet just within the limits of size and ratio: so much of empty cells."""
    row = "<row>" + "<c/>" * 20 + "</row>"
    return package(workbook(sheet(HEADER_ROW + ONE_ROW + row * (megabytes * MEGABYTE // len(row)))))


def _doctype(declared: str, used: str) -> bytes:
    head = f'<?xml version="1.0"?><!DOCTYPE worksheet [{declared}]>'.encode()
    return package(workbook(head + sheet(HEADER_ROW + ONE_ROW + f'<row r="3">{text_cell("A3", used)}</row>')))


def laughs(levels: int) -> bytes:
    lines = ['<!ENTITY a0 "ha">', *(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, levels))]
    return _doctype("".join(lines), f"&a{levels - 1};")


def external(_: int) -> bytes:
    return _doctype('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;")


def external_word(_: int) -> bytes:
    members = document(WORD_TABLE.format(rows=WORD_HEADER + word_row("&x;", "2018.9-2023.3")))
    head = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return package({**members, "word/document.xml": head + members["word/document.xml"]})


def laughs_word(levels: int) -> bytes:
    members = document(WORD_TABLE.format(rows=WORD_HEADER + word_row(f"&a{levels - 1};", "2018.9-2023.3")))
    lines = ['<!ENTITY a0 "ha">', *(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, levels))]
    head = f'<?xml version="1.0"?><!DOCTYPE d [{"".join(lines)}]>'.encode()
    return package({**members, "word/document.xml": head + members["word/document.xml"]})


def doctype_in_styles(_: int) -> bytes:
    """A document type in a part without the ending that tells XML."""
    members = document(WORD_TABLE.format(rows=WORD_HEADER + word_row("北京样例有限公司", "2018.9-2023.3")))
    hidden = members.pop("word/document.xml")
    for part, content in members.items():
        members[part] = content.replace(b"document.xml", b"document.dat")
    return package({**members, "word/document.dat": b"<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + hidden})


def dimension(_: int) -> bytes:
    return package(workbook(sheet(HEADER_ROW + ONE_ROW, dimension="A1:XFD1048576")))


def far_cell(_: int) -> bytes:
    """A cell in Excel's last row: between, the reader may count a million rows of 256 columns."""
    last = f'<row r="1048576">{text_cell("A1048576", "x")}{text_cell("IV1048576", "x")}</row>'
    return package(workbook(sheet(HEADER_ROW + ONE_ROW + last, dimension="A1:XFD1048576")))


def far_column(_: int) -> bytes:
    return package(workbook(sheet(f'<row r="1">{text_cell("A1", "单位")}{text_cell("XFD1", "起止时间")}</row>')))


def many_rows(number: int) -> bytes:
    rows = "".join(f'<row r="{at}">{text_cell(f"A{at}", "甲")}{text_cell(f"B{at}", "2018.9-2023.3")}</row>' for at in range(2, number + 2))
    return package(workbook(sheet(HEADER_ROW + rows)))


def merges(number: int) -> bytes:
    ranges = "".join(f'<mergeCell ref="A{at + 2}:XFD1048576"/>' for at in range(number))
    return package(workbook(sheet(HEADER_ROW + ONE_ROW, after=f"<mergeCells>{ranges}</mergeCells>")))


def shared_strings(number: int) -> bytes:
    strings = "<sst>" + "<si><t>a</t></si>" * number + "</sst>"
    return package(workbook(PLAIN, strings=strings.encode()))


def shared_string_long(length: int) -> bytes:
    """One string of so many characters, in 250 cells of 5,000 rows; of ten rows where it is short."""
    row = '<row><c t="s"><v>1</v></c><c t="s"><v>2</v></c>' + '<c t="s"><v>0</v></c>' * 248 + "</row>"
    head = '<row><c t="s"><v>3</v></c><c t="s"><v>4</v></c></row>'
    strings = f"<sst><si><t>{'样' * length}</t></si><si><t>甲</t></si><si><t>2018.9-2023.3</t></si><si><t>单位</t></si><si><t>起止时间</t></si></sst>"
    return package(workbook(sheet(head + row * (4999 if length > 1000 else 10)), strings=strings.encode()))


def long_texts(length: int) -> bytes:
    """The names of twelve employers, so many characters long, in 500 rows."""
    row = '<row><c t="s"><v>{at}</v></c><c t="inlineStr"><is><t>{year}.{month}-{year}.{month}</t></is></c></row>'
    rows = "".join(row.format(at=at % 12, year=1990 + at // 120 % 30, month=at % 12 + 1) for at in range(500))
    strings = "<sst>" + "".join(f"<si><t>{'样例司' * (length // 3)}{at}</t></si>" for at in range(12)) + "</sst>"
    return package(
        workbook(sheet(HEADER_ROW.replace(' r="1"', "").replace(' r="A1"', "").replace(' r="B1"', "") + rows), strings=strings.encode())
    )


def styles(number: int) -> bytes:
    fonts = "<font><b/></font>" * number
    xfs = "<xf/>" * number
    return package(workbook(PLAIN, styles=f'<styleSheet xmlns="x"><fonts>{fonts}</fonts><cellXfs>{xfs}</cellXfs></styleSheet>'.encode()))


def deep_xml(depth: int) -> bytes:
    return package(workbook(sheet(HEADER_ROW + ONE_ROW, after="<a>" * depth + "</a>" * depth)))


def word_deep(depth: int) -> bytes:
    tables = "<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth
    return package(document(tables))


def word_wide(rows: int) -> bytes:
    """Tables of cells that each span 256 columns."""
    row = word_row("甲", span=256)
    table = WORD_TABLE.format(rows=row * 4900)
    return package(document(table * (rows // 4900)))


def word_tables(number: int) -> bytes:
    return package(document(WORD_TABLE.format(rows=WORD_HEADER) * number))


def json_deep(depth: int) -> bytes:
    return ('{"工作经历": ' + "[" * depth + "]" * depth + "}").encode()


def json_deep_objects(depth: int) -> bytes:
    return ('{"a": ' * depth + "1" + "}" * depth).encode()


def json_wide(number: int) -> bytes:
    return json.dumps([{**STINT, f"k{at}": at} for at in range(number)], ensure_ascii=False).encode()


def json_digits(length: int) -> bytes:
    return json.dumps([STINT]).encode().replace(b"]", b', {"\\u5355\\u4f4d": %s}]' % (b"9" * length))


def json_exponent(_: int) -> bytes:
    numbers = ("1e999999999", "-1e999999999", "1E+4000000", "1e-999999999", "9.9e99999")
    rows = ", ".join(f'{{"单位": {n}, "开始时间": {n}, "结束时间": {n}, "起止时间": {n}, "证明人": {n}}}' for n in numbers)
    claim = ", ".join(f'"{item}": 1e999999999' for item in ("毕业时间", "取得时间", "参加工作时间", "提交纸质材料日期", "社会保障号码"))
    return f'{{"工作经历": [{rows}], "申报信息": {{{claim}}}}}'.encode()


def stints(number: int) -> bytes:
    """As many rows as are read, each another employer and another time."""
    rows = [{"单位": f"北京{at}样例有限公司", "起止时间": f"{1950 + at % 70}.1-{1951 + at % 70}.12"} for at in range(number)]
    return json.dumps(rows, ensure_ascii=False).encode()


def stints_endless(number: int) -> bytes:
    rows = [{"单位": f"北京{at}样例有限公司", "起止时间": "1900.1-2099.12"} for at in range(number)]
    return json.dumps(rows, ensure_ascii=False).encode()


def stints_of_all_time(number: int) -> bytes:
    rows = [{"单位": f"北京{at}样例有限公司", "开始时间": "0001-01", "结束时间": "9999-12"} for at in range(number)]
    return json.dumps(rows, ensure_ascii=False).encode()


def renames(number: int) -> bytes:
    """One company that was renamed so many times, in a circle."""
    chain = [
        {"曾用名": f"北京{at}样例有限公司", "现用名": f"北京{(at + 1) % number}样例有限公司", "更名日期": "2018.9"} for at in range(number)
    ]
    rows = [{"单位": f"北京{at}样例有限公司", "起止时间": "2018.1-2019.12"} for at in range(number)]
    return json.dumps({"工作经历": rows, "更名": chain}, ensure_ascii=False).encode()


def assessments(number: int) -> bytes:
    rows = [
        {"起止时间": f"{1950 + at % 70}.1-{1950 + at % 70}.12", "种类": "年度", "结论": "合格", "组织单位": f"甲{at}"}
        for at in range(number)
    ]
    return json.dumps({"工作经历": [STINT], "考核情况": rows}, ensure_ascii=False).encode()


def json_keys(number: int) -> bytes:
    return json.dumps({"工作经历": [STINT], **{f"k{at}": [] for at in range(number)}}, ensure_ascii=False).encode()


def csv_line(megabytes: int) -> bytes:
    return "单位,起止时间\n".encode() + b"a" * (megabytes * MEGABYTE)


def csv_commas(megabytes: int) -> bytes:
    return "单位,起止时间\n".encode() + b"," * (megabytes * MEGABYTE)


def csv_cells(megabytes: int) -> bytes:
    return "单位,起止时间\n".encode() + b"a," * (megabytes * MEGABYTE // 2)


def csv_breaks(megabytes: int) -> bytes:
    return "单位,起止时间\n".encode() + b"\n" * (megabytes * MEGABYTE)


def csv_rows(megabytes: int) -> bytes:
    return "单位,起止时间\n".encode() + b"a,b\n" * (megabytes * MEGABYTE // 4)


def csv_quotes(megabytes: int) -> bytes:
    return "单位,起止时间\n".encode() + b'"' * (megabytes * MEGABYTE)


def csv_markup(_: int) -> bytes:
    return b"\xff\xfe" + "\u202e单位\x1b[2J,起止时间\n=1+1,2018.9-2023.3\n".encode("utf-16-le")


HISTORIES: Final = (
    Bomb("zip-many", "xlsx", zip_many, 60_000, 2001),
    Bomb("zip-ratio", "xlsx", zip_ratio, 3000, 40),
    Bomb("zip-understated", "xlsx", zip_understated, 3000, 40),
    Bomb("zip-overlap", "xlsx", zip_overlap, 1900, 30),
    Bomb("zip-in-limits", "xlsx", zip_in_limits, 31, 1),
    Bomb("billion-laughs", "xlsx", laughs, 12, 5),
    Bomb("external-entity", "xlsx", external, 0, 0),
    Bomb("billion-laughs-word", "docx", laughs_word, 12, 5),
    Bomb("external-entity-word", "docx", external_word, 0, 0),
    Bomb("document-type-hidden", "docx", doctype_in_styles, 0, 0),
    Bomb("sheet-dimension", "xlsx", dimension, 0, 0),
    Bomb("sheet-far-cell", "xlsx", far_cell, 0, 0),
    Bomb("sheet-far-column", "xlsx", far_column, 0, 0),
    Bomb("sheet-rows", "xlsx", many_rows, 200_000, 5001),
    Bomb("sheet-merges", "xlsx", merges, 1900, 20),
    Bomb("shared-strings", "xlsx", shared_strings, 1_700_000, 1000),
    Bomb("shared-string-long", "xlsx", shared_string_long, 7_000_000, 200),
    Bomb("long-texts", "xlsx", long_texts, 32_000, 300),
    Bomb("styles", "xlsx", styles, 1_300_000, 1000),
    Bomb("deep-xml", "xlsx", deep_xml, 1_000_000, 3000),
    Bomb("word-deep", "docx", word_deep, 200_000, 500),
    Bomb("word-wide", "docx", word_wide, 190_000, 4900),
    Bomb("word-tables", "docx", word_tables, 190_000, 201),
    Bomb("json-deep", "json", json_deep, 100_000, 20_000),
    Bomb("json-deep-objects", "json", json_deep_objects, 1_000_000, 20_000),
    Bomb("json-wide", "json", json_wide, 5000, 255),
    Bomb("json-digits", "json", json_digits, 10_000_000, 5000),
    Bomb("json-exponent", "json", json_exponent, 0, 0),
    Bomb("json-keys", "json", json_keys, 2_000_000, 1000),
    Bomb("stints", "json", stints, 500, 60),
    Bomb("stints-too-many", "json", stints, 4990, 501),
    Bomb("stints-endless", "json", stints_endless, 500, 20),
    Bomb("stints-of-all-time", "json", stints_of_all_time, 500, 20),
    Bomb("renames", "json", renames, 100, 30),
    Bomb("assessments", "json", assessments, 500, 30),
    Bomb("csv-line", "csv", csv_line, 49, 1),
    Bomb("csv-too-large", "csv", csv_line, 1024, 51),
    Bomb("csv-commas", "csv", csv_commas, 49, 1),
    Bomb("csv-cells", "csv", csv_cells, 49, 1),
    Bomb("csv-breaks", "csv", csv_breaks, 49, 1),
    Bomb("csv-rows", "csv", csv_rows, 49, 1),
    Bomb("csv-quotes", "csv", csv_quotes, 49, 1),
    Bomb("csv-controls", "csv", csv_markup, 0, 0),
)
