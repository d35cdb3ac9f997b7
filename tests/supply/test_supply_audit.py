"""What was not looked up in a database of vulnerabilities is never told as clean."""

import json

import pytest
from audit_lock import NOT_RUN, understood

CLEAN = {"name": "jinja2", "version": "3.1", "vulns": []}
SKIPPED = {"name": "lxml", "skip_reason": "Dependency not found on PyPI and could not be audited: lxml (6.0)"}
FLAWED = {"name": "urllib3", "version": "1.0", "vulns": [{"id": "PYSEC-0", "fix_versions": ["1.1"]}]}


def verdict(*packages: dict[str, object]) -> tuple[int, str]:
    return understood(json.dumps({"dependencies": packages, "fixes": []})).verdict()


def test_all_looked_up_and_nothing_known() -> None:
    assert verdict(CLEAN, CLEAN) == (0, "2 packages audited, no vulnerability known today")


def test_no_database_is_not_clean() -> None:
    code, line = verdict(SKIPPED, SKIPPED)
    assert (code, line.startswith("not audited: no database")) == (NOT_RUN, True)


def test_partly_looked_up_is_not_clean() -> None:
    code, line = verdict(CLEAN, SKIPPED)
    assert (code, line) == (NOT_RUN, "not wholly audited: 1 of 2 packages; not looked up: lxml")


def test_a_known_vulnerability_fails_whatever_was_skipped() -> None:
    code, line = verdict(CLEAN, SKIPPED, FLAWED)
    assert (code, line) == (1, "known vulnerabilities: urllib3 1.0 PYSEC-0 (mended in 1.1)")


@pytest.mark.parametrize("report", ["", "Traceback (most recent call last)", "[]", '{"fixes": []}', '{"dependencies": []}'])
def test_no_report_is_not_clean(report: str) -> None:
    assert understood(report).verdict()[0] == NOT_RUN
