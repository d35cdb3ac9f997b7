"""missing-from-history, missing-from-record, needs-contract: what stands on one side only, and what is said of it."""

import pytest
from review_build import AGENCY, BAMBOO, BLUE, CONTRACT, GREEN, HOST, check, history, months, only, outcome, record, rules, said

ONE = record((BLUE, "2017-05/2023-03"))
TWO = record((GREEN, "2015-01/2016-12"), (BLUE, "2017-05/2023-03"))
PAYER = "北京市海淀区人才服务中心"


def reason(result, rule):
    return next(check_.reason and check_.reason.key for check_ in result.checks if check_.rule == rule)


# --- missing-from-history ---


def test_a_stint_that_nobody_declared_says_all_of_it():
    found = only(check(TWO, history((GREEN, "2015.1-2016.12"))), "missing-from-history")
    span = {"employer": BLUE, "period": "2017-05–2023-03"}
    assert (said(found.message), said(found.suggestion)) == (
        ("review.missing-from-history", span),
        ("review.missing-from-history.fix", span),
    )
    assert (found.severity, found.history_row, found.record, found.employment) == ("error", None, 0, 1)
    assert (found.expected, found.where) == (BLUE, TWO.employments[1].where)


def test_the_place_is_where_the_stint_starts():
    moved = record((BLUE, "2019-03/2023-03"), (BLUE, "2017-05/2019-02"))
    found = only(check(moved, history((GREEN, "2010.1-2010.2", CONTRACT))), "missing-from-history")
    assert (found.employment, found.where) == (1, moved.employments[1].where)


def test_a_stint_is_declared_by_a_row_of_either_kind_of_evidence():
    for more in ((), (CONTRACT,)):
        assert outcome(check(ONE, history((BLUE, "2017.5-2023.3", *more))), "missing-from-history") == "passed"
    assert outcome(check(ONE, history((GREEN, "2017.5-2023.3", CONTRACT))), "missing-from-history") == "failed"


def test_a_payer_who_is_no_employer_need_not_be_declared():
    shown = record((PAYER, "2017-05/2020-06"), (BLUE, "2020-07/2023-03"))
    assert outcome(check(shown, history((BLUE, "2020.7-至今"))), "missing-from-history") == "passed"


BETWEEN = record((BLUE, "2015-01/2016-12"), (GREEN, "2017-01/2018-12"), (BLUE, "2019-01/2021-12"))


@pytest.mark.parametrize(
    ("row", "missing"),
    [
        ((BLUE, "2015.1-2021.12"), []),
        ((BLUE, "2015.1-2021.12", CONTRACT), [GREEN]),
    ],
)
def test_a_stint_inside_a_longer_row_is_said_by_employer_mismatch_alone(row, missing):
    found = check(BETWEEN, history(row)).findings
    assert [f.expected for f in found if f.rule == "missing-from-history"] == missing
    assert [f.expected for f in found if f.rule == "employer-mismatch"] == ([] if missing else [GREEN])


def test_a_stint_that_a_longer_row_has_only_in_part_is_missing():
    declared = history((BLUE, "2015.1-2017.6"), (BLUE, "2018.6-2021.12"))
    assert "missing-from-history" in rules(check(BETWEEN, declared))
    before = record((GREEN, "2014-12/2015-06"), (BLUE, "2015-01/2021-12", 78))
    assert "missing-from-history" in rules(check(before, history((BLUE, "2015.1-2021.12"))))


# --- missing-from-record ---


def test_a_row_that_the_record_does_not_have_says_all_of_it():
    result = check(TWO, history((GREEN, "2015.1-2016.12"), (BLUE, "2017.5-至今"), (BAMBOO, "2010.1-2010.3")))
    found = only(result, "missing-from-record")
    assert said(found.message) == ("review.missing-from-record.missing", {"employer": BAMBOO, "start": "2010-01", "end": "2010-03"})
    assert found.suggestion.key == "review.missing-from-record.missing.fix"
    assert (found.severity, found.history_row, found.actual, found.expected) == ("error", 4, BAMBOO, None)
    assert set(found.months) == months("2010-01/2010-03") and outcome(result, "missing-from-record") == "failed"


def test_a_row_until_now_that_the_record_does_not_have():
    found = only(check(ONE, history((BLUE, "2017.5-2023.3"), (BAMBOO, "2022.1-至今"))), "missing-from-record")
    assert said(found.message)[1] == {"employer": BAMBOO, "start": "2022-01", "end": "至今"}
    assert set(found.months) == months("2022-01/2023-03")


def test_names_of_the_record_that_are_most_like_are_named_for_a_row_that_is_missing_only():
    slip = GREEN.replace("青禾", "青木")
    found = only(check(TWO, history((BLUE, "2017.5-至今"), (f"{slip}派遣至{HOST}", "2010.1-2010.3"))), "missing-from-record")
    assert (found.message.key, said(found.message)[1]["likely"]) == ("review.missing-from-record.likely", [GREEN])
    assert found.suggestion.key == "review.missing-from-record.missing.fix"
    cut = record((GREEN, "2015-01/2016-12"), (BLUE, "2017-05/2023-03"), query="2015-01/2023-04")
    early = only(check(cut, history((GREEN, "2015.1-2016.12"), (BLUE, "2017.5-至今"), (slip, "2010.1-2010.3"))), "missing-from-record")
    assert early.message.key == "review.missing-from-record.before"


ASKED = record((BLUE, "2019-01/2021-12"), query="2018-01/2022-06", printed="2023-04-26")
EARLIER = record((GREEN, "2012-01/2012-12"), query="2011-01/2013-06", printed="2013-07-26")
BOTH = ((GREEN, "2012.1-2012.12"), (BLUE, "2019.1-2021.12"))


@pytest.mark.parametrize(
    ("span", "why"),
    [
        ("2010.1-2010.12", "before"),
        ("2010.1-2011.1", "missing"),
        ("2013.6-2013.12", "missing"),
        ("2013.7-2017.12", "between"),
        ("2013.7-2018.1", "missing"),
        ("2022.6-2022.12", "missing"),
        ("2022.7-2022.12", "after"),
    ],
)
def test_a_row_that_no_print_was_asked_for_is_only_said(span, why):
    result = check([ASKED, EARLIER], history(*BOTH, (BAMBOO, span)))
    found = only(result, "missing-from-record")
    assert (found.message.key, found.suggestion.key) == (f"review.missing-from-record.{why}", f"review.missing-from-record.{why}.fix")
    assert (found.severity, outcome(result, "missing-from-record")) == (("error", "failed") if why == "missing" else ("info", "not-run"))
    assert reason(result, "missing-from-record") == (None if why == "missing" else "review.not-run.beyond-record")


def test_what_is_said_of_a_row_that_no_print_was_asked_for():
    before = only(check([ASKED, EARLIER], history(*BOTH, (BAMBOO, "2010.1-2010.3"))), "missing-from-record")
    after = only(check([ASKED, EARLIER], history(*BOTH, (BAMBOO, "2022.7-2022.8"))), "missing-from-record")
    between = only(check([ASKED, EARLIER], history(*BOTH, (BAMBOO, "2014.1-2014.2"))), "missing-from-record")
    assert said(before.message)[1] == {"employer": BAMBOO, "start": "2010-01", "end": "2010-03", "first": "2011-01"}
    assert said(after.message)[1] == {"employer": BAMBOO, "start": "2022-07", "end": "2022-08", "last": "2022-06"}
    assert said(between.message)[1] == {"employer": BAMBOO, "start": "2014-01", "end": "2014-02"}
    assert (before.months, after.months, between.months) == ((), (), ())


@pytest.mark.parametrize(
    ("start", "printed", "why"),
    [
        ("2023.2", "2023-04-26", "missing"),
        ("2023.3", "2023-04-26", "unposted"),
        ("2023.4", "2023-04-26", "unposted"),
        ("2023.5", "2023-04-26", "after"),
        ("2023.5", "2023-05-02", "unposted"),
    ],
)
def test_a_new_job_that_is_not_posted_yet_is_only_said(start, printed, why):
    shown = record((BLUE, "2017-05/2023-01"), printed=printed)
    found = only(check(shown, history((BLUE, "2017.5-2023.1"), (GREEN, f"{start}-至今"))), "missing-from-record")
    assert found.message.key == f"review.missing-from-record.{why}"
    if why == "unposted":
        month = start.replace(".", "-0")
        assert said(found.message)[1] == {"employer": GREEN, "start": month, "posted": "2023-01"} and found.severity == "info"


@pytest.mark.parametrize(("span", "why"), [("2023.2-2023.4", "missing"), ("2023.3-2023.4", "unposted"), ("2023.3-2023.5", "unposted")])
def test_a_job_is_not_posted_yet_by_its_first_month(span, why):
    found = only(check(record((BLUE, "2017-05/2023-01")), history((BLUE, "2017.5-2023.1"), (GREEN, span))), "missing-from-record")
    assert found.message.key == f"review.missing-from-record.{why}"


def test_without_a_date_of_the_print_what_follows_the_last_month_may_be_unposted():
    undated = record((BLUE, "2017-05/2023-03"), printed=None, query=None)
    found = only(check(undated, history((BLUE, "2017.5-2023.3"), (GREEN, "2023.4-至今"))), "missing-from-record")
    assert found.message.key == "review.missing-from-record.after"


def test_a_row_on_contract_need_not_be_in_the_record():
    result = check(ONE, history((BLUE, "2017.5-至今"), (BAMBOO, "2010.1-2010.3", CONTRACT)))
    assert outcome(result, "missing-from-record") == "passed" and rules(result) == ["needs-contract"]


# --- needs-contract ---


def test_a_contract_for_months_that_are_not_insured_says_all_of_it():
    found = only(check(TWO, history((GREEN, "2015.1-2016.12"), (BLUE, "2017.1-至今", CONTRACT))), "needs-contract")
    assert said(found.message) == ("review.needs-contract.absent", {"employer": BLUE, "months": ["2017-01–2017-04"]})
    assert found.suggestion.key == "review.needs-contract.fix"
    assert (found.severity, found.history_row, found.record, found.employment) == ("warning", 3, 0, 1)
    assert (found.actual, found.where, set(found.months)) == (BLUE, TWO.employments[1].where, months("2017-01/2017-04"))


def test_the_place_of_a_contract_is_where_its_stint_starts():
    moved = record((BLUE, "2019-03/2023-03"), (BLUE, "2017-05/2019-02"))
    found = only(check(moved, history((BLUE, "2017.4-2023.3", CONTRACT))), "needs-contract")
    assert (found.employment, found.where) == (1, moved.employments[1].where)


def test_a_contract_that_answers_nothing_names_no_place():
    found = only(check(ONE, history((BLUE, "2017.5-至今"), (BAMBOO, "2010.1-2010.3", CONTRACT))), "needs-contract")
    assert (found.record, found.employment, found.where, found.history_row) == (None, None, None, 3)


@pytest.mark.parametrize(
    ("span", "months_"), [("2017.5-2023.3", []), ("2017.6-2023.3", ["2017-05"]), ("2017.5-2023.1", ["2023-02–2023-03"])]
)
def test_a_contract_that_is_shorter_than_the_record_names_the_months_beyond(span, months_):
    found = [f for f in check(ONE, history((BLUE, span, CONTRACT))).findings if f.rule == "needs-contract"]
    assert [said(f.message) for f in found] == (
        [("review.needs-contract.beyond", {"employer": BLUE, "months": months_})] if months_ else []
    )
    assert [len(f.months) for f in found] == ([2 if "–" in months_[0] else 1] if months_ else [])


def test_months_beyond_a_contract_that_another_row_declares_are_none():
    rows = ((BLUE, "2017.6-2018.12", CONTRACT), (BLUE, "2017.5-2017.5"), (BLUE, "2019.1-至今"))
    assert "needs-contract" not in rules(check(ONE, history(*rows)))
    assert "needs-contract" in rules(check(ONE, history(*rows[:1], *rows[2:])))


def test_only_stints_that_a_contract_reaches_into_are_beyond_it():
    twice = record((BLUE, "2015-01/2016-12"), (BLUE, "2019-01/2021-12"))
    found = [f for f in check(twice, history((BLUE, "2015.1-2016.12", CONTRACT))).findings if f.rule == "needs-contract"]
    assert found == []


@pytest.mark.parametrize(
    ("span", "absent"),
    [("2017.5-至今", []), ("2017.5-2023.4", ["2023-04"]), ("2023.4-至今", []), ("2023.4-2023.5", ["2023-04–2023-05"])],
)
def test_months_of_a_contract_until_now_that_are_not_posted_yet_are_not_absent(span, absent):
    rows = ((BLUE, "2017.5-至今"),) if span.startswith("2023") else ()
    found = [f for f in check(ONE, history(*rows, (BLUE, span, CONTRACT))).findings if f.rule == "needs-contract"]
    assert [said(f.message)[1]["months"] for f in found] == ([absent] if absent else [])


def test_months_insured_at_another_company_are_absent_for_the_contract():
    found = only(check(TWO, history((GREEN, "2015.1-2016.12"), (BLUE, "2016.11-至今", CONTRACT))), "needs-contract")
    assert set(found.months) == months("2016-11/2017-04")
    agency = record((AGENCY, "2017-05/2023-03"))
    assert "needs-contract" not in rules(check(agency, history((f"{AGENCY}派遣至{HOST}", "2017.5-至今", CONTRACT))))


def test_a_record_without_employers_says_nothing_of_one_side():
    empty = record(contributions=())
    result = check(empty, history((BLUE, "2017.5-至今"), (GREEN, "2015.1-2015.2", CONTRACT)))
    assert not {f.rule for f in result.findings} & {"missing-from-history", "missing-from-record", "needs-contract"}
    for rule in ("missing-from-history", "missing-from-record", "needs-contract"):
        assert reason(result, rule) == "review.not-run.no-employments"
