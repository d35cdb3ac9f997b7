"""What must hold of every career: a correct declaration is silent, a suggestion is a fixpoint, chance decides nothing."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from review_build import check, fed_back, rules
from review_worlds import World, correct, two_prints, worlds, wrong

from sbparse.findings import RULES
from sbparse.history.model import DeclaredHistory, Evidence
from sbparse.record.model import Insurance

STINT_RULES = set(list(RULES)[: list(RULES).index("print-date-missing")]) | {"assessment-mismatch"}
slow = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def with_declaration(draw, kind):
    world = draw(worlds())
    return world, draw(kind(world))


def tolerated(world: World) -> set[str]:
    return {"unpaid-months"} if world.has_unpaid else set()


def spans(result):
    return [(s.employer, s.start, s.end) for s in result.suggested_history]


@slow
@given(with_declaration(correct))
def test_a_correct_declaration_is_silent(drawn):
    world, declared = drawn
    result = check(world.record, declared)
    assert set(rules(result)) <= tolerated(world), result.findings
    assert result.verdict == "pass"


@slow
@given(with_declaration(correct), st.data())
def test_two_prints_say_what_one_says(drawn, data):
    world, declared = drawn
    records = data.draw(st.permutations(data.draw(two_prints(world))))
    result = check(records, declared)
    assert set(rules(result)) <= tolerated(world), result.findings
    assert {m for pair in result.pairs for s in pair.insured for m in s.period} <= {m for job in world.jobs for m in job.period}
    paid = {m for job in world.jobs for m in set(job.period) - job.unpaid}
    assert result.cumulative[Insurance.PENSION] <= len(paid)
    if not world.has_unpaid:
        assert result.cumulative[Insurance.PENSION] == len(paid)


@slow
@given(with_declaration(wrong), st.booleans())
def test_the_suggestion_is_a_fixpoint(drawn, now):
    world, declared = drawn
    declared = replace(declared, assessments=())  # so that the suggested ones are fed back as well
    result = check(world.record, declared)
    again = check(world.record, fed_back(result, now=now))
    errors = [f for f in again.findings if f.severity == "error" and f.rule in STINT_RULES]
    assert not errors, errors
    contracts = any(row.evidence is Evidence.CONTRACT for row in declared.stints)
    allowed = tolerated(world) | ({"overlap", "needs-contract", "rename-unknown"} if contracts else set())
    if any(f.rule == "missing-from-record" and f.severity == "info" for f in again.findings):
        allowed.add("rename-unknown")  # a row that the record cannot have yet stays, under whatever name
    assert {f.rule for f in again.findings if f.severity == "warning"} <= allowed, again.findings
    third = check(world.record, fed_back(again, now=now))
    assert [(s.employer, s.start, s.end) for s in third.suggested_history] == [
        (s.employer, s.start, s.end) for s in again.suggested_history
    ]


@slow
@given(with_declaration(wrong), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(drawn, random):
    world, declared = drawn
    shuffled = list(declared.stints)
    random.shuffle(shuffled)
    one, other = check(world.record, declared), check(world.record, replace(declared, stints=tuple(shuffled)))
    assert one.findings == other.findings
    assert one.pairs == other.pairs and one.suggested_history == other.suggested_history


@slow
@given(with_declaration(wrong))
def test_every_rule_once_and_every_stint_and_row_in_one_pair(drawn):
    world, declared = drawn
    result = check(world.record, declared)
    assert [c.rule for c in result.checks] == list(RULES)
    assert sorted(row.row for pair in result.pairs for row in pair.declared) == [row.row for row in declared.stints]
    insured = [stint for pair in result.pairs for stint in pair.insured]
    assert len(insured) == len(set(insured)) and {m for s in insured for m in s.period} == {m for j in world.jobs for m in j.period}
    assert (result.verdict == "fail") == any(f.severity == "error" for f in result.findings)


@slow
@given(worlds())
def test_nothing_declared_suggests_the_record(world):
    result = check(world.record, DeclaredHistory("h.xlsx", (), world.renames))
    again = check(world.record, fed_back(result))
    assert set(rules(again)) <= tolerated(world), again.findings
