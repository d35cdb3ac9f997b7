"""The electronic signatures of a PDF: which it carries, whether they verify, what was changed after them.

Facts about the file alone, before anything in it is read as a record: ``seals`` looks with pdfium and takes no extra; what is found there
goes to ``ruling``, which says what the three rules about signatures make of it.
"""

from sbparse.signing.model import Kind, Seal, SealedFile
from sbparse.signing.ruling import SignatureRuling, ruled
from sbparse.signing.seals import sealed_file

__all__ = ["Kind", "Seal", "SealedFile", "SignatureRuling", "ruled", "sealed_file"]
