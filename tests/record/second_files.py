"""Documents on which the engines differ: one that claims to show other text than it draws, one whose content is damaged."""

import io

import pikepdf
from pikepdf import Dictionary, Name, Operator


def lying(pdf: bytes, drawn: str, claimed: str) -> bytes:
    """A document of the non-embedded font whose first text ``drawn`` carries ``claimed`` as its ActualText."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            operations = list(pikepdf.parse_content_stream(page))
            index = next((i for i, (operands, _) in enumerate(operations) if _text(operands) == drawn), None)
            if index is not None:
                actual = pikepdf.String(b"\xfe\xff" + claimed.encode("utf-16-be"))
                operations[index:index] = [([Name.Span, Dictionary(ActualText=actual)], Operator("BDC"))]
                operations[index + 2 : index + 2] = [([], Operator("EMC"))]
                page.Contents = document.make_stream(pikepdf.unparse_content_stream(operations))
                document.save(out)
                return out.getvalue()
    raise ValueError(f"no text {drawn}")


def _text(operands: object) -> str | None:
    if isinstance(operands, list | pikepdf._core._ObjectList) and len(operands) == 1 and isinstance(operands[0], pikepdf.String):
        return bytes(operands[0]).decode("utf-16-be", "replace")
    return None


def packed_wrongly(pdf: bytes) -> bytes:
    """A document whose first page's content does not match its checksum, as after a changed byte."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        page = document.pages[0]
        page.contents_coalesce()
        content = document.make_stream(page.Contents.read_bytes())
        page.Contents = content
        document.save(out, compress_streams=True)
    saved = bytearray(out.getvalue())
    with pikepdf.open(io.BytesIO(bytes(saved))) as document:
        raw = document.pages[0].Contents.read_raw_bytes()
    at = saved.index(raw) + len(raw) - 1
    saved[at] ^= 0xFF
    return bytes(saved)
