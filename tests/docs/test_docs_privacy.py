"""docs/privacy.md holds: no network, nothing left behind."""

import ast
import socket
from pathlib import Path

import pytest
from doc_follow import ROOT

from sbparse import read_record, read_records, reconcile, write_report

NETWORK = {"socket", "ssl", "http", "urllib", "ftplib", "smtplib", "requests", "httpx", "aiohttp", "asyncio", "webbrowser"}
CASE = ROOT / "fixtures/check/02_start_mismatch"


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def test_no_module_imports_anything_that_reaches_a_network() -> None:
    sources = sorted((ROOT / "src").rglob("*.py"))
    assert sources
    assert {str(path): found for path in sources if (found := _imports(path) & NETWORK)} == {}


def test_reading_checking_and_writing_open_no_socket_and_leave_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "home").mkdir()
    review = reconcile(read_records(CASE / "record.pdf"), CASE / "history.xlsx")
    write_report(review, "report.xlsx")
    write_report(review, "report.json", show_ids=False)
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["report.json", "report.xlsx"]
    number = read_record(CASE / "record.pdf").person.id_number
    assert number is not None
    assert number not in (tmp_path / "report.json").read_text("utf-8")
