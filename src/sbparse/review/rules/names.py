"""employer-mismatch, employer-spelling, dispatch-form, personal-payer: who the record says paid, against who is declared.

Each row of a matched pair gets one verdict on its name: equal (in normal form, through renames, before 派遣至), insured by a 存档机构,
insured by an agency, one or a few characters off, or another employer. Likeness never accepts a name; it only chooses the words.
"""

from collections.abc import Iterable, Iterator

from sbparse.employer.dispatch import dispatch_form
from sbparse.employer.names import alike, branch_of, difference, likeliest
from sbparse.findings import RULES, Finding
from sbparse.history.model import DeclaredStint
from sbparse.messages import Message, message
from sbparse.review.case import Case, on_record
from sbparse.review.companies import host, insurer
from sbparse.review.model import InsuredStint, Pair
from sbparse.review.ruling import UNKNOWN_HOST, Ruling, not_matched, shown
from sbparse.values.month import Month


def employer_mismatch(case: Case) -> Ruling:
    findings = (
        *_of(case, "employer-mismatch"),
        *(f for pair in case.matched for row in on_record(pair) for f in _elsewhere(case, pair, row)),
    )
    return Ruling(findings, not_matched(case))


def employer_spelling(case: Case) -> Ruling:
    return Ruling(_of(case, "employer-spelling"), not_matched(case))


def dispatch_form_missing(case: Case) -> Ruling:
    return Ruling(_of(case, "dispatch-form"), not_matched(case))


def personal_payer(case: Case) -> Ruling:
    """One finding for every stint whose payer is no employer, with the row that declares the time where there is one."""
    findings: list[Finding] = []
    for pair in case.pairs:
        for stint in pair.insured:
            if case.ruleset.personal_payer(stint.employer):
                spot = case.spot(stint, stint.period.start)
                findings.append(
                    Finding(
                        rule="personal-payer",
                        severity=RULES["personal-payer"],
                        message=message("review.personal-payer", payer=stint.employer, period=stint.period),
                        suggestion=message("review.personal-payer.fix"),
                        history_row=pair.declared[0].row if pair.declared else None,
                        record=spot.record,
                        employment=spot.employment,
                        where=spot.where,
                    )
                )
    return Ruling(tuple(findings), None if case.stints else message("review.not-run.no-employments"))


def _of(case: Case, rule: str) -> tuple[Finding, ...]:
    return tuple(
        _finding(case, rule, row, stint)
        for pair in case.matched
        for row in on_record(pair)
        for stint in [_nearest(case, pair, row)]
        if rule in name_rules(case, row, stint)
    )


def _nearest(case: Case, pair: Pair, row: DeclaredStint) -> InsuredStint:
    """The stint of a pair that shares most months with a row, of equals the earlier."""
    period = case.clock.period(row)
    return max(pair.insured, key=lambda stint: shared.months if (shared := stint.period.overlap(period)) else 0)


def name_rules(case: Case, row: DeclaredStint, stint: InsuredStint) -> tuple[str, ...]:
    """The name rules that a row breaks against the stint it answers: none, one, or a misspelt agency without its host."""
    companies, declared = case.companies, insurer(row.employer)
    hostless = companies.is_agency(stint.employer) and host(row.employer) is None
    if companies.same(row.employer, stint.employer):
        return ("dispatch-form",) if hostless else ()
    if case.ruleset.personal_payer(stint.employer):
        return ()
    if any(alike(declared, name) for name in _names(case, stint)):
        return ("employer-spelling", "dispatch-form") if hostless else ("employer-spelling",)
    if hostless and not companies.is_agency(row.employer):
        return ("dispatch-form",)
    return ("employer-mismatch",)


def right_name(case: Case, row: DeclaredStint, stint: InsuredStint) -> str:
    """How the row's employer should be written: as in the record, before 派遣至 and the declared host where an agency insures."""
    name = _closest(case, row, stint)
    if not case.companies.is_agency(stint.employer):
        return name
    return dispatch_form(name, declared_host(case, row, stint))


def declared_host(case: Case, row: DeclaredStint, stint: InsuredStint) -> str:
    """The host that a row of a dispatched stint names, ``××`` where it names none."""
    named = host(row.employer)
    if named:
        return named
    only_the_host = name_rules(case, row, stint) == ("dispatch-form",) and not case.companies.same(row.employer, stint.employer)
    return row.employer if only_the_host else UNKNOWN_HOST


def _names(case: Case, stint: InsuredStint) -> Iterable[str]:
    """All names that the record or the renames give the stint's company."""
    return dict.fromkeys((*stint.names, *case.companies.book.names_of(stint.employer)))


def _closest(case: Case, row: DeclaredStint, stint: InsuredStint) -> str:
    """The name of the stint's company that the declared one is a slip of, else the record's own."""
    return next((name for name in _names(case, stint) if alike(insurer(row.employer), name)), stint.employer)


def _finding(case: Case, rule: str, row: DeclaredStint, stint: InsuredStint) -> Finding:
    expected = right_name(case, row, stint)
    period = case.clock.period(row).overlap(stint.period) or stint.period
    spot = case.spot(stint, period.start)
    values: dict[str, object] = {
        "expected": expected,
        "actual": row.employer,
        "period": period,
        "agency": stint.employer,
        "differences": list(_differences(expected, row.employer)),
    }
    return Finding(
        rule=rule,
        severity=RULES[rule],
        message=message(f"review.{rule}.{_kind(rule, row, stint)}", **values),
        suggestion=message(f"review.{rule}.{'open' if UNKNOWN_HOST in expected else 'fix'}", **values),
        history_row=row.row,
        record=spot.record,
        employment=spot.employment,
        expected=expected,
        actual=row.employer,
        where=spot.where,
    )


def _kind(rule: str, row: DeclaredStint, stint: InsuredStint) -> str:
    """Which wording fits: another name, or a branch in the place of its head company."""
    if rule != "employer-mismatch":
        return "differs"
    declared, insured = branch_of(insurer(row.employer)), branch_of(stint.employer)
    return "branch" if (declared is None) != (insured is None) and _one_in_other(row.employer, stint.employer) else "differs"


def _one_in_other(one: str, other: str) -> bool:
    shorter, longer = sorted((insurer(one), other), key=len)
    return not any(ours and theirs for ours, theirs in difference(shorter, longer))


def _differences(expected: str, actual: str) -> Iterator[Message]:
    for right, wrong in difference(expected, actual):
        if right and wrong:
            yield message("review.difference.other", right=right, wrong=wrong)
        elif right:
            yield message("review.difference.missing", right=right)
        else:
            yield message("review.difference.extra", wrong=wrong)


def elsewhere(case: Case, pair: Pair, row: DeclaredStint) -> dict[InsuredStint, tuple[Month, ...]]:
    """Months of a row between the stints it answers that are insured at another employer only, by the stint that has them."""
    own = {month for stint in pair.insured for month in stint.period}
    first, last = min(own), max(own)
    inside = {month for month in case.clock.period(row) if first < month < last} - own
    found = {
        stint: tuple(month for month in stint.period if month in inside) for stint in case.stints if _other_employer(case, pair, stint)
    }
    return {stint: months for stint, months in found.items() if months}


def _other_employer(case: Case, pair: Pair, stint: InsuredStint) -> bool:
    return not case.companies.same(stint.employer, pair.insured[0].employer) and not case.ruleset.personal_payer(stint.employer)


def _elsewhere(case: Case, pair: Pair, row: DeclaredStint) -> Iterator[Finding]:
    for stint, months in elsewhere(case, pair, row).items():
        spot = case.spot(stint, months[0])
        values = {"expected": stint.employer, "actual": row.employer, "months": shown(months)}
        yield Finding(
            rule="employer-mismatch",
            severity=RULES["employer-mismatch"],
            message=message("review.employer-mismatch.elsewhere", **values),
            suggestion=message("review.employer-mismatch.elsewhere.fix", **values),
            history_row=row.row,
            record=spot.record,
            employment=spot.employment,
            expected=stint.employer,
            actual=row.employer,
            months=months,
            where=spot.where,
        )


def candidates(name: str, choices: Iterable[str]) -> tuple[str, ...]:
    """Names most like one, for a person to decide."""
    return likeliest(insurer(name), choices)
