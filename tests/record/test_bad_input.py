"""Files that are not usable (CONTRACT section 4): the right error, one line that says which file, what, and what to do."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from bad_files import EMBEDDED, RECORD, STYLES, UNUSABLE, USABLE, sound
from record_truth import judged

import formdraw
from formdraw import damage
from formdraw.bundles import Printed, bundle
from sbparse.errors import NoRecordError, SbparseError, UnreadableRecordError, UnusableFileError
from sbparse.messages import LANGS
from sbparse.record import document
from sbparse.record.document import load, read_bytes

CLASSES = dict.fromkeys(("reading.scanned", "reading.empty", "reading.undecodable"), NoRecordError)
REMEDY_AFTER = {"zh": "；", "en": "; "}


@pytest.fixture(autouse=True)
def without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    """As without the extra: what a scan reads like is told in tests/ocr."""
    monkeypatch.setattr("sbparse.record.scans.installed", lambda: False)


def failure(path: Path, engine: str = "pdfium") -> SbparseError:
    with pytest.raises(SbparseError) as caught:
        read_bytes(load(path), str(path), engine=engine)  # type: ignore[arg-type]
    return caught.value


@pytest.mark.parametrize("name", UNUSABLE)
def test_an_unusable_file_is_named_with_what_to_do(name: str, tmp_path: Path) -> None:
    key, make = UNUSABLE[name]
    path = tmp_path / "记录.pdf"
    path.write_bytes(make())
    error = failure(path)
    assert error.what.key == key
    assert type(error) is CLASSES.get(key, UnusableFileError)
    assert (error.file, error.exit_code) == (str(path), 2)
    for lang in LANGS:
        line = error.line(lang)
        assert line.startswith(str(path)) and "\n" not in line and REMEDY_AFTER[lang] in line


@pytest.mark.parametrize("name", UNUSABLE)
def test_the_second_engine_says_the_same(name: str, tmp_path: Path) -> None:
    key, make = UNUSABLE[name]
    path = tmp_path / "record.pdf"
    path.write_bytes(make())
    assert failure(path, "pdfplumber").what.key == key


@pytest.mark.parametrize("name", USABLE)
@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
def test_what_only_looks_broken_reads_right_or_is_refused(name: str, engine: str, tmp_path: Path) -> None:
    path = tmp_path / "record.pdf"
    path.write_bytes(USABLE[name]())
    truth = formdraw.truth(RECORD, EMBEDDED)
    judgement = judged(load(path), [truth], engine=engine)
    # Damage may print a page twice, so that a reader may find a second record.
    again = judged(load(path), [truth, truth | {"pages": [2]}], engine=engine)
    assert judgement.wrong == () or again.wrong == ()


@pytest.mark.parametrize("share", [0.05, 0.25, 0.6, 0.75, 0.95, 0.99, 0.999])
@pytest.mark.parametrize("style", ["embedded-serif", "seed-2023", "split", "fpdf2-sans"])
def test_a_broken_download_is_never_read_in_part(share: float, style: str) -> None:
    truth = formdraw.truth(RECORD, STYLES[style])
    judgement = judged(damage.truncated(sound(STYLES[style]), share), [truth])
    if judgement.error is None:
        said = {finding.rule for read in judgement.read for finding in read.record.findings}
        assert judgement.wrong == () or said & {"incomplete-pages", "total-mismatch"}


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert failure(tmp_path / "none.pdf").what.key == "reading.no-file"


def test_a_folder(tmp_path: Path) -> None:
    assert failure(tmp_path).what.key == "reading.cannot-open"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root reads every file")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "closed.pdf"
    path.write_bytes(sound())
    path.chmod(0)
    assert failure(path).what.key == "reading.cannot-open"


def test_a_file_at_the_limit_and_above(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "record.pdf"
    path.write_bytes(sound())
    monkeypatch.setattr(document, "MOST_BYTES", len(sound()))
    assert load(path) == sound()
    monkeypatch.setattr(document, "MOST_BYTES", len(sound()) - 1)
    assert failure(path).what.key == "reading.too-large"


def test_pages_at_the_limit_and_above(monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = sound(STYLES["split"])
    count = len(formdraw.sheets(RECORD, STYLES["split"]))
    monkeypatch.setattr(document, "MOST_PAGES", count)
    assert judged(pdf, [formdraw.truth(RECORD, STYLES["split"])]).exact
    monkeypatch.setattr(document, "MOST_PAGES", count - 1)
    with pytest.raises(UnusableFileError) as caught:
        read_bytes(pdf, "record.pdf")
    assert caught.value.what.params == {"pages": count, "limit": count - 1}


def test_a_table_without_any_header_is_refused() -> None:
    """A print that begins in the middle: the rows are there, and nothing says what their columns mean."""
    style = STYLES["split-nothing-repeated"]
    count = len(formdraw.sheets(RECORD, style))
    with pytest.raises(SbparseError) as caught:
        read_bytes(bundle([Printed(RECORD, style)], range(1, count)).pdf, "record.pdf")
    assert isinstance(caught.value, NoRecordError | UnreadableRecordError)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["header and noise", "password", "scan", "text"])
def test_the_command_prints_one_line_and_no_traceback(name: str, lang: str, tmp_path: Path) -> None:
    if name == "scan" and find_spec("rapidocr"):
        pytest.skip("with the extra ocr a scan is read")
    key, make = UNUSABLE[name]
    path = tmp_path / "record.pdf"
    path.write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-m", "sbparse", "extract", str(path), "--lang", lang],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1 and done.stderr.startswith(str(path)) and "Traceback" not in done.stderr
    assert done.stderr.strip() == failure(path).line(lang)  # type: ignore[arg-type]
    assert key == failure(path).what.key
