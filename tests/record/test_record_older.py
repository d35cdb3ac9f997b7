"""The older site's tables line by line: what counts as paid, what adds up, what one employer's time is."""

from decimal import Decimal

import pytest
from older_lines import CAPTION, HEADER, MEDICAL, NAME, NUMBER, PENSION, TITLE, month, months, parts, placed, read, table
from record_sheets import page

from sbparse.errors import UnreadableRecordError
from sbparse.page.model import Ruling
from sbparse.record.model import PAID_BY_PERSON, Amounts, Insurance, Supplement
from sbparse.record.older import read_older
from sbparse.record.parts import page_parts
from sbparse.record.reading import sheet_of


def test_a_record_of_one_table() -> None:
    record, findings, left = read(*table(month("2014-01"), month("2014-02")))
    assert (record.layout, record.pages) == ("beijing-monthly-by-insurance", (1,))
    assert (record.person.name, record.person.id_number, record.person.employer) == ("张样例", "110199199003070017", None)
    assert [(str(e.period.start), str(e.period.end), e.months, e.employer, e.district) for e in record.employments] == [
        ("2014-01", "2014-02", 2, "甲公司", None)
    ]
    assert [row.amounts[PENSION] for row in record.contributions] == [Amounts(1, Decimal("5000.00"), Decimal("400.00"))] * 2
    assert [row.supplemental for row in record.contributions] == [False, False]
    assert all(set(row.amounts) == set(Insurance) and row.amounts[MEDICAL] == Amounts() for row in record.contributions)
    assert record.cumulative == {i: 2 if i is PENSION else 0 for i in Insurance}
    assert (record.totals, record.supplement, record.print_date, record.issuer) == (None, Supplement(), None, None)
    assert (findings, left) == ([], [])
    assert record.origin is not None and record.origin.bbox == (50.0, 110.0, 210.0, 140.0)
    assert [row.where.bbox for row in record.contributions] == [(50.0, top, 470.0, top + 10) for top in (190.0, 210.0)]


def test_header_block_values_and_the_query() -> None:
    record = read(
        TITLE,
        NAME,
        "校验码：ab12",
        "查询流水号：12345678",
        "单位名称：甲公司",
        "查询日期：2014-01至2014-12",
        CAPTION,
        HEADER,
        month("2014-01"),
    )[0]
    assert (record.code, record.serial, record.person.employer) == ("ab12", "12345678", "甲公司")
    assert record.query_period is not None and str(record.query_period.end) == "2014-12"
    assert read(TITLE, NAME, "查询日期：2015-03-04", CAPTION, HEADER, month("2014-01"))[0].query_date is not None
    made = parts(TITLE, NAME, "查询日期：昨天", CAPTION, HEADER, month("2014-01"), number=3)
    assert [f.message.params["page"] for f in read_older([made], "x").findings] == [3]


@pytest.mark.parametrize(
    ("caption", "insurance"),
    [
        ("2014年养老保险缴费信息", "pension"),
        ("养老保险缴费明细（2014年）", "pension"),
        ("2014年度基本养老个人缴费情况：", "pension"),
        ("一、失业参保记录", "unemployment"),
        ("（二）2014年工伤保险缴费信息", "work_injury"),
        ("三.医疗保险缴费信息（2014年度）", "medical"),
        ("生育保险缴费信息2014年", "maternity"),
    ],
)
def test_captions_name_the_insurance(caption: str, insurance: str) -> None:
    record, _, left = read(*table(month("2014-01"), caption=caption))
    assert ([str(i) for i in Insurance if record.contributions[0].amounts[i].months], left) == ([insurance], [])


def test_other_captions_name_none() -> None:
    for caption in ("2014年缴费信息", "养老保险", "2014年住房保险缴费信息", "养老保险缴费信息如下"):
        with pytest.raises(UnreadableRecordError) as caught:
            read(*table(month("2014-01"), caption=caption))
        assert caught.value.what.key == "reading.header-missing"


@pytest.mark.parametrize(
    ("kind", "paid", "supplemental"),
    [
        ("正常缴费", True, False),
        ("正常", True, False),
        ("补缴", True, True),
        ("一次性补缴", True, True),
        ("补差", True, False),
        ("-", True, False),
        ("_", True, False),
        ("未缴费", False, False),
        ("欠缴", False, False),
        ("缓缴", False, False),
        ("停缴", False, False),
        ("断缴", False, False),
        ("中断", False, False),
    ],
)
def test_kinds_of_payment(kind: str, paid: bool, supplemental: bool) -> None:
    record, findings, _ = read(*table(month("2014-01"), month("2014-02", kind), month("2014-03")))
    assert (months(record), findings) == (["2014-01", "2014-02", "2014-03"] if paid else ["2014-01", "2014-03"], [])
    assert [row.supplemental for row in record.contributions if str(row.period.start) == "2014-02"] == ([supplemental] if paid else [])


@pytest.mark.parametrize(
    ("kind", "base", "share", "personal", "paid", "told"),
    [
        ("正常缴费", "-", "-", "-", False, ["正常缴费 2014-02"]),
        ("正常缴费", "_", "_", "_", False, ["正常缴费 2014-02"]),
        ("正常缴费", "5000.00", "-", "-", True, []),
        ("正常缴费", "-", "800.00", "-", True, []),
        ("正常缴费", "-", "-", "400.00", True, []),
        ("-", "-", "-", "-", False, []),
        ("_", "_", "_", "_", False, []),
        ("-", "-", "-", "400.00", True, []),
        ("冻结", "5000.00", "800.00", "400.00", False, ["冻结 2014-02"]),
        ("未缴费", "-", "-", "-", False, []),
        ("正常缴费", "五千", "800.00", "400.00", True, ["五千"]),
        ("正常缴费", "5000.00", "x", "400.00", True, ["x"]),
    ],
)
def test_amounts_and_kinds(kind: str, base: str, share: str, personal: str, paid: bool, told: list[str]) -> None:
    record, findings, _ = read(*table(month("2014-01"), month("2014-02", kind, base, share, personal), month("2014-03")))
    assert (months(record)[1:-1] == ["2014-02"], [text for _, text in findings]) == (paid, told)
    assert months(record)[-1] == "2014-03"


def test_a_month_that_cannot_be_read_is_told() -> None:
    record, findings, _ = read(*table(month("2014-01"), month("2014-13"), month("2014-03")))
    assert (months(record), findings) == (["2014-01", "2014-03"], [("reading.unreadable-cell", "2014-13")])


def test_lines_of_one_month_add_up() -> None:
    rows = (month("2014-01"), month("2014-01", "补差", "200.00", "-", "4.00"), month("2014-02", "补缴", "-", "10.00", "-"))
    record, findings, _ = read(*table(*rows, caption="医疗保险缴费信息"))
    assert [row.amounts[MEDICAL] for row in record.contributions] == [
        Amounts(1, Decimal("5200.00"), Decimal("404.00")),
        Amounts(1, None, None),
    ]
    assert (findings, [row.supplemental for row in record.contributions]) == ([], [False, True])
    assert record.contributions[0].where.bbox[1] == 190.0
    assert record.employments == ()


def test_insurances_of_one_month_are_one_row() -> None:
    lines = table(month("2014-02"), month("2014-01"))
    for caption in ("2014年工伤保险缴费信息", "2014年医疗保险缴费信息"):
        lines += (caption, HEADER, month("2014-02", "补缴"))
    record, findings, left = read(*lines)
    assert (findings, left, months(record)) == ([], [], ["2014-01", "2014-02"])
    assert [row.supplemental for row in record.contributions] == [False, True]
    paid = record.contributions[1].amounts
    # What the employer alone pays has no personal payment, whatever the column says.
    assert {i for i in Insurance if paid[i].personal is not None} == {PENSION, MEDICAL} < set(PAID_BY_PERSON)
    assert paid[Insurance.WORK_INJURY] == Amounts(1, Decimal("5000.00"), None)


def test_the_second_table_goes_on_under_the_first_one_s_header() -> None:
    record, findings, left = read(*table(month("2014-01")), "2014年医疗保险缴费信息", month("2014-02"))
    assert (findings, left, months(record), months(record, MEDICAL)) == ([], [], ["2014-01"], ["2014-02"])


def test_pages_go_on_with_the_table_of_the_page_before() -> None:
    pages = [parts(*table(month("2014-01")), number=1), parts(month("2014-02"), number=2), parts(NUMBER, HEADER, number=3)]
    record = read_older(pages, "older.pdf")
    assert (record.pages, months(record), [row.where.page for row in record.contributions]) == ((1, 2, 3), ["2014-01", "2014-02"], [1, 2])
    assert [line.text for p in pages for line in p.sheet.unread()] == []
    assert record.person.name == "张样例"
    first = read_older([parts(CAPTION, HEADER, month("2014-01")), parts(NAME, month("2014-02"))], "older.pdf")
    assert first.person.name == "张样例"


def test_what_is_used_as_what() -> None:
    made = parts("北京市社会保险个人权益记录", "（参保人员缴费信息）", NAME, CAPTION, "名称", HEADER + " 某某")
    read_older([made], "older.pdf")
    assert made.sheet.unread() == []
    assert set(made.sheet.uses.values()) == {"title", "label", "name", "caption", "table-header"}


def test_text_among_the_rows_is_told() -> None:
    rulings = [Ruling(at, 40.0, 700.0) for at in (185.0, 205.0, 225.0, 245.0)]
    texts = [
        *placed(*table(month("2014-01"))),
        (200.0, 210.0, "5000.00"),
        (50.0, 230.0, "2014-03"),
        (120.0, 230.0, "补缴"),
        (200.0, 230.0, "1.00"),
    ]
    record = read_older([page_parts(sheet_of(page(texts, horizontals=rulings)))], "older.pdf")
    assert months(record) == ["2014-01", "2014-03"]
    assert [(f.message.key, f.message.params["text"]) for f in record.findings] == [("reading.orphan-text", "5000.00")]


def test_a_table_without_header_is_refused_with_its_page() -> None:
    with pytest.raises(UnreadableRecordError) as caught:
        read_older([parts(TITLE, NAME, CAPTION, month("2014-01"), number=4)], "older.pdf")
    assert (caught.value.what.key, caught.value.file) == ("reading.header-missing", "older.pdf")
    assert caught.value.place is not None and caught.value.place.params == {"page": 4}
    with pytest.raises(UnreadableRecordError) as caught:
        read(TITLE, NAME, CAPTION, HEADER.replace("单位缴费", "单位部分"), month("2014-01"))
    assert caught.value.what.key == "reading.unknown-columns" and caught.value.what.params["texts"] == ("单位部分",)
