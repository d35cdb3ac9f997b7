"""Files that can't be used, made from good ones, and some that only look like it."""

import io
import re

import pikepdf
import pypdfium2
from PIL import Image


def _saved(document: pikepdf.Pdf, encryption: pikepdf.Encryption | None = None) -> bytes:
    out = io.BytesIO()
    document.save(out, encryption=encryption)
    return out.getvalue()


def encrypted(pdf: bytes) -> bytes:
    """Needs a password to be opened."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return _saved(document, encryption=pikepdf.Encryption(user="user-specimen", owner="owner-specimen"))


def owner_locked(pdf: bytes) -> bytes:
    """Encrypted with an owner's password only: any reader opens it, so it is to be read like any other."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return _saved(document, encryption=pikepdf.Encryption(user="", owner="owner-specimen"))


def truncated(pdf: bytes, share: float = 0.5) -> bytes:
    """The first part of the file, as a broken download leaves it."""
    return pdf[: int(len(pdf) * share)]


def without_xref(pdf: bytes) -> bytes:
    """Whole objects, but the cross-reference table and the trailer are gone."""
    at = pdf.rfind(b"\nxref")
    return pdf[: at if at > 0 else len(pdf) - 200]


def not_a_pdf() -> bytes:
    return "这不是 PDF 文件，样例 SPECIMEN\n".encode() * 40


def named_pdf_but_zip() -> bytes:
    return b"PK\x03\x04" + bytes(range(256)) * 8


def empty() -> bytes:
    return b""


def empty_pages(count: int = 2) -> bytes:
    """Pages with nothing on them."""
    document = pikepdf.new()
    for _ in range(count):
        document.add_blank_page(page_size=(595, 842))
    return _saved(document)


def image_only(pdf: bytes, scale: float = 1.5) -> bytes:
    """The pages as pictures: a scan, without any text."""
    pages: list[Image.Image] = [page.render(scale=scale).to_pil().convert("RGB") for page in pypdfium2.PdfDocument(pdf)]
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=72 * scale)
    return out.getvalue()


def without_to_unicode(pdf: bytes) -> bytes:
    """Embedded fonts whose codes mean nothing outside the font: the page looks right and can't be read."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font" and "/ToUnicode" in item:
                del item["/ToUnicode"]
        return _saved(document)


def with_wrong_to_unicode(pdf: bytes) -> bytes:
    """Embedded fonts that map every code into the private use area, as some producers do."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font" and "/ToUnicode" in item:
                text = item.ToUnicode.read_bytes()
                item.ToUnicode = document.make_stream(re.sub(rb"<([0-9A-Fa-f]{2})[0-9A-Fa-f]{2}>", rb"<E0\1>", text))
        return _saved(document)
