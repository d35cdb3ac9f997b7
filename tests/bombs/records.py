"""Hostile PDFs: of the file's structure here; of what a page holds in ``drawings``."""

import zlib
from typing import Final

from bombs.drawings import DRAWINGS
from bombs.kinds import MEGABYTE, Bomb, deflated
from bombs.pdf import A4, leaf, pages, paper, pdf, stream
from bombs.signatures import SIGNED

FLATE: Final = b"/Filter /FlateDecode"
HEADER: Final = b"%PDF-1.7\n"


def deflate(megabytes: int) -> bytes:
    return paper(deflated(bytes(MEGABYTE), megabytes), entries=FLATE)


def deflate_twice(megabytes: int) -> bytes:
    inner = deflated(bytes(MEGABYTE), megabytes)
    packed = deflated(inner, 1)
    return paper(packed, entries=b"/Filter [/FlateDecode /FlateDecode]")


def deflate_many(filters: int) -> bytes:
    return paper(deflated(bytes(MEGABYTE), 64), entries=b"/Filter [%s]" % (b"/FlateDecode " * filters))


def runs(megabytes: int) -> bytes:
    return paper(b"\x81\x20" * (megabytes * MEGABYTE // 128) + b"\x80", entries=b"/Filter /RunLengthDecode")


def predictor(columns: int) -> bytes:
    parameters = b"/DecodeParms << /Predictor 15 /Columns %d /Colors 32 /BitsPerComponent 16 >>" % columns
    return paper(deflated(bytes(MEGABYTE), 64), entries=FLATE + parameters)


def contents_shared(times: int) -> bytes:
    """One page, whose contents are one stream of a megabyte, so many times."""
    shared = b"/Contents [%s]" % (b"6 0 R " * times)
    return paper(b"", page=shared, others={6: stream(deflated(b"BT /F0 9 Tf (a) Tj ET " * 50, 1000), FLATE)}).replace(
        b"/Contents 4 0 R", b"", 1
    )


def pages_flat(number: int) -> bytes:
    kids = range(10, 10 + number)
    return pages(kids, dict.fromkeys(kids, leaf()))


def pages_shared(number: int) -> bytes:
    return pages([10] * number, {10: leaf()})


def pages_full(number: int) -> bytes:
    """So many pages, all of one content: 48,000 characters each, in lines of their own."""
    lines = b"".join(b"BT /F0 6 Tf 20 %d Td (%s) Tj ET " % (at * 16 + 10, b"abc 12 " * 143) for at in range(48))
    return _pages_of(lines, number)


def pages_overprinted(number: int) -> bytes:
    """The same, all lines on one: characters that pdfium drops again, having compared them."""
    return _pages_of(b"BT /F0 6 Tf 20 20 Td (%s) Tj ET " % (b"abc 12 " * 143) * 48, number)


def _pages_of(shown: bytes, number: int) -> bytes:
    content = stream(zlib.compress(shown), FLATE)
    kids = range(10, 10 + number)
    return pages(kids, {**dict.fromkeys(kids, leaf(content=6)), 6: content})


def pages_deep(depth: int) -> bytes:
    node = b"<< /Type /Pages /Parent %d 0 R /Kids [%d 0 R] /Count 1 >>"
    chain = {10 + level: node % (9 + level, 11 + level) for level in range(1, depth)}
    return pages([11], {**chain, 10 + depth: leaf(parent=9 + depth)}, count=1)


def pages_cyclic(kids: int) -> bytes:
    return pages([2] * kids, {}, count=kids)


def pages_doubling(depth: int) -> bytes:
    node = b"<< /Type /Pages /Kids [%d 0 R %d 0 R] /Count %d >>"
    levels = {10 + level: node % (11 + level, 11 + level, 2 ** (depth - level)) for level in range(depth)}
    return pages([10], {**levels, 10 + depth: leaf()}, count=2**depth)


def count_lie(count: int) -> bytes:
    return pages([10], {10: leaf()}, count=count)


def nested_arrays(depth: int) -> bytes:
    return paper(b"", page=b"/Deep %s%s" % (b"[" * depth, b"]" * depth))


def nested_dictionaries(depth: int) -> bytes:
    return paper(b"", page=b"/Deep %s%s" % (b"<< /A " * depth, b">>" * depth))


def nested_in_content(depth: int) -> bytes:
    return paper(b"[" * depth + b"]" * depth + b" TJ " + b"<<" * depth + b" BDC " + b"q " * depth)


def length_of_itself(_: int) -> bytes:
    return paper(b"BT ET").replace(b"/Length 5", b"/Length 4 0 R")


def reference_chain(length: int) -> bytes:
    chain = {10 + at: b"%d 0 R" % (11 + at) for at in range(length)}
    return paper(b"", others={**chain, 10 + length: A4}, box=b"10 0 R")


def reference_cycle(_: int) -> bytes:
    return paper(b"", others={10: b"11 0 R", 11: b"10 0 R"}, box=b"10 0 R", page=b"/Rotate 10 0 R")


def parent_cycle(_: int) -> bytes:
    return pages([10], {10: leaf(parent=11), 11: b"<< /Type /Pages /Parent 12 0 R >>", 12: b"<< /Type /Pages /Parent 11 0 R >>"}).replace(
        b"/MediaBox " + A4, b""
    )


def xref_loop(_: int) -> bytes:
    data = paper(b"")
    at = data.rindex(b"xref\n0 1")
    return data.replace(b"trailer\n<<", b"trailer\n<< /Prev %d /XRefStm %d" % (at, at))


def xref_chain(length: int) -> bytes:
    """So many cross-reference tables, each pointing to the one before."""
    data = bytearray(paper(b""))
    last = data.rindex(b"xref\n0 1")
    for _ in range(length):
        at = len(data)
        data += b"xref\n0 0\ntrailer\n<< /Size 6 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (last, at)
        last = at
    return bytes(data)


def xref_huge(size: int) -> bytes:
    table = b"xref\n0 %d\n0000000000 65535 f \n" % size
    return HEADER + table + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n9\n%%%%EOF\n" % size


def xref_stream(size: int) -> bytes:
    """A cross-reference stream that says it has so many entries, all zeros, deflated."""
    packed = deflated(bytes(MEGABYTE), min(1024, max(1, size * 7 // MEGABYTE)))
    entries = b"/Type /XRef /W [1 4 2] /Index [0 %d] /Size %d /Root 1 0 R /Filter /FlateDecode" % (size, size)
    body = HEADER + b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
    return body + b"9 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (stream(packed, entries), len(body))


def object_stream_loop(_: int) -> bytes:
    """Two object streams, each inside the other, and each extending the other."""
    inside = b"7 0 "
    loop = {at: stream(inside + b"<< /A 1 >>", b"/Type /ObjStm /N 1 /First 4 /Extends %d 0 R" % other) for at, other in ((6, 7), (7, 6))}
    rows = {1: (1, 0), 2: (1, 1), 6: (2, 7), 7: (2, 6)}
    body = bytearray(HEADER)
    for number, data in loop.items():
        rows[number + 10] = (1, len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, data)
    table = b"".join(bytes([rows.get(n, (0, 0))[0]]) + rows.get(n, (0, 0))[1].to_bytes(4, "big") + b"\0" for n in range(20))
    at = len(body)
    entries = b"/Type /XRef /W [1 4 1] /Size 20 /Root 6 0 R"
    return bytes(body) + b"19 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (stream(table, entries), at)


def object_stream_count(number: int) -> bytes:
    pairs = b"1 0 " * (number // 1000)
    return paper(b"", others={6: stream(pairs, b"/Type /ObjStm /N %d /First %d" % (number, len(pairs)))}, page=b"/Group 6 0 R")


def only_markers(megabytes: int) -> bytes:
    """No table, and a beginning of an object every eight bytes: whoever repairs the file has to look at each."""
    return HEADER + b"1 0 obj " * (megabytes * MEGABYTE // 8)


def only_zeros(megabytes: int) -> bytes:
    return HEADER + bytes(megabytes * MEGABYTE)


def only_brackets(kilobytes: int) -> bytes:
    return HEADER + b"1 0 obj\n" + b"<<[(" * (kilobytes * 256)


def encrypted_oddly(_: int) -> bytes:
    return paper(b"", others={6: b"<< /Filter /Standard /V 5 /R 6 /Length 99999999 /O () /U () /P 0 >>"}, trailer=b"/Encrypt 6 0 R")


def trailer_only(_: int) -> bytes:
    return pdf({1: b"<< /Type /Catalog /Pages 1 0 R /Kids [1 0 R] /Count 1 >>"})


RECORDS: Final = (
    Bomb("deflate", "pdf", deflate, 4096, 8),
    Bomb("deflate-twice", "pdf", deflate_twice, 20_000, 8),
    Bomb("deflate-many-filters", "pdf", deflate_many, 5000, 20),
    Bomb("run-length", "pdf", runs, 4096, 8),
    Bomb("predictor", "pdf", predictor, 2**30, 2**24),
    Bomb("contents-shared", "pdf", contents_shared, 5000, 3),
    Bomb("pages-100k", "pdf", pages_flat, 100_000, 2100),
    Bomb("pages-shared", "pdf", pages_shared, 1_000_000, 2100),
    Bomb("pages-full", "pdf", pages_full, 2000, 2),
    Bomb("pages-overprinted", "pdf", pages_overprinted, 2000, 2),
    Bomb("pages-deep", "pdf", pages_deep, 100_000, 2000),
    Bomb("pages-cyclic", "pdf", pages_cyclic, 1000, 3),
    Bomb("pages-doubling", "pdf", pages_doubling, 30, 12),
    Bomb("pages-count-lie", "pdf", count_lie, 2**31 - 1, 1999),
    Bomb("nested-arrays", "pdf", nested_arrays, 1_000_000, 2000),
    Bomb("nested-dictionaries", "pdf", nested_dictionaries, 1_000_000, 2000),
    Bomb("nested-in-content", "pdf", nested_in_content, 1_000_000, 2000),
    Bomb("length-of-itself", "pdf", length_of_itself, 0, 0),
    Bomb("reference-chain", "pdf", reference_chain, 100_000, 500),
    Bomb("reference-cycle", "pdf", reference_cycle, 0, 0),
    Bomb("parent-cycle", "pdf", parent_cycle, 0, 0),
    Bomb("xref-loop", "pdf", xref_loop, 0, 0),
    Bomb("xref-chain", "pdf", xref_chain, 100_000, 200),
    Bomb("xref-huge", "pdf", xref_huge, 2**31 - 1, 2**20),
    Bomb("xref-stream", "pdf", xref_stream, 2**31 - 1, 2**16),
    Bomb("object-stream-loop", "pdf", object_stream_loop, 0, 0),
    Bomb("object-stream-count", "pdf", object_stream_count, 100_000_000, 100_000),
    Bomb("only-markers", "pdf", only_markers, 199, 1),
    Bomb("only-zeros", "pdf", only_zeros, 199, 1),
    Bomb("only-brackets", "pdf", only_brackets, 199 * 1024, 64),
    Bomb("too-large", "pdf", only_zeros, 201, 1),
    Bomb("encrypted-oddly", "pdf", encrypted_oddly, 0, 0),
    Bomb("trailer-only", "pdf", trailer_only, 0, 0),
    *DRAWINGS,
    *SIGNED,
)
