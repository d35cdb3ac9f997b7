"""A form started from a record: checked against the record it is silent, and what the record cannot know is left to the person."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from forms_files import drafted, notes, opened, read_back
from hypothesis import HealthCheck, given, settings
from review_build import AGENCY, BLUE, GREEN, month, record
from review_worlds import worlds

from sbparse.findings import Finding, Severity
from sbparse.messages import message
from sbparse.record.model import Person
from sbparse.report.forms.starting import about_record, started_form
from sbparse.report.forms.workbook import form_workbook
from sbparse.review import Source, review

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def form_of(draft, lang="zh") -> bytes:
    return form_workbook(started_form(draft), 2023, lang=lang, about=about_record(draft))


@SLOW
@given(worlds())
def test_checked_against_its_record_it_has_no_error(tmp_path: Path, world):
    draft = drafted(world.record)
    read = read_back(tmp_path, form_of(draft))
    assert read == draft.history
    result = review([Source("0.pdf", world.record)], read)
    assert [f for f in result.findings if f.severity is Severity.ERROR] == []
    assert {f.rule for f in result.findings if f.severity is Severity.WARNING} <= {"unpaid-months", "rename-unknown"}


def test_the_next_print_confirms_it_as_well(tmp_path: Path):
    """Whoever starts early prints again for the submission: then there are newer months, and 至今 is still right."""
    read = read_back(tmp_path, form_of(drafted(record((BLUE, "2018-09/2023-03"), printed="2023-04-26"))))
    newer = record((BLUE, "2018-09/2023-06"), query="1992-10/2023-07", printed="2023-07-20")
    result = review([Source("0.pdf", newer)], read)
    assert [f for f in result.findings if f.severity is Severity.ERROR] == []


@pytest.mark.parametrize(("last", "written"), [("2023-02", None), ("2023-01", "2023-01")])
def test_a_stint_runs_on_up_to_two_months_before_the_print(last, written):
    draft = drafted(record((BLUE, f"2018-09/{last}"), printed="2023-04-26"))
    [stint] = draft.history.stints
    assert stint.end == (month(written) if written else None)
    assert draft.posted == ({} if written else {2: month(last)})


def test_a_stint_cut_by_the_query_period_is_written_as_far_as_the_record_shows_it():
    draft = drafted(record((BLUE, "2018-09/2021-12"), query="2015-01/2021-12", printed="2023-04-26"))
    assert draft.history.stints[0].end == month("2021-12")


def test_the_last_december_of_a_running_stint_is_a_whole_year():
    draft = drafted(record((BLUE, "2020-03/2022-11"), query="1992-10/2023-01", printed="2023-01-10"))
    assert [(str(a.start), str(a.end), a.kind) for a in draft.history.assessments] == [
        ("2020-03", "2020-12", "2020年度"),
        ("2021-01", "2021-12", "2021年度"),
        ("2022-01", "2022-12", "2022年度"),
    ]


def test_a_first_stint_at_the_start_of_the_query_period_tells_no_career_start():
    draft = drafted(record((BLUE, "2018-09/2023-03"), query="2018-09/2023-04"))
    assert draft.cut == month("2018-09") and draft.history.claim.career_start is None
    book = opened(form_of(draft))
    assert "2018-09" in notes(book["工作经历"])["D2"] and "2018-09" in notes(book["申报信息"])["B10"]
    assert book["申报信息"]["B10"].value is None


def test_a_month_between_query_start_and_first_stint_tells_it():
    draft = drafted(record((BLUE, "2018-09/2023-03"), query="2018-08/2023-04"))
    assert draft.cut is None and draft.history.claim.career_start == month("2018-09")


def test_the_host_of_a_dispatched_person_is_left_to_fill_in():
    book = opened(form_of(drafted(record((AGENCY, "2018-09/2023-03")))))
    assert book["工作经历"]["A2"].value == f"{AGENCY}派遣至××"
    assert notes(book["工作经历"])["A2"].startswith("待填写：")
    assert notes(book["考核情况"])["D2"].startswith("待填写：")


def test_what_the_record_cannot_know_is_empty_and_marked():
    book = opened(form_of(drafted(record((BLUE, "2016-03/2020-06"), (GREEN, "2020-07/2023-03")))))
    sheet = book["工作经历"]
    for address in ("B2", "C2", "E2", "B3", "C3", "E3"):
        assert sheet[address].value is None and sheet[address].fill.fill_type == "solid"
        assert notes(sheet)[address].startswith("待填写：")
    assert [sheet.cell(2, n).value for n in (1, 4, 6)] == [BLUE, "2016.3-2020.6", "社保"]
    assert sheet["D3"].value == "2020.7-至今" and "2023-03" in notes(sheet)["D3"]
    claim = {row[0].value: row[1] for row in book["申报信息"].iter_rows(min_row=2)}
    assert (claim["姓名"].value, claim["社会保障号码"].value, claim["参加工作时间"].value) == ("张三", "110199199003070017", "2016-03")
    assert claim["社会保障号码"].data_type == "s"
    left = [name for name, cell in claim.items() if cell.value is None]
    assert left == ["申报级别", "学历", "毕业时间", "现有职称", "取得时间", "从事本专业起始时间", "现有技术职务", "提交纸质材料日期"]
    assert all(cell.comment.text.startswith("待填写") for name, cell in claim.items() if name in left)


def test_a_masked_number_is_not_taken_for_one():
    draft = drafted(record((BLUE, "2016-03/2023-03"), person=Person("张*", "110***********0017", None)))
    assert draft.history.claim.id_number is None and draft.history.claim.name is None
    assert "完整" in notes(opened(form_of(draft))["申报信息"])["B3"]


def test_unpaid_months_are_noted_where_they_are_declared():
    unpaid = {month("2019-05")}
    draft = drafted(record((BLUE, "2016-03/2023-03"), unpaid=unpaid, monthly=True))
    assert "2019-05" in notes(opened(form_of(draft))["工作经历"])["D2"]


def test_errors_of_the_record_itself_stand_in_the_guidance():
    whole = record((BLUE, "2016-03/2023-03"))
    assert [line.key for line in about_record(drafted(whole))] == ["form.about.record"]
    assert [line.key for line in about_record(drafted(record((BLUE, "2016-03/2023-03"), printed=None)))] == ["form.about.undated"]
    total = Finding(rule="total-mismatch", severity=Severity.ERROR, message=message("review.print-date-missing.none"))
    said = about_record(drafted(replace(whole, findings=(total,))))
    assert [line.key for line in said] == ["form.about.record", "form.about.finding"]


def test_the_submission_decides_which_years_are_assessed():
    draft = drafted(record((BLUE, "2016-03/2023-03")), submitted=date(2023, 8, 15))
    assert draft.history.claim.submitted == date(2023, 8, 15)
    assert [a.kind for a in draft.history.assessments] == ["2020年度", "2021年度", "2022年度"]


def test_in_english_the_entries_stay_as_the_contract_wants_them():
    book = opened(form_of(drafted(record((BLUE, "2016-03/2023-03"))), "en"))
    assert book["工作经历"]["D2"].value == "2016.3-至今"
    assert notes(book["工作经历"])["B2"].startswith("To be filled in: ")
