"""The corrected 工作经历: months, names, parts and what stays as declared."""

from dataclasses import replace

import pytest
from review_build import AGENCY, BAMBOO, BAY, BLUE, CONTRACT, GREEN, HOST, check, history, record

from sbparse.history.model import Evidence

ONE = record((BLUE, "2017-05/2023-03"))
TWO = record((BLUE, "2015-01/2016-12"), (GREEN, "2017-05/2023-03"))
PAYER = "北京市海淀区人才服务中心"
SLIP = BLUE.replace("蓝鲸", "兰鲸")


def suggested(shown, *rows: tuple, **more):
    return check(shown, history(*rows, **more)).suggested_history


def spans(shown, *rows: tuple, **more) -> list[tuple]:
    return [(s.employer, f"{s.start}/{s.end}", s.row) for s in suggested(shown, *rows, **more)]


def test_months_follow_the_record_and_the_rest_the_row():
    details = {"work": "软件", "post": "研发岗", "reference": "甲某"}
    (row,) = suggested(ONE, (BLUE, "2017.6-2023.1", details))
    assert (row.employer, str(row.start), str(row.end), row.ongoing, row.evidence) == (
        BLUE,
        "2017-05",
        "2023-03",
        False,
        Evidence.INSURANCE,
    )
    assert (row.work, row.post, row.reference, row.row) == ("软件", "研发岗", "甲某", 2)


def test_rows_on_contract_stay_as_they_are():
    (contract, row) = suggested(ONE, (GREEN, "2016.1-2016.3", {**CONTRACT, "post": "研发岗"}), (BLUE, "2017.5-2023.3"))
    assert (contract.employer, str(contract.start), str(contract.end), contract.evidence) == (
        GREEN,
        "2016-01",
        "2016-03",
        Evidence.CONTRACT,
    )
    assert (contract.post, contract.row, row.row) == ("研发岗", 2, 3)
    (open_,) = suggested(ONE, (BLUE, "2017.4-至今", CONTRACT))
    assert (str(open_.start), str(open_.end), open_.ongoing, open_.evidence) == ("2017-04", "2023-03", True, Evidence.CONTRACT)


def test_months_that_a_contract_has_are_not_suggested_again():
    assert spans(ONE, (BLUE, "2017.4-2018.12", CONTRACT), (BLUE, "2019.1-2023.3")) == [
        (BLUE, "2017-04/2018-12", 2),
        (BLUE, "2019-01/2023-03", 3),
    ]
    assert spans(ONE, (BLUE, "2017.5-2018.12", CONTRACT), (BLUE, "2018.6-2023.3")) == [
        (BLUE, "2017-05/2018-12", 2),
        (BLUE, "2019-01/2023-03", 3),
    ]


def test_a_row_that_the_record_does_not_have_is_left_out_unless_it_cannot_have_it():
    assert spans(ONE, (BLUE, "2017.5-2023.3"), (GREEN, "2010.1-2010.3")) == [(BLUE, "2017-05/2023-03", 2)]
    cut = record((BLUE, "2017-05/2023-03"), query="2017-01/2023-04")
    assert spans(cut, (BLUE, "2017.5-2023.3"), (GREEN, "2010.1-2010.3")) == [(GREEN, "2010-01/2010-03", 3), (BLUE, "2017-05/2023-03", 2)]
    new = suggested(ONE, (BLUE, "2017.5-2023.3"), (GREEN, "2023.4-至今"))
    assert [(s.employer, str(s.end), s.ongoing) for s in new] == [(BLUE, "2023-03", False), (GREEN, "2023-04", True)]


def test_against_a_record_without_employers_all_stays():
    empty = record(contributions=())
    assert spans(empty, (BLUE, "2017.5-2023.3"), (GREEN, "2016.1-2016.3", CONTRACT)) == [
        (GREEN, "2016-01/2016-03", 3),
        (BLUE, "2017-05/2023-03", 2),
    ]


def test_a_stint_that_nobody_declared_is_added_and_a_payer_is_not():
    (added, row) = suggested(TWO, (GREEN, "2017.5-2023.3"))
    assert (added.employer, str(added.start), str(added.end), added.row, added.ongoing) == (BLUE, "2015-01", "2016-12", None, False)
    assert row.row == 2
    paid = record((PAYER, "2015-01/2016-12"), (GREEN, "2017-05/2023-03"))
    assert spans(paid, (GREEN, "2017.5-2023.3")) == [(GREEN, "2017-05/2023-03", 2)]
    assert spans(paid, (BAMBOO, "2015.2-2016.12"), (GREEN, "2017.5-2023.3"))[0] == (BAMBOO, "2015-01/2016-12", 2)


def test_rows_stand_by_start_end_and_number():
    shown = record((BLUE, "2018-01/2018-12"), (GREEN, "2018-01/2018-06"), (BAMBOO, "2017-01/2023-03"))
    rows = ((BAMBOO, "2017.1-2023.3"), (BLUE, "2018.1-2018.12"), (GREEN, "2018.1-2018.6"))
    assert [row for _, _, row in spans(shown, *rows)] == [2, 4, 3]
    twins = ((HOST, "2010.1-2010.3", CONTRACT), (BAY, "2010.1-2010.3", CONTRACT))
    assert [row for _, _, row in spans(shown, *twins, *rows)][:2] == [2, 3]


def test_rows_of_the_same_months_stand_by_their_number_and_before_them_what_nobody_declared():
    shown = record((BLUE, "2018-01/2018-12"), (GREEN, "2020-01/2023-03"))
    rows = ((BLUE, "2018.2-2018.12"), (HOST, "2018.1-2018.12", CONTRACT), (GREEN, "2020.1-2023.3"))
    assert [row for _, _, row in spans(shown, *rows)] == [2, 3, 4]
    assert [row for _, _, row in spans(shown, *rows[1:])] == [None, 2, 3]


def test_a_contract_that_has_all_months_leaves_none_to_suggest():
    assert spans(ONE, (BLUE, "2017.5-2023.3", CONTRACT), (BLUE, "2023.2-2023.4")) == [(BLUE, "2017-05/2023-03", 2)]


# --- until now ---


@pytest.mark.parametrize(
    ("last", "declared", "ongoing"),
    [
        ("2023-03", "至今", True),
        ("2023-02", "至今", True),
        ("2023-01", "至今", False),
        ("2023-03", "2023.3", False),
        ("2023-03", "2023.5", False),
    ],
)
def test_until_now_stays_where_the_record_supports_it(last, declared, ongoing):
    (row,) = suggested(record((BLUE, f"2017-05/{last}")), (BLUE, f"2017.5-{declared}"))
    assert (str(row.end), row.ongoing) == (last, ongoing)


def test_until_now_stays_where_a_query_period_cuts():
    cut = record((BLUE, "2017-05/2020-12"), query="1992-10/2020-12")
    (row,) = suggested(cut, (BLUE, "2017.5-至今"))
    assert (str(row.end), row.ongoing) == ("2020-12", True)
    (later,) = suggested(cut, (BLUE, "2017.5-2021.6"))
    assert (str(later.end), later.ongoing) == ("2021-06", False)
    (earlier,) = suggested(cut, (BLUE, "2017.5-2020.6"))
    assert str(earlier.end) == "2020-12"


@pytest.mark.parametrize(("query", "start"), [("2017-05/2023-04", "2016-01"), ("2017-04/2023-04", "2017-05")])
def test_an_earlier_start_stays_where_a_query_period_cuts(query, start):
    (row,) = suggested(record((BLUE, "2017-05/2023-03"), query=query), (BLUE, "2016.1-2023.3"))
    assert str(row.start) == start
    (later,) = suggested(record((BLUE, "2017-05/2023-03"), query=query), (BLUE, "2017.6-2023.3"))
    assert str(later.start) == "2017-05"


def test_only_the_first_stint_of_a_row_starts_earlier_and_only_the_last_ends_later():
    twice = record((BLUE, "2017-05/2018-12"), (BLUE, "2019-03/2022-12"), query="2017-05/2022-12")
    assert spans(twice, (BLUE, "2016.1-2023.3")) == [(BLUE, "2016-01/2018-12", 2), (BLUE, "2019-03/2023-03", 2)]
    older = record((BLUE, "2017-05/2018-12"), query="2017-05/2018-12", printed="2019-01-20")
    newer = record((BLUE, "2020-03/2022-12"), query="2020-03/2022-12", printed="2023-01-20")
    found = check([older, newer], history((BLUE, "2016.1-2023.3"))).suggested_history
    assert [f"{s.start}/{s.end}" for s in found] == ["2016-01/2018-12", "2020-03/2023-03"]


def test_of_two_rows_until_now_only_the_last_job_goes_on():
    shown = record((BLUE, "2017-05/2023-02"), (GREEN, "2023-03/2023-03"))
    assert [s.ongoing for s in suggested(shown, (BLUE, "2017.5-至今"), (GREEN, "2023.3-至今"))] == [False, True]
    together = record((BLUE, "2017-05/2023-03"), (GREEN, "2023-03/2023-03"))
    assert [s.ongoing for s in suggested(together, (BLUE, "2017.5-至今"), (GREEN, "2023.3-至今"))] == [True, True]
    beside = record((BLUE, "2017-05/2023-02"), (GREEN, "2023-02/2023-03"))
    assert [s.ongoing for s in suggested(beside, (BLUE, "2017.5-至今"), (GREEN, "2023.2-至今"))] == [True, True]


def test_a_post_that_is_not_posted_yet_stays_beside_the_stint():
    posts = {"post": "研发岗"}, {"post": "项目主管"}
    rows = suggested(ONE, (BLUE, "2017.5-2023.3", posts[0]), (BLUE, "2023.4-至今", posts[1]))
    assert [(str(s.start), str(s.end), s.ongoing, s.row) for s in rows] == [
        ("2017-05", "2023-03", False, 2),
        ("2023-04", "2023-04", True, 3),
    ]


def test_the_end_that_a_contract_has_is_the_contract_s():
    rows = suggested(ONE, (BLUE, "2017.5-2023.1"), (BLUE, "2023.2-至今", CONTRACT))
    assert [(s.row, str(s.end), s.ongoing) for s in rows] == [(2, "2023-01", False), (3, "2023-03", True)]


# --- parts ---


def posts(*rows: tuple[str, str | None, str | None]) -> list[tuple]:
    return [(BLUE, span, {"post": post, "work": work}) for span, post, work in rows]


@pytest.mark.parametrize(
    ("rows", "parts"),
    [
        ([("2017.5-2019.2", "甲", None), ("2019.3-2023.3", "乙", None)], [("2017-05/2019-02", 2), ("2019-03/2023-03", 3)]),
        ([("2017.5-2019.2", "甲", None), ("2019.3-2023.3", "甲", None)], [("2017-05/2023-03", 3)]),
        ([("2017.5-2020.6", "甲", None), ("2020.7-2023.3", "甲", None)], [("2017-05/2023-03", 2)]),
        ([("2017.5-2019.2", "甲", "一"), ("2019.3-2023.3", "甲", "二")], [("2017-05/2019-02", 2), ("2019-03/2023-03", 3)]),
        ([("2017.5-2019.2", "甲", None), ("2019.3-2023.3", None, None)], [("2017-05/2019-02", 2), ("2019-03/2023-03", 3)]),
        ([("2019.3-2023.3", "乙", None), ("2017.5-2019.2", "甲", None)], [("2017-05/2019-02", 3), ("2019-03/2023-03", 2)]),
        ([("2017.5-2019.2", "甲", None), ("2019.5-2023.3", "乙", None)], [("2017-05/2019-04", 2), ("2019-05/2023-03", 3)]),
        ([("2017.5-2017.5", "甲", None), ("2017.6-2023.3", "乙", None)], [("2017-05/2017-05", 2), ("2017-06/2023-03", 3)]),
        ([("2017.5-2023.2", "甲", None), ("2023.3-2023.3", "乙", None)], [("2017-05/2023-02", 2), ("2023-03/2023-03", 3)]),
        (
            [("2017.5-2019.2", "甲", None), ("2019.3-2021.2", "乙", None), ("2021.3-至今", "丙", None)],
            [("2017-05/2019-02", 2), ("2019-03/2021-02", 3), ("2021-03/2023-03", 4)],
        ),
    ],
)
def test_rows_of_another_post_or_other_work_stay_apart(rows, parts):
    assert [(span, row) for _, span, row in spans(ONE, *posts(*rows))] == parts


def test_a_row_that_lies_beside_the_stint_cuts_nothing():
    twice = record((BLUE, "2015-01/2016-12"), (BLUE, "2019-01/2021-12"))
    rows = posts(("2015.1-2016.12", "甲", None), ("2017.1-2021.12", "乙", None))
    assert [(span, row) for _, span, row in spans(twice, *rows)] == [("2015-01/2016-12", 2), ("2019-01/2021-12", 3)]


# --- names ---


def test_the_record_s_name_is_suggested_for_a_wrong_one():
    assert [name for name, _, _ in spans(ONE, (SLIP, "2017.5-2023.3"))] == [BLUE]
    assert [name for name, _, _ in spans(ONE, (GREEN, "2017.5-2023.3"))] == [BLUE]


@pytest.mark.parametrize(
    ("declared", "employer"),
    [
        (f"{AGENCY}派遣至{HOST}", f"{AGENCY}派遣至{HOST}"),
        (HOST, f"{AGENCY}派遣至{HOST}"),
        (AGENCY, f"{AGENCY}派遣至××"),
        (f"{BAMBOO}派遣至{HOST}", f"{AGENCY}派遣至{HOST}"),
    ],
)
def test_an_agency_s_stint_is_suggested_with_its_host(declared, employer):
    assert spans(record((AGENCY, "2017-05/2023-03")), (declared, "2017.5-2023.3")) == [(employer, "2017-05/2023-03", 2)]


def test_an_agency_s_stint_that_nobody_declared_has_an_open_host():
    assert spans(record((AGENCY, "2017-05/2020-06"), (BLUE, "2020-07/2023-03")), (BLUE, "2020.7-2023.3"))[0] == (
        f"{AGENCY}派遣至××",
        "2017-05/2020-06",
        None,
    )


def test_a_payer_who_is_no_employer_is_never_suggested():
    rows = record((PAYER, "2017-05/2023-03"))
    assert spans(rows, (GREEN, "2017.6-2023.3")) == [(GREEN, "2017-05/2023-03", 2)]


def test_an_ordinary_employer_s_stint_of_months_declared_by_nobody_keeps_its_evidence():
    added = suggested(TWO, (GREEN, "2017.5-2023.3"))[0]
    assert added == replace(added, evidence=Evidence.INSURANCE, work=None, post=None, reference=None)
