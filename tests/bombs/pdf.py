"""A PDF from its objects, byte by byte: no library would write what is wanted here."""

from collections.abc import Mapping, Sequence
from typing import Final

A4: Final = b"[0 0 595 842]"
HELVETICA: Final = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream object with further entries in its dictionary."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def pdf(objects: Mapping[int, bytes], *, trailer: bytes = b"", root: int = 1) -> bytes:
    """A file of numbered objects with a sound cross-reference table; ``trailer`` has further entries."""
    parts, offsets, at = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"], {}, 15
    for number, body in objects.items():
        offsets[number] = at
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        at += len(parts[-1])
    size = max(objects) + 1
    table = [b"xref\n0 1\n0000000000 65535 f \n"]
    table += [b"%d 1\n%010d 00000 n \n" % (number, offset) for number, offset in sorted(offsets.items())]
    end = b"trailer\n<< /Size %d /Root %d 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, trailer, at)
    return b"".join((*parts, *table, end))


def paper(
    content: bytes,
    *,
    entries: bytes = b"",
    resources: bytes = b"",
    box: bytes = A4,
    others: Mapping[int, bytes] | None = None,
    page: bytes = b"",
    catalog: bytes = b"",
    trailer: bytes = b"",
) -> bytes:
    """A file of one page (object 3) with a content stream (object 4) and Helvetica as /F0 (object 5); further objects begin at 6."""
    fonts = b"" if b"/Font" in resources else b"/Font << /F0 5 0 R >>"
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 4 0 R /Resources << %s %s >> %s >>" % (box, fonts, resources, page),
        4: stream(content, entries),
        5: HELVETICA,
    }
    return pdf({**objects, **(others or {})}, trailer=trailer)


def pages(kids: Sequence[int], objects: Mapping[int, bytes], *, count: int | None = None) -> bytes:
    """A file whose page tree (object 2) has these kids."""
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    tree = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (listed, len(kids) if count is None else count)
    return pdf({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: tree, 5: HELVETICA, **objects})


def leaf(*, parent: int = 2, content: int | None = None) -> bytes:
    """A page object."""
    shown = b"" if content is None else b"/Contents %d 0 R" % content
    return b"<< /Type /Page /Parent %d 0 R /MediaBox %s /Resources << /Font << /F0 5 0 R >> >> %s >>" % (parent, A4, shown)
