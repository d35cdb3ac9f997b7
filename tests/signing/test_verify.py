"""Signatures verified: what signing allows, what people do to signed files, what cannot be checked; by functions and commands."""

import asyncio
import json
import logging
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jsonschema
import pytest
import signing_files as files
from hypothesis import assume, example, given
from hypothesis import strategies as st

from sbparse import read_record, reconcile
from sbparse.errors import UnusableFileError
from sbparse.messages import LANGS, catalogue
from sbparse.record.verification import VerifiedFile, verified_file
from sbparse.report.schema import verify_schema
from sbparse.signing import FileReport, Later, SealReport, Trust, ruled, sealed_file
from sbparse.signing import ruling as ruling_module
from sbparse.signing.verify import certificates, verified

HISTORY = Path(__file__).parents[2] / "fixtures/check/01_clean/history.xlsx"
SIGNED = files.signed()
OTHER = files.office("另一单位")
BOTH = files.signed(SIGNED, OTHER, "Signature2")
ROOTS = certificates(files.office().root, "root.pem")

NOTHING, PASSED, FAILED, NOT_RUN = None, "passed", "failed", "not-run"
CASES: dict[str, tuple[bytes, tuple[bool | None, ...], tuple[Later | None, ...], str, str, str]] = {
    # file; each signature: as signed, what follows; outcome of signature-invalid, edited-after-signing, not-signed
    "unsigned": (files.unsigned(), (), (), NOT_RUN, NOT_RUN, FAILED),
    "field to be signed": (files.with_empty_field(files.unsigned()), (), (), NOT_RUN, NOT_RUN, FAILED),
    "signed": (SIGNED, (True,), (Later.NOTHING,), PASSED, PASSED, PASSED),
    "line end behind": (SIGNED + b"\r\n", (True,), (Later.NOTHING,), PASSED, PASSED, PASSED),
    "two signatures": (BOTH, (True, True), (Later.ALLOWED, Later.NOTHING), PASSED, PASSED, PASSED),
    "field added behind": (files.with_empty_field(SIGNED, "Next"), (True,), (Later.ALLOWED,), PASSED, PASSED, PASSED),
    "byte flipped": (files.flipped(SIGNED), (False,), (NOTHING,), FAILED, NOT_RUN, PASSED),
    "signature flipped": (files.resigned(SIGNED), (False,), (NOTHING,), FAILED, NOT_RUN, PASSED),
    "overlay behind": (files.overlaid(SIGNED), (True,), (Later.EDITED,), PASSED, FAILED, PASSED),
    "figure changed behind": (files.refigured(SIGNED), (True,), (Later.EDITED,), PASSED, FAILED, PASSED),
    "information changed behind": (files.retitled(SIGNED), (True,), (Later.METADATA,), PASSED, FAILED, PASSED),
    "bytes behind": (SIGNED + b"something", (True,), (Later.EDITED,), PASSED, FAILED, PASSED),
    "signature taken out": (files.with_stripped_signature(SIGNED), (True,), (Later.REMOVED,), PASSED, FAILED, PASSED),
    "overlay, then signed again": (
        files.signed(files.overlaid(SIGNED), OTHER, "Signature2"), (True, True), (Later.EDITED, Later.NOTHING), PASSED, FAILED, PASSED,
    ),
    "information, then signed again": (
        files.signed(files.retitled(SIGNED), OTHER, "Signature2"), (True, True), (Later.ALLOWED, Later.NOTHING), PASSED, PASSED, PASSED,
    ),
    "Chinese seal": (files.renamed_format(SIGNED, b"GM.pkcs7.detached"), (None,), (NOTHING,), NOT_RUN, NOT_RUN, PASSED),
    "unknown format": (files.renamed_format(SIGNED, b"Acme.own"), (None,), (NOTHING,), NOT_RUN, NOT_RUN, PASSED),
    "no byte range": (files.without_range(SIGNED), (False,), (NOTHING,), FAILED, NOT_RUN, PASSED),
}  # fmt: skip
each_case = pytest.mark.parametrize("name", CASES)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a network was asked")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)


def report_of(data: bytes, roots: tuple[object, ...] = ROOTS) -> FileReport:
    sealed = sealed_file(data)
    assert sealed is not None
    return verified(data, sealed, roots)


def only(data: bytes, roots: tuple[object, ...] = ROOTS) -> SealReport:
    (report,) = report_of(data, roots).seals
    return report


@each_case
def test_each_signature(name: str) -> None:
    data, intact, later, *_ = CASES[name]
    report = report_of(data)
    assert tuple(each.intact for each in report.seals) == intact
    assert tuple(each.later for each in report.seals) == later


@each_case
def test_check_and_extract_say_the_same(name: str) -> None:
    data, *_, invalid, edited, none = CASES[name]
    record = read_record(data, file="record.pdf")
    checks = {check.rule: check for check in reconcile(verified_extraction(data), HISTORY).checks}
    outcomes = {"signature-invalid": invalid, "edited-after-signing": edited, "not-signed": none}
    for rule, outcome in outcomes.items():
        assert checks[rule].outcome == outcome, rule
        assert (checks[rule].reason is not None) == (outcome == NOT_RUN)
        assert (rule in record.not_run) == (outcome == NOT_RUN)
        weighty = [f for f in record.findings if f.rule == rule and (f.severity == "error" or rule == "not-signed")]
        assert bool(weighty) == (outcome == FAILED)


def verified_extraction(data: bytes):
    from sbparse import read_records

    return read_records(data, file="record.pdf")


@each_case
def test_verify_ends_with_zero_only_where_all_is_as_signed(name: str, tmp_path: Path, run) -> None:
    data, intact, _, invalid, edited, _ = CASES[name]
    code, out = run("verify", files.saved(tmp_path, data), "--format", "json")
    assert code == (0 if intact and invalid == edited == PASSED else 1)
    said = json.loads(out)
    assert [each["intact"] for each in said["signatures"]] == list(intact)
    jsonschema.validate(said, verify_schema(), jsonschema.Draft202012Validator, format_checker=jsonschema.FormatChecker())


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]):
    """The command in this process, where the network is guarded."""
    from sbparse.cli import _run, app

    def ran(*arguments: object) -> tuple[int, str]:
        import sys

        sys.argv = ["sbparse", *map(str, arguments)]
        code = _run("zh")
        return code, capfdbinary.readouterr().out.decode()

    assert app
    return ran


# Whom one trusts.


def test_a_root_that_was_given() -> None:
    report = only(SIGNED)
    assert (report.signer, report.issuer, report.trust) == (files.SIGNER, f"{files.SIGNER}根证书", Trust.TRUSTED)
    assert report.claimed and abs(report.claimed - datetime.now(UTC)) < timedelta(hours=1)


def test_no_root_and_another_root_are_told_and_no_error() -> None:
    assert only(SIGNED, ()).trust is Trust.NO_ROOTS
    assert only(SIGNED, certificates(OTHER.root, "other.pem")).trust is Trust.OTHER_ROOT
    sealed = sealed_file(SIGNED)
    (finding,) = ruled(SIGNED, sealed).findings
    assert (finding.rule, finding.severity, finding.message.key) == ("signature-invalid", "info", "signing.trust.no-roots")


def test_a_certificate_that_ended_is_told_and_no_error() -> None:
    ended = files.signed(by=files.office("已过期单位", until=datetime(2021, 1, 1, tzinfo=UTC)))
    report = only(ended, certificates(files.office("已过期单位", until=datetime(2021, 1, 1, tzinfo=UTC)).root, "root.pem"))
    assert (report.intact, report.trust) == (True, Trust.EXPIRED)
    assert {finding.severity for finding in ruled(ended, sealed_file(ended)).findings} == {"info"}


def test_a_name_alone_trusts_nobody() -> None:
    """A root of the same name with another key."""
    namesake = files.office.__wrapped__(files.SIGNER)
    assert only(SIGNED, certificates(namesake.root, "root.pem")).trust is not Trust.TRUSTED


def test_given_a_root_every_chain_must_lead_to_one(tmp_path: Path, run) -> None:
    root, other = files.saved(tmp_path, files.office().root, "root.pem"), files.saved(tmp_path, OTHER.root, "other.pem")
    both = files.saved(tmp_path, BOTH)
    assert run("verify", both)[0] == 0
    assert run("verify", both, "--trust", root)[0] == 1
    assert run("verify", both, "--trust", root, "--trust", other)[0] == 0


def test_a_file_that_is_no_certificate(tmp_path: Path) -> None:
    for junk in (b"", b"nothing", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", files.unsigned()):
        with pytest.raises(UnusableFileError) as raised:
            certificates(junk, "root.pem")
        assert raised.value.what.key == "signing.error.not-certificate"


# What was changed.


def changed(data: bytes) -> VerifiedFile:
    return verified_file(data, "record.pdf", ROOTS)


def test_the_values_that_were_changed_are_named() -> None:
    found = changed(files.refigured(SIGNED))
    assert found.report.revisions == 3 and found.report.seals[0].revision == 2
    assert ("38", "39") in [(each.pdfium, each.pdfplumber) for each in found.changed or ()]


def test_a_change_that_the_reading_does_not_see() -> None:
    assert changed(files.retitled(SIGNED)).changed == ()
    assert changed(SIGNED).changed is None


def test_a_revision_without_a_record_is_not_compared() -> None:
    bare = files.signed(files.blank())
    found = changed(files.retitled(bare))
    assert (found.changed, found.uncompared and found.uncompared.key) == (None, "reading.empty")


def test_validation_data_behind_is_allowed_and_not_with_another_creation_date() -> None:
    assert only(files.with_validation_data(SIGNED)).later is Later.ALLOWED
    assert only(files.with_validation_data(SIGNED, created="D:20200101000000Z")).later is Later.METADATA


def test_a_certification_that_forbids_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    """DocMDP level 1: not even a further signature."""
    certified = files.signed(certify=True, docmdp_permissions=files.fields.MDPPerm.NO_CHANGES)
    assert only(certified).later is Later.NOTHING
    monkeypatch.setattr(files.signers.PdfSigner, "_enforce_certification_constraints", lambda *_: None)
    first, second = report_of(files.signed(certified, OTHER, "Signature2")).seals
    assert (first.later, second.later) == (Later.EDITED, Later.NOTHING)


def test_a_time_stamp_behind_is_allowed_and_verified() -> None:
    authority = certificates(files.office("样例时间戳服务", stamps=True).root, "tsa.pem")
    first, stamp = report_of(files.stamped(SIGNED), (*ROOTS, *authority)).seals
    assert (first.later, stamp.later) == (Later.ALLOWED, Later.NOTHING)
    assert (stamp.stamp, stamp.intact, stamp.trust, stamp.seal.sub_filter) == (True, True, Trust.TRUSTED, "ETSI.RFC3161")
    assert report_of(files.stamped(SIGNED)).seals[1].trust is Trust.OTHER_ROOT
    assert only(files.flipped(files.stamped(files.unsigned()))).intact is False


def test_a_pades_signature() -> None:
    pades = files.signed(subfilter=files.fields.SigSeedSubFilter.PADES)
    report = only(pades)
    assert (report.seal.sub_filter, report.intact, report.trust) == ("ETSI.CAdES.detached", True, Trust.TRUSTED)


def test_a_field_below_another_is_found_by_its_bytes() -> None:
    """pdfium looks at the top of the form alone; a name with a dot makes a field below a parent."""
    nested = files.signed(field="Office.Signature1")
    assert [seal.listed for seal in sealed_file(nested).seals] == [False]
    assert (only(nested).intact, only(nested).later, only(nested).trust) == (True, Later.NOTHING, Trust.TRUSTED)


# How it is told.


def test_without_the_extra_nothing_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ruling_module, "can_verify", lambda: False)
    said = ruled(SIGNED, sealed_file(SIGNED))
    assert said.findings == ()
    assert {rule: why.key for rule, why in said.not_run.items()} == dict.fromkeys(
        ("signature-invalid", "edited-after-signing"), "signing.not-run.needs-extra"
    )
    seal = files.renamed_format(SIGNED, b"GM.pkcs7.detached")
    assert ruled(seal, sealed_file(seal)).not_run["signature-invalid"].key == "signing.not-run.chinese"


def test_it_works_inside_a_running_loop() -> None:
    async def asked() -> FileReport:
        return report_of(SIGNED)

    assert asyncio.run(asked()).seals[0].intact is True


def test_nothing_is_logged_to_the_terminal(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for data, *_ in CASES.values():
        report_of(data)
    assert capfd.readouterr().err == ""
    assert logging.getLogger("pyhanko").level == logging.NOTSET


@pytest.mark.parametrize("lang", LANGS)
@each_case
def test_the_terminal_shows_every_case(name: str, lang: str, tmp_path: Path, run) -> None:
    _, out = run("verify", files.saved(tmp_path, CASES[name][0]), "--lang", lang)
    assert catalogue(lang)["signing.verify.signatures"] in out


def test_every_state_has_its_sentence() -> None:
    for lang in LANGS:
        sentences = catalogue(lang)
        assert {f"signing.trust.{each}" for each in Trust} | {f"signing.verify.chain.{each}" for each in Trust} <= sentences.keys()
        assert {f"signing.verify.after.{each}" for each in Later} <= sentences.keys()


def test_an_unsigned_record_loads_no_cryptography(tmp_path: Path) -> None:
    import subprocess
    import sys

    path = files.saved(tmp_path, files.unsigned())
    program = f"import sys, sbparse; sbparse.read_record({str(path)!r}); print([m for m in sys.modules if 'hanko' in m or 'asn1' in m])"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip() == "[]"


# Whatever is done to a file.


@given(base=st.sampled_from([SIGNED, BOTH]), at=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_no_changed_byte_of_what_is_signed_holds(base: bytes, at: float, bit: int) -> None:
    """Any bit outside the signatures' own values; nothing but a report comes out, and it never says that all holds."""
    place = int(at * len(base))
    values = [match.span() for match in files.re.finditer(rb"/Contents <[0-9A-Fa-f]+>", base)]
    assume(not any(start <= place < end for start, end in values))
    damaged = base[:place] + bytes([base[place] ^ 1 << bit]) + base[place + 1 :]
    sealed = sealed_file(damaged)
    if sealed is not None and sealed.seals:
        assert not verified(damaged, sealed, ROOTS).holds(trusted=False)


CHANGED = files.refigured(SIGNED)


TABLE = slice(CHANGED.rindex(b"\nxref"), CHANGED.rindex(b"trailer"))
"""The cross-reference table of the revision behind the signature."""


@given(place=st.integers(TABLE.start, TABLE.stop - 1), bit=st.integers(0, 7))
@example(place=CHANGED.rindex(b" 00000 n") + 7, bit=4)
def test_a_change_does_not_hide_behind_a_broken_table(place: int, bit: int) -> None:
    """pdfium mends a damaged revision and reads it; pyHanko, where it is lenient, does not see it: then nothing may be called allowed."""
    damaged = CHANGED[:place] + bytes([CHANGED[place] ^ 1 << bit]) + CHANGED[place + 1 :]
    sealed = sealed_file(damaged)
    if sealed is not None and sealed.seals:
        assert not verified(damaged, sealed, ROOTS).holds(trusted=False)


@given(cut=st.floats(0.3, 1, exclude_max=True))
def test_no_cut_file_holds(cut: float) -> None:
    short = BOTH[: int(cut * len(BOTH))]
    sealed = sealed_file(short)
    if sealed is not None and sealed.seals:
        assert verified(short, sealed, ROOTS).holds(trusted=False) == (short.rstrip() == SIGNED.rstrip())


def test_a_broken_signature_value_is_told_from_one_that_nobody_can_check() -> None:
    at = SIGNED.index(b"/Contents <") + len(b"/Contents <")
    garbled = SIGNED[:at] + b"FF" * 40 + SIGNED[at + 80 :]
    assert (only(garbled).intact, only(garbled).unchecked and only(garbled).unchecked.key) == (False, "signing.not-run.damaged")
    unfollowed = SIGNED.replace(b"startxref", b"startxrex")
    assert only(unfollowed).intact is False  # the bytes are not those that were signed, whatever the structure
