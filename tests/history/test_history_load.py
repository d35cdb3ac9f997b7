"""Which kind of file it is, files that are none, and hostile ones: always one clear error and never anything else."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from history_files import csv_text, docx, json_text, read, xlsx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sbparse.errors import HistoryError, SbparseError, UnusableFileError
from sbparse.history import load, package, raw
from sbparse.history.load import read_history
from sbparse.messages import LANGS

GRID = [["单位", "起止时间", "证明人"], ["甲公司", "2018.9-2020.3", "某某"], ["乙公司", "2020.4-至今", "某某"]]
WORKBOOK = xlsx(
    {
        "工作经历": GRID,
        "更名": [["曾用名", "现用名", "更名日期"], ["甲公司", "乙公司", "2019-11-08"]],
        "申报信息": [["姓名", "张三"], ["毕业时间", "2012-07"]],
    },
    merge={"工作经历": ["C2:C3"]},
)
DOCUMENT = docx([GRID])
CSV = csv_text(GRID).encode("gb18030")
JSON = json_text({"工作经历": [dict(zip(GRID[0], row, strict=True)) for row in GRID[1:]], "申报信息": {"姓名": "张三"}}).encode()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def refused(path: Path, data: bytes) -> SbparseError:
    with pytest.raises(SbparseError) as caught:
        read(path, data)
    for lang in LANGS:
        assert caught.value.line(lang)
        assert "\n" not in caught.value.line(lang)
    assert caught.value.file == str(path)
    return caught.value


def test_the_content_tells_the_kind_and_not_the_name(tmp_path: Path) -> None:
    for data in (WORKBOOK, DOCUMENT, CSV, JSON):
        assert len(read(tmp_path / "history.dat", data).stints) == 2


def test_reading_without_a_workbook_loads_no_office_library(tmp_path: Path) -> None:
    (tmp_path / "h.csv").write_bytes(CSV)
    code = f"import sys; from sbparse.history.load import read_history; read_history({str(tmp_path / 'h.csv')!r}); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "sbparse.history.xlsx" in loaded
    assert not {"openpyxl", "docx", "lxml", "pandas"} & set(loaded)


def test_the_file_is_named_as_the_user_named_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "履历.csv").write_bytes(CSV)
    monkeypatch.chdir(tmp_path)
    assert read_history("履历.csv").file == "履历.csv"
    assert read_history(Path("履历.csv")).file == "履历.csv"


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (OLE + "Workbook".encode("utf-16-le"), "old-excel"),
        (OLE + "Book".encode("utf-16-le"), "old-excel"),
        (OLE + "WordDocument".encode("utf-16-le"), "old-word"),
        (OLE, "unknown-kind"),
        (b"%PDF-1.7\n%\xe2\xe3", "is-pdf"),
        (b"<html><table></table></html>", "unknown-kind"),
        (b"{\\rtf1\\ansi}", "unknown-kind"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "unknown-kind"),
        (b"\xff\xfe\x00", "unknown-kind"),
        (b"\x81", "unknown-kind"),
        (b"PK\x03\x04", "damaged"),
        (b"{", "not-json"),
        ('[{"单位": NaN}]'.encode(), "bad-json"),
        ('[{"单位": "甲", "单位": "乙"}]'.encode(), "bad-json"),
        (b"[" * 100_000, "bad-json"),
        (b"[1" + b"0" * 5000 + b"]", "bad-json"),
        ('单位,起止时间\n"甲公司,2018.9-2020.3\n'.encode(), "bad-csv"),
    ],
)
def test_what_is_no_history_is_told_apart(tmp_path: Path, data: bytes, key: str) -> None:
    error = refused(tmp_path / "h", data)
    assert isinstance(error, UnusableFileError)
    assert error.what.key == f"history.{key}"


@pytest.mark.parametrize(
    "text", ["[1]", '["a"]', '[{"单位": {}}]', '[{"单位": ["甲"]}]', '{"工作经历": {"单位": "甲"}}', '{"工作经历": "甲"}']
)
def test_json_of_another_shape_names_the_sheet(tmp_path: Path, text: str) -> None:
    error = refused(tmp_path / "h", text.encode())
    assert isinstance(error, HistoryError)
    assert "工作经历" in error.line()


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    for path in (tmp_path / "none.xlsx", tmp_path, Path("a\0b")):
        with pytest.raises(UnusableFileError) as caught:
            read_history(path)
        assert caught.value.what.key == "history.cannot-open"


def test_a_file_up_to_the_limit_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "MAX_BYTES", len(CSV))
    assert len(read(tmp_path / "h", CSV).stints) == 2
    assert refused(tmp_path / "h", CSV + b"\n").what.key == "history.too-large"


def repacked(data: bytes, **changes: bytes | None) -> bytes:
    """The package with members changed, added or (None) left out; ``__`` in a keyword stands for ``/``."""
    parts = {name.replace("__", "/").replace("_dot_", "."): content for name, content in changes.items()}
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in [*old.namelist(), *parts]:
            if name not in new.namelist():
                content = parts.get(name, old.read(name) if name in old.namelist() else None)
                if content is not None:
                    new.writestr(name, content)
    return stream.getvalue()


def sheet_xml(content: str) -> bytes:
    return f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{content}</worksheet>'.encode()


def sheet_row(number: int, *texts: str, more: str = "") -> str:
    cells = "".join(f'<c r="{letter}{number}" t="inlineStr"><is><t>{text}</t></is></c>' for letter, text in zip("ABC", texts, strict=False))
    return f'<row r="{number}">{cells}{more}</row>'


def with_sheet(content: str) -> bytes:
    return repacked(WORKBOOK, xl__worksheets__sheet1_dot_xml=sheet_xml(content))


def test_packages_that_are_neither_workbook_nor_document(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("content.xml", "<a/>")
    assert refused(tmp_path / "h", stream.getvalue()).what.key == "history.open-document"
    assert refused(tmp_path / "h", repacked(WORKBOOK, xl__workbook_dot_bin=b"x")).what.key == "history.old-excel"
    stream = io.BytesIO()
    zipfile.ZipFile(stream, "w").close()
    assert refused(tmp_path / "h", stream.getvalue()).what.key == "history.unknown-kind"


BOMB = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb">]><worksheet>&b;</worksheet>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("data", [WORKBOOK, DOCUMENT], ids=["xlsx", "docx"])
def test_a_document_type_is_refused_in_any_encoding(tmp_path: Path, data: bytes, encoding: str) -> None:
    bomb = f'<?xml version="1.0" encoding="{encoding}"?>{BOMB}'.encode(encoding)
    assert refused(tmp_path / "h", repacked(data, docProps__app_dot_xml=bomb)).what.key == "history.document-type"
    assert refused(tmp_path / "h", repacked(data, xl__new_dot_rels=bomb)).what.key == "history.document-type"


def test_what_unpacks_to_too_much_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = repacked(WORKBOOK, xl__media__image1_dot_png=bytes(2 * 2**20))
    assert refused(tmp_path / "h", bomb).what.key == "history.too-large-unpacked"
    unpacked = sum(member.file_size for member in zipfile.ZipFile(io.BytesIO(WORKBOOK)).infolist())
    for name, limit in (("MAX_UNPACKED", unpacked), ("MAX_MEMBERS", len(zipfile.ZipFile(io.BytesIO(WORKBOOK)).infolist()))):
        with monkeypatch.context() as patch:
            patch.setattr(package, name, limit)
            assert len(read(tmp_path / "h", WORKBOOK).stints) == 2
            patch.setattr(package, name, limit - 1)
            assert refused(tmp_path / "h", WORKBOOK).what.key == "history.too-large-unpacked"


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    data = bytearray(WORKBOOK)
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert refused(tmp_path / "h", bytes(data)).what.key == "history.encrypted"


CELL = '<c r="A1" t="inlineStr"><is><t>x</t></is></c>'


@pytest.mark.parametrize(
    "content",
    [
        '<sheetData><row r="99999999999"><c r="A99999999999"><v>1</v></c></row></sheetData>',
        '<sheetData><row r="2000000"><c r="A2000000"><v>1</v></c></row></sheetData>',
        '<sheetData><row r="1"><c r="ZZZZ1"><v>1</v></c></row></sheetData>',
        '<sheetData><row r="1"><c r="XFE1"><v>1</v></c></row></sheetData>',
        '<sheetData><row r="3"/><row r="2"/></sheetData>',
        '<sheetData><row r="2"/><row r="2"/></sheetData>',
        '<sheetData><row r="1"><c r="B1"/><c r="A1"/></row></sheetData>',
        '<sheetData><row r="1"><c r="A2"/></row></sheetData>',
        '<sheetData><row r="x"/></sheetData>',
        f'<sheetData><row r="1">{CELL}</row></sheetData><mergeCells><mergeCell ref="B1:A1"/></mergeCells>',
        f'<sheetData><row r="1">{CELL}</row></sheetData><mergeCells><mergeCell ref="A1:A9999999"/></mergeCells>',
        '<sheetData><row r="1"><c r="A1" t="s"><v>99</v></c></row></sheetData>',
        '<sheetData><row r="1"><c r="A1" t="n"><v>x</v></c></row></sheetData>',
        "<sheetData>",
    ],
)
def test_a_worksheet_that_excel_would_not_write_is_damaged(tmp_path: Path, content: str) -> None:
    assert refused(tmp_path / "h", with_sheet(content)).what.key == "history.damaged"


def test_far_cells_and_huge_ranges_cost_nothing(tmp_path: Path) -> None:
    header, first, last = sheet_row(1, "单位", "起止时间"), sheet_row(2, "甲", "2018.9-2019.3"), sheet_row(1048576, "乙", "2019.4-至今")
    ranges = '<mergeCells><mergeCell ref="A2:A1048576"/></mergeCells><hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>'
    history = read(tmp_path / "h", with_sheet(f"<sheetData>{header}{first}</sheetData>{ranges}"))
    assert [stint.row for stint in history.stints] == [2]
    history = read(tmp_path / "h", with_sheet(f'<dimension ref="A1"/><sheetData>{header}{first}{last}</sheetData>'))
    assert [stint.row for stint in history.stints] == [2, 1048576]
    far = '<row r="2"><c r="XFD2"><v>1</v></c></row>'
    assert refused(tmp_path / "h", with_sheet(f"<sheetData>{header}{far}</sheetData>")).what.key == "history.too-many-columns"


def test_formulas_are_read_by_their_stored_result(tmp_path: Path) -> None:
    def sheet(cells: str) -> bytes:
        return with_sheet(f"<sheetData>{sheet_row(1, '单位', '起止时间', '证明人')}{sheet_row(2, '甲', more=cells)}</sheetData>")

    period = '<c r="B2" t="str"><f>"2018.9-"&amp;"2019.3"</f><v>2018.9-2019.3</v></c>'
    assert str(read(tmp_path / "h", sheet(period)).stints[0].end) == "2019-03"
    for uncomputed in ('<c r="B2"><f>NOW()</f></c>', '<c r="B2"><f>NOW()</f><v></v></c>', '<c r="B2"><f>NOW()</f><v/></c>'):
        error = refused(tmp_path / "h", sheet(uncomputed))
        assert error.what.key == "history.formula-without-result"
        assert "工作经历 第 2 行 B2" in error.line()
    empty = '<c r="C2" t="str"><f>""</f><v></v></c>'
    assert read(tmp_path / "h", sheet(period + empty)).stints[0].reference is None
    error = refused(tmp_path / "h", sheet(period + '<c r="C2" t="e"><f>A9</f><v>#REF!</v></c>'))
    assert error.what.key == "history.error-value"
    assert "C2" in error.line()
    unread = '<c r="D2" t="e"><f>A9</f><v>#REF!</v></c>'
    assert len(read(tmp_path / "h", sheet(period + unread)).stints) == 1, "a column that is not read does no harm"


@pytest.mark.parametrize("number", [14, 27, 31, 57])
def test_dates_in_the_formats_of_chinese_excel(tmp_path: Path, number: int) -> None:
    styles = (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts><font/></fonts><fills><fill><patternFill/></fill></fills>'
        "<borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>"
        f'<cellXfs><xf/><xf numFmtId="{number}"/></cellXfs></styleSheet>'
    )
    dates = sheet_row(2, "甲", more='<c r="B2" s="1"><v>43344</v></c><c r="C2" s="1"><v>43921</v></c>')
    content = f"<sheetData>{sheet_row(1, '单位', '开始时间', '结束时间')}{dates}</sheetData>"
    data = repacked(WORKBOOK, xl__styles_dot_xml=styles.encode(), xl__worksheets__sheet1_dot_xml=sheet_xml(content))
    [stint] = read(tmp_path / "h", data).stints
    assert (str(stint.start), str(stint.end)) == ("2018-09", "2020-03")


def test_rows_and_columns_up_to_the_limit_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for data in (xlsx({"工作经历": GRID}), DOCUMENT, CSV, json.dumps([dict(zip(GRID[0], row, strict=True)) for row in GRID[1:]]).encode()):
        for name, limit in (("MAX_ROWS", 3), ("MAX_COLUMNS", 3)):
            with monkeypatch.context() as patch:
                patch.setattr(raw, name, limit)
                assert len(read(tmp_path / "h", data).stints) == 2
                patch.setattr(raw, name, limit - 1)
                assert refused(tmp_path / "h", data).what.key in ("history.too-many-rows", "history.too-many-columns")


def word_table(rows: str) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{space}"><w:body><w:tbl>{rows}</w:tbl></w:body></w:document>'
    return repacked(DOCUMENT, word__document_dot_xml=body.encode())


def word_row(*cells: str, properties: str = "") -> str:
    return f"<w:tr>{properties}" + "".join(cells) + "</w:tr>"


def word_cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def test_merged_cells_of_a_word_table(tmp_path: Path) -> None:
    header = word_row(word_cell("单位"), word_cell("起止时间"), word_cell("证明人"))
    restart, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [
        word_row(word_cell("工作经历", '<w:gridSpan w:val="3"/>')),
        header,
        word_row(word_cell("甲公司", restart), word_cell("2018.9-2019.3"), word_cell("某某", restart)),
        word_row(word_cell("", goes_on), word_cell("2019.4-至今"), word_cell("", goes_on)),
    ]
    history = read(tmp_path / "h", word_table("".join(rows)))
    assert [(s.row, s.employer, s.reference) for s in history.stints] == [(3, "甲公司", "某某"), (4, "甲公司", "某某")]


def test_text_in_content_controls_and_tracked_changes(tmp_path: Path) -> None:
    employer = "<w:p><w:r><w:t>甲</w:t></w:r><w:ins><w:r><w:t>公司</w:t></w:r></w:ins></w:p>"
    control = f"<w:tc><w:sdt><w:sdtContent>{employer}</w:sdtContent></w:sdt></w:tc>"
    moved = "<w:moveFrom><w:r><w:t>x</w:t></w:r></w:moveFrom><w:del><w:r><w:delText>y</w:delText></w:r></w:del>"
    deleted = f"<w:tc><w:p>{moved}<w:r><w:t>2018.9</w:t><w:t>-至今</w:t></w:r></w:p></w:tc>"
    gone = word_row(word_cell("丙公司"), word_cell("2010.1-2011.1"), properties="<w:trPr><w:del/></w:trPr>")
    cell_control = f"<w:sdt><w:sdtContent>{control}</w:sdtContent></w:sdt>"
    rows = (
        word_row(word_cell("单位"), word_cell("起止时间"))
        + gone
        + f"<w:sdt><w:sdtContent>{word_row(cell_control, deleted)}</w:sdtContent></w:sdt>"
    )
    [stint] = read(tmp_path / "h", word_table(rows)).stints
    assert (stint.employer, str(stint.start), stint.end) == ("甲公司", "2018-09", None)


def test_a_table_inside_a_cell(tmp_path: Path) -> None:
    inner = (
        "<w:tbl>"
        + word_row(word_cell("单位"), word_cell("起止时间"))
        + word_row(word_cell("甲公司"), word_cell("2018.9-至今"))
        + "</w:tbl>"
    )
    rows = word_row(f"<w:tc><w:p><w:r><w:t>工作经历</w:t></w:r></w:p>{inner}<w:p/></w:tc>", word_cell("备注"))
    assert [(s.row, s.employer) for s in read(tmp_path / "h", word_table(rows)).stints] == [(2, "甲公司")]


def test_a_word_table_wider_than_any_is_refused(tmp_path: Path) -> None:
    wide = word_row(word_cell("单位", '<w:gridSpan w:val="99999999"/>'))
    assert refused(tmp_path / "h", word_table(wide)).what.key == "history.too-many-columns"
    assert refused(tmp_path / "h", word_table(word_row(word_cell("单位", '<w:gridSpan w:val="x"/>')))).what.key == "history.damaged"


FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def only_sbparse_errors(path: Path, data: bytes) -> None:
    try:
        read(path, data)
    except SbparseError as error:
        for lang in LANGS:
            assert "\n" not in error.line(lang)


@FUZZ
@given(st.data(), st.sampled_from([WORKBOOK, DOCUMENT, CSV, JSON]))
def test_mutated_bytes_raise_nothing_else(tmp_path: Path, data: st.DataObject, original: bytes) -> None:
    mutated = bytearray(original)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(mutated)))
        mutated[at : at + data.draw(st.integers(0, 6))] = data.draw(st.binary(max_size=6))
    only_sbparse_errors(tmp_path / "h", bytes(mutated))


PARTS = [
    (original, name)
    for original in (WORKBOOK, DOCUMENT)
    for name in zipfile.ZipFile(io.BytesIO(original)).namelist()
    if name.endswith((".xml", ".rels"))
]


@FUZZ
@given(st.data(), st.sampled_from(PARTS))
def test_mutated_parts_raise_nothing_else(tmp_path: Path, data: st.DataObject, part: tuple[bytes, str]) -> None:
    original, name = part
    text = zipfile.ZipFile(io.BytesIO(original)).read(name).decode()
    at = data.draw(st.integers(0, len(text)))
    inserted = data.draw(
        st.text(max_size=4) | st.sampled_from(['r="0"', "<row/>", "&lt;", "<c/>", 't="d"', 's="9"', '"', ">", "-1", "1e9", "<w:tr/>"])
    )
    changed = text[:at] + inserted + text[at + data.draw(st.integers(0, 20)) :]
    key = name.replace("/", "__").replace(".", "_dot_")
    only_sbparse_errors(tmp_path / "h", repacked(original, **{key: changed.encode()}))


@FUZZ
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_raise_nothing_else(tmp_path: Path, data: bytes) -> None:
    only_sbparse_errors(tmp_path / "h", data)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["单位", "起止时间", "工作经历", "申报信息", "姓名", "x"]), inner, max_size=3)
    ),
    max_leaves=10,
)


@FUZZ
@given(JSON_VALUES)
def test_any_json_raises_nothing_else(tmp_path: Path, value: object) -> None:
    only_sbparse_errors(tmp_path / "h", json.dumps(value).encode())
