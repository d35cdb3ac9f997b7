"""The review as a whole: verdict, order of findings, one check a rule, findings of a pair, and what each record's own rules said."""

from dataclasses import replace
from datetime import date

import pytest
from review_build import BAMBOO, BLUE, CONTRACT, GREEN, check, history, month, outcome, record, rules

from sbparse.findings import INTEGRITY_RULES, RULES, Finding, Severity
from sbparse.messages import message
from sbparse.policy import default_ruleset
from sbparse.policy.model import DayLimit
from sbparse.record.model import Insurance, RightsRecord
from sbparse.review import Source, review
from sbparse.review.model import Route, Verdict
from sbparse.review.rules import REVIEW_RULES
from sbparse.values.place import Place

ONE = record((BLUE, "2017-05/2023-03"))
RIGHT = history((BLUE, "2017.5-2023.3"))


def noted(*findings: tuple, shown: RightsRecord = ONE, **more) -> RightsRecord:
    """A record with findings ``(rule, page, top)`` or ``(rule,)`` without a place."""
    made = tuple(
        Finding(
            rule=rule, severity=RULES[rule], message=message(f"x.{rule}"), where=Place(at[0], (0.0, at[1], 1.0, at[1] + 1)) if at else None
        )
        for rule, *at in findings
    )
    return replace(shown, findings=made, **more)


def found(result, *rules_: str) -> list[Finding]:
    return [f for f in result.findings if f.rule in rules_]


def reason(result, rule):
    return next(each.reason and each.reason.key for each in result.checks if each.rule == rule)


def test_a_review_needs_a_record():
    with pytest.raises(ValueError, match="a review needs a record"):
        review([], RIGHT)


def test_the_shipped_rules_are_taken_unless_others_are_given():
    strict = replace(default_ruleset(), print_limit=DayLimit(7, limit_passes=True))
    days = {"submitted": date(2023, 4, 9), "print_date": date(2023, 4, 1)}
    assert rules(check(ONE, RIGHT, **days)) == [] and rules(check(ONE, RIGHT, ruleset=strict, **days)) == ["print-date-stale"]


@pytest.mark.parametrize(
    ("declared", "verdict"),
    [
        (RIGHT, Verdict.PASS),
        (history((BLUE, "2017.6-2023.3")), Verdict.FAIL),
        (history((BLUE, "2017.5-2023.3"), (GREEN, "2010.1-2010.2", CONTRACT)), Verdict.PASS),
    ],
)
def test_an_error_fails_the_verdict_and_a_warning_does_not(declared, verdict):
    assert check(ONE, declared).verdict is verdict


def test_what_programs_read_of_a_verdict_and_of_a_route():
    assert (Verdict.PASS, Verdict.FAIL) == ("pass", "fail") and Route("x", 60, 60, met=True, met_on=None).certain


def test_every_rule_has_one_check_in_the_contract_s_order():
    assert [each.rule for each in check(ONE, RIGHT).checks] == list(RULES)
    assert set(REVIEW_RULES) == set(RULES) - set(INTEGRITY_RULES) | {"personal-payer"}


def test_findings_stand_by_weight_rule_row_record_page_and_place():
    first = noted(
        ("id-checksum", 2, 5.0),
        ("id-checksum", 1, 9.0),
        ("id-checksum", 1, 3.0),
        ("id-checksum",),
        ("unread-text", 1, 1.0),
        ("total-mismatch", 9, 9.0),
    )
    second = noted(("id-checksum", 1, 1.0), ("base-above-cap", 1, 1.0))
    result = check([first, second], history((BLUE, "2017.6-2023.2"), (GREEN, "2010.1-2010.2"), (BAMBOO, "2009.1-2009.2")))
    assert [(f.rule, f.history_row, f.record, f.where and (f.where.page, f.where.bbox[1])) for f in result.findings] == [
        ("start-mismatch", 2, 0, (1, 100.0)),
        ("end-mismatch", 2, 0, (1, 100.0)),
        ("missing-from-record", 3, None, None),
        ("missing-from-record", 4, None, None),
        ("total-mismatch", None, 0, (9, 9.0)),
        ("id-checksum", None, 0, (1, 3.0)),
        ("id-checksum", None, 0, (1, 9.0)),
        ("id-checksum", None, 0, (2, 5.0)),
        ("id-checksum", None, 0, None),
        ("id-checksum", None, 1, (1, 1.0)),
        ("base-above-cap", None, 1, (1, 1.0)),
        ("unread-text", None, 0, (1, 1.0)),
    ]


def test_a_finding_with_a_row_stands_before_one_without():
    result = check(ONE, history((BLUE, "2017.5-2023.3", {"post": "工程师"}), post="工程师"))
    assert [f.history_row for f in found(result, "post-is-title")] == [2, None]


# --- pairs ---


def test_the_findings_of_a_pair_are_those_of_its_rows_and_of_its_stints():
    shown = record((BLUE, "2015-01/2016-12"), (GREEN, "2017-05/2023-03"))
    result = check(shown, history((GREEN, "2017.6-2023.2"), (BAMBOO, "2010.1-2010.2"), career_start=month("2015-02")))
    by_pair = {
        (tuple(r.row for r in pair.declared), tuple(s.employer for s in pair.insured)): [f.rule for f in pair.findings]
        for pair in result.pairs
    }
    assert by_pair == {
        ((3,), ()): ["missing-from-record"],
        ((), (BLUE,)): ["missing-from-history"],
        ((2,), (GREEN,)): ["start-mismatch", "end-mismatch"],
    }
    assert "career-start-mismatch" in rules(result)


def test_titles_and_payers_are_told_with_their_pair():
    payer = "北京市海淀区人才服务中心"
    shown = record((payer, "2015-01/2016-12"), (GREEN, "2017-05/2023-03"))
    result = check(shown, history((GREEN, "2017.5-2023.3", {"post": "工程师"}), post="研发岗"))
    assert [[f.rule for f in pair.findings] for pair in result.pairs] == [["personal-payer"], ["post-is-title"]]


def test_a_finding_about_another_record_s_row_is_not_the_pair_s():
    old = record((GREEN, "2015-01/2016-12"), query="2015-01/2017-01", printed="2017-01-20")
    new = record((BLUE, "2017-05/2023-03"), query="2017-01/2023-04")
    result = check([old, new], history())
    assert [[f.record for f in pair.findings] for pair in result.pairs] == [[0], [1]]


# --- what the records' own rules said ---


def test_findings_of_each_record_are_told_with_its_position():
    result = check([ONE, noted(("total-mismatch", 1, 2.0))], RIGHT)
    assert [(f.record, f.severity) for f in found(result, "total-mismatch")] == [(1, Severity.ERROR)]
    assert outcome(result, "total-mismatch") == "failed" and result.verdict == "fail"


def test_a_record_s_own_finding_about_its_payer_is_left_to_the_review():
    assert found(check(noted(("personal-payer", 1, 2.0)), RIGHT), "personal-payer") == []


@pytest.mark.parametrize("position", [0, 1])
def test_a_rule_that_one_record_could_not_run_is_not_run(position):
    silent = replace(ONE, not_run={"total-mismatch": message("x.why")})
    result = check([silent, ONE] if position == 0 else [ONE, silent], RIGHT)
    assert (outcome(result, "total-mismatch"), reason(result, "total-mismatch")) == ("not-run", "x.why")
    assert outcome(result, "id-checksum") == "passed"
    both = check([silent, noted(("total-mismatch", 1, 2.0))], RIGHT)
    assert outcome(both, "total-mismatch") == "failed"


def test_the_first_record_s_reason_is_told():
    first, second = (replace(ONE, not_run={"total-mismatch": message(f"x.{why}")}) for why in ("a", "b"))
    assert reason(check([first, second], RIGHT), "total-mismatch") == "x.a"


SIGNATURES = ("signature-invalid", "edited-after-signing", "not-signed")


@pytest.mark.parametrize("rule", SIGNATURES)
@pytest.mark.parametrize(
    ("signed", "outcome_", "why"),
    [
        ((None,), "not-run", "review.not-run.not-examined"),
        ((True, None), "not-run", "review.not-run.not-examined"),
        ((True,), "passed", None),
        ((False, True), "passed", None),
    ],
)
def test_a_signature_that_nobody_looked_for_is_not_run(rule, signed, outcome_, why):
    result = check([replace(ONE, signed=each) for each in signed], RIGHT)
    assert (outcome(result, rule), reason(result, rule)) == (outcome_, why)
    assert reason(result, "total-mismatch") is None


def test_a_reason_of_the_file_s_own_goes_before():
    made = replace(ONE, not_run={"not-signed": message("x.why")}, signed=None)
    assert reason(check(made, RIGHT), "not-signed") == "x.why"


@pytest.mark.parametrize("rule", [*SIGNATURES, "id-checksum"])
def test_what_was_found_about_a_file_is_told_once_with_its_first_record(rule):
    made = noted((rule, 1, 2.0), signed=True)
    other = noted((rule, 1, 4.0), signed=True)
    sources = [Source("a.pdf", ONE), Source("a.pdf", made), Source("b.pdf", other), Source("a.pdf", other)]
    told = [(f.record, f.where.bbox[1]) for f in review(sources, RIGHT).findings if f.rule == rule]
    assert told == ([(1, 2.0), (2, 4.0), (3, 4.0)] if rule == "id-checksum" else [(1, 2.0), (2, 4.0)])


def test_two_things_about_one_file_are_two():
    one, other = (Finding(rule="signature-invalid", severity=Severity.ERROR, message=message(f"x.{why}")) for why in ("a", "b"))
    made = replace(ONE, findings=(one, other, one), signed=True)
    assert [f.message.key for f in found(check(made, RIGHT), "signature-invalid")] == ["x.a", "x.b"]


# --- the rest ---


def test_paid_months_of_all_prints_and_what_was_reviewed():
    other = record((BLUE, "2021-01/2023-04"), query="2021-01/2023-05", printed="2023-05-20")
    result = check([ONE, other], RIGHT)
    assert result.cumulative == dict.fromkeys(Insurance, 72) and result.history is RIGHT
    assert [source.file for source in result.sources] == ["0.pdf", "1.pdf"]


def test_eligibility_is_shown_where_it_can_be_looked_at():
    claim = {"level": "工程师", "education": "本科", "title": "无", "profession_since": month("2017-05")}
    assert check(ONE, history((BLUE, "2017.5-2023.3"), **claim), submitted=date(2023, 4, 8)).eligibility.eligible is True
    assert check(ONE, RIGHT, submitted=date(2023, 4, 8)).eligibility is None
