"""What is kept from run to run: nothing is examined twice, nothing is counted twice, nobody else's file is touched."""

import shutil
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from audit_build import NO_REPORTS, SETTINGS, Here, audited, every_case, marked, outcomes_of, record_of, refused, several, steps_of, submit

from sbparse.audit.outcome import Examined, Outcome, Standing, from_text, to_text
from sbparse.audit.reports import Reports
from sbparse.audit.state import State
from sbparse.audit.submission import Submission
from sbparse.errors import UnusableFileError
from sbparse.policy.load import default_ruleset


def again(folder: Path, file: Path, settings=SETTINGS, reports=NO_REPORTS) -> list[str]:
    """Run on a state file; gives back what was examined."""
    place = Here(settings)
    with State(file) as state:
        steps = steps_of(folder, state, place, reports)
        assert sorted(step.position for step in steps) == list(range(len(steps)))
        assert sum(not step.kept for step in steps) == len(place.examined)
        assert len(list(state.outcomes())) == len(steps) == sum(state.standings().values())
    return place.examined


@pytest.fixture
def three(tmp_path) -> Path:
    return several(tmp_path / "all", 3)


@pytest.fixture
def file(tmp_path) -> Path:
    return tmp_path / "audit.state"


def test_nothing_changed_nothing_is_examined(three, file):
    assert again(three, file) == ["01", "02", "03"]
    assert again(three, file) == []


def test_nothing_is_looked_for_before_anything_was_kept(three, file):
    looked_at = []
    for _ in range(2):
        place = Here()
        with State(file) as state:
            steps_of(three, state, place)
            assert state.holds_any
        looked_at.append(place.looked_at)
    assert looked_at == [[], ["01", "02", "03"]]


def test_what_was_kept_is_what_was_found(tmp_path, file):
    folder = every_case(tmp_path / "all")
    (submit(folder / "bad") / "record.pdf").write_bytes(b"no pdf")
    fresh = outcomes_of(folder)
    for _ in range(2):
        again(folder, file)
        with State(file) as state:
            steps_of(folder, state, Here())
            assert list(state.outcomes()) == fresh
            assert [state.outcome(position) for position in range(len(fresh))] == fresh


def test_one_changed_byte_is_one_submission(three, file):
    again(three, file)
    pdf = three / "02" / "record.pdf"
    pdf.write_bytes(pdf.read_bytes()[:-1] + b"x")
    assert again(three, file) == ["02"]
    shutil.copy(three.parent / "all" / "01" / "history.xlsx", three / "03" / "history.xlsx")
    assert again(three, file) == []


def test_another_history_is_another_outcome(three, file):
    again(three, file)
    shutil.copy(submit(three.parent / "other", "03_spelling") / "history.xlsx", three / "03")
    assert again(three, file) == ["03"]
    with State(file) as state:
        steps_of(three, state, Here())
        assert [outcome.standing for outcome in state.outcomes()] == [Standing.PASS, Standing.PASS, Standing.FAIL]


@pytest.mark.parametrize(
    "changed",
    [
        {"version": "0.0.next"},
        {"lang": "en"},
        {"submitted": date(2023, 4, 20)},
        {"show_ids": True},
        {"ruleset": default_ruleset(), "rules": "ab" * 32},
        {"report": "html"},
    ],
)
def test_other_settings_examine_all_and_the_old_ones_are_still_known(three, file, changed):
    again(three, file)
    assert again(three, file, replace(SETTINGS, **changed)) == ["01", "02", "03"]
    assert again(three, file) == []


@pytest.mark.parametrize("changed", [{"seconds": 1.0}, {"megabytes": 300}, {"salt": "other"}])
def test_limits_and_salt_examine_nothing(three, file, changed):
    again(three, file)
    assert again(three, file, replace(SETTINGS, **changed)) == []


def test_what_is_new_is_examined_and_what_is_gone_is_forgotten(three, file):
    again(three, file)
    submit(three / "00", mark="new")
    shutil.rmtree(three / "02")
    assert again(three, file) == ["00"]
    with State(file) as state:
        steps_of(three, state, Here())
        assert [outcome.name for outcome in state.outcomes()] == ["00", "01", "03"]


def test_a_renamed_folder_is_not_examined_again_and_has_its_new_name(three, file):
    again(three, file)
    (three / "02").rename(three / "九")
    assert again(three, file) == []
    with State(file) as state:
        steps_of(three, state, Here())
        assert [outcome.name for outcome in state.outcomes()] == ["01", "03", "九"]


def test_the_same_papers_twice_are_two_submissions_in_every_run(tmp_path, file):
    submit(tmp_path / "all" / "a", mark="same")
    submit(tmp_path / "all" / "b", mark="same")
    again(tmp_path / "all", file)
    assert again(tmp_path / "all", file) == []
    with State(file) as state:
        steps_of(tmp_path / "all", state, Here())
        assert [outcome.name for outcome in state.outcomes()] == ["a", "b"]
        assert state.standings() == {Standing.PASS: 2}


def test_a_run_that_stops_half_way_is_gone_on_with(three, file):
    with State(file) as state:
        from contextlib import closing

        from sbparse.audit.run import run
        from sbparse.audit.submission import submissions

        place = Here()
        with closing(run(submissions(three), state, SETTINGS, place, NO_REPORTS)) as steps:
            next(steps)
    assert place.examined == ["01"]
    assert again(three, file) == ["02", "03"]


class Losing(Here):
    """A place where one submission comes to no outcome."""

    def look(self, submission: Submission) -> tuple[str, Examined]:
        key, examined = super().look(submission)
        if submission.name == "02":
            return self.settings.lost(key), Examined.of(Outcome(submission.name, Standing.UNUSABLE))
        return key, examined


def test_what_was_lost_to_the_limits_is_tried_again_with_other_limits_alone(three, file):
    with State(file) as state:
        steps_of(three, state, Losing())
    assert again(three, file) == []
    assert again(three, file, replace(SETTINGS, seconds=SETTINGS.seconds * 2)) == ["02"]
    assert again(three, file) == []  # it has an outcome now, whatever the limits
    with State(file) as state:
        steps_of(three, state, Here())
        assert state.standings() == {Standing.PASS: 3}


# Reports ------------------------------------------------------------------------------------------------------------------------------

WITH_REPORTS = replace(SETTINGS, report="html")


def linked(folder: Path, file: Path, reports: Reports) -> list[str | None]:
    with State(file) as state:
        steps_of(folder, state, Here(WITH_REPORTS), reports)
        return [outcome.report for outcome in state.outcomes()]


def test_every_run_links_the_reports_that_there_are(tmp_path, file):
    folder = several(tmp_path / "all", 2)
    (submit(folder / "03") / "record.pdf").write_bytes(b"no pdf")
    (folder / "lost.csv").touch()
    reports = Reports(tmp_path / "reports")
    for _ in range(2):
        assert linked(folder, file, reports) == [None, "01.html", "02.html", None]
    assert sorted(path.name for path in (tmp_path / "reports").iterdir()) == ["01.html", "02.html"]
    assert again(folder, file, WITH_REPORTS, reports) == []


def test_a_deleted_report_is_written_again_and_no_other(three, file, tmp_path):
    reports = Reports(tmp_path / "reports")
    again(three, file, WITH_REPORTS, reports)
    before = (tmp_path / "reports" / "02.html").read_bytes()
    (tmp_path / "reports" / "02.html").unlink()
    assert again(three, file, WITH_REPORTS, reports) == ["02"]
    assert (tmp_path / "reports" / "02.html").read_bytes() == before


def test_another_folder_of_reports_is_filled(three, file, tmp_path):
    again(three, file, WITH_REPORTS, Reports(tmp_path / "reports"))
    assert again(three, file, WITH_REPORTS, Reports(tmp_path / "elsewhere")) == ["01", "02", "03"]
    assert again(three, file, WITH_REPORTS, Reports(tmp_path / "reports")) == []


def test_a_report_of_another_outcome_is_not_taken_for_this_ones(three, file, tmp_path):
    reports, english = Reports(tmp_path / "reports"), replace(WITH_REPORTS, lang="en")
    again(three, file, WITH_REPORTS, reports)
    chinese = (tmp_path / "reports" / "01.html").read_bytes()
    again(three, file, english, reports)
    assert (tmp_path / "reports" / "01.html").read_bytes() != chinese
    assert again(three, file, WITH_REPORTS, reports) == ["01", "02", "03"]
    assert (tmp_path / "reports" / "01.html").read_bytes() == chinese

    pdf = three / "01" / "record.pdf"
    good = pdf.read_bytes()
    shutil.copy(submit(tmp_path / "other", "03_spelling") / "record.pdf", pdf)
    assert again(three, file, WITH_REPORTS, reports) == ["01"]
    pdf.write_bytes(good)
    assert again(three, file, WITH_REPORTS, reports) == ["01"]
    assert (tmp_path / "reports" / "01.html").read_bytes() == chinese


def test_a_report_that_cannot_be_written_is_told(three, file, tmp_path):
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "01.html").mkdir()
    done = audited(three, "-o", tmp_path / "audit.json", "--reports", tmp_path / "reports", "--jobs", 1)
    assert "01.html" in refused(done)


# The file -----------------------------------------------------------------------------------------------------------------------------


def refusal(file: Path) -> str:
    with pytest.raises(UnusableFileError) as caught, State(file):
        pass
    assert caught.value.exit_code == 2 and "\n" not in caught.value.line()
    return caught.value.what.key


def foreign(file: Path, journal: str) -> bytes:
    base = sqlite3.connect(file)
    base.execute(f"PRAGMA journal_mode = {journal}")
    base.execute("CREATE TABLE outcome (key TEXT)")
    base.execute("INSERT INTO outcome VALUES ('x')")
    base.commit()
    base.close()
    return file.read_bytes()


@pytest.mark.parametrize("journal", ["DELETE", "WAL"])
def test_another_programs_database_is_refused_and_left_as_it_is(file, journal):
    before = foreign(file, journal)
    assert refusal(file) == "audit.state-foreign"
    assert file.read_bytes() == before


@pytest.mark.parametrize("data", [b"garbage", b"garbage" * 1000, b"SQLite format 3\x00", b"SQLite format 3\x00" + b"\xff" * 5000])
def test_garbage_is_refused_and_left_as_it_is(file, data):
    file.write_bytes(data)
    assert refusal(file) == "audit.state-foreign"
    assert file.read_bytes() == data


def test_a_file_of_another_format_is_refused(three, file):
    again(three, file)
    base = sqlite3.connect(file)
    base.execute("UPDATE meta SET value = '999' WHERE name = 'format'")
    base.commit()
    base.close()
    assert refusal(file) == "audit.state-foreign"


@pytest.mark.parametrize("make", [Path.mkdir, lambda file: file.symlink_to(file.parent / "none" / "none")])
def test_a_place_where_no_file_can_be_is_told(file, make):
    make(file)
    assert refusal(file) == "audit.state-unusable"


def test_an_empty_file_is_a_new_one(three, file):
    file.touch()
    assert again(three, file) == ["01", "02", "03"]


def test_it_is_readable_for_its_owner_alone(three, file):
    again(three, file)
    assert file.stat().st_mode & 0o077 == 0


def test_no_state_file_leaves_no_file(three, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    outcomes_of(three)
    assert [path.name for path in tmp_path.iterdir()] == ["all"]


def test_two_states_have_different_salts_and_one_keeps_its_own(tmp_path):
    salts = []
    for name in ("a", "b", "a"):
        with State(tmp_path / name) as state:
            salts.append(state.salt)
    assert salts[0] == salts[2] != salts[1] and len(salts[0]) >= 32


def test_a_second_run_on_one_file_is_refused_while_the_first_lasts(three, file, tmp_path):
    with State(file) as state:
        assert refusal(file) == "audit.state-busy"
        done = audited(three, "-o", tmp_path / "audit.json", "--state", file, "--jobs", 1)
        assert str(file) in refused(done)
        assert not (tmp_path / "audit.json").exists()
        steps_of(three, state, Here())
    assert again(three, file) == []


def test_the_lock_goes_with_the_process_however_it_ends(three, file):
    holder = "import sys, pathlib, sbparse.audit.state as s; k = s.State(pathlib.Path(sys.argv[1])); print('held', flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", holder, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert refusal(file) == "audit.state-busy"
        process.kill()
    assert again(three, file) == ["01", "02", "03"]


def test_a_full_disk_is_told_and_what_was_kept_stays(three, file, monkeypatch):
    again(three, file)
    (three / "02" / "record.pdf").write_bytes(marked(record_of("03_spelling"), "x" * 100))
    with State(file) as state:
        pages = state._base.execute("PRAGMA page_count").fetchone()[0]
        state._base.execute(f"PRAGMA max_page_count = {pages}")
        key = "k"
        with pytest.raises(UnusableFileError) as caught:
            for number in range(100):
                examined = Examined.of(Outcome("a", Standing.FAIL, person="x" * 2000))
                state.keep(number, "a", f"{key}{number}", examined, None, None)
        assert caught.value.what.key == "audit.state-unusable"
    assert again(three, file) == ["02"]


KEEPER = """
import os, sys, pathlib
from sbparse.audit.outcome import Examined, Outcome, Standing
from sbparse.audit.state import State
state = State(pathlib.Path(sys.argv[1]))
for position, more in enumerate(eval(sys.argv[2])):
    state.keep(position, str(position), str(position), Examined.of(Outcome("a", Standing.PASS)), None, more=more)
os._exit(9)
"""


@pytest.mark.parametrize(("more", "kept"), [([False, False], 2), ([True, True, False], 3), ([False, True, True], 1), ([True], 0)])
def test_what_came_back_together_is_safe_together(file, more, kept):
    assert subprocess.run([sys.executable, "-c", KEEPER, file, repr(more)], check=False).returncode == 9
    with State(file) as state:
        assert [state.standing(str(position)) for position in range(len(more))] == [Standing.PASS] * kept + [None] * (len(more) - kept)


def test_an_outcome_is_kept_whole_or_not_at_all(file):
    def broken():
        yield ("person", "1", "1")
        raise KeyboardInterrupt

    first = Examined.of(Outcome("a", Standing.PASS))
    with pytest.raises(KeyboardInterrupt), State(file) as state:
        state.keep(0, "a", "ka", first, None)
        state.keep(1, "b", "kb", replace(first, traces=broken()), None)
    with State(file) as state:
        assert (state.standing("ka"), state.standing("kb")) == (Standing.PASS, None)
        state.keep(2, "c", "kc", first, None, more=True)
    with State(file) as state:  # closed in peace
        assert state.standing("kc") is Standing.PASS


def test_an_outcome_comes_back_from_its_text_the_same():
    (outcome, *_), text = outcomes_of_every_kind(), to_text
    for one in outcomes_of_every_kind():
        assert from_text(one.name, text(one), one.report) == one
    assert "名" not in text(replace(outcome, name="名"))


def outcomes_of_every_kind() -> list[Outcome]:
    from sbparse.audit.outcome import FoundRow, Unused

    full = Outcome(
        "a/b",
        Standing.FAIL,
        person="张三",
        errors=1,
        cumulative={"pension": 3},
        eligible=False,
        eligible_from="2027-01",
        findings=(FoundRow("start-mismatch", "error", "=1\n\"'", page=1, row=2),),
        unused=(Unused(None, "x"), Unused("y.pdf", "\u2028")),
        report="a/b.html",
    )
    return [full, Outcome("c", Standing.UNUSABLE), replace(full, eligible=None, report=None)]
