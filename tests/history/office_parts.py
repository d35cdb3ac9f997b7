"""Small histories in every kind of file, and packages taken apart to put something else in."""

import io
import zipfile
from pathlib import Path

import pytest
from history_files import csv_text, docx, json_text, read, xlsx

from sbparse.errors import SbparseError
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


def refused(path: Path, data: bytes) -> SbparseError:
    with pytest.raises(SbparseError) as caught:
        read(path, data)
    for lang in LANGS:
        assert caught.value.line(lang)
        assert "\n" not in caught.value.line(lang)
    assert caught.value.file == str(path)
    return caught.value


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


def word_table(rows: str) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{space}"><w:body><w:tbl>{rows}</w:tbl></w:body></w:document>'
    return repacked(DOCUMENT, word__document_dot_xml=body.encode())


def word_row(*cells: str, properties: str = "") -> str:
    return f"<w:tr>{properties}" + "".join(cells) + "</w:tr>"


def word_cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
