"""From pages to records: what each page gives, which pages are whose, and what is refused."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from form_pages import CAPTION, HEADER, JOBS, LABELS, MONTH, REST, SUM, TITLE, WHOLE, YEAR, page_of, saying, without
from record_sheets import Text, set_lines

from sbparse.errors import NoRecordError, UnreadableRecordError
from sbparse.findings import Finding
from sbparse.messages import Message
from sbparse.page.model import Page
from sbparse.policy.load import default_ruleset
from sbparse.record.integrity import CHECKS
from sbparse.record.layouts import LAYOUTS, MONTHLY, YEARLY, GroupedTable
from sbparse.record.model import Amounts, Insurance, PrintBasis, PrintDate, RightsRecord
from sbparse.record.read import read_records
from sbparse.values.month import Period

CREATED = date(2021, 2, 3)


def read(*pages: Page, **more: object) -> list[RightsRecord]:
    return [found.record for found in read_records(pages, "record.pdf", **more)[0]]  # type: ignore[arg-type]


def one(texts: list[Text] = WHOLE, **more: object) -> RightsRecord:
    (record,) = read(page_of(texts, numbered=(1, 1)), **more)
    return record


def errors(record: RightsRecord) -> list[str]:
    return [f.message.key for f in record.findings if f.severity == "error"]


def test_everything_that_a_page_says() -> None:
    record = one()
    assert (record.pages, record.layout) == ((1,), "beijing-yearly")
    assert (record.person.name, record.person.id_number, record.person.employer) == ("张样例", "110199199003070017", "甲公司")
    assert (record.code, record.serial) == ("abc234", "11010820210105120000")
    assert (record.query_period, record.query_date) == (Period.parse("1992-10", "2021-01"), None)
    assert record.print_date == PrintDate(date(2021, 1, 5), PrintBasis.PRINTED)
    assert record.issuer == "北京市海淀区社会保险基金管理中心"
    (job,) = record.employments
    assert (job.period, job.months, job.employer, job.district) == (Period.parse("2019-01", "2020-01"), 13, "甲公司", "海淀区")
    assert [row.period.months for row in record.contributions] == [12, 1]
    assert record.contributions[1].amounts[Insurance.PENSION] == Amounts(1, Decimal("5000.00"), Decimal("400.00"))
    assert record.totals is not None and record.totals.amounts[Insurance.PENSION] == Amounts(13, None, Decimal("5200.00"))
    assert record.supplement.pension_months == 13
    assert record.cumulative[Insurance.PENSION] == 13
    assert record.origin is not None and record.origin.bbox[:2] == (50.0, 105.0)
    assert (record.findings, record.not_run, record.recognised) == ((), {}, ())


def test_the_monthly_form() -> None:
    texts = saying(without("2019-01至"), ("年缴费基数", "缴费基数"))
    assert one(texts).layout == "beijing-monthly"


# The print date.


def test_the_strongest_basis_of_the_print_date_counts() -> None:
    day = saying(WHOLE, ("1992-10至2021-01", "2021-01-04"))
    assert one(day, created=CREATED).print_date == PrintDate(date(2021, 1, 5), PrintBasis.PRINTED)
    undated = [text for text in day if not text[2].startswith("日期")]
    assert one(undated, created=CREATED).print_date == PrintDate(date(2021, 1, 4), PrintBasis.QUERY_DATE)
    assert one(without("日期"), created=CREATED).print_date == PrintDate(CREATED, PrintBasis.PDF_METADATA)
    assert one(without("日期")).print_date is None


def test_two_print_dates_are_told() -> None:
    again: Text = (500.0, 430.0, "打印日期：2021年1月6日")
    record = one([*WHOLE, again])
    (told,) = [f for f in record.findings if f.message.key == "reading.several-print-dates"]
    assert (told.message.params["page"], told.message.params["days"]) == (1, [date(2021, 1, 5), date(2021, 1, 6)])
    assert told.where is not None and told.where.bbox[1] == 430.0
    assert (told.rule, told.severity) == ("unreadable-text", "error")
    assert record.print_date is not None and record.print_date.day == date(2021, 1, 6)
    assert one([*WHOLE, (500.0, 430.0, "打印日期：2021年1月5日")]).findings == ()


def test_an_office_stays_that_of_the_page_that_names_it() -> None:
    first, second = page_of(WHOLE, 1, (1, 2)), page_of([*TITLE, *LABELS, *REST[:-2], REST[-1]], 2, (2, 2))
    assert read(first, second)[0].issuer == "北京市海淀区社会保险基金管理中心"


# What belongs to nothing.


def test_rows_where_no_table_is_open_are_told() -> None:
    lost: list[Text] = [(20.0, 440.0, "2018-01"), (120.0, 440.0, "2018-12"), (220.0, 440.0, "12"), (320.0, 440.0, "乙" * 40)]
    (told,) = [f for f in one([*WHOLE, *lost]).findings if f.message.key == "reading.lost-row"]
    text = "2018-012018-1212" + "乙" * 40
    assert (told.message.params["page"], told.message.params["text"], told.severity) == (1, text[:40], "error")
    assert told.where is not None and told.where.bbox[1] == 440.0
    assert "reading.lost-row" not in errors(one([*WHOLE, *lost[:3]]))
    assert "reading.lost-row" not in errors(one([*WHOLE, *saying(lost, ("2018-", "甲"))]))


def test_what_nobody_read_is_told_with_its_page() -> None:
    (told,) = one([*WHOLE, (500.0, 430.0, "某某说明")]).findings
    assert (told.rule, told.message.params["text"], told.message.params["page"]) == ("unread-text", "某某说明", 1)


def test_what_reading_told_stands_among_what_the_rules_found() -> None:
    record = one(saying(WHOLE, ("5200.00", "5201.00"), ("13", "1x")))
    rules = [f.rule for f in record.findings]
    assert "unreadable-text" in rules and "total-mismatch" in rules
    assert rules == sorted(rules, key=list(CHECKS).index)


# Pages of one record and of several.

FIRST, LAST = [*TITLE, *LABELS, *JOBS, CAPTION, *HEADER, *YEAR], [*TITLE, *LABELS, *HEADER, *MONTH, *SUM, *REST]


def test_pages_in_their_printed_order() -> None:
    for pages, order in (
        ((page_of(FIRST, 1, (1, 2)), page_of(LAST, 2, (2, 2))), (1, 2)),
        ((page_of(LAST, 1, (2, 2)), page_of(FIRST, 2, (1, 2))), (2, 1)),
    ):
        (record,) = read(*pages)
        assert [str(row.period.start) for row in record.contributions] == ["2019-01", "2020-01"]
        assert (record.pages, errors(record)) == (order, [])


def test_a_page_that_is_missing_is_told() -> None:
    (record,) = read(page_of(FIRST, 1, (1, 2)))
    assert [(f.rule, f.message.params["missing"]) for f in record.findings if f.rule == "incomplete-pages"] == [("incomplete-pages", [2])]


def test_headers_that_differ_are_told() -> None:
    other = saying(LAST, ("abc234", "abd234"))
    (record,) = read(page_of(FIRST, 1, (1, 2)), page_of(other, 2, (2, 2)))
    (told,) = record.findings
    assert (told.rule, told.expected, told.actual, told.message.params["page"]) == ("incomplete-pages", "abc234", "abd234", 2)
    assert told.where is not None and told.where.page == 2
    assert record.code == "abc234"


def another(texts: list[Text] = WHOLE) -> list[Text]:
    return saying(texts, ("20210105120000", "20210105129999"), ("张样例", "李样例"))


def test_records_in_the_order_of_their_first_pages() -> None:
    """The second one is complete, and read, before the first."""
    pages = (page_of(FIRST, 1, (1, 2)), page_of(another(), 2, (1, 1)), page_of(LAST, 3, (2, 2)), page_of(set_lines(["劳动合同"]), 4))
    found, skipped = read_records(pages, "record.pdf")
    assert [(r.record.person.name, r.record.pages) for r in found] == [("张样例", (1, 3)), ("李样例", (2,))]
    assert skipped == [4]
    assert all(r.pages is None for r in found)
    kept = read_records(pages, "record.pdf", keep_pages=True)[0]
    title = [use for page in kept[0].pages or () for use in page.sheet.uses.values() if use == "title"]
    assert len(title) == 2 * len(TITLE[0][2])
    assert [[p.sheet.number for p in r.pages or ()] for r in kept] == [[1, 3], [2]]


def test_a_record_that_was_complete_takes_no_more_pages() -> None:
    found, skipped = read_records([page_of(WHOLE, 1, (1, 1)), page_of([*YEAR], 2)], "record.pdf")
    assert ([r.record.pages for r in found], skipped) == ([(1,)], [2])


# What is refused.


def refused(*pages: Page, **more: object) -> tuple[str, dict[str, object], object]:
    with pytest.raises(UnreadableRecordError) as caught:
        read(*pages, **more)
    assert caught.value.file == "record.pdf"
    place = caught.value.place
    assert place is None or place.key == "place.page"
    return caught.value.what.key, dict(caught.value.what.params), place.params["page"] if place else None


def test_no_page_of_the_form() -> None:
    with pytest.raises(NoRecordError) as caught:
        read(page_of(set_lines(["劳动合同"])))
    assert (caught.value.what.key, caught.value.file) == ("reading.other-paper", "record.pdf")


def test_a_table_that_no_layout_knows() -> None:
    texts = saying(WHOLE, ("个人缴费", "本人扣缴"))
    key, params, page = refused(page_of(texts, 3))
    assert (key, page) == ("reading.no-layout", 3)
    reasons = [(why.key, why.params["layout"], why.params["texts"]) for why in params["reasons"]]  # type: ignore[attr-defined]
    assert reasons == [
        ("reading.misfit-unknown", "beijing-yearly", ("本人扣缴",)),
        ("reading.misfit-unknown", "beijing-monthly", ("年缴费基数", "本人扣缴")),
    ]


def test_a_table_that_lacks_its_key() -> None:
    reasons = refused(page_of(without("缴费起止年月")))[1]["reasons"]
    assert [(why.key, why.params["texts"]) for why in reasons] == [("reading.misfit-missing", ("缴费起止年月",))] * 2  # type: ignore[attr-defined]


def test_pages_without_the_table_s_header() -> None:
    texts = [*TITLE, *LABELS, *JOBS]
    key, params, _ = refused(page_of(texts, 1))
    assert (key, [why.key for why in params["reasons"]]) == ("reading.no-layout", ["reading.misfit-header"] * 2)  # type: ignore[attr-defined]
    assert refused(page_of(texts, 1, (1, 3)))[:2] == ("reading.pages-missing", {"missing": [2, 3]})
    # Pages are missing, but that is not why: the header is one that nobody knows.
    unknown = saying(FIRST, ("个人缴费", "本人扣缴"))
    assert refused(page_of(unknown, 1, (1, 3)))[0] == "reading.no-layout"
    foreign = GroupedTable(key=("甲",), groups={Insurance.PENSION: ("乙",)}, leaves={"months": ("丙",)})
    both = (YEARLY, replace(YEARLY, name="other", contributions=foreign))
    assert refused(page_of(unknown, 1, (1, 3)), layouts=both)[0] == "reading.no-layout"


def test_the_header_may_stand_on_a_later_page() -> None:
    (record,) = read(page_of([*TITLE, *LABELS, *JOBS], 1, (1, 2)), page_of(LAST, 2, (2, 2)))
    assert (record.layout, len(record.contributions)) == ("beijing-yearly", 1)


def test_layouts_that_both_fit() -> None:
    twin = replace(YEARLY, name="twin")
    key, params, page = refused(page_of(WHOLE, 2), layouts=(YEARLY, MONTHLY, twin))
    assert (key, params, page) == ("reading.several-layouts", {"layouts": ["beijing-yearly", "twin"]}, 2)
    assert len(LAYOUTS) == 2


def test_the_employers_header_is_refused_with_its_page() -> None:
    texts = saying(WHOLE, ("缴费区县", "参保属地"))
    assert refused(page_of(texts, 5)) == ("reading.unknown-columns", {"texts": ("参保属地",)}, 5)


# Rules, and the older site.


def test_the_rule_set_that_is_given_is_asked() -> None:
    lenient = replace(default_ruleset(), caps={})
    assert one(ruleset=lenient).not_run["base-above-cap"].key == "integrity.no-bases"


OLDER: list[Text] = [
    (50.0, 90.0, "姓名：王样例"),
    (50.0, 105.0, "社会保障号码：110199199003070017"),
    (50.0, 120.0, "2014年养老保险缴费信息"),
    *[
        (50.0 + 80 * at, 135.0, text)
        for at, text in enumerate(["缴费年月", "缴费类型", "缴费基数", "单位缴费", "个人缴费", "缴费单位名称"])
    ],
    *[(50.0 + 80 * at, 155.0, text) for at, text in enumerate(["2014-01", "正常缴费", "5000.00", "800.00", "400.00", "甲公司"])],
]


def other(number: str) -> list[Text]:
    return saying(OLDER, ("110199199003070017", number))


def test_pages_of_the_older_site_by_person() -> None:
    bare = [text for text in OLDER if not text[2].startswith("社会保障")]
    pages = [page_of(OLDER, 1), page_of(bare, 2), page_of(OLDER, 3), page_of(other("110199199003070025"), 4), page_of(OLDER, 5)]
    found = read(page_of(WHOLE, 9), *pages)
    assert [record.pages for record in found] == [(1, 2, 3), (4,), (5,), (9,)]
    assert [record.layout == "beijing-monthly-by-insurance" for record in found] == [True, True, True, False]
    assert read(page_of(bare, 1), page_of(OLDER, 2))[0].pages == (1,)


@pytest.mark.parametrize(("above", "told"), [(6, True), (7, False)])
def test_a_person_is_named_in_the_first_eight_lines(above: int, told: bool) -> None:
    """So many lines of a site's, then the person's name and number; the page before is another's."""
    lines = [*set_lines(["某某"] * above, top=5.0, pitch=9.0), (50.0, 80.0, "姓名：李样例")]
    second = [*lines, *[text for text in other("110199199003070025") if not text[2].startswith("姓名")]]
    assert len(read(page_of(OLDER, 1), page_of(second, 2))) == (2 if told else 1)


def test_a_record_of_the_older_site_is_checked_as_any() -> None:
    record = read(page_of([*other("110199199003070018"), (50.0, 500.0, "某某说明")], 1, (1, 2)), created=CREATED)[0]
    told: list[Finding] = list(record.findings)
    assert {"incomplete-pages", "id-checksum"} <= {f.rule for f in told}
    assert record.print_date == PrintDate(CREATED, PrintBasis.PDF_METADATA)
    assert all(isinstance(why, Message) for why in record.not_run.values()) and "total-mismatch" in record.not_run
