"""The electronic signatures of a PDF: which it carries, whether they verify, what was changed after them.

Facts about the file alone, before anything in it is read as a record. ``seals`` looks with pdfium and takes no extra; ``verify`` and
``later`` take pyHanko (extra ``sign``) and are loaded for a file that carries a signature; ``ruling`` is what the three rules about
signatures say.
"""

from sbparse.signing.model import FileReport, Kind, Later, Seal, SealedFile, SealReport, Trust
from sbparse.signing.ruling import SignatureRuling, can_verify, ruled
from sbparse.signing.seals import sealed_file

__all__ = [
    "FileReport",
    "Kind",
    "Later",
    "Seal",
    "SealReport",
    "SealedFile",
    "SignatureRuling",
    "Trust",
    "can_verify",
    "ruled",
    "sealed_file",
]
