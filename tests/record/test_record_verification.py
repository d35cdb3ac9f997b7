"""The record as it was signed against the record as it is: which bytes are compared, and what is not a difference."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

import pytest
from record_build import job, record

from sbparse.errors import NoRecordError, UnusableFileError
from sbparse.findings import Finding, Severity
from sbparse.messages import message
from sbparse.record import verification
from sbparse.record.model import Extraction, RightsRecord
from sbparse.record.verification import VerifiedFile, verified_file
from sbparse.signing.model import Seal, SealedFile

REMARK = Finding(rule="unread-text", severity=Severity.ERROR, message=message("second.blank"))
NOW = record(findings=(REMARK,))
BEFORE = record(jobs=[job("2019-01", "2020-11")])


def seal(end: int | None) -> Seal:
    return Seal(sub_filter="adbe.pkcs7.detached", byte_range=() if end is None else (0, 2, 3, end - 3), contents=b"x")


@pytest.fixture
def verify(monkeypatch: pytest.MonkeyPatch) -> Callable[..., VerifiedFile]:
    def run(sealed: SealedFile | None, readings: dict[bytes, RightsRecord | None], data: bytes = b"0123456789") -> VerifiedFile:
        class Opened:
            def __init__(self, *given: object) -> None:
                assert given == (data, "x.pdf")

            def __enter__(self) -> None:
                pass

            def __exit__(self, *_: object) -> None:
                pass

        def reading(part: bytes, file: str) -> tuple[Extraction, list[object]]:
            found = readings[part]
            if found is None:
                raise NoRecordError(message("reading.empty"), file=file)
            return Extraction(file, "", 1, (found,), ()), []

        monkeypatch.setattr(verification, "Document", Opened)
        monkeypatch.setattr(verification, "sealed_file", lambda given: sealed if given == data else None)
        monkeypatch.setattr(verification, "verified", lambda given, of, roots: ("report", given, of, roots))
        monkeypatch.setattr(verification, "rulings_of", lambda report: ("ruled", report))
        monkeypatch.setattr(verification, "unsigned", lambda of: ("unsigned", of))
        monkeypatch.setattr(verification, "read_bytes", reading)
        return verified_file(data, "x.pdf", ("root",))

    return run


def test_a_file_without_signatures(verify: Callable[..., VerifiedFile]) -> None:
    for sealed in (None, SealedFile(10, ())):
        found = verify(sealed, {})
        report = ("report", b"0123456789", SealedFile(10, ()), ("root",))
        assert found == VerifiedFile("x.pdf", sha256(b"0123456789").hexdigest(), report, ("unsigned", SealedFile(10, ())))  # type: ignore[arg-type]


def test_the_newest_signed_revision_is_compared_with_the_file(verify: Callable[..., VerifiedFile]) -> None:
    sealed = SealedFile(10, (seal(5), seal(8), seal(None)))
    found = verify(sealed, {b"01234567": BEFORE, b"0123456789": NOW})
    ruling: object = found.ruling
    assert ruling == ("ruled", ("report", b"0123456789", sealed, ("root",)))
    assert [(d.pdfium, d.pdfplumber) for d in found.changed or ()] == [("2020-11", "2020-12"), ("23", "24")]
    assert found.uncompared is None


def test_what_the_rules_said_is_no_difference(verify: Callable[..., VerifiedFile]) -> None:
    assert verify(SealedFile(10, (seal(8),)), {b"01234567": replace(NOW, findings=()), b"0123456789": NOW}).changed == ()


@pytest.mark.parametrize("sealed", [SealedFile(10, (seal(10),)), SealedFile(10, (seal(None),))])
def test_where_nothing_follows_a_signature_nothing_is_compared(verify: Callable[..., VerifiedFile], sealed: SealedFile) -> None:
    found = verify(sealed, {})
    assert (found.changed, found.uncompared) == (None, None)


@pytest.mark.parametrize("unread", [b"01234567", b"0123456789"])
def test_a_revision_that_cannot_be_read_is_not_compared(verify: Callable[..., VerifiedFile], unread: bytes) -> None:
    readings = {b"01234567": BEFORE, b"0123456789": NOW} | {unread: None}
    found = verify(SealedFile(10, (seal(8),)), readings)
    assert (found.changed, found.uncompared) == (None, message("reading.empty"))


def test_a_file_that_cannot_be_opened_is_refused() -> None:
    with pytest.raises(UnusableFileError):
        verified_file(b"nothing", "x.pdf")
