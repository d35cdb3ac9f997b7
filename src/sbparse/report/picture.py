"""A page of a PDF as a picture.

The reader runs pdfium with a font of boxes as its only font, so that no glyph is lost (``page.native``); pictures for people need the
machine's fonts. pdfium is initialised once a process, so pictures are made in a process of their own, which also keeps a hostile page's
rendering bounded.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sbparse.errors import UnusableFileError
from sbparse.messages import message
from sbparse.values.place import Box

SECONDS: Final = 60
"""How long the pictures of one file may take."""

MOST_PIXELS: Final = 40_000_000
"""Pixels a picture may have; an A4 page at 200 dpi has 3.9 million. A larger page is drawn smaller."""

_HEAD: Final = 8


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawn page: PNG, and the boxes of all that may be a QR or bar code, in points as displayed."""

    png: bytes
    codes: tuple[Box, ...]


def render_pages(data: bytes, pages: list[int], scale: float, file: str) -> list[bytes]:
    """Pages of a PDF as PNG; arguments and errors of :func:`drawings`."""
    return [drawing.png for drawing in drawings(data, pages, scale, file)]


def drawings(data: bytes, pages: list[int], scale: float, file: str) -> list[Drawing]:
    """Pages of a PDF drawn.

    Args:
        data: the file's bytes.
        pages: page numbers, from 1.
        scale: pixels a point.
        file: the file's name, for errors.

    Raises:
        UnusableFileError: a page cannot be drawn, or not in time.
    """
    command = [sys.executable, "-m", "sbparse.report.picture", str(scale), *map(str, pages)]
    try:
        # The command is this module, run by this interpreter.
        run = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=True)  # noqa: S603
    except (subprocess.SubprocessError, OSError):
        raise UnusableFileError(message("reading.no-picture", pages=[str(p) for p in pages]), file=file) from None
    parts = list(_parts(run.stdout))
    return [
        Drawing(png, tuple((x0, top, x1, bottom) for x0, top, x1, bottom in json.loads(codes)))
        for png, codes in zip(parts[::2], parts[1::2], strict=True)
    ]


def _parts(output: bytes) -> Iterator[bytes]:
    """What a drawing process wrote, each part behind its length: picture and codes of a page in turn."""
    while output:
        size = int.from_bytes(output[:_HEAD], "big")
        yield output[_HEAD : _HEAD + size]
        output = output[_HEAD + size :]


def _child(scale: float, pages: list[int]) -> None:
    """Draw pages of the PDF on stdin; each part goes out behind its length."""
    from io import BytesIO

    import pypdfium2

    from sbparse.report.codes import code_boxes

    document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    for number in pages:
        page = document[number - 1]
        width, height = page.get_size()
        fitting = min(scale, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        picture = BytesIO()
        page.render(scale=fitting).to_pil().save(picture, "PNG")
        for part in (picture.getvalue(), json.dumps(code_boxes(page)).encode()):
            sys.stdout.buffer.write(len(part).to_bytes(_HEAD, "big") + part)


if __name__ == "__main__":
    _child(float(sys.argv[1]), [int(number) for number in sys.argv[2:]])
