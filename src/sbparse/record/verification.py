"""A file's signatures verified, and the record as it was signed held against the record as it is read now.

The bytes that a signature covers are a whole PDF of their own: the revision that was signed. Read once more, they say which values of the
record were changed afterwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from sbparse.errors import SbparseError
from sbparse.messages import Message
from sbparse.page.pdfium import Document
from sbparse.record.document import read_bytes
from sbparse.record.model import Extraction
from sbparse.record.second import Difference, differences
from sbparse.signing.model import FileReport, SealedFile
from sbparse.signing.ruling import SignatureRuling, rulings_of, unsigned
from sbparse.signing.seals import sealed_file
from sbparse.signing.verify import verified

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate


@dataclass(frozen=True, slots=True)
class VerifiedFile:
    """What is known of a file's signatures.

    Attributes:
        file: its name as given; sha256: hex digest of its bytes.
        report: its signatures, each verified as far as it can be.
        ruling: what the rules about signatures say.
        changed: values of the record that differ between the newest signed revision (``pdfium`` of each) and the file as it is
            (``pdfplumber`` of each); None where there is nothing to compare, or a revision could not be read.
        uncompared: why a revision could not be read.
    """

    file: str
    sha256: str
    report: FileReport
    ruling: SignatureRuling
    changed: tuple[Difference, ...] | None = None
    uncompared: Message | None = None


def verified_file(data: bytes, file: str, roots: "Sequence[Certificate]" = ()) -> VerifiedFile:
    """The signatures of a PDF.

    Args:
        data: the file's bytes.
        file: its name, for errors.
        roots: certificates at which a chain may end to be trusted.

    Raises:
        UnusableFileError: the file cannot be opened.
    """
    with Document(data, file):
        pass  # what cannot be opened is told as everywhere
    sealed = sealed_file(data) or SealedFile(len(data), ())
    report = verified(data, sealed, roots)
    ruling = rulings_of(report) if sealed.seals else unsigned(sealed)
    found = VerifiedFile(file, sha256(data).hexdigest(), report, ruling)
    signed = max((seal.end or 0 for seal in sealed.seals), default=0)
    if not signed or not sealed.uncovered:
        return found
    try:
        before, now = (_alone(read_bytes(part, file)[0]) for part in (data[:signed], data))
    except SbparseError as error:
        return replace(found, uncompared=error.what)
    return replace(found, changed=tuple(differences(before, now)))


def _alone(extraction: Extraction) -> Extraction:
    """What was read, without what the rules said of it: their sentences would be differences of their own."""
    return replace(extraction, records=tuple(replace(record, findings=()) for record in extraction.records))
