"""Signatures verified with pyHanko (extra ``sign``): the bytes, the signer's key, the chain, and what was written behind them.

Nothing here asks a network: chains are built from what the signature brings and the roots that the user gave, revocation is not asked for.
The signature of each file is looked at with pyHanko's own reader; what that cannot follow is not verified, and says so.
"""

import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any, Final

from asn1crypto import pem, x509
from cryptography.exceptions import UnsupportedAlgorithm
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate
from pyhanko.sign.general import ValueErrorWithMessage
from pyhanko.sign.validation import KeyUsageConstraints, validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext

from sbparse.errors import UnusableFileError
from sbparse.messages import message
from sbparse.signing.digest import Digest, digest_of
from sbparse.signing.later import last_later, later_than
from sbparse.signing.model import FileReport, Kind, Later, Seal, SealedFile, SealReport, Trust

# What pyHanko and asn1crypto raise over files that are not what they should be.
_MISFITS: Final = (
    PdfError, ValueErrorWithMessage, UnsupportedAlgorithm, ValueError, TypeError, LookupError, AttributeError, ArithmeticError,
    AssertionError, RecursionError, NotImplementedError,
)  # fmt: skip
_TAIL: Final = 2**16
"""Bytes at the end of a file in which its ``startxref`` has to stand; the specification asks for the last 1,024."""
# An office's certificate is made for signing or for vouching; either will do.
_USAGE: Final = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)
_TRUST: Final = {
    AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND: Trust.OTHER_ROOT,
    AdESIndeterminate.EXPIRED: Trust.EXPIRED,
    AdESIndeterminate.OUT_OF_BOUNDS_NO_POE: Trust.EXPIRED,
    AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED: Trust.EXPIRED,
    AdESIndeterminate.REVOKED_NO_POE: Trust.REVOKED,
    AdESIndeterminate.REVOKED_CA_NO_POE: Trust.REVOKED,
    AdESFailure.REVOKED: Trust.REVOKED,
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE: Trust.WEAK,
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE: Trust.WEAK,
}
_STAMP: Final = "/DocTimeStamp"

# Its warnings come with tracebacks; what it found is told in our own words.
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


def certificates(data: bytes, file: str) -> tuple[x509.Certificate, ...]:
    """The certificates of a PEM file (one or several) or a DER file; UnusableFileError where it holds none."""
    try:
        found = [der for _, _, der in pem.unarmor(data, multiple=True)] if pem.detect(data) else [data]
        loaded = [x509.Certificate.load(der, strict=True) for der in found]
        for each in loaded:
            each.native  # noqa: B018  # asn1crypto looks at the content when it is asked for
    except (ValueError, TypeError):
        raise UnusableFileError(message("signing.error.not-certificate"), file=file) from None
    return tuple(loaded)


def verified(data: bytes, sealed: SealedFile, roots: Sequence[x509.Certificate] = ()) -> FileReport:
    """Every signature of a file, verified as far as it can be.

    Args:
        data: the file's bytes.
        sealed: its signatures as :func:`sbparse.signing.seals.sealed_file` found them.
        roots: certificates at which a chain may end to be trusted.
    """
    # pyHanko reads a hexadecimal text digit by digit: one that is too long to be a signature's is not given to it.
    whole = None if any(seal.byte_range and not seal.contents for seal in sealed.seals) else _reader(data)
    known = _embedded(whole)
    return FileReport(
        sealed,
        tuple(_report(seal, data, known, roots, last=seal is _last(sealed)) for seal in sealed.seals),
        whole.xrefs.total_revisions if whole else None,
    )


def _last(sealed: SealedFile) -> Seal:
    return max(sealed.seals, key=lambda seal: seal.end or 0)


def _reader(data: bytes) -> PdfFileReader | None:
    """pyHanko's view of a file, strict where the file allows it; None where it cannot follow the file."""
    if data.rfind(b"startxref", -_TAIL) < 0:
        return None  # it would go back from the end byte by byte until it met one
    for strict in (True, False):
        try:
            reader = PdfFileReader(BytesIO(data), strict=strict)
            if reader.encrypted:
                reader.decrypt("")
            reader.embedded_signatures  # noqa: B018  # collected on first use
        except _MISFITS:
            continue
        return reader
    return None


def _embedded(reader: PdfFileReader | None) -> dict[tuple[int, ...], EmbeddedPdfSignature]:
    """pyHanko's signatures by their byte ranges."""
    return {tuple(map(int, each.byte_range)): each for each in reader.embedded_signatures} if reader else {}


def _report(
    seal: Seal,
    data: bytes,
    known: dict[tuple[int, ...], EmbeddedPdfSignature],
    roots: Sequence[x509.Certificate],
    *,
    last: bool,
) -> SealReport:
    if seal.kind is not Kind.CMS:
        why = message(f"signing.not-run.{seal.kind}", formats=[seal.sub_filter or message("signing.unnamed")])
        return SealReport(seal=seal, intact=False if seal.kind is Kind.DAMAGED else None, unchecked=why)
    found = known.get(seal.byte_range)
    if found is None:  # not in the form of the newest revision: looked for in the revision that it signed
        signed = _embedded(_reader(data[: seal.end])).get(seal.byte_range)
        if signed is None:
            return _by_digest(seal, data)
        return _checked(seal, signed, roots, Later.EDITED if seal.listed else Later.REMOVED)
    try:
        later = last_later(found, data) if last else later_than(found)
    except _MISFITS:
        later = Later.EDITED
    return _checked(seal, found, roots, later)


def _by_digest(seal: Seal, data: bytes) -> SealReport:
    """What the bytes alone tell of a signature that cannot be followed."""
    match digest_of(seal, data):
        case Digest.DIFFERS:
            return SealReport(seal=seal, intact=False)
        case Digest.UNREADABLE:
            why = message("signing.not-run.damaged", formats=[seal.sub_filter or message("signing.unnamed")])
            return SealReport(seal=seal, intact=False, unchecked=why)
    return SealReport(seal=seal, intact=None, unchecked=message("signing.not-run.structure"))


def _checked(seal: Seal, found: EmbeddedPdfSignature, roots: Sequence[x509.Certificate], later: Later) -> SealReport:
    stamp = found.sig_object_type == _STAMP
    context = ValidationContext(trust_roots=list(roots), allow_fetching=False, revocation_mode="soft-fail")
    try:
        status = _status(found, context, stamp=stamp)
        name, issuer = _common(found.signer_cert.subject), _common(found.signer_cert.issuer)
        claimed = None if stamp else found.self_reported_timestamp
    except _MISFITS:
        return SealReport(seal=seal, intact=None, unchecked=message("signing.not-run.contents"), stamp=stamp, later=later)
    intact = bool(status.intact and status.valid)
    return SealReport(
        seal=seal,
        intact=intact,
        unchecked=None,
        signer=name,
        issuer=issuer,
        claimed=claimed,
        stamp=stamp,
        trust=_trust(status, roots) if intact else None,
        revision=found.signed_revision + 1,
        later=later if intact or later not in (Later.NOTHING, Later.ALLOWED) else None,  # what is not as signed was not left alone
    )


def _status(found: EmbeddedPdfSignature, context: ValidationContext, *, stamp: bool) -> Any:
    """pyHanko's verdict. In a thread of its own: there it may start its event loop, whatever runs in ours."""
    with ThreadPoolExecutor(1) as pool:
        if stamp:
            return pool.submit(validate_pdf_timestamp, found, context, skip_diff=True).result()
        return pool.submit(validate_pdf_signature, found, context, key_usage_settings=_USAGE, skip_diff=True).result()


def _trust(status: Any, roots: Sequence[x509.Certificate]) -> Trust:
    problem = status.trust_problem_indic
    if problem is None:
        return Trust.TRUSTED
    trust = _TRUST.get(problem, Trust.UNCLEAR)
    return Trust.NO_ROOTS if not roots and trust in (Trust.OTHER_ROOT, Trust.UNCLEAR) else trust


def _common(name: x509.Name) -> str | None:
    """The common name, or the organisation where there is none."""
    native: dict[str, Any] = name.native
    value = native.get("common_name") or native.get("organization_name")
    return "、".join(value) if isinstance(value, list) else value
