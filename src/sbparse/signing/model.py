"""What a file carries of signatures, as values."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sbparse.messages import Message

CMS_FORMATS: Final = frozenset({"adbe.pkcs7.detached", "ETSI.CAdES.detached", "ETSI.RFC3161"})
"""Values of ``/SubFilter`` that ISO 32000-2 (12.8.3) defines over CMS and that are verified here; its deprecated ones are not."""

_CHINESE: Final = ("gm.", "gmt", "gb", "sm2", "ses", "ofd")
_CHINESE_OID: Final = bytes.fromhex("2a811ccf55")  # 1.2.156.10197, the arc of SM2, SM3 and SM4 (GM/T 0006)


class Kind(StrEnum):
    """How far a signature can be checked here.

    ``CMS`` can. ``CHINESE`` is a seal after GB/T 38540 or a signature with SM2 and SM3, for which no well-kept library was found. ``OTHER``
    is any other ``/SubFilter``, or a range in more than two pieces; ``DAMAGED`` lacks its format, its byte range or its contents.
    """

    CMS = "cms"
    CHINESE = "chinese"
    OTHER = "other"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """One signature.

    Attributes:
        sub_filter: its format by ``/SubFilter``, as written; None where absent.
        byte_range: the signed bytes as pairs of offset and length, empty where absent.
        time: ``/M``, the time that the signer claims, a raw PDF date.
        contents: the signature itself (DER, zero padded).
        listed: whether it stands in a field of the form of the newest revision; else only its bytes are in the file.
    """

    sub_filter: str | None
    byte_range: tuple[int, ...]
    time: str | None = None
    contents: bytes = b""
    listed: bool = True

    @property
    def kind(self) -> Kind:
        """See :class:`Kind`; a Chinese seal is told by its format's name or by an algorithm named inside."""
        name = (self.sub_filter or "").lower()
        if name.startswith(_CHINESE) or _CHINESE_OID in self.contents:
            return Kind.CHINESE
        if self.sub_filter is None or not self.byte_range or not self.contents.strip(b"\0"):
            return Kind.DAMAGED
        return Kind.CMS if self.sub_filter in CMS_FORMATS and len(self.byte_range) == 4 else Kind.OTHER

    @property
    def end(self) -> int | None:
        """Offset of the first byte behind the signed ones."""
        return self.byte_range[2] + self.byte_range[3] if len(self.byte_range) == 4 else None


@dataclass(frozen=True, slots=True)
class SealedFile:
    """The signatures of a file.

    Attributes:
        size: bytes of the file.
        seals: its signatures: those of the newest revision's form in its order, then others whose range fits the file.
        remnants: how many signatures were copied in with pages of another file: their byte ranges do not fit this one.
    """

    size: int
    seals: tuple[Seal, ...]
    remnants: int = 0

    @property
    def uncovered(self) -> int:
        """How many bytes follow the last byte that any signature covers."""
        return self.size - max((seal.end or 0 for seal in self.seals), default=0)


class Trust(StrEnum):
    """Whether the signer's certificate leads to a root that the user gave. Revocation is never asked: that takes a network."""

    TRUSTED = "trusted"
    NO_ROOTS = "no-roots"  # none was given
    OTHER_ROOT = "other-root"  # the chain does not lead to any that was given
    EXPIRED = "expired"  # today; a proof of when it was signed may be missing
    REVOKED = "revoked"  # by a list inside the signature
    WEAK = "weak"  # an algorithm that is no longer relied on, such as SHA-1
    UNCLEAR = "unclear"


class Later(StrEnum):
    """What the file holds behind what a signature covers."""

    NOTHING = "nothing"
    ALLOWED = "allowed"  # further signatures, time stamps, validation data
    METADATA = "metadata"  # the document information or XMP: nothing on a page
    EDITED = "edited"  # anything else
    REMOVED = "removed"  # the signature itself was taken out of the form


@dataclass(frozen=True, slots=True, kw_only=True)
class SealReport:
    """What became of one signature.

    Attributes:
        seal: the signature.
        intact: whether the signed bytes are those that were signed and the signature fits the signer's key; None where that cannot be told.
        unchecked: why not, where ``intact`` is None.
        signer, issuer: common names of the signer's certificate and of its issuer.
        claimed: when it was signed, as the signer says.
        stamp: whether it is a time stamp on the document rather than somebody's signature.
        trust: None where ``intact`` is not True.
        revision: the revision of the file that it signs, from 1; None where unknown.
        later: what stands behind the signed bytes; None where unknown.
    """

    seal: Seal
    intact: bool | None
    unchecked: Message | None = None
    signer: str | None = None
    issuer: str | None = None
    claimed: datetime | None = None
    stamp: bool = False
    trust: Trust | None = None
    revision: int | None = None
    later: Later | None = None


@dataclass(frozen=True, slots=True)
class FileReport:
    """All signatures of a file, verified as far as they can be.

    ``revisions`` counts the file as first written and each update behind it; None where its structure cannot be followed. What is read of
    a file is always its newest revision.
    """

    sealed: SealedFile
    seals: tuple[SealReport, ...]
    revisions: int | None

    def holds(self, *, trusted: bool) -> bool:
        """Whether there is a signature, and every one was verified, fits, and has nothing behind it that signing does not allow; where
        ``trusted`` is asked for, every one of a signer whose chain leads to a root that the user gave."""
        return bool(self.seals) and all(
            each.intact and each.later in (Later.NOTHING, Later.ALLOWED) and (not trusted or each.trust is Trust.TRUSTED)
            for each in self.seals
        )
