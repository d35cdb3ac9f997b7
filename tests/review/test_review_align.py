"""Which declared rows answer which insured stints: within a company, by time under another name, and who stays alone."""

from dataclasses import replace

import pytest
from review_build import AGENCY, BAMBOO, BAY, BLUE, CONTRACT, GREEN, HOST, check, history, record

SLIP = BLUE.replace("蓝鲸", "兰鲸")
OTHER_SLIP = BLUE.replace("样例", "样列")


def answers(shown, *rows, **more) -> list[tuple[list[int], list[int]]]:
    """By pair the numbers of its rows, and the rows of the record that its stints start with."""
    pairs = check(shown, history(*rows, **more)).pairs
    return [([row.row for row in pair.declared], [stint.employments[0] for stint in pair.insured]) for pair in pairs]


TWO = record((BLUE, "2018-01/2018-12"), (GREEN, "2019-01/2023-03"))


def test_rows_and_stints_of_one_company_are_a_pair():
    assert answers(TWO, (BLUE, "2018.1-2018.12"), (GREEN, "2019.1-至今")) == [([2], [0]), ([3], [1])]
    assert answers(TWO, (GREEN, "2019.1-至今"), (BLUE, "2018.1-2018.12")) == [([3], [0]), ([2], [1])]
    posts = ((BLUE, "2018.1-2018.12"), (GREEN, "2021.1-至今"), (GREEN, "2019.1-2020.12"))
    assert answers(TWO, *posts) == [([2], [0]), ([4, 3], [1])]


def test_what_nothing_answers_stands_alone_in_time_order():
    assert answers(TWO, (GREEN, "2019.1-至今"), (BAMBOO, "2017.1-2017.6")) == [([3], []), ([], [0]), ([2], [1])]
    assert answers(TWO) == [([], [0]), ([], [1])]
    assert answers(record(contributions=()), (BLUE, "2018.1-2018.12"), (GREEN, "2017.1-2017.2")) == [([3], []), ([2], [])]


def test_a_stint_stands_before_a_row_of_the_same_months_and_rows_by_their_number():
    assert answers(TWO, (BAMBOO, "2018.1-2018.12", CONTRACT), (GREEN, "2019.1-至今")) == [([], [0]), ([2], []), ([3], [1])]
    both = ((BAMBOO, "2017.1-2017.6", CONTRACT), (HOST, "2017.1-2017.6", CONTRACT))
    assert answers(TWO, *both)[:2] == [([2], []), ([3], [])] and answers(TWO, *both[::-1])[:2] == [([2], []), ([3], [])]


def test_a_table_whose_rows_are_counted_from_one():
    declared = history((BAMBOO, "2018.1-2018.12", CONTRACT))
    first = replace(declared, stints=(replace(declared.stints[0], row=1),))
    assert [[row.row for row in pair.declared] for pair in check(TWO, first).pairs] == [[], [1], []]


def test_a_contract_of_another_employer_never_joins_a_misspelt_row():
    shown = record((BLUE, "2018-01/2018-12"), (BAMBOO, "2022-01/2023-03"))
    assert answers(shown, (GREEN, "2018.7-2018.12", CONTRACT), (SLIP, "2018.1-2018.6")) == [([3], [0]), ([2], []), ([], [1])]


def test_pairs_of_the_same_months_stand_by_their_first_row():
    shown = record((BLUE, "2018-01/2018-12"), (GREEN, "2018-01/2018-06"))
    rows = [(BLUE, "2018.1-2018.6"), (GREEN, "2018.1-2018.6"), (BLUE, "2018.7-2018.12")]
    assert answers(shown, *rows) == [([2, 4], [0]), ([3], [1])]
    assert answers(shown, rows[1], rows[2], rows[0]) == [([2], [1]), ([4, 3], [0])]


def test_a_pair_starts_with_its_first_row_though_its_stint_starts_earlier():
    shown = record((BLUE, "2018-01/2018-12"), (GREEN, "2018-03/2018-12"))
    assert answers(shown, (BLUE, "2018.4-2018.12"), (GREEN, "2018.3-2018.12")) == [([3], [1]), ([2], [0])]


@pytest.mark.parametrize(
    ("stint", "row", "paired"),
    [
        ("2018-07/2018-12", "2018.1-2018.12", True),
        ("2018-08/2018-12", "2018.1-2018.12", False),
        ("2018-01/2018-12", "2018.1-2018.6", True),
        ("2018-01/2019-01", "2018.1-2018.6", False),
        ("2018-01/2018-06", "2018.6-2018.7", False),
        ("2018-06/2018-07", "2018.6-2018.6", True),
    ],
)
def test_a_row_under_another_name_is_the_stint_with_which_it_shares_half_of_both(stint, row, paired):
    shown = record((BLUE, stint), query="2017-01/2023-04")
    assert (answers(shown, (GREEN, row)) == [([2], [0])]) is paired


@pytest.mark.parametrize(("row", "paired"), [("2018.12-2019.12", True), ("2019.1-2019.12", False)])
def test_a_misspelt_row_is_the_stint_with_which_it_shares_a_month(row, paired):
    shown = record((BLUE, "2018-01/2018-12"), (GREEN, "2022-01/2023-03"))
    assert answers(shown, (SLIP, row))[0] == (([2], [0]) if paired else ([], [0]))


@pytest.mark.parametrize("name", [f"{GREEN}派遣至{HOST}", f"{SLIP}派遣至{HOST}"])
def test_likeness_is_that_of_the_name_before_dispatch(name):
    shown = record((BLUE, "2018-01/2018-12"), (BAMBOO, "2022-01/2023-03"))
    assert answers(shown, (name, "2018.12-2019.12"))[0] == (([2], [0]) if SLIP in name else ([], [0]))


def test_rows_on_contract_and_months_that_no_print_shows_are_no_time_to_match_by():
    assert answers(TWO, (BAMBOO, "2018.1-2018.12", CONTRACT)) == [([], [0]), ([2], []), ([], [1])]
    cut = record((BLUE, "2018-01/2018-12"), query="2018-01/2018-12")
    assert answers(cut, (GREEN, "2016.1-2018.12")) == [([2], [0])]
    assert answers(record((BLUE, "2018-01/2018-12"), query="2016-01/2018-12"), (GREEN, "2016.1-2018.12")) == [([2], []), ([], [0])]


@pytest.mark.parametrize(("query", "paired"), [("2016-01/2018-12", False), ("2017-01/2018-12", True)])
def test_only_months_that_a_print_covers_count_for_half_of_a_row(query, paired):
    shown = record((BLUE, "2018-01/2018-12"), query=query)
    assert (([2], [0]) in answers(shown, (GREEN, "2016.1-2018.12"))) is paired


def test_of_two_stints_the_one_with_the_name_most_like_is_taken_then_the_one_with_more_months():
    shown = record((GREEN, "2018-01/2018-08"), (BLUE, "2018-09/2018-12"))
    assert answers(shown, (SLIP, "2018.1-2018.12")) == [([], [0]), ([2], [1])]
    assert answers(shown, (BAMBOO, "2018.1-2018.12")) == [([2], [0]), ([], [1])]
    turned = record((GREEN, "2018-01/2018-04"), (BLUE, "2018-05/2018-12"))
    assert answers(turned, (BAMBOO, "2018.1-2018.12")) == [([], [0]), ([2], [1])]
    even = record((GREEN, "2018-01/2018-06"), (BLUE, "2018-07/2018-12"))
    assert answers(even, (BAMBOO, "2018.1-2018.12")) == [([2], [0]), ([], [1])]


def test_a_row_under_another_name_joins_the_rows_of_the_stint_that_it_completes():
    shown = record((BLUE, "2018-01/2023-03"))
    assert answers(shown, (BLUE, "2018.1-2020.6"), (GREEN, "2020.7-2023.3")) == [([2, 3], [0])]
    assert answers(shown, (BLUE, "2020.7-2023.3"), (GREEN, "2018.1-2020.6")) == [([3, 2], [0])]
    assert answers(shown, (BLUE, "2018.1-2020.6"), (GREEN, "2021.1-2021.6"), (BAMBOO, "2022.1-2023.3")) == [([2, 3, 4], [0])]
    assert answers(shown, (BLUE, "2018.1-2023.3"), (GREEN, "2020.7-2023.3")) == [([2], [0]), ([3], [])]


def test_a_row_joins_that_group_of_the_company_whose_months_it_has():
    shown = record((BLUE, "2015-01/2016-12"), (GREEN, "2017-01/2017-12"), (BLUE, "2018-01/2019-12"), (BLUE, "2021-01/2023-03"))
    declared = [(BLUE, "2015.1-2016.6"), (GREEN, "2017.1-2017.12"), (BLUE, "2018.1-2019.6"), (BLUE, "2021.1-2022.12")]
    for span, at in [("2016.7-2016.12", 0), ("2019.7-2019.12", 2), ("2023.1-2023.3", 3)]:
        found = answers(shown, *declared, (BAMBOO, span))
        assert [6 in rows for rows, _ in found] == [position == at for position in range(4)]


def test_of_groups_with_as_many_open_months_the_first_is_joined():
    shown = record((BLUE, "2015-01/2016-12"), (BLUE, "2018-01/2019-12"))
    rows = [(BLUE, "2015.1-2016.11"), (BLUE, "2018.2-2019.12"), (BLUE.replace("蓝", "兰"), "2016.12-2018.1")]
    assert answers(shown, *rows) == [([2, 4], [0]), ([3], [1])]


def test_a_row_answers_a_stint_alone_rather_than_joining_where_it_has_more_of_it():
    shown = record((BLUE, "2015-01/2016-12"), (BLUE, "2018-01/2019-12"))
    assert answers(shown, (BLUE, "2015.1-2016.10"), (GREEN, "2018.1-2019.12")) == [([2], [0]), ([3], [1])]
    assert answers(shown, (BLUE, "2015.1-2016.10"), (SLIP, "2016.11-2018.2")) == [([2], [0]), ([3], [1])]
    assert answers(shown, (BLUE, "2015.1-2016.9"), (SLIP, "2016.10-2018.2")) == [([2, 3], [0]), ([], [1])]


def test_two_rows_under_other_names_answer_one_stint_together():
    shown = record((BLUE, "2018-01/2023-03"))
    assert answers(shown, (GREEN, "2018.1-2020.6"), (BAMBOO, "2020.7-2023.3")) == [([2, 3], [0])]


def test_two_stints_under_other_names():
    shown = record((BLUE, "2018-01/2018-12"), (GREEN, "2019-01/2023-03"))
    assert answers(shown, (BAMBOO, "2018.1-2018.12"), (BAY, "2019.1-2023.3")) == [([2], [0]), ([3], [1])]
    assert answers(shown, (BAMBOO, "2018.1-2018.12"), (GREEN, "2019.1-2023.3"), (BAY, "2010.1-2010.3"))[0] == ([4], [])


@pytest.mark.parametrize(("start", "row"), [("2023.4", ([2, 3], [0])), ("2023.5", ([2], [0]))])
def test_a_new_post_that_is_not_posted_yet_goes_with_the_stint(start, row):
    shown = record((BLUE, "2018-01/2023-03"))
    assert answers(shown, (BLUE, "2018.1-2023.3"), (BLUE, f"{start}-至今"))[0] == row


def test_a_rename_and_an_agency_are_one_company():
    shown = record((AGENCY, "2018-01/2019-12"), (BAY, "2020-01/2023-03"))
    rows = [(f"{AGENCY}派遣至{HOST}", "2018.1-2019.12"), (BLUE, "2020.1-2021.5"), (BAY, "2021.6-2023.3")]
    assert answers(shown, *rows, renames=[(BLUE, BAY, "2021-06")]) == [([2], [0]), ([3, 4], [1])]


def test_the_stint_alone_that_a_row_has_most_of_decides():
    shown = record((BLUE, "2015-01/2016-12"), (BLUE, "2017-02/2017-05"), (BLUE, "2021-01/2021-03"))
    assert answers(shown, (BLUE, "2015.1-2016.9"), (SLIP, "2016.10-2017.5")) == [([2], [0]), ([3], [1]), ([], [2])]


def test_one_open_month_is_enough_to_join_the_groups_of_the_row_s_own_company():
    shown = record((GREEN, "2015-01/2016-12"), (BLUE, "2018-01/2018-12"), (BAMBOO, "2019-01/2019-12"))
    declared = ((GREEN, "2015.1-2016.12"), (BLUE, "2018.1-2018.11"), (BAMBOO, "2019.1-2019.12"))
    assert answers(shown, *declared, (SLIP, "2018.12-2018.12")) == [([2], [0]), ([3, 5], [1]), ([4], [2])]


def test_one_misspelt_row_of_several_tells_whose_time_it_is():
    shown = record((BLUE, "2018-01/2022-12"))
    assert answers(shown, (SLIP, "2018.1-2018.6"), (GREEN, "2018.7-2018.12")) == [([2, 3], [0])]
    assert ([], [0]) in answers(shown, (BAMBOO, "2018.1-2018.6"), (GREEN, "2018.7-2018.12"))


@pytest.mark.parametrize("span", ["2010.1-2010.3", "2025.1-2025.3", "2023.4-至今"])
def test_a_contract_of_the_company_at_another_time_stays_alone(span):
    shown = record((BLUE, "2018-01/2023-03"))
    pairs = answers(shown, (BLUE, "2018.1-2023.3"), (BLUE, span, CONTRACT))
    assert sorted(pairs) == [([2], [0]), ([3], [])]


@pytest.mark.parametrize(("span", "paired"), [("2018.1-至今", True), ("2023.4-2023.4", False)])
def test_months_until_now_count_under_another_name(span, paired):
    assert (([2], [0]) in answers(record((BLUE, "2018-01/2023-03")), (GREEN, span))) is paired


@pytest.mark.parametrize(("span", "paired"), [("2023.5-2023.5", True), ("2023.5-至今", False)])
def test_a_month_after_the_print_is_near_only_where_an_end_was_declared(span, paired):
    shown = record((BLUE, "2018-01/2023-03"), query="1992-10/2023-06")
    assert (([2], [0]) in answers(shown, (BLUE, span))) is paired
