"""docs/privacy.md holds: no network, nothing left behind."""

import ast
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from doc_follow import ROOT

from sbparse import read_record, read_records, reconcile, write_report

NETWORK = {"socket", "ssl", "http", "urllib", "ftplib", "smtplib", "requests", "httpx", "aiohttp", "asyncio", "webbrowser"}
SERVER = {"starlette", "uvicorn", "python_multipart"}
WEB = ROOT / "src/sbparse/web"
"""The one folder that knows a network: it serves 127.0.0.1. Only the command that starts it imports it."""
CASE = ROOT / "fixtures/check/02_start_mismatch"


def _imports(path: Path) -> set[str]:
    """The packages that a module imports; ``urllib.parse``, which takes addresses apart and asks none, is no network."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return {name.split(".")[0] for name in names - {"urllib.parse"}}


def test_no_module_but_the_page_s_imports_anything_that_reaches_a_network() -> None:
    sources = [path for path in sorted((ROOT / "src").rglob("*.py")) if WEB not in path.parents]
    assert len(sources) > 100
    assert {str(path): found for path in sources if (found := _imports(path) & (NETWORK | SERVER))} == {}


def test_the_page_serves_and_asks_nobody() -> None:
    """It has a server's modules and no client's; and only its command knows it."""
    assert not set().union(*(_imports(path) for path in WEB.rglob("*.py"))) & (NETWORK - {"asyncio", "socket", "webbrowser"})
    knowing = [path for path in (ROOT / "src").rglob("*.py") if WEB not in path.parents and "sbparse.web" in path.read_text("utf-8")]
    assert [path.relative_to(ROOT / "src/sbparse").as_posix() for path in knowing] == ["cli/web.py"]


def test_no_other_command_loads_the_server() -> None:
    program = "import sys, sbparse, sbparse.api, sbparse.cli; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "sbparse" in done.stdout.split()
    assert not (SERVER | {"asyncio", "webbrowser"}) & set(done.stdout.split())


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
