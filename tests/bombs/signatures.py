"""PDFs whose signatures are hostile, for ``verify``."""

from pathlib import Path
from typing import Final

from bombs.kinds import Bomb
from bombs.pdf import paper

SIGNED_FILE: Final = Path(__file__).parents[2] / "fixtures" / "signed" / "signed.pdf"


def byte_ranges(number: int) -> bytes:
    """So many byte ranges, each of them different."""
    return paper(b"BT ET") + b"".join(b"/ByteRange [0 %d %d 9]\n" % (at + 1, at + 5) for at in range(number))


def contents(length: int) -> bytes:
    """A signature with contents of so many bytes, zeros."""
    signature = b"<< /Type /Sig /SubFilter /adbe.pkcs7.detached /ByteRange [0 9 99 9] /Contents <%s> >>" % (b"00" * length)
    return _signed(signature)


def nested_der(depth: int) -> bytes:
    """Contents that are sequences within sequences, of indefinite length."""
    return _signed(
        b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /ByteRange [0 9 99 9] /Contents <%s> >>" % (b"3080" * depth)
    )


def _signed(signature: bytes) -> bytes:
    field = b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (s) /V 10 0 R /Rect [0 0 0 0] >>"
    form = b"/AcroForm << /SigFlags 3 /Fields [11 0 R] >>"
    return paper(b"BT ET", catalog=form, others={10: signature, 11: field})


def fields_cyclic(_: int) -> bytes:
    first = b"<< /FT /Sig /T (a) /Kids [12 0 R 11 0 R] /Parent 12 0 R >>"
    second = b"<< /FT /Sig /T (b) /Kids [11 0 R 12 0 R] /Parent 11 0 R >>"
    return paper(b"BT ET", catalog=b"/AcroForm << /SigFlags 3 /Fields [11 0 R] >>", others={11: first, 12: second})


def fields_many(number: int) -> bytes:
    listed = b"11 0 R " * number
    field = b"<< /FT /Sig /T (a) /V 10 0 R >>"
    signature = b"<< /Type /Sig /SubFilter /adbe.pkcs7.detached /ByteRange [0 9 99 9] /Contents <00> >>"
    return paper(b"BT ET", catalog=b"/AcroForm << /SigFlags 3 /Fields [%s] >>" % listed, others={10: signature, 11: field})


def revisions(number: int) -> bytes:
    """A signed record with so many revisions after it, each of which changes nothing."""
    data = bytearray(SIGNED_FILE.read_bytes())
    last = int(data[: data.rindex(b"%%EOF")].split()[-1])
    for _ in range(number):
        at = len(data)
        data += b"xref\n0 0\ntrailer\n<< /Size 400 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (last, at)
        last = at
    return bytes(data)


def signed_and_padded(megabytes: int) -> bytes:
    return SIGNED_FILE.read_bytes() + b"\n%" + b" " * (megabytes * 2**20)


SIGNED: Final = (
    Bomb("signature-byte-ranges", "pdf", byte_ranges, 2_000_000, 1000),
    Bomb("signature-contents", "pdf", contents, 50_000_000, 1000),
    Bomb("signature-nested-der", "pdf", nested_der, 200_000, 2000),
    Bomb("signature-fields-cyclic", "pdf", fields_cyclic, 0, 0),
    Bomb("signature-fields-many", "pdf", fields_many, 100_000, 70),
    Bomb("signature-revisions", "pdf", revisions, 20_000, 5),
    Bomb("signature-padded", "pdf", signed_and_padded, 199, 1),
)
