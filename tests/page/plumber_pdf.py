"""Small PDFs with given content streams, fonts and resources, and what an engine sees on them."""

import io
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from sbparse.page.model import Page
from sbparse.record.document import Engine, open_document

Maker = Callable[[pikepdf.Pdf], Any]
"""Makes an object in the PDF it is for."""


def latin() -> Dictionary:
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)


def cid_font(encoding: str, *, ordering: str = "GB1", **more: object) -> Dictionary:
    """STSong-Light, not embedded, with an encoding such as UniGB-UCS2-H."""
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/STSong-Light"),
        Flags=6,
        FontBBox=Array([-25, -254, 1000, 880]),
        ItalicAngle=0,
        Ascent=880,
        Descent=-120,
        CapHeight=880,
        StemV=93,
    )
    system = Dictionary(Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String(ordering), Supplement=2)
    descendant = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=Name("/STSong-Light"), CIDSystemInfo=system, FontDescriptor=descriptor
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/STSong-Light"),
        Encoding=Name(f"/{encoding}"),
        DescendantFonts=Array([descendant]),
    )
    for key, value in more.items():
        font[f"/{key}"] = value
    return font


def form(content: bytes, *, group: bool = False, **more: object) -> Maker:
    """A form XObject with Helvetica as F1."""

    def make(pdf: pikepdf.Pdf) -> pikepdf.Object:
        stream = pdf.make_stream(content)
        stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, 400, 300])
        stream.Resources = Dictionary(Font=Dictionary(F1=latin()))
        if group:
            stream.Group = Dictionary(S=Name.Transparency)
        for key, value in more.items():
            stream[f"/{key}"] = value(pdf) if callable(value) else value
        return stream

    return make


def packed(data: bytes) -> Maker:
    """A Flate stream of bytes that are packed already, rightly or not."""

    def make(pdf: pikepdf.Pdf) -> pikepdf.Object:
        stream = pdf.make_stream(b"")
        stream.write(data, filter=Name.FlateDecode)
        return stream

    return make


def one_page(
    content: bytes | Maker, font: Dictionary | Maker | None = None, forms: dict[str, Maker] | None = None, **page: object
) -> bytes:
    """A page of 400 by 300 points with fonts F1 (Helvetica, or the one given); other keywords are entries of its dictionary, those of
    ``Resources`` written ``Resources_ColorSpace=…``."""
    pdf = pikepdf.new()
    made = pdf.add_blank_page(page_size=(400, 300))
    resources = Dictionary(Font=Dictionary(F1=latin() if font is None else font(pdf) if callable(font) else font))
    if forms:
        resources.XObject = Dictionary({f"/{name}": make(pdf) for name, make in forms.items()})
    made.Resources = resources
    made.Contents = content(pdf) if callable(content) else pdf.make_stream(content)
    for key, value in page.items():
        owner, _, name = key.rpartition("_")
        (resources if owner else made)[f"/{name}"] = value(pdf) if callable(value) else value
    out = io.BytesIO()
    pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False, static_id=True)
    return out.getvalue()


def text(shown: str, codec: str) -> bytes:
    """An operator that shows a text in a codec, as hex."""
    return f"BT /F1 10 Tf 20 200 Td <{shown.encode(codec).hex()}> Tj ET ".encode()


def at(x: float, y: float, shown: str) -> bytes:
    """An operator that shows Latin text at a place."""
    return f"BT /F1 10 Tf {x} {y} Td ({shown}) Tj ET ".encode()


def seen(data: bytes, engine: Engine = "pdfplumber") -> Page:
    """The first page."""
    with open_document(data, "page.pdf", engine) as document:
        return document.page(0)


def chars(data: bytes, engine: Engine = "pdfplumber") -> str:
    return "".join(seen(data, engine).chars)


def aside(data: bytes, engine: Engine = "pdfplumber") -> list[tuple[str, str]]:
    return [(item.rule, item.text) for item in seen(data, engine).set_aside]


def deflated(data: bytes) -> bytes:
    return zlib.compress(data, 9)
