"""What a file carries of signatures, as values."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

CMS_FORMATS: Final = frozenset({"adbe.pkcs7.detached", "ETSI.CAdES.detached", "ETSI.RFC3161"})
"""Values of ``/SubFilter`` that ISO 32000-2 (12.8.3) defines over CMS and that are verified here; its deprecated ones are not."""

_CHINESE: Final = ("gm.", "gmt", "gb", "sm2", "ses", "ofd")
_CHINESE_OID: Final = bytes.fromhex("2a811ccf55")  # 1.2.156.10197, the arc of SM2, SM3 and SM4 (GM/T 0006)


class Kind(StrEnum):
    """How far a signature can be checked here.

    ``CMS`` can. ``CHINESE`` is a seal after GB/T 38540 or a signature with SM2 and SM3, for which no well-kept library was found. ``OTHER``
    is any other ``/SubFilter``; ``DAMAGED`` lacks its format, its byte range or its contents.
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
        if self.sub_filter is None or len(self.byte_range) != 4 or not self.contents.strip(b"\0"):
            return Kind.DAMAGED
        return Kind.CMS if self.sub_filter in CMS_FORMATS else Kind.OTHER

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
