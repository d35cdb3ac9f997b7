"""The form itself: pages, header block, identity number, and the text that reading could not use."""

from typing import Final

from sbparse.findings import Finding
from sbparse.messages import message
from sbparse.record.integrity.facts import Facts, Outcome, PageFacts, found
from sbparse.values.month import Period
from sbparse.values.place import Place
from sbparse.values.text import fold, misread

_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS: Final = "10X98765432"
_SAME_ON_ALL_PAGES: Final = ("name", "id_number", "employer", "code", "serial", "query_date", "query_period")


def check_digit(first_17: str) -> str:
    """The 18th character of a 社会保障号码 after its first 17 digits (GB 11643, ISO 7064 mod 11-2)."""
    return _CHECK_DIGITS[sum(int(digit) * weight for digit, weight in zip(first_17, _WEIGHTS, strict=True)) % 11]


def outside_query_period(facts: Facts) -> Outcome:
    """Rows lie inside the query period."""
    record = facts.record
    period = record.query_period
    if period is None:
        return message("integrity.no-query-period")
    if not record.contributions and not record.employments:
        return message("integrity.no-rows")
    rows: list[tuple[Period, Place, int | None]] = [(row.period, row.where, None) for row in record.contributions]
    rows += [(e.period, e.where, index) for index, e in enumerate(record.employments)]
    return [
        found("outside-query-period", message("integrity.outside-query", row=row, period=period), where, employment=index)
        for row, where, index in rows
        if not period.covers(row)
    ]


def personal_payer(facts: Facts) -> Outcome:
    """The payer of a stint is an employer, not 灵活就业 or a 存档机构."""
    if not facts.record.employments:
        return message("integrity.no-rows")
    return [
        found("personal-payer", message("integrity.personal-payer", employer=e.employer, period=e.period), e.where, employment=index)
        for index, e in enumerate(facts.record.employments)
        if facts.ruleset.personal_payer(e.employer)
    ]


def incomplete_pages(facts: Facts) -> Outcome:
    """The pages of a record are all there, once each, and carry the same header block."""
    findings = _different_headers(facts)
    numbered = [page for page in facts.pages if page.number is not None]
    totals = {page.total for page in numbered if page.total is not None}
    numbers = [page.number for page in numbered]
    expected = list(range(1, max(totals) + 1)) if totals else []
    missing = [number for number in expected if number not in numbers]
    if missing or len(totals) > 1:
        what = message("integrity.pages-missing", missing=missing or numbers, total=max(totals))
        findings.append(found("incomplete-pages", what, facts.record.origin, expected=len(expected), actual=len(numbers)))
    if findings or expected:
        return findings
    return message("integrity.no-page-numbers")


def _different_headers(facts: Facts) -> list[Finding]:
    findings: list[Finding] = []
    first: PageFacts | None = None
    for page in facts.pages:
        if not page.header:
            continue
        first = first or page
        for name in _SAME_ON_ALL_PAGES:
            here, there = page.header.get(name), first.header.get(name)
            if here and there and fold(here) != fold(there):
                what = message("integrity.header-differs", page=page.page, field=message(f"field.{name}"), here=here, there=there)
                findings.append(found("incomplete-pages", what, page.where, expected=there, actual=here))
    return findings


def id_checksum(facts: Facts) -> Outcome:
    """The 18-digit number's check digit is right (GB 11643); other numbers (of foreigners) are not checked."""
    number = facts.record.person.id_number
    if not number:
        return message("integrity.no-id")
    text = fold(number).upper()
    if len(text) != 18 or not text[:17].isdecimal():
        return message("integrity.other-id")
    expected = check_digit(text[:17])
    if text[17] == expected:
        return []
    return [
        found(
            "id-checksum",
            message("integrity.id", expected=expected, actual=text[17]),
            facts.record.origin,
            expected=expected,
            actual=text[17],
        )
    ]


def unreadable_text(facts: Facts) -> Outcome:
    """The header block and the office's name decoded to real characters; the tables' cells are judged when they are read."""
    person = facts.record.person
    texts = {
        "name": person.name,
        "id_number": person.id_number,
        "employer": person.employer,
        "code": facts.record.code,
        "issuer": facts.record.issuer,
    }
    return [
        found("unreadable-text", message("integrity.unreadable-field", field=message(f"field.{name}"), text=text), facts.record.origin)
        for name, text in texts.items()
        if text and misread(text, person=name == "name")
    ]


def unread_text(facts: Facts) -> Outcome:
    """Every word of the record's pages was used or is known boilerplate; the rest is quoted."""
    return [
        found("unread-text", message("integrity.unread", page=where.page, text=text[:60]), where)
        for text, where in facts.unread
        if fold(text).strip("-_.")
    ]
