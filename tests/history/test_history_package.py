"""Office packages that are none, too large unpacked, encrypted or with a document type: refused before any library opens them."""

import io
import zipfile
from pathlib import Path

import pytest
from history_files import read
from office_parts import DOCUMENT, WORKBOOK, refused, repacked

from sbparse.history import package


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


@pytest.mark.parametrize(
    "before",
    [
        "",
        "\ufeff",
        "\n",
        "<!-- <worksheet> -->",
        "<?xml-stylesheet href='<worksheet>'?>",
        "<!--" + "<a " * package._CHUNK + "-->",
        " " * package._CHUNK,
    ],
    ids=["nothing", "mark", "line", "comment", "instruction", "long comment", "long space"],
)
def test_a_document_type_is_found_behind_whatever_may_come_before_it(tmp_path: Path, before: str) -> None:
    assert refused(tmp_path / "h", repacked(WORKBOOK, xl__new_dot_xml=(before + BOMB).encode())).what.key == "history.document-type"
    read(tmp_path / "h", repacked(WORKBOOK, xl__new_dot_xml=(before + "<worksheet><!-- <!DOCTYPE b> --></worksheet>").encode()))


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
