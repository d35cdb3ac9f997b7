"""What the rules ``signature-invalid``, ``edited-after-signing``, ``not-signed`` say of a file (CONTRACT section 3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sbparse.findings import RULES, Finding
from sbparse.messages import Message, message
from sbparse.signing.model import Kind, Seal, SealedFile

RULES_OF_SIGNATURES: Final = ("signature-invalid", "edited-after-signing", "not-signed")
_VERIFYING: Final = RULES_OF_SIGNATURES[:2]


@dataclass(frozen=True, slots=True)
class SignatureRuling:
    """The findings about a file's signatures, and why a rule could not be run where it could not."""

    findings: tuple[Finding, ...] = ()
    not_run: Mapping[str, Message] = field(default_factory=dict)


def ruled(sealed: SealedFile | None) -> SignatureRuling:
    """What the rules say of a file's signatures.

    Args:
        sealed: its signatures as :func:`sbparse.signing.seals.sealed_file` found them.
    """
    if sealed is None:
        return SignatureRuling(not_run=dict.fromkeys(RULES_OF_SIGNATURES, message("signing.not-run.cannot-look")))
    if not sealed.seals:
        return SignatureRuling((_not_signed(sealed),), dict.fromkeys(_VERIFYING, message("signing.not-run.no-signature")))
    return SignatureRuling(not_run=dict.fromkeys(_VERIFYING, _unverified(sealed.seals)))


def _not_signed(sealed: SealedFile) -> Finding:
    said = message("signing.only-remnants", count=sealed.remnants) if sealed.remnants else message("signing.none")
    return Finding(rule="not-signed", severity=RULES["not-signed"], message=said, suggestion=message("signing.ask-the-office"))


def _unverified(seals: Sequence[Seal]) -> Message:
    """Why nothing was verified: the kind of a seal that cannot be, else the extra that is not there."""
    for kind in (Kind.CHINESE, Kind.OTHER, Kind.DAMAGED):
        if formats := [seal.sub_filter or message("signing.unnamed") for seal in seals if seal.kind is kind]:
            return message(f"signing.not-run.{kind}", formats=formats)
    return message("signing.not-run.needs-extra", count=len(seals))
