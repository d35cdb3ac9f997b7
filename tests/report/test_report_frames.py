from decimal import Decimal

import pandas as pd
import pytest
from report_example import clean_review, review
from report_example_record import FILE, bare_record, record

from sbparse.report.frames import contributions_frame, employments_frame, findings_frame


def test_employments():
    frame = employments_frame(record())
    assert list(frame.columns) == ["start", "end", "months", "employer", "district", "page"]
    assert (frame.dtypes["start"], frame.dtypes["months"]) == (pd.PeriodDtype("M"), pd.Int64Dtype())
    assert (frame.start[0], frame.end.max(), frame.months.sum()) == (pd.Period("1994-08", "M"), pd.Period("2024-05", "M"), 356)


def test_contributions():
    frame = contributions_frame(record())
    assert len(frame) == 31
    assert list(frame.columns[3:6]) == ["pension_months", "pension_base", "pension_personal"]
    assert "maternity_personal" not in frame
    assert frame.pension_personal.sum() == Decimal("480476.00")
    assert frame.pension_base[0] == Decimal(4000)
    assert frame.medical_base[0] is None
    assert frame.medical_months.isna().sum() == 7
    assert frame.supplemental.sum() == 1


def test_findings():
    frame = findings_frame(review())
    assert list(frame.rule) == [finding.rule for finding in review().findings]
    assert (frame.file[0], frame.page[0], frame.months[0]) == (FILE, 1, ("1994-07",))
    assert frame.file[5] is None
    assert findings_frame(review(), lang="en").suggestion[0] == "change the start to 1994.8."


@pytest.mark.parametrize(
    ("empty", "full"),
    [
        (lambda: employments_frame(bare_record()), lambda: employments_frame(record())),
        (lambda: contributions_frame(bare_record()), lambda: contributions_frame(record())),
        (lambda: findings_frame(clean_review()), lambda: findings_frame(review())),
    ],
)
def test_an_empty_frame_has_the_same_columns_and_types(empty, full):
    assert len(empty()) == 0
    assert dict(empty().dtypes) == dict(full().dtypes)
