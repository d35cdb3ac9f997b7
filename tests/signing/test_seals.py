"""Which signatures a file carries, and what the rules say where none is verified."""

import re

import pytest
import signing_files as files

from sbparse.record.document import read_bytes
from sbparse.signing import Kind, SealedFile, sealed_file
from sbparse.signing.seals import MOST_SEALS

SIGNED = files.signed()


def sealed(data: bytes) -> SealedFile:
    found = sealed_file(data)
    assert found is not None
    return found


def test_an_unsigned_file_has_none() -> None:
    assert sealed(files.unsigned()) == SealedFile(len(files.unsigned()), ())


def test_a_signature_with_its_format_range_and_time() -> None:
    file = sealed(SIGNED)
    (seal,) = file.seals
    assert (seal.kind, seal.sub_filter, seal.listed) == (Kind.CMS, "adbe.pkcs7.detached", True)
    assert seal.byte_range[0] == 0 and seal.end == len(SIGNED)
    assert re.fullmatch(r"D:\d{14}Z", seal.time or "")
    assert file.uncovered == 0


def test_bytes_behind_the_signed_ones_are_counted() -> None:
    assert sealed(files.overlaid(SIGNED)).uncovered == len(files.overlaid(SIGNED)) - len(SIGNED)


def test_two_signatures_in_the_order_of_the_form() -> None:
    both = files.signed(SIGNED, files.office("另一单位"), "Signature2")
    assert [seal.end for seal in sealed(both).seals] == [len(SIGNED), len(both)]


def test_a_signature_that_a_later_revision_took_away_is_still_found() -> None:
    (seal,) = sealed(files.with_stripped_signature(SIGNED)).seals
    assert (seal.listed, seal.kind, seal.end) == (False, Kind.CMS, len(SIGNED))


def test_a_field_still_to_be_signed_is_no_signature() -> None:
    assert sealed(files.with_empty_field(files.unsigned())).seals == ()


def test_a_signature_copied_in_with_a_page_is_a_remnant() -> None:
    moved = files.unsigned() + b"\n% /SubFilter /adbe.pkcs7.detached /ByteRange [0 100 200 300]\n"
    assert (sealed(moved).seals, sealed(moved).remnants) == ((), 1)


@pytest.mark.parametrize("name", ["GM.pkcs7.detached", "GM.sm2", "SM2", "GB38540", "SES.v4"])
def test_a_chinese_seal_is_told_by_its_format(name: str) -> None:
    (seal,) = sealed(files.renamed_format(SIGNED, name.encode())).seals
    assert (seal.kind, seal.sub_filter) == (Kind.CHINESE, name)


def test_sm2_inside_a_common_format_is_told_by_its_algorithm() -> None:
    """1.2.156.10197.1.501, SM2 with SM3, in the place of 1.2.840.113549.1.1.11 of the same length."""
    changed = re.sub(b"06092A864886F70D01010B", b"06092A811CCF5501837500", SIGNED, flags=re.IGNORECASE)
    assert changed != SIGNED
    assert sealed(changed).seals[0].kind is Kind.CHINESE


@pytest.mark.parametrize(("name", "kind"), [("adbe.pkcs7.sha1", Kind.OTHER), ("Acme.own", Kind.OTHER)])
def test_other_formats(name: str, kind: Kind) -> None:
    assert sealed(files.renamed_format(SIGNED, name.encode())).seals[0].kind is kind


def test_a_signature_without_its_range_is_damaged() -> None:
    assert sealed(files.without_range(SIGNED)).seals[0].kind is Kind.DAMAGED


def test_no_more_signatures_are_looked_at_than_any_paper_has() -> None:
    many = files.unsigned() + b"".join(f"\n% /ByteRange [0 1 2 {number}]".encode() for number in range(1000))
    assert sealed(many).remnants == MOST_SEALS


def test_what_pdfium_cannot_open_is_not_called_unsigned() -> None:
    assert sealed_file(b"%PDF-1.7 nothing") is None


def test_an_unsigned_record_says_so_and_nothing_passes() -> None:
    record = read_bytes(files.unsigned(), "record.pdf")[0].records[0]
    assert [(f.rule, f.severity, f.message.key) for f in record.findings] == [("not-signed", "info", "signing.none")]
    assert {rule: record.not_run[rule].key for rule in ("signature-invalid", "edited-after-signing")} == {
        "signature-invalid": "signing.not-run.no-signature",
        "edited-after-signing": "signing.not-run.no-signature",
    }
    assert record.signed is False


def test_a_remnant_is_told_with_the_information() -> None:
    moved = files.unsigned() + b"\n% /ByteRange [0 100 200 300]\n"
    record = read_bytes(moved, "record.pdf")[0].records[0]
    assert [f.message.key for f in record.findings] == ["signing.only-remnants"]
