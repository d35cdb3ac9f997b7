"""From the picture of a whole page to the piece that shows one place: cut out, framed, with its table's header above it."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from sbparse.record.parts import PageParts
from sbparse.values.place import Box, hull

if TYPE_CHECKING:
    from PIL.Image import Image

_BESIDE: Final = 12.0  # points around the place
_ABOVE: Final = 26.0
_NARROWEST: Final = 300.0  # points that a piece is wide at least
_BETWEEN: Final = 24.0  # a header with no more than a row between is reached by cutting higher
_RULE: Final = 6.0  # from a header's text to the ruling around it
_HEADER_HEIGHT: Final = 46.0  # points that a header of two rows takes at most
_HIGHEST: Final = 420.0  # points; a place that is higher is shown from its top
_COLOURS: Final = 48
_FRAME: Final = (204, 20, 32)
_PAPER: Final = (255, 255, 255)
_TEAR: Final = (120, 130, 140)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finished piece: PNG, its size in pixels, whether a covered box lies in it."""

    png: bytes
    width: int
    height: int
    covered: bool


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A drawn page.

    Attributes:
        image: the page as displayed, numbers and codes already covered.
        scale: pixels a point.
        covered: the boxes that were covered, in points.
        headers: the boxes of the tables' header rows, in points.
    """

    image: "Image"
    scale: float
    covered: tuple[Box, ...]
    headers: tuple[Box, ...]


def page_picture(png: bytes, parts: PageParts, covered: Sequence[Box]) -> PagePicture:
    """A page's picture with the boxes covered."""
    from PIL import Image, ImageDraw

    page = parts.sheet.page
    image = Image.open(BytesIO(png)).convert("RGB")
    scale = image.width / page.displayed_width
    pen = ImageDraw.Draw(image)
    for box in covered:
        pen.rectangle([value * scale for value in box], fill=(0, 0, 0))
    return PagePicture(image, scale, tuple(covered), tuple(_headers(parts)))


def _headers(parts: PageParts) -> list[Box]:
    """The glyph boxes of header rows, as displayed."""
    page, uses = parts.sheet.page, parts.sheet.uses
    glyphs = [glyph for glyph, use in uses.items() if use == "table-header"]
    return [page.place((page.x0[g], page.top[g], page.x1[g], page.bottom[g])).bbox for g in glyphs]


def piece(page: PagePicture, place: Box) -> Drawn:
    """The piece of a page around a place."""
    window = _window(page, place)
    pieces = _with_header(window, _header_above(page, place))
    image = _joined([_cut(page, box, place) for box in pieces])
    covered = any(_overlap(box, secret) for box in pieces for secret in page.covered)
    return Drawn(_encoded(image), image.width, image.height, covered)


def _window(page: PagePicture, place: Box) -> Box:
    width, height = page.image.width / page.scale, page.image.height / page.scale
    x0, top, x1, bottom = place
    wide = max(0.0, _NARROWEST - (x1 - x0) - 2 * _BESIDE) / 2
    lower = min(bottom, top + _HIGHEST)
    return (max(0.0, x0 - _BESIDE - wide), max(0.0, top - _ABOVE), min(width, x1 + _BESIDE + wide), min(height, lower + _ABOVE))


def _with_header(window: Box, header: Box | None) -> list[Box]:
    """The window and its table's header: in one piece where little lies between them, else one above the other."""
    if header is None:
        return [window]
    top, bottom = max(0.0, header[1] - _RULE), header[3] + _RULE
    if bottom >= window[1] - _BETWEEN:
        return [(window[0], top, window[2], window[3])]
    return [(window[0], top, window[2], bottom), window]


def _header_above(page: PagePicture, place: Box) -> Box | None:
    """The header rows that stand nearest above a place, as far as they lie over it."""
    above = [box for box in page.headers if box[3] <= place[1] + 1 and box[2] > place[0] and box[0] < place[2]]
    if not above:
        return None
    lowest = max(box[3] for box in above)
    return hull([box for box in above if box[1] >= lowest - _HEADER_HEIGHT])


def _cut(page: PagePicture, box: Box, place: Box) -> "Image":
    """A rectangle of the page, with the frame where it holds the place."""
    from PIL import ImageDraw

    left, top = round(box[0] * page.scale), round(box[1] * page.scale)
    image = page.image.crop((left, top, max(left + 1, round(box[2] * page.scale)), max(top + 1, round(box[3] * page.scale))))
    if _overlap(box, place):
        edges = (place[0] - 1.5, place[1] - 1.5, place[2] + 1.5, place[3] + 1.5)
        x0, y0, x1, y1 = (edge * page.scale - (left, top)[i % 2] for i, edge in enumerate(edges))
        thick = max(2, round(1.4 * page.scale))
        ImageDraw.Draw(image).rectangle((max(0, x0), max(0, y0), min(image.width - 1, x1), y1), outline=_FRAME, width=thick)
    return image


def _joined(images: "Sequence[Image]") -> "Image":
    """Pieces of one page under each other, a dotted line where rows were left out between them."""
    from PIL import Image, ImageDraw

    if len(images) == 1:
        return images[0]
    gap = 14
    whole = Image.new("RGB", (max(i.width for i in images), sum(i.height for i in images) + gap * (len(images) - 1)), _PAPER)
    pen, top = ImageDraw.Draw(whole), 0
    for image in images:
        if top:
            for x in range(4, whole.width, 16):
                pen.rectangle((x, top + gap // 2 - 1, x + 7, top + gap // 2), fill=_TEAR)
            top += gap
        whole.paste(image, (0, top))
        top += image.height
    return whole


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _encoded(image: "Image") -> bytes:
    """A small PNG: a page has few colours, and text stays sharp."""
    from PIL import Image

    written = BytesIO()
    image.quantize(_COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    return written.getvalue()
