"""Corrections in memory: no error is left, and nothing is changed that was right."""

from dataclasses import replace

from forms_careers import careers, correct, correction
from hypothesis import HealthCheck, given, settings
from review_build import AGENCY, BAY, BLUE, CONTRACT, GREEN, HOST, check, history, record

from sbparse.findings import Severity
from sbparse.policy import default_ruleset
from sbparse.review.correct import correct as corrected_of
from sbparse.review.correct import errors_left, unreliable

slow = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def fixed(records, declared):
    return corrected_of(check(records, declared), default_ruleset())


def rows(correction):
    return [(s.employer, str(s.start), str(s.end or "至今")) for s in correction.history.stints]


@slow
@given(careers())
def test_no_error_is_left(drawn):
    _, fix = correction(*drawn)
    assert errors_left(fix.review) == ()
    assert errors_left(check(drawn[0].record, fix.history)) == ()


@slow
@given(careers())
def test_every_declared_row_is_answered_once_in_its_order(drawn):
    world, declared = drawn
    _, fix = correction(world, declared)
    kept = [change.origin for change in fix.stints if not change.added]
    assert kept == list(declared.stints)
    assert [change.origin for change in fix.assessments if not change.added] == list(declared.assessments or ())
    assert [replace(c.corrected, row=0) for c in fix.stints if c.corrected] == [replace(s, row=0) for s in fix.history.stints]


@slow
@given(careers())
def test_rows_of_a_pair_without_an_error_are_not_touched(drawn):
    found, fix = correction(*drawn)
    faulty = {row for pair in found.pairs if any(f.severity is Severity.ERROR for f in pair.findings) for row in pair.declared}
    assert {change.origin for change in fix.stints if not change.untouched} <= faulty | {None}


@slow
@given(careers(correct))
def test_a_correct_declaration_needs_no_correction(drawn):
    _, fix = correction(*drawn)
    assert fix.empty and fix.history.stints == drawn[1].stints


def test_a_start_is_corrected_and_the_other_stint_left_in_its_own_spelling():
    declared = history((BLUE.replace("北京", "北京 "), "2016.2-2020.6"), (GREEN, "2020.7-2023.3"))
    fix = fixed(record((BLUE, "2016-03/2020-06"), (GREEN, "2020-07/2023-03")), declared)
    assert rows(fix) == [(BLUE.replace("北京", "北京 "), "2016-03", "2020-06"), (GREEN, "2020-07", "2023-03")]
    assert [sorted(change.fields) for change in fix.stints] == [["start"], []]
    assert [f.rule for f in fix.stints[0].findings] == ["start-mismatch"]


def test_a_row_across_a_rename_is_split_and_keeps_what_else_it_says():
    declared = history((BLUE, "2016.3-2023.3", {"post": "研发岗", "work": "软件", "reference": "甲某"}), renames=[(BAY, BLUE, "2019-11")])
    fix = fixed(record((BLUE, "2016-03/2023-03")), declared)
    assert rows(fix) == [(BAY, "2016-03", "2019-10"), (BLUE, "2019-11", "2023-03")]
    assert [change.added for change in fix.stints] == [False, True]
    assert {(s.post, s.work, s.reference) for s in fix.history.stints} == {("研发岗", "软件", "甲某")}


def test_a_missing_stint_is_added_in_its_place():
    declared = history((BLUE, "2016.3-2018.6"), (BLUE, "2020.7-2023.3"))
    fix = fixed(record((BLUE, "2016-03/2018-06"), (GREEN, "2018-07/2020-06"), (BLUE, "2020-07/2023-03")), declared)
    assert rows(fix)[1] == (GREEN, "2018-07", "2020-06")
    assert (fix.stints[1].origin, fix.stints[1].added) == (None, True)
    assert [f.rule for f in fix.stints[1].findings] == ["missing-from-history"]


def test_a_table_with_the_newest_row_first_stays_so():
    declared = history((GREEN, "2020.7-2023.3"), (BLUE, "2012.3-2018.6"), renames=[(BAY, BLUE, "2015-11")])
    fix = fixed(record((BLUE, "2012-03/2018-06"), (BAY + "二部", "2018-07/2020-06"), (GREEN, "2020-07/2023-03")), declared)
    assert [start for _, start, _ in rows(fix)] == ["2020-07", "2018-07", "2015-11", "2012-03"]


def test_a_stint_that_the_record_does_not_have_is_cleared_and_one_on_contract_stays():
    declared = history(
        ("北京无名样例有限公司", "2010.1-2011.2"), ("北京别家样例有限公司", "2012.1-2013.2", CONTRACT), (BLUE, "2016.3-2023.3")
    )
    fix = fixed(record((BLUE, "2016-03/2023-03")), declared)
    assert [change.cleared for change in fix.stints] == [True, False, False]
    assert fix.stints[1].untouched
    assert [f.rule for f in fix.stints[0].findings] == ["missing-from-record"]


def test_a_dispatch_spelt_otherwise_is_left_and_a_host_alone_becomes_the_form():
    records = record((AGENCY, "2016-03/2023-03"))
    assert fixed(records, history((f"{AGENCY}（派遣至{HOST}）", "2016.3-2023.3"))).empty
    assert rows(fixed(records, history((HOST, "2016.3-2023.3"))))[0][0] == f"{AGENCY}派遣至{HOST}"


def test_a_former_name_is_fine_on_either_side_and_stays_when_only_a_month_is_wrong():
    declared = history((BAY, "2016.3-2019.10"), (BAY, "2019.11-2023.2"), renames=[(BAY, BLUE, "2019-11")])
    fix = fixed(record((BLUE, "2016-03/2023-03")), declared)
    assert rows(fix) == [(BAY, "2016-03", "2019-10"), (BAY, "2019-11", "2023-03")]


def test_until_now_becomes_the_last_month_only_where_the_record_ended():
    declared = history((BLUE, "2016.3-至今"))
    assert fixed(record((BLUE, "2016-03/2023-03")), declared).empty
    assert rows(fixed(record((BLUE, "2016-03/2022-11")), declared)) == [(BLUE, "2016-03", "2022-11")]


ASSESSED = [("2020.1-2020.12", "2020年度考核", None), ("2021.1-2021.12", "2021年度", GREEN), ("2022.1-2022.12", "2022年度", GREEN)]
MOVED = record((BLUE, "2016-03/2021-08"), (GREEN, "2021-09/2023-03"))


def test_only_the_year_that_does_not_follow_the_stints_is_rewritten():
    declared = history((BLUE, "2016.3-2021.8"), (GREEN, "2021.9-2023.3"), assessments=ASSESSED)
    fix = fixed(MOVED, declared)
    assert [(str(a.start), str(a.end), a.kind, a.result, a.organiser) for a in fix.history.assessments] == [
        ("2020-01", "2020-12", "2020年度考核", "合格", None),
        ("2021-01", "2021-08", "任职期满", "合格", BLUE),
        ("2021-09", "2021-12", "2021年度", None, GREEN),
        ("2022-01", "2022-12", "2022年度", "合格", GREEN),
    ]
    assert [change.added for change in fix.assessments] == [False, False, True, False]


def test_newest_first_assessments_stay_so():
    declared = history((BLUE, "2016.3-2021.8"), (GREEN, "2021.9-2023.3"), assessments=ASSESSED[::-1])
    assert [str(a.start) for a in fixed(MOVED, declared).history.assessments] == ["2022-01", "2021-09", "2021-01", "2020-01"]


def test_assessments_outside_every_stint_are_cleared_and_older_ones_stay():
    declared = history(
        (BLUE, "2016.3-2021.8"),
        (GREEN, "2021.9-2023.3"),
        assessments=[("2010.1-2010.12", "2010年度", None), ("2018.1-2018.12", "2018年度", None)],
    )
    fix = fixed(MOVED, declared)
    assert [a.kind for a in fix.history.assessments] == ["2018年度", "2020年度", "任职期满", "2021年度", "2022年度"]


def test_no_sheet_of_assessments_is_made_up():
    fix = fixed(MOVED, history((BLUE, "2016.3-2021.9"), (GREEN, "2021.9-2023.3")))
    assert fix.history.assessments is None and fix.assessments == ()


def test_another_persons_record_or_half_a_record_is_no_base_for_corrections():
    declared = history((BLUE, "2016.3-2023.3"), name="李四")
    assert unreliable(check(record((BLUE, "2016-03/2023-03")), declared)).rule == "person-mismatch"
    assert unreliable(check(record((BLUE, "2016-03/2023-03")), history((BLUE, "2016.3-2023.3"), name="张三"))) is None
