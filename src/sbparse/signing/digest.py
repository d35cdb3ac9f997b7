"""The signed bytes against the digest inside the signature: what can be told where pyHanko cannot follow the structure of a file.

A digest that differs settles it: the bytes are not those that were signed. One that fits settles nothing, the rest is to be verified.
"""

import hashlib
from enum import Enum
from typing import Final

from asn1crypto import cms

from sbparse.signing.model import Seal

_MISFITS: Final = (ValueError, TypeError, LookupError, AttributeError, RecursionError)


class Digest(Enum):
    """What comparing came to; ``UNKNOWN`` where the signature states no digest of the file, as a time stamp does."""

    FITS = "fits"
    DIFFERS = "differs"
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"


def digest_of(seal: Seal, data: bytes) -> Digest:
    """Compare the digest in a signature with that of the bytes which it covers (RFC 5652, 5.4 and 11.2)."""
    try:
        signed = cms.ContentInfo.load(seal.contents)["content"]
        if signed["encap_content_info"]["content_type"].native != "data":
            return Digest.UNKNOWN
        (signer,) = signed["signer_infos"]
        algorithm = signer["digest_algorithm"]["algorithm"].native
        stated = {attribute["type"].native: attribute["values"][0].native for attribute in signer["signed_attrs"]}.get("message_digest")
    except _MISFITS:
        return Digest.UNREADABLE
    if stated is None or algorithm not in hashlib.algorithms_available:
        return Digest.UNKNOWN
    digest = hashlib.new(algorithm)
    for start, length in zip(seal.byte_range[::2], seal.byte_range[1::2], strict=True):
        digest.update(data[start : start + length])
    return Digest.FITS if digest.digest() == stated else Digest.DIFFERS
