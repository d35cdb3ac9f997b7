"""A page of a PDF as a picture.

The reader runs pdfium with a font of boxes as its only font, so that no glyph is lost (``page.native``); pictures for people need the
machine's fonts. pdfium is initialised once a process, so pictures are made in a process of their own, which also keeps a hostile page's
rendering bounded.
"""

import subprocess
import sys
from typing import Final

from sbparse.errors import UnusableFileError
from sbparse.messages import message

SECONDS: Final = 60
"""How long the pictures of one file may take."""

MOST_PIXELS: Final = 40_000_000
"""Pixels a picture may have; an A4 page at 200 dpi has 3.9 million. A larger page is drawn smaller."""

_HEAD: Final = 8


def render_pages(data: bytes, pages: list[int], scale: float, file: str) -> list[bytes]:
    """Pages of a PDF as PNG.

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
    pictures: list[bytes] = []
    rest = run.stdout
    while rest:
        size = int.from_bytes(rest[:_HEAD], "big")
        pictures.append(rest[_HEAD : _HEAD + size])
        rest = rest[_HEAD + size :]
    return pictures


def _child(scale: float, pages: list[int]) -> None:
    """Draw pages of the PDF on stdin; each PNG goes out behind its length."""
    from io import BytesIO

    import pypdfium2

    document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    for number in pages:
        page = document[number - 1]
        width, height = page.get_size()
        fitting = min(scale, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        picture = BytesIO()
        page.render(scale=fitting).to_pil().save(picture, "PNG")
        sys.stdout.buffer.write(len(picture.getvalue()).to_bytes(_HEAD, "big") + picture.getvalue())


if __name__ == "__main__":
    _child(float(sys.argv[1]), [int(number) for number in sys.argv[2:]])
