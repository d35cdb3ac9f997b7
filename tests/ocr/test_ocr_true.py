"""Scans read by the models themselves: a few pages, as each takes some seconds; ``benchmarks/ocr.py`` reads many."""

# ruff: noqa: E402
import io
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

for _needed in ("cv2", "onnxruntime", "rapidocr"):
    pytest.importorskip(_needed, reason="the extra ocr is not installed")

from record_truth import judged

from formdraw import build, make_record, truth
from formdraw.gallery import FORM_2023
from formdraw.scanning import Degradation, scanned
from formdraw.style import Style
from sbparse.errors import NoRecordError
from sbparse.record import scans
from sbparse.record.document import read_bytes

RECORD = make_record(12, jobs=2, years=5)
STYLE = replace(FORM_2023, producer="reportlab-ttf", font="sans", notes=0)
PDF = build(RECORD, STYLE)
SEALED = Degradation(name="seal, turned", turn=181.2, seal=1, quality=70)


@pytest.fixture(scope="module")
def sealed() -> bytes:
    return scanned(PDF, SEALED, 3)


def due(style: Style = STYLE) -> dict:
    """The truth as a scan tells it: brackets as wide as ideographs."""

    def wide(value: object) -> object:
        if isinstance(value, dict):
            return {key: wide(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [wide(inner) for inner in value]
        return value.replace("(", "（").replace(")", "）") if isinstance(value, str) else value

    return wide(truth(RECORD, style))  # type: ignore[return-value]


def test_a_sealed_scan_upside_down_is_read_without_a_wrong_value(sealed: bytes):
    judgement = judged(sealed, [due()])
    assert judgement.error is None and not judgement.wrong
    assert len(judgement.refused) < judgement.cells / 10
    record = judgement.read[0].record
    assert record.findings[0].message.key == "ocr.read" and record.recognised


def test_text_pages_of_a_mixed_file_are_read_as_text():
    style = replace(STYLE, supplement_page=True)
    pdf = build(RECORD, style)
    with pikepdf.open(io.BytesIO(pdf)) as mixed, pikepdf.open(io.BytesIO(scanned(pdf, Degradation(name="plain"), 1))) as pictures:
        del mixed.pages[-1]
        mixed.pages.append(pictures.pages[-1])
        out = io.BytesIO()
        mixed.save(out)
    judgement = judged(out.getvalue(), [due(style)])
    assert judgement.error is None and not judgement.wrong
    record = judgement.read[0].record
    assert {value.where.page for value in record.recognised} == {len(record.pages)}


def test_without_the_extra_a_scan_is_refused_and_the_extra_named(sealed: bytes, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(scans, "installed", lambda: False)
    with pytest.raises(NoRecordError) as caught:
        read_bytes(sealed, "scan.pdf")
    assert "ocr" in caught.value.line("en")


_OFFLINE = """
import sys
def told(event, arguments):
    if event.startswith(("socket.", "urllib.", "http.")):
        raise SystemExit(f"{event} {arguments}")
sys.addaudithook(told)
from sbparse.cli import command
sys.argv = ["sbparse", "extract", sys.argv[1], "--format", "json"]
try:
    command()
finally:
    print(sorted(name for name in sys.modules if name.split(".")[0] in ("rapidocr", "requests", "urllib3")), file=sys.stderr)
"""


@pytest.fixture
def one_page(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "scan.pdf"
    with pikepdf.open(io.BytesIO(scanned(PDF, Degradation(name="coarse", dpi=150), 2))) as document:
        del document.pages[1:]
        document.save(path)
    yield path


def test_no_connection_is_opened_within_the_limits_of_the_command(one_page: Path):
    done = subprocess.run([sys.executable, "-c", _OFFLINE, str(one_page)], capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    assert '"recognised"' in done.stdout
    # The work is done in a child, which ends without the line; what it would have said of a connection stands on stderr.
    assert "socket." not in done.stderr and "rapidocr" not in done.stderr
