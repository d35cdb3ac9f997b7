"""A whole PDF taken apart: its pages as they are painted and as the reader sees them."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from pdfminer.pdfpage import PDFPage

from sbparse.errors import UnusableFileError
from sbparse.mask.model import Painted
from sbparse.mask.pages import LostTrackError, SeenPage, seen
from sbparse.mask.painting import NamedFonts, Painter
from sbparse.messages import message
from sbparse.page.budget import TooMuch
from sbparse.page.pdfium import MOST_GLYPHS
from sbparse.page.plumber import FAILURES, bounds_of
from sbparse.page.plumber_device import Interpreter
from sbparse.page.plumber_streams import opened
from sbparse.record.document import MOST_PAGES, creation_day
from sbparse.values.place import Box

_DEEPEST: Final = 12


@dataclass(frozen=True, slots=True)
class PaintedFile:
    """The pages, and what their fonts are made of.

    Attributes:
        pages: as the reader sees them.
        bounds: the visible box of each in user space.
        source: the file as pikepdf has it, whose objects have the numbers of ``fonts``.
        fonts: pdfminer's fonts (by id) → numbers of objects.
        created: the raw date of its making.
    """

    pages: tuple[SeenPage, ...]
    bounds: tuple[Box, ...]
    source: Any
    fonts: NamedFonts
    created: str | None


def taken_apart(data: bytes, file: str) -> PaintedFile:
    """Take a PDF apart.

    Raises:
        UnusableFileError: it needs a password, is damaged beyond repair, or asks for more work than any record takes.
    """
    plain = _plain(data, file)
    import pikepdf

    source = pikepdf.open(BytesIO(plain))
    fonts = NamedFonts()
    pages: list[SeenPage] = []
    bounds: list[Box] = []
    try:
        for number, page in enumerate(PDFPage.create_pages(opened(plain)), start=1):
            if number > MOST_PAGES:
                raise UnusableFileError(message("reading.too-many-pages", pages=len(source.pages), limit=MOST_PAGES), file=file)
            pages.append(_page(page, fonts, number))
            bounds.append(bounds_of(page))
    except (TooMuch, LostTrackError, *FAILURES):
        raise UnusableFileError(message("mask.error.damaged"), file=file) from None
    return PaintedFile(tuple(pages), tuple(bounds), source, fonts, str(source.docinfo.get("/CreationDate", "")) or None)


def _page(page: PDFPage, fonts: NamedFonts, number: int) -> SeenPage:
    painter = Painter(fonts, MOST_GLYPHS)
    Interpreter(fonts, painter).process_page(page)
    media = tuple(float(edge) for edge in page.mediabox)
    crop = tuple(float(edge) for edge in page.cropbox) if page.cropbox else None
    painted = Painted(number, media, crop, page.rotate % 360, painter.ops)  # type: ignore[arg-type]
    return seen(painted, painter.met, painter.runs, bounds_of(page))


def _plain(data: bytes, file: str) -> bytes:
    """The newest revision alone: decrypted, repaired, every font an object of its own."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            for holder in _resources(pdf):
                fonts = holder.get("/Font")
                if isinstance(fonts, pikepdf.Dictionary):
                    for name in list(fonts.keys()):
                        if isinstance(fonts[name], pikepdf.Dictionary) and not fonts[name].is_indirect:
                            fonts[name] = pdf.make_indirect(fonts[name])
            out = BytesIO()
            level = pikepdf.StreamDecodeLevel.generalized
            pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, stream_decode_level=level, compress_streams=False)
            return out.getvalue()
    except pikepdf.PasswordError:
        raise UnusableFileError(message("reading.encrypted"), file=file) from None
    except (pikepdf.PdfError, ValueError, TypeError, KeyError):
        raise UnusableFileError(message("reading.damaged"), file=file) from None


def _resources(pdf: Any) -> Iterator[Any]:
    """Every dictionary of resources, wherever it is held."""
    import pikepdf

    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            yield each
            inner = each.get("/Resources")
            if isinstance(inner, pikepdf.Dictionary):
                yield inner


def created_on(file: PaintedFile) -> str | None:
    """The day on which the file was made, as a PDF date without the time of day."""
    day = creation_day(file.created)
    return f"D:{day:%Y%m%d}000000+08'00'" if day else None
