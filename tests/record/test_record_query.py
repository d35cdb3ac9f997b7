"""What the header block says of the query: a day, a period, or what can be neither."""

from datetime import date

import pytest
from record_sheets import sheet

from sbparse.findings import Finding
from sbparse.record.header import HeaderBlock, query_of, read_header
from sbparse.record.layouts import YEARLY
from sbparse.values.dates import DateError
from sbparse.values.month import Period


def block(**texts: str) -> HeaderBlock:
    return HeaderBlock(texts, None)


DAY, MONTHS = date(2021, 1, 5), Period.parse("1992-10", "2021-01")


@pytest.mark.parametrize(
    ("texts", "period", "day"),
    [
        ({}, None, None),
        ({"query_date": ""}, None, None),
        ({"query_date": "2021年1月5日"}, None, DAY),
        ({"query_date": "1992-10至2021-01"}, MONTHS, None),
        ({"query_period": "1992-10至2021-01"}, MONTHS, None),
        ({"query_period": "1992-10至2021-01", "query_date": "2021-01-05"}, MONTHS, DAY),
        ({"query_period": "1992-10至2021-01", "query_date": "2000-01至2000-02"}, MONTHS, None),
    ],
)
def test_the_query_date_is_a_day_or_a_period(texts: dict[str, str], period: Period | None, day: date | None) -> None:
    assert block(**texts).query() == (period, day)
    findings: list[Finding] = []
    assert query_of(block(**texts), 1, findings) == (period, day)
    assert findings == []


def test_what_is_neither_is_told_and_nothing_is_guessed() -> None:
    wrong = block(query_period="1992-10至2021-01", query_date="昨天")
    with pytest.raises(DateError):
        wrong.query()
    findings: list[Finding] = []
    assert query_of(wrong, 7, findings) == (None, None)
    assert [(f.rule, f.severity, f.message.key, f.message.params["page"], f.message.params["text"]) for f in findings] == [
        ("unreadable-text", "error", "reading.unreadable-cell", 7, "昨天")
    ]
    made = sheet([(50.0, 100.0, "查询时间段：昨天起")], number=3)
    findings = []
    query_of(read_header(made, made.lines, YEARLY), 7, findings)
    assert [(f.message.params["page"], f.message.params["text"]) for f in findings] == [(3, "昨天起")]
    assert findings[0].where is not None and findings[0].where.page == 3
