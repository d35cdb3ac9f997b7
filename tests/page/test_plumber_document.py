"""The document itself: pages and the day it was made."""

import io
import re

import pikepdf
import pytest
from plumber_pdf import at, one_page

from sbparse.page.plumber import PlumberDocument
from sbparse.record.document import open_document


def dated(date: bytes | None) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(one_page(at(20, 20, "x")))) as document:
        if date is not None:
            document.docinfo["/CreationDate"] = pikepdf.String(date)
        document.save(out)
    return out.getvalue()


def updated(pdf: bytes, date: str) -> bytes:
    """The file saved again by appending a new document information, as some tools do."""
    previous = int(re.findall(rb"startxref\s+(\d+)", pdf)[-1])
    root = re.findall(rb"/Root (\d+ \d+ R)", pdf)[-1].decode()
    number = int(re.findall(rb"/Size (\d+)", pdf)[-1])
    entry = f"\n{number} 0 obj\n<< /CreationDate ({date}) >>\nendobj\n".encode()
    start = len(pdf) + 1
    table = f"xref\n{number} 1\n{start:010d} 00000 n \ntrailer\n<< /Size {number + 1} /Root {root} /Info {number} 0 R /Prev {previous} >>\n"
    return pdf + entry + table.encode() + f"startxref\n{start + len(entry) - 1}\n%%EOF\n".encode()


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        (b"D:20230426102200+08'00'", "D:20230426102200+08'00'"),
        (b"\xfe\xff" + "D:20230426".encode("utf-16-be"), "D:20230426"),
        (b"", None),
        (None, None),
    ],
)
def test_the_creation_date_as_written(raw: bytes | None, read: str | None) -> None:
    for engine in ("pdfium", "pdfplumber"):
        with open_document(dated(raw), "page.pdf", engine) as document:
            assert document.creation_date() == read


def test_the_creation_date_is_the_newest() -> None:
    twice = updated(dated(b"D:20230426102200"), "D:20240506102200")
    for engine in ("pdfium", "pdfplumber"):
        with open_document(twice, "page.pdf", engine) as document:
            assert document.creation_date() == "D:20240506102200"


def test_pages_are_counted_and_numbered() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(one_page(at(20, 20, "x")))) as document:
        document.pages.extend([document.pages[0]] * 2)
        document.save(out)
    with PlumberDocument(out.getvalue(), "pages.pdf") as read:
        assert read.page_count == 3
        assert [read.page(index).number for index in range(3)] == [1, 2, 3]
