"""Which kind of file it is, and files that are none: one clear error and never anything else."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from history_files import read, xlsx
from office_parts import CSV, DOCUMENT, GRID, JSON, WORKBOOK, refused

from sbparse.errors import HistoryError, UnusableFileError
from sbparse.history import load, raw
from sbparse.history.load import read_history

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


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


def test_rows_and_columns_up_to_the_limit_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for data in (xlsx({"工作经历": GRID}), DOCUMENT, CSV, json.dumps([dict(zip(GRID[0], row, strict=True)) for row in GRID[1:]]).encode()):
        for name, limit in (("MAX_ROWS", 3), ("MAX_COLUMNS", 3)):
            with monkeypatch.context() as patch:
                patch.setattr(raw, name, limit)
                assert len(read(tmp_path / "h", data).stints) == 2
                patch.setattr(raw, name, limit - 1)
                assert refused(tmp_path / "h", data).what.key in ("history.too-many-rows", "history.too-many-columns")
