"""One submission examined says what ``sbparse check`` says of the same files, and keeps numbers of persons to itself."""

import io
import json
import re
import shutil
from dataclasses import replace
from datetime import date
from zipfile import ZipFile

import pytest
from audit_build import CASES, CLEAN, SETTINGS, Here, every_case, facts_of, marked, outcome_of, record_of, several, steps_of, submit

from formdraw import make_record, papers
from sbparse.audit.across import across
from sbparse.audit.book import write_book
from sbparse.audit.contents import contents, key_of
from sbparse.audit.examine import examine
from sbparse.audit.exports import write_json
from sbparse.audit.outcome import Standing, from_text
from sbparse.audit.reports import Reports
from sbparse.audit.state import State
from sbparse.audit.submission import Submission, submissions
from sbparse.audit.tables import Tables
from sbparse.cli import app
from sbparse.policy.load import default_ruleset
from sbparse.record.document import read_bytes


def one(folder) -> Submission:
    (submission,) = submissions(folder)
    return submission


def checked(folder, target, *options: str) -> dict:
    """What the other command says of a submission's files."""
    app(["check", *map(str, sorted(folder.iterdir())), "--format", "json", "-o", str(target), *options], standalone_mode=False)
    return json.loads(target.read_text())


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("case", CASES)
def test_an_outcome_is_what_check_says(tmp_path, case, lang):
    folder = submit(tmp_path / case, case)
    said = checked(folder, tmp_path / "check.json", "--mask", "--lang", lang)
    outcome = outcome_of(folder, replace(SETTINGS, lang=lang))

    assert outcome.standing == said["verdict"] == facts_of(case)["verdict"]
    assert [(row.rule, row.severity, row.message, row.suggestion, row.row) for row in outcome.findings] == [
        (finding["rule"], finding["severity"], finding["message"], finding["suggestion"], finding["history_row"])
        for finding in said["findings"]
    ]
    assert [row.page for row in outcome.findings] == [f["where"]["page"] if f["where"] else None for f in said["findings"]]
    severities = [finding["severity"] for finding in said["findings"]]
    assert (outcome.errors, outcome.warnings, outcome.infos) == tuple(map(severities.count, ("error", "warning", "info")))
    assert outcome.not_run == sum(check["outcome"] == "not-run" for check in said["checks"])
    assert outcome.cumulative == {insurance: count["months"] for insurance, count in said["cumulative"].items()}
    assert outcome.valid_until == (said["print_window"] or {}).get("latest_submission")
    assert outcome.eligible == (said["eligibility"] or {}).get("eligible")
    assert outcome.person == said["records"][0]["person"]["name"]


def test_the_cases_cover_both_verdicts_and_eligibility():
    assert {facts_of(case)["verdict"] for case in CASES} == {"pass", "fail"}
    assert "10_not_eligible" in CASES


def test_eligibility_says_since_when(tmp_path):
    folder = submit(tmp_path / "a", "10_not_eligible")
    said = checked(folder, tmp_path / "check.json")["eligibility"]
    outcome = outcome_of(folder)
    assert (outcome.eligible, outcome.level) == (False, said["level"])
    assert outcome.eligible_from == min(route["met_on"] for route in said["routes"] if route["met_on"])


def test_sides_of_a_finding_stand_beside_it(tmp_path):
    rows = outcome_of(submit(tmp_path / "a", "02_start_mismatch")).findings
    row = next(row for row in rows if row.rule == "start-mismatch")
    assert row.file == "record.pdf" and row.page == 1 and row.declared and row.recorded and row.declared != row.recorded


def test_the_audits_own_day_serves_where_the_submission_names_none(tmp_path):
    folder = submit(tmp_path / "a")
    fresh, stale = (replace(SETTINGS, submitted=day) for day in (date(2023, 4, 20), date(2031, 1, 1)))
    rules = [{row.rule for row in outcome_of(folder, settings).findings} for settings in (fresh, stale)]
    assert "print-date-stale" in rules[1] - rules[0]
    submission = replace(one(folder), submitted="2023-04-20")
    assert "print-date-stale" not in {row.rule for row in from_text("", examine(submission, stale)[1].body).findings}


def _contract() -> bytes:
    """A readable PDF that is another paper."""
    return papers.build_paper("contract", make_record(7))


def test_a_paper_that_is_no_record_is_left_out_and_named(tmp_path):
    folder = submit(tmp_path / "a")
    (folder / "contract.pdf").write_bytes(_contract())
    outcome = outcome_of(folder)
    assert outcome.standing is Standing.PASS
    assert [row.file for row in outcome.unused] == ["contract.pdf"] and outcome.unused[0].why


def test_papers_without_any_record_cannot_be_reviewed(tmp_path):
    folder = submit(tmp_path / "a")
    (folder / "record.pdf").write_bytes(_contract())
    outcome = outcome_of(folder)
    assert outcome.standing is Standing.UNUSABLE and [row.file for row in outcome.unused] == ["record.pdf"]


@pytest.mark.parametrize("data", [b"", b"no pdf", record_of(CLEAN)[:4000], b"%PDF-1.7\n"])
def test_a_damaged_pdf_beside_a_good_one_stops_the_submission(tmp_path, data):
    folder = submit(tmp_path / "a")
    (folder / "second.pdf").write_bytes(data)
    outcome = outcome_of(folder)
    assert outcome.standing is Standing.UNUSABLE and not outcome.findings and outcome.person is None
    assert [row.file for row in outcome.unused] == ["second.pdf"]


def test_everything_that_is_wrong_is_told_at_once(tmp_path):
    folder = submit(tmp_path / "a")
    (folder / "second.pdf").write_bytes(b"no pdf")
    (folder / "history.xlsx").write_bytes(b"no workbook")
    assert [row.file for row in outcome_of(folder).unused] == ["second.pdf", "history.xlsx"]


def test_a_cell_that_cannot_be_read_is_told_with_its_place(tmp_path):
    folder = submit(tmp_path / "a", claim={"姓名": "吴演示", "毕业时间": "昨天"})
    outcome = outcome_of(folder)
    assert outcome.standing is Standing.UNUSABLE
    assert outcome.unused[0].file == "history.json" and "昨天" in outcome.unused[0].why
    assert "history.json" not in outcome.unused[0].why


def test_two_files_of_one_name_are_both_read(tmp_path):
    for number in (1, 2):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "record.pdf").write_bytes(marked(record_of(CLEAN), number))
    submit(tmp_path / "a")
    pdfs = tuple(str(tmp_path / str(number) / "record.pdf") for number in (1, 2))
    _, examined = examine(Submission("a", pdfs, str(tmp_path / "a" / "history.xlsx")), SETTINGS)
    assert from_text("a", examined.body).standing is not Standing.UNUSABLE
    assert len({trace[1] for trace in examined.traces if trace[0] == "file"}) == 2


@pytest.mark.parametrize("report", ["html", "xlsx"])
def test_a_report_is_made_for_what_could_be_reviewed_alone(tmp_path, report):
    submit(tmp_path / "all" / "a")
    (submit(tmp_path / "all" / "b") / "record.pdf").write_bytes(b"no pdf")
    settings = replace(SETTINGS, report=report)
    good, bad = (examine(submission, settings)[1] for submission in submissions(tmp_path / "all"))
    assert good.report is not None and good.report.startswith({"html": b"<!", "xlsx": b"PK"}[report])
    assert bad.report is None
    assert examine(one(tmp_path / "all" / "a"), SETTINGS)[1].report is None


# Keys ---------------------------------------------------------------------------------------------------------------------------------


def key(folder, settings=SETTINGS, **changed) -> str:
    submission = replace(one(folder), **changed)
    return key_of(submission, contents(submission), settings)


def test_a_key_changes_with_all_that_an_outcome_depends_on_and_with_nothing_else(tmp_path):
    folder = submit(tmp_path / "a")
    before = key(folder)
    changed = [
        key(folder, replace(SETTINGS, version="0.0.other")),
        key(folder, replace(SETTINGS, lang="en")),
        key(folder, replace(SETTINGS, show_ids=True)),
        key(folder, replace(SETTINGS, submitted=date(2023, 4, 20))),
        key(folder, replace(SETTINGS, ruleset=default_ruleset(), rules="ab" * 32)),
        key(folder, replace(SETTINGS, report="html")),
        key(folder, replace(SETTINGS, report="xlsx")),
        key(folder, submitted="2023-04-21"),
    ]
    (folder / "record.pdf").write_bytes(record_of(CLEAN)[:-1] + b" ")
    changed.append(key(folder))
    shutil.copy(submit(tmp_path / "b") / "record.pdf", folder)
    assert key(folder) == before
    (folder / "record.pdf").rename(folder / "other.pdf")
    changed.append(key(folder))
    (folder / "other.pdf").unlink()
    changed.append(key(folder))
    assert len({before, *changed}) == len(changed) + 1

    moved = submit(tmp_path / "elsewhere" / "c")
    same = replace(SETTINGS, salt="other", seconds=1.0, megabytes=999)
    assert key(moved, same) == before


def test_limits_count_only_for_what_was_lost_to_them():
    lost = {replace(SETTINGS, **limits).lost("k") for limits in ({}, {"seconds": 60.0}, {"megabytes": 512})}
    assert len(lost) == 3 and "k" not in lost


# Masking ------------------------------------------------------------------------------------------------------------------------------


def secrets_of(case: str) -> list[str]:
    (record,) = read_bytes(record_of(case), "record.pdf")[0].records
    return [text for text in (record.person.id_number, record.code) if text]


def everything_written(tmp_path, settings) -> bytes:
    """The bytes of all that an audit leaves: state file, workbook with its parts unpacked, JSON, reports."""
    lang = settings.lang
    reports = Reports(tmp_path / "reports")
    with State(tmp_path / "state") as state:
        settings = replace(settings, salt=state.salt, report="html")
        place = Here(settings)
        steps_of(tmp_path / "all", state, place, reports)
        shared = list(across(state))
        write_book(Tables(state.outcomes, shared, lang), tmp_path / "audit.xlsx", reports.folder, lang)
        write_json(state.outcomes(), shared, tmp_path / "audit.json", lang)
        left = b"".join(file.read_bytes() for file in tmp_path.iterdir() if file.is_file())
    left += b"".join(file.read_bytes() for file in tmp_path.iterdir() if file.is_file())
    with ZipFile(io.BytesIO((tmp_path / "audit.xlsx").read_bytes())) as book:
        left += b"".join(book.read(name) for name in book.namelist())
    return left + b"".join(file.read_bytes() for file in (tmp_path / "reports").rglob("*.html"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_number_of_a_person_is_left_anywhere_unless_asked_for(tmp_path, lang):
    case, numbers = "10_not_eligible", ["110199198604223010", "110199198503213008"]
    name = "钱一样"
    assert numbers[0] in secrets_of(case)
    submit(tmp_path / "all" / "a", case, mark=1, claim={"姓名": name, "社会保障号码": numbers[1]})
    submit(tmp_path / "all" / "b", case, mark=1, claim={"姓名": name, "社会保障号码": numbers[0].lower()})
    several(tmp_path / "all" / "more", 2, "08_assessment")
    in_names = ["110199198001011234", "11019919800101123X"]
    (tmp_path / "all" / "a" / "record.pdf").rename(tmp_path / "all" / "a" / f"张三{in_names[0]}.pdf")
    (tmp_path / "all" / "b" / "record.pdf").rename(tmp_path / "all" / "b" / f"{in_names[0]} 2.pdf")
    (tmp_path / "all" / "b" / f"{in_names[1]}合同.pdf").write_bytes(_contract())
    (submit(tmp_path / "all" / "d") / f"{in_names[1]}.xlsx").touch()
    (submit(tmp_path / "all" / "e") / f"{in_names[1]}.pdf").write_bytes(b"no pdf")
    submit(tmp_path / "all" / "f", claim={"毕业时间": in_names[0]})
    hidden = [*in_names, *numbers, *secrets_of(case), *secrets_of("08_assessment")]
    written = everything_written(tmp_path, replace(SETTINGS, lang=lang))
    assert [number for number in hidden if number.encode() in written] == []
    assert all(rule in written for rule in (b"person-mismatch", b"repeated-person", b"shared-file"))

    (tmp_path / "shown").mkdir()
    shutil.move(tmp_path / "all", tmp_path / "shown" / "all")
    shown = everything_written(tmp_path / "shown", replace(SETTINGS, lang=lang, show_ids=True))
    assert [number for number in (*numbers, *in_names) if number.encode() not in shown] == []


def test_english_is_english(tmp_path):
    for submission in submissions(every_case(tmp_path / "all")):
        outcome = from_text("", examine(submission, replace(SETTINGS, lang="en"))[1].body)
        said = [text for row in outcome.findings for text in (row.message, row.suggestion) if text]
        assert said or outcome.standing is Standing.PASS
        assert not [text for text in said if re.search("[，。；：]", text)]
