"""The examples of the reports' and of the review's tests serve here too."""

import sys
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parents[1] / folder) for folder in ("report", "review")]


@pytest.fixture(autouse=True)
def _sentences():
    from report_example import example_sentences

    with example_sentences():
        yield
