"""All integrity rules over one record: their order, their names, and what is said of those that could not be run."""

from dataclasses import replace
from decimal import Decimal

from record_build import HERE, record

from sbparse.findings import Finding, Severity
from sbparse.messages import message
from sbparse.policy.load import default_ruleset
from sbparse.record.integrity import CHECKS, Facts, examined
from sbparse.record.integrity.facts import PageFacts, found
from sbparse.record.model import Person, Supplement
from sbparse.values.month import Month


def test_a_rule_s_own_severity_unless_a_lighter_one_is_given() -> None:
    assert found("total-mismatch", message("integrity.no-rows"), None).severity is Severity.ERROR
    plain = found(
        "total-mismatch", message("integrity.no-rows"), HERE, severity=Severity.INFO, suggestion=message("integrity.no-id"), employment=3
    )
    assert (plain.severity, plain.suggestion, plain.employment, plain.where) == (Severity.INFO, message("integrity.no-id"), 3, HERE)
    assert (plain.expected, plain.actual, plain.months) == (None, None, ())
    months = (Month.parse("2019-01"),)
    full = found("total-mismatch", message("integrity.no-rows"), HERE, expected=0, actual=Decimal("1.50"), months=months)
    assert (full.expected, full.actual, full.months) == ("0", "1.50", months)


def test_findings_in_the_order_of_the_rules_those_of_reading_among_them() -> None:
    read = [Finding(rule=rule, severity=Severity.ERROR, message=message("second.blank")) for rule in ("unread-text", "unreadable-text")]
    of = record(person=Person(None, "110199199003070018", None), code="\ufffd", query_period=None, findings=tuple(read))
    done = examined(of, Facts(of, default_ruleset(), [PageFacts(1, 1, 2, {}, None)], [("某", HERE)]))
    assert [f.rule for f in done.findings] == ["incomplete-pages", "id-checksum", *["unreadable-text"] * 2, *["unread-text"] * 2]
    assert (done.findings[2], done.findings[4]) == (read[1], read[0])
    assert {rule: why.key for rule, why in done.not_run.items()} == {"outside-query-period": "integrity.no-query-period"}
    assert replace(done, findings=of.findings, not_run={}) == of


def test_rules_that_could_not_be_run_are_named() -> None:
    of = record([], [], query_period=None, person=Person(None, None, None), supplement=Supplement())
    assert {rule: why.key for rule, why in examined(of, Facts(of, default_ruleset())).not_run.items()} == {
        "total-mismatch": "integrity.no-rows",
        "employment-months-mismatch": "integrity.no-rows",
        "row-exceeds-span": "integrity.no-rows",
        "cumulative-mismatch": "integrity.no-cumulative",
        "outside-query-period": "integrity.no-query-period",
        "personal-amount-mismatch": "integrity.no-amounts",
        "base-above-cap": "integrity.no-bases",
        "personal-payer": "integrity.no-rows",
        "incomplete-pages": "integrity.no-page-numbers",
        "id-checksum": "integrity.no-id",
    }


def test_the_rules_have_the_names_of_the_contract() -> None:
    assert list(CHECKS) == [
        *("total-mismatch", "employment-months-mismatch", "row-exceeds-span", "cumulative-mismatch", "outside-query-period"),
        *(
            "personal-amount-mismatch",
            "base-above-cap",
            "personal-payer",
            "incomplete-pages",
            "id-checksum",
            "unreadable-text",
            "unread-text",
        ),
    ]
