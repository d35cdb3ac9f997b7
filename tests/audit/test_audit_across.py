"""What submissions share: found where it is there, not found where it only looks so, the same in whatever order the work was done."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from audit_build import CLEAN, SETTINGS, Here, record_of, steps_of, submit
from hypothesis import given
from hypothesis import strategies as st

import formdraw
from sbparse.audit.across import AUDIT_RULES, MOST_NAMED, AcrossFinding, across
from sbparse.audit.outcome import Examined, Kind, Outcome, Standing, Trace
from sbparse.audit.state import State
from sbparse.messages import LANGS, message, render

NAME, NUMBER = "吴演示", "110199197707132926"
OTHER_NUMBER = "110199197808142939"


def keep(state: State, papers: Sequence[Iterable[Trace]], order: Iterable[int] | None = None) -> None:
    """A run of submissions ``s0``, ``s1`` …, each with its traces, kept in an order."""
    state.begin()
    for position in range(len(papers)) if order is None else order:
        outcome = Examined.of(Outcome("", Standing.PASS), tuple(papers[position]))
        state.keep(position, f"s{position}", f"k{position}", outcome, None, None)


def found(papers: Sequence[Iterable[Trace]], order: Iterable[int] | None = None) -> list[AcrossFinding]:
    with State(None) as state:
        keep(state, papers, order)
        return list(across(state))


def brief(findings: Iterable[AcrossFinding]) -> list[tuple[str, str, str]]:
    """Rule, what is shared, and by whom."""
    return [
        (one.rule, str(one.message.params["shown"]), "".join(name.removeprefix("s") for _, name in one.submissions)) for one in findings
    ]


def spelled(declared: Sequence[Sequence[str]], insured: Sequence[str] = ()) -> list[tuple[str, str, str]]:
    """The findings of submissions that each declare employers, the first of which has a record with the insured ones."""
    papers = [[(Kind.DECLARED_EMPLOYER, name, name) for name in names] for names in declared]
    papers[0] += [(Kind.INSURED_EMPLOYER, name, name) for name in insured]
    return brief(found(papers))


# Persons, files, serials --------------------------------------------------------------------------------------------------------------


def test_nothing_shared_nothing_found():
    assert found([[(Kind.PERSON, "p", ""), (Kind.FILE, "f", "a.pdf")], [(Kind.PERSON, "q", ""), (Kind.FILE, "g", "a.pdf")], []]) == []


def test_one_person_twice_is_found_and_thrice_once():
    person = (Kind.PERSON, "p", "")
    assert brief(found([[person], [(Kind.PERSON, "q", "")], [person], [person]])) == [("repeated-person", "", "023")]


def test_one_persons_two_records_in_one_submission_are_no_repetition():
    assert found([[(Kind.PERSON, "p", ""), (Kind.PERSON, "p", "")]]) == []


@pytest.mark.parametrize(("others", "rules"), [("b", ["shared-file"]), ("a", [])])
def test_one_file_for_two_people_alone(others, rules):
    paper = [(Kind.FILE, "f", "r.pdf"), (Kind.SERIAL, "1", "f")]
    papers = [[*paper, (Kind.APPLICANT, "a", "")], [*paper, (Kind.APPLICANT, others, "")]]
    assert [finding.rule for finding in found(papers)] == rules


@pytest.mark.parametrize(("others", "rules"), [("b", ["shared-serial"]), ("a", [])])
def test_one_serial_in_two_files_for_two_people_alone(others, rules):
    papers = [
        [(Kind.FILE, "f", "r.pdf"), (Kind.SERIAL, "1", "f"), (Kind.APPLICANT, "a", "")],
        [(Kind.FILE, "g", "r.pdf"), (Kind.SERIAL, "1", "g"), (Kind.APPLICANT, others, "")],
    ]
    assert [finding.rule for finding in found(papers)] == rules


def test_a_shared_file_among_others_is_not_told_again_as_a_shared_serial():
    papers = [
        [(Kind.FILE, "f", "r.pdf"), (Kind.SERIAL, "1", "f"), (Kind.FILE, "g", "s.pdf"), (Kind.SERIAL, "2", "g"), (Kind.APPLICANT, "a", "")],
        [(Kind.FILE, "f", "r.pdf"), (Kind.SERIAL, "1", "f"), (Kind.APPLICANT, "b", "")],
    ]
    assert brief(found(papers)) == [("shared-file", "r.pdf", "01")]


def test_who_cannot_be_told_is_not_another_person():
    papers = [[(Kind.FILE, "f", "r.pdf"), (Kind.APPLICANT, "a", "")], [(Kind.FILE, "f", "r.pdf")]]
    assert found(papers) == []


def test_an_earlier_runs_submissions_share_nothing():
    person = (Kind.PERSON, "p", "")
    with State(None) as state:
        keep(state, [[person], [person]])
        keep(state, [[person]])
        assert list(across(state)) == []


def test_the_same_papers_in_two_folders_are_two_submissions():
    with State(None) as state:
        keep(state, [[(Kind.PERSON, "p", "")]])
        state.note(1, "s1", "k0", None)
        assert brief(across(state)) == [("repeated-person", "", "01")]


@pytest.mark.parametrize("lang", LANGS)
def test_a_sentence_names_so_many_and_the_finding_has_all(lang):
    for count in (MOST_NAMED, MOST_NAMED + 1):
        (finding,) = found([[(Kind.PERSON, "p", "")]] * count)
        said = render(finding.message, lang)
        assert len(finding.submissions) == count and str(count) in said
        assert f"s{MOST_NAMED - 1}" in said and (("…" in said) == (count > MOST_NAMED))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("rule", AUDIT_RULES)
def test_every_rule_has_its_words(rule, lang):
    for part in ("title", "remedy"):
        assert render(message(f"audit.rule.{rule}.{part}"), lang)


# Employers ----------------------------------------------------------------------------------------------------------------------------

ONE = "北京青禾样例生物科技有限公司"
SLIP = "北京青禾样列生物科技有限公司"


@pytest.mark.parametrize("variant", ["北京青禾样例（生物）有限公司", "北京青禾样例（生物) 有限公司", "北京青禾样例(生物)有限公司 "])
def test_spellings_that_differ_in_widths_and_spaces_are_found(variant):
    name = "北京青禾样例(生物)有限公司"
    assert [(rule, who) for rule, _, who in spelled([[name], [variant], [name]])] == [("employer-spellings", "012")]


def test_one_spelling_is_nothing_to_find_and_neither_are_two_in_one_submission():
    assert spelled([[ONE], [ONE]]) == []
    assert spelled([["北京样例(一)公司", "北京样例（一）公司"], []]) == []


def test_a_slip_is_found_where_the_office_prints_one_of_the_two():
    assert spelled([[ONE], [SLIP]], [ONE]) == [("employer-spellings", f"{ONE} / {SLIP}", "01")]


def test_a_slip_of_one_beside_the_record_of_another_who_declared_it_right():
    assert spelled([[ONE], [SLIP], [SLIP]], [ONE]) == [("employer-spellings", f"{ONE} / {SLIP}", "012")]


@pytest.mark.parametrize("shorter", ["北京青禾样例生物有限公司", "北京青禾生物科技有限公司"])
def test_a_whole_word_less_is_another_name(shorter):
    assert spelled([[ONE], [shorter]], [ONE]) == []


def test_a_character_left_out_and_the_longer_word_for_company_are_slips():
    assert spelled([[ONE], [ONE.replace("例", "")]], [ONE])
    assert spelled([[ONE], [ONE.replace("有限公司", "有限责任公司")]], [ONE])


def test_two_names_that_both_stand_in_records_are_two_employers():
    one, other = "中国样例集团第十四研究所", "中国样例集团第十五研究所"
    assert spelled([[one], [other]], [one, other]) == []
    assert spelled([[one], [other]], [one]) == [("employer-spellings", f"{other} / {one}", "01")]


def test_what_only_records_print_is_no_finding():
    assert spelled([[], []], [ONE, SLIP]) == []


# In whatever order --------------------------------------------------------------------------------------------------------------------

_TRACES = st.lists(
    st.one_of(
        st.tuples(st.sampled_from([Kind.PERSON, Kind.APPLICANT]), st.sampled_from("pqr"), st.just("")),
        st.tuples(st.just(Kind.FILE), st.sampled_from("fg"), st.sampled_from(["a.pdf", "b.pdf"])),
        st.tuples(st.just(Kind.SERIAL), st.sampled_from("12"), st.sampled_from("fg")),
        st.sampled_from(
            [(kind, name, name) for kind in (Kind.DECLARED_EMPLOYER, Kind.INSURED_EMPLOYER) for name in (ONE, SLIP, f"{ONE} ")]
        ),
    ),
    max_size=6,
)


@given(st.lists(_TRACES, min_size=1, max_size=6), st.randoms())
def test_the_order_of_the_work_changes_nothing(papers, random):
    order = list(range(len(papers)))
    random.shuffle(order)
    straight = found(papers)
    assert found(papers, order) == straight
    assert found([list(reversed(traces)) for traces in papers], order) == straight


@given(st.lists(_TRACES, min_size=1, max_size=5))
def test_what_is_found_is_shared_by_at_least_two_and_each_thing_is_found_once(papers):
    findings = found(papers)
    assert all(len(finding.submissions) >= 2 for finding in findings)
    assert all(list(finding.submissions) == sorted(set(finding.submissions)) for finding in findings)
    assert all(finding.message.params["count"] == len(finding.submissions) for finding in findings)
    for rule, kind in (("repeated-person", Kind.PERSON), ("shared-file", Kind.FILE)):
        values = [{value for k, value, _ in traces if k == kind} for traces in papers]
        shared = {value for mine in values for value in mine if sum(value in others for others in values) > 1}
        count = sum(finding.rule == rule for finding in findings)
        assert count == len(shared) if rule == "repeated-person" else count <= len(shared)


# From real papers ---------------------------------------------------------------------------------------------------------------------


def audited(folder: Path, *, turned: bool = False) -> list[tuple[str, list[str]]]:
    with State(None) as state:
        steps_of(folder, state, Here(replace(SETTINGS, salt=state.salt), turned=turned))
        return [(finding.rule, [name for _, name in finding.submissions]) for finding in across(state)]


def test_one_person_who_applies_twice(tmp_path):
    submit(tmp_path / "a", mark=1)
    submit(tmp_path / "b", mark=2)
    submit(tmp_path / "c", "03_spelling")
    assert audited(tmp_path) == [("repeated-person", ["a", "b"])]


def test_one_pdf_for_two_people(tmp_path):
    submit(tmp_path / "a", claim={"姓名": NAME, "社会保障号码": NUMBER})
    submit(tmp_path / "b", claim={"姓名": "别人", "社会保障号码": OTHER_NUMBER})
    wanted = [("repeated-person", ["a", "b"]), ("shared-file", ["a", "b"])]
    assert audited(tmp_path) == audited(tmp_path, turned=True) == wanted


@pytest.mark.parametrize(
    "claim",
    [{}, {"姓名": NAME}, {"姓名": f"{NAME[0]} {NAME[1:]}"}, {"社会保障号码": NUMBER}, {"姓名": "吴演试", "社会保障号码": NUMBER}],
)
def test_one_pdf_of_one_person_however_they_name_themselves(tmp_path, claim):
    submit(tmp_path / "a", claim={"姓名": NAME, "社会保障号码": NUMBER})
    submit(tmp_path / "b", claim=claim)
    assert audited(tmp_path) == [("repeated-person", ["a", "b"])]


def test_one_pdf_of_one_person_and_of_who_declares_another_name_alone(tmp_path):
    submit(tmp_path / "a")
    submit(tmp_path / "b", claim={"姓名": "别人"})
    assert audited(tmp_path) == [("repeated-person", ["a", "b"]), ("shared-file", ["a", "b"])]


def test_a_declared_number_that_is_another_submissions(tmp_path):
    submit(tmp_path / "a")
    submit(tmp_path / "b", "02_start_mismatch", claim={"社会保障号码": NUMBER})
    assert audited(tmp_path) == [("repeated-person", ["a", "b"])]


def test_one_serial_for_two_people_in_two_pdfs(tmp_path):
    style = next(style for style in formdraw.ALL_STYLES if style.name == "embedded-serif")
    for number, name in ((1, "a"), (2, "b")):
        record = replace(formdraw.make_record(number, jobs=1), serial="11010820230426123456")
        (submit(tmp_path / name) / "record.pdf").write_bytes(formdraw.build(record, style))
    assert ("shared-serial", ["a", "b"]) in audited(tmp_path)
    assert not {"shared-file", "repeated-person"} & {rule for rule, _ in audited(tmp_path)}


def test_employers_of_real_papers(tmp_path):
    submit(tmp_path / "right", "02_start_mismatch")
    submit(tmp_path / "wrong", "03_spelling")
    submit(tmp_path / "other", CLEAN)
    assert audited(tmp_path) == audited(tmp_path, turned=True) == [("employer-spellings", ["right", "wrong"])]
    assert record_of("02_start_mismatch") != record_of("03_spelling")
