"""Rows of the two tables and their cells: what is read, what is blank, and what is told instead of guessed."""

import pytest
from record_sheets import Text, sheet

from sbparse.findings import Finding
from sbparse.page.model import Ruling
from sbparse.record.columns import HeaderMisfit
from sbparse.record.layouts import EMPLOYMENTS
from sbparse.record.model import Employment
from sbparse.record.reading import Sheet
from sbparse.record.table import HeaderMissing, TableState, employments, read_rows

Told = list[tuple[str, object]]
"""Findings as key and text."""


def told(findings: list[Finding]) -> Told:
    assert all(f.rule == "unreadable-text" and f.severity == "error" and f.where is not None for f in findings)
    return [(f.message.key, f.message.params.get("text", f.message.params.get("insurance"))) for f in findings]


def cells(top: float, *texts: str, xs: tuple[float, ...]) -> list[Text]:
    return [(x, top, text) for x, text in zip(xs, texts, strict=True) if text]


# 单位变动记录.

JOB_XS = (20.0, 100.0, 200.0, 300.0, 400.0, 700.0)
JOB_HEADER = cells(100.0, "序号", "缴费起始年月", "缴费截止年月", "实际缴费月数", "单位名称", "缴费区县", xs=JOB_XS)


def job(top: float, *texts: str) -> list[Text]:
    return cells(top, *texts, xs=JOB_XS)


def jobs(*rows: list[Text], header: list[Text] = JOB_HEADER, **more: object) -> tuple[list[Employment], Told, Sheet]:
    made = sheet([*header, *(text for row in rows for text in row)], **more)
    state = TableState(EMPLOYMENTS)
    read_rows(state, made, made.lines)
    findings: list[Finding] = []
    return employments(state, findings), told(findings), made


def shown(found: list[Employment]) -> list[tuple[str, str, int | None, str, str | None]]:
    return [(str(e.period.start), str(e.period.end), e.months, e.employer, e.district) for e in found]


def test_a_row_of_the_employers() -> None:
    found, findings, made = jobs(
        job(120, "1", "2019-01", "2019-12", "12", "甲（乙）公司", "海淀区"), job(140, "2", "201901", "2020年2月", "14个月", "丙", "—")
    )
    assert shown(found) == [("2019-01", "2019-12", 12, "甲（乙）公司", "海淀区"), ("2019-01", "2020-02", 14, "丙", None)]
    assert findings == []
    assert made.unread() == []
    assert {"index", "start", "end", "months", "employer", "district", "table-header"} == set(made.uses.values())
    assert [e.where.bbox for e in found] == [(20.0, 120.0, 730.0, 130.0), (20.0, 140.0, 730.0, 150.0)]


@pytest.mark.parametrize(("months", "count"), [("", None), ("-", None), ("0", 0), ("5月", 5), ("1234", 1234), ("１２", 12)])
def test_the_number_of_months(months: str, count: int | None) -> None:
    found, findings, _ = jobs(job(120, "1", "2019-01", "2019-12", months, "甲", "乙"))
    assert ([e.months for e in found], findings) == ([count], [])


def test_the_words_of_a_cell_are_one_text() -> None:
    row = [*job(120, "1", "", "2019-12", "", "甲", "乙"), (80.0, 120.0, "2019年 1月"), (300.0, 120.0, "12 个月")]
    found, findings, _ = jobs(row)
    assert (shown(found), findings) == ([("2019-01", "2019-12", 12, "甲", "乙")], [])


def test_what_cannot_be_read_is_shown_where_it_stands() -> None:
    made, findings = sheet([*JOB_HEADER, *job(120, "1", "2019-01", "2019-12", "十二", "甲", "乙")]), list[Finding]()
    state = TableState(EMPLOYMENTS)
    read_rows(state, made, made.lines)
    employments(state, findings)
    assert [(f.where.page, f.where.bbox) for f in findings if f.where] == [(1, (300.0, 120.0, 320.0, 130.0))]


@pytest.mark.parametrize("months", ["12345", "12年", "x", "1.5", "十二"])
def test_what_is_no_number_of_months_is_told_and_the_row_stays(months: str) -> None:
    found, findings, _ = jobs(job(120, "1", "2019-01", "2019-12", months, "甲", "乙"))
    assert ([e.months for e in found], findings) == ([None], [("reading.unreadable-cell", months)])


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (("1", "2019-01", "2019-13", "12", "甲", "乙"), "2019-13"),
        (("1", "2019-00", "2019-12", "12", "甲", "乙"), "2019-00"),
        (("1", "2019-01", "2018-12", "12", "甲", "乙"), "12019-012018-1212甲乙"),
        (("1", "2019-01", "", "12", "甲", "乙"), "12019-0112甲乙"),
        (("1", "", "2019-01", "12", "甲", "乙"), "12019-0112甲乙"),
        (("1", "2019-01", "2019-12", "12", "", "乙"), "12019-012019-1212乙"),
        (("1", "2019-01", "2019-12", "12", "-", "乙"), "12019-012019-1212-乙"),
    ],
)
def test_a_row_without_months_or_employer_is_left_out_and_told(row: tuple[str, ...], text: str) -> None:
    found, findings, _ = jobs(job(120, *row), job(140, "2", "2020-01", "2020-12", "12", "丙", "丁"))
    assert shown(found) == [("2020-01", "2020-12", 12, "丙", "丁")]
    assert findings == [("reading.unreadable-cell", text)]


def test_a_single_month_is_a_row() -> None:
    assert shown(jobs(job(120, "1", "2019-01", "2019-01", "1", "甲", "乙"))[0]) == [("2019-01", "2019-01", 1, "甲", "乙")]


def test_a_text_is_told_by_its_first_forty_characters() -> None:
    employer = "甲" * 10 + "\ufffd" + "乙" * 7
    found, findings, _ = jobs(job(120, "1", "2019-01", "2019-12", "12", employer, "乙"))
    assert ([e.employer for e in found], findings) == ([employer], [("reading.unreadable-cell", employer)])
    long = "\ufffd" + "x" * 45
    assert jobs(job(120, "1", "2019-01", "2019-12", "12", long, "乙"))[1] == [("reading.unreadable-cell", long[:40])]


@pytest.mark.parametrize("text", ["合计", "总计", "累计"])
def test_a_sum_of_the_employers_is_no_row(text: str) -> None:
    found, findings, made = jobs(job(120, "1", "2019-01", "2019-12", "12", "甲", "乙"), job(140, text, "", "", "12", "", ""))
    assert (len(found), findings, made.unread()) == (1, [], [])
    assert "employment-sum" in made.uses.values()


def test_what_stands_below_a_sum_is_given_back() -> None:
    made = sheet(
        [
            *JOB_HEADER,
            *job(120, "1", "2019-01", "2019-12", "12", "甲", "乙"),
            *job(140, "合计", "", "", "12", "", ""),
            (20.0, 160.0, "某某"),
        ]
    )
    assert [line.text for line in read_rows(TableState(EMPLOYMENTS), made, made.lines)] == ["某某"]
    made = sheet([*JOB_HEADER, (20.0, 120.0, "2019-01"), (20.0, 160.0, "某某")])
    assert read_rows(TableState(EMPLOYMENTS), made, made.lines) == []


# Text drawn over text.


@pytest.mark.parametrize(("overlap", "over"), [(3.9, False), (4.0, False), (4.1, True), (9.0, True)])
def test_words_that_overlap_by_more_than_4_tenths_of_their_height_are_unreadable(overlap: float, over: bool) -> None:
    """The words differ in height, so that nothing joins them to one."""
    row = [*job(120, "1", "2019-01", "2019-12", "12", "", "乙"), (400.0, 120.0, "甲乙丙丁"), (440.0 - overlap, 121.0, "戊己庚辛")]
    found, findings, _ = jobs(row)
    assert [e.employer for e in found] == ["甲乙丙丁戊己庚辛"]
    assert findings == ([("reading.unreadable-cell", "甲乙丙丁戊己庚辛")] if over else [])


def test_lines_of_a_cell_are_not_drawn_over_each_other() -> None:
    for pitch, over in ((5.8, True), (6.0, False), (10.0, False)):
        row = [
            *job(120, "1", "2019-01", "2019-12", "12", "", "乙"),
            (400.0, 120.0 - pitch / 2, "甲乙丙丁"),
            (400.0, 120.0 + pitch / 2, "戊己"),
        ]
        rulings = (Ruling(112.0, 10.0, 700.0), Ruling(145.0, 10.0, 700.0))
        found, findings, _ = jobs(row, horizontals=rulings)
        assert [e.employer for e in found] == ["甲乙丙丁戊己"]
        assert findings == ([("reading.unreadable-cell", "甲乙丙丁戊己")] if over else [])


def test_one_overlap_of_three_words_is_enough() -> None:
    row = [*job(120, "1", "2019-01", "2019-12", "12", "", "乙"), (400.0, 120.0, "甲乙"), (424.0, 120.0, "丙丁"), (434.0, 121.0, "戊己")]
    assert jobs(row)[1] == [("reading.unreadable-cell", "甲乙丙丁戊己")]


def test_a_number_drawn_over_another_is_told() -> None:
    row = [*job(120, "1", "2019-01", "2019-12", "", "甲", "乙"), (300.0, 120.0, "12"), (300.5, 121.0, "34")]
    found, findings, _ = jobs(row)
    assert [e.months for e in found] == [None]
    assert [key for key, _ in findings] == ["reading.unreadable-cell"]


# Header, columns, orphans.


def test_a_page_goes_on_under_the_header_of_the_page_before() -> None:
    state = TableState(EMPLOYMENTS)
    for number, texts in (
        (1, [*JOB_HEADER, *job(120, "1", "2019-01", "2019-12", "12", "甲", "乙")]),
        (2, job(100, "2", "2020-01", "2020-12", "12", "丙", "丁")),
    ):
        made = sheet(texts, number=number)
        read_rows(state, made, made.lines)
    findings: list[Finding] = []
    found = employments(state, findings)
    assert ([e.employer for e in found], [e.where.page for e in found], findings) == (["甲", "丙"], [1, 2], [])


def test_rows_without_any_header_are_refused() -> None:
    made = sheet(job(100, "2", "2020-01", "2020-12", "12", "丙", "丁"))
    with pytest.raises(HeaderMissing):
        read_rows(TableState(EMPLOYMENTS), made, made.lines)


def test_no_lines_and_a_header_alone_are_no_rows() -> None:
    made = sheet(JOB_HEADER)
    state = TableState(EMPLOYMENTS)
    assert (read_rows(state, made, []), read_rows(state, made, made.lines)) == ([], [])
    assert (employments(state, []), len(state.columns)) == ([], 6)


def later(second: list[Text], first: list[Text] = JOB_HEADER, **more: object) -> list[tuple[str, str | None]]:
    """Employer and district of the rows of a page that follows one with the header alone, or with a row."""
    state = TableState(EMPLOYMENTS)
    for made in (sheet(first), sheet(second, number=2, **more)):
        assert read_rows(state, made, made.lines) == []
    return [(e.employer, e.district) for e in employments(state, [])]


ROW = job(120, "1", "2019-01", "2019-12", "12", "甲", "乙")


def test_a_later_page_s_columns_are_its_own() -> None:
    row = job(100, "2", "2020-01", "2020-12", "12", "", "")
    assert later([*row, (400.0, 100.0, "丙"), (700.0, 100.0, "丁")]) == [("丙", "丁")]
    # By its rulings, where its columns stand elsewhere than the gaps of the first page say.
    rulings = [Ruling(at, 90.0, 120.0) for at in (60.0, 180.0, 280.0, 380.0, 500.0)]
    assert later([*row, (400.0, 100.0, "丙"), (520.0, 100.0, "丁")], [*JOB_HEADER, *ROW], verticals=rulings)[1] == ("丙", "丁")
    # By its own header.
    moved = [(x - (0.0 if x < 400 else 180.0 if x > 600 else 20.0), top, text) for x, top, text in JOB_HEADER]  # type: ignore[misc]
    assert later(
        [*moved, *job(120, "2", "2020-01", "2020-12", "12", "", ""), (380.0, 120.0, "丙"), (520.0, 120.0, "丁")], [*JOB_HEADER, *ROW]
    )[1] == (
        "丙",
        "丁",
    )


def test_rulings_part_the_rows_of_a_page_without_header() -> None:
    made = sheet(
        job(100, "2", "2020-01", "2020-12", "12", "丙", "丁")
        + job(120, "", "", "", "", "某", "")
        + job(140, "3", "2021-01", "2021-02", "2", "戊", "己"),
        horizontals=[Ruling(at, 10.0, 760.0) for at in (95.0, 115.0, 135.0, 155.0)],
    )
    state, first = TableState(EMPLOYMENTS), sheet([*JOB_HEADER, *ROW])
    read_rows(state, first, first.lines)
    read_rows(state, made, made.lines)
    findings: list[Finding] = []
    assert [e.employer for e in employments(state, findings)] == ["甲", "丙", "戊"]
    assert told(findings) == [("reading.orphan-text", "某")]
    assert [e.where.bbox[1::2] for e in employments(state, [])][1:] == [(100.0, 110.0), (135.0, 155.0)]


def test_a_header_with_an_unknown_text_is_a_misfit() -> None:
    made = sheet([*JOB_HEADER[:-1], (700.0, 100.0, "参保属地"), *ROW])
    with pytest.raises(HeaderMisfit):
        read_rows(TableState(EMPLOYMENTS), made, made.lines)


def test_a_wrapped_header_alone() -> None:
    made, state = (
        sheet([(300.0, 94.0, "实际缴费"), (310.0, 106.0, "月数"), *[text for text in JOB_HEADER if text[0] != 300.0]]),
        TableState(EMPLOYMENTS),
    )
    assert (read_rows(state, made, made.lines), len(state.columns)) == ([], 6)


def test_a_sum_does_not_end_the_table_on_the_next_page() -> None:
    rows = job(100, "2", "2020-01", "2020-12", "12", "丙", "丁")
    assert later(rows, [*JOB_HEADER, *ROW, *job(140, "合计", "", "", "12", "", "")]) == [("甲", "乙"), ("丙", "丁")]


def test_text_among_the_rows_that_belongs_to_none_is_told() -> None:
    rulings = tuple(Ruling(at, 10.0, 700.0) for at in (95.0, 115.0, 135.0, 155.0, 175.0))
    found, findings, _ = jobs(
        job(120, "1", "2019-01", "2019-12", "12", "甲", "乙"),
        job(140, "", "", "", "", "某" * 25, ""),
        job(160, "2", "2020-01", "2020-12", "12", "丙", "丁"),
        horizontals=rulings,
    )
    assert [e.employer for e in found] == ["甲", "丙"]
    assert findings == [("reading.orphan-text", "某" * 25)]
    long = "x" * 50
    rows = (
        job(120, "1", "2019-01", "2019-12", "12", "甲", "乙"),
        job(140, "", "", "", "", long, ""),
        job(160, "2", "2020-01", "2020-12", "12", "丙", "丁"),
    )
    assert jobs(*rows, horizontals=rulings)[1] == [("reading.orphan-text", long[:40])]
