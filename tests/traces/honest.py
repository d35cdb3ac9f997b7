"""Records as honest people hand them in: every style and program of the form generator, and what is commonly done to a file afterwards.

None of them may show a fact that asks for a look at the original (``Weight.LOOK``); what people did may be mentioned.
"""

import io
import os
import random
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

import formdraw
from formdraw import ALL_STYLES, Style, draw_chromium
from formdraw.bundles import Foreign, Printed, bundle
from formdraw.gallery import _choices, sensible

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Honest:
    """A file and what it is."""

    name: str
    data: bytes


@cache
def base(style: str, seed: int = 3, **knobs: Any) -> bytes:
    """A record in a named style."""
    return formdraw.build(formdraw.make_record(seed, **knobs), next(each for each in ALL_STYLES if each.name == style))


BASES = ("seed-2023", "form-2026", "national", "embedded-serif", "embedded-sans", "fpdf2-sans", "latin-font", "split")
"""Styles that things are done to."""


def styles() -> Iterator[Honest]:
    """Every style of the gallery, each with another record."""
    for number, style in enumerate(ALL_STYLES):
        yield Honest(f"style {style.name}", formdraw.build(formdraw.make_record(100 + number), style))


def mixed(count: int, first: int = 0) -> Iterator[Honest]:
    """Styles mixed by chance, rare characters and monthly tables among them; ``first`` is the first seed."""
    for seed in range(first, first + count):
        rng = random.Random(seed)  # noqa: S311
        knobs = {each.name: rng.choice(_choices(each.name, each.type)) for each in fields(Style) if each.name != "name"}
        style = sensible(replace(ALL_STYLES[0], name="mixed", **knobs))
        record = formdraw.make_record(500 + seed, rare=rng.choice((None, None, "bmp", "supplementary")), monthly=rng.random() < 0.2)
        yield Honest(f"mixed {seed}", formdraw.build(record, style))


def fresh(count: int, first: int) -> Iterator[Honest]:
    """Mixtures of seeds that no boundary was tuned on, every second one treated as people treat files."""
    ways = list(DONE.items())
    for number, each in enumerate(mixed(count, first)):
        way, change = ways[number // 2 % len(ways)]
        yield Honest(f"fresh {way}: {each.name}", change(each.data)) if number % 2 else Honest(f"fresh as drawn: {each.name}", each.data)


def of_others(paths: Iterable[Path]) -> Iterator[Honest]:
    """Prints by other programs, each also treated in one way."""
    ways = list(DONE.items())
    for number, path in enumerate(sorted(paths)):
        program = re.split(r"[-_.]", path.name)[0]
        data = path.read_bytes()
        way, change = ways[number % len(ways)]
        yield Honest(f"print by {program}: {path.stem}", data)
        yield Honest(f"print by {program}, treated: {path.stem} {way}", change(data))


def fixtures() -> Iterator[Honest]:
    """What browsers and other programs printed, and a signed record."""
    for path in sorted(ROOT.glob("fixtures/*/*.pdf")):
        if path.parent.name in ("chromium", "extract", "record") or path.stem == "signed":
            yield Honest(f"fixture {path.stem}", path.read_bytes())
    for path in sorted(ROOT.glob("fixtures/check/*/record.pdf")):
        yield Honest(f"fixture {path.parent.name}", path.read_bytes())


def _saved(data: bytes, change: Callable[[pikepdf.Pdf], None] = lambda _: None, **options: Any) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as document:
        change(document)
        out = io.BytesIO()
        document.save(out, **options)
    return out.getvalue()


def linearised(data: bytes) -> bytes:
    return _saved(data, linearize=True)


def packed(data: bytes) -> bytes:
    return _saved(data, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True, recompress_flate=True)


def unpacked(data: bytes) -> bytes:
    return _saved(data, object_stream_mode=pikepdf.ObjectStreamMode.disable, stream_decode_level=pikepdf.StreamDecodeLevel.all)


def saved_later(data: bytes) -> bytes:
    """As a viewer does that notes when it saved; the year is that of the print in most records."""

    def note(document: pikepdf.Pdf) -> None:
        document.docinfo["/ModDate"] = "D:20261101090000+08'00'"
        document.docinfo["/Producer"] = "macOS Version 14.5 (Build 23F79) Quartz PDFContext"

    return _saved(data, note)


def by_pdfium(data: bytes) -> bytes:
    """Pages put into a new file, as Chromium's viewer and merging programs do."""
    source, target = pypdfium2.PdfDocument(data), pypdfium2.PdfDocument.new()
    target.import_pages(source)
    out = io.BytesIO()
    target.save(out)
    return out.getvalue()


def as_forms(data: bytes) -> bytes:
    """Each page placed as a form on a new one, as programs do that print or impose pages again."""
    with pikepdf.open(io.BytesIO(data)) as source:
        target = pikepdf.new()
        for page in source.pages:
            box = page.trimbox
            new = target.add_blank_page(page_size=(float(box[2] - box[0]), float(box[3] - box[1])))
            new.add_overlay(page)
        out = io.BytesIO()
        target.save(out)
    return out.getvalue()


def _over_pages(data: bytes, draw: Callable[[Canvas, float, float, int], None]) -> bytes:
    """Something drawn over each page."""
    with pikepdf.open(io.BytesIO(data)) as document:
        for number, page in enumerate(document.pages):
            width, height = float(page.mediabox[2]), float(page.mediabox[3])
            out = io.BytesIO()
            canvas = Canvas(out, pagesize=(width, height))
            draw(canvas, width, height, number)
            canvas.showPage()
            canvas.save()
            with pikepdf.open(io.BytesIO(out.getvalue())) as over:
                page.add_overlay(over.pages[0])
        written = io.BytesIO()
        document.save(written)
    return written.getvalue()


def numbered(data: bytes) -> bytes:
    """Page numbers and a running title added at the edges."""

    def draw(canvas: Canvas, width: float, height: float, number: int) -> None:
        canvas.setFont("Helvetica", 9)
        canvas.drawString(width / 2, 8, f"- {number + 7} -")
        canvas.drawString(20, height - 8, "Attachment 3")

    return _over_pages(data, draw)


def renumbered(data: bytes) -> bytes:
    """A white box over the foot of each page and a new number on it, as programs do that number merged papers."""

    def draw(canvas: Canvas, width: float, height: float, number: int) -> None:
        canvas.setFillColorRGB(1, 1, 1)
        canvas.rect(0, 0, width, 36, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.setFont("Helvetica", 8)
        canvas.drawString(width / 2 - 10, 12, f"{number + 7}")

    return _over_pages(data, draw)


def sealed(data: bytes) -> bytes:
    """A red seal with a transparent ground over the table."""
    image = Image.new("RGBA", (300, 300), (255, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    pen.ellipse((5, 5, 295, 295), outline=(220, 20, 20, 200), width=10)
    pen.regular_polygon((150, 150, 50), 5, fill=(220, 20, 20, 160))

    def draw(canvas: Canvas, width: float, height: float, number: int) -> None:
        canvas.drawImage(ImageReader(image), width * 0.4, height * 0.35, 120, 120, mask="auto")

    return _over_pages(data, draw)


def watermarked(data: bytes) -> bytes:
    """A company's grey watermark over everything, half transparent."""

    def draw(canvas: Canvas, width: float, height: float, number: int) -> None:
        canvas.setFillAlpha(0.2)
        canvas.setFont("Helvetica", 50)
        canvas.translate(width / 3, height / 3)
        canvas.rotate(30)
        canvas.drawString(0, 0, "FOR REVIEW ONLY")

    return _over_pages(data, draw)


def flattened_highlight(data: bytes) -> bytes:
    """A reviewer's highlight made part of the page, half transparent."""

    def draw(canvas: Canvas, width: float, height: float, number: int) -> None:
        canvas.setFillColorRGB(1, 1, 0)
        canvas.setFillAlpha(0.35)
        canvas.rect(100, height / 2, 200, 12, stroke=0, fill=1)

    return _over_pages(data, draw)


def boxed(data: bytes) -> bytes:
    """A red frame drawn around a row."""

    def draw(canvas: Canvas, width: float, height: float, number: int) -> None:
        canvas.setStrokeColorRGB(1, 0, 0)
        canvas.rect(40, height / 2, width - 80, 14, stroke=1, fill=0)

    return _over_pages(data, draw)


def _annotation(subtype: str, **entries: Any) -> Callable[[bytes], bytes]:
    def annotate(data: bytes) -> bytes:
        def change(document: pikepdf.Pdf) -> None:
            page = document.pages[0]
            height = float(page.mediabox[3])
            box = [100, height / 2, 300, height / 2 + 12]
            points = {"QuadPoints": [100, box[3], 300, box[3], 100, box[1], 300, box[1]]} if subtype == "Highlight" else {}
            words = {"Type": pikepdf.Name.Annot, "Subtype": pikepdf.Name("/" + subtype), "Rect": box, "F": 4, **points, **entries}
            page.Annots = pikepdf.Array([document.make_indirect(pikepdf.Dictionary(**words))])

        return _saved(data, change)

    return annotate


def noted(data: bytes) -> bytes:
    """A reviewer's highlight in an update behind the end, as viewers save it."""
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    name = generic.pdf_name
    numbers = generic.ArrayObject([generic.FloatObject(each) for each in (100, 300, 300, 312)])
    words = {name("/Type"): name("/Annot"), name("/Subtype"): name("/Highlight"), name("/Rect"): numbers}
    reference = writer.find_page_for_modification(0)[0]
    writer.mark_update(reference)
    reference.get_object()[name("/Annots")] = generic.ArrayObject([writer.add_object(generic.DictionaryObject(words))])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def merged(data: bytes) -> bytes:
    """The record between a contract and a certificate."""
    record = formdraw.make_record(3)
    others = bundle([Foreign("contract", record), Foreign("leaving", record)]).pdf
    with pikepdf.open(io.BytesIO(others)) as target, pikepdf.open(io.BytesIO(data)) as source:
        for at, page in enumerate(source.pages, start=1):
            target.pages.insert(at, page)
        out = io.BytesIO()
        target.save(out)
    return out.getvalue()


DONE: dict[str, Callable[[bytes], bytes]] = {
    "linearised": linearised,
    "packed": packed,
    "unpacked": unpacked,
    "saved later": saved_later,
    "new file by pdfium": by_pdfium,
    "page as form": as_forms,
    "numbered": numbered,
    "renumbered": renumbered,
    "sealed": sealed,
    "watermarked": watermarked,
    "flattened highlight": flattened_highlight,
    "framed": boxed,
    "highlighted": _annotation("Highlight", C=[1, 1, 0]),
    "circled": _annotation("Square", C=[1, 0, 0]),
    "noted by hand": _annotation("Ink", InkList=[[100, 300, 200, 310]]),
    "stamped": _annotation("Stamp"),
    "note": _annotation("Text", Contents="ok"),
    "highlighted in an update": noted,
    "merged": merged,
}


def treated() -> Iterator[Honest]:
    """Everything that is commonly done, to each of some styles."""
    for style in BASES:
        for name, change in DONE.items():
            yield Honest(f"{name}: {style}", change(base(style)))


PRINTERS: dict[str, list[str]] = {
    "printed again by Ghostscript": ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", "-sOutputFile={out}", "{into}"],
    "printed again by cairo": ["pdftocairo", "-pdf", "{into}", "{out}"],
}
"""Programs of the machine that print a PDF anew."""


def reprinted(styles: tuple[str, ...] = ("embedded-serif", "embedded-sans", "fpdf2-sans", "form-2026")) -> Iterator[Honest]:
    """Records printed anew by the programs of this machine that can, also those that a browser had printed."""
    files = {style: base(style) for style in styles}
    files |= {each: (ROOT / f"fixtures/{each}.pdf").read_bytes() for each in ("chromium/browser-plain", "extract/x2_landscape_2026")}
    for printer, command in PRINTERS.items():
        if shutil.which(command[0]):
            for name, data in files.items():
                if (again := _printed(command, data)) is not None:
                    yield Honest(f"{printer}: {name}", again)


def _printed(command: list[str], data: bytes) -> bytes | None:
    with tempfile.TemporaryDirectory() as folder:
        into, out = Path(folder) / "record.pdf", Path(folder) / "out" / "record.pdf"
        out.parent.mkdir()
        into.write_bytes(data)
        words = [word.format(into=into, out=out) for word in command]
        subprocess.run(words, check=False, capture_output=True, timeout=120, env={**os.environ, "HOME": folder})
        return out.read_bytes() if out.exists() else None


def browsed(count: int = 8) -> Iterator[Honest]:
    """The form as a web page, printed by the machine's Chromium."""
    if draw_chromium.CHROMIUM is None:
        return
    named = {style.name: style for style in ALL_STYLES}
    chosen = ("seed-2023", "form-2026", "national", "light-header", "dark-header", "watermark-horizontal", "portrait", "large-type")
    for seed, style in enumerate(chosen[:count]):
        yield Honest(f"browsed: {style}", draw_chromium.build(formdraw.make_record(900 + seed), named[style]))


def bundles() -> Iterator[Honest]:
    """Two records in one file."""
    named = {style.name: style for style in ALL_STYLES}
    for seed in range(4):
        first, second = formdraw.make_record(60 + seed), formdraw.make_record(70 + seed)
        parts = [Foreign("contract", first), Printed(first, named["seed-2023"]), Printed(second, named["fpdf2-sans"])]
        yield Honest(f"bundle {seed}", bundle(parts).pdf)


def everything(*, mixtures: int = 60) -> Iterator[Honest]:
    """All of it."""
    yield from styles()
    yield from mixed(mixtures)
    yield from fixtures()
    yield from treated()
    yield from bundles()
    yield from reprinted()
    yield from browsed()
