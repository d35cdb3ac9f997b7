"""Signed records, made here: a certificate authority of our own, signatures by pyHanko, and what people do to signed files afterwards."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

import formdraw
from formdraw import ALL_STYLES

SIGNER = "样例市社会保险基金管理中心"
_THEN = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Office:
    """A signer with its chain: the root as PEM, and what signs."""

    root: bytes
    signer: signers.SimpleSigner


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"), x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _certificate(
    subject: str,
    key: rsa.RSAPrivateKey,
    issuer: str,
    issuer_key: rsa.RSAPrivateKey,
    *,
    authority: bool,
    until: datetime,
    stamps: bool = False,
) -> x509.Certificate:
    usage = x509.KeyUsage(
        digital_signature=not authority, content_commitment=not authority, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=authority, crl_sign=authority, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    builder = (
        x509.CertificateBuilder().subject_name(_name(subject)).issuer_name(_name(issuer)).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(_THEN).not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True).add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )  # fmt: skip
    if not authority:  # addresses that a check online would ask; nobody may
        points = [x509.DistributionPoint([x509.UniformResourceIdentifier("http://crl.invalid/root.crl")], None, None, None)]
        builder = builder.add_extension(x509.CRLDistributionPoints(points), critical=False)
    if stamps:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return builder.sign(issuer_key, hashes.SHA256())


@cache
def office(name: str = SIGNER, *, until: datetime | None = None, stamps: bool = False) -> Office:
    """A signer under a root of its own; ``until`` when its certificate ends, ten years ahead by default; ``stamps`` for time stamps."""
    ends = until or datetime.now(UTC) + timedelta(days=3650)
    keys = [rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2)]
    lasting = max(ends, datetime.now(UTC) + timedelta(days=7300))
    root = _certificate(f"{name}根证书", keys[0], f"{name}根证书", keys[0], authority=True, until=lasting)
    leaf = _certificate(name, keys[1], f"{name}根证书", keys[0], authority=False, until=ends, stamps=stamps)
    pem = serialization.Encoding.PEM
    private = keys[1].private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    store = SimpleCertificateStore()
    store.register(_loaded(root.public_bytes(pem)))
    signer = signers.SimpleSigner(signing_cert=_loaded(leaf.public_bytes(pem)), signing_key=_private(private), cert_registry=store)
    return Office(root.public_bytes(pem), signer)


def _loaded(pem: bytes):
    from asn1crypto import pem as armour
    from asn1crypto import x509 as plain

    return plain.Certificate.load(armour.unarmor(pem)[2])


def _private(pem: bytes):
    from asn1crypto import pem as armour
    from asn1crypto.keys import PrivateKeyInfo

    return PrivateKeyInfo.load(armour.unarmor(pem)[2])


@cache
def unsigned() -> bytes:
    """A record as the form generator draws it."""
    return formdraw.build(formdraw.make_record(1, jobs=2, years=5), next(style for style in ALL_STYLES if style.name == "seed-2023"))


def signed(data: bytes | None = None, by: Office | None = None, field: str = "Signature1", **options: object) -> bytes:
    """A signature put on a file; ``options`` go to pyHanko's metadata."""
    writer = IncrementalPdfFileWriter(BytesIO(unsigned() if data is None else data))
    metadata = signers.PdfSignatureMetadata(field_name=field, md_algorithm="sha256", **options)
    out = BytesIO()
    signers.sign_pdf(writer, metadata, signer=(by or office()).signer, output=out)
    return out.getvalue()


def stamped(data: bytes) -> bytes:
    """A time stamp on the document, by an authority of our own."""
    writer = IncrementalPdfFileWriter(BytesIO(data))
    out = BytesIO()
    stamper = signers.PdfTimeStamper(_authority(), field_name="Stamp")
    stamper.timestamp_pdf(writer, md_algorithm="sha256", validation_context=None, output=out)
    return out.getvalue()


@cache
def _authority() -> DummyTimeStamper:
    signer = office("样例时间戳服务", stamps=True).signer
    return DummyTimeStamper(tsa_cert=signer.signing_cert, tsa_key=signer.signing_key, certs_to_embed=signer.cert_registry)


def flipped(data: bytes, near: bytes = b"ReportLab Generated") -> bytes:
    """One bit changed: by default in a comment, so that the file reads as before."""
    place = data.index(near)
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def overlaid(data: bytes) -> bytes:
    """Something drawn over the first page in a revision behind the signature."""
    writer = IncrementalPdfFileWriter(BytesIO(data))
    reference = writer.find_page_for_modification(0)[0]
    writer.mark_update(reference)
    page = reference.get_object()
    stream = generic.StreamObject(stream_data=b"q 1 1 1 rg 300 300 40 12 re f Q")
    drawn = page["/Contents"].get_object() if isinstance(page.raw_get("/Contents"), generic.IndirectObject) else page["/Contents"]
    before = list(drawn) if isinstance(drawn, generic.ArrayObject) else [page.raw_get("/Contents")]
    page[pdf_name("/Contents")] = generic.ArrayObject([*before, writer.add_object(stream)])
    return _written(writer)


def refigured(data: bytes) -> bytes:
    """The first employment's 38 months made 39, in a revision behind the signature."""
    writer = IncrementalPdfFileWriter(BytesIO(data))
    contents = writer.find_page_for_modification(0)[0].get_object().raw_get("/Contents")
    stream = contents.get_object()
    before, after = (f"(\\000{months[0]}\\000{months[1]}) Tj".encode() for months in ("38", "39"))
    assert before in stream.data
    changed = generic.StreamObject(stream_data=stream.data.replace(before, after, 1))
    writer.objects[contents.generation, contents.idnum] = changed
    return _written(writer)


def retitled(data: bytes) -> bytes:
    """Only the document information changed behind the signature."""
    writer = IncrementalPdfFileWriter(BytesIO(data))
    information = writer.trailer["/Info"]
    information[pdf_name("/Producer")] = generic.pdf_string("Another Producer")
    writer.mark_update(writer.trailer.raw_get("/Info").reference)
    return _written(writer)


def with_stripped_signature(data: bytes) -> bytes:
    """The form taken out of the file in a revision behind the signature."""
    writer = IncrementalPdfFileWriter(BytesIO(data))
    del writer.root["/AcroForm"]
    writer.update_root()
    return _written(writer)


def renamed_format(data: bytes, name: bytes) -> bytes:
    """The signature's format changed to one of the same length or shorter, as if another program had made it."""
    match = re.search(rb"/SubFilter\s*/([\w.]+)", data)
    assert match and len(name) <= len(match[1])
    return data[: match.start(1)] + name.ljust(len(match[1])) + data[match.end(1) :]


def with_empty_field(data: bytes, name: str = "Signature1") -> bytes:
    """A field for a signature that nobody has given."""
    writer = IncrementalPdfFileWriter(BytesIO(data))
    fields.append_signature_field(writer, fields.SigFieldSpec(name))
    writer._update_meta = lambda: None  # else the document information changes as well, once the clock has moved on
    return _written(writer)


def without_range(data: bytes) -> bytes:
    """A signature dictionary whose byte range bears no name."""
    return data.replace(b"/ByteRange", b"/ByteRongo")


def resigned(data: bytes) -> bytes:
    """One digit of the signature's own value changed, the last thing in its contents."""
    match = re.search(rb"/Contents <([0-9A-Fa-f]+?)0*>", data)
    assert match
    place = match.end(1) - 30
    return data[:place] + (b"1" if data[place : place + 1] == b"0" else b"0") + data[place + 1 :]


def with_validation_data(data: bytes, created: str | None = None) -> bytes:
    """A document security store behind the signature, as a program adds it for later validation; ``created`` also moves /CreationDate."""
    writer = IncrementalPdfFileWriter(BytesIO(data))
    certificate = writer.add_object(generic.StreamObject(stream_data=office().signer.signing_cert.dump()))
    store = generic.DictionaryObject({pdf_name("/Type"): pdf_name("/DSS"), pdf_name("/Certs"): generic.ArrayObject([certificate])})
    writer.root[pdf_name("/DSS")] = writer.add_object(store)
    writer.update_root()
    information = writer.trailer["/Info"]
    information[pdf_name("/ModDate")] = generic.pdf_string("D:20260101000000Z")
    if created:
        information[pdf_name("/CreationDate")] = generic.pdf_string(created)
    writer.mark_update(writer.trailer.raw_get("/Info").reference)
    return _written(writer)


def blank() -> bytes:
    """A page with nothing on it."""
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def saved(folder: Path, data: bytes, name: str = "record.pdf") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path
