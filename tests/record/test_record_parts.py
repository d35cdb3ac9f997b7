"""Lines of a page by part: what opens one, what goes on from the page before."""

import pytest
from record_lines import (
    CONTRIBUTIONS,
    DATE,
    EMPLOYMENT_HEADER,
    EMPLOYMENTS,
    GROUPS,
    JOB,
    LABELS,
    LEAVES,
    OFFICE,
    SENTENCE,
    SUM,
    SUPPLEMENT,
    TITLE,
    YEAR,
    bare,
    split,
)
from record_sheets import parts_of, texts

from sbparse.record.layouts import Part

WHOLE = (TITLE, LABELS, EMPLOYMENTS, EMPLOYMENT_HEADER, JOB, CONTRIBUTIONS, GROUPS, LEAVES, YEAR, SUM, SUPPLEMENT, SENTENCE, "备注", DATE)


def test_a_whole_page_by_its_captions() -> None:
    parts = parts_of(*WHOLE)
    assert split(made=parts) == [
        ("title", bare(TITLE)),
        ("header", bare(LABELS)),
        ("employments", bare(EMPLOYMENT_HEADER, JOB)),
        ("contributions", bare(GROUPS, LEAVES, YEAR, SUM)),
        ("supplement", bare(SENTENCE)),
        ("notes", []),
        ("end", bare(DATE)),
    ]
    assert parts.titled
    assert parts.last is Part.END
    assert texts(parts.lines(Part.CONTRIBUTIONS)) == bare(GROUPS, LEAVES, YEAR, SUM)
    captions = {glyph for glyph, use in parts.sheet.uses.items() if use == "caption"}
    assert captions == {g for row in parts.body for g in row.glyphs if row.text in bare(EMPLOYMENTS, CONTRIBUTIONS, SUPPLEMENT, "备注")}


def test_the_same_page_without_captions() -> None:
    lines = [text for text in WHOLE if text not in (EMPLOYMENTS, CONTRIBUTIONS, SUPPLEMENT, "备注")]
    assert split(*lines) == [
        ("title", bare(TITLE)),
        ("header", bare(LABELS)),
        ("employments", bare(EMPLOYMENT_HEADER, JOB)),
        ("contributions", bare(GROUPS, LEAVES, YEAR, SUM)),
        ("supplement", bare(SENTENCE)),
        ("end", bare(DATE)),
    ]


def test_a_page_without_lines_has_no_parts() -> None:
    parts = parts_of()
    assert split(made=parts) == []
    assert (parts.last, parts.titled, parts.lines(Part.TITLE)) == (None, False, [])


def test_splitting_again_begins_anew() -> None:
    parts = parts_of(*WHOLE)
    assert split(made=parts) == split(made=parts)


@pytest.mark.parametrize("open_part", [Part.EMPLOYMENTS, Part.CONTRIBUTIONS, Part.SUPPLEMENT, Part.NOTES])
def test_what_opens_nothing_goes_on_with_the_part_of_the_page_before(open_part: Part) -> None:
    assert split("某些文字", "又一行", open_part=open_part) == [(open_part, ["某些文字", "又一行"])]


def test_what_opens_nothing_on_a_first_page_is_the_header_block_s() -> None:
    assert split("某些文字", "又一行") == [("header", ["某些文字", "又一行"])]


def test_rows_below_a_repeated_title_go_on_with_the_open_table() -> None:
    for open_part in (Part.EMPLOYMENTS, Part.CONTRIBUTIONS):
        assert split(TITLE, LABELS, YEAR, open_part=open_part)[2:] == [(open_part, bare(YEAR))]
        assert split(TITLE, YEAR, open_part=open_part)[1:] == [(open_part, bare(YEAR))]
    for other in (None, Part.SUPPLEMENT):
        assert [part for part, _ in split(TITLE, LABELS, YEAR, open_part=other)] == ["title", "header"]


def test_lines_above_the_title_stand_with_it() -> None:
    assert split("首都之窗", "便民服务", TITLE, LABELS) == [("title", bare("首都之窗", "便民服务", TITLE)), ("header", bare(LABELS))]
    # Five lines above are the most; a title further down opens a run of its own below a header block of such lines.
    above = ["甲", "乙", "丙", "丁", "戊", "己"]
    assert split(*above[:5], TITLE) == [("title", [*above[:5], TITLE])]
    assert split(*above, TITLE) == [("header", [*above, TITLE])]


@pytest.mark.parametrize("first", [YEAR, EMPLOYMENTS, LABELS, SENTENCE])
def test_a_line_of_the_form_above_the_title_is_not_the_title_s(first: str) -> None:
    runs = split(first, TITLE, open_part=Part.CONTRIBUTIONS)
    assert runs[0][0] != "title"


def test_the_title_below_a_label_is_the_header_block_s() -> None:
    assert split(LABELS, TITLE) == [("header", bare(LABELS, TITLE))]


def test_an_office_above_the_title_ends_no_record() -> None:
    assert split(OFFICE, TITLE, LABELS, JOB, open_part=Part.EMPLOYMENTS) == [
        ("title", [OFFICE, TITLE]),
        ("header", bare(LABELS)),
        ("employments", bare(JOB)),
    ]


def test_a_title_over_two_lines_is_one_run() -> None:
    assert split("北京市社会保险个人权益记录", "（参保人员缴费信息）", LABELS)[0] == (
        "title",
        ["北京市社会保险个人权益记录", "（参保人员缴费信息）"],
    )


def test_the_title_s_words_below_the_header_block_open_nothing() -> None:
    assert split(TITLE, LABELS, "参保人员缴费信息") == [("title", bare(TITLE)), ("header", bare(LABELS, "参保人员缴费信息"))]


def test_a_label_may_stand_at_any_word_of_a_line_but_not_within_one() -> None:
    assert split(TITLE, "某标签：甲 查询日期：2021-01-05")[1][0] == "header"
    assert split(TITLE, "甲 某标签：乙 查询日期：2021-01-05")[1][0] == "header"
    assert split(TITLE, "其查询日期：2021-01-05") == [("title", bare(TITLE, "其查询日期：2021-01-05"))]


def test_a_header_row_of_the_employers_is_no_header_block() -> None:
    """单位名称 is a label and a column."""
    assert split(TITLE, EMPLOYMENT_HEADER, JOB) == [("title", bare(TITLE)), ("employments", bare(EMPLOYMENT_HEADER, JOB))]


def test_a_row_s_months_keep_it_in_its_table_whatever_it_says() -> None:
    row = "2019-01 2020-12 24 养老保险累计实际缴费年限：2年0个月"
    assert split(row, open_part=Part.EMPLOYMENTS) == [("employments", bare(row))]
    # Three words, or another part open: it is searched as any line is.
    assert split("2019-01 24 养老保险累计实际缴费年限：2年0个月", open_part=Part.EMPLOYMENTS)[0][0] == "supplement"
    assert split("甲", row, open_part=Part.END)[1][0] == "supplement"


def test_the_header_of_the_employers_inside_the_contributions_is_not_theirs() -> None:
    """单位名称 and 月数 are columns of the one, and pieces of them may be the other's."""
    assert [part for part, _ in split(GROUPS, LEAVES, YEAR, EMPLOYMENT_HEADER, open_part=None)] == ["contributions"]
    assert [part for part, _ in split(EMPLOYMENT_HEADER, JOB, GROUPS, LEAVES)] == ["employments", "contributions"]


def test_rows_behind_the_tables_open_none() -> None:
    """They are told as lost."""
    assert split(SUPPLEMENT, YEAR, open_part=Part.CONTRIBUTIONS) == [("supplement", bare(YEAR))]


def test_a_caption_alone_is_its_part() -> None:
    assert split(CONTRIBUTIONS, open_part=Part.CONTRIBUTIONS) == [("contributions", [])]


@pytest.mark.parametrize(
    "sentence",
    [
        "养老保险累计实际缴费年限：2年0个月",
        "医疗保险累计缴费时间为55个月",
        "本市补填缴费年限：1年",
        "农转非年限：3个月",
        "外省转入缴费月数：12个月",
        "趸缴年限：1年2个月",
        "截至2020年末",
        "养老保险个人账户本息合计金额：12.50元",
    ],
)
def test_every_sentence_opens_the_supplement(sentence: str) -> None:
    assert split("甲", f"其中，{sentence}。", open_part=Part.CONTRIBUTIONS)[1] == ("supplement", [f"其中，{sentence}。"])


def test_sentences_open_the_supplement_but_not_in_the_notes() -> None:
    assert split(JOB, SENTENCE, open_part=Part.CONTRIBUTIONS) == [("contributions", bare(JOB)), ("supplement", bare(SENTENCE))]
    assert split("甲", SENTENCE, open_part=Part.NOTES) == [("notes", ["甲", *bare(SENTENCE)])]


@pytest.mark.parametrize("last", [DATE, OFFICE])
def test_the_end_opens_by_its_office_or_its_date(last: str) -> None:
    for open_part in (Part.CONTRIBUTIONS, Part.SUPPLEMENT, Part.NOTES):
        assert split("甲", last, open_part=open_part) == [(open_part, ["甲"]), ("end", [last])]
    for open_part in (Part.TITLE, Part.HEADER, Part.EMPLOYMENTS):
        assert split("甲", last, open_part=open_part) == [(open_part, ["甲", last])]
    assert split("甲", "又" + DATE + "某", open_part=Part.NOTES)[-1] == ("end", ["又" + DATE + "某"])
