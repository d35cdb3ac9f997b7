"""What the rules ``signature-invalid``, ``edited-after-signing``, ``not-signed`` say of a file (CONTRACT section 3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Final

from sbparse.findings import RULES, Finding, Severity
from sbparse.messages import Message, message
from sbparse.signing.model import FileReport, Kind, Later, Seal, SealedFile, SealReport

RULES_OF_SIGNATURES: Final = ("signature-invalid", "edited-after-signing", "not-signed")
_INVALID, _EDITED, _NONE = RULES_OF_SIGNATURES
_CHANGED: Final = (Later.METADATA, Later.EDITED, Later.REMOVED)


@dataclass(frozen=True, slots=True)
class SignatureRuling:
    """The findings about a file's signatures, and why a rule could not be run where it could not."""

    findings: tuple[Finding, ...] = ()
    not_run: Mapping[str, Message] = field(default_factory=dict)


def can_verify() -> bool:
    """Whether the extra ``sign`` is installed."""
    return find_spec("pyhanko") is not None


def ruled(data: bytes, sealed: SealedFile | None) -> SignatureRuling:
    """What the rules say of a file's signatures. pyHanko, which takes long to load, is loaded for a file with signatures alone.

    Args:
        data: the file's bytes.
        sealed: its signatures as :func:`sbparse.signing.seals.sealed_file` found them.
    """
    if sealed is None:
        return SignatureRuling(not_run=dict.fromkeys(RULES_OF_SIGNATURES, message("signing.not-run.cannot-look")))
    if not sealed.seals:
        return unsigned(sealed)
    if not can_verify():
        return SignatureRuling(not_run=dict.fromkeys((_INVALID, _EDITED), _without_extra(sealed.seals)))
    from sbparse.signing.verify import verified

    return rulings_of(verified(data, sealed))


def unsigned(sealed: SealedFile) -> SignatureRuling:
    """What the rules say of a file without signatures: that there is none, so that nothing could be verified."""
    said = message("signing.only-remnants", count=sealed.remnants) if sealed.remnants else message("signing.none")
    finding = Finding(rule=_NONE, severity=RULES[_NONE], message=said)  # no suggestion: there is nothing to do
    return SignatureRuling((finding,), dict.fromkeys((_INVALID, _EDITED), message("signing.not-run.no-signature")))


def rulings_of(report: FileReport) -> SignatureRuling:
    """What the rules say of verified signatures. Whom the user trusts does not enter: an unknown root is told and no error."""
    findings = [_invalid(each) for each in report.seals if each.intact is False]
    findings += [_holds(each) for each in report.seals if each.intact]
    findings += [_edited(each, report) for each in report.seals if each.later in _CHANGED]
    not_run = {}
    if unchecked := [each.unchecked for each in report.seals if each.intact is None and each.unchecked]:
        not_run[_INVALID] = unchecked[0]
    if unknown := [each.unchecked or message("signing.not-run.invalid") for each in report.seals if each.later is None]:
        not_run[_EDITED] = unknown[0]
    return SignatureRuling(tuple(findings), not_run)


def _without_extra(seals: Sequence[Seal]) -> Message:
    """Why nothing was verified: the kind of a seal that cannot be, else the extra that is not there."""
    for kind in (Kind.CHINESE, Kind.OTHER, Kind.DAMAGED):
        if formats := [seal.sub_filter or message("signing.unnamed") for seal in seals if seal.kind is kind]:
            return message(f"signing.not-run.{kind}", formats=formats)
    return message("signing.not-run.needs-extra", count=len(seals))


def _invalid(report: SealReport) -> Finding:
    what = report.unchecked or message("signing.invalid", signer=_signer(report))
    return Finding(rule=_INVALID, severity=RULES[_INVALID], message=what, suggestion=message("signing.original"))


def _holds(report: SealReport) -> Finding:
    """Who signed, and whether that is known to be so; an information, lighter than its rule."""
    said = message(f"signing.trust.{report.trust}", signer=_signer(report), issuer=report.issuer or message("signing.unnamed"))
    return Finding(rule=_INVALID, severity=Severity.INFO, message=said)


def _edited(report: SealReport, file: FileReport) -> Finding:
    behind = file.sealed.size - (report.seal.end or 0)
    what = message(f"signing.later.{report.later}", signer=_signer(report), bytes=behind)
    return Finding(rule=_EDITED, severity=RULES[_EDITED], message=what, suggestion=message("signing.original"))


def _signer(report: SealReport) -> Message | str:
    return report.signer or message("signing.unnamed-signer")
