"""The one neutral table: on the terminal, in JSON, in the workbook and on the page; and that it changes nothing else."""

import io
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import jsonschema
import openpyxl
import pytest
import tampered

import sbparse
from sbparse.messages import LANGS, catalogue, message
from sbparse.report.schema import verify_schema
from sbparse.report.traces import trace_rows, traces_data
from sbparse.report.voice import Voice
from sbparse.traces import TRACES, Fact, State, Trace, TraceReport, Weight
from sbparse.traces.cells import Part
from sbparse.traces.model import fact, seen, unseen
from sbparse.values.place import Place

CASE = Path(__file__).parents[2] / "fixtures/check/01_clean"
OWN = sorted(key for key in catalogue("zh") if key.startswith("traces."))
WHY = message("traces.unchecked.no-record")


def sample() -> TraceReport:
    """A trace in each state."""
    facts = [
        fact("covered-text", Place(2, (10.0, 20.0, 30.0, 40.0)), text="甲"),
        fact("serial-district", weight=Weight.MENTION, code="110105", district="朝阳", issuer="乙"),
    ]
    return TraceReport("x.pdf", (seen("covered-text", facts), seen("dates", []), seen("hidden-text", [], [WHY]), unseen("display", WHY)))


def test_a_trace_has_three_states() -> None:
    assert [trace.state for trace in sample().traces] == [State.SEEN, State.NOT_SEEN, State.NOT_SEEN, State.NOT_CHECKED]
    assert Trace("dates", (fact("display", text="1", shown="2"),), looked=False).state is State.SEEN


def test_each_state_has_its_row() -> None:
    rows = [row.cells for row in trace_rows(sample(), Voice("zh"))]
    assert [row[1] for row in rows] == ["见到", "见到，供参考", "未检出", "未检出", "未检查"]
    assert rows[0][2:] == ("文字“甲”画好之后又被色块盖住", "第 2 页，距左 10、距上 20", catalogue("zh")["traces.harmless.covered-text"])
    assert rows[1][3] == "整个文件"
    assert rows[3][2] == "另有未检查：文件中没有可读取的记录"
    assert rows[4][2] == "文件中没有可读取的记录"
    assert [row.seen for row in trace_rows(sample(), Voice("zh"))] == [True, False, False, False, False]


def test_what_could_not_be_looked_at_is_said_beside_facts_too() -> None:
    trace = seen("dates", [fact("saved-again", created="1", modified="2")], [WHY])
    rows = trace_rows(TraceReport("x.pdf", (trace,)), Voice("en"))
    assert [row.cells[1] for row in rows] == ["seen", "not checked"]


def test_every_fact_has_a_harmless_reading() -> None:
    assert all(each["harmless"] for trace in traces_data(sample()) for each in trace["facts"])  # type: ignore[attr-defined]
    keys = {key.removeprefix("traces.name.") for key in OWN if key.startswith("traces.name.")}
    assert keys == set(TRACES)


@pytest.mark.parametrize("key", OWN)
def test_both_languages_say_the_same_things(key: str) -> None:
    zh, en = catalogue("zh")[key], catalogue("en")[key]
    assert set(re.findall(r"{(\w+)}", zh)) == set(re.findall(r"{(\w+)}", en))


@pytest.mark.parametrize("key", OWN)
def test_wording_is_neutral_and_chinese_is_written_with_chinese_punctuation(key: str) -> None:
    assert not re.search("无问题|作假|造假|伪造|虚假|骗|篡改|[真假]", catalogue("zh")[key])
    assert not re.search("fake|forge|tamper|fraud|genuine|authentic|cheat", catalogue("en")[key], re.IGNORECASE)
    assert not re.search(r"[\u4e00-\u9fff][,:;!?()]|[,:;!?()][\u4e00-\u9fff]", catalogue("zh")[key])


def test_every_sentence_is_in_use() -> None:
    """And every one that is used is there: rendering looks it up, see the tests of each trace."""
    code = "".join(path.read_text("utf-8") for path in Path(sbparse.__file__).parent.glob("traces/*.py"))
    code += "".join(path.read_text("utf-8") for path in Path(sbparse.__file__).parent.glob("report/**/*traces*.py"))
    for key in OWN:
        part, _, name = key.removeprefix("traces.").partition(".")
        if part in ("fact", "unchecked", "harmless"):
            stem = re.sub("^odd-", "", name)
            assert name in code or stem in code, key


# The command.


@pytest.fixture(scope="module")
def patched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record that agrees with its declaration, with a box over one amount."""
    source = tampered.specimen("record.pdf", (CASE / "record.pdf").read_bytes())
    path = tmp_path_factory.mktemp("patched") / "record.pdf"
    path.write_bytes(tampered.free_text(source))
    return path


def run(*arguments: object) -> tuple[int, bytes]:
    done = subprocess.run([sys.executable, "-m", "sbparse", *map(str, arguments)], capture_output=True, check=False)
    assert b"Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout


def test_verify_tells_the_traces_and_its_exit_code_does_not_know_them(patched: Path) -> None:
    for path in (CASE / "record.pdf", patched):
        code, out = run("verify", path, "--format", "json")
        said = json.loads(out)
        jsonschema.validate(said, verify_schema(), jsonschema.Draft202012Validator)
        states = {trace["trace"]: trace["state"] for trace in said["traces"]}
        assert list(states) == list(TRACES)
        assert states["annotation"] == ("seen" if path == patched else "not-seen")
        assert code == 1  # for want of a signature


@pytest.mark.parametrize("lang", LANGS)
def test_verify_on_a_terminal(patched: Path, lang: str) -> None:
    _, out = run("verify", patched, "--lang", lang)
    text = "".join(out.decode().split())
    for key in ("traces.title", "traces.is.not-seen", "traces.is.not-checked", "traces.note"):
        assert "".join(catalogue(lang)[key].split()) in text, key


def test_check_ends_and_finds_as_before(patched: Path) -> None:
    code, out = run("check", patched, CASE / "history.xlsx", "--format", "json")
    before, plain = run("check", CASE / "record.pdf", CASE / "history.xlsx", "--format", "json")
    assert code == before == 0
    said, known = json.loads(out), json.loads(plain)
    assert said["findings"] == known["findings"]
    assert said["checks"] == known["checks"]


def test_the_workbook_and_the_page_show_the_table(patched: Path, tmp_path: Path) -> None:
    assert run("check", patched, CASE / "history.xlsx", "-o", tmp_path / "report.xlsx")[0] == 0
    sheet = openpyxl.load_workbook(io.BytesIO((tmp_path / "report.xlsx").read_bytes()))["痕迹"]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("文件", "项目", "结果", "事实", "位置", "无妨的解释")
    assert any(row[1] == "批注和表单域" and row[2] == "见到" for row in rows)
    assert {row[2] for row in rows[1:-1]} <= {"见到", "见到，供参考", "未检出", "未检查"}
    assert run("check", patched, CASE / "history.xlsx", "-o", tmp_path / "report.html")[0] == 0
    page = (tmp_path / "report.html").read_text("utf-8")
    assert 'id="h-traces"' in page
    assert catalogue("zh")["traces.note"][:20] in page


def test_a_report_hides_numbers_in_facts_too() -> None:
    hidden = Voice("zh", lambda text: text.replace("110199198311133994", "110***********3994"))
    report = TraceReport("x.pdf", (seen("hidden-text", [fact("hidden-text", text="110199198311133994")]),))
    assert all("110199198311133994" not in cell for row in trace_rows(report, hidden) for cell in row.cells)


def test_a_number_over_which_something_lies_is_hidden_whole(tmp_path: Path) -> None:
    """Half of it is covered, and the text beside it follows at once: what is quoted is a whole number, which masks know."""
    source = tampered.specimen("record.pdf", (CASE / "record.pdf").read_bytes())
    number = source.cell("id_number", Part.HEADER, -1)
    assert number
    x0, top, x1, bottom = number.box
    half = replace(number, box=(x0 - 1, top, (x0 + x1) / 2, bottom))
    path = tmp_path / "record.pdf"
    path.write_bytes(tampered._overlaid(source.data, lambda canvas: tampered._whited_out(canvas, source, half), tampered._size(source)))
    _, out = run("verify", path, "--lang", "en")
    told = "".join(out.decode().split())
    assert "thetext" + number.text[:3] in told
    assert number.text[:10] not in told
    _, out = run("verify", path, "--format", "json")
    assert number.text in out.decode()


def test_reading_loads_no_traces() -> None:
    program = f"import sys, sbparse; sbparse.read_record({str(CASE / 'record.pdf')!r}); print([m for m in sys.modules if 'traces' in m])"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_a_fact_is_a_value() -> None:
    assert fact("display", text="1", shown="2") == fact("display", text="1", shown="2")
    assert isinstance(fact("display", text="1", shown="2"), Fact)
