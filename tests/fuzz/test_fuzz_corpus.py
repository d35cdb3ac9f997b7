"""What coverage-guided fuzzing found worth keeping (``fuzz/corpus``) is read or refused in one line, by both engines."""

import zipfile
from pathlib import Path
from typing import Final

import pytest
from fuzz_invariant import history_failure, record_failure

CORPUS: Final = Path(__file__).parents[2] / "fuzz" / "corpus"
PARTS: Final = 8
"""The corpus in so many tests, so that workers share it and a failure names a part."""


def part_of(name: str, part: int) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(CORPUS / f"{name}.zip") as packed:
        return [(each, packed.read(each)) for each in sorted(packed.namelist())[part::PARTS]]


@pytest.mark.parametrize("part", range(PARTS))
def test_histories_of_the_corpus(part: int) -> None:
    cases = part_of("history", part)
    assert cases
    assert [(name, found) for name, data in cases if (found := history_failure(data))] == []


@pytest.mark.parametrize("part", range(PARTS))
def test_records_of_the_corpus(part: int) -> None:
    cases = part_of("reader", part)
    assert cases
    # The engine is told by the bytes, one in eight is pdfminer's.
    assert [(name, found) for name, data in cases if (found := record_failure(data))] == []
