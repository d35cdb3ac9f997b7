"""Attestations: the same work gives the same bytes, any other work is told apart, and the file is read as a stranger's."""

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from sbparse import __version__
from sbparse.attest import Inputs, Settings, attested, confirmed
from sbparse.attest.confirm import What
from sbparse.attest.data import attestation_data, canonical, confirmation_data
from sbparse.attest.load import LARGEST, load_attestation
from sbparse.attest.schema import attest_schema, confirm_schema
from sbparse.cli import app
from sbparse.errors import SbparseError, UnusableFileError
from sbparse.messages import LANGS, catalogue
from sbparse.ocr.engine import installed

FIXTURES = Path(__file__).parents[2] / "fixtures"
CASE = FIXTURES / "check/02_start_mismatch"
OTHER = FIXTURES / "check/01_clean"
SIGNED = FIXTURES / "signed/signed.pdf"
ROOT = FIXTURES / "signed/root.pem"
NUMBERS = ("110199199003070017", "hsclsv")


def named(*paths: Path) -> list[tuple[str, bytes]]:
    return [(str(path), path.read_bytes()) for path in paths]


def inputs(*records: Path, history: Path | None = CASE / "history.xlsx", trust: tuple[Path, ...] = ()) -> Inputs:
    return Inputs(named(*(records or (CASE / "record.pdf",))), named(history)[0] if history else None, named(*trust))


SETTINGS = Settings(signatures=True)
MADE = attested(inputs(), SETTINGS)
TEXT = canonical(MADE)


def whats(
    *, claimed: Any = MADE, given: Inputs | None = None, version: str = __version__, signatures: bool = True, scans: bool = False
) -> set[What]:
    found = confirmed(claimed, given or inputs(), version=version, signatures=signatures, scans=scans)
    jsonschema.validate(confirmation_data(found, lang="en"), confirm_schema())
    return {each.what for each in found.deviations}


def test_the_same_work_gives_the_same_bytes_wherever_the_files_lie(tmp_path: Path) -> None:
    moved = [shutil.copy(CASE / name, tmp_path / f"110101199003070018 {name}") for name in ("record.pdf", "history.xlsx")]
    assert canonical(attested(inputs(moved[0], history=moved[1]), SETTINGS)) == TEXT
    assert str(tmp_path) not in TEXT.decode() and str(FIXTURES) not in TEXT.decode()


def test_no_name_number_or_code_is_in_it() -> None:
    from sbparse import read_record

    for path in (CASE / "record.pdf", FIXTURES / "extract/x1_seed_2023.pdf"):
        record, text = read_record(path), canonical(attested(inputs(path), SETTINGS)).decode()
        secrets = [record.person.name, record.person.id_number, record.person.employer, record.code, record.serial]
        secrets += [row.employer for row in record.employments]
        assert all(secret and secret not in text for secret in secrets)


def test_it_is_canonical_and_fits_its_schema() -> None:
    value = json.loads(TEXT)
    jsonschema.validate(value, attest_schema())
    assert json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n" == TEXT


@pytest.mark.parametrize(
    ("records", "history", "trust"),
    [
        ((), None, ()),
        ((), CASE / "history.xlsx", ()),
        ((SIGNED, CASE / "record.pdf"), None, (ROOT,)),
        ((FIXTURES / "extract/x8_bundle.pdf",), None, ()),
    ],
)
def test_what_is_written_is_read_back_and_confirmed(records: tuple[Path, ...], history: Path | None, trust: tuple[Path, ...]) -> None:
    given = inputs(*records, history=history, trust=trust)
    made = attested(given, SETTINGS)
    loaded = load_attestation(canonical(made), "a.json")
    assert loaded == made
    jsonschema.validate(attestation_data(made), attest_schema())
    assert whats(claimed=loaded, given=given) == set()


def test_signatures_are_part_of_it() -> None:
    assert attested(inputs(SIGNED, history=None, trust=(ROOT,)), SETTINGS).outcome.signatures == (True,)
    assert attested(inputs(SIGNED, history=None), replace(SETTINGS, signatures=False)).outcome.signatures == (None,)
    assert attested(inputs(FIXTURES / "signed/changed.pdf", history=None, trust=(ROOT,)), SETTINGS).outcome.signatures == (False,)


def test_the_order_of_the_records_is_that_of_the_attestation() -> None:
    paths = (CASE / "record.pdf", OTHER / "record.pdf")
    made = attested(inputs(*paths, history=None), SETTINGS)
    assert whats(claimed=made, given=inputs(*reversed(paths), history=None)) == set()


def test_other_versions_rules_and_extras_are_told(tmp_path: Path) -> None:
    import sbparse.policy

    rules = tmp_path / "rules.toml"
    rules.write_bytes(Path(sbparse.policy.__file__).with_name("beijing.toml").read_bytes() + b"\n")
    assert whats(version="9.9") == {What.VERSION}
    assert whats(given=replace(inputs(), ruleset=str(rules))) == {What.RULESET}
    assert What.SETTINGS in whats(signatures=False)


@pytest.mark.parametrize(
    "given",
    [
        inputs(OTHER / "record.pdf"),
        inputs(history=OTHER / "history.xlsx"),
        inputs(history=None),
        inputs(CASE / "record.pdf", CASE / "record.pdf"),
        inputs(trust=(ROOT,)),
        Inputs([("r.pdf", (CASE / "record.pdf").read_bytes() + b"\n")], named(CASE / "history.xlsx")[0]),
        Inputs([("r.pdf", b"%PDF-nothing that can be read")], named(CASE / "history.xlsx")[0]),
    ],
)
def test_another_input_is_told_and_not_read(given: Inputs) -> None:
    found = confirmed(MADE, given, version=__version__, signatures=True, scans=False)
    assert {each.what for each in found.deviations} == {What.INPUT} and not found.compared


def test_another_result_is_told() -> None:
    outcome = MADE.outcome
    assert whats(claimed=replace(MADE, outcome=replace(outcome, verdict="pass"))) == {What.VERDICT}
    assert whats(claimed=replace(MADE, outcome=replace(outcome, checks=(("start-mismatch", "passed"), *outcome.checks[1:])))) == {
        What.CHECK
    }
    assert whats(claimed=replace(MADE, outcome=replace(outcome, findings=outcome.findings[1:]))) == {What.FINDING}
    assert whats(
        claimed=replace(MADE, outcome=replace(outcome, findings=(replace(outcome.findings[0], page=9), *outcome.findings[1:])))
    ) == {What.FINDING}
    assert whats(claimed=replace(MADE, outcome=replace(outcome, signatures=(True,)))) == {What.SIGNATURES}
    assert whats(claimed=replace(MADE, outcome=replace(outcome, sha256="0" * 64))) == {What.CONTENT}


def test_that_scans_can_be_read_here_is_told_where_the_result_is_another() -> None:
    other = replace(MADE, outcome=replace(MADE.outcome, sha256="0" * 64))
    assert whats(scans=True) == set()
    assert whats(claimed=other, scans=True) == {What.SETTINGS, What.CONTENT}


def test_settings_come_from_the_attestation() -> None:
    from datetime import date

    for settings in (
        replace(SETTINGS, submitted=date(2023, 4, 8)),
        replace(SETTINGS, print_date=date(2023, 4, 2)),
        replace(SETTINGS, engine="pdfplumber"),
    ):
        made = attested(inputs(), settings)
        assert canonical(made) != TEXT
        assert whats(claimed=load_attestation(canonical(made), "a.json")) == set()


def test_what_cannot_be_read_is_not_attested() -> None:
    with pytest.raises(UnusableFileError) as error:
        attested(Inputs([("their.pdf", b"%PDF-1.4 nothing")]), SETTINGS)
    assert error.value.file == "their.pdf"


def changed(path: str, value: object) -> bytes:
    data = json.loads(TEXT)
    *outer, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    part = data
    for step in outer:
        part = part[step]
    part[last] = value
    return json.dumps(data).encode()


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "not-json"),
        (b"\xff\xfe", "not-json"),
        (b"[" * 100_000, "not-json"),
        (b'{"schema":NaN}', "not-json"),
        (b'{"schema":1,"schema":1}', "not-json"),
        (b"9" * 10_000, "not-json"),
        (b" " * (LARGEST + 1), "too-large"),
        (b"[]", "misshapen"),
        (b"{}", "misshapen"),
        (changed("more", 1), "misshapen"),
        (changed("schema", "sbparse.attest/2"), "misshapen"),
        (changed("version", "1\x1b[31m"), "misshapen"),
        (changed("ruleset.name", "a\nb"), "misshapen"),
        (changed("ruleset.sha256", "0" * 63), "misshapen"),
        (changed("settings.engine", "other"), "misshapen"),
        (changed("settings.engine", ["pdfium"]), "misshapen"),
        (changed("settings.signatures", None), "misshapen"),
        (changed("settings.scans", "yes"), "misshapen"),
        (changed("settings.submitted", "2023-02-30"), "misshapen"),
        (changed("settings.submitted", "２０２３-02-01"), "misshapen"),
        (changed("inputs", []), "misshapen"),
        (changed("inputs", [json.loads(TEXT)["inputs"][0]] * 1001), "misshapen"),
        (changed("inputs.0.role", "other"), "misshapen"),
        (changed("inputs.0.bytes", True), "misshapen"),
        (changed("inputs.0.bytes", -1), "misshapen"),
        (changed("inputs.0.bytes", 1e300), "misshapen"),
        (changed("result.verdict", "maybe"), "misshapen"),
        (changed("result.verdict", {}), "misshapen"),
        (changed("result.checks", [json.loads(TEXT)["result"]["checks"][0]] * 2), "misshapen"),
        (changed("result.findings.0.rule", "no-rule"), "misshapen"),
        (changed("result.findings.0.rule", []), "misshapen"),
        (changed("result.findings.0.months", ["2023-13"]), "misshapen"),
        (changed("result.findings.0.page", "1"), "misshapen"),
        (changed("result.signatures", ["yes"]), "misshapen"),
    ],
)
def test_a_file_of_another_form_is_refused_in_one_line(data: bytes, key: str) -> None:
    with pytest.raises(UnusableFileError) as error:
        load_attestation(data, "a.json")
    assert error.value.what.key == f"attest.error.{key}"
    assert len(error.value.line("en").splitlines()) == 1 and "\x1b" not in error.value.line()


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5), lambda each: st.lists(each, max_size=3), max_leaves=5
)
_PATHS = [
    "schema", "version", "ruleset", "ruleset.name", "settings", "settings.submitted", "settings.engine", "inputs", "inputs.0",
    "inputs.0.role", "result", "result.verdict", "result.checks", "result.checks.0", "result.checks.0.outcome", "result.findings",
    "result.findings.0.months", "result.findings.0.record", "result.signatures", "result.sha256",
]  # fmt: skip


@given(st.sampled_from(_PATHS), _JSON)
def test_any_value_anywhere_is_read_or_refused(path: str, value: object) -> None:
    try:
        load_attestation(changed(path, value), "a.json")
    except UnusableFileError as error:
        assert error.what.key.startswith("attest.error.")


def run(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["verify", *map(str, arguments), "--lang", "en"], catch_exceptions=True)
    if isinstance(done.exception, SbparseError):
        return done.exception.exit_code, done.exception.what.key
    return done.exit_code, done.output


def test_the_command_writes_confirms_and_refutes(tmp_path: Path) -> None:
    file = tmp_path / "attested.json"
    record, history = CASE / "record.pdf", CASE / "history.xlsx"
    assert run(record, history, "--attest", file)[0] == 0
    assert file.read_bytes() == canonical(replace(MADE, settings=replace(SETTINGS, scans=installed())))
    code, out = run(history, record, "--confirm", file)
    assert code == 0 and "√" in out
    code, out = run(OTHER / "history.xlsx", record, "--confirm", file, "--format", "json")
    assert code == 1 and json.loads(out)["confirmed"] is False
    assert run(record, history, "--confirm", record) == (2, "attest.error.not-json")
    assert run(record, history, "--confirm", tmp_path / "none.json") == (2, "history.cannot-open")


def test_options_that_exclude_each_other(tmp_path: Path) -> None:
    file, record, history = tmp_path / "a.json", CASE / "record.pdf", CASE / "history.xlsx"
    assert run(record, "--attest", file, "--confirm", file) == (2, "attest.error.both")
    for options in (("--submitted", "2023-04-08"), ("--print-date", "2023-04-08"), ("--engine", "pdfium")):
        assert run(record, *options) == (2, "attest.error.alone")
        assert run(record, "--confirm", file, *options) == (2, "attest.error.alone")
    assert run(record, "--ruleset", file) == (2, "attest.error.alone")
    assert run(record, history, OTHER / "history.xlsx", "--attest", file) == (2, "attest.error.histories")
    assert run(history, "--attest", file) == (2, "cli.error.no-record")
    assert not file.exists()


def test_every_sentence_is_there_in_both_languages() -> None:
    keys = {f"attest.differs.{what}" for what in What} - {"attest.differs.settings"}
    keys |= {f"attest.differs.{name}-{way}" for name in ("signatures", "scans") for way in ("with", "without")}
    for lang in LANGS:
        assert keys <= set(catalogue(lang))
