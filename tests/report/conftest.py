import pytest
from report_example import example_sentences


@pytest.fixture(autouse=True)
def _sentences():
    with example_sentences():
        yield
