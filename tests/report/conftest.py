import pytest
from report_example import HISTORY_FILE, example_sentences, review
from report_example_record import FILE, SHA256
from report_reading import opened

from sbparse.report.workbook import Input, review_workbook


@pytest.fixture(autouse=True)
def _sentences():
    with example_sentences():
        yield


@pytest.fixture(scope="session")
def book():
    """The example's workbook, read back; not to be changed."""
    with example_sentences():
        return opened(review_workbook(review(), inputs=[Input(FILE, SHA256), Input(HISTORY_FILE)]))
