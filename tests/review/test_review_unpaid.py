"""unpaid-months: which months, how many, of which row, and where the record shows it."""

from dataclasses import replace

import pytest
from review_build import BLUE, CONTRACT, GREEN, check, history, month, months, only, outcome, period, record, rules, said

from sbparse.record.model import Amounts, Insurance, Supplement
from sbparse.values.place import Place

DECLARED = history((GREEN, "2015.1-2016.12"), (BLUE, "2018.1-2021.12"))


def shown(*unpaid: str, **more):
    return record((GREEN, "2015-01/2016-12"), (BLUE, "2018-01/2021-12"), unpaid=months(*unpaid), **more)


def parts(result):
    return [said(part) for part in only(result, "unpaid-months").message.params["parts"]]


def test_months_that_are_known_are_named_with_their_row():
    made = shown("2019-03/2019-04", monthly=True)
    found = only(check(made, DECLARED), "unpaid-months")
    assert said(found.message) == (
        "review.unpaid-months.found",
        {"employer": BLUE, "period": "2018-01–2021-12", "parts": [("review.unpaid-months.known", {"months": ["2019-03–2019-04"]})]},
    )
    assert (found.suggestion.key, found.severity) == ("review.unpaid-months.fix", "warning")
    assert (found.history_row, found.record, found.employment) == (3, 0, 1)
    assert set(found.months) == months("2019-03/2019-04")
    assert found.where == next(row.where for row in made.contributions if month("2019-03") in row.period)


def test_months_that_are_not_known_are_counted_by_year():
    found = only(check(shown("2019-03/2019-04", "2021-05"), DECLARED), "unpaid-months")
    assert parts(check(shown("2019-03/2019-04", "2021-05"), DECLARED)) == [
        ("review.unpaid-months.some", {"year": "2019", "least": "2", "first": "2019-01", "last": "2019-12"}),
        ("review.unpaid-months.some", {"year": "2021", "least": "1", "first": "2021-01", "last": "2021-11"}),
    ]
    assert found.months == () and found.employment == 1


def test_the_ends_of_a_job_are_paid_so_that_the_months_in_question_are_inside():
    made = shown("2018-05")
    assert parts(check(made, DECLARED))[0][1] == {"year": "2018", "least": "1", "first": "2018-02", "last": "2018-12"}


def test_a_year_of_which_some_or_more_months_are_unpaid():
    """Of 2019 seven months are paid; declared is only a part of it, of which two to five of seven are not."""
    made = shown("2019-03/2019-07")
    result = check(made, history((GREEN, "2015.1-2016.12"), (BLUE, "2018.1-2019.8"), (BLUE, "2019.9-2021.12", CONTRACT)))
    assert parts(result) == [
        ("review.unpaid-months.between", {"year": "2019", "least": "1", "most": "5", "first": "2019-01", "last": "2019-08"})
    ]


@pytest.mark.parametrize(("last", "unclear"), [("2019.7", ["2018-01–2019-07"]), ("2019.8", None)])
def test_a_row_of_which_nobody_can_tell_whether_months_are_unpaid_is_not_run(last, unclear):
    result = check(
        shown("2019-03/2019-07"), history((GREEN, "2015.1-2016.12"), (BLUE, f"2018.1-{last}"), (BLUE, "2019.9-2021.12", CONTRACT))
    )
    assert outcome(result, "unpaid-months") == ("not-run" if unclear else "failed")
    reason = next(each.reason for each in result.checks if each.rule == "unpaid-months")
    assert (reason and said(reason)) == (("review.not-run.unpaid-unclear", {"periods": unclear}) if unclear else None)


def test_paid_months_amid_those_in_question_are_not_counted():
    """A change of district in June: the ends of both rows are paid, of the eight months between them two are not."""
    made = record((BLUE, "2019-01/2019-06", 5), (BLUE, "2019-07/2019-12", 5), unpaid=months("2019-03", "2019-09"))
    assert parts(check(made, history((BLUE, "2019.1-2019.12")))) == [
        ("review.unpaid-months.some", {"year": "2019", "least": "2", "first": "2019-02", "last": "2019-11"})
    ]


def test_unpaid_months_of_no_certain_year_are_counted_altogether():
    alone = record((BLUE, "2020-01/2021-12", 20), contributions=())
    assert parts(check(alone, history((BLUE, "2020.1-2021.12")))) == [("review.unpaid-months.total", {"least": "4"})]


def test_what_the_years_say_is_not_said_again_altogether():
    assert [key.rsplit(".")[-1] for key, _ in parts(check(shown("2019-03", "2021-05"), DECLARED))] == ["some", "some"]
    known = check(shown("2019-01/2019-12", "2020-05"), DECLARED)
    assert [key.rsplit(".")[-1] for key, _ in parts(known)] == ["known", "some"]


def test_a_row_beside_the_stint_that_it_answers_has_no_months_to_look_at():
    made = record((GREEN, "2015-01/2015-06"), (BLUE, "2018-01/2021-12"), unpaid=months("2019-03"), monthly=True)
    result = check(made, history((GREEN, "2015.9-2015.12"), (BLUE, "2018.1-2021.12")))
    assert only(result, "unpaid-months").history_row == 3 and "missing-from-record" not in rules(result)


def test_a_paid_row_is_neither_found_nor_unclear():
    result = check(shown(), DECLARED)
    assert outcome(result, "unpaid-months") == "passed" and "unpaid-months" not in rules(result)
    before = check(shown("2015-05", monthly=True), history((GREEN, "2015.7-2016.12"), (BLUE, "2018.1-2021.12")))
    assert "unpaid-months" not in rules(before)


def test_months_of_several_years_may_add_up_to_more_than_each_has():
    """2020 and 2021 have eleven paid months each, and the job from July 2020 to June 2021 lacks three of its twelve."""
    made = record(
        (GREEN, "2018-01/2020-06", 30),
        (BLUE, "2020-07/2021-06", 9),
        (GREEN, "2021-07/2022-12", 18),
        unpaid=months("2020-08/2020-09", "2021-03"),
    )
    result = check(made, history((GREEN, "2018.1-2020.6"), (BLUE, "2020.7-2021.6"), (GREEN, "2021.7-2022.12")))
    assert [part[0].rsplit(".")[-1] for part in parts(result)] == ["some", "some"]


def test_gaps_between_the_stints_of_a_row_are_unpaid_and_what_lies_outside_is_not_looked_at():
    twice = record((BLUE, "2015-01/2016-12"), (BLUE, "2019-01/2021-12"))
    result = check(twice, history((BLUE, "2014.6-2022.5")))
    found = only(result, "unpaid-months")
    assert set(found.months) == months("2017-01/2018-12") and found.message.params["period"] == "2015-01–2021-12"
    assert (found.record, found.employment) == (0, 0)


@pytest.mark.parametrize(("row", "found"), [((BLUE, "2018.1-2021.12", CONTRACT), 0), ((BLUE, "2018.1-2021.12"), 1)])
def test_a_row_on_contract_may_be_unpaid(row, found):
    result = check(shown("2019-03"), history((GREEN, "2015.1-2016.12"), row))
    assert len([f for f in result.findings if f.rule == "unpaid-months"]) == found


def test_every_row_that_is_unpaid_is_named():
    result = check(
        shown("2015-05", "2019-03", "2021-07"), history((GREEN, "2015.1-2016.12"), (BLUE, "2018.1-2020.12"), (BLUE, "2021.1-2021.12"))
    )
    assert [f.history_row for f in result.findings if f.rule == "unpaid-months"] == [2, 3, 4]


def test_tables_that_contradict_each_other_are_not_run():
    made = record((BLUE, "2018-01/2021-12", 49))
    result = check(made, history((BLUE, "2018.1-2021.12")))
    reason = next(each.reason.key for each in result.checks if each.rule == "unpaid-months")
    assert (outcome(result, "unpaid-months"), reason) == ("not-run", "review.not-run.contradiction")


# --- what may explain it ---


def marked(made, *years: int):
    return replace(made, contributions=tuple(replace(row, supplemental=row.period.start.year in years) for row in made.contributions))


@pytest.mark.parametrize(("years", "key"), [((2019,), "supplemental"), ((2018, 2020), "found"), ((2015,), "found"), ((), "found")])
@pytest.mark.parametrize("monthly", [True, False])
def test_a_year_with_back_payments_is_said_to_be_one(years, key, monthly):
    made = marked(shown("2019-03/2019-04", monthly=monthly), *years)
    assert only(check(made, DECLARED), "unpaid-months").message.key == f"review.unpaid-months.{key}"


def test_one_year_with_back_payments_among_those_in_question_is_enough():
    assert only(check(marked(shown("2019-03", "2020-03"), 2019), DECLARED), "unpaid-months").message.key.endswith("supplemental")


def test_back_payments_of_the_year_before_the_row_explain_nothing():
    made = marked(record((GREEN, "2018-01/2019-06"), (BLUE, "2019-07/2021-12"), unpaid=months("2019-09"), monthly=True))
    rows = tuple(replace(row, supplemental=row.period.start == month("2019-02")) for row in made.contributions)
    declared = history((GREEN, "2018.1-2019.6"), (BLUE, "2019.7-2021.12"))
    assert only(check(replace(made, contributions=rows), declared), "unpaid-months").message.key == "review.unpaid-months.found"


@pytest.mark.parametrize(("filled", "key"), [(None, "found"), (0, "found"), (1, "backfilled")])
def test_back_filled_months_may_be_the_unpaid_ones(filled, key):
    found = only(check(shown("2019-03", supplement=Supplement(backfilled_months=filled)), DECLARED), "unpaid-months")
    assert found.message.key == f"review.unpaid-months.{key}"
    if filled:
        assert said(found.message)[1]["filled"] == "1"


def test_back_filled_months_are_those_of_the_newest_print():
    old = record((GREEN, "2015-01/2016-12"), query="2015-01/2017-01", printed="2017-01-20", supplement=Supplement(backfilled_months=5))
    new = record((BLUE, "2018-01/2021-12"), query="2017-01/2022-01", printed="2022-01-20", unpaid=months("2019-03"))
    assert only(check([old, new], DECLARED), "unpaid-months").message.key == "review.unpaid-months.found"
    new = replace(new, supplement=Supplement(backfilled_months=3))
    assert said(only(check([old, new], DECLARED), "unpaid-months").message)[1]["filled"] == "3"


# --- where ---


def test_the_row_of_the_table_that_shows_it_stands_in_the_print_that_speaks_for_it():
    old = record((GREEN, "2015-01/2016-12"), query="2015-01/2017-01", printed="2017-01-20", unpaid=months("2015-03"), monthly=True)
    new = record((BLUE, "2018-01/2021-12"), query="2017-01/2022-01", printed="2022-01-20")
    for records, position in (([old, new], 0), ([new, old], 1)):
        found = only(check(records, DECLARED), "unpaid-months")
        assert (found.record, found.employment) == (position, 0)
        assert found.where == next(row.where for row in old.contributions if row.period.start == month("2015-03"))


def test_months_in_question_are_shown_at_the_first_row_that_has_them():
    made = record((BLUE, "2019-01/2019-12", 10))
    halves = [
        replace(
            made.contributions[0], period=period(span), amounts=dict.fromkeys(Insurance, Amounts(5)), where=Place(2, (0.0, top, 1.0, 1.0))
        )
        for span, top in (("2019-01/2019-06", 0.5), ("2019-07/2019-12", 0.7))
    ]
    found = only(check(replace(made, contributions=tuple(halves)), history((BLUE, "2019.1-2019.12"))), "unpaid-months")
    assert found.where == halves[0].where


def test_months_in_no_row_of_the_table_are_shown_at_the_employer():
    whole = record((BLUE, "2015-01/2016-12"), (BLUE, "2019-01/2021-12"))
    found = only(check(whole, history((BLUE, "2015.1-2021.12"))), "unpaid-months")
    assert (found.record, found.employment, found.where) == (0, 0, whole.employments[0].where)


def test_an_employer_of_another_print_than_the_row_that_shows_it_is_not_named():
    old = record((BLUE, "2018-01/2021-12", None), query="2018-01/2022-01", printed="2022-01-20", contributions=())
    new = record(query="2018-01/2022-02", printed="2022-02-20", contributions=shown("2019-03", monthly=True).contributions)
    found = only(check([old, new], history((BLUE, "2018.1-2021.12"))), "unpaid-months")
    assert (found.record, found.employment) == (1, None)
