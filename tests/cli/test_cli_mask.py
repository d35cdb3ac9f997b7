"""``--show-ids`` and ``--mask`` wherever something about a person is written: what people read is masked by default, JSON is exact."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from cli_process import sbparse

from sbparse import read_record

CASE = Path(__file__).parents[2] / "fixtures/check/02_start_mismatch"
RECORD = read_record(CASE / "record.pdf")

COMMANDS: dict[str, tuple[str, ...]] = {
    "extract": ("extract", "RECORD"),
    "extract.csv": ("extract", "RECORD", "--format", "csv"),
    "extract.xlsx": ("extract", "RECORD", "-o", "out.xlsx"),
    "check": ("check", "RECORD", "HISTORY"),
    "check.txt": ("check", "RECORD", "HISTORY", "-o", "out.txt"),
    "check.html": ("check", "RECORD", "HISTORY", "-o", "out.html"),
    "check.xlsx": ("check", "RECORD", "HISTORY", "-o", "out.xlsx"),
    "years": ("years", "RECORD"),
    "diff": ("diff", "RECORD", "RECORD"),
    "diff.xlsx": ("diff", "RECORD", "RECORD", "-o", "out.xlsx"),
    "extract.json": ("extract", "RECORD", "--format", "json"),
    "check.json": ("check", "RECORD", "HISTORY", "-o", "out.json"),
    "diff.json": ("diff", "RECORD", "RECORD", "--format", "json"),
}


@pytest.fixture
def output(tmp_path: Path) -> Callable[..., str]:
    """Runs a command on a record whose file bears its person's number, and gives all texts of what it wrote."""
    assert RECORD.person.id_number
    record = tmp_path / f"{RECORD.person.id_number}.pdf"
    record.write_bytes((CASE / "record.pdf").read_bytes())
    words = {"RECORD": str(record), "HISTORY": str(CASE / "history.xlsx")}

    def run(command: tuple[str, ...], *options: str) -> str:
        arguments = [words.get(word, str(tmp_path / word) if word.startswith("out.") else word) for word in command]
        done = sbparse(*arguments, *options, COLUMNS="200")
        assert done.code in (0, 1), done.err
        written = [path.read_bytes() for path in tmp_path.glob("out.*")] or [done.out]
        assert len(written) == 1
        return texts(written[0])

    return run


def texts(data: bytes) -> str:
    if not data.startswith(b"PK"):
        return data.decode("utf-8-sig")
    with ZipFile(BytesIO(data)) as file:
        return " ".join(re.sub("<[^>]*>", " ", file.read(name).decode()) for name in file.namelist() if name.endswith(".xml"))


@pytest.mark.parametrize("name", COMMANDS)
def test_both_names_of_the_option_and_neither(output: Callable[..., str], name: str) -> None:
    number = RECORD.person.id_number
    assert number
    shown, masked, default = (output(COMMANDS[name], *options) for options in (["--show-ids"], ["--mask"], []))
    assert number in shown and number not in masked
    assert f"{number[:3]}***********{number[-4:]}" in masked
    assert default == (shown if name.endswith(".json") else masked)


def test_the_last_one_counts(output: Callable[..., str]) -> None:
    number = RECORD.person.id_number
    assert number
    assert number in output(COMMANDS["extract"], "--mask", "--show-ids")
    assert number not in output(COMMANDS["extract"], "--show-ids", "--mask")


@pytest.mark.parametrize("name", ["extract", "extract.xlsx", "extract.json", "check.json", "check.html"])
def test_the_code_is_masked_like_the_number(output: Callable[..., str], name: str) -> None:
    code = RECORD.code
    assert code
    known = re.compile(rf"(?<![0-9A-Za-z]){code}(?![0-9A-Za-z])")
    assert known.search(output(COMMANDS[name], "--show-ids"))
    assert not known.search(output(COMMANDS[name], "--mask"))
